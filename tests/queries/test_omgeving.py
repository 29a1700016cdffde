"""The neighbourhood of a node: both directions, postcode areas folded, a limit that says what it leaves out."""

from __future__ import annotations

from datetime import date

import pytest
from vind_hulp import foto, knoop, rel

from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.omgeving import Weggelaten, omgeving

# A gemeente in two SWVs: postcodes 1001 and 1002 in PO9901, 1003 in PO9902. A school for vo and one for bo in 1001.
GEMEENTE, BUUR, OUD = "gemeente:GM9001", "gemeente:GM9002", "gemeente:GM9003"
FEITEN = (
    knoop(GEMEENTE, "Duinstad"),
    knoop(BUUR, "Buurdorp"),
    knoop(OUD, "Oud-Duin", tot="2020-01-01"),
    *(knoop(f"pc4:{code}") for code in ("1001", "1002", "1003")),
    *(knoop(f"swv:{code}", sector=code[:2]) for code in ("PO9901", "PO9902", "VO9901")),
    knoop("jeugdregio:JZ99", "Duinstreek"),
    knoop("bestuur:90001", "Stichting Duin"),
    knoop("vestiging:99AA00", "Lyceum", onderwijssoort=("vo",)),
    knoop("vestiging:99BB00", "De Duinroos", onderwijssoort=("bo",)),
    rel(f"{GEMEENTE} IN_JEUGDREGIO jeugdregio:JZ99", "2015-01-01"),
    rel(f"{BUUR} IN_JEUGDREGIO jeugdregio:JZ99", "2015-01-01", "2027-01-01"),
    rel(f"{OUD} OPGEGAAN_IN {GEMEENTE}", "2020-01-01"),
    *(rel(f"pc4:{code} IN_GEMEENTE {GEMEENTE}", "2016-01-01") for code in ("1001", "1002", "1003")),
    rel("pc4:1001 IN_SWV_PO swv:PO9901", "2015-04-23"),
    rel("pc4:1002 IN_SWV_PO swv:PO9901", "2022-02-09"),
    rel("pc4:1003 IN_SWV_PO swv:PO9902", "2015-04-23"),
    *(rel(f"pc4:{code} IN_SWV_VO swv:VO9901") for code in ("1001", "1002", "1003")),
    *(rel(f"vestiging:{code} IN_GEMEENTE {GEMEENTE}") for code in ("99AA00", "99BB00")),
    *(rel(f"vestiging:{code} IN_PC4 pc4:1001") for code in ("99AA00", "99BB00")),
    *(rel(f"vestiging:{code} HEEFT_BESTUUR bestuur:90001") for code in ("99AA00", "99BB00")),
)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return foto(*FEITEN)


def ids(snapshot: Snapshot, start: str, **keuze: object) -> set[str]:
    return {item.id for item in omgeving(snapshot, start, **keuze).knopen} - {start}  # type: ignore[arg-type]


def test_one_step_goes_both_ways_and_over_postcode_areas(snapshot: Snapshot) -> None:
    assert ids(snapshot, GEMEENTE) == {
        OUD,
        "jeugdregio:JZ99",
        "swv:PO9901",
        "swv:PO9902",
        "swv:VO9901",
        "vestiging:99AA00",
        "vestiging:99BB00",
    }


def test_a_folded_relation_counts_its_postcode_areas_and_begins_with_the_first(snapshot: Snapshot) -> None:
    found = {item.naar: item for item in omgeving(snapshot, GEMEENTE).relaties if item.van == GEMEENTE}
    split = found["swv:PO9901"]
    assert (split.type, split.postcodes) == ("IN_SWV_PO", 2)
    assert split.geldig_van == date(2016, 1, 1)  # in the SWV since 2015, but in this gemeente since 2016
    assert found["swv:PO9902"].postcodes == 1
    assert found["swv:VO9901"].geldig_van is None  # the source of IN_SWV_VO gives no start
    assert found["jeugdregio:JZ99"].postcodes == 0


def test_an_swv_has_its_gemeenten_and_only_schools_of_its_sector(snapshot: Snapshot) -> None:
    assert ids(snapshot, "swv:PO9901") == {GEMEENTE, "vestiging:99BB00"}
    assert ids(snapshot, "swv:VO9901") == {GEMEENTE, "vestiging:99AA00"}
    assert ids(snapshot, "vestiging:99AA00") == {GEMEENTE, "swv:VO9901", "bestuur:90001"}


def test_postcode_areas_that_are_folded_are_counted_as_left_out(snapshot: Snapshot) -> None:
    assert omgeving(snapshot, GEMEENTE).weggelaten == (Weggelaten("IN_GEMEENTE", True, "Postcodegebied", 3),)


def test_postcode_areas_are_nodes_when_asked_for(snapshot: Snapshot) -> None:
    found = omgeving(snapshot, GEMEENTE, postcodes=True)
    assert {"pc4:1001", "pc4:1002", "pc4:1003"} <= {item.id for item in found.knopen}
    assert "swv:PO9901" not in {item.id for item in found.knopen}  # two steps away
    assert found.weggelaten == ()
    assert all(item.postcodes == 0 for item in found.relaties)


def test_a_postcode_area_is_a_fine_start(snapshot: Snapshot) -> None:
    assert ids(snapshot, "pc4:1003") == {GEMEENTE, "swv:PO9902", "swv:VO9901"}


def test_two_steps_reach_the_neighbours_of_neighbours(snapshot: Snapshot) -> None:
    found = {item.id: item.afstand for item in omgeving(snapshot, GEMEENTE, diepte=2).knopen}
    assert (found[GEMEENTE], found["jeugdregio:JZ99"], found[BUUR], found["bestuur:90001"]) == (0, 1, 2, 2)


def test_relations_between_neighbours_are_shown_too(snapshot: Snapshot) -> None:
    found = {(item.van, item.type, item.naar) for item in omgeving(snapshot, "vestiging:99AA00").relaties}
    assert (GEMEENTE, "IN_SWV_VO", "swv:VO9901") in found


def test_only_the_chosen_relations_are_followed(snapshot: Snapshot) -> None:
    assert ids(snapshot, GEMEENTE, relaties={"IN_JEUGDREGIO"}) == {"jeugdregio:JZ99"}
    assert ids(snapshot, GEMEENTE, relaties=()) == set()


def test_what_no_longer_exists_is_marked(snapshot: Snapshot) -> None:
    found = {item.id: item.bestaat for item in omgeving(snapshot, OUD).knopen}
    assert found == {OUD: False, GEMEENTE: True}


@pytest.mark.parametrize("hoogstens", range(1, 12))
def test_the_limit_holds_and_what_is_left_out_is_counted(snapshot: Snapshot, hoogstens: int) -> None:
    whole = omgeving(snapshot, GEMEENTE)
    part = omgeving(snapshot, GEMEENTE, hoogstens=hoogstens)
    assert len(part.knopen) == min(hoogstens, len(whole.knopen))
    assert part.knopen[0].id == GEMEENTE
    # of this start no neighbour stands in two groups, so what is shown and what is left out add up to all there is
    assert len(part.knopen) + sum(item.aantal for item in part.weggelaten) == len(whole.knopen) + 3
    shown = {item.id for item in part.knopen}
    assert all({item.van, item.naar} <= shown for item in part.relaties)


def test_the_smallest_groups_come_first(snapshot: Snapshot) -> None:
    shown = [item.id for item in omgeving(snapshot, GEMEENTE, hoogstens=4).knopen]
    assert shown == [GEMEENTE, "jeugdregio:JZ99", "swv:VO9901", OUD]


def test_the_same_question_has_the_same_answer(snapshot: Snapshot) -> None:
    assert omgeving(snapshot, GEMEENTE, diepte=2) == omgeving(foto(*reversed(FEITEN)), GEMEENTE, diepte=2)


@pytest.mark.parametrize(
    ("keuze", "says"),
    [({"relaties": ["LIGT_NAAST"]}, "LIGT_NAAST"), ({"diepte": 3}, "1 of 2"), ({"hoogstens": 0}, "ten minste")],
)
def test_a_wrong_choice_is_refused(snapshot: Snapshot, keuze: dict[str, object], says: str) -> None:
    with pytest.raises(SpeelveldError, match=says):
        omgeving(snapshot, GEMEENTE, **keuze)  # type: ignore[arg-type]


def test_a_start_that_does_not_exist_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(SpeelveldError, match="gemeente:GM0000"):
        omgeving(snapshot, "gemeente:GM0000")


# ------------------------------------------------------------------ the Netherlands


def test_the_five_gemeenten_of_ijmond(snapshot_2026: Snapshot) -> None:
    """Regulation BWBR0032324: PO2711 is Beverwijk, Castricum, Heemskerk, Uitgeest and Velsen."""
    found = omgeving(snapshot_2026, "swv:PO2711")
    assert {item.naam for item in found.knopen if item.type == "Gemeente"} == {
        "Beverwijk",
        "Castricum",
        "Heemskerk",
        "Uitgeest",
        "Velsen",
    }


def test_amsterdam_does_not_fit_and_says_how_many_schools_are_left_out(snapshot_2026: Snapshot) -> None:
    found = omgeving(snapshot_2026, "gemeente:GM0363")
    schools = sum(1 for item in snapshot_2026.into("gemeente:GM0363", "IN_GEMEENTE") if item.van.startswith("vest"))
    [left] = [item for item in found.weggelaten if item.soort == "Vestiging"]
    assert len(found.knopen) == 300
    assert sum(1 for item in found.knopen if item.type == "Vestiging") + left.aantal == schools


# ---------------------------------------------------------------- growing


@pytest.mark.parametrize(
    ("start", "open_later"),
    [("gemeente:GM0396", "jeugdregio:JZ10"), ("swv:PO2711", "gemeente:GM0383"), ("bestuur:24597", "vestiging:05DG00")],
)
def test_growing_adds_the_neighbours_of_a_node_and_nothing_else(
    snapshot_2026: Snapshot, start: str, open_later: str
) -> None:
    alone, other = (omgeving(snapshot_2026, node, hoogstens=1000) for node in (start, open_later))
    grown = omgeving(snapshot_2026, start, hoogstens=1000, uitgeklapt=[open_later, open_later])
    nodes = {item.id for item in grown.knopen}
    assert nodes == {item.id for item in alone.knopen} | {item.id for item in other.knopen}
    assert grown.knopen[: len(alone.knopen)] == alone.knopen
    assert all(item in grown.relaties for item in (*alone.relaties, *other.relaties))
    assert all({item.van, item.naar} <= nodes for item in grown.relaties)
    assert grown.uitgeklapt == (open_later,)


def test_growing_keeps_to_the_most_nodes_and_counts_the_rest(snapshot_2026: Snapshot) -> None:
    alone = omgeving(snapshot_2026, "jeugdregio:JZ10")
    full = omgeving(snapshot_2026, "jeugdregio:JZ10", uitgeklapt=["gemeente:GM0453"])
    room = len(alone.knopen) + 3
    cut = omgeving(snapshot_2026, "jeugdregio:JZ10", hoogstens=room, uitgeklapt=["gemeente:GM0453"])
    assert len(cut.knopen) == room < len(full.knopen)
    shown = {item.id for item in cut.knopen}
    missing = {item.id for item in full.knopen} - shown
    assert {item.soort for item in cut.weggelaten} >= {item.type for item in full.knopen if item.id in missing}


def test_what_is_not_in_the_neighbourhood_does_not_grow(snapshot_2026: Snapshot) -> None:
    alone = omgeving(snapshot_2026, "jeugdregio:JZ10")
    assert omgeving(snapshot_2026, "jeugdregio:JZ10", uitgeklapt=["gemeente:GM0014"]) == alone
    deep = omgeving(snapshot_2026, "jeugdregio:JZ10", diepte=2)
    assert omgeving(snapshot_2026, "jeugdregio:JZ10", diepte=2, uitgeklapt=["gemeente:GM0453"]) == deep
