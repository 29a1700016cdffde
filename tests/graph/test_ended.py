"""Relations that were over, or still to come, on the peildatum; only for types that the ontology marks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.delivery import Delivery, Levering, Statement
from graph.facts import Node, Relation
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore

VAN, TOT = date(2022, 8, 1), date(2023, 8, 1)
GEMEENTE, AFSPRAAK, REGIO = "gemeente:GM0361", "afspraak:a", "jeugdregio:JZ06"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    found = SqliteStore(tmp_path / "proef.db")
    levering = Levering("levering:proef", "proef", "Proef", "", "", "", date(2026, 1, 1), "0", "proef/1", 10)
    facts = (
        Node(GEMEENTE, "Gemeente", "Alkmaar"),
        Node(AFSPRAAK, "Afspraak", "A", VAN, TOT),
        Node(REGIO, "Jeugdregio", "Alkmaar"),
        Relation(GEMEENTE, "PARTIJ_BIJ", AFSPRAAK, VAN, TOT),
        Relation(AFSPRAAK, "GELDT_IN", GEMEENTE, date(2020, 1, 1), date(2020, 1, 1)),
        Relation(AFSPRAAK, "GELDT_IN", GEMEENTE, VAN, TOT),
        Relation(GEMEENTE, "IN_JEUGDREGIO", REGIO, VAN, TOT),
    )
    found.apply([Delivery(levering, tuple(Statement(fact, levering.id) for fact in facts), gedateerd=True)])
    yield found
    found.close()


@pytest.mark.parametrize(
    ("dag", "nu", "voorbij", "straks"),
    [(date(2022, 7, 31), 0, 0, 1), (VAN, 1, 0, 0), (date(2023, 7, 31), 1, 0, 0), (TOT, 0, 1, 0)],
)
def test_relation_is_ahead_then_holds_then_is_over(
    store: SqliteStore, dag: date, nu: int, voorbij: int, straks: int
) -> None:
    snapshot = Snapshot(store, dag)
    for node, relation, now, over, ahead in (
        (AFSPRAAK, "GELDT_IN", snapshot.out, snapshot.ended, snapshot.coming),
        (GEMEENTE, "GELDT_IN", snapshot.into, snapshot.ended_into, snapshot.coming_into),
        (GEMEENTE, "PARTIJ_BIJ", snapshot.out, snapshot.ended, snapshot.coming),
    ):
        counts = (len(now(node, relation)), len(over(node, relation)), len(ahead(node, relation)))
        assert counts == (nu, voorbij, straks)


def test_other_relations_are_not_kept_and_withdrawn_ones_neither(store: SqliteStore) -> None:
    snapshot = Snapshot(store, TOT)
    assert snapshot.ended(GEMEENTE, "IN_JEUGDREGIO") == ()
    assert [item.geldig_van for item in snapshot.ended(AFSPRAAK, "GELDT_IN")] == [VAN]
