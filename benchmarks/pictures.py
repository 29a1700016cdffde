"""Networks as pictures: the query, the places, and the whole file."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import RUNS, Context, Measurement, timed
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.omgeving import omgeving
from viz.netwerk import netwerk
from viz.netwerk_html import bestand

STARTS = (("gemeente:GM0396", 1), ("swv:PO2711", 2), ("provincie:PV27", 2))


def run(context: Context) -> Iterator[Measurement]:
    """A small, a usual and a full picture."""
    store = SqliteStore(context.store)
    snapshot = Snapshot(store, max(item.peildatum for item in store.leveringen()))
    for start, diepte in STARTS:
        yield from _of(start, diepte, snapshot)
    store.close()


def _of(start: str, diepte: int, snapshot: Snapshot) -> Iterator[Measurement]:
    rond = omgeving(snapshot, start, diepte=diepte)
    beeld = netwerk(rond, snapshot.peildatum, snapshot.leveringen)
    size = len(bestand(beeld).encode()) // 1024
    taken = {
        "query": [timed(lambda: omgeving(snapshot, start, diepte=diepte)) for _ in range(RUNS)],
        "places": [timed(lambda: netwerk(rond, snapshot.peildatum, snapshot.leveringen)) for _ in range(RUNS)],
        "file": [timed(lambda: bestand(beeld)) for _ in range(RUNS)],
    }
    note = f"{len(rond.knopen)} nodes, {len(rond.relaties)} relations, {size} KB"
    for name, times in taken.items():
        samples = tuple(item.wall * 1e3 for item in times)
        yield Measurement(f"network {start}, {diepte}: {name}", "ms", samples, note=note if name == "file" else "")
