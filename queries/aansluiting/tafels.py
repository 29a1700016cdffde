"""At how many regional tables a gemeente sits, and with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from queries.aansluiting.atlas import Atlas

TAFELS = (
    "swv-po",
    "swv-vo",
    "jeugdregio",
    "doorstroompuntregio",
    "ggd",
    "veiligheidsregio",
    "zorgkantoorregio",
    "arbeidsmarktregio",
    "regeling",
)
"""Divisions of which each area is a table. Only regelingen on education, youth and care are in the record."""


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


@dataclass(frozen=True, slots=True)
class Tafels:
    """The tables of one gemeente, by kind."""

    gemeente: str
    tafels: tuple[Tafel, ...]

    @property
    def kringen(self) -> int:
        """How many different companies of gemeenten sit at these tables."""
        return len({item.gemeenten for item in self.tafels})

    def partners(self) -> tuple[tuple[str, int], ...]:
        """The other gemeenten, with at how many of these tables they sit; those at most tables first."""
        found = Counter(other for item in self.tafels for other in item.gemeenten if other != self.gemeente)
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def tafels(gemeente: str, atlas: Atlas, codes: tuple[str, ...] = ()) -> Tafels:
    """The tables of a gemeente. codes: of these divisions; without, of all in TAFELS and those of templates."""
    regios = tuple(item.code for item in atlas.indelingen.values() if item.soort == "Regio")
    found = [item for code in codes or (*TAFELS, *regios) for item in _van_indeling(code, gemeente, atlas)]
    carried = {door for item in found for door in item.uitgevoerd_door}
    return Tafels(gemeente, tuple(item for item in found if item.gebied not in carried))


def _van_indeling(code: str, gemeente: str, atlas: Atlas) -> Iterator[Tafel]:
    pc4 = atlas.pc4_van(gemeente)
    per_pc4 = atlas.gebieden(code)
    count = Counter(area for item in pc4 for area in per_pc4.get(item, ()))
    placed = sum(1 for item in pc4 if per_pc4.get(item))
    snapshot = atlas.snapshot
    for area in sorted(count, key=snapshot.naam):
        door = [item.naar for item in snapshot.out(area, "UITGEVOERD_DOOR")]
        yield Tafel(
            code,
            area,
            count[area] == placed,
            count[area],
            atlas.deelnemers(code)[area],
            tuple(item for item in door if item.startswith("regeling:")),
        )
