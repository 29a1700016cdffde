"""School boards (bevoegde gezagen): their names, KvK-numbers and sectors.

* DUO's lists of boards for basisonderwijs, speciaal onderwijs and voortgezet onderwijs (data portal, monthly);
* a list of all boards of 2026 with their present and former names, from the same lists and RIO;
* the list of 2016, for names of boards that the others no longer hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.facts import Fact, Node
from importers.duo import read_portal
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import bevoegd_gezag, kvk_nummer, plaatsnaam, website
from importers.vestigingen import eigenschappen
from ontology.errors import SpeelveldError

KOP = ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM", "PLAATSNAAM", "DENOMINATIE", "INTERNETADRES", "KVK-NUMMER")
KOP_SO = ("SOORT PRIMAIR ONDERWIJS", *KOP)
KOP_PSV = ("bevoegd_gezag", "naam", "soort", "kvk")
KOP_2016 = ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM", "PLAATSNAAM", "SOORT PRIMAIR ONDERWIJS")
_SECTOREN = ("bo", "so", "vo", "mbo", "ho")
_DUO = "Dienst Uitvoering Onderwijs (DUO)"
_DATASETS = "https://onderwijsdata.duo.nl/dataset"


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Boards (`bestuur:<number>`) of one of DUO's lists, with place, website, denominatie and KvK-number.

    A list knows one sector only, so it does not say in which sectors a board works.
    """
    return _besturen(path, KOP)


def read_so(path: Path, context: Context) -> Iterator[Fact]:
    """The same for speciaal onderwijs, where a board may have a row for each kind of education."""
    return _besturen(path, KOP_SO)


def _besturen(path: Path, kop: tuple[str, ...]) -> Iterator[Fact]:
    gezien: dict[str, Node] = {}
    for row in read_portal(path, kop):
        node = Node(
            f"bestuur:{row.lees('BEVOEGD GEZAG NUMMER', bevoegd_gezag)}",
            "Bestuur",
            _naam(row, "BEVOEGD GEZAG NAAM"),
            eigenschappen=eigenschappen(
                kvk=row.lees("KVK-NUMMER", kvk_nummer),
                denominatie=row["DENOMINATIE"],
                plaats=plaatsnaam(row["PLAATSNAAM"]),
                website=website(row["INTERNETADRES"]),
            ),
        )
        eerder = gezien.setdefault(node.id, node)
        if eerder is node:
            yield node
        elif eerder != node or kop is not KOP_SO:
            raise _dubbel(row, "BEVOEGD GEZAG NUMMER")


def read_psv(path: Path, context: Context) -> Iterator[Fact]:
    """Boards with their present name (the first row), other names, sectors and KvK-number."""
    rijen: dict[str, list[Row]] = {}
    for row in read_table(path, KOP_PSV, delimiter="|", quotes=False):
        rijen.setdefault(row.lees("bevoegd_gezag", bevoegd_gezag), []).append(row)
    for nummer, rows in rijen.items():
        soorten = {soort for row in rows for soort in row.lees("soort", _soorten)}
        if soorten == {"ho"}:
            context.laat_weg("bestuur van alleen hoger onderwijs")
            continue
        namen: list[str] = []
        for row in rows:
            if row["naam"] in namen:
                raise _dubbel(row, "naam")
            if row["kvk"] != rows[0]["kvk"]:
                raise row.fout("kvk", f"bestuur {nummer} heeft twee KvK-nummers: {rows[0]['kvk']} en {row['kvk']}")
            namen.append(_naam(row, "naam"))
        yield Node(
            f"bestuur:{nummer}",
            "Bestuur",
            namen[0],
            eigenschappen=eigenschappen(
                andereNamen=tuple(namen[1:]),
                sectoren=tuple(soort for soort in _SECTOREN if soort in soorten),
                kvk=rows[0].lees("kvk", kvk_nummer),
            ),
        )


def read_2016(path: Path, context: Context) -> Iterator[Fact]:
    """Names of 2016 for boards that the record knows. Our copy has the CR line ends and the encoding of a Macintosh."""
    data = path.read_bytes()
    macintosh = b"\r" in data and b"\n" not in data
    gezien: set[str] = set()
    for row in read_table(path, KOP_2016, delimiter=";", encoding="mac_roman" if macintosh else "cp1252"):
        nummer = row.lees("BEVOEGD GEZAG NUMMER", bevoegd_gezag)
        if nummer in gezien:
            raise _dubbel(row, "BEVOEGD GEZAG NUMMER")
        gezien.add(nummer)
        if not context.bekend(f"bestuur:{nummer}"):
            context.laat_weg("bestuur dat in de nieuwere registers van DUO niet voorkomt")
            continue
        yield Node(
            f"bestuur:{nummer}",
            "Bestuur",
            _naam(row, "BEVOEGD GEZAG NAAM"),
            eigenschappen={"zekerheid": "waarschijnlijk", "opmerking": "De naam is die van 2016."},
        )


def _naam(row: Row, kolom: str) -> str:
    if not row[kolom]:
        raise row.fout(kolom, "de naam van het bestuur ontbreekt", "Download het bestand opnieuw bij de uitgever")
    return row[kolom]


def _dubbel(row: Row, kolom: str) -> SpeelveldError:
    return row.fout(kolom, f"“{row[kolom]}” komt twee keer voor", "Download het bestand opnieuw bij de uitgever")


def _soorten(text: str) -> list[str]:
    soorten = text.split("+")
    if not set(soorten) <= set(_SECTOREN):
        raise SpeelveldError(f"“{text}” is geen bekende sector", herstel=f"Bekend zijn {', '.join(_SECTOREN)}")
    return soorten


_URL_BO = (
    f"{_DATASETS}/786f12ea-6224-42fd-ab72-de4d7d879535/resource/"
    "d06cc759-ec8c-4430-91ad-14631b6c7bed/download/besturenbo.csv"
)
_URL_SO = (
    f"{_DATASETS}/033ab279-8e6f-44a2-8455-6ad42147762f/resource/"
    "cb92b932-6b7f-4948-b405-4dd97e561aba/download/besturenso.csv"
)
_URL_VO = (
    f"{_DATASETS}/c8e6ffdd-cc2b-44ee-880f-0ff03f72e868/resource/"
    "bfc13171-de6b-4a3b-a095-e05d312107c4/download/besturenvo.csv"
)
SOURCE_BO = Source(
    id="duo-besturen-bo",
    naam="Adressen van bevoegde gezagen in het basisonderwijs",
    uitgever=_DUO,
    licentie="CC BY 4.0",
    url=_URL_BO,
    adres=_URL_BO,
    rang=34,
    read=read,
    kop=KOP,
)
SOURCE_SO = Source(
    id="duo-besturen-so",
    naam="Adressen van besturen in het speciaal onderwijs",
    uitgever=_DUO,
    licentie="CC BY 4.0",
    url=_URL_SO,
    adres=_URL_SO,
    rang=34,
    read=read_so,
    kop=KOP_SO,
)
SOURCE_VO = Source(
    id="duo-besturen-vo",
    naam="Adressen van besturen in het voortgezet onderwijs",
    uitgever=_DUO,
    licentie="CC BY 4.0",
    url=_URL_VO,
    adres=_URL_VO,
    rang=34,
    read=read,
    kop=KOP,
)
SOURCE_PSV = Source(
    id="besturen-psv",
    naam="Schoolbesturen 2026 met vroegere namen",
    uitgever=_DUO,
    licentie="CC BY 4.0",
    url="https://onderwijsdata.duo.nl/dataset/c416acd1-e083-4ec6-9203-3b20f98fe143/resource/"
    "918b5325-5f63-42ad-977a-63e4f0cc983e/download/onderwijsbesturen.csv",
    rang=36,
    read=read_psv,
    kop=KOP_PSV,
    toelichting="Samengesteld uit de besturenlijsten en het RIO-bestand van DUO; gemeenten als bestuur ontbreken.",
)
SOURCE_2016 = Source(
    id="duo-bevoegd-gezag-2016",
    naam="Bevoegde gezagen primair onderwijs 2016",
    uitgever=_DUO,
    licentie="CC0 1.0",
    url="https://duo.nl/open_onderwijsdata/",
    rang=39,
    read=read_2016,
    kop=KOP_2016,
    zekerheid="waarschijnlijk",
    toelichting="Namen van 2016, voor besturen die in nieuwere lijsten geen naam hebben.",
)
