"""A `Rapport` as a page of the site: contents, chapters, and the same as a file to take home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from app.web.pagina import Pagina, toon
from viz.adres import Adres
from viz.html import fragment, inhoudsopgave
from viz.rapport import Rapport

NAMEN = {"docx": "Word", "xlsx": "Excel", "html": "Webpagina", "csv": "CSV", "json": "JSON"}
"""What people call the files that an answer can be."""


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file to download. naam: what people call the format."""

    naam: str
    adres: str


def bestanden(p: Pagina, pad: str, formaten: Sequence[str], **vraag: object) -> list[Bestand]:
    """The same answer as files, from the API; always of the day of the page."""
    day = p.peildatum.isoformat()
    return [Bestand(NAMEN[name], p.naar(pad, **vraag, peildatum=day, formaat=name)) for name in formaten]


def adres_in(p: Pagina) -> Adres:
    """Leads to the pages of the site, on the day of the page."""
    return lambda item: p.knoop(item.id) if item.id else item.url


def toon_verslag(p: Pagina, rapport: Rapport, sjabloon: str, heel: str | None = None, **inhoud: Any) -> Response:
    """A page with a report in it; sjabloon extends verslag.html.

    heel: the one long table that is shown with all its rows, by name; the others link to the page where they are. None:
    all are.
    """
    elders = None if heel is None else lambda item: "" if item.naam == heel else p.hier(tabel=item.naam)
    return toon(
        p,
        sjabloon,
        rapport=rapport,
        inhoudsopgave=inhoudsopgave(rapport),
        hoofdstukken=fragment(rapport, adres=adres_in(p), elders=elders),
        **inhoud,
    )
