"""Time in the record, for any sequence of deliveries: what it says on a day is what the source said of that day.

The oracle follows section 3 of the design: a delivery is the whole state of its source from its day on (`geldig_vanaf`,
else its peildatum; for the first delivery that gives no day: since always), until the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graaf_hulp import (
    BEVERWIJK,
    HEEMSKERK,
    IJMOND,
    KENNEMERLAND,
    VELSEN,
    blijvend,
    gemeente,
    in_regio,
    inhoud,
    levering,
    ondergrond,
    op,
    overlappend,
    stand,
    uitspraken,
    voor_elke_store,
)
from hypothesis import strategies as st

from graph.delivery import Delivery
from graph.facts import Fact, valid_on
from graph.store import Store

DAGEN = [date(2020, 1, 1) + timedelta(days=30 * number) for number in range(8)]
VRAAGDAGEN = sorted({day + timedelta(days=shift) for day in DAGEN for shift in (-1, 0, 1)} | {date(1900, 1, 1)})

namen = st.sampled_from([None, "A", "B"])
aantallen = st.sampled_from([{}, {"inwoners": 1}, {"inwoners": 2}])
opmerkingen = st.sampled_from([{}, {"opmerking": "x"}])
gemeenten = st.sampled_from([HEEMSKERK, BEVERWIJK, VELSEN])
regios = st.sampled_from([IJMOND, KENNEMERLAND])
dagen = st.sampled_from(DAGEN)

knopen = st.builds(lambda key, naam, more: gemeente(key, naam, **more), gemeenten, namen, aantallen)
relaties = st.builds(lambda van, naar, more: in_regio(van, naar, **more), gemeenten, regios, opmerkingen)
toestanden: st.SearchStrategy[list[Fact]] = st.lists(knopen | relaties, max_size=5, unique_by=lambda fact: fact.sleutel)


@st.composite
def perioden(draw: st.DrawFn) -> list[Fact]:
    """Facts with dates of their own: of each key some periods that follow each other, gaps included."""
    found: list[Fact] = []
    for fact in draw(toestanden):
        borders: list[date | None] = [*sorted(draw(st.sets(dagen, max_size=4)))]
        if draw(st.booleans()):
            borders.insert(0, None)
        if draw(st.booleans()) or len(borders) < 2:
            borders.append(None)
        if len(borders) == 1:
            borders.insert(0, None)
        versions = [fact, *(item for item in draw(st.lists(knopen | relaties)) if item.sleutel == fact.sleutel)]
        for number in range(len(borders) - 1):
            if draw(st.booleans()):
                version = versions[number % len(versions)]
                found.append(version._replace(geldig_van=borders[number], geldig_tot=borders[number + 1]))
    return draw(st.permutations(found))


@dataclass(frozen=True)
class Moment:
    """When a delivery is made, and since when it says that its state holds."""

    peildatum: date
    vanaf: date | None


momenten = st.builds(Moment, dagen, st.none() | dagen)


def reeks(
    facts: st.SearchStrategy[list[Fact]], gedateerd: st.SearchStrategy[bool]
) -> st.SearchStrategy[list[Delivery]]:
    """Two or three deliveries of a source, in the order of their peildatum."""
    pairs = st.lists(st.tuples(momenten, facts), min_size=2, max_size=3)

    def deliveries(drawn: Sequence[tuple[Moment, list[Fact]]], dated: bool) -> list[Delivery]:
        ordered = sorted(drawn, key=lambda pair: pair[0].peildatum)
        return [levering(stated, at.peildatum, vanaf=at.vanaf, gedateerd=dated) for at, stated in ordered]

    return st.builds(deliveries, pairs, gedateerd)


def houdt_stand(store: Store, deliveries: list[Delivery]) -> None:
    """Load deliveries one by one; whatever they say, nothing disappears, overlaps, or changes on a second loading."""
    store.apply([ondergrond()])
    for delivery in deliveries:
        before = blijvend(store)
        store.apply([delivery], insist=True)
        assert not before - blijvend(store), "a statement disappeared"
        assert overlappend(store) == []
        after = stand(store)
        [verslag] = store.apply([delivery], insist=True)
        assert stand(store) == after
        assert not verslag.veranderde


def dag_van(delivery: Delivery) -> date:
    """The day from which the delivery holds."""
    return delivery.levering.geldig_vanaf or delivery.levering.peildatum


@voor_elke_store(deliveries=reeks(toestanden, st.just(False)))
def test_on_each_day_the_record_is_the_latest_state_of_that_day(
    store_factory: Callable[[], Store], deliveries: list[Delivery]
) -> None:
    store = store_factory()
    houdt_stand(store, deliveries)
    since = [dag_van(delivery) for delivery in deliveries]
    since[0] = deliveries[0].levering.geldig_vanaf or date.min
    for day in VRAAGDAGEN:
        holding = [delivery for delivery, start in zip(deliveries, since, strict=True) if start <= day]
        expected = {inhoud(item.fact) for item in holding[-1].statements} if holding else set()
        assert op(store, day) == expected


@voor_elke_store(deliveries=reeks(perioden(), st.booleans()))
def test_periods_that_a_source_gives_are_those_of_the_record(
    store_factory: Callable[[], Store], deliveries: list[Delivery]
) -> None:
    """From its day on the last delivery says all; before its day it says what it gives a start for."""
    store = store_factory()
    houdt_stand(store, deliveries)
    last = deliveries[-1]
    facts = [item.fact for item in last.statements]
    for day in VRAAGDAGEN:
        stated = {inhoud(fact) for fact in facts if valid_on(fact, day)}
        if day >= dag_van(last):
            assert op(store, day) == stated
        with_start = {inhoud(fact) for fact in facts if fact.geldig_van is not None and valid_on(fact, day)}
        assert with_start <= op(store, day)


@voor_elke_store(deliveries=reeks(perioden(), st.booleans()))
def test_other_bytes_with_the_same_periods_are_no_change(
    store_factory: Callable[[], Store], deliveries: list[Delivery]
) -> None:
    """A list that is made anew with the same facts in another order leaves the record of facts alone."""
    store = store_factory()
    store.apply([ondergrond(), *deliveries], insist=True)
    before = uitspraken(store)
    last = deliveries[-1]
    facts = [item.fact for item in reversed(last.statements)]
    again = levering(facts, last.levering.peildatum, vanaf=last.levering.geldig_vanaf, gedateerd=last.gedateerd)
    [verslag] = store.apply([again], insist=True)
    assert not verslag.veranderde
    assert uitspraken(store) == before
