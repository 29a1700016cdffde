"""A `Rapport` as a workbook: first what it is and what it says, then a sheet for each table.

On the sheet of a table row 1 is the title, row 2 the explanation, row 3 the day and the sources, and row 4 the header,
so that other software finds it. Nothing is a formula: a text that looks like one is a text, and is marked as such.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from math import ceil
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from viz.adres import Adres, alleen_urls, doel
from viz.archief import moment, zonder_klok
from viz.breedte import ruimten
from viz.cellen import GETALSOORTEN, bronregel, celtekst
from viz.indeling import Deel, begint_met_let_op, indeling
from viz.rapport import Alinea, Cel, Opsomming, Rapport, Soort, Tabel, Verwijzing
from viz.woorden import datum, getal, schoon

OVERZICHT = "Overzicht"
"""The name of the first sheet."""

KOPRIJ = 4
"""The row of the header on the sheet of a table."""

_FORMATS = {Soort.GETAL: "#,##0", Soort.MAAT: "0.000", Soort.AANDEEL: "0.0%"}
_DAY = "dd-mm-yyyy"
_FIRST_DAY = date(1900, 3, 1)  # before it a spreadsheet counts days otherwise, or not at all
_LONGEST = 32_767  # characters, of a cell
_EXACT = 10**15  # from here on a spreadsheet rounds whole numbers
_LONGEST_ADDRESS = 2_079
_MOST_LINKS = 65_530  # of a sheet
_RUNS = tuple("=+-@\t\n")
_WIDEST = 60  # characters, of a column
_HIGHEST = 409  # points, of a row
_UPRIGHT = 100  # characters that are legible side by side on an upright page

_BLUE, _GREY = "1D3F72", "4A5565"
_TITLE = Font(name="Calibri", size=16, bold=True, color=_BLUE)
_HEADING = Font(name="Calibri", size=12, bold=True, color=_BLUE)
_NORMAL = Font(name="Calibri", size=11)
_BOLD = Font(name="Calibri", size=11, bold=True)
_SMALL = Font(name="Calibri", size=10, color=_GREY)
_LINK = Font(name="Calibri", size=11, color="0B4FA0", underline="single")
_UNKNOWN = Font(name="Calibri", size=11, italic=True, color=_GREY)
_HEADER = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_FILL = PatternFill("solid", fgColor=_BLUE)
_WARNING = PatternFill("solid", fgColor="FFF7E0")
_UNDER = Border(bottom=Side("thin", color="C3CBD6"))
_TOP = Alignment(vertical="top", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="top")
_RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
_LINE = Alignment(vertical="top")  # what is too long runs on over the cells beside it
_HEADER_LEFT = Alignment(vertical="bottom", wrap_text=True)
_HEADER_RIGHT = Alignment(horizontal="right", vertical="bottom", wrap_text=True, indent=1)


def naar_excel(rapport: Rapport, *, adres: Adres = alleen_urls) -> bytes:
    """The content of an .xlsx file; the same report gives the same bytes.

    adres: where a reference leads; only addresses with `http` or `https` become links, and of several references in
    one cell none does, because a cell has one link.
    """
    book = Workbook()
    overview = book.worksheets[0]
    overview.title = OVERZICHT
    names = list(_sheet_names(rapport.tabellen()))
    for table, name in zip(rapport.tabellen(), names, strict=True):
        _fill(book.create_sheet(name), table, rapport, adres)
    _overview(overview, rapport, names, adres)
    about = book.properties
    about.title, about.subject, about.language = schoon(rapport.titel), schoon(rapport.ondertitel), "nl-NL"
    about.creator = about.lastModifiedBy = "Speelveld"
    about.created = moment(rapport.peildatum).replace(tzinfo=None)
    result = io.BytesIO()
    book.save(result)
    about.modified = about.created  # saving has set it to now
    return zonder_klok(result.getvalue(), {"docProps/core.xml": cast(bytes, tostring(about.to_tree()))})


def _sheet_names(tables: Iterable[Tabel]) -> Iterator[str]:
    """For each table a name that a workbook takes: short, without some signs, of no other sheet."""
    used = {OVERZICHT.lower(), "history", "geschiedenis"}  # the last two are of the program itself
    for table in tables:
        wanted = re.sub(r"[\[\]:*?/\\\n\t]", " ", schoon(table.naam)).strip("' ") or "Tabel"
        name, number = _cut(wanted, 31).rstrip("' "), 1
        while name.lower() in used:
            number += 1
            name = f"{_cut(wanted, 30 - len(str(number))).rstrip()} {number}"
        used.add(name.lower())
        yield name


def _cut(text: str, length: int) -> str:
    """At most so many units of UTF-16, in which a spreadsheet counts."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore")


class _Sheet:
    """Writes on one sheet, from above."""

    def __init__(self, sheet: Worksheet, adres: Adres, widths: Sequence[float]) -> None:
        """widths: of the columns, in characters."""
        self._sheet = sheet
        self._adres = adres
        self._widths = widths
        self._links = 0
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width

    def text(self, row: int, column: int, text: str, font: Font = _NORMAL, alignment: Alignment = _TOP) -> Cell:
        """A text, which stays one whatever it begins with."""
        cell = self._cell(row, column, font, alignment)
        short = _cut(text, _LONGEST)
        cell.value = text if short == text else f"{short[:-1]}…"
        cell.data_type = "s"  # else openpyxl takes it for a formula or an error
        cell.quotePrefix = text.startswith(_RUNS)
        lines = text.split("\n")
        if alignment.wrap_text:
            self.room(row, sum(ceil((len(line) or 1) / (self._widths[column - 1] * 1.15)) for line in lines), font)
        else:
            self.room(row, 1, font)
        return cell

    def room(self, row: int, lines: int, font: Font) -> None:
        """Make the row high enough: not all programs do so themselves when they open the file."""
        dimension = self._sheet.row_dimensions[row]
        height = lines * (font.sz or 11) * 1.36
        dimension.height = min(max(dimension.height or 15, height), _HIGHEST)

    def number(self, row: int, column: int, number: float | date, form: str, alignment: Alignment = _RIGHT) -> Cell:
        """A number or a day."""
        cell = self._cell(row, column, _NORMAL, alignment)
        cell.value = number
        cell.number_format = form
        return cell

    def link(self, cell: Cell, item: Verwijzing) -> None:
        """Make the cell lead where the reference leads."""
        address = doel(item, self._adres)
        if address and len(address) <= _LONGEST_ADDRESS and self._links < _MOST_LINKS:
            self._links += 1
            cell.hyperlink = Hyperlink(ref=cell.coordinate, target=address)
            cell.font = _LINK

    def link_to_sheet(self, cell: Cell, name: str) -> None:
        """Make the cell lead to another sheet."""
        quoted = name.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
        cell.font = _LINK

    def header(self, row: int, titles: Sequence[str], rechts: Collection[int] = ()) -> None:
        """A row of column titles. rechts: the columns of numbers."""
        for column, title in enumerate(titles, start=1):
            self.text(row, column, title, _HEADER, _HEADER_RIGHT if column in rechts else _HEADER_LEFT).fill = _FILL

    def _cell(self, row: int, column: int, font: Font, alignment: Alignment) -> Cell:
        cell = cast(Cell, self._sheet.cell(row, column))  # not a merged one: those are never written
        cell.font = font
        cell.alignment = alignment
        return cell


def _fill(sheet: Worksheet, table: Tabel, rapport: Rapport, adres: Adres) -> None:
    """The sheet of a table."""
    columns = len(table.kolommen)
    widths = [min(max(ceil(item.regel), item.woord + 2, 8), _WIDEST) + 3 for item in ruimten(table)]
    write = _Sheet(sheet, adres, widths)
    write.text(1, 1, schoon(table.titel), _TITLE, _LINE)
    for row, text in (
        (2, schoon(table.toelichting)),
        (3, f"Stand op {datum(rapport.peildatum)}. {bronregel(table)}".rstrip()),
    ):
        if text:  # over the width of the table: in one cell, a long one makes a print of it small
            write.text(row, 1, text, _SMALL, _LINE).alignment = _TOP
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
            write.room(row, ceil(len(text) / sum(widths)), _SMALL)
    numeric = {place for place, item in enumerate(table.kolommen, start=1) if item.soort in GETALSOORTEN}
    write.header(KOPRIJ, [schoon(item.titel) for item in table.kolommen], numeric)
    for row, cells in enumerate(table.rijen, start=KOPRIJ + 1):
        for column, (cel, kolom) in enumerate(zip(cells, table.kolommen, strict=True), start=1):
            _write(write, row, column, cel, kolom.soort).border = _UNDER
    if table.rijen:
        sheet.auto_filter.ref = f"A{KOPRIJ}:{get_column_letter(columns)}{KOPRIJ + len(table.rijen)}"
    else:
        write.text(KOPRIJ + 1, 1, schoon(table.leeg), alignment=_LINE)
    sheet.freeze_panes = f"{'B' if columns > 1 else 'A'}{KOPRIJ + 1}"
    sheet.print_title_rows = f"{KOPRIJ}:{KOPRIJ}"
    _page(sheet, rapport, wide=sum(widths) > _UPRIGHT)


def _write(write: _Sheet, row: int, column: int, cel: Cel, kind: Soort) -> Cell:
    numeric = kind in GETALSOORTEN
    if isinstance(cel, int | float) and not isinstance(cel, bool) and abs(cel) < _EXACT:
        getal(cel)  # refuses what is not finite
        return write.number(row, column, cel, _FORMATS.get(kind, "General"), _RIGHT if numeric else _LEFT)
    if isinstance(cel, date) and cel >= _FIRST_DAY:
        return write.number(row, column, cel, _DAY, _LEFT)
    font = _UNKNOWN if cel is None else _NORMAL
    cell = write.text(row, column, celtekst(cel, kind, "\n"), font, _RIGHT if numeric else _TOP)
    references = (cel,) if isinstance(cel, Verwijzing) else cel
    if isinstance(references, tuple) and len(references) == 1:
        write.link(cell, references[0])
    return cell


def _overview(sheet: Worksheet, rapport: Rapport, names: Sequence[str], adres: Adres) -> None:
    """What the report is, its sheets, what its columns count, and its text."""
    write = _Sheet(sheet, adres, (28, 95, 10))
    write.text(1, 1, schoon(rapport.titel), _TITLE, _LINE)
    write.text(2, 1, schoon(rapport.ondertitel), _HEADING, _LINE)
    write.text(3, 1, f"Stand op {datum(rapport.peildatum)}", _SMALL, _LINE)
    row = 5
    tables = list(zip(rapport.tabellen(), names, strict=True))
    if tables:
        write.header(row, ("Blad", "Tabel", "Rijen"), {3})
        for table, name in tables:
            row += 1
            write.link_to_sheet(write.text(row, 1, name), name)
            write.text(row, 2, schoon(table.titel))
            write.number(row, 3, len(table.rijen), _FORMATS[Soort.GETAL])
        row += 1
    explained = [(name, column) for table, name in tables for column in table.kolommen if column.toelichting]
    if explained:
        row += 1
        write.header(row, ("Blad", "Wat een kolom betekent"))
        for name, column in explained:
            row += 1
            write.text(row, 1, name)
            write.text(row, 2, f"{schoon(column.titel)}: {schoon(column.toelichting)}")
        row += 1
    rest = iter(names)
    for part in indeling(rapport):
        row = _chapter(write, row, part, rest)
    _page(sheet, rapport, wide=False)


def _chapter(write: _Sheet, row: int, part: Deel, names: Iterator[str]) -> int:
    """Write the text of a chapter below that row; the row after it."""
    write.text(row + 1, 1, schoon(part.kop), _HEADING if part.niveau == 1 else _BOLD, _LINE)
    row += 2
    for _, block in part.blokken:
        if isinstance(block, Tabel):
            name = next(names)
            write.link_to_sheet(write.text(row, 2, f"Tabel: {schoon(block.titel)} (blad {name})"), name)
            row += 1
            continue
        for line in block.punten if isinstance(block, Opsomming) else (block.delen,):
            mark = "• " if isinstance(block, Opsomming) else ""
            warns = isinstance(block, Alinea) and block.let_op
            if isinstance(block, Alinea) and warns and not begint_met_let_op(block):
                mark = "Let op: "
            said = "".join(schoon(item.tekst if isinstance(item, Verwijzing) else item) for item in line)
            cell = write.text(row, 2, f"{mark}{said}")
            links = [item for item in line if isinstance(item, Verwijzing)]
            if len(links) == 1:
                write.link(cell, links[0])
            if warns:
                cell.fill = _WARNING
            row += 1
    for below in part.onderdelen:
        row = _chapter(write, row, below, names)
    return row


def _page(sheet: Worksheet, rapport: Rapport, *, wide: bool) -> None:
    """Print on A4, as wide as the page, with page numbers."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if wide else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = cast(HeaderFooterItem, sheet.oddFooter)
    footer.left.text = _cut(schoon(rapport.titel).replace("\n", " "), 100).replace("&", "&&")
    footer.right.text = "&A, pagina &P van &N"
