"""Excel workbooks (.xlsx): read strictly, as the same rows as `table.py` gives.

A workbook comes from a user, so it is not trusted: its parts are measured before they are unpacked, entities are
refused, and a cell must hold a value. Formulas are refused because their outcome is only known to the program that
saved the file.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from importers.table import Row, check_header
from ontology.errors import SpeelveldError

MAX_UITGEPAKT = 50 * 1024 * 1024
MAX_DELEN = 2000
MAX_VERHOUDING = 100
VERHOUDING_VANAF = 1024 * 1024
MAX_RIJEN = 100_000
MAX_KOLOMMEN = 100
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WAARDE = "Zet er de waarde zelf neer (plakken als waarde)"
_OPNIEUW = "Open het bestand in Excel of LibreOffice en sla het opnieuw op als .xlsx"


class Sheet(NamedTuple):
    """One sheet: its place for messages, its header, and its rows with their numbers in the workbook."""

    plaats: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[int, tuple[str, ...]], ...]


def _check_archive(path: Path) -> None:
    """Refuse what is no workbook, and what would unpack to far more than a workbook is."""
    with path.open("rb") as stream:
        start = stream.read(4)
        if start == _OLE:
            stream.seek(0)
            locked = _ENCRYPTED in stream.read(MAX_UITGEPAKT)
            wat = "de werkmap is beveiligd met een wachtwoord" if locked else "dit is een oud Excel-bestand (.xls)"
            raise SpeelveldError(
                wat, waar=path.name, herstel="Sla haar op als .xlsx zonder wachtwoord" if locked else _OPNIEUW
            )
    if not start:
        raise SpeelveldError("het bestand is leeg", waar=path.name, herstel=_OPNIEUW)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):  # RuntimeError: a zip of an unknown version
        raise SpeelveldError(
            "dit is geen werkmap (.xlsx), of zij is beschadigd", waar=path.name, herstel=_OPNIEUW
        ) from None
    if "[Content_Types].xml" not in {part.filename for part in parts}:
        raise SpeelveldError("dit is geen werkmap (.xlsx)", waar=path.name, herstel=_OPNIEUW)
    if any(part.flag_bits & 1 for part in parts):
        raise SpeelveldError(
            "de werkmap is beveiligd met een wachtwoord",
            waar=path.name,
            herstel="Sla haar op als .xlsx zonder wachtwoord",
        )
    bomb = (
        len(parts) > MAX_DELEN
        or sum(part.file_size for part in parts) > MAX_UITGEPAKT
        or any(
            part.file_size > VERHOUDING_VANAF and part.file_size > MAX_VERHOUDING * max(part.compress_size, 1)
            for part in parts
        )
    )
    if bomb:
        raise SpeelveldError(
            "de werkmap wordt uitgepakt onredelijk groot en wordt niet geopend",
            waar=path.name,
            waarom=f"De grens is {MAX_DELEN} delen en {MAX_UITGEPAKT // 1024 // 1024} MB",
            herstel="Zet alleen de ingevulde regels in een nieuwe werkmap",
        )


def _merged(path: Path) -> dict[str, str]:
    """The first merged range of each sheet, by its path in the archive; entities are refused on the way."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/") or not name.endswith(".xml"):
                continue
            with archive.open(name) as part:
                for _, element in iterparse(part, forbid_dtd=True):
                    if element.tag.endswith("}mergeCell"):
                        found.setdefault(name, str(element.get("ref", "")))
                    element.clear()
    return found


def _value(value: object, data_type: str, where: str) -> str:
    """The text of a cell."""
    if value is None:
        return ""
    if data_type == "f":
        raise SpeelveldError("de cel bevat een formule", waar=where, herstel=_WAARDE)
    if data_type == "e":
        raise SpeelveldError(f"de cel bevat een fout ({value})", waar=where, herstel=_WAARDE)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, (str, int)):
        return str(value).strip()
    raise SpeelveldError(
        f"de cel bevat een tijd of iets anders dan tekst ({value})", waar=where, herstel="Maak de cel op als tekst"
    )


def _sheet(path: Path, blad: str) -> Sheet:
    merged = _merged(path)
    with path.open("rb") as stream:
        workbook = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
        try:
            if not workbook.worksheets:
                raise SpeelveldError("de werkmap heeft geen bladen", waar=path.name, herstel=_OPNIEUW)
            sheet = next((item for item in workbook.worksheets if item.title == blad), workbook.worksheets[0])
            place = f"{path.name}, blad {sheet.title}"
            merge = merged.get(sheet._worksheet_path.lstrip("/"))  # type: ignore[attr-defined]
            if merge is not None:
                raise SpeelveldError(
                    f"er zijn cellen samengevoegd ({merge})",
                    waar=place,
                    herstel="Hef de samenvoeging op: iedere cel heeft een eigen waarde",
                )
            sheet.reset_dimensions()
            rows: list[tuple[int, tuple[str, ...]]] = []
            for number, cells in enumerate(sheet.iter_rows(max_col=MAX_KOLOMMEN + 1), start=1):
                if number > MAX_RIJEN:
                    raise SpeelveldError(
                        f"het blad heeft meer dan {MAX_RIJEN} regels",
                        waar=place,
                        herstel="Verwijder de lege regels onderaan",
                    )
                values = [
                    _value(cell.value, cell.data_type, f"{place}, cel {get_column_letter(column)}{number}")
                    for column, cell in enumerate(cells, start=1)
                ]
                if any(values):
                    rows.append((number, tuple(values)))
        finally:
            workbook.close()
    if not rows:
        raise SpeelveldError("het blad is leeg", waar=place, herstel="Vul het sjabloon in en sla het op")
    return _trim(place, rows)


def _trim(place: str, rows: list[tuple[int, tuple[str, ...]]]) -> Sheet:
    """Header and rows of the width of the header; a value without a header is refused."""
    number, header = rows[0]
    if number != 1:
        raise SpeelveldError("de eerste regel is leeg", waar=place, herstel="Zet de kop in regel 1")
    width = max(index for index, name in enumerate(header, start=1) if name)
    if "" in header[:width]:
        cell = f"{get_column_letter(header.index('') + 1)}1"
        raise SpeelveldError(
            "een kolom heeft geen kop", waar=f"{place}, cel {cell}", herstel="Geef de kolom een naam of verwijder haar"
        )
    data = []
    for number, values in rows[1:]:
        extra = next((index for index, value in enumerate(values) if value and index >= width), None)
        if extra is not None:
            raise SpeelveldError(
                "de cel staat in een kolom zonder kop",
                waar=f"{place}, cel {get_column_letter(extra + 1)}{number}",
                herstel="Verwijder de cel of geef de kolom een kop",
            )
        data.append((number, values[:width] + ("",) * (width - len(values))))
    if not data:
        raise SpeelveldError(
            "het blad heeft wel een kop maar geen regels", waar=place, herstel="Vul het sjabloon in en sla het op"
        )
    return Sheet(place, header[:width], tuple(data))


def read_sheet(path: Path, blad: str = "") -> Sheet:
    """The sheet with this name, or else the first."""
    _check_archive(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not support has no bearing on values
            return _sheet(path, blad)
    except SpeelveldError:
        raise
    except Exception as error:  # a damaged part makes openpyxl raise anything
        raise SpeelveldError(
            f"de werkmap is beschadigd en niet te lezen ({type(error).__name__})", waar=path.name, herstel=_OPNIEUW
        ) from error


def read_workbook(path: Path, kop: Sequence[str], blad: str = "") -> Iterator[Row]:
    """The rows of a workbook whose header holds at least the columns of `kop`, in any order."""
    sheet = read_sheet(path, blad)
    columns = check_header(sheet.kop, kop, sheet.plaats)
    for number, values in sheet.rijen:
        yield Row(sheet.plaats, number, columns, values)
