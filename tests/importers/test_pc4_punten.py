from __future__ import annotations

import pytest
from gebied_hulp import Gelezen, lees, weigert

from graph.facts import Node
from importers.pc4_punten import SOURCE


def known() -> Gelezen:
    return lees(SOURCE, "4pp.csv", bekend=lambda node_id: node_id not in ("pc4:1000", "pc4:9790"))


def test_pc4_has_its_place_and_point() -> None:
    assert known().nodes["pc4:1963"] == Node(
        "pc4:1963",
        "Postcodegebied",
        eigenschappen={"woonplaats": "Heemskerk", "adressoort": "adressen", "lat": 52.5220321, "lon": 4.685546},
    )


def test_pc4_that_the_record_does_not_know_is_counted() -> None:
    found = known()
    assert "pc4:1000" not in found.nodes
    assert [count for reason, count in found.weggelaten.items() if "niet bekend" in reason] == [2]


@pytest.mark.parametrize(
    ("pc4", "place"),
    [
        ("5851", "Afferden"),  # the point lies in Flevoland
        ("9791", "Glas"),  # the point lies 40 km away, and so does that of post box number 9790
    ],
)
def test_a_point_far_from_all_neighbours_is_left_out(pc4: str, place: str) -> None:
    found = known()
    assert found.nodes[f"pc4:{pc4}"].eigenschappen == {"woonplaats": place, "adressoort": "adressen"}
    assert [count for reason, count in found.weggelaten.items() if "zeker fout" in reason] == [2]


def test_an_island_is_far_from_its_neighbours_and_right() -> None:
    assert known().nodes["pc4:8899"].eigenschappen["lat"] == 53.2501844


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("1000", "twee keer")),
        ("buiten_nederland.csv", ("5.25220321", "latitude", "Nederland")),
        ("onbekende_soort.csv", ("Kantoor", "soort")),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
