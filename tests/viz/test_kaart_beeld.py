"""The map as data: colours, GeoJSON, table, what is said with it, and how it stands in a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from app.kaart import kaartbeeld, kaartdeel
from app.service import View
from queries.kaart.beeld import beeld
from queries.kaart.gebieden import ONBEKEND, Grenzen
from tests.viz.beeld_hulp import VIJANDIG
from viz import maplibre
from viz.kaart import (
    bronnen,
    collectie,
    geometrie,
    herkomst,
    kader,
    ontbrekend,
    scholen_collectie,
    tabel,
    titel,
    volgorde,
)
from viz.kaart_html import Gegevens, fragment
from viz.kleuren import KLEUREN, kleurklassen

LANDELIJK = ("gemeente", "swv-po", "swv-vo", "jeugdregio", "doorstroompuntregio", "ggd", "veiligheidsregio")
NODES = st.integers(0, 25).map(str)


# ---------------------------------------------------------------- colours


@given(st.sets(st.tuples(NODES, NODES).filter(lambda pair: pair[0] < pair[1]), max_size=80), st.randoms())
def test_neighbours_differ_and_the_order_does_not_matter(pairs: set[tuple[str, str]], random: st.DataObject) -> None:
    ids = [str(number) for number in range(26)]
    found = kleurklassen(ids, pairs)
    assert all(found[one] != found[other] for one, other in pairs)
    mixed, order = list(pairs), list(ids)
    random.shuffle(mixed)
    random.shuffle(order)
    assert kleurklassen(order, [pair[::-1] for pair in mixed]) == found


@pytest.mark.parametrize("code", LANDELIJK)
def test_the_country_needs_no_more_colours_than_there_are(code: str, view: View) -> None:
    laag = view.kaart.laag(code)
    features = {item["id"]: item["properties"]["kleurklasse"] for item in collectie(laag)["features"]}
    assert max(klasse for klasse in features.values() if klasse is not None) < 5
    for one, other in laag.buren:
        if one and other:
            assert features[one] != features[other]


# What three kinds of colour blindness make of red, green and blue: Machado, Oliveira and Fernandes (2009), severity 1.
KIJKERS = {
    "zonder afwijking": np.eye(3),
    "protanopie": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),  # noqa: E501
    "deuteranopie": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),  # noqa: E501
    "tritanopie": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),  # noqa: E501
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)


def linear(kleur: str) -> np.ndarray:
    value = np.array([int(kleur[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    x, y, z = np.cbrt(TO_XYZ @ rgb / [0.95047, 1, 1.08883])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("kijker", KIJKERS)
def test_the_colours_differ_for_who_sees_them_otherwise(kijker: str) -> None:
    """A difference of 10 (CIE 1976) is plain to see side by side."""
    seen = [lab(np.clip(KIJKERS[kijker] @ linear(kleur), 0.0001, 1)) for kleur in KLEUREN]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > 15


def test_black_names_are_readable_on_every_colour() -> None:
    for kleur in KLEUREN:
        assert (linear(kleur) @ TO_XYZ[1] + 0.05) / 0.05 > 7  # WCAG AAA


# ---------------------------------------------------------------- data


def test_the_geojson_is_the_division(view: View) -> None:
    laag = view.kaart.laag("swv-po")
    found = json.loads(json.dumps(collectie(laag)))
    assert [item["id"] for item in found["features"]] == [item.id or "onbekend" for item in volgorde(laag)]
    for feature, gebied in zip(found["features"], volgorde(laag), strict=True):
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert gebied.vlak is not None
        assert shape.symmetric_difference(gebied.vlak).area < 1e-9
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))
        assert not any(hole.is_ccw for part in shapely.get_parts(shape) for hole in part.interiors)
        assert feature["properties"]["postcodegebieden"] == len(gebied.pc4)
    assert not re.search(r"\d\.\d{5}", json.dumps(found))
    lines = shapely.from_geojson(json.dumps(found["grenzen"]))
    around = shapely.union_all([item.vlak for item in laag.gebieden]).boundary
    assert lines.intersection(around).length < 1e-6  # neither the coast nor the border of the country
    assert lines.length == pytest.approx(
        (sum(item.vlak.length for item in laag.gebieden if item.vlak) - around.length) / 2, rel=1e-6
    )


def test_names_are_short_from_afar_and_longer_nearby(view: View) -> None:
    names = {item["id"]: item["properties"] for item in collectie(view.kaart.laag("swv-po"))["features"]}
    assert (names["swv:PO2711"]["label"], names["swv:PO2711"]["titel"]) == ("PO2711", "PO2711\nPO IJmond")
    assert names["onbekend"]["naam"] == "geen samenwerkingsverband PO bekend"
    assert names["onbekend"]["kleurklasse"] is None
    regions = {item["id"]: item["properties"] for item in collectie(view.kaart.laag("jeugdregio"))["features"]}
    assert regions["jeugdregio:JZ10"]["label"] == regions["jeugdregio:JZ10"]["titel"] == "IJmond"
    assert regions["jeugdregio:JZ10"]["naam"] == "IJmond (Midden Kennemerland)"
    ggd = {item["id"]: item["properties"]["label"] for item in collectie(view.kaart.laag("ggd"))["features"]}
    assert ggd["ggd:amsterdam"] == "Amsterdam"


def test_an_area_without_land_is_in_the_list(view: View) -> None:
    laag = view.kaart.laag("provincie")
    bare = replace(laag, gebieden=tuple(replace(item, vlak=None, punt=None) for item in laag.gebieden), buren=())
    found = collectie(bare)
    assert [item["geometry"] for item in found["features"]] == [None] * len(laag.gebieden)
    assert found["grenzen"]["coordinates"] == []
    assert kader(replace(beeld(view.kaart, "provincie"), laag=bare)) is None


def kaartbeeld_of(view: View, code: str, over: str = "", gebied: str = ""):  # type: ignore[no-untyped-def]
    return beeld(view.kaart, code, over, gebied)


def test_the_table_is_the_map_in_the_same_order(view: View) -> None:
    found = beeld(view.kaart, "swv-po", "jeugdregio")
    table = tabel(found)
    assert table.titel == "Samenwerkingsverbanden PO, met grenzen van jeugdregio's: de gebieden"
    features = collectie(found.laag)["features"]
    assert [row[1] for row in table.rijen] == [item["id"].partition(":")[2] for item in features[:-1]] + [""]
    assert [row[2] for row in table.rijen] == [item["properties"]["postcodegebieden"] for item in features]
    for row in table.rijen:
        assert sum(int(item.tekst.rpartition("(")[2][:-1]) for item in row[3]) == row[2]


def test_a_map_of_one_area_holds_what_lies_in_it(view: View) -> None:
    """IJmond has five gemeenten (RESPONSIBILITY.md), and so has its map; they are shown whole."""
    found = beeld(view.kaart, "gemeente", "jeugdregio", "swv:PO2711")
    assert {item.naam for item in found.laag.gebieden} == {"Beverwijk", "Castricum", "Heemskerk", "Uitgeest", "Velsen"}
    assert titel(found).startswith("Gemeenten in ")
    box = kader(found)
    assert box is not None
    assert 4.3 < box[0] < box[2] < 5
    assert 52.3 < box[1] < box[3] < 52.7


def test_what_is_said_of_the_borders() -> None:
    assert herkomst(Grenzen(0, 342)).startswith("Schematisch: elk postcodegebied is")
    assert herkomst(Grenzen(342, 342)).startswith("De gemeentegrenzen zijn de officiële, vereenvoudigd. De rest")
    assert herkomst(Grenzen(3, 342)).startswith("Van 3 van de 342 gemeenten is de grens de officiële, vereenvoudigd.")


def test_what_is_not_on_the_map_is_said(view: View) -> None:
    said = dict(ontbrekend(beeld(view.kaart, "swv-po")))
    [wrong] = [codes for text, codes in said.items() if "is fout" in text]
    assert wrong == "8554"
    [schools] = [codes for text, codes in said.items() if "scholen, omdat" in text]
    assert {"5851", "8899", "9791"} <= set(re.findall(r"\d{4}", schools))
    assert sum(len(re.findall(r"\d{4}", codes)) for codes in said.values()) == len(view.kaart.punten.zonder) + len(
        view.kaart.punten.van_scholen
    )


def test_a_map_of_one_area_says_only_what_is_not_on_it(view: View) -> None:
    """Of Heemskerk every PC4 has a point; 1853 in Heiloo has neither a point nor a school."""
    assert ontbrekend(beeld(view.kaart, "gemeente", "", "gemeente:GM0396")) == []
    [(said, codes)] = ontbrekend(beeld(view.kaart, "gemeente", "", "gemeente:GM0399"))
    assert (said, codes) == ("1 postcodegebied staat niet op de kaart: geen punt en geen school bekend", "1853")


def test_the_sources_have_their_licence(view: View) -> None:
    rows = {row[1]: row[3] for row in bronnen(beeld(view.kaart, "jeugdregio")).rijen}
    assert rows["4PP"] == "MIT"
    assert rows["CBS"] == "CC BY 4.0"


def test_schools_are_points(view: View) -> None:
    features = {item["id"]: item for item in scholen_collectie(view.kaart.scholen)["features"]}
    assert len(features) == len(view.kaart.scholen)
    assert features["vestiging:20MH00"]["properties"]["soort"] == "vo"
    assert features["vestiging:20MH00"]["geometry"]["coordinates"] == [4.6864, 52.5515]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=3, max_size=12, unique=True))
def test_any_shape_is_written_as_it_is(places: list[tuple[int, int]]) -> None:
    hull = shapely.multipoints([(4 + x / 100, 51 + y / 100) for x, y in places]).convex_hull
    if hull.geom_type == "Polygon":
        again = shapely.from_geojson(json.dumps(geometrie(hull)))
        assert again.equals_exact(hull.normalize(), 1e-3) or again.symmetric_difference(hull).area < 1e-9


# ---------------------------------------------------------------- in a page


def gegevens_in(html: str) -> object:
    [text] = re.findall(r'<script type="application/json" data-kaart-gegevens>(.*?)</script>', html, re.DOTALL)
    return json.loads(text)


@pytest.mark.parametrize("naam", VIJANDIG)
def test_a_hostile_name_stays_within_its_element(naam: str, view: View) -> None:
    found = beeld(view.kaart, "provincie")
    gebieden = tuple(replace(item, naam=naam, korte_naam=naam) for item in found.laag.gebieden if item.id)
    hostile = replace(found, laag=replace(found.laag, gebieden=gebieden, buren=()))
    html = str(fragment(hostile, Gegevens(collectie(hostile.laag))))
    assert html.count("<script") == html.count("</script") == 1
    assert "<img" not in html
    content = gegevens_in(html)
    assert isinstance(content, dict)
    names = {item["properties"]["naam"] for item in content["laag"]["features"]}
    assert all("\x00" not in name and "\ud800" not in name for name in names)


def test_a_page_says_where_its_data_are_and_has_no_style_within(view: View) -> None:
    found = kaartbeeld(view, "", "jeugdregio", "swv:PO2711")
    html = str(
        kaartdeel(
            found, view, pagina=lambda node: f"/x/{node}", actie="/kaart", velden={"peildatum": "2026-11-21"},
            werker="/static/werker.js", schoolpagina="/vestigingen/{code}",
        )
    )  # fmt: skip
    content = gegevens_in(html)
    assert isinstance(content, dict)
    assert content["laag"] == "/v1/kaart/gemeente?peildatum=2026-11-21&gebied=swv%3APO2711"
    assert content["over"] == "/v1/kaart/jeugdregio?peildatum=2026-11-21&gebied=swv%3APO2711"
    assert content["gebied"] == "/v1/samenwerkingsverbanden/PO2711/geometrie?peildatum=2026-11-21"
    assert content["werker"] == "/static/werker.js"
    assert " style=" not in html
    assert "onclick" not in html
    assert '<option value="gemeente" selected>' in html
    assert '<option value="jeugdregio" selected>' in html
    assert 'href="/x/gemeente:GM0396"' in html
    assert html.count('rel="preload"') == 3


def test_an_unknown_area_has_a_row_and_a_line_in_the_legend(view: View) -> None:
    found = beeld(view.kaart, "swv-po")
    assert any(item.id == ONBEKEND for item in found.laag.gebieden)
    html = str(fragment(found, Gegevens("/x")))
    assert "Geen samenwerkingsverband PO bekend" in html
    assert "<span>geen samenwerkingsverband PO bekend</span></li>" in html


def test_land_that_a_division_leaves_out_is_no_gap(view: View) -> None:
    """Most gemeenten take part in no regeling for jeugdzorg, and those that do may take part in several."""
    laag = view.kaart.laag("regeling-jeugdzorg")
    names = {item["id"]: item["properties"]["naam"] for item in collectie(laag)["features"]}
    assert names["onbekend"] == "in geen gemeenschappelijke regeling jeugdzorg"
    assert "in geen gemeenschappelijke regeling jeugdzorg</span></li>" in str(
        fragment(beeld(view.kaart, "regeling-jeugdzorg"), Gegevens("/x"))
    )


def test_the_second_thread_has_only_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    text = maplibre.worker()
    assert len(text) < len(maplibre.script())
    assert text.count('define("') == 2
    assert text.rstrip().endswith("parts.worker(shared);")
    monkeypatch.setattr(maplibre, "script", lambda: "(function () { /* built otherwise */ })();")
    with pytest.raises(ValueError, match="anders opgebouwd"):
        maplibre.worker.__wrapped__()
