from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.duo_bo import SOURCE
from importers.source import Context
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
BESTAND = HIER / "slices/duo-bo-vestigingen/02.-alle-schoolvestigingen-basisonderwijs.csv"
CODES = ("GM1680", "GM0118", "GM0228", "GM1641", "GM1948", "GM0518", "GM0453")


def context() -> Context:
    return Context(GemeenteResolver(Node(f"gemeente:{code}", "Gemeente") for code in CODES), date(2026, 6, 1))


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return list(SOURCE.read(BESTAND, context()))


def node(facts: list[Fact], node_id: str) -> Node:
    [found] = [fact for fact in facts if isinstance(fact, Node) and fact.id == node_id]
    return found


def relations(facts: list[Fact], van: str) -> set[tuple[str, str]]:
    return {(fact.type, fact.naar) for fact in facts if isinstance(fact, Relation) and fact.van == van}


def test_a_row_becomes_a_vestiging_with_its_address_and_without_a_telephone_number(facts: list[Fact]) -> None:
    assert node(facts, "vestiging:05FK00") == Node(
        "vestiging:05FK00",
        "Vestiging",
        "Sint Franciscus-School",
        eigenschappen={
            "onderwijssoort": ("bo",),
            "denominatie": "Algemeen bijzonder",
            "straat": "Franciscuspad",
            "huisnummer": "15",
            "postcode": "1971PE",
            "plaats": "IJmuiden",
            "website": "https://www.franciscus-atlant.nl",
        },
    )
    assert "0255516309" not in repr(facts)


def test_a_row_becomes_relations_with_gemeente_postcode_school_and_board(facts: list[Fact]) -> None:
    assert relations(facts, "vestiging:05FK00") == {
        ("IN_GEMEENTE", "gemeente:GM0453"),
        ("IN_PC4", "pc4:1971"),
        ("VESTIGING_VAN", "school:05FK"),
        ("HEEFT_BESTUUR", "bestuur:40257"),
    }
    assert node(facts, "bestuur:40257").naam is None
    assert node(facts, "pc4:1971").naam is None


def test_two_sites_belong_to_one_school_that_has_the_name_of_the_main_site(facts: list[Fact]) -> None:
    assert node(facts, "school:03GR").naam == "Het Mozaiek"
    assert ("VESTIGING_VAN", "school:03GR") in relations(facts, "vestiging:03GR01")
    assert "website" not in node(facts, "vestiging:03GR01").eigenschappen


def test_no_node_is_stated_twice(facts: list[Fact]) -> None:
    keys = [fact.sleutel for fact in facts]
    assert len(keys) == len(set(keys))


def test_windows_1252_and_quoted_names_are_read_as_they_are(facts: list[Fact]) -> None:
    assert node(facts, "vestiging:05OC00").naam == "Dalton Kindcentrum ’t Kompas"
    assert node(facts, "vestiging:00AR00").naam == 'Basisschool "De Maasparel"'
    assert node(facts, "vestiging:31VB00").eigenschappen["plaats"] == "'s-Gravenhage"


def test_the_gemeente_comes_from_the_number_also_when_duo_gives_no_name(facts: list[Fact]) -> None:
    assert ("IN_GEMEENTE", "gemeente:GM1948") in relations(facts, "vestiging:32LY00")


def test_a_reformatorische_site_is_put_in_the_national_swv_with_low_certainty(facts: list[Fact]) -> None:
    assert [fact for fact in facts if isinstance(fact, Relation) and fact.type == "IN_LANDELIJK_SWV"] == [
        Relation(
            "vestiging:32LE00",
            "IN_LANDELIJK_SWV",
            "swv:PO_REF",
            eigenschappen={"zekerheid": "laag", "wijze": "afgeleid uit de denominatie"},
        )
    ]
    assert node(facts, "swv:PO_REF").type == "Samenwerkingsverband"


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        ("dubbele_vestiging", "regel 3, kolom VESTIGINGSCODE: vestiging 31VB00 komt twee keer voor"),
        ("onbekende_gemeente", "kolom GEMEENTENUMMER: gemeentecode “9518” bestaat niet"),
        ("slechte_postcode", "kolom POSTCODE: “25 AB” is geen postcode"),
        ("andere_instelling", "kolom INSTELLINGSCODE: vestiging 31VB00 hoort niet bij instelling “31VC”"),
        ("bestuursnummer_te_kort", "kolom BEVOEGD GEZAG NUMMER: “7371” is geen nummer van een bevoegd gezag"),
        ("afgebroken_regel", "regel 2: de regel heeft"),
        ("opgeslagen_als_utf8", "gecodeerd als UTF-8"),
    ],
)
def test_bad_input_is_refused_with_its_place(bestand: str, melding: str) -> None:
    with pytest.raises(SpeelveldError) as error:
        list(SOURCE.read(HIER / f"slecht/duo-bo-vestigingen/{bestand}.csv", context()))
    assert melding in error.value.tekst
    assert f"{bestand}.csv" in error.value.tekst
