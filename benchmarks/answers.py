"""Question 1 in process: a seeded sample of pupils over all gemeenten and vestigingen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any

from app.service import Service, View
from app.weergave import antwoorden
from benchmarks.measure import RUNS, Context, Measurement, percentile, say
from graph.snapshot import SnapNode, Snapshot
from graph.sqlite_store import SqliteStore
from ontology.rules import load_law
from queries.wie.vraag import Vraag, lees_vraag

SAMPLE = 2000
AGES = (3, 26)
# The youngest and the oldest pupil that a kind of education usually has.
SCHOOL_AGES = {"bo": (4, 12), "sbo": (4, 12), "so": (4, 13), "vo": (12, 18), "pro": (12, 18), "vso": (12, 19)}
BASIS = "http://127.0.0.1:8000"


def questions(snapshot: Snapshot, number: int = SAMPLE, seed: int = 1) -> list[dict[str, Any]]:
    """Bodies as other systems send them. All gemeenten in turn; a postcode in it, and a school that fits the age."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    homes = [
        sorted(item.van for item in snapshot.into(node.id, "IN_GEMEENTE") if item.van.startswith("pc4:"))
        for node in snapshot.of_type("Gemeente")
    ]
    homes = [areas for areas in homes if areas]
    chance.shuffle(homes)
    schools: dict[int, list[str]] = {age: [] for age in range(AGES[0], AGES[1] + 1)}
    for node in snapshot.of_type("Vestiging"):
        for age in _ages(node):
            schools[age].append(node.id.removeprefix("vestiging:"))
    found = []
    for turn in range(number):
        age = chance.randint(*AGES)
        question: dict[str, Any] = {
            "peildatum": snapshot.peildatum.isoformat(),
            "leeftijd": age,
            "woonplaats": {"postcode": chance.choice(homes[turn % len(homes)]).removeprefix("pc4:")},
        }
        if schools[age]:
            question["onderwijs"] = {"vestiging": chance.choice(schools[age])}
        found.append(question)
    return found


def _ages(school: SnapNode) -> set[int]:
    """The ages that fit all that the register says a school may give; none when it says nothing."""
    kinds = school.eigenschappen.get("onderwijssoort", ())
    assert isinstance(kinds, tuple)
    spans = [SCHOOL_AGES[kind] for kind in kinds]
    return set.intersection(*(set(range(low, high + 1)) for low, high in spans)) if spans else set()


def run(context: Context) -> Iterator[Measurement]:
    """`wie` alone, and with reading the body and making the JSON around it."""
    store = SqliteStore(context.store)
    peildatum = max(item.peildatum for item in store.leveringen())
    view = Service(store).view(peildatum)
    bodies = questions(view.snapshot)
    asked = [lees_vraag(body) for body in bodies]
    for vraag in asked[:100]:
        view.wie(vraag)
    alone, whole = [], []
    for turn in range(RUNS):
        say(f"  wie, pass {turn + 1} of {RUNS}")
        alone.append([_alone(view, vraag) for vraag in asked])
        whole.append([_whole(view, body) for body in bodies])
    store.close()
    note = f"{SAMPLE} pupils, {sum('onderwijs' in body for body in bodies)} at a school"
    yield from _measured("wie", alone, (1.0, 3.0), note)
    yield from _measured("wie with JSON in and out", whole, (None, None), "")


def _measured(
    name: str, passes: list[list[float]], bounds: tuple[float | None, float | None], note: str
) -> Iterator[Measurement]:
    """Median and p99 over the questions. Of each question the median of its passes counts for the p99 with a bound.

    A processor that other programs share makes any question slow now and then; a question that is slow in most passes
    is slow itself. The p99 of single passes stands below it.
    """
    usual = [median(taken) for taken in zip(*passes, strict=True)]
    yield Measurement(f"{name}, median", "ms", tuple(percentile(taken, 0.5) for taken in passes), bounds[0], note)
    yield Measurement(f"{name}, p99", "ms", (percentile(usual, 0.99),), bounds[1], f"median of {len(passes)} passes")
    yield Measurement("  p99 of single passes", "ms", tuple(percentile(taken, 0.99) for taken in passes))


def _alone(view: View, vraag: Vraag) -> float:
    start = perf_counter()
    view.wie(vraag)
    return (perf_counter() - start) * 1000


def _whole(view: View, body: dict[str, Any]) -> float:
    start = perf_counter()
    antwoorden(view.wie(lees_vraag(body)), view.snapshot, load_law(), BASIS)
    return (perf_counter() - start) * 1000
