"""Colours for areas on a map: a few, such that neighbours differ, also for who sees colours otherwise."""

from __future__ import annotations

from collections.abc import Iterable

# Paul Tol, "Colour schemes" (SRON/EPS/TN/09-002), from the scheme Light, made for areas with black labels; and white.
KLEUREN = ("#77AADD", "#EEDD88", "#EE8866", "#FFAABB", "#AAAA00", "#FFFFFF")
GRIJS = "#DDDDDD"
"""Of land without an area."""


def kleurklassen(ids: Iterable[str], buren: Iterable[tuple[str, str]]) -> dict[str, int]:
    """A number for each id, from 0, such that neighbours have another one; the same areas always get the same numbers.

    Whoever has the fewest neighbours left is set aside, again and again; then the last one chooses first ("smallest
    last": Matula and Beck, 1983). Areas beside each other need six numbers at most; where they overlap it may be more.
    """
    beside: dict[str, set[str]] = {item: set() for item in sorted(ids)}
    for one, other in buren:
        beside[one].add(other)
        beside[other].add(one)
    left = {item: len(found) for item, found in beside.items()}
    order: list[str] = []
    while left:
        order.append(min(left, key=lambda item: (left[item], item)))
        del left[order[-1]]
        for other in beside[order[-1]] & left.keys():
            left[other] -= 1
    klassen: dict[str, int] = {}
    for item in reversed(order):
        taken = {klassen.get(other) for other in beside[item]}
        klassen[item] = next(number for number in range(len(taken) + 1) if number not in taken)
    return klassen
