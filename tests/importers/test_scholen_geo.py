from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.scholen_geo import SOURCE
from importers.source import Context
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
BESTAND = HIER / "slices/scholen-geo/scholen-2024-11-22.geo.json"
GEMEENTEN = {
    "GM0637": "Zoetermeer",
    "GM0106": "Assen",
    "GM0080": "Leeuwarden",
    "GM1949": "Waadhoeke",
    "GM0518": "'s-Gravenhage",
    "GM0200": "Apeldoorn",
    "GM0893": "Bergen (L)",
    "GM0363": "Amsterdam",
}


def context() -> Context:
    resolver = GemeenteResolver(Node(f"gemeente:{code}", "Gemeente", naam) for code, naam in GEMEENTEN.items())
    return Context(resolver, date(2024, 11, 22), bekend=lambda node_id: node_id != "vestiging:32DD00")


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return list(SOURCE.read(BESTAND, context()))


def node(facts: list[Fact], node_id: str) -> Node:
    [found] = [fact for fact in facts if isinstance(fact, Node) and fact.id == node_id]
    return found


def relations(facts: list[Fact]) -> set[tuple[str, ...]]:
    return {fact.sleutel for fact in facts if isinstance(fact, Relation)}


def test_a_basisschool_gets_only_its_point_and_of_two_points_the_first(facts: list[Fact]) -> None:
    assert [fact for fact in facts if "14YX" in repr(fact)] == [
        Node("vestiging:14YX00", "Vestiging", eigenschappen={"lat": 52.07014, "lon": 4.51497})
    ]


def test_a_site_of_vso_gets_name_address_point_and_postcodegebied(facts: list[Fact]) -> None:
    assert node(facts, "vestiging:26NC01") == Node(
        "vestiging:26NC01",
        "Vestiging",
        "School voor Voorgezet Speciaal Onderwijs",
        eigenschappen={
            "onderwijssoort": ("so", "vso"),
            "denominatie": "Reformatorisch",
            "straat": "Anklaarseweg",
            "huisnummer": "71",
            "postcode": "7316MB",
            "plaats": "Apeldoorn",
            "website": "https://www.so-zwolle.nl",
            "lat": 52.23561,
            "lon": 5.96535,
        },
    )
    assert relations(facts) == {("vestiging:26NC01", "IN_PC4", "pc4:7316")}


def test_a_site_of_vo_gets_name_and_address_and_its_school_the_name_of_the_main_site(facts: list[Fact]) -> None:
    site = node(facts, "vestiging:18BR00")
    assert (site.naam, site.eigenschappen["postcode"]) == ("School voor Praktijkonderwijs Assen", "9406NN")
    schools = [fact for fact in facts if isinstance(fact, Node) and fact.type == "School"]
    assert schools == [Node("school:18BR", "School", "School voor Praktijkonderwijs Assen")]


def test_kinds_follow_from_the_type(facts: list[Fact]) -> None:
    soorten = {code: node(facts, f"vestiging:{code}").eigenschappen["onderwijssoort"] for code in ("26NC01", "18BR00")}
    assert soorten == {"26NC01": ("so", "vso"), "18BR00": ("pro",)}
    assert node(facts, "vestiging:02VC02").eigenschappen["structuur"] == "VBO/MAVO/PRO"
    assert node(facts, "vestiging:02VC02").eigenschappen["onderwijssoort"] == ("vo", "pro")


def test_number_letter_and_addition_are_joined(facts: list[Fact]) -> None:
    assert node(facts, "vestiging:17YS19").eigenschappen["huisnummer"] == "12-A-1"


def test_a_site_that_the_record_does_not_know_is_left_out_and_counted() -> None:
    given = context()
    facts = list(SOURCE.read(BESTAND, given))
    assert "32DD" not in repr(facts)
    assert given.weggelaten == {"vestiging die in de nieuwere registers van DUO niet voorkomt": 1}


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        ("tegenspraak", "object 2: vestiging 14YX00 heeft als denominatie zowel “Rooms-Katholiek” als"),
        ("rijksdriehoek", "object 1: het object heeft geen punt in Nederland"),
        ("afgebroken", "het bestand is geen geldige JSON"),
    ],
)
def test_bad_input_is_refused_with_its_place(bestand: str, melding: str) -> None:
    with pytest.raises(SpeelveldError) as error:
        list(SOURCE.read(HIER / f"slecht/scholen-geo/{bestand}.geo.json", context()))
    assert melding in error.value.tekst


def test_json_that_is_no_geojson_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.geo.json"
    path.write_text('{"features": [{"properties": {"naam": "x"}}]}', encoding="utf-8")
    with pytest.raises(SpeelveldError, match="eigenschap ontbreekt: type"):
        list(SOURCE.read(path, context()))
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(SpeelveldError, match="geen GeoJSON"):
        list(SOURCE.read(path, context()))
