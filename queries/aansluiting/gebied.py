"""One area as another division sees it: its parts, where it mostly lies, and what must move for it to fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from queries.aansluiting.atlas import BUITEN, Atlas, Overlap
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.maat import Gebiedsmaat, meet_gebieden

Stukken = Mapping[tuple[str, str], tuple[str, ...]]
"""PC4's by an area of one division and an area of the other."""


class Ligging(StrEnum):
    """How an area lies in the other division."""

    VALT_SAMEN = "valt-samen"  # it is an area of the other division
    LIGT_BINNEN = "ligt-binnen"  # it is a part of one area
    BESTAAT_UIT = "bestaat-uit"  # it is several areas, each of them whole
    DOORSNEDEN = "doorsneden"  # a border of the other division runs through it, and goes on outside it
    GEEN = "geen"  # the other division has no area here


@dataclass(frozen=True, slots=True)
class GemeenteDeel:
    """A gemeente, or the part of it that is meant; of a part, `pc4` names the postcode areas.

    aandeel: of the weight of the gemeente, as far as it can be compared; None when it weighs nothing. id: empty for
    PC4's of which the record names no gemeente.
    """

    id: str
    heel: bool
    aandeel: float | None
    pc4: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deel:
    """The part of an area that lies in one area of the other division (`id`), or in none (BUITEN).

    aandeel: of the area; None when the area weighs nothing.
    """

    id: str
    aandeel: float | None
    gewicht: float
    pc4: int
    gemeenten: tuple[GemeenteDeel, ...]


@dataclass(frozen=True, slots=True)
class Verplaatsing:
    """What must change area for something to fit, and how much that weighs. Empty: it fits."""

    gewicht: float
    gemeenten: tuple[GemeenteDeel, ...]


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area as the other division sees it.

    tegenhanger: the area of the other division with the largest part of it (empty: none), of which it is
    `aandeel_van_tegenhanger`. naar_heel: the set of the least weight that must move for this area to lie in one area of
    the other division; naar_samenval: for it to coincide with its tegenhanger. Both are exact: all of it now lies in
    one of the two areas and not in the other, so all of it must change area in one of the two divisions.
    """

    id: str
    heel: bool
    ligging: Ligging
    maat: Gebiedsmaat
    pc4: int
    delen: tuple[Deel, ...]
    tegenhanger: str
    aandeel_van_tegenhanger: float | None
    naar_heel: Verplaatsing
    naar_samenval: Verplaatsing

    @property
    def aandeel_in_tegenhanger(self) -> float | None:
        """The share of this area that lies in its tegenhanger."""
        return self.delen[0].aandeel if self.tegenhanger else None


def gebied_in(gebied: str, van: str, naar: str, gewicht: Gewicht, atlas: Atlas) -> Gebied | None:
    """How one area of `van` lies in `naar`; None when it has no PC4 that can be compared."""
    overlap = atlas.overlap(van, naar)
    weging = atlas.weging(gewicht)
    maten = meet_gebieden(overlap.gewichten(weging))
    if gebied not in maten:
        return None
    return liggingen(overlap.stukken(), maten, Delen(overlap, weging, atlas), frozenset((gebied,)))[0]


class Delen:
    """Turns PC4's into gemeenten and parts of gemeenten."""

    def __init__(self, overlap: Overlap, weging: Weging, atlas: Atlas) -> None:
        self.weging = weging
        self._atlas = atlas
        self._all: dict[str, set[str]] = defaultdict(set)
        pieces: dict[str, int] = defaultdict(int)
        for pc4 in overlap.patronen.values():
            found = {atlas.gemeente(item) for item in pc4} - {""}
            for item in pc4:
                self._all[atlas.gemeente(item)].add(item)
            for gemeente in found:
                pieces[gemeente] += 1
        self.gesplitst = tuple(sorted((item for item, count in pieces.items() if count > 1), key=atlas.snapshot.naam))

    def gemeenten(self, pc4: Iterable[str]) -> tuple[GemeenteDeel, ...]:
        """The gemeenten of some PC4's, by name; whole when all that can be compared is among them."""
        per: dict[str, set[str]] = defaultdict(set)
        for item in pc4:
            per[self._atlas.gemeente(item)].add(item)
        return tuple(self._deel(item, per[item]) for item in sorted(per, key=self._atlas.snapshot.naam))

    def _deel(self, gemeente: str, pc4: set[str]) -> GemeenteDeel:
        whole = self._all[gemeente]
        if gemeente and pc4 == whole:
            return GemeenteDeel(gemeente, True, 1.0, ())
        total = self.weging.som(whole)
        share = self.weging.som(pc4) / total if total and gemeente else None
        return GemeenteDeel(gemeente, False, share, tuple(sorted(pc4)))

    def raakt(self, gemeente: str, pc4: tuple[str, ...]) -> bool:
        """Whether a gemeente has one of these PC4's."""
        return not self._all[gemeente].isdisjoint(pc4)

    def verplaatsing(self, pc4: set[str]) -> Verplaatsing:
        """What it is to move some PC4's."""
        return Verplaatsing(self.weging.som(pc4), self.gemeenten(pc4))


def liggingen(
    stukken: Stukken, maten: Mapping[str, Gebiedsmaat], delen: Delen, alleen: frozenset[str] = frozenset()
) -> tuple[Gebied, ...]:
    """The areas of the side that comes first in `stukken`, by id. alleen: these, when any are given."""
    here: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    there: dict[str, set[str]] = defaultdict(set)
    for (gebied, ander), pc4 in stukken.items():
        here[gebied][ander] = pc4
        there[ander].update(pc4)
    wanted = alleen or here.keys() - {BUITEN}
    return tuple(_gebied(key, here[key], there, maten[key], delen) for key in sorted(wanted))


def _gebied(
    gebied: str,
    stukken: Mapping[str, tuple[str, ...]],
    there: Mapping[str, set[str]],
    maat: Gebiedsmaat,
    delen: Delen,
) -> Gebied:
    whole = {item for pc4 in stukken.values() for item in pc4}
    total = delen.weging.som(whole)
    found = sorted(
        (
            Deel(ander, weight / total if total else None, weight, len(pc4), delen.gemeenten(pc4))
            for ander, pc4 in stukken.items()
            for weight in [delen.weging.som(pc4)]
        ),
        # Outside comes last; of equal weights the most PC4's, then the order of the ids: the same answer every time.
        key=lambda deel: (deel.id == BUITEN, -deel.gewicht, -deel.pc4, deel.id),
    )
    best = found[0].id
    tegen = there[best] if best != BUITEN else set()
    tegen_gewicht = delen.weging.som(tegen)
    return Gebied(
        id=gebied,
        heel=any(set(pc4) == whole for ander, pc4 in stukken.items() if ander != BUITEN),
        ligging=_ligging(whole, stukken, there),
        maat=maat,
        pc4=len(whole),
        delen=tuple(found),
        tegenhanger=best,
        aandeel_van_tegenhanger=found[0].gewicht / tegen_gewicht if tegen_gewicht else None,
        naar_heel=delen.verplaatsing(whole - tegen),
        naar_samenval=delen.verplaatsing(whole ^ tegen),
    )


def _ligging(whole: set[str], stukken: Mapping[str, tuple[str, ...]], there: Mapping[str, set[str]]) -> Ligging:
    others = {ander: set(pc4) for ander, pc4 in stukken.items() if ander != BUITEN}
    if not others:
        return Ligging.GEEN
    if any(there[ander] == whole for ander in others):
        return Ligging.VALT_SAMEN
    if any(pc4 == whole for pc4 in others.values()):
        return Ligging.LIGT_BINNEN
    if BUITEN not in stukken and all(there[ander] == pc4 for ander, pc4 in others.items()):
        return Ligging.BESTAAT_UIT
    return Ligging.DOORSNEDEN
