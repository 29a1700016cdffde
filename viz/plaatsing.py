"""Where each node of a network picture stands: in panels around the start, so that no two texts overlap.

A panel holds, in rows and with a heading, the neighbours of one kind that are reached along one relation. Panels are
put one by one on the nearest free spot: those that hang on the start around it, further ones outward of what they hang
on. A panel never moves because a later one is added, so a picture that grows keeps its shape. All sizes and positions
are in the unit of the picture, one pixel at full size; y grows downward.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ontology.schema import load_schema
from queries.omgeving import Omgeving, Verbinding

LETTER, REGEL = 7.4, 15
"""Width of a sign and height of a line of a label, at 14 pixels; an average, on the wide side."""
STRAAL = 11
"""Half the size of the shape of a node."""
_BREED, _REGELS = 24, 4
"""Most signs on a line of a label, and most lines; what is longer ends with an ellipsis."""
_RAND, _TUSSEN, _KOP = 14, 26, 28
"""Inside a panel around what it holds; between panels; height of a line of a heading."""
_KOP_LETTER, _KOP_BREED = 10.0, 26
_VERHOUDING = 1.9
"""A picture is wider than it is high, as a screen is."""


@dataclass(frozen=True, slots=True)
class Groep:
    """What makes a panel: neighbours of one kind along one relation. bij: the node they hang on, or its group."""

    bij: str | Groep
    relatie: str
    omgekeerd: bool
    soort: str


@dataclass(frozen=True, slots=True)
class Vak:
    """A rectangle: its middle and its size."""

    x: float
    y: float
    breedte: float
    hoogte: float


@dataclass(frozen=True, slots=True)
class Paneel:
    """A group with its place and the nodes in it, in reading order. kop: the lines of the heading."""

    groep: Groep
    kop: tuple[str, ...]
    vak: Vak
    knopen: tuple[str, ...]


class Punt(NamedTuple):
    """A place in the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """Where everything stands. The start is at (0, 0). etiketten: the lines under each node."""

    punten: Mapping[str, Punt]
    etiketten: Mapping[str, tuple[str, ...]]
    panelen: tuple[Paneel, ...]


def etiket(naam: str) -> tuple[str, ...]:
    """A name in at most four short lines."""
    lines = textwrap.wrap(naam, _BREED, max_lines=_REGELS, placeholder=" …")
    return tuple(lines) or ("?",)


def plaats(omgeving: Omgeving, koppen: Mapping[Groep, str]) -> Plaatsing:
    """Places for all nodes. koppen: the heading of each of the `groepen` of the same omgeving."""
    etiketten = {item.id: etiket(item.naam) for item in omgeving.knopen}
    punten = {omgeving.start: Punt(0, 0)}
    start = _cel([etiketten[omgeving.start]])
    bezet = [Vak(0, 0, start.x + 2 * _RAND, start.y + 2 * _RAND)]
    panelen: list[Paneel] = []
    schema = load_schema()
    for groep, leden in groepen(omgeving).items():
        anker = punten[groep.bij] if isinstance(groep.bij, str) else _midden(groep.bij, panelen)
        paneel = _paneel(groep, leden, koppen[groep], etiketten)
        vrij = _vrije_plek(paneel.vak, anker, bezet)
        bezet.append(vrij)
        panelen.append(Paneel(groep, paneel.kop, vrij, leden))
        punten |= _in_rijen(panelen[-1], etiketten, in_vorm=schema.nodes[groep.soort].vorm == "box")
    return Plaatsing(punten, etiketten, tuple(panelen))


def groepen(omgeving: Omgeving) -> dict[Groep, tuple[str, ...]]:
    """The groups with their nodes: those around the start first, then outward; each node but the start is in one.

    Each node that was unfolded has groups of its own.
    """
    buren: dict[str, list[tuple[str, Verbinding]]] = {item.id: [] for item in omgeving.knopen}
    for relatie in omgeving.relaties:
        buren[relatie.van].append((relatie.naar, relatie))
        buren[relatie.naar].append((relatie.van, relatie))
    afstand = {item.id: item.afstand for item in omgeving.knopen}
    volgorde = list(dict.fromkeys((*omgeving.uitgeklapt, *afstand)))
    voorrang = {node: place for place, node in enumerate(volgorde)}
    van_knoop: dict[str, Groep] = {}
    leden: dict[Groep, list[str]] = {}
    for knoop in omgeving.knopen[1:]:
        naast = [found for found in buren[knoop.id] if afstand[found[0]] == knoop.afstand - 1]
        ouder, relatie = min(naast, key=lambda found: voorrang[found[0]])
        bij = ouder if ouder == omgeving.start or ouder in omgeving.uitgeklapt else van_knoop[ouder]
        groep = Groep(bij, relatie.type, relatie.naar == ouder, knoop.type)
        van_knoop[knoop.id] = groep
        leden.setdefault(groep, []).append(knoop.id)
    return {groep: tuple(found) for groep, found in leden.items()}


def _cel(etiketten: Collection[tuple[str, ...]]) -> Punt:
    """The size of the place that each of these nodes takes, its label included."""
    breed = max(len(regel) for found in etiketten for regel in found) * LETTER
    return Punt(max(breed, 2 * STRAAL) + 12, 2 * STRAAL + max(map(len, etiketten)) * REGEL + 16)


def _paneel(groep: Groep, leden: tuple[str, ...], kop: str, etiketten: Mapping[str, tuple[str, ...]]) -> Paneel:
    """A panel that is not placed yet."""
    cel = _cel([etiketten[node] for node in leden])
    kolommen = _kolommen(len(leden), cel)
    breed = kolommen * cel.x
    lines = textwrap.wrap(kop, max(_KOP_BREED, int(breed / _KOP_LETTER)))
    breed = max(breed, max(len(line) for line in lines) * _KOP_LETTER) + 2 * _RAND
    hoog = math.ceil(len(leden) / kolommen) * cel.y + len(lines) * _KOP + 2 * _RAND
    return Paneel(groep, tuple(lines), Vak(0, 0, breed, hoog), leden)


def _kolommen(aantal: int, cel: Punt) -> int:
    return max(1, round(math.sqrt(aantal * cel.y * _VERHOUDING / cel.x)))


def _in_rijen(paneel: Paneel, etiketten: Mapping[str, tuple[str, ...]], *, in_vorm: bool) -> Iterator[tuple[str, Punt]]:
    """The places of the nodes of a panel. in_vorm: the label stands in the shape instead of under it."""
    cel = _cel([etiketten[node] for node in paneel.knopen])
    kolommen = min(_kolommen(len(paneel.knopen), cel), len(paneel.knopen))
    boven = paneel.vak.y - paneel.vak.hoogte / 2 + _RAND + len(paneel.kop) * _KOP
    for place, node in enumerate(paneel.knopen):
        rij, kolom = divmod(place, kolommen)
        x = paneel.vak.x + (kolom - (kolommen - 1) / 2) * cel.x
        midden = cel.y / 2 if in_vorm else STRAAL + 4
        yield node, Punt(round(x, 1), round(boven + rij * cel.y + midden, 1))


def _midden(groep: Groep, panelen: Sequence[Paneel]) -> Punt:
    return next(Punt(item.vak.x, item.vak.y) for item in panelen if item.groep == groep)


def _vrije_plek(vak: Vak, anker: Punt, bezet: Sequence[Vak]) -> Vak:
    """The free spot near the anchor that keeps the whole picture smallest."""
    found = (_op_straal(vak, anker, hoek, bezet) for hoek in range(0, 360, 10))
    return min(found, key=lambda item: _omvang((*bezet, item)) + _ver(item, anker) / 2)


def _omvang(vakken: Collection[Vak]) -> float:
    """The size of what holds all these rectangles, as high as a picture of that shape would be."""
    breed = max(item.x + item.breedte / 2 for item in vakken) - min(item.x - item.breedte / 2 for item in vakken)
    hoog = max(item.y + item.hoogte / 2 for item in vakken) - min(item.y - item.hoogte / 2 for item in vakken)
    return max(breed / _VERHOUDING, hoog)


def _ver(vak: Vak, punt: Punt) -> float:
    return math.hypot((vak.x - punt.x) / _VERHOUDING, vak.y - punt.y)


def _op_straal(vak: Vak, anker: Punt, hoek: int, bezet: Sequence[Vak]) -> Vak:
    """The first free spot going outward from the anchor at this angle (degrees)."""
    richting = Punt(math.cos(math.radians(hoek)) * _VERHOUDING, math.sin(math.radians(hoek)))
    ver = 0.0
    for begin, eind in sorted(_versperd(vak, anker, richting, ander) for ander in bezet):
        if begin > ver:
            break
        ver = max(ver, eind)
    return Vak(round(anker.x + richting.x * ver, 1), round(anker.y + richting.y * ver, 1), vak.breedte, vak.hoogte)


def _versperd(vak: Vak, anker: Punt, richting: Punt, ander: Vak) -> tuple[float, float]:
    """From where to where, going in this direction, the rectangle is too near the other one; (inf, inf): nowhere."""
    breed = (vak.breedte + ander.breedte) / 2 + _TUSSEN
    hoog = (vak.hoogte + ander.hoogte) / 2 + _TUSSEN
    begin, eind = -math.inf, math.inf
    for plek, stap, ruimte in ((anker.x - ander.x, richting.x, breed), (anker.y - ander.y, richting.y, hoog)):
        een, twee = sorted(((-ruimte - plek) / stap, (ruimte - plek) / stap)) if stap else (-math.inf, math.inf)
        if not stap and abs(plek) >= ruimte:
            return math.inf, math.inf
        begin, eind = max(begin, een), min(eind, twee)
    return (begin, eind) if begin < eind else (math.inf, math.inf)
