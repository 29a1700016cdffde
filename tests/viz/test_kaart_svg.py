"""The map in the page itself: every area once, linked and named, and nothing that runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.kaart.beeld import beeld
from queries.kaart.gebieden import Kaart
from tests.viz.beeld_hulp import VIJANDIG
from viz.kaart import collectie
from viz.kaart_svg import tekening
from viz.kleuren import GRIJS, KLEUREN


@pytest.fixture(scope="module")
def kaart(nederland: SqliteStore) -> Kaart:
    return Kaart(Snapshot(nederland, date(2026, 11, 21)))


def test_every_area_is_a_link_with_its_name_and_the_colour_of_the_map(kaart: Kaart) -> None:
    found = beeld(kaart, "swv-po")
    svg = ElementTree.fromstring(tekening(found, lambda node: f"/x/{node}"))  # noqa: S314 - our own text
    drawn = {link.attrib["href"]: link[0] for link in svg.findall("a")}
    for item in collectie(found.laag)["features"]:
        properties = item["properties"]
        if properties["kleurklasse"] is not None:
            path = drawn.pop(f"/x/{properties['id']}")
            assert path.findtext("title") == properties["naam"]
            assert path.attrib["fill"] == KLEUREN[properties["kleurklasse"]]
    assert not drawn
    [left_open] = svg.findall("path")
    assert left_open.attrib["fill"] == GRIJS
    assert left_open.findtext("title") == "geen samenwerkingsverband PO bekend"


@pytest.mark.parametrize("naam", VIJANDIG)
def test_a_hostile_name_is_text(naam: str, kaart: Kaart) -> None:
    found = beeld(kaart, "provincie")
    gebieden = tuple(replace(item, naam=naam) for item in found.laag.gebieden if item.id)
    svg = ElementTree.fromstring(  # noqa: S314 - the point of the test
        tekening(replace(found, laag=replace(found.laag, gebieden=gebieden, buren=())), lambda node: f'"><{node}')
    )
    assert {item.tag for item in svg.iter()} == {"svg", "a", "path", "title"}


def test_no_land_is_no_drawing(kaart: Kaart) -> None:
    found = beeld(kaart, "provincie")
    assert tekening(replace(found, laag=replace(found.laag, gebieden=())), str) == ""
