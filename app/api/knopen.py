"""Every kind of thing: the list of it, and one with its relations. These paths take any word, so they come last."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from app import weergave
from app.api.basis import ApiError, Pagina, Paginagrootte, SettingsNow, Views, bladzij, kind_of
from app.service import View
from app.settings import Settings

router = APIRouter()


@router.get("/{meervoud}", summary="Alle gemeenten, samenwerkingsverbanden, vestigingen, ...")
def listing(
    meervoud: Annotated[str, Path(description="Bijvoorbeeld gemeenten of samenwerkingsverbanden")],
    view: Views,
    settings: SettingsNow,
    request: Request,
    pagina: Pagina = 1,
    paginagrootte: Paginagrootte = 100,
) -> dict[str, Any]:
    if meervoud == "verantwoordelijkheden":
        raise ApiError(405, "Stel deze vraag met POST: een leerling hoort niet in een adres.")
    kind = kind_of(meervoud)
    found = sorted(view.snapshot.of_type(kind.naam), key=lambda node: node.id)
    page, links = bladzij(
        found, pagina, paginagrootte, request, settings, peildatum=view.snapshot.peildatum.isoformat()
    )
    return links | {meervoud: [weergave.knoop(node, settings.basis) for node in page]}


@router.get("/{meervoud}/{code}", summary="Een gemeente, samenwerkingsverband, vestiging, ... met zijn relaties")
def single(meervoud: str, code: str, view: Views, settings: SettingsNow) -> dict[str, Any]:
    kind = kind_of(meervoud)
    return _node(f"{kind.voorvoegsel}:{code}", view, settings)


def _node(node_id: str, view: View, settings: Settings) -> dict[str, Any]:
    found = weergave.knoop_met_relaties(node_id, view.snapshot, settings.basis)
    if found is None:
        raise ApiError(404, f"“{node_id}” is niet bekend; zoek met /v1/zoek?q=.")
    return found
