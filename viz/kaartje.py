"""A small picture of where things lie: SVG without script or style, to be shown as an image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from queries.kaart.beeld import Beeld
from queries.kaart.gebieden import Gebied, Laag, grenslijnen
from viz.kaart import label
from viz.kleuren import kleurklassen
from viz.woorden import schoon

BREEDTE, HOOGTE = 300, 350
_WEST, _NOORD, _SCHAAL = 3.3, 53.62, 121.0
_PLAT = cos(radians(52.2))
"""How much shorter a degree of longitude is than one of latitude, in the middle of the country."""
_GROF = 0.006
"""Degrees: smaller bends in a border are left out."""
_LAND, _LIJN, _AAN, _RAND = "#cddae6", "#ffffff", "#c7511f", "#7d2c0c"
_TINTEN = ("#6f9fcb", "#9dbfdf", "#c3d8ec", "#4f84b6", "#86afd5", "#b2cce6")
_KLEIN = 14
"""An area that is smaller than this, in units of the picture, gets a ring around it."""
_OVER, _OM = "#7a0045", "#000000"
_NAMEN = 14
"""A picture of one area names what lies in it when that is no more than this."""


def overzicht(beeld: Beeld) -> str:
    """The same as the map in small: areas in tints by which neighbours differ, and the borders of a second division.

    Of one area the picture shows where it lies only, as large as it can, with the names of the areas in it if few; its
    own border is drawn too, and those of the second division are dashed, as on the map.
    """
    shown = [item for item in beeld.laag.gebieden if item.vlak is not None]
    tints = kleurklassen([item.id for item in shown], beeld.laag.buren)
    venster = _venster(beeld.uitsnede.vlak) if beeld.uitsnede else (0.0, 0.0, float(BREEDTE), float(HOOGTE))
    grof = _GROF * max(venster[2] / BREEDTE, venster[3] / HOOGTE)
    shapes = _grof((item.vlak for item in shown if item.vlak is not None), grof)
    parts = [
        _vorm(shape, _TINTEN[tints[item.id] % len(_TINTEN)], _LIJN) for item, shape in zip(shown, shapes, strict=True)
    ]
    if beeld.over:
        lines = _pad(grenslijnen(beeld.over).simplify(grof))
        if beeld.uitsnede:
            parts += [_lijn(lines, "#ffffff", 3.2), _lijn(lines, _OVER, 1.6, ' stroke-dasharray="5 2.5"')]
        else:
            parts.append(_lijn(lines, _OVER, 1))
    if beeld.uitsnede:
        parts.append(_lijn(_pad(beeld.uitsnede.vlak.boundary.simplify(grof)), _OM, 2.2))
        if len(shown) <= _NAMEN:
            parts += _namen(shown, venster)
    return _svg(parts, venster)


def _venster(vlak: BaseGeometry) -> tuple[float, float, float, float]:
    """The part of the picture in which this land lies, with some room around it: left, top, width, height."""
    x_min, y_min, x_max, y_max = vlak.bounds
    (left, top), (right, bottom) = _punt(x_min, y_max), _punt(x_max, y_min)
    room = 0.04 * max(right - left, bottom - top)
    return left - room, top - room, right - left + 2 * room, bottom - top + 2 * room


def _namen(gebieden: Iterable[Gebied], venster: tuple[float, float, float, float]) -> Iterator[str]:
    size = 0.042 * max(venster[2], venster[3])
    letter = f'font-family="sans-serif" font-weight="600" font-size="{size:.2f}" text-anchor="middle"'
    rand = f'paint-order="stroke" stroke="#ffffff" stroke-width="{size / 4:.2f}" stroke-linejoin="round"'
    for item in gebieden:
        if item.punt and item.id:
            x, y = _punt(*item.punt)
            yield f'<text x="{x:.2f}" y="{y + size / 3:.2f}" {letter} {rand}>{escape(schoon(label(item)))}</text>'


def ligging(land: Laag, vlak: BaseGeometry) -> str:
    """One area in the land, which is drawn by the areas of `land`."""
    base = _grof(item.vlak for item in land.gebieden if item.vlak is not None)
    parts = [_vorm(shape, _LAND, _LIJN) for shape in base]
    parts.append(_vorm(vlak.simplify(_GROF / 3), _AAN, _RAND))
    x_min, y_min, x_max, y_max = vlak.bounds
    (left, top), (right, bottom) = _punt(x_min, y_max), _punt(x_max, y_min)
    if max(right - left, bottom - top) < _KLEIN:
        x, y = (left + right) / 2, (top + bottom) / 2
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_KLEIN}" fill="none" stroke="{_AAN}" stroke-width="2"/>')
    return _svg(parts)


def _grof(shapes: Iterable[BaseGeometry], graden: float = _GROF) -> Sequence[BaseGeometry]:
    """The shapes with fewer bends; those that shared a border still do."""
    return list(shapely.coverage_simplify(list(shapes), graden))


def _punt(lon: float, lat: float) -> tuple[float, float]:
    return (lon - _WEST) * _PLAT * _SCHAAL, (_NOORD - lat) * _SCHAAL


def _vorm(shape: BaseGeometry, vulling: str, lijn: str) -> str:
    return (
        f'<path d="{_pad(shape.boundary)}" fill="{vulling}" stroke="{lijn}" stroke-width=".7" fill-rule="evenodd" '
        'vector-effect="non-scaling-stroke"/>'
    )


def _lijn(pad: str, kleur: str, dikte: float, meer: str = "") -> str:
    return (
        f'<path d="{pad}" fill="none" stroke="{kleur}" stroke-width="{dikte}" stroke-linejoin="round"{meer} '
        'vector-effect="non-scaling-stroke"/>'
    )


def _pad(lines: BaseGeometry) -> str:
    """Lines as the path of an SVG; those that end where they begin are closed."""
    parts = []
    for line in getattr(lines, "geoms", [lines]):
        points = [_punt(lon, lat) for lon, lat in line.coords]
        if points:
            closed = "Z" if points[0] == points[-1] else ""
            parts.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + closed)
    return "".join(parts)


def _svg(parts: Iterable[str], venster: tuple[float, float, float, float] = (0, 0, BREEDTE, HOOGTE)) -> str:
    box = " ".join(f"{number:.2f}" for number in venster)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(parts)}</svg>'
