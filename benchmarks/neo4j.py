"""Loading the national data set into a real Neo4j, against plain batches of the same rows; and what comes after.

The floor sends every row that a load writes, as the load recorded it: in the same batches, through the same driver,
with the same constraints, each batch in a transaction of its own, and CREATE where the load says MERGE. It compares
nothing, locks nothing and marks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from neo4j import GraphDatabase, Session, Transaction

from benchmarks.measure import RUNS, Context, Measurement, Time, say, timed
from graph.exchange import read_exchange
from graph.neo4j import cypher
from graph.neo4j.address import read_address
from graph.neo4j.connection import Connection
from graph.neo4j.store import Neo4jStore
from graph.record import Record
from graph.snapshot import Snapshot
from nederland import FOLDER
from ontology.schema import load_schema
from tests.neo4j_server import ENVIRONMENT, lacking, running

Batch = tuple[str, Any]
_EMPTY = "MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


def run(context: Context) -> Iterator[Measurement]:
    """National load and floor in turn on one server; the second load; reading it back."""
    if missing := lacking():
        say(f"  not measured: {', '.join(missing)} lacks")
        return
    with running(context.folder / "neo4j", short=False) as server:
        address = read_address(server.url, ENVIRONMENT)
        store = Neo4jStore(address)
        with GraphDatabase.driver(address.url, auth=address.auth) as driver, driver.session() as session:
            deliveries = read_exchange(FOLDER)
            batches = _record(store)  # warms the server and the code too
            ours: list[Time] = []
            raw: list[Time] = []
            for turn in range(RUNS):
                say(f"  national load into Neo4j, pair {turn + 1} of {RUNS}")
                for mine in (True, False) if turn % 2 else (False, True):
                    _empty(session)
                    if mine:
                        ours.append(timed(lambda: store.apply(deliveries)))
                    else:
                        raw.append(timed(lambda: _floor(session, batches)))
            _empty(session)
            store.apply(deliveries)
        rows = sum(len(rows) for _, rows in batches)
        yield Measurement("Neo4j: national load", "s", tuple(item.wall for item in ours), note=f"{rows} rows")
        yield Measurement("Neo4j: floor, plain UNWIND", "s", tuple(item.wall for item in raw), note="same rows")
        pairs = tuple(a.wall / b.wall for a, b in zip(ours, raw, strict=True))
        yield Measurement("Neo4j: load / floor", "x", pairs, 1.25, "clock, pairs")
        again = tuple(timed(lambda: store.apply(deliveries)).wall for _ in range(RUNS))
        yield Measurement("Neo4j: second load, nothing changes", "s", again, note="apply alone")
        reads = tuple(timed(lambda: Snapshot(Record(store), date(2026, 11, 21))).wall for _ in range(RUNS))
        yield Measurement("Neo4j: record and snapshot", "s", reads, note="from the server into memory")
        asks = tuple(timed(store.versie).wall * 1000 for _ in range(RUNS))
        yield Measurement("Neo4j: has anything changed?", "ms", asks)
        store.close()


def _empty(session: Session) -> None:
    session.run(_EMPTY).consume()


def _record(store: Neo4jStore) -> list[Batch]:
    """Load once, and keep every batch that was sent."""
    sent: list[Batch] = []
    write, run_in = Connection.write, Transaction.run

    def keep(text: str, parameters: dict[str, Any]) -> None:
        if "rijen" in parameters:
            sent.append((text.replace("MERGE", "CREATE"), parameters["rijen"]))

    def spy_write(self: Connection, text: str, **parameters: Any) -> Any:
        keep(text, parameters)
        return write(self, text, **parameters)

    def spy_run(self: Transaction, text: str, *args: Any, **parameters: Any) -> Any:
        keep(text, parameters)
        return run_in(self, text, *args, **parameters)

    Connection.write, Transaction.run = spy_write, spy_run  # type: ignore[method-assign,assignment]
    try:
        store.apply(read_exchange(FOLDER))
    finally:
        Connection.write, Transaction.run = write, run_in  # type: ignore[method-assign]
    return sent


def _floor(session: Session, batches: list[Batch]) -> None:
    for text in cypher.constraints(load_schema()):  # as the load does in an empty database
        session.run(text).consume()
    for text, rows in batches:
        session.run(text, rijen=rows).consume()
