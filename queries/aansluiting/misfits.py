"""The pieces that keep the areas of two divisions from fitting, and what it would help if one moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.aansluiting.atlas import BUITEN, Overlap
from queries.aansluiting.gebied import Delen, Gebied, GemeenteDeel, Stukken
from queries.aansluiting.maat import Patroon, meet

_GELIJK = 1e-9
"""Gains that differ less than this only differ in the order in which weights were added."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A piece that is not the largest part of both the areas in which it lies.

    afwijkend: it is the largest part of neither, so it belongs elsewhere in the eyes of both; if not, it is most of one
    area, which lies in a larger one. winst: of a piece that is afwijkend, how much the index rises when it alone moves
    to `verhuist_naar` (to one of these, when they help equally); None and empty when no move was measured.
    """

    van: str
    naar: str
    gewicht: float
    aandeel_van: float | None
    aandeel_naar: float | None
    afwijkend: bool
    gemeenten: tuple[GemeenteDeel, ...]
    winst: float | None = None
    verhuist_naar: tuple[str, ...] = ()


def misfits(
    stukken: Stukken, van: Mapping[str, Gebied], naar: Mapping[str, Gebied], delen: Delen, verhuizer: Verhuizer | None
) -> tuple[Misfit, ...]:
    """Every piece but those in which two areas have the largest part of each other."""
    found = []
    for (here, there), pc4 in stukken.items():
        if BUITEN in (here, there):
            continue
        most_van, most_naar = van[here].tegenhanger == there, naar[there].tegenhanger == here
        if most_van and most_naar:
            continue
        afwijkend = not most_van and not most_naar
        best = verhuizer.beste(van[here], naar[there]) if verhuizer and afwijkend else (None, ())
        weight = delen.weging.som(pc4)
        shares = _share(weight, van[here].maat.gewicht), _share(weight, naar[there].maat.gewicht)
        found.append(Misfit(here, there, weight, *shares, afwijkend, delen.gemeenten(pc4), *best))
    return tuple(
        sorted(found, key=lambda item: (not item.afwijkend, -(item.winst or 0), -item.gewicht, item.van, item.naar))
    )


class Verhuizer:
    """Finds where a piece should go in one of two divisions without overlaps, and what the index gains by it."""

    def __init__(self, overlap: Overlap, stukken: Stukken, delen: Delen, gewichten: Mapping[Patroon, float]) -> None:
        self._indelingen = overlap.van, overlap.naar
        self._stukken, self._delen, self._gewichten = stukken, delen, gewichten
        self._index = meet(gewichten).index or 0.0

    def beste(self, van: Gebied, naar: Gebied) -> tuple[float | None, tuple[str, ...]]:
        """The gain, and the area to which the piece goes, or the areas that are equally good.

        A part of a gemeente goes to where the rest of that gemeente lies, when that helps; else a piece goes to the
        tegenhanger of one of its areas. A division that goes by gemeente does not take parts of gemeenten.
        """
        piece = (van.id, naar.id)
        parts = [item for item in self._delen.gemeenten(self._stukken[piece]) if not item.heel]
        rest = [self._winst(piece, side, area) for side in (0, 1) for area in self._van_de_rest(piece, side, parts)]
        if any(gain > 0 for gain, _ in rest):
            return _beste(rest)
        goals = (naar.tegenhanger, van.tegenhanger)
        allowed = (side for side in (0, 1) if self._indelingen[side].per_pc4 or not parts)
        return _beste([self._winst(piece, side, goals[side]) for side in allowed])

    def _van_de_rest(self, piece: tuple[str, str], side: int, parts: list[GemeenteDeel]) -> set[str]:
        """The areas on a side that hold the other parts of gemeenten that are split."""
        return {
            key[side]
            for key, pc4 in self._stukken.items()
            if key[side] not in (piece[side], BUITEN) and any(self._delen.raakt(item.id, pc4) for item in parts)
        }

    def _winst(self, piece: tuple[str, str], side: int, goal: str) -> tuple[float, str]:
        before = ((piece[0],), (piece[1],))
        after = ((goal,), before[1]) if side == 0 else (before[0], (goal,))
        weights = dict(self._gewichten)
        weights[after] = weights.get(after, 0.0) + weights.pop(before)
        return (meet(weights).index or 0.0) - self._index, goal


def _beste(moves: Sequence[tuple[float, str]]) -> tuple[float | None, tuple[str, ...]]:
    if not moves:
        return None, ()
    best = max(gain for gain, _ in moves)
    return best, tuple(sorted(goal for gain, goal in moves if best - gain < _GELIJK))


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
