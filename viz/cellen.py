"""What is written in a cell, wherever it is written as text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from viz.rapport import Cel, Soort, Tabel, Verwijzing
from viz.woorden import ONBEKEND, aandeel, datum, getal, schoon

GETALSOORTEN = frozenset({Soort.GETAL, Soort.MAAT, Soort.AANDEEL})
"""Columns of these are aligned to the right."""

GEEN = "geen"
"""What is written for an empty list: it is known that there are none."""


def celtekst(cel: Cel, soort: Soort, tussen: str = ", ") -> str:
    """The cell as a reader sees it: `1.234`, `12,3%`, `0,873`, `21-11-2026`, `onbekend`. tussen: between references.

    Raises: ValueError for a number that is not finite.
    """
    if cel is None:
        return ONBEKEND
    if isinstance(cel, str):
        return schoon(cel)
    if isinstance(cel, Verwijzing):
        return schoon(cel.tekst)
    if isinstance(cel, tuple):
        return tussen.join(schoon(item.tekst) for item in cel) or GEEN
    if isinstance(cel, date):
        return datum(cel)
    return _number(cel, soort)


def bronregel(tabel: Tabel) -> str:
    """The deliveries behind a table, as a sentence to set under it; an empty text when it names none."""
    names = [schoon(item).removeprefix("levering:") for item in tabel.bronnen]
    return f"{'Bronnen' if len(names) > 1 else 'Bron'}: {', '.join(names)}." if names else ""


def _number(cel: int | float, soort: Soort) -> str:
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if soort is Soort.MAAT:
        return getal(cel, 3)
    if soort is Soort.AANDEEL:
        return aandeel(cel)
    if soort is Soort.GETAL:
        return getal(cel)
    return f"{Decimal(str(cel)):f}".replace(".", ",")
