"""Templates that a region fills in: what they read, what they state and what they refuse."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.registry import source
from importers.sjabloon import Sjabloon, personal, template_source
from importers.sjabloon_register import SJABLONEN, documentation, example_rows, voorbeeld
from importers.source import Context
from importers.workbook import read_sheet
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

GEMEENTEN = {
    "GM0014": "Groningen",
    "GM0361": "Alkmaar",
    "GM0373": "Bergen (NH)",
    "GM0377": "Bloemendaal",
    "GM0383": "Castricum",
    "GM0392": "Haarlem",
    "GM0397": "Heemstede",
    "GM0399": "Heiloo",
    "GM0405": "Hoorn",
    "GM0448": "Texel",
}
REGIOS = {"jeugdregio:JZ01": "Groningen", "jeugdregio:JZ11": "Zuid Kennemerland", "jeugdregio:JZ14": "Twente"}


def context(namen: Mapping[str, Mapping[str, str]] | None = None) -> Context:
    """A record of a few gemeenten, and of other things as given: type -> ids and names."""
    known = namen or {}
    resolver = GemeenteResolver(Node(f"gemeente:{code}", "Gemeente", naam) for code, naam in GEMEENTEN.items())
    return Context(
        resolver,
        date(2026, 9, 1),
        bekend=lambda node_id: any(node_id in things for things in known.values()),
        vind=lambda soort, naam: next((key for key, value in known.get(soort, {}).items() if value == naam), None),
        namen=lambda soort: known.get(soort, {}),
    )


def lees(tmp_path: Path, naam: str, tekst: str, ctx: Context | None = None, encoding: str = "utf-8") -> list[Fact]:
    path = tmp_path / "ingevuld.csv"
    path.write_bytes(tekst.encode(encoding))
    return list(template_source(SJABLONEN[naam]).read(path, ctx or context()))


def weigering(tmp_path: Path, naam: str, tekst: str, ctx: Context | None = None) -> SpeelveldError:
    with pytest.raises(SpeelveldError) as caught:
        lees(tmp_path, naam, tekst, ctx)
    return caught.value


def relaties(facts: list[Fact]) -> set[tuple[str, str, str]]:
    return {(fact.van, fact.type, fact.naar) for fact in facts if isinstance(fact, Relation)}


def past(fact: Fact) -> None:
    """The fact fits the ontology."""
    schema = load_schema()
    if isinstance(fact, Node):
        node = schema.type_of(fact.id)
        assert node.naam == fact.type
        allowed = node.eigenschappen
    else:
        relation = schema.relations[fact.type]
        assert schema.type_of(fact.van).naam in relation.van
        assert schema.type_of(fact.naar).naam in relation.naar
        allowed = relation.eigenschappen
    for name, value in fact.eigenschappen.items():
        assert isinstance(value, tuple) == allowed[name].meervoudig
        assert isinstance(value, tuple) or type(value) is allowed[name].python


# ------------------------------------------------------------------ examples and documentation


@pytest.mark.parametrize("sjabloon", SJABLONEN.values(), ids=lambda sjabloon: sjabloon.naam)
@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_examples_load_and_fit_the_ontology(sjabloon: Sjabloon, vorm: str) -> None:
    facts = list(template_source(sjabloon).read(voorbeeld(sjabloon.naam, vorm), context()))
    for fact in facts:
        past(fact)
    ids = [fact.id for fact in facts if isinstance(fact, Node)]
    assert len(ids) == len(set(ids))
    assert all("VOORBEELD" in str(fact.eigenschappen["opmerking"]) for fact in facts if isinstance(fact, Relation))


@pytest.mark.parametrize("sjabloon", SJABLONEN.values(), ids=lambda sjabloon: sjabloon.naam)
def test_example_files_have_the_declared_columns(sjabloon: Sjabloon) -> None:
    with voorbeeld(sjabloon.naam).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    assert rows == [list(sjabloon.kop), *example_rows(sjabloon)]
    sheet = read_sheet(voorbeeld(sjabloon.naam, "xlsx"), sjabloon.naam)
    assert [list(sheet.kop), *(list(cells) for _, cells in sheet.rijen)] == rows


def test_documentation_is_the_declared_columns() -> None:
    page = Path(__file__).parents[2] / "docs" / "sjablonen.md"
    assert page.read_text(encoding="utf-8") == documentation(), "python -m importers.sjabloon_register"


def test_unknown_template_names_the_nearest() -> None:
    with pytest.raises(SpeelveldError, match="Bedoelt u “leerplicht”"):
        voorbeeld("leerplichten")


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("scheiding", [";", ","])
def test_csv_as_excel_and_others_save_it(tmp_path: Path, encoding: str, scheiding: str) -> None:
    tekst = "naam;gemeente;website\r\nTeam Één;GM0405;www.team.nl\r\n;;\r\n".replace(";", scheiding)
    facts = lees(tmp_path, "lokale-teams", tekst, encoding=encoding)
    assert facts == [
        Node(
            "lokaalteam:gm0405-team-een",
            "LokaalTeam",
            "Team Één",
            eigenschappen={"website": "https://www.team.nl"},
        ),
        Relation("gemeente:GM0405", "HEEFT_LOKAAL_TEAM", "lokaalteam:gm0405-team-een", eigenschappen={}),
    ]


def test_csv_without_a_line_end_at_the_end_is_read(tmp_path: Path) -> None:
    """As Google Sheets saves it; of publishers that would be a file that was cut off."""
    tekst = voorbeeld("regios").read_text(encoding="utf-8-sig")
    assert lees(tmp_path, "regios", tekst.rstrip()) == lees(tmp_path, "regios", tekst)


def test_xlsx_gives_the_same_as_csv(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("gemeente", "naam", "geldig_van"))
    sheet.append((405, "Team Eén", date(2026, 8, 1)))
    path = tmp_path / "team.XLSX"
    workbook.save(path)
    found = list(template_source(SJABLONEN["lokale-teams"]).read(path, context()))
    assert found == lees(tmp_path, "lokale-teams", "gemeente;naam;geldig_van\nHoorn;Team Eén;1-8-2026\n")
    assert isinstance(found[1], Relation)
    assert found[1].geldig_van == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("tekst", "wat", "herstel"),
    [
        ("gemeente;name\nHoorn;A\n", "geen kolom “name”", "“naam”"),
        ("gemeente;naam;geldig van\nHoorn;A;\n", "geen kolom “geldig van”", "“geldig_van”"),
        ("naam;website\nA;\n", "verplichte kolom ontbreekt: gemeente", "voorbeeld"),
        ("gemeente;naam;naam\nHoorn;A;A\n", "komt twee keer voor: naam", ""),
        ("iets;anders\n1;2\n", "geen bestand van deze bron", ""),
        ("gemeente;naam\nHorn;A\n", "“Horn” is niet bekend", "“Hoorn”"),
        ("gemeente;naam\nGM9999;A\n", "“GM9999” bestaat niet", ""),
        ("gemeente;naam\n;A\n", "moet ingevuld zijn", ""),
        ("gemeente;naam;website\nHoorn;A;geen site\n", "geen webadres", ""),
        ("gemeente;naam;website\nHoorn;A;javascript://x.nl/%0aalert(1)\n", "geen webadres", ""),
        ("gemeente;naam;geldig_van\nHoorn;A;31-02-2020\n", "geen datum", ""),
        ("gemeente;naam;geldig_van;geldig_tot\nHoorn;A;2021-01-01;2020-01-01\n", "niet na het begin", ""),
        ("gemeente;naam;zekerheid\nHoorn;A;gevonde\n", "mag hier niet staan", "“gevonden”"),
        ("gemeente;naam;toelichting\nHoorn;A;bel 0229-123456\n", "telefoonnummer", "Verwijder"),
        ("gemeente;naam;toelichting\nHoorn;A;jan@hoorn.nl\n", "e-mailadres", "Verwijder"),
        ("gemeente;naam\nHoorn;=A1\n", "formule", ""),
        ("gemeente;naam\nHoorn;A\nGM0405;A\n", "niet al in een eerdere regel", "dubbele"),
        ("gemeente;naam;website\nHoorn;A;a.nl\nHoorn;A;b.nl\n", "andere waarde voor “website”", ""),
        (
            "gemeente;naam;geldig_van;geldig_tot\nHoorn;A;2020-01-01;2022-01-01\nHoorn;A;2021-01-01;\n",
            "perioden overlappen",
            "aansluiten",
        ),
    ],
)
def test_mistakes_are_named_with_file_and_place(tmp_path: Path, tekst: str, wat: str, herstel: str) -> None:
    error = weigering(tmp_path, "lokale-teams", tekst)
    assert wat in error.wat
    assert herstel in error.herstel
    assert error.waar.startswith("ingevuld.csv, regel ")


@pytest.mark.parametrize(
    ("naam", "inhoud", "wat"),
    [("a.csv", b"g\0e", "NUL-teken.*CSV UTF-8"), ("a.ods", b"PK", "een .csv of .xlsx"), ("a.csv", b"", "leeg")],
)
def test_other_files_are_refused(tmp_path: Path, naam: str, inhoud: bytes, wat: str) -> None:
    path = tmp_path / naam
    path.write_bytes(inhoud)
    with pytest.raises(SpeelveldError, match=wat):
        list(template_source(SJABLONEN["regios"]).read(path, context()))


def test_place_in_a_workbook_names_sheet_and_row(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "teams"
    sheet.append(("gemeente", "naam"))
    sheet.append(("Horn", "A"))
    path = tmp_path / "t.xlsx"
    workbook.save(path)
    with pytest.raises(SpeelveldError) as caught:
        list(template_source(SJABLONEN["lokale-teams"]).read(path, context()))
    assert caught.value.waar == "t.xlsx, blad teams, regel 2, kolom gemeente"


@pytest.mark.parametrize(
    ("tekst", "is_personal"),
    [
        ("zie 072-548 88 88", True),
        ("06 12345678", True),
        ("+31 72 5488888", True),
        ("info@school.nl", True),
        ("mailadres @swv-twentenoord.nl", False),
        ("ROO 28347392 (kvk 04075970)", False),
        ("docplayer.nl/140980470-Plan", False),
        ("2017-10-30 en 01-01-2026", False),
    ],
)
def test_personal_data_is_recognised(tekst: str, is_personal: bool) -> None:
    assert personal(tekst) is is_personal


# ------------------------------------------------------------------ what each template states


def test_aanbieder_with_contract(tmp_path: Path) -> None:
    tekst = (
        "naam;kvk;werkgebied;gecontracteerd_door;perceel;zekerheid;bron;geldig_van;geldig_tot\n"
        "De Linde;01234567;JZ11|Hoorn;JZ11;ambulant|verblijf;gevonden;raadsbesluit;2024-01-01;2028-01-01\n"
        "De Linde;01234567;;regeling:29516186;;gevonden;raadsbesluit;;\n"
    )
    facts = lees(tmp_path, "aanbieders", tekst)
    assert relaties(facts) == {
        ("aanbieder:01234567", "WERKT_IN", "jeugdregio:JZ11"),
        ("aanbieder:01234567", "WERKT_IN", "gemeente:GM0405"),
        ("aanbieder:01234567", "GECONTRACTEERD_DOOR", "jeugdregio:JZ11"),
        ("aanbieder:01234567", "GECONTRACTEERD_DOOR", "regeling:29516186"),
    }
    contract = next(fact for fact in facts if fact.type == "GECONTRACTEERD_DOOR")
    assert contract == Relation(
        "aanbieder:01234567",
        "GECONTRACTEERD_DOOR",
        "jeugdregio:JZ11",
        date(2024, 1, 1),
        date(2028, 1, 1),
        {"perceel": "ambulant; verblijf", "zekerheid": "gevonden", "herkomst": "raadsbesluit"},
    )
    assert [fact.id for fact in facts if isinstance(fact, Node)] == [
        "aanbieder:01234567",
        "jeugdregio:JZ11",
        "regeling:29516186",
    ]


def test_contract_that_follows_another(tmp_path: Path) -> None:
    kop = "naam;gecontracteerd_door;geldig_van;geldig_tot\n"
    facts = lees(tmp_path, "aanbieders", kop + "A;JZ11;2020-01-01;2022-01-01\nA;JZ11;2022-01-01;\n")
    assert [fact.geldig_van for fact in facts if isinstance(fact, Relation)] == [date(2020, 1, 1), date(2022, 1, 1)]


def test_names_of_regions(tmp_path: Path) -> None:
    ctx = context({"Jeugdregio": REGIOS})
    kop = "naam;werkgebied\n"
    facts = lees(tmp_path, "aanbieders", kop + "A;Twente|jeugdregio Groningen|gemeente Groningen\n", ctx)
    assert {naar for _, _, naar in relaties(facts)} == {"jeugdregio:JZ14", "jeugdregio:JZ01", "gemeente:GM0014"}
    assert "meer dan een gebied" in weigering(tmp_path, "aanbieders", kop + "A;Groningen\n", ctx).wat
    assert "“Twente”" in weigering(tmp_path, "aanbieders", kop + "A;Twnte\n", ctx).herstel
    assert "“jeugdregio:JZ" in weigering(tmp_path, "aanbieders", kop + "A;JZ12\n", ctx).herstel


@pytest.mark.parametrize(
    ("cel", "wat"),
    [("swv:VO2704", "is een samenwerkingsverband"), ("jeugdregoi:JZ11", "voorvoegsel"), ("jeugdregio:11", "geen code")],
)
def test_ids_of_the_wrong_kind(tmp_path: Path, cel: str, wat: str) -> None:
    assert wat in weigering(tmp_path, "aanbieders", f"naam;werkgebied\nA;{cel}\n").wat


@pytest.mark.parametrize(
    ("rij", "wat"),
    [("A;4075970;;", "KvK-nummer"), ("A;;;verblijf", "geen contract"), ("!!;;;", "geen naam")],
)
def test_aanbieder_mistakes(tmp_path: Path, rij: str, wat: str) -> None:
    assert wat in weigering(tmp_path, "aanbieders", f"naam;kvk;gecontracteerd_door;perceel\n{rij}\n").wat


def test_local_team_without_name_is_counted(tmp_path: Path) -> None:
    ctx = context()
    facts = lees(tmp_path, "lokale-teams", "gemeente;naam\nHoorn;\nTexel;\nHeiloo;Team\n", ctx)
    assert len(facts) == 2
    assert dict(ctx.weggelaten) == {"de naam van het lokale team is niet ingevuld": 2}


def test_leerplicht_for_more_gemeenten(tmp_path: Path) -> None:
    facts = lees(tmp_path, "leerplicht", "gemeente;naam\nHaarlem|Heemstede;Bureau Duin\n")
    assert relaties(facts) == {
        ("gemeente:GM0392", "LEERPLICHT_DOOR", "leerplichtbureau:bureau-duin"),
        ("gemeente:GM0397", "LEERPLICHT_DOOR", "leerplichtbureau:bureau-duin"),
    }


def test_own_division(tmp_path: Path) -> None:
    facts = lees(tmp_path, "regios", "indeling;code;naam;gemeente;pc4\nOnderwijsregio;01;Kust;Texel;1791|1792\n")
    assert facts[0] == Node("regio:onderwijsregio-01", "Regio", "Kust", eigenschappen={"indeling": "Onderwijsregio"})
    assert relaties(facts) == {
        ("gemeente:GM0448", "IN_REGIO", "regio:onderwijsregio-01"),
        ("pc4:1791", "IN_REGIO", "regio:onderwijsregio-01"),
        ("pc4:1792", "IN_REGIO", "regio:onderwijsregio-01"),
    }


@pytest.mark.parametrize(
    ("rij", "wat"),
    [("A;1;N;;", "geen gemeente en geen pc4"), ("A;1;N;;0123", "geen postcodegebied"), ("A;-;N;Texel;", "letters")],
)
def test_own_division_mistakes(tmp_path: Path, rij: str, wat: str) -> None:
    assert wat in weigering(tmp_path, "regios", f"indeling;code;naam;gemeente;pc4\n{rij}\n").wat


def test_function_in_a_school(tmp_path: Path) -> None:
    tekst = (
        "vestiging;functie;uitgevoerd_door;soort\n19zq00;Jeugdcoach;swv:VO2703|Alkmaar|aanbieder:de-linde;jeugdhulp\n"
    )
    facts = lees(tmp_path, "schoolfuncties", tekst)
    assert facts[0] == Node("functie:19zq00-jeugdcoach", "Functie", "Jeugdcoach", eigenschappen={"soort": "jeugdhulp"})
    assert relaties(facts) == {
        ("functie:19zq00-jeugdcoach", "FUNCTIE_BIJ", "vestiging:19ZQ00"),
        ("functie:19zq00-jeugdcoach", "UITGEVOERD_DOOR", "swv:VO2703"),
        ("functie:19zq00-jeugdcoach", "UITGEVOERD_DOOR", "gemeente:GM0361"),
        ("functie:19zq00-jeugdcoach", "UITGEVOERD_DOOR", "aanbieder:de-linde"),
    }


def test_organisations_of_each_kind(tmp_path: Path) -> None:
    tekst = (
        "soort;naam;werkgebied;maatregelen;landelijk;voert_uit_voor\n"
        "Gecertificeerde instelling;JB Duin;JZ11;voogdij|jeugdreclassering;ja;\n"
        "veilig thuis;Veilig Thuis Duin;Haarlem;;;\n"
        "gemeente;Gemeente Haarlem;;;;JZ11\n"
        "inkooporganisatie;Inkoop Kust;Hoorn;;nee;JZ05\n"
        "inkooporganisatie;Inkoop Kust;Hoorn;;nee;JZ06\n"
    )
    facts = lees(tmp_path, "organisaties", tekst)
    assert facts[0].eigenschappen == {"landelijk": True, "maatregelen": ("voogdij", "jeugdreclassering")}
    assert {fact.id: fact.type for fact in facts if isinstance(fact, Node)} == {
        "gi:jb-duin": "GecertificeerdeInstelling",
        "jeugdregio:JZ11": "Jeugdregio",
        "veiligthuis:veilig-thuis-duin": "VeiligThuis",
        "organisatie:inkoop-kust": "Organisatie",
        "jeugdregio:JZ05": "Jeugdregio",
        "jeugdregio:JZ06": "Jeugdregio",
    }
    assert relaties(facts) == {
        ("gi:jb-duin", "WERKT_IN", "jeugdregio:JZ11"),
        ("veiligthuis:veilig-thuis-duin", "WERKT_IN", "gemeente:GM0392"),
        ("jeugdregio:JZ11", "UITGEVOERD_DOOR", "gemeente:GM0392"),
        ("organisatie:inkoop-kust", "WERKT_IN", "gemeente:GM0405"),
        ("jeugdregio:JZ05", "UITGEVOERD_DOOR", "organisatie:inkoop-kust"),
        ("jeugdregio:JZ06", "UITGEVOERD_DOOR", "organisatie:inkoop-kust"),
    }


@pytest.mark.parametrize(
    ("rij", "wat"),
    [
        ("veilg thuis;A;;;", "lijkt op “veilig thuis”"),
        ("inkooporganisatie;A;;voogdij;", "alleen voor een gecertificeerde instelling"),
        ("veilig thuis;A;;;JZ11", "geldt niet voor de soort veilig thuis"),
        ("gemeente;Haarlem;Hoorn;;", "werkt in zichzelf"),
    ],
)
def test_organisation_mistakes(tmp_path: Path, rij: str, wat: str) -> None:
    error = weigering(tmp_path, "organisaties", f"soort;naam;werkgebied;maatregelen;voert_uit_voor\n{rij}\n")
    assert wat in error.wat


def test_names_of_samenwerkingsverbanden(tmp_path: Path) -> None:
    tekst = (
        "code;naam;korte_naam;geldig_van;geldig_tot\n"
        "vo2704;SWV Oud;;;2020-08-01\nVO2704;SWV Nieuw;;2020-08-01;\nPO_REF;;Berséba;;\n"
    )
    assert lees(tmp_path, "swv-namen", tekst) == [
        Node("swv:VO2704", "Samenwerkingsverband", "SWV Oud", None, date(2020, 8, 1), {"sector": "VO"}),
        Node("swv:VO2704", "Samenwerkingsverband", "SWV Nieuw", date(2020, 8, 1), None, {"sector": "VO"}),
        Node(
            "swv:PO_REF",
            "Samenwerkingsverband",
            "Berséba",
            eigenschappen={"sector": "PO", "korteNaam": "Berséba", "landelijk": True},
        ),
    ]


def test_two_regions_can_each_deliver_the_same_template() -> None:
    assert source("sjabloon-aanbieders@ijmond").id == "sjabloon-aanbieders@ijmond"
    assert source("sjabloon-aanbieders@ijmond").read is source("sjabloon-aanbieders").read


@pytest.mark.parametrize("bron", ["sjabloon-aanbieders@IJmond Noord", "duo-bo-vestigingen@ijmond"])
def test_only_a_template_says_whose_it_is(bron: str) -> None:
    with pytest.raises(SpeelveldError, match="sjabloon-regios@ijmond"):
        source(bron)
