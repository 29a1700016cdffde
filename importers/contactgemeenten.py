"""The contactgemeente of each doorstroompuntregio, as last known: annex of regulation BWBR0044328 (2025-02-13).

The designation for 2026 (WEB 9.2.4) was not found; the column `status` says so and goes along as opmerking.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node, Relation, Value
from importers.source import Context, Source
from importers.table import read_table

KOP = ("dpregio_nr_2026", "dpregio_naam_2026", "gemeente_2026", "gm_code", "bron", "text_version", "status")


def read(path: Path, context: Context) -> Iterator[Fact]:
    """HEEFT_CONTACTGEMEENTE from region to gemeente."""
    stated: set[str] = set()
    for row in read_table(path, KOP):
        number = row.getal("dpregio_nr_2026")
        if number is None or not 0 < number < 100:
            raise row.fout("dpregio_nr_2026", "dit is geen nummer van een doorstroompuntregio")
        region = f"doorstroompuntregio:MC{number:02d}"
        if region in stated:
            raise row.fout("dpregio_nr_2026", f"doorstroompuntregio {number} komt twee keer voor")
        stated.add(region)
        yield Node(region, "Doorstroompuntregio", row["dpregio_naam_2026"] or None)
        gemeente = row.lees("gm_code", lambda text: context.gemeenten.id(text, context.peildatum))
        properties: dict[str, Value] = {"zekerheid": "middel"}
        if row["status"]:
            properties["opmerking"] = row["status"]
        yield Relation(region, "HEEFT_CONTACTGEMEENTE", gemeente, eigenschappen=properties)


SOURCE = Source(
    id="contactgemeenten",
    naam="RMC-regeling BWBR0044328, bijlage: contactgemeenten",
    uitgever="Ministerie van OCW",
    licentie="Wettekst: geen auteursrecht (Auteurswet 11)",
    url="https://wetten.overheid.nl/BWBR0044328",
    rang=10,
    read=read,
    kop=KOP,
)
