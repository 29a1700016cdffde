"""Sessions on one database: short questions, streams, writes that are tried again, and one long transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from neo4j import READ_ACCESS, Driver, GraphDatabase, ManagedTransaction, Query, Session, Transaction
from neo4j.exceptions import Neo4jError

from graph.neo4j.address import Address
from graph.neo4j.errors import busy, timed_out

BATCH = 5000
"""Rows a transaction."""
Row = dict[str, Any]


class Connection:
    """Errors of the driver and the server come out as they are; see graph.neo4j.errors.

    retry: seconds in which a write that fails for a passing reason is tried again.
    """

    def __init__(self, address: Address, *, retry: float) -> None:
        self._address = address
        self._driver: Driver = GraphDatabase.driver(
            address.url,
            auth=address.auth,
            user_agent="speelveld",
            connection_timeout=5,
            connection_acquisition_timeout=10,
            max_transaction_retry_time=retry,
            notifications_min_severity="OFF",
        )
        self._bookmarks = GraphDatabase.bookmark_manager()

    def close(self) -> None:
        """Close all sessions."""
        self._driver.close()

    def _session(self, **settings: Any) -> Session:
        return self._driver.session(database=self._address.database, bookmark_manager=self._bookmarks, **settings)

    def ask(self, text: str, **parameters: Any) -> list[Row]:
        """A short question, put once: who asks for the version does not want to wait for a server that is away."""
        with self._session(default_access_mode=READ_ACCESS) as session:
            return session.run(text, parameters).data()

    def table(self, text: str, parameters: Mapping[str, Any], *, timeout: float) -> tuple[list[str], list[list[Any]]]:
        """Columns and rows of a question of a user; the server refuses it when it would write.

        timeout: seconds after which the server breaks it off.
        """
        with self._session(default_access_mode=READ_ACCESS) as session:
            result = session.run(Query(text, timeout=timeout), dict(parameters))
            return list(result.keys()), [list(row.values()) for row in result]

    def stream(self, text: str, **parameters: Any) -> Iterator[Any]:
        """The only column of an answer, row by row."""
        with self._session(default_access_mode=READ_ACCESS, fetch_size=BATCH) as session:
            for (value,) in session.run(text, parameters):
                yield value

    def write(self, text: str, **parameters: Any) -> list[Row]:
        """One statement in a transaction of its own."""

        def work(tx: ManagedTransaction) -> list[Row]:
            return tx.run(text, parameters).data()

        with self._session() as session:
            return session.execute_write(work)

    def write_rows(self, text: str, rows: Sequence[Any], **parameters: Any) -> None:
        """The same statement for many rows, in transactions of a bounded size."""
        for batch in batches(rows):
            self.write(text, rijen=batch, **parameters)

    def run_schema(self, text: str) -> None:
        """A constraint or an index; the server takes no other statement beside it."""
        with self._session() as session:
            session.run(text).consume()

    @contextmanager
    def alone(self, take: Callable[[Transaction], Any], *, timeout: float) -> Iterator[Transaction]:
        """A transaction that lasts as long as the block, in which `take` takes a lock that nobody else then has.

        A program that dies loses its transaction, and so the lock. timeout: seconds to wait for another program; the
        server counts the time of waiting as that of the whole transaction, so a first one waits and then gives way.
        """
        with self._session() as session:
            with closing(session.begin_transaction(timeout=timeout)) as waiting:
                try:
                    take(waiting)
                except Neo4jError as error:
                    raise (busy(self._address) if timed_out(error) else error) from None
            with closing(session.begin_transaction()) as tx:  # closing takes back what was not committed
                take(tx)
                yield tx


def batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows, so many at a time."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
