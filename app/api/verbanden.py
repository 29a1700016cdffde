"""What lies around a thing, and how two things are connected."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from app import verbinding_weergave as weergave
from app.api.basis import SettingsNow, Views, bestaande, weigert
from queries.omgeving import HOOGSTENS, omgeving
from queries.pad import pad
from viz.netwerk import netwerk

router = APIRouter()
Relaties = Annotated[
    list[str] | None,
    Query(
        description="Alleen langs deze relatie, zoals IN_JEUGDREGIO; mag vaker; zonder deze parameter langs alle",
        examples=[["IN_JEUGDREGIO"]],
    ),
]
Postcodes = Annotated[
    bool, Query(description="Postcodegebieden als knopen; anders is wat erin ligt verbonden met wat eroverheen ligt")
]


@router.get("/omgeving/{id}", summary="Waarmee iets verbonden is")
def surroundings(
    id: Annotated[str, Path(description="Een id, zoals gemeente:GM0396", examples=["swv:PO2711"])],  # noqa: A002
    view: Views,
    settings: SettingsNow,
    relatie: Relaties = None,
    diepte: Annotated[int, Query(ge=1, le=2, description="Een of twee stappen")] = 1,
    hoogstens: Annotated[
        int, Query(ge=1, le=5000, description="Hoeveel knopen hoogstens; wat er niet bij past, wordt geteld")
    ] = HOOGSTENS,
    postcodes: Postcodes = False,
    uitgeklapt: Annotated[
        list[str] | None, Query(description="Een id waarvan ook de buren meekomen, als het er zelf bij is; mag vaker")
    ] = None,
    posities: Annotated[
        bool, Query(description="Ook waar elke knoop in een plaatje staat: x en y, en de panelen om groepen knopen")
    ] = False,
) -> dict[str, Any]:
    start = bestaande(id, view, "id", 404)
    opened = [bestaande(item, view, "uitgeklapt") for item in uitgeklapt or ()]
    with weigert("relatie"):
        found = omgeving(
            view.snapshot,
            start,
            relaties=relatie,
            diepte=diepte,
            hoogstens=hoogstens,
            postcodes=postcodes,
            uitgeklapt=opened,
        )
    answer = weergave.omgeving_json(found, view.snapshot, settings.basis)
    if not posities:
        return answer
    return weergave.met_posities(answer, netwerk(found, view.snapshot.peildatum, view.snapshot.leveringen))


@router.get("/paden", summary="Hoe twee organisaties of gebieden verbonden zijn")
def ways(
    view: Views,
    settings: SettingsNow,
    van: Annotated[str, Query(description="Een id", examples=["gemeente:GM0396"])],
    naar: Annotated[str, Query(description="Een id", examples=["swv:PO2711"])],
    relatie: Relaties = None,
    hoogstens: Annotated[int, Query(ge=1, le=100, description="Hoeveel wegen hoogstens; alle zijn geteld")] = 5,
    postcodes: Postcodes = False,
) -> dict[str, Any]:
    start, end = bestaande(van, view, "van"), bestaande(naar, view, "naar")
    with weigert("relatie"):
        found = pad(view.snapshot, start, end, relaties=relatie, hoogstens=hoogstens, postcodes=postcodes)
    return weergave.paden_json(found, view.snapshot, settings.basis)
