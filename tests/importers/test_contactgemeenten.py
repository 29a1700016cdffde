from __future__ import annotations

import pytest
from gebied_hulp import lees, weigert

from importers.contactgemeenten import SOURCE


def test_contactgemeente_is_the_last_known_one() -> None:
    found = lees(SOURCE, "contactgemeenten.csv")
    [relation] = found.van("doorstroompuntregio:MC01")
    assert (relation.type, relation.naar) == ("HEEFT_CONTACTGEMEENTE", "gemeente:GM0047")
    assert relation.eigenschappen == {
        "zekerheid": "middel",
        "opmerking": "laatst bekende; aanwijzing 2026 (WEB 9.2.4 lid 2) niet gevonden",
    }
    assert found.nodes["doorstroompuntregio:MC41"].naam == "Arnhem"


def test_gemeente_of_now_stands_for_the_one_in_the_annex() -> None:
    assert lees(SOURCE, "contactgemeenten.csv").van("doorstroompuntregio:MC02")[0].naar == "gemeente:GM1979"


@pytest.mark.parametrize(
    ("name", "words"), [("dubbel.csv", ("twee keer",)), ("onbekende_gemeente.csv", ("gm9047", "gm_code"))]
)
def test_bad_file_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
