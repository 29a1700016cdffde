"""Gemeenschappelijke regelingen about education and youth, and who takes part: Register van Overheidsorganisaties.

The register holds every regeling, a new row for each version, and next to them rows without a form of cooperation:
the bodies that carry out a regeling and collective names (`GGD'en`). Of the regelingen only those about leerplicht,
youth help, GGD, Veilig Thuis, the social domain and schools are loaded. The lists below choose: a word in the name, a
policy area (beleidsterrein) or a word in the purpose (doel) takes a regeling in, unless a word of UITGESLOTEN stands in
its name.
`valid_until` is the first day on which it no longer holds: the next version starts that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.facts import Fact, Node, Relation, Value
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import id_parser
from ontology.errors import SpeelveldError

KOP = (
    "roo_id", "naam", "datum_inwerkingtreding", "valid_from", "valid_until", "samenwerkingsvorm", "bronhouder",
    "beleidsterrein", "doel",
)  # fmt: skip
KOP_DEELNEMERS = ("gr_roo_id", "gr_naam", "gr_valid_until", "deelnemer", "gemeentecode", "toetreding", "uittreding")

# Beginnings of words. The last two lines: regions and services that other registers name for youth help, leerplicht or
# Veilig Thuis, while neither name nor purpose says so.
IN_NAAM = (
    "leerplicht", "leerling", "rmc", "schoolverzuim", "vsv", "voortijdig",
    "jeugd", "ggd", "gezondheid", "hecht", "veilig thuis", "sociaal domein", "welzijnszorg",
    "onderwijs", "basisonderwijs",
    "regio hart van brabant", "regio holland rijnland", "regio twente", "samentwente",
    "regeling rijk van nijmegen", "geweld in afhankelijkheidsrelaties",
)  # fmt: skip
IN_DOEL = (
    "leerplicht", "leerling", "schoolverzuim", "voortijdig schoolverlaten",
    "jeugdhulp", "jeugdzorg", "jeugdwet", "jeugdgezondheid", "publieke gezondheid", "veilig thuis", "sociaal domein",
)  # fmt: skip
BELEIDSTERREINEN = (
    "zorg en gezondheid | jeugdzorg",
    "onderwijs en wetenschap",
    "onderwijs en wetenschap | basisonderwijs",
    "onderwijs en wetenschap | voortgezet onderwijs",
    "onderwijs en wetenschap | speciaal onderwijs",
    "onderwijs en wetenschap | beroepsonderwijs",
)
# Left out on purpose, whatever else is said: other work of gemeenten, benefits and jobs, archives of the ministry of
# Education, and the safety region whose GGD has a regeling of its own.
UITGESLOTEN = (
    "afval", "belasting", "svhw", "milieu", "omgevingsdienst", "recreatie", "breedband", "muziekschool",
    "werkvoorziening", "sociale dienst", "isd", "laborijn", "stroomopwaarts",
    "archief", "historisch", "veiligheidsregio amsterdam-amstelland",
)  # fmt: skip
DOEL_LENGTE = 300
_ONBEKEND = date(1900, 1, 1)


def _word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + ")", re.IGNORECASE)


_NAAM, _DOEL, _UIT = _word(IN_NAAM), _word(IN_DOEL), _word(UITGESLOTEN)


def _terreinen(text: str) -> tuple[str, ...]:
    """The policy areas, sorted; the register gives them in any order."""
    return tuple(sorted({part.strip() for part in text.split(";") if part.strip()}))


def over_onderwijs_of_jeugd(naam: str, beleidsterrein: str, doel: str) -> bool:
    """Whether a regeling is about education or youth, by the lists of this module."""
    if _UIT.search(naam):
        return False
    return bool(_NAAM.search(naam) or _DOEL.search(doel) or set(_terreinen(beleidsterrein)) & set(BELEIDSTERREINEN))


def shorten(text: str) -> str:
    """At most DOEL_LENGTE characters, cut at a word, on one line; the file itself cuts there, within a word."""
    line = " ".join(text.split())
    if len(text) < DOEL_LENGTE:
        return line
    return line[: DOEL_LENGTE - 1].rsplit(" ", 1)[0].rstrip(",;:-") + "…"


def _properties(row: Row) -> dict[str, Value]:
    properties: dict[str, Value] = {
        "samenwerkingsvorm": row["samenwerkingsvorm"].strip("'"),
        "beleidsterreinen": _terreinen(row["beleidsterrein"]),
        "doel": shorten(row["doel"]),
        "bronhouder": row["bronhouder"],
    }
    return {name: value for name, value in properties.items() if value}


def read_regelingen(path: Path, context: Context) -> Iterator[Fact]:
    """The regelingen about education and youth, with the time they hold.

    One version of a regeling may say what it is about where another does not: one chosen version chooses all.
    """
    rows = list(read_table(path, KOP))
    chosen = {row["naam"] for row in rows if over_onderwijs_of_jeugd(row["naam"], row["beleidsterrein"], row["doel"])}
    seen: set[str] = set()
    for row in rows:
        regeling = row.lees("roo_id", id_parser("regeling"))
        if regeling in seen:
            raise row.fout("roo_id", f"regeling {row['roo_id']} komt twee keer voor")
        seen.add(regeling)
        if not row["samenwerkingsvorm"]:
            context.laat_weg("orgaan of verzamelnaam, geen regeling")
            continue
        if row["naam"] not in chosen:
            context.laat_weg("regeling gaat niet over onderwijs of jeugd")
            continue
        van, tot = row.datum("datum_inwerkingtreding"), row.datum("valid_until")
        if van == _ONBEKEND:
            van = None
        if van and tot and tot <= van:
            context.laat_weg(f"regeling {row['roo_id']} eindigt ({tot}) niet na haar begin ({van})")
            continue
        yield Node(regeling, "Regeling", row["naam"], van, tot, _properties(row))


def _gemeente(row: Row, context: Context) -> str | None:
    """The gemeente that takes part, by code or, for a retired one, by name; None when it is no Dutch gemeente."""
    if row["gemeentecode"]:
        return row.lees("gemeentecode", lambda text: context.gemeenten.id(text, context.peildatum))
    if not row["deelnemer"].startswith("Gemeente "):
        return None
    try:
        return context.gemeenten.id(row["deelnemer"], row.datum("toetreding"))
    except SpeelveldError:
        return None


def read_deelnemers(path: Path, context: Context) -> Iterator[Fact]:
    """NEEMT_DEEL_AAN from gemeente to regeling, until the gemeente left or the regeling ended."""
    intervals: dict[tuple[str, str], list[tuple[date, date]]] = {}
    stated: set[str] = set()
    for row in read_table(path, KOP_DEELNEMERS):
        regeling = row.lees("gr_roo_id", id_parser("regeling"))
        if not context.bekend(regeling):
            context.laat_weg("regeling is niet geladen: zij gaat niet over onderwijs of jeugd")
            continue
        gemeente = _gemeente(row, context)
        if gemeente is None:
            context.laat_weg("deelnemer is geen Nederlandse gemeente")
            continue
        van = row.datum("toetreding")
        ends = [end for end in (row.datum("uittreding"), row.datum("gr_valid_until")) if end]
        tot = min(ends, default=None)
        if van and tot and tot <= van:
            context.laat_weg(
                f"{row['deelnemer']}: deelname aan regeling {row['gr_roo_id']} eindigt ({tot}) niet na haar begin"
            )
            continue
        others = intervals.setdefault((gemeente, regeling), [])
        mine = (van or date.min, tot or date.max)
        if any(mine[0] < end and start < mine[1] for start, end in others):
            raise row.fout(
                "deelnemer", f"{row['deelnemer']} neemt in dezelfde tijd twee keer deel aan {row['gr_roo_id']}"
            )
        others.append(mine)
        if regeling not in stated:
            stated.add(regeling)
            yield Node(regeling, "Regeling")
        yield Relation(gemeente, "NEEMT_DEEL_AAN", regeling, van, tot)


REGELINGEN = Source(
    id="roo-regelingen",
    naam="Register van Overheidsorganisaties: gemeenschappelijke regelingen",
    uitgever="Register van Overheidsorganisaties",
    licentie="CC0 1.0",
    url="https://organisaties.overheid.nl",
    rang=50,
    read=read_regelingen,
    kop=KOP,
    toelichting="Alleen regelingen over leerplicht, jeugd, GGD, Veilig Thuis, sociaal domein en onderwijs.",
)
DEELNEMERS = Source(
    id="roo-deelnemers",
    naam="Register van Overheidsorganisaties: deelnemers aan gemeenschappelijke regelingen",
    uitgever="Register van Overheidsorganisaties",
    licentie="CC0 1.0",
    url="https://organisaties.overheid.nl",
    rang=51,
    read=read_deelnemers,
    kop=KOP_DEELNEMERS,
    toelichting="Alleen gemeenten; een deelname eindigt uiterlijk met de regeling.",
)
SOURCES = (REGELINGEN, DEELNEMERS)
