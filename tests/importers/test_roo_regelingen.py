from __future__ import annotations

from datetime import date

import pytest
from gebied_hulp import Gelezen, lees, weigert

from graph.facts import Relation
from importers.roo_regelingen import DEELNEMERS, DOEL_LENGTE, REGELINGEN, over_onderwijs_of_jeugd, shorten

LEERPLICHT = "Centrumregeling Leerplicht en Regionale Meld- en Coördinatiefunctie Regio Brabant Noord Oost (Regio 36b)"


def regelingen() -> Gelezen:
    return lees(REGELINGEN, "derived_gr_roo.csv")


def deelnemers() -> Gelezen:
    return lees(DEELNEMERS, "derived_gr_deelnemers_roo.csv", bekend=lambda node_id: node_id != "regeling:28506578")


def test_each_version_of_a_regeling_has_its_own_time() -> None:
    nodes = regelingen().nodes
    old, new = nodes["regeling:28506578"], nodes["regeling:29957230"]
    assert old.naam == new.naam == LEERPLICHT
    assert (old.geldig_van, old.geldig_tot) == (date(2018, 3, 21), date(2024, 7, 20))
    assert (new.geldig_van, new.geldig_tot) == (date(2024, 7, 20), None)
    assert new.eigenschappen == {
        "samenwerkingsvorm": "Regeling zonder meer",
        "bronhouder": "Gemeente Oss",
        "doel": "De regeling is aangegaan met als doel het behartigen van de belangen van de gemeenten op het gebied "
        "van de doelmatige uitvoering van de wet en van de RMC-wetgeving.",
    }


@pytest.mark.parametrize(
    ("roo_id", "chosen"),
    [
        ("29013518", True),  # Dienst Gezondheid & Jeugd
        ("24965663", True),  # Jeugdhulp Rijnmond
        ("29446305", True),  # Regio Gooi en Vechtstreek, by its policy area jeugdzorg
        ("23807655", True),  # an older version of the same, whose policy areas do not say so
        ("24964242", False),  # Gelders Archief, Ministerie van Onderwijs, Cultuur en Wetenschap
        ("28573871", False),  # Regionaal Archief Rivierenland, policy area onderzoek en wetenschap
        ("29695522", False),  # Participatiebedrijf
        ("30474573", False),  # GGD'en: a collective name
    ],
)
def test_only_regelingen_about_education_and_youth_are_chosen(roo_id: str, chosen: bool) -> None:
    assert (f"regeling:{roo_id}" in regelingen().nodes) is chosen


@pytest.mark.parametrize(
    ("naam", "terrein", "doel", "chosen"),
    [
        ("Gemeenschappelijke regeling GGD Drenthe", "", "", True),
        ("Regeling X", "zorg en gezondheid | jeugdzorg; werk", "", True),
        ("Regeling X", "zorg en gezondheid", "uitvoering van de Jeugdwet", True),
        ("Regeling X", "zorg en gezondheid", "crematorium", False),
        ("Regionaal Archief Rivierenland", "onderwijs en wetenschap", "", False),
        ("Afvalverwijdering", "", "voorlichting in het onderwijs, leerlingen", False),
    ],
)
def test_the_choice(naam: str, terrein: str, doel: str, chosen: bool) -> None:
    assert over_onderwijs_of_jeugd(naam, terrein, doel) is chosen


def test_what_is_left_out_is_counted() -> None:
    assert sorted(regelingen().weggelaten.values()) == [1, 5]


def test_a_long_purpose_is_cut_at_a_word() -> None:
    text = "woord " * 60
    assert len(shorten(text)) <= DOEL_LENGTE
    assert shorten(text).endswith("woord…")
    assert shorten("kort\n doel") == "kort doel"


def test_member_takes_part_from_its_day_until_the_regeling_ends() -> None:
    found = deelnemers()
    assert found.van("gemeente:GM0828") == [
        Relation("gemeente:GM0828", "NEEMT_DEEL_AAN", "regeling:29957230", date(2009, 8, 1), None)
    ]
    assert found.van("gemeente:GM0281") == [
        Relation("gemeente:GM0281", "NEEMT_DEEL_AAN", "regeling:28209895", date(1986, 1, 1), date(2019, 1, 1))
    ]


def test_member_that_came_on_the_day_the_regeling_ended_is_named() -> None:
    found = deelnemers()
    assert found.van("gemeente:GM1960") == []
    assert any("West Betuwe" in reason and "28209895" in reason for reason in found.weggelaten)


def test_members_of_other_regelingen_are_counted() -> None:
    assert [count for reason, count in deelnemers().weggelaten.items() if "niet geladen" in reason] == [6]


@pytest.mark.parametrize(
    ("name", "words"), [("dubbel.csv", ("28506578", "twee keer")), ("slechte_datum.csv", ("21-03-2018", "geen datum"))]
)
def test_bad_regelingen_are_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(REGELINGEN, name, *words)


@pytest.mark.parametrize(
    ("name", "words"),
    [("dubbel.csv", ("Bernheze", "twee keer", "28506578")), ("onbekende_gemeente.csv", ("GM9721", "gemeentecode"))],
)
def test_bad_deelnemers_are_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(DEELNEMERS, name, *words)
