"""What every page needs to know (the day, the data, where links lead), and how a template becomes a response."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import __version__, weergave, woorden
from app.api.basis import ApiError, Services
from app.service import Service, View
from app.web.bestanden import statisch
from graph.snapshot import Snapshot
from ontology.schema import load_schema
from viz.matrix import procent

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy: only our own files, nothing inline."""

MENU = (
    ("/wie", "Wie is verantwoordelijk?"),
    ("/oogo", "OOGO voorbereiden"),
    ("/aansluiting", "Grenzen vergelijken"),
    ("/kaart", "Kaart"),
    ("/overzicht", "Overzicht"),
    ("/regels", "Wet"),
    ("/bronnen", "Bronnen"),
    ("/help", "Help"),
)
ONDERAAN = (
    ("/help", "Help"),
    ("/over", "Over Speelveld en privacy"),
    ("/toegankelijkheid", "Toegankelijkheid"),
    ("/bronnen", "Bronnen en licenties"),
    ("/docs", "API voor andere systemen"),
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    # not no-referrer: then a browser names no origin with a form, and the check on it would refuse everyone
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-cache",
}

GET = ["GET", "HEAD"]
"""The methods of a page: some ask only whether it is there."""


@dataclass(frozen=True)
class Kader:
    """A page without data: its path, the state that stays in its address, and the day that was chosen.

    vraag: the parameters that belong to the page itself. gekozen: whether the address names the day. storing: why the
    data may be old, when the store cannot be reached.
    """

    pad: str
    vandaag: date
    peildatum: date
    gekozen: bool = False
    vraag: tuple[tuple[str, str], ...] = ()
    storing: str = ""

    def met(self, **vraag: object) -> Self:
        """The same page with its state; what is empty is left out."""
        return replace(self, vraag=tuple((name, str(value)) for name, value in vraag.items() if value))

    def met_paren(self, vraag: Iterable[tuple[str, str]]) -> Self:
        """The same page with its state, in which a name may stand more than once."""
        return replace(self, vraag=tuple(vraag))

    def naar(self, pad: str, **vraag: object) -> str:
        """The address of a page, on the same day unless `peildatum` says otherwise (empty: today)."""
        found = {name: str(value) for name, value in vraag.items() if value not in (None, "")}
        if self.gekozen and "peildatum" not in vraag:
            found["peildatum"] = self.peildatum.isoformat()
        return f"{quote(pad)}?{urlencode(found)}" if found else quote(pad)

    def hier(self, **vraag: object) -> str:
        """The address of this page, with other parameters."""
        return self.naar(self.pad, **(dict(self.vraag) | vraag))

    def knoop(self, node_id: str, deel: str = "") -> str:
        """The address of the page of a node, or of a part of it, such as `/netwerk`."""
        kind = load_schema().type_of(node_id)
        return self.naar(f"/{kind.meervoud}/{node_id.partition(':')[2]}{deel}")


@dataclass(frozen=True)
class Pagina(Kader):
    """A page with the data of its day."""

    view: View = field(kw_only=True)

    def plaatje(self, pad: str, **vraag: object) -> str:
        """The address of a picture that may be kept: it names its day and the version of the data."""
        return self.naar(pad, **vraag, peildatum=self.peildatum.isoformat(), versie=self.snapshot.versie)

    @property
    def snapshot(self) -> Snapshot:
        """The data of the day."""
        return self.view.snapshot


def dag_uit_tekst(text: str) -> date | None:
    """A day as people and browsers write it: `2026-11-21`, `21-11-2026` or `21/11/2026`; None when it is no day."""
    parts = text.strip().replace("/", "-").replace(".", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None


def get_kader(request: Request) -> Kader:
    """The page of a request; ApiError when the day in its address is no day."""
    today = date.today()
    text = request.query_params.get("peildatum", "").strip()
    chosen = dag_uit_tekst(text) if text else None
    if text and chosen is None:
        raise ApiError(422, "De peildatum is geen datum. Schrijf haar als jaar-maand-dag, zoals 2026-11-21.")
    return Kader(request.url.path, today, chosen or today, gekozen=chosen is not None)


Kaders = Annotated[Kader, Depends(get_kader)]


def pagina_van(kader: Kader, service: Service) -> Pagina:
    """The same page with the data of its day; SpeelveldError when there are none."""
    view = service.view(kader.peildatum)
    return Pagina(kader.pad, kader.vandaag, kader.peildatum, kader.gekozen, view=view, storing=service.storing)


def get_pagina(kader: Kaders, service: Services) -> Pagina:
    """The page of a request with its data."""
    return pagina_van(kader, service)


Paginas = Annotated[Pagina, Depends(get_pagina)]


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"menu": MENU, "onderaan": ONDERAAN}
    found.globals |= {"statisch": statisch, "versie": __version__, "schema": load_schema()}
    found.filters |= {
        "datum": woorden.datum,
        "voluit": woorden.datum_voluit,
        "getal": woorden.getal,
        "opsomming": woorden.opsomming,
        "zin": woorden.zin,
        "procent": procent,
    }
    return found


def toon(
    kader: Kader, sjabloon: str, status: int = 200, koppen: dict[str, str] | None = None, **inhoud: Any
) -> HTMLResponse:
    """A page from a template; koppen: headers that replace the usual ones."""
    data = weergave.gegevensdatum(kader.snapshot.leveringen.values()) if isinstance(kader, Pagina) else None
    text = _environment().get_template(sjabloon).render(p=kader, gegevens_van=data, **inhoud)
    return HTMLResponse(text, status, headers=HEADERS | (koppen or {}))
