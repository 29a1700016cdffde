"""`speelveld cypher`: what it lists and shows without a server, what it refuses, and what it answers on one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import neo4j_server
import pytest
from cli_hulp import Run

from graph.neo4j.store import Neo4jStore
from queries.cypher.bibliotheek import bibliotheek

NOWHERE = "neo4j://127.0.0.1:1"
server = pytest.mark.neo4j


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, for a server that is not there."""
    monkeypatch.setenv("SPEELVELD_STORE", NOWHERE)
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return Run(capfd, monkeypatch)


@pytest.fixture
def ask(run: Run, nederland_neo4j: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, on a server with the national data."""
    monkeypatch.setenv("SPEELVELD_STORE", nederland_neo4j._address.url)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.PASSWORD)
    return run


# -- without a server


def test_it_lists_every_question_by_theme(run: Run) -> None:
    code, out, err = run("cypher")
    assert (code, err) == (0, "")
    for vraag in bibliotheek().values():
        assert f"  {vraag.id} " in out
        assert vraag.titel in out
    assert out.index("EEN PLEK") < out.index("SAMENWERKINGSVERBANDEN") < out.index("BRONNEN")
    flat = " ".join(out.split())
    assert all(vraag.vraag in flat for vraag in bibliotheek().values())


def test_the_list_for_programs_says_what_each_question_takes_and_gives(run: Run) -> None:
    code, out, _ = run("cypher", "--json")
    found = {item["id"]: item for item in json.loads(out)}
    assert code == 0
    assert set(found) == set(bibliotheek())
    assert found["oogo-tafel"]["parameters"][0] == {
        "naam": "swv",
        "wat": "id van een samenwerkingsverband passend onderwijs",
        "standaard": None,
        "voorbeeld": "swv:PO2711",
    }
    assert found["oogo-tafel"]["kolommen"] == list(bibliotheek()["oogo-tafel"].kolommen)


def test_it_shows_a_question_to_paste(run: Run) -> None:
    code, out, err = run("cypher", "swv-kruist", "swv=VO2810", "--peildatum", "2024-01-01", "--toon")
    assert (code, err) == (0, "")
    assert out.startswith(":param swv => 'swv:VO2810';\n:param peildatum => date('2024-01-01');\n")
    assert bibliotheek()["swv-kruist"].cypher in out
    assert out.rstrip().endswith(";")
    assert "// swv: id van een samenwerkingsverband passend onderwijs\n" in out


def test_what_it_shows_without_values_is_the_example(run: Run) -> None:
    assert ":param pc4 => 'pc4:1963';" in run("cypher", "pc4", "--toon")[1]


@pytest.mark.parametrize("naam", list(bibliotheek()))
def test_every_question_can_be_shown(run: Run, naam: str) -> None:
    code, out, _ = run("cypher", naam, "--toon")
    assert code == 0
    assert bibliotheek()[naam].titel in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["oogotafel"], "Bedoelt u “oogo-tafel”"),
        (["pc4"], "ontbreekt pc4. Geef bijvoorbeeld pc4=pc4:1963"),
        (["pc4", "pc4=196"], "is geen code van een postcodegebied"),
        (["pc4", "pc4=1963", "swv=PO2711"], "heeft geen parameter swv. Zij kent: pc4, peildatum"),
        (["wijzigingen", "van=vorig-jaar"], "JJJJ-MM-DD"),
        (["overlap", "eerste=IN_SWV", "tweede=IN_SWV_PO"], "Kies uit: IN_SWV_PO"),
        (["afspraken-aflopend", "maanden=-1"], "geheel getal van 0 of meer"),
        (["herkomst", "knoop=pc4:1963", "--peildatum", "2026-01-01"], "heeft geen parameter peildatum"),
        (["--bestand", "er-is-geen.cypher"], "er-is-geen.cypher: dit bestand bestaat niet"),
    ],
)
def test_a_refusal_is_one_line_and_exit_1(run: Run, arguments: list[str], says: str) -> None:
    code, out, err = run("cypher", *arguments)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("Fout: ")
    assert says in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["pc4", "1963"],
        ["pc4", "pc4=1963", "pc4=1964"],
        ["pc4", "pc4=1963", "peildatum=2026-01-01", "--peildatum", "2026-01-01"],
        ["pc4", "pc4=1963", "--csv", "--json"],
        ["pc4", "pc4=1963", "--seconden", "0"],
    ],
)
def test_wrong_usage_is_exit_2(run: Run, arguments: list[str]) -> None:
    assert run("cypher", *arguments)[0] == 2


def test_a_store_that_is_a_file_is_refused_and_not_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "opslag.db"
    code, out, err = run("cypher", "pc4", "pc4=1963", "--store", path)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "deze opslag is een bestand" in err
    assert "--store of SPEELVELD_STORE, zoals neo4j://" in err
    assert not path.exists()


def test_a_server_that_is_away_is_refused(run: Run) -> None:
    code, _, err = run("cypher", "pc4", "pc4=1963")
    assert (code, err.count("\n")) == (1, 1)
    assert "niet bereikbaar" in err


def test_a_file_of_ones_own_without_cypher_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leeg.cypher"
    path.write_text("// niets\n", encoding="utf-8")
    code, _, err = run("cypher", "--bestand", path)
    assert code == 1
    assert "leeg.cypher: er staat geen Cypher in" in err


# -- on a server


@server
def test_it_answers_with_a_table(ask: Run) -> None:
    code, out, err = ask("cypher", "oogo-tafel", "swv=PO2711", "--peildatum", "2026-11-21")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == bibliotheek()["oogo-tafel"].titel
    [line] = [line for line in out.splitlines() if "swv:VO2705" in line]
    assert line.split()[-4:] == ["nee", "13", "50", "26,0%"]
    assert "Tellen in postcodegebieden zegt niet hoeveel leerlingen er wonen" in " ".join(out.split())


@server
def test_it_answers_with_json(ask: Run) -> None:
    code, out, err = ask("cypher", "pc4", "pc4=1963", "peildatum=2026-11-21", "--json")
    content = json.loads(out)
    assert (code, err) == (0, "")
    assert content["parameters"] == {"pc4": "pc4:1963", "peildatum": "2026-11-21"}
    assert content["kolommen"] == list(bibliotheek()["pc4"].kolommen)
    [row] = [row for row in content["rijen"] if row["relatie"] == "IN_SWV_PO"]
    assert (row["id"], row["geldigVan"], row["geldigTot"]) == ("swv:PO2711", "2015-04-23", None)


@server
def test_what_the_record_does_not_know_is_called_unknown_and_no_end_is_empty(ask: Run) -> None:
    _, out, _ = ask("cypher", "pc4", "pc4=1963", "peildatum=2026-11-21", "--csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    [known] = [row for row in rows if row["relatie"] == "IN_SWV_PO"]
    [unknown] = [row for row in rows if row["relatie"] == "LEERPLICHT_DOOR"]
    assert (known["naam"], known["geldigVan"], known["geldigTot"]) == ("Passend Onderwijs IJmond", "2015-04-23", "")
    assert unknown["naam"] == "onbekend"


@server
def test_a_question_of_ones_own(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "mijn.cypher"
    path.write_text(
        "MATCH (g:Gemeente)-[r:IN_JEUGDREGIO]->(j {id: $jeugdregio}) WHERE r.geldigVan <= $peildatum\n"
        "RETURN g.naam AS naam ORDER BY naam LIMIT $aantal;\n",
        encoding="utf-8",
    )
    arguments = ("cypher", "--bestand", path, "jeugdregio=jeugdregio:JZ10", "aantal=2", "--json")
    code, out, err = ask(*arguments, "--peildatum", "2026-11-21")
    assert (code, err) == (0, "")
    assert json.loads(out)["rijen"] == [{"naam": "Beverwijk"}, {"naam": "Heemskerk"}]
    assert json.loads(ask(*arguments, "--peildatum", "2024-01-01")[1])["rijen"] == []


@server
def test_what_a_spreadsheet_would_run_is_disarmed(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("RETURN '=1+1' AS `=kop`, ['@a', 'b'] AS lijst, -5 AS getal, 0.5 AS aandeel")
    )
    code, out, err = ask("cypher", "--bestand", "-", "--csv")
    assert (code, err) == (0, "")
    assert list(csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";")) == [
        ["'=kop", "lijst", "getal", "aandeel"],
        ["'=1+1", "'@a | b", "-5", "0,5"],
    ]


@server
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MATCH (n:Knoop) DETACH DELETE n", "zou iets veranderen, en dat weigert de server"),
        ("MATCH (n:Knoop) RETRUN n", "begrijpt deze Cypher niet"),
        ("RETURN 1; RETURN 2", "begrijpt deze Cypher niet"),
    ],
)
def test_a_question_of_ones_own_that_is_refused(ask: Run, tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mijn.cypher"
    path.write_text(text, encoding="utf-8")
    code, out, err = ask("cypher", "--bestand", path)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert says in err


@server
def test_a_place_that_is_not_in_the_record_is_refused(ask: Run) -> None:
    code, _, err = ask("cypher", "pc4", "pc4=1999")
    assert (code, err.count("\n")) == (1, 1)
    assert "pc4 “pc4:1999” staat niet in de gegevens. Zoek het id op met “speelveld zoek”" in err


@server
def test_a_question_without_rows_says_so(ask: Run) -> None:
    code, out, _ = ask("cypher", "zoek", "tekst=qqqqqqqq")
    assert code == 0
    assert "Geen rijen." in out


@server
def test_an_empty_database_is_refused(
    run: Run,
    empty_neo4j: Callable[[], Neo4jStore],
    server: neo4j_server.Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    empty_neo4j()
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.PASSWORD)
    code, _, err = run("cypher", "contactgemeenten", "--store", server.url)
    assert (code, err.count("\n")) == (1, 1)
    assert "staat nog niets. Laad eerst de landelijke gegevens met “speelveld laad”" in err
