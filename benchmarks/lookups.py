"""Making a Snapshot, searching it, walking its relations, comparing two days, and checking the whole record."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from datetime import date
from statistics import median
from time import perf_counter

from app.service import View
from benchmarks.measure import RUNS, Context, Measurement, percentile, say, timed
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.controle.rapport import controleer
from queries.omgeving import omgeving
from queries.pad import pad
from queries.wijzigingen.vergelijk import wijzigingen

SEARCHES = 1000
CHECKS = 3
WALKS = 200


def run(context: Context) -> Iterator[Measurement]:
    """Snapshot, search index, searches, neighbourhoods, ways, changes, checks."""
    store = SqliteStore(context.store)
    peildatum = max(item.peildatum for item in store.leveringen())
    yield _snapshot(store, peildatum)
    view = View(Snapshot(store, peildatum))
    yield Measurement(
        "search index", "ms", tuple(timed(lambda: View(view.snapshot).zoeker).wall * 1e3 for _ in "12345")
    )
    yield from _search(view)
    yield from _walks(store, peildatum)
    yield from _changes(store, view.snapshot)
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


def searches(snapshot: Snapshot, number: int = SEARCHES, seed: int = 1) -> list[tuple[str, str]]:
    """What people type, with what kind of text it is: names, and what haste makes of them, in turn."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    nodes = [node for node in snapshot.nodes.values() if len(node.naam) > 5]
    found = []
    for turn in range(number):
        node = chance.choice(nodes)
        name, words = node.naam, node.naam.split()
        place = chance.randrange(1, len(name) - 1)
        ways = {
            "name": name,
            "begin": name[: chance.randrange(2, 6)],
            "letter missing": name[:place] + name[place + 1 :],
            "letters swapped": name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
            "other letter": name[:place] + chance.choice(string.ascii_lowercase) + name[place + 1 :],
            "words in other order": " ".join(chance.sample(words, len(words))),
            "kind and name": f"{snapshot.schema.nodes[node.type].label} {words[-1]}",
            "code": node.id.partition(":")[2],
        }
        kind = list(ways)[turn % len(ways)]
        found.append((kind, ways[kind]))
    return found


def _search(view: View) -> Iterator[Measurement]:
    """All searches, and then by kind of text. Of each text the median of its passes counts for the p99 with a bound."""
    texts = searches(view.snapshot)
    view.zoeker.zoek(texts[0][1])
    passes = []
    for turn in range(RUNS):
        say(f"  zoek, pass {turn + 1} of {RUNS}")
        passes.append([timed_search(view, text) for _, text in texts])
    usual = [median(taken) for taken in zip(*passes, strict=True)]
    note = f"{len(texts)} names, parts, mistypings and codes"
    yield Measurement("zoek, median", "ms", tuple(percentile(taken, 0.5) for taken in passes), 3.0, note)
    yield Measurement("zoek, p99", "ms", (percentile(usual, 0.99),), 10.0, f"median of {RUNS} passes")
    yield Measurement("  p99 of single passes", "ms", tuple(percentile(taken, 0.99) for taken in passes))
    for kind in dict.fromkeys(kind for kind, _ in texts):
        of_kind = [taken for (other, _), taken in zip(texts, usual, strict=True) if other == kind]
        note = f"p99 {percentile(of_kind, 0.99):.2g} ms"
        yield Measurement(f"  {kind}", "ms", (percentile(of_kind, 0.5),), note=note)


def _walks(store: SqliteStore, peildatum: date) -> Iterator[Measurement]:
    """Neighbourhoods and shortest ways; the first way of a snapshot apart, as nothing is prepared for it."""
    first = []
    for _ in range(RUNS):
        snapshot = Snapshot(store, peildatum)
        first.append(timed(lambda: pad(snapshot, "gemeente:GM0014", "gemeente:GM0935")).wall * 1e3)  # noqa: B023
    yield Measurement("pad, first of a snapshot", "ms", tuple(first), 50.0, "Groningen to Maastricht")
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret
    nodes = sorted(snapshot.nodes)
    pairs = [chance.sample(nodes, 2) for _ in range(WALKS)]
    taken = [timed(lambda: pad(snapshot, *pair)).wall * 1e3 for pair in pairs]  # noqa: B023
    note = f"{WALKS} pairs of anything"
    yield Measurement("pad, median", "ms", (percentile(taken, 0.5),), 50.0, note)
    yield Measurement("  p99", "ms", (percentile(taken, 0.99),))
    for steps in (1, 2):
        taken = [timed(lambda: omgeving(snapshot, one, diepte=steps)).wall * 1e3 for one, _ in pairs]  # noqa: B023
        yield Measurement(f"omgeving, {steps} steps, median", "ms", (percentile(taken, 0.5),), note=f"{WALKS} things")
        yield Measurement("  p99", "ms", (percentile(taken, 0.99),))


def _changes(store: SqliteStore, last: Snapshot) -> Iterator[Measurement]:
    first = Snapshot(store, date(2021, 6, 1))
    taken = tuple(timed(lambda: wijzigingen(first, last)).wall * 1e3 for _ in range(RUNS))
    yield Measurement("wijzigingen", "ms", taken, note=f"{first.peildatum} to {last.peildatum}")


def timed_search(view: View, text: str) -> float:
    """Milliseconds of one search for twenty hits."""
    start = perf_counter()
    view.zoeker.zoek(text)
    return (perf_counter() - start) * 1000
