from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from gebied_hulp import FOLDER, PEILDATUM, Gelezen, context, gemeenten, lees, weigert

from graph.delivery import Delivery, Levering, Statement
from graph.sqlite_store import SqliteStore
from importers.load import read_delivery
from importers.pc4_gemeente import BIJGEWERKT, METHODEN, SOURCE
from ontology.errors import SpeelveldError

MAIN = "postcode/derived_pc4_gemeente_swv.csv"
TEXT_2015 = date(2015, 4, 23)


def history(found: Gelezen, pc4: str) -> list[tuple[str, date | None, date | None]]:
    return [(rel.naar.removeprefix("gemeente:"), rel.geldig_van, rel.geldig_tot) for rel in found.van(f"pc4:{pc4}")]


@pytest.mark.parametrize(
    ("pc4", "then", "merger", "now"),
    [
        ("1461", "GM0370", date(2022, 1, 1), "GM0439"),  # Beemster, now Purmerend
        ("9981", "GM1651", date(2019, 1, 1), "GM1966"),  # Eemsmond, now Het Hogeland
        ("5076", "GM0788", date(2021, 1, 1), "GM0824"),  # Haaren, divided, now Oisterwijk
        ("8508", "GM1921", date(2015, 7, 1), "GM1940"),  # De Friese Meren, on as De Fryske Marren
    ],
)
def test_pc4_lay_in_the_old_gemeente_until_the_merger(pc4: str, then: str, merger: date, now: str) -> None:
    assert history(lees(SOURCE, MAIN), pc4) == [(then, TEXT_2015, merger), (now, merger, None)]


def test_pc4_of_a_divided_gemeente_is_less_certain_after_the_division() -> None:
    before, after = lees(SOURCE, MAIN).van("pc4:5076")
    assert "zekerheid" not in before.eigenschappen
    assert after.eigenschappen["zekerheid"] == "middel"
    assert "2021-01-01" in str(after.eigenschappen["opmerking"])


def test_pc4_whose_gemeente_stayed_lies_there_since_the_text() -> None:
    assert history(lees(SOURCE, MAIN), "1277") == [("GM0406", TEXT_2015, None)]


@pytest.mark.parametrize("pc4", ["3227", "8831", "8841"])
def test_pc4_whose_old_gemeente_did_not_become_the_present_one_has_no_history(pc4: str) -> None:
    found = lees(SOURCE, MAIN)
    [(_, van, tot)] = history(found, pc4)
    assert (van, tot) == (None, None)
    assert found.van(f"pc4:{pc4}")[0].eigenschappen["zekerheid"] in ("middel", "laag")
    assert sum(found.weggelaten.values()) == 3


def test_sources_that_disagree_make_it_uncertain() -> None:
    [relation] = lees(SOURCE, MAIN).van("pc4:3227")
    assert relation.naar == "gemeente:GM1992"
    assert relation.eigenschappen["zekerheid"] == "laag"
    assert "Nissewaard" in str(relation.eigenschappen["opmerking"])


@pytest.mark.parametrize(
    ("pc4", "wijzen"),
    [
        ("1461", ["regeling 2015", "scholen (DUO 2026)"]),  # Beemster, now Purmerend
        ("8508", ["regeling 2015", "regeling 2015, bijgewerkt"]),  # De Friese Meren, on as De Fryske Marren
        ("1364", ["regeling 2022"]),  # only the new text has it
        ("1002", ["punt"]),
    ],
)
def test_how_a_gemeente_was_found_is_said_in_a_few_words(pc4: str, wijzen: list[str]) -> None:
    assert [relation.eigenschappen["wijze"] for relation in lees(SOURCE, MAIN).van(f"pc4:{pc4}")] == wijzen


def test_a_pc4_of_the_regulation_alone_lies_in_the_successor_of_its_gemeente(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER / "slices" / "pc4-gemeente", tmp_path / "pc4")
    lines = (folder / MAIN).read_bytes().splitlines(keepends=True)
    (folder / MAIN).write_bytes(b"".join(line for line in lines if not line.startswith(b"9981")))
    used = context()
    found = Gelezen(list(SOURCE.read(folder / MAIN, used)), used).van("pc4:9981")
    assert [relation.naar for relation in found] == ["gemeente:GM1651", "gemeente:GM1966"]
    assert [relation.eigenschappen["wijze"] for relation in found] == ["regeling 2015", "regeling 2015, bijgewerkt"]


def test_every_short_word_for_how_is_explained_in_the_source() -> None:
    wijzen = {str(relation.eigenschappen["wijze"]) for relation in lees(SOURCE, MAIN).relations}
    for wijze in wijzen | set(METHODEN.values()):
        assert len(wijze) <= 25
        assert f"“{wijze.removesuffix(BIJGEWERKT)}”" in SOURCE.toelichting
    assert f"“{BIJGEWERKT.strip(', ')}”" in SOURCE.toelichting


def test_pc4_of_post_boxes_has_no_history_and_no_doubt() -> None:
    found = lees(SOURCE, MAIN)
    assert history(found, "1002") == [("GM0363", None, None)]
    assert "zekerheid" not in found.van("pc4:1002")[0].eigenschappen


def test_pc4_that_only_the_new_text_has_lies_in_its_gemeente_since_that_text() -> None:
    assert history(lees(SOURCE, MAIN), "1364") == [("GM0034", date(2022, 2, 9), None)]


@pytest.mark.parametrize("folder", ["", "postcode"])
def test_a_folder_will_do(folder: str) -> None:
    found = list(SOURCE.read(FOLDER / "slices" / "pc4-gemeente" / folder, context()))
    assert found == lees(SOURCE, MAIN).facts


def test_a_file_that_is_not_beside_it_is_named(tmp_path: Path) -> None:
    lonely = tmp_path / "postcode" / "derived_pc4_gemeente_swv.csv"
    lonely.parent.mkdir()
    lonely.write_bytes((FOLDER / "slices" / "pc4-gemeente" / MAIN).read_bytes())
    with pytest.raises(SpeelveldError, match=r"swv_pc4_20220209\.csv ontbreekt") as refused:
        list(SOURCE.read(lonely, context()))
    assert str(tmp_path) not in refused.value.tekst


def test_a_change_in_a_file_beside_it_makes_another_delivery(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER / "slices" / "pc4-gemeente", tmp_path / "pc4")
    store = SqliteStore(tmp_path / "opslag.db")
    levering = Levering("levering:proef", "proef", "Proef", "Proef", "CC0 1.0", "", PEILDATUM, "", "proef/1", rang=1)
    store.apply([Delivery(levering, tuple(Statement(node, levering.id) for node in gemeenten()))])

    def sha256(path: Path) -> str:
        return read_delivery(SOURCE, path, store, PEILDATUM).levering.sha256

    before = sha256(folder / MAIN)
    assert sha256(folder) == before
    beside = folder / "swv" / "swv_pc4_20220209.csv"
    beside.write_bytes(b"".join(beside.read_bytes().splitlines(keepends=True)[:-1]))
    assert sha256(folder / MAIN) != before
    store.close()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel", ("1002", "twee keer")),
        ("onbekende_methode", ("gok", "methode")),
        ("onbekende_gemeente", ("GM9439", "gemeentecode")),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
