"""Comparing divisions of the country: every pair of them, and one pair in full."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import RUNS, Context, Measurement, Time, say, timed
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.landelijk import overzicht
from queries.aansluiting.paar import aansluiting

PAIR = ("jeugdregio", "swv-po")


def run(context: Context) -> Iterator[Measurement]:
    """The national table of a snapshot that was not compared before, and then one pair."""
    store = SqliteStore(context.store)
    snapshot = Snapshot(store, max(item.peildatum for item in store.leveringen()))
    store.close()
    whole: list[Time] = []
    pair: list[Time] = []
    for turn in range(RUNS):
        say(f"  aansluiting, run {turn + 1} of {RUNS}")
        atlas = Atlas(snapshot)
        whole.append(timed(lambda atlas=atlas: overzicht(Gewicht.INWONERS, atlas)))  # type: ignore[misc]
        pair.append(timed(lambda atlas=atlas: aansluiting(*PAIR, Gewicht.INWONERS, atlas)))  # type: ignore[misc]
    note = "45 pairs, rankings, tables of 342 gemeenten"
    yield Measurement("national table", "s", tuple(item.wall for item in whole), 1.0, note)
    yield Measurement("national table, cpu", "s", tuple(item.cpu for item in whole), note="processor")
    yield Measurement("one pair in full", "ms", tuple(item.wall * 1000 for item in pair), note=" and ".join(PAIR))
