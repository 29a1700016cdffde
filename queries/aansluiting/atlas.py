"""The divisions and the weights of one snapshot, and how two divisions lie over each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.snapshot import SnapRelation, Snapshot
from queries.aansluiting.gewicht import Gewicht, Weging, weeg
from queries.aansluiting.maat import Patroon
from queries.indeling import Indeling, gebieden_per_pc4, indelingen, leveringen_van, vind_indeling

BUITEN = ""
"""Stands for an area where a division of regelingen or of a template has none."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two divisions over each other, in PC4's.

    patronen: PC4's by the areas in which they lie. Only those that can be compared: where a national division has no
    area for a PC4, the record has a gap, and the PC4 stands in niet_van or niet_naar instead.
    """

    van: Indeling
    naar: Indeling
    patronen: Mapping[Patroon, tuple[str, ...]]
    niet_van: tuple[str, ...]
    niet_naar: tuple[str, ...]

    def stukken(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """PC4's by `van` area and `naar` area; BUITEN where there is no area. Areas may overlap, and so may these."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (van, naar), pc4 in self.patronen.items():
            for one in van or (BUITEN,):
                for other in naar or (BUITEN,):
                    found[one, other] += pc4
        return {key: tuple(sorted(pc4)) for key, pc4 in found.items()}

    def gewichten(self, weging: Weging) -> dict[Patroon, float]:
        """The weight of each pattern."""
        return {patroon: weging.som(pc4) for patroon, pc4 in self.patronen.items()}


@dataclass(frozen=True, slots=True)
class Tafel:
    """An area in which a gemeente takes part, wholly or with some of its PC4's.

    gemeenten: all that take part, itself included. uitgevoerd_door: the regeling that carries out the work of the area;
    that regeling is no table of its own.
    """

    indeling: str
    gebied: str
    heel: bool
    pc4: int
    gemeenten: frozenset[str]
    uitgevoerd_door: tuple[str, ...]


class Atlas:
    """What every comparison on one snapshot needs, each worked out once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.pc4 = tuple(sorted(node.id for node in snapshot.of_type("Postcodegebied")))
        self.indelingen = indelingen(snapshot)
        self._gebieden: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._weging: dict[Gewicht, Weging] = {}
        self._deelnemers: dict[str, Mapping[str, frozenset[str]]] = {}
        self._tafels: dict[str, Mapping[str, tuple[Tafel, ...]]] = {}
        self._pc4_van: Mapping[str, list[str]] = {}
        self._leveringen: dict[str, frozenset[str]] = {}

    def indeling(self, code: str) -> Indeling:
        """The division with this code; SpeelveldError that says which there are when there is none."""
        return self.indelingen.get(code) or vind_indeling(code, self.snapshot)

    def gebieden(self, code: str) -> Mapping[str, tuple[str, ...]]:
        """The areas in which each PC4 lies; see `gebieden_per_pc4`."""
        if code not in self._gebieden:
            self._gebieden[code] = gebieden_per_pc4(self.indeling(code), self.snapshot)
        return self._gebieden[code]

    def weging(self, gewicht: Gewicht) -> Weging:
        """What each PC4 counts for."""
        if gewicht not in self._weging:
            self._weging[gewicht] = weeg(gewicht, self.snapshot)
        return self._weging[gewicht]

    def leveringen(self, codes: Iterable[str]) -> frozenset[str]:
        """The ids of the deliveries behind some divisions."""
        for code in codes:
            if code not in self._leveringen:
                self._leveringen[code] = leveringen_van(self.indeling(code), self.snapshot)
        return frozenset().union(*(self._leveringen[code] for code in codes))

    def nieuwste(self, code: str) -> date | None:
        """The peildatum of the newest delivery that says what lies in which area; None for gemeenten themselves."""
        relation = self.indeling(code).relatie
        starts = (*self.pc4, *self._pc4_van_alle())
        found = {item.levering for start in starts for item in self.snapshot.out(start, relation)}
        return max((self.snapshot.leveringen[item].peildatum for item in found), default=None)

    def twijfels(self, codes: Iterable[str]) -> tuple[SnapRelation, ...]:
        """What a source doubts of what some divisions rest on: relations that carry a `zekerheid`."""
        names = {self.indeling(code).relatie for code in codes} - {""}
        if any(not self.indeling(code).per_pc4 for code in codes):
            names.add("IN_GEMEENTE")
        starts = (*self.pc4, *sorted(self._pc4_van_alle()))
        return tuple(
            item
            for start in starts
            for name in sorted(names)
            for item in self.snapshot.out(start, name)
            if item.eigenschappen.get("zekerheid")
        )

    def gemeente(self, pc4: str) -> str:
        """The gemeente of a PC4; an empty text when the record names none."""
        return next(iter(self.gebieden("gemeente").get(pc4, ())), "")

    def deelnemers(self, code: str) -> Mapping[str, frozenset[str]]:
        """The gemeenten of each area of a division, also those of which only a part lies in it."""
        if code not in self._deelnemers:
            found: dict[str, set[str]] = defaultdict(set)
            for pc4, areas in self.gebieden(code).items():
                gemeente = self.gemeente(pc4)
                for area in areas if gemeente else ():
                    found[area].add(gemeente)
            self._deelnemers[code] = {area: frozenset(gemeenten) for area, gemeenten in found.items()}
        return self._deelnemers[code]

    def tafels(self, code: str) -> Mapping[str, tuple[Tafel, ...]]:
        """The areas of a division in which each gemeente takes part, by name."""
        if code not in self._tafels:
            self._tafels[code] = {
                gemeente: tuple(self._tafels_van(gemeente, code)) for gemeente in self._pc4_van_alle()
            }
        return self._tafels[code]

    def _tafels_van(self, gemeente: str, code: str) -> Iterator[Tafel]:
        pc4, per_pc4 = self.pc4_van(gemeente), self.gebieden(code)
        count = Counter(area for item in pc4 for area in per_pc4.get(item, ()))
        placed = sum(1 for item in pc4 if per_pc4.get(item))
        for area in sorted(count, key=self.snapshot.naam):
            doors = tuple(item.naar for item in self.snapshot.out(area, "UITGEVOERD_DOOR"))
            yield Tafel(
                code,
                area,
                count[area] == placed,
                count[area],
                self.deelnemers(code)[area],
                tuple(item for item in doors if item.startswith("regeling:")),
            )

    def pc4_van(self, gemeente: str) -> tuple[str, ...]:
        """The PC4's of a gemeente."""
        return tuple(self._pc4_van_alle().get(gemeente, ()))

    def _pc4_van_alle(self) -> Mapping[str, list[str]]:
        if not self._pc4_van:
            found: dict[str, list[str]] = defaultdict(list)
            for pc4 in self.pc4:
                found[self.gemeente(pc4)].append(pc4)
            self._pc4_van = found
        return self._pc4_van

    def overlap(self, van: str, naar: str) -> Overlap:
        """Two divisions over each other."""
        first, second = self.indeling(van), self.indeling(naar)
        per_van, per_naar = self.gebieden(van), self.gebieden(naar)
        all_van, all_naar = first.landelijk, second.landelijk
        patronen: dict[Patroon, list[str]] = defaultdict(list)
        niet_van, niet_naar = [], []
        for pc4 in self.pc4:
            areas = per_van.get(pc4, ()), per_naar.get(pc4, ())
            gap_van, gap_naar = all_van and not areas[0], all_naar and not areas[1]
            if gap_van:
                niet_van.append(pc4)
            if gap_naar:
                niet_naar.append(pc4)
            if not gap_van and not gap_naar and any(areas):
                patronen[areas].append(pc4)
        return Overlap(
            first,
            second,
            {key: tuple(found) for key, found in patronen.items()},
            tuple(niet_van),
            tuple(niet_naar),
        )
