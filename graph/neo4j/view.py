"""The graph that analysts ask: made anew, from all statements, for the things that a load touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from neo4j import Transaction

from graph.delivery import Statement
from graph.facts import NEVER, Node
from graph.merge import Rang, SnapRelation, Stated
from graph.neo4j import cypher
from graph.neo4j.connection import Row, batches
from graph.neo4j.rows import node_row, relation_row
from graph.timeline import node_over_time, relations_over_time
from ontology.schema import Schema


def write_view(
    tx: Transaction, touched: set[str], statements: Iterable[Statement], rang: Mapping[str, Rang], schema: Schema
) -> None:
    """Write the things of `touched` (ids) and the relations that begin there; statements: all that speak of them."""
    nodes: dict[str, list[Stated]] = defaultdict(list)
    stated: dict[tuple[str, str], list[SnapRelation]] = defaultdict(list)
    for fact, levering in statements:
        if isinstance(fact, Node):
            nodes[fact.id].append((fact, levering))
        else:
            stated[fact.van, fact.type].append(SnapRelation.of(fact, levering))

    rows: dict[str, list[Row]] = defaultdict(list)
    for node_id in touched:
        node = node_over_time(nodes[node_id], rang)
        kind = schema.type_of(node_id)
        # A thing that every source took back ends before it began, so that who asks for a day does not find it.
        rows[kind.naam].append(node_row(node, kind) if node else {"id": node_id, "type": kind.naam, "geldigTot": NEVER})
    relations: dict[str, list[list[Any]]] = defaultdict(list)
    for (_, name), found in stated.items():
        counting = relations_over_time(found, rang, een_bron=schema.relations[name].een_bron)
        relations[name] += map(relation_row, counting)

    for label, of_type in rows.items():
        for batch in batches(of_type):
            tx.run(cypher.write_nodes(label), rijen=batch).consume()
    for name in {name for _, name in stated}:
        starts = [van for van, other in stated if other == name]
        for batch in batches(starts):
            tx.run(cypher.remove_relations(name), ids=batch).consume()
    for name, of_relation in relations.items():
        for batch in batches(of_relation):
            tx.run(cypher.write_relations(name), rijen=batch).consume()
