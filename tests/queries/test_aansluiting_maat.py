"""The index: what must hold for any two divisions, and its definition written out per inhabitant."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.aansluiting.maat import Maat, Patroon, meet, meet_gebieden

# A place: its area in each of two divisions, and how many live there.
LETTERS = "abcd"
places = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.integers(1, 5)), min_size=1, max_size=12
)
overlapping = st.lists(
    st.tuples(
        st.sets(st.sampled_from(LETTERS), max_size=3), st.sets(st.sampled_from(LETTERS), max_size=3), st.integers(1, 3)
    ),
    min_size=1,
    max_size=8,
)


def _weights(land: list[tuple[str, str, int]]) -> dict[Patroon, float]:
    found: dict[Patroon, float] = {}
    for van, naar, weight in land:
        key = ((van,), (naar,))
        found[key] = found.get(key, 0) + weight
    return found


def _index(maat: Maat) -> float:
    assert maat.index is not None
    return maat.index


def _per_inhabitant(land: list[tuple[set[str], set[str], int]]) -> tuple[float, float] | None:
    """Extended BCubed precision and recall as Amigó and others define them: over all pairs of elements."""
    people = [(van, naar) for van, naar, weight in land for _ in range(weight)]
    both = [item for item in people if item[0] and item[1]]
    if not both:
        return None
    scores = []
    for side in (0, 1):
        total = 0.0
        for one in both:
            values = []
            for other in people:
                shared = len(one[side] & other[side])
                if shared:
                    values.append(min(shared, len(one[1 - side] & other[1 - side])) / shared)
            total += sum(values) / len(values)
        scores.append(total / len(both))
    return scores[0], scores[1]


@given(places)
def test_it_is_the_published_measure_for_divisions_without_overlap(land: list[tuple[str, str, int]]) -> None:
    expected = _per_inhabitant([({van}, {naar}, weight) for van, naar, weight in land])
    maat = meet(_weights(land))
    assert expected is not None
    assert (maat.heen, maat.terug) == pytest.approx(expected)
    assert _index(maat) == pytest.approx(2 * expected[0] * expected[1] / sum(expected))


@given(overlapping)
def test_it_is_the_published_measure_for_divisions_that_overlap(land: list[tuple[set[str], set[str], int]]) -> None:
    weights: dict[Patroon, float] = {}
    for van, naar, weight in land:
        key = (tuple(sorted(van)), tuple(sorted(naar)))
        weights[key] = weights.get(key, 0) + weight
    expected, maat = _per_inhabitant(land), meet(weights)
    assert (maat.heen, maat.terug) == ((None, None) if expected is None else pytest.approx(expected))


@given(places)
def test_a_division_fits_itself_also_under_other_names(land: list[tuple[str, str, int]]) -> None:
    own = {((van,), (f"nieuwe naam van {van}",)): 0.0 for van, _, _ in land}
    for van, _, weight in land:
        own[(van,), (f"nieuwe naam van {van}",)] += weight / 7  # broken numbers too
    assert meet(own) == Maat(1.0, 1.0)
    assert meet(own).index == 1


@given(places)
def test_it_is_1_only_when_all_areas_coincide(land: list[tuple[str, str, int]]) -> None:
    weights = _weights(land)
    coincide = len({van for van, _ in weights}) == len(weights) == len({naar for _, naar in weights})
    assert 0 < _index(meet(weights)) <= 1
    assert (_index(meet(weights)) == 1) == coincide


@given(places)
def test_it_is_symmetric(land: list[tuple[str, str, int]]) -> None:
    one, other = meet(_weights(land)), meet(_weights([(naar, van, weight) for van, naar, weight in land]))
    assert (one.heen, one.terug) == (other.terug, other.heen)
    assert one.index == pytest.approx(other.index)


@given(st.lists(st.tuples(*[st.sampled_from("ab")] * 4, st.integers(1, 5)), min_size=2, max_size=12))
def test_it_drops_each_time_that_an_area_is_split_further(land: list[tuple[str, str, str, str, int]]) -> None:
    """Of a place, the first letter is its area; two, three and four letters are ever smaller parts of that area."""
    sizes = [len({item[:depth] for item in land}) for depth in (1, 2, 3, 4)]
    indices = [
        _index(meet(_weights([("".join(item[:1]), "".join(item[:depth]), item[4]) for item in land])))
        for depth in (1, 2, 3, 4)
    ]
    for (before, after), (count, more) in zip(pairwise(indices), pairwise(sizes), strict=True):
        assert after < before if more > count else after == pytest.approx(before)


@given(places, st.integers(2, 9))
def test_only_proportions_count(land: list[tuple[str, str, int]], times: int) -> None:
    more = [(van, naar, weight * times) for van, naar, weight in land]
    assert meet(_weights(more)).index == pytest.approx(meet(_weights(land)).index)


@given(places)
def test_the_indices_of_the_areas_add_up_to_the_score(land: list[tuple[str, str, int]]) -> None:
    weights = _weights(land)
    maten = meet_gebieden(weights)
    total = sum(item.gedekt for item in maten.values())
    found = sum(item.gedekt * item.index for item in maten.values() if item.index is not None) / total
    assert found == pytest.approx(meet(weights).heen)
    whole = {van for van in maten if len({naar for other, naar in weights if other == (van,)}) == 1}
    assert {van for van, item in maten.items() if item.index == 1} == whole


def test_what_weighs_nothing_or_lies_in_one_division_only() -> None:
    assert meet({}) == Maat(None, None)
    assert meet({(("a",), ("x",)): 0.0}) == Maat(None, None)
    assert meet({(("a",), ()): 3.0, ((), ("x",)): 2.0}).index is None
    # Half of area a has no area in the other division: two of its inhabitants share x with chance 1/2, seen from x all.
    assert meet({(("a",), ("x",)): 1.0, (("a",), ()): 1.0}) == Maat(0.5, 1.0)


def test_an_area_by_hand() -> None:
    """Two equal halves: 1/4 + 1/4. Three quarters and one: 9/16 + 1/16."""
    assert meet_gebieden({(("a",), ("x",)): 2.0, (("a",), ("y",)): 2.0})["a"].index == pytest.approx(1 / 2)
    assert meet_gebieden({(("a",), ("x",)): 3.0, (("a",), ("y",)): 1.0})["a"].index == pytest.approx(10 / 16)
