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
        header = min(len(kolom.titel), max(longest, 14))  # a header of some words may take more lines
        found.append(
            Ruimte(min(longest, _WORD_AT_MOST), min(max(header, *map(len, lines), longest), _LINE_AT_MOST))
            if lines
            else Ruimte(min(longest, _WORD_AT_MOST), max(header, 1))
        )
    return found


def is_breed(tabel: Tabel) -> bool:
    """Whether the table wants a page on its side."""
    wanted = [max(item.woord, min(item.regel, _TEXT_AT_LEAST)) + _AROUND for item in ruimten(tabel)]
    return bool(tabel.rijen) and sum(wanted) > _PORTRAIT


def verdeel(tabel: Tabel, breedte: int) -> list[int]:
    """Divide a width (in any unit) over the columns: first what the words need, then more to what has more to say."""
    wanted = ruimten(tabel)
    needed = [item.woord + _AROUND for item in wanted]
    liked = [item.regel + _AROUND for item in wanted]
    total = max(sum(needed), min(sum(liked), _PORTRAIT))
    extra = sum(liked) - sum(needed)
    share = (total - sum(needed)) / extra if extra else 0
    sizes = [must + (would - must) * share for must, would in zip(needed, liked, strict=True)]
    found = [int(breedte * size / sum(sizes)) for size in sizes]
    found[0] += breedte - sum(found)
    return found


def _lines(cel: Cel, soort: Soort) -> list[str]:
    if isinstance(cel, tuple) and cel:
        return [item.tekst for item in cel if isinstance(item, Verwijzing)]
    return celtekst(cel, soort).split("\n")
