"""Two divisions of a small country: parts, weights, misfits, and what must move."""

from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.facts import NO_PROPERTIES, Node, Relation
from ontology.errors import SpeelveldError
from queries.aansluiting.atlas import BUITEN, Atlas
from queries.aansluiting.gebied import Gebied, GemeenteDeel, Ligging, gebied_in
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.paar import Aansluiting, aansluiting, beperk
from queries.aansluiting.verschil import verschil
from tests.queries.kladland import land

Plaatsen = list[tuple[str, str, str]]

# A PC4 lies in one of five gemeenten, which lie in one of three jeugdregio's, and in one of three SWVs.
REGIO = {"0001": "01", "0002": "01", "0003": "02", "0004": "03", "0005": "03"}
plaatsen = st.lists(
    st.tuples(st.sampled_from(sorted(REGIO)), st.sampled_from(["0001", "0002", "0003"])), min_size=1, max_size=9
).map(lambda found: [(gemeente, REGIO[gemeente], swv) for gemeente, swv in found])
inwoners = st.fixed_dictionaries({gemeente: st.integers(1, 50) for gemeente in REGIO})


def _vergelijk(atlas: Atlas, gewicht: Gewicht = Gewicht.PC4) -> Aansluiting:
    return aansluiting("swv-po", "jeugdregio", gewicht, atlas)


def _pc4(delen: Iterable[GemeenteDeel], atlas: Atlas) -> set[str]:
    return {pc4 for item in delen for pc4 in (atlas.pc4_van(item.id) if item.heel else item.pc4)}


def _pc4_van(gebied: Gebied, atlas: Atlas) -> set[str]:
    return {pc4 for deel in gebied.delen for pc4 in _pc4(deel.gemeenten, atlas)}


@given(plaatsen, inwoners)
def test_shares_add_up_and_parts_cover_each_area_once(gevonden: Plaatsen, aantallen: dict[str, int]) -> None:
    atlas = land(gevonden, aantallen)
    for gewicht in (Gewicht.PC4, Gewicht.GEMEENTEN, Gewicht.INWONERS):
        found = _vergelijk(atlas, gewicht)
        for gebieden in (found.gebieden, found.tegengebieden):
            assert sorted(pc4 for item in gebieden for pc4 in _pc4_van(item, atlas)) == list(atlas.pc4)
            for item in gebieden:
                assert sum(deel.aandeel or 0 for deel in item.delen) == pytest.approx(1)
                assert sum(deel.gewicht for deel in item.delen) == pytest.approx(item.maat.gewicht)
                assert item.heel == (len(item.delen) == 1)


@given(plaatsen, inwoners)
def test_weights_change_shares_and_not_which_parts_there_are(gevonden: Plaatsen, aantallen: dict[str, int]) -> None:
    atlas = land(gevonden, aantallen, {"1000": 30})

    def shape(gewicht: Gewicht) -> dict[str, tuple[bool, Ligging, set[tuple[str, frozenset[str]]]]]:
        found = _vergelijk(atlas, gewicht)
        return {
            item.id: (
                item.heel,
                item.ligging,
                {(deel.id, frozenset(_pc4(deel.gemeenten, atlas))) for deel in item.delen},
            )
            for item in (*found.gebieden, *found.tegengebieden)
        }

    assert shape(Gewicht.PC4) == shape(Gewicht.GEMEENTEN) == shape(Gewicht.INWONERS) == shape(Gewicht.LEERLINGEN)


@given(plaatsen, inwoners)
def test_weights_add_up_to_what_the_record_says(gevonden: Plaatsen, aantallen: dict[str, int]) -> None:
    atlas = land(gevonden, aantallen)
    present = {gemeente for gemeente, _, _ in gevonden}
    totals = {
        Gewicht.PC4: len(gevonden),
        Gewicht.GEMEENTEN: len(present),
        Gewicht.INWONERS: sum(aantallen[item] for item in present),
    }
    for gewicht, total in totals.items():
        found = _vergelijk(atlas, gewicht)
        assert sum(item.maat.gewicht for item in found.gebieden) == pytest.approx(total)


@given(plaatsen)
def test_what_lies_whole_coincides_or_is_cut(gevonden: Plaatsen) -> None:
    atlas = land(gevonden)
    found = _vergelijk(atlas)
    swv = {item.id: _pc4_van(item, atlas) for item in found.gebieden}
    regio = {item.id: _pc4_van(item, atlas) for item in found.tegengebieden}
    for item in found.gebieden:
        own, touched = swv[item.id], [pc4 for pc4 in regio.values() if pc4 & swv[item.id]]
        expected = (
            Ligging.VALT_SAMEN
            if own in touched
            else Ligging.LIGT_BINNEN
            if len(touched) == 1
            else Ligging.BESTAAT_UIT
            if all(pc4 <= own for pc4 in touched)
            else Ligging.DOORSNEDEN
        )
        assert item.ligging == expected


@given(plaatsen, inwoners)
def test_moving_the_set_makes_the_area_fit_and_no_smaller_set_does(
    gevonden: Plaatsen, aantallen: dict[str, int]
) -> None:
    atlas = land(gevonden, aantallen)
    found = _vergelijk(atlas)
    regio = {item.id: _pc4_van(item, atlas) for item in found.tegengebieden}
    for item in found.gebieden:
        own = _pc4_van(item, atlas)
        # whole: some other area holds all that is left
        moved = _pc4(item.naar_heel.gemeenten, atlas)
        assert own - moved <= regio[item.tegenhanger]
        smaller = [set(some) for size in range(len(moved)) for some in combinations(sorted(own), size)]
        assert not any(own - some <= area for some in smaller for area in regio.values())
        # the same: a PC4 that moves goes into the other of the two areas, or out of both
        assert _pc4(item.naar_samenval.gemeenten, atlas) == own ^ regio[item.tegenhanger]
        assert item.naar_samenval.gewicht == len(own ^ regio[item.tegenhanger])


@given(plaatsen)
def test_the_gain_of_a_piece_is_that_of_the_country_in_which_it_moved(gevonden: Plaatsen) -> None:
    atlas = land(gevonden)
    found = _vergelijk(atlas)
    for item in found.misfits:
        if item.winst is None:  # a part of a gemeente cannot leave its jeugdregio, and no other SWV is in sight
            assert not item.afwijkend
            continue
        # A division of its own for every PC4, so that a piece of a gemeente can move to another jeugdregio too.
        areas = {pc4: (atlas.gebieden("swv-po")[pc4][0], atlas.gebieden("jeugdregio")[pc4][0]) for pc4 in atlas.pc4}
        piece = {pc4 for pc4, pair in areas.items() if pair == (item.van, item.naar)}
        assert piece == _pc4(item.gemeenten, atlas)
        for goal in item.verhuist_naar:
            after = {
                pc4: pair if pc4 not in piece else (goal, pair[1]) if goal.startswith("swv:") else (pair[0], goal)
                for pc4, pair in areas.items()
            }
            assert item.winst == pytest.approx(_index(after) - _index(areas))


def _index(areas: dict[str, tuple[str, str]]) -> float:
    """Pair counting per place: the chance to share the other area, both ways, and their harmonic mean."""
    scores = []
    for side in (0, 1):
        per_place = []
        for pair in areas.values():
            fellows = [other for other in areas.values() if other[side] == pair[side]]
            per_place.append(sum(other == pair for other in fellows) / len(fellows))
        scores.append(sum(per_place) / len(per_place))
    return 2 * scores[0] * scores[1] / sum(scores)


def test_a_piece_is_a_misfit_only_where_it_belongs_elsewhere_in_the_eyes_of_both() -> None:
    # SWV 1: three PC4's in regio 01, one in 02. Regio 02: that one, and three of SWV 2.
    atlas = land([("0001", "01", "0001")] * 3 + [("0003", "02", "0001")] + [("0003", "02", "0002")] * 3)
    [misfit] = _vergelijk(atlas).misfits
    assert (misfit.van, misfit.naar, misfit.afwijkend) == ("swv:PO0001", "jeugdregio:JZ02", True)
    assert (misfit.aandeel_van, misfit.aandeel_naar) == (1 / 4, 1 / 4)
    [deel] = misfit.gemeenten
    assert (deel.id, deel.heel, deel.aandeel, deel.pc4) == ("gemeente:GM0003", False, 1 / 4, ("pc4:1003",))


def test_an_area_in_a_larger_one_is_no_piece_that_must_go() -> None:
    atlas = land([("0001", "01", "0001")] * 3 + [("0002", "01", "0002")])
    [misfit] = _vergelijk(atlas).misfits
    assert (misfit.van, misfit.afwijkend, misfit.winst) == ("swv:PO0002", False, None)


def test_pc4_without_an_area_are_named_and_do_not_count() -> None:
    atlas = land([("0001", "01", "0001"), ("0001", "01", ""), ("", "", "0001")])
    found = _vergelijk(atlas)
    assert found.niet_van == ("pc4:1001",)
    assert found.niet_naar == ("pc4:1002",)
    assert found.maat.index == 1
    [gebied] = found.gebieden
    assert (gebied.pc4, gebied.ligging) == (1, Ligging.VALT_SAMEN)


def test_inhabitants_of_a_split_gemeente_are_spread_evenly_when_nothing_better_is_known() -> None:
    atlas = land([("0001", "01", "0001")] * 3 + [("0001", "01", "0002")], {"0001": 400})
    found = _vergelijk(atlas, Gewicht.INWONERS)
    assert [item.maat.gewicht for item in found.gebieden] == [300, 100]
    assert found.geschat == ("gemeente:GM0001",)
    assert "schatting" in found.weging.uitleg
    assert "gelijk" in found.weging.uitleg


def test_inhabitants_follow_pupils_where_these_are_counted_by_home() -> None:
    homes = [
        Node(
            f"pc4:{number}",
            "Postcodegebied",
            None,
            None,
            None,
            {"leerlingenWoonachtig": count, "woonplaatsenPeiljaar": 2013},
        )
        for number, count in ((1000, 60), (1001, 40), (1002, 2))
    ]
    # 1002 has fewer than five pupils and 1003 none: both count for five, so that neither number shows.
    atlas = land(
        [("0001", "01", "0001"), ("0001", "01", "0002"), *[("0001", "01", "0003")] * 2], {"0001": 1100}, extra=homes
    )
    found = _vergelijk(atlas, Gewicht.INWONERS)
    assert [item.maat.gewicht for item in found.gebieden] == pytest.approx([600, 400, 100])
    assert "2013" in found.weging.uitleg


def test_a_gemeente_whose_inhabitants_are_not_known_weighs_nothing_and_stays_in_the_list() -> None:
    atlas = land([("0001", "01", "0001"), ("0003", "02", "0001")], {"0001": 10})
    found = _vergelijk(atlas, Gewicht.INWONERS)
    [gebied] = found.gebieden
    assert [deel.aandeel for deel in gebied.delen] == [1, 0]
    assert not gebied.heel


def test_pupils_count_where_their_school_stands() -> None:
    atlas = land([("0001", "01", "0001"), ("0003", "02", "0001")], leerlingen={"1000": 30, "1001": 10})
    [gebied] = _vergelijk(atlas, Gewicht.LEERLINGEN).gebieden
    assert [deel.aandeel for deel in gebied.delen] == [0.75, 0.25]


# -- regions of a template, which may overlap and leave parts out


def _eigen(regios: dict[str, list[str]]) -> list[Node | Relation]:
    nodes = [Node(f"regio:{key}", "Regio", key, None, None, {"indeling": "Proef"}) for key in regios]
    lines = [
        Relation(f"pc4:{pc4}", "IN_REGIO", f"regio:{key}", None, None, NO_PROPERTIES)
        for key, codes in regios.items()
        for pc4 in codes
    ]
    return [*nodes, *lines]


def test_a_division_that_leaves_places_out_counts_them_as_a_part_that_does_not_fit() -> None:
    atlas = land([("0001", "01", "0001")] * 4, extra=_eigen({"een": ["1000", "1001", "1002"]}))
    found = aansluiting("swv-po", "regio-proef", Gewicht.PC4, atlas)
    [gebied] = found.gebieden
    assert [(deel.id, deel.aandeel) for deel in gebied.delen] == [("regio:een", 3 / 4), (BUITEN, 1 / 4)]
    assert (gebied.heel, gebied.ligging) == (False, Ligging.DOORSNEDEN)
    [regio] = found.tegengebieden
    assert (regio.heel, regio.ligging) == (True, Ligging.LIGT_BINNEN)
    assert (found.maat.heen, found.maat.terug) == (3 / 4, 1)
    assert found.niet_naar == ()


def test_areas_that_overlap_are_compared_and_that_is_said() -> None:
    atlas = land([("0001", "01", "0001")] * 3, extra=_eigen({"een": ["1000", "1001"], "twee": ["1001", "1002"]}))
    found = aansluiting("regio-proef", "swv-po", Gewicht.PC4, atlas)
    assert [item.code for item in found.overlappend] == ["regio-proef"]
    assert all(item.heel for item in found.gebieden)
    [swv] = found.tegengebieden
    assert sum(deel.aandeel or 0 for deel in swv.delen) == pytest.approx(4 / 3)
    # By hand, as Amigó and others define it: 1001 shares two regions with itself and one SWV, which counts for a half;
    # so it scores (1 + 1/2 + 1) / 3, and the other two score 1.
    assert found.maat.heen == pytest.approx(17 / 18)
    # The other way around: 1001 shares a region with all three, 1000 and 1002 with two of three.
    assert found.maat.terug == pytest.approx(7 / 9)
    assert all(item.winst is None for item in found.misfits)


def test_a_division_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(SpeelveldError, match="swv-po"):
        aansluiting("swvpo", "jeugdregio", Gewicht.PC4, land([("0001", "01", "0001")]))


# -- one area


def test_limited_to_an_area_or_a_gemeente() -> None:
    atlas = land([("0001", "01", "0001"), ("0002", "01", "0002"), ("0003", "02", "0002"), ("0004", "03", "0003")])
    whole = _vergelijk(atlas)
    area = beperk(whole, "jeugdregio:JZ01", atlas)
    assert [item.id for item in area.gebieden] == ["swv:PO0001", "swv:PO0002"]
    assert [item.id for item in area.tegengebieden] == ["jeugdregio:JZ01"]
    assert area.maat == whole.maat
    assert area.rang == (0, 3)
    gemeente = beperk(whole, "gemeente:GM0003", atlas)
    assert [item.id for item in gemeente.gebieden] == ["swv:PO0002"]
    assert gemeente.gemeenten == ("gemeente:GM0003",)
    with pytest.raises(SpeelveldError, match="komt niet voor"):
        beperk(whole, "provincie:PV27", atlas)


@given(plaatsen)
def test_one_area_is_the_same_as_in_the_whole_answer(gevonden: Plaatsen) -> None:
    atlas = land(gevonden)
    for item in _vergelijk(atlas).gebieden:
        assert gebied_in(item.id, "swv-po", "jeugdregio", Gewicht.PC4, atlas) == item
    assert gebied_in("swv:PO9999", "swv-po", "jeugdregio", Gewicht.PC4, atlas) is None


# -- two days


@given(plaatsen, plaatsen)
def test_what_moved_explains_every_difference(eerst: Plaatsen, dan: Plaatsen) -> None:
    before, after = land(eerst), land(dan)
    found = verschil("swv-po", "jeugdregio", Gewicht.PC4, before, after)
    moved = {(item.indeling, pc4): (item.van, item.naar) for item in found.verhuizingen for pc4 in item.pc4}
    for code in ("swv-po", "jeugdregio"):
        for pc4 in set(before.pc4) & set(after.pc4):
            old, new = before.gebieden(code)[pc4][0], after.gebieden(code)[pc4][0]
            assert moved.get((code, pc4)) == (None if old == new else (old, new))
    assert set(found.alleen_een_dag) == set(before.pc4) ^ set(after.pc4)
    assert found.maat_dan == _vergelijk(after).maat
