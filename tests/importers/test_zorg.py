"""The files of the project itself on youth care and on names of samenwerkingsverbanden."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.source import Context
from importers.zorg import ALLEEN_RMC, GEEN_REGELING, SOURCES
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
BRONNEN = {source.id: source for source in SOURCES}


def lees(
    bron: str, path: Path | None = None, bekend: Callable[[str], bool] = lambda _: False
) -> tuple[list[Fact], Context]:
    """The facts of a slice; all gemeenten that the slices name exist."""
    [slice_path] = (HIER / "slices" / bron).glob("*.csv")
    codes = set(re.findall(r"GM\d{4}", slice_path.read_text(encoding="utf-8")))
    nodes = [Node(f"gemeente:{code}", "Gemeente", f"naam {code}") for code in codes]
    nodes.append(Node("gemeente:GM0394", "Gemeente", "Haarlemmermeer"))
    context = Context(GemeenteResolver(nodes), date(2026, 9, 1), bekend=bekend)
    return list(BRONNEN[bron].read(path or slice_path, context)), context


def node(facts: list[Fact], node_id: str) -> Node:
    return next(fact for fact in facts if isinstance(fact, Node) and fact.id == node_id)


def doelen(facts: list[Fact], van: str, soort: str) -> set[str]:
    return {fact.naar for fact in facts if isinstance(fact, Relation) and (fact.van, fact.type) == (van, soort)}


def test_gecertificeerde_instellingen() -> None:
    facts, _ = lees("zorg-gi")
    noord = "gi:jeugdbescherming-noord-stichting-jeugdbescherming-noord-en-veilig-thuis-groningen"
    assert node(facts, noord).eigenschappen == {
        "kvk": "04075970",
        "maatregelen": ("ondertoezichtstelling", "voogdij", "jeugdreclassering"),
        "zekerheid": "gevonden",
        "herkomst": "ROO (organisaties.overheid.nl, stand 2026-05-16) 28347392 (kvk) + skipr.nl/nieuws/"
        "keurmerkinstituut-jeugdbescherming-noord-voldoet-weer-aan-regels (2025-09)",
        "opmerking": "dec 2024 tijdelijk certificaat, sep 2025 weer regulier, "
        "onder verscherpt toezicht sinds juli 2025",
    }
    assert doelen(facts, noord, "WERKT_IN") == {"jeugdregio:JZ01", "jeugdregio:JZ04"}
    nidos = node(facts, "gi:stichting-nidos")
    assert nidos.eigenschappen["landelijk"] is True
    assert doelen(facts, nidos.id, "WERKT_IN") == set()


def test_area_in_words_is_kept_as_a_remark() -> None:
    facts, _ = lees("zorg-gi")
    save = node(facts, "gi:samen-veilig-midden-nederland-save")
    assert str(save.eigenschappen["opmerking"]).endswith("werkgebied: Utrecht|Flevoland|Gooi en Vechtstreek")
    assert save.eigenschappen["zekerheid"] == "waarschijnlijk"


def test_veilig_thuis_works_in_gemeenten() -> None:
    facts, _ = lees("zorg-veilig-thuis")
    zeeland = node(facts, "veiligthuis:veilig-thuis-zeeland")
    assert zeeland.eigenschappen["website"] == "https://www.veiligthuiszeeland.nl"
    assert len(doelen(facts, zeeland.id, "WERKT_IN")) == 13


def test_two_organisations_for_one_jeugdregio() -> None:
    facts, context = lees("zorg-jeugdregio-organisaties")
    assert doelen(facts, "jeugdregio:JZ04", "UITGEVOERD_DOOR") == {
        "organisatie:noordmidden-drentse-samenwerking",
        "organisatie:jeugdhulp-zuid-drenthe",
    }
    assert "gemeente:GM0106" in doelen(facts, "organisatie:noordmidden-drentse-samenwerking", "WERKT_IN")
    assert sum(context.weggelaten.values()) == 1  # JZ05 has no organisation


def test_one_organisation_for_two_jeugdregios() -> None:
    facts, _ = lees("zorg-jeugdregio-organisaties")
    mgr = "organisatie:mgr-sociaal-domein-limburg-noord"
    assert doelen(facts, "jeugdregio:JZ37", "UITGEVOERD_DOOR") == {mgr}
    assert doelen(facts, "jeugdregio:JZ42", "UITGEVOERD_DOOR") == {mgr}
    assert sum(isinstance(fact, Relation) and fact.van == mgr for fact in facts) == 14


def test_gemeente_that_buys_for_itself() -> None:
    facts, _ = lees("zorg-jeugdregio-organisaties")
    assert doelen(facts, "jeugdregio:JZ15", "UITGEVOERD_DOOR") == {"gemeente:GM0394"}


def test_leerplicht_is_not_rmc() -> None:
    facts, context = lees("zorg-leerplicht")
    leerplein = "leerplichtbureau:leerplein-zuid-kennemerland-en-ijmond-bureau-carel-leerplicht"
    assert doelen(facts, "gemeente:GM0392", "LEERPLICHT_DOOR") == {leerplein}
    assert doelen(facts, "gemeente:GM0453", "LEERPLICHT_DOOR") == set()  # Velsen: IJmond does leerplicht itself
    assert sum(fact.type == "Leerplichtbureau" for fact in facts) == 6
    assert dict(context.weggelaten) == {"doorstroompuntregio: geen leerplichtbureau": 1, ALLEEN_RMC: 3}


def test_aanbieders() -> None:
    facts, _ = lees("zorg-aanbieders")
    horizon = "aanbieder:horizon-schakenbosch-antonius"
    assert doelen(facts, horizon, "GECONTRACTEERD_DOOR") == {f"jeugdregio:JZ{code}" for code in ("03", "05", "06")}
    assert len(doelen(facts, horizon, "WERKT_IN")) == 8
    assert "website" not in node(facts, horizon).eigenschappen  # only in website_niet_nagekeken


def test_lokale_teams() -> None:
    facts, context = lees("zorg-lokale-teams")
    assert doelen(facts, "gemeente:GM0453", "HEEFT_LOKAAL_TEAM") == {"lokaalteam:gm0453-cjg-ijmond"}
    assert doelen(facts, "gemeente:GM0375", "HEEFT_LOKAAL_TEAM") == {"lokaalteam:gm0375-cjg-ijmond"}
    assert sum(context.weggelaten.values()) == 2  # Opmeer and Alkmaar have no name


def test_ggd_and_the_regeling_that_carries_it_out() -> None:
    facts, _ = lees("zorg-ggd", bekend=lambda node_id: node_id == "regeling:29013518")
    zhz = node(facts, "ggd:dienst-gezondheid-jeugd-zhz")
    assert zhz.naam == "GGD Zuid-Holland Zuid"
    assert zhz.eigenschappen["cbsCode"] == "GG4816"
    assert doelen(facts, zhz.id, "UITGEVOERD_DOOR") == {"regeling:29013518"}
    assert node(facts, "ggd:fryslan").eigenschappen["zekerheid"] == "waarschijnlijk"


def test_unknown_regeling_is_left_out() -> None:
    facts, context = lees("zorg-ggd")
    assert all(isinstance(fact, Node) and fact.type == "Ggd" for fact in facts)
    assert dict(context.weggelaten) == {GEEN_REGELING: 4}


def test_names_of_samenwerkingsverbanden() -> None:
    facts, _ = lees("swv-namen")
    assert node(facts, "swv:PO2301").naam == "SWV Twente Noord"  # only a short name was found
    assert node(facts, "swv:PO2809").naam is None
    assert node(facts, "swv:PO2809").eigenschappen["zekerheid"] == "onbekend"
    assert node(facts, "swv:PO_REF").eigenschappen["landelijk"] is True
    assert node(facts, "swv:PO2903").eigenschappen["plaats"] == "Terneuzen"
    assert str(node(facts, "swv:VO2504").eigenschappen["opmerking"]).startswith("VERVALLEN: per 1-8-2020")
    assert node(facts, "swv:VO2504").geldig_tot is None


@pytest.mark.parametrize("bron", BRONNEN)
def test_no_place_with_the_name_of_a_person(bron: str) -> None:
    facts, _ = lees(bron)
    assert not any(re.search(r"\bvia \w+/", str(fact.eigenschappen.get("herkomst", ""))) for fact in facts)


@pytest.mark.parametrize(
    ("bestand", "wat"),
    [
        ("zorg-gi/dubbele_regel.csv", "niet al in een eerdere regel"),
        ("zorg-gi/kvk_te_kort.csv", "“4075970” is geen KvK-nummer"),
        ("zorg-gi/kolom_verdwenen.csv", "zekerheid (heet die kolom nu zekerhied?)"),
        ("swv-namen/code_te_kort.csv", "geen code van een samenwerkingsverband"),
        ("zorg-lokale-teams/onbekende_gemeente.csv", "“GM9453” bestaat niet"),
        ("zorg-leerplicht/onbekende_zekerheid.csv", "“zeker” mag hier niet staan"),
        ("zorg-jeugdregio-organisaties/regio_misvormd.csv", "jeugdregio “JZ4” is niet bekend"),
    ],
)
def test_bad_files_are_refused(bestand: str, wat: str) -> None:
    with pytest.raises(SpeelveldError) as caught:
        lees(bestand.partition("/")[0], HIER / "slecht" / bestand)
    assert wat in caught.value.wat
    assert bestand.partition("/")[2] in caught.value.waar
