"""The dossiers that a policy adviser or a lawyer can check by hand: tests/cases/oogo."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.oogo.dossier import Bronnen, Dossier, GeenDossier, maak

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases" / "oogo").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
FIELDS = {
    *("naam", "zin", "code", "peildatum", "vorigPlan", "gemeenten", "verbanden", "deel", "zelfdeGebied", "rollen"),
    *("grondslag", "zekerheid", "regios", "uitvoerders", "afspraken", "leerlingen", "data", "dossierVan", "opmerking"),
    "weigering",
}


@pytest.fixture(scope="module")
def moment(nederland: SqliteStore) -> Any:
    """The snapshot of a day, and what follows from it."""

    @cache
    def on(day: date) -> tuple[Snapshot, Bronnen]:
        snapshot = Snapshot(nederland, day)
        return snapshot, Bronnen.van(snapshot)

    return on


def codes(ids: Any) -> list[str]:
    return [str(item).partition(":")[2] for item in ids]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["naam"])
def test_dossier(case: dict[str, Any], moment: Any) -> None:
    assert set(case) <= FIELDS
    snapshot, bronnen = moment(case["peildatum"])
    if "weigering" in case:
        with pytest.raises(GeenDossier) as refused:
            maak(case["code"], snapshot, bronnen)
        assert case["weigering"] in refused.value.tekst
        return
    found = maak(case["code"], snapshot, bronnen, case.get("vorigPlan"))
    for field in case.keys() & _CHECKS.keys():
        _CHECKS[field](found, case[field])


def _gemeenten(found: Dossier, said: dict[str, Any]) -> None:
    actual: dict[str, Any] = {}
    for part in found.gebied.gemeenten:
        code = part.id.partition(":")[2]
        actual[code] = len(part.pc4) if part.heel else {"deels": len(part.pc4), "elders": codes(part.elders)}
    assert actual == said


def _verbanden(found: Dossier, said: dict[str, int]) -> None:
    assert {item.id.partition(":")[2]: len(item.pc4) for item in found.tafel.overlappen} == said


def _deel(found: Dossier, said: dict[str, list[str]]) -> None:
    actual = {item.id.partition(":")[2]: codes(item.pc4) for item in found.tafel.overlappen}
    assert {key: actual[key] for key in said} == said


def _zelfde(found: Dossier, said: list[str]) -> None:
    assert codes(item.id for item in found.tafel.overlappen if item.zelfde_gebied) == said


def _rollen(found: Dossier, said: dict[str, str]) -> None:
    assert found.tafel.antwoord
    roles = {item.id: item.rol for item in found.tafel.antwoord.organisaties}
    named = {found.id, *(part.id for part in found.gebied.gemeenten), *(item.id for item in found.tafel.overlappen)}
    assert set(roles) == named
    for node, role in said.items():
        assert role in roles[node]


def _grondslag(found: Dossier, said: list[str]) -> None:
    assert found.tafel.antwoord
    assert [f"{item.wet} {item.artikel} lid {item.lid}" for item in found.tafel.antwoord.grondslag] == said


def _zekerheid(found: Dossier, said: str) -> None:
    assert found.tafel.antwoord
    assert found.tafel.antwoord.zekerheid == said


def _regios(found: Dossier, said: dict[str, dict[str, list[str]]]) -> None:
    actual = {
        group.code: {item.id.partition(":")[2]: set(codes(item.gemeenten)) for item in group.regios}
        for group in found.regios
    }
    assert {code: actual[code] for code in said} == {
        code: {region: set(gemeenten) for region, gemeenten in regions.items()} for code, regions in said.items()
    }


def _uitvoerders(found: Dossier, said: dict[str, str]) -> None:
    actual = {item.id: [by.id for by in item.uitvoerders] for group in found.regios for item in group.regios}
    assert {region: actual[region] for region in said} == {region: [by] for region, by in said.items()}


def _afspraken(found: Dossier, said: dict[str, str]) -> None:
    assert {item.titel: "verloopt" if item.loopt_af else item.status for item in found.afspraken} == said


def _leerlingen(found: Dossier, said: dict[str, Any]) -> None:
    flows = found.stromen
    assert flows
    assert flows.uit.totaal
    assert flows.komen_in.totaal
    numbers = (flows.peiljaar, flows.binnen.zeker, flows.uit.totaal.zeker, flows.komen_in.totaal.zeker)
    assert numbers == tuple(said[name] for name in ("peiljaar", "binnen", "uit", "in"))
    to = {node.partition(":")[2]: number.zeker for node, number in flows.uit.rijen}
    assert {code: to[code] for code in said["naar"]} == said["naar"]


def _data(found: Dossier, said: dict[str, date | None]) -> None:
    assert (found.cyclus.uiterlijk, found.cyclus.inspectie) == (said["uiterlijk"], said["inspectie"])


def _van(found: Dossier, said: str) -> None:
    assert found.id == said


def _opmerking(found: Dossier, said: str) -> None:
    assert said in " ".join(found.opmerkingen)


_CHECKS = {
    "gemeenten": _gemeenten,
    "verbanden": _verbanden,
    "deel": _deel,
    "zelfdeGebied": _zelfde,
    "rollen": _rollen,
    "grondslag": _grondslag,
    "zekerheid": _zekerheid,
    "regios": _regios,
    "uitvoerders": _uitvoerders,
    "afspraken": _afspraken,
    "leerlingen": _leerlingen,
    "data": _data,
    "dossierVan": _van,
    "opmerking": _opmerking,
}
