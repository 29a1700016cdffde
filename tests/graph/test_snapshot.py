"""The view on one day: which source decides what, and lookups that agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from graaf_hulp import (
    BEVERWIJK,
    HEEMSKERK,
    IJMOND,
    KENNEMERLAND,
    NOORD_HOLLAND,
    SNEL,
    dag,
    gemeente,
    in_regio,
    levering,
    ondergrond,
)
from hypothesis import given
from hypothesis import strategies as st

from graph.delivery import Delivery, Levering, Statement, Verslag
from graph.facts import Fact, Node, Relation, valid_on
from graph.snapshot import SnapNode, Snapshot
from graph.store import Progress, Store
from ontology.schema import load_schema

VANDAAG = dag("2026-11-21")


def node(snapshot: Snapshot, node_id: str) -> SnapNode:
    found = snapshot.node(node_id)
    assert found is not None
    return found


def foto(store: Store, *deliveries: Delivery, day: date = VANDAAG) -> Snapshot:
    """The snapshot after loading."""
    store.apply(deliveries)
    return Snapshot(store, day)


# ------------------------------------------------------------------ nodes


def test_the_leading_source_names_and_the_others_add(store: Store) -> None:
    leading = levering([gemeente(HEEMSKERK, inwoners=39_000)], "2026-01-01", "een", rang=10)
    other = levering([gemeente(HEEMSKERK, "HEEMSKERK", inwoners=1, oin="0001")], "2026-01-01", "twee", rang=20)
    found = node(foto(store, other, leading), HEEMSKERK)
    assert found.naam == "Heemskerk"
    assert found.eigenschappen == {"inwoners": 39_000, "oin": "0001"}
    assert found.leveringen == (leading.levering.id, other.levering.id)


def test_a_leading_source_without_a_name_leaves_the_name_to_the_next(store: Store) -> None:
    leading = levering([gemeente(HEEMSKERK, None, inwoners=39_000)], "2026-01-01", "een", rang=10)
    other = levering([gemeente(HEEMSKERK)], "2026-01-01", "twee", rang=20)
    found = node(foto(store, leading, other), HEEMSKERK)
    assert (found.naam, found.eigenschappen["inwoners"]) == ("Heemskerk", 39_000)


def test_a_node_that_nobody_names_is_called_by_its_code(store: Store) -> None:
    assert foto(store, levering([gemeente(HEEMSKERK, None)], "2026-01-01")).naam(HEEMSKERK) == "GM0396"


def test_what_the_leading_source_has_ended_does_not_exist_whatever_the_others_say(store: Store) -> None:
    ended = gemeente(HEEMSKERK, tot=dag("2026-01-01"))
    snapshot = foto(
        store,
        levering([ended], "2026-01-01", "een", rang=10),
        levering([gemeente(HEEMSKERK, "HEEMSKERK")], "2026-01-01", "twee", rang=20),
    )
    assert snapshot.node(HEEMSKERK) is None
    assert snapshot.voormalig[HEEMSKERK] == ended
    assert snapshot.naam(HEEMSKERK) == "Heemskerk"
    assert list(snapshot.of_type("Gemeente")) == []
    assert list(snapshot.every("Gemeente")) == [ended]
    assert node(Snapshot(store, dag("2025-12-31")), HEEMSKERK).naam == "Heemskerk"


def test_a_statement_that_was_withdrawn_has_no_say(store: Store) -> None:
    """A source that took a mistake back does not decide that the thing never existed."""
    for facts in ([gemeente(HEEMSKERK)], []):
        store.apply([levering(facts, "2026-01-01", "een", vanaf="2026-01-01", rang=10)], insist=True)
    snapshot = foto(store, levering([gemeente(HEEMSKERK, "HEEMSKERK")], "2026-01-01", "twee", rang=20))
    assert snapshot.naam(HEEMSKERK) == "HEEMSKERK"
    assert HEEMSKERK in snapshot.nodes


def test_voormalig_holds_the_latest_of_several_periods(store: Store) -> None:
    periods = [
        gemeente(HEEMSKERK, "Derde", dag("2015-01-01"), dag("2020-01-01")),
        gemeente(HEEMSKERK, "Eerste", None, dag("2010-01-01")),
        gemeente(HEEMSKERK, "Tweede", dag("2010-01-01"), dag("2015-01-01")),
    ]
    assert foto(store, levering(periods, "2026-01-01")).voormalig[HEEMSKERK].naam == "Derde"


def test_doubts_go_with_the_statement_that_names(store: Store) -> None:
    found = node(
        foto(
            store,
            levering([gemeente(HEEMSKERK, None, opmerking="zonder naam")], "2026-01-01", "een", rang=10),
            levering([gemeente(HEEMSKERK, zekerheid="gevonden")], "2026-01-01", "twee", rang=20),
            levering([gemeente(HEEMSKERK, "X", zekerheid="laag", herkomst="x")], "2026-01-01", "drie", rang=30),
        ),
        HEEMSKERK,
    )
    assert found.eigenschappen == {"zekerheid": "gevonden"}


def test_sources_of_the_same_rang_lead_in_the_order_of_loading(store: Store) -> None:
    first = levering([gemeente(HEEMSKERK, "Eerste")], "2026-01-01", "z")
    snapshot = foto(store, first, levering([gemeente(HEEMSKERK, "Tweede")], "2026-01-01", "a"))
    assert snapshot.naam(HEEMSKERK) == "Eerste"
    later = levering([gemeente(HEEMSKERK, "Eerste, nu anders")], "2026-02-01", "z")
    assert foto(store, later).naam(HEEMSKERK) == "Eerste, nu anders"


# ------------------------------------------------------------------ relations


def test_of_a_relation_with_one_source_only_the_leading_one_counts(store: Store) -> None:
    def in_provincie(naar: str) -> Relation:
        return Relation(HEEMSKERK, "IN_PROVINCIE", naar)

    utrecht = Node("provincie:PV26", "Provincie", "Utrecht")
    snapshot = foto(
        store,
        ondergrond(),
        levering([utrecht, in_provincie(utrecht.id)], "2026-01-01", "twee", rang=20),
        levering([in_provincie(NOORD_HOLLAND)], "2026-01-01", "een", rang=10),
    )
    assert [item.naar for item in snapshot.out(HEEMSKERK, "IN_PROVINCIE")] == [NOORD_HOLLAND]
    assert snapshot.into(utrecht.id, "IN_PROVINCIE") == ()


def test_of_other_relations_all_sources_count_and_the_leading_one_speaks(store: Store) -> None:
    lead = levering([in_regio(HEEMSKERK, IJMOND, opmerking="leidend")], "2026-01-01", "een", rang=10)
    other = [in_regio(HEEMSKERK, IJMOND, opmerking="volgend"), in_regio(HEEMSKERK, KENNEMERLAND)]
    found = foto(store, ondergrond(), levering(other, "2026-01-01", "twee", rang=20), lead).out(HEEMSKERK, "IN_REGIO")
    assert {item.naar for item in found} == {IJMOND, KENNEMERLAND}
    [ijmond] = [item for item in found if item.naar == IJMOND]
    assert (ijmond.eigenschappen, ijmond.levering) == ({"opmerking": "leidend"}, lead.levering.id)


def test_a_source_leads_only_on_the_days_on_which_it_speaks(store: Store) -> None:
    """The newer list wins from its first day; before that day the older list is all there is."""
    newer = Relation(HEEMSKERK, "IN_JEUGDREGIO", "jeugdregio:JZ10", dag("2025-01-01"))
    older = Relation(HEEMSKERK, "IN_JEUGDREGIO", "jeugdregio:JZ06")
    regios = [Node(f"jeugdregio:{code}", "Jeugdregio", code) for code in ("JZ06", "JZ10")]
    store.apply(
        [
            ondergrond(),
            levering([*regios, older], "2020-01-01", "oud", rang=20),
            levering([newer], "2025-01-01", "nieuw", rang=10),
        ]
    )
    for day, naar in (("2024-12-31", "jeugdregio:JZ06"), ("2025-01-01", "jeugdregio:JZ10")):
        assert [item.naar for item in Snapshot(store, dag(day)).out(HEEMSKERK, "IN_JEUGDREGIO")] == [naar]


def test_unknown_ids_and_relations_give_nothing(store: Store) -> None:
    snapshot = foto(store, ondergrond())
    assert snapshot.node("gemeente:GM9999") is None
    assert snapshot.naam("gemeente:GM9999") == "gemeente:GM9999"
    assert snapshot.out(HEEMSKERK, "IN_REGIO") == snapshot.into(BEVERWIJK, "ONBEKEND") == ()


# ------------------------------------------------------------------ for any record

DAGEN = [date(year, month, 1) for year in (2024, 2025) for month in (1, 7)]
dagen = st.none() | st.sampled_from(DAGEN)
gemeenten = st.sampled_from([HEEMSKERK, BEVERWIJK])
knopen = st.builds(gemeente, gemeenten, st.sampled_from([None, "A", "B"]), dagen, dagen)
relaties = st.builds(in_regio, gemeenten, st.sampled_from([IJMOND, KENNEMERLAND]), dagen, dagen) | st.builds(
    Relation,
    gemeenten,
    st.just("IN_PROVINCIE"),
    st.sampled_from([NOORD_HOLLAND, "provincie:PV26"]),
    dagen,
    dagen,
)
uitspraken = st.lists(st.tuples(knopen | relaties, st.integers(0, 2)), max_size=12)


class Kladblok(Store):
    """A record that anything may be written on, to look at with a Snapshot: three sources, two of the same rang."""

    def __init__(self, stated: Sequence[tuple[Fact, int]]) -> None:
        self._all = [levering([], "2024-01-01", f"bron{number}", rang=10 + number // 2).levering for number in range(3)]
        found = [Statement(fact, self._all[number].id) for fact, number in stated]
        self._statements = sorted(found, key=lambda item: isinstance(item.fact, Relation))

    def versie(self) -> int:
        return 1

    def leveringen(self) -> list[Levering]:
        return self._all

    def has_node(self, node_id: str) -> bool:
        return any(item.fact.sleutel == (node_id,) for item in self._statements)

    def apply(
        self, deliveries: Sequence[Delivery], *, insist: bool = False, progress: Progress | None = None
    ) -> list[Verslag]:
        return []

    def close(self) -> None:
        return None

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        return iter(self._statements)


@SNEL
@given(stated=uitspraken, day=st.sampled_from(DAGEN))
def test_every_way_to_look_at_relations_shows_the_same(stated: list[tuple[Fact, int]], day: date) -> None:
    snapshot = Snapshot(Kladblok(stated), day)
    found = list(snapshot.relations())
    given_facts = [fact for fact, _ in stated if isinstance(fact, Relation)]
    for item in found:
        fact = Relation(item.van, item.type, item.naar, item.geldig_van, item.geldig_tot, item.eigenschappen)
        assert fact in given_facts
        assert valid_on(fact, day)
        assert item in snapshot.out(item.van, item.type)
        assert item in snapshot.into(item.naar, item.type)
    for ids in (HEEMSKERK, BEVERWIJK, IJMOND, KENNEMERLAND, NOORD_HOLLAND, "provincie:PV26"):
        for relation in ("IN_REGIO", "IN_PROVINCIE"):
            assert all(item in found for item in (*snapshot.out(ids, relation), *snapshot.into(ids, relation)))
    assert Counter(list(snapshot.graph.edges(keys=True))) == Counter((item.van, item.naar, item.type) for item in found)
    expected = {fact.sleutel for fact in given_facts if valid_on(fact, day)}
    shown = {(item.van, item.type, item.naar) for item in found}
    assert shown <= expected
    assert {(key[0], key[1]) for key in shown} == {(key[0], key[1]) for key in expected}, "no start loses all"
    schema = load_schema()
    assert {key for key in expected if not schema.relations[key[1]].een_bron} <= shown


@SNEL
@given(stated=uitspraken, day=st.sampled_from(DAGEN))
def test_every_node_either_exists_or_is_former(stated: list[tuple[Fact, int]], day: date) -> None:
    snapshot = Snapshot(Kladblok(stated), day)
    nodes = [(fact, number // 2) for fact, number in stated if isinstance(fact, Node) and has_a_day(fact)]
    assert snapshot.nodes.keys() | snapshot.voormalig.keys() == {fact.id for fact, _ in nodes}
    assert not snapshot.nodes.keys() & snapshot.voormalig.keys()
    for node_id in snapshot.nodes.keys() | snapshot.voormalig.keys():
        leading = min(rang for fact, rang in nodes if fact.id == node_id)
        exists = any(rang == leading and fact.id == node_id and valid_on(fact, day) for fact, rang in nodes)
        assert (node_id in snapshot.nodes) == exists


def has_a_day(fact: Fact) -> bool:
    return (fact.geldig_van or date.min) < (fact.geldig_tot or date.max)
