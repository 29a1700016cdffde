"""Changes in words: each kind as a sentence, and what changed in the data only as such."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from app.wijzigingen_weergave import Weergave
from graph.delivery import Delivery, Levering, Statement
from graph.facts import Fact, Node, Relation
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.wijzigingen.vergelijk import wijzigingen

A, WEST, OOST = "gemeente:GM9001", "jeugdregio:JZ98", "jeugdregio:JZ99"
GEBIEDEN = [Node(A, "Gemeente", "Aa"), Node(WEST, "Jeugdregio", "West"), Node(OOST, "Jeugdregio", "Oost")]


def bestand(facts: Iterable[Fact], day: date, bron: str = "lijst", rang: int = 10) -> Delivery:
    name = f"levering:{bron}-{day}"
    found = Levering(
        id=name,
        bron=bron,
        naam=f"Lijst van {bron}",
        uitgever="Uitgever",
        licentie="CC0 1.0",
        url="https://example.org",
        peildatum=day,
        sha256=name,
        importer=f"{bron}/1",
        rang=rang,
    )
    return Delivery(found, tuple(Statement(fact, name) for fact in facts))


def tekst(folder: Path, *deliveries: Delivery, alles: bool = False) -> str:
    """The text of the changes between 1 January 2025 and 2026."""
    store = SqliteStore(folder / "record.db")
    for delivery in deliveries:
        store.apply([delivery])
    van, tot = Snapshot(store, date(2025, 1, 1)), Snapshot(store, date(2026, 1, 1))
    store.close()
    return Weergave(van, tot).tekst(wijzigingen(van, tot), alles=alles)


EERST, LATER = date(2024, 6, 1), date(2025, 6, 1)


def test_a_newer_file_is_told_with_both_its_days(tmp_path: Path) -> None:
    found = tekst(
        tmp_path,
        bestand(GEBIEDEN, EERST, "gebieden"),
        bestand([Relation(A, "IN_JEUGDREGIO", WEST)], EERST),
        bestand([Relation(A, "IN_JEUGDREGIO", OOST)], LATER),
    )
    world, _, data = found.partition("ALLEEN IN DE GEGEVENS")
    assert "Er zijn geen veranderingen bekend." in world
    assert (
        "  Lijst van lijst, leveringen van 01-06-2024 en 01-06-2025: 1 × anders ingedeeld: hoort bij jeugdregio. "
        "Sinds wanneer, zegt de bron niet." in data
    )


def test_a_newer_file_one_by_one_has_no_day(tmp_path: Path) -> None:
    found = tekst(
        tmp_path,
        bestand(GEBIEDEN, EERST, "gebieden"),
        bestand([Relation(A, "IN_JEUGDREGIO", WEST)], EERST),
        bestand([Relation(A, "IN_JEUGDREGIO", OOST)], LATER),
        alles=True,
    )
    assert "  Gemeente Aa: van jeugdregio West naar jeugdregio Oost.\n" in f"{found}\n"
    assert "01-06-2025: Gemeente" not in found


def test_another_source_is_told_as_such(tmp_path: Path) -> None:
    found = tekst(
        tmp_path,
        bestand(GEBIEDEN, EERST, "gebieden"),
        bestand([Relation(A, "IN_JEUGDREGIO", WEST)], EERST, "oud", 60),
        bestand([Relation(A, "IN_JEUGDREGIO", OOST, date(2025, 3, 1))], EERST, "nieuw", 10),
    )
    assert "  Een andere bron gaat voor (Lijst van oud en Lijst van nieuw): 1 × anders ingedeeld" in found


@pytest.mark.parametrize(
    ("facts", "regel"),
    [
        (
            [Node(A, "Gemeente", "Oude Naam", None, date(2025, 7, 1)), Node(A, "Gemeente", "Nieuw", date(2025, 7, 1))],
            "01-07-2025: Gemeente Nieuw heette eerst Oude Naam.",
        ),
        (
            [
                Node("regeling:1", "Regeling", "GR Zorg", None, date(2025, 6, 1)),
                Node("regeling:2", "Regeling", "GR Zorg", date(2025, 7, 1)),
            ],
            "01-07-2025: GR Zorg is opnieuw vastgesteld [regeling:2]; de vorige gold tot 01-06-2025.",
        ),
        (
            [*GEBIEDEN, Relation(A, "IN_JEUGDREGIO", WEST, None, date(2025, 7, 1))],
            "01-07-2025: Jeugdregio West: gemeente Aa (hoort bij jeugdregio).",
        ),
        (
            [Node("afspraak:x", "Afspraak", "Convenant", date(2025, 2, 1), date(2025, 3, 1))],
            "01-02-2025: Convenant, tot 01-03-2025.",
        ),
        (
            [
                *GEBIEDEN,
                Node("swv:PO9901", "Samenwerkingsverband", "Een", None, date(2025, 9, 1)),
                Node("swv:PO9902", "Samenwerkingsverband", "Twee"),
                Relation("swv:PO9901", "OPGEGAAN_IN", "swv:PO9902", date(2025, 7, 1)),
            ],
            "01-07-2025: PO9901 (Een) is opgegaan in PO9902 (Twee); een andere bron noemt haar tot 01-09-2025.",
        ),
    ],
)
def test_each_kind_of_change_is_a_sentence(tmp_path: Path, facts: list[Fact], regel: str) -> None:
    assert f"  {regel}\n" in f"{tekst(tmp_path, bestand(facts, EERST))}\n"
