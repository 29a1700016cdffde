"""The facts, values and fields that the law may use are those that a question can give."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from ontology.rules import FIELDS, NUMBERS, VALUES
from queries.wie.leerling import ASK, bouw
from queries.wie.vraag import Inschrijving, Tlv, VerblijfSoort, Vraag, Vrijstelling, Zorg, lees_vraag

PEILDATUM = "2026-11-21"


def _values(model: type[BaseModel], field: str) -> list[str]:
    """The words that a field of a question allows."""
    [literal] = [part for part in get_args(model.model_fields[field].annotation) if part is not type(None)]
    return list(get_args(literal))


def _questions(snapshot: Snapshot) -> list[dict[str, Any]]:
    """A question for each value of each field that becomes a fact, and one that says nothing."""
    found: list[dict[str, Any]] = [{}]
    sites = {node.eigenschappen["onderwijssoort"]: node.id for node in snapshot.of_type("Vestiging")}
    found += [{"onderwijs": {"vorigeVestiging": site.removeprefix("vestiging:")}} for site in sites.values()]
    found += [
        {"onderwijs": {field: kind}} for kind in get_args(Inschrijving) for field in ("inschrijving", "aanmelding")
    ]
    found += [{"onderwijs": {"vrijstelling": kind}} for kind in get_args(Vrijstelling)]
    found += [{"onderwijs": {"tlv": {"soort": kind}}} for kind in _values(Tlv, "soort")]
    found += [{"verblijf": {"soort": kind}} for kind in get_args(VerblijfSoort)]
    found += [{"zorg": {"maatregel": kind}} for kind in _values(Zorg, "maatregel")]
    found += [{"zorg": {field: value}} for field in ("wlz", "verlengdeJeugdhulp") for value in (True, False)]
    found += [{"onderwijs": {"startkwalificatie": value}} for value in (True, False)]
    found += [{"woonplaats": {"land": land}} for land in ("NL", "BE")]
    found += [{"leeftijd": age, "onderwijs": {"startkwalificatie": False}} for age in (3, 10, 17, 20)]
    return found


def test_the_values_of_a_fact_are_those_that_a_question_can_give(snapshot_2026: Snapshot) -> None:
    names = GemeenteResolver(snapshot_2026.every("Gemeente"))
    given: dict[str, set[str | bool]] = {name: set() for name in VALUES}
    for question in _questions(snapshot_2026):
        pupil = bouw(lees_vraag({"peildatum": PEILDATUM, **question}), snapshot_2026, names)
        for name, possible in pupil.feiten.items():
            if isinstance(possible, frozenset):
                given[name] |= possible
    assert given == {name: set(values) for name, values in VALUES.items()}


def test_every_fact_that_may_be_unknown_has_a_field_to_ask_for() -> None:
    assert set(ASK) | {"kwalificatieplichtig"} == {*VALUES, *NUMBERS}


def test_a_field_that_a_key_asks_for_is_one_of_the_question() -> None:
    for field in FIELDS:
        model: type[BaseModel] = Vraag
        for part in field.split("."):
            by_alias = {item.alias or name: item for name, item in model.model_fields.items()}
            assert part in by_alias, field
            inner = [kind for kind in get_args(by_alias[part].annotation) if isinstance(kind, type)]
            model = next((kind for kind in inner if issubclass(kind, BaseModel)), model)
