"""A `Rapport` as a page: whole, to keep, send or print, or only the body of it, for a page of the website."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import cast

from markupsafe import Markup

from viz.adres import Adres, alleen_urls, doel
from viz.breedte import afbreekbaar, is_breed, ruimten
from viz.cellen import GETALSOORTEN, bronregel, celtekst
from viz.indeling import begint_met_let_op, indeling
from viz.rapport import Opsomming, Rapport, Soort, Tabel, Verwijzing
from viz.sjablonen import SJABLONEN

Elders = Callable[[Tabel], str]
"""Where a table is shown with all its rows; an empty text: here."""

_MANY, _FIRST = 60, 40  # rows: of a table with more than the one, a page shows the other when the rest is elsewhere
_LONG = 24  # characters: a column of longer texts is kept from becoming narrow


def _headers(tabel: Tabel) -> list[tuple[str, str]]:
    """Of each column the class and the text of its header, which may be broken where it has to share a page."""
    wide = is_breed(tabel)
    found = []
    for kolom, ruimte in zip(tabel.kolommen, ruimten(tabel), strict=True):
        if kolom.soort in GETALSOORTEN:
            kind = "getal"
        elif ruimte.regel > _LONG:
            kind = "lang"
        else:
            kind = "datum" if kolom.soort is Soort.DATUM else ""
        found.append((kind, afbreekbaar(kolom.titel) if wide else kolom.titel))
    return found


SJABLONEN.globals |= {
    "bronregel": bronregel,
    "celtekst": celtekst,
    "begint_met_let_op": begint_met_let_op,
    "koppen": _headers,
    "eerste": _FIRST,
}
SJABLONEN.tests |= {
    "tabel": lambda item: isinstance(item, Tabel),
    "opsomming": lambda item: isinstance(item, Opsomming),
    "verwijzing": lambda item: isinstance(item, Verwijzing),
    "lijst": lambda item: isinstance(item, tuple) and len(item) > 0,
    "getalsoort": lambda soort: soort in GETALSOORTEN,
}


def naar_html(rapport: Rapport, *, adres: Adres = alleen_urls) -> str:
    """A page that needs nothing beside it: its style is within, and there is no script.

    adres: where a reference leads; only addresses with `http` or `https` become links.
    """
    style = stijl()
    return SJABLONEN.get_template("rapport.html").render(
        rapport=rapport,
        delen=indeling(rapport),
        doel=lambda item: doel(item, adres),
        elders=lambda _: "",
        stijl=Markup(style),  # noqa: S704  # our own file
        stijl_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def fragment(rapport: Rapport, *, adres: Adres, niveau: int = 2, elders: Elders | None = None) -> Markup:
    """The chapters, for a page that has `stijl()`, and above this a heading of niveau - 1.

    There is no script and no style attribute in it. adres may give an address within the site. elders: of a long table
    that is shown whole elsewhere only the first rows stand here, with a link to there; without it all tables are whole.
    """
    return _macro("hoofdstukken", adres, indeling(rapport), niveau, elders=elders)


def inhoudsopgave(rapport: Rapport, *, niveau: int = 2) -> Markup:
    """The contents of `fragment`, as a `nav` with a heading of that niveau."""
    return _macro("inhoudsopgave", alleen_urls, indeling(rapport), niveau)


def tabel_fragment(tabel: Tabel, *, adres: Adres, anker: str) -> Markup:
    """One table as in `fragment`; for the rest as there. anker: an id that is free on the page."""
    return _macro("losse_tabel", adres, tabel, anker)


def stijl() -> str:
    """The style sheet for all of these: `viz/static/rapport.css`."""
    return (files("viz") / "static" / "rapport.css").read_text(encoding="utf-8")


def _macro(name: str, adres: Adres, *arguments: object, elders: Elders | None = None) -> Markup:
    module = SJABLONEN.get_template("rapport_delen.html").make_module(
        {
            "doel": lambda item: doel(item, adres, binnen_site=True),
            "elders": lambda item: elders(item) if elders and len(item.rijen) > _MANY else "",
        }
    )
    return cast(Markup, getattr(module, name)(*arguments))
