"""Which samenwerkingsverband serves which PC4: the annex of the ministerial regulation BWBR0032324.

Two forms of the same table are read: the Markdown of the regulation as it is published (rows `| 1011 | Amsterdam |
PO2707 | VO2708 |`), and a CSV of the text of 2022-02-09 with a column `wijziging` that says what differs from the text
of 2015. A remark of two parts there (`nieuw; bron zegt VO2812, waarschijnlijk typefout voor VO2803`) doubts the
regulation itself: its text is loaded unchanged, with the remark and zekerheid laag on the relation it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.facts import NO_PROPERTIES, Fact, Node, Properties, Relation
from importers.source import Context, Source
from importers.table import Row, read_table, read_text
from importers.values import id_parser, postcode
from ontology.errors import SpeelveldError

KOP = ("pc4", "gemeente_2015", "po_swv", "vo_swv", "wijziging")
KOLOMMEN = {"PO": "po_swv", "VO": "vo_swv"}
GEEN_SWV = "Europoort"  # 3197-3199: the regulation names the port instead of a code
_MARKDOWN_KOP = ("PC4", "gemeente", "PO SWV", "VO SWV")


def _markdown_rows(path: Path) -> Iterator[Row]:
    """The rows of the table in the Markdown of the regulation, as rows of the CSV without remarks."""
    columns = {name: index for index, name in enumerate(KOP)}
    in_table = False
    for number, line in enumerate(read_text(path, "utf-8").splitlines(), start=1):
        if not line.startswith("|"):
            in_table = False
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if tuple(cells) == _MARKDOWN_KOP:
            in_table = True
        elif in_table and not line.startswith("|:-"):
            if len(cells) != len(_MARKDOWN_KOP):
                raise SpeelveldError(
                    f"de rij van de tabel heeft {len(cells)} cellen in plaats van {len(_MARKDOWN_KOP)}",
                    waar=f"{path.name}, regel {number}",
                    herstel="Gebruik de tekst van de regeling zoals die is gedownload",
                )
            yield Row(path.name, number, columns, [*cells, ""])


def regeling_rows(path: Path) -> Iterator[tuple[str, Row]]:
    """Every row of the table with its PC4; a PC4 that is malformed or occurs twice is refused."""
    seen: set[str] = set()
    for row in _markdown_rows(path) if path.suffix.lower() == ".md" else read_table(path, KOP):
        pc4, whole = row.lees("pc4", postcode)
        if whole != pc4:
            raise row.fout("pc4", f"“{row['pc4']}” is geen postcodegebied van vier cijfers")
        if pc4 in seen:
            raise row.fout("pc4", f"postcodegebied {pc4} komt twee keer voor")
        seen.add(pc4)
        yield pc4, row
    if not seen:
        raise SpeelveldError(
            "het bestand bevat geen tabel met postcodegebieden en samenwerkingsverbanden",
            waar=path.name,
            herstel="Gebruik de tekst van regeling BWBR0032324 met haar bijlage",
        )


def _doubt(row: Row, sector: str) -> Properties:
    """The remark that doubts the regulation, when it is about the SWV of this sector."""
    remark = row["wijziging"].partition(";")[2].strip()
    if row[KOLOMMEN[sector]] not in remark:
        return NO_PROPERTIES
    return {"opmerking": f"Twijfel over de regeling: {remark}", "zekerheid": "laag"}


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Postcodegebieden, SWVs by code and sector, and IN_SWV_PO and IN_SWV_VO."""
    stated: set[str] = set()
    for pc4, row in regeling_rows(path):
        yield Node(f"pc4:{pc4}", "Postcodegebied")
        for sector, kolom in KOLOMMEN.items():
            if row[kolom] == GEEN_SWV:
                context.laat_weg(f"de regeling noemt {GEEN_SWV} in plaats van een samenwerkingsverband {sector}")
                continue
            swv = row.lees(kolom, id_parser("swv"))
            if not re.fullmatch(rf"swv:{sector}\d{{4}}", swv):
                raise row.fout(kolom, f"“{row[kolom]}” is geen samenwerkingsverband {sector}")
            if swv not in stated:
                stated.add(swv)
                yield Node(swv, "Samenwerkingsverband", eigenschappen={"sector": sector})
            yield Relation(f"pc4:{pc4}", f"IN_SWV_{sector}", swv, eigenschappen=_doubt(row, sector))


SOURCE = Source(
    id="swv-regeling",
    naam="Regeling regio-indeling samenwerkingsverbanden passend onderwijs PO en VO, bijlage",
    uitgever="Ministerie van OCW",
    licentie="Wettekst: geen auteursrecht (Auteurswet 11)",
    url="https://wetten.overheid.nl/BWBR0032324",
    rang=10,
    read=read,
    kop=KOP,
)
