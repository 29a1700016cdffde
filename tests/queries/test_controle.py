"""Each check finds exactly the mistake that was made, and nothing in a record without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import SH

from graph.delivery import Delivery, Levering, Statement
from graph.facts import Fact, Node, Relation
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from graph.store import Store
from ontology.errors import SpeelveldError
from ontology.schema import SV, load_schema
from ontology.verwacht import Registerverschil, Verwachting, load_differences, load_expected, read_expected
from queries.controle import gebieden, herindeling, historie, onderwijs, verwachting, verwijzingen
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding
from queries.controle.rapport import CHECKS, HISTORY_CHECKS, Rapport, controleer, groepeer
from queries.controle.shacl import shapes, vormfouten
from queries.controle.weergave import als_json, als_tekst

DAY = date(2026, 11, 21)


class Facts:
    """A store that holds what it is given, also what a real one would refuse."""

    def __init__(self, *deliveries: tuple[Levering, Iterable[Fact]]) -> None:
        self._deliveries = [(levering, tuple(facts)) for levering, facts in deliveries]

    def versie(self) -> int:
        return 1

    def leveringen(self) -> list[Levering]:
        return [levering for levering, _ in self._deliveries]

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        for kind in (Node, Relation):
            for levering, facts in self._deliveries:
                yield from (Statement(fact, levering.id) for fact in facts if isinstance(fact, kind))


def levering(bron: str = "bron", rang: int = 10, day: date = date(2026, 1, 1), **more: object) -> Levering:
    return Levering(
        id=f"levering:{bron}-{day}",
        bron=bron,
        naam=f"Register {bron}",
        uitgever="uitgever",
        licentie="CC0",
        url="https://example.nl",
        peildatum=day,
        sha256=bron,
        importer=f"{bron}/1",
        rang=rang,
        **more,  # type: ignore[arg-type]
    )


def snapshot(*facts: Fact, day: date = DAY) -> Snapshot:
    return Snapshot(Facts((levering(), facts)), day)  # type: ignore[arg-type]


def texts(found: Iterable[Bevinding]) -> list[str]:
    return [item.tekst for item in found]


def node(node_id: str, naam: str | None = "naam", **eigenschappen: object) -> Node:
    return Node(node_id, load_schema().type_of(node_id).naam, naam, eigenschappen=eigenschappen)  # type: ignore[arg-type]


# ---------------------------------------------------------------- history

HEEMSKERK, BEVERWIJK = node("gemeente:GM0396", "Heemskerk"), node("gemeente:GM0375", "Beverwijk")
SCHOOL = node("vestiging:25CL03", "Kennemer College")
D20, D22, D24 = date(2020, 1, 1), date(2022, 1, 1), date(2024, 1, 1)
HistoryCheck = Callable[[list[Statement], Snapshot], Iterable[Bevinding]]


def run(check: HistoryCheck, *deliveries: tuple[Levering, Iterable[Fact]]) -> list[Bevinding]:
    store: Store = Facts(*deliveries)  # type: ignore[assignment]
    return list(check(list(store.statements()), Snapshot(store, DAY)))


def test_one_fact_twice_at_a_time() -> None:
    early = HEEMSKERK._replace(geldig_van=D20, geldig_tot=D24)
    late = HEEMSKERK._replace(geldig_van=D22, naam="Heemskerk aan Zee")
    (found,) = run(historie.overlappende_feiten, (levering(), [early, late]))
    assert found.ernst == FOUT
    assert found.ids == ("gemeente:GM0396",)
    assert "2020-01-01 tot 2024-01-01" in found.tekst
    assert "2022-01-01 tot heden" in found.tekst


def test_one_fact_in_consecutive_periods_or_from_two_sources() -> None:
    early, late = HEEMSKERK._replace(geldig_van=D20, geldig_tot=D22), HEEMSKERK._replace(geldig_van=D22)
    withdrawn = HEEMSKERK._replace(geldig_van=D24, geldig_tot=D24)
    assert not run(historie.overlappende_feiten, (levering(), [early, late, withdrawn]))
    assert not run(historie.overlappende_feiten, (levering("a"), [HEEMSKERK]), (levering("b"), [HEEMSKERK]))


def in_gemeente(naar: str, van: date | None = None, tot: date | None = None) -> Relation:
    return Relation("vestiging:25CL03", "IN_GEMEENTE", naar, van, tot)


AT_HEEMSKERK: list[Fact] = [SCHOOL, HEEMSKERK, BEVERWIJK, in_gemeente("gemeente:GM0396")]


def test_two_gemeenten_of_one_vestiging_at_a_time() -> None:
    both = [in_gemeente("gemeente:GM0396", None, D24), in_gemeente("gemeente:GM0375", D22)]
    (found,) = run(historie.overlappende_relaties, (levering(), [SCHOOL, HEEMSKERK, BEVERWIJK, *both]))
    assert found.ernst == FOUT
    assert found.ids == ("vestiging:25CL03", "gemeente:GM0396", "gemeente:GM0375")


def test_two_gemeenten_after_each_other() -> None:
    moved = [in_gemeente("gemeente:GM0396", None, D22), in_gemeente("gemeente:GM0375", D22)]
    assert not run(historie.overlappende_relaties, (levering(), [SCHOOL, HEEMSKERK, BEVERWIJK, *moved]))


def test_relations_that_may_be_several() -> None:
    parties = [Relation(item.id, "PARTIJ_BIJ", "afspraak:a") for item in (HEEMSKERK, BEVERWIJK)]
    many = [Relation("gemeente:GM0396", "NEEMT_DEEL_AAN", f"regeling:{code}") for code in (1, 2)]
    assert not run(historie.overlappende_relaties, (levering(), [*parties, *many]))


def test_fewer_facts_than_the_delivery_named() -> None:
    (found,) = run(historie.aantal_per_levering, (levering(rijen=3), [HEEMSKERK, BEVERWIJK]))
    assert found.ernst == FOUT
    assert "noemde 3" in found.tekst
    assert "geladen zijn er 2" in found.tekst
    assert run(historie.aantal_per_levering, (levering(rijen=1), [HEEMSKERK, BEVERWIJK]))


def test_as_many_facts_as_the_delivery_named() -> None:
    assert not run(historie.aantal_per_levering, (levering(rijen=2), [HEEMSKERK, BEVERWIJK]))


def test_the_last_delivery_does_not_repeat_what_was_closed(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite")
    gemeenten = [node(f"gemeente:GM{number:04}") for number in range(10)]
    for day, facts in ((D20, gemeenten), (D22, gemeenten[1:])):
        item = levering(day=day, rijen=len(facts), geldig_vanaf=day)
        store.apply([Delivery(item, tuple(Statement(fact, item.id) for fact in facts))])
    assert not list(historie.aantal_per_levering(list(store.statements()), Snapshot(store, DAY)))


def test_two_sources_differ() -> None:
    leading = (levering("duo", 10), AT_HEEMSKERK)
    other = (levering("geo", 20), [in_gemeente("gemeente:GM0375")])
    (found,) = run(historie.tegenspraak, other, leading)
    assert found.ernst == BEVINDING
    assert found.tekst == (
        "Kennemer College (25CL03): Heemskerk (GM0396) volgens Register duo, Beverwijk (GM0375) volgens Register geo"
    )
    assert found.bron == ("levering:duo-2026-01-01", "levering:geo-2026-01-01")


def test_two_sources_differ_and_neither_leads() -> None:
    first = (levering("duo", 10), AT_HEEMSKERK)
    (found,) = run(historie.tegenspraak, first, (levering("geo", 10), [in_gemeente("gemeente:GM0375")]))
    assert found.ernst == FOUT


def test_two_jeugdregio_sources_place_a_gemeente_differently() -> None:
    regions = [node("jeugdregio:JZ20", "Eemland"), node("jeugdregio:JZ21", "Food Valley")]
    nijkerk = node("gemeente:GM0267", "Nijkerk")
    first = Relation(nijkerk.id, "IN_JEUGDREGIO", "jeugdregio:JZ20")
    second = Relation(nijkerk.id, "IN_JEUGDREGIO", "jeugdregio:JZ21")
    facts: list[Fact] = [nijkerk, *regions, first]
    (found,) = run(historie.tegenspraak, (levering("wet", 10), facts), (levering("cbs", 60), [second]))
    assert found.ids == ("gemeente:GM0267", "jeugdregio:JZ20", "jeugdregio:JZ21")


@pytest.mark.parametrize(
    "other", [in_gemeente("gemeente:GM0396"), in_gemeente("gemeente:GM0375", None, D24)], ids=["same", "ended"]
)
def test_two_sources_agree_on_the_peildatum(other: Relation) -> None:
    leading = (levering("duo", 10), AT_HEEMSKERK)
    assert not run(historie.tegenspraak, leading, (levering("geo", 20), [other]))


def test_ended_according_to_one_source_only() -> None:
    ended = node("regeling:1", "GGD IJsselland")._replace(geldig_tot=D20)
    (found,) = run(
        historie.einde_tegengesproken, (levering("roo"), [ended]), (levering("deelname"), [node("regeling:1", None)])
    )
    assert found.tekst == "GGD IJsselland (1), tot 2020-01-01"
    assert found.bron == ("levering:roo-2026-01-01", "levering:deelname-2026-01-01")


def test_ended_according_to_all_or_none() -> None:
    ended = node("regeling:1", "GGD IJsselland")._replace(geldig_tot=D20)
    assert not run(historie.einde_tegengesproken, (levering("roo"), [ended]))
    again = node("regeling:1", "GGD IJsselland")._replace(geldig_van=D22)
    assert not run(historie.einde_tegengesproken, (levering("roo"), [ended, again]))


# ---------------------------------------------------------------- areas


def pc4(code: str, po: bool = True, vo: bool = True, **eigenschappen: object) -> list[Fact]:
    facts: list[Fact] = [node(f"pc4:{code}", None, **eigenschappen)]
    facts += [Relation(f"pc4:{code}", "IN_SWV_PO", "swv:PO2704")] * po
    facts += [Relation(f"pc4:{code}", "IN_SWV_VO", "swv:VO2704")] * vo
    return facts


SWVS = [node("swv:PO2704", "PO IJmond", sector="PO"), node("swv:VO2704", "VO IJmond", sector="VO")]


@pytest.mark.parametrize(
    ("properties", "schools", "reason"),
    [
        ({"adressoort": "adressen en postbussen"}, [], gebieden.POSTBUSSEN),
        ({"adressoort": "adressen"}, [], gebieden.ADRESSEN),
        ({}, [], gebieden.ONBEKEND),
        ({}, [Relation("vestiging:25CL03", "IN_PC4", "pc4:1384")], gebieden.SCHOOL),
    ],
)
def test_postcode_area_without_swv(properties: dict[str, object], schools: list[Fact], reason: str) -> None:
    regulation = (levering("regeling"), [*SWVS, *pc4("1963")])
    points = (levering("punten", 60), [*pc4("1384", po=False, vo=False, **properties), SCHOOL, *schools])
    found = list(gebieden.postcodegebieden_zonder_swv(Snapshot(Facts(regulation, points), DAY)))  # type: ignore[arg-type]
    assert [item.ids for item in found] == [("pc4:1384",)]
    assert found[0].titel.endswith(reason)


def test_postcode_area_that_the_regulation_names_without_swv() -> None:
    found = list(gebieden.postcodegebieden_zonder_swv(snapshot(*SWVS, *pc4("1963"), *pc4("3197", po=False, vo=False))))
    assert [item.ids for item in found] == [("pc4:3197",)]
    assert found[0].titel.endswith(gebieden.GENOEMD)


def test_postcode_area_without_one_of_two_swvs() -> None:
    found = gebieden.postcodegebieden_zonder_swv(snapshot(*SWVS, *pc4("1963"), *pc4("2236", vo=False)))
    assert texts(found) == ["2236: alleen geen SWV VO"]


def test_postcode_areas_with_swv() -> None:
    assert not list(gebieden.postcodegebieden_zonder_swv(snapshot(*SWVS, *pc4("1963"))))


def test_no_regulation_at_all_is_one_finding() -> None:
    areas = [node("pc4:1963", None), node("pc4:1964", None)]
    (found,) = gebieden.postcodegebieden_zonder_swv(snapshot(*areas))
    assert found.code == "niet-geladen"
    assert "2 postcodegebieden" in found.tekst


def test_postcode_area_without_gemeente() -> None:
    areas: list[Fact] = [node("pc4:1963", None), node("pc4:1964", None), HEEMSKERK]
    inside = [Relation(f"pc4:{code}", "IN_GEMEENTE", "gemeente:GM0396") for code in (1963, 1964)]
    assert texts(gebieden.postcodegebieden_zonder_gemeente(snapshot(*areas, inside[0]))) == ["1964"]
    assert not list(gebieden.postcodegebieden_zonder_gemeente(snapshot(*areas, *inside)))


AREAS = {
    "IN_PROVINCIE": "provincie:PV27",
    "IN_JEUGDREGIO": "jeugdregio:JZ10",
    "IN_DOORSTROOMPUNTREGIO": "doorstroompuntregio:MC25",
    "IN_GGDREGIO": "ggd:kennemerland",
    "IN_VEILIGHEIDSREGIO": "veiligheidsregio:VR12",
    "IN_ZORGKANTOORREGIO": "zorgkantoorregio:ZK08",
    "IN_ARBEIDSMARKTREGIO": "arbeidsmarktregio:AM10",
}


def placed(*gemeenten: Node, without: str = "") -> list[Fact]:
    """Gemeenten with one area of each division; the last one lacks `without`."""
    facts: list[Fact] = [node(area) for area in AREAS.values()]
    for gemeente in gemeenten:
        facts.append(gemeente)
        for relation, area in AREAS.items():
            if relation != without or gemeente != gemeenten[-1]:
                facts.append(Relation(gemeente.id, relation, area))
    return facts


@pytest.mark.parametrize("relation", AREAS)
def test_gemeente_without_an_area(relation: str) -> None:
    (found,) = gebieden.gemeenten_per_indeling(snapshot(*placed(BEVERWIJK, HEEMSKERK, without=relation)))
    assert found.ids == ("gemeente:GM0396",)
    assert found.ernst == BEVINDING
    kind = load_schema().type_of(AREAS[relation]).label
    assert found.titel == f"Gemeente zonder {kind}"


def test_gemeente_in_two_areas_of_one_division() -> None:
    second: list[Fact] = [
        node("jeugdregio:JZ06", "Alkmaar"),
        Relation("gemeente:GM0396", "IN_JEUGDREGIO", "jeugdregio:JZ06"),
    ]
    (found,) = gebieden.gemeenten_per_indeling(snapshot(*placed(HEEMSKERK), *second))
    assert found.ernst == FOUT
    assert set(found.ids) == {"gemeente:GM0396", "jeugdregio:JZ10", "jeugdregio:JZ06"}


def test_gemeenten_with_all_areas() -> None:
    assert not list(gebieden.gemeenten_per_indeling(snapshot(*placed(BEVERWIJK, HEEMSKERK))))


def test_a_division_that_is_not_loaded_is_one_finding() -> None:
    facts = [fact for fact in placed(BEVERWIJK, HEEMSKERK) if fact.type != "IN_JEUGDREGIO"]
    (found,) = gebieden.gemeenten_per_indeling(snapshot(*facts))
    assert found.code == "niet-geladen"
    assert found.tekst == "De jeugdregio: van geen van de 2 gemeenten bekend"


def region(*ggds: str) -> Snapshot:
    """Two gemeenten in one veiligheidsregio, each with its GGD."""
    facts: list[Fact] = [node("veiligheidsregio:VR20", "Midden- en West-Brabant"), node("ggd:a"), node("ggd:b")]
    for gemeente, area in zip((HEEMSKERK, BEVERWIJK), ggds, strict=True):
        facts += [gemeente, Relation(gemeente.id, "IN_VEILIGHEIDSREGIO", "veiligheidsregio:VR20")]
        facts.append(Relation(gemeente.id, "IN_GGDREGIO", area))
    return snapshot(*facts)


def test_veiligheidsregio_with_two_ggds() -> None:
    (found,) = gebieden.ggd_en_veiligheidsregio(region("ggd:a", "ggd:b"))
    assert found.ids == ("veiligheidsregio:VR20", "ggd:a", "ggd:b")


def test_veiligheidsregio_with_one_ggd() -> None:
    assert not list(gebieden.ggd_en_veiligheidsregio(region("ggd:a", "ggd:a")))


# ---------------------------------------------------------------- schools

WHOLE: list[Fact] = [
    node("vestiging:25CL03", "Kennemer College", onderwijssoort=("vo",)),
    node("school:25CL"),
    node("bestuur:41636"),
    HEEMSKERK,
    *SWVS,
    *pc4("1963"),
    Relation("pc4:1963", "IN_GEMEENTE", "gemeente:GM0396"),
    Relation("vestiging:25CL03", "IN_GEMEENTE", "gemeente:GM0396"),
    Relation("vestiging:25CL03", "IN_PC4", "pc4:1963"),
    Relation("vestiging:25CL03", "VESTIGING_VAN", "school:25CL"),
    Relation("vestiging:25CL03", "HEEFT_BESTUUR", "bestuur:41636"),
]


def leave_out(*kinds: str) -> list[Fact]:
    """The whole vestiging without its relations of these types."""
    return [item for item in WHOLE if not (isinstance(item, Relation) and item.van == SCHOOL.id and item.type in kinds)]


def test_whole_vestiging() -> None:
    assert not list(onderwijs.vestigingen_onvolledig(snapshot(*WHOLE)))
    assert not list(onderwijs.vestigingen_zonder_swv(snapshot(*WHOLE)))
    assert not list(onderwijs.vestigingen_in_andere_gemeente(snapshot(*WHOLE)))
    assert not list(onderwijs.zonder_naam(snapshot(*WHOLE)))


@pytest.mark.parametrize(
    ("kind", "titel"),
    [
        ("IN_GEMEENTE", "Vestiging zonder gemeente"),
        ("IN_PC4", "Vestiging zonder postcodegebied"),
        ("VESTIGING_VAN", "Vestiging zonder school"),
        ("HEEFT_BESTUUR", "Vestiging zonder schoolbestuur"),
    ],
)
def test_vestiging_without(kind: str, titel: str) -> None:
    (found,) = onderwijs.vestigingen_onvolledig(snapshot(*leave_out(kind)))
    assert (found.titel, found.ernst, found.ids) == (titel, BEVINDING, ("vestiging:25CL03",))


def test_vestiging_with_two_boards() -> None:
    second: list[Fact] = [node("bestuur:10000"), Relation("vestiging:25CL03", "HEEFT_BESTUUR", "bestuur:10000")]
    (found,) = onderwijs.vestigingen_onvolledig(snapshot(*WHOLE, *second))
    assert found.ernst == FOUT
    assert set(found.ids) == {"vestiging:25CL03", "bestuur:41636", "bestuur:10000"}


def swv_of(kind: str | None, *more: Fact, without: str = "") -> list[Bevinding]:
    properties: dict[str, object] = {"onderwijssoort": (kind,)} if kind else {}
    facts = [item for item in leave_out(without) if item.sleutel != ("vestiging:25CL03",)]
    return list(
        onderwijs.vestigingen_zonder_swv(snapshot(node("vestiging:25CL03", "naam", **properties), *facts, *more))
    )


def test_vestiging_in_an_area_without_swv_of_its_sector() -> None:
    facts = [item for item in WHOLE if item.type != "IN_SWV_VO"]
    (found,) = onderwijs.vestigingen_zonder_swv(snapshot(*facts))
    assert found.titel.endswith("de regeling noemt haar postcodegebied niet")
    assert "SWV VO" in found.tekst


def test_area_without_swv_of_the_other_sector_does_not_matter() -> None:
    assert not list(onderwijs.vestigingen_zonder_swv(snapshot(*(item for item in WHOLE if item.type != "IN_SWV_PO"))))


def test_vestiging_of_an_unknown_kind() -> None:
    (found,) = swv_of(None)
    assert found.titel.endswith("soort onderwijs onbekend")


def test_vestiging_without_postcode_in_a_gemeente_of_one_swv() -> None:
    assert not swv_of("vso", without="IN_PC4")


def test_vestiging_without_postcode_in_a_split_gemeente() -> None:
    other: list[Fact] = [
        node("swv:VO2705", sector="VO"),
        node("pc4:1964", None),
        Relation("pc4:1964", "IN_GEMEENTE", "gemeente:GM0396"),
        Relation("pc4:1964", "IN_SWV_VO", "swv:VO2705"),
    ]
    (found,) = swv_of("vso", *other, without="IN_PC4")
    assert found.titel.endswith("in een gemeente met meer verbanden")
    assert not swv_of("so", *other, without="IN_PC4")


def test_vestiging_of_a_national_swv() -> None:
    facts = [item for item in WHOLE if item.type != "IN_SWV_VO"]
    national: list[Fact] = [
        node("swv:VO_REF", sector="VO"),
        Relation("vestiging:25CL03", "IN_LANDELIJK_SWV", "swv:VO_REF"),
    ]
    assert not list(onderwijs.vestigingen_zonder_swv(snapshot(*facts, *national)))


def test_vestiging_in_another_gemeente_than_its_postcode_area() -> None:
    moved: list[Fact] = [BEVERWIJK, Relation("vestiging:25CL03", "IN_GEMEENTE", "gemeente:GM0375")]
    (found,) = onderwijs.vestigingen_in_andere_gemeente(snapshot(*leave_out("IN_GEMEENTE"), *moved))
    assert found.tekst == "Kennemer College (25CL03): Beverwijk (GM0375), 1963 in Heemskerk (GM0396)"


@pytest.mark.parametrize("node_id", ["vestiging:25CL03", "bestuur:41636", "swv:PO2704", "regeling:1"])
def test_without_a_name(node_id: str) -> None:
    (found,) = onderwijs.zonder_naam(snapshot(node(node_id, None), node("pc4:1963", None)))
    assert found.ids == (node_id,)
    assert found.titel == f"Zonder naam: {load_schema().type_of(node_id).label}"


# ---------------------------------------------------------------- successors

OLD = node("gemeente:GM0001", "Oud")._replace(geldig_tot=D20)


def merged(van: Node, naar: str, day: date | None) -> Relation:
    return Relation(van.id, "OPGEGAAN_IN", naar, day)


def succession(*facts: Fact) -> list[Bevinding]:
    return list(herindeling.opvolging(snapshot(*facts)))


def test_ended_gemeente_without_successor() -> None:
    (found,) = succession(OLD, HEEMSKERK)
    assert (found.titel, found.ids) == ("Opgeheven zonder opvolger: gemeente", ("gemeente:GM0001",))


def test_successor_that_has_ended_too() -> None:
    between = node("gemeente:GM0002", "Midden")._replace(geldig_van=D20, geldig_tot=D22)
    found = succession(OLD, between, HEEMSKERK, merged(OLD, between.id, D20))
    assert [item.titel for item in found if item.ids == ("gemeente:GM0001",)] == [
        "Opvolging die niet eindigt bij iets dat bestaat: gemeente"
    ]
    assert not succession(OLD, between, HEEMSKERK, merged(OLD, between.id, D20), merged(between, HEEMSKERK.id, D22))


def test_successors_in_a_circle() -> None:
    other = node("gemeente:GM0002", "Anders")._replace(geldig_tot=D20)
    found = succession(OLD, other, merged(OLD, other.id, D20), merged(other, OLD.id, D20))
    assert {item.ernst for item in found} == {FOUT}
    assert "Oud (GM0001) → Anders (GM0002) → Oud (GM0001)" in found[0].tekst


def test_end_and_succession_on_different_days() -> None:
    (found,) = succession(OLD, HEEMSKERK, merged(OLD, HEEMSKERK.id, D22))
    assert found.tekst == "Oud (GM0001): eindigt op 2020-01-01, opvolger vanaf 2022-01-01"


@pytest.mark.parametrize("day", [D20, None], ids=["same day", "day unknown"])
def test_succession_that_fits(day: date | None) -> None:
    assert not succession(OLD, HEEMSKERK, merged(OLD, HEEMSKERK.id, day))


def test_a_gemeente_of_the_future_needs_no_successor() -> None:
    assert not succession(node("gemeente:GM0001")._replace(geldig_van=date(2027, 1, 1)))


# ---------------------------------------------------------------- references and doubts


def test_relation_of_a_gemeente_that_has_ended() -> None:
    part = Relation(OLD.id, "NEEMT_DEEL_AAN", "regeling:1")
    (found,) = verwijzingen.relaties_zonder_eind(snapshot(OLD, node("regeling:1", "Jeugdhulp Rijnmond"), part))
    assert found.ernst == BEVINDING
    assert found.tekst == "Oud (GM0001) → Jeugdhulp Rijnmond (1); Oud bestond tot 2020-01-01"


def test_relation_to_nothing() -> None:
    (found,) = verwijzingen.relaties_zonder_eind(
        snapshot(HEEMSKERK, Relation(HEEMSKERK.id, "NEEMT_DEEL_AAN", "regeling:1"))
    )
    assert (found.ernst, found.ids[0]) == (FOUT, "regeling:1")


def test_relations_with_both_ends() -> None:
    facts = [OLD, HEEMSKERK, merged(OLD, HEEMSKERK.id, D20), *WHOLE[1:]]
    assert not list(verwijzingen.relaties_zonder_eind(snapshot(*facts, node("vestiging:25CL03"))))


def test_doubt_of_the_source() -> None:
    doubt = {"zekerheid": "laag", "opmerking": "waarschijnlijk typefout voor VO2803"}
    sure = Relation("pc4:1963", "IN_SWV_VO", "swv:VO2704", eigenschappen={"zekerheid": "middel"})
    doubtful = Relation("pc4:2236", "IN_SWV_VO", "swv:VO2704", eigenschappen=doubt)
    facts = [*SWVS, node("pc4:1963", None), node("pc4:2236", None)]
    assert texts(verwijzingen.twijfel(snapshot(*facts, sure, doubtful))) == [
        "2236 → VO IJmond (VO2704): waarschijnlijk typefout voor VO2803"
    ]
    assert texts(verwijzingen.twijfel(snapshot(node("regeling:1", "R", zekerheid="onbekend")))) == ["R (1)"]
    assert not list(verwijzingen.twijfel(snapshot(*facts, sure)))


# ---------------------------------------------------------------- expected numbers and known differences

VERWACHT = Verwachting(
    soort="Samenwerkingsverband",
    sector="PO",
    landelijk=False,
    aantal=2,
    bron="de wet",
    geldigVan=D22,
    wettekst="regeling",
)


def count(*facts: Fact, loaded: date = D20, day: date = DAY) -> list[Bevinding]:
    source = levering("regeling", day=loaded, geldig_vanaf=loaded)
    return list(verwachting.aantallen(Snapshot(Facts((source, facts)), day), [VERWACHT]))  # type: ignore[arg-type]


def test_another_number_than_expected() -> None:
    (found,) = count(*SWVS, node("swv:PO_REF", sector="PO", landelijk=True))
    assert found.ernst == BEVINDING
    assert "1 geladen, 2 verwacht" in found.tekst
    assert found.bron == ("de wet",)


def test_another_number_than_the_loaded_text_sets() -> None:
    (found,) = count(*SWVS, loaded=D22)
    assert (found.ernst, found.bron) == (FOUT, ("de wet", "levering:regeling-2022-01-01"))


def test_the_expected_number_and_a_day_without_one() -> None:
    assert not count(*SWVS, node("swv:PO2705", sector="PO"))
    assert not count(*SWVS, day=date(2021, 12, 31))


VERSCHIL = Registerverschil.model_validate(
    {
        "wat": "ROO kent VO2815 niet",
        "opgaven": [{"bron": "ROO", "zegt": "ontbreekt"}, {"bron": "regeling", "zegt": "bestaat"}],
        "gekozen": "de regeling",
        "waarom": "Zij is de wet.",
        "ids": ["swv:VO2704"],
        "geldigVan": D22,
        "geladen": {"van": "pc4:1963", "relatie": "IN_SWV_VO", "naar": "swv:VO2704"},
    }
)


def differences(*facts: Fact, day: date = DAY) -> list[Bevinding]:
    return list(verwachting.registerverschillen(snapshot(*facts, day=day), [VERSCHIL]))


def test_known_difference() -> None:
    (found,) = differences(*SWVS, *pc4("1963"))
    assert found.tekst == "ROO kent VO2815 niet. Genomen: de regeling."
    assert found.toelichting == "Zij is de wet. Wie zegt wat: ROO: ontbreekt; regeling: bestaat."


def test_known_difference_that_is_no_longer_what_is_loaded() -> None:
    (found,) = differences(*SWVS, *pc4("1963", vo=False))
    assert "Let op" in found.tekst


def test_known_difference_about_what_is_not_loaded_or_of_another_day() -> None:
    assert not differences(node("swv:PO2704"))
    assert not differences(*SWVS, *pc4("1963"), day=D20)


def test_shipped_files() -> None:
    """Each kind has at most one expected number a day; each difference can be checked against the ontology."""
    expected = load_expected()
    for day in (date(2021, 6, 1), date(2023, 6, 1), DAY):
        keys = [(item.soort, item.sector, item.landelijk) for item in expected if item.geldt(day)]
        assert len(keys) == len(set(keys))
    assert all(len(item.opgaven) > 1 for item in load_differences())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("- {soort: Gemeente, aantal: 3, bron: x, kleur: y}", "blok 1, veld kleur"),
        ("- {soort: Gemeente, aantal: veel, bron: x}", "blok 1, veld aantal"),
        ("- {soort: Gemeente, aantal: 3", "regel 1"),
        ("- {soort: Waterschap, aantal: 21, bron: x}", "verwacht.yaml"),
        ("vrije tekst", "verwacht.yaml"),
    ],
)
def test_mistake_in_the_expected_numbers(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "verwacht.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpeelveldError) as error:
        read_expected(path)
    assert where in error.value.waar


# ---------------------------------------------------------------- shapes

GOOD: list[Fact] = [
    *placed(node("gemeente:GM0396", "Heemskerk", inwoners=39000, lat=52.5, lon=4.7, kvk="34362354", oin="0" * 20)),
    *(item for item in WHOLE[1:] if item.sleutel != ("gemeente:GM0396",)),
    node(
        "vestiging:25CL03",
        onderwijssoort=("vo", "pro"),
        postcode="1963AB",
        leerlingen=0,
        leerlingenPeiljaar=2025,
        leerlingenReeks=("2024=<5", "2025=0"),
        website="https://example.nl",
    ),
    node("ggd:gooi", cbsCode="GG3606"),
    node("gi:a", landelijk=True, zekerheid="gevonden"),
]


def replaced(node_id: str, **properties: object) -> list[Fact]:
    """GOOD with other properties of one node."""
    return [
        item._replace(eigenschappen={**item.eigenschappen, **properties}) if item.sleutel == (node_id,) else item  # type: ignore[dict-item]
        for item in GOOD
    ]


def test_good_data_has_the_right_shape() -> None:
    assert texts(vormfouten(snapshot(*GOOD), alle=True)) == []


@pytest.mark.parametrize(
    ("node_id", "name", "value", "message"),
    [
        ("gemeente:GM0396", "inwoners", 0, "inwoners"),
        ("gemeente:GM0396", "lat", 49.9, "breedtegraad"),
        ("gemeente:GM0396", "lon", 52.5, "lengtegraad"),
        ("gemeente:GM0396", "kvk", "1234567", "KvK"),
        ("gemeente:GM0396", "oin", "123", "twintig cijfers"),
        ("pc4:1963", "adressoort", "flats", "adressoort"),
        ("pc4:1963", "lat", 4.7, "breedtegraad"),
        ("swv:PO2704", "sector", "SO", "sector"),
        ("vestiging:25CL03", "postcode", "0963AB", "postcode"),
        ("vestiging:25CL03", "leerlingen", -1, "leerlingen"),
        ("vestiging:25CL03", "leerlingenPeiljaar", 25, "jaartal"),
        ("vestiging:25CL03", "leerlingenReeks", ("2024: 12",), "jaar=aantal"),
        ("vestiging:25CL03", "onderwijssoort", ("mbo",), "soort onderwijs"),
        ("vestiging:25CL03", "website", "example.nl", "https://"),
        ("ggd:gooi", "cbsCode", "GG36", "code van het CBS"),
        ("gi:a", "landelijk", "ja", "true"),
        ("gi:a", "zekerheid", "misschien", "zekerheid"),
    ],
)
def test_wrong_value(node_id: str, name: str, value: object, message: str) -> None:
    (found,) = vormfouten(snapshot(*replaced(node_id, **{name: value})))
    assert found.ernst == FOUT
    assert found.ids == (node_id,)
    assert message in found.titel


@pytest.mark.parametrize(
    ("relation", "message"),
    [
        (Relation("pc4:1963", "IN_SWV_PO", "swv:VO2704"), "PO-code"),
        (Relation("pc4:1963", "IN_SWV_VO", "swv:PO2704"), "VO-code"),
    ],
)
def test_swv_of_the_wrong_sector(relation: Relation, message: str) -> None:
    facts = [item for item in GOOD if item.type != relation.type]
    (found,) = vormfouten(snapshot(*facts, relation))
    assert message in found.titel


@pytest.mark.parametrize("kind", sorted(load_schema().nodes))
def test_code_of_each_class(kind: str) -> None:
    properties = {"sector": "PO"} if kind == "Samenwerkingsverband" else {}
    bad = Node(f"{load_schema().nodes[kind].voorvoegsel}:Fout!", kind, "naam", eigenschappen=properties)
    (found,) = vormfouten(snapshot(bad))
    assert found.titel.startswith("Het id van een")


@pytest.mark.parametrize("kind", sorted(load_schema().nodes))
def test_pattern_of_each_class_is_that_of_the_ontology(kind: str) -> None:
    node_type = load_schema().nodes[kind]
    (shape,) = shapes().subjects(SH.targetClass, URIRef(node_type.iri))
    assert str(shapes().value(shape, SH.pattern)) == f"/id/{node_type.voorvoegsel}/{node_type.codepatroon.pattern}$"


def test_empty_name() -> None:
    view = snapshot(node("provincie:PV27"))
    view.nodes["provincie:PV27"] = view.nodes["provincie:PV27"]._replace(naam="")
    (found,) = vormfouten(view)
    assert "geen lege" in found.titel


def counted() -> Iterator[tuple[str, str, str]]:
    """(relation type, start, another end) of the shapes that count relations."""
    for relation, area in AREAS.items():
        yield relation, "gemeente:GM0396", area.replace("kennemerland", "gooi") if "ggd" in area else f"{area[:-2]}99"
    yield "IN_GEMEENTE", "vestiging:25CL03", "gemeente:GM0375"
    yield "VESTIGING_VAN", "vestiging:25CL03", "school:00AA"
    yield "IN_PC4", "vestiging:25CL03", "pc4:1964"
    yield "IN_GEMEENTE", "pc4:1963", "gemeente:GM0375"
    yield "IN_SWV_PO", "pc4:1963", "swv:PO2705"
    yield "IN_SWV_VO", "pc4:1963", "swv:VO2705"
    yield "HEEFT_CONTACTGEMEENTE", "doorstroompuntregio:MC25", "gemeente:GM0375"


CONTACT = Relation("doorstroompuntregio:MC25", "HEEFT_CONTACTGEMEENTE", "gemeente:GM0396")


def about(found: Iterable[Bevinding], node_id: str) -> list[str]:
    """Titles of the findings about a node."""
    return [item.titel for item in found if item.ids == (node_id,)]


@pytest.mark.parametrize(("relation", "start", "end"), list(counted()))
def test_more_than_one(relation: str, start: str, end: str) -> None:
    sector = {"sector": end[4:6]} if end.startswith("swv:") else {}
    facts = [*GOOD, CONTACT, node(end, **sector), Relation(start, relation, end)]
    (title,) = about(vormfouten(snapshot(*facts), alle=True), start)
    assert "één" in title
    assert not about(vormfouten(snapshot(*facts)), start)


@pytest.mark.parametrize(
    ("relation", "start"),
    [
        *((relation, "gemeente:GM0396") for relation in AREAS),
        *((relation, "vestiging:25CL03") for relation in onderwijs.HOORT_BIJ),
    ],
)
def test_none_at_all(relation: str, start: str) -> None:
    facts = [item for item in GOOD if not (isinstance(item, Relation) and item.sleutel[:2] == (start, relation))]
    (title,) = about(vormfouten(snapshot(*facts), alle=True), start)
    assert "één" in title
    assert not about(vormfouten(snapshot(*facts)), start)


def test_shapes_that_are_left_to_a_check_name_one_that_exists() -> None:
    left = {str(code) for code in shapes().objects(None, SV.gemeldDoor)}
    assert left == {"overlap-relatie", "gemeente-indeling", "vestiging-onvolledig"}


# ---------------------------------------------------------------- the report


def finding(code: str, ernst: str, tekst: str, *bron: str) -> Bevinding:
    return Bevinding(code, ernst, f"titel van {code}", tekst, ("pc4:1963",), bron)


REPORT = Rapport(
    DAY,
    7,
    3,
    groepeer(
        [
            *(finding("a", BEVINDING, f"geval {number}", "x") for number in range(7)),
            finding("b", FOUT, "een lange tekst die alleen op een regel van zichzelf goed te lezen is", "x", "y"),
            finding("a", BEVINDING, "geval 7", "x"),
        ]
    ),
    {"x": "Register X (2026-01-01)", "y": "Register Y (2026-01-01)"},
)


def test_text_gives_mistakes_first_and_at_most_five_examples() -> None:
    lines = als_tekst(REPORT).splitlines()
    assert lines[0] == "Gegevens op 2026-11-21: 1 fout, 8 bevindingen (3 controles)."
    mistake, findings = lines.index("1 × titel van b [1,2]"), lines.index("8 × titel van a [1]")
    assert mistake < findings
    assert lines[mistake + 1].startswith("  - een lange tekst")
    assert lines[findings + 1] == "    geval 0; geval 1; geval 2; geval 3; geval 4; en nog 3"
    assert "  [2] Register Y (2026-01-01)" in lines


def test_json_gives_every_finding() -> None:
    content = json.loads(json.dumps(als_json(REPORT)))
    assert (content["goed"], content["fouten"], content["bevindingen"]) == (False, 1, 8)
    assert [group["aantal"] for group in content["groepen"]] == [1, 8]
    assert content["groepen"][1]["bevindingen"][7] == {"tekst": "geval 7", "ids": ["pc4:1963"], "bronnen": ["x"]}
    assert {"id": "y", "naam": "Register Y (2026-01-01)"} in content["bronnen"]


def test_controleer_on_a_store(tmp_path: Path) -> None:
    """Findings do not make a record wrong; a number that differs from the delivery does."""
    seen: list[tuple[int, int]] = []
    reports = []
    for rijen in (len(WHOLE), 99):
        store = SqliteStore(tmp_path / f"{rijen}.sqlite")
        source = levering(rijen=rijen)
        store.apply([Delivery(source, tuple(Statement(fact, source.id) for fact in WHOLE))])
        reports.append(controleer(store, Snapshot(store, DAY), lambda _, done, total: seen.append((done, total))))
        store.close()
    good, bad = reports
    assert good.goed
    assert good.aantal(BEVINDING) > 0
    assert [group.code for group in bad.groepen if group.ernst == FOUT] == ["aantal-levering"]
    assert not bad.goed
    assert seen[0] == (0, good.controles)
    assert (good.controles, good.controles) in seen


def test_the_netherlands_is_free_of_mistakes(nederland: SqliteStore, snapshot_2026: Snapshot) -> None:
    """All but the shapes, which take some 15 seconds on the national data."""
    statements = list(nederland.statements())
    found = [item for _, check in CHECKS if check is not vormfouten for item in check(snapshot_2026)]
    found += [item for _, check in HISTORY_CHECKS for item in check(statements, snapshot_2026)]
    assert [item.tekst for item in found if item.ernst == FOUT] == []
    codes = {item.code for item in found}
    assert {"pc4-zonder-swv", "vestiging-zonder-swv", "ggd-veiligheidsregio", "registerverschil", "twijfel"} <= codes
    assert {"pc4:3197", "pc4:1384"} <= {item.ids[0] for item in found if item.code == "pc4-zonder-swv"}
