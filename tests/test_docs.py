"""The documentation says what is true: commands, targets, links, settings, examples, numbers, sources and rules."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from app import __version__, tekst
from app.api import create_app
from app.cli import cli
from app.service import Service, View
from app.settings import DEFAULT_BASIS, DEFAULT_LIMIET, Settings
from graph.neo4j.address import DATABASE, PASSWORD, USER
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from importers.registry import source
from ontology.rules import load_law
from queries.wie.vraag import Onderwijs, Tlv, Verblijf, Vraag, Woonplaats, Zorg, lees_vraag

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
MANUAL = ROOT / "docs" / "handleiding.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LEFT_OUT = "[...]"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _blocks(page: Path, language: str) -> list[str]:
    return [text for found, text in _FENCE.findall(_text(page)) if found == language]


def _code(page: Path) -> Iterator[str]:
    """Everything that stands in code: inline, and the lines of shell examples."""
    for block in _blocks(page, "sh"):
        yield from block.splitlines()
    yield from _INLINE.findall(_FENCE.sub("", _text(page)))


def _commands(page: Path) -> Iterator[list[str]]:
    """The words after `speelveld` of every command line."""
    for code in _code(page):
        match = re.match(r"(?:\S*/)?speelveld\s+(\S.*)", code)
        if match:
            yield shlex.split(match[1])


def _table(page: Path, *header: str) -> list[list[str]]:
    """The rows of the table with this header."""
    lines = _text(page).splitlines()
    start = lines.index("| " + " | ".join(header) + " |") + 2
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def _names(cell: str) -> list[str]:
    return _INLINE.findall(cell)


# -- commands, targets, settings


def _known_commands() -> dict[str, set[str]]:
    """Each command with its options."""
    return {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in typer.main.get_group(cli).commands.items()
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    known = _known_commands()
    for words in _commands(page):
        assert words[0] in known, f"speelveld {words[0]}"
        options = {word for word in words[1:] if word.startswith("--")}
        assert options <= known[words[0]], f"speelveld {' '.join(words)}"


def test_every_command_that_exists_is_named() -> None:
    named = {words[0] for words in _commands(README)}
    assert named == set(_known_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_source_that_is_loaded_in_an_example_exists(page: Path) -> None:
    for words in _commands(page):
        if words[0] == "laad" and len(words) > 1:
            assert source(words[1]).id == words[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    for code in _code(page):
        if re.match(r"make\s", code):
            named = [word for word in code.split()[1:] if "=" not in word]
            assert set(named) <= targets, code


def test_the_quick_start_is_two_commands() -> None:
    quick_start = _text(README).partition("## Quick start")[2].partition("\n## ")[0]
    assert [text.strip() for _, text in _FENCE.findall(quick_start)] == ["make serve", "make test"]


def test_the_settings_that_are_named_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {name: row for row in _table(README, "setting", "meaning", "default") for name in _names(row[0])}
    assert set(rows) == {"SPEELVELD_STORE", "SPEELVELD_BASIS", "SPEELVELD_LIMIET", USER, PASSWORD, DATABASE}
    assert _names(rows["SPEELVELD_BASIS"][2]) == [DEFAULT_BASIS]
    assert _names(rows["SPEELVELD_LIMIET"][2]) == [str(DEFAULT_LIMIET)]
    monkeypatch.setenv("SPEELVELD_STORE", "ergens.db")
    monkeypatch.setenv("SPEELVELD_BASIS", "https://speelveld.example/")
    monkeypatch.setenv("SPEELVELD_LIMIET", "5")
    assert Settings.read() == Settings("ergens.db", "https://speelveld.example", 5)


def test_the_newest_change_is_of_this_version() -> None:
    versions = re.findall(r"^## \[([\d.]+)\] - \d{4}-\d{2}-\d{2}$", _text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == __version__


# -- links


def _anchor(heading: str) -> str:
    """The anchor that a page gets for a heading: small letters, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_or_a_heading_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", _text(page))):
        if "://" in link:
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", _text(target)), re.MULTILINE)
            assert anchor in {_anchor(heading) for heading in headings}, link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_of_the_repository_that_is_named_exists(page: Path) -> None:
    folders = "app|docs|graph|importers|nederland|ontology|queries|tests"
    for code in _INLINE.findall(_FENCE.sub("", _text(page))):
        if re.fullmatch(rf"({folders})/[\w./-]+", code):
            assert (ROOT / code).exists(), code


# -- examples


def _contains(actual: Any, shown: Any, where: str = "") -> None:
    """What is shown is there: of an object some fields, of a list some members in their order."""
    if isinstance(shown, dict):
        assert isinstance(actual, dict), where
        for name, value in shown.items():
            assert name in actual, f"{where}/{name}"
            _contains(actual[name], value, f"{where}/{name}")
    elif isinstance(shown, list):
        rest = iter(actual)
        for number, value in enumerate(shown):
            assert any(_holds(candidate, value) for candidate in rest), f"{where}/{number}: {value}"
    else:
        assert actual == shown, where


def _holds(actual: Any, shown: Any) -> bool:
    try:
        _contains(actual, shown)
    except AssertionError:
        return False
    return True


def _curl_body() -> Any:
    [command] = [block for block in _blocks(README, "sh") if block.startswith("curl")]
    words = shlex.split(command.replace("\\\n", " "))
    assert f"{DEFAULT_BASIS}/v1/verantwoordelijkheden" in words
    return json.loads(words[words.index("-d") + 1])


def test_the_question_of_the_readme_gives_the_answer_that_it_shows(nederland_service: Service) -> None:
    [shown] = [json.loads(block) for block in _blocks(README, "json")]
    assert sum(len(answer["organisaties"]) for answer in shown["antwoorden"]) >= 4
    client = TestClient(create_app(nederland_service, Settings("", DEFAULT_BASIS)))
    response = client.post("/v1/verantwoordelijkheden", json=_curl_body())
    assert response.status_code == 200
    _contains(response.json(), shown)


def _output(question: Any, service: Service) -> list[str]:
    asked = lees_vraag(question)
    view = service.view(asked.peildatum)
    page = tekst.als_tekst(view.wie(asked), view.snapshot, load_law(), gevraagd=asked.vragen is not None)
    return page.splitlines()


def _matches(shown: str, actual: list[str]) -> None:
    """Every line that is shown is printed, in that order; `[...]` ends a line that goes on, or stands for lines."""
    rest = iter(actual)
    lines = [line for line in shown.splitlines() if line.strip() and line.strip() != LEFT_OUT]
    assert lines
    for line in lines:
        start = line.removesuffix(LEFT_OUT).rstrip()
        whole = start == line
        assert any(found.rstrip() == line if whole else found.startswith(start) for found in rest), line


def test_the_question_of_the_readme_prints_what_it_shows(nederland_service: Service) -> None:
    [heredoc] = [block for block in _blocks(README, "sh") if "<<'EOF'" in block]
    question = json.loads(heredoc.partition("<<'EOF'\n")[2].partition("\nEOF")[0])
    assert question == _curl_body()
    [shown] = [block for block in _blocks(README, "text") if block.startswith("Stand op")]
    _matches(shown, _output(question, nederland_service))


def test_every_question_of_the_manual_prints_what_it_shows(nederland_service: Service) -> None:
    questions = [json.loads(block) for block in _blocks(MANUAL, "json")]
    first, *answers = _blocks(MANUAL, "text")  # the manual starts with an answer, and gives its question later
    assert len(questions) == len(answers) + 1
    for question, shown in zip(questions, [first, *answers], strict=True):
        assert "peildatum" in question, "without one, the answer changes with the day"
        _matches(shown, _output(question, nederland_service))


def test_every_command_that_the_manual_shows_prints_what_it_shows(nederland: SqliteStore) -> None:
    blocks = _blocks(MANUAL, "console")
    assert blocks
    for block in blocks:
        command, _, shown = block.partition("\n")
        words = shlex.split(command.removeprefix("$ speelveld "))
        result = CliRunner().invoke(cli, [*words, "--store", str(nederland._path)])
        assert result.exit_code == 0, command
        _matches(shown, result.stdout.splitlines())


def test_search_finds_what_the_manual_says(view: View) -> None:
    [words] = [words for words in _commands(MANUAL) if words[0] == "zoek"]
    found = view.zoeker.zoek(words[1], 20)
    assert "vestiging:20MH00" in {item.id for item in found}


# -- numbers, sources, rules


def test_the_numbers_of_the_readme_are_those_of_the_data(snapshot_2026: Snapshot) -> None:
    said = {kind: int(number) for kind, number in _table(README, "what", "number")}
    assert said == {kind: sum(1 for _ in snapshot_2026.of_type(kind)) for kind in said}


def test_the_numbers_of_swvs_and_gaps_are_those_of_the_data(snapshot_2026: Snapshot) -> None:
    swvs = list(snapshot_2026.of_type("Samenwerkingsverband"))
    national = [node for node in swvs if node.eigenschappen.get("landelijk")]
    sectors = [node.eigenschappen["sector"] for node in swvs if node not in national]
    areas = [node.id for node in snapshot_2026.of_type("Postcodegebied")]
    without = {
        relation: sum(1 for area in areas if not snapshot_2026.out(area, relation))
        for relation in ("IN_SWV_PO", "IN_SWV_VO", "IN_GEMEENTE")
    }
    text = " ".join(_text(README).split())
    assert f"{sectors.count('PO')} SWVs for primary, {sectors.count('VO')} for secondary" in text
    assert f"{len(national)} national ones" in text
    assert without["IN_SWV_PO"] == without["IN_SWV_VO"]
    assert f"{without['IN_SWV_PO']} PC4 areas have no SWV and {without['IN_GEMEENTE']} no gemeente" in text


def test_the_table_of_sources_names_every_source_with_its_licence(nederland: SqliteStore) -> None:
    words = {"legal text, no copyright": "Wettekst", "facts, no copyright": "Feiten uit openbare teksten"}
    said = {
        source: words.get(licence, licence)
        for _, licence, sources in _table(README, "publisher", "licence", "sources")
        for source in _names(sources)
    }
    assert said == {item.bron: item.licentie.partition(":")[0] for item in nederland.leveringen()}


def test_the_table_of_signals_names_every_signal() -> None:
    code = _text(ROOT / "queries" / "wie" / "signalen.py")
    known = sorted(set(re.findall(r'"(M\d+)"', code)), key=lambda name: int(name[1:]))
    assert [row[0] for row in _table(MANUAL, "code", "signaal")] == known
    assert f"({known[0]} to {known[-1]})" in _text(README)


def test_the_table_of_rules_names_every_rule_and_when_it_is_answered() -> None:
    rows = {row[0]: row[3] for row in _table(README, "rule", "task", "points at", "when")}
    rules = {rule.id: rule for rule in load_law().rules if not rule.wetsvoorstel}
    notes = {
        name: {
            "on request": rule.op_verzoek,
            "by agreement": rule.naar_afspraak,
            "no register": not rule.wijst_aan and not rule.naar_afspraak,
        }
        for name, rule in rules.items()
    }
    assert rows == {name: ", ".join(note for note, so in found.items() if so) for name, found in notes.items()}
    assert f"has {len(rows)} tasks. All {len(rows)} are in" in _text(README)


def test_every_agreement_of_the_shipped_data_is_named(snapshot_2026: Snapshot) -> None:
    known = [*snapshot_2026.nodes.values(), *snapshot_2026.voormalig.values()]
    titles = [str(node.naam) for node in known if node.type == "Afspraak"]
    assert titles
    text = " ".join(_text(README).split())
    assert [title for title in titles if f"“{title}”" not in text] == []


def test_the_table_of_fields_names_every_field_of_a_question() -> None:
    said = {name for row in _table(MANUAL, "veld", "betekenis") for cell in row for name in _names(cell)}
    known: set[str] = set()
    for model in (Vraag, Woonplaats, Verblijf, Onderwijs, Tlv, Zorg):
        known |= {field.alias or name for name, field in model.model_fields.items()}
    assert known <= said


def test_the_tasks_of_the_manual_are_those_of_the_law() -> None:
    known = {name for rule in load_law().rules for name in (rule.id, rule.taak)}
    for question in [json.loads(block) for block in _blocks(MANUAL, "json")]:
        assert set(question["vragen"]) <= known
