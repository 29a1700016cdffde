"""Two divisions compared: the index, every area with its parts, and the pieces that keep the areas from fitting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.snapshot import SnapRelation
from ontology.errors import SpeelveldError
from queries.aansluiting.atlas import Atlas, Overlap
from queries.aansluiting.gebied import Delen, Gebied, liggingen
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.maat import Maat, meet, meet_gebieden
from queries.aansluiting.misfits import Misfit, Verhuizer, misfits
from queries.indeling import Indeling


@dataclass(frozen=True, slots=True)
class Aansluiting:
    """The answer for two divisions. gebieden: those of `van`; tegengebieden: those of `naar`.

    misfits: those that are afwijkend first, and of these the ones whose move helps most. geschat: gemeenten that a
    border splits, of which the numbers are estimates. overlappend: divisions of which areas overlap. gemeenten: in the
    areas of the answer. niet_van, niet_naar: PC4's without an area, where there should be one. alleen: the area,
    gemeente or vestiging to which the answer is limited, or an empty text; the index is always that of the divisions as
    a whole. rang: of that area, how many of its division fit worse, and how many there are. twijfel: relations that
    the answer rests on and that their source doubts.
    """

    overlap: Overlap
    weging: Weging
    maat: Maat
    gebieden: tuple[Gebied, ...]
    tegengebieden: tuple[Gebied, ...]
    misfits: tuple[Misfit, ...]
    geschat: tuple[str, ...]
    overlappend: tuple[Indeling, ...]
    gemeenten: tuple[str, ...]
    leveringen: frozenset[str]
    niet_van: tuple[str, ...]
    niet_naar: tuple[str, ...]
    twijfel: tuple[SnapRelation, ...]
    alleen: str = ""
    rang: tuple[int, int] | None = None

    @property
    def van(self) -> Indeling:
        """The first division."""
        return self.overlap.van

    @property
    def naar(self) -> Indeling:
        """The second division."""
        return self.overlap.naar


def aansluiting(van: str, naar: str, gewicht: Gewicht, atlas: Atlas) -> Aansluiting:
    """Compare two divisions by their codes; SpeelveldError when one does not exist."""
    overlap = atlas.overlap(van, naar)
    weging = atlas.weging(gewicht)
    weights = overlap.gewichten(weging)
    stukken = overlap.stukken()
    turned = {(there, here): pc4 for (here, there), pc4 in stukken.items()}
    delen = Delen(overlap, weging, atlas)
    heen, terug = meet_gebieden(weights), meet_gebieden({(there, here): w for (here, there), w in weights.items()})
    gebieden = liggingen(stukken, heen, delen)
    tegengebieden = liggingen(turned, terug, delen)
    maat = meet(weights)
    overlappend = _overlappend(overlap)
    return Aansluiting(
        overlap,
        weging,
        maat,
        gebieden,
        tegengebieden,
        misfits(
            stukken,
            {item.id: item for item in gebieden},
            {item.id: item for item in tegengebieden},
            delen,
            None if maat.index is None or overlappend else Verhuizer(overlap, stukken, delen, weights),
        ),
        delen.gesplitst if weging.verdeeld else (),
        overlappend,
        _gemeenten((item for pc4 in stukken.values() for item in pc4), atlas),
        atlas.leveringen((van, naar)) | weging.leveringen,
        overlap.niet_van,
        overlap.niet_naar,
        atlas.twijfels((van, naar)),
    )


def beperk(found: Aansluiting, tot: str, atlas: Atlas) -> Aansluiting:
    """Only what concerns one area of either division, a gemeente or a vestiging.

    Of an area: itself, and the areas of the other division that it touches; of the misfits also those of areas that
    have it as tegenhanger. Of a gemeente or vestiging: the areas in which it lies. SpeelveldError when there are none.
    """
    snapshot = atlas.snapshot
    own = {item.naar for item in snapshot.out(tot, "IN_PC4")} or set(atlas.pc4_van(tot))
    pieces = {key: pc4 for key, pc4 in found.overlap.stukken().items() if tot in key or own & set(pc4)}
    if not pieces:
        raise SpeelveldError(
            f"“{tot}” komt niet voor in {found.van.titel} of {found.naar.titel}",
            herstel="Geef een gebied van een van beide, een gemeente of een vestiging; zoek de code met “zoek”",
        )
    gebieden = tuple(item for item in found.gebieden if any(item.id == here for here, _ in pieces))
    tegengebieden = tuple(item for item in found.tegengebieden if any(item.id == there for _, there in pieces))
    near = {item.id for item in (*gebieden, *tegengebieden) if item.tegenhanger == tot}
    gemeenten = _gemeenten(own or {item for pc4 in pieces.values() for item in pc4}, atlas)
    return replace(
        found,
        gebieden=gebieden,
        tegengebieden=tegengebieden,
        misfits=tuple(
            item for item in found.misfits if (item.van, item.naar) in pieces or {item.van, item.naar} & near
        ),
        geschat=tuple(item for item in found.geschat if item in gemeenten),
        gemeenten=gemeenten,
        niet_van=tuple(item for item in found.niet_van if atlas.gemeente(item) in gemeenten),
        niet_naar=tuple(item for item in found.niet_naar if atlas.gemeente(item) in gemeenten),
        twijfel=tuple(item for item in found.twijfel if {item.van, atlas.gemeente(item.van)} & set(gemeenten)),
        alleen=tot,
        rang=_rang(tot, found.gebieden) or _rang(tot, found.tegengebieden),
    )


def _rang(gebied: str, gebieden: tuple[Gebied, ...]) -> tuple[int, int] | None:
    indices = {item.id: item.maat.index for item in gebieden if item.maat.index is not None}
    if gebied not in indices:
        return None
    return sum(1 for index in indices.values() if index < indices[gebied]), len(indices)


def _gemeenten(pc4: Iterable[str], atlas: Atlas) -> tuple[str, ...]:
    return tuple(sorted({atlas.gemeente(item) for item in pc4} - {""}, key=atlas.snapshot.naam))


def _overlappend(overlap: Overlap) -> tuple[Indeling, ...]:
    sides = ((overlap.van, 0), (overlap.naar, 1))
    return tuple(item for item, side in sides if any(len(areas[side]) > 1 for areas in overlap.patronen))
