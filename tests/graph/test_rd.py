"""RD against the test points that NSGI publishes with RDNAPTRANS 2018 (latitude, longitude in ETRS89; x, y in RD)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rd import to_degrees, to_rd

PUNTEN = {
    "Texel": (53.160753042, 4.824761912, 117380.12, 575040.34),
    "Noord-Groningen": (53.419482050, 6.776726674, 247380.56, 604580.78),
    "Amersfoort": (52.155172897, 5.387203657, 155000.0, 463000.0),
    "Zeeuws-Vlaanderen": (51.368607152, 3.397588595, 16460.91, 377380.23),
    "Zuid-Limburg": (50.792584916, 5.773795548, 182260.45, 311480.67),
    "Maasvlakte": (51.947393898, 4.072887101, 64640.89, 440700.0101),
}
METRE = 1 / 111_000  # degrees of latitude; of longitude in the Netherlands it is more


@pytest.mark.parametrize("plaats", PUNTEN)
def test_within_half_a_metre_of_the_official_points(plaats: str) -> None:
    lat, lon, x, y = PUNTEN[plaats]
    assert np.hypot(*(to_rd(np.array([[lon, lat]])) - [x, y])[0]) < 0.5
    assert np.abs(to_degrees(np.array([[x, y]])) - [lon, lat]).max() < 0.5 * METRE


@given(st.floats(10_000, 280_000), st.floats(305_000, 620_000))
def test_there_and_back_is_the_same_place(x: float, y: float) -> None:
    assert np.hypot(*(to_rd(to_degrees(np.array([[x, y]]))) - [x, y])[0]) < 0.5
