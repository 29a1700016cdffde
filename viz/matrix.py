"""Two divisions as a heat table: of each area of the one, the share that lies in each area of the other."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from viz.kruising import Kruising, Uitsnede, niet_getoond
from viz.sjablonen import SJABLONEN
from viz.woorden import getal

_TRAPPEN = (0.1, 0.25, 0.5, 0.75, 0.9995)
"""Where the next shade begins."""


@dataclass(frozen=True, slots=True)
class Vak:
    """A cell. tekst: the share, empty when the areas do not meet. trap: its shade, from 0 (nothing) to 6 (all)."""

    aandeel: float
    tekst: str
    uitleg: str
    trap: int


@dataclass(frozen=True, slots=True)
class Rij:
    """An area of van. gekozen: it was asked for."""

    naam: str
    gekozen: bool
    vakken: tuple[Vak, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table. kolommen: names, and if they were asked for. voet: the share of each column that the rows show."""

    titel: str
    uitleg: str
    kolommen: tuple[tuple[str, bool], ...]
    rijen: tuple[Rij, ...]
    voet: tuple[Vak, ...]
    weggelaten: str


def matrix(deel: Uitsnede) -> Matrix:
    """The heat table of two divisions."""
    kruising = deel.kruising
    kolommen = [(deel.naam(kolom), kolom in deel.gekozen) for kolom in deel.kolommen]
    if deel.rest_kolom:
        kolommen.append((f"andere {kruising.naar}", False))
    rijen = []
    for rij in deel.rijen:
        heel = deel.van_rij(rij)
        gewichten = [deel.gewicht(rij, kolom) for kolom in deel.kolommen]
        if deel.rest_kolom:
            gewichten.append(deel.rest_kolom.get(rij, 0.0))
        rijen.append(
            Rij(
                deel.naam(rij),
                rij in deel.gekozen,
                tuple(
                    _vak(gewicht, heel, f"van {deel.naam(rij)} in {naam}", kruising)
                    for gewicht, (naam, _) in zip(gewichten, kolommen, strict=True)
                ),
            )
        )
    voet = []
    for kolom in deel.kolommen if deel.rest_rij else ():
        heel = deel.van_kolom(kolom)
        getoond = heel - deel.rest_rij.get(kolom, 0.0)
        voet.append(_vak(getoond, heel, f"van {deel.naam(kolom)} in deze rijen", kruising))
    return Matrix(
        f"Welk deel van de {kruising.van} ligt in welke van de {kruising.naar}",
        f"Elke rij telt op tot 100% van de {kruising.eenheid} van dat gebied; hoe donkerder, hoe groter het deel.",
        tuple(kolommen),
        tuple(rijen),
        tuple(voet),
        niet_getoond(deel),
    )


def matrix_fragment(beeld: Matrix, anker: str = "matrix") -> Markup:
    """The table for a page with `rapport.css` and `beeld.css`; `tabel.js` makes it sortable. anker: a free id."""
    return Markup(SJABLONEN.get_template("matrix.html").render(beeld=beeld, anker=anker))  # noqa: S704  # escaped


def procent(aandeel: float) -> str:
    """A share as a whole percentage that does not say 0 or 100 when it is not; empty for nothing."""
    if aandeel <= 0:
        return ""
    if aandeel < 0.005:
        return "<1%"
    if 0.995 <= aandeel < 1 - 1e-9:
        return ">99%"
    return f"{getal(aandeel * 100)}%"


def _vak(gewicht: float, heel: float, waar: str, kruising: Kruising) -> Vak:
    aandeel = gewicht / heel if heel else 0.0
    trap = 0 if aandeel <= 0 else 1 + sum(aandeel >= grens for grens in _TRAPPEN)
    return Vak(aandeel, procent(aandeel), f"{kruising.aantal(gewicht)} {waar}" if gewicht else "", trap)
