"""The map of the Netherlands, or of one area, with the same as a table."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.basis import ApiError
from app.kaart import kaartbeeld, kaartdeel
from app.web.bestanden import statisch
from app.web.fouten import voor_lezers
from app.web.pagina import GET, POLICY, Pagina, Paginas, toon
from ontology.errors import SpeelveldError
from ontology.schema import load_schema
from queries.kaart.beeld import Beeld
from viz.kaart import titel
from viz.kaartje import ligging, overzicht

router = APIRouter()
_POLICY = POLICY.replace("img-src 'self'", "img-src 'self' data:") + "; worker-src 'self'"
"""MapLibre GL works in a second thread, and tries with a small picture of its own what the browser can show."""

Keuze = Annotated[str, Query(max_length=100)]


@router.api_route("/kaart", methods=GET)
def kaart(p: Paginas, indeling: Keuze = "", over: Keuze = "", gebied: Keuze = "") -> Response:
    """A division in colours, the borders of a second one over it, whole or within one area."""
    found = _beeld(p, indeling, over, gebied)
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


@router.api_route("/kaart/plaatje.svg", methods=GET)
def klein(p: Paginas, indeling: Keuze = "", over: Keuze = "", gebied: Keuze = "") -> Response:
    """The same map as a small picture."""
    return _plaatje(overzicht(_beeld(p, indeling, over, gebied)))


@router.api_route("/{meervoud}/{code}/ligging.svg", methods=GET)
def waar(meervoud: str, code: str, p: Paginas) -> Response:
    """Where an area, or the postcode area of a vestiging, lies in the country."""
    kind = load_schema().by_plural.get(meervoud)
    node_id = f"{kind.voorvoegsel}:{code}" if kind else ""
    if kind and kind.naam == "Vestiging":
        node_id = next((item.naar for item in p.snapshot.out(node_id, "IN_PC4")), "")
    try:
        found = p.view.kaart.uitsnede(node_id)
    except SpeelveldError as error:
        raise ApiError(404, str(error)) from None
    return _plaatje(ligging(p.view.kaart.laag("provincie"), found.vlak))


def _beeld(p: Pagina, indeling: str, over: str, gebied: str) -> Beeld:
    try:
        return kaartbeeld(p.view, indeling, over, gebied)
    except SpeelveldError as error:
        raise ApiError(422, voor_lezers(error)) from None


def _plaatje(svg: str) -> Response:
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})
