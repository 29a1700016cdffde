"""What a postcode area (PC4) counts for when two divisions are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from graph.snapshot import SnapNode, Snapshot


class Gewicht(StrEnum):
    """What is counted."""

    GEMEENTEN = "gemeenten"
    PC4 = "pc4"
    INWONERS = "inwoners"
    LEERLINGEN = "leerlingen"


STANDAARD = Gewicht.INWONERS

_LEAST = 5
"""Within a gemeente every PC4 counts for at least so many pupils: numbers below five may not be told apart, and a
neighbourhood that is younger than the count does have inhabitants."""


@dataclass(frozen=True, slots=True)
class Weging:
    """Weights of PC4's, by id; of those that are not in it the weight is not known.

    uitleg: in plain Dutch, what is counted and how. verdeeld: within a gemeente the numbers are estimates.
    leveringen: ids of the deliveries that the numbers come from.
    """

    gewicht: Gewicht
    per_pc4: Mapping[str, float]
    uitleg: str
    verdeeld: bool
    leveringen: frozenset[str]

    def som(self, pc4: Iterable[str]) -> float:
        """The weight of some PC4's together, whatever their order; what is not known adds nothing."""
        return fsum(self.per_pc4.get(item, 0.0) for item in pc4)


def weeg(gewicht: Gewicht, snapshot: Snapshot) -> Weging:
    """What each PC4 counts for."""
    return _WEGERS[gewicht](snapshot)


def _pc4(snapshot: Snapshot) -> Weging:
    return Weging(
        Gewicht.PC4,
        {node.id: 1.0 for node in snapshot.of_type("Postcodegebied")},
        "Elk postcodegebied (vier cijfers) telt voor 1, hoeveel mensen er ook wonen.",
        verdeeld=False,
        leveringen=frozenset(),
    )


def _gemeenten(snapshot: Snapshot) -> Weging:
    weights = {pc4.id: 1 / len(found) for found in _per_gemeente(snapshot).values() for pc4 in found}
    return Weging(
        Gewicht.GEMEENTEN,
        weights,
        "Elke gemeente telt voor 1, groot of klein. Loopt een grens door een gemeente, dan telt elk deel naar het "
        "aantal postcodegebieden dat erin ligt.",
        verdeeld=False,
        leveringen=frozenset(),
    )


def _inwoners(snapshot: Snapshot) -> Weging:
    weights: dict[str, float] = {}
    leveringen: set[str] = set()
    years: set[int] = set()
    for gemeente, found in _per_gemeente(snapshot).items():
        node = snapshot.node(gemeente)
        inwoners = _getal(node, "inwoners")
        if node is None or inwoners is None:
            continue
        keys = {pc4.id: max(_getal(pc4, "leerlingenWoonachtig") or 0, _LEAST) for pc4 in found}
        years |= {year for pc4 in found if (year := _getal(pc4, "woonplaatsenPeiljaar"))}
        total = sum(keys.values())
        weights |= {pc4: inwoners * key / total for pc4, key in keys.items()}
        leveringen |= set(node.leveringen)
    if years:
        how = (
            f"naar het aantal leerlingen van basisscholen en speciale scholen dat er woont (telling van {max(years)}; "
            f"elk postcodegebied telt voor ten minste {_LEAST} leerlingen)"
        )
    else:
        how = "gelijk over haar postcodegebieden, want er is geen telling geladen van waar mensen wonen"
    return Weging(
        Gewicht.INWONERS,
        weights,
        "Het aantal inwoners is bekend per gemeente. Loopt een grens door een gemeente, dan is het aantal per deel een "
        f"schatting: de inwoners zijn verdeeld {how}.",
        verdeeld=True,
        leveringen=frozenset(leveringen),
    )


def _leerlingen(snapshot: Snapshot) -> Weging:
    weights: dict[str, float] = {node.id: 0.0 for node in snapshot.of_type("Postcodegebied")}
    leveringen: set[str] = set()
    years: set[int] = set()
    without_number = without_place = 0
    for node in snapshot.of_type("Vestiging"):
        aantal = _getal(node, "leerlingen")
        places = snapshot.out(node.id, "IN_PC4")
        if aantal is None:
            without_number += 1
        elif not places:
            without_place += 1
        else:
            weights[places[0].naar] += aantal
            leveringen |= {*node.leveringen, places[0].levering}
            years |= {year for year in [_getal(node, "leerlingenPeiljaar")] if year}
    counted = f" (telling van {max(years)})" if years else ""
    missing = [f"van {without_number} vestigingen is het aantal leerlingen niet bekend, zoals van het hele vo"]
    if without_place:
        missing.append(f"van {without_place} vestigingen de postcode niet")
    return Weging(
        Gewicht.LEERLINGEN,
        weights,
        f"Leerlingen tellen mee waar hun school staat, niet waar zij wonen{counted}. Alleen basisonderwijs, sbo, so en "
        f"vso tellen mee: {' en '.join(missing)}.",
        verdeeld=False,
        leveringen=frozenset(leveringen),
    )


_WEGERS = {
    Gewicht.PC4: _pc4,
    Gewicht.GEMEENTEN: _gemeenten,
    Gewicht.INWONERS: _inwoners,
    Gewicht.LEERLINGEN: _leerlingen,
}


def _per_gemeente(snapshot: Snapshot) -> dict[str, list[SnapNode]]:
    """The PC4's of each gemeente; a PC4 belongs to one gemeente."""
    found: dict[str, list[SnapNode]] = defaultdict(list)
    for pc4 in snapshot.of_type("Postcodegebied"):
        for item in snapshot.out(pc4.id, "IN_GEMEENTE")[:1]:
            found[item.naar].append(pc4)
    return found


def _getal(node: SnapNode | None, eigenschap: str) -> int | None:
    value = node.eigenschappen.get(eigenschap) if node else None
    return value if isinstance(value, int) else None
