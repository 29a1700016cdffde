"""All fixed divisions against each other, and the SWVs against the jeugdregio's: the national picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from queries.aansluiting.atlas import Atlas, Overlap
from queries.aansluiting.gebied import Gebied
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.maat import Maat, meet
from queries.aansluiting.paar import aansluiting
from queries.aansluiting.tafels import Tafels, tafels
from queries.indeling import VASTE, Indeling


@dataclass(frozen=True, slots=True)
class Paar:
    """Two divisions. samen: how many areas are the same in both; gebieden: how many each has that can be compared."""

    van: Indeling
    naar: Indeling
    maat: Maat
    samen: int
    gebieden: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The national picture.

    paren: each pair of fixed divisions once. rangen: the SWVs of each sector against the jeugdregio's, the best fitting
    first. gelijke_swv: SWVs PO and VO with exactly the same PC4's. raakt: of each SWV, how many areas of each other
    fixed division have a PC4 in common with it. tafels: of every gemeente.
    """

    weging: Weging
    paren: tuple[Paar, ...]
    rangen: tuple[tuple[Indeling, tuple[Gebied, ...]], ...]
    gelijke_swv: tuple[tuple[str, str], ...]
    raakt: tuple[tuple[str, Mapping[str, int]], ...]
    tafels: tuple[Tafels, ...]
    leveringen: frozenset[str]


def overzicht(gewicht: Gewicht, atlas: Atlas) -> Overzicht:
    """Every pair of fixed divisions."""
    weging = atlas.weging(gewicht)
    pairs = []
    for van, naar in combinations(VASTE, 2):
        overlap = atlas.overlap(van, naar)
        sizes = tuple(len({area for areas in overlap.patronen for area in areas[side]}) for side in (0, 1))
        pairs.append(
            Paar(
                overlap.van,
                overlap.naar,
                meet(overlap.gewichten(weging)),
                len(gelijke_gebieden(overlap)),
                (sizes[0], sizes[1]),
            )
        )
    rangen = tuple(
        (atlas.indeling(code), rangorde(aansluiting(code, "jeugdregio", gewicht, atlas).gebieden))
        for code in ("swv-po", "swv-vo")
    )
    return Overzicht(
        weging,
        tuple(pairs),
        rangen,
        gelijke_gebieden(atlas.overlap("swv-po", "swv-vo")),
        tuple(item for code in ("swv-po", "swv-vo") for item in _raakt(code, atlas)),
        tuple(tafels(item, atlas) for item in sorted(atlas.deelnemers("gemeente"), key=atlas.snapshot.naam)),
        atlas.leveringen((*VASTE, "regeling")) | weging.leveringen,
    )


def _raakt(code: str, atlas: Atlas) -> list[tuple[str, Mapping[str, int]]]:
    touched: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for other in VASTE:
        per_pc4 = atlas.gebieden(other)
        for pc4, areas in atlas.gebieden(code).items() if other != code else ():
            for area in areas:
                touched[area][other].update(per_pc4.get(pc4, ()))
    return [(area, {other: len(found) for other, found in touched[area].items()}) for area in sorted(touched)]


def gelijke_gebieden(overlap: Overlap) -> tuple[tuple[str, str], ...]:
    """The pairs of areas with exactly the same PC4's, as far as these can be compared; by id."""
    stukken = overlap.stukken()
    here: dict[str, int] = {}
    there: dict[str, int] = {}
    for one, other in stukken:
        here[one] = here.get(one, 0) + 1
        there[other] = there.get(other, 0) + 1
    return tuple(sorted(key for key in stukken if all(key) and here[key[0]] == 1 == there[key[1]]))


def rangorde(gebieden: tuple[Gebied, ...]) -> tuple[Gebied, ...]:
    """Areas that can be ranked, the best fitting first: by their own index, then by the share that they are of their
    tegenhanger; of areas that are alike, by id."""
    found = [item for item in gebieden if item.maat.index is not None]
    return tuple(
        sorted(found, key=lambda item: (-(item.maat.index or 0), -(item.aandeel_van_tegenhanger or 0), item.id))
    )
