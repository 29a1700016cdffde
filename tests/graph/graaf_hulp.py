"""What the tests of graph/ share: short ways to write a delivery, and to see what a record says on a day."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.delivery import Delivery, Levering, Statement
from graph.facts import NO_PROPERTIES, Fact, Node, Relation, Value, valid_on
from graph.sqlite_store import SqliteStore
from graph.store import Store

HEEMSKERK, BEVERWIJK, VELSEN = "gemeente:GM0396", "gemeente:GM0375", "gemeente:GM0453"
NOORD_HOLLAND = "provincie:PV27"
IJMOND, KENNEMERLAND = "regio:ijmond", "regio:kennemerland"

SNEL = settings(
    max_examples=60,
    deadline=None,
    # The fixtures that the properties use only make new, empty stores.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def voor_elke_store(**strategies: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A property of every store; on a server each example takes a second, so it is tried with fewer of them there.

    The test takes `store_factory`, and the values by name. A store on a server merges with the same code as a file.
    """

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        def run(store_factory: Callable[[], Store]) -> None:
            examples = SNEL.max_examples if isinstance(store_factory(), SqliteStore) else 12

            @settings(SNEL, max_examples=examples)
            @given(**strategies)
            def holds(**values: Any) -> None:
                test(store_factory, **values)

            holds()

        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        return run

    return decorate


def dag(text: str) -> date:
    """A date as `2026-01-01`."""
    return date.fromisoformat(text)


def gemeente(
    node_id: str,
    naam: str | None = "Heemskerk",
    van: date | None = None,
    tot: date | None = None,
    **eigenschappen: Value,
) -> Node:
    """A gemeente with its properties."""
    return Node(node_id, "Gemeente", naam, van, tot, eigenschappen or NO_PROPERTIES)


def in_regio(
    van: str, naar: str, begin: date | None = None, eind: date | None = None, **eigenschappen: Value
) -> Relation:
    """A gemeente in a region."""
    return Relation(van, "IN_REGIO", naar, begin, eind, eigenschappen or NO_PROPERTIES)


def levering(
    facts: Iterable[Fact],
    peildatum: str | date,
    bron: str = "proef",
    *,
    vanaf: str | date | None = None,
    rang: int = 10,
    gedateerd: bool = False,
) -> Delivery:
    """A delivery whose sha256 depends on its facts, as that of a file does; no two contents share an id."""
    stated = tuple(facts)
    day = dag(peildatum) if isinstance(peildatum, str) else peildatum
    since = dag(vanaf) if isinstance(vanaf, str) else vanaf
    content = repr([(*fact[:-1], sorted(fact.eigenschappen.items())) for fact in stated])
    sha256 = hashlib.sha256(f"{content}{since}".encode()).hexdigest()
    record = Levering(
        id=f"levering:{bron}-{day}-{sha256[:8]}",
        bron=bron,
        naam=f"Lijst van {bron}",
        uitgever="Uitgever",
        licentie="CC0 1.0",
        url="https://example.org/lijst",
        peildatum=day,
        sha256=sha256,
        importer=f"{bron}/1",
        rang=rang,
        geldig_vanaf=since,
        rijen=len(stated),
    )
    return Delivery(record, tuple(Statement(fact, record.id) for fact in stated), gedateerd=gedateerd)


def ondergrond() -> Delivery:
    """The nodes that relations in these tests may end at, from a source of their own."""
    nodes = [
        gemeente(HEEMSKERK),
        gemeente(BEVERWIJK, "Beverwijk"),
        gemeente(VELSEN, "Velsen"),
        Node(NOORD_HOLLAND, "Provincie", "Noord-Holland"),
        Node(IJMOND, "Regio", "IJmond"),
        Node(KENNEMERLAND, "Regio", "Kennemerland"),
    ]
    return levering(nodes, "2000-01-01", "ondergrond", rang=90)


Inhoud = tuple[object, ...]


def inhoud(fact: Fact) -> Inhoud:
    """A fact without its dates, to compare with."""
    naam = fact.naam if isinstance(fact, Node) else None
    return (fact.sleutel, fact.type, naam, tuple(sorted(fact.eigenschappen.items())))


def feiten(store: Store, bron: str = "proef") -> list[Fact]:
    """All facts of a source, closed ones included."""
    return [statement.fact for statement in store.statements(bron)]


def op(store: Store, day: str | date, bron: str = "proef") -> set[Inhoud]:
    """What the record says on a day, according to a source."""
    wanted = dag(day) if isinstance(day, str) else day
    return {inhoud(fact) for fact in feiten(store, bron) if valid_on(fact, wanted)}


def uitspraken(store: Store) -> Counter[tuple[object, ...]]:
    """Every statement of the record, to compare two records or two moments."""
    return Counter(
        (inhoud(item.fact), item.fact.geldig_van, item.fact.geldig_tot, item.levering) for item in store.statements()
    )


def blijvend(store: Store) -> Counter[tuple[object, ...]]:
    """Every statement without its end: the part that never changes again."""
    return Counter((inhoud(item.fact), item.fact.geldig_van, item.levering) for item in store.statements())


def stand(store: Store) -> tuple[object, ...]:
    """All there is to see of a record."""
    return store.versie(), store.leveringen(), uitspraken(store)


def leveringen(store: Store) -> Mapping[str, list[Levering]]:
    """The deliveries of each source, without the moment of loading."""
    found: dict[str, list[Levering]] = defaultdict(list)
    for item in store.leveringen():
        found[item.bron].append(replace(item, geladen_op=""))
    return found


def overlappend(store: Store) -> list[tuple[Fact, Fact]]:
    """Pairs of statements of one fact by one source that hold on the same day, or that end before they begin."""
    by_key: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    bron = {item.id: item.bron for item in store.leveringen()}
    for item in store.statements():
        by_key[bron[item.levering], item.fact.sleutel].append(item.fact)
    found = []
    for facts in by_key.values():
        for one, other in combinations(facts, 2):
            begin = max(one.geldig_van or date.min, other.geldig_van or date.min)
            eind = min(one.geldig_tot or date.max, other.geldig_tot or date.max)
            if begin < eind:
                found.append((one, other))
        found += [
            (one, one)
            for one in facts
            if one.geldig_van is not None and one.geldig_tot is not None and one.geldig_tot < one.geldig_van
        ]
    return found
