"""Where pupils of primary and special primary schools live and go to school, across the border of an area.

DUO counts them by postcode area of the home and of the school, once a year; the year goes along with every answer. Of
secondary schools no such count is loaded. Numbers of one to four are taken together, table by table, before they leave
this module (graph/aantallen.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from graph.aantallen import Aantal, Rest, lees_lijst, samengenomen, totaal
from graph.snapshot import Snapshot

ONBEKEND = ""
"""Stands for an area that the record does not know."""


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Pupils by area: the areas that may be shown, the largest first, and the others as one row without a name."""

    rijen: tuple[tuple[str, Aantal], ...]
    rest: Rest | None

    @property
    def totaal(self) -> Aantal | None:
        """All pupils; None when even that would tell a number of one to four."""
        if self.rest and self.rest.aantal is None:
            return None
        return totaal(
            [*(item for _, item in self.rijen), *([self.rest.aantal] if self.rest and self.rest.aantal else [])]
        )


@dataclass(frozen=True, slots=True)
class Stromen:
    """The flows of one area. binnen: who lives and goes to school in it.

    uit, per_swv_uit: who lives in it, by where the school is. komen_in, per_swv_in, per_jeugdregio_in: who goes to
    school in it, by where the home is. zonder_postcode: who goes to school in it and lives abroad, or of whom the
    address is not known, by country.
    """

    peiljaar: int
    binnen: Aantal
    uit: Verdeling
    komen_in: Verdeling
    per_swv_uit: Verdeling
    per_swv_in: Verdeling
    per_jeugdregio_in: Verdeling
    zonder_postcode: Verdeling
    leveringen: frozenset[str]


Paren = Mapping[str, Mapping[str, Aantal]]
"""Pupils by one end of a pair of postcode areas, and by the other."""


@dataclass(frozen=True)
class Woonstromen:
    """All pairs of home and school of a snapshot, from both ends; made once, and asked for many areas."""

    snapshot: Snapshot
    peiljaar: int | None = None
    van_huis: Paren = field(default_factory=dict)
    naar_school: Paren = field(default_factory=dict)
    zonder_postcode: Paren = field(default_factory=dict)
    leveringen: frozenset[str] = frozenset()

    @staticmethod
    def lees(snapshot: Snapshot) -> Woonstromen:
        """The pairs of the newest count in the snapshot."""
        counted = [node for node in snapshot.of_type("Postcodegebied") if "woonplaatsenPeiljaar" in node.eigenschappen]
        years = [year for node in counted if isinstance(year := node.eigenschappen["woonplaatsenPeiljaar"], int)]
        from_home, abroad = {}, {}
        to_school: dict[str, dict[str, Aantal]] = defaultdict(dict)
        for node in counted:
            schools = lees_lijst(node.eigenschappen.get("schoolplaatsenLeerlingen"))
            from_home[node.id] = {f"pc4:{school}": number for school, number in schools.items()}
            for school, number in from_home[node.id].items():
                to_school[school][node.id] = number
            if elsewhere := lees_lijst(node.eigenschappen.get("leerlingenZonderPostcode")):
                abroad[node.id] = elsewhere
        last = frozenset(node.leveringen[-1] for node in counted)  # the source with the highest rang comes last
        return Woonstromen(snapshot, max(years, default=None), from_home, to_school, abroad, last)

    def van(self, areas: Collection[str]) -> Stromen | None:
        """The flows of an area, given as postcode areas; None when no count is loaded."""
        if self.peiljaar is None:
            return None
        within, out = _gesplitst(self.van_huis, areas)
        _, into = _gesplitst(self.naar_school, areas)
        return Stromen(
            self.peiljaar,
            within,
            _verdeling(out, self._gemeente),
            _verdeling(into, self._gemeente),
            _verdeling(out, self._swv),
            _verdeling(into, self._swv),
            _verdeling(into, self._jeugdregio),
            _verdeling(_gesplitst(self.zonder_postcode, areas)[1], lambda country: country),
            self.leveringen,
        )

    def _gemeente(self, pc4: str) -> str:
        return next((item.naar for item in self.snapshot.out(pc4, "IN_GEMEENTE")), ONBEKEND)

    def _swv(self, pc4: str) -> str:
        return next((item.naar for item in self.snapshot.out(pc4, "IN_SWV_PO")), ONBEKEND)

    def _jeugdregio(self, pc4: str) -> str:
        found = self.snapshot.out(self._gemeente(pc4), "IN_JEUGDREGIO")
        return found[0].naar if found else ONBEKEND


def _gesplitst(pairs: Paren, areas: Collection[str]) -> tuple[Aantal, dict[str, Aantal]]:
    """Of all that has one end in the areas: those with the other end in them too, and the others by that end."""
    within = Aantal()
    outside: dict[str, Aantal] = defaultdict(Aantal)
    for area in areas:
        for other, number in pairs.get(area, {}).items():
            if other in areas:
                within += number
            else:
                outside[other] += number
    return within, outside


def _verdeling(numbers: Mapping[str, Aantal], area_of: Callable[[str], str]) -> Verdeling:
    by_area: dict[str, Aantal] = defaultdict(Aantal)
    for place, number in numbers.items():
        by_area[area_of(place)] += number
    shown, rest = samengenomen(by_area)
    return Verdeling(tuple(sorted(shown.items(), key=lambda item: (-item[1].minst, item[0]))), rest)
