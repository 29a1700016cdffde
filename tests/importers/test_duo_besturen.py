from datetime import date
from pathlib import Path

import pytest

from graph.facts import Node
from graph.gemeenten import GemeenteResolver
from importers.duo_besturen import SOURCE_2016, SOURCE_BO, SOURCE_PSV, SOURCE_SO, SOURCE_VO
from importers.source import Context, Source
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
PSV = HIER / "slices/besturen-psv/besturen_2026.psv"
OUD = HIER / "slices/duo-bevoegd-gezag-2016/2016_bevoegdgezag.csv"
# The header of the portal; the board is that of the list of 2016.
KOP = (
    "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;"
    "GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;INTERNETADRES;STRAATNAAM CORRESPONDENTIEADRES;"
    "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES;POSTCODE CORRESPONDENTIEADRES;PLAATSNAAM CORRESPONDENTIEADRES;"
    "KVK-NUMMER;ADMINISTRATIEKANTOORNUMMER"
)
RIJ = (
    "41240;Stichting Floréo;Dr. Jan Schoutenlaan;3;3145 SX;MAASSLUIS;0556;MAASSLUIS;Rooms-Katholiek;0105914637;"
    "www.stichtingfloreo.nl;Postbus;297;3140 AG;MAASSLUIS;1234567;065"
)


def context(*bekend: str) -> Context:
    return Context(GemeenteResolver(), date(2026, 6, 1), bekend=lambda node_id: node_id in bekend)


def write(path: Path, *lines: str, encoding: str = "cp1252", delimiter: str = ";") -> Path:
    path.write_bytes("\r\n".join((*lines, "")).replace(";", delimiter).encode(encoding))
    return path


@pytest.mark.parametrize("source", [SOURCE_BO, SOURCE_VO])
@pytest.mark.parametrize(("encoding", "delimiter"), [("cp1252", ";"), ("utf-8", ","), ("utf-8-sig", ",")])
def test_a_board_of_the_portal_has_place_website_and_kvk(
    tmp_path: Path, source: Source, encoding: str, delimiter: str
) -> None:
    path = write(tmp_path / "besturen.csv", KOP, RIJ, encoding=encoding, delimiter=delimiter)
    assert list(source.read(path, context())) == [
        Node(
            "bestuur:41240",
            "Bestuur",
            "Stichting Floréo",
            eigenschappen={
                "kvk": "01234567",
                "denominatie": "Rooms-Katholiek",
                "plaats": "Maassluis",
                "website": "https://www.stichtingfloreo.nl",
            },
        )
    ]


def test_a_board_may_have_a_row_for_each_kind_of_special_education_only(tmp_path: Path) -> None:
    kop = f"SOORT PRIMAIR ONDERWIJS;{KOP}"
    path = write(tmp_path / "so.csv", kop, f"SO;{RIJ}", f"VSO;{RIJ}")
    assert len(list(SOURCE_SO.read(path, context()))) == 1
    path = write(tmp_path / "bo.csv", KOP, RIJ, RIJ)
    with pytest.raises(SpeelveldError, match="“41240” komt twee keer voor"):
        list(SOURCE_BO.read(path, context()))
    path = write(tmp_path / "so.csv", kop, f"SO;{RIJ}", f"VSO;{RIJ.replace('Floréo', 'Flora')}")
    with pytest.raises(SpeelveldError, match="“41240” komt twee keer voor"):
        list(SOURCE_SO.read(path, context()))


def test_a_malformed_kvk_number_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "bo.csv", KOP, RIJ.replace("1234567", "12A4"))
    with pytest.raises(SpeelveldError, match="regel 2, kolom KVK-NUMMER: “12A4” is geen KvK-nummer"):
        list(SOURCE_BO.read(path, context()))


def test_the_first_name_is_the_present_one_and_the_others_are_kept() -> None:
    boards = {fact.id: fact for fact in SOURCE_PSV.read(PSV, context()) if isinstance(fact, Node)}
    assert boards["bestuur:13603"] == Node(
        "bestuur:13603",
        "Bestuur",
        "Stichting voor Openbaar Voortgezet Onderwijs Fryslân-Noord",
        eigenschappen={
            "andereNamen": (
                "Stg. openb. scholengemeenschap Piter Jelles",
                "Stichting OSG Piter Jelles Leeuwarden eo",
            ),
            "sectoren": ("bo", "vo"),
            "kvk": "01082181",
        },
    )
    assert boards["bestuur:40687"].eigenschappen["sectoren"] == ("vo", "mbo", "ho")


def test_quotes_are_part_of_a_name() -> None:
    boards = {fact.id: fact for fact in SOURCE_PSV.read(PSV, context()) if isinstance(fact, Node)}
    names = boards["bestuur:41774"].eigenschappen["andereNamen"]
    assert isinstance(names, tuple)
    assert names[0] == '"Samen tussen Amstel en IJ" Stichting voor Openbaar Primair Onderwijs'


def test_a_board_of_higher_education_alone_is_left_out_and_counted() -> None:
    given = context()
    assert "41344" not in repr(list(SOURCE_PSV.read(PSV, given)))
    assert given.weggelaten == {"bestuur van alleen hoger onderwijs": 1}


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        ("twee_kvk_nummers", "kolom kvk: bestuur 13586 heeft twee KvK-nummers: 01080096 en 01080097"),
        ("dubbele_naam", "kolom naam: “Stg. OSG Singelland, Openb. VO Smallingerland en omgeving” komt twee keer voor"),
    ],
)
def test_contradictions_in_the_list_of_names_are_refused(bestand: str, melding: str) -> None:
    with pytest.raises(SpeelveldError) as error:
        list(SOURCE_PSV.read(HIER / f"slecht/besturen-psv/{bestand}.psv", context()))
    assert f"regel 3, {melding}" in error.value.tekst


def test_the_list_of_2016_gives_names_of_boards_that_the_record_knows_and_no_others() -> None:
    given = context("bestuur:41240", "bestuur:42540")
    zeker = {"zekerheid": "waarschijnlijk", "opmerking": "De naam is die van 2016."}
    assert list(SOURCE_2016.read(OUD, given)) == [
        Node("bestuur:41240", "Bestuur", "Stichting Floréo", eigenschappen=zeker),
        Node(
            "bestuur:42540",
            "Bestuur",
            "Meilân, Stg v Christelijk Basis Onderwijs Lemsterland, Skarsterlân en Heerenveen",
            eigenschappen=zeker,
        ),
    ]
    assert given.weggelaten == {"bestuur dat in de nieuwere registers van DUO niet voorkomt": 2}


def test_a_number_that_occurs_twice_in_2016_is_refused() -> None:
    with pytest.raises(SpeelveldError, match="regel 3, kolom BEVOEGD GEZAG NUMMER: “10249” komt twee keer voor"):
        list(SOURCE_2016.read(HIER / "slecht/duo-bevoegd-gezag-2016/dubbel_nummer.csv", context()))
