"""The Word file, opened again by python-docx, and what only the XML tells."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from voorbeeld_rapport import DEELNEMERS, RAPPORT, VESTIGINGEN

from viz.adres import adres_op
from viz.rapport import Hoofdstuk, Opsomming, Rapport, Tabel, alinea
from viz.word import naar_word

CONTENT = naar_word(RAPPORT, adres=adres_op("https://speelveld.example"))


@pytest.fixture
def document():
    return Document(io.BytesIO(CONTENT))


def styled(document, name):
    return [item.text for item in document.paragraphs if item.style.name == name]


def test_the_title_and_headings_have_heading_styles(document):
    assert styled(document, "Title") == ["Voorbereiding van het overleg over het ondersteuningsplan"]
    assert styled(document, "Subtitle") == [
        "Samenwerkingsverband Passend Onderwijs IJmond (PO2711)",
        "Stand op 21-11-2026",
    ]
    assert styled(document, "Heading 1") == ["Wie zit er aan tafel?", "Scholen en besturen", "Afspraken", "Bronnen"]
    assert styled(document, "Heading 2") == ["Samenwerkingsverbanden voortgezet onderwijs", "Delen van gemeenten"]
    assert styled(document, "List Bullet")[0] == "VO2704 (Midden-Kennemerland): deelt vier gemeenten."
    assert styled(document, "Let op")[0].startswith("Let op: Uitgeest ligt in een andere jeugdregio")
    assert styled(document, "Caption") == [
        "Tabel 1. Wie er volgens de wet aan tafel zit",
        "Tabel 2. Deel van elke gemeente dat in het gebied ligt",
        "Tabel 3. Vestigingen in het gebied, naar gemeente en bestuur",
        "Tabel 4. Afspraken die dit jaar aflopen",
        "Tabel 5. Bronnen van dit dossier",
    ]


def test_the_contents_are_there_and_lead_to_the_headings(document):
    entries = [item for item in document.paragraphs if item.style.name.startswith("toc")]
    assert [(item.style.name, item.text) for item in entries] == [
        ("toc 1", "Wie zit er aan tafel?"),
        ("toc 2", "Samenwerkingsverbanden voortgezet onderwijs"),
        ("toc 2", "Delen van gemeenten"),
        ("toc 1", "Scholen en besturen"),
        ("toc 1", "Afspraken"),
        ("toc 1", "Bronnen"),
    ]
    marks = {
        mark.get(qn("w:name")): mark.getparent().xpath("string(.)")
        for mark in document.element.iter(qn("w:bookmarkStart"))
    }
    assert [marks[item.hyperlinks[0].fragment] for item in entries] == [item.text for item in entries]
    begin = entries[0]._p.find(f".//{qn('w:fldChar')}")
    assert begin.get(qn("w:dirty")) == "true"  # Word fills in the page numbers
    assert 'TOC \\o "1-2"' in entries[0]._p.xpath("string(.//w:instrText)")


def test_every_field_that_begins_ends(document):
    for root in (document.element, document.sections[0].footer._element):
        kinds = [item.get(qn("w:fldCharType")) for item in root.iter(qn("w:fldChar"))]
        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_tables_repeat_their_header_and_do_not_cut_rows(document):
    assert len(document.tables) == 4  # the empty one is a sentence
    assert "Er zijn geen afspraken geladen die dit jaar aflopen." in styled(document, "Normal")
    for table in document.tables:
        assert table.style.name == "Speelveldtabel"
        headers = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert headers == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)
        assert table._tbl.xpath("./w:tblPr/w:tblCaption")


def test_numbers_stand_on_the_right(document):
    shares = document.tables[1].columns[2].cells
    assert [cell.paragraphs[0].style.name for cell in shares] == ["Tabelgetal"] * 5
    assert [cell.text for cell in shares] == ["Deel van de postcodes", "100,0%", "99,8%", "12,4%", "onbekend"]
    assert document.tables[0].cell(3, 1).text == "Alkmaar (Noord-Kennemerland)\nIJmond (Midden Kennemerland)"


def test_a_wide_table_lies_on_its_side_and_fits(document):
    upright, turned = (WD_ORIENT.PORTRAIT, 210, 297), (WD_ORIENT.LANDSCAPE, 297, 210)
    shapes = [(item.orientation, round(item.page_width.mm), round(item.page_height.mm)) for item in document.sections]
    assert shapes == [upright, turned, upright]
    for table, room in zip(document.tables, (170, 170, 257, 170), strict=True):
        assert sum(column.width.mm for column in table.columns) <= room + 0.1
    assert [cell.text for cell in document.tables[2].rows[0].cells] == [item.titel for item in VESTIGINGEN.kolommen]


def test_a_long_header_may_be_broken_where_it_is_put_together(document):
    header = document.tables[1].cell(0, 1).paragraphs[0]
    assert header.text == "Postcodegebieden"
    assert [item.text for item in header._p.xpath("./w:r/w:t")] == ["Postcode", "gebieden"]
    assert header._p.xpath("./w:r/w:softHyphen")


def test_links_are_real(document):
    cell = document.tables[0].cell(1, 0).paragraphs[0].hyperlinks[0]
    assert (cell.text, cell.address) == ("Beverwijk", "https://speelveld.example/id/gemeente/GM0375")
    law = document.tables[0].cell(1, 2).paragraphs[0].hyperlinks[0]
    assert law.url == "https://wetten.overheid.nl/jci1.3:c:BWBR0003420&artikel=18a&lid=9"
    assert law.runs[0].style.name == "Hyperlink"


def test_pages_are_numbered(document):
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text == (
        "Voorbereiding van het overleg over het ondersteuningsplan, stand op 21-11-2026  |  pagina 1 van 1"
    )
    fields = [item.text.strip() for item in footer._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert all(section.footer.is_linked_to_previous for section in document.sections[1:])


def test_it_is_dutch_and_names_no_person(document):
    language = document.styles.element.xpath("./w:docDefaults//w:lang")[0]
    assert language.get(qn("w:val")) == "nl-NL"
    about = document.core_properties
    assert (about.title, about.subject) == (RAPPORT.titel, RAPPORT.ondertitel)
    assert (about.author, about.last_modified_by, about.language) == ("Speelveld", "Speelveld", "nl-NL")
    assert about.created == about.modified == datetime(2026, 11, 21, tzinfo=UTC)


def test_every_style_that_is_used_exists():
    with zipfile.ZipFile(io.BytesIO(CONTENT)) as package:
        assert not [name for name in package.namelist() if "thumbnail" in name or "WithEffects" in name]
        assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    document = Document(io.BytesIO(CONTENT))
    known = {style.style_id for style in document.styles}
    used = {
        item.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle")
        for item in document.element.iter(qn(f"w:{tag}"))
    }
    assert used <= known


def test_one_chapter_has_no_contents_and_a_long_one_begins_a_page():
    few = Rapport("t", "", "t", date(2026, 11, 21), (Hoofdstuk("Een", (alinea("a"), DEELNEMERS)),))
    assert not styled(Document(io.BytesIO(naar_word(few))), "TOC Heading")
    many = Tabel("n", "t", DEELNEMERS.kolommen, DEELNEMERS.rijen * 4)
    chapters = (*few.hoofdstukken, Hoofdstuk("Kort", (DEELNEMERS,)), Hoofdstuk("Lang", (many,)))
    document = Document(io.BytesIO(naar_word(Rapport("t", "", "t", date(2026, 11, 21), chapters))))
    headings = [item for item in document.paragraphs if item.style.name == "Heading 1"]
    assert [bool(item.paragraph_format.page_break_before) for item in headings] == [False, False, True]


def test_what_leads_to_a_list_stays_on_the_page_of_the_list():
    blocks = (alinea("los"), alinea("opmaat:"), Opsomming((("punt",),)), alinea("slot"))
    document = Document(io.BytesIO(naar_word(Rapport("t", "", "t", date(2026, 11, 21), (Hoofdstuk("Een", blocks),)))))
    kept = {item.text: bool(item.paragraph_format.keep_with_next) for item in document.paragraphs}
    assert (kept["los"], kept["opmaat:"], kept["punt"], kept["slot"]) == (False, True, False, False)
