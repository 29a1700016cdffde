from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node
from importers.cbs_gebieden import SOURCE


def test_gemeente_with_inhabitants_and_all_its_regions() -> None:
    found = lees(SOURCE, "Gebieden_in_Nederland_2026.csv")
    assert found.nodes["gemeente:GM0396"] == Node(
        "gemeente:GM0396", "Gemeente", "Heemskerk", eigenschappen={"inwoners": 39529}
    )
    assert {relation.type: relation.naar for relation in found.van("gemeente:GM0396")} == {
        "IN_PROVINCIE": "provincie:PV27",
        "IN_VEILIGHEIDSREGIO": "veiligheidsregio:VR12",
        "IN_GGDREGIO": "ggd:kennemerland",
        "IN_JEUGDREGIO": "jeugdregio:JZ10",
        "IN_ZORGKANTOORREGIO": "zorgkantoorregio:ZK11",
        "IN_ARBEIDSMARKTREGIO": "arbeidsmarktregio:AM37",
    }


def test_regions_have_the_name_of_the_cbs() -> None:
    nodes = lees(SOURCE, "Gebieden_in_Nederland_2026.csv").nodes
    assert nodes["jeugdregio:JZ10"].naam == "IJmond (Midden Kennemerland)"
    assert nodes["ggd:kennemerland"] == Node(
        "ggd:kennemerland", "Ggd", "GGD Kennemerland", eigenschappen={"cbsCode": "GG3109"}
    )


def test_older_table_has_other_titles_and_fewer_divisions() -> None:
    found = lees(SOURCE, "Gebieden_in_Nederland_2016.csv")
    assert found.nodes["gemeente:GM0014"].eigenschappen == {"inwoners": 244427}
    assert {relation.type for relation in found.van("gemeente:GM0014")} == {
        "IN_ARBEIDSMARKTREGIO",
        "IN_GGDREGIO",
        "IN_JEUGDREGIO",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("GM0014", "twee keer")),
        ("slechte_code.csv", ("J10", "jeugdregio", "regel 3")),
        ("zonder_regio.csv", ("geen enkele kolom met een regio", "StatLine")),
        ("komma.csv", ("komma.csv, regel 1",)),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
