from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node
from importers.roo_gemeenten import SOURCE

CSV = "derived_gemeenten_roo.csv"


def test_gemeente_has_numbers_website_and_places() -> None:
    assert lees(SOURCE, CSV).nodes["gemeente:GM0358"] == Node(
        "gemeente:GM0358",
        "Gemeente",
        eigenschappen={
            "kvk": "34362237",
            "oin": "00000001001900675000",
            "website": "https://www.aalsmeer.nl",
            "plaatsen": ("Aalsmeer", "Kudelstaart"),
        },
    )


def test_retired_gemeenten_and_city_districts_are_counted() -> None:
    found = lees(SOURCE, CSV)
    assert set(found.nodes) == {"gemeente:GM0358", "gemeente:GM0396", "gemeente:GM0820"}
    assert list(found.weggelaten.values()) == [2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("GM0396", "twee keer")),
        ("slecht_kvk.csv", ("3436874", "kvk")),
        ("zonder_code.csv", ("gemeentecode",)),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
