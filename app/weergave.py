"""Answers as the JSON of the contract, and as text for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from app import afspraken_weergave
from app.woorden import dag
from graph.aantallen import getoond
from graph.delivery import Levering
from graph.snapshot import SnapNode, Snapshot
from ontology.rules import Law, LegalBasis, Rule
from ontology.schema import load_schema
from queries.wie.antwoord import Aangewezen, Antwoord, Antwoorden
from queries.wie.sleutels import Stap
from queries.zoek import Treffer
from viz.adres import uri

Json = dict[str, Any]


def knoop_kort(node_id: str, snapshot: Snapshot, basis: str) -> Json:
    """A node as answers refer to it."""
    node = snapshot.node(node_id)
    return {
        "id": node_id,
        "naam": snapshot.naam(node_id),
        "type": snapshot.schema.type_of(node_id).naam,
        "uri": uri(node_id, basis),
        "website": node.eigenschappen.get("website") if node else None,
    }


def organisatie(item: Aangewezen, snapshot: Snapshot, basis: str) -> Json:
    """An organisation of an answer, with its role."""
    return knoop_kort(item.id, snapshot, basis) | {"rol": item.rol}


def stap(item: Stap) -> Json:
    """A step; `^` before the relation means that it was walked backwards."""
    relation = item.relatie
    start, end = (relation.naar, relation.van) if item.omgekeerd else (relation.van, relation.naar)
    found: Json = {
        "van": start,
        "relatie": f"^{relation.type}" if item.omgekeerd else relation.type,
        "naar": end,
        "geldigVan": dag(relation.geldig_van),
        "geldigTot": dag(relation.geldig_tot),
        "bron": relation.levering,
    }
    if item.aantal > 1:
        found["aantal"] = item.aantal
    return found


def antwoord(item: Antwoord, snapshot: Snapshot, basis: str) -> Json:
    """One answer."""
    rule = item.regel
    return {
        "regel": rule.id,
        "taak": rule.taak,
        "thema": rule.thema,
        "titel": rule.titel,
        "rol": rule.rol,
        "uitkomst": item.uitkomst,
        "organisaties": [organisatie(found, snapshot, basis) for found in item.organisaties],
        "betrokken": [organisatie(found, snapshot, basis) for found in item.betrokken],
        "sleutel": _key(item),
        "stappen": _steps(item),
        "grondslag": _grondslag(item.grondslag),
        "geldigVan": dag(rule.geldig_van),
        "geldigTot": dag(rule.geldig_tot),
        "zekerheid": item.zekerheid,
        "toelichting": item.toelichting,
        "nodig": list(item.nodig),
    }


def _key(item: Antwoord) -> str | None:
    """The key that leads to the first organisation, or that would; None for a task that no key leads to."""
    if item.organisaties:
        return item.organisaties[0].sleutel
    designations = item.regel.wijst_aan
    return designations[0].sleutel if designations else None


def _grondslag(found: Iterable[LegalBasis]) -> list[Json]:
    return [
        {"wet": item.wet, "bwb": item.bwb, "artikel": item.artikel, "lid": item.lid, "url": item.url} for item in found
    ]


def _steps(item: Antwoord) -> list[Json]:
    """The steps of all organisations, each once, in order."""
    found: list[Json] = []
    for organisation in (*item.organisaties, *item.betrokken):
        for one in organisation.stappen:
            step = stap(one)
            if step not in found:
                found.append(step)
    return found


def antwoorden(found: Antwoorden, snapshot: Snapshot, law: Law, basis: str) -> Json:
    """The whole answer to question 1."""
    items = [antwoord(item, snapshot, basis) for item in found.antwoorden]
    used = {step["bron"] for item in items for step in item["stappen"]} | {item.levering for item in found.afspraken}
    return {
        "peildatum": snapshot.peildatum.isoformat(),
        "versie": {"gegevens": gegevensdatum(snapshot.leveringen.values()), "regels": law.bijgewerkt.isoformat()},
        "antwoorden": items,
        "signalen": [
            {"code": item.code, "titel": item.titel, "tekst": item.tekst, "gebieden": list(item.gebieden)}
            for item in found.signalen
        ],
        "afspraken": afspraken_weergave.als_json(
            found.afspraken, law.keys, lambda node: knoop_kort(node, snapshot, basis), stap
        ),
        "opmerkingen": list(found.opmerkingen),
        "bronnen": [bron(item) for key, item in snapshot.leveringen.items() if key in used],
    }


def gegevensdatum(leveringen: Iterable[Levering]) -> str | None:
    """The peildatum of the newest delivery."""
    return max((item.peildatum.isoformat() for item in leveringen), default=None)


def bron(item: Levering) -> Json:
    """A delivery, as answers refer to it."""
    return {
        "id": item.id,
        "naam": item.naam,
        "uitgever": item.uitgever,
        "licentie": item.licentie,
        "url": item.url,
        "peildatum": item.peildatum.isoformat(),
        "geldigVanaf": dag(item.geldig_vanaf),
        "zekerheid": item.zekerheid or None,
        "toelichting": item.toelichting or None,
    }


def levering(item: Levering, vandaag: date) -> Json:
    """A delivery, as the list of sources shows it."""
    return bron(item) | {
        "bron": item.bron,
        "rijen": item.rijen,
        "weggelaten": dict(item.weggelaten),
        "sha256": item.sha256,
        "ouderdomDagen": (vandaag - item.peildatum).days,
    }


def regel(rule: Rule) -> Json:
    """A rule as the program knows it."""
    return {
        "id": rule.id,
        "taak": rule.taak,
        "thema": rule.thema,
        "titel": rule.titel,
        "vraag": rule.vraag,
        "rol": rule.rol,
        "organisatie": rule.organisatie,
        "sleutels": [item.sleutel for item in rule.wijst_aan],
        "grondslag": _grondslag(rule.grondslag),
        "geldigVan": dag(rule.geldig_van),
        "geldigTot": dag(rule.geldig_tot),
        "wetsvoorstel": rule.wetsvoorstel or None,
        "zekerheid": rule.zekerheid,
        "zekerheidReden": rule.zekerheid_reden or None,
        "toelichting": rule.toelichting,
        "nietOmdat": rule.niet_omdat,
    }


def treffer(item: Treffer, basis: str) -> Json:
    """A search hit."""
    return {
        "id": item.id,
        "type": item.type,
        "naam": item.naam,
        "waar": item.waar,
        "score": item.score,
        "toelichting": item.toelichting or None,
        "bestaatOpPeildatum": item.bestaat,
        "opvolgers": list(item.opvolgers),
        "uri": uri(item.id, basis),
    }


def knoop(node: SnapNode, basis: str) -> Json:
    """A node without its relations; small numbers of pupils are not in it."""
    shown = getoond(node.eigenschappen, load_schema().nodes[node.type].eigenschappen)
    return {
        "id": node.id,
        "type": node.type,
        "naam": node.naam,
        "uri": uri(node.id, basis),
        "geldigVan": dag(node.geldig_van),
        "geldigTot": dag(node.geldig_tot),
        **{name: list(value) if isinstance(value, tuple) else value for name, value in sorted(shown.items())},
        "bronnen": list(node.leveringen),
    }


_MOST_RELATIONS = 100


def knoop_met_relaties(node_id: str, snapshot: Snapshot, basis: str) -> Json | None:
    """A node with its relations by kind (at most 100 of a kind, with the whole number); None when it is not known.

    Of what does not exist on the peildatum: what it was, until when, and what it became.
    """
    node = snapshot.node(node_id)
    if node is not None:
        found = knoop(node, basis)
    else:
        former = snapshot.voormalig.get(node_id)
        if former is None:
            return None
        found = {
            "id": former.id,
            "type": former.type,
            "naam": snapshot.naam(former.id),
            "uri": uri(former.id, basis),
            "geldigVan": dag(former.geldig_van),
            "geldigTot": dag(former.geldig_tot),
            "bestaatOpPeildatum": False,
        }
    found["relaties"] = [
        group
        for name in snapshot.schema.relations
        for back in (False, True)
        if (group := _relations(node_id, name, snapshot, back=back))
    ]
    return found


def _relations(node_id: str, name: str, snapshot: Snapshot, *, back: bool) -> Json | None:
    found = snapshot.into(node_id, name) if back else snapshot.out(node_id, name)
    if not found:
        return None
    kind = snapshot.schema.relations[name]
    return {
        "relatie": f"^{name}" if back else name,
        "label": kind.omgekeerd if back else kind.label,
        "aantal": len(found),
        "knopen": [
            {
                "id": end,
                "naam": snapshot.naam(end),
                "geldigVan": dag(item.geldig_van),
                "geldigTot": dag(item.geldig_tot),
                "bron": item.levering,
            }
            for item in found[:_MOST_RELATIONS]
            for end in [item.van if back else item.naar]
        ],
    }
