"""What a reader finds in the files: for each table of a report its rows, header first, as the text of their cells."""

import csv
import io
import unicodedata
from html.parser import HTMLParser

from docx import Document
from openpyxl import load_workbook
from openpyxl.cell import Cell

Rijen = list[list[str]]


def zichtbaar(text: str) -> str:
    """The text as it may stand in a file, worked out from the categories of its characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign
        for sign in lines
        if sign in "\t\n" or (unicodedata.category(sign) not in ("Cc", "Cs") and ord(sign) not in (0xFFFE, 0xFFFF))
    )


def aaneen(text: str) -> str:
    """The words, with one space between them: as a page shows them."""
    return " ".join(text.split())


class Bladzijde(HTMLParser):
    """Tables, headings, links and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tabellen: list[Rijen] = []
        self.koppen: list[tuple[int, str]] = []
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[list[str]] = []
        self._all: list[str] = []
        self.feed(text)
        self.close()
        self.tekst = aaneen("".join(self._all))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "table":
            self.tabellen.append([])
        elif tag == "tr":
            self.tabellen[-1].append([])
        elif tag == "li":
            self.handle_data("\n")
        if tag in ("td", "th", "a", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._texts.append([found.get("href") or ""])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "a", "h1", "h2", "h3", "h4", "h5", "h6"):
            address, *texts = self._texts.pop()
            text = "".join(texts)
            if tag in ("td", "th"):
                self.tabellen[-1][-1].append(text)
            elif tag == "a":
                self.links.append((text, address))
            else:
                self.koppen.append((int(tag[1]), text))

    def handle_data(self, data: str) -> None:
        self._all.append(data)
        for texts in self._texts:
            texts.append(data)


def word_tabellen(content: bytes) -> list[Rijen]:
    """The tables of a .docx file; between paragraphs of a cell a newline."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def excel_tabellen(content: bytes) -> list[list[list[object]]]:
    """The tables of a .xlsx file, one a sheet, as values; an empty cell is an empty text."""
    book = load_workbook(io.BytesIO(content))
    return [
        [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for sheet in book.worksheets[1:]
    ]


def csv_rijen(text: str) -> Rijen:
    """The rows of a CSV text with a byte order mark."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def word_alineas(content: bytes) -> list[str]:
    """The texts of the paragraphs of a .docx file that do not stand in a table."""
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def excel_cellen(content: bytes) -> list[Cell]:
    """All cells of a .xlsx file that hold something."""
    book = load_workbook(io.BytesIO(content))
    return [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
