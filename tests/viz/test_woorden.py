"""Numbers, days and lists as they are written in Dutch."""

from datetime import date

import pytest

from viz.cellen import celtekst
from viz.rapport import Soort, Verwijzing
from viz.woorden import aandeel, datum, getal, hoofdletter, opsomming, schoon


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234, 0, "1.234"),
        (17_900_000, 0, "17.900.000"),
        (-1234, 0, "-1.234"),
        (0.8725, 3, "0,873"),  # half goes up, as in a spreadsheet
        (2.5, 0, "3"),
        (-0.0001, 3, "0,000"),
        (1, 3, "1,000"),
        (1234.5, 1, "1.234,5"),
    ],
)
def test_a_number(number, decimals, text):
    assert getal(number, decimals) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0,0%"),
        (0.123, "12,3%"),
        (0.0625, "6,3%"),
        (0.145, "14,5%"),
        (0.0004, "<0,1%"),  # not nothing
        (0.0005, "0,1%"),
        (0.9994, "99,9%"),
        (0.9996, ">99,9%"),  # not all
        (0.1 + 0.2 + 0.7, "100,0%"),
        (1, "100,0%"),
        (0.7 + 0.1 + 0.2, "100,0%"),  # 0.9999999999999999 in a computer
        (-0.0345, "-3,5%"),
        (1.5, "150,0%"),
    ],
)
def test_a_share(share, text):
    assert aandeel(share) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("kind", [Soort.GETAL, Soort.MAAT, Soort.AANDEEL])
def test_what_is_no_number_is_refused(number, kind):
    with pytest.raises(ValueError, match="None voor wat niet bekend is"):
        celtekst(number, kind)


def test_a_day_of_long_ago_has_four_digits_for_the_year():
    assert datum(date(2026, 11, 21)) == "21-11-2026"
    assert datum(date(830, 1, 2)) == "02-01-0830"


def test_a_list():
    assert [opsomming(list("abc"[:size])) for size in range(4)] == ["", "a", "a en b", "a, b en c"]
    assert opsomming(["a", "b"], "of") == "a of b"


def test_a_capital() -> None:
    assert hoofdletter("twee gemeenten") == "Twee gemeenten"
    assert hoofdletter("één gemeente") == "Eén gemeente"
    assert hoofdletter("École De Ark") == "École De Ark"
    assert hoofdletter("") == ""


def test_text_loses_what_no_file_may_hold():
    assert schoon("a\x00b\x1b[31m\x9bc\ud800\uffff") == "ab[31mc"
    assert schoon("a\r\nb\rc\td") == "a\nb\nc\td"


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (None, Soort.GETAL, "onbekend"),
        (0, Soort.GETAL, "0"),
        ((), Soort.TEKST, "geen"),
        (2026, Soort.TEKST, "2026"),  # a year
        (2026, Soort.GETAL, "2.026"),
        (52.5, Soort.TEKST, "52,5"),
        (0.00001, Soort.TEKST, "0,00001"),
        ("<5", Soort.GETAL, "<5"),
        (True, Soort.TEKST, "ja"),
        (date(1830, 1, 1), Soort.TEKST, "01-01-1830"),
        ((Verwijzing("a"), Verwijzing("b")), Soort.TEKST, "a, b"),
    ],
)
def test_a_cell(cell, kind, text):
    assert celtekst(cell, kind) == text
