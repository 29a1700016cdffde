"""`speelveld netwerk`, and the places that the API gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_hulp import Run
from fastapi.testclient import TestClient

from graph.snapshot import Snapshot
from queries.omgeving import omgeving
from viz.netwerk import netwerk

DAY = "2026-11-21"


@pytest.fixture
def teken(run_nederland: Run) -> Any:
    """Runs the command on the national data."""
    return lambda *arguments: run_nederland("netwerk", *arguments, "--peildatum", DAY)


def test_it_writes_one_file_and_says_what_is_in_it(teken: Any, tmp_path: Path) -> None:
    path = tmp_path / "netwerk.html"
    code, out, err = teken("gemeente:GM0396", "--uit", path)
    assert (code, err) == (0, "")
    assert out.startswith(f"Geschreven: {path} (")
    assert "Niet in beeld: 9 postcodegebieden (omvat)." in out
    assert "Netwerk van Heemskerk" in path.read_text(encoding="utf-8")


def test_it_takes_a_code_and_kinds_of_relations(teken: Any, tmp_path: Path, snapshot_2026: Snapshot) -> None:
    path = tmp_path / "netwerk.html"
    code, out, err = teken("JZ10", "--relaties", "in-jeugdregio", "--diepte", "2", "--uit", path, "--json")
    assert code == 0
    assert "jeugdregio:JZ10" in err
    # Beverwijk, Heemskerk and Velsen: the jeugdregio of CBS
    assert json.loads(out) == {"uit": str(path), "knopen": 4, "relaties": 3, "weggelaten": []}


def test_what_does_not_fit_is_counted(teken: Any, tmp_path: Path) -> None:
    code, out, _ = teken("jeugdregio:JZ10", "--hoogstens", "3", "--uit", tmp_path / "n.html", "--json")
    content = json.loads(out)
    assert code == 0
    assert content["knopen"] == 3
    left = {"relatie": "^IN_JEUGDREGIO", "label": "omvat", "type": "Gemeente", "aantal": 3}
    assert left in content["weggelaten"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("gemeente:GM0396", "--uit", "bestaat-niet/netwerk.html"), "niet te schrijven"),
        (("gemeente:GM0396", "--relaties", "KENT", "--uit", "netwerk.html"), "de relatie “KENT” bestaat niet"),
        (("gemeente:GM9999", "--uit", "netwerk.html"), "GM9999"),
    ],
)
def test_a_refusal_is_one_line_and_writes_nothing(
    teken: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = teken(*arguments)
    assert (code, out) == (1, "")
    assert says in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_wrong_usage(teken: Any, tmp_path: Path) -> None:
    code, out, err = teken("gemeente:GM0396", "--uit", tmp_path / "netwerk.pdf")
    assert (code, out) == (2, "")
    assert "“netwerk.pdf” eindigt niet op .html" in err
    assert list(tmp_path.iterdir()) == []


def test_the_api_gives_the_same_places(api: TestClient, snapshot_2026: Snapshot) -> None:
    path = f"/v1/omgeving/gemeente:GM0396?peildatum={DAY}&uitgeklapt=jeugdregio:JZ10"
    content = api.get(f"{path}&posities=true").json()
    rond = omgeving(snapshot_2026, "gemeente:GM0396", uitgeklapt=["jeugdregio:JZ10"])
    places = netwerk(rond, snapshot_2026.peildatum, snapshot_2026.leveringen).plaatsing.punten
    assert {item["id"]: (item["x"], item["y"]) for item in content["knopen"]} == places
    assert content["panelen"]
    assert {"kop", "x", "y", "breedte", "hoogte"} == set(content["panelen"][0])
    plain = api.get(path).json()
    assert "panelen" not in plain
    assert all("x" not in item for item in plain["knopen"])
    refused = api.get(f"/v1/omgeving/gemeente:GM0396?peildatum={DAY}&uitgeklapt=gemeente:GM9999")
    assert refused.status_code == 422
    assert "GM9999" in refused.json()["detail"]
