"""The reader of saved questions, their values, and what can be said of them without a server."""

from __future__ import annotations

import importlib
import re
from datetime import date

import pytest

from graph.neo4j import cypher as store_texts
from ontology.errors import SpeelveldError
from ontology.schema import load_schema
from queries.cypher.bibliotheek import (
    FOLDER,
    THEMAS,
    Cyphervraag,
    bibliotheek,
    eigen_vraag,
    gebruikt,
    lees,
    lees_bestand,
    vind_vraag,
)
from queries.cypher.parameters import Parameter, in_cypher, waarden

NU = date(2026, 11, 21)
VRAGEN = tuple(bibliotheek().values())
every_question = pytest.mark.parametrize("vraag", VRAGEN, ids=lambda vraag: vraag.id)

GOED = """// id: proef
// thema: bronnen
// titel: Een proef
// vraag: Klopt dit?
// parameters:
//   swv: {type: id, soort: Samenwerkingsverband, voorbeeld: PO2711}
//   peildatum: {type: datum, standaard: vandaag, voorbeeld: 2026-11-21}
// kolommen: [id, naam]

// $geen is no parameter here, and 'neither $is' this
MATCH (s:Samenwerkingsverband {id: $swv})
WHERE s.geldigVan <= $peildatum
RETURN s.id AS id, s.naam AS naam
"""


# -- what is in the library


def test_every_file_is_a_question_and_each_theme_has_some() -> None:
    assert {vraag.id for vraag in VRAGEN} == {path.stem for path in FOLDER.glob("*.cypher")}
    assert len(VRAGEN) >= 20
    assert [thema for thema in THEMAS if not any(vraag.thema == thema for vraag in VRAGEN)] == []


def _code(cypher: str) -> str:
    """Without texts and comments."""
    return re.sub(r"'(?:[^'\\]|\\.)*'|//[^\n]*", "''", cypher)


@every_question
def test_labels_relations_and_properties_are_those_of_the_ontology(vraag: Cyphervraag) -> None:
    schema = load_schema()
    code = _code(vraag.cypher)
    labels = set(schema.nodes) | {"Knoop", "Stand", "Levering", store_texts.NODES, store_texts.RELATIONS}
    named = {
        name
        for group in re.findall(r":\s*(!?[A-Z]\w*(?:\s*[|&]\s*!?\w+)*)", code)
        for name in re.findall(r"\w+", group)
    }
    assert named or "fulltext" in code
    assert named <= labels | set(schema.relations)
    texts = set(re.findall(r"'([A-Z]+(?:_[A-Z0-9]+)+)'", vraag.cypher))
    assert texts <= set(schema.relations)
    kinds = [*schema.nodes.values(), *schema.relations.values()]
    properties = {name for kind in kinds for name in kind.eigenschappen}
    properties |= {"id", "type", "naam", "geldigVan", "geldigTot", "bron", "bronnen"}
    properties |= {
        "nr",
        "sinds",
        "vervallen",
        "levering",
        "over",
        "naar",
        "teller",
        "rang",
        "peildatum",
        "uitgever",
        "licentie",
    }
    local = set(re.findall(r"(\w+):", code))  # keys of maps that the question makes itself
    assert set(re.findall(r"\b[a-z]\w*\.(\w+)\b(?!\s*\()", code)) <= properties | local | {"days", "distance", "index"}


@every_question
def test_a_question_reads_well(vraag: Cyphervraag) -> None:
    text = (FOLDER / f"{vraag.id}.cypher").read_text(encoding="utf-8")
    assert vraag.vraag.endswith("?")
    assert not vraag.titel.endswith((".", "?"))
    assert not vraag.toelichting or vraag.toelichting.endswith(".")
    assert max(map(len, text.splitlines())) <= 120
    assert "\t" not in text
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", vraag.id)


@every_question
def test_the_python_that_is_named_exists(vraag: Cyphervraag) -> None:
    if vraag.python:
        module, found = vraag.python, None
        names: list[str] = []
        while found is None:
            try:
                found = importlib.import_module(module)
            except ModuleNotFoundError:
                module, _, name = module.rpartition(".")
                names.insert(0, name)
        for name in names:
            found = getattr(found, name)


def test_relations_with_one_source_are_those_of_the_ontology() -> None:
    """The question about sources that differ lists them."""
    named = set(re.findall(r"'([A-Z]+(?:_[A-Z0-9]+)+)'", bibliotheek()["bronconflicten"].cypher))
    assert named == {item.naam for item in load_schema().relations.values() if item.een_bron}


# -- reading


def test_a_well_written_question_is_read() -> None:
    vraag = lees(GOED, "proef.cypher")
    assert (vraag.id, vraag.thema, vraag.kolommen) == ("proef", "bronnen", ("id", "naam"))
    assert vraag.parameters["swv"].voorbeeld == "PO2711"
    assert gebruikt(vraag.cypher) == ("swv", "peildatum")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("// titel: Een proef\n", "", "proef.cypher, regel 1: het veld titel ontbreekt"),
        ("// titel: Een proef", "// titel: Een proef\n// kleur: rood", "het veld kleur bestaat niet"),
        ("// titel: Een proef", "//titel: Een proef", "proef.cypher, regel 3: boven de lege regel"),
        ("// titel: Een proef", "titel: Een proef", "proef.cypher, regel 3: boven de lege regel"),
        ("thema: bronnen", "thema: wat anders", "thema is “wat anders”"),
        ("id: proef", "id: andere", "het id is “andere”"),
        ("[id, naam]", "[id, id]", "kolommen is geen lijst"),
        ("[id, naam]", "[]", "kolommen is geen lijst"),
        ("[id, naam]", "id", "“kolommen” is een lijst"),
        ("[id, naam]", "[id, naam", "dit is geen YAML"),
        ("type: datum", "type: dag", "proef.cypher, regel 7: type is “dag”"),
        ("voorbeeld: 2026-11-21", "voorbeeld: morgen", "proef.cypher, regel 7: peildatum: “morgen” kan niet"),
        ("standaard: vandaag", "standaard: gisteren", "peildatum: “gisteren” kan niet"),
        (", voorbeeld: PO2711", "", "proef.cypher, regel 6: het veld voorbeeld ontbreekt"),
        ("voorbeeld: PO2711", "voorbeeld: XX1", "regel 6: swv: “XX1” is geen code"),
        ("voorbeeld: PO2711", "voorbeeld: gemeente:GM0396", "regel 6: swv: “gemeente:GM0396” kan niet"),
        ("soort: Samenwerkingsverband", "soort: Swv", "soort is “Swv”"),
        ("type: datum", "type: datum, minstens: 3", "minstens hoort niet bij"),
        ("type: datum", "type: datum, uit: [a]", "uit hoort niet bij"),
        ("<= $peildatum", "<= $dag", "proef.cypher, regel 12: de parameter $dag staat niet bij parameters"),
        ("WHERE s.geldigVan <= $peildatum\n", "", "de parameter peildatum wordt niet gebruikt"),
        ("// swv: {", "// [swv]: {", "proef.cypher, regel 6"),
    ],
)
def test_a_mistake_is_refused_with_its_place(old: str, new: str, says: str) -> None:
    text = GOED.replace("//   swv: {", "//   [swv]: {") if "[swv]" in new else GOED.replace(old, new)
    assert text != GOED
    with pytest.raises(SpeelveldError) as refusal:
        lees(text, "proef.cypher")
    assert says in str(refusal.value)
    assert "proef.cypher" in str(refusal.value)


@pytest.mark.parametrize("text", ["", "// id: proef", GOED.partition("\n\n")[0], GOED.partition("MATCH")[0]])
def test_a_text_without_cypher_is_refused(text: str) -> None:
    with pytest.raises(SpeelveldError, match=r"proef\.cypher"):
        lees(text, "proef.cypher")


def test_a_relation_that_the_ontology_does_not_know_is_refused() -> None:
    good = GOED.replace("soort: Samenwerkingsverband, voorbeeld: PO2711", "voorbeeld: swv:PO2711")
    relation = good.replace("{type: id, voorbeeld: swv:PO2711}", "{type: relatie, uit: [IN_SWV], voorbeeld: IN_SWV}")
    assert relation != good
    with pytest.raises(SpeelveldError, match="“IN_SWV” bestaat niet in de ontologie"):
        lees(relation, "proef.cypher")


def test_a_file_that_is_not_there_is_not_found_by_its_name() -> None:
    assert lees_bestand(FOLDER / "pc4.cypher") == vind_vraag("pc4")


@pytest.mark.parametrize(
    ("naam", "near"), [("gemeente-tafel", "gemeente-tafels"), ("oogo", "oogo-tafel"), ("PC4", "pc4")]
)
def test_a_question_that_does_not_exist_leads_to_others(naam: str, near: str) -> None:
    with pytest.raises(SpeelveldError, match="bestaat niet") as refusal:
        vind_vraag(naam)
    assert f"“{near}”" in refusal.value.herstel


def test_what_looks_like_nothing_leads_to_the_list() -> None:
    with pytest.raises(SpeelveldError) as refusal:
        vind_vraag("qqqq")
    assert "Bedoelt u" not in refusal.value.herstel
    assert "speelveld cypher" in refusal.value.herstel


# -- a question of one's own


def test_a_question_of_ones_own_need_not_say_what_its_parameters_are() -> None:
    vraag = eigen_vraag(
        "MATCH (n:Knoop {id: $wie}) WHERE n.geldigVan > $peildatum RETURN n.id LIMIT $aantal;", "x.cypher"
    )
    assert not vraag.cypher.endswith(";")
    assert waarden(vraag.parameters.values(), {"wie": "pc4:1963", "aantal": "12"}, NU, "x") == {
        "wie": "pc4:1963",
        "aantal": 12,
        "peildatum": NU,
    }
    assert waarden(vraag.parameters.values(), {"wie": "2026-01-02", "aantal": "-1"}, NU, "x")["wie"] == date(2026, 1, 2)
    with pytest.raises(SpeelveldError, match="ontbreekt wie en aantal"):
        waarden(vraag.parameters.values(), {}, NU, "x")


def test_a_question_of_ones_own_that_is_written_as_a_saved_one_is_read_as_one() -> None:
    assert eigen_vraag(GOED, "proef.cypher") == lees(GOED, "proef.cypher")
    with pytest.raises(SpeelveldError, match="thema"):
        eigen_vraag(GOED.replace("bronnen", "niets"), "proef.cypher")


@pytest.mark.parametrize("text", ["", "  \n", "// alleen commentaar"])
def test_an_empty_question_of_ones_own_is_refused(text: str) -> None:
    with pytest.raises(SpeelveldError, match=r"x\.cypher: er staat geen Cypher in"):
        eigen_vraag(text, "x.cypher")


# -- values


@pytest.mark.parametrize(
    ("parameter", "typed", "value"),
    [
        (Parameter("swv", "id", "", soort="Samenwerkingsverband"), "PO2711", "swv:PO2711"),
        (Parameter("swv", "id", "", soort="Samenwerkingsverband"), "swv:PO2711", "swv:PO2711"),
        (Parameter("knoop", "id", ""), "pc4:1963", "pc4:1963"),
        (Parameter("dag", "datum", ""), "2026-01-02", date(2026, 1, 2)),
        (Parameter("dag", "datum", ""), "vandaag", NU),
        (Parameter("aantal", "getal", "", minstens=1), "12", 12),
        (Parameter("tekst", "tekst", ""), "it's $x", "it's $x"),
        (Parameter("soort", "soort", ""), "Gemeente", "Gemeente"),
        (Parameter("soort", "soort of relatie", "", standaard="alles"), "IN_GEMEENTE", "IN_GEMEENTE"),
        (Parameter("soort", "soort of relatie", "", standaard="alles"), "alles", "alles"),
    ],
)
def test_a_value_gets_its_type(parameter: Parameter, typed: str, value: object) -> None:
    assert waarden([parameter], {parameter.naam: typed}, NU, "proef") == {parameter.naam: value}


@pytest.mark.parametrize(
    ("parameter", "typed", "says"),
    [
        (Parameter("swv", "id", "", soort="Samenwerkingsverband"), "gemeente:GM0396", "Dit is een gemeente"),
        (Parameter("swv", "id", "", soort="Samenwerkingsverband"), "2711", "is geen code"),
        (Parameter("knoop", "id", ""), "1963", "is geen id"),
        (Parameter("dag", "datum", ""), "21-11-2026", "JJJJ-MM-DD"),
        (Parameter("dag", "datum", ""), "2026-02-30", "JJJJ-MM-DD"),
        (Parameter("aantal", "getal", "", minstens=1), "0", "van 1 of meer"),
        (Parameter("aantal", "getal", "", minstens=1), "veel", "geheel getal"),
        (Parameter("aantal", "getal", ""), "9" * 30, "geheel getal"),
        (Parameter("tekst", "tekst", ""), " ", "Geef een tekst"),
        (Parameter("soort", "tekst", "", uit=("vo", "so")), "mbo", "Kies uit: vo, so"),
        (Parameter("soort", "soort", ""), "Dorp", "Kies uit: Aanbieder"),
        (Parameter("soort", "relatie", "", standaard="alles"), "Gemeente", "Kies uit: alles, FUNCTIE_BIJ"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_must_be(parameter: Parameter, typed: str, says: str) -> None:
    with pytest.raises(SpeelveldError) as refusal:
        waarden([parameter], {parameter.naam: typed}, NU, "proef")
    assert says in str(refusal.value)


def test_a_value_that_is_missing_or_unknown_is_refused() -> None:
    vraag = lees(GOED, "proef.cypher")
    with pytest.raises(SpeelveldError, match="“proef” ontbreekt swv") as refusal:
        waarden(vraag.parameters.values(), {}, NU, vraag.id)
    assert refusal.value.herstel == "Geef bijvoorbeeld swv=PO2711"
    with pytest.raises(SpeelveldError, match="heeft geen parameter gemeente") as refusal:
        waarden(vraag.parameters.values(), {"gemeente": "GM0396"}, NU, vraag.id)
    assert refusal.value.herstel == "Zij kent: swv, peildatum"


@pytest.mark.parametrize(
    ("value", "text"),
    [(NU, "date('2026-11-21')"), (12, "12"), ("it's", "'it\\'s'"), ("a\\u0027) DETACH DELETE n //", None)],
)
def test_a_value_to_paste_cannot_break_out(value: date | int | str, text: str | None) -> None:
    written = in_cypher(value)
    assert text is None or written == text
    assert "\n" not in written
    assert not re.search(r"(?<!\\)(?:\\\\)*\\u0027", written)
