"""Delimited text files of publishers: read strictly, refuse clearly.

A byte-order mark and any line ends are simply read. Everything else that differs from what the publisher
delivers (header, delimiter, encoding, number of fields) is refused with file and line.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from ontology.errors import SpeelveldError

DELIMITERS = {";": "puntkomma", ",": "komma", "\t": "tab", "|": "rechte streep"}
Parsed = TypeVar("Parsed")
_OPNIEUW = "Download het opnieuw"
_ZOALS_HET_IS = "Gebruik het bestand zoals het is gedownload, zonder het eerst elders op te slaan"
# How files begin that are no text at all: what people give by mistake, or what a server sends instead of the file.
_GEEN_TEKST = (
    (b"PK\x03\x04", "een werkmap (.xlsx) of een ander ingepakt bestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Excel- of Word-bestand"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"%PDF", "een pdf"),
    (b"SQLite format 3\0", "een databank"),
)
_NAMEN = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DATUM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]+)?")
_GETAL = re.compile(r"-?[0-9]{1,15}")
# What the csv module says, in Dutch.
_CSV_FOUTEN = {
    "unexpected end of data": "een aanhalingsteken is geopend en niet gesloten",
    "expected after": "achter een gesloten aanhalingsteken staat nog tekst",
    "field larger": "een veld is onredelijk lang; misschien is een aanhalingsteken niet gesloten",
}


class Row:
    """One row of a table, by column name; values are stripped of blanks."""

    __slots__ = ("_columns", "_values", "bestand", "regel")

    def __init__(self, bestand: str, regel: int, columns: dict[str, int], values: Sequence[str]) -> None:
        self.bestand, self.regel, self._columns, self._values = bestand, regel, columns, values

    def __getitem__(self, kolom: str) -> str:
        return self._values[self._columns[kolom]].strip()

    def __contains__(self, kolom: str) -> bool:
        return kolom in self._columns

    def waar(self, kolom: str = "") -> str:
        """Where this is, for an error message."""
        place = f"{self.bestand}, regel {self.regel}"
        return f"{place}, kolom {kolom}" if kolom else place

    def fout(self, kolom: str, wat: str, herstel: str = "") -> SpeelveldError:
        """An error at this row and column."""
        return SpeelveldError(wat, waar=self.waar(kolom), herstel=herstel)

    def lees(self, kolom: str, parse: Callable[[str], Parsed]) -> Parsed:
        """The value of a column through a parser; what the parser refuses is refused at this place."""
        try:
            return parse(self[kolom])
        except SpeelveldError as error:
            raise SpeelveldError(
                error.wat, waar=self.waar(kolom), waarom=error.waarom, herstel=error.herstel
            ) from error

    def datum(self, kolom: str) -> date | None:
        """An ISO date (a time behind it is dropped), or None when empty."""
        text = self[kolom]
        if not text:
            return None
        match = _DATUM.fullmatch(text)
        try:
            return date.fromisoformat(match[1] if match else "")
        except ValueError:
            raise self.fout(kolom, f"“{text}” is geen datum", "Schrijf JJJJ-MM-DD") from None

    def getal(self, kolom: str) -> int | None:
        """A whole number, or None when empty."""
        text = self[kolom]
        if not text:
            return None
        if not _GETAL.fullmatch(text):
            raise self.fout(kolom, f"“{text}” is geen heel getal", "Schrijf alleen cijfers")
        return int(text)


def read_text(path: Path, encoding: str) -> str:
    """The whole file as text in the publisher's encoding; a byte-order mark always means UTF-8."""
    data = path.read_bytes()
    if data.startswith(b"\xef\xbb\xbf"):
        encoding, data = "utf-8", data[3:]
    if not data.strip():
        raise SpeelveldError("het bestand is leeg", waar=path.name, herstel=_OPNIEUW)
    _refuse_no_text(data, path.name)
    if encoding != "utf-8" and not data.isascii() and _is_utf8(data):
        raise SpeelveldError(
            f"het bestand is gecodeerd als UTF-8, terwijl de uitgever {_NAMEN.get(encoding, encoding)} levert",
            waar=path.name,
            herstel=_ZOALS_HET_IS,
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SpeelveldError(
            f"het bestand is niet gecodeerd als {_NAMEN.get(encoding, encoding)} (byte 0x{data[error.start]:02X})",
            waar=f"{path.name}, regel {_line(data, error.start)}",
            herstel=_ZOALS_HET_IS,
        ) from None


def _refuse_no_text(data: bytes, bestand: str) -> None:
    """Refuse what is no text of one byte or more a character, and the web pages that servers send instead of a file."""
    for start, what in _GEEN_TEKST:
        if data.startswith(start):
            raise SpeelveldError(
                f"dit is {what}, geen tekstbestand", waar=bestand, herstel="Controleer of u het goede bestand opgeeft"
            )
    if data.startswith(_UTF16):
        raise SpeelveldError("het bestand is gecodeerd als UTF-16", waar=bestand, herstel=_ZOALS_HET_IS)
    if data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise SpeelveldError("dit is een webpagina, geen gegevensbestand", waar=bestand, herstel=_OPNIEUW)
    place = data.find(b"\0")
    if place >= 0:
        raise SpeelveldError(
            "het bestand bevat een NUL-teken en is dus geen gewone tekst (misschien UTF-16)",
            waar=f"{bestand}, regel {_line(data, place)}",
            herstel=_ZOALS_HET_IS,
        )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line(data: bytes, place: int) -> int:
    """The number of the line that holds a byte, with any line ends."""
    return data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1


def check_header(found: Sequence[str], wanted: Sequence[str], bestand: str) -> dict[str, int]:
    """Positions of the columns by name; SpeelveldError when a wanted one is absent or one occurs twice."""
    columns = {name.strip(): index for index, name in enumerate(found)}
    missing = [name for name in wanted if name not in columns]
    if missing:
        extra = [name for name in columns if name not in wanted]
        if len(missing) == len(wanted):
            raise SpeelveldError(
                f"dit is geen bestand van deze bron: de kop begint met “{'; '.join(list(columns)[:3])}”",
                waar=f"{bestand}, regel 1",
                waarom=f"Verwacht werd een kop die begint met “{'; '.join(wanted[:3])}”",
                herstel="Controleer of bron en bestand bij elkaar horen",
            )
        hints = []
        for name in missing:
            near = difflib.get_close_matches(name, extra, n=1, cutoff=0.6)
            hints.append(f"{name} (heet die kolom nu {near[0]}?)" if near else name)
        raise SpeelveldError(
            f"kolom ontbreekt: {', '.join(hints)}",
            waar=f"{bestand}, regel 1",
            herstel="Gebruik het bestand zoals de uitgever het levert, of meld ons de nieuwe kop",
        )
    if len(columns) != len(found):
        names = [name.strip() for name in found]
        double = sorted({name or "(zonder naam)" for name in names if names.count(name) > 1})
        raise SpeelveldError(
            f"kolom komt twee keer voor: {', '.join(double)}",
            waar=f"{bestand}, regel 1",
            herstel="Geef elke kolom een eigen naam, of download het bestand opnieuw",
        )
    return columns


def column_names(line: str, delimiter: str, *, quotes: bool = True) -> list[str]:
    """The names in a header line, read leniently: to find out what a file is."""
    reader = csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)
    try:
        return [name.strip() for name in next(reader, [])]
    except csv.Error:
        return []


def _check_delimiter(line: str, kop: Sequence[str], delimiter: str, bestand: str) -> None:
    """Refuse a header in which another delimiter shows more of the wanted columns, quoted or not."""

    def found(char: str) -> int:
        return len(set(kop).intersection(column_names(line, char)))

    best = max(DELIMITERS, key=found)
    if found(best) > found(delimiter):
        raise SpeelveldError(
            f"de velden zijn gescheiden met een {DELIMITERS[best]}; de uitgever gebruikt een {DELIMITERS[delimiter]}",
            waar=f"{bestand}, regel 1",
            herstel=_ZOALS_HET_IS,
        )


def _records(
    text: io.StringIO, delimiter: str, bestand: str, *, quotes: bool, herstel: str
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line on which it begins."""
    reader = csv.reader(text, delimiter=delimiter, strict=True, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE)
    while True:
        start = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = next((dutch for part, dutch in _CSV_FOUTEN.items() if part in str(error)), str(error))
            raise SpeelveldError(
                f"de regel is niet te lezen: {reason}",
                waar=f"{bestand}, regel {start}",
                waarom="Het bestand is afgebroken of beschadigd",
                herstel=herstel,
            ) from None
        yield start, values


def read_table(
    path: Path,
    kop: Sequence[str],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    quotes: bool = True,
    line_end: bool = True,
    herstel: str = _OPNIEUW,
) -> Iterator[Row]:
    """The rows of a delimited file whose header holds at least the columns of `kop`, in any order.

    quotes: whether a double quote around a field is part of the format; without, it is part of the value.
    line_end: whether the last line must end in one, as publishers deliver; otherwise a code that was cut off passes.
    herstel: how to mend a damaged file.
    """
    text = io.StringIO(read_text(path, encoding), newline=None)
    first = text.readline()
    if not first.strip():
        raise SpeelveldError("de eerste regel is leeg; daar hoort de kop te staan", waar=path.name, herstel=herstel)
    _check_delimiter(first, kop, delimiter, path.name)
    text.seek(0)
    records = _records(text, delimiter, path.name, quotes=quotes, herstel=herstel)
    _, header = next(records)
    columns = check_header(header, kop, path.name)
    last = 0
    for number, values in records:
        if not values:
            continue
        if len(values) != len(header):
            raise SpeelveldError(
                f"de regel heeft {len(values)} velden in plaats van {len(header)}",
                waar=f"{path.name}, regel {number}",
                waarom="Het bestand is afgebroken of beschadigd",
                herstel=herstel,
            )
        last = number
        yield Row(path.name, number, columns, values)
    if not last:
        raise SpeelveldError("het bestand heeft wel een kop maar geen regels", waar=path.name, herstel=herstel)
    if line_end and not text.getvalue().endswith("\n"):
        raise SpeelveldError(
            "de laatste regel heeft geen regeleinde",
            waar=f"{path.name}, regel {last}",
            waarom="Het bestand is misschien afgebroken",
            herstel=f"{herstel}; is dit het hele bestand, zet dan een regeleinde achter de laatste regel",
        )
