"""Question 3 on the command line and over HTTP."""

import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from cli_hulp import Run
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from app.uitvoer import FORMATEN

DAG = "2026-11-21"


@pytest.fixture
def run(run_nederland: Run) -> Run:
    return run_nederland


def _get(api: TestClient, path: str, **params: str) -> Any:
    response = api.get(path, params={"peildatum": DAG, **params})
    assert response.status_code == 200, response.text
    return response


# -- the contract


def test_the_answer_has_the_fields_of_the_contract(api: TestClient) -> None:
    content = _get(api, "/v1/aansluiting", van="swv-po", naar="jeugdregio", gewicht="inwoners").json()
    assert (content["van"], content["naar"], content["gewicht"]) == ("swv-po", "jeugdregio", "inwoners")
    assert 0 < content["index"] < 1
    [ijmond] = [item for item in content["gebieden"] if item["id"] == "swv:PO2711"]
    assert (ijmond["naam"], ijmond["heel"]) == ("Passend Onderwijs IJmond", False)
    assert [(deel["id"], deel["naam"]) for deel in ijmond["delen"]] == [
        ("jeugdregio:JZ10", "IJmond (Midden Kennemerland)"),
        ("jeugdregio:JZ06", "Alkmaar (Noord-Kennemerland)"),
    ]
    assert sum(deel["aandeel"] for deel in ijmond["delen"]) == pytest.approx(1)
    assert [item["naam"] for item in ijmond["delen"][1]["gemeenten"]] == ["Castricum", "Uitgeest"]
    assert [item["naam"] for item in ijmond["omHeelTeWorden"]["gemeenten"]] == ["Castricum", "Uitgeest"]
    assert {item["van"]["id"] for item in content["misfits"]} >= {"swv:PO2711", "swv:PO2816"}
    [velsen] = [item for item in content["tafelsPerGemeente"] if item["id"] == "gemeente:GM0453"]
    assert velsen["aantal"] == 2
    assert velsen["tafels"][1]["met"] == ["gemeente:GM0375", "gemeente:GM0396"]  # Beverwijk and Heemskerk
    assert len(content["tafelsPerGemeente"]) == 342
    assert "BCubed" in content["maat"]
    assert len(content["nietIngedeeld"]["swv-po"]) == 53
    assert all(item["licentie"] and item["peildatum"] for item in content["bronnen"])


def test_the_same_the_other_way_around(api: TestClient) -> None:
    one = _get(api, "/v1/aansluiting", van="swv-po", naar="jeugdregio").json()
    other = _get(api, "/v1/aansluiting", van="jeugdregio", naar="swv-po").json()
    assert one["index"] == pytest.approx(other["index"])
    assert (one["scoreHeen"], one["scoreTerug"]) == (other["scoreTerug"], other["scoreHeen"])


def test_a_division_with_itself_fits(api: TestClient) -> None:
    content = _get(api, "/v1/aansluiting", van="swv-po", naar="swv-po", gewicht="gemeenten").json()
    assert content["index"] == 1
    assert content["misfits"] == []
    assert all(item["heel"] for item in content["gebieden"])


def test_limited_to_a_gemeente_and_compared_with_another_day(api: TestClient) -> None:
    content = _get(
        api, "/v1/aansluiting", van="swv-po", naar="swv-vo", gebied="gemeente:GM1963", vergelijkMet="2016-01-01"
    ).json()
    assert content["beperktTot"] == {"id": "gemeente:GM1963", "naam": "Hoeksche Waard"}
    assert [item["id"] for item in content["gebieden"]] == ["swv:PO2804"]
    assert content["verschil"]["eerst"]["peildatum"] == "2016-01-01"
    assert {"swv:VO2815"} <= {item["naar"]["id"] for item in content["verschil"]["verhuisd"]}


def test_the_national_table(api: TestClient) -> None:
    content = _get(api, "/v1/aansluiting/overzicht").json()
    assert len(content["paren"]) == 45
    assert {"po", "vo"} == set(content["gelijkeSamenwerkingsverbanden"][0])
    assert [item["van"] for item in content["rangorde"]] == ["swv-po", "swv-vo"]
    assert len(content["tafelsPerGemeente"]) == 342


def test_one_gemeente_swv_or_school_in_all_divisions(api: TestClient) -> None:
    leiden = _get(api, "/v1/gemeenten/GM0546/indelingen").json()
    assert leiden["gebied"]["naam"] == "Leiden"
    [tafels] = leiden["tafelsPerGemeente"]
    assert tafels["aantal"] == len(tafels["tafels"]) > tafels["kringen"]
    assert {item["niveau"] for item in leiden["niveaus"]} == {"lokaal", "regionaal", "bovenregionaal"}
    swv = _get(api, "/v1/samenwerkingsverbanden/PO2801/indelingen").json()
    assert {item["indeling"] for item in swv["indelingen"]} >= {"jeugdregio", "swv-vo", "ggd"}
    school = _get(api, "/v1/vestigingen/20MH00/indelingen").json()
    assert school["woonplaatsen"] is None


# -- other formats


@pytest.mark.parametrize(
    "path",
    ["/v1/aansluiting?van=jeugdregio&naar=swv-po", "/v1/aansluiting/overzicht", "/v1/gemeenten/GM1892/indelingen"],
)
@pytest.mark.parametrize("formaat", FORMATEN)
def test_each_answer_in_each_format_by_name_and_by_header(api: TestClient, path: str, formaat: str) -> None:
    mime = FORMATEN[formaat].mime
    named = api.get(f"{path}{'&' if '?' in path else '?'}formaat={formaat}&peildatum={DAG}")
    asked = api.get(
        path,
        params={**dict(pair.split("=") for pair in path.partition("?")[2].split("&") if pair), "peildatum": DAG},
        headers={"accept": f"{mime}, */*;q=0.1"},
    )
    for response in (named, asked):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(mime)
        assert f".{formaat}" in response.headers["content-disposition"]
    assert named.content == asked.content


def test_the_word_file_and_the_workbook_open_again_and_say_the_same(api: TestClient) -> None:
    document = Document(
        io.BytesIO(_get(api, "/v1/aansluiting", van="jeugdregio", naar="swv-po", formaat="docx").content)
    )
    book = load_workbook(
        io.BytesIO(_get(api, "/v1/aansluiting", van="jeugdregio", naar="swv-po", formaat="xlsx").content)
    )
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Hoe de index werkt" in text
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Holland Rijnland", "PO2801 (PPO regio Leiden)"} <= cells


@pytest.mark.parametrize(
    ("van", "naar", "gebied", "field"),
    [("swvpo", "ggd", "", "van"), ("ggd", "swvpo", "", "naar"), ("ggd", "swv-po", "Nergenshuizen", "gebied")],
)
def test_a_refusal_names_the_parameter(api: TestClient, van: str, naar: str, gebied: str, field: str) -> None:
    problem = api.get("/v1/aansluiting", params={"van": van, "naar": naar, "gebied": gebied}).json()
    assert [item["name"] for item in problem["invalidParams"]] == [field]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/v1/aansluiting?van=swv-po", 422, "naar"),
        ("/v1/aansluiting?van=swvpo&naar=jeugdregio", 422, "Kies uit: gemeente, swv-po"),
        ("/v1/aansluiting?van=swv-po&naar=jeugdregio&gewicht=zwaar", 422, "gewicht"),
        ("/v1/aansluiting?van=swv-po&naar=jeugdregio&gebied=Nergenshuizen", 422, "Nergenshuizen"),
        ("/v1/aansluiting?van=swv-po&naar=jeugdregio&formaat=pdf", 422, "formaat"),
        ("/v1/aansluiting?van=swv-po&naar=jeugdregio&vergelijkMet=gisteren", 422, "vergelijkMet"),
        ("/v1/gemeenten/GM9999/indelingen", 404, "GM9999"),
        ("/v1/besturen/41009/indelingen", 404, "41009"),
        ("/v1/dingen/1/indelingen", 404, "dingen"),
    ],
)
def test_a_wrong_question_is_refused_with_what_is_wrong(api: TestClient, path: str, status: int, says: str) -> None:
    response = api.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.text


# -- the command


def test_two_divisions_as_text(run: Run) -> None:
    code, out, err = run("aansluiting", "swv-po", "jeugdregio", "--peildatum", DAG)
    assert (code, err) == (0, "")
    assert "Index: 0," in out
    assert "BCubed F" in out
    assert "schatting" in out
    assert "niet ingedeeld" in out
    assert out.index("PO2816") < out.index("PO2101")  # the worst fitting come first
    assert "Castricum, Uitgeest" in out


def test_one_area_as_text(run: Run) -> None:
    code, out, _ = run("aansluiting", "jeugdregio", "swv-po", "--gebied", "JZ18", "--peildatum", DAG)
    assert code == 0
    assert "Jeugdregio Holland Rijnland: index 0," in out
    assert "Wassenaar" in out


def test_the_national_table_as_text(run: Run) -> None:
    code, out, _ = run("aansluiting", "--peildatum", DAG)
    assert code == 0
    assert "Aansluiting van alle indelingen" in out
    assert "PO2707" in out.partition("GELIJKE SAMENWERKINGSVERBANDEN")[2]


def test_a_gemeente_as_text(run: Run) -> None:
    code, out, _ = run("aansluiting", "--gebied", "Velsen", "--peildatum", DAG)
    assert code == 0
    assert "Gemeente Velsen zit aan" in out
    assert "Bovenregionaal" in out


def test_json_is_that_of_the_api(run: Run, api: TestClient) -> None:
    code, out, _ = run("aansluiting", "swv-po", "swv-vo", "--gewicht", "pc4", "--json", "--peildatum", DAG)
    assert code == 0
    assert json.loads(out) == _get(api, "/v1/aansluiting", van="swv-po", naar="swv-vo", gewicht="pc4").json()


@pytest.mark.parametrize("ending", [*FORMATEN, "json"])
def test_a_file_in_each_format(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"aansluiting.{ending}"
    code, out, _ = run("aansluiting", "swv-po", "jeugdregio", "--tot", "2016-01-01", "--uit", path, "--peildatum", DAG)
    assert (code, out) == (0, f"Geschreven: {path}\n")
    assert path.stat().st_size > 1000


def test_the_table_for_other_programs_has_ids(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "delen.csv"
    run("aansluiting", "swv-po", "jeugdregio", "--gewicht", "pc4", "--uit", path, "--peildatum", DAG)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    [uitgeest] = [line for line in lines if "swv:PO2711" in line and "jeugdregio:JZ06" in line]
    assert uitgeest.endswith("Castricum | Uitgeest")


def test_the_manual_shows_what_the_commands_print(run: Run) -> None:
    """Every line that is shown is printed, in that order; `[...]` ends a line that goes on, or stands for lines."""
    text = (Path(__file__).parents[2] / "docs" / "handleiding.md").read_text(encoding="utf-8")
    examples = re.findall(r"```sh\nspeelveld (aansluiting [^\n]*)\n```\n\n```uitvoer\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 3
    for command, shown in examples:
        code, out, _ = run(*shlex.split(command))
        assert code == 0
        rest = iter(out.splitlines())
        for line in shown.splitlines():
            start = line.removesuffix("[...]").rstrip()
            assert any(found == line if start == line else found.startswith(start) for found in rest), line


@pytest.mark.parametrize(
    "words",
    [
        ("swv-po",),
        ("--tot", "2020-01-01"),
        ("swv-po", "jeugdregio", "--gewicht", "zwaar"),
        ("swv-po", "jeugdregio", "--uit", "bestand.pdf"),
        ("swv-po", "jeugdregio", "--tot", "gisteren"),
    ],
)
def test_wrong_usage_is_exit_2(run: Run, words: tuple[str, ...]) -> None:
    assert run("aansluiting", *words)[0] == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("swv-po", "jeugd"), "jeugdregio"),
        (("swv-po", "jeugdregio", "--gebied", "PV27"), "komt niet voor"),
        (("--gebied", "Utrecht"), "kan meer zijn"),
        (("swv-po", "jeugdregio", "--uit", "/bestaat/niet/x.csv"), "niet te schrijven"),
    ],
)
def test_a_refusal_is_one_line_and_exit_1(run: Run, words: tuple[str, ...], says: str) -> None:
    code, _, err = run("aansluiting", *words, "--peildatum", DAG)
    assert (code, err.count("\n")) == (1, 1)
    assert says in err
