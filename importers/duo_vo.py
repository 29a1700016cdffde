"""All sites of schools for voortgezet onderwijs: DUO, the file `alle-vestigingen-vo.csv` (monthly).

Two forms are read: the publisher's own file, and a short one of five of its columns, without names and addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact
from importers.source import Context, Source
from importers.table import read_table
from importers.values import bevoegd_gezag, postcode
from importers.vestigingen import (
    KOP_ADRES,
    Vestiging,
    eigenschappen,
    gemeente_id,
    uit_adresbestand,
    unieke_code,
    vestiging_facts,
)
from ontology.errors import SpeelveldError

KOP = (*KOP_ADRES, "ONDERWIJSSTRUCTUUR")
KOP_KERN = ("VESTIGINGSCODE", "BEVOEGD GEZAG NUMMER", "ONDERWIJSSTRUCTUUR", "POSTCODE", "GEMEENTENUMMER")
_STRUCTUREN = frozenset({"BRUGJAAR", "VBO", "MAVO", "HAVO", "VWO", "PRO"})
_URL = "https://duo.nl/open_onderwijsdata/images/02.-alle-vestigingen-vo.csv"


def soorten(structuur: str) -> tuple[str, ...]:
    """The kinds of education of an onderwijsstructuur: `VBO/MAVO/PRO` is vo and pro."""
    delen = set(structuur.split("/"))
    onbekend = sorted(delen - _STRUCTUREN)
    if onbekend:
        raise SpeelveldError(
            f"“{structuur}” is geen bekende onderwijsstructuur",
            herstel=f"Zij bestaat uit {', '.join(sorted(_STRUCTUREN))}, gescheiden door een schuine streep",
        )
    if delen == {"PRO"}:
        return ("pro",)
    return ("vo", "pro") if "PRO" in delen else ("vo",)


def read(path: Path, context: Context) -> Iterator[Fact]:
    """The publisher's file: vestigingen with name, address, school, board, gemeente and postcodegebied."""
    yield from vestiging_facts(_vestigingen(path, context))


def _vestigingen(path: Path, context: Context) -> Iterator[Vestiging]:
    gezien: set[str] = set()
    for row in read_table(path, KOP, delimiter=";", encoding="cp1252"):
        code = unieke_code(row, gezien)
        soort = row.lees("ONDERWIJSSTRUCTUUR", soorten)
        yield uit_adresbestand(row, code, context, soort, structuur=row["ONDERWIJSSTRUCTUUR"])


def read_kern(path: Path, context: Context) -> Iterator[Fact]:
    """The five columns: vestigingen without a name, with school, board, gemeente and postcodegebied."""
    yield from vestiging_facts(_vestigingen_kern(path, context))


def _vestigingen_kern(path: Path, context: Context) -> Iterator[Vestiging]:
    gezien: set[str] = set()
    for row in read_table(path, KOP_KERN, delimiter=";"):
        pc4, heel = row.lees("POSTCODE", postcode)
        yield Vestiging(
            code=unieke_code(row, gezien),
            gemeente=gemeente_id(row, "GEMEENTENUMMER", context),
            soorten=row.lees("ONDERWIJSSTRUCTUUR", soorten),
            bestuur=row.lees("BEVOEGD GEZAG NUMMER", bevoegd_gezag),
            pc4=pc4,
            eigenschappen=eigenschappen(structuur=row["ONDERWIJSSTRUCTUUR"], postcode=heel),
        )


SOURCE = Source(
    id="duo-vo-vestigingen",
    naam="Alle vestigingen voortgezet onderwijs",
    uitgever="Dienst Uitvoering Onderwijs (DUO)",
    licentie="CC0 1.0",
    url=_URL,
    adres=_URL,
    rang=32,
    read=read,
    kop=KOP,
)
SOURCE_KERN = Source(
    id="duo-vo-kern",
    naam="Vestigingen voortgezet onderwijs, kern",
    uitgever="Dienst Uitvoering Onderwijs (DUO)",
    licentie="CC0 1.0",
    url=_URL,
    rang=33,
    read=read_kern,
    kop=KOP_KERN,
    toelichting="Vijf kolommen van het bestand met alle vestigingen; zonder namen en adressen.",
)
