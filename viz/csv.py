"""A `Tabel` as CSV, for a Dutch Excel and for programs.

UTF-8 with a byte order mark, a semicolon between fields, quotes where needed, lines that end with CR LF, a header row.
Numbers are exact, with a comma for decimals and no points; a share is a number between 0 and 1; a day is `2026-11-21`;
what is not known is `onbekend`; references in one cell have ` | ` between them.

A text that a spreadsheet would run gets an apostrophe before it (as OWASP advises): one that begins with `=`, `+`, `-`,
`@`, a tab or a newline, also behind apostrophes. Who reads it back takes one apostrophe off a text that has one before
such a sign (`zonder_apostrof`); others, such as `'s-Gravenhage`, are as they are.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

from viz.cellen import celtekst
from viz.rapport import Cel, Soort, Tabel
from viz.woorden import getal, schoon

TUSSEN = " | "
"""Between the references of one cell."""

_RUNS = re.compile("'*[=+\\-@\t\n＝＋－＠]")  # of the last four Excel makes the first four, in some languages
_PROTECTED = re.compile("'+[=+\\-@\t\n＝＋－＠]")


def naar_csv(tabel: Tabel) -> str:
    """The table, header first; a table without rows is its header.

    Raises: ValueError for a number that is not finite.
    """
    result = io.StringIO()
    result.write("\ufeff")
    writer = csv.writer(result, delimiter=";")
    writer.writerow([_text(schoon(kolom.titel)) for kolom in tabel.kolommen])
    for row in tabel.rijen:
        writer.writerow([_cell(cel, kolom.soort) for cel, kolom in zip(row, tabel.kolommen, strict=True)])
    return result.getvalue()


def zonder_apostrof(veld: str) -> str:
    """A field of such a file, as the text that it was."""
    return veld[1:] if _PROTECTED.match(veld) else veld


def _cell(cel: Cel, soort: Soort) -> str:
    if isinstance(cel, bool) or not isinstance(cel, int | float | date):
        return _text(celtekst(cel, soort, TUSSEN))
    if isinstance(cel, date):
        return cel.isoformat()
    getal(cel)  # refuses what is not finite
    return f"{Decimal(str(cel)):f}".replace(".", ",")


def _text(text: str) -> str:
    return f"'{text}" if _RUNS.match(text) else text
