"""Neighbourhoods and ways as JSON and as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.weergave import bron, knoop_kort
from app.woorden import dag, opsomming
from app.zinnen import ding, periode, toevoeging, zin
from graph.snapshot import Snapshot
from queries.omgeving import Omgeving, Weggelaten
from queries.pad import Paden, Stap
from queries.verbindingen import Verbinding
from viz.netwerk import Netwerk, panelen
from viz.woorden import hoofdletter

Json = dict[str, Any]


def verbinding(item: Verbinding, snapshot: Snapshot) -> Json:
    """A relation; postcodegebieden: of how many postcode areas it is the sum, null when a source states it itself."""
    return {
        "van": item.van,
        "relatie": item.type,
        "label": snapshot.schema.relations[item.type].label,
        "naar": item.naar,
        "geldigVan": dag(item.geldig_van),
        "geldigTot": dag(item.geldig_tot),
        "postcodegebieden": item.postcodes or None,
        "eigenschappen": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in sorted(item.eigenschappen.items())
        },
        "bronnen": list(item.leveringen),
    }


def _bronnen(found: Iterable[Verbinding], snapshot: Snapshot) -> list[Json]:
    used = {levering for item in found for levering in item.leveringen}
    return [bron(item) for key, item in snapshot.leveringen.items() if key in used]


def _bronregel(found: Iterable[Verbinding], snapshot: Snapshot) -> str:
    used = {levering for item in found for levering in item.leveringen}
    names = [f"{item.naam} ({item.peildatum:%d-%m-%Y})" for key, item in snapshot.leveringen.items() if key in used]
    return f"Bronnen: {'; '.join(names)}." if names else ""


# ---------------------------------------------------------------- omgeving


def omgeving_json(found: Omgeving, snapshot: Snapshot, basis: str) -> Json:
    """A neighbourhood."""
    return {
        "peildatum": snapshot.peildatum.isoformat(),
        "start": found.start,
        "knopen": [
            knoop_kort(item.id, snapshot, basis) | {"afstand": item.afstand, "bestaatOpPeildatum": item.bestaat}
            for item in found.knopen
        ],
        "relaties": [verbinding(item, snapshot) for item in found.relaties],
        "weggelaten": [
            {
                "relatie": f"^{item.relatie}" if item.omgekeerd else item.relatie,
                "label": _label(item, snapshot),
                "type": item.soort,
                "aantal": item.aantal,
            }
            for item in found.weggelaten
        ],
        "bronnen": _bronnen(found.relaties, snapshot),
    }


def met_posities(answer: Json, beeld: Netwerk) -> Json:
    """The answer of `omgeving_json` with the place of each node in a picture (pixels, y downward), and the panels."""
    places = beeld.plaatsing.punten
    return answer | {
        "knopen": [item | places[item["id"]]._asdict() for item in answer["knopen"]],
        "panelen": panelen(beeld),
    }


def _label(item: Weggelaten, snapshot: Snapshot) -> str:
    relation = snapshot.schema.relations[item.relatie]
    return relation.omgekeerd if item.omgekeerd else relation.label


def omgeving_tekst(found: Omgeving, snapshot: Snapshot) -> str:
    """A neighbourhood by kind of relation; what lies a step further as sentences; then what is not shown."""
    head = f"{hoofdletter(ding(found.start, snapshot))}, stand op {snapshot.peildatum:%d-%m-%Y}"
    parts = [[head], *_groepen(found, snapshot)]
    further = [item for item in found.relaties if found.start not in (item.van, item.naar)]
    if further:
        parts.append(["Daaromheen", *(f"  {zin(item, item.van, snapshot)}." for item in further)])
    if not found.relaties:
        parts.append(["Er is geen verbinding bekend."])
    parts += [
        lines for lines in (_weggelaten(found, snapshot), [_bronregel(found.relaties, snapshot)]) if lines != [""]
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _groepen(found: Omgeving, snapshot: Snapshot) -> Iterator[list[str]]:
    """The relations of the start, a heading for each kind of relation and of neighbour."""
    for name, relation in snapshot.schema.relations.items():
        for back, label in ((False, relation.label), (True, relation.omgekeerd)):
            by_kind: dict[str, list[tuple[str, Verbinding]]] = {}
            for item in found.relaties:
                start, end = (item.naar, item.van) if back else (item.van, item.naar)
                if item.type == name and start == found.start:
                    by_kind.setdefault(snapshot.schema.type_of(end).label, []).append((end, item))
            for kind, ends in sorted(by_kind.items()):
                ends.sort(key=lambda pair: (snapshot.naam(pair[0]).casefold(), pair[0]))
                yield [
                    hoofdletter(label if label.endswith(f" {kind}") else f"{label}: {kind}"),
                    *(f"  {_regel(end, item, snapshot)}" for end, item in ends),
                ]


def _regel(end: str, item: Verbinding, snapshot: Snapshot) -> str:
    since = periode(item.geldig_van, item.geldig_tot)
    return f"{snapshot.naam(end)} [{end}]{toevoeging(item, snapshot)}{f', {since}' if since else ''}"


def _weggelaten(found: Omgeving, snapshot: Snapshot) -> list[str]:
    if not found.weggelaten:
        return []
    lines = [
        f"  {item.aantal} × {snapshot.schema.nodes[item.soort].label} ({_label(item, snapshot)})"
        for item in found.weggelaten
    ]
    folded = any(item.soort == "Postcodegebied" for item in found.weggelaten)
    return ["Niet getoond:", *lines, *(["  Postcodegebieden ziet u met --postcodes."] if folded else [])]


# ---------------------------------------------------------------- paden


def paden_json(found: Paden, snapshot: Snapshot, basis: str) -> Json:
    """The shortest ways between two things."""
    return {
        "peildatum": snapshot.peildatum.isoformat(),
        "van": knoop_kort(found.van, snapshot, basis),
        "naar": knoop_kort(found.naar, snapshot, basis),
        "lengte": found.lengte,
        "aantal": found.aantal,
        "paden": [
            {
                "stappen": [
                    {
                        "van": step.van,
                        "naar": step.naar,
                        "tekst": stapzin(step, snapshot),
                        "relaties": [verbinding(item, snapshot) for item in step.verbindingen],
                    }
                    for step in way.stappen
                ]
            }
            for way in found.paden
        ],
        "toelichting": _samenvatting(found, snapshot),
        "bronnen": _bronnen(_verbindingen(found), snapshot),
    }


def paden_tekst(found: Paden, snapshot: Snapshot) -> str:
    """The ways, each as numbered sentences."""
    parts = [[_samenvatting(found, snapshot)]]
    for way in found.paden if found.lengte else ():
        numbered = enumerate(way.stappen, start=1)
        parts.append([f"  {number}. {stapzin(step, snapshot)}" for number, step in numbered])
    sources = _bronregel(_verbindingen(found), snapshot)
    return "\n\n".join("\n".join(lines) for lines in [*parts, [sources]] if lines != [""])


def stapzin(step: Stap, snapshot: Snapshot) -> str:
    """A step as a sentence, or one for each relation between the two."""
    return " ".join(f"{zin(item, step.van, snapshot)}." for item in step.verbindingen)


def _verbindingen(found: Paden) -> list[Verbinding]:
    return [item for way in found.paden for step in way.stappen for item in step.verbindingen]


def _samenvatting(found: Paden, snapshot: Snapshot) -> str:
    """How far apart the two are, and how many ways there are, in a sentence or two."""
    ends = opsomming([ding(found.van, snapshot), ding(found.naar, snapshot)])
    day = f"op {snapshot.peildatum:%d-%m-%Y}"
    if found.lengte is None:
        return f"Tussen {ends} is {day} geen verbinding bekend langs deze relaties."
    if found.lengte == 0:
        return f"{hoofdletter(ding(found.van, snapshot))} is hetzelfde."
    steps = "1 stap" if found.lengte == 1 else f"{found.lengte} stappen"
    text = f"Van {ding(found.van, snapshot)} naar {ding(found.naar, snapshot)} is het {day} {steps}."
    more = found.aantal - len(found.paden)
    if more > 0:
        text += f" Er zijn {found.aantal} wegen van die lengte; hier staan er {len(found.paden)}."
    return text
