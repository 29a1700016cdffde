"""Which samenwerkingsverband went over into which: a small list with the source of each row.

No register publishes this, so the program keeps it itself, in bronbestanden/swv_opvolging.csv: `van`, `naar`, `datum`
(empty when it is not known), `grondslag` (where it was found) and `zekerheid` (hoog, middel or laag).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node, Relation
from importers.source import Context, Source
from importers.table import read_table
from importers.values import id_parser

KOP = ("van", "naar", "datum", "grondslag", "zekerheid")
ZEKERHEDEN = ("hoog", "middel", "laag")


def read(path: Path, context: Context) -> Iterator[Fact]:
    """OPGEGAAN_IN between SWVs of the same sector."""
    stated: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for row in read_table(path, KOP):
        van, naar = row.lees("van", id_parser("swv")), row.lees("naar", id_parser("swv"))
        if row["van"][:2] != row["naar"][:2] or van == naar:
            raise row.fout("naar", f"{row['van']} kan niet opgaan in {row['naar']}")
        if (van, naar) in seen:
            raise row.fout("van", f"{row['van']} gaat twee keer op in {row['naar']}")
        if not row["grondslag"]:
            raise row.fout("grondslag", "de grondslag ontbreekt", "Schrijf waar dit te vinden is")
        if row["zekerheid"] not in ZEKERHEDEN:
            raise row.fout("zekerheid", f"“{row['zekerheid']}” is geen zekerheid", f"Kies uit: {', '.join(ZEKERHEDEN)}")
        seen.add((van, naar))
        for swv in (van, naar):
            if swv not in stated:
                stated.add(swv)
                sector = swv.removeprefix("swv:")[:2]
                yield Node(swv, "Samenwerkingsverband", eigenschappen={"sector": sector})
        properties = {"grondslag": row["grondslag"], "zekerheid": row["zekerheid"]}
        yield Relation(van, "OPGEGAAN_IN", naar, row.datum("datum"), None, properties)


SOURCE = Source(
    id="swv-opvolging",
    naam="Opvolging van samenwerkingsverbanden",
    uitgever="Ministerie van OCW en SWV De Verbinding",
    licentie="Feiten uit openbare teksten: geen auteursrecht",
    url="https://wetten.overheid.nl/BWBR0032324",
    rang=70,
    read=read,
    kop=KOP,
    toelichting="Door Speelveld bijgehouden lijst; per rij staat erbij waar het te vinden is.",
)
