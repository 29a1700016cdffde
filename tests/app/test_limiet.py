"""The limit on how fast one address may ask."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app import limiet
from app.limiet import Limiet


class Klok:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.nu = 1000.0

    def __call__(self) -> float:
        return self.nu


def test_a_burst_is_taken_and_then_a_pace() -> None:
    clock = Klok()
    found = Limiet(2, 3, clock)
    assert [found.wachten("10.0.0.1") for _ in range(4)] == [0, 0, 0, 1]
    clock.nu += 0.5
    assert [found.wachten("10.0.0.1") for _ in range(2)] == [0, 1]
    clock.nu += 3600
    assert [found.wachten("10.0.0.1") for _ in range(4)] == [0, 0, 0, 1]


def test_one_address_does_not_count_for_another() -> None:
    found = Limiet(1, 1, Klok())
    assert (found.wachten("10.0.0.1"), found.wachten("10.0.0.2")) == (0, 0)
    assert found.wachten("10.0.0.1") > 0


def test_one_ipv6_household_counts_once() -> None:
    found = Limiet(1, 1, Klok())
    assert found.wachten("2001:db8:1:2::1") == 0
    assert found.wachten("2001:db8:1:2:ffff::9") > 0
    assert found.wachten("2001:db8:1:3::1") == 0


def test_zero_is_no_limit() -> None:
    found = Limiet(0, 0, Klok())
    assert all(found.wachten("10.0.0.1") == 0 for _ in range(100))


def test_addresses_are_forgotten_when_there_are_many() -> None:
    found = Limiet(1, 1, Klok())
    for number in range(limiet._REMEMBERED + 50):
        found.wachten(f"client-{number}")
    assert len(found._buckets) == limiet._REMEMBERED


@given(st.lists(st.floats(0, 5, allow_nan=False), max_size=60), st.integers(1, 5), st.integers(1, 10))
def test_never_more_than_the_burst_and_the_pace(waits: list[float], pace: int, burst: int) -> None:
    clock = Klok()
    found = Limiet(pace, burst, clock)
    start, allowed = clock.nu, 0
    for wait in waits:
        clock.nu += wait
        allowed += found.wachten("10.0.0.1") == 0
    assert allowed <= burst + (clock.nu - start) * pace + 1e-6
