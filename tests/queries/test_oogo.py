"""The preparation file on a small country made by hand: parts, shares, flows, trend, agreements, dates and changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oogo_hulp import BUREN, DAG, DEELS, HEEL, PO, PO_BUREN, VER, VO, beeld, land, vestiging, woont

from graph.aantallen import Aantal, Rest
from graph.facts import Node, Relation
from graph.snapshot import Snapshot
from ontology.oogo import load_oogo
from ontology.rules import load_law
from queries.oogo.afspraken import afspraken, maanden_later
from queries.oogo.agenda import agenda
from queries.oogo.cyclus import cyclus
from queries.oogo.dossier import Bronnen, GeenDossier, maak, vind
from queries.oogo.gebied import gebied
from queries.oogo.regios import leden, regios
from queries.oogo.scholen import scholen
from queries.oogo.stromen import Woonstromen
from queries.oogo.tafel import tafel
from queries.oogo.veranderingen import voorgangers

# ------------------------------------------------------------------ the area and its parts


def test_a_gemeente_is_whole_or_a_part_with_its_shares(tmp_path: Path) -> None:
    snapshot = beeld(
        land(p1001=woont(s1001="60"), p2001=woont(s2001="300"), p2002=woont(s2002="100")),
        tmp_path,
    )
    heel, deels = gebied(PO, snapshot).gemeenten
    assert (heel.id, heel.heel, heel.aandeel, heel.inwoners, heel.geschat) == (HEEL, True, 1.0, 10_000, False)
    assert (deels.id, deels.heel, deels.pc4, deels.rest) == (DEELS, False, ("pc4:2001",), ("pc4:2002",))
    assert deels.elders == (PO_BUREN,)
    assert deels.aandeel == 0.5
    assert deels.aandeel_leerlingen == 0.75
    assert (deels.inwoners, deels.geschat) == (15_000, True)  # three quarters of 20,000
    assert deels.leerlingen == Aantal(300)
    assert gebied(PO, snapshot).leerlingen == Aantal(360)


def test_a_part_with_fewer_than_five_pupils_shows_neither_a_number_nor_a_share(tmp_path: Path) -> None:
    snapshot = beeld(land(p2001=woont(s2001="3"), p2002=woont(s2002="97")), tmp_path)
    deels = gebied(PO, snapshot).gemeenten[1]
    assert deels.leerlingen
    assert deels.leerlingen.klein
    assert deels.aandeel_leerlingen is None
    assert deels.inwoners is None  # 3% of 20,000 would tell
    assert gebied(PO, snapshot).leerlingen is None  # and so would the sum


def test_without_a_count_pupils_and_inhabitants_of_a_part_are_unknown_not_nought(tmp_path: Path) -> None:
    area = gebied(PO, beeld(land(), tmp_path))
    assert area.leerlingen is None
    assert area.peiljaar is None
    assert [item.inwoners for item in area.gemeenten] == [10_000, None]


def test_the_vo_area_is_whole_where_the_po_area_is_split(tmp_path: Path) -> None:
    snapshot = beeld(land(), tmp_path)
    assert all(item.heel for item in gebied(VO, snapshot).gemeenten)
    table = tafel("F02", gebied(VO, snapshot), snapshot, load_law(), Bronnen.van(snapshot).namen)
    assert [(item.id, item.aandeel_hier, item.aandeel_daar) for item in table.overlappen] == [
        (PO, 0.5, 1.0),
        (PO_BUREN, 0.5, 1.0),
    ]
    assert not any(item.zelfde_gebied for item in table.overlappen)


def test_a_postcode_area_without_gemeente_or_swv_is_listed(tmp_path: Path) -> None:
    lost = [Node("pc4:1009", "Postcodegebied", "1009"), Relation("pc4:1009", "IN_SWV_PO", PO)]
    box = [Node("pc4:1008", "Postcodegebied", "1008"), Relation("pc4:1008", "IN_GEMEENTE", HEEL)]
    area = gebied(PO, beeld([*land(), *lost, *box], tmp_path))
    assert area.zonder_gemeente == ("pc4:1009",)
    assert area.zonder_swv == ("pc4:1008",)
    assert area.gemeenten[0].heel


# ------------------------------------------------------------------ flows

TELLING = land(
    p1001=woont(s1001="100", s2001="20", s3001="8", s4001="2"),
    p2001=woont(s2001="50", s2002="7", s4001="1"),
    p3001=woont(s1001="12", s3001="200"),
    p4001=woont(s2001="3"),
    p2002=woont(s1001="30"),
)


def test_flows_go_out_come_in_and_stay(tmp_path: Path) -> None:
    snapshot = beeld(TELLING, tmp_path)
    flows = Woonstromen.lees(snapshot).van(gebied(PO, snapshot).pc4)
    assert flows
    assert flows.peiljaar == 2025
    assert flows.binnen == Aantal(170)  # 100 and 20 of 1001, 50 of 2001
    # To Buren 8, to the other part of Deels 7, to Ver 2 and 1: three in all, which goes with the smallest other one.
    assert flows.uit.rijen == ((BUREN, Aantal(8)),)
    assert flows.uit.rest == Rest(2, Aantal(10))
    assert flows.uit.totaal == Aantal(18)
    assert flows.per_swv_uit.rijen == ((PO_BUREN, Aantal(18)),)
    # From the other part of Deels 30, from Buren 12, from Ver 3.
    assert flows.komen_in.rijen == ((DEELS, Aantal(30)),)
    assert flows.komen_in.rest == Rest(2, Aantal(15))


def test_flows_of_a_gemeente(tmp_path: Path) -> None:
    snapshot = beeld(TELLING, tmp_path)
    flows = Woonstromen.lees(snapshot).van(gebied(DEELS, snapshot).pc4)
    assert flows
    assert flows.binnen == Aantal(57)
    assert flows.uit.totaal == Aantal(31)  # 30 to Heel and one to Ver
    assert flows.komen_in.totaal == Aantal(23)  # 20 from Heel and 3 from Ver


def test_shielded_numbers_stay_between_their_bounds(tmp_path: Path) -> None:
    snapshot = beeld(land(p1001=woont(s1001="40", s3001="<5", s2002="12"), p3001=woont(s1001="<5")), tmp_path)
    flows = Woonstromen.lees(snapshot).van(gebied(PO, snapshot).pc4)
    assert flows
    assert flows.uit.totaal == Aantal(12, 1)
    assert (flows.uit.totaal.minst, flows.uit.totaal.hoogst) == (13, 16)
    assert flows.komen_in.rijen == ()
    assert flows.komen_in.totaal is None  # one row of one to four


def test_without_a_count_there_are_no_flows(tmp_path: Path) -> None:
    snapshot = beeld(land(), tmp_path)
    assert Woonstromen.lees(snapshot).van(gebied(PO, snapshot).pc4) is None


def test_pupils_from_abroad_are_counted_with_the_place_of_their_school(tmp_path: Path) -> None:
    abroad = {"leerlingenZonderPostcode": ("België=11", "onbekend=6"), "woonplaatsenPeiljaar": 2025}
    snapshot = beeld(land(p1001=woont(s1001="40") | abroad), tmp_path)
    flows = Woonstromen.lees(snapshot).van(gebied(PO, snapshot).pc4)
    assert flows
    assert flows.zonder_postcode.rijen == (("België", Aantal(11)), ("onbekend", Aantal(6)))


# ------------------------------------------------------------------ schools

REEKS = tuple(f"{jaar}={aantal}" for jaar, aantal in ((2020, 200), (2024, 190), (2025, 180)))


def test_boards_by_gemeente_with_pupils_and_trend(tmp_path: Path) -> None:
    sites = [
        *vestiging("01AA00", HEEL, "1001", leerlingenReeks=REEKS),
        *vestiging("01AB00", HEEL, "1002", leerlingenReeks=("2020=100", "2025=120")),
        *vestiging("01AC00", DEELS, "2001", bestuur="54321"),
        *vestiging("01AD00", DEELS, "2002"),  # with the neighbours
    ]
    snapshot = beeld([*land(), *sites], tmp_path)
    found = scholen(gebied(PO, snapshot), snapshot)
    assert [item.id for item in found.vestigingen] == ["vestiging:01AC00", "vestiging:01AA00", "vestiging:01AB00"]
    here = next(item for item in found.besturen if item.bestuur == "bestuur:12345")
    assert (here.gemeente, here.vestigingen, here.ongeteld, here.leerlingen) == (HEEL, 2, 0, Aantal(300))
    assert here.verandering(5) == 0.0  # 200 and 100 became 180 and 120
    uncounted = next(item for item in found.besturen if item.bestuur == "bestuur:54321")
    assert (uncounted.ongeteld, uncounted.leerlingen, uncounted.verandering(5)) == (1, None, None)


def test_a_shielded_number_gives_bounds_and_no_trend(tmp_path: Path) -> None:
    sites = [
        *vestiging("01AA00", HEEL, "1001", leerlingenReeks=("2020=200", "2025=180")),
        *vestiging("01AB00", HEEL, "1001", leerlingenReeks=("2020=20", "2025=<5")),
    ]
    snapshot = beeld([*land(), *sites], tmp_path)
    [board] = scholen(gebied(PO, snapshot), snapshot).besturen
    assert board.leerlingen == Aantal(180, 1)
    assert board.verandering(5) is None


def test_only_sites_of_the_sector_count_but_all_special_education_is_shown(tmp_path: Path) -> None:
    sites = [
        *vestiging("01AA00", HEEL, "1001", onderwijssoort=("so", "vso")),
        *vestiging("01AB00", HEEL, "1001", onderwijssoort=("vso",)),
        *vestiging("01AC00", HEEL, "1001", onderwijssoort=("vo",)),
    ]
    snapshot = beeld([*land(), *sites], tmp_path)
    po, vo, gemeente = (scholen(gebied(node, snapshot), snapshot) for node in (PO, VO, HEEL))
    assert [item.id[-6:] for item in po.vestigingen] == ["01AA00"]
    assert [item.id[-6:] for item in po.speciaal] == ["01AA00", "01AB00"]
    assert len(vo.vestigingen) == len(gemeente.vestigingen) == 3


def test_a_site_without_postcode_in_a_split_gemeente_is_uncertain(tmp_path: Path) -> None:
    snapshot = beeld([*land(), *vestiging("01AA00", DEELS), *vestiging("01AB00", HEEL)], tmp_path)
    found = {item.id[-6:]: item.plek_onzeker for item in scholen(gebied(PO, snapshot), snapshot).vestigingen}
    assert found == {"01AA00": True, "01AB00": False}


@pytest.mark.parametrize(
    ("homes", "share"),
    [
        (("1001=60", "3001=20"), 0.25),
        (("1001=60", "3001=3"), None),  # three pupils
        (("1001=3", "3001=60"), None),
        (("1001=60",), 0.0),
        (("1001=60", "3001=<5", "4001=20"), None),
        ((), None),
    ],
)
def test_the_share_from_outside_never_tells_a_small_number(
    homes: tuple[str, ...], share: float | None, tmp_path: Path
) -> None:
    given_homes = {"woonplaatsenLeerlingen": homes, "woonplaatsenPeiljaar": 2025} if homes else {}
    site = vestiging("01AA00", HEEL, "1001", onderwijssoort=("sbo",), **given_homes)  # type: ignore[arg-type]
    snapshot = beeld([*land(), *site], tmp_path)
    [found] = scholen(gebied(PO, snapshot), snapshot).speciaal
    assert found.aandeel_van_buiten == share


# ------------------------------------------------------------------ regions


def test_regions_with_their_gemeenten_and_those_outside(tmp_path: Path) -> None:
    snapshot = beeld(land(p1001=woont(s1001="60")), tmp_path)
    groups = {item.code: item for item in regios(gebied(PO, snapshot), leden(snapshot), snapshot)}
    youth = groups["jeugdregio"]
    assert [(item.id, item.gemeenten, item.buiten) for item in youth.regios] == [
        ("jeugdregio:JZ01", (HEEL,), 1),
        ("jeugdregio:JZ02", (DEELS,), 0),
    ]
    assert youth.verdeelt
    assert youth.regios[0].leerlingen == Aantal(60)
    assert groups["ggd"].zonder == (HEEL, DEELS)
    assert not groups["ggd"].verdeelt


# ------------------------------------------------------------------ agreements


def afspraak(van: date | None, tot: date | None, gebied_id: str = PO) -> list[Node | Relation]:
    node = Node("afspraak:proef", "Afspraak", "Proef", van, tot, {"regels": ("C07",), "soort": "convenant"})
    return [
        node,
        Relation(node.id, "GELDT_IN", gebied_id, van, tot),
        Relation(HEEL, "PARTIJ_BIJ", node.id, van, tot, {"rol": "betaalt"}),
    ]


VAN, TOT = date(2025, 1, 1), date(2027, 6, 1)


@pytest.mark.parametrize(
    ("op", "status", "loopt_af"),
    [
        (date(2024, 12, 31), "komend", False),
        (date(2025, 1, 1), "geldig", False),
        (date(2026, 5, 31), "geldig", False),
        (date(2026, 6, 1), "geldig", True),  # twelve months before the end
        (date(2027, 5, 31), "geldig", True),
        (date(2027, 6, 1), "verlopen", False),
    ],
)
def test_the_status_of_an_agreement_on_each_side_of_a_date(
    op: date, status: str, loopt_af: bool, tmp_path: Path
) -> None:
    snapshot = beeld([*land(), *afspraak(VAN, TOT)], tmp_path, op)
    [found] = afspraken([PO, HEEL], snapshot)
    assert (found.status, found.loopt_af) == (status, loopt_af)
    assert found.vernieuwen == (loopt_af or status == "verlopen")
    assert [(item.id, item.rol) for item in found.partijen] == [(HEEL, "betaalt")]


def test_an_agreement_without_dates_is_of_unknown_status(tmp_path: Path) -> None:
    [found] = afspraken([PO], beeld([*land(), *afspraak(None, None)], tmp_path))
    assert (found.status, found.loopt_af, found.vernieuwen) == ("onbekend", False, False)


@pytest.mark.parametrize(("tot", "open_rules"), [(TOT, []), (date(2026, 1, 1), ["C07"])])
def test_only_a_valid_agreement_settles_a_rule(tot: date, open_rules: list[str], tmp_path: Path) -> None:
    snapshot = beeld([*land(), *afspraak(VAN, tot)], tmp_path)
    groups = regios(gebied(PO, snapshot), leden(snapshot), snapshot)
    points = agenda(load_oogo(), "ondersteuningsplan-po", load_law(), snapshot, afspraken([PO], snapshot), groups)
    point = next(item for item in points if item.onderwerp.id == "jeugdhulp-op-school")
    assert [rule.id for rule in point.open_regels] == open_rules
    assert [item.titel for item in point.afspraken] == ["Proef"]


def test_an_agreement_of_elsewhere_is_not_in_the_file(tmp_path: Path) -> None:
    snapshot = beeld([*land(), *afspraak(VAN, TOT, VER)], tmp_path)
    assert maak(PO, snapshot, Bronnen.van(snapshot)).afspraken == ()
    assert len(maak(VER, snapshot, Bronnen.van(snapshot)).afspraken) == 1


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("vorig", "uiterlijk", "inspectie"),
    [
        (date(2022, 8, 1), date(2026, 8, 1), date(2026, 5, 1)),
        (date(2022, 5, 1), date(2026, 5, 1), date(2026, 5, 1)),
        (date(2022, 4, 30), date(2026, 4, 30), date(2025, 5, 1)),
        (date(2024, 2, 29), date(2028, 2, 29), date(2027, 5, 1)),
    ],
)
def test_the_next_plan_is_due_in_four_years_and_before_1_may(vorig: date, uiterlijk: date, inspectie: date) -> None:
    for rules in load_oogo().cyclus[:2]:
        found = cyclus(rules, vorig, None)
        assert (found.uiterlijk, found.inspectie) == (uiterlijk, inspectie)


def test_without_the_day_of_the_last_plan_nothing_is_guessed() -> None:
    for rules in load_oogo().cyclus:
        found = cyclus(rules, None, None)
        assert (found.vorig_plan, found.uiterlijk, found.inspectie) == (None, None, None)


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(0, 100))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = maanden_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and later.day >= 28)


# ------------------------------------------------------------------ which file


def test_a_code_may_be_written_in_small_letters_or_as_an_id(tmp_path: Path) -> None:
    snapshot = beeld(land(), tmp_path)
    assert [vind(code, snapshot)[0] for code in ("PO1001", "po1001", "swv:PO1001", " gm0001 ")] == [PO, PO, PO, HEEL]


def test_what_has_no_area_gets_no_file(tmp_path: Path) -> None:
    empty = Node("swv:PO1009", "Samenwerkingsverband", "Leeg", eigenschappen={"sector": "PO"})
    national = Node("swv:PO_REF", "Samenwerkingsverband", "Landelijk", eigenschappen={"landelijk": True})
    snapshot = beeld([*land(), empty, national], tmp_path)
    sources = Bronnen.van(snapshot)
    for code, words in (("PO1009", "geen gebied bekend"), ("PO_REF", "landelijk"), ("GM9999", "geen samenwerkings")):
        with pytest.raises(GeenDossier, match=words):
            maak(code, snapshot, sources)


def test_all_that_is_missing_is_listed(tmp_path: Path) -> None:
    snapshot = beeld(land(), tmp_path)
    found = maak(PO, snapshot, Bronnen.van(snapshot))
    text = " ".join(item.tekst for item in found.onzeker)
    for words in ("GGD's: niet in de registers voor", "Waar leerlingen po wonen, is niet geladen", "geen afspraak"):
        assert words in text
    assert "Wanneer het vorige plan inging" in text
    assert found.stromen is None
    assert found.leveringen == ("levering:proef",)


# ------------------------------------------------------------------ changes


def merged(folder: Path, op: date) -> Snapshot:
    """On 1 January 2025 Oud went into Heel, 1002 moved from the neighbours, and Heel changed jeugdregio."""
    day = date(2025, 1, 1)
    moved = [fact for fact in land() if isinstance(fact, Node) or fact.van not in ("pc4:1002", HEEL)]
    return beeld(
        [
            *moved,
            Node("gemeente:GM0009", "Gemeente", "Oud", None, day),
            Relation("gemeente:GM0009", "OPGEGAAN_IN", HEEL, day),
            Relation("pc4:1002", "IN_GEMEENTE", "gemeente:GM0009", None, day),
            Relation("pc4:1002", "IN_GEMEENTE", HEEL, day),
            Relation("pc4:1002", "IN_SWV_PO", PO_BUREN, None, day),
            Relation("pc4:1002", "IN_SWV_PO", PO, day),
            Relation("pc4:1002", "IN_SWV_VO", VO),
            Relation(HEEL, "IN_JEUGDREGIO", "jeugdregio:JZ02", None, day),
            Relation(HEEL, "IN_JEUGDREGIO", "jeugdregio:JZ01", day),
            *vestiging("01AA00", HEEL, "1001")[:3],
            Relation("vestiging:01AA00", "IN_PC4", "pc4:1001", date(2025, 8, 1)),
        ],
        folder,
        op,
    )


def test_what_changed_since_the_last_plan(tmp_path: Path) -> None:
    snapshot, earlier = merged(tmp_path, DAG), merged(tmp_path, date(2024, 8, 1))
    found = maak(PO, snapshot, Bronnen.van(snapshot), date(2024, 8, 1), earlier).veranderingen
    assert found
    assert found.sinds == date(2024, 8, 1)
    said = {(item.onderwerp, item.wat, item.id) for item in found.gevonden}
    assert said == {
        ("postcodegebied", "erbij", "pc4:1002"),
        ("jeugdregio", "anders", HEEL),
        ("vestiging", "erbij", "vestiging:01AA00"),
    }
    [region] = [item for item in found.gevonden if item.onderwerp == "jeugdregio"]
    assert (region.toen, region.nu) == (("jeugdregio:JZ02",), ("jeugdregio:JZ01",))
    assert "C06" in {rule.id for rule in found.regels}  # in force since 2026-01-01
    assert "B01" not in {rule.id for rule in found.regels}


def test_a_merger_is_told_from_both_sides(tmp_path: Path) -> None:
    snapshot, earlier = merged(tmp_path, DAG), merged(tmp_path, date(2024, 8, 1))
    found = maak(VO, snapshot, Bronnen.van(snapshot), date(2024, 8, 1), earlier).veranderingen
    assert found
    gone = [item for item in found.gevonden if item.onderwerp == "gemeente"]
    assert [(item.wat, item.id, item.nu, item.datum) for item in gone] == [
        ("eraf", "gemeente:GM0009", (HEEL,), date(2025, 1, 1))
    ]
    assert voorgangers(HEEL, snapshot, earlier) == (HEEL,)


def test_the_same_day_twice_shows_no_change(tmp_path: Path) -> None:
    snapshot = merged(tmp_path, DAG)
    found = maak(PO, snapshot, Bronnen.van(snapshot), DAG, snapshot).veranderingen
    assert found
    assert (found.gevonden, found.regels) == ((), ())
