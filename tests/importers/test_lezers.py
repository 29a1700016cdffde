"""What must hold for any text that a register or a user may write."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.facts import Node, valid_on
from graph.gemeenten import GemeenteResolver, normalise
from graph.sqlite_store import SqliteStore
from importers.sjabloon import datum
from importers.table import Row, read_table
from importers.values import postcode, slug, vestigingscode
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

PEILDATUM = date(2026, 11, 21)
NODES = load_schema().nodes
# Also what looks like a code without being one: digits of other scripts, letters that grow in capitals.
CODETEKENS = st.text(alphabet=st.sampled_from("0123456789ABab ٣²ßſK-\n"), max_size=8)


@given(st.from_regex(r"[1-9][0-9]{3} ?([A-Za-z]{2})?", fullmatch=True))
def test_every_way_to_write_a_postcode_gives_the_same(text: str) -> None:
    pc4, heel = postcode(text)
    assert (pc4, heel) == (text[:4], text.replace(" ", "").upper())
    assert postcode(heel) == postcode(f" {text} ") == (pc4, heel)


@given(st.text(max_size=8) | CODETEKENS)
@example("1٣٤٥")
def test_what_passes_as_a_postcode_is_one(text: str) -> None:
    try:
        pc4, heel = postcode(text)
    except SpeelveldError:
        return
    assert NODES["Postcodegebied"].codepatroon.fullmatch(pc4)
    assert re.fullmatch(r"[0-9]{4}([A-Z]{2})?", heel)


@given(st.from_regex(NODES["Vestiging"].codepatroon, fullmatch=True))
def test_a_vestigingscode_may_be_in_small_letters_and_between_blanks(code: str) -> None:
    assert vestigingscode(code) == vestigingscode(f" {code.lower()}\t") == code


@given(st.text(max_size=8) | CODETEKENS)
@example("2٣CL03")
@example("25ß03")
def test_what_passes_as_a_vestigingscode_is_one(text: str) -> None:
    try:
        code = vestigingscode(text)
    except SpeelveldError:
        return
    assert NODES["Vestiging"].codepatroon.fullmatch(code)


@given(st.text())
def test_a_slug_is_a_code_or_nothing(text: str) -> None:
    code = slug(text)
    assert code == "" or NODES["Organisatie"].codepatroon.fullmatch(code)
    assert slug(code) == code


@given(st.text(alphabet="abcdeéëïijöüç '’-.&()1", max_size=20))
def test_a_slug_does_not_change_with_capitals_accents_or_blanks(text: str) -> None:
    assert slug(text.upper()) == slug(unicodedata.normalize("NFD", text)) == slug(f" {text} ") == slug(text)


def row(text: str) -> Row:
    return Row("x.csv", 2, {"datum": 0}, [text])


@given(st.dates(), st.sampled_from(["", "T00:00", "T12:30:00", " 00:00:00.000"]))
def test_a_date_of_a_register_may_have_a_time(day: date, time: str) -> None:
    assert row(f"{day.isoformat()}{time}").datum("datum") == day


@given(st.text(max_size=12) | st.text(alphabet="0123456789-W/T ", max_size=12))
@example("2026-01-01x")
@example("20260101")
@example("2026-W01-1")
@example("2026-02-30")
@example("٢٠٢٦-٠١-٠١")
def test_what_passes_as_a_date_of_a_register_is_that_date_and_perhaps_a_time(text: str) -> None:
    try:
        day = row(text).datum("datum")
    except SpeelveldError:
        return
    if day is None:
        assert not text.strip()
    else:
        assert re.fullmatch(rf"{day.isoformat()}([T ][0-9:.]+)?", text.strip())


@given(st.dates(), st.sampled_from("-/"))
def test_a_date_in_a_template_may_be_written_the_dutch_way(day: date, sign: str) -> None:
    iso = day.isoformat()
    assert datum(f"{day.day}{sign}{day.month}{sign}{day.year:04d}") == datum(iso) == iso


@given(st.text(max_size=12) | st.text(alphabet="0123456789-/", max_size=12))
def test_what_passes_as_a_date_in_a_template_is_a_day(text: str) -> None:
    try:
        iso = datum(text)
    except SpeelveldError:
        return
    assert date.fromisoformat(iso).isoformat() == iso


@pytest.fixture(scope="module")
def gemeenten(nederland: SqliteStore) -> list[Node]:
    """Every gemeente that the shipped data knows, retired ones included, with its name and dates."""
    facts = (statement.fact for statement in nederland.statements("tooi-gemeenten"))
    return [fact for fact in facts if isinstance(fact, Node) and fact.type == "Gemeente"]


@pytest.fixture(scope="module")
def resolver(gemeenten: list[Node]) -> GemeenteResolver:
    return GemeenteResolver(gemeenten)


def without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    without_accents,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace("'", "’"),
    lambda text: text.replace("'", ""),
    lambda text: text.replace("-", " "),
    lambda text: re.sub(r"\((\w+)\.?\)", r"(\1.)", text),
    lambda text: re.sub(r"\((\w+)\.?\)", r"\1", text),
    lambda text: f"Gemeente {text}",
    lambda text: f"  {text.replace(' ', '  ')} ",
)


def test_every_gemeente_is_found_in_every_spelling(gemeenten: list[Node], resolver: GemeenteResolver) -> None:
    for gemeente in gemeenten:
        day = gemeente.geldig_tot - timedelta(days=1) if gemeente.geldig_tot else PEILDATUM
        for spelling in SPELLINGS:
            assert resolver.id(spelling(gemeente.naam or ""), day) == gemeente.id


@given(st.data())
def test_spellings_may_be_combined_at_any_time_the_gemeente_existed(
    gemeenten: list[Node], resolver: GemeenteResolver, data: st.DataObject
) -> None:
    gemeente = data.draw(st.sampled_from(gemeenten))
    first = gemeente.geldig_van or date(1830, 1, 1)
    last = gemeente.geldig_tot - timedelta(days=1) if gemeente.geldig_tot else PEILDATUM
    day = data.draw(st.dates(first, last))
    text = gemeente.naam or ""
    for spelling in data.draw(st.lists(st.sampled_from(SPELLINGS), max_size=4, unique=True)):
        text = spelling(text)
    assert resolver.id(text, day) == gemeente.id


def test_no_two_gemeenten_of_today_have_names_that_could_be_mistaken(gemeenten: list[Node]) -> None:
    today = [gemeente for gemeente in gemeenten if valid_on(gemeente, PEILDATUM)]
    assert len(today) > 300
    assert len({normalise(gemeente.naam or "") for gemeente in today}) == len(today)


@given(st.text(max_size=30))
@example("0")
@example("9999")
def test_any_text_gives_a_known_gemeente_or_a_refusal(
    gemeenten: list[Node], resolver: GemeenteResolver, text: str
) -> None:
    try:
        found = resolver.id(text, PEILDATUM)
    except SpeelveldError:
        return
    assert found in {gemeente.id for gemeente in gemeenten}


def test_digits_of_another_script_are_no_code_of_a_gemeente(resolver: GemeenteResolver) -> None:
    assert resolver.id("396") == "gemeente:GM0396"
    with pytest.raises(SpeelveldError):
        resolver.id("٣٩٦")


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tabel") / "tabel.csv"


CEL = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=10)


@given(rijen=st.lists(st.tuples(CEL, CEL, CEL), min_size=1, max_size=5), delimiter=st.sampled_from(";,\t|"))
def test_what_is_written_as_a_table_is_read_back(
    bestand: Path, rijen: list[tuple[str, str, str]], delimiter: str
) -> None:
    kop = ("een", "twee", "drie")
    with bestand.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([kop, *rijen])
    rows = list(read_table(bestand, kop, delimiter=delimiter))
    assert [tuple(row[name] for name in kop) for row in rows] == [tuple(cel.strip() for cel in rij) for rij in rijen]


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "cp1252"]))
def test_any_bytes_are_a_table_or_refused(bestand: Path, data: bytes, encoding: str) -> None:
    bestand.write_bytes(b"een;twee\r\n1;2\r\n" + data)
    try:
        rows = list(read_table(bestand, ("een", "twee"), delimiter=";", encoding=encoding))
    except SpeelveldError:
        return
    assert (rows[0]["een"], rows[0]["twee"]) == ("1", "2")


@given(st.text())
def test_an_error_is_one_line_that_any_terminal_can_show(text: str) -> None:
    shown = SpeelveldError(f"“{text * 50}” is geen code", waar="x.csv, regel 2").tekst
    assert shown.isprintable()
    assert len(shown) < 500
    assert shown.startswith("x.csv, regel 2: “")
    assert shown.endswith("” is geen code.")
