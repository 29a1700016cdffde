"""One map, complete: a division, perhaps the borders of a second one over it, perhaps only where one area lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from graph.delivery import Levering
from queries.kaart.gebieden import Grenzen, Kaart, Laag, School, Uitsnede, kruisingen
from queries.kaart.punten import Reden


@dataclass(frozen=True, slots=True)
class Beeld:
    """What a map shows.

    kruisingen: for each area of `laag` the areas of `over` in which it lies, with the number of PC4's in both.
    zonder: the PC4's without land, by the reason. van_scholen: those of which the point is the middle of their schools.
    grenzen: how exact the borders are. All three of what the map is about only.
    """

    laag: Laag
    over: Laag | None
    uitsnede: Uitsnede | None
    kruisingen: dict[str, dict[str, int]]
    peildatum: date
    zonder: dict[Reden, tuple[str, ...]]
    van_scholen: tuple[str, ...]
    grenzen: Grenzen
    leveringen: tuple[Levering, ...]


def beeld(kaart: Kaart, code: str, over: str = "", gebied: str = "") -> Beeld:
    """The map of a division; SpeelveldError when the division or the area is not known.

    over: the code of a second division. gebied: the id of an area; then only what lies in it is shown, whole.
    """
    laag = kaart.laag(code)
    tweede = kaart.laag(over) if over else None
    uitsnede = kaart.uitsnede(gebied) if gebied else None
    if uitsnede:
        laag = _within(laag, uitsnede)
        tweede = _within(tweede, uitsnede) if tweede else None
    about = {pc4 for item in laag.gebieden for pc4 in item.pc4} if uitsnede is None else frozenset(uitsnede.pc4)
    zonder: dict[Reden, list[str]] = {}
    for pc4, reden in kaart.punten.zonder:
        if pc4 in about:
            zonder.setdefault(reden, []).append(pc4)
    return Beeld(
        laag,
        tweede,
        uitsnede,
        kruisingen(laag, tweede) if tweede else {},
        kaart.snapshot.peildatum,
        {reden: tuple(found) for reden, found in zonder.items()},
        tuple(pc4 for pc4 in kaart.punten.van_scholen if pc4 in about),
        kaart.officieel(pc4 for item in laag.gebieden for pc4 in item.pc4),
        kaart.leveringen(*(item for item in (laag, tweede) if item)),
    )


def scholen(kaart: Kaart, uitsnede: Uitsnede | None) -> tuple[School, ...]:
    """The schools of a map: all of them, or those in the area that it is about."""
    if uitsnede is None:
        return kaart.scholen
    within = frozenset(uitsnede.pc4)
    return tuple(item for item in kaart.scholen if item.pc4 in within)


def _within(laag: Laag, uitsnede: Uitsnede) -> Laag:
    """The areas that share a PC4 with the one that the map is about."""
    within = frozenset(uitsnede.pc4)
    gebieden = tuple(item for item in laag.gebieden if not within.isdisjoint(item.pc4))
    ids = {item.id for item in gebieden}
    return replace(laag, gebieden=gebieden, buren=tuple(pair for pair in laag.buren if ids.issuperset(pair)))
