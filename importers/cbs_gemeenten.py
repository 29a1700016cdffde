"""Gemeenten on 1 January with their province: CBS, "Gemeenten alfabetisch" of one year, saved as CSV.

CBS names the gemeenten of a new year first, so this source may state a gemeente that the record does not know yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node, Relation
from importers.source import Context, Source
from importers.table import read_table
from importers.values import id_parser

KOP = ("Gemeentecode", "GemeentecodeGM", "Gemeentenaam", "Provinciecode", "ProvinciecodePV", "Provincienaam")


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Gemeenten and provinces by name, and which gemeente lies in which province."""
    stated: set[str] = set()
    provincies: dict[str, str] = {}
    for row in read_table(path, KOP):
        gemeente = row.lees("GemeentecodeGM", id_parser("gemeente"))
        provincie = row.lees("ProvinciecodePV", id_parser("provincie"))
        for kolom in ("Gemeentenaam", "Provincienaam"):
            if not row[kolom]:
                raise row.fout(kolom, "de naam ontbreekt", "Download het bestand opnieuw")
        if gemeente in stated:
            raise row.fout("GemeentecodeGM", f"gemeente {row['GemeentecodeGM']} komt twee keer voor")
        stated.add(gemeente)
        yield Node(gemeente, "Gemeente", row["Gemeentenaam"])
        if provincie not in provincies:
            provincies[provincie] = row["Provincienaam"]
            yield Node(provincie, "Provincie", row["Provincienaam"])
        elif provincies[provincie] != row["Provincienaam"]:
            raise row.fout("Provincienaam", f"{row['ProvinciecodePV']} heet elders “{provincies[provincie]}”")
        yield Relation(gemeente, "IN_PROVINCIE", provincie)


SOURCE = Source(
    id="cbs-gemeenten",
    naam="Gemeenten alfabetisch",
    uitgever="CBS",
    licentie="CC BY 4.0",
    url="https://www.cbs.nl/nl-nl/onze-diensten/methoden/classificaties/overig/gemeentelijke-indelingen-per-jaar",
    rang=20,
    read=read,
    kop=KOP,
)
