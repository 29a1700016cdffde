from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files

import pytest
from gebied_hulp import Gelezen, context, weigert

from importers.swv_opvolging import SOURCE


def shipped() -> Gelezen:
    used = context()
    with as_file(files("importers") / "bronbestanden" / "swv_opvolging.csv") as path:
        return Gelezen(list(SOURCE.read(path, used)), used)


def test_de_liemers_vo_went_over_into_de_verbinding() -> None:
    [relation] = shipped().van("swv:VO2504")
    assert (relation.type, relation.naar, relation.geldig_van) == ("OPGEGAAN_IN", "swv:VO2506", date(2020, 8, 1))


def test_a_merger_without_a_known_day_has_no_date() -> None:
    [relation] = shipped().van("swv:PO2901")
    assert (relation.naar, relation.geldig_van) == ("swv:PO2902", None)
    assert relation.eigenschappen["zekerheid"] == "middel"


@pytest.mark.parametrize(
    ("name", "words"),
    [("andere_sector.csv", ("VO2504", "PO2506")), ("zonder_grondslag.csv", ("grondslag ontbreekt",))],
)
def test_bad_list_is_refused(name: str, words: tuple[str, ...]) -> None:
    weigert(SOURCE, name, *words)
