"""The index: BCubed F, a measure from the literature for comparing two ways to divide the same things into groups.

Bagga and Baldwin (1998), “Entity-based cross-document coreferencing using the vector space model”, COLING-ACL,
https://doi.org/10.3115/980451.980859; Amigó, Gonzalo, Artiles and Verdejo (2009), “A comparison of extrinsic clustering
evaluation metrics based on formal constraints”, Information Retrieval 12(4), 461-486,
https://doi.org/10.1007/s10791-008-9066-8, which also extends it to groups that overlap.

Take an inhabitant, and all who live in the same `van` area: which share of them lives in the same `naar` area too? The
mean over all inhabitants is `heen`; the other way around it is `terug`; the index is their harmonic mean. So it is
symmetric, lies between 0 and 1, is 1 exactly when the areas of both divisions coincide (what weighs nothing aside), and
drops when an area is split further. Why not another: mutual information and the variation of information cannot be said
in a sentence, and call nearly any two divisions of the country alike; Rand indices weigh an area by the square of its
size, so that a few cities decide; van Dongen's metric looks at the largest part only, and does not see whether the rest
of an area is shared out over one other area or over five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

Patroon = tuple[tuple[str, ...], tuple[str, ...]]
"""The `van` areas and the `naar` areas in which a PC4 lies; one of them is empty where that division has no area."""


@dataclass(frozen=True, slots=True)
class Maat:
    """heen, terug and index, each from 0 to 1; None when nothing with a weight lies in both divisions."""

    heen: float | None
    terug: float | None

    @property
    def index(self) -> float | None:
        """The harmonic mean of heen and terug."""
        if self.heen is None or self.terug is None:
            return None
        return self.heen if self.heen == self.terug else 2 * self.heen * self.terug / (self.heen + self.terug)


@dataclass(frozen=True, slots=True)
class Gebiedsmaat:
    """Of one area: `index` is the chance that two of its inhabitants share an area of the other division.

    gewicht: of all that lies in the area; gedekt: of what also has an area in the other division. heen is the mean of
    the indices of the `van` areas, weighed by `gedekt` (when those areas do not overlap), and terug that of the others.
    """

    index: float | None
    gewicht: float
    gedekt: float


def meet(gewichten: Mapping[Patroon, float]) -> Maat:
    """The measure of two divisions, from the weight of each pattern."""
    omgekeerd = {(naar, van): weight for (van, naar), weight in gewichten.items()}
    return Maat(_richting(gewichten), _richting(omgekeerd))


def meet_gebieden(gewichten: Mapping[Patroon, float]) -> dict[str, Gebiedsmaat]:
    """The measure of each `van` area."""
    per_gebied: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    for (van, naar), weight in gewichten.items():
        for gebied in van:
            found = per_gebied[gebied]
            found[naar] = found.get(naar, 0.0) + weight
    return {gebied: _gebied(found) for gebied, found in per_gebied.items()}


def _gebied(delen: Mapping[tuple[str, ...], float]) -> Gebiedsmaat:
    gewicht = sum(delen.values())
    gedekt = sum(weight for naar, weight in delen.items() if naar)
    if not gedekt:
        return Gebiedsmaat(None, gewicht, gedekt)
    if len(delen) == 1:
        return Gebiedsmaat(1.0, gewicht, gedekt)  # exactly, also when the weight is a broken number
    if all(len(naar) < 2 for naar in delen):
        together = sum(weight * weight for naar, weight in delen.items() if naar)
    else:
        together = sum(
            weight * sum(found for other, found in delen.items() if set(naar) & set(other))
            for naar, weight in delen.items()
        )
    return Gebiedsmaat(together / (gedekt * gewicht), gewicht, gedekt)


def _richting(gewichten: Mapping[Patroon, float]) -> float | None:
    """The BCubed precision: the mean over all that lies in both divisions."""
    if any(len(van) > 1 for van, _ in gewichten):
        return _overlappend(gewichten)
    maten = [item for item in meet_gebieden(gewichten).values() if item.index is not None]
    total = sum(item.gedekt for item in maten)
    missed = sum(item.gedekt * (1 - item.index) for item in maten if item.index is not None)
    return 1 - missed / total if total else None


def _overlappend(gewichten: Mapping[Patroon, float]) -> float | None:
    """The extended precision of Amigó and others: of a pair that shares areas, the share of them that they also share
    in the other division counts, at most 1."""
    total = found = 0.0
    for (van, naar), weight in gewichten.items():
        if not van or not naar:
            continue
        fellows = together = 0.0
        for (other_van, other_naar), other in gewichten.items():
            shared = len(set(van) & set(other_van))
            if shared:
                fellows += other
                together += other * min(shared, len(set(naar) & set(other_naar))) / shared
        total += weight
        found += weight * together / fellows if fellows else 0.0
    return found / total if total else None
