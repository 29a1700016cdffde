"""Errors as pages, for people with a browser. Nothing here repeats what was sent: it may be a pupil."""

from __future__ import annotations

import re
from datetime import date

from fastapi import Request, Response

from app.web.pagina import MENU, Kader, dag_uit_tekst, toon
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

_OOGO = re.compile(r"(PO|VO|GM)[0-9]{4}")
_TITLES = {
    403: "Dit verzoek is geweigerd",
    404: "Deze pagina is er niet",
    405: "Dit kan hier niet",
    413: "Dit is te groot",
    422: "Dat adres klopt niet",
    429: "Even wachten",
    503: "De gegevens zijn er even niet",
}


def wil_pagina(request: Request) -> bool:
    """Whether the one who asks is a person with a browser, on a path that is not the API."""
    return not request.url.path.startswith("/v1") and "text/html" in request.headers.get("accept", "")


def voor_lezers(error: SpeelveldError) -> str:
    """What is wrong, for who has a search box instead of a command line."""
    way_out = "Zoek hierboven op naam of code." if "zoek”" in error.herstel else error.herstel
    return str(SpeelveldError(error.wat, waarom=error.waarom, herstel=way_out))


_NO_STORE = {"Cache-Control": "no-store"}
_BIJ_KNOOP = ("", "netwerk", "indelingen")


def _pad(request: Request) -> str:
    """The path, for the form with which another day is chosen; the front page when it is not one of ours."""
    first, code, rest = [*request.url.path.strip("/").split("/", 2), "", ""][:3]
    kind = load_schema().by_plural.get(first)
    if kind and rest in _BIJ_KNOOP and (not code or kind.codepatroon.fullmatch(code)):
        return request.url.path
    if first == "oogo" and not rest and _OOGO.fullmatch(code):
        return request.url.path
    return f"/{first}" if f"/{first}" in dict(MENU) else "/"


def foutpagina(request: Request, status: int, detail: str) -> Response:
    """The page of a refusal."""
    today = date.today()
    chosen = dag_uit_tekst(request.query_params.get("peildatum", ""))
    kader = Kader(_pad(request), today, chosen or today, gekozen=chosen is not None)
    titel = _TITLES.get(status, "Er ging iets mis")
    return toon(kader, "fout.html", status, _NO_STORE, titel=titel, detail=detail, soort=status, zoek_boven=True)
