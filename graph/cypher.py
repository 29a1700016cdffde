"""The record as a plain Cypher script for Neo4j 5 and later: constraints, then batches of nodes and relations.

    cypher-shell -f speelveld.cypher

A node has the label of its type and the properties of the peildatum; what has gone or is still to come is there too,
with its dates. Relations are those of the whole record, history included: `geldigVan` and `geldigTot` (dates; absent is
unknown or open) and `bron`, the delivery. Two of the same type between the same nodes differ in their `id`, by which
they are merged: running the script again changes nothing. Labels, relation types and names of properties come from the
Schema only; all data goes through `literal`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TextIO

from graph.aantallen import getoond
from graph.factkey import ever_valid, fact_key
from graph.facts import Node, Relation, Value
from graph.snapshot import SnapNode, Snapshot
from graph.store import Store
from ontology.errors import SpeelveldError
from ontology.schema import Schema

BATCH = 500
"""Rows a statement. A row is a list and not a map: Neo4j takes a list of plain values as one, a map value by value."""

Row = Sequence[Value | None]

_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}

_CONSTRAINT = "CREATE CONSTRAINT {constraint} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n"
_NODES = """
UNWIND [
{rows}
] AS row
MERGE (n:{label} {{id: row[0]}})
SET n = {{{content}}};
"""
_RELATIONS = """
UNWIND [
{rows}
] AS row
MATCH (a:{start} {{id: row[0]}})
MATCH (b:{end} {{id: row[1]}})
MERGE (a)-[r:{label} {{id: row[2]}}]->(b)
SET r = {{{content}}};
"""


def write_cypher(store: Store, snapshot: Snapshot, file: TextIO) -> None:
    """Write the script; SpeelveldError when a value cannot be said in Cypher."""
    file.write(f"// Speelveld, eigenschappen op peildatum {snapshot.peildatum}. Lezen: cypher-shell -f <dit bestand>\n")
    schema = snapshot.schema
    for kind in schema.nodes.values():
        file.write(_CONSTRAINT.format(constraint=f"{kind.naam.lower()}_id", label=kind.naam))
    for label, nodes in _nodes(snapshot).items():
        names = _used(nodes)
        content = _content(label, ["id", "naam", "geldigVan", "geldigTot", *names], first=0)
        for rows in _batches([_node_row(snapshot, node, names) for node in nodes]):
            file.write(_NODES.format(rows=rows, label=label, content=content))
    for (label, start, end), statements in _relations(store, schema).items():
        names = _used(fact for fact, _ in statements)
        content = _content(label, ["id", "bron", "geldigVan", "geldigTot", *names], first=2)
        for rows in _batches([_relation_row(fact, levering, names) for fact, levering in statements]):
            file.write(_RELATIONS.format(rows=rows, label=label, start=start, end=end, content=content))


def literal(value: Value | None) -> str:
    """A value as a Cypher literal that nothing in the value can break out of.

    Neo4j replaces `\\uXXXX` before it parses, even outside strings. So a quote and a backslash are never written that
    way, and a `u` after a backslash of the data is, lest the two be read as the start of such an escape. Invisible
    characters are, so that the script reads as it runs.
    """
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise SpeelveldError(f"{value} is geen getal dat in Cypher past", herstel="Verbeter het in de bron")
        return repr(value)
    return f"[{', '.join(_string(item) for item in value)}]"


def _string(text: str) -> str:
    parts = []
    before = ""
    for char in text:
        if char in _ESCAPES:
            parts.append(_ESCAPES[char])
        elif char > "\uffff" or (char.isprintable() and not (char == "u" and before == "\\")):
            parts.append(char)
        else:
            parts.append(f"\\u{ord(char):04X}")
        before = char
    return f"'{''.join(parts)}'"


def _batches(rows: Sequence[Row]) -> Iterator[str]:
    for start in range(0, len(rows), BATCH):
        yield ",\n".join(f"[{', '.join(map(literal, row))}]" for row in rows[start : start + BATCH])


def _content(label: str, columns: Sequence[str], *, first: int) -> str:
    """The map of properties, each from its column of the row; `first` is the place of the first column."""
    values = [
        f"{name}: date(row[{place}])" if name in ("geldigVan", "geldigTot") else f"{name}: row[{place}]"
        for place, name in enumerate(columns, first)
    ]
    return ", ".join([f"type: {literal(label)}", *values])


def _used(things: Iterable[SnapNode | Node | Relation]) -> list[str]:
    """Names of the properties that occur, in a fixed order."""
    return sorted({name for thing in things for name in thing.eigenschappen})


def _nodes(snapshot: Snapshot) -> dict[str, list[SnapNode | Node]]:
    """Nodes by label, in the order of the Schema."""
    nodes: dict[str, list[SnapNode | Node]] = {name: [] for name in snapshot.schema.nodes}
    for node in snapshot.nodes.values():
        nodes[node.type].append(node)
    for former in snapshot.voormalig.values():
        nodes[former.type].append(former)
    return nodes


def _relations(store: Store, schema: Schema) -> dict[tuple[str, str, str], list[tuple[Relation, str]]]:
    """Relations and their deliveries by (relation type, label of the start, label of the end).

    A MATCH needs both labels to find its nodes through an index.
    """
    found: dict[tuple[str, str, str], list[tuple[Relation, str]]] = defaultdict(list)
    for statement in ever_valid(store.statements()):
        fact = statement.fact
        if isinstance(fact, Relation):
            ends = (schema.type_of(fact.van).naam, schema.type_of(fact.naar).naam)
            found[fact.type, *ends].append((fact, statement.levering))
    return found


def _node_row(snapshot: Snapshot, node: SnapNode | Node, names: Sequence[str]) -> Row:
    shown = getoond(node.eigenschappen, snapshot.schema.nodes[node.type].eigenschappen)
    properties = map(shown.get, names)
    return [node.id, snapshot.naam(node.id), _day(node.geldig_van), _day(node.geldig_tot), *properties]


def _relation_row(fact: Relation, levering: str, names: Sequence[str]) -> Row:
    ends = (fact.van, fact.naar, fact_key(fact, levering), levering)
    return [*ends, _day(fact.geldig_van), _day(fact.geldig_tot), *map(fact.eigenschappen.get, names)]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
