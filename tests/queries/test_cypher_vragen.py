"""The saved questions on a real server: what they answer is what Python answers, and they only read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from cypher_tweeling import NU, TWEELINGEN, Rij, Wereld
from neo4j import READ_ACCESS, Driver, GraphDatabase

from graph.neo4j.store import Neo4jStore
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError
from queries.cypher.bibliotheek import Cyphervraag, bibliotheek
from queries.cypher.parameters import waarden

VRAGEN = tuple(bibliotheek().values())
every_question = pytest.mark.parametrize("vraag", VRAGEN, ids=lambda vraag: vraag.id)
server = pytest.mark.neo4j


@pytest.fixture(scope="module")
def wereld(nederland: SqliteStore) -> Wereld:
    return Wereld(nederland)


@pytest.fixture(scope="module")
def driver(nederland_neo4j: Neo4jStore) -> Iterator[Driver]:
    """To see plans and warnings, which the store does not show."""
    address = nederland_neo4j._address
    with GraphDatabase.driver(address.url, auth=address.auth) as opened:
        yield opened


def voorbeeld(vraag: Cyphervraag, **waarde: str) -> dict[str, Any]:
    """The values of the example, some of them replaced."""
    given = {item.naam: item.voorbeeld for item in vraag.parameters.values()} | waarde
    return dict(waarden(vraag.parameters.values(), given, NU, vraag.id))


def antwoord(store: Neo4jStore, naam: str, **waarde: str) -> list[dict[str, Any]]:
    """The rows of a saved question."""
    vraag = bibliotheek()[naam]
    found = store.vraag(vraag.cypher, voorbeeld(vraag, **waarde))
    return [dict(zip(found.kolommen, row, strict=True)) for row in found.rijen]


# -- every question


def test_a_question_that_names_python_has_a_twin_and_the_other_way_round() -> None:
    assert set(TWEELINGEN) == {vraag.id for vraag in VRAGEN if vraag.python}


EMPTY = {"aanbieders": {"perceel", "geldigVan"}}
"""Columns of which the shipped data have no value in the example. What holds today may well have no end."""


@server
@every_question
def test_the_example_gives_rows_with_the_columns_that_are_named(
    vraag: Cyphervraag, nederland_neo4j: Neo4jStore
) -> None:
    answer = nederland_neo4j.vraag(vraag.cypher, voorbeeld(vraag))
    assert answer.kolommen == vraag.kolommen
    assert answer.rijen
    filled = {
        name for row in answer.rijen for name, value in zip(answer.kolommen, row, strict=True) if value is not None
    }
    assert set(vraag.kolommen) - filled - {"geldigTot"} == EMPTY.get(vraag.id, set())


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _name(plan: Mapping[str, Any]) -> str:
    return str(plan["operatorType"]).partition("@")[0]


@server
@every_question
def test_the_plan_begins_at_an_index_or_a_label(vraag: Cyphervraag, driver: Driver) -> None:
    """No scan of everything, no product of two sets, and nothing that the server warns of."""
    with driver.session(default_access_mode=READ_ACCESS) as session:
        summary = session.run(f"EXPLAIN {vraag.cypher}", voorbeeld(vraag)).consume()
    assert summary.plan is not None
    for plan in _operators(summary.plan):
        assert _name(plan) not in ("AllNodesScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan")
        if _name(plan) == "CartesianProduct":  # of two things that are each found by their id, it is one row
            leaves = {_name(leaf) for leaf in _operators(plan) if not leaf.get("children")}
            assert leaves == {"NodeUniqueIndexSeek"}
    warnings = [item for item in summary.gql_status_objects if item.raw_severity == "WARNING"]
    assert [item.status_description for item in warnings if item.raw_classification != "UNRECOGNIZED"] == []


@server
@every_question
def test_an_id_is_looked_up_in_an_index(vraag: Cyphervraag, driver: Driver) -> None:
    ids = [item.naam for item in vraag.parameters.values() if item.type == "id"]
    with driver.session(default_access_mode=READ_ACCESS) as session:
        plan = session.run(f"EXPLAIN {vraag.cypher}", voorbeeld(vraag)).consume().plan
    assert plan is not None
    seeks = [item["args"]["Details"] for item in _operators(plan) if "IndexSeek" in _name(item)]
    for naam in ids:
        assert any(f"${naam}" in details for details in seeks), naam


@server
@pytest.mark.parametrize("naam", sorted(TWEELINGEN))
def test_the_answer_is_that_of_python(naam: str, nederland_neo4j: Neo4jStore, wereld: Wereld) -> None:
    vraag, twin = bibliotheek()[naam], TWEELINGEN[naam]
    assert set(twin.kolommen) <= set(vraag.kolommen)
    somewhere = False
    for case in twin.gevallen:
        asked = {name: case[name] for name in vraag.parameters}
        answer = nederland_neo4j.vraag(vraag.cypher, asked)
        rows = [dict(zip(answer.kolommen, row, strict=True)) for row in answer.rijen]
        found = Counter(_row(row[name] for name in twin.kolommen) for row in twin.omzet(rows, case))
        wanted = Counter(_row(row) for row in twin.reken(wereld, case))
        somewhere = somewhere or bool(wanted)
        assert found - wanted == Counter(), f"{case}: only in Cypher"
        assert wanted - found == Counter(), f"{case}: only in Python"
    assert somewhere, "both say nothing"


def _row(values: Any) -> Rij:
    """Lists and their order do not matter, except for the steps of a way."""
    return tuple(_plain(value) for value in values)


def _plain(value: Any) -> Any:
    if isinstance(value, list) or (isinstance(value, tuple) and all(isinstance(item, str) for item in value)):
        return tuple(sorted(map(str, value)))
    return value


# -- those without a twin


def _metres(a: Mapping[str, Any], b: Mapping[str, Any]) -> float:
    """As the crow flies over a sphere (haversine)."""
    lat_a, lon_a, lat_b, lon_b = (math.radians(item[name]) for item in (a, b) for name in ("lat", "lon"))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


@server
@pytest.mark.parametrize(("pc4", "soort"), [("1963", "vso"), ("6291", "vo"), ("9979", "sbo")])
def test_the_schools_nearby_are_the_nearest_ones(
    pc4: str, soort: str, nederland_neo4j: Neo4jStore, snapshot_2026: Snapshot
) -> None:
    rows = antwoord(nederland_neo4j, "dichtstbijzijnde-scholen", pc4=pc4, soort=soort, aantal="12")
    middle = snapshot_2026.nodes[f"pc4:{pc4}"].eigenschappen
    schools = [
        node
        for node in snapshot_2026.of_type("Vestiging")
        if soort in node.eigenschappen["onderwijssoort"] and "lat" in node.eigenschappen  # type: ignore[operator]
    ]
    distance = {node.id: _metres(middle, node.eigenschappen) for node in schools}
    nearest = sorted(distance.values())[:12]
    assert [round(distance[row["vestiging"]]) for row in rows] == [round(metres) for metres in nearest]
    assert [row["km"] for row in rows] == [pytest.approx(metres / 1000, rel=0.005, abs=0.1) for metres in nearest]


@server
@pytest.mark.parametrize(
    ("tekst", "wanted"),
    [
        ("ijmont", "swv:PO2711"),
        ("HEEMSKERK", "gemeente:GM0396"),
        ("Bergen (NH", "gemeente:GM0373"),
        ("beemst", "gemeente:GM0370"),  # no longer there
        ("kentalis AND (onderwijs OR", "bestuur:54679"),
    ],
)
def test_search_finds_with_typing_errors_and_odd_signs(tekst: str, wanted: str, nederland_neo4j: Neo4jStore) -> None:
    rows = antwoord(nederland_neo4j, "zoek", tekst=tekst, aantal="50")
    assert wanted in {row["id"] for row in rows}
    assert {row["bestaat"] for row in rows if row["id"] == "gemeente:GM0370"} <= {False}


@server
@pytest.mark.parametrize("tekst", ['+-&|!(){}[]^"~*?:\\/', "qqqqqqqqqqqqqq", '"', "a" * 300])
def test_search_for_what_is_no_name_finds_nothing(tekst: str, nederland_neo4j: Neo4jStore) -> None:
    assert antwoord(nederland_neo4j, "zoek", tekst=tekst) == []


# -- by hand, from the registers


@server
def test_the_table_of_ijmond(nederland_neo4j: Neo4jStore) -> None:
    """PO2711: five whole gemeenten, VO2704 wholly and VO2705 in part (regulation BWBR0032324, text of 2022-02-09)."""
    rows = antwoord(nederland_neo4j, "oogo-tafel", swv="PO2711")
    assert {row["naam"]: row["geheel"] for row in rows if row["rol"] == "gemeente"} == dict.fromkeys(
        ("Beverwijk", "Castricum", "Heemskerk", "Uitgeest", "Velsen"), True
    )
    assert {row["id"]: row["geheel"] for row in rows if row["rol"] != "gemeente"} == {
        "swv:VO2704": True,
        "swv:VO2705": False,
    }


@server
def test_what_crosses_ijmond(nederland_neo4j: Neo4jStore) -> None:
    rows = antwoord(nederland_neo4j, "swv-kruist", swv="PO2711")
    ids = {row["id"] for row in rows}
    assert {"jeugdregio:JZ10", "jeugdregio:JZ06", "doorstroompuntregio:MC24", "doorstroompuntregio:MC25"} <= ids


@server
def test_beemster_went_into_purmerend(nederland_neo4j: Neo4jStore) -> None:
    rows = antwoord(nederland_neo4j, "herindelingen", van="2022-01-01", tot="2022-12-31")
    [row] = [row for row in rows if row["naam"] == "Beemster"]
    assert (row["opvolgerNaam"], row["opgeheven"].isoformat(), row["nu"]) == ("Purmerend", "2022-01-01", ["Purmerend"])


# -- they only read

CHANGES = (
    "CREATE (:Gemeente {id: 'gemeente:GM9999'})",
    "MATCH (n:Gemeente) SET n.naam = 'x' RETURN n",
    "MATCH (n:Knoop) DETACH DELETE n",
    "MERGE (n:Knoop {id: 'x'}) RETURN n",
    "FOREACH (x IN [1] | CREATE (:Knoop))",
    "MATCH (n:Knoop) CALL (n) { SET n.naam = 'x' } IN TRANSACTIONS",
    "PROFILE MATCH (n:Knoop) REMOVE n.naam",
    "CALL db.createLabel('Nieuw')",
    "CREATE INDEX nieuw FOR (n:Knoop) ON (n.soort)",
    "DROP INDEX knoop_naam",
    "DROP CONSTRAINT knoop_id",
    "CREATE USER iemand SET PASSWORD 'geheim-geheim'",
    "ALTER CURRENT USER SET PASSWORD FROM 'alleen-op-loopback' TO 'iets-anders'",
    "STOP DATABASE neo4j",
)


@server
@pytest.mark.parametrize("text", CHANGES)
def test_what_would_change_something_is_refused(text: str, nederland_neo4j: Neo4jStore) -> None:
    counts = "MATCH (n) RETURN count(n), count(n.naam)"
    indexes = "SHOW INDEXES YIELD name RETURN name ORDER BY name"
    before = [nederland_neo4j.vraag(ask, {}) for ask in (counts, indexes)]
    with pytest.raises(SpeelveldError, match="zou iets veranderen"):
        nederland_neo4j.vraag(text, {})
    assert [nederland_neo4j.vraag(ask, {}) for ask in (counts, indexes)] == before


@server
def test_a_question_that_takes_too_long_is_broken_off(nederland_neo4j: Neo4jStore) -> None:
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*)"
    with pytest.raises(SpeelveldError, match="duurde langer"):
        nederland_neo4j.vraag(endless, {}, timeout=0.5)


@server
def test_a_mistake_in_the_cypher_is_said_with_its_place(nederland_neo4j: Neo4jStore) -> None:
    with pytest.raises(SpeelveldError, match="begrijpt deze Cypher niet") as refusal:
        nederland_neo4j.vraag("MATCH (n:Knoop)\nRETRUN n", {})
    assert "line 2, column 1" in refusal.value.wat


@server
def test_values_of_all_kinds_come_out_plain(nederland_neo4j: Neo4jStore) -> None:
    text = """
    MATCH p = (g:Gemeente {id: 'gemeente:GM0396'})-[:IN_JEUGDREGIO]->(j)
    RETURN date('2026-11-21') AS dag, [1, null, 2.5] AS lijst, {a: true} AS kaart, g.id AS id, g AS knoop, p AS pad,
           datetime('2026-11-21T12:00:00Z') AS tijd, 0.0 / 0.0 AS geen_getal
    """
    [row] = nederland_neo4j.vraag(text, {}).rijen
    assert row[:4] == (NU, [1, None, 2.5], {"a": True}, "gemeente:GM0396")
    assert row[4]["naam"] == "Heemskerk"
    assert [item.get("id", item["type"]) for item in row[5]] == ["gemeente:GM0396", "IN_JEUGDREGIO", "jeugdregio:JZ10"]
    assert row[6].startswith("2026-11-21T12:00")
    assert row[7] == "nan"
