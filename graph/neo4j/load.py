"""One load: deliveries are compared in memory first, then written, then made visible at once.

What is written before the end carries the number of this load, and nobody reads beyond the last load that ended. If
this one never ends, the next one takes its remains away.
"""

from __future__ import annotations

import json
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from neo4j import Transaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.changes import Stored, already_loaded, compare
from graph.delivery import Delivery, Levering, Statement, Verslag, with_own_ids
from graph.facts import Fact, Relation
from graph.merge import rangs
from graph.neo4j import cypher
from graph.neo4j.address import Address
from graph.neo4j.connection import BATCH, Connection, Row, batches
from graph.neo4j.rows import delivery_row, label_of, read_statement, statement_row
from graph.neo4j.view import write_view
from graph.validation import check
from ontology.errors import SpeelveldError
from ontology.schema import Schema

FORMAT = 1
"""Version of what a database holds; one with a higher number was made by a newer program."""

RowId = tuple[str, int, int]
"""Label, number and load of a statement."""
_CONFIRM = 30
"""Seconds in which to find out whether a load ended, when the connection was lost at that very moment."""


class Load:
    """Use `begin`; then `add` each delivery, then `write`."""

    def __init__(self, connection: Connection, address: Address, schema: Schema, tx: Transaction, lading: str) -> None:
        self._connection, self._address, self._schema, self._tx = connection, address, schema, tx
        self._lading = lading
        stand = tx.run(cypher.STAND).single(strict=True)
        self._versie, self._stand = stand["versie"] or 0, stand["teller"] or 0
        self._next = stand["volgend"] or 0
        self._this = self._stand + 1
        self._clean()
        self._leveringen: list[Levering] = [
            Levering.from_json(json.loads(row)) for row in connection.stream(cypher.DELIVERIES, stand=self._stand)
        ]
        self._present = len(self._leveringen)
        self._types: dict[str, str] = {}
        self._new: dict[RowId, Statement] = {}
        self._ended: set[RowId] = set()

    @classmethod
    @contextmanager
    def begin(cls, connection: Connection, address: Address, schema: Schema, *, timeout: float) -> Iterator[Load]:
        """A load while nobody else loads; timeout: seconds to wait for who does."""
        lading = uuid.uuid4().hex
        with connection.alone(lambda tx: tx.run(cypher.LOCK, lading=lading).consume(), timeout=timeout) as tx:
            yield cls(connection, address, schema, tx, lading)

    def _clean(self) -> None:
        """Take away what a load left behind that never ended."""
        if not self._connection.ask(cypher.UNFINISHED):
            return
        for text in cypher.undo():
            while self._connection.write(text, stand=self._stand, hoogstens=BATCH)[0]["aantal"]:
                pass
        self._connection.write(cypher.END)

    # -- comparing

    def add(self, delivery: Delivery, *, insist: bool) -> Verslag:
        """Compare a delivery with the record; SpeelveldError when it does not fit."""
        earlier = [item for item in self._leveringen if item.bron == delivery.levering.bron]
        if same := already_loaded(delivery, earlier):
            return same
        known = self._known(delivery)
        check(delivery, self._schema, known.__contains__, self._types)
        delivery = with_own_ids(delivery, earlier)
        levering = delivery.levering
        stored = self._stored(levering.bron) if earlier else {}
        changes = compare(
            delivery,
            (Stored(row, item.fact) for row, item in stored.items()),
            first=not earlier,
            insist=insist,
        )
        present = {item.id for item in earlier}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._leveringen += [
            replace(item, geladen_op=now) for item in (*delivery.eerdere, levering) if item.id not in present
        ]
        for row, end in changes.end:
            label, nr, sinds = row
            if sinds <= self._stand:
                self._ended.add(row)
            ended = stored[row]._replace(fact=stored[row].fact._replace(geldig_tot=end))
            self._new[label, nr, self._this] = ended
        for statement in changes.add:
            self._new[label_of(statement.fact), self._next, self._this] = statement
            self._next += 1
        return Verslag(levering, changes.nieuw, changes.gesloten, changes.gewijzigd, changes.ongewijzigd)

    def _known(self, delivery: Delivery) -> set[str]:
        """Of the ends of relations that the load itself does not state: those that the record holds."""
        ends = {
            end for fact, _ in delivery.statements if isinstance(fact, Relation) for end in (fact.van, fact.naar)
        } - self._types.keys()
        found: set[str] = set()
        if self._stand:
            for batch in batches(sorted(ends)):
                found.update(self._connection.stream(cypher.KNOWN, ids=batch, stand=self._stand))
        return found

    def _stored(self, bron: str) -> dict[RowId, Statement]:
        """What the record holds of a source, this load included."""
        found: dict[RowId, Statement] = {}
        for label in (cypher.NODES, cypher.RELATIONS):
            for row in self._connection.stream(cypher.statements_of(label), bron=bron, stand=self._stand):
                found[label, row["nr"], row["sinds"]] = read_statement(row, label)
        sources = {item.id: item.bron for item in self._leveringen}
        own = {row: item for row, item in self._new.items() if sources[item.levering] == bron}
        return {row: item for row, item in found.items() if row not in self._ended} | own

    # -- writing

    def write(self) -> None:
        """Write what the deliveries changed, then make it visible; nothing when none brought anything new."""
        fresh = self._leveringen[self._present :]
        if not fresh:
            return
        self._connection.write(cypher.BEGIN, lading=self._lading)
        deliveries = [delivery_row(item, self._present + number, self._this) for number, item in enumerate(fresh)]
        self._connection.write_rows(cypher.WRITE_DELIVERIES, deliveries)
        for label, rows in self._rows().items():
            self._connection.write_rows(cypher.write(label), rows)
        ended: dict[str, list[Row]] = defaultdict(list)
        for label, nr, sinds in self._ended:
            ended[label].append({"nr": nr, "sinds": sinds})
        for label, rows in ended.items():
            self._connection.write_rows(cypher.replace(label), rows, sinds=self._this)
        self._show()

    def _rows(self) -> dict[str, list[Row]]:
        sources = {item.id: item.bron for item in self._leveringen}
        rows: dict[str, list[Row]] = defaultdict(list)
        for (label, nr, sinds), (fact, levering) in self._new.items():
            rows[label].append(statement_row(fact, levering, sources[levering], nr, sinds))
        return rows

    def _show(self) -> None:
        """Renew the graph and say that this load is complete, in one transaction."""
        touched = {_subject(item.fact) for item in self._new.values()}
        write_view(self._tx, touched, self._about(touched), rangs(self._leveringen), self._schema)
        self._tx.run(cypher.END).consume()
        self._tx.run(
            cypher.FLIP,
            stand={
                "versie": self._versie + bool(self._new),
                "teller": self._this,
                "volgend": self._next,
                "formaat": FORMAT,
                "schema": self._schema.versie,
                "lading": self._lading,
            },
        ).consume()
        try:
            self._tx.commit()
        except (DriverError, Neo4jError) as error:
            if not self._has_ended():
                raise error from None

    def _about(self, touched: set[str]) -> Iterator[Statement]:
        """All statements about some things as they are after this load."""
        if self._stand:
            for label in (cypher.NODES, cypher.RELATIONS):
                for batch in batches(sorted(touched)):
                    for row in self._connection.stream(cypher.statements_about(label), ids=batch, stand=self._stand):
                        if (label, row["nr"], row["sinds"]) not in self._ended:
                            yield read_statement(row, label)
        yield from self._new.values()

    def _has_ended(self) -> bool:
        """Whether the server had made this load visible when the connection was lost."""
        deadline = time.monotonic() + _CONFIRM
        while True:
            try:
                return bool(self._connection.ask(cypher.IS_LAST, lading=self._lading))
            except (DriverError, Neo4jError):
                if time.monotonic() > deadline:
                    raise SpeelveldError(
                        "de verbinding viel weg bij het afronden; of de levering erin staat, is nog niet te zeggen",
                        waar=str(self._address),
                        herstel="Kijk met “speelveld bronnen” zodra de server er weer is",
                    ) from None
                time.sleep(0.5)


def _subject(fact: Fact) -> str:
    """The thing that a fact is about: the node, or where the relation begins."""
    return fact.van if isinstance(fact, Relation) else fact.id
