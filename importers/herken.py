"""Which source a file looks like, by its header: a file that was given to the wrong importer is refused by name.

Some importers would read the file of another source without an error, since it has all their columns and more: the
sites of voortgezet onderwijs would be loaded as basisscholen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from importers.source import Source
from importers.table import DELIMITERS, column_names
from importers.workbook import read_sheet
from ontology.errors import SpeelveldError

_HEAD = 64 * 1024
_JSON_KEY = re.compile(r'"([^"\\]{1,200})"\s*:')


def header(path: Path) -> frozenset[str]:
    """The names of the columns of a table or workbook, or of the fields of JSON; empty when there are none to see."""
    if path.suffix.lower() == ".xlsx":
        try:
            return frozenset(read_sheet(path).kop)
        except SpeelveldError:
            return frozenset()
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    text = head.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith(("{", "[")):
        return frozenset(_JSON_KEY.findall(text))
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max((frozenset(column_names(first, char)) for char in DELIMITERS), key=len)


def lookalikes(path: Path, given: Source, sources: Iterable[Source]) -> list[Source]:
    """The sources all of whose columns the file has, when those are more than it has of the given source."""
    names = header(path)
    own = len(names.intersection(given.kop))
    found = [source for source in sources if source.kop and names.issuperset(source.kop) and len(source.kop) > own]
    longest = max((len(source.kop) for source in found), default=0)
    return [source for source in found if len(source.kop) == longest]


def check_source(path: Path, given: Source, sources: Iterable[Source]) -> None:
    """Refuse a file that looks like that of another source."""
    found = lookalikes(path, given, sources)
    if found:
        ids = " of ".join(source.id for source in found)
        raise SpeelveldError(
            f"dit is geen bestand van bron {given.id}",
            waar=path.name,
            waarom=f"Dit lijkt een bestand van bron {ids} ({found[0].naam})",
            herstel=f"Laad het met “speelveld laad {found[0].id} {path.name}”",
        )
