"""At how many regional tables a gemeente sits, and with whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from queries.aansluiting.atlas import Atlas, Tafel

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
    found = [item for code in codes or (*TAFELS, *regios) for item in atlas.tafels(code).get(gemeente, ())]
    carried = {door for item in found for door in item.uitgevoerd_door}
    return Tafels(gemeente, tuple(item for item in found if item.gebied not in carried))
