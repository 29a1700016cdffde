from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.duo_vo import SOURCE, SOURCE_KERN, soorten
from importers.source import Context
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
CODES = ("GM0106", "GM0118", "GM0737", "GM0080", "GM1949", "GM0119", "GM0289", "GM1966")


def context() -> Context:
    return Context(GemeenteResolver(Node(f"gemeente:{code}", "Gemeente") for code in CODES), date(2026, 6, 1))


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return list(SOURCE.read(HIER / "slices/duo-vo-vestigingen/02.-alle-vestigingen-vo.csv", context()))


@pytest.fixture(scope="module")
def kern() -> list[Fact]:
    return list(SOURCE_KERN.read(HIER / "slices/duo-vo-kern/vo_vestigingen_kern_2026.csv", context()))


def node(facts: list[Fact], node_id: str) -> Node:
    [found] = [fact for fact in facts if isinstance(fact, Node) and fact.id == node_id]
    return found


def relations(facts: list[Fact], van: str) -> set[tuple[str, str]]:
    return {(fact.type, fact.naar) for fact in facts if isinstance(fact, Relation) and fact.van == van}


@pytest.mark.parametrize(
    ("structuur", "verwacht"),
    [
        ("PRO", ("pro",)),
        ("VBO/MAVO/PRO", ("vo", "pro")),
        ("VBO/MAVO/HAVO/VWO", ("vo",)),
        ("BRUGJAAR", ("vo",)),
    ],
)
def test_the_structure_gives_the_kinds_of_education(structuur: str, verwacht: tuple[str, ...]) -> None:
    assert soorten(structuur) == verwacht


def test_a_row_of_the_publishers_file_becomes_a_vestiging_with_name_and_address(facts: list[Fact]) -> None:
    assert node(facts, "vestiging:02VC08") == Node(
        "vestiging:02VC08",
        "Vestiging",
        "Comenius - Ulbe van Houten",
        eigenschappen={
            "onderwijssoort": ("vo",),
            "denominatie": "Bijzonder",
            "straat": "Hartman Sannesstraat",
            "huisnummer": "5-7",
            "postcode": "9076EB",
            "plaats": "St.-Annaparochie",
            "website": "https://www.comenius-ulbevanhouten.nl",
            "structuur": "VBO/MAVO",
        },
    )
    assert relations(facts, "vestiging:02VC08") == {
        ("IN_GEMEENTE", "gemeente:GM1949"),
        ("IN_PC4", "pc4:9076"),
        ("VESTIGING_VAN", "school:02VC"),
        ("HEEFT_BESTUUR", "bestuur:41347"),
    }


def test_a_school_has_a_name_only_when_its_main_site_is_in_the_file(facts: list[Fact]) -> None:
    assert node(facts, "school:18BR").naam == "School voor Praktijkonderwijs Assen"
    assert node(facts, "school:02VC").naam is None


def test_a_telephone_number_in_the_column_for_websites_is_not_taken_over(facts: list[Fact]) -> None:
    assert "website" not in node(facts, "vestiging:19IW02").eigenschappen
    assert "0528266192" not in repr(facts)


def test_the_short_form_has_no_names_and_the_same_relations(kern: list[Fact]) -> None:
    assert node(kern, "vestiging:25PW56") == Node(
        "vestiging:25PW56",
        "Vestiging",
        eigenschappen={"onderwijssoort": ("vo", "pro"), "structuur": "VBO/PRO", "postcode": "9951JH"},
    )
    assert relations(kern, "vestiging:25PW56") == {
        ("IN_GEMEENTE", "gemeente:GM1966"),
        ("IN_PC4", "pc4:9951"),
        ("VESTIGING_VAN", "school:25PW"),
        ("HEEFT_BESTUUR", "bestuur:40872"),
    }
    assert len([fact for fact in kern if isinstance(fact, Node) and fact.type == "Vestiging"]) == 7


def test_an_unknown_structure_is_refused() -> None:
    with pytest.raises(SpeelveldError, match="regel 2, kolom ONDERWIJSSTRUCTUUR: “MBO” is geen bekende"):
        list(SOURCE_KERN.read(HIER / "slecht/duo-vo-kern/onbekende_structuur.csv", context()))


def test_a_renamed_column_is_refused_with_a_hint() -> None:
    with pytest.raises(SpeelveldError, match="heet die kolom nu ONDERWIJSSTRUKTUUR"):
        list(SOURCE.read(HIER / "slecht/duo-vo-vestigingen/kolom_hernoemd.csv", context()))
