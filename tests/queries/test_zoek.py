"""Searching: by code and name, in any order of words, half typed and mistyped; former things lead to what they became.

Names and codes of the Netherlands are those of the registers (CBS, DUO, ROO, BWBR0032324), not those of the program.
"""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vind_hulp import foto, knoop, rel

from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError
from ontology.schema import load_schema
from queries.zoek import Treffer, Zoeker


@pytest.fixture(scope="module")
def nl(snapshot_2026: Snapshot) -> Zoeker:
    return Zoeker(snapshot_2026)


def ids(found: list[Treffer]) -> list[str]:
    return [item.id for item in found]


# ------------------------------------------------------------------ codes


@pytest.mark.parametrize(
    ("tekst", "eerste"),
    [
        ("GM0396", "gemeente:GM0396"),
        ("gemeente:GM0396", "gemeente:GM0396"),
        ("0396", "gemeente:GM0396"),
        ("gm 396", "gemeente:GM0396"),
        ("PO2704", "swv:PO2704"),
        ("po 27.04", "swv:PO2704"),
        ("PO27-04", "swv:PO2704"),
        ("27.04 po", "swv:PO2704"),
        ("swv vo 27-04", "swv:VO2704"),
        ("RMC 19", "doorstroompuntregio:MC19"),
        ("rmc-regio 5", "doorstroompuntregio:MC05"),
        ("doorstroompunt 25", "doorstroompuntregio:MC25"),
        ("mc25", "doorstroompuntregio:MC25"),
        ("jeugdregio 10", "jeugdregio:JZ10"),
        ("veiligheidsregio 12", "veiligheidsregio:VR12"),
        ("1963", "pc4:1963"),
        ("1963 AB", "pc4:1963"),
        ("1963kl", "pc4:1963"),
        ("20MH", "school:20MH"),
        ("20mh 00", "vestiging:20MH00"),
        ("BRIN 20MH00", "vestiging:20MH00"),
        ("41009", "bestuur:41009"),
        ("KvK 70036896", "ggd:amsterdam"),
    ],
)
def test_a_code_in_any_spelling_comes_first(nl: Zoeker, tekst: str, eerste: str) -> None:
    assert nl.zoek(tekst)[0].id == eerste


def test_a_number_of_both_sectors_gives_both(nl: Zoeker) -> None:
    assert ids(nl.zoek("27-04")) == ["swv:PO2704", "swv:VO2704"]


def test_a_postcode_gives_the_schools_on_it(nl: Zoeker) -> None:
    assert set(ids(nl.zoek("1963 KL"))) >= {"pc4:1963", "vestiging:01MI00"}  # Heliomare, De Velst 1


def test_a_brin_gives_the_school_and_its_sites(nl: Zoeker) -> None:
    assert ids(nl.zoek("20MH")) == ["school:20MH", "vestiging:20MH00", "vestiging:20MH01"]


def test_the_begin_of_a_code_gives_what_begins_with_it(nl: Zoeker) -> None:
    assert {item[:7] for item in ids(nl.zoek("196"))} == {"pc4:196"}


def test_another_number_is_no_typing_error(nl: Zoeker) -> None:
    assert nl.zoek("0999") == []


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("tekst", "eerste"),
    [
        ("Heemskerk", "gemeente:GM0396"),
        ("heemsk", "gemeente:GM0396"),
        ("Heemskrek", "gemeente:GM0396"),
        ("de bilt", "gemeente:GM0310"),
        ("bilt de", "gemeente:GM0310"),
        ("sudwest fryslan", "gemeente:GM1900"),
        ("den haag", "gemeente:GM0518"),
        ("'s-Gravenhage", "gemeente:GM0518"),
        ("denhaag", "gemeente:GM0518"),
        ("den bosch", "gemeente:GM0796"),
        ("Bergen NH", "gemeente:GM0373"),
        ("alphen a/d rijn", "gemeente:GM0484"),
        ("capelle ad ijssel", "gemeente:GM0502"),
        ("hoekse waard", "gemeente:GM1963"),
        ("provincie utrecht", "provincie:PV26"),
        ("swv ijmond", "swv:PO2711"),
        ("ijmond po", "swv:PO2711"),
        ("swv hoeksche waard vo", "swv:VO2815"),
        ("sppoh", "swv:PO2815"),
        ("koers vo", "swv:VO2810"),
        ("jeugdregio haaglanden", "jeugdregio:JZ24"),
        ("haaglanden jeugdregio", "jeugdregio:JZ24"),
        ("rmc rijnmond", "doorstroompuntregio:MC29"),
        ("ggd kenemerland", "ggd:kennemerland"),
        ("veilig thuis kennemerland", "veiligthuis:veilig-thuis-kennemerland"),
        ("jac p thijsse", "vestiging:20MH00"),
        ("Jac. P. Thijse castricum", "vestiging:20MH00"),
        ("thijsse jac", "vestiging:20MH00"),
        ("basisschool de maasparel", "vestiging:00AR00"),
        ("“De Maasparel”", "vestiging:00AR00"),
        ("maasparel stevensweert", "vestiging:00AR00"),
        ("aanpak thuiszitters lekstroom", "afspraak:aanpak-thuiszitters-en-schoolverzuim-lekstroom"),
        ("gr jeugdhulp rijnmond", "regeling:24965663"),
        ("servicebureau jeugdhulp haaglanden", "organisatie:servicebureau-jeugdhulp-haaglanden"),
    ],
)
def test_what_an_adviser_types_comes_first(nl: Zoeker, tekst: str, eerste: str) -> None:
    found = ids(nl.zoek(tekst))
    if eerste.startswith("organisatie"):  # the regeling of the same name may come before it
        assert eerste in found[:2]
    else:
        assert found[0] == eerste


def test_a_place_leads_to_its_gemeente_and_says_so(nl: Zoeker) -> None:
    found = nl.zoek("santpoort noord")[0]
    assert (found.id, found.toelichting) == ("gemeente:GM0453", "plaats Santpoort-Noord")


def test_a_place_of_which_there_are_more_gives_each_gemeente(nl: Zoeker) -> None:
    assert {"gemeente:GM0417", "gemeente:GM0262"} <= set(ids(nl.zoek("Laren")))  # Laren, and Laren in Lochem


def test_a_kind_of_thing_with_a_place_gives_what_works_there(nl: Zoeker) -> None:
    """Heemskerk is in PO2711 and VO2704 (BWBR0032324)."""
    assert set(ids(nl.zoek("swv heemskerk"))[:2]) == {"swv:PO2711", "swv:VO2704"}
    assert nl.zoek("jeugdregio heemskerk")[0].id == "jeugdregio:JZ10"
    assert all(item.type == "Vestiging" for item in nl.zoek("basisschool heemskerk", 5))
    assert all(item.type == "Bestuur" for item in nl.zoek("bestuur heemskerk", 5))


def test_gemeente_and_swv_stand_before_schools_of_that_name(nl: Zoeker) -> None:
    kinds = [item.type for item in nl.zoek("de verbinding", 100)]
    assert kinds[0] == "Samenwerkingsverband"  # VO2506; some schools have that name too
    assert "Vestiging" in kinds
    assert nl.zoek("utrecht")[0].type == "Gemeente"


def test_an_address_finds_the_school_when_no_name_does(nl: Zoeker) -> None:
    found = nl.zoek("wateringse veld")[0]
    assert (found.type, "Laan van Wateringse Veld" in found.waar) == ("Vestiging", True)


def test_a_school_stands_in_for_its_site_only_when_asked(nl: Zoeker) -> None:
    assert "school:20MH" not in ids(nl.zoek("jac p thijsse"))
    assert ids(nl.zoek("jac p thijsse", soorten=["School"]))[0] == "school:20MH"


def test_only_the_kinds_that_are_asked_for(nl: Zoeker) -> None:
    assert {item.type for item in nl.zoek("haarlem", soorten=["Bestuur"])} == {"Bestuur"}


def test_a_kind_is_found_among_much_that_matches_better(nl: Zoeker) -> None:
    """Thousands of schools are called basisschool; one of the besturen is, too."""
    assert {item.type for item in nl.zoek("basisschool", soorten=["Bestuur"])} == {"Bestuur"}


def test_a_kind_alone_lists_what_is_of_it(nl: Zoeker) -> None:
    assert {item.type for item in nl.zoek("jeugdregio", 100)} >= {"Jeugdregio"}
    assert sum(item.type == "Jeugdregio" for item in nl.zoek("jeugdregio", 100)) == 42  # CBS 2025


@pytest.mark.parametrize("tekst", ["", "  ", "?!", "'", "\x00", "🙂", "qqqqxxxx zzzzwwww"])
def test_nothing_is_found_for_nothing(nl: Zoeker, tekst: str) -> None:
    assert nl.zoek(tekst) == []


@given(tekst=st.text(max_size=60))
@settings(max_examples=150)
def test_any_text_gives_ordered_hits_that_exist(snapshot_2026: Snapshot, nl: Zoeker, tekst: str) -> None:
    found = nl.zoek(tekst, 10)
    assert len(found) <= 10
    assert len({item.id for item in found}) == len(found)
    for item in found:
        assert item.id in snapshot_2026.nodes or not item.bestaat
        assert 1 <= item.score <= 100


# ------------------------------------------------------------------ typing errors


@st.composite
def mistyped(draw: st.DrawFn, name: str) -> str:
    """A name with one letter more, less, other, or two swapped."""
    place = draw(st.integers(0, len(name) - 1))
    sign = draw(st.sampled_from(string.ascii_lowercase + " -'"))
    way = draw(st.sampled_from(("less", "more", "other", "swapped")))
    if way == "less":
        return name[:place] + name[place + 1 :]
    if way == "more":
        return name[:place] + sign + name[place:]
    if way == "other":
        return name[:place] + sign + name[place + 1 :]
    return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]


@given(data=st.data())
@settings(max_examples=300)
def test_a_gemeente_with_one_typing_error_is_among_the_first_five(
    snapshot_2026: Snapshot, nl: Zoeker, data: st.DataObject
) -> None:
    """Among, not first: `Baren` may be Buren, Haren or Laren, and nobody can say which was meant."""
    gemeenten = [node for node in snapshot_2026.of_type("Gemeente") if sum(sign.isalpha() for sign in node.naam) >= 5]
    gemeente = data.draw(st.sampled_from(gemeenten))
    text = data.draw(mistyped(gemeente.naam))
    assert gemeente.id in ids(nl.zoek(text, 5)), text


def test_names_that_are_as_near_all_stand_there(nl: Zoeker) -> None:
    found = nl.zoek("Baren", 20)
    assert {"gemeente:GM0214", "gemeente:GM0417"} <= set(ids(found))  # Buren and Laren (CBS)
    assert {item.toelichting for item in found if item.id == "gemeente:GM0014"} == {"plaats Haren"}  # in Groningen
    assert all(item.score < 98 for item in found)


# ------------------------------------------------------------------ what is no more, and what is not yet

OUD, NIEUW, NU = "gemeente:GM9001", "gemeente:GM9002", "gemeente:GM9003"
FEITEN = (
    knoop(OUD, "Oudegein", tot="2010-01-01"),
    knoop(NIEUW, "Tussenstad", van="2010-01-01", tot="2020-01-01"),
    knoop(NU, "Gein en Stad", van="2020-01-01"),
    rel(f"{OUD} OPGEGAAN_IN {NIEUW}", "2010-01-01"),
    rel(f"{NIEUW} OPGEGAAN_IN {NU}", "2020-01-01"),
    knoop("afspraak:oude-afspraak", "Convenant Gein", tot="2023-01-01"),
    knoop("swv:PO9901"),
)


def test_a_former_gemeente_leads_to_its_successor_over_all_mergers() -> None:
    zoeker = Zoeker(foto(*FEITEN))
    first, second = zoeker.zoek("oudegein")
    assert (first.id, first.bestaat) == (NU, True)
    assert first.toelichting == "Oudegein is op 01-01-2010 opgegaan in Tussenstad, nu Gein en Stad"
    assert (second.id, second.bestaat, second.opvolgers) == (OUD, False, (NU,))
    assert second.toelichting == first.toelichting


def test_on_a_day_when_it_existed_it_is_just_itself() -> None:
    [found] = Zoeker(foto(*FEITEN, day=date(2005, 1, 1))).zoek("oudegein")
    assert (found.id, found.bestaat, found.toelichting, found.opvolgers) == (OUD, True, "", ())


def test_what_is_over_or_to_come_says_so() -> None:
    assert Zoeker(foto(*FEITEN)).zoek("convenant gein")[0].toelichting == "bestond tot 01-01-2023"
    later = Zoeker(foto(*FEITEN, day=date(2005, 1, 1))).zoek("gein en stad")[0]
    assert (later.bestaat, later.toelichting) == (False, "bestaat vanaf 01-01-2020")


def test_beemster_leads_to_purmerend(nl: Zoeker) -> None:
    found = nl.zoek("Beemster")[0]
    assert (found.naam, found.toelichting) == ("Purmerend", "Beemster is op 01-01-2022 opgegaan in Purmerend")


def test_haaren_went_into_four_gemeenten(nl: Zoeker) -> None:
    names = {item.naam for item in nl.zoek("Haaren", 4)}
    assert names == {"Boxtel", "Oisterwijk", "Tilburg", "Vught"}


def test_an_swv_of_2015_leads_to_its_successor(nl: Zoeker) -> None:
    [found] = nl.zoek("PO2901")
    assert (found.naam, found.bestaat, found.opvolgers) == ("PO2901", False, ("swv:PO2902",))


def test_beemster_in_2021_is_a_gemeente(nederland: SqliteStore) -> None:
    found = Zoeker(Snapshot(nederland, date(2021, 6, 1))).zoek("Beemster")[0]
    assert (found.id, found.bestaat) == ("gemeente:GM0370", True)


# ------------------------------------------------------------------ where it is


@pytest.mark.parametrize(
    ("tekst", "waar"),
    [
        ("GM0396", "Noord-Holland"),
        ("PO2711", "Velsen, Beverwijk, Heemskerk en 2 meer"),  # the largest first (CBS), five in all
        ("1963", "Heemskerk"),
        ("20MH00", "De Bloemen 65, Castricum"),
        ("VR12", "Haarlem, Haarlemmermeer, Velsen en 6 meer"),
    ],
)
def test_a_hit_says_where_it_is(nl: Zoeker, tekst: str, waar: str) -> None:
    assert nl.zoek(tekst)[0].waar == waar


def test_a_bestuur_is_where_it_has_its_seat_or_else_its_schools() -> None:
    zoeker = Zoeker(
        foto(
            knoop("bestuur:90001", "Stichting Zetel", plaats="Uitgeest"),
            knoop("bestuur:90002", "Stichting Scholen"),
            *(
                knoop(f"vestiging:99AA0{number}", plaats=plaats)
                for number, plaats in enumerate(("Velsen", "Haarlem", "Haarlem", "Leiden", "Delft"))
            ),
            *(rel(f"vestiging:99AA0{number} HEEFT_BESTUUR bestuur:90002") for number in range(5)),
        )
    )
    assert zoeker.zoek("stichting zetel")[0].waar == "Uitgeest"
    assert zoeker.zoek("stichting scholen")[0].waar == "Haarlem, Delft, Leiden en 1 meer"


# ------------------------------------------------------------------ pointing at one thing


@pytest.mark.parametrize(
    ("tekst", "wie"),
    [("PO2711", "swv:PO2711"), ("heemskerk", "gemeente:GM0396"), ("Beemster", "gemeente:GM0439"), ("20MH00", None)],
)
def test_an_exact_code_or_name_points_at_one_thing(nl: Zoeker, tekst: str, wie: str | None) -> None:
    assert nl.aanwijzen(tekst).id == (wie or "vestiging:20MH00")


@pytest.mark.parametrize("tekst", ["Laren Heemskerk", "haaren", "heemskrek", "swv ijmond", "27-04", "de regenboog"])
def test_what_is_not_exactly_one_thing_is_not_guessed(nl: Zoeker, tekst: str) -> None:
    with pytest.raises(SpeelveldError, match="Bedoelt u"):
        nl.aanwijzen(tekst)


def test_what_is_not_found_is_refused(nl: Zoeker) -> None:
    with pytest.raises(SpeelveldError, match="niet gevonden"):
        nl.aanwijzen("qqqqxxxx")


def test_a_name_that_is_not_known_is_not_made_up() -> None:
    [found] = Zoeker(foto(*FEITEN)).zoek("po9901")
    assert (found.naam, found.waar) == ("PO9901", "")


# ------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("woord", "soort"),
    [
        ("gemeente", "Gemeente"),
        ("gemeenten", "Gemeente"),
        ("SWV", "Samenwerkingsverband"),
        ("rmc-regio", "Doorstroompuntregio"),
        ("postcode", "Postcodegebied"),
        ("convenant", "Afspraak"),
        ("Vestiging", "Vestiging"),
    ],
)
def test_a_kind_is_known_by_what_people_call_it(woord: str, soort: str) -> None:
    assert load_schema().named(woord).naam == soort


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(SpeelveldError, match="swv"):
        load_schema().named("koe")
