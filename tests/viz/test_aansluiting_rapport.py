"""The documents on alignment: what a reader sees, on a small country."""

from collections.abc import Iterator
from datetime import date

import pytest

from graph.facts import Node
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.landelijk import overzicht
from queries.aansluiting.paar import aansluiting, beperk
from queries.aansluiting.profiel import profiel
from queries.aansluiting.verschil import verschil
from tests.queries.kladland import land
from viz.aansluiting import landelijk as viz_landelijk
from viz.aansluiting import paar as viz_paar
from viz.aansluiting import profiel as viz_profiel
from viz.rapport import Rapport, Tabel
from viz.tekst import naar_tekst

DAG = date(2026, 11, 21)


@pytest.fixture(scope="module")
def atlas(snapshot_2026: Snapshot) -> Atlas:
    return Atlas(snapshot_2026)


@pytest.fixture(scope="module")
def rapporten(nederland: SqliteStore, atlas: Atlas) -> list[Rapport]:
    po, jeugd = "swv-po", "jeugdregio"
    found = aansluiting(po, jeugd, Gewicht.INWONERS, atlas)
    before = verschil(po, jeugd, Gewicht.INWONERS, atlas, Atlas(Snapshot(nederland, date(2016, 1, 1))))
    return [
        viz_paar.rapport(found, atlas, before),
        viz_paar.rapport(beperk(found, "jeugdregio:JZ18", atlas), atlas),
        viz_paar.rapport(aansluiting(po, po, Gewicht.GEMEENTEN, atlas), atlas),
        viz_paar.rapport(aansluiting("regeling", po, Gewicht.LEERLINGEN, atlas), atlas),
        viz_landelijk.rapport(overzicht(Gewicht.PC4, atlas), atlas.snapshot),
        *(viz_profiel.rapport(profiel(item, Gewicht.INWONERS, atlas), atlas) for item in PROFIELEN),
    ]


PROFIELEN = ("gemeente:GM1892", "swv:PO2816", "vestiging:20MH00", "regeling:30155626")


def _tables(rapporten: list[Rapport]) -> Iterator[Tabel]:
    for rapport in rapporten:
        yield from rapport.tabellen()


def test_every_table_has_a_cell_for_each_column(rapporten: list[Rapport]) -> None:
    for table in _tables(rapporten):
        assert all(len(row) == len(table.kolommen) for row in table.rijen), table.titel


def test_every_table_of_a_document_has_a_name_of_its_own(rapporten: list[Rapport]) -> None:
    for rapport in rapporten:
        names = [table.naam for table in rapport.tabellen()]
        assert len(names) == len(set(names)), rapport.titel


def test_every_document_names_its_sources(rapporten: list[Rapport]) -> None:
    for rapport in rapporten:
        [sources] = [table for table in rapport.tabellen() if table.naam == "Bronnen"]
        assert sources.rijen, rapport.titel


def test_an_estimate_is_rounded_and_said_to_be_one() -> None:
    # A border through a gemeente of 1.003 inhabitants: 3 of its 4 PC4's lie in SWV 1.
    atlas = land([("0001", "01", "0001")] * 3 + [("0001", "01", "0002")], {"0001": 1003})
    text = naar_tekst(viz_paar.rapport(aansluiting("swv-po", "jeugdregio", Gewicht.INWONERS, atlas), atlas), 140)
    assert "schatting" in text
    assert "Dat geldt hier voor 1 gemeente." in text
    assert "PO0001 (S0001)" in text
    assert "752" not in text  # 752,25: written as 800
    assert "1.003" in text  # the jeugdregio has the whole gemeente, and that number is counted


def test_a_small_estimate_is_not_nothing() -> None:
    atlas = land([("0001", "01", "0001"), ("0001", "01", "0002")], {"0001": 60})
    text = naar_tekst(viz_paar.rapport(aansluiting("swv-po", "jeugdregio", Gewicht.INWONERS, atlas), atlas), 140)
    assert "<100" in text


def test_fewer_than_five_pupils_are_not_told() -> None:
    atlas = land([("0001", "01", "0001"), ("0003", "02", "0001")], leerlingen={"1000": 30, "1001": 3})
    text = naar_tekst(viz_paar.rapport(aansluiting("swv-po", "jeugdregio", Gewicht.LEERLINGEN, atlas), atlas), 140)
    assert "<5" in text


def test_what_is_not_known_is_said() -> None:
    atlas = land([("0001", "", "0001")])
    text = naar_tekst(viz_paar.rapport(aansluiting("swv-po", "jeugdregio", Gewicht.PC4, atlas), atlas), 140)
    assert "Index: onbekend. Van jeugdregio's zijn op deze dag geen gebieden bekend." in text


def test_one_postcode_without_an_area_is_named() -> None:
    place = Node("pc4:1001", "Postcodegebied", None, None, None, {"woonplaats": "Nieuwdorp"})
    atlas = land([("0001", "01", "0001"), ("0001", "01", "")], extra=[place])
    text = naar_tekst(viz_paar.rapport(aansluiting("swv-po", "jeugdregio", Gewicht.PC4, atlas), atlas), 140)
    assert "1 postcodegebied heeft in de gegevens geen samenwerkingsverband PO" in text
    assert "Nieuwdorp" in text


def test_the_area_that_was_asked_for_comes_first(atlas: Atlas) -> None:
    found = beperk(aansluiting("swv-po", "jeugdregio", Gewicht.INWONERS, atlas), "swv:PO2711", atlas)
    text = " ".join(naar_tekst(viz_paar.rapport(found, atlas, volledig=False), 200).split())
    assert "PO2711 (PO IJmond): index 0," in text
    assert "Het gebied is verdeeld over 2 jeugdregio's." in text
    assert "Castricum, Uitgeest" in text


def test_a_gemeente_that_is_split_is_said_to_be(atlas: Atlas) -> None:
    text = naar_tekst(viz_profiel.rapport(profiel("gemeente:GM1892", Gewicht.PC4, atlas), atlas, volledig=False), 200)
    assert "De gemeente is verdeeld over 2 samenwerkingsverbanden PO en 2 samenwerkingsverbanden VO." in text


def test_a_school_whose_pupils_are_not_counted_by_home_says_so(atlas: Atlas) -> None:
    text = naar_tekst(viz_profiel.rapport(profiel("vestiging:20MH00", Gewicht.PC4, atlas), atlas), 200)
    assert "Onbekend: van deze school is geen telling naar woonplaats geladen." in text
