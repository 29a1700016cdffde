"""Agreements as JSON and as text for people.

What else the page shows in a way of its own (an organisation, a step) is given by the caller, so that it looks the same
in the whole answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from app.woorden import dag, opsomming
from graph.snapshot import Snapshot
from ontology.rules import Key
from queries.looptijd import GELDIG, KOMEND, VERLOPEN
from queries.wie.afspraken import SLEUTEL_IN_TEKST, Afspraak, Functie, Handeling
from queries.wie.sleutels import Stap, Uitkomst
from viz.woorden import hoofdletter

Json = dict[str, Any]


def als_json(
    found: Iterable[Afspraak], keys: Mapping[str, Key], organisatie: Callable[[str], Json], stap: Callable[[Stap], Json]
) -> list[Json]:
    """The agreements. organisatie: a node id as the JSON of an organisation, with its `naam`; stap: a step as JSON."""
    return [_agreement(item, keys, organisatie, stap) for item in found]


def _agreement(
    item: Afspraak, keys: Mapping[str, Key], organisatie: Callable[[str], Json], stap: Callable[[Stap], Json]
) -> Json:
    def names(ids: Iterable[str]) -> list[str]:
        return [str(organisatie(found)["naam"]) for found in ids]

    return {
        "id": item.id,
        "titel": item.titel,
        "soort": item.soort or None,
        "doel": item.doel or None,
        "status": item.status,
        "geldigVan": dag(item.geldig_van),
        "geldigTot": dag(item.geldig_tot),
        "regels": list(item.regels),
        "gebieden": [
            organisatie(area.id) | {"via": area.via, "stappen": [stap(step) for step in area.stappen]}
            for area in item.gebieden
        ],
        "partijen": [organisatie(party.id) | {"rol": party.rol or None} for party in item.partijen],
        "functies": [
            {
                "id": post.id,
                "naam": post.naam,
                "soort": post.soort or None,
                "bevoegdheid": list(post.bevoegdheid),
                "sleutel": post.sleutel or None,
                "organisaties": [organisatie(node) for node in post.zetel.eind],
                "stappen": [stap(step) for steps in post.zetel.eind.values() for step in steps],
                "nodig": sorted(post.zetel.nodig),
                "ontbreekt": post.zetel.ontbreekt or None,
                "wisseltMetWoonplaats": post.wisselt,
                "bijWonenInSchoolgemeente": [organisatie(node) for node in post.zetel_bij_school.eind]
                if post.zetel_bij_school
                else [],
                "zekerheid": post.zekerheid or None,
                "opmerking": post.opmerking or None,
            }
            for post in item.functies
        ],
        "overdracht": [_filled_in(action, keys, names) for action in item.overdracht],
        "escalatie": [_filled_in(action, keys, names) for action in item.escalatie],
        "bron": item.bron or None,
        "website": item.website or None,
        "grondslag": item.grondslag or None,
        "zekerheid": item.zekerheid or None,
        "opmerking": item.opmerking or None,
        "levering": item.levering,
    }


def als_regels(found: Sequence[Afspraak], snapshot: Snapshot, keys: Mapping[str, Key]) -> list[str]:
    """The agreements as lines of text, with an empty line behind each."""
    lines: list[str] = []
    for item in found:
        lines += [*_as_lines(item, snapshot, keys), ""]
    return lines


def _as_lines(item: Afspraak, snapshot: Snapshot, keys: Mapping[str, Key]) -> list[str]:
    def names(ids: Iterable[str]) -> list[str]:
        return [snapshot.naam(found) for found in ids]

    vias: dict[str, list[str]] = {}
    for area in item.gebieden:
        vias.setdefault(area.id, []).append(area.via)
    where = [f"{snapshot.naam(area)} ({opsomming(via)})" for area, via in vias.items()]
    lines = [f"  {item.titel}: {status(item)}"]
    lines.append(f"      {hoofdletter(item.soort)}, geldt in {opsomming(where)}.")
    if item.doel:
        lines.append(f"      Doel: {item.doel}")
    if item.partijen:
        roles: dict[str, list[str]] = {}
        for party in item.partijen:
            roles.setdefault(party.rol, []).append(snapshot.naam(party.id))
        said = [f"{opsomming(parties)}{f' ({rol})' if rol else ''}" for rol, parties in roles.items()]
        lines.append(f"      Partijen: {'; '.join(said)}.")
    if item.functies:
        lines.append("      Op deze school:")
    for post in item.functies:
        lines += [f"        {line}" for line in _post(post, keys, names)]
    for title, actions in (("Overdracht", item.overdracht), ("Als meer nodig is", item.escalatie)):
        if actions:
            lines.append(f"      {title}:")
        for number, action in enumerate(actions, start=1):
            lines.append(f"        {number}. {_filled_in(action, keys, names)}")
    if item.opmerking:
        lines.append(f"      Let op: {item.opmerking}")
    lines.append(f"      Bron: {item.bron.rstrip('.')}. Zekerheid: {item.zekerheid or 'niet opgegeven'}.")
    return lines


def status(item: Afspraak) -> str:
    """Whether the agreement holds, in words with the dates that are known."""
    van, tot = (f"{day:%d-%m-%Y}" if day else "" for day in (item.geldig_van, item.geldig_tot))
    if item.status == VERLOPEN:
        return f"verlopen, gold {f'van {van} ' if van else ''}tot {tot}"
    if item.status == KOMEND:
        return f"geldt pas vanaf {van}"
    if item.status == GELDIG:
        return f"geldig{f' vanaf {van}' if van else ''}{f' tot {tot}' if tot else ', geen einde bekend'}"
    return "onbekend of zij nog geldt"


def _post(post: Functie, keys: Mapping[str, Key], names: Callable[[Iterable[str]], list[str]]) -> list[str]:
    lines = [f"{post.naam}: {_seat(post.zetel, keys, names)}."]
    if post.wisselt and post.zetel_bij_school:
        there = opsomming(names(post.zetel_bij_school.eind))
        lines.append(f"    Anders dan voor wie bij de school woont: dan {there}.")
    if post.bevoegdheid:
        lines.append(f"    {'; '.join(post.bevoegdheid).capitalize()}.")
    if post.opmerking:
        lines.append(f"    {post.opmerking}")
    return lines


def _seat(seat: Uitkomst, keys: Mapping[str, Key], names: Callable[[Iterable[str]], list[str]]) -> str:
    """Who fills a seat, or why that is not known, without a full stop."""
    if len(seat.eind) > 1 or (seat.eind and seat.nodig):
        return f"{opsomming(names(seat.eind), 'of')}, dat hangt af van de leerling"
    if seat.eind:
        return names(seat.eind)[0]
    if seat.ontbreekt:
        return f"onbekend. {seat.ontbreekt.rstrip('.')}"
    return f"de {keys[seat.sleutel].titel}"


def _filled_in(action: Handeling, keys: Mapping[str, Key], names: Callable[[Iterable[str]], list[str]]) -> str:
    """The text, with for each key between braces whom it leads to for this pupil."""

    def who(key: str) -> str:
        seat = action.zetels[key]
        if seat.eind:
            return opsomming(names(seat.eind), "of")
        return f"{keys[key].titel}: {'niet bekend' if seat.ontbreekt else 'hangt af van de leerling'}"

    return SLEUTEL_IN_TEKST.sub(lambda match: who(match[1]), action.tekst)
