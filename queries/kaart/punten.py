"""Where each postcode area lies: one point a PC4, checked against what else the record knows.

The points come from a table of which some are wrong (see importers/pc4_punten.py). So:

* a PC4 without a point, or whose point lies more than `SCHOOL_KM` from every school in it, gets the middle of its
  schools: their places come from the Basisregistratie Adressen en Gebouwen;
* a point is not believed when it lies far from the PC4's next in number (`NUMMER_KM`), and none of the `BUREN` points
  around it is in the same gemeente, though that has others;
* numbers of post boxes have no land. A PC4 is taken for one when no regulation names it, no school stands in it, and
  the table calls it anything but a number of addresses only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, dist, hypot, radians
from statistics import median
from typing import NamedTuple

import numpy as np

from graph.rd import to_rd
from graph.snapshot import SnapNode, Snapshot

SCHOOL_KM = 5.0
NUMMER_KM = 10.0
BUREN = 8
_KM_PER_DEGREE = 111.2
_NARROW = cos(radians(52.2))  # a degree of longitude against one of latitude, in the middle of the country


class Punt(NamedTuple):
    """The point of a PC4 (its id), in degrees, and the id of its gemeente; empty when the record names none."""

    pc4: str
    lon: float
    lat: float
    gemeente: str


class Reden(StrEnum):
    """Why a PC4 has no land on the map."""

    POSTBUSSEN = "staat in geen regeling; waarschijnlijk een nummer van alleen postbussen"
    GEEN_PUNT = "geen punt en geen school bekend"
    FOUT_PUNT = "het punt in de bron is fout, en er staat geen school"
    ZELFDE_PUNT = "heeft hetzelfde punt als een ander postcodegebied"


@dataclass(frozen=True, slots=True)
class Punten:
    """The points that are believed, in order of PC4; van_scholen: those that are the middle of schools."""

    punten: tuple[Punt, ...]
    van_scholen: tuple[str, ...]
    zonder: tuple[tuple[str, Reden], ...]


def punten(snapshot: Snapshot) -> Punten:
    """The point of each PC4 of the record."""
    found: list[Punt] = []
    of_schools: list[str] = []
    zonder: list[tuple[str, Reden]] = []
    for node in sorted(snapshot.of_type("Postcodegebied")):
        own = _place(node)
        schools = [place for item in snapshot.into(node.id, "IN_PC4") if (place := _place(snapshot.node(item.van)))]
        if schools and (own is None or _nearest_km(own, schools) > SCHOOL_KM):
            own = _middle(schools)
            of_schools.append(node.id)
        gemeenten = snapshot.out(node.id, "IN_GEMEENTE")
        if own is None:
            zonder.append((node.id, Reden.GEEN_PUNT))
        elif not schools and not _named(node.id, snapshot) and node.eigenschappen.get("adressoort") != "adressen":
            zonder.append((node.id, Reden.POSTBUSSEN))
        else:
            found.append(Punt(node.id, *own, gemeenten[0].naar if gemeenten else ""))
    wrong = dict.fromkeys(_doubles(found, snapshot), Reden.ZELFDE_PUNT)
    wrong |= {pc4: Reden.FOUT_PUNT for pc4 in _astray(found) if pc4 not in of_schools}
    return Punten(
        tuple(item for item in found if item.pc4 not in wrong),
        tuple(pc4 for pc4 in of_schools if pc4 not in wrong),
        tuple(sorted([*zonder, *wrong.items()])),
    )


def _place(node: SnapNode | None) -> tuple[float, float] | None:
    if node is None:
        return None
    lon, lat = node.eigenschappen.get("lon"), node.eigenschappen.get("lat")
    return (lon, lat) if isinstance(lon, float) and isinstance(lat, float) else None


def _nearest_km(own: tuple[float, float], schools: Sequence[tuple[float, float]]) -> float:
    return min(_KM_PER_DEGREE * hypot((lon - own[0]) * _NARROW, lat - own[1]) for lon, lat in schools)


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle longitude and the middle latitude: one school that is in the wrong place moves it little."""
    return median(lon for lon, _ in places), median(lat for _, lat in places)


def _named(pc4: str, snapshot: Snapshot) -> bool:
    """Whether the regulation of the samenwerkingsverbanden names the PC4."""
    return bool(snapshot.out(pc4, "IN_SWV_PO") or snapshot.out(pc4, "IN_SWV_VO"))


def _doubles(found: Sequence[Punt], snapshot: Snapshot) -> list[str]:
    """Of those at one place, all but the first that a regulation names: two cannot both have the land around it."""
    at: dict[tuple[float, float], list[str]] = defaultdict(list)
    for item in found:
        at[item.lon, item.lat].append(item.pc4)
    return [pc4 for same in at.values() for pc4 in sorted(same, key=lambda pc4: not _named(pc4, snapshot))[1:]]


def _astray(found: Sequence[Punt]) -> list[str]:
    """Those whose point is not believed; see above. found: in order of PC4."""
    xy = to_rd(np.array([(item.lon, item.lat) for item in found]).reshape(-1, 2)) / 1000
    of_gemeente = Counter(item.gemeente for item in found)
    wrong: list[str] = []
    for index, item in enumerate(found):
        near = range(max(0, index - BUREN), min(len(found), index + BUREN + 1))
        numbers = [other for other in near if found[other].pc4[:-2] == item.pc4[:-2] and other != index]
        distances = sorted(dist(xy[other], xy[index]) for other in numbers)
        if len(distances) < 2 or distances[1] <= NUMMER_KM or of_gemeente[item.gemeente] < 2:
            continue
        around = np.hypot(*(xy - xy[index]).T).argsort()[1 : BUREN + 1]
        if item.gemeente not in {found[other].gemeente for other in around}:
            wrong.append(item.pc4)
    return wrong
