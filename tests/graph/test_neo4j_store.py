"""What is particular to the store on Neo4j: query texts, refusals, the graph for analysts, two programs at once."""

from __future__ import annotations

import itertools
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import neo4j_server
import pytest
from graaf_hulp import (
    BEVERWIJK,
    HEEMSKERK,
    IJMOND,
    KENNEMERLAND,
    VELSEN,
    dag,
    feiten,
    gemeente,
    in_regio,
    levering,
    ondergrond,
    stand,
    uitspraken,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import ManagedTransaction, Session, Transaction
from neo4j.exceptions import ClientError, ServiceUnavailable, TransientError

from graph.exchange import write_exchange
from graph.neo4j import cypher
from graph.neo4j.address import read_address
from graph.neo4j.connection import Connection
from graph.neo4j.load import FORMAT
from graph.neo4j.store import Neo4jStore
from graph.store import Store
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

Make = Callable[[], Neo4jStore]
pytestmark = pytest.mark.neo4j

HOSTILE = "`'\"}) DETACH DELETE n //\\u0027 \\ ${x} $rijen :Gemeente\n\t‘ë’ 🏫 \x00é"


def opened(server: neo4j_server.Server, **environment: str) -> Neo4jStore:
    """A second program on the same database."""
    return Neo4jStore(read_address(server.url, neo4j_server.ENVIRONMENT | environment), timeout=1, retry=1)


# ------------------------------------------------------------------ what is sent


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that goes to the server."""
    texts: list[str] = []
    for kind in (Session, Transaction, ManagedTransaction):

        def spy(self: Any, query: Any, *args: Any, _run: Any = kind.run, **kwargs: Any) -> Any:
            texts.append(query)
            return _run(self, query, *args, **kwargs)

        monkeypatch.setattr(kind, "run", spy)
    return texts


def allowed() -> set[str]:
    """Every text that can be made without any data: from the constants of the module and from the Schema."""
    schema = load_schema()
    texts = {value for value in vars(cypher).values() if isinstance(value, str)}
    for label in (cypher.NODES, cypher.RELATIONS):
        for make in (cypher.statements, cypher.statements_of, cypher.statements_about, cypher.write, cypher.replace):
            texts.add(make(label))
    texts |= {cypher.write_nodes(label) for label in schema.nodes}
    for make in (cypher.write_relations, cypher.remove_relations):
        texts |= {make(relation) for relation in schema.relations}
    return texts | set(cypher.constraints(schema)) | set(cypher.undo())


def test_values_come_back_unchanged_and_never_reach_a_query_text(empty_neo4j: Make, sent: list[str]) -> None:
    store = empty_neo4j()
    sent.clear()  # emptying the database was not the store's
    text = HOSTILE
    facts = [
        gemeente(HEEMSKERK, text, website=text, plaatsen=(text, "b"), inwoners=-(2**63), lat=0.1 + 0.2),
        gemeente(VELSEN, "Velsen", inwoners=2**63 - 1, lat=52),
    ]
    store.apply([ondergrond(), levering([*facts, in_regio(HEEMSKERK, IJMOND, opmerking=text)], "2026-01-01")])
    assert feiten(store)[:2] == facts
    assert feiten(store)[2].eigenschappen == {"opmerking": text}
    store.apply([levering([facts[0]], "2026-02-01")], insist=True)
    assert len(sent) > 20
    assert set(sent) <= allowed()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_and_any_number_come_back(empty_neo4j: Make, text: str, number: float) -> None:
    store = empty_neo4j()
    fact = gemeente(HEEMSKERK, text, website=text, plaatsen=(text, text), lat=number)
    store.apply([levering([fact], "2026-01-01")])
    assert feiten(store) == [fact]


def test_names_of_properties_never_clash_with_those_of_a_statement() -> None:
    schema = load_schema()
    kinds = [*schema.nodes.values(), *schema.relations.values()]
    names = {name for kind in kinds for name in kind.eigenschappen}
    assert not names & cypher.OWN
    assert not names & {"id", "type", "naam", "geldigVan", "geldigTot", "bron", "bronnen"}


@pytest.mark.parametrize(
    ("naam", "website", "inwoners", "says"),
    [
        ("Heemskerk", "https://heemskerk.nl", 2**63, "getal is te groot"),
        ("Heems\ud800kerk", "https://heemskerk.nl", 1, "teken dat niet bestaat"),
    ],
)
def test_a_value_that_the_server_cannot_hold_is_a_refusal(
    empty_neo4j: Make, naam: str, website: str, inwoners: int, says: str
) -> None:
    store = empty_neo4j()
    store.apply([ondergrond()])
    before = stand(store)
    with pytest.raises(SpeelveldError, match=says):
        store.apply([levering([gemeente(HEEMSKERK, naam, website=website, inwoners=inwoners)], "2026-01-01")])
    assert stand(store) == before
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert feiten(store) == [gemeente(HEEMSKERK)]


# ------------------------------------------------------------------ what it opens, and what not


def test_constraints_and_indexes_are_those_of_the_ontology(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    empty_neo4j().apply([ondergrond()])
    rows = neo4j_connection.ask("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    unique = {(row["labelsOrTypes"][0], *row["properties"]) for row in rows if "UNIQUENESS" in row["type"]}
    assert {(label, "id") for label in load_schema().nodes} < unique
    assert (cypher.NODES, "nr", "sinds") in unique
    found = neo4j_connection.ask("SHOW INDEXES YIELD labelsOrTypes, properties, state WHERE labelsOrTypes IS NOT NULL")
    assert {row["state"] for row in found} == {"ONLINE"}
    assert {(label, "naam") for label in load_schema().nodes} < {
        (row["labelsOrTypes"][0], *row["properties"]) for row in found if row["properties"]
    }


def test_a_database_of_another_program_is_left_alone(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    store = empty_neo4j()
    neo4j_connection.write("MATCH (n) DETACH DELETE n")
    neo4j_connection.write("CREATE (:Persoon {naam: 'iemand'})")
    with pytest.raises(SpeelveldError, match="een ander programma") as refusal:
        store.apply([ondergrond()])
    assert "lege database" in refusal.value.herstel
    assert neo4j_connection.ask("MATCH (n) RETURN labels(n) AS l") == [{"l": ["Persoon"]}]


def test_an_empty_database_becomes_a_store(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    store = empty_neo4j()
    neo4j_connection.write("MATCH (n) DETACH DELETE n")
    assert store.versie() == 0
    assert store.leveringen() == []
    store.apply([ondergrond()])
    assert store.versie() == 1


def test_a_database_of_a_newer_version(
    empty_neo4j: Make, neo4j_connection: Connection, server: neo4j_server.Server
) -> None:
    empty_neo4j().apply([ondergrond()])
    neo4j_connection.write("MATCH (s:Stand) SET s.formaat = $formaat", formaat=FORMAT + 1)
    with pytest.raises(SpeelveldError, match="nieuwere versie") as refusal:
        opened(server)
    assert "Werk Speelveld bij" in refusal.value.herstel


def test_a_wrong_password(server: neo4j_server.Server) -> None:
    with pytest.raises(SpeelveldError, match="kent deze gebruiker") as refusal:
        opened(server, NEO4J_PASSWORD="geheim-en-verkeerd")  # noqa: S106 - that is the test
    assert "NEO4J_PASSWORD" in refusal.value.herstel
    assert "geheim" not in str(refusal.value)


def test_a_database_that_does_not_exist(server: neo4j_server.Server) -> None:
    with pytest.raises(SpeelveldError, match="database bestaat niet") as refusal:
        Neo4jStore(read_address(f"{server.url}/nergens", neo4j_server.ENVIRONMENT))
    assert "nergens" in refusal.value.waar


def test_a_server_that_is_not_there() -> None:
    url = f"neo4j://127.0.0.1:{neo4j_server.free_port()}"
    with pytest.raises(SpeelveldError, match="niet bereikbaar") as refusal:
        Neo4jStore(read_address(url, {}))
    assert url in refusal.value.waar


def test_something_that_is_not_neo4j() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:

        def answer() -> None:
            connection, _ = other.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(SpeelveldError):
            Neo4jStore(read_address(f"bolt://127.0.0.1:{other.getsockname()[1]}", {}), retry=0)
        thread.join()


def test_an_old_server(server: neo4j_server.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "ask", lambda *_, **__: [{"name": "Neo4j Kernel", "versions": ["4.4.40"]}])
    with pytest.raises(SpeelveldError, match="te oud") as refusal:
        opened(server)
    assert "Neo4j 5" in refusal.value.herstel


def test_the_scheme_of_a_cluster_works_on_one_server_too(empty_neo4j: Make, server: neo4j_server.Server) -> None:
    empty_neo4j()
    store = Neo4jStore(read_address(server.url.replace("bolt", "neo4j") + "/neo4j", neo4j_server.ENVIRONMENT))
    store.apply([ondergrond()])
    assert store.versie() == 1
    store.close()


def test_the_password_is_in_no_log_and_in_no_text(
    empty_neo4j: Make, server: neo4j_server.Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    address = read_address(server.url, neo4j_server.ENVIRONMENT)
    store = empty_neo4j()
    store.apply([ondergrond()])
    assert neo4j_server.PASSWORD not in caplog.text
    assert neo4j_server.PASSWORD not in f"{address!r} {address}"


# ------------------------------------------------------------------ more than one program


def test_who_loads_while_another_loads_is_refused(empty_neo4j: Make, server: neo4j_server.Server) -> None:
    first, second = empty_neo4j(), opened(server)
    first.apply([ondergrond()])
    refusals: list[SpeelveldError] = []

    def meanwhile(_what: str, done: int, _total: int) -> None:
        if done == 0:
            with pytest.raises(SpeelveldError, match="aan het laden") as refusal:
                second.apply([levering([gemeente(BEVERWIJK)], "2026-01-01", "ander")])
            refusals.append(refusal.value)

    first.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")], progress=meanwhile)
    assert "opnieuw" in refusals[0].herstel
    second.apply([levering([gemeente(BEVERWIJK)], "2026-01-01", "ander")])
    assert first.versie() == 3
    second.close()


def test_who_loads_just_after_another_waits(empty_neo4j: Make, server: neo4j_server.Server) -> None:
    first = empty_neo4j()
    first.apply([ondergrond()])
    second = Neo4jStore(read_address(server.url, neo4j_server.ENVIRONMENT), timeout=60)
    waiting = threading.Thread(target=lambda: second.apply([levering([gemeente(BEVERWIJK)], "2026-01-01", "ander")]))

    def meanwhile(_what: str, done: int, _total: int) -> None:
        if done == 0:
            waiting.start()
            waiting.join(0.5)
            assert waiting.is_alive()

    first.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")], progress=meanwhile)
    waiting.join(60)
    assert first.versie() == 3
    second.close()


def test_who_reads_sees_the_record_of_before_or_of_after(empty_neo4j: Make, server: neo4j_server.Server) -> None:
    """Two states take turns, each of one year; no reading shows a mixture, nor a name without its region."""
    store, reader = empty_neo4j(), opened(server)
    codes = [f"gemeente:GM{code:04d}" for code in range(100)]

    def state(year: int) -> list[Any]:
        region = (IJMOND, KENNEMERLAND)[year % 2]
        nodes = [gemeente(code, f"Gemeente in {year}") for code in codes]
        return [levering([*nodes, *(in_regio(code, region) for code in codes)], f"{year}-01-01")]

    store.apply([ondergrond(), *state(2000)])
    done = threading.Event()
    mixed: list[object] = []
    readings = itertools.count()

    def read() -> None:
        while not done.is_set():
            facts = [item.fact for item in reader.statements() if item.fact.geldig_tot is None]
            own = [fact for fact in facts if fact.sleutel[0] in codes]
            names = {fact.naam for fact in own if fact.type == "Gemeente"}
            regions = {fact.sleutel[2] for fact in own if fact.type == "IN_REGIO"}
            next(readings)
            if len(own) != 2 * len(codes) or len(names) != 1 or len(regions) != 1:
                mixed.append((len(own), names, regions))

    thread = threading.Thread(target=read)
    thread.start()
    for year in range(2001, 2005):
        store.apply(state(year))
    done.set()
    thread.join()
    assert not mixed
    assert next(readings) > 3, "there were readings while it loaded"
    reader.close()


def test_who_is_reading_goes_on_in_the_record_that_it_began_with(empty_neo4j: Make) -> None:
    store = empty_neo4j()
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2025-01-01")])
    before, reading = uitspraken(store), store.statements()
    first = next(reading)
    store.apply([levering([in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01")])
    rest = list(reading)
    assert len(rest) + 1 == sum(before.values())
    assert [item.fact for item in rest if item.fact.type == "IN_REGIO"] == [in_regio(HEEMSKERK, IJMOND)]
    assert first.fact == gemeente(HEEMSKERK)
    assert uitspraken(store) != before


# ------------------------------------------------------------------ steps that fail for a passing reason


def fail(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let a number of writes fail as a server does that is busy electing a leader."""
    left, run = itertools.count(1), ManagedTransaction.run

    def failing(self: ManagedTransaction, query: Any, *args: Any, **kwargs: Any) -> Any:
        if next(left) <= times:
            error = TransientError("even niet")
            error._neo4j_code = "Neo.TransientError.Cluster.NotALeader"  # as the driver fills it in
            raise error
        return run(self, query, *args, **kwargs)

    monkeypatch.setattr(ManagedTransaction, "run", failing)


def test_a_passing_failure_is_tried_again(empty_neo4j: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    store = empty_neo4j()
    store.apply([ondergrond()])
    fail(monkeypatch, 1)
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert feiten(store) == [gemeente(HEEMSKERK)]


def test_a_failure_that_goes_on_is_a_refusal(empty_neo4j: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    store = empty_neo4j()
    store.apply([ondergrond()])
    before = stand(store)
    with monkeypatch.context() as while_it_lasts:
        fail(while_it_lasts, 1000)
        with pytest.raises(SpeelveldError, match="NotALeader"):
            store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert stand(store) == before
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert feiten(store) == [gemeente(HEEMSKERK)]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_connection_that_breaks_at_the_very_end(
    empty_neo4j: Make, monkeypatch: pytest.MonkeyPatch, *, arrived: bool
) -> None:
    """Whether the server had done it is found out, and said."""
    store = empty_neo4j()
    store.apply([ondergrond()])
    before, commit = stand(store), Transaction.commit

    def break_off(self: Transaction) -> None:
        if arrived:
            commit(self)
        else:
            self.rollback()
        raise ServiceUnavailable("weg")

    with monkeypatch.context() as once:
        once.setattr(Transaction, "commit", break_off)
        if arrived:
            [report] = store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
            assert report.nieuw == 1
        else:
            with pytest.raises(SpeelveldError, match="niet bereikbaar"):
                store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert (stand(store) == before) is not arrived
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert feiten(store) == [gemeente(HEEMSKERK)]


# ------------------------------------------------------------------ the graph


def graaf(connection: Connection) -> tuple[set[Any], set[Any]]:
    """Nodes and relations that analysts see."""
    nodes = connection.ask(
        "MATCH (n:Knoop) RETURN n.id AS id, [l IN labels(n) WHERE l <> 'Knoop'] AS l, n.naam AS naam, "
        "toString(n.geldigVan) AS van, toString(n.geldigTot) AS tot"
    )
    relations = connection.ask(
        "MATCH (a:Knoop)-[r]->(b:Knoop) RETURN a.id AS a, type(r) AS r, b.id AS b, "
        "toString(r.geldigVan) AS van, toString(r.geldigTot) AS tot"
    )
    return (
        {(row["id"], *row["l"], row["naam"], row["van"], row["tot"]) for row in nodes},
        {(row["a"], row["r"], row["b"], row["van"], row["tot"]) for row in relations},
    )


def test_the_graph_follows_the_record(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    store = empty_neo4j()
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2020-01-01", vanaf="2020-01-01")])
    store.apply([levering([in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01")])
    nodes, relations = graaf(neo4j_connection)
    assert (HEEMSKERK, "Gemeente", "Heemskerk", None, None) in nodes
    assert relations == {
        (HEEMSKERK, "IN_REGIO", IJMOND, "2020-01-01", "2026-01-01"),
        (HEEMSKERK, "IN_REGIO", KENNEMERLAND, "2026-01-01", None),
    }


def test_the_graph_shows_the_source_that_leads(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    store = empty_neo4j()
    store.apply([levering([gemeente(HEEMSKERK, "Heemskrek", inwoners=1)], "2020-01-01", "matig", rang=50)])
    store.apply([levering([gemeente(HEEMSKERK, tot=dag("2030-01-01"))], "2021-01-01", "goed", rang=10)])
    assert graaf(neo4j_connection)[0] == {(HEEMSKERK, "Gemeente", "Heemskerk", None, "2030-01-01")}
    [row] = neo4j_connection.ask("MATCH (n:Gemeente) RETURN n.inwoners AS inwoners, size(n.bronnen) AS bronnen")
    assert row == {"inwoners": 1, "bronnen": 2}


def test_a_load_that_fails_leaves_the_graph_as_it_was(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    store = empty_neo4j()
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2020-01-01")])
    before = graaf(neo4j_connection)
    with pytest.raises(SpeelveldError):
        store.apply([levering([in_regio(HEEMSKERK, "regio:onbekend")], "2026-01-01")])
    assert graaf(neo4j_connection) == before


def test_two_deliveries_of_one_source_in_one_load(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    """The second one closes what the first one stated, before either was written."""
    store = empty_neo4j()
    one = levering([in_regio(HEEMSKERK, IJMOND)], "2020-01-01", vanaf="2020-01-01")
    two = levering([in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01", vanaf="2026-01-01")
    store.apply([ondergrond(), one, two])
    assert feiten(store) == [
        in_regio(HEEMSKERK, IJMOND, dag("2020-01-01"), dag("2026-01-01")),
        in_regio(HEEMSKERK, KENNEMERLAND, dag("2026-01-01")),
    ]
    assert len(graaf(neo4j_connection)[1]) == 2


def test_a_withdrawn_thing_has_no_name_in_the_graph_and_holds_on_no_day(
    empty_neo4j: Make, neo4j_connection: Connection
) -> None:
    store = empty_neo4j()
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01", vanaf="2026-01-01")])
    store.apply([levering([gemeente(BEVERWIJK, "Beverwijk")], "2026-01-01", vanaf="2026-01-01")], insist=True)
    names = {row[0]: row[2] for row in graaf(neo4j_connection)[0]}
    assert names == {HEEMSKERK: None, BEVERWIJK: "Beverwijk"}
    on_a_day = "MATCH (n:Knoop) WHERE coalesce(n.geldigTot > date('0001-01-01'), true) RETURN n.id AS id"
    assert neo4j_connection.ask(on_a_day) == [{"id": BEVERWIJK}]


def test_readers_cannot_write(neo4j_connection: Connection, empty_neo4j: Make) -> None:
    empty_neo4j()
    with pytest.raises(ClientError):
        neo4j_connection.ask("CREATE (:Gemeente {id: 'gemeente:GM9999'})")


def test_the_store_serves_snapshots_of_any_day(store_pair: tuple[Store, Store]) -> None:
    sqlite, server = store_pair
    assert uitspraken(sqlite) == uitspraken(server)
    strip = [replace(item, geladen_op="") for item in sqlite.leveringen()]
    assert strip == [replace(item, geladen_op="") for item in server.leveringen()]


def test_an_export_from_either_store_is_the_same_to_the_byte(store_pair: tuple[Store, Store], tmp_path: Path) -> None:
    for number, store in enumerate(store_pair):
        write_exchange(store, tmp_path / str(number))
    for file in (tmp_path / "0").rglob("*.csv"):
        assert file.read_bytes() == (tmp_path / "1" / file.relative_to(tmp_path / "0")).read_bytes()
    assert (tmp_path / "0" / "manifest.json").read_bytes() == (tmp_path / "1" / "manifest.json").read_bytes()


@pytest.fixture
def store_pair(empty_neo4j: Make, empty_sqlite: Callable[[], Store]) -> tuple[Store, Store]:
    """The same loads in both stores."""
    stores: tuple[Store, Store] = (empty_sqlite(), empty_neo4j())
    for store in stores:
        store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], date(2020, 1, 1))])
        store.apply([levering([in_regio(HEEMSKERK, KENNEMERLAND), gemeente(VELSEN)], date(2026, 1, 1))])
    return stores
