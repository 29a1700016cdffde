"""Whatever a report holds, each file that is made of it holds it too, and only as text."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezers import Bladzijde, aaneen, csv_rijen, excel_cellen, excel_tabellen, word_alineas, word_tabellen, zichtbaar
from voorbeeld_rapport import RAPPORT

from viz.csv import naar_csv, zonder_apostrof
from viz.excel import naar_excel
from viz.html import naar_html
from viz.rapport import Alinea, Hoofdstuk, Kolom, Opsomming, Rapport, Soort, Tabel, Verwijzing
from viz.tekst import naar_tekst
from viz.word import naar_word

NASTY = [
    '=HYPERLINK("https://kwaad.example";"klik")',
    "+31 251",
    "-",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "'s-Gravenhage",
    "#N/A",
    "<script>alert(1)</script>",
    "</style><b>\"'&amp;",
    "{{ 7 * 7 }} {% raw %}",
    "[bold]vet[/bold] \x1b[31mrood",
    "a\x00b\x0bc\x85d\ud800e\ufffef",
    "👩‍👧 & ß ﬁ",
    "twee\nregels en een\ttab",
    "veiligheids\u00adregio",
    "<5",
    "lang " * 2_000,
    "x" * 300,
    "",
]
TEXTS = st.sampled_from(NASTY) | st.text(max_size=40)
NAMES = TEXTS.filter(lambda text: zichtbaar(text).strip() != "")
ADDRESSES = TEXTS | TEXTS.map("https://a.example/{}".format) | TEXTS.map("https://{}".format)
REFERENCES = st.builds(Verwijzing, NAMES, id=st.just("") | st.just("gemeente:GM0396"), url=ADDRESSES)
DAYS = st.dates(date(1900, 3, 1), date(2199, 12, 31))


def thousands(number: int) -> str:
    digits = str(abs(number))
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)]
    return ("-" if number < 0 else "") + ".".join(reversed(groups))


# Of each kind of column: a cell, how it is read as text, and what it is to a spreadsheet (None: the same text).
TEXT_CELLS = (
    TEXTS.map(lambda text: (text, zichtbaar(text), None))
    | REFERENCES.map(lambda item: (item, zichtbaar(item.tekst), None))
    | st.just((None, "onbekend", None))
    | st.just(((), "geen", None))
)
CELLS = {
    Soort.TEKST: TEXT_CELLS | st.integers(1000, 9999).map(lambda year: (year, str(year), year)),
    Soort.GETAL: TEXT_CELLS | st.integers(-(10**9), 10**9).map(lambda item: (item, thousands(item), item)),
    Soort.MAAT: TEXT_CELLS | st.integers(0, 999).map(lambda item: (item / 1000, f"0,{item:03}", item / 1000)),
    Soort.AANDEEL: TEXT_CELLS
    | st.integers(1, 999).map(lambda item: (item / 1000, f"{item // 10},{item % 10}%", item / 1000)),
    Soort.DATUM: TEXT_CELLS | DAYS.map(lambda day: (day, day.strftime("%d-%m-%Y"), day)),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[Tabel, list[list[str]], list[list[object]]]:
    """A table, its rows (header first) as a reader should see them, and as a spreadsheet should hold them."""
    kinds = draw(st.lists(st.sampled_from(Soort), min_size=1, max_size=4))
    columns = tuple(Kolom(draw(NAMES), kind, draw(TEXTS)) for kind in kinds)
    rows = draw(st.lists(st.tuples(*(CELLS[kind] for kind in kinds)), min_size=1, max_size=4))
    header = [zichtbaar(column.titel) for column in columns]
    table = Tabel(
        naam=draw(TEXTS),
        titel=draw(NAMES),
        kolommen=columns,
        rijen=tuple(tuple(cell for cell, _, _ in row) for row in rows),
        toelichting=draw(TEXTS),
        bronnen=tuple(draw(st.lists(NAMES, max_size=2))),
    )
    seen = [header, *([text for _, text, _ in row] for row in rows)]
    held: list[list[object]] = [list(header)]
    held += [[text if value is None else value for _, text, value in row] for row in rows]
    return table, seen, held


@st.composite
def reports(draw: st.DrawFn) -> tuple[Rapport, list[list[list[str]]], list[list[list[object]]], list[str]]:
    """A report, its tables as above, and its texts."""
    first, second = draw(tables()), draw(tables())
    heading, below, warning, point = (draw(NAMES) for _ in range(4))
    link = draw(REFERENCES)
    section = Hoofdstuk(below, (Opsomming(((point, link),)), second[0]))
    report = Rapport(
        titel=draw(NAMES),
        ondertitel=draw(TEXTS),
        bestandsnaam="proef",
        peildatum=draw(DAYS),
        hoofdstukken=(Hoofdstuk(heading, (Alinea((warning,), let_op=True), first[0]), (section,)), Hoofdstuk("Slot")),
    )
    texts = [report.titel, report.ondertitel, heading, below, warning, point + link.tekst, first[0].titel]
    texts += [first[0].toelichting, second[0].titel]
    return report, [first[1], second[1]], [first[2], second[2]], [aaneen(zichtbaar(text)) for text in texts]


def same_day(value: object) -> object:
    """A workbook gives a day as the moment that it begins."""
    return value.date() if isinstance(value, datetime) else value


def words(tables: list[list[list[str]]]) -> list[list[list[str]]]:
    return [[[aaneen(cell) for cell in row] for row in table] for table in tables]


@given(reports())
def test_a_page_holds_every_cell_and_text(made):
    report, seen, _, texts = made
    page = Bladzijde(naar_html(report, adres=lambda item: item.url))
    assert words(page.tabellen) == words(seen)
    for text in texts:
        assert text in page.tekst
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img", "iframe", "object", "form", "b"})
    assert all(not name.startswith("on") and name != "style" for _, attributes in page.tags for name in attributes)
    assert all(address.startswith(("#", "http://", "https://")) for _, address in page.links)
    assert len(page.ids) == len(set(page.ids))


@given(reports())
@settings(max_examples=50)
def test_a_word_file_holds_every_cell_and_text(made):
    report, seen, _, texts = made
    content = naar_word(report, adres=lambda item: item.url)
    # A soft hyphen is a sign of its own in a Word file, and no text.
    assert word_tabellen(content) == [[[cell.replace("\u00ad", "") for cell in row] for row in table] for table in seen]
    said = aaneen(" ".join(word_alineas(content)))
    for text in texts:
        assert aaneen(text.replace("\u00ad", "")) in said


@given(reports())
@settings(max_examples=50)
def test_a_workbook_holds_every_cell_and_text_and_no_formula(made):
    report, _, held, texts = made
    content = naar_excel(report, adres=lambda item: item.url)
    assert [[[same_day(cell) for cell in row] for row in table] for table in excel_tabellen(content)] == held
    cells = excel_cellen(content)
    said = aaneen(" ".join(str(cell.value) for cell in cells))
    for text in texts:
        assert text in said
    for cell in cells:
        assert cell.data_type in ("s", "n", "d")
        if isinstance(cell.value, str):
            assert bool(cell.quotePrefix) == cell.value.startswith(("=", "+", "-", "@", "\t", "\n"))


@given(tables())
def test_csv_reads_back(made):
    table, seen, held = made
    rows = csv_rijen(naar_csv(table))
    assert [[len(row) for row in rows]] == [[len(row) for row in seen]]
    for row, row_held in zip(rows, held, strict=True):
        for field, value in zip(row, row_held, strict=True):
            if isinstance(value, str):
                assert zonder_apostrof(field) == value
                assert not field.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
            elif isinstance(value, date):
                assert date.fromisoformat(field) == value
            else:
                assert float(field.replace(",", ".")) == value


@given(reports())
def test_a_terminal_shows_every_cell_and_text(made):
    report, seen, _, texts = made
    shown = naar_tekst(report, breedte=60_000)
    assert not [sign for sign in shown if sign < " " and sign != "\n"]
    flat = aaneen(shown).casefold()
    cells = [line for table in seen for row in table for cell in row for line in cell.split("\n")]
    for text in [*texts, *cells]:
        assert aaneen(text).casefold() in flat


@pytest.mark.parametrize("write", [naar_word, naar_excel, lambda report: naar_html(report).encode()])
def test_the_same_report_gives_the_same_bytes(write, monkeypatch):
    first = write(RAPPORT)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write(RAPPORT) == first
