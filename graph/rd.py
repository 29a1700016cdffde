"""Rijksdriehoek coordinates (RD, EPSG:28992) to degrees and back.

The approximation of F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie tussen RD-
en WGS84-kaartcoördinaten" (Geodesia, February 2001). On the test points that NSGI publishes with RDNAPTRANS 2018 it is
within half a metre: far more exact than any map here, and not meant for surveying.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Coordinates = npt.NDArray[np.float64]
"""Rows of two: east and north in metres (RD), or longitude and latitude in degrees."""

_X0, _Y0 = 155_000.0, 463_000.0  # the tower of Amersfoort
_LON0, _LAT0 = 5.38720621, 52.15517440

# (power of the first, power of the second, factor), as published.
_TO_X = (
    (0, 1, 190094.945), (1, 1, -11832.228), (2, 1, -114.221), (0, 3, -32.391), (1, 0, -0.705), (3, 1, -2.340),
    (1, 3, -0.608), (0, 2, -0.008), (2, 3, 0.148),
)  # fmt: skip
_TO_Y = (
    (1, 0, 309056.544), (0, 2, 3638.893), (2, 0, 73.077), (1, 2, -157.984), (3, 0, 59.788), (0, 1, 0.433),
    (2, 2, -6.439), (1, 1, -0.032), (0, 4, 0.092), (1, 4, -0.054),
)  # fmt: skip
_TO_LAT = (
    (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550), (2, 2, -0.01709),
    (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033), (1, 1, -0.00012),
)  # fmt: skip
_TO_LON = (
    (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594), (3, 1, -0.05607),
    (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022), (2, 0, -0.00022), (5, 0, 0.00026),
)  # fmt: skip


def to_rd(lon_lat: Coordinates) -> Coordinates:
    """Longitude and latitude (WGS84 or ETRS89: at this accuracy the same) to metres in RD."""
    lat, lon = 0.36 * (lon_lat[:, 1] - _LAT0), 0.36 * (lon_lat[:, 0] - _LON0)
    return np.column_stack([_X0 + _sum(_TO_X, lat, lon), _Y0 + _sum(_TO_Y, lat, lon)])


def to_degrees(xy: Coordinates) -> Coordinates:
    """Metres in RD to longitude and latitude."""
    x, y = (xy[:, 0] - _X0) / 1e5, (xy[:, 1] - _Y0) / 1e5
    return np.column_stack([_LON0 + _sum(_TO_LON, x, y) / 3600, _LAT0 + _sum(_TO_LAT, x, y) / 3600])


def _sum(terms: Iterable[tuple[int, int, float]], one: Coordinates, other: Coordinates) -> Coordinates:
    total = np.zeros_like(one)
    for first, second, factor in terms:
        total += factor * one**first * other**second
    return total
