"""The page on Neo4j says what is true: answers, settings, messages, the server that compose.yaml starts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from test_docs import LEFT_OUT, ROOT, _names, _table, _text

from app import cypher_weergave
from graph.neo4j.address import DATABASE, PASSWORD, USER, read_address
from graph.neo4j.rows import Antwoord
from graph.neo4j.store import Neo4jStore
from queries.cypher.bibliotheek import Cyphervraag, bibliotheek, eigen_vraag
from queries.cypher.parameters import waarden
from viz.tekst import tabel_tekst

PAGE = ROOT / "docs" / "neo4j.md"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
server = pytest.mark.neo4j


def _blocks(language: str) -> list[str]:
    return [text for found, text in _FENCE.findall(_text(PAGE)) if found == language]


# -- answers


def _shown() -> Iterator[tuple[str, str]]:
    """Each command with the answer under it."""
    found = _FENCE.findall(_text(PAGE))
    for (language, command), (following, answer) in pairwise(found):
        if language == "sh" and following == "text":
            yield command.strip(), answer


def _asked(command: str) -> tuple[Cyphervraag, dict[str, str]]:
    words = shlex.split(command)
    assert words[:2] == ["speelveld", "cypher"]
    if words[2] == "--bestand":
        question = eigen_vraag(next(text for text in _blocks("cypher") if "$hoogstens" in text), words[3])
        rest = words[4:]
    else:
        question, rest = bibliotheek()[words[2]], words[3:]
    given = dict(word.split("=", 1) for word in rest if "=" in word)
    if "--peildatum" in rest:
        given["peildatum"] = rest[rest.index("--peildatum") + 1]
    return question, given


SHOWN = list(_shown())


def test_the_page_shows_five_questions_and_one_of_ones_own() -> None:
    assert len(SHOWN) == 6
    headings = re.findall(r"^### (.+)$", _text(PAGE), re.MULTILINE)
    assert len(headings) == 5


@server
@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command.split()[2] for command, _ in SHOWN])
def test_an_answer_is_the_one_that_is_shown(command: str, shown: str, nederland_neo4j: Neo4jStore) -> None:
    question, given = _asked(command)
    values = waarden(question.parameters.values(), given, None, question.id)  # type: ignore[arg-type]  # no default day
    answer = nederland_neo4j.vraag(question.cypher, values)
    printed = iter(
        " ".join(line.split()) for line in tabel_tekst(cypher_weergave.als_tabel(question, answer), 1000).splitlines()
    )
    lines = [" ".join(line.split()) for line in shown.splitlines() if line.strip() and line.strip() != LEFT_OUT]
    assert " ".join(answer.kolommen) in lines
    for line in lines:
        start = line.removesuffix(LEFT_OUT).rstrip()
        assert any(found == line or (start != line and found.startswith(start)) for found in printed), line


@server
@pytest.mark.parametrize("text", _blocks("cypher"))
def test_every_cypher_on_the_page_runs(text: str, nederland_neo4j: Neo4jStore) -> None:
    question = eigen_vraag(text, "bladzijde")
    given = {"sector": "VO", "hoogstens": "3", "peildatum": "2026-11-21"}
    values = waarden(
        question.parameters.values(),
        {name: value for name, value in given.items() if name in question.parameters},
        None,  # type: ignore[arg-type]  # no default day
        question.id,
    )
    answer = nederland_neo4j.vraag(question.cypher, values)
    assert isinstance(answer, Antwoord)
    assert answer.rijen


# -- settings and messages


def test_the_settings_are_those_that_are_read() -> None:
    rows = {name: row for row in _table(PAGE, "instelling", "betekenis", "zonder") for name in _names(row[0])}
    assert set(rows) == {"SPEELVELD_STORE", USER, PASSWORD, DATABASE}
    example = re.search(r"neo4j://[^\s`]+", rows["SPEELVELD_STORE"][1])
    assert example
    assert read_address(example[0], {PASSWORD: "x"}).auth == (*_names(rows[USER][2]), "x")


@pytest.mark.parametrize("row", _table(PAGE, "melding", "wat u doet"), ids=lambda row: row[0][:30])
def test_every_message_that_is_explained_is_one_that_the_program_gives(row: list[str]) -> None:
    files = [
        *(ROOT / "graph" / "neo4j").glob("*.py"),
        ROOT / "app" / "settings.py",
        *(ROOT / "app" / "cli").glob("*.py"),
    ]
    said = " ".join(re.sub(r'"\s*f?"', "", _text(path)) for path in files)
    assert row[0] in said


def test_the_layers_are_those_of_the_database() -> None:
    rows = _table(PAGE, "laag", "labels", "inhoud")
    named = {name for row in rows for name in _names(row[1])}
    assert {"Knoop", "Levering", "Knoopuitspraak", "Relatieuitspraak", "Stand"} <= named


# -- compose.yaml


def _compose() -> Any:
    return yaml.safe_load(_text(ROOT / "compose.yaml"))


def _environment() -> dict[str, str]:
    found: dict[str, str] = _compose()["services"]["neo4j"]["environment"]
    return found


def test_the_server_is_the_one_of_the_tests_with_a_pinned_version() -> None:
    pom = ElementTree.parse(ROOT / "tests" / "neo4j_server.pom.xml")  # noqa: S314 - our own file
    [version] = [
        item.text for item in pom.iter("{http://maven.apache.org/POM/4.0.0}version") if "." in (item.text or "")
    ]
    assert _compose()["services"]["neo4j"]["image"] == f"neo4j:{version}-community"


def test_only_this_computer_reaches_the_server() -> None:
    assert _compose()["services"]["neo4j"]["ports"] == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_there_is_no_password_that_everybody_knows() -> None:
    user, _, password = _environment()["NEO4J_AUTH"].partition("/")
    assert user == "neo4j"
    assert re.fullmatch(r"\$\{NEO4J_PASSWORD:\?[^}]+\}", password), "required, without a default"
    assert ".env" in _text(ROOT / ".gitignore").splitlines()


def test_data_outlive_the_container_and_its_health_is_watched() -> None:
    compose = _compose()
    volumes = dict(item.split(":") for item in compose["services"]["neo4j"]["volumes"])
    assert set(volumes.values()) == {"/data", "/logs"}
    assert set(volumes) == set(compose["volumes"])
    assert "7474" in " ".join(compose["services"]["neo4j"]["healthcheck"]["test"])


@server
def test_the_server_knows_its_settings(nederland_neo4j: Neo4jStore) -> None:
    """The image makes `server.memory.heap.max_size` of `NEO4J_server_memory_heap_max__size`."""
    page = set(re.findall(r"NEO4J_[a-z]\w+", _text(PAGE)))
    names = (page | set(_environment())) - {"NEO4J_AUTH"}
    settings = {name.removeprefix("NEO4J_").replace("__", "§").replace("_", ".").replace("§", "_") for name in names}
    known = {row[0] for row in nederland_neo4j.vraag("SHOW SETTINGS YIELD name RETURN name", {}).rijen}
    assert {"server.memory.heap.max_size", "server.databases.read_only"} <= settings
    assert settings <= known
