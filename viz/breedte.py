"""How much room the columns of a table want, in characters, and how they share the width of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from viz.cellen import celtekst
from viz.rapport import Cel, Soort, Tabel, Verwijzing

_WORD_AT_MOST = 22  # a longer word is broken
_LINE_AT_MOST = 70  # beyond this, more room does not make a text easier to read
_TEXT_AT_LEAST = 18  # below this, a text becomes a tall and narrow column
_AROUND = 2  # the room between columns

# On paper: characters of average width in the letter of tables, on a line of an upright page and of one on its side.
_PORTRAIT = 114
_LANDSCAPE = 172
_UPRIGHT_TAKES = 122  # somewhat more than fits: some texts take a line more, which reads better than a turned page
_BOLD = 1.05  # as wide as the same letters that are not
_STRETCH = 1.6  # at most: columns far apart are hard to read across
_WIDTHS = {
    sign: width for signs, width in (("iljI.,:;'|!", 0.55), ("tfr()[]/- ", 0.7), ("mwMW@%", 1.7)) for sign in signs
}

# Where the long words of our headers are put together.
_SEAM = re.compile(r"(?<=\w{5})(?=(?:regio|verband|gebied|gemeente|organisatie|instelling)\w*)")


@dataclass(frozen=True, slots=True)
class Ruimte:
    """Of the longest word, which a column must hold, and of the longest line, which it would like to."""

    woord: float
    regel: float


def ruimten(tabel: Tabel) -> list[Ruimte]:
    """The room in characters that each column wants, its header and all its rows considered."""
    return _rooms(tabel, len, lambda titel: max(map(len, _words(titel)), default=0))


def afbreekbaar(titel: str) -> str:
    """A header with soft hyphens where its long words may be broken: `Veiligheids·regio's`."""
    return _SEAM.sub("\u00ad", titel)


@lru_cache(maxsize=32)  # a page asks it of each table a few times
def is_breed(tabel: Tabel) -> bool:
    """Whether the table wants a page on its side."""
    wanted = [max(item.woord, min(item.regel, _TEXT_AT_LEAST)) + _AROUND for item in _on_paper(tabel)]
    return bool(tabel.rijen) and sum(wanted) > _UPRIGHT_TAKES


def verdeel(tabel: Tabel, breedte: int, *, breed: bool) -> list[int]:
    """Divide a width (in any unit) over the columns; a table with little to say gets less than all of it.

    Each column has what its words need; what is left goes to those that want more, the narrowest of them first, so that
    only long texts take more lines. breed: the page lies on its side. The headers are those of `afbreekbaar`.
    """
    wanted = _on_paper(tabel)
    room = _LANDSCAPE if breed else _PORTRAIT
    sizes = _sizes([item.woord + _AROUND for item in wanted], [item.regel + _AROUND for item in wanted], room)
    used = min(breedte, breedte * sum(sizes) * _STRETCH / room)
    found = [int(used * size / sum(sizes)) for size in sizes]
    found[0] += int(used) - sum(found)
    return found


def _sizes(needed: list[float], liked: list[float], room: float) -> list[float]:
    """Sizes that fill the room: between needed and liked if they can be, else at most needed.

    There is one level: what wants less has what it wants, and what wants more has the level.
    """
    if sum(needed) > room:
        needed, liked = [0] * len(needed), needed
    low, high = 0.0, max(liked)
    for _ in range(40):  # halving: enough for any precision that matters
        level = (low + high) / 2
        if sum(max(must, min(would, level)) for must, would in zip(needed, liked, strict=True)) > room:
            high = level
        else:
            low = level
    return [max(must, min(would, high)) for must, would in zip(needed, liked, strict=True)]


def _on_paper(tabel: Tabel) -> list[Ruimte]:
    return _rooms(
        tabel, _width, lambda titel: max((_BOLD * _width(word) for word in _words(afbreekbaar(titel))), default=0)
    )


def _rooms(tabel: Tabel, measure: Callable[[str], float], longest: Callable[[str], float]) -> list[Ruimte]:
    """measure: of a text; longest: of the longest part of a header that stays whole."""
    found = []
    for index, kolom in enumerate(tabel.kolommen):
        lines = [line for row in tabel.rijen for line in _lines(row[index], kolom.soort)]
        word = max(longest(kolom.titel), *(measure(word) for line in lines for word in _words(line)), 1)
        header = measure(kolom.titel) / 2  # which may take two lines
        line = max(word, header, *map(measure, lines))
        found.append(Ruimte(min(word, _WORD_AT_MOST), min(line, _LINE_AT_MOST)))
    return found


def _width(text: str) -> float:
    """In characters of average width, for a letter such as Calibri."""
    return sum(_WIDTHS.get(sign, 1.3 if sign.isupper() else 1.1) for sign in text)


def _words(text: str) -> list[str]:
    return re.findall("[^\\s\u00ad-]+-?", text)


def _lines(cel: Cel, soort: Soort) -> list[str]:
    if isinstance(cel, tuple) and cel:
        return [item.tekst for item in cel if isinstance(item, Verwijzing)]
    return celtekst(cel, soort).split("\n")
