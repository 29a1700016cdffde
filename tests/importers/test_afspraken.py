"""Agreements as YAML: what they state, and that each mistake names its line and the nearest valid name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graph.delivery import Delivery, Levering, Statement
from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from importers.afspraken import GEBIEDEN, ONDERWIJS, PARTIJEN, SOURCE, SOURCE_EIGEN, ZONDER_DATA
from importers.load import load_file, read_delivery
from importers.sjabloon_onderwijs import UITVOERDERS
from importers.sjabloon_register import voorbeeld
from importers.sjabloon_zorg import CONTRACTANTEN, WERKGEBIED
from importers.source import Context
from ontology.errors import SpeelveldError
from ontology.schema import SHAPES_FILE, load_schema

GOED = """\
titel: Convenant Duin
soort: convenant
geldigVan: 2021-10-12
geldigTot: 2023-01-01
doel: >
  Iedere school
  een coach.
bron: raadsbesluit 12
partijen:
  - naam: Alkmaar
    rol: opdrachtgever
  - id: swv:VO2703
gebied: [gemeente:GM0361, Heiloo]
functies:
  - naam: Coach
    uitgevoerdDoor: swv:VO2703
    vestigingen: [19ZQ00]
"""
SWV = {"swv:VO2703": "SWV VO Noord-Kennemerland"}


def context() -> Context:
    gemeenten = {"GM0361": "Alkmaar", "GM0399": "Heiloo"}
    return Context(
        GemeenteResolver(Node(f"gemeente:{code}", "Gemeente", naam) for code, naam in gemeenten.items()),
        date(2026, 9, 1),
        bekend=lambda node_id: node_id in SWV,
        vind=lambda soort, naam: next(
            (key for key, value in SWV.items() if soort == "Samenwerkingsverband" and value == naam), None
        ),
        namen=lambda soort: SWV if soort == "Samenwerkingsverband" else {},
    )


def lees(tmp_path: Path, tekst: str) -> list[Fact]:
    path = tmp_path / "afspraak.yaml"
    path.write_text(tekst, encoding="utf-8")
    return list(SOURCE.read(path, context()))


def weigering(tmp_path: Path, tekst: str) -> SpeelveldError:
    with pytest.raises(SpeelveldError) as caught:
        lees(tmp_path, tekst)
    return caught.value


def test_agreement_states_parties_area_and_functions(tmp_path: Path) -> None:
    facts = lees(tmp_path, GOED)
    assert facts[0] == Node(
        "afspraak:convenant-duin",
        "Afspraak",
        "Convenant Duin",
        date(2021, 10, 12),
        date(2023, 1, 1),
        {"soort": "convenant", "doel": "Iedere school een coach.", "herkomst": "raadsbesluit 12"},
    )
    relations = [fact for fact in facts if isinstance(fact, Relation)]
    assert {(fact.van, fact.type, fact.naar) for fact in relations} == {
        ("gemeente:GM0361", "PARTIJ_BIJ", "afspraak:convenant-duin"),
        ("swv:VO2703", "PARTIJ_BIJ", "afspraak:convenant-duin"),
        ("afspraak:convenant-duin", "GELDT_IN", "gemeente:GM0361"),
        ("afspraak:convenant-duin", "GELDT_IN", "gemeente:GM0399"),
        ("functie:convenant-duin-coach", "IN_AFSPRAAK", "afspraak:convenant-duin"),
        ("functie:convenant-duin-coach", "FUNCTIE_BIJ", "vestiging:19ZQ00"),
        ("functie:convenant-duin-coach", "UITGEVOERD_DOOR", "swv:VO2703"),
    }
    assert {(fact.geldig_van, fact.geldig_tot) for fact in relations} == {(date(2021, 10, 12), date(2023, 1, 1))}
    assert relations[0].eigenschappen == {"rol": "opdrachtgever", "herkomst": "raadsbesluit 12"}
    functie = next(fact for fact in facts if isinstance(fact, Node) and fact.type == "Functie")
    assert functie.eigenschappen["grondslag"] == "afspraak:convenant-duin"
    assert [fact.id for fact in facts if isinstance(fact, Node)].count("swv:VO2703") == 1


def test_example_loads_and_its_source_is_a_website() -> None:
    facts = list(SOURCE.read(voorbeeld("afspraak"), context()))
    assert facts[0].eigenschappen["website"] == "https://www.duinstreek.example/convenant"


def test_list_of_agreements_and_a_name_from_the_record(tmp_path: Path) -> None:
    een = "- {titel: A, soort: visie, bron: x, partijen: [SWV VO Noord-Kennemerland], gebied: [Heiloo]}\n"
    facts = lees(tmp_path, een + een.replace("titel: A", "titel: B"))
    assert [fact.van for fact in facts if fact.type == "PARTIJ_BIJ" and isinstance(fact, Relation)] == [
        "swv:VO2703"
    ] * 2
    assert sum(isinstance(fact, Node) and fact.id == "swv:VO2703" for fact in facts) == 1


def test_renewed_agreement_follows_the_old_one(tmp_path: Path) -> None:
    een = "- {{titel: A, soort: visie, bron: x, partijen: [Heiloo], gebied: [Heiloo], {}}}\n"
    oud, nieuw = een.format("geldigTot: 2023-01-01"), een.format("geldigVan: 2023-01-01")
    assert len(lees(tmp_path, oud + nieuw)) == 6
    assert "komt twee keer voor" in weigering(tmp_path, oud + nieuw.replace("2023", "2022")).wat


@pytest.mark.parametrize(
    ("oud", "nieuw", "regel", "wat", "herstel"),
    [
        ("soort: convenant", "sort: convenant", 2, "geen veld “sort”", "“soort”"),
        ("soort: convenant\n", "", 1, "het veld ontbreekt", "convenant"),
        ("bron: raadsbesluit 12\n", "", 1, "de bron ontbreekt", "webadres"),
        ("naam: Alkmaar", "naam: Alkmar", 10, "“Alkmar” is niet bekend", "“Alkmaar”"),
        ("Heiloo]", "Heilo]", 13, "“Heilo” is niet bekend", "“Heiloo”"),
        ("id: swv:VO2703", "id: swv:VO2730", 12, "“VO2730” is niet bekend", "“swv:VO2703”"),
        ("id: swv:VO2703", "id: sww:VO2703", 12, "voorvoegsel “sww” bestaat niet", "“swv”"),
        ("id: swv:VO2703", "id: veiligthuis:duin", 12, "is een Veilig Thuis", "samenwerkingsverband"),
        ("- id: swv:VO2703", "- naam: SWV VO Noord Kennemerland", 12, "is niet bekend", "SWV VO Noord-Kennemerland"),
        ("- id: swv:VO2703", "- naam: Alkmaar", 12, "staat er twee keer", ""),
        ("rol:", "rool:", 11, "geen veld “rool”", "“rol”"),
        ("geldigTot: 2023-01-01", "geldigTot: 2020-01-01", 4, "niet na het begin", ""),
        ("geldigVan: 2021-10-12", "geldigVan: oktober 2021", 3, "geen datum", ""),
        ("doel: >", "zekerheid: zeker\ndoel: >", 5, "“zeker” mag hier niet staan", "Kies uit"),
        ("raadsbesluit 12", "bel 072-5488888", 8, "telefoonnummer", "Verwijder"),
        ("[19ZQ00]", "[19ZQ0]", 17, "is niet bekend", "vestiging:"),
        ("[19ZQ00]", "[]", 17, "de lijst is leeg", ""),
        ("naam: Coach", "naam: [Coach]", 15, "één tekst", ""),
        ("soort: convenant", "soort:", 2, "het veld is leeg", ""),
        ("soort: convenant", "soort: a\nsoort: b", 3, "komt twee keer voor", ""),
        ("soort: convenant", "soort: a: b", 2, "geen geldige YAML", "inspringen"),
        ("soort: convenant", "soort: &a convenant\ngrondslag: *a", 3, "verwijzingen", "voluit"),
        ("doel: >", "regels: [B01, C-07]\ndoel: >", 5, "“C-07” mag hier niet staan", "“C07”"),
        ("doel: >", "onderwijs: [v.o.]\ndoel: >", 5, "“v.o.” mag hier niet staan", "“vo”"),
        ("uitgevoerdDoor: swv:VO2703", "sleutel: woongemente", 16, "“woongemente” bestaat niet", "“woongemeente”"),
        (
            "uitgevoerdDoor:",
            "sleutel: ggdSchool\n    uitgevoerdDoor:",
            15,
            "een sleutel of uitgevoerdDoor",
            "een van beide",
        ),
        ("doel: >", "overdracht:\n  - a\n  - aan {lokalTeam}\ndoel: >", 7, "“lokalTeam” bestaat niet", "“lokaalTeam”"),
        ("doel: >", "escalatie: aan {}\ndoel: >", 5, "“” bestaat niet", "Kies uit"),
        ("gebied: [gemeente:GM0361, Heiloo]\n", "", 1, "het veld ontbreekt", "werkwijze"),
        ("[19ZQ00]", "[" * 20 + "]" * 20, 17, "te diep genest", ""),
    ],
)
def test_mistakes_name_line_and_nearest(
    tmp_path: Path, oud: str, nieuw: str, regel: int, wat: str, herstel: str
) -> None:
    assert oud in GOED
    error = weigering(tmp_path, GOED.replace(oud, nieuw))
    assert wat in error.wat
    assert herstel in error.herstel
    assert error.waar.startswith(f"afspraak.yaml, regel {regel}")


@pytest.mark.parametrize("tekst", ["# niets\n", "zomaar tekst\n", "- - a\n"])
def test_what_is_no_agreement_is_refused(tmp_path: Path, tekst: str) -> None:
    assert weigering(tmp_path, tekst).waar.startswith("afspraak.yaml")


@pytest.mark.parametrize(
    ("relatie", "kant", "soorten"),
    [
        ("PARTIJ_BIJ", "van", PARTIJEN),
        ("GELDT_IN", "naar", GEBIEDEN),
        ("UITGEVOERD_DOOR", "naar", UITVOERDERS),
        ("WERKT_IN", "naar", WERKGEBIED),
        ("GECONTRACTEERD_DOOR", "naar", CONTRACTANTEN),
    ],
)
def test_kinds_that_may_be_named_are_those_of_the_ontology(relatie: str, kant: str, soorten: tuple[str, ...]) -> None:
    assert set(soorten) == getattr(load_schema().relations[relatie], kant)


def test_function_says_its_key_what_it_may_do_and_for_which_education(tmp_path: Path) -> None:
    functie = "    sleutel: ggdSchool\n    bevoegdheid: [mag verwijzen]\n"
    functie += "    onderwijs: [VO, pro]\n    zekerheid: waarschijnlijk\n"
    tekst = GOED.replace("    uitgevoerdDoor: swv:VO2703\n    vestigingen: [19ZQ00]\n", functie)
    found = next(fact for fact in lees(tmp_path, tekst) if fact.type == "Functie")
    assert found.eigenschappen == {
        "sleutel": "ggdSchool",
        "bevoegdheid": ("mag verwijzen",),
        "onderwijssoort": ("vo", "pro"),
        "zekerheid": "waarschijnlijk",
        "grondslag": "afspraak:convenant-duin",
        "herkomst": "raadsbesluit 12",
    }


def test_agreement_says_which_rules_it_settles_and_in_which_steps(tmp_path: Path) -> None:
    stappen = "regels: [c07, A17]\noverdracht:\n  - eerst\n  - dan aan {lokaalTeam}\nescalatie: naar {woongemeente}\n"
    found = lees(tmp_path, stappen + GOED)[0].eigenschappen
    assert found["regels"] == ("C07", "A17")
    assert found["overdracht"] == ("eerst", "dan aan {lokaalTeam}")
    assert found["escalatie"] == ("naar {woongemeente}",)


def test_agreement_without_dates_says_so_and_stays_open(tmp_path: Path) -> None:
    tekst = GOED.replace("geldigVan: 2021-10-12\ngeldigTot: 2023-01-01\n", "opmerking: Let op.\n")
    found = lees(tmp_path, tekst)[0]
    assert (found.geldig_van, found.geldig_tot) == (None, None)
    assert found.eigenschappen["zekerheid"] == "onbekend"
    assert found.eigenschappen["opmerking"] == f"{ZONDER_DATA} Let op."


def test_way_of_working_needs_no_parties_and_no_area(tmp_path: Path) -> None:
    assert len(lees(tmp_path, "titel: School en wijk\nsoort: Werkwijze\nbron: artikel\n")) == 1


def test_folder_is_read_as_one_and_a_mistake_names_its_file(tmp_path: Path) -> None:
    een = "titel: {}\nsoort: visie\nbron: x\npartijen: [Heiloo]\ngebied: [{}]\n"
    (tmp_path / "b.yaml").write_text(een.format("B", "Heiloo"))
    (tmp_path / "a.yaml").write_text(een.format("A", "Alkmaar"))
    facts = list(SOURCE.read(tmp_path, context()))
    assert [fact.naam for fact in facts if isinstance(fact, Node)] == ["A", "B"]
    (tmp_path / "b.yaml").write_text(een.format("B", "Heilo"))
    with pytest.raises(SpeelveldError) as caught:
        list(SOURCE.read(tmp_path, context()))
    assert caught.value.waar.startswith("b.yaml, regel 5")
    assert "“Heiloo”" in caught.value.herstel


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpeelveldError, match="geen afspraken"):
        list(SOURCE.read(tmp_path, context()))


SCHOOL = """\
titel: Proef
soort: convenant
bron: x
partijen: [Castricum]
gebied: [Castricum]
functies:
  - naam: Coach
    vestigingen: [{}]
"""


def scholen(tmp_path: Path, store: SqliteStore, school: str) -> list[str]:
    path = tmp_path / "proef.yaml"
    path.write_text(SCHOOL.format(school), encoding="utf-8")
    delivery = read_delivery(SOURCE_EIGEN, path, store, date(2026, 11, 21))
    facts = (item.fact for item in delivery.statements)
    return [fact.naar for fact in facts if isinstance(fact, Relation) and fact.type == "FUNCTIE_BIJ"]


def test_school_is_named_by_code_or_by_its_name_in_the_area(tmp_path: Path, nederland: SqliteStore) -> None:
    assert scholen(tmp_path, nederland, "25EF02") == ["vestiging:25EF02"]
    assert scholen(tmp_path, nederland, "vonk castricum") == ["vestiging:25EF02"]


@pytest.mark.parametrize(
    ("school", "wat", "herstel"),
    [
        ("19ZQ00", "ligt in Alkmaar, buiten het gebied", "Verbeter de code"),
        ("Vonk Castrikum", "is niet bekend", "“Vonk Castricum”"),
        ("Jac P Thijsse College voor Vwo Havo Mavo", "meer scholen in het gebied heten zo: 20MH00, 20MH01", "de code"),
    ],
)
def test_school_outside_the_area_or_not_the_only_one_is_refused(
    tmp_path: Path, nederland: SqliteStore, school: str, wat: str, herstel: str
) -> None:
    with pytest.raises(SpeelveldError) as caught:
        scholen(tmp_path, nederland, school)
    assert wat in caught.value.wat
    assert herstel in caught.value.herstel
    assert caught.value.waar.startswith("proef.yaml, regel 8")


def test_agreement_that_is_added_later_keeps_its_unknown_start(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "proef.db")
    gemeente = Node("gemeente:GM0399", "Gemeente", "Heiloo")
    levering = Levering("levering:proef", "proef", "Proef", "", "", "", date(2026, 1, 1), "0", "proef/1", 10)
    store.apply([Delivery(levering, (Statement(gemeente, levering.id),))])
    een = "- {{titel: {}, soort: visie, bron: x, partijen: [Heiloo], gebied: [Heiloo]}}\n"
    path = tmp_path / "proef.yaml"
    path.write_text(een.format("A"))
    load_file(SOURCE_EIGEN, path, store, date(2026, 2, 1))
    path.write_text(een.format("A") + een.format("B"))
    load_file(SOURCE_EIGEN, path, store, date(2026, 3, 1))
    found = Snapshot(store, date(2020, 1, 1)).into("gemeente:GM0399", "GELDT_IN")
    assert {item.van for item in found} == {"afspraak:a", "afspraak:b"}
    store.close()


def test_kinds_of_education_are_those_of_the_shapes() -> None:
    shapes = SHAPES_FILE.read_text(encoding="utf-8")
    stated = re.search(r"sh:path sv:onderwijssoort ; sh:in \(([^)]*)\)", shapes)
    assert stated is not None
    assert set(re.findall(r'"(\w+)"', stated[1])) == set(ONDERWIJS)
