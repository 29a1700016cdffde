"""Answers as files: a report in the format of a file's ending, or of a request."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from viz.adres import Adres
from viz.rapport import Rapport, Tabel


@dataclass(frozen=True, slots=True)
class Formaat:
    """A kind of file: how it is written, and what it is called on the web."""

    schrijf: Callable[[Rapport, Tabel, Adres], bytes]
    mime: str


def _html(rapport: Rapport, _tabel: Tabel, adres: Adres) -> bytes:
    from viz.html import naar_html

    return naar_html(rapport, adres=adres).encode()


def _docx(rapport: Rapport, _tabel: Tabel, adres: Adres) -> bytes:
    from viz.word import naar_word

    return naar_word(rapport, adres=adres)


def _xlsx(rapport: Rapport, _tabel: Tabel, adres: Adres) -> bytes:
    from viz.excel import naar_excel

    return naar_excel(rapport, adres=adres)


def _csv(_rapport: Rapport, tabel: Tabel, _adres: Adres) -> bytes:
    from viz.csv import naar_csv

    return naar_csv(tabel).encode()


FORMATEN: Mapping[str, Formaat] = {
    "html": Formaat(_html, "text/html"),
    "docx": Formaat(_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": Formaat(_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": Formaat(_csv, "text/csv"),
}
"""By the ending of the file. A CSV file holds one table; the others the whole report."""


def gewenst(accept: str, namen: Collection[str]) -> str:
    """The first of these formats that an Accept header names; JSON when it names none of them."""
    by_mime = {FORMATEN[name].mime: name for name in namen} | {"application/json": "json"}
    asked = (part.partition(";")[0].strip().lower() for part in accept.split(","))
    return next((by_mime[mime] for mime in asked if mime in by_mime), "json")
