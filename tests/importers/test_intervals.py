"""The checks on dates that templates and importers share."""

from __future__ import annotations

from datetime import date

import pytest

from graph.facts import Relation
from importers.intervals import check_interval, check_intervals
from ontology.errors import SpeelveldError

D2020, D2021, D2022, D2023 = (date(year, 8, 1) for year in (2020, 2021, 2022, 2023))


def contract(van: date | None, tot: date | None, naar: str = "jeugdregio:JZ11") -> Relation:
    return Relation("aanbieder:a", "GECONTRACTEERD_DOOR", naar, van, tot)


@pytest.mark.parametrize(
    "spans",
    [
        [(None, D2020), (D2020, D2021), (D2021, None)],
        [(D2021, None), (None, D2020)],
        [(None, None)],
    ],
)
def test_intervals_that_touch_or_leave_a_gap_are_fine(spans: list[tuple[date | None, date | None]]) -> None:
    check_intervals([contract(*span) for span in spans], "b.csv")


@pytest.mark.parametrize(
    "spans",
    [
        [(None, None), (None, None)],
        [(D2020, D2022), (D2021, D2023)],
        [(D2020, None), (D2022, D2023)],
        [(None, D2022), (D2021, None)],
        [(D2020, D2023), (D2021, D2022)],
    ],
)
def test_two_intervals_of_one_key_on_the_same_day_are_refused(spans: list[tuple[date | None, date | None]]) -> None:
    with pytest.raises(SpeelveldError, match="komt twee keer voor"):
        check_intervals([contract(*span) for span in spans], "b.csv")


def test_other_keys_do_not_overlap() -> None:
    check_intervals([contract(None, None), contract(None, None, "jeugdregio:JZ10")], "b.csv")


@pytest.mark.parametrize("tot", [D2020, D2021])
def test_end_must_lie_after_begin(tot: date) -> None:
    with pytest.raises(SpeelveldError, match=r"b\.csv.*niet na het begin"):
        check_interval(D2021, tot, "b.csv")


def test_both_places_are_named() -> None:
    facts = [contract(D2020, None), contract(D2021, None)]
    places = {D2020: "b.csv, regel 2", D2021: "b.csv, regel 9"}
    with pytest.raises(SpeelveldError) as caught:
        check_intervals(facts, lambda fact: places[fact.geldig_van or D2020])
    assert caught.value.waar == "b.csv, regel 9"
    assert "regel 2" in caught.value.waarom
