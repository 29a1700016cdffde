"""KvK number, OIN, website and places of the gemeenten: Register van Overheidsorganisaties.

The register keeps retired gemeenten and city districts, with a day in `status_valid_until`; those are left out.
E-mail, telephone and addresses are not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node, Value
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import website

KOP = ("gemeentecode", "naam", "status_valid_until", "kvk", "oin", "website", "bevat_plaatsen")
_NUMBERS = {"kvk": 8, "oin": 20}


def _properties(row: Row) -> dict[str, Value]:
    properties: dict[str, Value] = {}
    for kolom, length in _NUMBERS.items():
        if row[kolom] and not re.fullmatch(rf"[0-9]{{{length}}}", row[kolom]):
            raise row.fout(kolom, f"“{row[kolom]}” is geen nummer van {length} cijfers")
        if row[kolom]:
            properties[kolom] = row[kolom]
    if address := website(row["website"]):
        properties["website"] = address
    if plaatsen := tuple(plaats.strip() for plaats in row["bevat_plaatsen"].split(";") if plaats.strip()):
        properties["plaatsen"] = plaatsen
    return properties


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Properties of the gemeenten that the register holds as current."""
    stated: set[str] = set()
    for row in read_table(path, KOP):
        ended = row.datum("status_valid_until")
        if ended and ended <= context.peildatum:
            context.laat_weg("gemeente of stadsdeel is volgens het register opgeheven")
            continue
        gemeente = row.lees("gemeentecode", lambda text: context.gemeenten.id(text, context.peildatum))
        if gemeente in stated:
            raise row.fout("gemeentecode", f"gemeente {row['gemeentecode']} komt twee keer voor")
        stated.add(gemeente)
        yield Node(gemeente, "Gemeente", eigenschappen=_properties(row))


SOURCE = Source(
    id="roo-gemeenten",
    naam="Register van Overheidsorganisaties: gemeenten",
    uitgever="Register van Overheidsorganisaties",
    licentie="CC0 1.0",
    url="https://organisaties.overheid.nl",
    rang=50,
    read=read,
    kop=KOP,
)
