"""Boundaries of three real gemeenten, cut from a TopoJSON with the boundaries of CBS of 2023, in every format."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import shapely

from graph.delivery import Delivery, Levering, Statement
from graph.facts import Node
from graph.rd import to_rd
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from importers.geobestand import layers
from importers.load import load_file
from importers.registry import source
from ontology.errors import SpeelveldError
from queries.omgeving import omgeving
from queries.zoek import Zoeker

FOLDER = Path(__file__).parent
SLICE = FOLDER / "slices" / "cbs-gemeentegrenzen" / "ijmond.topo.json"
SLECHT = FOLDER / "slecht" / "cbs-gemeentegrenzen"
PEILDATUM = date(2026, 1, 1)
BRON = source("cbs-gemeentegrenzen")
# Code, name, and a place in it.
IJMOND = {
    "GM0375": ("Beverwijk", 4.67213, 52.47867),
    "GM0396": ("Heemskerk", 4.64434, 52.50626),
    "GM0453": ("Velsen", 4.61941, 52.45129),
}


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    """A store with the three gemeenten, and one that merged into another in 2022."""
    store = SqliteStore(tmp_path / "opslag.db")
    levering = Levering("levering:proef", "proef", "Proef", "Proef", "CC0 1.0", "", PEILDATUM, "", "proef/1", rang=1)
    nodes = [
        Node(f"gemeente:{code}", "Gemeente", naam, eigenschappen={"lon": lon, "lat": lat})
        for code, (naam, lon, lat) in IJMOND.items()
    ]
    nodes.append(Node("gemeente:GM0370", "Gemeente", "Beemster", None, date(2022, 1, 1)))
    store.apply([Delivery(levering, tuple(Statement(node, levering.id) for node in nodes), gedateerd=True)])
    return store


def grenzen(store: SqliteStore) -> dict[str, shapely.Geometry]:
    snapshot = Snapshot(store, PEILDATUM)
    return {
        item.van.partition(":")[2]: shapely.from_wkt(str(snapshot.nodes[item.naar].eigenschappen["wkt"]))
        for item in snapshot.relations()
        if item.type == "HEEFT_GRENS"
    }


def features() -> dict[str, shapely.Geometry]:
    return {item.eigenschappen["code"]: item.vlak for item in layers(SLICE)[0].lees() if item.vlak}


def area_by_hand(code: str) -> float:
    """Square degrees of a gemeente of one ring: its arcs walked by the book, and the formula of the surveyor."""
    content = json.loads(SLICE.read_text())
    (scale_x, scale_y), (x0, y0) = content["transform"]["scale"], content["transform"]["translate"]
    item = next(item for item in content["objects"]["gm_features"]["geometries"] if item["properties"]["code"] == code)
    ring: list[tuple[float, float]] = []
    for number in item["arcs"][0]:
        x = y = 0
        places = []
        for dx, dy in content["arcs"][number if number >= 0 else -number - 1]:
            x, y = x + dx, y + dy
            places.append((x0 + x * scale_x, y0 + y * scale_y))
        ring += places if number >= 0 else places[::-1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def geojson(path: Path, *, rd: bool) -> Path:
    """The slice as PDOK gives it from a WFS: in RD with a `crs`, or in WGS84 without."""
    shapes = {code: shapely.transform(shape, to_rd) if rd else shape for code, shape in features().items()}
    content: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"statcode": code, "statnaam": IJMOND[code][0]},
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for code, shape in shapes.items()
        ],
    }
    if rd:
        content["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    path.write_text(json.dumps(content))
    return path


def geopackage(path: Path, layers: dict[str, int], *, srs: int = 28992, exploded: bool = False) -> Path:
    """The slice as CBS gives it: layers with `statcode`; of each the kind of box in the header of a shape."""
    db = sqlite3.connect(path)
    db.executescript("""
        CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id PRIMARY KEY, organization, organization_coordsys_id);
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Amersfoort / RD New', 28992, 'EPSG', 28992), ('WGS 84', 4326, 'EPSG', 4326), ('LAEA', 3035, 'EPSG', 3035);
        CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);
    """)
    for layer, box in layers.items():
        db.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?, 0, 0)", (layer, srs))
        db.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, geom BLOB, statcode TEXT, water TEXT)')
        for code, shape in features().items():
            placed = shapely.transform(shape, to_rd) if srs != 4326 else shape
            for part in shapely.get_parts(placed) if exploded else [placed]:
                header = b"GP\0" + bytes([box << 1 | 1]) + struct.pack("<i", srs) + bytes((0, 32, 48, 48, 64)[box])
                row = (header + shapely.to_wkb(part, byte_order=1), code, "NEE")
                db.execute(f'INSERT INTO "{layer}" (geom, statcode, water) VALUES (?, ?, ?)', row)  # noqa: S608 - our own names
    db.commit()
    db.close()
    return path


MAAK: dict[str, Callable[[Path], Path]] = {
    "topojson": lambda folder: Path(shutil.copy(SLICE, folder / "grenzen.topo.json")),
    "geojson_wgs84": lambda folder: geojson(folder / "grenzen.json", rd=False),
    "geojson_rd": lambda folder: geojson(folder / "grenzen.json", rd=True),
    "geopackage_rd": lambda folder: geopackage(folder / "grenzen.gpkg", {"gemeente_gegeneraliseerd": 1}),
    "geopackage_wgs84": lambda folder: geopackage(folder / "grenzen.gpkg", {"gemeenten": 0}, srs=4326),
    "geopackage_losse_delen": lambda folder: geopackage(folder / "grenzen.gpkg", {"gemeenten": 4}, exploded=True),
    "geopackage_meer_lagen": lambda folder: geopackage(
        folder / "grenzen.gpkg",
        {"gemeente_gegeneraliseerd": 2, "gemeente_niet_gegeneraliseerd": 3},
    ),
}


@pytest.mark.parametrize("vorm", MAAK)
def test_each_format_gives_the_same_boundaries(vorm: str, store: SqliteStore, tmp_path: Path) -> None:
    report = load_file(BRON, MAAK[vorm](tmp_path), store, PEILDATUM)
    assert report.nieuw == 9  # a gemeente, its boundary, and that it has it
    found, given = grenzen(store), features()
    assert found.keys() == IJMOND.keys()
    for code, shape in found.items():
        _, lon, lat = IJMOND[code]
        assert shape.is_valid
        assert shape.area == pytest.approx(area_by_hand(code), rel=0.005)
        assert shape.symmetric_difference(given[code]).area < 0.01 * given[code].area
        assert shape.distance(shapely.Point(lon, lat)) < 0.001


def test_a_boundary_is_called_after_its_gemeente_and_is_not_searched_for(store: SqliteStore) -> None:
    load_file(BRON, SLICE, store, PEILDATUM)
    snapshot = Snapshot(store, PEILDATUM)
    assert snapshot.naam("gemeentegrens:GM0396") == "grens van Heemskerk"
    assert [item.id for item in Zoeker(snapshot).zoek("GM0396")] == ["gemeente:GM0396"]
    assert [item.id for item in omgeving(snapshot, "gemeente:GM0396").knopen] == ["gemeente:GM0396"]


def test_neighbours_keep_the_same_border(store: SqliteStore) -> None:
    load_file(BRON, SLICE, store, PEILDATUM)
    found = grenzen(store)
    assert shapely.coverage_is_valid(list(found.values()))
    border = found["GM0375"].boundary.intersection(found["GM0396"].boundary)
    assert border.length > 0.05  # some four kilometres


def test_the_delivery_says_whose_it_is_and_a_rerun_changes_nothing(store: SqliteStore) -> None:
    load_file(BRON, SLICE, store, PEILDATUM)
    last = store.leveringen()[-1]
    assert (last.uitgever, last.licentie, last.peildatum) == ("CBS, Kadaster", "CC BY 4.0", PEILDATUM)
    assert "10 meter" in last.toelichting
    version = store.versie()
    assert not load_file(BRON, SLICE, store, PEILDATUM).veranderde
    assert store.versie() == version


def test_a_later_year_closes_the_boundary_that_changed(store: SqliteStore, tmp_path: Path) -> None:
    load_file(BRON, SLICE, store, PEILDATUM)
    content = json.loads(SLICE.read_text())
    content["arcs"][1][1] = [content["arcs"][1][1][0] + 40, content["arcs"][1][1][1]]
    moved = tmp_path / "later.topo.json"
    moved.write_text(json.dumps(content))
    before = grenzen(store)
    report = load_file(BRON, moved, store, date(2027, 1, 1))
    assert report.gewijzigd
    assert grenzen(store) == before
    assert Snapshot(store, date(2027, 1, 1)).nodes.keys() == Snapshot(store, PEILDATUM).nodes.keys()


def test_water_is_left_out_and_counted(store: SqliteStore, tmp_path: Path) -> None:
    path = geopackage(tmp_path / "grenzen.gpkg", {"gemeenten": 1})
    db = sqlite3.connect(path)
    db.execute("INSERT INTO gemeenten (geom, statcode, water) SELECT geom, statcode, 'JA' FROM gemeenten LIMIT 1")
    db.commit()
    db.close()
    load_file(BRON, path, store, PEILDATUM)
    assert store.leveringen()[-1].weggelaten == {"water van een gemeente": 1}


GEVALLEN = {
    "rd_zonder_stelsel.geo.json": ("feature 1: de coördinaten zijn in RD, maar het bestand zegt WGS84", "RD (EPSG:"),
    "ander_stelsel.geo.json": (": de coördinaten staan in een ander stelsel dan RD of WGS84: “3857”", "RD (EPSG:"),
    "verwisseld.geo.json": ("feature 1: breedte en lengte zijn verwisseld", "WGS84 (EPSG:4326)"),
    "buiten_nederland.geo.json": (
        "feature 1: de coördinaten liggen niet in Nederland (het begint bij 24.",
        "RD (EPSG:",
    ),
    "onbekende_gemeente.geo.json": ("feature 2: gemeentecode “GM9999” bestaat niet", "Zoek de code op"),
    "opgeheven_gemeente.geo.json": ("feature 1: gemeente GM0370 (Beemster) bestaat niet op 2026-01-01", "--peildatum"),
    "zonder_code.geo.json": ("feature 2: er staat geen gemeentecode in statcode", "Download het bestand opnieuw"),
    "geen_vlak.geo.json": ("feature 1: gemeente:GM0396 is geen vlak (Point)", "Kies de laag met vlakken"),
    "zonder_vorm.geo.json": ("feature 1: gemeente:GM0396 heeft geen vorm", "Download het bestand opnieuw"),
    "open_ring.geo.json": ("feature 1: de vorm is niet te lezen", "Download het bestand opnieuw"),
    "kruist_zichzelf.geo.json": ("feature 1: de grens van gemeente:GM0396 kruist zichzelf", "Download het bestand"),
    "twee_jaren.geo.json": ("feature 2: deze vorm ligt over die van feature 1", "Geef een bestand van één jaar"),
    "over_elkaar.geo.json": ("feature 2: deze vorm ligt over die van feature 1", "met elke gemeente één keer"),
    "vorm_van_een_ander.geo.json": ("feature 1: deze vorm ligt ver van gemeente:GM0396", "Controleer of code en vorm"),
    "provincies.geo.json": (": in dit bestand staan geen gemeenten met een gemeentecode", "Bewaar de laag"),
    "buurten.geo.json": (": in dit bestand staan geen gemeenten met een gemeentecode", "Bewaar de laag"),
    "geen_kaart.json": (": dit is geen GeoJSON met een FeatureCollection, geen TopoJSON en geen GeoPackage", "drie"),
    "ontbrekende_lijn.topo.json": ("gm_features, feature 1: de vorm verwijst naar lijnen die er niet zijn", "opnieuw"),
    "zonder_lijnen.topo.json": (": “arcs” of “transform” is niet te lezen", "Download het bestand opnieuw"),
    "afgebroken.topo.json": (", regel 2: het bestand is geen geldige JSON, of het is afgebroken", "opnieuw"),
}


@pytest.mark.parametrize("bestand", GEVALLEN)
def test_a_file_with_a_fault_is_refused_and_changes_nothing(bestand: str, store: SqliteStore) -> None:
    wat, herstel = GEVALLEN[bestand]
    before = list(store.statements())
    with pytest.raises(SpeelveldError) as refused:
        load_file(BRON, SLECHT / bestand, store, PEILDATUM)
    assert str(refused.value).startswith(bestand)
    assert wat in str(refused.value)
    assert herstel in str(refused.value)
    assert list(store.statements()) == before


def test_every_bad_file_is_a_case() -> None:
    assert {path.name for path in SLECHT.iterdir()} == GEVALLEN.keys()


def _afgebroken(folder: Path) -> Path:
    path = geopackage(folder / "grenzen.gpkg", {"gemeenten": 1})
    path.write_bytes(path.read_bytes()[:9000])
    return path


def _geen_tabellen(folder: Path) -> Path:
    path = folder / "grenzen.gpkg"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE gemeenten (statcode)")
    db.close()
    return path


def _slechte_vorm(folder: Path) -> Path:
    path = geopackage(folder / "grenzen.gpkg", {"gemeenten": 1})
    db = sqlite3.connect(path)
    db.execute("UPDATE gemeenten SET geom = x'47500003' WHERE fid = 2")
    db.commit()
    db.close()
    return path


@pytest.mark.parametrize(
    ("maak", "wat"),
    [
        (_afgebroken, "dit is geen GeoPackage, of het is beschadigd"),
        (_geen_tabellen, "dit is geen GeoPackage, of het is beschadigd (no such table: gpkg_geometry_columns)"),
        (_slechte_vorm, "laag gemeenten, rij 2: de vorm is niet te lezen"),
        (lambda folder: geopackage(folder / "grenzen.gpkg", {"gemeenten": 1}, srs=3035), "ander stelsel dan RD of"),
        (lambda folder: geopackage(folder / "grenzen.gpkg", {"oud": 1, "nieuw": 1}), "meer lagen bevatten gemeenten"),
    ],
    ids=["afgebroken", "geen_geopackage", "slechte_vorm", "ander_stelsel", "twee_lagen"],
)
def test_a_bad_geopackage_is_refused(
    maak: Callable[[Path], Path], wat: str, store: SqliteStore, tmp_path: Path
) -> None:
    with pytest.raises(SpeelveldError) as refused:
        load_file(BRON, maak(tmp_path), store, PEILDATUM)
    assert wat in str(refused.value)
    assert str(refused.value).startswith("grenzen.gpkg")
