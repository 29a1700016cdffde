"""Regions of gemeenten on 1 January: CBS StatLine, "Gebieden in Nederland <jaar>", downloaded as CSV.

Fields are separated by `;` and quoted, with blanks behind the values. A column is named by its place in the table,
like `Lokaliseringen van gemeenten/GGD-regio's/Code (code)`. Which divisions a file holds depends on the year and on
what was chosen in StatLine: what is not there is not stated. Names of columns follow the tables of 2016 (83287NED,
`Jeugdzorgregio’s`) to 2026 (86247NED).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.facts import Fact, Node, Relation, Value
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import ggd_id, id_parser
from ontology.errors import SpeelveldError

REGIO = "Regio's"
CODE = "Codes en namen van gemeenten/Code (code)"
NAAM = "Codes en namen van gemeenten/Naam (naam)"
INWONERS = ("Inwonertal/Inwonertal (aantal)", "Statistische gegevens/Inwonertal (aantal)", "Inwonertal (aantal)")
KOP = (REGIO, CODE)


class Indeling(NamedTuple):
    """A division of gemeenten: the relation, the type of region, its id prefix and the titles that CBS gave it."""

    relatie: str
    soort: str
    voorvoegsel: str
    titels: tuple[str, ...]


INDELINGEN = (
    Indeling("IN_PROVINCIE", "Provincie", "provincie", ("Provincies",)),
    Indeling("IN_VEILIGHEIDSREGIO", "Veiligheidsregio", "veiligheidsregio", ("Veiligheidsregio's",)),
    Indeling("IN_GGDREGIO", "Ggd", "ggd", ("GGD-regio's",)),
    Indeling("IN_JEUGDREGIO", "Jeugdregio", "jeugdregio", ("Jeugdregio's", "Jeugdzorgregio's")),
    Indeling(
        "IN_DOORSTROOMPUNTREGIO",
        "Doorstroompuntregio",
        "doorstroompuntregio",
        ("Doorstroompuntregio's", "RMC-regio's", "RMC-gebieden", "Regionale meld- en coördinatiepunten"),
    ),
    Indeling("IN_ZORGKANTOORREGIO", "Zorgkantoorregio", "zorgkantoorregio", ("Zorgkantoorregio's",)),
    Indeling("IN_ARBEIDSMARKTREGIO", "Arbeidsmarktregio", "arbeidsmarktregio", ("Arbeidsmarktregio's",)),
)


def _columns(row: Row, indeling: Indeling) -> tuple[str, str] | None:
    """The columns with code and name of a division in this file, with a straight or a curly apostrophe."""
    for titel in indeling.titels:
        for spelling in (titel, titel.replace("'", "’")):
            code, naam = (f"Lokaliseringen van gemeenten/{spelling}/{part}" for part in ("Code (code)", "Naam (naam)"))
            if code in row and naam in row:
                return code, naam
    return None


def _region(row: Row, indeling: Indeling, code: str, naam: str) -> Node:
    if indeling.soort == "Ggd":
        if not re.fullmatch(r"GG[0-9]{4}", row[code]):
            raise row.fout(code, f"“{row[code]}” is geen code van een GGD-regio")
        return Node(row.lees(naam, ggd_id), "Ggd", row[naam], eigenschappen={"cbsCode": row[code]})
    return Node(row.lees(code, id_parser(indeling.voorvoegsel)), indeling.soort, row[naam] or None)


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Gemeenten with name and inhabitants, the regions of every division in the file, and what lies in what."""
    stated: dict[str, Node] = {}
    for row in read_table(path, KOP, delimiter=";"):
        divisions = [(indeling, columns) for indeling in INDELINGEN if (columns := _columns(row, indeling))]
        if not divisions:
            raise SpeelveldError(
                "het bestand heeft geen enkele kolom met een regio",
                waar=f"{path.name}, regel 1",
                herstel="Kies in StatLine ook onderwerpen onder Lokaliseringen van gemeenten, met code en naam",
            )
        gemeente = row.lees(CODE, id_parser("gemeente"))
        if gemeente in stated:
            raise row.fout(CODE, f"gemeente {row[CODE]} komt twee keer voor")
        properties: dict[str, Value] = {}
        for kolom in INWONERS:
            if kolom in row and (inwoners := row.getal(kolom)) is not None:
                properties["inwoners"] = inwoners
        naam = row[NAAM] if NAAM in row else row[REGIO]
        stated[gemeente] = Node(gemeente, "Gemeente", naam or None, eigenschappen=properties)
        yield stated[gemeente]
        for indeling, (code, regio_naam) in divisions:
            if not row[code]:
                continue
            region = _region(row, indeling, code, regio_naam)
            if region.id not in stated:
                stated[region.id] = region
                yield region
            elif stated[region.id] != region:
                raise row.fout(regio_naam, f"{row[code]} heeft in dit bestand meer dan één naam of code")
            yield Relation(gemeente, indeling.relatie, region.id)


SOURCE = Source(
    id="cbs-gebieden",
    naam="Gebieden in Nederland",
    uitgever="CBS",
    licentie="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/86247NED/table",
    rang=21,
    read=read,
    kop=KOP,
)
