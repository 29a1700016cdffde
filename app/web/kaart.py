"""The map of the Netherlands, or of one area, with the same as a table."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.basis import ApiError
from app.kaart import kaartbeeld, kaartdeel
from app.web.bestanden import statisch
from app.web.pagina import GET, POLICY, Paginas, toon
from ontology.errors import SpeelveldError
from viz.kaart import titel

router = APIRouter()
_POLICY = POLICY.replace("img-src 'self'", "img-src 'self' data:") + "; worker-src 'self'"
"""MapLibre GL works in a second thread, and tries with a small picture of its own what the browser can show."""

Keuze = Annotated[str, Query(max_length=100)]


@router.api_route("/kaart", methods=GET)
def kaart(p: Paginas, indeling: Keuze = "", over: Keuze = "", gebied: Keuze = "") -> Response:
    """A division in colours, the borders of a second one over it, whole or within one area."""
    try:
        found = kaartbeeld(p.view, indeling, over, gebied)
    except SpeelveldError as error:
        raise ApiError(422, str(error)) from None
    hidden = {"gebied": gebied, "peildatum": p.peildatum.isoformat() if p.gekozen else ""}
    part = kaartdeel(
        found,
        p.view,
        pagina=p.knoop,
        actie="/kaart",
        velden={name: value for name, value in hidden.items() if value},
        werker=statisch("maplibre-werker.js"),
        schoolpagina=p.naar("/vestigingen/CODE").replace("CODE", "{code}"),
    )
    return toon(
        p.met(indeling=indeling, over=over, gebied=gebied),
        "kaart.html",
        koppen={"Content-Security-Policy": _POLICY},
        titel=titel(found),
        gebied=found.uitsnede,
        kaart=part,
    )
