"""What every path needs: the service, the settings, the view on the peildatum, and a refusal with a status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from app.service import Service, View
from app.settings import Settings
from ontology.errors import SpeelveldError
from ontology.schema import NodeType, load_schema


class ApiError(SpeelveldError):
    """A refusal with an HTTP status; veld: the parameter that is wrong, when it is one."""

    def __init__(self, status: int, detail: str, veld: str = "") -> None:
        super().__init__(detail)
        self.status, self.veld = status, veld


def get_service(request: Request) -> Service:
    """The service that `create_app` was given."""
    found: Service = request.app.state.service
    return found


def get_settings(request: Request) -> Settings:
    """The settings that `create_app` was given."""
    found: Settings = request.app.state.settings
    return found


Services = Annotated[Service, Depends(get_service)]
SettingsNow = Annotated[Settings, Depends(get_settings)]
Peildatum = Annotated[
    date | None, Query(description="De dag waarop het antwoord geldt; standaard vandaag", examples=["2026-11-21"])
]


def get_view(service: Services, peildatum: Peildatum = None) -> View:
    """The view on the peildatum of the request."""
    return service.view(peildatum or date.today())


Views = Annotated[View, Depends(get_view)]
Pagina = Annotated[int, Query(ge=1, description="Welke bladzij")]
Paginagrootte = Annotated[int, Query(ge=1, le=500, description="Hoeveel per bladzij")]


@contextmanager
def weigert(veld: str, status: int = 422) -> Iterator[None]:
    """What is refused inside is the fault of a parameter, not of the service."""
    try:
        yield
    except SpeelveldError as error:
        raise ApiError(status, str(error), veld) from None


def bestaande(node_id: str, view: View, veld: str, status: int = 422) -> str:
    """An id that the record knows, on the peildatum or another day."""
    if node_id not in view.snapshot.nodes and node_id not in view.snapshot.voormalig:
        raise ApiError(status, f"“{node_id}” is niet bekend; zoek het id met /v1/zoek?q=.", veld)
    return node_id


Item = TypeVar("Item")


def bladzij(
    found: Sequence[Item], pagina: int, paginagrootte: int, request: Request, settings: Settings, **vast: str
) -> tuple[Sequence[Item], dict[str, Any]]:
    """One page of a list, and what the answer says of it; vast: parameters that the links to other pages must carry."""
    first = (pagina - 1) * paginagrootte
    asked = [(name, value) for name, value in request.query_params.multi_items() if name not in {*vast, "pagina"}]

    def link(number: int) -> str:
        query = urlencode([*asked, *vast.items(), ("pagina", str(number))])
        return f"{settings.basis}{request.url.path}?{query}"

    return found[first : first + paginagrootte], {
        "totaal": len(found),
        "pagina": pagina,
        "volgende": link(pagina + 1) if first + paginagrootte < len(found) else None,
        "vorige": link(pagina - 1) if pagina > 1 else None,
    }


def kind_of(meervoud: str) -> NodeType:
    """The node type of a path."""
    known = load_schema().by_plural
    if meervoud not in known:
        raise ApiError(404, f"“{meervoud}” bestaat niet; kies uit {', '.join(sorted(known))}.")
    return known[meervoud]
