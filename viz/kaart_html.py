"""A map as a part of a page, and as one file that works offline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from queries.indeling import Indeling
from queries.kaart.beeld import Beeld
from queries.kaart.gebieden import ONBEKEND, School
from viz import maplibre
from viz.bestand import eigen_bestand, los_bestand
from viz.html import stijl, tabel_fragment
from viz.kaart import (
    ONBEKEND_ID,
    bronnen,
    collectie,
    herkomst,
    kader,
    ontbrekend,
    scholen_collectie,
    tabel,
    titel,
    uitsnede_feature,
    volgorde,
    zonder_gebied,
)
from viz.kaart_svg import tekening
from viz.kleuren import GRIJS, KLEUREN
from viz.rapport import Verwijzing
from viz.sjablonen import SJABLONEN

SCRIPTS = ("kaart.js", "tabel.js")
STIJLEN = ("rapport.css", "beeld.css", "kaart.css")
"""Files of viz/static that a page with a map needs; before the scripts it needs `maplibre.script()`."""


def _nergens(_node: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Where the script finds what it draws: addresses of GeoJSON, or the GeoJSON itself; None for what is not drawn.

    scholen: fetched when the reader zooms in. schoolpagina: the address of the page of a school, with `{code}` in it.
    werker: the address of `maplibre.worker()`, for a page whose policy allows no worker of its own making.
    """

    laag: str | Mapping[str, Any]
    over: str | Mapping[str, Any] | None = None
    gebied: str | Mapping[str, Any] | None = None
    scholen: str | Mapping[str, Any] | None = None
    schoolpagina: str = ""
    werker: str = ""


@dataclass(frozen=True, slots=True)
class Keuze:
    """The form with which a reader chooses another map; without JavaScript a button sends it.

    actie: the address to which it goes, with `indeling` and `over`. groepen: the divisions under each
    heading. velden: what stays as it is, such as the peildatum.
    """

    actie: str
    groepen: Mapping[str, Sequence[Indeling]]
    velden: Mapping[str, str] = field(default_factory=dict)


def fragment(
    beeld: Beeld,
    gegevens: Gegevens,
    *,
    pagina: Callable[[str], str] = _nergens,
    keuze: Keuze | None = None,
    adres_onthoudt: bool = True,
    anker: str = "kaart",
) -> Markup:
    """The map, its legend, what must be said with it, and the same as a table, for a page with STIJLEN and SCRIPTS.

    There is no script to run and no style attribute in it. pagina: the address of the page of an area. adres_onthoudt:
    the address of the page tells what part of the map is seen (`#zoom/lat/lon`); for one map on a page at most. anker:
    the beginning of ids that are free on the page.
    """

    def adres(item: Verwijzing) -> str:
        return pagina(item.id) if item.id else item.url

    return Markup(  # noqa: S704  # our own template, which escapes
        SJABLONEN.get_template("kaart.html").render(
            beeld=beeld,
            keuze=keuze,
            gegevens=_json(_data(beeld, gegevens, onthoudt=adres_onthoudt)),
            herkomst=herkomst(beeld.grenzen),
            ontbrekend=ontbrekend(beeld),
            kleuren=range(4),
            onbekend=zonder_gebied(beeld.laag.indeling)
            if any(item.id == ONBEKEND and item.vlak for item in beeld.laag.gebieden)
            else "",
            scholen=gegevens.scholen is not None,
            leeg=kader(beeld) is None,
            voorladen=[item for item in (gegevens.laag, gegevens.over, gegevens.gebied) if isinstance(item, str)],
            anker=anker,
            tekening=tekening(beeld, pagina),
            tabel=tabel_fragment(tabel(beeld), adres=adres, anker=f"{anker}-tabel"),
            bronnen=tabel_fragment(bronnen(beeld), adres=adres, anker=f"{anker}-bronnen"),
        )
    )


def bestand(beeld: Beeld, scholen: Iterable[School], *, pagina: Callable[[str], str] = _nergens) -> str:
    """The map as one file: picture, table, peildatum, how exact it is, sources with their licences."""
    gegevens = Gegevens(
        collectie(beeld.laag),
        collectie(beeld.over) if beeld.over else None,
        uitsnede_feature(beeld.uitsnede) if beeld.uitsnede else None,
        scholen_collectie(scholen),
    )
    return los_bestand(
        titel(beeld),
        "Kaart",
        beeld.peildatum,
        fragment(beeld, gegevens, pagina=pagina),
        scripts=[maplibre.script(), *(eigen_bestand(naam) for naam in SCRIPTS)],
        stijlen=[stijl(), *(eigen_bestand(naam) for naam in STIJLEN[1:])],
        toegestaan=["worker-src blob:"],
    )


def _data(beeld: Beeld, gegevens: Gegevens, *, onthoudt: bool) -> dict[str, Any]:
    return {
        "laag": gegevens.laag,
        "over": gegevens.over,
        "gebied": gegevens.gebied,
        "scholen": gegevens.scholen,
        "schoolpagina": gegevens.schoolpagina,
        "werker": gegevens.werker,
        "kader": kader(beeld),
        "kleuren": KLEUREN,
        "grijs": GRIJS,
        "rijen": [item.id or ONBEKEND_ID for item in volgorde(beeld.laag)],
        "onthoudt": onthoudt,
    }


def _json(content: Mapping[str, Any]) -> Markup:
    """JSON that can stand within a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704  # escaped
