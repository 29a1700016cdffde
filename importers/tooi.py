"""Gemeenten since 1830 and their mergers: the list of TOOI, the register of names of government bodies.

Two sources. `tooi-gemeenten` is the value list as published (JSON-LD): one object a gemeente, with `begindatum`, the
first day, and `einddatum`, the *last* day. `tooi-herindelingen` is the list of changes taken from the same file:
`Samenvoeging` (a new gemeente), `Uitbreiding` (a gemeente that stays takes over) and `Herschikking` (a gemeente goes
on under another code). A gemeente that is split has several successors, in one row or in several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from graph.facts import Fact, Node, Relation, Value
from importers.json_file import read_json
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import id_parser
from ontology.errors import SpeelveldError

KOP_HERINDELINGEN = ("datum", "soort", "opgeheven", "ontstaan", "betrokken_blijvend", "grondslag")
SOORTEN = ("Samenvoeging", "Uitbreiding", "Herschikking")
_ONT = "https://identifier.overheid.nl/tooi/def/ont/"
_HERSTEL = "Download de waardelijst opnieuw bij standaarden.overheid.nl/tooi"


class Herindeling(NamedTuple):
    """One change: every gemeente of `van` went over into every gemeente of `naar` on `datum`."""

    row: Row
    datum: date
    soort: str
    van: tuple[str, ...]
    naar: tuple[str, ...]


def _objects(path: Path) -> Iterator[Mapping[str, Any]]:
    """The objects of the value list that are a gemeente."""
    objects = read_json(path, _HERSTEL)
    if not isinstance(objects, list):
        raise SpeelveldError("het bestand is geen lijst van TOOI", waar=path.name, herstel=_HERSTEL)
    found = [item for item in objects if isinstance(item, dict) and f"{_ONT}Gemeente" in _list(item.get("@type"))]
    if not found:
        raise SpeelveldError("het bestand bevat geen gemeenten", waar=path.name, herstel=_HERSTEL)
    yield from found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _value(item: Mapping[str, Any], property_name: str, waar: str, *, required: bool = True) -> str:
    """The one value of a property of TOOI; an empty text when it is absent and not required."""
    values = [value for value in _list(item.get(_ONT + property_name)) if isinstance(value, dict)]
    if len(values) > 1 or (required and not values):
        number = "meer dan één waarde" if values else "geen waarde"
        raise SpeelveldError(f"de gemeente heeft {number} voor {property_name}", waar=waar, herstel=_HERSTEL)
    return str(values[0].get("@value", values[0].get("@id"))) if values else ""


def _date(item: Mapping[str, Any], property_name: str, waar: str) -> date | None:
    text = _value(item, property_name, waar, required=False)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise SpeelveldError(f"“{text}” is geen datum ({property_name})", waar=waar, herstel=_HERSTEL) from None


def read_gemeenten(path: Path, context: Context) -> Iterator[Fact]:
    """Every gemeente with its name and the time it existed, its province, and the provinces by code."""
    stated: set[str] = set()
    for item in _objects(path):
        waar = f"{path.name}, {item.get('@id', 'object zonder @id')}"
        try:
            gemeente = id_parser("gemeente")("GM" + _value(item, "gemeentecode", waar))
            provincie = id_parser("provincie")(_value(item, "ligtInProvincie", waar).rsplit("/", 1)[-1].upper())
        except SpeelveldError as error:
            raise SpeelveldError(error.wat, waar=waar, waarom=error.waarom, herstel=error.herstel) from error
        van, laatste_dag = _date(item, "begindatum", waar), _date(item, "einddatum", waar)
        tot = laatste_dag + timedelta(days=1) if laatste_dag else None
        if van and tot and tot <= van:
            raise SpeelveldError(
                f"{gemeente} eindigt ({laatste_dag}) voordat zij begint ({van})", waar=waar, herstel=_HERSTEL
            )
        if gemeente in stated:
            raise SpeelveldError(f"{gemeente} komt twee keer voor", waar=waar, herstel=_HERSTEL)
        stated.add(gemeente)
        naam = _value(item, "voorkeursnaamExclSoort", waar)
        officieel = _value(item, "officieleNaamExclSoort", waar, required=False)
        other: dict[str, Value] = {"andereNamen": (officieel,)} if officieel not in ("", naam) else {}
        yield Node(gemeente, "Gemeente", naam, van, tot, other)
        if provincie not in stated:
            stated.add(provincie)
            yield Node(provincie, "Provincie")
        yield Relation(gemeente, "IN_PROVINCIE", provincie, van, tot)


def herindelingen(path: Path, context: Context) -> Iterator[Herindeling]:
    """The changes in the file, checked row by row."""

    def codes(text: str) -> tuple[str, ...]:
        return tuple(context.gemeenten.id(code, context.peildatum) for code in text.split(";") if code)

    for row in read_table(path, KOP_HERINDELINGEN):
        datum = row.datum("datum")
        if datum is None:
            raise row.fout("datum", "de datum van de herindeling ontbreekt")
        if row["soort"] not in SOORTEN:
            raise row.fout("soort", f"“{row['soort']}” is geen soort herindeling", f"Kies uit: {', '.join(SOORTEN)}")
        van = row.lees("opgeheven", codes)
        naar = row.lees("ontstaan", codes) + row.lees("betrokken_blijvend", codes)
        if not van or not naar:
            raise row.fout("opgeheven", "de herindeling noemt geen opgeheven gemeente of geen opvolger")
        yield Herindeling(row, datum, row["soort"], van, naar)


def read_herindelingen(path: Path, context: Context) -> Iterator[Fact]:
    """OPGEGAAN_IN from every gemeente that ended to every gemeente that took over, from that day on."""
    stated: set[tuple[str, str]] = set()
    for change in herindelingen(path, context):
        properties: dict[str, Value] = {"wijze": change.soort.lower()}
        if change.row["grondslag"]:
            properties["grondslag"] = change.row["grondslag"]
        for van in change.van:
            for naar in change.naar:
                if (van, naar) in stated:
                    raise change.row.fout("opgeheven", f"{van} gaat twee keer op in {naar}")
                stated.add((van, naar))
                yield Relation(van, "OPGEGAAN_IN", naar, change.datum, None, properties)


GEMEENTEN = Source(
    id="tooi-gemeenten",
    naam="TOOI-waardelijst Register gemeenten compleet",
    uitgever="KOOP",
    licentie="CC0 1.0",
    url="https://standaarden.overheid.nl/tooi",
    rang=5,
    read=read_gemeenten,
)
HERINDELINGEN = Source(
    id="tooi-herindelingen",
    naam="TOOI-waardelijst Register gemeenten compleet: herindelingen",
    uitgever="KOOP",
    licentie="CC0 1.0",
    url="https://standaarden.overheid.nl/tooi",
    rang=5,
    read=read_herindelingen,
    kop=KOP_HERINDELINGEN,
)
SOURCES = (GEMEENTEN, HERINDELINGEN)
