from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node, Relation
from importers.regio_overlay import ARBEIDSMARKTREGIO, GGDREGIO, JEUGDREGIO, ZORGKANTOORREGIO
from importers.source import Source

JEUGD = "derived_gemeente_jeugdregio_2025.csv"


def test_gemeente_lies_in_one_jeugdregio_without_further_words() -> None:
    found = lees(JEUGDREGIO, JEUGD)
    assert found.van("gemeente:GM0396") == [Relation("gemeente:GM0396", "IN_JEUGDREGIO", "jeugdregio:JZ10")]
    assert found.nodes["jeugdregio:JZ10"].naam == "IJmond (Midden Kennemerland)"


def test_a_small_overlap_says_how_it_was_found() -> None:
    [relation] = lees(JEUGDREGIO, JEUGD).van("gemeente:GM0060")
    assert relation.eigenschappen == {
        "wijze": "grootste overlap van CBS-gebieden 2025, aandeel 0,876",
        "zekerheid": "middel",
    }


def test_ggd_has_an_id_from_its_name_and_the_code_of_the_cbs() -> None:
    assert lees(GGDREGIO, "derived_gemeente_ggdregio.csv").nodes["ggd:fryslan"] == Node(
        "ggd:fryslan", "Ggd", "GGD Fryslân", eigenschappen={"cbsCode": "GG7206"}
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (ZORGKANTOORREGIO, "derived_gemeente_zorgkantoorregio.csv"),
        (ARBEIDSMARKTREGIO, "derived_gemeente_arbeidsmarktregio.csv"),
    ],
)
def test_gemeenten_without_an_independent_check_are_uncertain(source: Source, name: str) -> None:
    uncertain = {
        relation.van for relation in lees(source, name).relations if relation.eigenschappen.get("zekerheid") == "laag"
    }
    assert uncertain == {"gemeente:GM0736", "gemeente:GM0744", "gemeente:GM1723", "gemeente:GM1892"}


def test_the_same_gemeente_is_not_uncertain_in_a_division_that_was_checked() -> None:
    assert lees(JEUGDREGIO, JEUGD).van("gemeente:GM1723")[0].eigenschappen == {}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("onbekende_gemeente.csv", ("GM9396", "regel 5")),
        ("slechte_code.csv", ("J10", "jeugdregio_code")),
        ("dubbel.csv", ("GM0014", "twee keer")),
        ("aandeel_boven_1.csv", ("8.76", "aandeel")),
        ("twee_namen.csv", ("JZ02", "meer dan één naam")),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(JEUGDREGIO, name, *words)
