"""Workbooks as rows, and what is refused before and while they are read."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from importers.workbook import read_sheet, read_workbook
from ontology.errors import SpeelveldError

KOP = ("code", "naam")


def werkmap(tmp_path: Path, *rows: tuple[object, ...], titel: str = "blad1") -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = titel
    for row in rows:
        sheet.append(list(row))
    path = tmp_path / "ingevuld.xlsx"
    workbook.save(path)
    return path


def met_deel(path: Path, naam: str, inhoud: bytes) -> Path:
    """The same workbook with one part replaced."""
    other = path.with_name("anders.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != naam:
                new.writestr(part, old.read(part))
        new.writestr(naam, inhoud)
    return other


def weigering(path: Path) -> str:
    with pytest.raises(SpeelveldError) as caught:
        list(read_workbook(path, KOP))
    return str(caught.value)


def test_rows_with_numbers_dates_and_blanks(tmp_path: Path) -> None:
    path = werkmap(tmp_path, KOP, (1963.0, " Hoeksche Waard "), (None, None), (106, date(2020, 8, 1)), (True, 0.5))
    rows = list(read_workbook(path, KOP))
    assert [(row["code"], row["naam"]) for row in rows] == [
        ("1963", "Hoeksche Waard"),
        ("106", "2020-08-01"),
        ("ja", "0.5"),
    ]
    assert rows[1].waar("code") == "ingevuld.xlsx, blad blad1, regel 4, kolom code"


def test_datetime_becomes_a_day(tmp_path: Path) -> None:
    path = werkmap(tmp_path, KOP, ("a", datetime(2021, 1, 1)))
    assert next(read_workbook(path, KOP))["naam"] == "2021-01-01"


def test_sheet_by_name_else_the_first(tmp_path: Path) -> None:
    workbook = Workbook()
    first = workbook.active
    assert first is not None
    first.append(("uitleg",))
    first.append(("lees dit",))
    second = workbook.create_sheet("leerplicht")
    second.append(KOP)
    second.append(("a", "b"))
    path = tmp_path / "twee.xlsx"
    workbook.save(path)
    assert read_sheet(path, "leerplicht").kop == KOP
    assert read_sheet(path, "regios").kop == ("uitleg",)


@pytest.mark.parametrize(
    ("rows", "deel"),
    [
        ([KOP, ("a", "=1+1")], "cel B2: de cel bevat een formule"),
        ([KOP, ("a", "#N/A")], "cel B2: de cel bevat een fout"),
        ([KOP, ("a", "b", "c")], "cel C2: de cel staat in een kolom zonder kop"),
        ([("code", None, "naam"), ("a", "", "b")], "cel B1: een kolom heeft geen kop"),
        ([(None, None), KOP, ("a", "b")], "de eerste regel is leeg"),
        ([KOP], "wel een kop maar geen regels"),
        ([], "het blad is leeg"),
        ([("code", "name"), ("a", "b")], "heet die kolom nu name"),
        ([KOP, ("a", datetime(2020, 1, 1).time())], "cel B2: de cel bevat een tijd"),
    ],
)
def test_cells_that_are_refused_are_named(tmp_path: Path, rows: list[tuple[object, ...]], deel: str) -> None:
    tekst = weigering(werkmap(tmp_path, *rows))
    assert deel in tekst
    assert "ingevuld.xlsx, blad blad1" in tekst


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(KOP)
    sheet.append(("a", "b"))
    sheet.merge_cells("A2:B2")
    path = tmp_path / "samengevoegd.xlsx"
    workbook.save(path)
    assert "samengevoegd (A2:B2)" in weigering(path)


@pytest.mark.parametrize(
    ("inhoud", "deel"),
    [
        (b"", "het bestand is leeg"),
        (b"code;naam\n1;2\n", "geen werkmap"),
        (b"PK\x03\x04kapot", "beschadigd"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "oud Excel-bestand"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, inhoud: bytes, deel: str) -> None:
    path = tmp_path / "vreemd.xlsx"
    path.write_bytes(inhoud)
    assert deel in weigering(path)


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "zip.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brief.txt", "dag")
    assert "geen werkmap" in weigering(path)


def test_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = werkmap(tmp_path, KOP, ("a", "b"))
    path.write_bytes(path.read_bytes()[:-200])
    assert "beschadigd" in weigering(path)


def test_zip_of_an_unknown_version_is_refused(tmp_path: Path) -> None:
    path = werkmap(tmp_path, KOP, ("a", "b"))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 240  # "needs version 24.0 to extract"
    path.write_bytes(data)
    assert "beschadigd" in weigering(path)


def test_broken_part_is_refused(tmp_path: Path) -> None:
    path = met_deel(werkmap(tmp_path, KOP, ("a", "b")), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>")
    assert "beschadigd" in weigering(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    path = met_deel(werkmap(tmp_path, KOP, ("a", "b")), "xl/worksheets/sheet1.xml", bomb)
    assert "beschadigd" in weigering(path)


@pytest.mark.parametrize("size", [3_000_000, 60_000_000])
def test_zip_bomb_is_refused_unopened(tmp_path: Path, size: int) -> None:
    path = met_deel(werkmap(tmp_path, KOP, ("a", "b")), "xl/media/nul.bin", b"\0" * size)
    assert "onredelijk groot" in weigering(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    path = werkmap(tmp_path, KOP, ("a", "b"))
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(2001):
            archive.writestr(f"xl/media/{number}", "")
    assert "onredelijk groot" in weigering(path)
