from __future__ import annotations

from datetime import date

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node, Relation
from importers.tooi import GEMEENTEN, HERINDELINGEN

JSON = "rwc_gemeenten_compleet_4.json"
CSV = "derived_herindelingen_tooi.csv"


def test_last_day_of_the_register_becomes_the_first_day_it_no_longer_holds() -> None:
    found = lees(GEMEENTEN, JSON)
    beemster = found.nodes["gemeente:GM0370"]
    assert beemster == Node("gemeente:GM0370", "Gemeente", "Beemster", None, date(2022, 1, 1))
    assert found.van(beemster.id) == [Relation(beemster.id, "IN_PROVINCIE", "provincie:PV27", None, date(2022, 1, 1))]


def test_gemeente_has_its_first_day() -> None:
    assert lees(GEMEENTEN, JSON).nodes["gemeente:GM1992"].geldig_van == date(2023, 1, 1)


def test_official_name_is_another_name_when_it_differs() -> None:
    nodes = lees(GEMEENTEN, JSON).nodes
    assert nodes["gemeente:GM0518"].naam == "Den Haag"
    assert nodes["gemeente:GM0518"].eigenschappen == {"andereNamen": ("'s-Gravenhage",)}
    assert nodes["gemeente:GM0439"].eigenschappen == {}


def test_provincies_are_stated_by_code_only_and_mergers_are_no_gemeente() -> None:
    nodes = lees(GEMEENTEN, JSON).nodes
    assert nodes["provincie:PV28"] == Node("provincie:PV28", "Provincie")
    assert sum(node.type == "Gemeente" for node in nodes.values()) == 6


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.json", ("gm0370", "twee keer")),
        ("eindigt_voor_begin.json", ("gm1774", "voordat zij begint")),
        ("geen_gemeenten.json", ("geen gemeenten",)),
        ("afgebroken.json", ("geen geldige JSON", "regel 1")),
    ],
)
def test_bad_list_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(GEMEENTEN, name, *words)


def test_gemeente_taken_over_by_a_neighbour() -> None:
    [relation] = lees(HERINDELINGEN, CSV).van("gemeente:GM0370")
    assert (relation.type, relation.naar, relation.geldig_van) == ("OPGEGAAN_IN", "gemeente:GM0439", date(2022, 1, 1))
    assert relation.eigenschappen == {
        "wijze": "uitbreiding",
        "grondslag": "https://zoek.officielebekendmakingen.nl/stb-2021-264.html",
    }


@pytest.mark.parametrize(
    ("gemeente", "successors"),
    [
        ("GM0788", {"GM0757", "GM0824", "GM0855", "GM0865"}),  # Haaren, in one row
        ("GM0140", {"GM0080", "GM1900"}),  # Littenseradiel, in two rows
        ("GM0241", {"GM1945"}),  # Groesbeek went on as Berg en Dal
    ],
)
def test_every_successor_is_named(gemeente: str, successors: set[str]) -> None:
    found = lees(HERINDELINGEN, CSV).van(f"gemeente:{gemeente}")
    assert {relation.naar.removeprefix("gemeente:") for relation in found} == successors


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("regel 8", "twee keer")),
        ("onbekende_soort.csv", ("Splitsing", "Herschikking")),
        ("zonder_opvolger.csv", ("geen opvolger",)),
        ("slechte_datum.csv", ("2022-13-01", "kolom datum")),
    ],
)
def test_bad_change_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(HERINDELINGEN, name, *words)
