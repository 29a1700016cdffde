"""What python-docx has no call for: links, fields, bookmarks, tables that repeat their header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

_SIGNS = {"\n": "w:br", "\t": "w:tab", "\u00ad": "w:softHyphen"}


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """`element("w:p", child, val="x")`: attributes are of the namespace of Word."""
    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), str(value))
    found.extend(children)
    return found


def run(text: str, stijl: str = "") -> Element:
    """A run of text, in a character style (its id) or in that of the paragraph."""
    found = element("w:r", *([element("w:rPr", element("w:rStyle", val=stijl))] if stijl else []))
    for piece in re.split("([\n\t\u00ad])", text):
        if piece in _SIGNS:
            found.append(element(_SIGNS[piece]))
        elif piece:
            words = element("w:t")
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            found.append(words)
    return found


def paragraph(stijl: str, *content: Element, bij_volgende: bool = False, nieuwe_bladzijde: bool = False) -> Element:
    """A paragraph in a style (its id). bij_volgende: on one page with what follows."""
    properties = element("w:pPr", element("w:pStyle", val=stijl))
    if bij_volgende:
        properties.append(element("w:keepNext"))
    if nieuwe_bladzijde:
        properties.append(element("w:pageBreakBefore"))
    return element("w:p", properties, *content)


def link(relatie: str, text: str) -> Element:
    """A link to an address outside the file, by the id of its relation."""
    found = element("w:hyperlink", run(text, "Hyperlink"), history=1)
    found.set(qn("r:id"), relatie)
    return found


def link_binnen(bladwijzer: str, text: str) -> Element:
    """A link to a bookmark in the file."""
    return element("w:hyperlink", run(text), anchor=bladwijzer, history=1)


def bladwijzer(nummer: int, naam: str) -> tuple[Element, Element]:
    """The begin and the end of a bookmark, to set around what it marks."""
    return element("w:bookmarkStart", id=nummer, name=naam), element("w:bookmarkEnd", id=nummer)


def veld(opdracht: str, nu: str) -> list[Element]:
    """A field that Word fills in, with what it shows until then."""
    return [*veld_begin(opdracht), run(nu), veld_eind()]


def veld_begin(opdracht: str, *, verouderd: bool = False) -> list[Element]:
    """The begin of a field, up to what it shows. verouderd: Word fills it in when it opens the file."""
    begin = element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if verouderd else {}))
    instruction = element("w:instrText")
    instruction.text = f" {opdracht} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    separate = element("w:fldChar", fldCharType="separate")
    return [element("w:r", item) for item in (begin, instruction, separate)]


def veld_eind() -> Element:
    """The end of a field."""
    return element("w:r", element("w:fldChar", fldCharType="end"))


def tabel(stijl: str, titel: str, breedtes: Sequence[int], rijen: Iterable[Sequence[Sequence[Element]]]) -> Element:
    """A table whose first row is a header that each page repeats, and whose rows are not cut by the end of a page.

    titel: what the table is about, for who does not see it. breedtes: of the columns, in twentieths of a point.
    rijen: of each cell the paragraphs, at least one.
    """
    found = element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val=stijl),
            element("w:tblW", w=sum(breedtes), type="dxa"),
            element("w:tblLayout", type="fixed"),
            element("w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
            element("w:tblCaption", val=titel),
        ),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in breedtes)),
    )
    for number, row in enumerate(rijen):
        properties = element("w:trPr", element("w:cantSplit"), *([] if number else [element("w:tblHeader")]))
        cells = [
            element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), *cell)
            for width, cell in zip(breedtes, row, strict=True)
        ]
        found.append(element("w:tr", properties, *cells))
    return found
