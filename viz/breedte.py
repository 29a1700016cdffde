"""How much room the columns of a table want, measured in characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from viz.cellen import celtekst
from viz.rapport import Cel, Soort, Tabel, Verwijzing

_WORD_AT_MOST = 22  # a longer word is broken
_LINE_AT_MOST = 70  # beyond this, more room does not make a text easier to read
_TEXT_AT_LEAST = 22  # below this, a text becomes a tall and narrow column
_AROUND = 3  # the room between columns
_PORTRAIT = 112  # characters of table text on a line of an upright page
_LANDSCAPE = 170
_STRETCH = 1.6  # at most: columns far apart are hard to read across


@dataclass(frozen=True, slots=True)
class Ruimte:
    """Characters: of the longest word, which a column must hold, and of the longest line, which it would like to."""

    woord: int
    regel: int


def ruimten(tabel: Tabel) -> list[Ruimte]:
    """The room that each column wants, its header and all its rows considered."""
    found = []
    for index, kolom in enumerate(tabel.kolommen):
        lines = [line for row in tabel.rijen for line in _lines(row[index], kolom.soort)]
        words = [len(word) for line in (kolom.titel, *lines) for word in re.findall(r"[^\s-]+-?", line)]
        longest = max(words, default=1)
        header = (len(kolom.titel) + 1) // 2  # which may take two lines
        line = max((longest, header, *map(len, lines)))
        found.append(Ruimte(min(longest, _WORD_AT_MOST), min(line, _LINE_AT_MOST)))
    return found


def is_breed(tabel: Tabel) -> bool:
    """Whether the table wants a page on its side."""
    wanted = [max(item.woord, min(item.regel, _TEXT_AT_LEAST)) + _AROUND for item in ruimten(tabel)]
    return bool(tabel.rijen) and sum(wanted) > _PORTRAIT


def verdeel(tabel: Tabel, breedte: int, *, breed: bool) -> list[int]:
    """Divide a width (in any unit) over the columns; a table with little to say gets less than all of it.

    Each column has what its words need; what is left goes to those that want more, the narrowest of them first, so that
    only long texts take more lines. breed: the page lies on its side.
    """
    wanted = ruimten(tabel)
    room = _LANDSCAPE if breed else _PORTRAIT
    sizes = _level([item.woord + _AROUND for item in wanted], [item.regel + _AROUND for item in wanted], room)
    used = min(breedte, breedte * sum(sizes) * _STRETCH / room)
    found = [int(used * size / sum(sizes)) for size in sizes]
    found[0] += int(used) - sum(found)
    return found


def _level(needed: list[int], liked: list[int], room: int) -> list[float]:
    """Sizes between needed and liked with one level, below which a column has what it likes, that fill the room."""
    low, high = 0.0, float(max(liked))
    for _ in range(40):  # halving: enough for any precision that matters
        level = (low + high) / 2
        if sum(max(must, min(would, level)) for must, would in zip(needed, liked, strict=True)) > room:
            high = level
        else:
            low = level
    return [max(must, min(would, high)) for must, would in zip(needed, liked, strict=True)]


def _lines(cel: Cel, soort: Soort) -> list[str]:
    if isinstance(cel, tuple) and cel:
        return [item.tekst for item in cel if isinstance(item, Verwijzing)]
    return celtekst(cel, soort).split("\n")
