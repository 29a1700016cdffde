"""What a delivery changes in the record: a pure comparison, the same for every store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from graph.delivery import Delivery, Levering, Statement, Verslag
from graph.facts import NEVER, Fact, Node, withdrawn
from ontology.errors import SpeelveldError

SHRINK_LIMIT = 0.2
"""A delivery that states this share less than the source did before is refused, unless the user insists."""

RowId = TypeVar("RowId")


@dataclass(frozen=True, slots=True)
class Stored(Generic[RowId]):
    """A fact as the record holds it, with the store's own row id."""

    row: RowId
    fact: Fact


@dataclass(slots=True)
class Changes(Generic[RowId]):
    """What to write: statements to add, and rows whose `geldig_tot` changes."""

    add: list[Statement] = field(default_factory=list)
    end: list[tuple[RowId, date | None]] = field(default_factory=list)
    nieuw: int = 0
    gewijzigd: int = 0
    gesloten: int = 0
    ongewijzigd: int = 0


def already_loaded(delivery: Delivery, earlier: Sequence[Levering]) -> Verslag | None:
    """The report on a delivery that the record has already, else None; SpeelveldError when it has a newer one.

    earlier: the deliveries of its source, oldest first.
    """
    if not earlier:
        return None
    levering, last = delivery.levering, earlier[-1]
    if last.same_content(levering):
        return Verslag(last, ongewijzigd=len(delivery.statements))
    if levering.peildatum < last.peildatum:
        raise SpeelveldError(
            f"deze levering heeft peildatum {levering.peildatum}, maar er staat al een van {last.peildatum}",
            waar=f"bron {levering.bron}",
            waarom="Leveringen van een bron worden op volgorde van peildatum geladen",
            herstel="Laad ze in die volgorde in een nieuw bestand, of geef de juiste datum met --peildatum",
        )
    return None


def compare(
    delivery: Delivery, stored: Iterable[Stored[RowId]], *, first: bool = False, insist: bool = False
) -> Changes[RowId]:
    """Compare a delivery with what its source stated before; first: it never delivered before.

    Same fact, same content: nothing. Same fact, other content: the old one is closed, the new one added. No longer
    stated: closed on the day from which the delivery holds. Facts that ended in the past are left alone, unless the
    delivery gives another period for the same fact that overlaps with theirs.
    """
    if first:
        return _first(delivery, delivery.levering.geldig_vanaf)
    rows: dict[tuple[str, ...], list[Stored[RowId]]] = defaultdict(list)
    for item in stored:
        rows[item.fact.sleutel].append(item)
    if not insist:
        _refuse_shrinking(delivery, rows)

    day = delivery.levering.geldig_vanaf or delivery.levering.peildatum
    changes: Changes[RowId] = Changes()
    held: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for statement in delivery.statements:
        fact = statement.fact
        candidates = rows.get(fact.sleutel, [])
        match = _match(fact, candidates, day, dated=delivery.gedateerd)
        old = match.fact if match else None
        same = old is not None and _payload(old) == _payload(fact)
        fact = fact._replace(geldig_van=_start(fact, old, day, same=same, dated=delivery.gedateerd))
        held[fact.sleutel].append(fact)
        if match is None or old is None:
            changes.add.append(Statement(fact, statement.levering))
            changes.nieuw += 1
            continue
        candidates.remove(match)
        if same and old.geldig_van == fact.geldig_van:
            if old.geldig_tot == fact.geldig_tot:
                changes.ongewijzigd += 1
                continue
            changes.end.append((match.row, fact.geldig_tot))
        else:
            changes.end.append((match.row, _end_before(old, fact.geldig_van)))
            changes.add.append(Statement(fact, statement.levering))
        changes.gewijzigd += 1

    for key, left in rows.items():
        for item in left:
            end = _end_of_unstated(item.fact, day, held.get(key, ()))
            if end != item.fact.geldig_tot:
                changes.end.append((item.row, end))
                changes.gesloten += 1
    return changes


def _payload(fact: Fact) -> tuple[object, ...]:
    if isinstance(fact, Node):
        return (fact.type, fact.naam, dict(fact.eigenschappen))
    return (dict(fact.eigenschappen),)


def _refuse_shrinking(delivery: Delivery, rows: Mapping[tuple[str, ...], list[Stored[RowId]]]) -> None:
    day = delivery.levering.geldig_vanaf or delivery.levering.peildatum
    before = sum(_goes_on(item.fact, day) for items in rows.values() for item in items)
    now = sum(_goes_on(statement.fact, day) for statement in delivery.statements)
    if now < before * (1 - SHRINK_LIMIT):
        raise SpeelveldError(
            f"deze levering noemt {now} geldende feiten; de vorige van deze bron noemde er {before}",
            waar=f"bron {delivery.levering.bron}",
            waarom=f"Een levering die meer dan {SHRINK_LIMIT:.0%} krimpt is meestal niet compleet",
            herstel="Controleer het bestand; klopt het, geef dan --toch",
        )


def _goes_on(fact: Fact, day: date) -> bool:
    return fact.geldig_tot is None or fact.geldig_tot > day


def _first(delivery: Delivery, start: date | None) -> Changes[RowId]:
    """The first delivery of a source: everything is new."""
    changes: Changes[RowId] = Changes(nieuw=len(delivery.statements))
    if start is None or delivery.gedateerd:
        changes.add = list(delivery.statements)
    else:
        changes.add = [
            Statement(
                item.fact._replace(geldig_van=_start(item.fact, None, start, same=False, dated=False)), item.levering
            )
            for item in delivery.statements
        ]
    return changes


def _match(fact: Fact, candidates: list[Stored[RowId]], day: date, *, dated: bool) -> Stored[RowId] | None:
    """The stored statement of the same fact: with the same dates, else the same start.

    When the source gives no start: the one with the same end, or the open one. What was closed before is then another
    period, unless the delivery speaks of the past. A withdrawn statement is only ever the same as itself.
    """
    if withdrawn(fact):
        return next((item for item in candidates if item.fact == fact), None)
    candidates = [item for item in candidates if not withdrawn(item.fact)]
    same_start = [item for item in candidates if item.fact.geldig_van == fact.geldig_van]
    for item in same_start:
        if item.fact.geldig_tot == fact.geldig_tot:
            return item
    if fact.geldig_van is None:
        for end in (fact.geldig_tot, None):
            for item in candidates:
                if item.fact.geldig_tot == end:
                    return item
        if not dated and (fact.geldig_tot is None or fact.geldig_tot > day):
            return None
    return same_start[0] if same_start else None


def _start(fact: Fact, old: Fact | None, day: date, *, same: bool, dated: bool) -> date | None:
    """Since when a fact of the delivery holds: what its source says, else what the record says, else the day.

    A fact that ended before the day belongs to the past, of which the delivery says no more than that.
    """
    if fact.geldig_van is not None or withdrawn(fact):
        return fact.geldig_van
    ended = fact.geldig_tot is not None and fact.geldig_tot <= day
    unknown = None if dated or ended else day
    if old is None:
        return unknown
    if old.geldig_van is not None and (old.geldig_van > day or withdrawn(fact._replace(geldig_van=old.geldig_van))):
        return unknown
    if same or ended:
        return old.geldig_van
    return day if old.geldig_tot is None or old.geldig_tot >= day else unknown


def _end_before(fact: Fact, start: date | None) -> date:
    """The end of a fact that gives way from `start` on (None: always); one that began no earlier is withdrawn."""
    if start is None or (fact.geldig_van is not None and fact.geldig_van >= start):
        return fact.geldig_van or NEVER
    return start


def _end_of_unstated(fact: Fact, day: date, held: Iterable[Fact]) -> date | None:
    """The end of a fact that the delivery does not state; held: what it does state with the same key."""
    end = fact.geldig_tot
    if withdrawn(fact):
        return end
    if end is None or end > day:
        end = _end_before(fact, day)
    for other in held:
        begins_in_time = other.geldig_van is None or other.geldig_van < end
        if begins_in_time and (other.geldig_tot is None or other.geldig_tot > (fact.geldig_van or NEVER)):
            end = min(end, _end_before(fact, other.geldig_van))
    return end
