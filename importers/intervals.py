"""Checks on the dates of facts: end before begin, and two intervals of the same key that overlap.

Works on anything with `sleutel`, `geldig_van` and `geldig_tot`: Node, Relation, or the NamedTuple of an importer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from ontology.errors import SpeelveldError


class Dated(Protocol):
    """What has a key and a half-open interval; None is an open end."""

    @property
    def sleutel(self) -> tuple[str, ...]:
        """What may hold only once at a time."""

    @property
    def geldig_van(self) -> date | None:
        """The first day."""

    @property
    def geldig_tot(self) -> date | None:
        """The first day on which it no longer holds."""


Item = TypeVar("Item", bound=Dated)


def period(van: date | None, tot: date | None) -> str:
    """An interval in words."""
    if van is None and tot is None:
        return "zonder begin en einde"
    return " ".join(part for part in (f"vanaf {van}" if van else "", f"tot {tot}" if tot else "") if part)


def check_interval(van: date | None, tot: date | None, where: str) -> None:
    """Refuse an interval that ends before, or on, the day it begins."""
    if van is not None and tot is not None and tot <= van:
        raise SpeelveldError(
            f"het einde ({tot}) ligt niet na het begin ({van})",
            waar=where,
            herstel="Het einde is de eerste dag waarop het niet meer geldt",
        )


def check_intervals(facts: Iterable[Item], where: Callable[[Item], str] | str) -> None:
    """Refuse an end before its begin, and two facts with one key that hold on the same day.

    where: the place of a fact for the message, or one place for all.
    """

    def place(fact: Item) -> str:
        return where if isinstance(where, str) else where(fact)

    by_key: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for fact in facts:
        check_interval(fact.geldig_van, fact.geldig_tot, place(fact))
        by_key[fact.sleutel].append(fact)
    for key, items in by_key.items():
        items.sort(key=lambda item: item.geldig_van or date.min)
        for earlier, later in pairwise(items):
            if earlier.geldig_tot is None or later.geldig_van is None or later.geldig_van < earlier.geldig_tot:
                same = (earlier.geldig_van, earlier.geldig_tot) == (later.geldig_van, later.geldig_tot)
                raise SpeelveldError(
                    f"{' '.join(key)} komt twee keer voor"
                    + (
                        f", {period(later.geldig_van, later.geldig_tot)}"
                        if same
                        else f" en de perioden overlappen: {period(earlier.geldig_van, earlier.geldig_tot)}"
                        f" en {period(later.geldig_van, later.geldig_tot)}"
                    ),
                    waar=place(later),
                    waarom="" if isinstance(where, str) else f"Het staat ook in {place(earlier)}",
                    herstel="Houd één regel over, of geef perioden die op elkaar aansluiten",
                )
