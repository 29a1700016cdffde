"""How two things are connected: the same ways as an exhaustive search, telling ones first, and no way is an answer."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vind_hulp import foto, knoop, rel

from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.pad import Paden, pad

A, B, C, D, OUD, EILAND = (f"gemeente:GM900{number}" for number in range(1, 7))
SCHOOL, ANDERE, ZUSTER = "vestiging:99AA00", "vestiging:99BB00", "vestiging:99CC00"
FEITEN = (
    *(knoop(node, naam) for node, naam in zip((A, B, C, D), ("Aa", "Bee", "Cee", "Dee"), strict=True)),
    knoop(OUD, "Oud-Aa", tot="2020-01-01"),
    knoop(EILAND, "Eiland"),
    knoop("jeugdregio:JZ98", "West"),
    knoop("jeugdregio:JZ99", "Oost"),
    knoop("provincie:PV98", "Provincie"),
    knoop("swv:PO9901", sector="PO"),
    *(knoop(f"pc4:{code}") for code in ("1001", "1002", "2001")),
    *(knoop(node, onderwijssoort=("bo",)) for node in (SCHOOL, ANDERE, ZUSTER)),
    knoop("bestuur:90001", "Stichting Duin"),
    *(rel(f"{node} IN_JEUGDREGIO jeugdregio:JZ98") for node in (A, B)),
    *(rel(f"{node} IN_JEUGDREGIO jeugdregio:JZ99") for node in (C, D)),
    *(rel(f"{node} IN_PROVINCIE provincie:PV98") for node in (A, B, C, D)),
    rel(f"{OUD} OPGEGAAN_IN {A}", "2020-01-01"),
    rel(f"pc4:1001 IN_GEMEENTE {A}"),
    rel(f"pc4:1002 IN_GEMEENTE {A}"),
    rel(f"pc4:2001 IN_GEMEENTE {C}"),
    *(rel(f"pc4:{code} IN_SWV_PO swv:PO9901") for code in ("1001", "1002", "2001")),
    rel(f"{SCHOOL} IN_GEMEENTE {D}"),
    rel(f"{SCHOOL} HEEFT_BESTUUR bestuur:90001"),
    rel(f"{ANDERE} IN_GEMEENTE {B}"),
    rel(f"{ANDERE} HEEFT_BESTUUR bestuur:90001"),
    rel(f"{ZUSTER} IN_GEMEENTE {B}"),
    rel(f"{ZUSTER} HEEFT_BESTUUR bestuur:90001"),
)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return foto(*FEITEN)


def knopen(found: Paden) -> list[tuple[str, ...]]:
    return [(way.stappen[0].van, *(step.naar for step in way.stappen)) for way in found.paden]


def test_a_step_carries_its_relation(snapshot: Snapshot) -> None:
    [way] = pad(snapshot, A, "jeugdregio:JZ98").paden
    [step] = way.stappen
    assert [(item.van, item.type, item.naar) for item in step.verbindingen] == [(A, "IN_JEUGDREGIO", "jeugdregio:JZ98")]


def test_relations_are_walked_in_both_directions(snapshot: Snapshot) -> None:
    assert knopen(pad(snapshot, A, B)) == [(A, "jeugdregio:JZ98", B)]
    assert knopen(pad(snapshot, B, A)) == [(B, "jeugdregio:JZ98", A)]


def test_over_a_provincie_only_when_nothing_else_is_as_short(snapshot: Snapshot) -> None:
    found = pad(snapshot, A, B)
    assert (found.lengte, found.aantal) == (2, 2)  # the provincie is the other one
    assert knopen(pad(snapshot, A, D)) == [(A, "provincie:PV98", D)]


def test_postcode_areas_are_one_step(snapshot: Snapshot) -> None:
    [way] = pad(snapshot, A, C, relaties={"IN_SWV_PO"}).paden
    first, second = way.stappen
    assert [item.postcodes for step in (first, second) for item in step.verbindingen] == [2, 1]
    assert (first.naar, second.naar) == ("swv:PO9901", C)


def test_postcode_areas_are_walked_over_when_asked(snapshot: Snapshot) -> None:
    found = pad(snapshot, A, C, relaties={"IN_SWV_PO", "IN_GEMEENTE"}, postcodes=True)
    assert (found.lengte, found.aantal) == (4, 2)
    assert (A, "pc4:1001", "swv:PO9901", "pc4:2001", C) in knopen(found)


def test_a_postcode_area_is_a_fine_end(snapshot: Snapshot) -> None:
    assert knopen(pad(snapshot, "pc4:1001", A)) == [("pc4:1001", A)]
    assert knopen(pad(snapshot, A, "pc4:1001")) == [(A, "pc4:1001")]


def test_ways_that_differ_only_in_a_school_are_shown_once_and_counted(snapshot: Snapshot) -> None:
    found = pad(snapshot, "bestuur:90001", B)
    assert (found.aantal, knopen(found)) == (2, [("bestuur:90001", ANDERE, B)])


def test_only_the_chosen_relations_are_used(snapshot: Snapshot) -> None:
    assert knopen(pad(snapshot, A, B, relaties={"IN_PROVINCIE"})) == [(A, "provincie:PV98", B)]


def test_no_way_is_an_answer(snapshot: Snapshot) -> None:
    assert pad(snapshot, A, EILAND) == Paden(A, EILAND, None, 0, ())
    assert pad(snapshot, EILAND, A).lengte is None
    assert pad(snapshot, A, C, relaties=()).lengte is None


def test_a_thing_is_connected_with_itself(snapshot: Snapshot) -> None:
    found = pad(snapshot, A, A)
    assert (found.lengte, found.aantal, found.paden[0].stappen) == (0, 1, ())


def test_a_former_gemeente_is_an_end_and_not_a_way(snapshot: Snapshot) -> None:
    assert knopen(pad(snapshot, OUD, B)) == [(OUD, A, "jeugdregio:JZ98", B)]
    former = foto(*FEITEN, rel(f"{OUD} IN_JEUGDREGIO jeugdregio:JZ99"))  # a register without dates
    assert pad(former, A, C, relaties={"OPGEGAAN_IN", "IN_JEUGDREGIO"}).lengte is None


def test_the_order_of_the_record_does_not_matter(snapshot: Snapshot) -> None:
    assert pad(snapshot, SCHOOL, A) == pad(foto(*reversed(FEITEN)), SCHOOL, A)


@pytest.mark.parametrize(
    ("van", "naar", "keuze", "says"),
    [
        ("gemeente:GM0000", A, {}, "gemeente:GM0000"),
        (A, "gemeente:GM0000", {}, "gemeente:GM0000"),
        (A, B, {"relaties": ["LIGT_NAAST"]}, "LIGT_NAAST"),
        (A, B, {"hoogstens": 0}, "ten minste"),
    ],
)
def test_a_wrong_question_is_refused(
    snapshot: Snapshot, van: str, naar: str, keuze: dict[str, object], says: str
) -> None:
    with pytest.raises(SpeelveldError, match=says):
        pad(snapshot, van, naar, **keuze)  # type: ignore[arg-type]


# ------------------------------------------------------------------ against an exhaustive search


def allemaal(snapshot: Snapshot, van: str, naar: str) -> list[tuple[str, ...]]:
    """All shortest ways over relations of the record, by another program."""
    try:
        return [tuple(way) for way in nx.all_shortest_paths(nx.Graph(snapshot.graph), van, naar)]
    except nx.NetworkXNoPath:
        return []


@given(
    edges=st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=24),
    ends=st.tuples(*[st.integers(0, 7)] * 2),
)
@settings(max_examples=200)
def test_all_ways_and_only_those(edges: set[tuple[int, int]], ends: tuple[int, int]) -> None:
    regions = [f"regio:r{number}" for number in range(6)]
    gemeenten = [f"gemeente:GM900{number}" for number in range(8)]
    snapshot = foto(
        *(knoop(node) for node in (*gemeenten, *regions)),
        *(rel(f"{gemeenten[one]} IN_REGIO {regions[other]}") for one, other in edges),
    )
    van, naar = gemeenten[ends[0]], gemeenten[ends[1]]
    expected = allemaal(snapshot, van, naar)
    found = pad(snapshot, van, naar, hoogstens=10_000)
    if van == naar:
        assert found.lengte == 0
        return
    assert found.aantal == len(expected)
    assert sorted(knopen(found)) == sorted(expected)
    for way in found.paden:
        for one, other in pairwise((van, *(step.naar for step in way.stappen))):
            assert snapshot.graph.has_edge(one, other) or snapshot.graph.has_edge(other, one)


def test_the_national_record_against_an_exhaustive_search(snapshot_2026: Snapshot) -> None:
    chance = random.Random(5)  # noqa: S311 - a sample, not a secret
    simple = nx.Graph(snapshot_2026.graph.subgraph(snapshot_2026.nodes))
    nodes = sorted(snapshot_2026.nodes)
    for _ in range(12):
        van, naar = chance.sample(nodes, 2)
        found = pad(snapshot_2026, van, naar, postcodes=True)
        if not nx.has_path(simple, van, naar):
            assert found.lengte is None
        else:
            assert found.lengte == nx.shortest_path_length(simple, van, naar)
            assert found.aantal == sum(1 for _ in nx.all_shortest_paths(simple, van, naar))


# ------------------------------------------------------------------ the Netherlands, by hand


def test_heemskerk_and_velsen_share_more_than_a_provincie(snapshot_2026: Snapshot) -> None:
    """CBS and BWBR0051614: both in jeugdregio IJmond (JZ10) and doorstroompuntregio 25; BWBR0032324: both in PO2711."""
    over = {way[1] for way in knopen(pad(snapshot_2026, "gemeente:GM0396", "gemeente:GM0453", hoogstens=20))}
    assert {"jeugdregio:JZ10", "doorstroompuntregio:MC25", "swv:PO2711"} <= over
    assert "provincie:PV27" not in over


def test_a_school_in_castricum_reaches_heemskerk_over_its_swv(snapshot_2026: Snapshot) -> None:
    """VO2704 is Castricum, Uitgeest, Beverwijk and Heemskerk (BWBR0032324)."""
    assert knopen(pad(snapshot_2026, "vestiging:20MH00", "gemeente:GM0396")) == [
        ("vestiging:20MH00", "swv:VO2704", "gemeente:GM0396")
    ]


def test_beemster_is_connected_over_its_successor(snapshot_2026: Snapshot) -> None:
    [first, *_] = pad(snapshot_2026, "gemeente:GM0370", "swv:PO2706").paden
    assert [step.naar for step in first.stappen] == ["gemeente:GM0439", "swv:PO2706"]
    [merger] = first.stappen[0].verbindingen
    assert (merger.type, merger.geldig_van) == ("OPGEGAAN_IN", date(2022, 1, 1))
