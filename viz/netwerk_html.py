"""A network as a part of a page, and as one file that works offline."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from viz.bestand import eigen_bestand, los_bestand
from viz.html import stijl, tabel_fragment
from viz.netwerk import (
    NERGENS,
    Adressen,
    Netwerk,
    bronnen,
    gegevens,
    keuzes,
    legenda,
    omschrijving,
    soort_van,
    tabel,
    weggelaten,
)
from viz.rapport import Verwijzing
from viz.sjablonen import SJABLONEN

# The shapes of vis-network in a square of 24, with the middle at 0, 0.
_VORMEN = {
    "dot": "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z",
    "square": "M-8 -8h16v16h-16z",
    "hexagon": "M9 0L4.5 7.8H-4.5L-9 0L-4.5 -7.8H4.5z",
    "diamond": "M0 -10L10 0L0 10L-10 0z",
    "triangle": "M0 -9L10 8H-10z",
    "star": "M0 -10L2.9 -3.1L10 -3.1L4.4 1.6L6.5 9L0 4.6L-6.5 9L-4.4 1.6L-10 -3.1L-2.9 -3.1z",
    "box": "M-10 -6h20v12h-20z",
}


@cache
def vis_network() -> Path:
    """The script of vis-network (Apache 2.0 or MIT) within the installed pyvis; it needs no style sheet of its own."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pyvis")
    return Path(spec.origin).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"


def fragment(beeld: Netwerk, *, adressen: Adressen = NERGENS, anker: str = "netwerk-tabel") -> Markup:
    """The picture, its legend and its table, for a page with `rapport.css` and `beeld.css`.

    The page loads, in this order and after the content: `vis_network()`, `netwerk.js` and `tabel.js` (both in
    viz/static). There is no script to run and no style attribute in it. anker: an id that is free on the page.
    """

    def adres(item: Verwijzing) -> str:
        return adressen.pagina(item.id) if item.id else item.url

    return Markup(  # noqa: S704  # our own template, which escapes
        SJABLONEN.get_template("netwerk.html").render(
            gegevens=gegevens(beeld, adressen),
            groeit=adressen.uitklappen(beeld.start.id) != "",
            legenda=legenda(beeld),
            omschrijving=omschrijving(beeld),
            tabellen=[
                tabel_fragment(tabel(beeld, adressen), adres=adres, anker=anker),
                tabel_fragment(bronnen(beeld), adres=adres, anker=f"{anker}-bronnen"),
            ],
            vormen=_VORMEN,
            weggelaten=weggelaten(beeld),
        )
    )


def formulier(
    beeld: Netwerk,
    actie: str,
    *,
    relaties: Collection[str] = (),
    diepte: int = 1,
    postcodes: bool = False,
    verborgen: Iterable[tuple[str, str]] = (),
) -> Markup:
    """What a reader can choose, as a form that works without JavaScript: how far, along what, postcode areas or not.

    It asks for `actie` with `relatie` (more than one), `diepte` and `postcodes`, as the API takes them, and with what
    verborgen holds. relaties: the chosen ones; none is all.
    """
    return Markup(  # noqa: S704  # our own template, which escapes
        SJABLONEN.get_template("netwerk_keuzes.html").render(
            actie=actie,
            keuzes=keuzes(beeld.start.type, diepte),
            gekozen=relaties,
            diepte=diepte,
            postcodes=postcodes,
            verborgen=verborgen,
        )
    )


def bestand(beeld: Netwerk) -> str:
    """The network as one file: picture, table, peildatum, sources with their licences."""
    return los_bestand(
        f"Netwerk van {beeld.start.naam}",
        soort_van(beeld.start),
        beeld.peildatum,
        fragment(beeld),
        scripts=[vis_network().read_text(encoding="utf-8"), eigen_bestand("netwerk.js"), eigen_bestand("tabel.js")],
        stijlen=[stijl(), eigen_bestand("beeld.css")],
    )
