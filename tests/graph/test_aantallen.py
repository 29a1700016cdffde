"""Numbers of pupils, and that nobody can read or count a number of one to four."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.aantallen import KLEIN, Aantal, Rest, getoond, lees_aantal, lees_lijst, samengenomen, totaal
from ontology.schema import load_schema

AANTALLEN = st.builds(Aantal, st.integers(0, 9999), st.integers(0, 99))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Aantal(12)),
        ("0", Aantal()),
        ("<5", Aantal(0, 1)),
        ("3x<5", Aantal(0, 3)),
        ("12+<5", Aantal(12, 1)),
        ("12+3x<5", Aantal(12, 3)),
    ],
)
def test_a_number_reads_as_it_is_written(text: str, number: Aantal) -> None:
    assert lees_aantal(text) == number
    assert number.opgeschreven() == text


@given(AANTALLEN)
def test_any_number_is_read_back(number: Aantal) -> None:
    assert lees_aantal(number.opgeschreven()) == number
    assert number.minst <= number.hoogst


@pytest.mark.parametrize("text", ["", "x", "12+", "-1", "<4", "12<"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no number of pupils"):
        lees_aantal(text)


def test_a_shielded_number_is_one_to_four() -> None:
    assert (Aantal(12, 2).minst, Aantal(12, 2).hoogst) == (14, 20)
    assert [Aantal(n).klein for n in (0, 1, 4, 5)] == [False, True, True, False]
    assert [Aantal(0, n).klein for n in (1, 4, 5)] == [True, True, False]
    assert totaal([Aantal(3), Aantal(0, 1), Aantal(9, 1)]) == Aantal(12, 2)


def test_a_list_of_the_record() -> None:
    assert lees_lijst(("1963=12", "ander land=<5")) == {"1963": Aantal(12), "ander land": Aantal(0, 1)}
    assert lees_lijst(None) == {}


def whole(**rows: int) -> dict[str, Aantal]:
    return {name: Aantal(number) for name, number in rows.items()}


def test_small_rows_are_taken_together_without_a_name() -> None:
    rows = whole(a=40, b=3, c=12, d=2, e=4, f=3, g=0)
    assert samengenomen(rows) == (whole(a=40, c=12), Rest(4, Aantal(12)))


@pytest.mark.parametrize(
    ("rows", "shown", "rest"),
    [
        (whole(a=40, b=30), ["a", "b"], None),
        (whole(a=40, b=12, c=2), ["a"], Rest(2, Aantal(14))),  # one small row would be the total less the others
        (whole(a=40, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1, j=1, k=1), [], Rest(11, Aantal(50))),  # ten of one each
        (whole(a=40, b=4, c=4, d=4), [], Rest(4, Aantal(52))),  # three of four each
        (whole(a=3), [], Rest(1, None)),
        (whole(a=1, b=5), [], Rest(2, None)),
    ],
)
def test_the_rest_grows_until_it_tells_nothing(rows: dict[str, Aantal], shown: list[str], rest: Rest | None) -> None:
    found = samengenomen(rows)
    assert (list(found[0]), found[1]) == (shown, rest)


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 40), max_size=12))
def test_nothing_is_lost_and_no_small_row_stands_by_itself(rows: dict[int, int]) -> None:
    shown, rest = samengenomen({key: Aantal(number) for key, number in rows.items()})
    assert all(item.zeker >= KLEIN for item in shown.values())
    if rest is None or rest.aantal:
        together = totaal([*shown.values(), *([rest.aantal] if rest and rest.aantal else [])])
        assert together.zeker == sum(rows.values())
    assert len(shown) + (rest.rijen if rest else 0) == sum(1 for number in rows.values() if number)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=3))
def test_the_sum_leaves_every_row_that_it_hides_open(rows: list[int]) -> None:
    """Brute force: with only the sum and the number of rows known, each row can be more than one number."""
    _, rest = samengenomen(dict(enumerate(map(Aantal, rows))))
    if rest is None or rest.aantal is None:
        return
    possible = {row for row in product(range(1, 28), repeat=rest.rijen) if sum(row) == rest.aantal.zeker}
    assert all(len({row[place] for row in possible}) > 1 for place in range(rest.rijen))


def test_what_a_user_sees_of_a_node() -> None:
    kind = load_schema().nodes["Postcodegebied"].eigenschappen
    assert getoond({"woonplaats": "Heemskerk", "leerlingenWoonachtig": 3}, kind) == {"woonplaats": "Heemskerk"}
    stored = {"leerlingenWoonachtig": 57, "schoolplaatsenLeerlingen": ("1963=40", "1964=2", "1965=15")}
    assert getoond(stored, kind) == {
        "leerlingenWoonachtig": 57,
        "schoolplaatsenLeerlingen": ("1963=40", "overig=17"),
    }
    assert getoond({"schoolplaatsenLeerlingen": ("1963=2",)}, kind) == {"schoolplaatsenLeerlingen": ("overig=<5",)}
