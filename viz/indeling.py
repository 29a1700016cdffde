"""The chapters of a `Rapport` with what every writer needs of them: their depth, their anchors, their shape."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from viz.breedte import is_breed
from viz.rapport import Alinea, Blok, Hoofdstuk, Rapport, Tabel

_LONG = 20  # rows of tables, or lines of contents


@dataclass(frozen=True, slots=True)
class Deel:
    """A chapter (niveau 1) or a section under it (niveau 2 and up).

    anker: unique in the report, and the same as long as the heading is. blokken: with the anchor of each table, an
    empty one for others. breed: here or further down stands a table that wants a page on its side. nieuwe_bladzijde: it
    is a long chapter after another, or the first one under long contents, which begins on a page of its own.
    """

    kop: str
    niveau: int
    anker: str
    blokken: tuple[tuple[str, Blok], ...]
    onderdelen: tuple[Deel, ...]
    breed: bool
    nieuwe_bladzijde: bool


def indeling(rapport: Rapport) -> tuple[Deel, ...]:
    """The chapters of the report; under long contents the first, its summary, begins on a page of its own."""
    parts = _parts(rapport.hoofdstukken, 1, Counter())
    if sum(1 + len(part.onderdelen) for part in parts) < _LONG:
        return parts
    return (replace(parts[0], nieuwe_bladzijde=True), *parts[1:])


def begint_met_let_op(alinea: Alinea) -> bool:
    """Whether a warning says itself that it is one, so that a writer need not."""
    first = alinea.delen[0] if alinea.delen else ""
    return isinstance(first, str) and first.lstrip().lower().startswith("let op")


def _parts(chapters: Iterable[Hoofdstuk], level: int, used: Counter[str]) -> tuple[Deel, ...]:
    found: list[Deel] = []
    for chapter in chapters:
        anchor = _anchor("h", chapter.kop, used)
        blocks = tuple(
            (_anchor("t", block.naam, used) if isinstance(block, Tabel) else "", block) for block in chapter.blokken
        )
        below = _parts(chapter.onderdelen, level + 1, used)
        wide = any(isinstance(block, Tabel) and is_breed(block) for block in chapter.blokken)
        wide = wide or any(item.breed for item in below)
        fresh = level == 1 and bool(found) and sum(len(item.rijen) for item in chapter.tabellen()) >= _LONG
        found.append(Deel(chapter.kop, level, anchor, blocks, below, wide, fresh))
    return tuple(found)


def _anchor(kind: str, text: str, used: Counter[str]) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    name = f"{kind}-{'-'.join(re.findall('[a-z0-9]+', plain))[:40].strip('-') or 'deel'}"
    used[name] += 1
    while used[name] > 1:  # a number behind it may have been taken by a heading that ends with one
        name = f"{name}-{used[name]}"
        used[name] += 1
    return name
