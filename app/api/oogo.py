"""Question 2: the preparation file for a consultation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Query, Response

from app import oogo_weergave
from app.api.basis import ApiError, Peildatum, Services, SettingsNow
from ontology.rules import load_law
from queries.oogo.dossier import GeenDossier
from viz.oogo import rapport

router = APIRouter()
Formaat = Literal["json", "html", "docx", "xlsx"]
_OTHER: dict[str, dict[str, str]] = {media: {} for media, _ in oogo_weergave.FORMATEN.values()}


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
    chosen = formaat or _accepted(accept)
    media, make = oogo_weergave.FORMATEN[chosen]
    headers = {"Vary": "Accept"}
    if chosen != "json":
        name = rapport(found, snapshot, load_law()).bestandsnaam
        headers["Content-Disposition"] = f'attachment; filename="{name}.{chosen}"'
    return Response(make(found, snapshot, load_law(), settings.basis), media_type=media, headers=headers)


def _accepted(accept: str) -> str:
    """The first format that the client accepts; JSON when it names none of them."""
    media_types = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    known = {media: name for name, (media, _) in oogo_weergave.FORMATEN.items()}
    return next((known[item] for item in media_types if item in known), "json")
