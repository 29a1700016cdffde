"""The five agreements of the shipped data, as they are for pupils; and what dates, seats and areas do to them."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from app.afspraken_weergave import als_json, als_regels, status
from app.weergave import stap
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.rules import load_law
from queries.looptijd import GELDIG, ONBEKEND, VERLOPEN
from queries.wie.afspraken import NIET_GENOEMD, Afspraak, afspraken, settles
from queries.wie.leerling import bouw
from queries.wie.vraag import lees_vraag

WEST_FRIESLAND = "afspraak:convenant-schoolmaatschappelijk-werk-vo-west-friesland"
ZUID_KENNEMERLAND = "afspraak:samenwerking-onderwijs-en-jeugdhulp-zuid-kennemerland"
LEKSTROOM = "afspraak:aanpak-thuiszitters-en-schoolverzuim-lekstroom"
ARTIKEL = "afspraak:school-en-wijkteam-eerste-stappen"
ALKMAAR = "afspraak:jeugdhulp-op-school-vo-regio-alkmaar"
# Schools: a vo school in Hoorn, Dalton College in Alkmaar, Jac. P. Thijsse in Castricum, a vo school in Haarlem.
HOORN, DALTON, THIJSSE, HAARLEM = "25DA00", "19ZQ00", "20MH00", "20RC00"
DE_DAG = "2026-11-21"


class Vragen:
    """Asks for the agreements of a pupil in the shipped data."""

    def __init__(self, store: SqliteStore) -> None:
        self.snapshot = cache(lambda dag: Snapshot(store, date.fromisoformat(dag)))

    def alle(self, dag: str, **onderwijs_en_woonplaats: str) -> dict[str, Afspraak]:
        given = onderwijs_en_woonplaats
        vraag = {"peildatum": dag, "leeftijd": 15}
        vraag |= {"woonplaats": {"postcode": given.pop("woont")}} if "woont" in given else {}
        vraag |= {"onderwijs": given} if given else {}
        snapshot = self.snapshot(dag)
        leerling = bouw(lees_vraag(vraag), snapshot, GemeenteResolver(snapshot.every("Gemeente")))
        return {item.id: item for item in afspraken(leerling, snapshot, load_law().keys)}

    def tekst(self, dag: str, afspraak: Afspraak) -> str:
        return "\n".join(als_regels([afspraak], self.snapshot(dag), load_law().keys))


@pytest.fixture(scope="module")
def vragen(nederland: SqliteStore) -> Vragen:
    return Vragen(nederland)


def zetels(afspraak: Afspraak) -> dict[str, set[str]]:
    return {functie.naam: set(functie.zetel.eind) for functie in afspraak.functies}


# ------------------------------------------------------------------ West-Friesland


def test_west_friesland_in_force_names_parties_and_hand_over(vragen: Vragen) -> None:
    found = vragen.alle("2022-11-01", vestiging=HOORN, woont="1671")[WEST_FRIESLAND]
    assert found.status == GELDIG
    assert {item.id for item in found.partijen} == {
        "gemeente:GM0498",
        "gemeente:GM0388",
        "gemeente:GM0405",
        "gemeente:GM1598",
        "gemeente:GM0420",
        "gemeente:GM0432",
        "gemeente:GM0532",
        "swv:VO2702",
    }
    assert {(item.id, item.via) for item in found.gebieden} == {
        ("gemeente:GM0405", "school"),
        ("gemeente:GM0420", "woonplaats"),
    }
    assert set(found.overdracht[1].zetels) == {"lokaalTeam"}
    assert [item.naam for item in found.functies] == ["Schoolmaatschappelijk werker"]
    assert found.functies[0].zetel.ontbreekt == NIET_GENOEMD
    assert settles([found], "C07") == (found,)
    assert settles([found], "B01") == ()


def test_west_friesland_is_over_from_the_first_day_of_2023(vragen: Vragen) -> None:
    assert vragen.alle("2022-12-31", vestiging=HOORN)[WEST_FRIESLAND].status == GELDIG
    found = vragen.alle("2023-01-01", vestiging=HOORN)[WEST_FRIESLAND]
    assert (found.status, found.geldig_van, found.geldig_tot) == (VERLOPEN, None, date(2023, 1, 1))
    assert len(found.partijen) == 8
    assert [item.naam for item in found.functies] == ["Schoolmaatschappelijk werker"]
    assert "verlopen, gold tot 01-01-2023" in vragen.tekst("2023-01-01", found)


def test_west_friesland_is_not_about_primary_schools(vragen: Vragen) -> None:
    snapshot = vragen.snapshot("2022-11-01")
    basisschool = next(
        item.van.removeprefix("vestiging:")
        for item in snapshot.into("gemeente:GM0405", "IN_GEMEENTE")
        if snapshot.nodes[item.van].eigenschappen.get("onderwijssoort") == ("bo",)
    )
    assert WEST_FRIESLAND not in vragen.alle("2022-11-01", vestiging=basisschool)


def test_agreement_of_the_home_says_nothing_about_the_school(vragen: Vragen) -> None:
    found = vragen.alle("2022-11-01", vestiging=DALTON, woont="1671")[WEST_FRIESLAND]
    assert (found.van_school, found.functies) == (False, ())


# ------------------------------------------------------------------ Alkmaar


@pytest.mark.parametrize(
    ("school", "preventief", "coordinator"),
    [(THIJSSE, False, True), (DALTON, True, True), ("18ZJ00", True, True), ("02QX00", False, False)],
)
def test_alkmaar_functions_on_a_school(vragen: Vragen, school: str, preventief: bool, coordinator: bool) -> None:
    found = vragen.alle("2023-03-01", vestiging=school)[ALKMAAR]
    expected = {"Jeugd- en Gezinscoach VO", "Gedragswetenschapper JGGZ-VO"}
    expected |= {"Preventief ambulante jeugdhulpverlener VO"} if preventief else set()
    expected |= {"Ondersteuningscoördinator"} if coordinator else set()
    assert {item.naam for item in found.functies} == expected


def test_alkmaar_coordinator_is_of_the_school_and_the_coach_is_not_named(vragen: Vragen) -> None:
    found = vragen.alle("2023-03-01", vestiging=THIJSSE)[ALKMAAR]
    board = {item.naar for item in vragen.snapshot("2023-03-01").out(f"vestiging:{THIJSSE}", "HEEFT_BESTUUR")}
    assert zetels(found) == {
        "Jeugd- en Gezinscoach VO": set(),
        "Gedragswetenschapper JGGZ-VO": set(),
        "Ondersteuningscoördinator": board,
    }
    coach = next(item for item in found.functies if item.naam == "Jeugd- en Gezinscoach VO")
    assert coach.bevoegdheid == ("mag verwijzen", "mag een beschikking vragen aan de gemeente waar de leerling woont")


def test_alkmaar_decision_is_at_the_home_also_outside_the_region(vragen: Vragen) -> None:
    for postcode, gemeente in (("1963", "gemeente:GM0396"), ("1071", "gemeente:GM0363")):
        found = vragen.alle("2023-03-01", vestiging=THIJSSE, woont=postcode)[ALKMAAR]
        last = found.escalatie[-1]
        assert set(last.zetels["woongemeente"].eind) == {gemeente}
        naam = vragen.snapshot("2023-03-01").naam(gemeente)
        assert f"waar de leerling woont ({naam})" in vragen.tekst("2023-03-01", found)


def test_alkmaar_without_a_home_says_what_it_depends_on(vragen: Vragen) -> None:
    found = vragen.alle("2023-03-01", vestiging=THIJSSE)[ALKMAAR]
    assert found.escalatie[-1].zetels["woongemeente"].nodig
    assert "hangt af van de leerling" in vragen.tekst("2023-03-01", found)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [("2022-07-31", "komend"), ("2022-08-01", "geldig"), ("2023-07-31", "geldig"), ("2023-08-01", "verlopen")],
)
def test_alkmaar_follows_the_school_year(vragen: Vragen, dag: str, verwacht: str) -> None:
    found = vragen.alle(dag, vestiging=THIJSSE)[ALKMAAR]
    assert found.status == verwacht
    assert len(found.functies) == 3
    assert len(found.partijen) == 10


# ------------------------------------------------------------------ Zuid-Kennemerland


def test_kernteam_in_haarlem_of_a_pupil_from_velsen(vragen: Vragen) -> None:
    found = vragen.alle(DE_DAG, vestiging=HAARLEM, woont="1975")[ZUID_KENNEMERLAND]
    assert zetels(found) == {
        "Leerplichtambtenaar": {"gemeente:GM0453"},
        "Jeugdarts of jeugdverpleegkundige": {"ggd:kennemerland"},
        "CJG-coach": {"gemeente:GM0392"},
        "Consulent passend onderwijs (vo)": {"swv:VO2705"},
        "Schoolmaatschappelijk werker (waar die er is)": set(),
    }
    assert {item.naam for item in found.functies if item.wisselt} == {"Leerplichtambtenaar"}
    leerplicht = next(item for item in found.functies if item.naam == "Leerplichtambtenaar")
    assert leerplicht.zetel_bij_school is not None
    assert set(leerplicht.zetel_bij_school.eind) == {"gemeente:GM0392"}
    assert "Anders dan voor wie bij de school woont: dan Haarlem." in vragen.tekst(DE_DAG, found)


def test_no_seat_changes_for_a_pupil_of_the_gemeente_itself(vragen: Vragen) -> None:
    found = vragen.alle(DE_DAG, vestiging=HAARLEM, woont="2011")[ZUID_KENNEMERLAND]
    assert zetels(found)["Leerplichtambtenaar"] == {"gemeente:GM0392"}
    assert not any(item.wisselt for item in found.functies)


def test_kernteam_of_a_primary_school_has_the_consultant_of_the_other_sector(vragen: Vragen) -> None:
    snapshot = vragen.snapshot(DE_DAG)
    basisschool = next(
        item.van.removeprefix("vestiging:")
        for item in snapshot.into("gemeente:GM0392", "IN_GEMEENTE")
        if snapshot.nodes[item.van].eigenschappen.get("onderwijssoort") == ("bo",)
    )
    found = vragen.alle(DE_DAG, vestiging=basisschool)[ZUID_KENNEMERLAND]
    assert zetels(found)["Consulent passend onderwijs (po)"] == {"swv:PO2704"}
    assert not {"Consulent passend onderwijs (vo)", "Schoolmaatschappelijk werker (waar die er is)"} & set(
        zetels(found)
    )


def test_velsen_lies_in_zuid_kennemerland_for_vo_only(vragen: Vragen) -> None:
    snapshot = vragen.snapshot(DE_DAG)
    for soort, verwacht in (("vo", True), ("bo", False)):
        school = next(
            item.van.removeprefix("vestiging:")
            for item in snapshot.into("gemeente:GM0453", "IN_GEMEENTE")
            if item.van.startswith("vestiging:")
            and snapshot.nodes[item.van].eigenschappen["onderwijssoort"] == (soort,)
        )
        assert (ZUID_KENNEMERLAND in vragen.alle(DE_DAG, vestiging=school)) is verwacht


# ------------------------------------------------------------------ Lekstroom and the article


def test_lekstroom_has_no_dates_so_whether_it_holds_is_not_known(vragen: Vragen) -> None:
    found = vragen.alle(DE_DAG, inschrijving="geen", woont="3431")[LEKSTROOM]
    assert (found.status, found.geldig_van, found.geldig_tot, found.zekerheid) == (ONBEKEND, None, None, "onbekend")
    assert {rule for rule in ("A15", "A16", "A17", "C07") if settles([found], rule)} == {"A15", "A16", "A17"}
    assert status(found) == "onbekend of zij nog geldt"


def test_swvs_that_share_doorstroompuntregio_19(vragen: Vragen) -> None:
    """Those of SchoolWerkt lie in it with all their gemeenten; one more has a part of a gemeente there."""
    snapshot = vragen.snapshot(DE_DAG)
    inside = {item.van for item in snapshot.into("doorstroompuntregio:MC19", "IN_DOORSTROOMPUNTREGIO")}
    gemeenten: dict[str, set[str]] = {}
    for sector in ("PO", "VO"):
        for pc4 in snapshot.of_type("Postcodegebied"):
            for swv in snapshot.out(pc4.id, f"IN_SWV_{sector}"):
                there = gemeenten.setdefault(swv.naar, set())
                there |= {item.naar for item in snapshot.out(pc4.id, "IN_GEMEENTE")}
    partly = {swv: names - inside for swv, names in gemeenten.items() if names & inside and swv.startswith("swv:VO")}
    whole = {swv for swv, outside in partly.items() if not outside}
    assert whole == {"swv:VO2601", "swv:VO2603", "swv:VO2604", "swv:VO2605"}
    # The SWV of Gorinchem has but a part of Vijfheerenlanden in the region; its other gemeenten fall outside.
    assert partly.keys() - whole == {"swv:VO2814"}
    assert "gemeente:GM0512" in partly["swv:VO2814"]


def test_article_holds_nowhere_but_can_be_found(vragen: Vragen) -> None:
    snapshot = vragen.snapshot(DE_DAG)
    assert snapshot.nodes[ARTIKEL].eigenschappen["soort"] == "werkwijze"
    assert snapshot.out(ARTIKEL, "GELDT_IN") == ()
    assert {node.id for node in snapshot.every("Afspraak")} == {
        WEST_FRIESLAND,
        ZUID_KENNEMERLAND,
        LEKSTROOM,
        ARTIKEL,
        ALKMAAR,
    }


# ------------------------------------------------------------------ whoever, wherever


def test_nothing_is_found_where_no_agreement_holds(vragen: Vragen) -> None:
    assert vragen.alle(DE_DAG, woont="9711") == {}
    assert vragen.alle(DE_DAG) == {}


def test_school_of_application_counts_when_there_is_no_other(vragen: Vragen) -> None:
    found = vragen.alle(DE_DAG, inschrijving="geen", aanmelding="vo", aanmeldVestiging=HAARLEM)[ZUID_KENNEMERLAND]
    assert zetels(found)["Consulent passend onderwijs (vo)"] == {"swv:VO2705"}


def test_json_has_the_seats_and_the_steps(vragen: Vragen) -> None:
    snapshot = vragen.snapshot(DE_DAG)
    found = vragen.alle(DE_DAG, vestiging=HAARLEM, woont="1975")
    (item,) = als_json(found.values(), load_law().keys, lambda node: {"id": node, "naam": snapshot.naam(node)}, stap)
    assert (item["id"], item["status"], item["geldigTot"]) == (ZUID_KENNEMERLAND, "geldig", None)
    leerplicht = next(post for post in item["functies"] if post["naam"] == "Leerplichtambtenaar")
    assert leerplicht["organisaties"] == [{"id": "gemeente:GM0453", "naam": "Velsen"}]
    assert leerplicht["wisseltMetWoonplaats"] is True
    assert leerplicht["bijWonenInSchoolgemeente"] == [{"id": "gemeente:GM0392", "naam": "Haarlem"}]
    assert [step["relatie"] for step in item["gebieden"][0]["stappen"]] == ["IN_PC4", "IN_SWV_VO", "^GELDT_IN"]


def test_agreements_in_force_come_first(vragen: Vragen) -> None:
    found = vragen.alle(DE_DAG, vestiging=HAARLEM, woont="1901")  # lives where the agreement of Alkmaar held
    assert [item.status for item in found.values()] == [GELDIG, VERLOPEN]
