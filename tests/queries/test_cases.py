"""The acceptance cases of tests/cases: a question, and the answers that follow from the law and the registers.

They run in the order of their peildatum, so that each snapshot is built once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.service import Service
from ontology.rules import load_law
from queries.wie.antwoord import Antwoord, Antwoorden
from queries.wie.vraag import VraagFout, lees_vraag

FOLDER = Path(__file__).parent.parent / "cases"
OPEN, NIET, AFWEZIG, ONBEKEND = "open", "niet", "afwezig", "onbekend"
FIELDS = {
    "naam",
    "zin",
    "vraag",
    "verwacht",
    "betrokken",
    "rol",
    "grondslag",
    "zekerheid",
    "toelichting",
    "sleutel",
    "opmerking",
    "signalen",
    "geenSignalen",
    "weigering",
}
SIGNALS = {f"M{number}" for number in range(1, 12)}

Case = dict[str, Any]


def _read() -> list[tuple[str, Case]]:
    found = [
        (path.stem, case)
        for path in sorted(FOLDER.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return sorted(found, key=lambda item: str(item[1]["vraag"].get("peildatum", "")))


NAMED = _read()
CASES = [case for _, case in NAMED]
IDS = [f"{theme}: {case['naam']}" for theme, case in NAMED]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_case(case: Case, nederland_service: Service) -> None:
    if "weigering" in case:
        _refused(case, nederland_service)
        return
    found = _ask(case, nederland_service)
    wrong = [*_answers(case, found), *_around(case, found)]
    assert not wrong, "\n".join([case["zin"], *wrong])


def _ask(case: Case, service: Service) -> Antwoorden:
    vraag = lees_vraag(_json(case["vraag"]))
    return service.view(vraag.peildatum).wie(vraag)


def _refused(case: Case, service: Service) -> None:
    with pytest.raises(VraagFout) as refusal:
        _ask(case, service)
    texts = dict(refusal.value.velden)
    assert set(texts) == set(case["weigering"]), case["zin"]
    for veld, fragment in case["weigering"].items():
        assert fragment in texts[veld], f"{veld}: {texts[veld]}"


def _answers(case: Case, found: Antwoorden) -> Iterator[str]:
    answers = {item.regel.id: item for item in found.antwoorden}
    for rule, expected in case["verwacht"].items():
        said, wanted = _said(answers.get(rule)), _expected(expected)
        if said[0] in ("keuze-nodig", ONBEKEND) and wanted[0] == OPEN:
            continue
        if said != wanted:
            yield f"{rule}: {_words(said)}, verwacht {_words(wanted)}"
    for what, say in _MORE.items():
        for rule, expected in case.get(what, {}).items():
            if rule not in answers:
                yield f"{what} {rule}: geen antwoord"
            elif wrong := say(answers[rule], expected):
                yield f"{what} {rule}: {wrong}"


def _involved(answer: Antwoord, expected: str | list[str]) -> str:
    found = {item.id for item in answer.betrokken}
    already = {item.id for item in answer.organisaties}  # who is the answer is not named twice
    right = expected in found if isinstance(expected, str) else found == set(expected) - already
    return "" if right else f"{sorted(found)}, verwacht {expected}"


def _roles(answer: Antwoord, expected: dict[str, str]) -> str:
    roles = {item.id: item.rol for item in (*answer.organisaties, *answer.betrokken)}
    wrong = {node: roles.get(node) for node, text in expected.items() if text not in roles.get(node, "")}
    return f"{wrong}, verwacht {expected}" if wrong else ""


def _basis(answer: Antwoord, expected: list[str]) -> str:
    found = {item.wet for item in answer.grondslag}
    return "" if found == set(expected) else f"{sorted(found)}, verwacht {expected}"


def _certainty(answer: Antwoord, expected: str) -> str:
    return "" if answer.zekerheid == expected else f"{answer.zekerheid}, verwacht {expected}"


def _explanation(answer: Antwoord, expected: str) -> str:
    return "" if expected in answer.toelichting else f"“{answer.toelichting}” zonder “{expected}”"


def _key(answer: Antwoord, expected: str) -> str:
    found = {item.sleutel for item in answer.organisaties}
    return "" if found == {expected} else f"{sorted(found)}, verwacht {expected}"


_MORE: dict[str, Callable[[Antwoord, Any], str]] = {
    "betrokken": _involved,
    "rol": _roles,
    "grondslag": _basis,
    "zekerheid": _certainty,
    "toelichting": _explanation,
    "sleutel": _key,
}


def _around(case: Case, found: Antwoorden) -> Iterator[str]:
    codes = {item.code for item in found.signalen}
    if missing := set(case.get("signalen", ())) - codes:
        yield f"signalen ontbreken: {sorted(missing)}"
    if extra := set(case.get("geenSignalen", ())) & codes:
        yield f"signalen die er niet horen: {sorted(extra)}"
    remark = case.get("opmerking", "")
    if remark and not any(remark in text for text in found.opmerkingen):
        yield f"opmerkingen: {found.opmerkingen}, verwacht “{remark}”"


def _json(value: Any) -> Any:
    """The question as JSON would carry it: dates as text."""
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value


Said = tuple[str, frozenset[str], frozenset[str]]


def _expected(expected: Any) -> Said:
    nothing: frozenset[str] = frozenset()
    if isinstance(expected, dict):
        return "keuze-nodig", frozenset(expected["keuze"]), frozenset(expected["nodig"])
    if expected in (AFWEZIG, ONBEKEND, OPEN):
        return expected, nothing, nothing
    if expected == NIET:
        return "niet-van-toepassing", nothing, nothing
    return "eenduidig", frozenset({expected} if isinstance(expected, str) else expected), nothing


def _said(answer: Antwoord | None) -> Said:
    if answer is None:
        return AFWEZIG, frozenset(), frozenset()
    if answer.uitkomst == ONBEKEND:  # candidates do not count: the answer leaves open which it is
        return ONBEKEND, frozenset(), frozenset()
    return answer.uitkomst, frozenset(item.id for item in answer.organisaties), frozenset(answer.nodig)


def _words(said: Said) -> str:
    return " ".join([said[0], *sorted(said[1]), *(f"(nodig {field})" for field in sorted(said[2]))])


# -- what the cases together must cover


@cache
def _outcomes() -> dict[str, list[tuple[date, str]]]:
    """For each rule the days on which a case expects something of it, with what: niet, afwezig, or an answer."""
    found: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for case in CASES:
        for rule, expected in case.get("verwacht", {}).items():
            word = expected if isinstance(expected, str) and expected in (NIET, AFWEZIG) else "antwoord"
            found[rule].append((case["vraag"]["peildatum"], word))
    return found


def test_cases_are_well_formed() -> None:
    rules = {rule.id for rule in load_law().rules}
    for theme, case in NAMED:
        where = f"{theme}: {case['naam']}"
        assert set(case) <= FIELDS, where
        assert ("weigering" in case) != ("verwacht" in case), where
        assert case["zin"].strip().endswith("."), where
        named = {rule for name in ("verwacht", *_MORE) for rule in case.get(name, {})}
        assert named <= rules, where
        asked = case["vraag"].get("vragen")
        for rule, expected in case.get("verwacht", {}).items():
            assert (expected == NIET) <= (asked is not None), f"{where}: “niet” krijgt wie de regel noemt"
            assert (expected == AFWEZIG) <= (asked is None), f"{where}: een gevraagde regel is nooit afwezig"
            assert asked is None or rule in asked, f"{where}: {rule} is niet gevraagd"
    assert len(set(IDS)) == len(IDS)


def test_every_rule_has_a_case_with_an_answer_and_a_case_in_which_it_does_not_apply() -> None:
    outcomes = _outcomes()
    for rule in {rule.id for rule in load_law().rules}:
        assert {"antwoord", NIET} <= {word for _, word in outcomes[rule]}, rule


def test_every_date_boundary_of_every_rule_has_a_case_on_both_sides() -> None:
    law, outcomes = load_law(), _outcomes()
    lacking = []
    for rule in law.rules:
        for boundary in filter(None, (rule.geldig_van, rule.geldig_tot)):
            days = {day for day, _ in outcomes[rule.id]}
            lacking += [f"{rule.id} op {day}" for day in (boundary - timedelta(days=1), boundary) if day not in days]
    assert not lacking


def test_on_a_day_without_a_version_of_the_rule_no_case_expects_an_answer() -> None:
    law = load_law()
    for rule, found in _outcomes().items():
        for day, word in found:
            in_force = any(item.id == rule and item.geldt(day) for item in law.rules)
            assert in_force or word != "antwoord", f"{rule} op {day}"


def test_every_signal_has_a_case_in_which_it_is_given_and_one_in_which_it_is_not() -> None:
    for field in ("signalen", "geenSignalen"):
        named = {code for case in CASES for code in case.get(field, ())}
        assert named == SIGNALS, field
