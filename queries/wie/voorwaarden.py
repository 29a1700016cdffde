"""Conditions of a rule against the facts of a pupil, in three values: true, false, or not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontology.rules import AnyOf, Condition, Conditions
from queries.wie.leerling import Leerling, Possible

Outcome = tuple[bool | None, frozenset[str]]
"""The value, and the fields of the question that would make it known."""
_TRUE: Outcome = (True, frozenset())
_FALSE: Outcome = (False, frozenset())


def holds(conditions: Iterable[Conditions], leerling: Leerling, *, strict: bool = False) -> Outcome:
    """Whether all conditions hold. strict: `alsOnbekend: false` is not used.

    That is for a rule that was asked for by name: then an unknown application leaves the answer open.
    """
    missing: frozenset[str] = frozenset()
    for condition in conditions:
        value, asked = _one(condition, leerling, strict)
        if value is False:
            return _FALSE
        if value is None:
            missing |= asked
    return (None, missing) if missing else _TRUE


def _one(condition: Conditions, leerling: Leerling, strict: bool) -> Outcome:
    if isinstance(condition, AnyOf):
        missing: frozenset[str] = frozenset()
        for group in condition.groepen:
            value, asked = holds(group, leerling)
            if value:
                return _TRUE
            missing |= asked
        return (None, missing) if missing else _FALSE
    value = _test(condition, leerling.feiten)
    if value is None:
        if condition.als_onbekend is not None and not (strict and condition.als_onbekend is False):
            return _TRUE if condition.als_onbekend else _FALSE
        return None, frozenset({leerling.vragen[condition.feit]})
    return _TRUE if value else _FALSE


def _test(condition: Condition, facts: Mapping[str, Possible]) -> bool | None:
    possible = facts.get(condition.feit)
    if possible is None:
        return None
    if isinstance(possible, tuple):
        low = condition.van if condition.van is not None else possible[0]
        high = condition.tot if condition.tot is not None else possible[1]
        if possible[1] < low or possible[0] > high:
            return False
        return True if low <= possible[0] and possible[1] <= high else None
    wanted = condition.waarden or frozenset()
    if possible <= wanted:
        return True
    return None if possible & wanted else False
