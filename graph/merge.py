"""What several sources together say of one thing on one day.

The leading source (lowest rang) decides whether a node exists and what it is called; the others add properties. For
relation types marked `eenBron`, only the leading source of a start node counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from graph.delivery import Levering
from graph.facts import Node, Properties, Relation, Value, valid_on

_DOUBTS = ("zekerheid", "opmerking", "herkomst")

Rang = tuple[int, int]
"""The rang of a source, and its place among the sources: when rangs are the same, the first that was loaded leads."""

Stated = tuple[Node, str]
"""A statement of a node, with the id of its delivery."""


class SnapNode(NamedTuple):
    """A node as it was on the peildatum; `leveringen`: the deliveries that speak of it, the leading one first."""

    id: str
    type: str
    naam: str
    geldig_van: date | None
    geldig_tot: date | None
    eigenschappen: Properties
    leveringen: tuple[str, ...]


class SnapRelation(NamedTuple):
    """A relation as it was on the peildatum, with the delivery that stated it."""

    van: str
    type: str
    naar: str
    geldig_van: date | None
    geldig_tot: date | None
    eigenschappen: Properties
    levering: str

    @classmethod
    def of(cls, fact: Relation, levering: str) -> SnapRelation:
        """A statement of a relation."""
        return cls(*fact, levering)


def rangs(leveringen: Iterable[Levering]) -> dict[str, Rang]:
    """The rang of each delivery by its id; deliveries come oldest first."""
    found: dict[str, Rang] = {}
    order: dict[str, int] = {}
    for item in leveringen:
        found[item.id] = (item.rang, order.setdefault(item.bron, len(order)))
    return found


def leading_statements(stated: list[Stated], rang: Mapping[str, Rang]) -> list[Stated]:
    """Sort the statements of one node, the leading ones first; those of the leading rang."""
    if len(stated) == 1:
        return stated
    stated.sort(key=lambda item: (rang[item[1]][0], item[0].naam is None, rang[item[1]][1]))
    leading = rang[stated[0][1]][0]
    return [item for item in stated if rang[item[1]][0] == leading]


def node_on(stated: list[Stated], rang: Mapping[str, Rang], day: date) -> SnapNode | None:
    """The node on a day, from its statements as `leading_statements` sorted them; None when it does not exist then."""
    current = [item for item in stated if valid_on(item[0], day)]
    if not current or rang[current[0][1]][0] != rang[stated[0][1]][0]:
        return None
    first = current[0][0]
    properties: Properties = first.eigenschappen
    naam = first.naam
    if len(current) > 1:
        merged: dict[str, Value] = {}
        naming = next((node for node, _ in current if node.naam), first)
        for node, _ in reversed(current):
            merged.update(node.eigenschappen)
        for doubt in _DOUBTS:  # these speak of the statement that names the node, not of the node
            if doubt in naming.eigenschappen:
                merged[doubt] = naming.eigenschappen[doubt]
            else:
                merged.pop(doubt, None)
        naam, properties = naming.naam, merged
    return SnapNode(
        first.id,
        first.type,
        naam or first.id.partition(":")[2],
        first.geldig_van,
        first.geldig_tot,
        properties,
        tuple(dict.fromkeys(levering for _, levering in current)),
    )


def relations_that_count(stated: list[SnapRelation], rang: Mapping[str, Rang], *, een_bron: bool) -> list[SnapRelation]:
    """Of the relations of one type from one node that hold on a day: those that count, the leading one first."""
    if len(stated) == 1:
        return stated
    stated.sort(key=lambda item: rang[item.levering])
    if een_bron:
        leading = rang[stated[0].levering][0]
        stated = [item for item in stated if rang[item.levering][0] == leading]
    return list({item.naar: item for item in reversed(stated)}.values())[::-1]
