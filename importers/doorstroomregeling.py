"""Which gemeenten form a doorstroompuntregio: the annex of the ministerial regulation (BWBR0051614, annex 5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node, Relation
from importers.source import Context, Source
from importers.table import read_table

KOP = ("dpregio_nr", "dpregio_naam", "gemeente", "gm_code", "text_version", "bron")


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Regions (`doorstroompuntregio:MCnn`, nn = the number in the regulation) and their gemeenten."""
    stated: set[str] = set()
    for row in read_table(path, KOP):
        number = row.getal("dpregio_nr")
        if number is None:
            raise row.fout("dpregio_nr", "het nummer van de regio ontbreekt")
        region = f"doorstroompuntregio:MC{number:02d}"
        if region not in stated:
            stated.add(region)
            yield Node(region, "Doorstroompuntregio", row["dpregio_naam"])
        gemeente = row.lees("gm_code", context.gemeenten.id)
        yield Relation(gemeente, "IN_DOORSTROOMPUNTREGIO", region)


SOURCE = Source(
    id="doorstroomregeling",
    naam="Regeling regionaal programma en Doorstroompuntfunctie, bijlage 5",
    uitgever="Ministerie van OCW",
    licentie="Wettekst: geen auteursrecht (Auteurswet 11)",
    url="https://wetten.overheid.nl/BWBR0051614",
    rang=10,
    read=read,
    kop=KOP,
)
