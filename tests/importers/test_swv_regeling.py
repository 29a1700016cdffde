from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from graph.facts import Node, Relation
from importers.swv_regeling import SOURCE

MARKDOWN, CSV = "BWBR0032324.md", "swv_pc4_20220209.csv"


@pytest.mark.parametrize("name", [MARKDOWN, CSV])
def test_pc4_lies_in_one_swv_of_each_sector(name: str) -> None:
    found = lees(SOURCE, name)
    assert found.van("pc4:1011") == [
        Relation("pc4:1011", "IN_SWV_PO", "swv:PO2707"),
        Relation("pc4:1011", "IN_SWV_VO", "swv:VO2708"),
    ]
    assert found.nodes["swv:VO2708"] == Node("swv:VO2708", "Samenwerkingsverband", eigenschappen={"sector": "VO"})


@pytest.mark.parametrize("name", [MARKDOWN, CSV])
def test_pc4_without_a_swv_is_counted(name: str) -> None:
    found = lees(SOURCE, name)
    assert found.nodes["pc4:3197"] == Node("pc4:3197", "Postcodegebied")
    assert found.van("pc4:3197") == []
    assert sum(found.weggelaten.values()) == 2  # one PO, one VO


def test_the_two_texts_differ_on_walcheren() -> None:
    then, now = (lees(SOURCE, name).van("pc4:4331", "IN_SWV_PO")[0].naar for name in (MARKDOWN, CSV))
    assert (then, now) == ("swv:PO2901", "swv:PO2902")


def test_a_doubt_is_told_and_the_regulation_is_not_changed() -> None:
    po, vo = lees(SOURCE, CSV).van("pc4:2236")
    assert po == Relation("pc4:2236", "IN_SWV_PO", "swv:PO2812")
    assert vo.naar == "swv:VO2812"
    assert vo.eigenschappen["zekerheid"] == "laag"
    assert "typefout voor VO2803" in str(vo.eigenschappen["opmerking"])


def test_a_new_pc4_is_not_doubted() -> None:
    assert all(not relation.eigenschappen for relation in lees(SOURCE, CSV).van("pc4:1364"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dubbel.csv", ("1011", "twee keer")),
        ("dubbel.md", ("1011", "twee keer")),
        ("vo_in_kolom_po.csv", ("VO2707", "kolom po_swv")),
        ("slechte_code.csv", ("PO27O7", "kolom po_swv")),
        ("slechte_postcode.csv", ("0461", "geen postcode")),
        ("zonder_tabel.md", ("geen tabel",)),
    ],
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
