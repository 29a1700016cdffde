"""Official boundaries of gemeenten, as CBS and Kadaster publish them through PDOK: GeoJSON, TopoJSON or GeoPackage.

They are kept as WKT in degrees, simplified to some `DETAIL` metres and rounded to five decimals (a metre), with the
borders between neighbours kept the same. That is finer than a map of the country shows, and keeps the record small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from graph.facts import Fact, Node, Relation
from graph.gemeenten import gemeente_code
from graph.rd import to_degrees, to_rd
from importers.geobestand import Feature, Laag, layers
from importers.source import Context, Source
from ontology.errors import SpeelveldError

DETAIL = 10.0
# Fields that hold the code of a gemeente: CBS Gebiedsindelingen, CBS Wijken en buurten, Kadaster, and others.
CODES = ("statcode", "gemeentecode", "identificatie", "gm_code", "code")
_SMALLER = {"wijkcode", "buurtcode", "wk_code", "bu_code"}  # these too name the gemeente in which they lie
_FAR = 0.1
"""Degrees: farther from its own centre a boundary cannot lie."""


def read(path: Path, context: Context) -> Iterator[Fact]:
    """The boundary of each gemeente in the file; all of them must exist on the peildatum."""
    shapes: dict[str, BaseGeometry] = {}
    where: dict[str, Feature] = {}
    for feature in _layer(layers(path), path.name).lees():
        fields = {name.casefold(): value for name, value in feature.eigenschappen.items()}
        if str(fields.get("water", "")).upper() == "JA":
            context.laat_weg("water van een gemeente")
            continue
        gemeente = _gemeente(feature, fields, context)
        shape = _area(feature, gemeente, context)
        if gemeente in shapes:  # an exploded multipolygon
            _refuse_overlap(feature, shape, where[gemeente], shapes[gemeente])
            shape = shapely.union(shapes[gemeente], shape)
        shapes[gemeente], where[gemeente] = shape, feature
    _refuse_overlaps(shapes, where)
    beeld = context.beeld()
    for gemeente, wkt in zip(shapes, _as_wkt(list(shapes.values())), strict=True):
        code = gemeente.partition(":")[2]
        grens = f"gemeentegrens:{code}"
        yield Node(gemeente, "Gemeente")
        yield Node(
            grens, "Gemeentegrens", f"grens van {beeld.naam(gemeente) if beeld else code}", eigenschappen={"wkt": wkt}
        )
        yield Relation(gemeente, "HEEFT_GRENS", grens)


def _layer(found: Sequence[Laag], bestand: str) -> Laag:
    """The layer with gemeenten: the generalised one when there are two, since CBS gives both."""
    fitting = [item for item in found if _is_gemeente(item.eerste)]
    if len(fitting) > 1:
        general = [item for item in fitting if item.naam.endswith("_gegeneraliseerd") and "_niet_" not in item.naam]
        fitting = general or fitting
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(item.naam for item in (fitting or found) if item.naam)
    raise SpeelveldError(
        "meer lagen bevatten gemeenten" if fitting else "in dit bestand staan geen gemeenten met een gemeentecode",
        waar=f"{bestand} ({names})" if names else bestand,
        herstel=f"Bewaar de laag met gemeenten in een eigen bestand, met de code in een veld {' of '.join(CODES[:3])}",
    )


def _is_gemeente(eigenschappen: Mapping[str, Any]) -> bool:
    fields = {name.casefold(): value for name, value in eigenschappen.items()}
    return not _SMALLER & set(fields) and _code(fields) is not None


def _code(fields: Mapping[str, Any]) -> str | None:
    """The code in the first of the fields that is there: of a province, a later one may be a number too."""
    return next((gemeente_code(str(fields[name])) for name in CODES if name in fields), None)


def _gemeente(feature: Feature, fields: Mapping[str, Any], context: Context) -> str:
    code = _code(fields)
    if code is None:
        raise feature.fout(f"er staat geen gemeentecode in {', '.join(CODES[:-1])} of {CODES[-1]}")
    try:
        gemeente = context.gemeenten.id(code)
    except SpeelveldError as error:
        raise SpeelveldError(error.wat, waar=feature.waar, herstel=error.herstel) from None
    beeld = context.beeld()
    if beeld is not None and beeld.node(gemeente) is None:
        raise feature.fout(
            f"gemeente {code} ({beeld.naam(gemeente)}) bestaat niet op {context.peildatum}",
            "Geef met --peildatum de dag waarvoor de grenzen gelden, bijvoorbeeld 2026-01-01",
        )
    return gemeente


def _area(feature: Feature, gemeente: str, context: Context) -> BaseGeometry:
    """The shape, mended where rounding made its edge touch itself; refused when it cannot be the gemeente."""
    shape = feature.vlak
    if shape is None or (shape.is_empty and shape.geom_type != "Point"):
        raise feature.fout(f"{gemeente} heeft geen vorm")
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        raise feature.fout(f"{gemeente} is geen vlak ({shape.geom_type})", "Kies de laag met vlakken")
    mended = _valid(shape)
    if abs(mended.area - shape.area) > 0.01 * shape.area:
        raise feature.fout(f"de grens van {gemeente} kruist zichzelf")
    beeld = context.beeld()
    node = beeld.node(gemeente) if beeld else None
    lon, lat = (node.eigenschappen.get(name) for name in ("lon", "lat")) if node else (None, None)
    if isinstance(lon, float) and isinstance(lat, float) and mended.distance(shapely.Point(lon, lat)) > _FAR:
        raise feature.fout(
            f"deze vorm ligt ver van {gemeente}", "Controleer of code en vorm in het bestand bij elkaar horen"
        )
    return mended


def _valid(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _refuse_overlaps(shapes: Mapping[str, BaseGeometry], where: Mapping[str, Feature]) -> None:
    found, areas = list(shapes), np.array(list(shapes.values()))
    for one, other in shapely.STRtree(areas).query(areas, predicate="intersects").T:
        if one < other:
            _refuse_overlap(where[found[other]], areas[other], where[found[one]], areas[one])


def _refuse_overlap(feature: Feature, shape: BaseGeometry, earlier: Feature, before: BaseGeometry) -> None:
    """Refuse two shapes that share more than the slivers which simplifying leaves."""
    if shapely.intersection(shape, before).area > 0.01 * min(shape.area, before.area):
        raise feature.fout(
            f"deze vorm ligt over die van {earlier.waar.rpartition(', ')[2]}",
            "Geef een bestand van één jaar, met elke gemeente één keer",
        )


def _as_wkt(shapes: Sequence[BaseGeometry]) -> list[str]:
    rounded = shapely.transform(
        shapely.coverage_simplify(shapely.transform(np.array(shapes), to_rd), DETAIL),
        lambda xy: np.round(to_degrees(xy), 5),
    )
    return [str(shapely.to_wkt(_valid(shape), rounding_precision=5)) for shape in rounded]


# A question to the feature service (WFS) of PDOK, for all gemeenten at once, in RD as GeoJSON.
_WFS = (
    "wfs/v1_0?service=WFS&version=2.0.0&request=GetFeature&outputFormat=application/json&srsName=EPSG:28992&typeNames="
)
_SHARED: Mapping[str, Any] = {
    "licentie": "CC BY 4.0",
    "read": read,
    "toelichting": f"Vereenvoudigd tot op ongeveer {DETAIL:.0f} meter; niet bedoeld om in te meten.",
}
SOURCES = (
    Source(
        id="cbs-gemeentegrenzen",
        naam="Gebiedsindelingen: gemeentegrenzen",
        uitgever="CBS, Kadaster",
        url="https://www.pdok.nl/introductie/-/article/cbs-gebiedsindelingen",
        adres=f"https://service.pdok.nl/cbs/gebiedsindelingen/{{jaar}}/{_WFS}gebiedsindelingen:gemeente_gegeneraliseerd",
        rang=30,
        **_SHARED,
    ),
    Source(
        id="kadaster-gemeentegrenzen",
        naam="Bestuurlijke gebieden: gemeentegrenzen",
        uitgever="Kadaster",
        url="https://www.pdok.nl/introductie/-/article/bestuurlijke-gebieden",
        adres=f"https://service.pdok.nl/kadaster/bestuurlijkegebieden/{_WFS}bestuurlijkegebieden:Gemeentegebied",
        rang=31,
        **_SHARED,
    ),
)
