"""The workbook, opened again by openpyxl."""

import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from voorbeeld_rapport import RAPPORT

from viz.adres import adres_op
from viz.excel import naar_excel
from viz.rapport import Hoofdstuk, Kolom, Rapport, Soort, Tabel, Verwijzing


@pytest.fixture(scope="module")
def book():
    return load_workbook(io.BytesIO(naar_excel(RAPPORT, adres=adres_op("https://speelveld.example"))))


def with_tables(*tables: Tabel) -> Rapport:
    return Rapport("Titel", "", "titel", date(2026, 11, 21), (Hoofdstuk("Kop", tables),))


def with_cells(kind: Soort, *cells: object) -> list:
    table = Tabel("T", "T", (Kolom("x", kind),), tuple((cell,) for cell in cells))  # type: ignore[misc]
    sheet = load_workbook(io.BytesIO(naar_excel(with_tables(table))))["T"]
    return [row[0] for row in sheet.iter_rows(min_row=5)]


def test_there_is_a_sheet_for_each_table_and_an_overview_first(book):
    assert book.sheetnames == ["Overzicht", "Deelnemers", "Delen van gemeenten", "Vestigingen", "Afspraken", "Bronnen"]
    overview = book["Overzicht"]
    assert [overview[f"A{row}"].value for row in (1, 2, 3)] == [
        "Voorbereiding van het overleg over het ondersteuningsplan",
        "Samenwerkingsverband Passend Onderwijs IJmond (PO2711)",
        "Stand op 21-11-2026",
    ]
    assert [[cell.value for cell in row] for row in overview["A5:C10"]] == [
        ["Blad", "Tabel", "Rijen"],
        ["Deelnemers", "Wie er volgens de wet aan tafel zit", 5],
        ["Delen van gemeenten", "Deel van elke gemeente dat in het gebied ligt", 4],
        ["Vestigingen", "Vestigingen in het gebied, naar gemeente en bestuur", 48],
        ["Afspraken", "Afspraken die dit jaar aflopen", 0],
        ["Bronnen", "Bronnen van dit dossier", 3],
    ]
    assert overview["A7"].hyperlink.location == "'Delen van gemeenten'!A1"
    assert overview["A7"].hyperlink.target is None


def test_the_overview_has_the_text_and_what_columns_count(book):
    texts = [cell.value for row in book["Overzicht"].iter_rows(min_row=11) for cell in row if cell.value is not None]
    assert texts[:4] == ["Blad", "Wat een kolom betekent", "Delen van gemeenten", texts[3]]
    assert texts[3] == "Postcodegebieden: Postcodegebieden van vier cijfers die in de gemeente liggen."
    assert "• VO2705 (Noord-Kennemerland): deelt alleen Uitgeest." in texts
    assert "Tabel: Afspraken die dit jaar aflopen (blad Afspraken)" in texts


def test_a_table_is_ready_to_filter_read_and_print(book):
    sheet = book["Vestigingen"]
    assert [cell.value for cell in sheet[1]][:2] == ["Vestigingen in het gebied, naar gemeente en bestuur", None]
    assert sheet["A3"].value == "Stand op 21-11-2026. Bron: duo-bo-vestigingen-2025-10-01."
    assert sheet.auto_filter.ref == "A4:J52"
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["Afspraken"].auto_filter.ref is None
    assert book["Afspraken"]["A5"].value == "Er zijn geen afspraken geladen die dit jaar aflopen."


def test_cells_have_the_type_of_their_column(book):
    sheet = book["Delen van gemeenten"]
    assert [(cell.value, cell.number_format) for cell in sheet[6]][1:] == [
        (5, "#,##0"),
        (0.998, "0.0%"),
        (39_303, "#,##0"),
        (3_955, "#,##0"),
        (0.8725, "0.000"),
    ]
    assert [cell.value for cell in sheet[7]][4] == "<5"
    assert [cell.value for cell in sheet[8]] == ["Velsen", 13, "onbekend", 69_115, "onbekend", "onbekend"]
    day = book["Deelnemers"]["D5"]
    assert (day.value, day.number_format) == (datetime(2014, 8, 1), "dd-mm-yyyy")
    assert book["Deelnemers"]["D7"].value == "onbekend"
    assert book["Deelnemers"]["B9"].value == "geen"


def test_one_reference_is_a_link_and_more_are_lines(book):
    sheet = book["Deelnemers"]
    assert sheet["A5"].hyperlink.target == "https://speelveld.example/id/gemeente/GM0375"
    assert sheet["B5"].hyperlink.target == "https://speelveld.example/id/jeugdregio/JZ10"
    assert sheet["B7"].value == "Alkmaar (Noord-Kennemerland)\nIJmond (Midden Kennemerland)"
    assert sheet["B7"].hyperlink is None


def test_what_a_spreadsheet_cannot_hold_is_a_text():
    old, new = with_cells(Soort.DATUM, date(1830, 1, 1), date(1900, 3, 1))
    assert (old.value, new.value) == ("01-01-1830", datetime(1900, 3, 1))
    assert [cell.value for cell in with_cells(Soort.GETAL, 10**15, True)] == ["1.000.000.000.000.000", "ja"]
    assert len(with_cells(Soort.TEKST, "€" * 40_000)[0].value) == 32_767
    with pytest.raises(ValueError, match="geen getal"):
        with_cells(Soort.AANDEEL, float("nan"))


def test_a_link_that_is_too_long_is_left_out():
    (cell,) = with_cells(Soort.TEKST, Verwijzing("x", url=f"https://a.example/{'a' * 2_100}"))
    assert (cell.value, cell.hyperlink) == ("x", None)


@given(
    st.lists(
        st.text(max_size=40) | st.sampled_from(["Overzicht", "HISTORY", "a/b", "'", "x" * 40, "😀" * 20]), max_size=8
    )
)
@settings(max_examples=30)
def test_names_of_sheets_are_allowed_and_unique(names):
    tables = [Tabel(name, "t", (Kolom("x"),), ()) for name in names]
    found = load_workbook(io.BytesIO(naar_excel(with_tables(*tables)))).sheetnames
    assert len(found) == len(names) + 1
    assert len({name.lower() for name in found}) == len(found)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) / 2 <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name[0] != "'" != name[-1]
        assert name.lower() != "history"


def test_names_of_sheets_are_as_near_as_can_be():
    names = ("Gemeenten", "gemeenten", "PO/VO: wie?", "Een naam die veel te lang is voor een blad")
    tables = [Tabel(name, "t", (Kolom("x"),), ()) for name in names]
    assert load_workbook(io.BytesIO(naar_excel(with_tables(*tables)))).sheetnames[1:] == [
        "Gemeenten",
        "gemeenten 2",
        "PO VO  wie",
        "Een naam die veel te lang is vo",
    ]


def test_properties_name_no_person(book):
    about = book.properties
    assert (about.title, about.creator, about.lastModifiedBy) == (RAPPORT.titel, "Speelveld", "Speelveld")
    assert about.created == about.modified == datetime(2026, 11, 21)
