"""Facts: nodes and relations, valid in a half-open interval `[geldig_van, geldig_tot)`.

A date of None is an open end. `geldig_van=None` means that the source does not say since when; it never
means "since today". The code after the colon in an id comes from the register (`gemeente:GM0396`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

Value = str | int | float | bool | tuple[str, ...]
Properties = Mapping[str, Value]
NO_PROPERTIES: Properties = MappingProxyType({})


class Node(NamedTuple):
    """A thing in the field: an area, an organisation, a school, an agreement.

    A source that knows only properties of a thing and not its name leaves `naam` None.
    """

    id: str
    type: str
    naam: str | None = None
    geldig_van: date | None = None
    geldig_tot: date | None = None
    eigenschappen: Properties = NO_PROPERTIES

    @property
    def sleutel(self) -> tuple[str, ...]:
        """What makes this fact the same fact in the next delivery."""
        return (self.id,)


class Relation(NamedTuple):
    """A dated relation between two nodes."""

    van: str
    type: str
    naar: str
    geldig_van: date | None = None
    geldig_tot: date | None = None
    eigenschappen: Properties = NO_PROPERTIES

    @property
    def sleutel(self) -> tuple[str, ...]:
        """What makes this fact the same fact in the next delivery."""
        return (self.van, self.type, self.naar)


Fact = Node | Relation


NEVER = date.min
"""The end of a withdrawn statement whose start is unknown."""


def withdrawn(fact: Fact) -> bool:
    """Whether the fact holds on no day at all: its source took it back, or it ends on the day on which it begins."""
    return fact.geldig_tot is not None and fact.geldig_tot <= (fact.geldig_van or NEVER)


def valid_on(fact: Fact, peildatum: date) -> bool:
    """Whether the fact holds on the peildatum, as far as its source says."""
    return (fact.geldig_van is None or fact.geldig_van <= peildatum) and (
        fact.geldig_tot is None or peildatum < fact.geldig_tot
    )
