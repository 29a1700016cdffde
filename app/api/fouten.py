"""Errors as problem+json or as a page, and the guard around every request.

Nothing here repeats what was sent: it may be a pupil.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from app import __version__
from app.api.basis import ApiError
from app.limiet import Limiet
from app.web.fouten import foutpagina, wil_pagina
from ontology.errors import SpeelveldError
from queries.wie.vraag import VraagFout, dutch

MAX_BODY = 64 * 1024
"""Bytes; a question is some hundreds of bytes."""


MAX_ADDRESS = 2048
"""Signs of a path with its parameters."""


class Guard:
    """Refuse what no question needs and who asks too much; headers of the API rules and of safety on every answer."""

    def __init__(self, limiet: Limiet) -> None:
        self._limiet = limiet

    async def __call__(self, request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        """The answer of the application, or a refusal."""
        try:
            response = self._refusal(request) or await call(request)
        except Exception as error:  # caught here: the server would log it, with a text that may hold a pupil
            logging.getLogger("speelveld").error("onverwachte fout bij %s: %s", request.url.path, type(error).__name__)
            detail = "Er ging iets mis dat niet had mogen gebeuren. Probeer het opnieuw, of meld het aan de makers."
            response = refuse(request, 500, detail)
        headers = response.headers
        headers["API-Version"] = __version__
        headers["X-Content-Type-Options"] = "nosniff"
        headers.setdefault("Referrer-Policy", "no-referrer")
        headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        if request.method == "POST":
            headers["Cache-Control"] = "no-store"
        return response

    def _refusal(self, request: Request) -> Response | None:
        wait = self._limiet.wachten(request.client.host if request.client else "")
        if wait:
            response = refuse(request, 429, f"U vraagt te veel achter elkaar. Probeer het over {wait} s opnieuw.")
            response.headers["Retry-After"] = str(wait)
            return response
        if len(request.url.path) + len(request.url.query) > MAX_ADDRESS:
            return refuse(request, 414, f"Het adres is te lang: hoogstens {MAX_ADDRESS} tekens.")
        length = request.headers.get("content-length", "")
        if request.method == "POST" and not (length.isdigit() and int(length) <= MAX_BODY):
            return refuse(request, 413, f"De vraag is te groot: hoogstens {MAX_BODY} bytes, met een Content-Length.")
        return None


_TITLES = {
    400: "Onjuist verzoek",
    404: "Niet gevonden",
    405: "Niet toegestaan",
    413: "Te groot",
    414: "Adres te lang",
    422: "De vraag klopt niet",
    429: "Te veel verzoeken",
    500: "Interne fout",
    503: "Niet beschikbaar",
}


def problem(status: int, detail: str, velden: list[tuple[str, str]] | None = None) -> JSONResponse:
    """A refusal as problem+json; velden: the fields that are wrong, with what is wrong with each."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(status, "Fout"),
        "status": status,
        "detail": detail,
    }
    if velden:
        content["invalidParams"] = [{"name": veld, "reason": melding} for veld, melding in velden]
    return JSONResponse(content, status, media_type="application/problem+json")


def refuse(request: Request, status: int, detail: str, velden: list[tuple[str, str]] | None = None) -> Response:
    """A refusal: a page for a person with a browser, else problem+json."""
    return foutpagina(request, status, detail) if wil_pagina(request) else problem(status, detail, velden)


def add_handlers(app: FastAPI) -> None:
    """One table of exception handlers. None of them repeats what was sent: it may be a pupil."""

    @app.exception_handler(RequestValidationError)
    def validation(request: Request, error: RequestValidationError) -> Response:
        velden = [(field.removeprefix("query."), text) for field, text in dutch(error.errors())]
        detail = "; ".join(f"{veld}: {melding}" if veld else melding for veld, melding in velden)
        return refuse(request, 422, detail, velden)

    @app.exception_handler(VraagFout)
    def question(request: Request, error: VraagFout) -> Response:
        return refuse(request, 422, str(error), list(error.velden))

    @app.exception_handler(ApiError)
    def refusal(request: Request, error: ApiError) -> Response:
        return refuse(request, error.status, str(error), [(error.veld, error.wat)] if error.veld else None)

    @app.exception_handler(SpeelveldError)
    def unavailable(request: Request, error: SpeelveldError) -> Response:
        return refuse(request, 503, str(error))

    @app.exception_handler(StarletteHTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        texts = {404: "Dit pad bestaat niet; zie /v1/openapi.json.", 405: "Deze methode kan hier niet."}
        if wil_pagina(request):
            texts = {404: "Misschien is het adres verkeerd getypt of is de pagina verplaatst."}
        return refuse(
            request, error.status_code, texts.get(error.status_code, "Dit verzoek kan niet worden behandeld.")
        )
