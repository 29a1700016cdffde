"""The HTTP API (NLGov REST API Design Rules): `/v1`, plural Dutch nouns, camelCase, problem+json."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from app import __version__, weergave
from app.service import Service, View
from app.settings import Settings
from ontology.errors import SpeelveldError
from ontology.rules import load_law
from ontology.schema import NodeType, load_schema
from queries.wie.vraag import Vraag, VraagFout, dutch

MAX_BODY = 64 * 1024
"""Bytes; a question is some hundreds of bytes."""

_DESCRIPTION = """Wie is verantwoordelijk voor deze leerling, wie zit aan tafel, en waar wringen de grenzen.

Alle paden nemen `peildatum` (JJJJ-MM-DD, standaard vandaag). Fouten zijn `application/problem+json`.
Een leerling wordt nergens bewaard: een vraag gaat met POST en bestaat alleen zolang het antwoord duurt.
"""


class ApiError(SpeelveldError):
    """A refusal with an HTTP status."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


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
    app.include_router(_router(), prefix="/v1")
    app.get("/id/{soort}/{code}", include_in_schema=False)(_resource)
    app.get("/", include_in_schema=False)(lambda: RedirectResponse("/v1/"))
    _errors(app)
    app.middleware("http")(_guard)
    return app


# -- what every request needs


def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


Services = Annotated[Service, Depends(_service)]
SettingsNow = Annotated[Settings, Depends(_settings)]
Peildatum = Annotated[
    date | None, Query(description="De dag waarop het antwoord geldt; standaard vandaag", examples=["2026-11-21"])
]


def _view(service: Services, peildatum: Peildatum = None) -> View:
    return service.view(peildatum or date.today())


Views = Annotated[View, Depends(_view)]


async def _guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
    """Refuse bodies that no question needs; headers of the API rules and of safety on every answer."""
    length = request.headers.get("content-length", "0")
    if request.method == "POST" and (
        not length.isdigit() or int(length) > MAX_BODY or "content-length" not in request.headers
    ):
        response: Response = _problem(413, f"De vraag is te groot: hoogstens {MAX_BODY} bytes, met een Content-Length.")
    else:
        try:
            response = await call(request)
        except Exception as error:  # caught here: the server would log it, with a text that may hold a pupil
            logging.getLogger("speelveld").error("onverwachte fout bij %s: %s", request.url.path, type(error).__name__)
            response = _problem(
                500, "Er ging iets mis dat niet had mogen gebeuren. Probeer het opnieuw, of meld het aan de makers."
            )
    response.headers["API-Version"] = __version__
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response


# -- errors


_TITLES = {
    400: "Onjuist verzoek",
    404: "Niet gevonden",
    405: "Niet toegestaan",
    413: "Te groot",
    422: "De vraag klopt niet",
    500: "Interne fout",
    503: "Niet beschikbaar",
}


def _problem(status: int, detail: str, velden: list[tuple[str, str]] | None = None) -> JSONResponse:
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(status, "Fout"),
        "status": status,
        "detail": detail,
    }
    if velden:
        content["invalidParams"] = [{"name": veld, "reason": melding} for veld, melding in velden]
    return JSONResponse(content, status, media_type="application/problem+json")


def _errors(app: FastAPI) -> None:
    """One table of exception handlers. None of them repeats what was sent: it may be a pupil."""

    @app.exception_handler(RequestValidationError)
    def validation(_request: Request, error: RequestValidationError) -> JSONResponse:
        velden = [(field.removeprefix("query."), text) for field, text in dutch(error.errors())]
        return _problem(422, "; ".join(f"{veld}: {melding}" if veld else melding for veld, melding in velden), velden)

    @app.exception_handler(VraagFout)
    def question(_request: Request, error: VraagFout) -> JSONResponse:
        return _problem(422, str(error), list(error.velden))

    @app.exception_handler(ApiError)
    def problem(_request: Request, error: ApiError) -> JSONResponse:
        return _problem(error.status, str(error))

    @app.exception_handler(SpeelveldError)
    def unavailable(_request: Request, error: SpeelveldError) -> JSONResponse:
        return _problem(503, str(error))

    @app.exception_handler(StarletteHTTPException)
    def http(_request: Request, error: HTTPException) -> JSONResponse:
        texts = {404: "Dit pad bestaat niet; zie /v1/openapi.json.", 405: "Deze methode kan hier niet."}
        return _problem(error.status_code, texts.get(error.status_code, "Dit verzoek kan niet worden behandeld."))


# -- paths


def _router() -> APIRouter:
    router = APIRouter()

    @router.get("/", summary="Wat hier te vinden is")
    def start(settings: SettingsNow) -> dict[str, Any]:
        plurals = sorted(load_schema().by_plural)
        paths = ["verantwoordelijkheden", "zoek", "regels", "bronnen", "gezondheid", "openapi.json", *plurals]
        return {"titel": "Speelveld", "versie": __version__, "paden": [f"{settings.basis}/v1/{path}" for path in paths]}

    @router.post("/verantwoordelijkheden", summary="Wie is verantwoordelijk voor deze leerling?")
    def responsibilities(vraag: Vraag, service: Services, settings: SettingsNow) -> dict[str, Any]:
        view = service.view(vraag.peildatum)
        return weergave.antwoorden(view.wie(vraag), view.snapshot, load_law(), settings.basis)

    @router.get("/zoek", summary="Zoek op naam of code")
    def search(
        view: Views,
        settings: SettingsNow,
        q: Annotated[str, Query(min_length=1, max_length=100, description="Naam of code")],
        aantal: Annotated[int, Query(ge=1, le=100)] = 20,
    ) -> dict[str, Any]:
        return {"treffers": [weergave.treffer(item, settings.basis) for item in view.zoeker.zoek(q, aantal)]}

    @router.get("/regels", summary="De wet zoals het programma die kent")
    def rules() -> dict[str, Any]:
        return {"regels": [weergave.regel(rule) for rule in load_law().rules]}

    @router.get("/regels/{id}", summary="Een regel, met al zijn versies")
    def rule(id: Annotated[str, Path(description="Nummer van de regel, zoals B01")]) -> dict[str, Any]:  # noqa: A002
        versions = [weergave.regel(item) for item in load_law().rules if item.id == id]
        if not versions:
            raise ApiError(404, "Deze regel bestaat niet; zie /v1/regels.")
        return {"id": id, "versies": versions}

    @router.get("/bronnen", summary="Wat er is geladen, met licentie en ouderdom")
    def sources(view: Views) -> dict[str, Any]:
        return {"bronnen": [weergave.levering(item, date.today()) for item in view.snapshot.leveringen.values()]}

    @router.get("/gezondheid", summary="Werkt de dienst?")
    def health(service: Services, response: Response) -> dict[str, Any]:
        try:
            view = service.view(date.today())
        except SpeelveldError as error:
            response.status_code = 503
            return {"status": "niet-beschikbaar", "melding": str(error)}
        found = view.snapshot
        return {
            "status": "verouderd" if service.storing else "goed",
            "melding": service.storing or None,
            "gegevens": weergave.gegevensdatum(found.leveringen.values()),
            "versie": found.versie,
            "knopen": len(found.nodes),
        }

    @router.get("/{meervoud}", summary="Alle gemeenten, samenwerkingsverbanden, vestigingen, ...")
    def listing(
        meervoud: Annotated[str, Path(description="Bijvoorbeeld gemeenten of samenwerkingsverbanden")],
        view: Views,
        settings: SettingsNow,
        pagina: Annotated[int, Query(ge=1)] = 1,
        paginagrootte: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> dict[str, Any]:
        if meervoud == "verantwoordelijkheden":
            raise ApiError(405, "Stel deze vraag met POST: een leerling hoort niet in een adres.")
        kind = _kind(meervoud)
        found = sorted(view.snapshot.of_type(kind.naam), key=lambda node: node.id)
        first = (pagina - 1) * paginagrootte
        here = f"{settings.basis}/v1/{meervoud}?peildatum={view.snapshot.peildatum}&paginagrootte={paginagrootte}"
        more = first + paginagrootte < len(found)
        return {
            "totaal": len(found),
            "pagina": pagina,
            "volgende": f"{here}&pagina={pagina + 1}" if more else None,
            "vorige": f"{here}&pagina={pagina - 1}" if pagina > 1 else None,
            meervoud: [weergave.knoop(node, settings.basis) for node in found[first : first + paginagrootte]],
        }

    @router.get("/{meervoud}/{code}", summary="Een gemeente, samenwerkingsverband, vestiging, ... met zijn relaties")
    def single(meervoud: str, code: str, view: Views, settings: SettingsNow) -> dict[str, Any]:
        kind = _kind(meervoud)
        return _node(f"{kind.voorvoegsel}:{code}", view, settings)

    return router


def _kind(meervoud: str) -> NodeType:
    """The node type of a path."""
    known = load_schema().by_plural
    if meervoud not in known:
        raise ApiError(404, f"“{meervoud}” bestaat niet; kies uit {', '.join(sorted(known))}.")
    return known[meervoud]


def _node(node_id: str, view: View, settings: Settings) -> dict[str, Any]:
    found = weergave.knoop_met_relaties(node_id, view.snapshot, settings.basis)
    if found is None:
        raise ApiError(404, f"“{node_id}” is niet bekend; zoek met /v1/zoek?q=.")
    return found


def _resource(soort: str, code: str) -> RedirectResponse:
    """A resource URI leads to its description."""
    kind = load_schema().by_prefix.get(soort)
    if kind is None:
        raise ApiError(404, "Dit bestaat niet; zie /v1/.")
    return RedirectResponse(f"/v1/{kind.meervoud}/{code}", 303)
