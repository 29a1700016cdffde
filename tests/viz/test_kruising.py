"""Matrix and flow of two divisions: everything adds up, nothing is invented, and texts stay texts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import SpeelveldError
from tests.viz.beeld_hulp import VIJANDIG, Bladzijde, namen
from viz.kruising import HOOGSTENS, Kruising, Uitsnede, niet_getoond, uitsnede
from viz.matrix import matrix, matrix_fragment, procent
from viz.stroom import Band, stroom, stroom_fragment

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def kruisingen(draw: st.DrawFn, meeste: int = 25) -> Kruising:
    van = [f"jeugdregio:JZ{place:02}" for place in range(draw(st.integers(1, meeste)))]
    naar = [f"swv:PO{place:04}" for place in range(draw(st.integers(1, meeste)))]
    paren = draw(st.sets(st.tuples(st.sampled_from(van), st.sampled_from(naar)), min_size=1, max_size=80))
    gewicht = st.one_of(st.integers(1, 10**6), st.floats(0.01, 1e6))
    return Kruising(
        "jeugdregio's",
        "samenwerkingsverbanden PO",
        draw(st.sampled_from(["inwoners", "gemeenten", "leerlingen"])),
        {paar: draw(gewicht) for paar in sorted(paren)},
        {gebied: draw(namen) for gebied in (*van, *naar)},
    )


@st.composite
def uitsneden(draw: st.DrawFn) -> Uitsnede:
    found = draw(kruisingen())
    gebieden = draw(st.sets(st.sampled_from(sorted({gebied for paar in found.cellen for gebied in paar})), max_size=3))
    return uitsnede(found, gebieden)


@given(uitsneden())
def test_rows_and_columns_keep_their_whole_weight(deel: Uitsnede) -> None:
    cellen = deel.kruising.cellen
    for rij in deel.rijen:
        assert deel.van_rij(rij) == pytest.approx(sum(w for (a, _), w in cellen.items() if a == rij))
    for kolom in deel.kolommen:
        assert deel.van_kolom(kolom) == pytest.approx(sum(w for (_, b), w in cellen.items() if b == kolom))
    assert deel.gekozen <= {*deel.rijen, *deel.kolommen}
    assert len(deel.rijen) == len(set(deel.rijen)) <= HOOGSTENS
    assert len(deel.kolommen) == len(set(deel.kolommen)) <= HOOGSTENS
    van, naar = {a for a, _ in cellen}, {b for _, b in cellen}
    assert deel.weggelaten == (len(van) - len(deel.rijen), len(naar) - len(deel.kolommen))
    assert bool(niet_getoond(deel)) == any(deel.weggelaten)


@given(uitsneden())
def test_each_row_of_the_matrix_adds_up_to_one(deel: Uitsnede) -> None:
    found = matrix(deel)
    assert [rij.naam for rij in found.rijen] == [deel.naam(rij) for rij in deel.rijen]
    for rij in found.rijen:
        assert len(rij.vakken) == len(found.kolommen)
        assert sum(vak.aandeel for vak in rij.vakken) == pytest.approx(1)
        assert all(bool(vak.tekst) == (vak.aandeel > 0) == (vak.trap > 0) for vak in rij.vakken)
    assert all(0 < vak.aandeel <= 1 + 1e-9 for vak in found.voet)


@given(uitsneden())
def test_bands_fill_the_bars_on_both_sides(deel: Uitsnede) -> None:
    found = stroom(deel)
    for balken, kant, rand in ((found.links, "van", "y_van"), (found.rechts, "naar", "y_naar")):
        per: dict[str, list[Band]] = defaultdict(list)
        for band in found.banden:
            per[getattr(band, kant)].append(band)
        for balk in balken:
            banden = sorted(per[balk.id], key=lambda band: getattr(band, rand))
            assert sum(band.waarde for band in banden) == pytest.approx(balk.waarde)
            assert sum(band.hoogte for band in banden) == pytest.approx(balk.hoogte)
            assert getattr(banden[0], rand) == pytest.approx(balk.y)
            for een, ander in pairwise(banden):
                assert getattr(een, rand) + een.hoogte == pytest.approx(getattr(ander, rand))
        for een, ander in pairwise(balken):
            assert een.y + een.hoogte <= ander.y
            ruimte = ander.y + ander.hoogte / 2 - een.y - een.hoogte / 2
            assert ruimte >= 17 * (len(een.regels) + 1 + len(ander.regels) + 1) / 2  # the texts do not overlap
    hoogten = {round(band.hoogte / band.waarde, 6) for band in found.banden if band.waarde > 1}
    assert len(hoogten) <= 1 or max(hoogten) == pytest.approx(min(hoogten), rel=1e-3)


@given(uitsneden())
def test_of_what_the_picture_is_about_all_is_shown(deel: Uitsnede) -> None:
    found = stroom(deel)
    cellen = deel.kruising.cellen
    waarde = {balk.id: balk.waarde for balk in (*found.links, *found.rechts)}
    for gebied in deel.hoofdzaak:
        assert waarde[gebied] == pytest.approx(sum(w for paar, w in cellen.items() if gebied in paar))


@given(kruisingen(meeste=6))
def test_pages_are_safe_and_the_picture_is_valid_svg(found: Kruising) -> None:
    deel = uitsnede(found)
    for html in (matrix_fragment(matrix(deel)), stroom_fragment(stroom(deel))):
        Bladzijde(html).eist_veilig()
        html.encode()
    picture = stroom_fragment(stroom(deel), "een")
    svg = ET.fromstring(picture[picture.index("<svg") : picture.index("</svg>") + 6])  # noqa: S314 - our own
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("een-") for name in ids if name)
    for path in svg.findall(f"{SVG}path"):
        assert (path.get("fill") or "")[5:-1] in ids
        assert path.find(f"{SVG}title") is not None
    assert (svg.get("aria-labelledby") or "").split() == ["een-titel", "een-tekst"]


def test_hostile_names_are_shown_as_they_are() -> None:
    gebieden = [f"regio:r{place}" for place in range(len(VIJANDIG))]
    found = Kruising(
        "a",
        "b",
        "inwoners",
        {(g, "provincie:PV01"): 10 for g in gebieden},
        dict(zip(gebieden, VIJANDIG, strict=True)) | {"provincie:PV01": "<b>"},
    )
    said = "".join(text for _, text in Bladzijde(matrix_fragment(matrix(uitsnede(found)))).teksten)
    assert "<img src=x onerror=alert(1)>" in said
    assert "<b>" in said


def test_what_lies_in_no_area_has_a_name_on_either_side() -> None:
    gewichten = {("a", "x"): 10.0, ("a", ""): 5.0, ("", "x"): 3.0, ("b", "x"): 0.0}
    found = Kruising.van_gewichten(
        "regio's", "regelingen", "inwoners", gewichten, naam=lambda gebied: f"Gebied {gebied}"
    )
    tabel = matrix(uitsnede(found))
    assert {naam for naam, _ in tabel.kolommen} == {"Gebied x", "geen van de regelingen"}
    assert {rij.naam for rij in tabel.rijen} == {"Gebied a", "geen van de regio's"}
    # what lies in no area is no reason to show all else that lies in none
    rond = uitsnede(Kruising.van_gewichten("v", "n", "inwoners", {("a", ""): 1.0, ("b", ""): 2.0}, naam=str), ["a"])
    assert (rond.rijen, rond.rest_rij) == (("a",), {"geen van de n": 2.0})


def test_an_area_is_shown_with_all_that_it_meets() -> None:
    cellen = {("a", "x"): 75, ("a", "y"): 25, ("b", "y"): 50, ("b", "z"): 50, ("c", "z"): 100}
    found = Kruising("as", "xs", "inwoners", cellen, {key: key for key in "abcxyz"})
    deel = uitsnede(found, ["a"])
    assert (set(deel.rijen), set(deel.kolommen)) == ({"a", "b"}, {"x", "y"})
    assert (dict(deel.rest_rij), dict(deel.rest_kolom)) == ({}, {"b": 50})
    assert niet_getoond(deel) == "Alleen wat raakt aan a. Niet getoond: 1 van de 3 as en 1 van de 3 xs."
    tabel = {rij.naam: [vak.tekst for vak in rij.vakken] for rij in matrix(deel).rijen}
    assert tabel == {"a": ["75%", "25%", ""], "b": ["", "50%", "50%"]}
    beeld = stroom(deel)
    assert [(band.van, band.naar, band.waarde, band.flauw) for band in beeld.banden] == [
        ("a", "x", 75, False),
        ("a", "y", 25, False),
        ("b", "y", 50, True),
    ]
    assert [balk.maat for balk in beeld.links] == ["100 inwoners", "50 inwoners (van 100)"]
    omgekeerd = uitsnede(found.omgekeerd(), ["a"])
    assert (set(omgekeerd.kolommen), set(omgekeerd.rijen)) == ({"a", "b"}, {"x", "y"})


def test_an_area_of_neither_division_is_refused() -> None:
    found = Kruising("jeugdregio's", "regelingen", "inwoners", {("a", "x"): 1.0}, {"a": "A", "x": "X"})
    with pytest.raises(SpeelveldError, match=r"“z” is geen van de jeugdregio's en geen van de regelingen"):
        uitsnede(found, ["a", "z"])


def test_of_few_pupils_no_share_is_told_either() -> None:
    found = Kruising("v", "n", "leerlingen", {("a", "x"): 4.0, ("a", "y"): 96.0}, {key: key for key in "axy"})
    said = {band.naar: band.uitleg for band in stroom(uitsnede(found)).banden}
    assert said["x"] == "a en x: minder dan 5 leerlingen"
    assert said["y"] == "a en y: 96 leerlingen, 96% van a en 100% van y"


def test_of_many_areas_the_worst_fitting_are_shown_whole() -> None:
    cellen = {(f"v{place:02}", f"n{place:02}"): 100.0 for place in range(30)}
    cellen |= {("v07", "n08"): 90.0, ("v07", "n09"): 80.0, ("v21", "n22"): 10.0}
    found = Kruising("v's", "n's", "inwoners", cellen, {key: key for paar in cellen for key in paar})
    deel = uitsnede(found)
    assert {"v07", "v21"} <= set(deel.rijen)
    assert not deel.rest_kolom
    assert deel.hoofdzaak == set(deel.rijen)
    assert "andere v's" not in {balk.naam for balk in stroom(deel).links}
    assert niet_getoond(deel).startswith("Alleen de v's die het minst goed passen. Niet getoond: ")


@pytest.mark.parametrize(
    ("deel", "text"),
    [(0, ""), (0.004, "<1%"), (0.006, "1%"), (0.25, "25%"), (0.994, "99%"), (0.996, ">99%"), (1, "100%")],
)
def test_a_share_never_says_nothing_or_all_when_it_is_not(deel: float, text: str) -> None:
    assert procent(deel) == text


@pytest.mark.parametrize(
    ("waarde", "eenheid", "text"),
    [
        (12345.4, "inwoners", "12.345 inwoners"),
        (2.4, "gemeenten", "2,4 gemeenten"),
        (3.0, "gemeenten", "3 gemeenten"),
        (4.0, "leerlingen", "minder dan 5 leerlingen"),
        (5.0, "leerlingen", "5 leerlingen"),
    ],
)
def test_weights_are_written_with_their_unit_and_few_pupils_are_not_told(
    waarde: float, eenheid: str, text: str
) -> None:
    assert Kruising("v", "n", eenheid, {}, {}).aantal(waarde) == text


@pytest.mark.parametrize(("waarde", "text"), [(12345.4, "12.300"), (61.0, "100"), (49.0, "minder dan 100")])
def test_estimates_are_told_in_hundreds(waarde: float, text: str) -> None:
    assert Kruising("v", "n", "inwoners", {}, {}, geschat=True).aantal(waarde) == f"{text} inwoners"


def test_no_two_patterns_are_the_same() -> None:
    cellen = {(f"v{place}", "n"): 1.0 for place in range(HOOGSTENS)}
    found = stroom(uitsnede(Kruising("v", "n", "inwoners", cellen, {key: key for paar in cellen for key in paar})))
    assert len({(item.kleur, item.motief) for item in found.patronen}) == len(found.patronen) == HOOGSTENS
