"""All sites of basisscholen with address and board: DUO, the file of the adressen basisonderwijs (monthly)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact
from importers.source import Context, Source
from importers.table import read_table
from importers.vestigingen import KOP_ADRES, Vestiging, uit_adresbestand, unieke_code, vestiging_facts


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Vestigingen (`vestiging:<BRIN><nn>`) with school, board, gemeente and postcodegebied."""
    yield from vestiging_facts(_vestigingen(path, context))


def _vestigingen(path: Path, context: Context) -> Iterator[Vestiging]:
    gezien: set[str] = set()
    for row in read_table(path, KOP_ADRES, delimiter=";", encoding="cp1252"):
        yield uit_adresbestand(row, unieke_code(row, gezien), context, ("bo",))


_URL = "https://www.duo.nl/open_onderwijsdata/images/02.-alle-schoolvestigingen-basisonderwijs.csv"
SOURCE = Source(
    id="duo-bo-vestigingen",
    naam="Alle schoolvestigingen basisonderwijs",
    uitgever="Dienst Uitvoering Onderwijs (DUO)",
    licentie="CC0 1.0",
    url=_URL,
    adres=_URL,
    rang=30,
    read=read,
    kop=KOP_ADRES,
)
