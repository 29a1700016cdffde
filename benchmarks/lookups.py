"""Making a Snapshot, searching it by name or code, and checking the whole record."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from time import perf_counter

from app.service import View
from benchmarks.measure import RUNS, Context, Measurement, percentile, say, timed
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.controle.rapport import controleer

SEARCHES = 200
CHECKS = 3


def run(context: Context) -> Iterator[Measurement]:
    """Snapshot, search index, searches, checks."""
    store = SqliteStore(context.store)
    peildatum = max(item.peildatum for item in store.leveringen())
    yield _snapshot(store, peildatum)
    view = View(Snapshot(store, peildatum))
    yield Measurement(
        "search index", "ms", tuple(timed(lambda: View(view.snapshot).zoeker).wall * 1e3 for _ in "12345")
    )
    yield from _search(view)
    checks = []
    for turn in range(CHECKS):
        say(f"  controleer, run {turn + 1} of {CHECKS}")
        checks.append(timed(lambda: controleer(store, view.snapshot)).wall)
    yield Measurement("controleer", "s", tuple(checks))
    store.close()


def _snapshot(store: SqliteStore, peildatum: date) -> Measurement:
    builds = tuple(timed(lambda: Snapshot(store, peildatum)).wall for _ in range(RUNS))
    found = Snapshot(store, peildatum)
    note = f"{len(found.nodes)} nodes, {sum(1 for _ in found.relations())} relations"
    return Measurement("snapshot", "s", builds, note=note)


def searches(snapshot: Snapshot, number: int = SEARCHES, seed: int = 1) -> list[str]:
    """What people type: in turn a name, the begin of a name, a name with a typing error, a code."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    nodes = [node for node in snapshot.nodes.values() if len(node.naam) > 5]
    found = []
    for turn in range(number):
        node = chance.choice(nodes)
        place = chance.randrange(1, len(node.naam) - 1)
        found.append((node.naam, node.naam[:5], node.naam[:place] + node.naam[place + 1 :], node.id)[turn % 4])
    return found


def _search(view: View) -> Iterator[Measurement]:
    texts = searches(view.snapshot)
    view.zoeker.zoek(texts[0])
    medians, slowest = [], []
    for turn in range(RUNS):
        say(f"  zoek, pass {turn + 1} of {RUNS}")
        taken = []
        for text in texts:
            start = perf_counter()
            view.zoeker.zoek(text)
            taken.append((perf_counter() - start) * 1000)
        medians.append(percentile(taken, 0.5))
        slowest.append(percentile(taken, 0.99))
    yield Measurement("zoek, median", "ms", tuple(medians), note=f"{SEARCHES} names, parts, mistypings and codes")
    yield Measurement("zoek, p99", "ms", tuple(slowest))
