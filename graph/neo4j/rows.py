"""Facts as rows of the server, and back."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from neo4j.graph import Entity, Path
from neo4j.time import Date

from graph.aantallen import getoond
from graph.delivery import Levering, Statement
from graph.facts import NO_PROPERTIES, Fact, Node, Properties, Relation, Value
from graph.merge import SnapNode, SnapRelation
from graph.neo4j.connection import Row
from graph.neo4j.cypher import NODES, OWN, RELATIONS
from ontology.schema import NodeType


class Antwoord(NamedTuple):
    """The answer to a question in Cypher: names of columns, and rows of plain values."""

    kolommen: tuple[str, ...]
    rijen: list[tuple[Any, ...]]


def plain(value: Any) -> Any:
    """A value of the server as JSON knows it, and dates; a node or relation is its properties, a path what is on it."""
    if isinstance(value, Date):
        return _native(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Path):
        found = [item for pair in zip(value.nodes, value.relationships, strict=False) for item in pair]
        return [plain(item) for item in (*found, value.end_node)]
    if isinstance(value, Mapping | Entity):
        return {name: plain(item) for name, item in value.items()}
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)


def label_of(fact: Fact) -> str:
    """The label of the statement of a fact."""
    return NODES if isinstance(fact, Node) else RELATIONS


def statement_row(fact: Fact, levering: str, bron: str, nr: int, sinds: int) -> Row:
    """A statement as the server keeps it; a property without a value is absent."""
    row: Row = {"nr": nr, "sinds": sinds, "levering": levering, "bron": bron, "type": fact.type}
    if isinstance(fact, Node):
        row["over"] = fact.id
        row["naam"] = fact.naam
    else:
        row["over"] = fact.van
        row["naar"] = fact.naar
    row["geldigVan"], row["geldigTot"] = fact.geldig_van, fact.geldig_tot
    for name, value in fact.eigenschappen.items():
        row[name] = _sent(value)
    return row


def read_statement(row: Mapping[str, Any], label: str) -> Statement:
    """The statement of a row of the server."""
    properties: Properties = {name: _received(value) for name, value in row.items() if name not in OWN}
    start, end = _day(row.get("geldigVan")), _day(row.get("geldigTot"))
    fact: Fact
    if label == NODES:
        fact = Node(row["over"], row["type"], row.get("naam"), start, end, properties or NO_PROPERTIES)
    else:
        fact = Relation(row["over"], row["type"], row["naar"], start, end, properties or NO_PROPERTIES)
    return Statement(fact, row["levering"])


def delivery_row(item: Levering, nr: int, sinds: int) -> Row:
    """A delivery: whole in `gegevens`, and the fields that analysts ask for as properties of their own."""
    return {
        "id": item.id,
        "nr": nr,
        "sinds": sinds,
        "bron": item.bron,
        "naam": item.naam,
        "uitgever": item.uitgever,
        "licentie": item.licentie,
        "url": item.url,
        "peildatum": item.peildatum,
        "rang": item.rang,
        "gegevens": json.dumps(asdict(item), default=str, ensure_ascii=False),
    }


def node_row(node: SnapNode, kind: NodeType) -> Row:
    """A thing of the graph; small numbers of pupils are not in it."""
    shown = getoond(node.eigenschappen, kind.eigenschappen)
    return {
        "id": node.id,
        "type": node.type,
        "naam": node.naam,
        "geldigVan": node.geldig_van,
        "geldigTot": node.geldig_tot,
        "bronnen": list(node.leveringen),
        **{name: _sent(value) for name, value in shown.items()},
    }


def relation_row(item: SnapRelation) -> list[Any]:
    """A relation of the graph: start, end, properties."""
    properties = {
        "type": item.type,
        "geldigVan": item.geldig_van,
        "geldigTot": item.geldig_tot,
        "bron": item.levering,
        **{name: _sent(value) for name, value in item.eigenschappen.items()},
    }
    return [item.van, item.naar, properties]


def _sent(value: Value) -> Value | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _received(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


@cache
def _native(day: Date) -> date:
    """A date of the driver; cached, since a record has some thousands of different days."""
    return day.to_native()


def _day(day: Date | None) -> date | None:
    return None if day is None else _native(day)
