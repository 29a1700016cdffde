"""What the service itself is made of: paths, rules of law, sources, health."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from app import __version__, weergave
from app.api.basis import ApiError, Services, SettingsNow, Views
from ontology.errors import SpeelveldError
from ontology.rules import load_law
from ontology.schema import load_schema

router = APIRouter()


@router.get("/", summary="Wat hier te vinden is")
def start(settings: SettingsNow) -> dict[str, Any]:
    plurals = sorted(load_schema().by_plural)
    paths = [
        "verantwoordelijkheden",
        "aansluiting/overzicht",
        "oogo",
        "zoek",
        "paden",
        "wijzigingen",
        "kaart",
        "regels",
        "bronnen",
        "gezondheid",
        "openapi.json",
        *plurals,
    ]
    return {"titel": "Speelveld", "versie": __version__, "paden": [f"{settings.basis}/v1/{path}" for path in paths]}


@router.get("/regels", summary="De wet zoals het programma die kent")
def rules() -> dict[str, Any]:
    return {"regels": [weergave.regel(rule) for rule in load_law().rules]}


@router.get("/regels/{id}", summary="Een regel, met al zijn versies")
def rule(id: Annotated[str, Path(description="Nummer van de regel, zoals B01")]) -> dict[str, Any]:  # noqa: A002
    versions = [weergave.regel(item) for item in load_law().rules if item.id == id]
    if not versions:
        raise ApiError(404, "Deze regel bestaat niet; zie /v1/regels.")
    return {"id": id, "versies": versions}


@router.get("/bronnen", summary="Wat er is geladen, met licentie en ouderdom")
def sources(view: Views) -> dict[str, Any]:
    return {"bronnen": [weergave.levering(item, date.today()) for item in view.snapshot.leveringen.values()]}


@router.get("/gezondheid", summary="Werkt de dienst?")
def health(service: Services, response: Response) -> dict[str, Any]:
    try:
        view = service.view(date.today())
    except SpeelveldError as error:
        response.status_code = 503
        return {"status": "niet-beschikbaar", "melding": str(error)}
    found = view.snapshot
    return {
        "status": "verouderd" if service.storing else "goed",
        "melding": service.storing or None,
        "gegevens": weergave.gegevensdatum(found.leveringen.values()),
        "versie": found.versie,
        "knopen": len(found.nodes),
    }
