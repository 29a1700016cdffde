"""`speelveld oogo` and `GET /v1/oogo/{code}`."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_hulp import Run
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook

DAG = "2026-11-21"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def run(run_nederland: Run) -> Callable[..., tuple[int, str, str]]:
    """`speelveld oogo` on the national data."""
    return lambda *words: run_nederland("oogo", *words, "--peildatum", DAG)


# ------------------------------------------------------------------ the command


def test_without_a_file_the_summary_is_printed(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run("PO2711")
    assert code == 0
    assert out.startswith("Ondersteuningsplan po van PO IJmond (PO2711): voorbereiding van het OOGO")
    assert "Vijf hele gemeenten: Velsen" in out
    assert "--uit dossier.docx" in out
    assert "ONZEKER EN ONBEKEND" not in out  # only the summary


def test_the_whole_file_is_written_by_its_ending(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    for ending in ("docx", "xlsx", "html", "json"):
        path = tmp_path / f"dossier.{ending}"
        code, out, _ = run("PO2711", "--uit", path)
        assert code == 0
        assert f"Het hele dossier staat in {path}." in " ".join(out.split())
    assert Document(str(tmp_path / "dossier.docx")).tables
    assert "Bronnen" in load_workbook(tmp_path / "dossier.xlsx").sheetnames
    assert "<h1" in (tmp_path / "dossier.html").read_text("utf-8")
    assert json.loads((tmp_path / "dossier.json").read_text("utf-8"))["id"] == "swv:PO2711"


def test_json_is_for_machines(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run("GM0396", "--json", "--vorig-plan", "2022-08-01")
    found = json.loads(out)
    assert code == 0
    assert (found["id"], found["plan"]) == ("gemeente:GM0396", "jeugdplan")
    assert found["planning"]["vorigPlan"] == "2022-08-01"
    assert found["veranderingen"]["sinds"] == "2022-08-01"


def test_a_name_will_do(run: Callable[..., tuple[int, str, str]]) -> None:
    assert "Jeugdplan van Heemskerk" in run("heemskerk")[1]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("IJmond",), 1, "Bedoelt u Passend Onderwijs IJmond (PO2711)?"),
        (("PO9999",), 1, "“PO9999” is geen samenwerkingsverband of gemeente"),
        (("VO_REF",), 1, "landelijk samenwerkingsverband en heeft geen eigen gebied"),
        (("PO2711", "--uit", "dossier.pdf"), 2, "“dossier.pdf” eindigt niet op .docx"),
        (("PO2711", "--uit", "/bestaat/niet/dossier.docx"), 1, "niet te schrijven"),
        (("PO2711", "--vorig-plan", "2027-01-01"), 2, "ligt na de peildatum"),
        (("PO2711", "--vorig-plan", "gisteren"), 2, "JJJJ-MM-DD"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line(
    words: tuple[str, ...],
    code: int,
    message: str,
    run: Callable[..., tuple[int, str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    ended, out, err = run(*words)
    assert (ended, out) == (code, "")
    assert message in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err
    assert code == 2 or err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ the API


def test_the_file_as_json(api: TestClient) -> None:
    response = api.get("/v1/oogo/PO2711", params={"peildatum": DAG})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"
    found = response.json()
    assert (found["id"], found["plan"], found["peildatum"]) == ("swv:PO2711", "ondersteuningsplan-po", DAG)
    assert found["uri"] == "https://speelveld.example/id/swv/PO2711"
    heemskerk = next(item for item in found["tafel"]["gemeenten"] if item["id"] == "gemeente:GM0396")
    assert (heemskerk["ligtInGebied"], len(heemskerk["postcodegebieden"])) == ("heel", 9)
    assert heemskerk["inwonersGeschat"] is False
    sources = {item["id"]: item for item in found["bronnen"]}
    assert set(heemskerk["bronnen"]) <= set(sources)
    assert all(item["licentie"] and item["peildatum"] for item in sources.values())
    assert found["tafel"]["antwoord"]["regel"] == "F01"
    flows = found["leerlingenOverDeGrens"]
    assert (flows["peiljaar"], flows["naarScholenElders"]["perGemeente"]["totaal"]) == (2013, {"aantal": 753})
    assert flows["naarScholenElders"]["perGemeente"]["overig"] == {"gebieden": 21, "leerlingen": {"aantal": 32}}
    shielded = next(item for item in found["scholen"]["speciaal"] if item["id"] == "vestiging:18XY11")
    assert {"jaar": 2025, "aantal": None, "minderDan": 5} in shielded["leerlingen"]
    assert found["planning"]["vorigPlan"] is None
    assert found["veranderingen"] is None
    assert found["onzeker"]


@pytest.mark.parametrize(
    ("query", "accept", "media", "ending"),
    [
        ({"formaat": "docx"}, "*/*", WORD, "docx"),
        ({}, f"{WORD};q=0.9", WORD, "docx"),
        ({"formaat": "html"}, "application/json", "text/html; charset=utf-8", "html"),
        ({}, "text/html,application/xhtml+xml", "text/html; charset=utf-8", "html"),
    ],
)
def test_a_download_by_parameter_or_header(
    query: dict[str, str], accept: str, media: str, ending: str, api: TestClient
) -> None:
    response = api.get("/v1/oogo/PO2711", params={"peildatum": DAG, **query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == media
    assert response.headers["Content-Disposition"] == f'attachment; filename="oogo-PO2711-{DAG}.{ending}"'
    if ending == "docx":
        assert Document(io.BytesIO(response.content)).tables


def test_a_workbook(api: TestClient) -> None:
    response = api.get("/v1/oogo/GM0396", params={"peildatum": DAG, "formaat": "xlsx"})
    assert load_workbook(io.BytesIO(response.content)).worksheets


def test_the_last_plan_adds_dates_and_changes(api: TestClient) -> None:
    found = api.get("/v1/oogo/VO2506", params={"peildatum": DAG, "vorigPlan": "2021-08-01"}).json()
    assert (found["planning"]["uiterlijk"], found["planning"]["inspectieVoor"]) == ("2025-08-01", "2025-05-01")
    assert any(item["id"] == "gemeente:GM0299" for item in found["veranderingen"]["gevonden"])
    assert found["veranderingen"]["nietNaTeGaan"]


@pytest.mark.parametrize(
    ("code", "query", "status", "detail"),
    [
        ("PO9999", {}, 404, "geen samenwerkingsverband of gemeente"),
        ("PO_REF", {}, 404, "landelijk"),
        ("Kennemerland", {}, 404, "Bedoelt u"),
        ("PO2711", {"vorigPlan": "2027-01-01"}, 422, "vorigPlan"),
        ("PO2711", {"formaat": "pdf"}, 422, "formaat"),
        ("PO2711", {"peildatum": "gisteren"}, 422, "JJJJ-MM-DD"),
        ("x" * 200, {}, 422, ""),
    ],
)
def test_a_question_that_cannot_be_answered(
    code: str, query: dict[str, str], status: int, detail: str, api: TestClient
) -> None:
    response = api.get(f"/v1/oogo/{code}", params={"peildatum": DAG, **query})
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert detail in response.json()["detail"]


def test_a_node_does_not_show_small_numbers_of_pupils(api: TestClient) -> None:
    node = api.get("/v1/postcodegebieden/1901", params={"peildatum": DAG}).json()
    assert node["leerlingenWoonachtig"] == 1174
    shown = dict(item.split("=") for item in node["schoolplaatsenLeerlingen"])
    assert shown["1902"] == "133"
    assert all(int(number) >= 5 for number in shown.values())
    assert "1964" not in shown  # three pupils
