"""How the alignment of two divisions changed between two days, and what moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from queries.aansluiting.atlas import BUITEN, Atlas
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.maat import Maat, meet, meet_gebieden

_GELIJK = 1e-9
"""Indices that differ less than this only differ in the order in which weights were added."""


@dataclass(frozen=True, slots=True)
class Verhuizing:
    """PC4's that went from one area to another (BUITEN: none) of a division. gemeenten: on the second day."""

    indeling: str
    van: str
    naar: str
    gewicht: float
    pc4: tuple[str, ...]
    gemeenten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gebiedsverschil:
    """An area of which the index differs between two days; None: on that day it is not there or cannot be compared."""

    indeling: str
    gebied: str
    eerst: float | None
    dan: float | None


@dataclass(frozen=True, slots=True)
class Verschil:
    """Two days, in order. Both are measured with the weights of the last, so that only borders make a difference.

    verhuizingen: of both divisions, the heaviest first. gebieden: those of which the index changed. zonder_gegevens:
    the days and divisions of which the record has no areas; then nothing is said of what moved in that division, or of
    areas. nieuwste: of each division, the peildatum of its newest delivery; what changed since is not in the record.
    alleen_een_dag: PC4's that the record has on one of the days.
    """

    eerst: date
    dan: date
    maat_eerst: Maat
    maat_dan: Maat
    verhuizingen: tuple[Verhuizing, ...]
    gebieden: tuple[Gebiedsverschil, ...]
    zonder_gegevens: tuple[tuple[date, str], ...]
    nieuwste: tuple[tuple[str, date], ...]
    alleen_een_dag: tuple[str, ...]


def verschil(van: str, naar: str, gewicht: Gewicht, een: Atlas, ander: Atlas) -> Verschil:
    """Compare two days, in any order; SpeelveldError when a division does not exist."""
    eerst, dan = sorted((een, ander), key=lambda atlas: atlas.snapshot.peildatum)
    weging = dan.weging(gewicht)
    codes = tuple(dict.fromkeys((van, naar)))
    empty = [
        (atlas.snapshot.peildatum, code)
        for code in codes
        for atlas in (eerst, dan)
        if not any(atlas.gebieden(code).values())
    ]
    known = [code for code in codes if code not in {other for _, other in empty}]
    moves = [item for code in known for item in _verhuizingen(code, weging, eerst, dan)]
    return Verschil(
        eerst.snapshot.peildatum,
        dan.snapshot.peildatum,
        meet(eerst.overlap(van, naar).gewichten(weging)),
        meet(dan.overlap(van, naar).gewichten(weging)),
        tuple(sorted(moves, key=lambda item: (-item.gewicht, -len(item.pc4), item.indeling, item.van, item.naar))),
        tuple(_gebieden(van, naar, weging, eerst, dan) if not empty else ()),
        tuple(empty),
        tuple((code, day) for code in codes if (day := dan.nieuwste(code))),
        tuple(sorted(set(eerst.pc4) ^ set(dan.pc4))),
    )


def _gebieden(van: str, naar: str, weging: Weging, eerst: Atlas, dan: Atlas) -> Iterator[Gebiedsverschil]:
    for one, other in dict.fromkeys(((van, naar), (naar, van))):
        before, after = (
            {area: item.index for area, item in meet_gebieden(atlas.overlap(one, other).gewichten(weging)).items()}
            for atlas in (eerst, dan)
        )
        for area in sorted(before.keys() | after.keys()):
            pair = before.get(area), after.get(area)
            if None in pair or abs((pair[0] or 0) - (pair[1] or 0)) > _GELIJK:
                yield Gebiedsverschil(one, area, *pair)


def _verhuizingen(code: str, weging: Weging, eerst: Atlas, dan: Atlas) -> list[Verhuizing]:
    before, after = eerst.gebieden(code), dan.gebieden(code)
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pc4 in sorted(set(eerst.pc4) & set(dan.pc4)):
        old, new = set(before.get(pc4, ())), set(after.get(pc4, ()))
        for gone in (old - new) or ({BUITEN} if new - old else ()):
            for come in (new - old) or (BUITEN,):
                moved[gone, come].append(pc4)
    return [
        Verhuizing(
            code,
            gone,
            come,
            weging.som(pc4),
            tuple(pc4),
            tuple(sorted({dan.gemeente(item) for item in pc4} - {""}, key=dan.snapshot.naam)),
        )
        for (gone, come), pc4 in moved.items()
    ]
