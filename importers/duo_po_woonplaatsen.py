"""Where the pupils of every site in primary and special education live: DUO, one count (1 October) a delivery.

Two forms are recognised by their header. The old one (duo.nl) gives the postcode of the site and names no year: the
peildatum of the delivery must be the day of the count. The one of the data portal (`brin6_pc4.csv`) gives years, of
which the newest is read, and no postcode of the site: that follows from the record, and DUO shields numbers below five
(`<5`, or -1).

To keep the record light, no relation is made of each pair of places: the pairs are lists on what exists already.

* `woonplaatsenLeerlingen` of a Vestiging: pupils by PC4 of their home;
* `schoolplaatsenLeerlingen` of the Postcodegebied of the home: pupils by PC4 of their school, also of sites that have
  closed since; `leerlingenWoonachtig` is their sum, with `leerlingenAfgeschermd` numbers of one to four counted as one;
* `leerlingenZonderPostcode` of the Postcodegebied of the school: those from abroad, or of unknown address.

What is stored is what DUO published, numbers below five included: flows between areas are sums of many small numbers,
and leaving those out would hide half of them. What is shown is another matter: the ontology marks these properties
(`kleineAantallen`), and graph/aantallen.py takes small numbers together before anyone sees them. This source names no
site or area that no other source knows, and gives none a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.aantallen import AFGESCHERMD, Aantal, totaal
from graph.facts import Fact, Node, Value
from importers.duo import header_line, read_portal
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import postcode, vestigingscode
from ontology.errors import SpeelveldError

KOP = ("BRIN_NUMMER", "POSTCODE_LEERLING", "VESTIGINGSNUMMER", "POSTCODE_VESTIGING", "TOTAAL")
KOP_PORTAAL = (
    "INSTELLINGSCODE",
    "VESTIGINGSCODE",
    "TYPE_PO",
    "PEILJAAR",
    "POSTCODE4_DEELNEMER",
    "AANTAL_LEERLINGEN",
)
TELDAG = (10, 1)
LANDEN = {"Belgie": "België", "Duitsland": "Duitsland", "ander land": "ander land", "buitenland": "buitenland"}
ONBEKEND = "onbekend"
_OPNIEUW = "Download het bestand opnieuw"
_ONBEKENDE_POSTCODES = ("", "0000")


class Telling(NamedTuple):
    """Pupils of one site with one home. woont: a PC4, a country or `onbekend`; school: PC4 of the site, or empty."""

    vestiging: str
    school: str
    woont: str
    aantal: Aantal


Lijsten = dict[str, dict[str, Aantal]]
"""Numbers by what they belong to, and by the place that they are about."""


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Properties of vestigingen and postcodegebieden that the record knows."""
    portaal = KOP_PORTAAL[4].encode() in header_line(path)
    jaar, tellingen = _portaal(path, context) if portaal else _oud(path, context)
    per_vestiging: Lijsten = defaultdict(lambda: defaultdict(Aantal))
    per_woonplaats: Lijsten = defaultdict(lambda: defaultdict(Aantal))
    zonder_postcode: Lijsten = defaultdict(lambda: defaultdict(Aantal))
    for telling in tellingen:
        per_vestiging[telling.vestiging][telling.woont] += telling.aantal
        if telling.woont.isdigit():
            per_woonplaats[telling.woont][telling.school] += telling.aantal
        elif telling.school:
            zonder_postcode[telling.school][telling.woont] += telling.aantal
    for code in sorted(per_vestiging):
        if not context.bekend(f"vestiging:{code}"):
            context.laat_weg("vestiging die niet bekend is (gesloten); haar leerlingen tellen mee bij hun woonplaats")
            continue
        found: dict[str, Value] = {
            "woonplaatsenLeerlingen": _lijst(per_vestiging[code]),
            "woonplaatsenPeiljaar": jaar,
        }
        yield Node(f"vestiging:{code}", "Vestiging", eigenschappen=found)
    for pc4 in sorted(per_woonplaats.keys() | zonder_postcode.keys()):
        if not context.bekend(f"pc4:{pc4}"):
            context.laat_weg("woonpostcode die niet bekend is")
            continue
        found = _van_gebied(per_woonplaats.get(pc4, {}), zonder_postcode.get(pc4, {}))
        yield Node(f"pc4:{pc4}", "Postcodegebied", eigenschappen=found | {"woonplaatsenPeiljaar": jaar})


def _van_gebied(scholen: dict[str, Aantal], zonder_postcode: dict[str, Aantal]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    if scholen:
        wonend = totaal(scholen.values())
        found["leerlingenWoonachtig"] = wonend.minst
        if wonend.afgeschermd:
            found["leerlingenAfgeschermd"] = wonend.afgeschermd
        known = {school: aantal for school, aantal in scholen.items() if school}
        if known:
            found["schoolplaatsenLeerlingen"] = _lijst(known)
    if zonder_postcode:
        found["leerlingenZonderPostcode"] = _lijst(zonder_postcode)
    return found


def _lijst(aantallen: dict[str, Aantal]) -> tuple[str, ...]:
    return tuple(f"{plaats}={aantallen[plaats].opgeschreven()}" for plaats in sorted(aantallen))


def _oud(path: Path, context: Context) -> tuple[int, Iterator[Telling]]:
    rows = list(read_table(path, KOP))
    day = context.peildatum
    if (day.month, day.day) != TELDAG:
        raise SpeelveldError(
            "dit bestand noemt zelf geen jaar",
            waar=path.name,
            herstel="Geef de dag van de telling mee, zoals --peildatum 2013-10-01",
        )
    return day.year, _oude_tellingen(rows, context)


def _oude_tellingen(rows: list[Row], context: Context) -> Iterator[Telling]:
    gezien: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if not any(row[kolom] for kolom in KOP):
            context.laat_weg("lege regel")
            continue
        code = _code(row, row["BRIN_NUMMER"], row["VESTIGINGSNUMMER"], "BRIN_NUMMER")
        woont = _woonplaats(row, "POSTCODE_LEERLING")
        gezien[code, woont] += 1
        if gezien[code, woont] > 2:  # so and vso of one site have a row each
            raise row.fout("POSTCODE_LEERLING", f"vestiging {code} heeft {woont} meer dan twee keer", _OPNIEUW)
        school, _ = row.lees("POSTCODE_VESTIGING", postcode)
        yield Telling(code, school, woont, _aantal(row, "TOTAAL"))


def _portaal(path: Path, context: Context) -> tuple[int, Iterator[Telling]]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in read_portal(path, KOP_PORTAAL):
        jaar = row.getal("PEILJAAR")
        if jaar is None or not 2000 <= jaar <= context.peildatum.year:
            raise row.fout("PEILJAAR", f"“{row['PEILJAAR']}” is geen jaar van een telling", "Schrijf bijvoorbeeld 2025")
        rows[jaar].append(row)
    newest = max(rows)
    for jaar in sorted(rows.keys() - {newest}):
        context.weggelaten[f"telling van {jaar}: alleen de nieuwste telt"] += len(rows[jaar])
    return newest, _nieuwe_tellingen(rows[newest], context)


def _nieuwe_tellingen(rows: list[Row], context: Context) -> Iterator[Telling]:
    beeld = context.beeld()
    gezien: set[tuple[str, str, str]] = set()
    for row in rows:
        code = _code(row, row["INSTELLINGSCODE"], row["VESTIGINGSCODE"], "VESTIGINGSCODE")
        woont = _woonplaats(row, "POSTCODE4_DEELNEMER")
        key = (code, row["TYPE_PO"], row["POSTCODE4_DEELNEMER"])
        if key in gezien:
            raise row.fout("POSTCODE4_DEELNEMER", f"vestiging {code} heeft {woont} twee keer", _OPNIEUW)
        gezien.add(key)
        liggingen = beeld.out(f"vestiging:{code}", "IN_PC4") if beeld else ()
        school = liggingen[0].naar.removeprefix("pc4:") if liggingen else ""
        if not school:
            context.laat_weg("school zonder bekende postcode: telt alleen mee waar de leerling woont")
        yield Telling(code, school, woont, _aantal(row, "AANTAL_LEERLINGEN"))


def _code(row: Row, school: str, nummer: str, kolom: str) -> str:
    """The code of a site, from that of its school and the number behind it (`0`, `00`), or from all six signs."""
    whole = nummer if len(nummer) > 2 else school + nummer.zfill(2)
    code = row.lees(kolom, lambda _: vestigingscode(whole))
    if code[:4] != school.upper():
        raise row.fout(kolom, f"vestiging {code} hoort niet bij instelling “{school}”", _OPNIEUW)
    return code


def _woonplaats(row: Row, kolom: str) -> str:
    text = row[kolom]
    if text in LANDEN:
        return LANDEN[text]
    if text in (*_ONBEKENDE_POSTCODES, ONBEKEND):
        return ONBEKEND
    if len(text) != 4:
        raise row.fout(
            kolom, f"“{text}” is geen woonplaats", f"Schrijf vier cijfers, of {', '.join(LANDEN)} of {ONBEKEND}"
        )
    return row.lees(kolom, postcode)[0]


def _aantal(row: Row, kolom: str) -> Aantal:
    if row[kolom] in (AFGESCHERMD, "-1"):
        return Aantal(afgeschermd=1)
    found = row.getal(kolom)
    if found is None or not 0 < found < 10_000:
        raise row.fout(kolom, f"“{row[kolom]}” is geen aantal leerlingen", f"Schrijf een heel getal of {AFGESCHERMD}")
    return Aantal(found)


_URL = (
    "https://onderwijsdata.duo.nl/dataset/4ea91ae5-51ef-48a4-aa67-7098343f75bc/resource/"
    "402c5a69-eea8-41b4-b8ad-ecac301c28a8/download/brin6_pc4.csv"
)
SOURCE = Source(
    id="duo-po-woonplaatsen",
    naam="Leerlingen po per vestiging naar postcodegebied waar zij wonen",
    uitgever="Dienst Uitvoering Onderwijs (DUO)",
    licentie="CC0 1.0",
    url=_URL,
    adres=_URL,
    rang=90,
    read=read,
    kop=KOP,
    toelichting="Bestanden van het dataportaal van DUO (met een kolom PEILJAAR) hebben de licentie CC BY 4.0.",
)
