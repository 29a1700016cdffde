"""Question 2: the preparation file for a consultation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import JSONResponse

from app.api.basis import ApiError, Peildatum, Services, SettingsNow
from app.oogo_weergave import BESTANDEN, als_json
from app.uitvoer import FORMATEN, gewenst
from ontology.rules import load_law
from queries.oogo.dossier import GeenDossier
from viz.adres import alleen_urls
from viz.oogo import rapport

router = APIRouter()
Formaat = Literal["json", "html", "docx", "xlsx"]
_OTHER: dict[str, dict[str, str]] = {FORMATEN[name].mime: {} for name in BESTANDEN}


@router.get(
    "/oogo/{code}",
    summary="Het dossier voor een OOGO: van een samenwerkingsverband (PO2704) of een gemeente (GM0396)",
    response_class=Response,
    responses={200: {"description": "Het dossier", "content": _OTHER}},
)
def dossier(
    service: Services,
    settings: SettingsNow,
    code: Annotated[str, Path(max_length=100, description="Code, id of exacte naam")],
    peildatum: Peildatum = None,
    vorigPlan: Annotated[  # noqa: N803 - the name of the parameter
        date | None, Query(description="De dag waarop het vorige plan inging; geeft uiterste data en wijzigingen")
    ] = None,
    formaat: Annotated[Formaat | None, Query(description="Het bestand; gaat voor op de header Accept")] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    view = service.view(peildatum or date.today())
    snapshot = view.snapshot
    if vorigPlan and vorigPlan > snapshot.peildatum:
        raise ApiError(422, "vorigPlan ligt na de peildatum.")
    earlier = service.view(vorigPlan).snapshot if vorigPlan else None
    try:
        found = view.oogo(code, vorigPlan, earlier)
    except GeenDossier as error:
        raise ApiError(404, str(error)) from None
    chosen = formaat or gewenst(accept, BESTANDEN)
    headers = {"Vary": "Accept"}
    if chosen == "json":
        return JSONResponse(als_json(found, snapshot, load_law(), settings.basis), headers=headers)
    document = rapport(found, snapshot, load_law())
    headers["Content-Disposition"] = f'attachment; filename="{document.bestandsnaam}.{chosen}"'
    content = FORMATEN[chosen].schrijf(document, next(document.tabellen()), alleen_urls)
    return Response(content, media_type=FORMATEN[chosen].mime, headers=headers)
