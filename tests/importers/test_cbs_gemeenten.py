from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node, Relation
from importers.cbs_gemeenten import SOURCE


def test_gemeenten_and_provincies_have_names() -> None:
    found = lees(SOURCE, "gemeenten-alfabetisch-2021.csv")
    assert found.nodes["gemeente:GM0370"] == Node("gemeente:GM0370", "Gemeente", "Beemster")
    assert found.nodes["provincie:PV27"].naam == "Noord-Holland"
    assert found.van("gemeente:GM0370") == [Relation("gemeente:GM0370", "IN_PROVINCIE", "provincie:PV27")]


def test_gemeente_that_ended_is_not_in_the_next_list() -> None:
    assert "gemeente:GM0370" not in lees(SOURCE, "gemeenten-alfabetisch-2023.csv").nodes


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("twee keer", "regel 5")),
        ("slechte_code.csv", ("GM358", "GemeentecodeGM")),
        ("provincie_heet_anders.csv", ("PV27", "Noord-Holland")),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
