"""What holds for every question 1, on the national data: which facts may change an answer, and which may not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from app.service import View
from app.tekst import als_tekst
from app.weergave import antwoorden
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.rules import Rule, load_law
from queries.wie.antwoord import EENDUIDIG, KEUZE_NODIG, ONBEKEND, Antwoord
from queries.wie.vraag import Onderwijs, Tlv, Verblijf, Vraag, VraagFout, Woonplaats, Zorg, lees_vraag

PEILDATUM = date(2026, 11, 21)
HOME = frozenset({"woongemeente", "woonpc4", "verblijfgemeente", "verblijfpc4", "gemeenteVoorVerblijf"})
SCHOOL = frozenset(
    {"vestiging", "aanmeldVestiging", "vorigeVestiging", "tlvSwv", "landelijkSwv", "landelijkSwvAanmelding"}
)
LAND = ("NL", "BE")

Body = dict[str, Any]
# The same examples at every run; not made smaller when one fails, for that takes minutes on national data.
some = settings(max_examples=120, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
many = settings(some, max_examples=400)
few = settings(some, max_examples=6)


# -- the country to choose from


class Country:
    """What random questions choose from: postcodes with their gemeente, schools by what they give, and SWVs."""

    def __init__(self, view: View) -> None:
        snapshot = view.snapshot
        self.view = view
        self.postcodes = sorted(
            (node.id.removeprefix("pc4:"), gemeenten[0].naar.removeprefix("gemeente:"))
            for node in snapshot.of_type("Postcodegebied")
            if len(gemeenten := snapshot.out(node.id, "IN_GEMEENTE")) == 1
        )
        self.schools: dict[str, list[str]] = {}
        for node in sorted(snapshot.of_type("Vestiging"), key=lambda item: item.id):
            kinds = node.eigenschappen.get("onderwijssoort", ())
            if isinstance(kinds, tuple) and len(kinds) == 1 and not snapshot.out(node.id, "IN_LANDELIJK_SWV"):
                kind = "po" if kinds[0] == "bo" else str(kinds[0])
                self.schools.setdefault(kind, []).append(node.id.removeprefix("vestiging:"))
        self.swvs = sorted(node.id for node in snapshot.of_type("Samenwerkingsverband"))

    def __repr__(self) -> str:
        return "the Netherlands"  # hypothesis prints what a test is given


@pytest.fixture(scope="module")
def country(snapshot_2026: Snapshot) -> Country:
    return Country(View(snapshot_2026))


def _answers(body: Body, view: View) -> dict[str, Antwoord]:
    return {item.regel.id: item for item in view.wie(lees_vraag(body)).antwoorden}


def _refusal_or_answers(body: Body, view: View) -> tuple[tuple[tuple[str, str], ...], dict[str, Antwoord]]:
    """The fields for which a question is refused, or the answers to it."""
    try:
        return (), _answers(body, view)
    except VraagFout as refusal:
        return refusal.velden, {}


def _organisations(answer: Antwoord) -> frozenset[str]:
    return frozenset(item.id for item in answer.organisaties)


# -- random questions


@st.composite
def homes(draw: st.DrawFn, country: Country) -> Body:
    postcode, gemeente = draw(st.sampled_from(country.postcodes))
    return draw(st.sampled_from([{"postcode": postcode}, {"gemeente": gemeente}, {"postcode": postcode + "AB"}]))


@st.composite
def stays(draw: st.DrawFn, country: Country) -> Body:
    found: Body = {}
    kinds = ("co-ouder", "pleegzorg", "gezinshuis", "instelling", "gesloten", "jji", "azc", "ziekenhuis", "anders")
    if draw(st.booleans()):
        found["soort"] = draw(st.sampled_from(kinds))
    if draw(st.booleans()):
        found["gemeente"] = draw(st.sampled_from(country.postcodes))[1]
    if draw(st.booleans()):
        found["gemeenteVoorVerblijf"] = draw(st.sampled_from(country.postcodes))[1]
    return found


@st.composite
def education(draw: st.DrawFn, country: Country) -> Body:
    found: Body = {}
    others = ("mbo", "geen", "particulier", "buitenland", "cluster1", "cluster2", "landelijk-swv")
    for kind, school in (("inschrijving", "vestiging"), ("aanmelding", "aanmeldVestiging")):
        if draw(st.booleans()):
            chosen = draw(st.sampled_from([*country.schools, *others]))
            found[kind] = chosen
            schools = country.schools.get("so" if chosen.startswith("cluster") else chosen)
            if schools and draw(st.booleans()):
                found[school] = draw(st.sampled_from(schools))
                if chosen in country.schools and draw(st.booleans()):
                    del found[kind]
    if draw(st.booleans()):
        found["startkwalificatie"] = draw(st.booleans())
    if draw(st.integers(0, 3)) == 0:
        found["vrijstelling"] = draw(st.sampled_from(["5-onder-a", "trekkend", "5-onder-b", "15", "vervangend"]))
    if draw(st.integers(0, 3)) == 0:
        found["vorigeVestiging"] = draw(st.sampled_from(country.schools["po"]))
    if draw(st.integers(0, 3)) == 0:
        found["tlv"] = {
            "soort": draw(st.sampled_from(["so", "vso"])),
            "afgegevenDoor": draw(st.sampled_from(country.swvs)),
        }
    return found


@st.composite
def care(draw: st.DrawFn) -> Body:
    found: Body = {}
    for name in ("wlz", "verlengdeJeugdhulp"):
        if draw(st.booleans()):
            found[name] = draw(st.booleans())
    if draw(st.booleans()):
        found["maatregel"] = draw(st.sampled_from(["ots", "voogdij", "jeugdreclassering"]))
    return found


@st.composite
def questions(draw: st.DrawFn, country: Country) -> Body:
    """A question with any part known or not; consistent, so never refused."""
    found: Body = {"peildatum": country.view.snapshot.peildatum.isoformat()}
    if draw(st.booleans()):
        found["leeftijd"] = draw(st.integers(0, 30))
    else:
        born = country.view.snapshot.peildatum - timedelta(days=draw(st.integers(0, 30 * 365)))
        found["geboortedatum"] = born.isoformat()
    land = draw(st.sampled_from([*LAND, None]))
    if land == "NL":
        found["woonplaats"] = draw(homes(country))
    elif land:
        found["woonplaats"] = {"land": land}
    if draw(st.booleans()):
        found["verblijf"] = draw(stays(country))
    if draw(st.booleans()):
        found["onderwijs"] = draw(education(country))
    if draw(st.booleans()):
        found["zorg"] = draw(care())
    return found


# -- (a) the home decides what starts from the home, the school what starts from the school


def _starts(rule: Rule) -> frozenset[str]:
    """Where the keys of a rule start, for the organisations that it designates; none for what agreements settle."""
    law = load_law()
    return frozenset(route.start for item in rule.wijst_aan for route in law.keys[item.sleutel].vanuit)


@cache
def _rules_from(starts: frozenset[str]) -> frozenset[str]:
    found = {rule.id for rule in load_law().op(PEILDATUM) if _starts(rule) and _starts(rule) <= starts}
    assert len(found) > 5
    return frozenset(found)


def _outcomes(body: Body, view: View, rules: frozenset[str]) -> dict[str, tuple[str, frozenset[str]]]:
    """Outcome and organisations of these rules, asked by name: so that each gives an answer."""
    found = _answers(body | {"vragen": sorted(rules)}, view)
    return {rule: (answer.uitkomst, _organisations(answer)) for rule, answer in found.items()}


@some
@given(data=st.data())
def test_another_school_of_the_same_kind_changes_nothing_that_starts_from_the_home(
    country: Country, data: st.DataObject
) -> None:
    body = data.draw(questions(country))
    kind = data.draw(st.sampled_from(sorted(country.schools)))
    here, there = data.draw(st.lists(st.sampled_from(country.schools[kind]), min_size=2, max_size=2, unique=True))
    first, second = (
        body | {"onderwijs": body.get("onderwijs", {}) | {"inschrijving": kind, "vestiging": school}}
        for school in (here, there)
    )
    rules = _rules_from(HOME)
    assert "B01" in rules
    assert _outcomes(first, country.view, rules) == _outcomes(second, country.view, rules)


@some
@given(data=st.data())
def test_another_home_changes_nothing_that_starts_from_the_school(country: Country, data: st.DataObject) -> None:
    body = data.draw(questions(country))
    first, second = (body | {"woonplaats": data.draw(homes(country))} for _ in range(2))
    rules = _rules_from(SCHOOL)
    assert {"A02", "D05"} <= rules
    assert _outcomes(first, country.view, rules) == _outcomes(second, country.view, rules)


# -- (b) more facts do not turn one answer into another


def _parts(body: Body) -> Iterator[tuple[str, ...]]:
    """The fields of a question, by path; not the peildatum."""
    for name, value in body.items():
        if isinstance(value, dict) and name != "tlv":
            yield from ((name, *path) for path in _parts(value))
        elif name != "peildatum":
            yield (name,)


def _without(body: Body, path: tuple[str, ...]) -> Body:
    name, *rest = path
    if not rest:
        return {key: value for key, value in body.items() if key != name}
    return body | {name: _without(body[name], tuple(rest))}


# What an absent field stands for, so that giving it is another fact and not a more exact one.
_WITH_A_DEFAULT = {"verblijf", "vrijstelling", "tlv", "maatregel", "land", "vorigeVestiging"}


@many
@given(data=st.data())
def test_a_fact_more_leaves_an_answer_as_it_is(country: Country, data: st.DataObject) -> None:
    """Except for a school: some keys go by the school, and by the home of who has none. Then the steps differ."""
    more = data.draw(questions(country))
    path = data.draw(st.sampled_from(sorted(_parts(more)) or [("leeftijd",)]))
    assume(path in set(_parts(more)))
    less = _without(more, path)
    before, after = _answers(less, country.view), _answers(more, country.view)
    for rule, answer in before.items():
        other = after.get(rule)
        if answer.uitkomst != EENDUIDIG or other is None or other.uitkomst != EENDUIDIG:
            continue
        if _organisations(answer) != _organisations(other):
            by_school = path[0] == "onderwijs" and _explained(answer) != _explained(other)
            assert by_school or _WITH_A_DEFAULT & set(path), (rule, path)


def _explained(answer: Antwoord) -> list[tuple[str, tuple[Any, ...]]]:
    return [(item.sleutel, item.stappen) for item in answer.organisaties]


@some
@given(data=st.data())
def test_a_more_exact_age_or_place_leaves_an_answer_as_it_is(country: Country, data: st.DataObject) -> None:
    body = data.draw(questions(country))
    postcode, gemeente = data.draw(st.sampled_from(country.postcodes))
    born = PEILDATUM - timedelta(days=data.draw(st.integers(0, 30 * 365)))
    age = PEILDATUM.year - born.year - ((PEILDATUM.month, PEILDATUM.day) < (born.month, born.day))
    rest = {name: value for name, value in body.items() if name not in ("geboortedatum", "leeftijd", "woonplaats")}
    vague = rest | {"leeftijd": age, "woonplaats": {"gemeente": gemeente}}
    exact = rest | {"geboortedatum": born.isoformat(), "woonplaats": {"postcode": postcode, "gemeente": gemeente}}
    before, after = _answers(vague, country.view), _answers(exact, country.view)
    for rule, answer in before.items():
        if answer.uitkomst == EENDUIDIG:
            assert rule in after, rule
            assert (after[rule].uitkomst, _organisations(after[rule])) == (EENDUIDIG, _organisations(answer)), rule
    for rule, answer in after.items():
        if answer.uitkomst == EENDUIDIG:
            assert rule in before, rule
            assert before[rule].uitkomst != EENDUIDIG or _organisations(before[rule]) == _organisations(answer), rule


@many
@given(data=st.data())
def test_asking_for_a_rule_by_name_does_not_change_its_answer(country: Country, data: st.DataObject) -> None:
    body = data.draw(questions(country))
    unasked = _answers(body, country.view)
    assume(unasked)
    asked = _answers(body | {"vragen": sorted(unasked)}, country.view)
    for rule, answer in unasked.items():
        if answer.uitkomst == EENDUIDIG:
            assert asked[rule].uitkomst == EENDUIDIG, rule
            assert _organisations(asked[rule]) == _organisations(answer), rule


# -- (c) only what was true on the day


@few
@given(data=st.data(), peildatum=st.dates(date(2015, 1, 1), date(2027, 1, 1)))
def test_steps_hold_and_organisations_exist_on_the_day(
    nederland: SqliteStore, data: st.DataObject, peildatum: date
) -> None:
    country = Country(View(Snapshot(nederland, peildatum)))
    steps = 0
    for _ in range(30):
        _, found = _refusal_or_answers(data.draw(questions(country)), country.view)  # a gemeente may not exist yet
        for answer in found.values():
            assert answer.regel.geldt(peildatum), answer.regel.id
            for basis in answer.grondslag:
                assert _holds(basis.geldig_van, basis.geldig_tot, peildatum), basis
            for item in (*answer.organisaties, *answer.betrokken):
                assert country.view.snapshot.node(item.id), (answer.regel.id, item.id)
                for step in item.stappen:
                    assert _holds(step.relatie.geldig_van, step.relatie.geldig_tot, peildatum), step
                    steps += 1
    assume(steps)


def _holds(van: date | None, tot: date | None, op: date) -> bool:
    return (van is None or van <= op) and (tot is None or op < tot)


# -- (d) what is asked for can be given, and nothing breaks


_MODELS: Mapping[str, type[BaseModel]] = {
    "": Vraag,
    "woonplaats": Woonplaats,
    "verblijf": Verblijf,
    "onderwijs": Onderwijs,
    "onderwijs.tlv": Tlv,
    "zorg": Zorg,
}


def _fields() -> set[str]:
    """Every path that a question may have."""
    return {
        f"{prefix}.{field.alias or name}".removeprefix(".")
        for prefix, model in _MODELS.items()
        for name, field in model.model_fields.items()
    }


def _given(body: Body, path: str) -> bool:
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value is not None


# An enrolment may be given as po and still be asked for: the answer may be landelijk-swv, or cluster1 or cluster2.
_MAY_BE_ASKED_AGAIN = {"onderwijs.inschrijving", "onderwijs.aanmelding"}


@some
@given(data=st.data())
def test_an_open_answer_asks_for_fields_that_exist_and_were_not_given(country: Country, data: st.DataObject) -> None:
    body = data.draw(questions(country))
    asked = data.draw(st.sampled_from([None, sorted({rule.id for rule in load_law().rules})]))
    fields = _fields()
    for rule, answer in _answers(body | ({"vragen": asked} if asked else {}), country.view).items():
        assert bool(answer.nodig) == (answer.uitkomst == KEUZE_NODIG), rule
        assert set(answer.nodig) <= fields, rule
        for field in set(answer.nodig) - _MAY_BE_ASKED_AGAIN:
            assert not _given(body, field), (rule, field)


@some
@given(data=st.data())
def test_any_combination_of_facts_is_answered_or_refused_with_its_fields(country: Country, data: st.DataObject) -> None:
    """Parts of two questions together: they may contradict each other, and then the fields are named."""
    first, second = data.draw(questions(country)), data.draw(questions(country))
    body = first | {
        name: first[name] | value if isinstance(value, dict) and isinstance(first.get(name), dict) else value
        for name, value in second.items()
    }
    refused, found = _refusal_or_answers(body, country.view)
    assert all(veld.split(".")[0] in Vraag.model_fields and melding for veld, melding in refused)
    assert {answer.uitkomst for answer in found.values()} <= {EENDUIDIG, KEUZE_NODIG, ONBEKEND}
    assert bool(refused) != bool(found)  # fields to mend, or answers: to everybody at least that of Veilig Thuis


# -- (e) the answer does not repeat the pupil


@some
@given(data=st.data())
def test_the_answer_says_nothing_of_the_date_of_birth_or_the_letters_of_the_postcode(
    country: Country, data: st.DataObject
) -> None:
    """Two pupils who differ only in these get the same answer, to the letter."""
    body = {
        name: value for name, value in data.draw(questions(country)).items() if name not in ("leeftijd", "woonplaats")
    }
    postcode = data.draw(st.sampled_from(country.postcodes))[0]
    year, month = data.draw(st.integers(1998, 2025)), data.draw(st.integers(1, 12))
    said = [
        _everything_said(
            body
            | {"geboortedatum": date(year, month, day).isoformat(), "woonplaats": {"postcode": postcode + letters}},
            country.view,
        )
        for day, letters in ((11, "QX"), (13, "ZJ"))
    ]
    assert said[0] == said[1]


def _everything_said(body: Body, view: View) -> str:
    found = view.wie(lees_vraag(body))
    law = load_law()
    return repr(antwoorden(found, view.snapshot, law, "https://voorbeeld.example")) + als_tekst(
        found, view.snapshot, law, gevraagd=False
    )
