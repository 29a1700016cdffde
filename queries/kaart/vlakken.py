"""The land of each postcode area: schematic, or within the official boundary of its gemeente when that is loaded.

Schematic: the Voronoi cells of the points, on the land as far as the points tell: within `DISC` of a point, the outer
edge drawn in by `SHRINK` but never nearer to a point than `LEAST`, holes filled. Within an official boundary: the cells
of the points of that gemeente alone. So the areas of any division are unions of cells, and no two overlap.

All borders are noded and rounded together, in degrees, so that areas beside each other have the same vertices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from graph.rd import Coordinates, to_degrees, to_rd
from queries.kaart.punten import Punt

DISC, SHRINK, LEAST = 5000.0, 3000.0, 2000.0
"""Metres."""
GRID = 1e-4
"""Degrees to which coordinates are rounded: 7 to 11 metres."""
DETAIL = 50.0
"""Metres: official boundaries are simplified to about this."""
STEP = 5000.0
"""Metres."""

Grens = tuple[str, str]
"""The id of a gemeente and its boundary: WKT in degrees."""
_Shapes = npt.NDArray[Any]  # of geometries: numpy does not know them by type


@dataclass(frozen=True, slots=True)
class Vlakken:
    """vlak: the land of each PC4 that has any, in degrees. buren: pairs of PC4's that share a border, both in order."""

    vlak: Mapping[str, BaseGeometry]
    buren: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)  # the same points on another peildatum give the same land
def vlakken(punten: tuple[Punt, ...], grenzen: tuple[Grens, ...] = ()) -> Vlakken:
    """The land of each point. Where a gemeente has a boundary, its points share the land within, and no more."""
    if not punten:
        return Vlakken({}, ())
    xy = to_rd(np.array([(item.lon, item.lat) for item in punten]))
    official = _boundaries(grenzen)
    inside: dict[str, list[int]] = {gemeente: [] for gemeente in official}
    rest: list[int] = []
    for index, item in enumerate(punten):
        inside.get(item.gemeente, rest).append(index)
    parts = [(official[gemeente], indices) for gemeente, indices in inside.items() if indices]
    if rest:
        parts.append((shapely.difference(_land(xy[rest]), shapely.union_all(list(official.values()))), rest))
    lines = [line for area, indices in parts for line in _lines(area, xy[indices])]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(lines, grid_size=GRID)]))
    return _gather(faces, _owners(faces, parts, xy), punten)


def _boundaries(grenzen: Sequence[Grens]) -> dict[str, BaseGeometry]:
    """The official boundaries, simplified together so that neighbours keep the same border."""
    if not grenzen:
        return {}
    shapes: Any = shapely.from_wkt([wkt for _, wkt in grenzen])
    simple = shapely.coverage_simplify(shapely.transform(shapes, to_rd), DETAIL)
    return dict(zip((gemeente for gemeente, _ in grenzen), shapely.transform(simple, to_degrees), strict=True))


def _land(xy: Coordinates) -> BaseGeometry:
    points: Any = shapely.points(xy)
    wide = shapely.union_all(shapely.buffer(points, DISC, quad_segs=6)).buffer(-SHRINK)
    least = shapely.buffer(points, LEAST, quad_segs=6)
    shapely.prepare(wide)
    parts = shapely.get_parts(shapely.union_all([wide, *least[~shapely.covers(wide, least)]]))
    filled = shapely.union_all(shapely.polygons(shapely.get_exterior_ring(parts)))
    return shapely.transform(filled.simplify(3 * DETAIL), to_degrees)


def _lines(area: BaseGeometry, xy: Coordinates) -> list[BaseGeometry]:
    """The edge of an area and, within it, the borders between the cells of the points (in RD).

    They are cut in degrees, so that they end on the edge. What is straight in RD is not quite so in degrees, and some
    run on far outside the country: hence the steps of `STEP` metres.
    """
    if len(xy) == 1 or area.is_empty:
        return [area.boundary]
    west, south, east, north = shapely.transform(area.envelope, to_rd).bounds
    around = (west - STEP, south - STEP, east + STEP, north + STEP)
    edges: Any = shapely.voronoi_polygons(shapely.multipoints(xy), extend_to=shapely.box(*around), only_edges=True)
    steps = shapely.segmentize(shapely.clip_by_rect(edges, *around), STEP)
    return [area.boundary, shapely.intersection(shapely.transform(steps, to_degrees), area)]


def _owners(faces: _Shapes, parts: Sequence[tuple[BaseGeometry, list[int]]], xy: Coordinates) -> npt.NDArray[np.intp]:
    """For each face the index of the point to which it belongs; -1 for what lies outside every part."""
    places = shapely.point_on_surface(faces)
    owners = np.full(len(faces), -1)
    found, part = shapely.STRtree([area for area, _ in parts]).query(places, predicate="within")
    for number in np.unique(part):
        within = found[part == number]
        indices = np.array(parts[number][1])
        nearest = shapely.STRtree(shapely.points(xy[indices])).nearest(shapely.transform(places[within], to_rd))
        owners[within] = indices[nearest]
    return owners


def _gather(faces: _Shapes, owners: npt.NDArray[np.intp], punten: Sequence[Punt]) -> Vlakken:
    order = np.argsort(owners, kind="stable")[np.count_nonzero(owners < 0) :]
    if not len(order):
        return Vlakken({}, ())
    starts = np.flatnonzero(np.diff(owners[order], prepend=-1))
    names = [punten[owner].pc4 for owner in owners[order[starts]]]
    groups = np.split(faces[order], starts[1:])
    shapes = [found[0] if len(found) == 1 else shapely.coverage_union_all(found) for found in groups]
    return Vlakken(dict(zip(names, shapes, strict=True)), _neighbours(names, np.array(shapes)))


def _neighbours(names: Sequence[str], shapes: _Shapes) -> tuple[tuple[str, str], ...]:
    """Pairs that share a stretch of border: two vertices that follow each other in both."""
    polygons, shape = shapely.get_parts(shapes, return_index=True)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    shape = shape[polygon]  # of each ring
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    step = ring[1:] == ring[:-1]
    ends = np.rint(xy / GRID).astype(np.int64) @ np.array([1 << 32, 1])  # one number a vertex
    stretch = np.sort(np.column_stack([ends[:-1], ends[1:]])[step])
    owner = shape[ring[1:][step]]
    order = np.lexsort((owner, stretch[:, 1], stretch[:, 0]))
    stretch, owner = stretch[order], owner[order]
    same = (stretch[1:] == stretch[:-1]).all(axis=1) & (owner[1:] != owner[:-1])
    pairs = np.unique(np.column_stack([owner[:-1], owner[1:]])[same], axis=0)
    return tuple((names[one], names[other]) for one, other in pairs)
