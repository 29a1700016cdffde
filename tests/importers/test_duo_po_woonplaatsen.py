"""Pupils by home. The slice of the old file is real; that of the portal has its form, with made up numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gebied_hulp import FOLDER, Gelezen, context

from graph.delivery import Delivery, Levering, Statement
from graph.facts import Fact, Node, Relation
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from importers.duo_po_woonplaatsen import SOURCE
from importers.load import load_file, read_delivery
from ontology.errors import SpeelveldError

SLICES, SLECHT = (FOLDER / name / SOURCE.id for name in ("slices", "slecht"))
OUD, PORTAAL = SLICES / "2016_woonplaatsen_leerlingen.csv", SLICES / "brin6_pc4.csv"
TELDAG = date(2013, 10, 1)


def lees(path: Path = OUD, bekend: Callable[[str], bool] = lambda _: True, peildatum: date = TELDAG) -> Gelezen:
    used = replace(context(bekend), peildatum=peildatum)
    return Gelezen(list(SOURCE.read(path, used)), used)


def test_a_site_has_its_pupils_by_home_and_the_year() -> None:
    assert lees().nodes["vestiging:18TL00"] == Node(
        "vestiging:18TL00",
        "Vestiging",
        eigenschappen={
            "woonplaatsenLeerlingen": (
                *("1943=2", "1945=3", "1946=1", "1947=1", "1948=1", "1961=3", "1962=23", "1963=1", "1964=171"),
                *("1965=25", "1966=2", "1967=1", "1968=2", "1969=2", "onbekend=2"),
            ),
            "woonplaatsenPeiljaar": 2013,
        },
    )


def test_the_two_rows_of_so_and_vso_are_added() -> None:
    site = lees().nodes["vestiging:19SO00"].eigenschappen
    assert site["woonplaatsenLeerlingen"] == (
        *("9301=7", "9321=2", "9342=1", "9351=2", "9354=1", "9356=4", "9365=1", "9468=2", "9471=1", "9494=1"),
        *("9601=5", "9602=14", "9606=1"),
    )


def test_a_home_has_its_pupils_by_place_of_school_and_their_sum() -> None:
    assert lees().nodes["pc4:9602"] == Node(
        "pc4:9602",
        "Postcodegebied",
        eigenschappen={
            "leerlingenWoonachtig": 14,
            "schoolplaatsenLeerlingen": ("9727=14",),
            "woonplaatsenPeiljaar": 2013,
        },
    )


def test_pupils_from_abroad_stand_with_the_place_of_the_school() -> None:
    found = lees().nodes["pc4:9695"].eigenschappen
    assert found == {
        "leerlingenZonderPostcode": ("Duitsland=1", "ander land=4", "onbekend=1"),
        "woonplaatsenPeiljaar": 2013,
    }


def test_a_closed_site_is_not_stated_and_its_pupils_still_live_somewhere() -> None:
    found = lees(bekend=lambda node_id: node_id not in ("vestiging:18TL00", "pc4:3350"))
    assert "vestiging:18TL00" not in found.nodes
    assert found.nodes["pc4:1964"].eigenschappen["leerlingenWoonachtig"] == 171
    assert "pc4:3350" not in found.nodes
    assert found.weggelaten == {
        "vestiging die niet bekend is (gesloten); haar leerlingen tellen mee bij hun woonplaats": 1,
        "woonpostcode die niet bekend is": 1,
        "lege regel": 2,
    }


def test_the_old_file_names_no_year_so_the_day_of_the_count_must_be_given() -> None:
    with pytest.raises(SpeelveldError, match=r"noemt zelf geen jaar.*--peildatum 2013-10-01"):
        list(SOURCE.read(OUD, context(lambda _: True)))


# -- the form of the portal


def record(folder: Path) -> SqliteStore:
    """Two sites and three postcodegebieden, by another source."""
    levering = Levering("levering:proef", "proef", "Proef", "Proef", "CC0 1.0", "", TELDAG, "", "proef/1", rang=10)
    facts: list[Fact] = [Node(f"pc4:{code}", "Postcodegebied", code) for code in ("1962", "1963", "1964", "9301")]
    facts += [Node(f"vestiging:{code}", "Vestiging", code) for code in ("18TL00", "19SO00")]
    facts.append(Relation("vestiging:18TL00", "IN_PC4", "pc4:1964"))
    store = SqliteStore(folder / "klein.db")
    store.apply([Delivery(levering, tuple(Statement(fact, levering.id) for fact in facts))])
    return store


def test_the_portal_gives_the_newest_year_and_shielded_numbers_stay_shielded(tmp_path: Path) -> None:
    store = record(tmp_path)
    delivery = read_delivery(SOURCE, PORTAAL, store, date(2026, 6, 1))
    nodes = {item.fact.id: item.fact.eigenschappen for item in delivery.statements if isinstance(item.fact, Node)}
    assert nodes["vestiging:18TL00"]["woonplaatsenLeerlingen"] == ("1962=23", "1963=<5", "1964=171", "onbekend=<5")
    assert nodes["vestiging:19SO00"]["woonplaatsenLeerlingen"] == ("9301=12+<5",)
    assert nodes["pc4:1964"] == {
        "leerlingenWoonachtig": 179,  # with the 8 of a school whose place is not known
        "schoolplaatsenLeerlingen": ("1964=171",),
        "leerlingenZonderPostcode": ("onbekend=<5",),
        "woonplaatsenPeiljaar": 2025,
    }
    assert nodes["pc4:1963"]["leerlingenWoonachtig"] == 1
    assert nodes["pc4:1963"]["leerlingenAfgeschermd"] == 1
    assert nodes["pc4:9301"] == {
        "leerlingenWoonachtig": 13,
        "leerlingenAfgeschermd": 1,
        "woonplaatsenPeiljaar": 2025,
    }
    assert delivery.levering.weggelaten == {
        "telling van 2024: alleen de nieuwste telt": 1,
        "school zonder bekende postcode: telt alleen mee waar de leerling woont": 3,
        "vestiging die niet bekend is (gesloten); haar leerlingen tellen mee bij hun woonplaats": 1,
    }
    store.close()


def test_a_new_count_takes_the_place_of_the_old_one_and_names_nothing(tmp_path: Path) -> None:
    store = record(tmp_path)
    load_file(SOURCE, OUD, store, TELDAG)
    load_file(SOURCE, PORTAAL, store, date(2026, 6, 1), insist=True)
    before, after = (Snapshot(store, day) for day in (date(2026, 5, 31), date(2026, 6, 1)))
    assert [item.nodes["pc4:1962"].eigenschappen["leerlingenWoonachtig"] for item in (before, after)] == [23, 23]
    assert [item.nodes["pc4:1964"].eigenschappen["woonplaatsenPeiljaar"] for item in (before, after)] == [2013, 2025]
    assert (
        before.nodes.keys()
        == after.nodes.keys()
        == {
            *(f"pc4:{code}" for code in ("1962", "1963", "1964", "9301")),
            *(f"vestiging:{code}" for code in ("18TL00", "19SO00")),
        }
    )
    assert after.nodes["pc4:1964"].naam == "1964"
    assert "leerlingenWoonachtig" not in after.nodes["vestiging:19SO00"].eigenschappen
    store.close()


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        ("drie_keer", "vestiging 18TL00 heeft 1964 meer dan twee keer"),
        ("geen_aantal", "kolom TOTAAL: “veel” is geen heel getal"),
        ("onbekend_land", "“Luilekkerland” is geen woonplaats. Schrijf vier cijfers, of Belgie"),
        ("slechte_vestiging", "kolom BRIN_NUMMER: “18T00” is geen vestigingscode"),
        ("portaal_dubbel", "vestiging 18TL00 heeft 1964 twee keer"),
        ("portaal_jaar", "“2525” is geen jaar van een telling"),
        ("portaal_andere_school", "vestiging 19SO00 hoort niet bij instelling “18TL”"),
    ],
)
def test_bad_input_is_refused_with_its_place(bestand: str, melding: str) -> None:
    with pytest.raises(SpeelveldError) as error:
        lees(SLECHT / f"{bestand}.csv", peildatum=date(2026, 10, 1))
    assert melding in error.value.tekst
    assert f"{bestand}.csv, regel " in error.value.tekst
