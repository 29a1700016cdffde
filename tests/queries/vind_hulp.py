"""What the tests of zoek, omgeving, pad and wijzigingen share: a small record in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graph.delivery import Delivery, Levering, Statement
from graph.facts import NO_PROPERTIES, Fact, Node, Relation, Value
from graph.snapshot import Snapshot
from ontology.schema import load_schema

DAG = date(2026, 11, 21)


class Geheugen:
    """A store that holds the deliveries that it is given, as they stand after loading."""

    def __init__(self, *deliveries: tuple[Levering, Iterable[Fact]]) -> None:
        self._deliveries = [(item, tuple(facts)) for item, facts in deliveries]

    def versie(self) -> int:
        return 1

    def leveringen(self) -> list[Levering]:
        return [item for item, _ in self._deliveries]

    def statements(self, _bron: str | None = None) -> Iterator[Statement]:
        for kind in (Node, Relation):
            for item, facts in self._deliveries:
                yield from (Statement(fact, item.id) for fact in facts if isinstance(fact, kind))


def lever(bron: str = "proef", rang: int = 10, day: date = date(2026, 1, 1), vanaf: date | None = None) -> Levering:
    return Levering(
        id=f"levering:{bron}-{day}",
        bron=bron,
        naam=f"Register {bron}",
        uitgever="Uitgever",
        licentie="CC0 1.0",
        url="https://example.org",
        peildatum=day,
        sha256=f"{bron}{day}",
        importer=f"{bron}/1",
        rang=rang,
        geldig_vanaf=vanaf,
    )


def foto(*facts: Fact, day: date = DAG) -> Snapshot:
    return Snapshot(Geheugen((lever(), facts)), day)  # type: ignore[arg-type]


def dag(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def knoop(
    node_id: str, naam: str | None = None, van: str | None = None, tot: str | None = None, **eigenschappen: Value
) -> Node:
    """A node; without a name it is called by its code."""
    soort = load_schema().type_of(node_id).naam
    return Node(node_id, soort, naam or node_id.partition(":")[2], dag(van), dag(tot), eigenschappen or NO_PROPERTIES)


def rel(regel: str, van: str | None = None, tot: str | None = None, **eigenschappen: Value) -> Relation:
    """A relation as `gemeente:GM0396 IN_JEUGDREGIO jeugdregio:JZ10`."""
    begin, soort, eind = regel.split()
    return Relation(begin, soort, eind, dag(van), dag(tot), eigenschappen or NO_PROPERTIES)


def bestand(*facts: Fact, peildatum: str, vanaf: str | None = None, bron: str = "proef", rang: int = 10) -> Delivery:
    """A file of a source, to be loaded into a store."""
    found = lever(bron, rang, date.fromisoformat(peildatum), dag(vanaf))
    return Delivery(found, tuple(Statement(fact, found.id) for fact in facts))
