"""Question 3: how well do divisions align, and at which tables does a gemeente sit?"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from app import aansluiting
from app.aansluiting import Antwoord
from app.api.basis import ApiError, Services, SettingsNow, Views, kind_of, weigert
from app.uitvoer import FORMATEN, gewenst
from queries.aansluiting.gewicht import STANDAARD, Gewicht
from queries.indeling import soorten, vind_indeling
from viz.adres import adres_op

router = APIRouter()

_BESTANDEN = {formaat.mime: {"schema": {"type": "string", "format": "binary"}} for formaat in FORMATEN.values()}
_ANTWOORDEN: dict[int | str, dict[str, Any]] = {200: {"content": _BESTANDEN}}

Gewichten = Annotated[Gewicht, Query(description="Wat telt: gemeenten, postcodegebieden, inwoners of leerlingen")]
Formaat = Annotated[
    str | None,
    Query(
        pattern=f"^({'|'.join(['json', *FORMATEN])})$",
        description=f"json of {', '.join(FORMATEN)}; anders volgens de Accept-header",
    ),
]


@router.get("/aansluiting", summary="Hoe goed passen twee indelingen op elkaar?", responses=_ANTWOORDEN)
def pair(
    view: Views,
    service: Services,
    settings: SettingsNow,
    request: Request,
    van: Annotated[str, Query(description="Eerste indeling", examples=["jeugdregio"])],
    naar: Annotated[str, Query(description="Tweede indeling", examples=["swv-po"])],
    gewicht: Gewichten = STANDAARD,
    gebied: Annotated[str, Query(description="Alleen dit gebied, deze gemeente of vestiging: id, code of naam")] = "",
    vergelijk_met: Annotated[
        date | None, Query(alias="vergelijkMet", description="Een andere dag om mee te vergelijken")
    ] = None,
    formaat: Formaat = None,
) -> Any:
    for field, code in (("van", van), ("naar", naar)):
        with weigert(field):
            vind_indeling(code, view.snapshot)
    tot = service.view(vergelijk_met) if vergelijk_met else None
    with weigert("gebied"):
        found = aansluiting.paar(van, naar, gewicht, view, gebied=gebied, tot=tot)
    return _antwoord(found, formaat, request, settings.basis)


@router.get("/aansluiting/overzicht", summary="Alle indelingen met elkaar: de landelijke tabel", responses=_ANTWOORDEN)
def overview(
    view: Views,
    settings: SettingsNow,
    request: Request,
    gewicht: Gewichten = STANDAARD,
    formaat: Formaat = None,
) -> Any:
    return _antwoord(aansluiting.landelijk(gewicht, view), formaat, request, settings.basis)


@router.get(
    "/{meervoud}/{code}/indelingen",
    summary="Een gemeente, gebied of vestiging in alle indelingen, met de tafels en de drie niveaus",
    responses=_ANTWOORDEN,
)
def profile(
    meervoud: Annotated[str, Path(description="Bijvoorbeeld gemeenten, samenwerkingsverbanden of vestigingen")],
    code: Annotated[str, Path(description="De code", examples=["GM0546"])],
    view: Views,
    settings: SettingsNow,
    request: Request,
    gewicht: Gewichten = STANDAARD,
    formaat: Formaat = None,
) -> Any:
    kind = kind_of(meervoud)
    node_id = f"{kind.voorvoegsel}:{code}"
    if kind.naam not in {*soorten(), "Vestiging"} or node_id not in view.snapshot.nodes:
        raise ApiError(404, f"“{node_id}” is op deze dag geen gebied of vestiging; zoek met /v1/zoek?q=.")
    with weigert("code"):
        found = aansluiting.van_gebied(node_id, gewicht, view)
    return _antwoord(found, formaat, request, settings.basis)


def _antwoord(found: Antwoord, formaat: str | None, request: Request, basis: str) -> Any:
    chosen = formaat or gewenst(request.headers.get("accept", ""), FORMATEN)
    if chosen == "json":
        return found.json()
    rapport = found.rapport()
    name = f"{rapport.bestandsnaam}-{rapport.peildatum}.{chosen}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Vary": "Accept"}
    content = FORMATEN[chosen].schrijf(rapport, found.tabel(), adres_op(basis))
    return Response(content, media_type=FORMATEN[chosen].mime, headers=headers)
