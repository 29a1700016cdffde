"""A delivery (levering): one source at one peildatum, complete, with where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import NamedTuple

from graph.facts import Fact


@dataclass(frozen=True, slots=True)
class Levering:
    """The record of one delivery.

    id: `levering:<bron>-<peildatum>`, with a serial number when that day already had one.
    rang: which source wins when two speak of the same thing; the lowest does.
    sha256: of the bytes of the publisher's file. geldig_vanaf: since when the state it gives holds, or
    None when the source does not say. weggelaten: reason -> number of rows that were left out on purpose.
    """

    id: str
    bron: str
    naam: str
    uitgever: str
    licentie: str
    url: str
    peildatum: date
    sha256: str
    importer: str
    rang: int
    geldig_vanaf: date | None = None
    zekerheid: str = ""
    toelichting: str = ""
    geladen_op: str = ""
    rijen: int = 0
    weggelaten: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_json(cls, content: Mapping[str, object]) -> Levering:
        """The record as we wrote it down: dates are text, and fields that another version knew are ignored."""
        known = {item.name for item in fields(cls)}
        values = {name: value for name, value in content.items() if name in known}
        for name in ("peildatum", "geldig_vanaf"):
            value = values.get(name)
            if isinstance(value, str):
                values[name] = date.fromisoformat(value)
        return cls(**values)  # type: ignore[arg-type]  # we wrote it ourselves

    def same_content(self, other: Levering) -> bool:
        """Whether the same importer read the same bytes, as of the same day."""
        return (self.sha256, self.peildatum, self.importer) == (other.sha256, other.peildatum, other.importer)


class Statement(NamedTuple):
    """A fact together with the delivery (its id) that stated it."""

    fact: Fact
    levering: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a store takes in one piece: the record of the delivery and all its facts.

    gedateerd: the facts carry their own dates, history included, and None means unknown or open. That is how the
    exchange format delivers; then `eerdere` holds the earlier deliveries that first stated some of the facts.
    """

    levering: Levering
    statements: tuple[Statement, ...]
    eerdere: tuple[Levering, ...] = ()
    gedateerd: bool = False


@dataclass(frozen=True, slots=True)
class Verslag:
    """What loading a delivery did to the record: numbers of facts."""

    levering: Levering
    nieuw: int = 0
    gesloten: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0

    @property
    def veranderde(self) -> bool:
        """Whether the record of facts changed."""
        return bool(self.nieuw or self.gesloten or self.gewijzigd)


def with_own_ids(delivery: Delivery, earlier: Sequence[Levering]) -> Delivery:
    """The delivery with ids that nothing else in the record has; earlier: what the record holds of its source.

    A data set that was made elsewhere numbers deliveries for itself: the same day may have been read by an older
    importer here. And a file that is loaded again after another one is a delivery of its own.
    """
    taken = {item.id: item for item in earlier}
    stated = (*delivery.eerdere, delivery.levering)
    used = {*taken, *(item.id for item in stated)}
    own: dict[str, Levering] = {}
    for item in stated:
        found = taken.get(item.id)
        if found is None or (item is not delivery.levering and found.same_content(item)):
            own[item.id] = item
            continue
        number = 2
        while f"{item.id}-{number}" in used:
            number += 1
        used.add(f"{item.id}-{number}")
        own[item.id] = replace(item, id=f"{item.id}-{number}")
    if all(old == item.id for old, item in own.items()):
        return delivery
    return replace(
        delivery,
        levering=own[delivery.levering.id],
        eerdere=tuple(own[item.id] for item in delivery.eerdere),
        statements=tuple(Statement(item.fact, own[item.levering].id) for item in delivery.statements),
    )
