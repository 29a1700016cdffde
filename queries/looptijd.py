"""Whether an agreement holds, held or will hold on the peildatum, and what belonged to it then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graph.snapshot import SnapRelation, Snapshot

GELDIG, ONBEKEND, KOMEND, VERLOPEN = "geldig", "onbekend", "komend", "verlopen"
STATUSSEN = (GELDIG, ONBEKEND, KOMEND, VERLOPEN)


def looptijden(gebied: str, snapshot: Snapshot) -> Iterator[tuple[str, SnapRelation]]:
    """The agreements of an area (GELDT_IN), each period with its status; `onbekend` when the text gives no dates."""
    for relation in snapshot.into(gebied, "GELDT_IN"):
        undated = relation.geldig_van is None and relation.geldig_tot is None
        yield (ONBEKEND if undated else GELDIG), relation
    for relation in snapshot.ended_into(gebied, "GELDT_IN"):
        yield VERLOPEN, relation
    for relation in snapshot.coming_into(gebied, "GELDT_IN"):
        yield KOMEND, relation


def voorkeur(status: str, relation: SnapRelation) -> tuple[int, int]:
    """Which period of an agreement counts: the present one, else the last one that is over, else the first to come."""
    order = (GELDIG, ONBEKEND, VERLOPEN, KOMEND).index(status)
    if status == VERLOPEN:
        return order, -(relation.geldig_tot or date.max).toordinal()
    return order, (relation.geldig_van or date.min).toordinal()


def in_looptijd(
    node: str, relation: str, status: str, held: SnapRelation, snapshot: Snapshot, *, into: bool
) -> tuple[SnapRelation, ...]:
    """Relations of a node in the period in which the agreement holds, held or will hold; each pair of ends once."""
    if status == VERLOPEN:
        found = (snapshot.ended_into if into else snapshot.ended)(node, relation)
        return _once(item for item in found if item.geldig_tot == held.geldig_tot)
    if status == KOMEND:
        found = (snapshot.coming_into if into else snapshot.coming)(node, relation)
        return _once(item for item in found if item.geldig_van == held.geldig_van)
    return (snapshot.into if into else snapshot.out)(node, relation)


def _once(relations: Iterable[SnapRelation]) -> tuple[SnapRelation, ...]:
    """Two sources may state the same."""
    return tuple({(item.van, item.naar): item for item in relations}.values())
