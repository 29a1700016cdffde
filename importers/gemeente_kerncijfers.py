"""Veiligheidsregio, inhabitants and centre point of each gemeente of 2026: one joined table of public registers.

The other columns of the file (GGD, jeugdregio, RMC, SWVs) come from sources of their own and are only for cross-checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node, Relation, Value
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import id_parser

KOP = ("gemeentecode", "gemeentenaam", "vr_code", "vr_naam", "lat", "lon", "inwoners")


def _properties(row: Row) -> dict[str, Value]:
    properties: dict[str, Value] = {}
    inwoners = row.getal("inwoners")
    if inwoners is not None:
        properties["inwoners"] = inwoners
    for kolom, low, high in (("lat", 50.7, 53.7), ("lon", 3.2, 7.3)):
        if not row[kolom]:
            continue
        try:
            value = float(row[kolom])
        except ValueError:
            value = -1.0
        if not low < value < high:
            raise row.fout(kolom, f"“{row[kolom]}” ligt niet in Nederland", "Geef graden in WGS84 met een punt")
        properties[kolom] = value
    return properties


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Gemeenten with inwoners, lat and lon; veiligheidsregio's; and what lies in what."""
    stated: set[str] = set()
    for row in read_table(path, KOP):
        gemeente = row.lees("gemeentecode", lambda text: context.gemeenten.id(text, context.peildatum))
        if gemeente in stated:
            raise row.fout("gemeentecode", f"gemeente {row['gemeentecode']} komt twee keer voor")
        stated.add(gemeente)
        yield Node(gemeente, "Gemeente", eigenschappen=_properties(row))
        region = row.lees("vr_code", id_parser("veiligheidsregio"))
        if region not in stated:
            stated.add(region)
            yield Node(region, "Veiligheidsregio", row["vr_naam"] or None)
        yield Relation(gemeente, "IN_VEILIGHEIDSREGIO", region)


SOURCE = Source(
    id="gemeente-kerncijfers",
    naam="Veiligheidsregio, inwoners en middelpunt per gemeente",
    uitgever="CBS, Kadaster en Register van Overheidsorganisaties",
    licentie="CC BY 4.0",
    url="https://www.cbs.nl/nl-nl/onze-diensten/methoden/classificaties/overig/gemeentelijke-indelingen-per-jaar",
    rang=60,
    read=read,
    kop=KOP,
    toelichting="Samengevoegd uit openbare registers; inwoners volgens het Register van Overheidsorganisaties.",
)
