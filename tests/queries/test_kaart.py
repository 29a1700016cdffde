"""The land of postcode areas and of the areas of a division, on the national data and on made-up points."""

from __future__ import annotations

import json
from datetime import date
from math import cos, radians
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from graph.exchange import read_exchange
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from importers.load import load_file
from importers.registry import source
from nederland import FOLDER
from ontology.errors import SpeelveldError
from queries.kaart.gebieden import ONBEKEND, Kaart, kruisingen
from queries.kaart.punten import Punt, Reden, punten
from queries.kaart.vlakken import GRID, Vlakken, vlakken

IJMOND = Path(__file__).parents[1] / "importers" / "slices" / "cbs-gemeentegrenzen" / "ijmond.topo.json"
PEILDATUM = date(2026, 11, 21)
ROUNDING = 1.5 * GRID
LANDELIJK = ("gemeente", "swv-po", "swv-vo", "jeugdregio", "doorstroompuntregio", "ggd", "provincie")


@pytest.fixture(scope="module")
def kaart(snapshot_2026: Snapshot) -> Kaart:
    return Kaart(snapshot_2026)


@pytest.fixture(scope="module")
def met_grenzen(tmp_path_factory: pytest.TempPathFactory) -> Kaart:
    """The national map with the official boundaries of Beverwijk, Heemskerk and Velsen."""
    store = SqliteStore(tmp_path_factory.mktemp("grenzen") / "grenzen.db")
    store.apply(read_exchange(FOLDER))
    load_file(source("cbs-gemeentegrenzen"), IJMOND, store, date(2026, 1, 1))
    found = Kaart(Snapshot(store, PEILDATUM))
    store.close()
    return found


# ---------------------------------------------------------------- points


def test_a_wrong_point_is_replaced_by_the_schools_or_left_out(snapshot_2026: Snapshot) -> None:
    """5851 Afferden and 9791 Ten Boer: the table has them in Flevoland and 40 km away; both have schools.

    8899 Vlieland: the point lies on the Vliehors, 10 km from the village. 8554: the table has it at Leeuwarden.
    """
    found = punten(snapshot_2026)
    place = {item.pc4: (item.lat, item.lon) for item in found.punten}
    assert place["pc4:5851"] == pytest.approx((51.633, 6.014), abs=0.01)
    assert place["pc4:9791"] == pytest.approx((53.279, 6.705), abs=0.01)
    assert place["pc4:8899"] == pytest.approx((53.297, 5.075), abs=0.02)
    assert {"pc4:5851", "pc4:9791", "pc4:8899"} <= set(found.van_scholen)
    assert [pc4 for pc4, reden in found.zonder if reden is Reden.FOUT_PUNT] == ["pc4:8554"]


def test_every_pc4_has_a_point_or_a_reason(snapshot_2026: Snapshot) -> None:
    found = punten(snapshot_2026)
    with_point, without = [item.pc4 for item in found.punten], [pc4 for pc4, _ in found.zonder]
    assert sorted([*with_point, *without]) == sorted(node.id for node in snapshot_2026.of_type("Postcodegebied"))


def test_post_boxes_have_no_land_and_europoort_has(snapshot_2026: Snapshot) -> None:
    """3500 is the number of post boxes in Utrecht. No regulation gives 3198 Europoort an SWV, but there is land."""
    found = punten(snapshot_2026)
    assert ("pc4:3500", Reden.POSTBUSSEN) in found.zonder
    assert "pc4:3198" in {item.pc4 for item in found.punten}
    for pc4, reden in found.zonder:
        if reden is Reden.POSTBUSSEN:
            assert not snapshot_2026.out(pc4, "IN_SWV_PO")
            assert not snapshot_2026.into(pc4, "IN_PC4")


def test_of_two_at_one_place_the_one_that_the_regulation_names_has_the_land(snapshot_2026: Snapshot) -> None:
    assert [pc4 for pc4, reden in punten(snapshot_2026).zonder if reden is Reden.ZELFDE_PUNT] == ["pc4:6683"]
    assert snapshot_2026.out("pc4:6684", "IN_SWV_PO")


# ---------------------------------------------------------------- land


def check_coverage(land: Vlakken) -> None:
    """Valid shapes that do not overlap and share the vertices of their borders; the neighbours are those that do."""
    names, shapes = list(land.vlak), np.array(list(land.vlak.values()))
    if not names:
        return
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(shapely.union_all(shapes).area, rel=1e-9)
    xy = shapely.get_coordinates(shapes)
    assert np.abs(xy / GRID - np.rint(xy / GRID)).max() < 1e-4
    touching = shapely.STRtree(shapes).query(shapes, predicate="touches").T
    beside = {
        (names[one], names[other])
        for one, other in touching
        if one < other and shapely.intersection(shapes[one], shapes[other]).length > 0
    }
    assert {tuple(sorted(pair)) for pair in land.buren} == {tuple(sorted(pair)) for pair in beside}


def test_the_national_land_is_a_coverage(kaart: Kaart) -> None:
    check_coverage(kaart.vlakken)


def test_every_point_lies_in_its_own_land(kaart: Kaart) -> None:
    for item in kaart.punten.punten:
        assert kaart.vlakken.vlak[item.pc4].distance(shapely.Point(item.lon, item.lat)) < ROUNDING


def test_a_place_belongs_to_the_nearest_point(kaart: Kaart) -> None:
    """By plain distances on a sphere, not by the projection that made the cells."""
    random = np.random.default_rng(20261121)
    found = kaart.punten.punten
    degrees = np.array([(item.lon, item.lat) for item in found])
    tree = shapely.STRtree(list(kaart.vlakken.vlak.values()))
    names = list(kaart.vlakken.vlak)
    checked = 0
    for lon, lat in random.uniform((3.4, 50.8), (7.2, 53.5), (600, 2)):
        hit = tree.query(shapely.Point(lon, lat), predicate="within")
        if not len(hit):
            continue
        km = np.hypot((degrees[:, 0] - lon) * cos(radians(lat)), degrees[:, 1] - lat) * 111.2
        of_owner = km[[item.pc4 for item in found].index(names[hit[0]])]
        assert of_owner - km.min() < 0.03  # on a border, rounding decides
        checked += 1
    assert checked > 200


def test_the_country_is_recognisable(kaart: Kaart) -> None:
    """Land where towns are, none at sea or in the IJsselmeer, and the Wadden islands apart from the coast."""
    land = shapely.union_all(list(kaart.vlakken.vlak.values()))
    for lon, lat in [(4.9, 52.37), (5.87, 50.88), (6.57, 53.22), (3.58, 51.45), (5.08, 53.296), (6.16, 53.48)]:
        assert land.covers(shapely.Point(lon, lat)), (lon, lat)
    for lon, lat in [(4.2, 52.6), (5.35, 52.85), (5.3, 53.33), (3.3, 51.9), (7.3, 52.5), (4.4, 51.3)]:
        assert not land.covers(shapely.Point(lon, lat)), (lon, lat)
    assert shapely.transform(land, lambda xy: xy * [0.612 * 111.2, 111.2]).area == pytest.approx(37_000, rel=0.1)


PLACES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["", "gemeente:A", "gemeente:B"])),
    min_size=1,
    max_size=25,
    unique_by=lambda item: item[:2],
)


def made_up(places: list[tuple[int, int, str]]) -> tuple[Punt, ...]:
    """Points on a grid of some 500 metres around Amersfoort."""
    return tuple(Punt(f"pc4:{n}", 5.2 + x / 140, 52.0 + y / 220, g) for n, (x, y, g) in enumerate(places, 1000))


@given(PLACES)
def test_any_points_give_a_coverage_in_which_each_has_land(places: list[tuple[int, int, str]]) -> None:
    found = made_up(places)
    land = vlakken.__wrapped__(found)
    assert list(land.vlak) == [item.pc4 for item in found]
    check_coverage(land)
    for item in found:
        assert land.vlak[item.pc4].distance(shapely.Point(item.lon, item.lat)) < ROUNDING


BOXES = (("gemeente:A", "POLYGON ((5.2 52, 5.4 52, 5.4 52.27, 5.2 52.27, 5.2 52))"),
         ("gemeente:B", "POLYGON ((5.4 52, 5.63 52, 5.63 52.27, 5.4 52.27, 5.4 52))"))  # fmt: skip


@given(PLACES)
def test_within_official_boundaries_a_gemeente_is_shared_by_its_own_points(places: list[tuple[int, int, str]]) -> None:
    found = made_up(places)
    land = vlakken.__wrapped__(found, BOXES)
    check_coverage(land)
    for gemeente, wkt in BOXES:
        own = [land.vlak[item.pc4] for item in found if item.gemeente == gemeente and item.pc4 in land.vlak]
        if own:
            box = shapely.from_wkt(wkt)
            assert shapely.union_all(own).symmetric_difference(box).area < 4 * ROUNDING * box.length
    others = [land.vlak[item.pc4] for item in found if not item.gemeente and item.pc4 in land.vlak]
    if others and {"gemeente:A", "gemeente:B"} <= {item.gemeente for item in found}:
        boxes = shapely.union_all([shapely.from_wkt(wkt) for _, wkt in BOXES])
        assert shapely.union_all(others).intersection(boxes).area < 4 * ROUNDING * boxes.length


def test_without_points_there_is_no_land() -> None:
    assert vlakken(()) == Vlakken({}, ())


# ---------------------------------------------------------------- areas


@pytest.mark.parametrize("code", LANDELIJK)
def test_the_areas_of_a_division_are_the_country(code: str, kaart: Kaart) -> None:
    laag = kaart.laag(code)
    shapes = np.array([item.vlak for item in laag.gebieden if item.vlak])
    assert shapely.coverage_is_valid(shapes)
    assert shapely.area(shapes).sum() == pytest.approx(shapely.area(list(kaart.vlakken.vlak.values())).sum(), rel=1e-9)
    assert sorted(pc4 for item in laag.gebieden for pc4 in item.pc4 if pc4 in kaart.vlakken.vlak) == sorted(
        kaart.vlakken.vlak
    )


def test_an_area_is_the_union_of_the_pc4s_that_the_regulation_gives_it(kaart: Kaart) -> None:
    """By the relations of the record, and another union than the program makes."""
    snapshot = kaart.snapshot
    for gebied in kaart.laag("swv-po").gebieden:
        own = [
            kaart.vlakken.vlak[node.id]
            for node in snapshot.of_type("Postcodegebied")
            if [item.naar for item in snapshot.out(node.id, "IN_SWV_PO")] == [gebied.id][: bool(gebied.id)]
            and node.id in kaart.vlakken.vlak
        ]
        assert gebied.vlak is not None
        assert gebied.vlak.symmetric_difference(shapely.union_all(own)).area < 1e-9


def test_a_gemeente_that_an_swv_border_splits_shows_as_split(kaart: Kaart) -> None:
    """The regulation divides Altena over PO3010 and PO2816, and Vijfheerenlanden over PO2605 and PO2816."""
    for gemeente, expected in (("GM1959", {"swv:PO3010", "swv:PO2816"}), ("GM1961", {"swv:PO2605", "swv:PO2816"})):
        land = kaart.uitsnede(f"gemeente:{gemeente}").vlak
        shares = {
            gebied.id: land.intersection(gebied.vlak).area / land.area
            for gebied in kaart.laag("swv-po").gebieden
            if gebied.vlak and land.intersection(gebied.vlak).area > 1e-6
        }
        assert shares.keys() == expected
        assert sum(shares.values()) == pytest.approx(1)


def test_neighbouring_areas_are_those_that_share_a_border(kaart: Kaart) -> None:
    """Drenthe borders on three provinces; Friesland and Noord-Holland meet on the Afsluitdijk, if at all."""
    names = {item.id: item.naam for item in kaart.laag("provincie").gebieden}
    beside = {frozenset((names[one], names[other])) for one, other in kaart.laag("provincie").buren if one and other}
    assert {other for pair in beside if "Drenthe" in pair for other in pair} == {
        "Drenthe", "Groningen", "Fryslân", "Overijssel",
    }  # fmt: skip
    assert {other for pair in beside if "Zeeland" in pair for other in pair} == {
        "Zeeland", "Zuid-Holland", "Noord-Brabant",
    }  # fmt: skip


def test_the_place_of_a_name_lies_in_the_area(kaart: Kaart) -> None:
    for code in LANDELIJK:
        for gebied in kaart.laag(code).gebieden:
            assert gebied.vlak is not None
            assert gebied.punt is not None
            assert gebied.vlak.contains(shapely.Point(gebied.punt))


def test_what_no_regulation_names_is_an_area_of_its_own(kaart: Kaart) -> None:
    unknown = next(item for item in kaart.laag("swv-po").gebieden if item.id == ONBEKEND)
    assert {"pc4:3197", "pc4:3198", "pc4:3199"} <= set(unknown.pc4)
    assert unknown.naam == ""


def test_crossings_count_the_pc4s_in_both(kaart: Kaart) -> None:
    """IJmond: five gemeenten, of which Castricum and Uitgeest lie in youth region Alkmaar (RESPONSIBILITY.md 7)."""
    snapshot = kaart.snapshot
    found = kruisingen(kaart.laag("swv-po"), kaart.laag("jeugdregio"))["swv:PO2711"]
    by_hand: dict[str, int] = {}
    for item in snapshot.into("swv:PO2711", "IN_SWV_PO"):
        gemeente = snapshot.out(item.van, "IN_GEMEENTE")[0].naar
        regio = snapshot.out(gemeente, "IN_JEUGDREGIO")[0].naar
        by_hand[regio] = by_hand.get(regio, 0) + 1
    assert found == by_hand
    assert {snapshot.naam(item) for item in found} == {"IJmond (Midden Kennemerland)", "Alkmaar (Noord-Kennemerland)"}


def test_the_land_of_one_thing(kaart: Kaart) -> None:
    assert kaart.uitsnede("pc4:1963").vlak.equals(kaart.vlakken.vlak["pc4:1963"])
    heemskerk = kaart.uitsnede("gemeente:GM0396")
    assert heemskerk.vlak.contains(shapely.Point(4.67, 52.51))
    assert heemskerk.pc4 == tuple(f"pc4:{number}" for number in range(1961, 1970))
    for swv in ("swv:PO2711", "swv:VO2704"):
        assert kaart.uitsnede(swv).vlak.intersects(heemskerk.vlak)
    regeling = next(iter(kaart.snapshot.of_type("Regeling"))).id
    leden = {item.van for item in kaart.snapshot.into(regeling, "NEEMT_DEEL_AAN")}
    whole = shapely.union_all([kaart.uitsnede(lid).vlak for lid in leden])
    assert kaart.uitsnede(regeling).vlak.symmetric_difference(whole).area < 1e-9


@pytest.mark.parametrize("wat", ["gemeente:GM0370", "gemeente:GM9999", "bestuur:41636", "swv:PO_REF", "pc4:3500"])
def test_what_has_no_land_is_refused(wat: str, kaart: Kaart) -> None:
    with pytest.raises(SpeelveldError, match="geen gebied bekend op 2026-11-21"):
        kaart.uitsnede(wat)


def test_schools_have_the_place_that_the_register_gives(kaart: Kaart) -> None:
    found = {item.id: item for item in kaart.scholen}
    school = found["vestiging:20MH00"]  # Jac. P. Thijsse College, in PC4 1902
    assert school.pc4 == "pc4:1902"
    assert kaart.vlakken.vlak["pc4:1902"].distance(shapely.Point(school.lon, school.lat)) < 0.01
    assert school.soorten == ("vo",)
    assert len(found) == len(kaart.scholen)
    assert all(3.3 < item.lon < 7.3 and 50.7 < item.lat < 53.6 for item in kaart.scholen)


# ---------------------------------------------------------------- official boundaries


def test_official_boundaries_replace_the_schematic_ones(met_grenzen: Kaart, kaart: Kaart) -> None:
    content = json.loads(IJMOND.read_text())
    codes = [item["properties"]["code"] for item in content["objects"]["gm_features"]["geometries"]]
    wkt = dict(met_grenzen.grenzen)
    assert sorted(wkt) == sorted(f"gemeente:{code}" for code in codes)
    check_coverage(met_grenzen.vlakken)
    for gemeente, text in wkt.items():
        official = shapely.from_wkt(text)
        now, before = met_grenzen.uitsnede(gemeente).vlak, kaart.uitsnede(gemeente).vlak
        assert now.symmetric_difference(official).area < 0.02 * official.area
        assert before.symmetric_difference(official).area > 0.1 * official.area
    others = [item for item in met_grenzen.laag("gemeente").gebieden if item.id and item.id not in wkt and item.vlak]
    inside = shapely.union_all([shapely.from_wkt(text) for text in wkt.values()])
    assert sum(inside.intersection(item.vlak).area for item in others) < 0.01 * inside.area


def test_the_map_says_on_which_deliveries_it_rests(met_grenzen: Kaart, kaart: Kaart) -> None:
    def bronnen(found: Kaart, code: str) -> set[str]:
        return {item.bron for item in found.leveringen(found.laag(code))}

    assert bronnen(kaart, "jeugdregio") >= {"pc4-punten", "pc4-gemeente", "cbs-jeugdregio"}
    assert "cbs-gemeentegrenzen" not in bronnen(kaart, "jeugdregio")
    assert "cbs-gemeentegrenzen" in bronnen(met_grenzen, "jeugdregio")
    assert "swv-regeling" in bronnen(kaart, "swv-po")
    assert "swv-regeling" not in bronnen(kaart, "jeugdregio")
