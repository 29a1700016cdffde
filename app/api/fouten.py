"""Errors as problem+json, and the guard around every request. Nothing here repeats what was sent: it may be a pupil."""

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
from ontology.errors import SpeelveldError
from queries.wie.vraag import VraagFout, dutch

MAX_BODY = 64 * 1024
"""Bytes; a question is some hundreds of bytes."""


async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse bodies that no question needs; headers of the API rules and of safety on every answer."""
    length = request.headers.get("content-length", "0")
    if request.method == "POST" and (
        not length.isdigit() or int(length) > MAX_BODY or "content-length" not in request.headers
    ):
        response: Response = problem(413, f"De vraag is te groot: hoogstens {MAX_BODY} bytes, met een Content-Length.")
    else:
        try:
            response = await call(request)
        except Exception as error:  # caught here: the server would log it, with a text that may hold a pupil
            logging.getLogger("speelveld").error("onverwachte fout bij %s: %s", request.url.path, type(error).__name__)
            response = problem(
                500, "Er ging iets mis dat niet had mogen gebeuren. Probeer het opnieuw, of meld het aan de makers."
            )
    response.headers["API-Version"] = __version__
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response


_TITLES = {
    400: "Onjuist verzoek",
    404: "Niet gevonden",
    405: "Niet toegestaan",
    413: "Te groot",
    422: "De vraag klopt niet",
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


def add_handlers(app: FastAPI) -> None:
    """One table of exception handlers. None of them repeats what was sent: it may be a pupil."""

    @app.exception_handler(RequestValidationError)
    def validation(_request: Request, error: RequestValidationError) -> JSONResponse:
        velden = [(field.removeprefix("query."), text) for field, text in dutch(error.errors())]
        return problem(422, "; ".join(f"{veld}: {melding}" if veld else melding for veld, melding in velden), velden)

    @app.exception_handler(VraagFout)
    def question(_request: Request, error: VraagFout) -> JSONResponse:
        return problem(422, str(error), list(error.velden))

    @app.exception_handler(ApiError)
    def refusal(_request: Request, error: ApiError) -> JSONResponse:
        return problem(error.status, str(error), [(error.veld, error.wat)] if error.veld else None)

    @app.exception_handler(SpeelveldError)
    def unavailable(_request: Request, error: SpeelveldError) -> JSONResponse:
        return problem(503, str(error))

    @app.exception_handler(StarletteHTTPException)
    def http(_request: Request, error: HTTPException) -> JSONResponse:
        texts = {404: "Dit pad bestaat niet; zie /v1/openapi.json.", 405: "Deze methode kan hier niet."}
        return problem(error.status_code, texts.get(error.status_code, "Dit verzoek kan niet worden behandeld."))
