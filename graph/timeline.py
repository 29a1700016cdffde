"""What holds when: the statements of all sources as one timeline, for every day at once.

A snapshot applies the ranks of the sources on one day. Someone who asks the graph itself, in Cypher, wants to compare
two dates and be done. So here each relation gets the days on which it counts, and each node the days on which it
exists: filtering them by a day gives what the snapshot of that day shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from graph.facts import NEVER, Node, withdrawn
from graph.merge import Rang, SnapNode, SnapRelation, Stated, leading_statements, node_on, relations_that_count


def node_over_time(stated: list[Stated], rang: Mapping[str, Rang]) -> SnapNode | None:
    """The node as it is, or last was, with the days on which it exists; None when every statement was withdrawn.

    What it was called or had before, its statements tell.
    """
    stated = [item for item in stated if not withdrawn(item[0])]
    if not stated:
        return None
    leading = [node for node, _ in leading_statements(stated, rang)]
    end = max(node.geldig_tot or date.max for node in leading)
    found = node_on(stated, rang, date.max if end == date.max else end - timedelta(days=1))
    if found is None:
        return None  # cannot be: a leading statement holds on that day
    return found._replace(geldig_van=_start(leading, end), geldig_tot=None if end == date.max else end)


def _start(statements: Sequence[Node], end: date) -> date | None:
    """The first day of the period that ends on `end`: statements that follow each other make one period."""
    start = end
    for node in sorted(statements, key=lambda node: node.geldig_tot or date.max, reverse=True):
        if (node.geldig_tot or date.max) < start:
            break
        start = min(start, node.geldig_van or NEVER)
    return None if start == NEVER else start


def relations_over_time(
    stated: Sequence[SnapRelation], rang: Mapping[str, Rang], *, een_bron: bool
) -> list[SnapRelation]:
    """Of the relations of one type from one node: the periods in which each counts.

    A relation that counts, then gives way to a better source, then counts again, is in it twice.
    """
    stated = [item for item in stated if _start_of(item) < _end_of(item)]
    if len(stated) == 1:
        return list(stated)
    days = sorted({_start_of(item) for item in stated} | {_end_of(item) for item in stated})
    began: dict[int, date] = {}
    found: list[SnapRelation] = []
    for day in days:  # between two of these days nothing changes
        valid = [number for number, item in enumerate(stated) if _start_of(item) <= day < _end_of(item)]
        counting = _counting(stated, valid, rang, een_bron=een_bron)
        ended = [number for number in began if number not in counting]
        found += [_period(stated[number], began.pop(number), day) for number in ended]
        for number in counting:
            began.setdefault(number, day)
    return found


def _counting(
    stated: Sequence[SnapRelation], valid: Sequence[int], rang: Mapping[str, Rang], *, een_bron: bool
) -> set[int]:
    """Of the places in `stated` that hold on a day: those that count."""
    places = {id(stated[number]): number for number in valid}
    counting = relations_that_count([stated[number] for number in valid], rang, een_bron=een_bron) if valid else []
    return {places[id(item)] for item in counting}


def _period(item: SnapRelation, start: date, end: date) -> SnapRelation:
    return item._replace(geldig_van=None if start == NEVER else start, geldig_tot=None if end == date.max else end)


def _start_of(item: SnapRelation) -> date:
    return item.geldig_van or NEVER


def _end_of(item: SnapRelation) -> date:
    return item.geldig_tot or date.max
