"""The timeline of all days agrees with the snapshot of each day."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from graaf_hulp import HEEMSKERK, IJMOND, KENNEMERLAND, SNEL, dag, gemeente, in_regio
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import NEVER, Node
from graph.merge import SnapRelation, Stated, leading_statements, node_on, rangs, relations_that_count
from graph.snapshot import Snapshot
from graph.store import Store
from graph.timeline import node_over_time, relations_over_time

DAYS = [date(2020, 1, 1) + timedelta(days=30 * number) for number in range(8)]
RANG = {"goed": (10, 0), "ook goed": (10, 1), "matig": (50, 2), "slecht": (90, 3)}

periods = st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS))
relations = st.builds(
    lambda levering, naar, period: SnapRelation.of(in_regio(HEEMSKERK, naar, *period), levering),
    st.sampled_from(sorted(RANG)),
    st.sampled_from([IJMOND, KENNEMERLAND]),
    periods,
)
nodes = st.builds(
    lambda levering, naam, period: (gemeente(HEEMSKERK, naam, *period), levering),
    st.sampled_from(sorted(RANG)),
    st.sampled_from([None, "Heemskerk", "Heemskerck"]),
    periods,
)


def on(item: SnapRelation, day: date) -> bool:
    return (item.geldig_van or NEVER) <= day and (item.geldig_tot is None or day < item.geldig_tot)


@SNEL
@given(st.lists(relations, min_size=1, max_size=6), st.booleans())
def test_on_every_day_the_relations_of_the_timeline_are_those_that_count(
    stated: list[SnapRelation], een_bron: bool
) -> None:
    timeline = relations_over_time(stated, RANG, een_bron=een_bron)
    for day in [date(1900, 1, 1), *DAYS, date(2100, 1, 1)]:
        valid = [item for item in stated if on(item, day)]
        counting = relations_that_count(valid, RANG, een_bron=een_bron) if valid else []
        shown = [item for item in timeline if on(item, day)]
        assert Counter((item.naar, item.levering) for item in shown) == Counter(
            (item.naar, item.levering) for item in counting
        )


@SNEL
@given(st.lists(nodes, min_size=1, max_size=5))
def test_within_its_last_period_a_node_exists_and_after_it_no_more(stated: list[Stated]) -> None:
    found = node_over_time(list(stated), RANG)
    kept = [item for item in stated if item[0].geldig_tot is None or item[0].geldig_tot > (item[0].geldig_van or NEVER)]
    if not kept:
        assert found is None
        return
    leading_statements(kept, RANG)
    assert found is not None
    for day in [date(1900, 1, 1), *DAYS, date(2100, 1, 1)]:
        exists = node_on(kept, RANG, day) is not None
        inside = (found.geldig_van or NEVER) <= day and (found.geldig_tot is None or day < found.geldig_tot)
        assert exists or not inside
        if found.geldig_tot is not None and day >= found.geldig_tot:
            assert not exists


def test_a_relation_that_a_better_source_interrupts_counts_twice() -> None:
    own = SnapRelation.of(in_regio(HEEMSKERK, IJMOND), "matig")
    better = SnapRelation.of(in_regio(HEEMSKERK, KENNEMERLAND, dag("2020-01-01"), dag("2021-01-01")), "goed")
    found = relations_over_time([own, better], RANG, een_bron=True)
    assert [(item.naar, item.geldig_van, item.geldig_tot) for item in found] == [
        (IJMOND, None, dag("2020-01-01")),
        (KENNEMERLAND, dag("2020-01-01"), dag("2021-01-01")),
        (IJMOND, dag("2021-01-01"), None),
    ]


@pytest.mark.parametrize("day", ["1990-06-01", "2012-06-01", "2021-12-31", "2022-06-01", "2026-11-21"])
def test_the_netherlands_on_a_day(nederland: Store, day: str) -> None:
    """Every node and relation of the national snapshot, and no other."""
    peildatum = dag(day)
    rang = rangs(nederland.leveringen())
    nodes: dict[str, list[Stated]] = defaultdict(list)
    stated: dict[tuple[str, str], list[SnapRelation]] = defaultdict(list)
    for fact, levering in nederland.statements():
        if isinstance(fact, Node):
            nodes[fact.id].append((fact, levering))
        else:
            stated[fact.van, fact.type].append(SnapRelation.of(fact, levering))
    snapshot = Snapshot(nederland, peildatum)
    one = {name: kind.een_bron for name, kind in snapshot.schema.relations.items()}
    shown = {
        (item.van, item.type, item.naar, item.levering)
        for (_, kind), found in stated.items()
        for item in relations_over_time(found, rang, een_bron=one[kind])
        if on(item, peildatum)
    }
    assert shown == {(item.van, item.type, item.naar, item.levering) for item in snapshot.relations()}
    exist = {
        found.id
        for node in nodes.values()
        if (found := node_over_time(node, rang))
        and (found.geldig_van or NEVER) <= peildatum
        and (found.geldig_tot is None or peildatum < found.geldig_tot)
    }
    assert exist == set(snapshot.nodes)
