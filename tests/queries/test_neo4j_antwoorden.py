"""The answers from Neo4j are those from SQLite, for every acceptance case and for the whole graph of several days."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from test_cases import CASES, IDS, _json

from app import weergave
from app.service import Service
from graph.aantallen import getoond
from graph.neo4j.store import Neo4jStore
from graph.record import Record
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.rules import load_law
from queries.wie.vraag import VraagFout, lees_vraag

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def services(nederland_service: Service, nederland_neo4j: Neo4jStore) -> tuple[Service, Service]:
    return nederland_service, Service(nederland_neo4j)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_an_answer_is_the_same_to_the_letter(case: dict[str, Any], services: tuple[Service, Service]) -> None:
    sqlite, neo4j = (_answer(case, service) for service in services)
    assert neo4j == sqlite


def _answer(case: dict[str, Any], service: Service) -> Any:
    try:
        vraag = lees_vraag(_json(case["vraag"]))
        view = service.view(vraag.peildatum)
        return weergave.antwoorden(view.wie(vraag), view.snapshot, load_law(), "https://speelveld.example")
    except VraagFout as refusal:
        return refusal.velden


@pytest.mark.parametrize("day", ["1990-06-01", "2022-01-01", "2026-11-21", "2100-01-01"])
def test_the_graph_that_analysts_see_is_the_snapshot(
    nederland: SqliteStore, nederland_neo4j: Neo4jStore, day: str
) -> None:
    """Filtered by a day as docs/neo4j.md tells, the graph in the server has what the snapshot has, and no more."""
    snapshot = Snapshot(Record(nederland), date.fromisoformat(day))
    on_day = (
        "({0}.geldigVan IS NULL OR {0}.geldigVan <= date($dag)) AND "
        "({0}.geldigTot IS NULL OR {0}.geldigTot > date($dag))"
    )
    ask = nederland_neo4j._connection.ask
    relations = ask(
        f"MATCH (a:Knoop)-[r]->(b:Knoop) WHERE {on_day.format('r')} "
        "RETURN a.id AS van, type(r) AS soort, b.id AS naar, r.bron AS bron",
        dag=day,
    )
    assert {tuple(row.values()) for row in relations} == {
        (item.van, item.type, item.naar, item.levering) for item in snapshot.relations()
    }
    nodes = ask(f"MATCH (n:Knoop) WHERE {on_day.format('n')} AND n.naam IS NOT NULL RETURN n.id AS id", dag=day)
    assert {row["id"] for row in nodes} == set(snapshot.nodes)


def test_names_and_properties_of_the_graph_are_those_of_the_last_snapshot(
    nederland: SqliteStore, nederland_neo4j: Neo4jStore
) -> None:
    snapshot = Snapshot(nederland, date(2100, 1, 1))
    rows = nederland_neo4j._connection.ask("MATCH (n:Knoop) RETURN n.id AS id, properties(n) AS eigenschappen")
    found = {row["id"]: row["eigenschappen"] for row in rows}
    for node in snapshot.nodes.values():
        shown = found[node.id]
        assert (shown["naam"], tuple(shown["bronnen"])) == (node.naam, node.leveringen)
        own = getoond(node.eigenschappen, snapshot.schema.nodes[node.type].eigenschappen)
        assert shown.keys() - {"id", "type", "naam", "geldigVan", "geldigTot", "bronnen"} == own.keys(), node.id
        for name, value in own.items():
            assert shown[name] == (list(value) if isinstance(value, tuple) else value), f"{node.id} {name}"
