"""Alignment on the national data, against the shipped files read and counted in another way, and by hand."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from nederland import FOLDER
from ontology.errors import SpeelveldError
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.gebied import Gebied, Ligging
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.landelijk import overzicht
from queries.aansluiting.paar import Aansluiting, aansluiting, beperk
from queries.aansluiting.profiel import Niveau, profiel
from queries.aansluiting.tafels import tafels
from queries.aansluiting.verschil import verschil
from queries.aansluiting.vind import vind_gebied

DAG = date(2026, 11, 21)


@pytest.fixture(scope="module")
def atlas(snapshot_2026: Snapshot) -> Atlas:
    return Atlas(snapshot_2026)


# -- the shipped files, read without the program


def _rows(bron: str, bestand: str) -> Iterator[dict[str, str]]:
    with (FOLDER / bron / f"{bestand}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (row["geldigVan"] or "0") <= DAG.isoformat() < (row["geldigTot"] or "9"):
                yield row


def _lines(bron: str, bestand: str) -> dict[str, str]:
    return {row["van"]: row["naar"] for row in _rows(bron, bestand)}


@pytest.fixture(scope="module")
def gemeente() -> dict[str, str]:
    return {van: naar for van, naar in _lines("pc4-gemeente", "IN_GEMEENTE").items() if van.startswith("pc4:")}


@pytest.fixture(scope="module")
def per_pc4(gemeente: dict[str, str]) -> dict[str, dict[str, str]]:
    """The area of each PC4 in three divisions."""
    jeugd = _lines("cbs-jeugdregio", "IN_JEUGDREGIO")
    return {
        "swv-po": _lines("swv-regeling", "IN_SWV_PO"),
        "swv-vo": _lines("swv-regeling", "IN_SWV_VO"),
        "jeugdregio": {pc4: jeugd[where] for pc4, where in gemeente.items() if where in jeugd},
        "gemeente": gemeente,
    }


@pytest.fixture(scope="module")
def gewichten(gemeente: dict[str, str]) -> dict[Gewicht, dict[str, float]]:
    inwoners = {row["id"]: int(row["inwoners"]) for row in _rows("gemeente-kerncijfers", "Gemeente")}
    wonend = {
        row["id"]: int(row["leerlingenWoonachtig"] or 0) for row in _rows("duo-po-woonplaatsen", "Postcodegebied")
    }
    key = {pc4: max(5, wonend.get(pc4, 0)) for pc4 in gemeente}
    keys: Counter[str] = Counter()
    for pc4, where in gemeente.items():
        keys[where] += key[pc4]
    count = Counter(gemeente.values())
    return {
        Gewicht.PC4: dict.fromkeys(gemeente, 1.0),
        Gewicht.GEMEENTEN: {pc4: 1 / count[where] for pc4, where in gemeente.items()},
        Gewicht.INWONERS: {pc4: inwoners[where] * key[pc4] / keys[where] for pc4, where in gemeente.items()},
    }


def _score(van: Mapping[str, str], naar: Mapping[str, str], weight: Mapping[str, float]) -> float:
    """Of all pairs of inhabitants in one `van` area, as the definition says, place by place."""
    places = [pc4 for pc4 in van if pc4 in naar]
    fellows: dict[str, list[str]] = defaultdict(list)
    for pc4 in places:
        fellows[van[pc4]].append(pc4)
    total = 0.0
    for pc4 in places:
        here = fellows[van[pc4]]
        together = sum(weight[other] for other in here if naar[other] == naar[pc4])
        total += weight[pc4] * together / sum(weight[other] for other in here)
    return total / sum(weight[pc4] for pc4 in places)


@pytest.mark.parametrize("gewicht", [Gewicht.PC4, Gewicht.GEMEENTEN, Gewicht.INWONERS])
@pytest.mark.parametrize(
    ("van", "naar"), [("swv-po", "jeugdregio"), ("swv-vo", "jeugdregio"), ("swv-po", "swv-vo"), ("gemeente", "swv-po")]
)
def test_the_index_is_that_of_the_files(
    van: str,
    naar: str,
    gewicht: Gewicht,
    atlas: Atlas,
    per_pc4: dict[str, dict[str, str]],
    gewichten: dict[Gewicht, dict[str, float]],
) -> None:
    heen = _score(per_pc4[van], per_pc4[naar], gewichten[gewicht])
    terug = _score(per_pc4[naar], per_pc4[van], gewichten[gewicht])
    found = aansluiting(van, naar, gewicht, atlas)
    assert (found.maat.heen, found.maat.terug) == (pytest.approx(heen), pytest.approx(terug))
    assert found.maat.index == pytest.approx(2 / (1 / heen + 1 / terug))


def test_parts_and_shares_are_those_of_the_files(
    atlas: Atlas, per_pc4: dict[str, dict[str, str]], gewichten: dict[Gewicht, dict[str, float]]
) -> None:
    weight = gewichten[Gewicht.INWONERS]
    counted: dict[tuple[str, str], float] = defaultdict(float)
    places: Counter[tuple[str, str]] = Counter()
    for pc4, swv in per_pc4["swv-po"].items():
        if pc4 in per_pc4["jeugdregio"]:
            counted[swv, per_pc4["jeugdregio"][pc4]] += weight[pc4]
            places[swv, per_pc4["jeugdregio"][pc4]] += 1
    found = aansluiting("swv-po", "jeugdregio", Gewicht.INWONERS, atlas)
    parts = {(item.id, deel.id): deel for item in found.gebieden for deel in item.delen}
    assert {key: deel.pc4 for key, deel in parts.items()} == places
    for key, deel in parts.items():
        assert deel.gewicht == pytest.approx(counted[key])
        whole = sum(value for (swv, _), value in counted.items() if swv == key[0])
        assert deel.aandeel == pytest.approx(counted[key] / whole)


def test_pupils_are_those_of_the_schools_with_a_count_and_a_postcode(atlas: Atlas) -> None:
    snapshot = atlas.snapshot
    expected: Counter[str] = Counter()
    for pc4 in snapshot.of_type("Postcodegebied"):
        for item in snapshot.into(pc4.id, "IN_PC4"):
            expected[pc4.id] += int(str(snapshot.nodes[item.van].eigenschappen.get("leerlingen", 0)))
    weging = atlas.weging(Gewicht.LEERLINGEN)
    assert {pc4: weight for pc4, weight in weging.per_pc4.items() if weight} == +expected
    assert "vo" in weging.uitleg


def test_identical_swvs_are_those_of_the_regulation(atlas: Atlas) -> None:
    areas: dict[str, dict[str, set[str]]] = {"IN_SWV_PO": defaultdict(set), "IN_SWV_VO": defaultdict(set)}
    for name, found in areas.items():
        for row in _rows("swv-regeling", name):
            found[row["naar"]].add(row["van"])
    expected = {
        (po, vo) for po, own in areas["IN_SWV_PO"].items() for vo, other in areas["IN_SWV_VO"].items() if own == other
    }
    assert ("swv:PO2707", "swv:VO2708") in expected  # Amsterdam-Diemen: another number, the same area
    assert set(overzicht(Gewicht.PC4, atlas).gelijke_swv) == expected


# -- by hand, from the regulation and the list of the CBS


def _area(found: Aansluiting, node_id: str) -> Gebied:
    [item] = [item for item in (*found.gebieden, *found.tegengebieden) if item.id == node_id]
    return item


def _names(ids: Iterator[str] | list[str], atlas: Atlas) -> set[str]:
    return {atlas.snapshot.naam(item) for item in ids}


@pytest.fixture(scope="module")
def po_jeugd(atlas: Atlas) -> Aansluiting:
    return aansluiting("swv-po", "jeugdregio", Gewicht.INWONERS, atlas)


def test_po_ijmond_lies_in_two_jeugdregios(po_jeugd: Aansluiting, atlas: Atlas) -> None:
    ijmond = _area(po_jeugd, "swv:PO2711")
    assert (ijmond.heel, ijmond.ligging, ijmond.tegenhanger) == (False, Ligging.DOORSNEDEN, "jeugdregio:JZ10")
    parts = {deel.id: _names([item.id for item in deel.gemeenten], atlas) for deel in ijmond.delen}
    assert parts == {
        "jeugdregio:JZ10": {"Beverwijk", "Heemskerk", "Velsen"},
        "jeugdregio:JZ06": {"Castricum", "Uitgeest"},
    }
    assert _names([item.id for item in ijmond.naar_heel.gemeenten], atlas) == {"Castricum", "Uitgeest"}
    # The jeugdregio IJmond is these three gemeenten and no more: with the same two the areas coincide.
    assert ijmond.naar_samenval == ijmond.naar_heel
    assert ijmond.aandeel_van_tegenhanger == 1
    [misfit] = [item for item in po_jeugd.misfits if item.van == "swv:PO2711"]
    assert misfit.afwijkend
    # Either way two pairs of areas come closer together by the same two gemeenten.
    assert misfit.verhuist_naar == ("jeugdregio:JZ10", "swv:PO2703")


def test_zuidplas_is_split_and_nieuwerkerk_lies_off(po_jeugd: Aansluiting, atlas: Atlas) -> None:
    found = beperk(po_jeugd, "gemeente:GM1892", atlas)
    assert [item.id for item in found.gebieden] == ["swv:PO2814", "swv:PO2818"]
    assert [item.id for item in found.tegengebieden] == ["jeugdregio:JZ27"]
    [misfit] = [item for item in found.misfits if item.afwijkend]
    [deel] = misfit.gemeenten
    assert (misfit.van, deel.id) == ("swv:PO2818", "gemeente:GM1892")
    assert deel.pc4 == ("pc4:2911", "pc4:2912", "pc4:2913", "pc4:2914")
    assert "gemeente:GM1892" in found.geschat


def test_wassenaar_is_what_lies_off_for_leiden(po_jeugd: Aansluiting, atlas: Atlas) -> None:
    found = beperk(po_jeugd, "jeugdregio:JZ18", atlas)
    pieces = [_names([item.id for item in misfit.gemeenten], atlas) for misfit in found.misfits if misfit.afwijkend]
    assert pieces == [{"Wassenaar"}, {"Alphen aan den Rijn"}]  # of Alphen only Boskoop (2771), in SWV Midden-Holland
    boskoop = next(item for item in found.misfits if item.van == "swv:PO2814")
    assert boskoop.verhuist_naar == ("swv:PO2813",)  # where the rest of Alphen lies
    assert found.rang is not None
    assert found.rang[1] == 42


def test_haaksbergen_goes_to_the_achterhoek_for_vo_only(atlas: Atlas) -> None:
    found = aansluiting("swv-vo", "jeugdregio", Gewicht.INWONERS, atlas)
    [misfit] = [item for item in found.misfits if "gemeente:GM0158" in {deel.id for deel in item.gemeenten}]
    assert (misfit.van, misfit.naar, misfit.afwijkend) == ("swv:VO2502", "jeugdregio:JZ14", True)
    assert _area(found, "swv:VO2502").tegenhanger == "jeugdregio:JZ25"


def test_the_slip_of_the_regulation_is_shown_as_a_doubt(atlas: Atlas) -> None:
    found = beperk(aansluiting("swv-po", "swv-vo", Gewicht.PC4, atlas), "swv:VO2803", atlas)
    assert [(item.van, item.naar) for item in found.twijfel] == [("pc4:2236", "swv:VO2812")]
    assert _area(found, "swv:PO2812").ligging is Ligging.DOORSNEDEN


def test_postcodes_that_the_regulation_does_not_name_are_listed(
    po_jeugd: Aansluiting, per_pc4: dict[str, dict[str, str]], atlas: Atlas
) -> None:
    assert set(po_jeugd.niet_van) == set(atlas.pc4) - per_pc4["swv-po"].keys()
    assert "pc4:3199" in po_jeugd.niet_van  # Maasvlakte: “Europoort” in the regulation
    assert set(po_jeugd.niet_naar) == set(atlas.pc4) - per_pc4["gemeente"].keys()


# -- the national table


def test_every_pair_of_divisions_is_in_the_table_once(atlas: Atlas) -> None:
    found = overzicht(Gewicht.INWONERS, atlas)
    assert len(found.paren) == 45
    assert len({frozenset((item.van.code, item.naar.code)) for item in found.paren}) == 45
    for item in found.paren:
        single = aansluiting(item.naar.code, item.van.code, Gewicht.INWONERS, atlas)
        assert item.maat.index == pytest.approx(single.maat.index)
        assert item.gebieden == (len(single.tegengebieden), len(single.gebieden))
        assert item.samen == sum(area.ligging is Ligging.VALT_SAMEN for area in single.gebieden)


def test_the_ranking_puts_driegang_last_and_areas_that_coincide_first(atlas: Atlas) -> None:
    """Driegang (PO2816) is the only SWV PO that four jeugdregio's share; Friesland is one SWV and one jeugdregio."""
    (indeling, ranked), _ = overzicht(Gewicht.INWONERS, atlas).rangen
    assert indeling.code == "swv-po"
    assert len(ranked) == 75
    assert ranked[-1].id == "swv:PO2816"
    first = [item for item in ranked if item.ligging is Ligging.VALT_SAMEN]
    assert list(ranked[: len(first)]) == first
    assert "swv:PO2101" in {item.id for item in first}


def test_how_many_regions_an_swv_touches_is_that_of_its_parts(atlas: Atlas, po_jeugd: Aansluiting) -> None:
    touched = dict(overzicht(Gewicht.PC4, atlas).raakt)
    for item in po_jeugd.gebieden:
        assert touched[item.id]["jeugdregio"] == len(item.delen)
    assert touched["swv:PO2711"]["gemeente"] == 5


# -- tables and levels


def test_the_tables_of_velsen(atlas: Atlas) -> None:
    found = tafels("gemeente:GM0453", atlas)
    company = {item.gebied: _names(list(item.gemeenten - {"gemeente:GM0453"}), atlas) for item in found.tafels}
    assert company["swv:PO2711"] == {"Beverwijk", "Castricum", "Heemskerk", "Uitgeest"}
    assert company["swv:VO2705"] >= {"Haarlem", "Bloemendaal", "Heemstede", "Zandvoort"}
    assert company["jeugdregio:JZ10"] == {"Beverwijk", "Heemskerk"}
    assert all(item.heel for item in found.tafels)
    # The regeling of the veiligheidsregio carries out the GGD, so it is no table of its own.
    assert "regeling:30152313" not in company
    [ggd] = [item for item in found.tafels if item.indeling == "ggd"]
    assert ggd.uitgevoerd_door == ("regeling:30152313",)


def test_a_split_gemeente_sits_at_more_tables(atlas: Atlas) -> None:
    found = tafels("gemeente:GM1892", atlas)  # Zuidplas
    split = {item.gebied: (item.heel, item.pc4) for item in found.tafels if item.indeling.startswith("swv")}
    assert split == {
        "swv:PO2814": (False, 4),
        "swv:PO2818": (False, 4),
        "swv:VO2802": (False, 4),
        "swv:VO2810": (False, 4),
    }
    assert found.kringen == len({item.gemeenten for item in found.tafels}) < len(found.tafels)
    shared = dict(found.partners())
    assert shared["gemeente:GM0513"] == sum("gemeente:GM0513" in item.gemeenten for item in found.tafels)


def test_the_three_levels_of_a_school_in_castricum(atlas: Atlas) -> None:
    found = profiel("vestiging:20MH00", Gewicht.INWONERS, atlas)
    levels = {level: [item.id for item in found.plekken if item.niveau is level] for level in Niveau}
    assert {"school:20MH", "gemeente:GM0383"} <= set(levels[Niveau.LOKAAL])
    assert {"swv:VO2704", "jeugdregio:JZ06", "doorstroompuntregio:MC24"} <= set(levels[Niveau.REGIONAAL])
    assert not any(item.startswith("swv:PO") for item in levels[Niveau.REGIONAAL])  # it is a school for vo
    assert {"ggd:hollands-noorden", "provincie:PV27"} <= set(levels[Niveau.BOVENREGIONAAL])
    assert found.woonplaatsen is None  # only primary schools are counted by home


def test_where_the_pupils_of_a_primary_school_live_hides_small_numbers(atlas: Atlas) -> None:
    node = next(
        node
        for node in atlas.snapshot.of_type("Vestiging")
        if len(node.eigenschappen.get("woonplaatsenLeerlingen", ()) or ()) > 20  # type: ignore[arg-type]
    )
    found = profiel(node.id, Gewicht.INWONERS, atlas).woonplaatsen
    assert found is not None
    assert all(count.minst >= 5 for _, count in found.per_gemeente)
    assert found.jaar == node.eigenschappen["woonplaatsenPeiljaar"]


def test_a_school_of_a_national_swv_has_no_regional_one(atlas: Atlas) -> None:
    snapshot = atlas.snapshot
    school = next(node.id for node in snapshot.of_type("Vestiging") if snapshot.out(node.id, "IN_LANDELIJK_SWV"))
    swvs = {item.id for item in profiel(school, Gewicht.PC4, atlas).plekken if item.id.startswith("swv:")}
    assert swvs == {item.naar for item in snapshot.out(school, "IN_LANDELIJK_SWV")}


def test_an_swv_in_all_divisions(atlas: Atlas) -> None:
    found = profiel("swv:PO2711", Gewicht.INWONERS, atlas)
    touched = {indeling.code: {deel.id for deel in gebied.delen} for indeling, gebied in found.liggingen}
    assert touched["jeugdregio"] == {"jeugdregio:JZ06", "jeugdregio:JZ10"}
    assert touched["doorstroompuntregio"] == {"doorstroompuntregio:MC24", "doorstroompuntregio:MC25"}
    assert touched["swv-vo"] == {"swv:VO2704", "swv:VO2705"}
    assert len(found.tafels) == 5


@pytest.mark.parametrize("node_id", ["bestuur:41009", "pc4:1963", "swv:PO_REF", "swv:PO9999"])
def test_what_is_no_area_has_no_profile(node_id: str, atlas: Atlas) -> None:
    with pytest.raises(SpeelveldError):
        profiel(node_id, Gewicht.PC4, atlas)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("swv:PO2801", "swv:PO2801"),
        ("po2801", "swv:PO2801"),
        ("Leiden", "gemeente:GM0546"),
        ("GM0546", "gemeente:GM0546"),
        ("20mh00", "vestiging:20MH00"),
        ("JZ18", "jeugdregio:JZ18"),
    ],
)
def test_an_area_is_found_by_id_code_and_name(text: str, found: str, snapshot_2026: Snapshot) -> None:
    assert vind_gebied(text, snapshot_2026) == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Utrecht", "gemeente:GM0344"),
        ("Heerhugowaard", "Dijk en Waard"),
        ("pc4:1963", "zoek"),
        ("Nergenshuizen", "zoek"),
    ],
)
def test_what_is_not_found_says_what_to_do(text: str, says: str, snapshot_2026: Snapshot) -> None:
    with pytest.raises(SpeelveldError, match=says):
        vind_gebied(text, snapshot_2026)


# -- two days


def test_what_the_regulation_changed_between_2015_and_2022(nederland: SqliteStore, atlas: Atlas) -> None:
    """Walcheren joined Oosterschelde (PO), De Liemers joined VO2506, and the Hoeksche Waard left Koers VO."""
    before = Atlas(Snapshot(nederland, date(2016, 1, 1)))
    found = verschil("swv-po", "swv-vo", Gewicht.PC4, atlas, before)
    assert (found.eerst, found.dan) == (date(2016, 1, 1), DAG)
    assert {(item.van, item.naar) for item in found.verhuizingen} == {
        ("swv:PO2901", "swv:PO2902"),
        ("swv:VO2504", "swv:VO2506"),
        ("swv:VO2810", "swv:VO2815"),
    }
    hoeksche_waard = next(item for item in found.verhuizingen if item.naar == "swv:VO2815")
    assert _names(list(hoeksche_waard.gemeenten), atlas) == {"Hoeksche Waard"}
    changed = {item.gebied: (item.eerst, item.dan) for item in found.gebieden}
    assert changed["swv:PO2901"][1] is None  # Walcheren is no more
    assert changed["swv:VO2815"] == (None, 1)  # the Hoeksche Waard has the area of PO2804
    assert "swv:PO2711" not in changed
    assert found.maat_eerst.index is not None
    assert found.maat_dan == aansluiting("swv-po", "swv-vo", Gewicht.PC4, atlas).maat


def test_before_the_first_list_of_jeugdregios_the_index_is_unknown(nederland: SqliteStore, atlas: Atlas) -> None:
    before = Atlas(Snapshot(nederland, date(2020, 1, 1)))
    found = verschil("jeugdregio", "swv-po", Gewicht.INWONERS, before, atlas)
    assert found.maat_eerst.index is None
    assert found.zonder_gegevens == ((date(2020, 1, 1), "jeugdregio"),)
    assert all(item.indeling == "swv-po" for item in found.verhuizingen)
