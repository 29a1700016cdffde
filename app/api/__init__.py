"""The HTTP API (NLGov REST API Design Rules): `/v1`, plural Dutch nouns, camelCase, problem+json.

Each module of this folder holds the paths of one subject. The pages of app.web stand beside it in one application.
"""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.middleware.gzip import GZipMiddleware

from app import __version__
from app.api import aansluiting, kaart, knopen, oogo, stelsel, verbanden, wie, wijzigingen, zoek
from app.api.basis import ApiError
from app.api.fouten import Guard, add_handlers
from app.limiet import Limiet
from app.service import Service
from app.settings import Settings
from app.web import add_pages
from app.web.fouten import wil_pagina
from ontology.schema import load_schema

_DESCRIPTION = """Wie is verantwoordelijk voor deze leerling, wie zit aan tafel, en waar wringen de grenzen.

Alle paden nemen `peildatum` (JJJJ-MM-DD, standaard vandaag). Fouten zijn `application/problem+json`.
Een leerling wordt nergens bewaard: een vraag gaat met POST en bestaat alleen zolang het antwoord duurt.
"""


def create_app(service: Service, settings: Settings) -> FastAPI:
    """The application; nothing is read from disk or the network until the first question."""
    app = FastAPI(
        title="Speelveld",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # the usual page loads scripts from elsewhere
        redoc_url=None,
    )
    app.state.service, app.state.settings = service, settings
    for module in (
        stelsel,
        wie,
        zoek,
        aansluiting,
        oogo,
        verbanden,
        wijzigingen,
        kaart,
        knopen,
    ):  # the last one takes any word
        app.include_router(module.router, prefix="/v1")
    app.get("/id/{soort}/{code}", include_in_schema=False)(_resource)
    add_pages(app)
    add_handlers(app)
    app.middleware("http")(Guard(Limiet(settings.limiet, settings.limiet * 10)))
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    return app


def _resource(soort: str, code: str, request: Request) -> RedirectResponse:
    """A resource URI leads to its description: a page for a browser, else the API."""
    kind = load_schema().by_prefix.get(soort)
    if kind is None or not kind.codepatroon.fullmatch(code):
        raise ApiError(404, "Dit bestaat niet; zie /v1/.")
    start = "" if wil_pagina(request) else "/v1"
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{start}/{kind.meervoud}/{code}{query}", 303, headers={"Vary": "Accept"})
