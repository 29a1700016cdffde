"""The areas of a division as they lie on the map, and the land of any one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from graph.delivery import Levering
from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.indeling import Indeling, gebieden_per_pc4, indeling_van, leveringen_van, vind_indeling
from queries.kaart.punten import Punten, punten
from queries.kaart.vlakken import Grens, Vlakken, vlakken

ONBEKEND = ""
"""Stands for an area where the record names none. Of regelingen and own regions that is no gap: they may leave out."""
_PUNTEN_BRON = "pc4-punten"  # a snapshot does not tell which delivery stated a property


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area. id: ONBEKEND, without a name, for the land of which the record names no area.

    pc4: all of it, also what has no land. vlak: in degrees; None when none of its PC4's has land. punt: longitude and
    latitude of the place in it that is farthest from its edge.
    """

    id: str
    naam: str
    korte_naam: str
    pc4: tuple[str, ...]
    vlak: BaseGeometry | None
    punt: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Laag:
    """A division on the map. gebieden: by id. buren: pairs of ids of areas that share a border or land, in order."""

    indeling: Indeling
    gebieden: tuple[Gebied, ...]
    buren: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class School:
    """A vestiging with its place in degrees. soorten: bo, sbo, so, vso, vo, pro."""

    id: str
    naam: str
    soorten: tuple[str, ...]
    lon: float
    lat: float
    pc4: str


@dataclass(frozen=True, slots=True)
class Uitsnede:
    """The one area that a map is about."""

    id: str
    naam: str
    pc4: tuple[str, ...]
    vlak: BaseGeometry


class Grenzen(NamedTuple):
    """Of how many gemeenten the boundary on the map is the official one, and of how many there are."""

    officieel: int
    gemeenten: int


class Kaart:
    """The map of one snapshot; what was asked is kept."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._lagen: dict[str, Laag] = {}

    @cached_property
    def punten(self) -> Punten:
        """The points from which the map is made, and which PC4's have none."""
        return punten(self.snapshot)

    @cached_property
    def grenzen(self) -> tuple[Grens, ...]:
        """The official boundaries that are loaded, of gemeenten that exist on the peildatum."""
        found: list[Grens] = []
        for node in sorted(self.snapshot.of_type("Gemeente")):
            for item in self.snapshot.out(node.id, "HEEFT_GRENS"):
                grens = self.snapshot.node(item.naar)
                wkt = grens.eigenschappen.get("wkt") if grens else None
                if isinstance(wkt, str):
                    found.append((node.id, wkt))
        return tuple(found)

    @cached_property
    def vlakken(self) -> Vlakken:
        """The land of each PC4; takes less than a second, the first time."""
        return vlakken(self.punten.punten, self.grenzen)

    @cached_property
    def scholen(self) -> tuple[School, ...]:
        """All vestigingen of which the place is known, by id."""
        found: list[School] = []
        for node in sorted(self.snapshot.of_type("Vestiging")):
            lon, lat = node.eigenschappen.get("lon"), node.eigenschappen.get("lat")
            soorten = node.eigenschappen.get("onderwijssoort", ())
            if isinstance(lon, float) and isinstance(lat, float):
                pc4 = next((item.naar for item in self.snapshot.out(node.id, "IN_PC4")), "")
                kinds = soorten if isinstance(soorten, tuple) else (str(soorten),)
                found.append(School(node.id, node.naam, kinds, lon, lat, pc4))
        return tuple(found)

    def laag(self, code: str) -> Laag:
        """The division with this code; SpeelveldError when there is none."""
        if code not in self._lagen:
            self._lagen[code] = self._make(vind_indeling(code, self.snapshot))
        return self._lagen[code]

    def _make(self, indeling: Indeling) -> Laag:
        per_pc4 = {pc4: areas or (ONBEKEND,) for pc4, areas in gebieden_per_pc4(indeling, self.snapshot).items()}
        for node in self.snapshot.of_type("Postcodegebied"):
            per_pc4.setdefault(node.id, (ONBEKEND,))
        of_area: dict[str, list[str]] = defaultdict(list)
        for pc4, areas in per_pc4.items():
            for area in areas:
                of_area[area].append(pc4)
        return Laag(
            indeling,
            tuple(self._gebied(area, tuple(sorted(of_area[area]))) for area in sorted(of_area)),
            _buren(per_pc4, self.vlakken),
        )

    def _gebied(self, area: str, pc4: tuple[str, ...]) -> Gebied:
        node = self.snapshot.node(area)
        naam = node.naam if node else ""
        kort = str(node.eigenschappen.get("korteNaam", naam)) if node else ""
        vlak = self._union(pc4)
        if vlak is None:
            return Gebied(area, naam, kort, pc4, None, None)
        centre: shapely.Point = shapely.get_point(shapely.maximum_inscribed_circle(vlak), 0)  # type: ignore[call-overload]
        return Gebied(area, naam, kort, pc4, vlak, (round(centre.x, 4), round(centre.y, 4)))

    def _union(self, pc4: Iterable[str]) -> BaseGeometry | None:
        parts = [self.vlakken.vlak[item] for item in pc4 if item in self.vlakken.vlak]
        return shapely.coverage_union_all(parts) if parts else None

    def uitsnede(self, node_id: str) -> Uitsnede:
        """The land of a postcode area or of an area of any division; SpeelveldError when the record gives none."""
        node = self.snapshot.node(node_id)
        pc4 = self._pc4(node_id)
        vlak = self._union(pc4)
        if node is None or vlak is None:
            naam = f"{self.snapshot.naam(node_id)} ({node_id})" if node else f"“{node_id}”"
            raise SpeelveldError(
                f"van {naam} is geen gebied bekend op {self.snapshot.peildatum}",
                herstel="Geef een gemeente, samenwerkingsverband, regio of postcodegebied, zoals gemeente:GM0396",
            )
        return Uitsnede(node_id, node.naam, pc4, vlak)

    def _pc4(self, node_id: str) -> tuple[str, ...]:
        node = self.snapshot.node(node_id)
        if node is None:
            return ()
        if node.type == "Postcodegebied":
            return (node_id,)
        indeling = indeling_van(node_id, self.snapshot)
        per_pc4 = gebieden_per_pc4(indeling, self.snapshot) if indeling else {}
        return tuple(sorted(pc4 for pc4, areas in per_pc4.items() if node_id in areas))

    def officieel(self, pc4: Iterable[str]) -> Grenzen:
        """How exact the borders are of the gemeenten in which these PC4's lie."""
        found = {item.naar for area in pc4 for item in self.snapshot.out(area, "IN_GEMEENTE")}
        return Grenzen(len(found & dict(self.grenzen).keys()), len(found))

    def leveringen(self, *lagen: Laag) -> tuple[Levering, ...]:
        """The deliveries on which the map of these divisions rests, in the order in which they were loaded."""
        snapshot = self.snapshot
        used = {item for laag in lagen for item in leveringen_van(laag.indeling, snapshot)}
        for node in snapshot.of_type("Gemeente"):
            used.update(item.levering for item in snapshot.out(node.id, "HEEFT_GRENS"))
        for node in snapshot.of_type("Postcodegebied"):
            used.update(item for item in node.leveringen if snapshot.leveringen[item].bron == _PUNTEN_BRON)
            if self.grenzen:
                used.update(item.levering for item in snapshot.out(node.id, "IN_GEMEENTE"))
        return tuple(item for key, item in snapshot.leveringen.items() if key in used)


def grenslijnen(laag: Laag) -> BaseGeometry:
    """The borders between the areas, each stretch once; not the coast nor the border of the country."""
    shapes = [item.vlak for item in laag.gebieden if item.vlak]
    if not shapes:
        return shapely.MultiLineString()
    edges = shapely.union_all([item.boundary for item in shapes])
    between = shapely.difference(edges, shapely.union_all(shapes).boundary)
    merged: BaseGeometry = shapely.line_merge(between)
    return merged


def kruisingen(laag: Laag, over: Laag) -> dict[str, dict[str, int]]:
    """For each area of a division the areas of another in which it lies, with the number of PC4's in both."""
    areas: dict[str, list[str]] = defaultdict(list)
    for gebied in over.gebieden:
        for pc4 in gebied.pc4:
            areas[pc4].append(gebied.id)
    return {item.id: dict(Counter(area for pc4 in item.pc4 for area in areas[pc4])) for item in laag.gebieden}


def _buren(per_pc4: Mapping[str, tuple[str, ...]], land: Vlakken) -> tuple[tuple[str, str], ...]:
    """Areas that share a stretch of border, or a PC4 where areas overlap."""
    found = {
        (min(one, other), max(one, other))
        for first, second in land.buren
        for one in per_pc4[first]
        for other in per_pc4[second]
        if one != other
    }
    for areas in per_pc4.values():
        found |= {(min(one, other), max(one, other)) for one in areas for other in areas if one != other}
    return tuple(sorted(found))
