"""Pupils of every site in primary and special education since 1996: DUO, historisch overzicht (yearly, 1 October).

Two forms of the same data are recognised by their header: wide (duo.nl; a column `LEERLINGEN_<year>` for each year) and
long (the data portal; a row for each year, `SCHOOLJAAR` and `AANTAL_LEERLINGEN`). The files keep closed sites; only
sites with pupils in the newest year are stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from graph.facts import Fact, Node
from importers.duo import header_line, read_portal
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import bevoegd_gezag, vestigingscode
from importers.vestigingen import Vestiging, eigenschappen, gemeente_id, unieke_code, vestiging_facts
from ontology.errors import SpeelveldError

KOP = (
    "INSTELLINGSCODE",
    "VESTIGINGSCODE",
    "NAAM_VESTIGING",
    "SOORT_VESTIGING",
    "DENOMINATIE_VESTIGING",
    "BEVOEGD_GEZAG_NUMMER",
    "GEMEENTECODE_VESTIGING",
    "GEMEENTENAAM_VESTIGING",
)
KOP_API = (*KOP, "SCHOOLJAAR", "AANTAL_LEERLINGEN")
SOORTEN = {"BO": ("bo",), "SBO": ("sbo",), "SO": ("so",), "VSO": ("vso",), "SO/VSO": ("so", "vso")}
AFGESCHERMD = "<5"
JAREN = 10
_AANTAL = re.compile(rf"[0-9]{{1,6}}|{AFGESCHERMD}")
_SCHOOLJAAR = re.compile(r"([0-9]{4})(?:\s?[-/]\s?(?:[0-9]{2}|[0-9]{4}))?")


class Telling(NamedTuple):
    """A site: its (newest) row, its code and its pupils by year, as DUO writes them (`<5` is shielded)."""

    row: Row
    code: str
    aantallen: Mapping[int, str]


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Vestigingen with pupils; of sbo, so and vso also kind, denominatie, school, board and gemeente.

    Of a basisschool only the pupils are read: DUO's register of vestigingen says the rest, and one that stands not
    in it has closed.
    """
    speciaal: list[Vestiging] = []
    for site in _vestigingen(path, context):
        if site.soorten != SOORTEN["BO"]:
            speciaal.append(site)
        elif context.bekend(f"vestiging:{site.code}"):
            yield Node(f"vestiging:{site.code}", "Vestiging", eigenschappen=site.eigenschappen)
        else:
            context.laat_weg("basisschool die niet in het vestigingenregister van DUO staat")
    yield from vestiging_facts(speciaal)


def _vestigingen(path: Path, context: Context) -> Iterator[Vestiging]:
    lang = b"SCHOOLJAAR" in header_line(path)
    tellingen = list(_lang(path) if lang else _breed(path))
    jaren = sorted({jaar for telling in tellingen for jaar in telling.aantallen})[-JAREN:]
    laatste = jaren[-1]
    for telling in tellingen:
        if telling.aantallen.get(laatste, "0") == "0":
            context.laat_weg(f"geen leerlingen in {laatste}: gesloten vestiging")
        else:
            yield _vestiging(telling, jaren, context)


def _vestiging(telling: Telling, jaren: list[int], context: Context) -> Vestiging:
    row, aantallen = telling.row, telling.aantallen
    aantal = aantallen[jaren[-1]]
    soort = row["SOORT_VESTIGING"]
    if soort not in SOORTEN:
        raise row.fout("SOORT_VESTIGING", f"“{soort}” is geen bekende soort", f"Bekend zijn {', '.join(SOORTEN)}")
    return Vestiging(
        code=telling.code,
        gemeente=gemeente_id(row, "GEMEENTECODE_VESTIGING", context),
        soorten=SOORTEN[soort],
        naam=row["NAAM_VESTIGING"],
        bestuur=row.lees("BEVOEGD_GEZAG_NUMMER", bevoegd_gezag),
        denominatie=row["DENOMINATIE_VESTIGING"],
        eigenschappen=eigenschappen(
            leerlingen=None if aantal == AFGESCHERMD else int(aantal),
            leerlingenPeiljaar=jaren[-1],
            leerlingenReeks=tuple(f"{jaar}={aantallen[jaar]}" for jaar in jaren if jaar in aantallen),
        ),
    )


def _breed(path: Path) -> Iterator[Telling]:
    gezien: set[str] = set()
    jaren: list[int] | None = None
    for row in read_table(path, KOP, delimiter=";"):
        if jaren is None:
            jaren = [jaar for jaar in range(1980, 2100) if f"LEERLINGEN_{jaar}" in row]
            if not jaren:
                raise SpeelveldError(
                    "kolommen met aantallen ontbreken",
                    waar=f"{path.name}, regel 1",
                    waarom="Verwacht worden kolommen als LEERLINGEN_2025",
                    herstel="Gebruik het bestand zoals de uitgever het levert, of meld ons de nieuwe kop",
                )
        yield Telling(row, unieke_code(row, gezien), {j: row.lees(f"LEERLINGEN_{j}", _aantal) for j in jaren})


def _lang(path: Path) -> Iterator[Telling]:
    nieuwste: dict[str, tuple[int, Row]] = {}
    aantallen: dict[str, dict[int, str]] = {}
    for row in read_portal(path, KOP_API):
        code, jaar = row.lees("VESTIGINGSCODE", vestigingscode), row.lees("SCHOOLJAAR", _schooljaar)
        per_jaar = aantallen.setdefault(code, {})
        if jaar in per_jaar:
            raise row.fout("SCHOOLJAAR", f"vestiging {code} heeft {jaar} twee keer", "Download het bestand opnieuw")
        per_jaar[jaar] = row.lees("AANTAL_LEERLINGEN", _aantal)
        if code not in nieuwste or jaar > nieuwste[code][0]:
            nieuwste[code] = (jaar, row)
    gezien: set[str] = set()
    for _, row in nieuwste.values():
        code = unieke_code(row, gezien)
        yield Telling(row, code, aantallen[code])


def _aantal(text: str) -> str:
    if not _AANTAL.fullmatch(text):
        raise SpeelveldError(f"“{text}” is geen aantal leerlingen", herstel=f"Schrijf een heel getal of {AFGESCHERMD}")
    return text if text == AFGESCHERMD else str(int(text))


def _schooljaar(text: str) -> int:
    match = _SCHOOLJAAR.fullmatch(text)
    if not match:
        raise SpeelveldError(f"“{text}” is geen schooljaar", herstel="Schrijf 2025 of 2025-2026")
    return int(match[1])


_URL = "https://www.duo.nl/open_onderwijsdata/images/06.-historisch-overzicht-aantal-leerlingen-per-schoolvestiging.csv"
_URL_API = (
    "https://onderwijsdata.duo.nl/dataset/323841f2-75b9-4f03-9fe9-c4d2679f2b2b/resource/"
    "0e7c3205-761b-41cb-9149-30576619a944/download/06-historische-leerlingenaantallen-po-vestigingen-api.csv"
)
SOURCE = Source(
    id="duo-po-historie",
    naam="Historisch overzicht aantal leerlingen per schoolvestiging (bo, sbo, so, vso)",
    uitgever="Dienst Uitvoering Onderwijs (DUO)",
    licentie="CC0 1.0",
    url=_URL,
    adres=_URL,
    rang=31,
    read=read,
    kop=KOP,
)
SOURCE_API = Source(
    id="duo-po-historie-api",
    naam="Historische leerlingentellingen PO vestigingen per jaar",
    uitgever="Dienst Uitvoering Onderwijs (DUO)",
    licentie="CC BY 4.0",
    url=_URL_API,
    adres=_URL_API,
    rang=31,
    read=read,
    kop=KOP_API,
)
