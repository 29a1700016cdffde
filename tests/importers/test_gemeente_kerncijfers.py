from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node, Relation
from importers.gemeente_kerncijfers import SOURCE


def test_gemeente_has_numbers_and_a_veiligheidsregio_and_nothing_else() -> None:
    found = lees(SOURCE, "derived_gemeente_regios_2026.csv")
    assert found.nodes["gemeente:GM0396"] == Node(
        "gemeente:GM0396", "Gemeente", eigenschappen={"inwoners": 39529, "lat": 52.50626, "lon": 4.64434}
    )
    assert found.van("gemeente:GM0396") == [Relation("gemeente:GM0396", "IN_VEILIGHEIDSREGIO", "veiligheidsregio:VR12")]
    assert found.nodes["veiligheidsregio:VR12"].naam == "Kennemerland"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("GM0014", "twee keer")),
        ("rijksdriehoek.csv", ("233801", "WGS84")),
        ("slechte_code.csv", ("VR1", "vr_code")),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
