"""A `Rapport` as a Word file that an adviser edits and sends on: real headings, tables, links and contents."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.section import Section
from docx.shared import Emu, Mm

from viz import word_xml as xml
from viz.adres import Adres, alleen_urls, doel
from viz.archief import moment, zonder_klok
from viz.breedte import afbreekbaar, verdeel
from viz.cellen import GETALSOORTEN, bronregel, celtekst
from viz.indeling import Deel, begint_met_let_op, indeling
from viz.rapport import Alinea, Cel, Kolom, Opsomming, Rapport, Tabel, Verwijzing
from viz.woorden import datum, schoon
from viz.word_xml import Element

_SHORT, _LONG, _MARGIN = Mm(210), Mm(297), Mm(20)
_DEEPEST = 6  # of the heading styles that we have
_IN_CONTENTS = 2  # levels
_TOGETHER = 12  # a table of at most so many rows stays on one page
_BEGIN = 3  # rows that stay with the header of a longer one

# These parts are ours: the rest of the file is as python-docx makes it.
_PARTS = ("styles.xml", "numbering.xml", "settings.xml")


def naar_word(rapport: Rapport, *, adres: Adres = alleen_urls) -> bytes:
    """The content of a .docx file; the same report gives the same bytes.

    adres: where a reference leads; only addresses with `http` or `https` become links.
    """
    document = _empty(rapport)
    _Writer(document, rapport, adres).write()
    result = io.BytesIO()
    document.save(result)
    folder = files("viz") / "word_delen"
    return zonder_klok(result.getvalue(), {f"word/{name}": (folder / name).read_bytes() for name in _PARTS})


def _empty(rapport: Rapport) -> WordDocument:
    """A file without content, whose properties name no person and whose dates are the peildatum."""
    document = Document()
    for rels, kind in (
        (document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL),  # a picture of an empty page
        (document.part.rels, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"),
    ):
        for key in [key for key, found in rels.items() if found.reltype == kind]:
            del rels[key]
    about = document.core_properties
    about.title, about.subject = schoon(rapport.titel)[:255], schoon(rapport.ondertitel)[:255]
    about.language = "nl-NL"
    about.author = about.last_modified_by = "Speelveld"
    about.comments = ""
    about.created = about.modified = moment(rapport.peildatum)
    about.revision = 1
    return document


class _Writer:
    """Writes one report into one document, and counts its bookmarks, tables and links."""

    def __init__(self, document: WordDocument, rapport: Rapport, adres: Adres) -> None:
        self._document = document
        self._rapport = rapport
        self._adres = adres
        self._parts = indeling(rapport)
        self._relations: dict[str, str] = {}
        self._tables = count(1)

    def write(self) -> None:
        """Title, contents, chapters."""
        title = schoon(self._rapport.titel)
        day = datum(self._rapport.peildatum)
        section = self._document.sections[0]
        _shape(section, wide=False)
        section.footer.is_linked_to_previous = False
        section.footer.paragraphs[0]._p.extend(
            [
                xml.run(f"{title}, stand op {day}  |  pagina "),
                *xml.veld("PAGE", "1"),
                xml.run(" van "),
                *xml.veld("NUMPAGES", "1"),
            ]
        )
        self._add(xml.paragraph("Title", xml.run(title)))
        if self._rapport.ondertitel:
            self._add(xml.paragraph("Subtitle", xml.run(schoon(self._rapport.ondertitel))))
        self._add(xml.paragraph("Subtitle", xml.run(f"Stand op {day}")))
        marks = {item.anker: f"_Toc{number:08}" for number, item in enumerate(_all(self._parts), start=1)}
        if len(self._parts) > 1:
            self._contents(marks)
        wide = False
        for part in self._parts:
            turned, wide = part.breed != wide, part.breed
            if turned:
                _shape(self._document.add_section(WD_SECTION.NEW_PAGE), wide=wide)
            fresh = part.nieuwe_bladzijde and not turned
            for item in self._chapter(part, marks, wide=wide, fresh=fresh):
                self._add(item)

    def _add(self, item: Element) -> None:
        """Before the properties of the last section, which close the body."""
        self._document.element.body[-1].addprevious(item)

    def _contents(self, marks: dict[str, str]) -> None:
        """A field, filled already, that Word fills in with page numbers when it opens the file."""
        self._add(xml.paragraph("TOCHeading", xml.run("Inhoud")))
        shown = [item for item in _all(self._parts) if item.niveau <= _IN_CONTENTS]
        lines = [
            xml.paragraph(f"TOC{item.niveau}", xml.link_binnen(marks[item.anker], schoon(item.kop))) for item in shown
        ]
        lines[0][1:1] = xml.veld_begin(f'TOC \\o "1-{_IN_CONTENTS}" \\h \\z \\u', verouderd=True)
        lines[-1].append(xml.veld_eind())
        for line in lines:
            self._add(line)

    def _chapter(self, part: Deel, marks: dict[str, str], *, wide: bool, fresh: bool = False) -> Iterator[Element]:
        mark = marks[part.anker]
        begin, end = xml.bladwijzer(int(mark.removeprefix("_Toc")), mark)
        heading = (begin, xml.run(schoon(part.kop)), end)
        yield xml.paragraph(f"Heading{min(part.niveau, _DEEPEST)}", *heading, nieuwe_bladzijde=fresh)
        for place, (_, block) in enumerate(part.blokken, start=1):
            if isinstance(block, Tabel):
                yield from self._table(block, wide=wide)
            elif isinstance(block, Opsomming):
                for point in block.punten:
                    yield xml.paragraph("ListBullet", *self._text(point))
            else:
                leads = place < len(part.blokken) and isinstance(part.blokken[place][1], Opsomming)
                yield self._paragraph(block, bij_volgende=leads)
        for below in part.onderdelen:
            yield from self._chapter(below, marks, wide=wide)

    def _paragraph(self, block: Alinea, *, bij_volgende: bool) -> Element:
        if not block.let_op:
            return xml.paragraph("Normal", *self._text(block.delen), bij_volgende=bij_volgende)
        warning = [] if begint_met_let_op(block) else [xml.run("Let op: ", "Strong")]
        return xml.paragraph("Letop", *warning, *self._text(block.delen), bij_volgende=bij_volgende)

    def _text(self, parts: Iterable[str | Verwijzing]) -> list[Element]:
        return [self._link(item) if isinstance(item, Verwijzing) else xml.run(schoon(item)) for item in parts]

    def _link(self, item: Verwijzing) -> Element:
        address = doel(item, self._adres)
        if not address:
            return xml.run(schoon(item.tekst))
        if address not in self._relations:
            relation = f"rIdLink{len(self._relations) + 1}"  # not relate_to, which looks through all others each time
            self._document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)
            self._relations[address] = relation
        return xml.link(self._relations[address], schoon(item.tekst))

    def _table(self, table: Tabel, *, wide: bool) -> Iterator[Element]:
        number = next(self._tables)
        title = schoon(table.titel)
        caption = [xml.run("Tabel "), *xml.veld("SEQ Tabel \\* ARABIC", str(number)), xml.run(f". {title}")]
        yield xml.paragraph("Caption", *caption)
        if table.toelichting:
            yield xml.paragraph("Toelichting", xml.run(schoon(table.toelichting)), bij_volgende=True)
        if not table.rijen:
            yield xml.paragraph("Normal", xml.run(schoon(table.leeg)))
            return
        notes = [
            [xml.run(schoon(column.titel), "Strong"), xml.run(f": {schoon(column.toelichting)}")]
            for column in table.kolommen
            if column.toelichting
        ]
        sources = bronregel(table)
        notes += [[xml.run(sources)]] if sources else []
        width = Emu((_LONG if wide else _SHORT) - 2 * _MARGIN).twips
        yield xml.tabel("Speelveldtabel", title, verdeel(table, width, breed=wide), self._rows(table, bool(notes)))
        for place, note in enumerate(notes, start=1):
            yield xml.paragraph("Toelichting", *note, bij_volgende=place < len(notes))
        if not notes:
            yield xml.paragraph("Toelichting")  # else two tables after each other become one

    def _rows(self, table: Tabel, noted: bool) -> Iterator[list[list[Element]]]:
        """The header stays with the first rows, a short table on one page, the last row with a note under it."""
        last = len(table.rijen)
        together = last if last <= _TOGETHER else _BEGIN
        yield [
            [xml.paragraph(_style(column), xml.run(afbreekbaar(schoon(column.titel))), bij_volgende=True)]
            for column in table.kolommen
        ]
        for number, row in enumerate(table.rijen, start=1):
            keep = noted if number == last else number < together
            yield [
                [xml.paragraph(_style(column), *line, bij_volgende=keep) for line in self._lines(cel, column)]
                for cel, column in zip(row, table.kolommen, strict=True)
            ]

    def _lines(self, cel: Cel, column: Kolom) -> list[list[Element]]:
        if isinstance(cel, Verwijzing):
            return [[self._link(cel)]]
        if isinstance(cel, tuple) and cel:
            return [[self._link(item)] for item in cel]
        return [[xml.run(celtekst(cel, column.soort), "Onbekend" if cel is None else "")]]


def _all(parts: Iterable[Deel]) -> Iterator[Deel]:
    for part in parts:
        yield part
        yield from _all(part.onderdelen)


def _style(column: Kolom) -> str:
    return "Tabelgetal" if column.soort in GETALSOORTEN else "Tabeltekst"


def _shape(section: Section, *, wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
