"""The subjects and figures of an OOGO, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import SpeelveldError
from ontology.oogo import AGENDA_FILE, load_oogo, read_oogo
from ontology.rules import load_law
from queries.oogo.regios import CODES

FIXED = ["Jeugdhulp", "Leerlingenvervoer", "Leerplicht en verzuim", "Onderwijshuisvesting"]  # RESPONSIBILITY, section 6


def test_the_subjects_that_belong_to_every_consultation_are_on_every_agenda() -> None:
    oogo = load_oogo()
    fixed = [item for item in oogo.onderwerpen if item.soort == "wettelijk"]
    assert [item.titel for item in fixed] == FIXED
    assert all(set(item.plannen) == {cycle.plan for cycle in oogo.cyclus} for item in fixed)


def test_every_subject_has_a_source_questions_and_known_regions() -> None:
    for item in load_oogo().onderwerpen:
        assert item.bron
        assert item.vragen
        assert set(item.regios) <= CODES
        assert item.zekerheid == "laag" or item.regels


def test_every_figure_says_where_to_get_it_and_whom_it_counts() -> None:
    oogo = load_oogo()
    used = {figure for item in oogo.onderwerpen for figure in item.cijfers}
    for figure in oogo.cijfers:
        assert figure.waar
        assert figure.id in used or figure.id == "achterstand"


def test_a_plan_rests_on_the_rule_of_its_consultation() -> None:
    rules = {rule.id: rule for rule in load_law().rules}
    for cycle in load_oogo().cyclus:
        assert rules[cycle.regel].id.startswith("F")
        laws = {item.wet for item in rules[cycle.regel].grondslag}
        assert {item.wet for item in cycle.grondslag} <= laws
        assert bool(cycle.geschil) != bool(cycle.geschil_tekst)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("regels: [C01, C02, C06, C14]", "regels: [C01, Z99]", "regel “Z99” bestaat niet"),
        ("cijfers: [vervoer]", "cijfers: [verfoer]", "cijfer “verfoer” bestaat niet"),
        ("plannen: [ondersteuningsplan-vo, jeugdplan]", "plannen: [vo]", "plan “vo” bestaat niet"),
        ("wet: Jeugdwet", "wet: Jeugdwed", "wet “Jeugdwed” bestaat niet"),
        ("geschil: F04", "geschil: F05", "regel “F05” bestaat niet"),
        ("    soort: wettelijk", "    soort: verplicht", "veld onderwerpen.0.soort"),
        ("    waarom: De gemeente waar", "    waaromdan: De gemeente waar", "veld onderwerpen.3"),
        ("cyclus:\n", "cyclus: [\n", "dit is geen YAML"),
    ],
)
def test_a_mistake_is_refused_by_its_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    text = AGENDA_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "oogo.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SpeelveldError) as refused:
        read_oogo(path)
    assert message in refused.value.tekst
    assert "oogo.yaml" in refused.value.tekst
