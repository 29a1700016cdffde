"""Question 1 over the whole country: no gemeente and no school makes it fail, and what it says is in the record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from app.service import View
from benchmarks.verdeling import Body, alleen_gemeente, bij_een_school, met_postcode, tel
from ontology.rules import load_law
from queries.wie.antwoord import EENDUIDIG, KEUZE_NODIG, ONBEKEND, Antwoorden
from queries.wie.vraag import lees_vraag

GEMEENTEN = 342
"""Gemeenten of the Netherlands in 2026 (TOOI)."""


class Answered:
    """A question with its answer, by rule."""

    def __init__(self, body: Body, found: Antwoorden) -> None:
        self.body, self.answers = body, {item.regel.id: item for item in found.antwoorden}

    def said(self, rule: str) -> tuple[str, set[str]]:
        answer = self.answers[rule]
        return answer.uitkomst, {item.id for item in answer.organisaties}


@cache
def _answered(view: View, sample: Any) -> tuple[Answered, ...]:
    return tuple(Answered(body, view.wie(lees_vraag(body))) for body in sample(view.snapshot))


def _everything(view: View) -> Iterator[Answered]:
    for sample in (alleen_gemeente, met_postcode, bij_een_school):
        yield from _answered(view, sample)


def test_every_gemeente_has_an_answer_from_its_code_and_from_a_postcode(view: View) -> None:
    from_code, from_postcode = _answered(view, alleen_gemeente), _answered(view, met_postcode)
    assert len(from_code) == len(from_postcode) == GEMEENTEN
    for item in from_code:  # the age is not known: for the Leerplichtwet it is a candidate, and nobody else
        gemeente = f"gemeente:{item.body['woonplaats']['gemeente']}"
        assert item.said("B01") == (KEUZE_NODIG, {gemeente})
    for item in from_postcode:
        assert item.answers


def test_the_home_decides_who_pays_for_youth_care(view: View) -> None:
    for item in _answered(view, met_postcode):
        pc4 = f"pc4:{item.body['woonplaats']['postcode']}"
        gemeenten = {relation.naar for relation in view.snapshot.out(pc4, "IN_GEMEENTE")}
        if "C05" in item.answers and len(gemeenten) == 1:
            assert item.said("C05") == (EENDUIDIG, gemeenten), item.body


def test_the_school_decides_who_keeps_a_place_and_a_building(view: View) -> None:
    answered = _answered(view, bij_een_school)
    assert len(answered) == 2000
    for item in answered:
        school = f"vestiging:{item.body['onderwijs']['vestiging']}"
        for rule, relation in (("A02", "HEEFT_BESTUUR"), ("D05", "IN_GEMEENTE")):
            registered = {found.naar for found in view.snapshot.out(school, relation)}
            if registered:
                assert item.said(rule) == (EENDUIDIG, registered), item.body
            else:
                assert item.said(rule)[0] == ONBEKEND, item.body


def test_an_answer_names_organisations_that_exist_or_says_what_is_needed_and_why(view: View) -> None:
    for item in _everything(view):
        for rule, answer in item.answers.items():
            named = [*answer.organisaties, *answer.betrokken]
            assert all(view.snapshot.node(one.id) for one in named), (rule, item.body)
            assert bool(answer.organisaties) or answer.uitkomst != EENDUIDIG, (rule, item.body)
            assert bool(answer.nodig) == (answer.uitkomst == KEUZE_NODIG), (rule, item.body)
            assert answer.toelichting or answer.uitkomst != ONBEKEND, (rule, item.body)
            assert answer.grondslag, (rule, item.body)


def test_the_distribution_counts_every_rule_that_can_answer(view: View) -> None:
    number, counts = tel(bij_een_school(view.snapshot, 40), view, load_law())
    assert number == 40
    assert counts["A02"][EENDUIDIG] + counts["A02"][ONBEKEND] == 40
    assert counts["F04"] == {ONBEKEND: 40}
    assert all(found.total() <= number for found in counts.values())
