"""CSV as the module says: for a Dutch Excel, without formulas."""

from datetime import date

import pytest

from viz.csv import naar_csv, zonder_apostrof
from viz.rapport import Kolom, Soort, Tabel, Verwijzing


def test_how_a_table_is_written():
    columns = (
        Kolom("Gemeente"),
        Kolom("Inwoners", Soort.GETAL),
        Kolom("Deel", Soort.AANDEEL),
        Kolom("Sinds", Soort.DATUM),
        Kolom("Regio's"),
    )
    rows = (
        (Verwijzing("'s-Gravenhage", id="gemeente:GM0518"), 562_839, 0.123456, date(2014, 8, 1), ()),
        ("Bergen; NH", None, 1e-7, None, (Verwijzing("a"), Verwijzing("b, c"))),
        ('=1+"1"', "<5", -1, "-", ""),
    )
    assert naar_csv(Tabel("t", "T", columns, rows)) == (
        "\ufeffGemeente;Inwoners;Deel;Sinds;Regio's\r\n"
        "'s-Gravenhage;562839;0,123456;2014-08-01;geen\r\n"
        '"Bergen; NH";onbekend;0,0000001;onbekend;a | b, c\r\n'
        '"\'=1+""1""";<5;-1;\'-;\r\n'
    )


def test_a_table_without_rows_is_its_header():
    assert naar_csv(Tabel("t", "T", (Kolom("=a"), Kolom("b")), ())) == "\ufeff'=a;b\r\n"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\n=1", "'=1", "''=1", "＝1"])
def test_what_would_run_is_a_text_that_reads_back(text):
    field = naar_csv(Tabel("t", "T", (Kolom(text),), ())).removeprefix("\ufeff").rstrip("\r\n").strip('"')
    assert field == f"'{text}"
    assert zonder_apostrof(field) == text


def test_an_apostrophe_that_protects_nothing_stays():
    assert zonder_apostrof("'s-Gravenhage") == "'s-Gravenhage"


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="geen getal"):
        naar_csv(Tabel("t", "T", (Kolom("x", Soort.GETAL),), ((float("nan"),),)))
