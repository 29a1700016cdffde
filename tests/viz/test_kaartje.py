"""The small pictures of the country: sound SVG, with nothing in it that runs, and an area where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.kaart.beeld import beeld
from queries.kaart.gebieden import Kaart
from viz.kaartje import BREEDTE, HOOGTE, ligging, overzicht

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def kaart(nederland: SqliteStore) -> Kaart:
    return Kaart(Snapshot(nederland, date(2026, 11, 21)))


def _delen(svg: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own text
    assert root.tag == f"{SVG}svg"
    parts = list(root)
    assert {item.tag for item in parts} <= {f"{SVG}path", f"{SVG}circle", f"{SVG}text"}
    return parts


def _punten(part: ElementTree.Element) -> list[tuple[float, float]]:
    numbers = [float(text) for text in re.findall(r"-?[\d.]+", part.attrib["d"])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_the_country_has_every_area_within_the_picture_and_neighbours_differ(kaart: Kaart) -> None:
    laag = kaart.laag("swv-po")
    shown = [item for item in laag.gebieden if item.vlak is not None]
    parts = _delen(overzicht(beeld(kaart, "swv-po")))
    assert len(parts) == len(shown)
    for part in parts:
        assert all(0 <= x <= BREEDTE and 0 <= y <= HOOGTE for x, y in _punten(part))
    tints = {item.id: part.attrib["fill"] for item, part in zip(shown, parts, strict=True)}
    assert all(tints[one] != tints[other] for one, other in laag.buren)


def test_the_borders_of_a_second_division_lie_over_the_first(kaart: Kaart) -> None:
    plain, crossed = (_delen(overzicht(beeld(kaart, "jeugdregio", over))) for over in ("", "swv-po"))
    assert [part.attrib["d"] for part in crossed[: len(plain)]] == [part.attrib["d"] for part in plain]
    [lines] = crossed[len(plain) :]
    assert lines.attrib["fill"] == "none"
    assert len(_punten(lines)) > 500


def test_one_area_fills_the_picture_with_the_names_in_it(kaart: Kaart) -> None:
    svg = overzicht(beeld(kaart, "gemeente", "jeugdregio", "swv:PO2711"))
    names = [part.text for part in _delen(svg) if part.tag == f"{SVG}text"]
    assert sorted(names, key=str) == ["Beverwijk", "Castricum", "Heemskerk", "Uitgeest", "Velsen"]
    left, top, width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split())  # noqa: S314
    outline = [part for part in _delen(svg) if part.tag == f"{SVG}path"][-1]
    xs, ys = zip(*_punten(outline), strict=True)
    assert left < min(xs) < max(xs) < left + width
    assert top < min(ys) < max(ys) < top + height
    assert (max(xs) - min(xs)) / width > 0.8 or (max(ys) - min(ys)) / height > 0.8


def test_a_name_with_markup_is_only_text(kaart: Kaart) -> None:
    found = beeld(kaart, "gemeente", gebied="gemeente:GM0396")
    bad = "</text><script>alert('x')</script>"
    gebieden = tuple(replace(item, korte_naam=bad) for item in found.laag.gebieden)
    svg = overzicht(replace(found, laag=replace(found.laag, gebieden=gebieden)))
    assert bad in [part.text for part in _delen(svg)]


def test_a_picture_of_many_areas_has_no_names(kaart: Kaart) -> None:
    assert "<text" not in overzicht(beeld(kaart, "gemeente", gebied="jeugdregio:JZ39"))


def test_an_area_lies_where_it_is(kaart: Kaart) -> None:
    land = kaart.laag("provincie")
    middles = {}
    for code in ("gemeente:GM0363", "gemeente:GM0935", "gemeente:GM0014"):  # Amsterdam, Maastricht, Groningen
        area = _delen(ligging(land, kaart.uitsnede(code).vlak))[len([g for g in land.gebieden if g.vlak])]
        points = _punten(area)
        middles[code] = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    amsterdam, maastricht, groningen = middles.values()
    assert amsterdam[0] < maastricht[0] < groningen[0]
    assert groningen[1] < amsterdam[1] < maastricht[1]


def test_a_small_area_gets_a_ring_and_a_large_one_does_not(kaart: Kaart) -> None:
    land = kaart.laag("provincie")
    assert "<circle" in ligging(land, kaart.uitsnede("pc4:1963").vlak)
    assert "<circle" not in ligging(land, kaart.uitsnede("swv:PO2101").vlak)
