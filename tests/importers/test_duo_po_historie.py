from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.duo_po_historie import KOP_API, SOURCE, SOURCE_API
from importers.source import Context
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
BESTAND = HIER / "slices/duo-po-historie/06.-historisch-overzicht-aantal-leerlingen-per-schoolvestiging.csv"
CODES = ("GM0285", "GM1641", "GM0118", "GM0715", "GM0610", "GM1959", "GM0193", "GM0200")
# The same register in the long form: values of 2024 and 2025 of the wide file.
LANG = """26NC;26NC00;Obadjaschool;SO/VSO;Reformatorisch;30117;193;ZWOLLE;{y0};137
26NC;26NC00;Obadjaschool;SO/VSO;Reformatorisch;30117;193;ZWOLLE;{y1};133
04EY;04EY14;De Argo;VSO;Algemeen bijzonder;40876;715;TERNEUZEN;{y0};<5
04EY;04EY14;De Argo;VSO;Algemeen bijzonder;40876;715;TERNEUZEN;{y1};<5
50AB;50AB00;onbekend;SO;onbekend;0;9999;ONBEKEND;2000;19
"""


def context(bekend: Callable[[str], bool] = lambda _: False) -> Context:
    gemeenten = GemeenteResolver(Node(f"gemeente:{code}", "Gemeente") for code in CODES)
    return Context(gemeenten, date(2025, 10, 1), bekend)


def node(facts: list[Fact], node_id: str) -> Node:
    [found] = [fact for fact in facts if isinstance(fact, Node) and fact.id == node_id]
    return found


@pytest.fixture(scope="module")
def facts() -> list[Fact]:
    return list(SOURCE.read(BESTAND, context()))


def test_a_site_has_its_kinds_its_pupils_and_the_series_of_the_last_ten_years(facts: list[Fact]) -> None:
    assert node(facts, "vestiging:26NC00") == Node(
        "vestiging:26NC00",
        "Vestiging",
        "Obadjaschool",
        eigenschappen={
            "onderwijssoort": ("so", "vso"),
            "denominatie": "Reformatorisch",
            "leerlingen": 133,
            "leerlingenPeiljaar": 2025,
            "leerlingenReeks": (
                "2016=137",
                "2017=131",
                "2018=123",
                "2019=128",
                "2020=129",
                "2021=126",
                "2022=136",
                "2023=140",
                "2024=137",
                "2025=133",
            ),
        },
    )


def test_a_shielded_number_is_no_number_but_the_site_is_open(facts: list[Fact]) -> None:
    argo = node(facts, "vestiging:04EY14").eigenschappen
    assert "leerlingen" not in argo
    assert argo["leerlingenPeiljaar"] == 2025
    reeks = argo["leerlingenReeks"]
    assert isinstance(reeks, tuple)
    assert reeks[-2:] == ("2024=<5", "2025=<5")


def test_a_site_has_school_board_and_gemeente_but_no_postcode(facts: list[Fact]) -> None:
    relations = {
        (fact.type, fact.naar) for fact in facts if isinstance(fact, Relation) and fact.van == "vestiging:24DE01"
    }
    assert relations == {
        ("VESTIGING_VAN", "school:24DE"),
        ("IN_GEMEENTE", "gemeente:GM1959"),
        ("HEEFT_BESTUUR", "bestuur:42790"),
        ("IN_LANDELIJK_SWV", "swv:PO_REF"),
    }


def test_a_reformatorische_site_for_so_and_vso_is_in_both_national_swvs(facts: list[Fact]) -> None:
    landelijk = {
        (fact.van, fact.naar) for fact in facts if isinstance(fact, Relation) and fact.type == "IN_LANDELIJK_SWV"
    }
    assert {naar for van, naar in landelijk if van == "vestiging:26NC00"} == {"swv:PO_REF", "swv:VO_REF"}
    assert {naar for van, naar in landelijk if van == "vestiging:26NC01"} == {"swv:VO_REF"}


def test_of_a_basisschool_that_the_register_of_sites_knows_only_the_pupils_are_stated() -> None:
    given = context(bekend=lambda node_id: node_id == "vestiging:00AR00")
    facts = [fact for fact in SOURCE.read(BESTAND, given) if "00AR" in repr(fact)]
    reeks = (135, 140, 143, 142, 150, 139, 134, 138, 143, 150)
    assert facts == [
        Node(
            "vestiging:00AR00",
            "Vestiging",
            eigenschappen={
                "leerlingen": 150,
                "leerlingenPeiljaar": 2025,
                "leerlingenReeks": tuple(f"{jaar}={aantal}" for jaar, aantal in enumerate(reeks, start=2016)),
            },
        )
    ]


def test_a_basisschool_that_no_other_register_knows_and_a_site_without_pupils_are_left_out_and_counted() -> None:
    given = context(bekend=lambda node_id: node_id == "vestiging:00AR00")
    text = repr(list(SOURCE.read(BESTAND, given)))
    assert "03GR" not in text
    assert "50AB" not in text
    assert given.weggelaten == {
        "basisschool die niet in het vestigingenregister van DUO staat": 1,
        "geen leerlingen in 2025: gesloten vestiging": 1,
    }


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize(("y0", "y1"), [("2024", "2025"), ("2024-2025", "2025-2026")])
def test_the_long_form_of_the_portal_says_the_same(tmp_path: Path, delimiter: str, y0: str, y1: str) -> None:
    path = tmp_path / "06-historische-leerlingenaantallen-po-vestigingen-api.csv"
    text = ";".join(KOP_API) + "\n" + LANG.format(y0=y0, y1=y1)
    path.write_text(text.replace(";", delimiter), encoding="utf-8")
    given = context()
    facts = list(SOURCE_API.read(path, given))
    obadja = node(facts, "vestiging:26NC00")
    assert obadja.eigenschappen["leerlingen"] == 133
    assert obadja.eigenschappen["leerlingenReeks"] == ("2024=137", "2025=133")
    assert "leerlingen" not in node(facts, "vestiging:04EY14").eigenschappen
    assert given.weggelaten == {"geen leerlingen in 2025: gesloten vestiging": 1}


def test_a_year_that_occurs_twice_in_the_long_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    path.write_text(";".join(KOP_API) + "\n" + LANG.format(y0="2025", y1="2025"), encoding="utf-8")
    with pytest.raises(SpeelveldError, match="vestiging 26NC00 heeft 2025 twee keer"):
        list(SOURCE_API.read(path, context()))


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        ("geen_jaren", "kolommen met aantallen ontbreken"),
        ("aantal_is_tekst", "kolom LEERLINGEN_2025: “veel” is geen aantal leerlingen"),
        ("onbekende_soort", "kolom SOORT_VESTIGING: “SO-VSO” is geen bekende soort"),
        ("dubbele_vestiging", "vestiging 26NC00 komt twee keer voor"),
    ],
)
def test_bad_input_is_refused_with_its_place(bestand: str, melding: str) -> None:
    with pytest.raises(SpeelveldError) as error:
        list(SOURCE.read(HIER / f"slecht/duo-po-historie/{bestand}.csv", context()))
    assert melding in error.value.tekst
    assert f"{bestand}.csv" in error.value.tekst
