"""What a document is made of, before it becomes a page, a Word file or a workbook.

A question gives a typed answer; a module of this folder makes it a `Rapport`; `html`, `word`, `excel` and `csv` write
any `Rapport`. So each of them says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Soort(StrEnum):
    """What the cells of a column are, which decides how they are written and aligned."""

    TEKST = "tekst"
    GETAL = "getal"  # a whole number
    MAAT = "maat"  # a number between 0 and 1 with three decimals, such as an index
    AANDEEL = "aandeel"  # a number between 0 and 1, written as a percentage
    DATUM = "datum"


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A text that leads somewhere: to a thing in the record (`id`) or to a page of law or a register (`url`)."""

    tekst: str
    id: str = ""
    url: str = ""


Cel = str | int | float | date | Verwijzing | tuple[Verwijzing, ...] | None
"""None is “not known”, and is written as such; it is never zero.

An empty tuple is “none”, known to be so. A text may stand in any column, such as `<5` among counts. A whole number in a
column of texts is written without points, for it may be a year.
"""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. toelichting: what it counts, for a reader who wonders."""

    titel: str
    soort: Soort = Soort.TEKST
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table with one header row; each row has a cell for each column; the first column says what the row is about.

    naam: short, unique within the report; it becomes the name of a sheet. bronnen: ids of the deliveries used.
    """

    naam: str
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Cel, ...], ...]
    toelichting: str = ""
    bronnen: tuple[str, ...] = ()
    leeg: str = "Geen."
    """What is said instead of a table without rows."""


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph. let_op: something that the reader must not miss."""

    delen: tuple[str | Verwijzing, ...]
    let_op: bool = False


@dataclass(frozen=True, slots=True)
class Opsomming:
    """A list of short paragraphs."""

    punten: tuple[tuple[str | Verwijzing, ...], ...]


Blok = Alinea | Opsomming | Tabel


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """A heading with what stands under it, and sections under that."""

    kop: str
    blokken: tuple[Blok, ...] = ()
    onderdelen: tuple[Hoofdstuk, ...] = ()

    def tabellen(self) -> Iterator[Tabel]:
        """All tables in it, in order."""
        for blok in self.blokken:
            if isinstance(blok, Tabel):
                yield blok
        for onderdeel in self.onderdelen:
            yield from onderdeel.tabellen()


@dataclass(frozen=True, slots=True)
class Rapport:
    """A whole document. bestandsnaam: without ending, for a download."""

    titel: str
    ondertitel: str
    bestandsnaam: str
    peildatum: date
    hoofdstukken: tuple[Hoofdstuk, ...]

    def tabellen(self) -> Iterator[Tabel]:
        """All tables, in the order of the document."""
        for hoofdstuk in self.hoofdstukken:
            yield from hoofdstuk.tabellen()


def alinea(*delen: str | Verwijzing, let_op: bool = False) -> Alinea:
    """A paragraph from its parts."""
    return Alinea(delen, let_op)
