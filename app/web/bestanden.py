"""The scripts, styles and pictures of the pages: ours and those of installed packages, no others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path, PurePath

from fastapi import APIRouter, Request, Response

import viz
from app.api.basis import ApiError
from viz import maplibre
from viz.netwerk_html import vis_network

router = APIRouter()

_SOORTEN = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_MAPPEN = (Path(__file__).parent / "static", Path(viz.__file__).parent / "static")


@cache
def _bronnen() -> Mapping[str, Callable[[], bytes]]:
    """What can be asked for, by name; nothing else on this computer can."""
    found: dict[str, Callable[[], bytes]] = {
        path.name: path.read_bytes for folder in _MAPPEN for path in folder.iterdir() if path.suffix in _SOORTEN
    }
    return found | {
        "vis-network.js": lambda: vis_network().read_bytes(),
        "maplibre-gl.js": lambda: maplibre.script().encode(),
        "maplibre-werker.js": lambda: maplibre.worker().encode(),
    }


@cache
def _inhoud(naam: str) -> bytes:
    return _bronnen()[naam]()


@cache
def statisch(naam: str) -> str:
    """The address of a file; it changes with the file, so that a browser may keep it for ever."""
    return f"/static/{naam}?v={hashlib.sha256(_inhoud(naam)).hexdigest()[:12]}"


@router.api_route("/static/{naam}", methods=["GET", "HEAD"])
def bestand(naam: str, request: Request) -> Response:
    """A file, which may be kept for ever when its address names its content."""
    if naam not in _bronnen():
        raise ApiError(404, "Dit bestand bestaat niet.")
    named = f"{request.url.path}?{request.url.query}" == statisch(naam)
    headers = {"Cache-Control": "public, max-age=31536000, immutable" if named else "no-cache"}
    return Response(_inhoud(naam), media_type=_SOORTEN[PurePath(naam).suffix], headers=headers)
