"""Loading the national data set: against the least that Python and SQLite can do with the same rows, and once more.

The floor reads the same CSV files with csv.reader and inserts their rows as they come, unchecked and untyped, with
executemany into tables of the same columns: one a file, in one transaction, in a new file on the same disk. As in the
store, ids of nodes are indexed, and journal and synchronous are SQLite's defaults (DELETE and FULL).
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import RUNS, Context, Measurement, Time, say, timed
from graph.exchange import read_exchange
from graph.sqlite_store import SqliteStore
from nederland import FOLDER


def floor(path: Path) -> int:
    """Insert the rows raw; the number of rows."""
    files = sorted(FOLDER.glob("*/*.csv"))
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    for number, file in enumerate(files):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            header = next(rows)
            db.execute(f"CREATE TABLE t{number} ({', '.join(header)})")
            db.executemany(f"INSERT INTO t{number} VALUES ({', '.join('?' * len(header))})", rows)  # noqa: S608
        if header[0] == "id":
            db.execute(f"CREATE INDEX i{number} ON t{number} (id)")
    db.execute("COMMIT")
    rows_written = db.total_changes
    db.close()
    return rows_written


def load(path: Path) -> int:
    """Read, validate, compare and write with the program itself; the number of new facts."""
    store = SqliteStore(path)
    try:
        return sum(report.nieuw for report in store.apply(read_exchange(FOLDER)))
    finally:
        store.close()


def run(context: Context) -> Iterator[Measurement]:
    """National load and floor in turn, and the second load."""
    ours: list[Time] = []
    raw: list[Time] = []
    paths = {load: context.folder / "load.db", floor: context.folder / "floor.db"}
    rows = {call: call(path) for call, path in paths.items()}  # warms the disk cache and the code
    if rows[load] != rows[floor]:
        raise AssertionError(f"the floor has {rows[floor]} rows and the store {rows[load]} facts")
    for turn in range(RUNS):
        say(f"  national load, pair {turn + 1} of {RUNS}")
        order = [(load, ours), (floor, raw)]
        for call, times in order if turn % 2 else reversed(order):
            paths[call].unlink()
            times.append(timed(lambda call=call: call(paths[call])))  # type: ignore[misc]
    note = f"{rows[load]} facts, new file"
    yield Measurement("national load", "s", tuple(item.wall for item in ours), note=note)
    yield Measurement("floor: raw csv + executemany", "s", tuple(item.wall for item in raw), note="same rows")
    pairs = list(zip(ours, raw, strict=True))
    yield Measurement("national load / floor", "x", tuple(a.wall / b.wall for a, b in pairs), 3.0, "clock, pairs")
    yield Measurement("national load / floor, cpu", "x", tuple(a.cpu / b.cpu for a, b in pairs), note="processor")
    yield from _again(paths[load])


def _again(path: Path) -> Iterator[Measurement]:
    """The second load, which finds that nothing changed."""
    store = SqliteStore(path)
    version = store.versie()
    deliveries = read_exchange(FOLDER)
    whole = [timed(lambda: store.apply(read_exchange(FOLDER))).wall for _ in range(RUNS)]
    apply = [timed(lambda: store.apply(deliveries)).wall for _ in range(RUNS)]
    if store.versie() != version:
        raise AssertionError("the second load changed something")
    store.close()
    yield Measurement("second load, nothing changes", "s", tuple(whole), 1.0, "read and apply")
    yield Measurement("  apply alone", "ms", tuple(item * 1000 for item in apply))
