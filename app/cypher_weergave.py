"""Saved questions in Cypher and their answers, as text, as JSON and to paste in Neo4j Browser."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ontology.schema import load_schema
from queries.cypher.bibliotheek import Cyphervraag
from queries.cypher.parameters import Parameter, Waarde, in_cypher
from viz.rapport import Cel, Kolom, Soort, Tabel, Verwijzing

if TYPE_CHECKING:
    from graph.neo4j.rows import Antwoord

Json = dict[str, Any]
_YEAR = re.compile("jaar", re.IGNORECASE)


def overzicht(vragen: Sequence[Cyphervraag]) -> Iterator[str]:
    """Lines of a list: by theme, the id with the title, and the question under it."""
    width = max(len(item.id) for item in vragen)
    for thema, group in groupby(vragen, lambda item: item.thema):
        yield from ("", thema.upper())
        for item in group:
            yield f"  {item.id:{width}}  {item.titel}"
            yield from textwrap.wrap(
                item.vraag, 100, initial_indent=" " * (width + 4), subsequent_indent=" " * (width + 4)
            )


def beschrijving(vraag: Cyphervraag) -> Json:
    """A saved question for programs."""
    return {
        "id": vraag.id,
        "thema": vraag.thema,
        "titel": vraag.titel,
        "vraag": vraag.vraag,
        "parameters": [
            {"naam": item.naam, "wat": uitleg(item), "standaard": item.standaard, "voorbeeld": item.voorbeeld}
            for item in vraag.parameters.values()
        ],
        "kolommen": list(vraag.kolommen),
        "toelichting": vraag.toelichting or None,
        "cypher": vraag.cypher,
    }


def uitleg(parameter: Parameter) -> str:
    """What a parameter must be: `id van een gemeente`, `datum`, `een van IN_SWV_PO, IN_SWV_VO`."""
    if parameter.uit:
        said = f"een van {', '.join(parameter.uit)}"
    elif parameter.soort:
        said = f"id van een {load_schema().nodes[parameter.soort].label}"
    elif parameter.minstens is not None:
        said = f"getal, minstens {parameter.minstens}"
    else:
        said = parameter.type
    return said


def om_te_plakken(vraag: Cyphervraag, waarden: Mapping[str, Waarde]) -> str:
    """The question with its values, for cypher-shell, and for Neo4j Browser in two times: it shows the last of one."""
    comments = [f"{vraag.titel} ({vraag.id})", vraag.vraag]
    for item in vraag.parameters.values():
        optional = "" if item.standaard is None else f"; standaard {item.standaard}"
        comments.append(f"{item.naam}: {uitleg(item)}{optional}")
    if vraag.toelichting:
        comments.append(f"Let op: {vraag.toelichting}")
    lines = [f":param {name} => {in_cypher(value)};" for name, value in waarden.items()]
    lines += ["", *(f"// {line}" for text in comments if text for line in textwrap.wrap(text, 115))]
    return "\n".join([*lines, f"{vraag.cypher};"])


def als_json(vraag: Cyphervraag, waarden: Mapping[str, Waarde], antwoord: Antwoord) -> Json:
    """The answer for programs."""
    return {
        "id": vraag.id,
        "titel": vraag.titel,
        "parameters": {name: _json(value) for name, value in waarden.items()},
        "kolommen": list(antwoord.kolommen),
        "rijen": [
            {name: _json(cell) for name, cell in zip(antwoord.kolommen, row, strict=True)} for row in antwoord.rijen
        ],
        "toelichting": vraag.toelichting or None,
    }


def als_tabel(vraag: Cyphervraag, antwoord: Antwoord) -> Tabel:
    """The answer for people. An empty `geldigTot` is no end and stays empty; what is empty elsewhere is not known."""
    columns = [
        Kolom(name, _kind(name, [row[place] for row in antwoord.rijen])) for place, name in enumerate(antwoord.kolommen)
    ]
    rows = [
        tuple(_cell(name, value) for name, value in zip(antwoord.kolommen, row, strict=True)) for row in antwoord.rijen
    ]
    return Tabel(vraag.id, vraag.titel, tuple(columns), tuple(rows), vraag.toelichting, leeg="Geen rijen.")


def _kind(name: str, values: Sequence[Any]) -> Soort:
    found = {type(value) for value in values if value is not None}
    if name.startswith("aandeel") and found <= {float, int}:
        return Soort.AANDEEL
    if found == {int} and not _YEAR.search(name):  # a year has no point in it
        return Soort.GETAL
    if found == {date}:
        return Soort.DATUM
    return Soort.TEKST


def _cell(name: str, value: Any) -> Cel:
    if value is None:
        return "" if name == "geldigTot" else None
    if isinstance(value, list):
        return tuple(Verwijzing(_text(item)) for item in value)
    return value if isinstance(value, str | int | float | date) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(item)}" for name, item in value.items())
    if isinstance(value, list):
        return " | ".join(map(_text, value))
    return "onbekend" if value is None else str(value)


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    return value
