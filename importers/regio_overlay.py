"""In which region of four divisions a gemeente lies, found by laying the areas of CBS 2025 over the gemeenten of 2026.

Four files of one shape: the region with the largest share of the gemeente (`overlap_aandeel`) and the next one. Shares
just under 1 come from generalised borders; below `DREMPEL` the relation says how it was found, with zekerheid middel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from graph.facts import NO_PROPERTIES, Fact, Node, Properties, Relation
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import ggd_id, id_parser

DREMPEL = 0.95
# Alphen-Chaam, Baarle-Nassau, De Ronde Venen, Zuidplas: two divisions without an independent check.
NA_TE_GAAN = frozenset({"GM1723", "GM0744", "GM0736", "GM1892"})
_TOELICHTING = (
    "Afgeleid: de regio van CBS 2025 die het grootste deel van de gemeente van 2026 beslaat. "
    "De zekerheid is middel waar dat deel kleiner is dan 0,95."
)


class Indeling(NamedTuple):
    """A division: relation, type and id prefix of the region, and the columns with its code and name."""

    relatie: str
    soort: str
    voorvoegsel: str
    code: str = "code"
    naam: str = "naam"
    na_te_gaan: frozenset[str] = frozenset()

    @property
    def kop(self) -> tuple[str, ...]:
        """The header of the file."""
        return ("gemeentecode", "gemeentenaam", self.code, self.naam, "overlap_aandeel")


JEUGD = Indeling("IN_JEUGDREGIO", "Jeugdregio", "jeugdregio", "jeugdregio_code", "jeugdregio_naam")
GGD = Indeling("IN_GGDREGIO", "Ggd", "ggd")
ZORGKANTOOR = Indeling("IN_ZORGKANTOORREGIO", "Zorgkantoorregio", "zorgkantoorregio", na_te_gaan=NA_TE_GAAN)
ARBEIDSMARKT = Indeling("IN_ARBEIDSMARKTREGIO", "Arbeidsmarktregio", "arbeidsmarktregio", na_te_gaan=NA_TE_GAAN)


def _region(row: Row, indeling: Indeling) -> Node:
    if indeling is GGD:
        if not re.fullmatch(r"GG[0-9]{4}", row["code"]):
            raise row.fout("code", f"“{row['code']}” is geen code van een GGD-regio")
        return Node(row.lees("naam", ggd_id), "Ggd", row["naam"], eigenschappen={"cbsCode": row["code"]})
    return Node(row.lees(indeling.code, id_parser(indeling.voorvoegsel)), indeling.soort, row[indeling.naam] or None)


def _properties(row: Row, indeling: Indeling) -> Properties:
    try:
        share = float(row["overlap_aandeel"])
    except ValueError:
        share = -1.0
    if not 0 < share <= 1:
        raise row.fout("overlap_aandeel", f"“{row['overlap_aandeel']}” is geen aandeel tussen 0 en 1")
    if row["gemeentecode"] in indeling.na_te_gaan:
        return {"zekerheid": "laag", "opmerking": "Na te gaan: geen tweede bron bevestigt deze regio"}
    if share < DREMPEL:
        text = f"{share:.3f}".replace(".", ",")
        return {"wijze": f"grootste overlap van CBS-gebieden 2025, aandeel {text}", "zekerheid": "middel"}
    return NO_PROPERTIES


def _reader(indeling: Indeling) -> Callable[[Path, Context], Iterator[Fact]]:
    def read(path: Path, context: Context) -> Iterator[Fact]:
        gemeenten: set[str] = set()
        regions: dict[str, Node] = {}
        for row in read_table(path, indeling.kop):
            gemeente = row.lees("gemeentecode", lambda text: context.gemeenten.id(text, context.peildatum))
            if gemeente in gemeenten:
                raise row.fout("gemeentecode", f"gemeente {row['gemeentecode']} komt twee keer voor")
            gemeenten.add(gemeente)
            region = _region(row, indeling)
            if region.id not in regions:
                regions[region.id] = region
                yield region
            elif regions[region.id] != region:
                raise row.fout(indeling.naam, f"{row[indeling.code]} heeft in dit bestand meer dan één naam of code")
            yield Relation(gemeente, indeling.relatie, region.id, eigenschappen=_properties(row, indeling))

    return read


def _source(source_id: str, naam: str, indeling: Indeling) -> Source:
    return Source(
        id=source_id,
        naam=f"{naam} per gemeente, naar CBS Gebieden in Nederland 2025",
        uitgever="CBS",
        licentie="CC BY 4.0",
        url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/86059NED/table",
        rang=60,
        read=_reader(indeling),
        kop=indeling.kop,
        toelichting=_TOELICHTING,
    )


# The statutory list of 2026 (Besluit Jeugdwet, Stb. 2025, 357) may differ; its annex could not be read.
JEUGDREGIO = replace(_source("cbs-jeugdregio", "Jeugdregio", JEUGD), zekerheid="middel")
GGDREGIO = _source("cbs-ggdregio", "GGD-regio", GGD)
ZORGKANTOORREGIO = _source("cbs-zorgkantoorregio", "Zorgkantoorregio", ZORGKANTOOR)
ARBEIDSMARKTREGIO = _source("cbs-arbeidsmarktregio", "Arbeidsmarktregio", ARBEIDSMARKT)
SOURCES = (JEUGDREGIO, GGDREGIO, ZORGKANTOORREGIO, ARBEIDSMARKTREGIO)
