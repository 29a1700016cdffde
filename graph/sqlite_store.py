"""The default store: one SQLite file, no server.

Crash-safe through SQLite's own rollback journal: after a kill in the middle of a load the record is as before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from graph.changes import Changes, Stored, already_loaded, compare
from graph.collector import no_collection
from graph.delivery import Delivery, Levering, Statement, Verslag, with_own_ids
from graph.facts import NO_PROPERTIES, Fact, Node, Properties, Relation
from graph.store import Progress
from graph.validation import check
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

APPLICATION_ID = 0x53706C76
"""Marks a SQLite file as a Speelveld store ("Splv")."""
FORMAT = 1
"""Version of the tables; a file with a higher one was made by a newer program."""

_TABLES = """
CREATE TABLE teller (versie INTEGER NOT NULL);
INSERT INTO teller VALUES (0);
CREATE TABLE levering (nr INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, bron TEXT NOT NULL, gegevens TEXT NOT NULL);
CREATE TABLE knoop (
    nr INTEGER PRIMARY KEY, levering INTEGER NOT NULL REFERENCES levering, id TEXT NOT NULL, type TEXT NOT NULL,
    naam TEXT, geldig_van TEXT, geldig_tot TEXT, eigenschappen TEXT, gesloten_door INTEGER REFERENCES levering);
CREATE TABLE relatie (
    nr INTEGER PRIMARY KEY, levering INTEGER NOT NULL REFERENCES levering, van TEXT NOT NULL, type TEXT NOT NULL,
    naar TEXT NOT NULL, geldig_van TEXT, geldig_tot TEXT, eigenschappen TEXT,
    gesloten_door INTEGER REFERENCES levering);
CREATE INDEX knoop_id ON knoop (id);
"""
_KINDS: tuple[tuple[str, str, Callable[..., Fact]], ...] = (
    ("knoop", "id, type, naam", Node),
    ("relatie", "van, type, naar", Relation),
)
_INSERT = "INSERT INTO {} (levering, {}, geldig_van, geldig_tot, eigenschappen) VALUES (?, ?, ?, ?, ?, ?, ?)"
_INSERT_NODE = _INSERT.format("knoop", "id, type, naam")
_INSERT_RELATION = _INSERT.format("relatie", "van, type, naar")


class SqliteStore:
    """See graph.store.Store. The file is made when it does not exist.

    timeout: seconds to wait while another program is loading.
    """

    def __init__(self, path: Path, *, timeout: float = 10) -> None:
        self._path = path
        self._schema = load_schema()
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
            try:
                self._db.execute("PRAGMA foreign_keys = ON")
                if self._is_empty():
                    self._create()
                self._check_file()
            except BaseException:
                self._db.close()
                raise

    def _is_empty(self) -> bool:
        """Whether nothing was ever written to the file, or the first writing did not end well."""
        made_by = self._db.execute("PRAGMA application_id").fetchone()[0]
        return made_by == 0 and self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None

    def _create(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        if self._is_empty():  # still: another program may have made the tables just now
            for statement in _TABLES.strip().split(";"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version = {FORMAT}")
        self._db.execute("COMMIT")

    def _check_file(self) -> None:
        if self._db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise SpeelveldError(
                "dit is geen bestand van Speelveld", waar=str(self._path), herstel="Kies met --store een ander bestand"
            )
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found > FORMAT:
            raise SpeelveldError(
                f"dit bestand is gemaakt door een nieuwere versie van Speelveld (formaat {found}; deze kent {FORMAT})",
                waar=str(self._path),
                herstel="Werk Speelveld bij, of kies met --store een ander bestand",
            )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn errors of SQLite and the file system into messages for users."""
        try:
            yield
        except sqlite3.Error as error:
            where = str(self._path)
            name = getattr(error, "sqlite_errorname", "")
            if name == "SQLITE_NOTADB":
                raise SpeelveldError(
                    "dit is geen bestand van Speelveld", waar=where, herstel="Kies met --store een ander bestand"
                ) from None
            if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
                raise SpeelveldError(
                    "het bestand of de map waarin het staat mag niet worden beschreven",
                    waar=where,
                    herstel="Geef schrijfrecht op beide, of kies met --store een ander bestand",
                ) from None
            if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
                cause = (
                    "de schijf is vol" if name == "SQLITE_FULL" else "schrijven lukt niet, misschien is de schijf vol"
                )
                raise SpeelveldError(
                    f"{cause}; er is niets veranderd", waar=where, herstel="Maak ruimte en laad opnieuw"
                ) from None
            if name.startswith("SQLITE_BUSY"):
                raise SpeelveldError(
                    "een ander programma is bezig met dit bestand",
                    waar=where,
                    herstel="Probeer het zo dadelijk opnieuw",
                ) from None
            raise SpeelveldError(f"het bestand is niet te gebruiken ({error})", waar=where) from None
        except OSError as error:
            raise SpeelveldError(
                f"het bestand is niet te openen ({error.strerror})",
                waar=str(self._path),
                herstel="Kies met --store een ander bestand",
            ) from None

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def versie(self) -> int:
        """Rises with every change of the record; 0 for an empty one."""
        with self._errors():
            return int(self._db.execute("SELECT versie FROM teller").fetchone()[0])

    def leveringen(self) -> list[Levering]:
        """All deliveries, oldest first."""
        with self._errors():
            return self._leveringen("TRUE")

    def _leveringen(self, condition: str, *values: str) -> list[Levering]:
        query = f"SELECT gegevens FROM levering WHERE {condition} ORDER BY nr"  # noqa: S608 - our own conditions
        return [Levering.from_json(json.loads(row[0])) for row in self._db.execute(query, values)]

    def has_node(self, node_id: str) -> bool:
        """Whether any source ever stated a node with this id."""
        with self._errors():
            return self._has_node(node_id)

    def _has_node(self, node_id: str) -> bool:
        return self._db.execute("SELECT 1 FROM knoop WHERE id = ? LIMIT 1", (node_id,)).fetchone() is not None

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        """All facts with the delivery that stated them, nodes first."""
        with self._errors(), self._one_state():
            ids = {row[0]: row[1] for row in self._db.execute("SELECT nr, id FROM levering")}
            for _, _, levering, fact in self._facts(bron):
                yield Statement(fact, ids[levering])

    @contextmanager
    def _one_state(self) -> Iterator[None]:
        """Read one state of the record, also when another program loads meanwhile."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            if self._db.in_transaction:
                self._db.execute("COMMIT")

    def _facts(self, bron: str | None = None) -> Iterator[tuple[str, int, int, Fact]]:
        """(table, row, delivery number, fact) of one source or of all."""
        where = "" if bron is None else "WHERE levering IN (SELECT nr FROM levering WHERE bron = ?)"
        values = () if bron is None else (bron,)
        for table, columns, make in _KINDS:
            query = f"SELECT nr, levering, {columns}, geldig_van, geldig_tot, eigenschappen FROM {table} {where}"  # noqa: S608 - our own names
            rows = self._db.execute(f"{query} ORDER BY nr", values)
            for nr, levering, first, second, third, start, end, properties in rows:
                yield table, nr, levering, make(first, second, third, _day(start), _day(end), _read(properties))

    def apply(
        self, deliveries: Sequence[Delivery], *, insist: bool = False, progress: Progress | None = None
    ) -> list[Verslag]:
        """Validate and load deliveries in one transaction: all of them, or nothing."""
        with self._errors(), no_collection():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                reports: list[Verslag] = []
                types: dict[str, str] = {}
                for done, delivery in enumerate(deliveries):
                    if progress:
                        progress(delivery.levering.naam, done, len(deliveries))
                    reports.append(self._load(delivery, types, insist=insist))
                if any(report.veranderde for report in reports):
                    self._db.execute("UPDATE teller SET versie = versie + 1")
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # a full disk has already rolled it back
                    self._db.execute("ROLLBACK")
                raise
        if progress:
            progress("klaar", len(deliveries), len(deliveries))
        return reports

    def _load(self, delivery: Delivery, types: dict[str, str], *, insist: bool) -> Verslag:
        earlier = self._leveringen("bron = ?", delivery.levering.bron)
        if same := already_loaded(delivery, earlier):
            return same
        check(delivery, self._schema, self._has_node, types)
        delivery = with_own_ids(delivery, earlier)
        levering = delivery.levering
        stored = (Stored((table, nr), fact) for table, nr, _, fact in self._facts(levering.bron)) if earlier else ()
        changes = compare(delivery, stored, first=not earlier, insist=insist)
        numbers = self._record_deliveries(delivery, {item.id for item in earlier})
        self._write(changes, numbers, numbers[levering.id])
        return Verslag(levering, changes.nieuw, changes.gesloten, changes.gewijzigd, changes.ongewijzigd)

    def _record_deliveries(self, delivery: Delivery, present: set[str]) -> dict[str, int]:
        """Write the deliveries that the record lacks; numbers of all deliveries of the source by id."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for item in (*delivery.eerdere, delivery.levering):
            if item.id not in present:
                content = asdict(item) | {"geladen_op": now}
                self._db.execute(
                    "INSERT INTO levering (id, bron, gegevens) VALUES (?, ?, ?)",
                    (item.id, item.bron, json.dumps(content, default=str, ensure_ascii=False)),
                )
        rows = self._db.execute("SELECT id, nr FROM levering WHERE bron = ?", (delivery.levering.bron,))
        return dict(rows.fetchall())

    def _write(self, changes: Changes[tuple[str, int]], numbers: dict[str, int], closing: int) -> None:
        ended: dict[str, list[tuple[str | None, int, int]]] = {"knoop": [], "relatie": []}
        for (table, nr), end in changes.end:
            ended[table].append((end.isoformat() if end else None, closing, nr))
        for table, rows in ended.items():
            self._db.executemany(f"UPDATE {table} SET geldig_tot = ?, gesloten_door = ? WHERE nr = ?", rows)  # noqa: S608
        nodes: list[tuple[Any, ...]] = []
        relations: list[tuple[Any, ...]] = []
        for item in changes.add:
            (nodes if isinstance(item.fact, Node) else relations).append(_row(item, numbers))
        self._db.executemany(_INSERT_NODE, nodes)
        self._db.executemany(_INSERT_RELATION, relations)


def _row(statement: Statement, numbers: dict[str, int]) -> tuple[Any, ...]:
    first, second, third, start, end, properties = statement.fact
    return (
        numbers[statement.levering],
        first,
        second,
        third,
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        to_json(dict(properties), inf_nan_mode="constants").decode() if properties else None,
    )


@cache
def _day(text: str | None) -> date | None:
    """A date of the file; cached, since a record has some thousands of different days."""
    return date.fromisoformat(text) if text else None


def _read(properties: str | None) -> Properties:
    if properties is None:
        return NO_PROPERTIES
    found: dict[str, Any] = from_json(properties)
    for name, value in found.items():
        if isinstance(value, list):
            found[name] = tuple(value)
    return found
