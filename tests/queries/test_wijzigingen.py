"""What changed between two days: in the world, on the day of its source; another delivery is no change of the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vind_hulp import bestand, dag, foto, knoop, rel

from graph.delivery import Delivery
from graph.facts import Fact, Node
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError
from queries.wijzigingen.beperk import beperk, rond
from queries.wijzigingen.model import Aard, Grond, Reden, Wijziging
from queries.wijzigingen.vergelijk import wijzigingen

A, B, C = "gemeente:GM9001", "gemeente:GM9002", "gemeente:GM9003"
WEST, OOST = "jeugdregio:JZ98", "jeugdregio:JZ99"
GEBIEDEN = (knoop(A, "Aa"), knoop(B, "Bee"), knoop(C, "Cee"), knoop(WEST, "West"), knoop(OOST, "Oost"))


def dagen(van: str, tot: str, *facts: Fact) -> list[Wijziging]:
    """The changes between two days in a record of facts that carry the days of their source."""
    one, other = (foto(*facts, day=date.fromisoformat(day)) for day in (van, tot))
    return list(wijzigingen(one, other).wijzigingen)


@pytest.fixture
def geladen(tmp_path: Path) -> Callable[..., list[Wijziging]]:
    """Loads files one after another, and compares two days."""

    def load(van: str, tot: str, *deliveries: Delivery) -> list[Wijziging]:
        store = SqliteStore(tmp_path / "record.db")
        for delivery in deliveries:
            store.apply([delivery], insist=True)
        one, other = (Snapshot(store, date.fromisoformat(day)) for day in (van, tot))
        store.close()
        return list(wijzigingen(one, other).wijzigingen)

    return load


def kort(found: list[Wijziging]) -> list[tuple[object, ...]]:
    return [(item.aard, item.wie, item.oud, item.nieuw, item.datering.grond) for item in found]


# ------------------------------------------------------------------ on what ground


def test_a_move_that_the_source_dates_is_one_change() -> None:
    [found] = dagen(
        "2025-06-01",
        "2026-06-01",
        *GEBIEDEN,
        rel(f"{A} IN_JEUGDREGIO {WEST}", tot="2026-01-01"),
        rel(f"{A} IN_JEUGDREGIO {OOST}", "2026-01-01"),
    )
    assert kort([found]) == [(Aard.VERPLAATST, (A,), (WEST,), (OOST,), Grond.GEDATEERD)]
    assert (found.datering.op, found.relatie) == (date(2026, 1, 1), "IN_JEUGDREGIO")


Laden = Callable[..., list[Wijziging]]
ONDERGROND = bestand(*GEBIEDEN, peildatum="2000-01-01", bron="gebieden")


def test_two_states_with_a_day_say_when_it_had_changed_at_the_latest(geladen: Laden) -> None:
    [found] = geladen(
        "2025-06-01",
        "2026-06-01",
        ONDERGROND,
        bestand(rel(f"{A} IN_JEUGDREGIO {WEST}"), peildatum="2025-02-01", vanaf="2025-01-01"),
        bestand(rel(f"{A} IN_JEUGDREGIO {OOST}"), peildatum="2026-02-01", vanaf="2026-01-01"),
    )
    assert kort([found]) == [(Aard.VERPLAATST, (A,), (WEST,), (OOST,), Grond.UITERLIJK)]
    assert (found.datering.na, found.datering.op) == (date(2025, 1, 1), date(2026, 1, 1))
    assert found.datering.leveringen == ("levering:proef-2025-02-01", "levering:proef-2026-02-01")


def test_a_newer_file_without_a_day_changes_only_what_is_known(geladen: Laden) -> None:
    [found] = geladen(
        "2025-06-01",
        "2026-06-01",
        ONDERGROND,
        bestand(rel(f"{A} IN_JEUGDREGIO {WEST}"), peildatum="2025-02-01"),
        bestand(rel(f"{A} IN_JEUGDREGIO {OOST}"), peildatum="2026-02-01"),
    )
    assert kort([found]) == [(Aard.VERPLAATST, (A,), (WEST,), (OOST,), Grond.GEGEVENS)]
    assert found.datering.reden is Reden.LEVERING


def test_a_first_file_says_nothing_of_before(geladen: Laden) -> None:
    [found] = geladen(
        "2024-06-01",
        "2026-06-01",
        ONDERGROND,
        bestand(
            rel(f"{A} IN_JEUGDREGIO {WEST}"),
            rel(f"{B} IN_JEUGDREGIO {WEST}"),
            peildatum="2025-02-01",
            vanaf="2025-01-01",
        ),
    )
    assert kort([found]) == [(Aard.ERBIJ, (A, B), (), (WEST,), Grond.GEGEVENS)]
    assert found.datering.reden is Reden.EERSTE


def test_a_first_file_without_a_day_changes_nothing(geladen: Laden) -> None:
    assert (
        geladen(
            "2024-06-01", "2026-06-01", ONDERGROND, bestand(rel(f"{A} IN_JEUGDREGIO {WEST}"), peildatum="2025-02-01")
        )
        == []
    )


def test_a_first_file_may_date_its_facts_on_its_own_peildatum(geladen: Laden) -> None:
    """As TOOI does: the list of 1 January 2023 has a gemeente that begins on that day."""
    [found] = geladen("2022-06-01", "2023-06-01", bestand(knoop(A, "Aa", van="2023-01-01"), peildatum="2023-01-01"))
    assert (found.aard, found.datering.grond) == (Aard.ONTSTAAN, Grond.GEDATEERD)


def test_another_source_that_is_believed_more_is_no_change_of_the_world(geladen: Laden) -> None:
    [found] = geladen(
        "2025-06-01",
        "2026-06-01",
        ONDERGROND,
        bestand(rel(f"{A} IN_JEUGDREGIO {WEST}"), peildatum="2025-02-01", bron="lijst", rang=60),
        bestand(rel(f"{A} IN_JEUGDREGIO {OOST}", "2026-01-01"), peildatum="2026-02-01", bron="wet", rang=10),
    )
    assert kort([found]) == [(Aard.VERPLAATST, (A,), (WEST,), (OOST,), Grond.GEGEVENS)]
    assert found.datering.reden is Reden.BRON


def test_a_new_school_in_a_newer_list_may_have_been_there_before(geladen: Laden) -> None:
    old = [knoop("vestiging:99AA00", "Oud"), knoop("vestiging:99BB00", "Blijft")]
    new = [knoop("vestiging:99BB00", "Blijft"), knoop("vestiging:99CC00", "Nieuw")]
    found = geladen(
        "2026-06-15",
        "2026-11-15",
        bestand(*old, peildatum="2026-06-01"),
        bestand(*new, peildatum="2026-11-01"),
    )
    assert {(item.aard, item.wie, item.datering.grond) for item in found} == {
        (Aard.ONTSTAAN, ("vestiging:99CC00",), Grond.GEGEVENS),
        (Aard.BEEINDIGD, ("vestiging:99AA00",), Grond.GEGEVENS),
    }


def test_what_only_one_of_two_sources_dates_is_not_dated(geladen: Laden) -> None:
    """The end is of a day, the begin only of a newer file: together no better than the file."""
    [found] = geladen(
        "2025-06-01",
        "2026-06-01",
        ONDERGROND,
        bestand(rel(f"{A} IN_JEUGDREGIO {WEST}", tot="2025-09-01"), peildatum="2025-02-01"),
        bestand(
            rel(f"{A} IN_JEUGDREGIO {WEST}", tot="2025-09-01"), rel(f"{A} IN_JEUGDREGIO {OOST}"), peildatum="2026-02-01"
        ),
    )
    assert found.datering.grond is Grond.GEGEVENS


def test_states_of_two_sources_do_not_date_a_move_between_them(geladen: Laden) -> None:
    """Each list has a state of each year; that the one drops what the other takes up is no event."""
    found = geladen(
        "2025-06-01",
        "2026-06-01",
        ONDERGROND,
        bestand(
            rel(f"{A} IN_JEUGDREGIO {WEST}"),
            rel(f"{C} IN_JEUGDREGIO {WEST}"),
            peildatum="2025-01-01",
            vanaf="2025-01-01",
        ),
        bestand(rel(f"{B} IN_JEUGDREGIO {OOST}"), peildatum="2025-01-02", vanaf="2025-01-02", bron="andere"),
        bestand(rel(f"{C} IN_JEUGDREGIO {WEST}"), peildatum="2026-01-01", vanaf="2026-01-01"),
        bestand(
            rel(f"{A} IN_JEUGDREGIO {OOST}"),
            rel(f"{B} IN_JEUGDREGIO {OOST}"),
            peildatum="2026-01-02",
            vanaf="2026-01-02",
            bron="andere",
        ),
    )
    assert kort(found) == [(Aard.VERPLAATST, (A,), (WEST,), (OOST,), Grond.GEGEVENS)]
    assert found[0].datering.reden is Reden.BRON


def test_what_belonged_to_two_things_of_a_kind_did_not_move() -> None:
    teams = [f"lokaalteam:team-{number}" for number in range(3)]
    found = dagen(
        "2025-06-01",
        "2026-06-01",
        *GEBIEDEN,
        *(knoop(team) for team in teams),
        *(rel(f"{A} HEEFT_LOKAAL_TEAM {team}", tot="2026-01-01") for team in teams[:2]),
        rel(f"{A} HEEFT_LOKAAL_TEAM {teams[2]}", "2026-01-01"),
    )
    assert Counter(item.aard for item in found) == {Aard.ERBIJ: 1, Aard.ERAF: 2}


# ------------------------------------------------------------------ mergers

FUSIE = (
    knoop(A, "Aa", tot="2022-01-01"),
    knoop(B, "Bee", tot="2022-01-01"),
    knoop(C, "Cee", van="2022-01-01"),
    knoop(WEST, "West"),
    knoop(OOST, "Oost"),
    knoop("pc4:1001"),
    rel(f"{A} OPGEGAAN_IN {C}", "2022-01-01"),
    rel(f"{B} OPGEGAAN_IN {C}", "2022-01-01"),
    rel(f"{A} IN_JEUGDREGIO {WEST}", tot="2022-01-01"),
    rel(f"{B} IN_JEUGDREGIO {OOST}", tot="2022-01-01"),
    rel(f"{C} IN_JEUGDREGIO {WEST}", "2022-01-01"),
    rel(f"pc4:1001 IN_GEMEENTE {A}", tot="2022-01-01"),
    rel(f"pc4:1001 IN_GEMEENTE {C}", "2022-01-01"),
)


def test_a_merger_is_one_change_and_what_it_hands_over_is_none() -> None:
    found = dagen("2021-06-01", "2022-06-01", *FUSIE)
    assert kort([item for item in found if not item.gevolg_van]) == [(Aard.OPGEGAAN, (A, B), (), (C,), Grond.GEDATEERD)]
    assert [item.wie for item in found if item.aard is Aard.ONTSTAAN] == [(C,)]  # because of the merger
    assert not [item for item in found if item.relatie == "IN_GEMEENTE"]


def test_a_merger_that_brings_a_part_to_another_region_says_so() -> None:
    [move] = [item for item in dagen("2021-06-01", "2022-06-01", *FUSIE) if item.aard is Aard.VERPLAATST]
    assert (move.wie, move.oud, move.nieuw, move.gevolg_van) == ((B,), (OOST,), (WEST,), (B,))


def test_a_gemeente_that_is_split_goes_into_all_its_successors() -> None:
    facts = (*GEBIEDEN[1:], knoop(A, "Aa", tot="2022-01-01"))
    found = dagen(
        "2021-06-01",
        "2022-06-01",
        *facts,
        rel(f"{A} OPGEGAAN_IN {B}", "2022-01-01"),
        rel(f"{A} OPGEGAAN_IN {C}", "2022-01-01"),
    )
    assert kort(found) == [(Aard.OPGEGAAN, (A,), (), (B, C), Grond.GEDATEERD)]


def test_a_relation_of_what_did_not_exist_does_not_count() -> None:
    """CBS lists a gemeente until its next list, TOOI ended it before."""
    facts = (knoop(A, "Aa", tot="2022-01-01"), knoop(WEST), rel(f"{A} IN_JEUGDREGIO {WEST}", tot="2023-01-01"))
    assert dagen("2022-06-01", "2023-06-01", *facts) == []


def test_an_swv_that_goes_up_in_another_gives_it_its_postcode_areas() -> None:
    areas = [f"pc4:100{number}" for number in range(1, 4)]
    found = dagen(
        "2020-01-01",
        "2023-01-01",
        knoop("swv:PO9901", tot="2022-02-09"),
        knoop("swv:PO9902"),
        *(knoop(area) for area in areas),
        rel("swv:PO9901 OPGEGAAN_IN swv:PO9902"),
        *(rel(f"{area} IN_SWV_PO swv:PO9901", tot="2022-02-09") for area in areas),
        *(rel(f"{area} IN_SWV_PO swv:PO9902", "2022-02-09") for area in areas),
    )
    assert kort(found) == [
        (Aard.OPGEGAAN, ("swv:PO9901",), (), ("swv:PO9902",), Grond.GEDATEERD),
        (Aard.VERPLAATST, tuple(areas), ("swv:PO9901",), ("swv:PO9902",), Grond.GEDATEERD),
    ]
    assert found[0].datering.op == date(2022, 2, 9)  # the relation has no day; the end has


# ------------------------------------------------------------------ names, agreements, versions


def test_another_name_is_a_change_of_name() -> None:
    [found] = dagen(
        "2020-01-01", "2023-01-01", knoop(A, "Oude Naam", tot="2022-01-01"), knoop(A, "Nieuwe Naam", van="2022-01-01")
    )
    assert (found.aard, found.namen) == (Aard.HERNOEMD, ("Oude Naam", "Nieuwe Naam"))
    assert (found.datering.grond, found.datering.op) == (Grond.GEDATEERD, date(2022, 1, 1))


def test_another_spelling_in_a_newer_file_is_no_change_of_the_world(geladen: Laden) -> None:
    [found] = geladen(
        "2025-06-01",
        "2026-06-01",
        bestand(knoop(A, "Ae"), peildatum="2025-01-01"),
        bestand(knoop(A, "Aa"), peildatum="2026-01-01"),
    )
    assert (found.aard, found.datering.grond) == (Aard.HERNOEMD, Grond.GEGEVENS)


def test_a_name_that_another_source_gives_changes_with_its_delivery(geladen: Laden) -> None:
    """As of SWVs: the regulation has no names, a collected list has."""
    [found] = geladen(
        "2025-06-01",
        "2026-06-01",
        bestand(Node("swv:PO9901", "Samenwerkingsverband"), peildatum="2022-02-09", bron="regeling", rang=10),
        bestand(knoop("swv:PO9901", "Oud"), peildatum="2025-01-01", bron="namen", rang=70),
        bestand(knoop("swv:PO9901", "Nieuw"), peildatum="2026-01-01", bron="namen", rang=70),
    )
    assert (found.namen, found.datering.grond, found.datering.reden) == (
        ("Oud", "Nieuw"),
        Grond.GEGEVENS,
        Reden.LEVERING,
    )
    assert found.datering.leveringen == ("levering:namen-2025-01-01", "levering:namen-2026-01-01")


AFSPRAAK = (
    *GEBIEDEN,
    knoop("afspraak:samen", "Samen", van="2022-01-01", tot="2024-01-01"),
    knoop("functie:coach", "Coach", van="2022-01-01", tot="2024-01-01"),
    rel("functie:coach IN_AFSPRAAK afspraak:samen", "2022-01-01", "2024-01-01"),
    rel(f"{A} PARTIJ_BIJ afspraak:samen", "2022-01-01", "2024-01-01"),
)


@pytest.mark.parametrize(
    ("van", "tot", "aard", "op"),
    [
        ("2021-01-01", "2023-01-01", Aard.ONTSTAAN, "2022-01-01"),
        ("2023-01-01", "2025-01-01", Aard.BEEINDIGD, "2024-01-01"),
        ("2021-01-01", "2025-01-01", Aard.TUSSENTIJDS, "2022-01-01"),
    ],
)
def test_an_agreement_begins_and_expires_with_all_that_belongs_to_it(van: str, tot: str, aard: Aard, op: str) -> None:
    found = dagen(van, tot, *AFSPRAAK)
    [own] = [item for item in found if not item.gevolg_van]
    assert (own.aard, own.wie, own.datering.op) == (aard, ("afspraak:samen",), dag(op))
    assert all(item.gevolg_van == ("afspraak:samen",) or item.soort == "Functie" for item in found if item is not own)


def test_an_agreement_that_is_to_expire_shows_when_one_looks_ahead() -> None:
    facts = (*GEBIEDEN, knoop("afspraak:samen", "Samen", tot="2027-07-01"))
    [found] = dagen("2026-11-25", "2027-12-31", *facts)
    assert (found.aard, found.datering.op) == (Aard.BEEINDIGD, date(2027, 7, 1))


OUD, NIEUW = "regeling:11111111", "regeling:22222222"


def test_a_new_version_of_a_regeling_replaces_the_old_one() -> None:
    """The gemeente that stays in is no change; the one that left with the new version is."""
    found = dagen(
        "2020-01-01",
        "2023-01-01",
        *GEBIEDEN,
        knoop(OUD, "GR Zorg", tot="2022-01-01"),
        knoop(NIEUW, "GR Zorg 2022", van="2022-01-01"),
        rel(f"{A} NEEMT_DEEL_AAN {OUD}", tot="2022-01-01"),
        rel(f"{A} NEEMT_DEEL_AAN {NIEUW}", "2022-01-01"),
        rel(f"{B} NEEMT_DEEL_AAN {OUD}", tot="2022-01-01"),
        rel(f"{C} NEEMT_DEEL_AAN {NIEUW}", "2022-01-01"),
    )
    assert kort(found) == [
        (Aard.VERVANGEN, (OUD,), (), (NIEUW,), Grond.GEDATEERD),
        (Aard.ERBIJ, (C,), (), (NIEUW,), Grond.GEDATEERD),
        (Aard.ERAF, (B,), (OUD,), (), Grond.GEDATEERD),
    ]


# ------------------------------------------------------------------ properties

DAG0 = date(2020, 1, 1)
dagnummer = st.integers(0, 30)


@given(
    relations=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), dagnummer, dagnummer), max_size=12),
    days=st.tuples(dagnummer, dagnummer),
)
@settings(max_examples=200)
def test_what_comes_and_goes_is_the_difference_of_the_two_days(
    relations: list[tuple[int, int, int, int]], days: tuple[int, int]
) -> None:
    regios = [f"regio:r{number}" for number in range(4)]
    gemeenten = [f"gemeente:GM800{number}" for number in range(4)]
    day = [DAG0 + timedelta(number) for number in range(31)]
    facts = [
        rel(f"{gemeenten[one]} IN_REGIO {regios[other]}", str(day[begin]), str(day[begin] + timedelta(length + 1)))
        for one, other, begin, length in relations
    ]
    nodes = [knoop(node) for node in (*gemeenten, *regios)]
    van, tot = min(days), max(days)

    def holds(number: int) -> set[tuple[str, str]]:
        return {
            (gemeenten[one], regios[other])
            for one, other, begin, length in relations
            if begin <= number < begin + length + 1
        }

    found = dagen(str(day[van]), str(day[tot]), *nodes, *facts)
    come = {(who, item.nieuw[0]) for item in found if item.aard is Aard.ERBIJ for who in item.wie}
    gone = {(who, item.oud[0]) for item in found if item.aard is Aard.ERAF for who in item.wie}
    assert come == holds(tot) - holds(van)
    assert gone == holds(van) - holds(tot)
    assert len(found) == sum(item.aard in (Aard.ERBIJ, Aard.ERAF) for item in found)
    for item in found:
        assert item.datering.op is not None
        assert day[van] < item.datering.op <= day[tot]


def test_nothing_changes_on_one_day(snapshot_2026: Snapshot) -> None:
    assert wijzigingen(snapshot_2026, snapshot_2026).wijzigingen == ()


def test_the_first_day_comes_first(snapshot_2026: Snapshot, snapshot_2021: Snapshot) -> None:
    with pytest.raises(SpeelveldError, match="later dan"):
        wijzigingen(snapshot_2026, snapshot_2021)


# ------------------------------------------------------------------ the Netherlands, by hand


@pytest.fixture(scope="module")
def snapshot_2021(nederland: SqliteStore) -> Snapshot:
    return Snapshot(nederland, date(2021, 6, 1))


@pytest.fixture(scope="module")
def sinds_2021(snapshot_2021: Snapshot, snapshot_2026: Snapshot) -> list[Wijziging]:
    return list(wijzigingen(snapshot_2021, snapshot_2026).wijzigingen)


HERINDELINGEN = {  # Staatsblad 2021, 264, 296, 372, 373, 375 and 2022, 307
    ("Purmerend", "2022-01-01"): {"Beemster"},
    ("Dijk en Waard", "2022-01-01"): {"Heerhugowaard", "Langedijk"},
    ("Land van Cuijk", "2022-01-01"): {"Boxmeer", "Cuijk", "Grave", "Mill en Sint Hubert", "Sint Anthonis"},
    ("Maashorst", "2022-01-01"): {"Landerd", "Uden"},
    ("Amsterdam", "2022-03-24"): {"Weesp"},
    ("Voorne aan Zee", "2023-01-01"): {"Brielle", "Hellevoetsluis", "Westvoorne"},
}


def test_the_mergers_of_gemeenten_since_june_2021(sinds_2021: list[Wijziging], snapshot_2026: Snapshot) -> None:
    naam = snapshot_2026.naam
    assert {
        (naam(item.nieuw[0]), str(item.datering.op)): {naam(node) for node in item.wie}
        for item in sinds_2021
        if item.aard is Aard.OPGEGAAN and item.soort == "Gemeente"
    } == HERINDELINGEN


def test_what_the_text_of_2022_changed_in_the_areas_of_swvs(sinds_2021: list[Wijziging]) -> None:
    """BWBR0032324, texts of 2015-04-23 and 2022-02-09: Walcheren 32, De Liemers 23 and Hoeksche Waard 18 PC4 areas."""
    moves = [item for item in sinds_2021 if item.aard is Aard.VERPLAATST and item.relatie.startswith("IN_SWV")]
    assert {(item.oud, item.nieuw, len(item.wie)) for item in moves} == {
        (("swv:PO2901",), ("swv:PO2902",), 32),
        (("swv:VO2504",), ("swv:VO2506",), 23),
        (("swv:VO2810",), ("swv:VO2815",), 18),
    }
    for item in moves:
        assert item.datering.grond is Grond.UITERLIJK
        assert (item.datering.na, item.datering.op) == (date(2015, 4, 23), date(2022, 2, 9))
    [new] = [item for item in sinds_2021 if item.aard is Aard.ONTSTAAN and item.soort == "Postcodegebied"]
    assert new.wie == ("pc4:1364", "pc4:2236", "pc4:8323")


def test_the_swvs_that_went_up_in_another(sinds_2021: list[Wijziging], nederland: SqliteStore) -> None:
    mergers = {item.wie: item for item in sinds_2021 if item.aard is Aard.OPGEGAAN and item.soort != "Gemeente"}
    assert {(wie, item.nieuw) for wie, item in mergers.items()} == {
        (("swv:PO2901",), ("swv:PO2902",)),
        (("swv:VO2504",), ("swv:VO2506",)),
    }
    liemers = mergers["swv:VO2504",]
    assert (liemers.datering.grond, liemers.bij) == (Grond.UITERLIJK, date(2020, 8, 1))
    # Between the days of SWV De Verbinding itself, it is a change with that day.
    before, after = (Snapshot(nederland, day) for day in (date(2020, 1, 1), date(2020, 12, 1)))
    [found] = [item for item in wijzigingen(before, after).wijzigingen if item.wie == ("swv:VO2504",)]
    assert (found.datering.grond, found.datering.op) == (Grond.GEDATEERD, date(2020, 8, 1))


def test_region_lists_of_2025_are_no_change_of_the_world(sinds_2021: list[Wijziging]) -> None:
    lists = ("IN_JEUGDREGIO", "IN_GGDREGIO", "IN_ZORGKANTOORREGIO", "IN_ARBEIDSMARKTREGIO", "IN_DOORSTROOMPUNTREGIO")
    known = Counter(item.relatie for item in sinds_2021 for _ in item.wie if item.relatie in lists)
    assert known == dict.fromkeys(lists, 342)
    assert {item.datering.reden for item in sinds_2021 if item.relatie in lists} == {Reden.EERSTE}


def test_the_agreements_that_expired_or_began_and_ended(sinds_2021: list[Wijziging]) -> None:
    found = {(item.wie[0], item.aard) for item in sinds_2021 if item.soort == "Afspraak" and not item.relatie}
    assert found == {
        ("afspraak:convenant-schoolmaatschappelijk-werk-vo-west-friesland", Aard.BEEINDIGD),
        ("afspraak:jeugdhulp-op-school-vo-regio-alkmaar", Aard.TUSSENTIJDS),
    }


# ------------------------------------------------------------------ only what is asked for


def test_only_changes_of_a_kind(snapshot_2021: Snapshot, snapshot_2026: Snapshot) -> None:
    every = wijzigingen(snapshot_2021, snapshot_2026)
    found = beperk(every, snapshot_2021, snapshot_2026, soorten=["Samenwerkingsverband"], gevolgen=False)
    ids = {node for item in found.wijzigingen for node in item.ids if node.startswith("swv:")}
    assert ids == {"swv:PO2901", "swv:PO2902", "swv:VO2504", "swv:VO2506", "swv:VO2810", "swv:VO2815"}


def test_around_an_swv_are_its_gemeenten_postcodes_and_schools(
    snapshot_2021: Snapshot, snapshot_2026: Snapshot
) -> None:
    around = rond("swv:PO2902", snapshot_2021, snapshot_2026)
    assert {"gemeente:GM0687", "gemeente:GM0664", "pc4:4331", "swv:PO2902"} <= around  # Middelburg, Goes
    assert "gemeente:GM0715" not in around  # Terneuzen is in PO2903


@pytest.mark.parametrize(
    ("bij", "aantal"),
    [
        ("swv:PO2902", 32),  # all of Walcheren
        ("swv:PO2901", 32),
        ("pc4:4331", 1),
        ("swv:VO2815", 0),
    ],
)
def test_of_many_things_that_changed_alike_those_around_one_thing(
    snapshot_2021: Snapshot, snapshot_2026: Snapshot, bij: str, aantal: int
) -> None:
    every = wijzigingen(snapshot_2021, snapshot_2026)
    found = beperk(every, snapshot_2021, snapshot_2026, bij=bij)
    moved = [len(item.wie) for item in found.wijzigingen if item.nieuw == ("swv:PO2902",) and item.relatie]
    assert sum(moved) == aantal


def test_around_a_gemeente_only_its_own_postcode_areas_moved(snapshot_2021: Snapshot, snapshot_2026: Snapshot) -> None:
    veere = {item.van for item in snapshot_2026.into("gemeente:GM0717", "IN_GEMEENTE")}
    walcheren = {item.van for item in snapshot_2021.into("swv:PO2901", "IN_SWV_PO")}
    every = wijzigingen(snapshot_2021, snapshot_2026)
    found = beperk(every, snapshot_2021, snapshot_2026, bij="gemeente:GM0717")
    [move] = [item for item in found.wijzigingen if item.aard is Aard.VERPLAATST]
    assert set(move.wie) == veere & walcheren


def test_around_a_gemeente_is_what_went_into_it(snapshot_2021: Snapshot, snapshot_2026: Snapshot) -> None:
    every = wijzigingen(snapshot_2021, snapshot_2026)
    found = beperk(every, snapshot_2021, snapshot_2026, bij="gemeente:GM0439", gronden=[Grond.GEDATEERD])
    assert [item.wie for item in found.wijzigingen if item.aard is Aard.OPGEGAAN] == [("gemeente:GM0370",)]


def test_around_what_is_not_known_is_refused(snapshot_2021: Snapshot, snapshot_2026: Snapshot) -> None:
    every = wijzigingen(snapshot_2021, snapshot_2026)
    with pytest.raises(SpeelveldError, match="gemeente:GM0000"):
        beperk(every, snapshot_2021, snapshot_2026, bij="gemeente:GM0000")
