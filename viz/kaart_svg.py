"""The map before its script has come, or where it cannot run: SVG in the page, of which each area is a link.

It has the frame and the colours of the map that MapLibre draws in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import asinh, degrees, radians, tan

import shapely
from markupsafe import Markup, escape
from shapely.geometry.base import BaseGeometry

from queries.kaart.beeld import Beeld
from queries.kaart.gebieden import grenslijnen
from viz.kaart import gebiedsnaam, kader, kleurklassen_van, volgorde
from viz.kleuren import GRIJS, KLEUREN

_BREED = 2000
"""Units from west to east."""
_GROF = 0.001
"""Of the width: smaller bends in a border are left out."""


def tekening(beeld: Beeld, pagina: Callable[[str], str]) -> Markup:
    """The map as SVG, hidden from who does not see it: the table says the same; empty when there is no land.

    pagina: the address of the page of an area; an empty text when there is none.
    """
    frame = kader(beeld)
    if frame is None:
        return Markup()
    west, south, east, north = frame
    scale = _BREED / (east - west)
    height = round((_mercator(north) - _mercator(south)) * scale)

    def pad(lines: BaseGeometry) -> str:
        return "".join(_line(line, west, _mercator(north), scale) for line in getattr(lines, "geoms", [lines]))

    bends = (east - west) * _GROF
    shown = [(item, item.vlak) for item in volgorde(beeld.laag) if item.vlak is not None]
    shapes = shapely.coverage_simplify([vlak for _, vlak in shown], bends)
    klassen = kleurklassen_van(beeld.laag)
    parts = []
    for (item, _), shape in zip(shown, shapes, strict=True):
        kleur = KLEUREN[klassen[item.id] % len(KLEUREN)] if item.id else GRIJS
        naam = escape(gebiedsnaam(item, beeld.laag.indeling))
        drawn = f'<path d="{pad(shape.boundary)}" fill="{kleur}"><title>{naam}</title></path>'
        adres = pagina(item.id) if item.id else ""
        parts.append(f'<a href="{escape(adres)}" tabindex="-1">{drawn}</a>' if adres else drawn)
    if beeld.over:
        lines = pad(grenslijnen(beeld.over).simplify(bends))
        parts.append(f'<g class="kaart-lijn-over"><path d="{lines}"/><path d="{lines}"/></g>')
    if beeld.uitsnede:
        edge = pad(beeld.uitsnede.vlak.boundary.simplify(bends))
        parts.append(f'<g class="kaart-lijn-gebied"><path d="{edge}"/></g>')
    return Markup(  # noqa: S704  # our own, of which the names are escaped
        f'<svg class="kaart-tekening" data-kaart-tekening="" aria-hidden="true" viewBox="0 0 {_BREED} {height}">'
        f"{''.join(parts)}</svg>"
    )


def _mercator(lat: float) -> float:
    """How far north a latitude lies on a map in Mercator's projection, in degrees at the equator."""
    return degrees(asinh(tan(radians(lat))))


def _line(line: BaseGeometry, west: float, north: float, scale: float) -> str:
    """A line as part of a path: a first place, and steps in whole units."""
    points = [(round((lon - west) * scale), round((north - _mercator(lat)) * scale)) for lon, lat in line.coords]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points) if (x, y) != (a, b)]
    if not steps:
        return ""
    closed = "z" if points[0] == points[-1] else ""
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps) + closed
