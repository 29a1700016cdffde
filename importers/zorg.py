"""Youth-care organisations and names of samenwerkingsverbanden, collected from public sources by the project itself.

Each file goes through a template (`sjabloon_zorg.py`, `sjabloon_onderwijs.py`): a Vertaling says which of its columns
fills which column of the template. Columns that are not named, such as `website_niet_nagekeken`, are not read.
Files: CSV with `;`, UTF-8, lists with `|`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph.facts import Fact
from importers.sjabloon import Kolom, Regel, Sjabloon, kvk, stated, template_facts, website
from importers.sjabloon_onderwijs import SWV_NAMEN
from importers.sjabloon_zorg import AANBIEDERS, LEERPLICHT, LOKALE_TEAMS, ORGANISATIES, leerplichtbureau, named_id
from importers.source import Context, Source
from importers.table import Row, read_table

UITGEVER = "Speelveld, verzameld uit openbare bronnen"
TOELICHTING = "“Gevonden” betekent: gezien in een openbare bron, niet bevestigd voor 2026"
ALLEEN_RMC = "bureau doet volgens zijn naam alleen RMC of voortijdig schoolverlaten: geen gemeenten bij leerplicht"
GEEN_REGELING = "gemeenschappelijke regeling van de GGD staat niet in de gegevens: geen uitvoerder"

Cel = str | Callable[[Row], str]
# Where `bron` names a place that carries the name of a person, only the document is kept.
_PERSOONLIJK = (
    (re.compile(r", via [\w-]+/[\w-]+"), ""),
    (re.compile(r"\b\w+/(?=jeugdhulptwente\b)"), ""),
    (re.compile(r"https?://www\.\w+\.com/\w+/(?=swv-in-the-picture-)"), "weblog: "),
)
_LEERPLICHT = re.compile(r"leerplicht|leerrecht|leerlingzaken|\brbl\b", re.IGNORECASE)


def bron(row: Row) -> str:
    """Where the row was found, without names of persons."""
    text = row["bron"]
    for pattern, instead in _PERSOONLIJK:
        text = pattern.sub(instead, text)
    return text


def vast(text: str) -> Cel:
    """The same text for each row."""
    return lambda _row: text


def samen(**labels: str) -> Callable[[Row], str]:
    """The columns that have a value, each after its label."""

    def join(row: Row) -> str:
        return ", ".join(f"{label}{row[kolom]}" for kolom, label in labels.items() if row[kolom])

    return join


@dataclass(frozen=True, slots=True)
class Vertaling:
    """How one file fills one template. `weglaten` gives the reason to leave a row out, or an empty text."""

    id: str
    naam: str
    sjabloon: Sjabloon
    kop: tuple[str, ...]
    kolommen: Mapping[str, Cel]
    weglaten: Callable[[Row], str] = lambda _row: ""
    toelichting: str = TOELICHTING

    def regels(self, path: Path, context: Context) -> Iterator[Regel]:
        """The rows of the file as rows of the template."""
        cells: dict[str, Cel] = {"zekerheid": "zekerheid", "bron": bron, "toelichting": "toelichting"}
        cells.update(self.kolommen)
        places = {kolom: cel for kolom, cel in cells.items() if isinstance(cel, str)}
        for row in read_table(path, self.kop, delimiter=";"):
            if reason := self.weglaten(row):
                context.laat_weg(reason)
                continue
            found = {kolom: row[cel] if isinstance(cel, str) else cel(row) for kolom, cel in cells.items()}
            yield Regel(self.sjabloon, row, found, places)

    def source(self) -> Source:
        """The source that reads the file."""

        def read(path: Path, context: Context) -> Iterator[Fact]:
            return template_facts(self.sjabloon, self.regels(path, context), context)

        return Source(
            id=self.id,
            naam=self.naam,
            uitgever=UITGEVER,
            licentie="CC0 1.0",
            url="https://speelveld.nl/",
            rang=70,
            read=read,
            kop=self.kop,
            toelichting=self.toelichting,
        )


def _bureau(regel: Regel, context: Context) -> Iterator[Fact]:
    """A bureau; one that does not work for the Leerplichtwet gets no gemeenten."""
    if _LEERPLICHT.search(regel["naam"]) and not regel["naam"].endswith("- RMC"):
        yield from LEERPLICHT.feiten(regel, context)
    else:
        context.laat_weg(ALLEEN_RMC)
        yield leerplichtbureau(regel)


def _ggd(regel: Regel, context: Context) -> Iterator[Fact]:
    """Properties of a GGD, and the regeling that carries it out when the record knows it."""
    ggd = named_id(regel, "ggd", regel["cbs_naam"].removeprefix("GGD "), kolom="cbs_naam")
    yield regel.node(ggd, "Ggd", regel["naam"], website=regel["website"], kvk=regel["kvk"], cbsCode=regel["cbs_code"])
    regeling = f"regeling:{regel['regeling']}"
    if context.bekend(regeling):
        yield from stated(regeling, "Regeling")
        yield regel.relatie(ggd, "UITGEVOERD_DOOR", regeling)
    else:
        context.laat_weg(GEEN_REGELING)


_GGD = Sjabloon(
    "ggd",
    "GGD'en",
    "Website, KvK-nummer en uitvoerende regeling van de GGD'en.",
    (
        Kolom("naam", "Naam", verplicht=True),
        Kolom("cbs_naam", "Naam bij het CBS; zij wordt het id", verplicht=True),
        Kolom("cbs_code", "Code van het CBS", verplicht=True),
        Kolom("website", "Website", lees=website),
        Kolom("kvk", "KvK-nummer", lees=kvk),
        Kolom("regeling", "Nummer van de gemeenschappelijke regeling in het ROO", verplicht=True),
    ),
    _ggd,
)


def _kop(text: str) -> tuple[str, ...]:
    return tuple(text.split(";"))


def _gelijk(*kolommen: str) -> dict[str, Cel]:
    """Columns that have the same name in file and template."""
    return {kolom: kolom for kolom in kolommen}


def _gi_toelichting(row: Row) -> str:
    """The remark; the area in words when the file gives no codes for it."""
    in_words = {} if row["jeugdregio_codes_2025"] or row["schaal"] == "landelijk" else {"werkgebied": "werkgebied: "}
    return samen(toelichting="", **in_words)(row)


VERTALINGEN = (
    Vertaling(
        "zorg-gi",
        "Gecertificeerde instellingen",
        ORGANISATIES,
        _kop(
            "naam;kvk;website;website_niet_nagekeken;schaal;werkgebied;jeugdregio_codes_2025;maatregelen;bron;"
            "zekerheid;toelichting"
        ),
        _gelijk("naam", "kvk", "website", "maatregelen")
        | {
            "soort": vast("gecertificeerde instelling"),
            "werkgebied": "jeugdregio_codes_2025",
            "landelijk": lambda row: "ja" if row["schaal"] == "landelijk" else "nee",
            "toelichting": _gi_toelichting,
        },
    ),
    Vertaling(
        "zorg-veilig-thuis",
        "Veilig Thuis",
        ORGANISATIES,
        _kop(
            "naam;website;website_niet_nagekeken;regio;uitvoerder;gebiedsregel;ggd_cbs_code;n_gemeenten;gemeenten;"
            "gm_codes;bron;zekerheid;toelichting"
        ),
        _gelijk("naam", "website")
        | {
            "soort": vast("veilig thuis"),
            "werkgebied": "gm_codes",
            "toelichting": samen(toelichting="", uitvoerder="uitvoerder: ", gebiedsregel="gebied: "),
        },
    ),
    Vertaling(
        "zorg-jeugdregio-organisaties",
        "Uitvoerende organisaties van de jeugdregio's",
        ORGANISATIES,
        _kop(
            "jeugdregio_code;jeugdregio_naam;organisatie;soort;website;kvk;roo_id_organisatie;roo_id_gr;deelnemers;"
            "deelnemers_gm;n_gemeenten_cbs;cbs_gm_codes;bron;zekerheid;toelichting"
        ),
        _gelijk("soort", "website", "kvk")
        | {"naam": "organisatie", "werkgebied": "deelnemers_gm", "voert_uit_voor": "jeugdregio_code"},
        weglaten=lambda row: "" if row["organisatie"] else "van de jeugdregio is geen uitvoerende organisatie gevonden",
    ),
    Vertaling(
        "zorg-leerplicht",
        "Leerplichtbureaus",
        replace(LEERPLICHT, feiten=_bureau),
        _kop(
            "soort;doorstroompuntregio_nr;naam;contactgemeente;contactgemeente_gm;website;gemeenten;gm_codes;roo_id;"
            "bron;zekerheid;toelichting"
        ),
        _gelijk("naam", "website") | {"gemeente": "gm_codes"},
        weglaten=lambda row: "" if row["soort"] == "bureau" else f"{row['soort']}: geen leerplichtbureau",
    ),
    Vertaling(
        "zorg-aanbieders",
        "Jeugdhulpaanbieders (voorbeeld, onvolledig)",
        AANBIEDERS,
        _kop(
            "naam;kvk;website;website_niet_nagekeken;jeugdregios_gecontracteerd;jeugdregios_werkgebied_regeling;bron;"
            "zekerheid;toelichting"
        ),
        _gelijk("naam", "kvk", "website")
        | {"gecontracteerd_door": "jeugdregios_gecontracteerd", "werkgebied": "jeugdregios_werkgebied_regeling"},
        toelichting=f"Een voorbeeld, verre van volledig: vooral Twente en gesloten jeugdhulp. {TOELICHTING}",
    ),
    Vertaling(
        "zorg-lokale-teams",
        "Lokale teams (onvolledig)",
        LOKALE_TEAMS,
        _kop("gemeente;gm_code;naam;website;website_niet_nagekeken;gemeente_website;bron;zekerheid;toelichting"),
        _gelijk("naam", "website") | {"gemeente": "gm_code"},
        toelichting=f"Van een deel van de gemeenten. {TOELICHTING}",
    ),
    Vertaling(
        "zorg-ggd",
        "GGD'en",
        _GGD,
        _kop(
            "naam;cbs_code;cbs_naam;website;kvk;rechtsvorm;gr_naam_roo;gr_roo_id;organisatie_roo_id;"
            "organisatie_naam_roo;n_gemeenten;gemeenten;gm_codes;bron;zekerheid;toelichting"
        ),
        _gelijk("naam", "cbs_code", "cbs_naam", "website", "kvk") | {"regeling": "gr_roo_id"},
    ),
    Vertaling(
        "swv-namen",
        "Namen van samenwerkingsverbanden",
        SWV_NAMEN,
        _kop("code;naam;korte_naam;website;plaats;kvk;bron;zekerheid;opmerking"),
        _gelijk("code", "naam", "korte_naam", "website", "plaats", "kvk") | {"toelichting": "opmerking"},
    ),
)
SOURCES = tuple(vertaling.source() for vertaling in VERTALINGEN)
