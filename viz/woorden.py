"""How a number, a day and a list are written in Dutch: in a sentence, on a page, in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

ONBEKEND = "onbekend"
"""What is written where something is not known."""

# What XML refuses, and what a terminal would obey: control characters, half a pair of surrogates, non-characters.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def opsomming(woorden: Sequence[str], voegwoord: str = "en") -> str:
    """`a`, `a en b`, `a, b en c`; an empty text for nothing."""
    return f"{', '.join(woorden[:-1])} {voegwoord} {woorden[-1]}" if len(woorden) > 1 else "".join(woorden)


def hoofdletter(tekst: str) -> str:
    """The text with a capital: `één` becomes `Eén`."""
    return ("E" if tekst.startswith("één") else tekst[:1].upper()) + tekst[1:]


def datum(dag: date) -> str:
    """`21-11-2026`."""
    return f"{dag.day:02}-{dag.month:02}-{dag.year:04}"


def getal(waarde: int | float | Decimal, decimalen: int = 0) -> str:
    """`1.234` or, with three decimals, `0,873`; half is rounded away from zero, as a spreadsheet does.

    Raises: ValueError for what is not a number, such as the outcome of 0 divided by 0.
    """
    exact = Decimal(str(waarde))
    if not exact.is_finite():
        raise ValueError(f"{waarde} is geen getal dat in een tabel kan staan; gebruik None voor wat niet bekend is")
    rounded = exact.quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,f}".translate(str.maketrans(",.", ".,"))


def aandeel(waarde: float) -> str:
    """A number between 0 and 1 as a percentage, `12,3%`; what is not quite nothing or not quite all says so."""
    if 0 < waarde < 0.0005:
        return "<0,1%"
    if 0.9995 <= waarde < 1 - 1e-9:  # nearer to 1 is 1: shares that were added up
        return ">99,9%"
    return f"{getal(Decimal(str(waarde)).scaleb(2), 1)}%"  # shifted, for 0.145 * 100 is not 14.5


def schoon(tekst: str) -> str:
    """The text without the characters that no file may hold; every end of a line is a newline."""
    return _REFUSED.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n"))
