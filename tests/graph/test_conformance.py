"""What every store does with deliveries. Nothing here knows what kind of store it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from graaf_hulp import (
    BEVERWIJK,
    HEEMSKERK,
    IJMOND,
    KENNEMERLAND,
    NOORD_HOLLAND,
    VELSEN,
    dag,
    feiten,
    gemeente,
    in_regio,
    inhoud,
    levering,
    ondergrond,
    op,
    overlappend,
    stand,
    uitspraken,
)

from graph.delivery import Delivery
from graph.facts import Fact, Node, Relation
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.errors import SpeelveldError

JAAR = [date(year, 1, 1) for year in range(2020, 2030)]
DRIE = (gemeente(HEEMSKERK), gemeente(BEVERWIJK, "Beverwijk"), gemeente(VELSEN, "Velsen"))


def weigert(store: Store, deliveries: Delivery | list[Delivery], *, insist: bool = False) -> SpeelveldError:
    """The refusal of deliveries; a refusal leaves everything as it was."""
    before = stand(store)
    with pytest.raises(SpeelveldError) as refusal:
        store.apply(deliveries if isinstance(deliveries, list) else [deliveries], insist=insist)
    assert stand(store) == before
    return refusal.value


# ------------------------------------------------------------------ loading


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.versie() == 0
    assert store.leveringen() == []
    assert list(store.statements()) == []
    assert not store.has_node(HEEMSKERK)


def test_the_first_delivery_is_all_new(store: Store) -> None:
    delivery = levering(DRIE, "2026-01-01")
    [verslag] = store.apply([delivery])
    assert (verslag.nieuw, verslag.gesloten, verslag.gewijzigd, verslag.ongewijzigd) == (3, 0, 0, 0)
    assert store.versie() == 1
    assert [item.fact for item in store.statements()] == list(DRIE)
    assert {item.levering for item in store.statements()} == {delivery.levering.id}


def test_the_record_of_a_delivery_comes_back_whole(store: Store) -> None:
    given = replace(
        levering([], "2026-05-16", vanaf="2026-01-01").levering,
        zekerheid="afgeleid",
        toelichting="“Peildatum” van de lijst; ’s-Gravenhage",
        weggelaten={"zonder code": 3},
    )
    store.apply([Delivery(given, ())])
    [found] = store.leveringen()
    assert found.geladen_op
    assert replace(found, geladen_op="") == given


def test_facts_of_the_first_delivery_hold_since_the_day_that_the_source_gives(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK)], "2026-05-16", vanaf="2026-01-01")])
    assert feiten(store) == [gemeente(HEEMSKERK, van=dag("2026-01-01"))]


def test_without_such_a_day_their_start_stays_unknown(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK)], "2026-05-16")])
    assert feiten(store) == [gemeente(HEEMSKERK)]
    assert op(store, "1900-01-01") == {inhoud(gemeente(HEEMSKERK))}


def test_properties_of_every_kind_come_back_as_they_were(store: Store) -> None:
    fact = gemeente(HEEMSKERK, inwoners=39_000, lat=52.5, plaatsen=("Heemskerk", "a|b"), website="https://heemskerk.nl")
    swv = Node("swv:PO_REF", "Samenwerkingsverband", "Landelijk", None, None, {"landelijk": True})
    store.apply([levering([fact, swv], "2026-01-01")])
    assert feiten(store) == [fact, swv]


def test_the_same_bytes_again_change_nothing(store: Store) -> None:
    delivery = levering(DRIE, "2026-01-01", vanaf="2025-01-01")
    store.apply([delivery])
    before = stand(store)
    [verslag] = store.apply([delivery])
    assert stand(store) == before
    assert verslag.ongewijzigd == 3
    assert not verslag.veranderde


def test_other_bytes_with_the_same_facts_leave_the_facts(store: Store) -> None:
    store.apply([levering(DRIE, "2026-01-01")])
    facts, versie = feiten(store), store.versie()
    [verslag] = store.apply([levering(DRIE, "2026-06-01")])
    assert verslag.ongewijzigd == 3
    assert feiten(store) == facts
    assert store.versie() == versie
    assert [item.peildatum for item in store.leveringen()] == [dag("2026-01-01"), dag("2026-06-01")]


# ------------------------------------------------------------------ the next delivery


@pytest.mark.parametrize(("vanaf", "einde"), [("2026-01-01", "2026-01-01"), (None, "2026-05-16")])
def test_what_is_no_longer_stated_is_closed(store: Store, vanaf: str | None, einde: str) -> None:
    store.apply([ondergrond(), levering([*DRIE, in_regio(HEEMSKERK, IJMOND)], "2020-01-01")])
    [verslag] = store.apply([levering(DRIE, "2026-05-16", vanaf=vanaf)], insist=True)
    assert (verslag.gesloten, verslag.ongewijzigd) == (1, 3)
    assert in_regio(HEEMSKERK, IJMOND, eind=dag(einde)) in feiten(store)


def test_what_is_added_holds_from_the_day_of_the_delivery(store: Store) -> None:
    store.apply([levering(DRIE[:2], "2020-01-01")])
    [verslag] = store.apply([levering(DRIE, "2026-05-16", vanaf="2026-01-01")])
    assert (verslag.nieuw, verslag.ongewijzigd) == (1, 2)
    assert gemeente(VELSEN, "Velsen", van=dag("2026-01-01")) in feiten(store)


def test_a_change_of_properties_is_a_new_version_from_that_day(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK, inwoners=39_000)], "2020-01-01")])
    [verslag] = store.apply([levering([gemeente(HEEMSKERK, inwoners=40_000)], "2026-01-01")])
    assert (verslag.gewijzigd, verslag.nieuw, verslag.gesloten) == (1, 0, 0)
    for day, inwoners in (("2025-12-31", 39_000), ("2026-01-01", 40_000)):
        node = Snapshot(store, dag(day)).node(HEEMSKERK)
        assert node is not None
        assert node.eigenschappen["inwoners"] == inwoners


def test_a_change_of_name_is_a_new_version_too(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK, "Oude naam")], "2020-01-01")])
    store.apply([levering([gemeente(HEEMSKERK, "Nieuwe naam")], "2026-01-01")])
    assert Snapshot(store, dag("2025-12-31")).naam(HEEMSKERK) == "Oude naam"
    assert Snapshot(store, dag("2026-01-01")).naam(HEEMSKERK) == "Nieuwe naam"


def test_a_relation_moves_on_the_day_of_the_delivery(store: Store) -> None:
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2020-01-01", vanaf="2020-01-01")])
    store.apply([levering([in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01")])
    for day, regio in (("2025-12-31", IJMOND), ("2026-01-01", KENNEMERLAND)):
        assert [item.naar for item in Snapshot(store, dag(day)).out(HEEMSKERK, "IN_REGIO")] == [regio]
    assert Snapshot(store, dag("2019-12-31")).out(HEEMSKERK, "IN_REGIO") == ()


def test_stating_again_reopens_and_keeps_the_gap(store: Store) -> None:
    for facts, day in ((DRIE, "2020-01-01"), (DRIE[:2], "2021-01-01"), (DRIE, "2022-01-01")):
        store.apply([levering(facts, day)], insist=True)
    velsen = [fact for fact in feiten(store) if fact.sleutel == (VELSEN,)]
    assert [(fact.geldig_van, fact.geldig_tot) for fact in velsen] == [
        (None, dag("2021-01-01")),
        (dag("2022-01-01"), None),
    ]


def test_a_correction_on_the_same_day_withdraws(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK, "Heemskrek")], "2026-01-01", vanaf="2026-01-01")])
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01", vanaf="2026-01-01")])
    assert op(store, "2026-01-01") == {inhoud(gemeente(HEEMSKERK))}
    withdrawn = gemeente(HEEMSKERK, "Heemskrek", dag("2026-01-01"), dag("2026-01-01"))
    assert withdrawn in feiten(store), "a withdrawn statement stays in the record"


def test_a_withdrawn_fact_does_not_come_back_from_before_it_was_stated(store: Store) -> None:
    """Regression: with nothing but withdrawn statements, a third delivery counted as the first."""
    store.apply([levering([gemeente(HEEMSKERK)], "2020-01-01", vanaf="2020-01-01")])
    store.apply([levering([], "2020-01-01", vanaf="2020-01-01")], insist=True)
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert op(store, "2023-01-01") == set()
    assert op(store, "2026-01-01") == {inhoud(gemeente(HEEMSKERK))}


def test_undoing_a_delivery_on_its_own_day_is_a_delivery_of_its_own(store: Store) -> None:
    """The last delivery of a source is the one that holds, also when its bytes are those of an earlier one."""
    good, bad = levering(DRIE, "2026-01-01"), levering(DRIE[:2], "2026-01-01")
    for delivery in (good, bad, good):
        store.apply([delivery], insist=True)
    assert op(store, "2026-01-01") == {inhoud(fact) for fact in DRIE}
    shas = [item.sha256 for item in store.leveringen()]
    assert shas == [good.levering.sha256, bad.levering.sha256, good.levering.sha256]
    before = stand(store)
    store.apply([good])
    assert stand(store) == before


def test_a_better_importer_of_the_same_day_is_recorded_under_an_id_of_its_own(store: Store) -> None:
    """A new data set restates a day with the same delivery id; its provenance must not be lost."""
    first = levering([gemeente(HEEMSKERK)], "2026-01-01")
    second = levering([gemeente(HEEMSKERK, inwoners=1)], "2026-01-01")
    record = replace(second.levering, id=first.levering.id, importer="proef/2")
    better = Delivery(record, tuple(item._replace(levering=record.id) for item in second.statements))
    store.apply([first])
    [verslag] = store.apply([better])
    assert [item.importer for item in store.leveringen()] == ["proef/1", "proef/2"]
    [changed] = [item for item in store.statements() if item.fact.eigenschappen]
    assert changed.levering == verslag.levering.id == store.leveringen()[-1].id
    before = stand(store)
    store.apply([better])
    assert stand(store) == before


def test_sources_do_not_touch_each_other(store: Store) -> None:
    store.apply([levering(DRIE, "2026-01-01", "een"), levering(DRIE, "2026-01-01", "ander")])
    store.apply([levering(DRIE[:1], "2026-06-01", "een")], insist=True)
    assert op(store, "2026-06-01", "een") == {inhoud(DRIE[0])}
    assert op(store, "2026-06-01", "ander") == {inhoud(fact) for fact in DRIE}


def test_a_delivery_that_holds_since_before_the_one_before_it_replaces_that_one(store: Store) -> None:
    """The next list turns out to hold since earlier: from then on it is the state, of what stayed the same too."""
    store.apply([levering(DRIE, "2026-01-01", vanaf="2026-01-01")])
    store.apply([levering(DRIE[:2], "2026-02-01", vanaf="2025-01-01")], insist=True)
    for day in ("2025-01-01", "2026-03-01"):
        assert op(store, day) == {inhoud(fact) for fact in DRIE[:2]}
    assert op(store, "2024-12-31") == set()


# ------------------------------------------------------------------ dates that the source itself gives


def test_dates_of_the_source_are_kept(store: Store) -> None:
    ended = gemeente(BEVERWIJK, "Beverwijk", dag("1990-01-01"), dag("2010-01-01"))
    began = gemeente(HEEMSKERK, van=dag("1812-01-01"))
    store.apply([levering([ended, began], "2026-01-01", vanaf="2025-01-01")])
    assert feiten(store) == [ended, began]


def test_an_end_that_the_source_gives_later_is_a_change(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK, van=dag("1812-01-01"))], "2025-01-01")])
    ended = gemeente(HEEMSKERK, van=dag("1812-01-01"), tot=dag("2027-01-01"))
    [verslag] = store.apply([levering([ended], "2026-01-01")], insist=True)
    assert verslag.gewijzigd == 1
    assert feiten(store) == [ended]


def test_a_corrected_end_replaces_the_wrong_one(store: Store) -> None:
    for tot in ("2027-01-01", "2028-01-01"):
        store.apply([levering([gemeente(HEEMSKERK, van=dag("1812-01-01"), tot=dag(tot))], "2026-01-01")])
    assert feiten(store) == [gemeente(HEEMSKERK, van=dag("1812-01-01"), tot=dag("2028-01-01"))]


@pytest.mark.parametrize(("first", "second"), [("2000-01-01", "2005-01-01"), ("2005-01-01", "2000-01-01")])
def test_a_corrected_start_does_not_leave_two_versions_on_one_day(store: Store, first: str, second: str) -> None:
    for van in (first, second):
        store.apply([levering([gemeente(HEEMSKERK, van=dag(van))], "2026-01-01")])
    assert overlappend(store) == []
    assert gemeente(HEEMSKERK, van=dag(second)) in feiten(store)


def test_a_start_that_becomes_known_does_not_leave_two_versions_on_one_day(store: Store) -> None:
    store.apply([levering([gemeente(HEEMSKERK)], "2025-01-01")])
    store.apply([levering([gemeente(HEEMSKERK, van=dag("2000-01-01"))], "2026-01-01")])
    assert overlappend(store) == []
    assert gemeente(HEEMSKERK, van=dag("2000-01-01")) in feiten(store)


def test_a_fact_that_ended_long_ago_is_left_alone_when_the_source_drops_it(store: Store) -> None:
    ended = gemeente(BEVERWIJK, "Beverwijk", dag("1990-01-01"), dag("2010-01-01"))
    store.apply([levering([ended, gemeente(HEEMSKERK)], "2025-01-01")])
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    assert ended in feiten(store)


def test_a_corrected_property_of_a_fact_that_ended_stays_in_its_past(store: Store) -> None:
    """Regression: the old statement was lengthened to the day of the delivery."""
    for naam in ("Bevrewijk", "Beverwijk"):
        store.apply([levering([gemeente(BEVERWIJK, naam, tot=dag("2010-01-01")), DRIE[0]], "2026-01-01")])
    assert overlappend(store) == []
    assert op(store, "2009-12-31") == {inhoud(gemeente(BEVERWIJK, "Beverwijk")), inhoud(DRIE[0])}
    assert op(store, "2010-01-01") == {inhoud(DRIE[0])}


def test_a_history_without_a_start_takes_the_place_of_periods_that_had_ended(store: Store) -> None:
    """A data set with dates that says “always, as far as known” leaves no gap between two older periods and its day."""
    periods = [gemeente(HEEMSKERK, tot=JAAR[0]), gemeente(HEEMSKERK, van=JAAR[0], tot=JAAR[1])]
    store.apply([levering(periods, "2025-01-01", gedateerd=True)])
    always = gemeente(HEEMSKERK, inwoners=39_000)
    store.apply([levering([always], "2026-01-01", gedateerd=True)])
    assert overlappend(store) == []
    for day in ("2000-01-01", "2020-06-01", "2023-01-01", "2026-01-01"):
        assert op(store, day) == {inhoud(always)}


def test_a_withdrawn_statement_in_a_history_is_recognised_and_changes_nothing_else(store: Store) -> None:
    mistake = gemeente(HEEMSKERK, "Heemskrek", JAAR[0], JAAR[0])
    store.apply([levering([gemeente(HEEMSKERK, van=JAAR[0]), mistake], "2025-01-01", gedateerd=True)])
    facts = feiten(store)
    [verslag] = store.apply([levering([mistake, gemeente(HEEMSKERK, van=JAAR[0])], "2026-01-01", gedateerd=True)])
    assert verslag.ongewijzigd == 2
    assert feiten(store) == facts


# ------------------------------------------------------------------ refusals


def test_an_older_delivery_is_refused(store: Store) -> None:
    store.apply([levering(DRIE, "2026-01-01")])
    refusal = weigert(store, levering(DRIE[:2], "2025-12-31"), insist=True)
    assert "2025-12-31" in refusal.wat
    assert "2026-01-01" in refusal.wat
    assert refusal.herstel


def test_a_delivery_that_shrinks_by_a_third_is_refused_unless_the_user_insists(store: Store) -> None:
    store.apply([levering(DRIE, "2025-01-01")])
    smaller = levering(DRIE[:2], "2026-01-01")
    assert "--toch" in weigert(store, smaller).herstel
    store.apply([smaller], insist=True)
    assert op(store, "2026-01-01") == {inhoud(fact) for fact in DRIE[:2]}


def test_a_delivery_that_shrinks_by_a_tenth_is_taken(store: Store) -> None:
    tien = [gemeente(f"gemeente:GM{number:04d}", "Een naam") for number in range(10)]
    store.apply([levering(tien, "2025-01-01")])
    [verslag] = store.apply([levering(tien[1:], "2026-01-01")])
    assert verslag.gesloten == 1


def test_several_deliveries_are_loaded_together_or_not_at_all(store: Store) -> None:
    bad = levering([in_regio(HEEMSKERK, "regio:onbekend")], "2026-01-01", "slecht")
    refusal = weigert(store, [levering(DRIE, "2026-01-01"), bad])
    assert "slecht" in refusal.waar
    verslagen = store.apply([levering(DRIE, "2026-01-01"), levering(DRIE, "2026-01-01", "ander")])
    assert [item.levering.bron for item in verslagen] == ["proef", "ander"]
    assert store.versie() == 1, "one transaction is one version"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ([Node("planeet:1", "Planeet", "Mars")], "planeet"),
        ([Node(HEEMSKERK, "Provincie", "Heemskerk")], "Provincie"),
        ([gemeente("gemeente:396")], "396"),
        ([gemeente("gemeente:GM0396 ")], "GM0396 "),
        ([gemeente("GM0396")], "GM0396"),
        ([Relation(HEEMSKERK, "LIGT_IN", IJMOND)], "LIGT_IN"),
        ([Relation(IJMOND, "IN_REGIO", HEEMSKERK)], "begint nooit"),
        ([Relation(HEEMSKERK, "IN_REGIO", NOORD_HOLLAND)], "eindigt nooit"),
        ([in_regio(HEEMSKERK, "regio:onbekend")], "regio:onbekend is niet bekend"),
        ([in_regio("gemeente:GM9999", IJMOND)], "gemeente:GM9999 is niet bekend"),
        ([gemeente(HEEMSKERK, burgemeester="iemand")], "burgemeester"),
        ([in_regio(HEEMSKERK, IJMOND, inwoners=3)], "inwoners"),
        ([gemeente(HEEMSKERK, inwoners="39000")], "inwoners"),
        ([gemeente(HEEMSKERK, inwoners=True)], "inwoners"),
        ([gemeente(HEEMSKERK, lat=float("nan"))], "eindig"),
        ([gemeente(HEEMSKERK, plaatsen="Heemskerk")], "plaatsen"),
        ([gemeente(HEEMSKERK, website="")], "website"),
        ([gemeente(HEEMSKERK, plaatsen=())], "plaatsen"),
        ([gemeente(HEEMSKERK, plaatsen=("Heemskerk", ""))], "plaatsen"),
        ([gemeente(HEEMSKERK, "")], "naam"),
        ([gemeente(HEEMSKERK, van=JAAR[1], tot=JAAR[0])], "voordat het begint"),
        ([gemeente(HEEMSKERK, tot=JAAR[5]), gemeente(HEEMSKERK, van=JAAR[4])], "overlapt"),
        ([gemeente(HEEMSKERK), gemeente(HEEMSKERK, van=JAAR[4])], "overlapt"),
        ([gemeente(HEEMSKERK), gemeente(HEEMSKERK, "Heemskerk aan Zee")], "twee keer"),
        ([in_regio(HEEMSKERK, IJMOND), in_regio(HEEMSKERK, IJMOND)], "twee keer"),
    ],
)
def test_facts_that_do_not_fit_are_refused(store: Store, facts: list[Fact], message: str) -> None:
    store.apply([ondergrond()])
    refusal = weigert(store, levering([gemeente(BEVERWIJK, "Beverwijk"), *facts], "2026-01-01"), insist=True)
    assert message in str(refusal)


def test_periods_that_follow_each_other_are_taken(store: Store) -> None:
    store.apply([ondergrond()])
    facts: list[Fact] = [
        in_regio(HEEMSKERK, IJMOND, JAAR[1], JAAR[2]),
        in_regio(HEEMSKERK, IJMOND, JAAR[2]),
        in_regio(HEEMSKERK, IJMOND, eind=JAAR[1]),
    ]
    store.apply([levering(facts, "2026-01-01")])
    assert feiten(store) == facts


# ------------------------------------------------------------------ reading


def test_has_node_knows_what_was_ever_stated(store: Store) -> None:
    store.apply([levering(DRIE, "2025-01-01")])
    store.apply([levering(DRIE[:2], "2026-01-01")], insist=True)
    assert store.has_node(VELSEN)
    assert not store.has_node(IJMOND)
    store.apply([levering([Node(IJMOND, "Regio", "IJmond"), in_regio(VELSEN, IJMOND)], "2026-01-01", "ander")])
    assert store.has_node(IJMOND)


def test_leveringen_are_in_the_order_of_loading(store: Store) -> None:
    loaded = [
        levering(DRIE, "2024-01-01", "b"),
        levering(DRIE, "2025-01-01", "a"),
        levering(DRIE, "2026-01-01", "b"),
    ]
    for delivery in loaded:
        store.apply([delivery])
    assert [item.id for item in store.leveringen()] == [delivery.levering.id for delivery in loaded]


def test_statements_of_one_source_and_of_all(store: Store) -> None:
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND), DRIE[1]], "2026-01-01")])
    assert {fact.sleutel for fact in feiten(store)} == {(BEVERWIJK,), (HEEMSKERK, "IN_REGIO", IJMOND)}
    assert feiten(store, "bestaat-niet") == []
    assert len(list(store.statements())) == len(ondergrond().statements) + 2
    kinds = [isinstance(item.fact, Node) for item in store.statements()]
    assert kinds == sorted(kinds, reverse=True), "nodes come first"


def test_progress_tells_what_is_loaded_and_when_it_is_done(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    store.apply([ondergrond(), levering(DRIE, "2026-01-01")], progress=lambda *args: told.append(args))
    assert [(done, total) for _, done, total in told] == [(0, 2), (1, 2), (2, 2)]
    assert told[1][0] == "Lijst van proef"


def test_an_interrupt_in_the_middle_leaves_everything_as_it_was(store: Store) -> None:
    store.apply([ondergrond()])
    before, seen = stand(store), uitspraken(store)

    def interrupt(_what: str, done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.apply([levering(DRIE, "2026-01-01"), levering(DRIE, "2026-01-01", "b")], progress=interrupt)
    assert stand(store) == before
    store.apply([levering(DRIE, "2026-01-01")])
    assert len(uitspraken(store)) == len(seen) + 3


def test_a_delivery_that_shrinks_in_facts_that_end_later_is_refused_too(store: Store) -> None:
    ending = [gemeente(node_id, tot=dag("2030-01-01")) for node_id in (HEEMSKERK, BEVERWIJK, VELSEN)]
    store.apply([levering(ending, "2020-01-01")])
    with pytest.raises(SpeelveldError, match="krimpt"):
        store.apply([levering(ending[:1], "2026-01-01")])
