"""What exports call one fact as one delivery stated it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from graph.delivery import Statement
from graph.facts import Fact

_LENGTH = 20
"""Hexadecimal digits: 80 bits, so that among a million facts two alike are not to be expected."""


def fact_key(fact: Fact, levering: str) -> str:
    """Hexadecimal digits; see `statement_key`."""
    return statement_key(fact.sleutel, fact.geldig_van, levering)


def statement_key(sleutel: tuple[str, ...], geldig_van: date | None, levering: str) -> str:
    """Hexadecimal digits that differ between any two statements of `ever_valid`.

    The same relation may be stated by several sources and in several periods, so both count. The end does not: a
    statement that is closed later keeps its key, so that loading a newer export over an older one closes it there too.
    """
    text = "\x1f".join((*sleutel, geldig_van.isoformat() if geldig_van else "", levering))
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def ever_valid(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Without the statements that were withdrawn: their interval is empty, they hold on no day."""
    for statement in statements:
        start, end = statement.fact.geldig_van, statement.fact.geldig_tot
        if start is None or end is None or start < end:
            yield statement
