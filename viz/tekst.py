"""A `Rapport` or a `Tabel` as plain text, for a terminal: no colours, and no signs that a terminal would obey."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from viz.breedte import ruimten
from viz.cellen import GETALSOORTEN, bronregel, celtekst
from viz.indeling import Deel, begint_met_let_op, indeling
from viz.rapport import Alinea, Opsomming, Rapport, Tabel, Verwijzing
from viz.woorden import datum, schoon

_AROUND = 3  # between columns
_INDENT = 2


def naar_tekst(rapport: Rapport, breedte: int = 100) -> str:
    """The whole report in lines of at most that many characters."""
    head = (_plain(rapport.titel), _plain(rapport.ondertitel), f"Stand op {datum(rapport.peildatum)}")
    chapters = (item for part in indeling(rapport) for item in _chapter(part, breedte))
    return _render([*(Text(line) for line in head if line), *chapters], breedte)


def tabel_tekst(tabel: Tabel, breedte: int = 100) -> str:
    """One table, with its title above it and its sources under it."""
    return _render(_table(tabel, breedte), breedte)


def _render(items: Iterable[RenderableType], width: int) -> str:
    result = io.StringIO()
    console = Console(file=result, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    for item in items:
        console.print(item)
    return "\n".join(line.rstrip() for line in result.getvalue().splitlines()) + "\n"


def _chapter(part: Deel, width: int) -> Iterator[RenderableType]:
    heading = _plain(part.kop)
    yield Text(f"\n{heading.upper() if part.niveau == 1 else heading}")
    for _, block in part.blokken:
        yield Text()
        if isinstance(block, Tabel):
            yield from _table(block, width)
        elif isinstance(block, Opsomming):
            for point in block.punten:
                yield _indented("- ", _text(point), width)
        else:
            yield _paragraph(block, width)
    for below in part.onderdelen:
        yield from _chapter(below, width)


def _paragraph(block: Alinea, width: int) -> Text:
    if block.let_op:
        warning = "" if begint_met_let_op(block) else "Let op: "
        return _indented("! ", f"{warning}{_text(block.delen)}", width)
    return Text(_text(block.delen))


def _indented(mark: str, text: str, width: int) -> Text:
    """The text with its later lines under the first one."""
    return Text(textwrap.fill(text, width, initial_indent=mark, subsequent_indent=" " * _INDENT))


def _text(parts: Iterable[str | Verwijzing]) -> str:
    return "".join(_plain(item.tekst if isinstance(item, Verwijzing) else item) for item in parts)


def _table(table: Tabel, width: int) -> Iterator[RenderableType]:
    yield Text(_plain(table.titel))
    if table.toelichting:
        yield Padding(Text(_plain(table.toelichting)), (0, 0, 0, 2))
    if not table.rijen:
        yield Padding(Text(_plain(table.leeg)), (0, 0, 0, 2))
        return
    if sum(item.woord + _AROUND for item in ruimten(table)) - _AROUND > width:
        yield from _records(table, width)
    else:
        yield _grid(table)
    for column in table.kolommen:
        if column.toelichting:
            yield Text(f"{_plain(column.titel)}: {_plain(column.toelichting)}")
    if sources := bronregel(table):
        yield Text(sources)


def _grid(table: Tabel) -> RenderableType:
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in table.kolommen:
        right = column.soort in GETALSOORTEN
        grid.add_column(Text(_plain(column.titel)), justify="right" if right else "left", overflow="fold")
    for row in table.rijen:
        cells = zip(row, table.kolommen, strict=True)
        grid.add_row(*(Text(_plain(celtekst(cel, column.soort))) for cel, column in cells))
    return grid


def _records(table: Tabel, width: int) -> Iterator[RenderableType]:
    """Row by row, for a table that is too wide for the lines."""
    for row in table.rijen:
        for number, (cel, column) in enumerate(zip(row, table.kolommen, strict=True)):
            text = _plain(celtekst(cel, column.soort))
            if text:
                mark = " " * _INDENT if number else ""
                yield _indented(mark, f"{_plain(column.titel)}: {text}", width)


def _plain(text: str) -> str:
    """Without tabs too, of which rich does not know how wide they are."""
    return schoon(text).replace("\t", " ")
