"""Files with shapes on the map: GeoJSON, TopoJSON and GeoPackage, read whole, in degrees, refused clearly.

What a file is shows from its content, not its name. Coordinates in RD (EPSG:28992) are converted (graph/rd.py); any
other reference system than RD and WGS84/ETRS89 is refused.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from graph.rd import to_degrees
from importers.json_file import read_json
from ontology.errors import SpeelveldError

NEDERLAND = (3.2, 50.7, 7.3, 53.8)
"""West, south, east, north, in degrees, with a margin."""
_RD, _DEGREES = "28992", {"4326", "4258", "CRS84"}
_OPNIEUW = "Download het bestand opnieuw"
_STELSEL = "Kies bij het downloaden RD (EPSG:28992) of WGS84 (EPSG:4326)"


@dataclass(frozen=True, slots=True)
class Feature:
    """A thing with a shape in degrees (None when the file gives none). waar: for an error message."""

    eigenschappen: Mapping[str, Any]
    vlak: BaseGeometry | None
    waar: str

    def fout(self, wat: str, herstel: str = _OPNIEUW) -> SpeelveldError:
        """An error about this feature."""
        return SpeelveldError(wat, waar=self.waar, herstel=herstel)


@dataclass(frozen=True, slots=True)
class Laag:
    """Features of one kind. naam: of the table of a GeoPackage or the object of a TopoJSON; empty in GeoJSON.

    eerste: the properties of the first feature, to see what the layer is about; empty when it has none. lees: its
    features, read one by one when asked for: a GeoPackage may hold hundreds of layers.
    """

    naam: str
    eerste: Mapping[str, Any]
    lees: Callable[[], Iterator[Feature]]


def layers(path: Path) -> list[Laag]:
    """The layers of a file; SpeelveldError when it is no such file."""
    with path.open("rb") as stream:
        start = stream.read(16)
    if start == b"SQLite format 3\0":
        return _geopackage(path)
    content = read_json(path, _OPNIEUW)
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "Topology":
        return _topojson(content, path.name)
    if kind == "FeatureCollection":
        return [_geojson(content, path.name)]
    raise SpeelveldError(
        "dit is geen GeoJSON met een FeatureCollection, geen TopoJSON en geen GeoPackage",
        waar=path.name,
        herstel="Download de grenzen in een van die drie vormen",
    )


def _layer(naam: str, items: Any, waar: str, read: Callable[[Any, str], Feature]) -> Laag:
    """A layer of a JSON file: items, each with its properties."""
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SpeelveldError("hier hoort een lijst van features te staan", waar=waar, herstel=_OPNIEUW)

    def features() -> Iterator[Feature]:
        for number, item in enumerate(items, 1):
            yield read(item, f"{waar}, feature {number}")

    return Laag(naam, _properties(items[0]) if items else {}, features)


def _properties(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get("properties")
    return found if isinstance(found, dict) else {}


def _geojson(content: Mapping[str, Any], bestand: str) -> Laag:
    code = _geojson_crs(content.get("crs"), bestand)

    def read(item: Any, waar: str) -> Feature:
        shape = item.get("geometry")
        return Feature(_properties(item), _shape(shape, code, waar) if shape is not None else None, waar)

    return _layer("", content.get("features"), bestand, read)


def _geojson_crs(crs: Any, bestand: str) -> str:
    """The reference system: WGS84 unless the file says otherwise, as files from before RFC 7946 do."""
    if crs is None:
        return "CRS84"
    try:
        code = str(crs["properties"]["name"]).upper().replace("/", ":").rpartition(":")[2]
    except (KeyError, TypeError):
        code = "?"
    return _known(code, bestand)


def _known(code: str, waar: str) -> str:
    if code != _RD and code not in _DEGREES:
        raise SpeelveldError(
            f"de coördinaten staan in een ander stelsel dan RD of WGS84: “{code}”", waar=waar, herstel=_STELSEL
        )
    return code


def _shape(geometry: Any, code: str, waar: str) -> BaseGeometry:
    try:
        found = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, ValueError):
        raise SpeelveldError("de vorm is niet te lezen", waar=waar, herstel=_OPNIEUW) from None
    return _in_degrees(found, code, waar)


def _in_degrees(found: BaseGeometry, code: str, waar: str) -> BaseGeometry:
    """The shape in degrees; refuses what does not lie in the Netherlands."""
    if found.is_empty:
        return found
    if code == _RD:
        found = shapely.transform(found, to_degrees)
    west, south, east, north = shapely.bounds(found)
    low_x, low_y, high_x, high_y = NEDERLAND
    if low_x < west and low_y < south and east < high_x and north < high_y:
        return shapely.force_2d(found)
    if west > 0 and east < 300_000 and south > 300_000 and north < 630_000:
        wat = "de coördinaten zijn in RD, maar het bestand zegt WGS84"
    elif low_x < south and low_y < west and north < high_x and east < high_y:
        wat = "breedte en lengte zijn verwisseld"
    else:
        wat = "de coördinaten liggen niet in Nederland"
    raise SpeelveldError(f"{wat} (het begint bij {west:.6g}, {south:.6g})", waar=waar, herstel=_STELSEL)


# ---------------------------------------------------------------- TopoJSON


def _topojson(content: Mapping[str, Any], bestand: str) -> list[Laag]:
    arcs = _arcs(content, bestand)
    objects = content.get("objects")
    if not isinstance(objects, dict) or not all(isinstance(item, dict) for item in objects.values()):
        raise SpeelveldError("“objects” ontbreekt", waar=bestand, herstel=_OPNIEUW)
    return [
        _layer(naam, item.get("geometries", [item]), f"{bestand}, laag {naam}", partial(_topo_feature, arcs=arcs))
        for naam, item in objects.items()
    ]


def _arcs(content: Mapping[str, Any], bestand: str) -> list[list[list[float]]]:
    """The lines of which shapes are made, in degrees; with a transform they are steps on a grid."""
    try:
        transform = content.get("transform")
        if transform is None:
            return [[[float(x), float(y)] for x, y, *_ in arc] for arc in content["arcs"]]
        scale, translate = np.array(transform["scale"], float), np.array(transform["translate"], float)
        steps = (np.array([place[:2] for place in arc], float).reshape(-1, 2) for arc in content["arcs"])
        return [(np.cumsum(arc, axis=0) * scale + translate).tolist() for arc in steps]
    except (KeyError, TypeError, ValueError):
        raise SpeelveldError("“arcs” of “transform” is niet te lezen", waar=bestand, herstel=_OPNIEUW) from None


def _topo_feature(item: Any, waar: str, *, arcs: Sequence[list[list[float]]]) -> Feature:
    kind = item.get("type")
    if kind is None:
        return Feature(_properties(item), None, waar)
    if kind not in ("Polygon", "MultiPolygon"):
        return Feature(_properties(item), shapely.Point(), waar)  # a line or point: no area, wherever it lies
    try:
        polygons = [item["arcs"]] if kind == "Polygon" else item["arcs"]
        rings = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    except (KeyError, IndexError, TypeError):
        raise SpeelveldError("de vorm verwijst naar lijnen die er niet zijn", waar=waar, herstel=_OPNIEUW) from None
    shape = {"type": "MultiPolygon", "coordinates": rings}
    return Feature(_properties(item), _shape(shape, "CRS84", waar), waar)


def _ring(numbers: Sequence[int], arcs: Sequence[list[list[float]]]) -> list[list[float]]:
    """A ring of lines one after another; ~n is line n backwards."""
    ring: list[list[float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


# ---------------------------------------------------------------- GeoPackage


def _geopackage(path: Path) -> list[Laag]:
    with _open(path) as db:
        return [
            Laag(
                table,
                dict(db.execute(f"SELECT * FROM {_quoted(table)} LIMIT 1").fetchone() or {}),  # noqa: S608 - quoted
                partial(_table, path, table, column, f"{organisation}:{code}"),
            )
            for table, column, organisation, code in db.execute(
                "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id"
                " FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY 1"
            ).fetchall()
        ]


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as a database that is only read."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            db.row_factory = sqlite3.Row
            yield db
    except sqlite3.Error as error:
        raise SpeelveldError(
            f"dit is geen GeoPackage, of het is beschadigd ({error})", waar=path.name, herstel=_OPNIEUW
        ) from None


def _quoted(name: str) -> str:
    """The name of a table within a statement, where it cannot be a parameter."""
    return '"' + name.replace('"', '""') + '"'


def _table(path: Path, table: str, column: str, crs: str) -> Iterator[Feature]:
    with _open(path) as db:
        for number, row in enumerate(db.execute(f"SELECT * FROM {_quoted(table)}"), 1):  # noqa: S608 - quoted
            waar = f"{path.name}, laag {table}, rij {number}"
            yield Feature(dict(row), _blob(row[column], crs, waar), waar)


_ENVELOPE = (0, 32, 48, 48, 64)
"""Bytes of the box around a shape, by its kind: GeoPackage 1.3, requirement 19."""


def _blob(blob: Any, crs: str, waar: str) -> BaseGeometry | None:
    """A shape as a GeoPackage stores it: the header `GP`, version, flags, reference system, box, and then WKB."""
    if blob is None:
        return None
    try:
        if blob[:2] != b"GP":
            raise ValueError
        found = shapely.from_wkb(bytes(blob[8 + _ENVELOPE[blob[3] >> 1 & 0b111] :]))
    except (shapely.errors.GEOSException, ValueError, IndexError, TypeError):
        raise SpeelveldError("de vorm is niet te lezen", waar=waar, herstel=_OPNIEUW) from None
    return _in_degrees(found, _known(crs.rpartition(":")[2], waar), waar)
