"""The map as GeoJSON: the divisions, the schools, and the land of any one area.

Longitude and latitude in WGS84 (`Content-Crs`: CRS84). An answer names its version (`ETag`): who has it gets 304.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from app import __version__, weergave
from app.api.basis import SettingsNow, Views, kind_of, weigert
from app.kaart import kaartbeeld
from app.service import View
from queries.indeling import indelingen
from queries.kaart.beeld import scholen
from viz.adres import uri
from viz.kaart import collectie, geometrie, herkomst, scholen_collectie, titel

router = APIRouter()

Gebied = Annotated[
    str, Query(description="Alleen wat in dit gebied ligt, zoals swv:PO2711 of gemeente:GM0396", max_length=100)
]
_CRS84 = "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
_TYPE = "application/geo+json"
_GEOJSON: dict[int | str, dict[str, Any]] = {200: {"content": {_TYPE: {}}}}
_MOST = 64
_kept: dict[str, bytes] = {}
"""The last answers, packed, by their version: some 40 kB each."""


@router.get("/kaart", summary="De indelingen waarvan een kaart te maken is")
def divisions(view: Views, settings: SettingsNow) -> dict[str, Any]:
    return {
        "indelingen": [
            {"code": code, "titel": item.titel, "soort": item.soort, "kaart": f"{settings.basis}/v1/kaart/{code}"}
            for code, item in indelingen(view.snapshot).items()
        ]
    }


@router.get("/kaart/scholen", summary="Alle scholen als punten (GeoJSON)", responses=_GEOJSON)
def schools(request: Request, view: Views, gebied: Gebied = "") -> Response:
    def content() -> dict[str, Any]:
        with weigert("gebied"):
            uitsnede = view.kaart.uitsnede(gebied) if gebied else None
        return scholen_collectie(scholen(view.kaart, uitsnede))

    return _answer(request, view, content)


@router.get("/kaart/{indeling}", summary="Alle gebieden van een indeling (GeoJSON)", responses=_GEOJSON)
def division(
    request: Request,
    view: Views,
    indeling: Annotated[str, Path(description="Een code van /v1/kaart, zoals swv-po of jeugdregio")],
    gebied: Gebied = "",
) -> Response:
    def content() -> dict[str, Any]:
        with weigert("indeling", 404):
            view.kaart.laag(indeling)
        with weigert("gebied"):
            found = kaartbeeld(view, indeling, gebied=gebied)
        return collectie(found.laag) | {
            "titel": titel(found),
            "peildatum": found.peildatum.isoformat(),
            "herkomst": herkomst(found.grenzen),
            "bronnen": [weergave.bron(item) for item in found.leveringen],
        }

    return _answer(request, view, content)


@router.get(
    "/{meervoud}/{code}/geometrie",
    summary="Waar een gemeente, samenwerkingsverband, regio, postcodegebied of vestiging ligt (GeoJSON)",
    responses=_GEOJSON,
)
def geometry(request: Request, view: Views, settings: SettingsNow, meervoud: str, code: str) -> Response:
    node_id = f"{kind_of(meervoud).voorvoegsel}:{code}"

    def content() -> dict[str, Any]:
        school = next((item for item in view.kaart.scholen if item.id == node_id), None)
        if school is not None:
            naam, hoe = school.naam, "De plaats die het register noemt."
            shape: dict[str, Any] = {"type": "Point", "coordinates": [school.lon, school.lat]}
        else:
            with weigert("code", 404):
                found = view.kaart.uitsnede(node_id)
            naam, hoe = found.naam, herkomst(view.kaart.officieel(found.pc4))
            shape = geometrie(found.vlak)
        properties = {"id": node_id, "naam": naam, "uri": uri(node_id, settings.basis), "herkomst": hoe}
        return {"type": "Feature", "id": node_id, "properties": properties, "geometry": shape}

    return _answer(request, view, content)


def _answer(request: Request, view: View, content: Callable[[], dict[str, Any]]) -> Response:
    """The content as GeoJSON, packed when the client takes that; 304 when it has this version already."""
    tag = _tag(request, view)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Content-Crs": _CRS84}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    packed = _kept.get(tag)
    if packed is None:
        text = json.dumps(content(), ensure_ascii=False, separators=(",", ":"))
        packed = _kept[tag] = gzip.compress(text.encode(), 6)
        if len(_kept) > _MOST:
            _kept.pop(next(iter(_kept)), None)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=_TYPE, headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed), media_type=_TYPE, headers=headers)


def _tag(request: Request, view: View) -> str:
    """Names what an answer depends on: the program, the path and question, the day and the deliveries."""
    deliveries = [(item.id, item.sha256, item.importer) for item in view.snapshot.leveringen.values()]
    said = (__version__, request.url.path, request.url.query, view.snapshot.peildatum.isoformat(), deliveries)
    return f'W/"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'
