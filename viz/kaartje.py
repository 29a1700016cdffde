"""A small picture of where things lie: SVG without text, script or style, to be shown as an image."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from queries.kaart.gebieden import Laag
from viz.kleuren import kleurklassen

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


def landkaart(laag: Laag) -> str:
    """All areas of a division, in tints by which neighbours can be told apart."""
    shown = [item for item in laag.gebieden if item.vlak is not None]
    tints = kleurklassen([item.id for item in shown], laag.buren)
    shapes = _grof(item.vlak for item in shown if item.vlak is not None)
    return _svg(
        _vorm(shape, _TINTEN[tints[item.id] % len(_TINTEN)], _LIJN) for item, shape in zip(shown, shapes, strict=True)
    )


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


def _grof(shapes: Iterable[BaseGeometry]) -> Sequence[BaseGeometry]:
    """The shapes with fewer bends; those that shared a border still do."""
    return list(shapely.coverage_simplify(list(shapes), _GROF))


def _punt(lon: float, lat: float) -> tuple[float, float]:
    return (lon - _WEST) * _PLAT * _SCHAAL, (_NOORD - lat) * _SCHAAL


def _vorm(shape: BaseGeometry, vulling: str, lijn: str) -> str:
    rings = []
    for polygon in getattr(shape, "geoms", [shape]):
        for ring in (polygon.exterior, *polygon.interiors) if not polygon.is_empty else ():
            points = (_punt(lon, lat) for lon, lat in ring.coords)
            rings.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return f'<path d="{"".join(rings)}" fill="{vulling}" stroke="{lijn}" stroke-width=".7" fill-rule="evenodd"/>'


def _svg(parts: Iterable[str]) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREEDTE} {HOOGTE}">{"".join(parts)}</svg>'
