"""Errors as pages, for people with a browser. Nothing here repeats what was sent: it may be a pupil."""

from __future__ import annotations

from datetime import date

from fastapi import Request, Response

from app.web.pagina import Kader, dag_uit_tekst, toon

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


def foutpagina(request: Request, status: int, detail: str) -> Response:
    """The page of a refusal."""
    today = date.today()
    chosen = dag_uit_tekst(request.query_params.get("peildatum", ""))
    kader = Kader("/fout", today, chosen or today, gekozen=chosen is not None)
    titel = _TITLES.get(status, "Er ging iets mis")
    return toon(kader, "fout.html", status, {"Cache-Control": "no-store"}, titel=titel, detail=detail, soort=status)
