"""The document of an OOGO: what a policy adviser reads first, and that every file holds the same."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from openpyxl import load_workbook

from graph.aantallen import Aantal
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.rules import LegalBasis
from queries.oogo.dossier import Bronnen, maak
from viz.excel import naar_excel
from viz.html import naar_html
from viz.oogo import namen, rapport
from viz.rapport import Hoofdstuk, Opsomming, Rapport, Verwijzing
from viz.tekst import naar_tekst
from viz.word import naar_word


@pytest.fixture(scope="module")
def bronnen(snapshot_2026: Snapshot) -> Bronnen:
    return Bronnen.van(snapshot_2026)


@pytest.fixture(scope="module")
def ijmond(snapshot_2026: Snapshot, bronnen: Bronnen) -> Rapport:
    return rapport(maak("PO2711", snapshot_2026, bronnen), snapshot_2026, bronnen.law)


def tekst(chapter: Hoofdstuk) -> str:
    """All words of a chapter that are not in a table."""
    found = []
    for block in chapter.blokken:
        parts = block.punten if isinstance(block, Opsomming) else (getattr(block, "delen", ()),)
        found += ["".join(part.tekst if isinstance(part, Verwijzing) else part for part in parts) for parts in parts]
    return "\n".join([*found, *(tekst(item) for item in chapter.onderdelen)])


def test_the_summary_says_who_what_splits_what_is_urgent_and_what_is_unknown(ijmond: Rapport) -> None:
    first = ijmond.hoofdstukken[0]
    assert [part.kop for part in first.onderdelen] == [
        "Wie zitten aan tafel",
        "Wat het gebied verdeelt",
        "Wat nu aandacht vraagt",
        "Wat niet bekend is",
    ]
    said = tekst(first)
    for words in (
        "Vijf hele gemeenten: Velsen, Beverwijk, Heemskerk, Castricum en Uitgeest.",
        "SWV VO Midden-Kennemerland (VO2704) (64,9%) en SWV VO Zuid-Kennemerland (VO2705) (35,1%)",
        "Grondslag: WPO, artikel 18a lid 9. Zekerheid: hoog.",
        "Twee jeugdregio's: IJmond (Midden Kennemerland; JZ10): Velsen, Beverwijk, Heemskerk; Alkmaar",
        "Noord-Kennemerland (MC24): Castricum, Uitgeest.",
        "Ook verdeeld over twee arbeidsmarktregio's en twee organisaties Veilig Thuis.",
        "gaan er 753 (4,3%) buiten dit gebied naar school",
        "telling van 1 oktober 2013, 13 jaar oud",
        "Vernieuwen? “Jeugdhulp op school VO regio Alkmaar”: verlopen, gold van 01-08-2022 tot 01-08-2023.",
        "ondersteuningsplan po inging, staat in geen register",
        "de nieuwste telling die is geladen, is van 1 oktober 2013",
    ):
        assert words in said


def test_the_chapters_follow_what_a_reader_needs(ijmond: Rapport) -> None:
    assert [chapter.kop for chapter in ijmond.hoofdstukken] == [
        "In het kort",
        "Wie zitten aan tafel",
        "Planning en geschil",
        "Agenda",
        "Cijfers om mee te nemen",
        "Afspraken",
        "Regio's en organisaties die het gebied kruisen",
        "Wie niet aan tafel zit, maar wel betaalt",
        "Leerlingen over de grens",
        "Scholen en besturen",
        "Onzeker en onbekend",
        "Bronnen",
        "Bijlage: vestigingen",
    ]


def test_every_table_of_pupils_by_home_says_how_old_it_is(ijmond: Rapport) -> None:
    for chapter in ijmond.hoofdstukken:
        if any("duo-po-woonplaatsen" in source for table in chapter.tabellen() for source in table.bronnen):
            whole = tekst(chapter) + " ".join(
                f"{table.toelichting} {' '.join(column.toelichting for column in table.kolommen)}"
                for table in chapter.tabellen()
            )
            assert "1 oktober 2013" in whole, chapter.kop


def test_each_subject_says_what_the_law_what_the_record_and_what_nobody_says(ijmond: Rapport) -> None:
    chapter = next(item for item in ijmond.hoofdstukken if item.kop == "Agenda")
    [help_] = [item for item in chapter.onderdelen if item.kop == "Jeugdhulp en schoolmaatschappelijk werk op school"]
    said = tekst(help_)
    assert "Wat de wet zegt:" in said
    assert "[C07]: De wet wijst geen betaler aan" in said
    assert "Afspraak “Jeugdhulp op school VO regio Alkmaar”: verlopen (geldt in SWV VO Midden-Kennemerland" in said
    assert "een geldige afspraak staat niet in het register" in said
    assert "Te bespreken:" in said


def test_a_split_gemeente_shows_which_part_belongs_where(snapshot_2026: Snapshot, bronnen: Bronnen) -> None:
    document = rapport(maak("GM1892", snapshot_2026, bronnen), snapshot_2026, bronnen.law)
    table = next(item for item in document.tabellen() if item.naam == "Verbanden")
    column = [item.titel for item in table.kolommen].index("Welk deel")
    assert {row[column] for row in table.rijen} == {"2751-2752, 2761, 2841", "2911-2914"}
    assert "Zij zit ook aan tafel bij de ondersteuningsplannen van vier samenwerkingsverbanden." in tekst(
        document.hoofdstukken[0]
    )


def test_the_day_of_the_last_plan_adds_dates_and_changes(nederland: SqliteStore, snapshot_2026: Snapshot) -> None:
    day = date(2021, 8, 1)
    sources = Bronnen.van(snapshot_2026)
    found = maak("VO2506", snapshot_2026, sources, day, Snapshot(nederland, day))
    document = rapport(found, snapshot_2026, sources.law)
    chapter = next(item for item in document.hoofdstukken if item.kop == "Wat is veranderd sinds 01-08-2021")
    table = next(chapter.tabellen())
    rows = {str(getattr(row[1], "tekst", row[1])): row for row in table.rijen}
    assert {"Duiven", "Westervoort", "Zevenaar", "Montferland"} <= set(rows)  # De Liemers, since the text of 2022
    assert rows["23 gebieden"][2] == "erbij"
    assert "Het volgende gaat dan uiterlijk in op 01-08-2025 (die dag is voorbij)." in tekst(document.hoofdstukken[0])
    assert "noemt het register geen begin" in tekst(chapter)


def test_a_vo_file_says_that_pupils_are_unknown_and_gives_no_number(snapshot_2026: Snapshot, bronnen: Bronnen) -> None:
    document = rapport(maak("VO2704", snapshot_2026, bronnen), snapshot_2026, bronnen.law)
    chapter = next(item for item in document.hoofdstukken if item.kop == "Leerlingen over de grens")
    assert list(chapter.tabellen()) == []
    assert "het grensverkeer is dus onbekend" in tekst(chapter)
    assert "mbo" in tekst(document.hoofdstukken[0])
    boards = next(item for item in document.tabellen() if item.naam == "Besturen")
    pupils = [item.titel for item in boards.kolommen].index("Leerlingen 2025")
    kinds = [item.titel for item in boards.kolommen].index("Soorten")
    assert all(row[pupils] is None for row in boards.rijen if row[kinds] == "vo")


def test_every_file_opens_again_and_holds_the_tables(ijmond: Rapport) -> None:
    tables = list(ijmond.tabellen())
    word = Document(io.BytesIO(naar_word(ijmond)))
    assert len(word.tables) == len(tables)
    headings = [item.text for item in word.paragraphs if item.style is not None and item.style.name == "Heading 1"]
    assert headings == [chapter.kop for chapter in ijmond.hoofdstukken]
    book = load_workbook(io.BytesIO(naar_excel(ijmond)))
    assert len(book.sheetnames) >= len(tables)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "Vijf hele gemeenten" in naar_html(ijmond)
    assert "Vijf hele gemeenten" in naar_tekst(ijmond)


@pytest.mark.parametrize(
    ("number", "cell", "words"),
    [
        (None, None, "een onbekend aantal"),
        (Aantal(0), 0, "0"),
        (Aantal(3), "<5", "minder dan 5"),
        (Aantal(0, 1), "<5", "minder dan 5"),
        (Aantal(0, 2), "<9", "minder dan 9"),
        (Aantal(1234), 1234, "1.234"),
        (Aantal(12, 2), "14 tot 20", "14 tot 20"),
    ],
)
def test_a_number_of_pupils_in_a_cell_and_in_a_sentence(number: Aantal | None, cell: object, words: str) -> None:
    assert namen.aantal(number) == cell
    assert namen.zin_aantal(number) == words


def test_articles_of_one_law_stand_together_and_only_those_in_force() -> None:
    def basis(wet: str, artikel: str, lid: str | None = None, tot: date | None = None) -> LegalBasis:
        return LegalBasis(wet, None, artikel, lid, None, None, tot, ())

    over = basis("C", "9", tot=date(2020, 1, 1))
    found = [basis("A", "1"), basis("A", "2", "3"), basis("A", "4"), basis("B", "-"), over]
    said = namen.artikelen(found, date(2026, 1, 1))
    assert "".join(getattr(part, "tekst", part) for part in said) == "A, artikel 1, 2 lid 3 en 4; B"


def test_postcodes_that_follow_each_other_are_one_run() -> None:
    assert namen.postcodes(["pc4:1906", "pc4:1901", "pc4:1902"]) == "1901-1902, 1906"


def test_a_rule_points_to_whom_the_law_says_in_the_file_of_the_other_sector_too(ijmond: Rapport) -> None:
    """WEC 40 lid 12 and 13: the SWV VO decides about vso, also for who leaves a primary school."""
    said = tekst(next(chapter for chapter in ijmond.hoofdstukken if chapter.kop == "Agenda"))
    for rule in ("[A06]", "[A07]"):
        sentence = said.split(rule, 1)[1].split("\n", 1)[0]
        assert "SWV VO" in sentence.split(". ", 1)[0]
        assert "SWV PO" not in sentence
