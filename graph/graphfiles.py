"""GraphML and GEXF, for Gephi, yEd, igraph and the like: the graph as it was on the peildatum.

Each node carries `id`, `type`, `naam`, `geldigVan`, `geldigTot` and its own properties; each edge `type`, `geldigVan`,
`geldigTot`, `bron` and its own. A list is joined with `|`; an absent date is an empty text. What no longer exists is
there only when a relation still names it (a gemeente that was merged: OPGEGAAN_IN), with its `geldigTot`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import BinaryIO

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.aantallen import getoond
from graph.factkey import statement_key
from graph.facts import Node, Properties, Value
from graph.snapshot import SnapNode, SnapRelation, Snapshot
from ontology.schema import Property

Attributes = dict[str, str | int | float | bool]

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def write_graphml(snapshot: Snapshot, file: BinaryIO) -> None:
    """GraphML; the id of an edge is the key of its statement."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in _nodes(snapshot):
        graph.add_node(node.id, id=node.id, **_node_attributes(snapshot, node))
    for relation in snapshot.relations():
        attributes = {"type": relation.type} | _edge_attributes(snapshot, relation)
        graph.add_edge(relation.van, relation.naar, key=_key(relation), **attributes)
    nx.write_graphml_xml(graph, file)


def write_gexf(snapshot: Snapshot, file: BinaryIO) -> None:
    """GEXF, with `id` as its own id of a node and the name as label too.

    An edge of GEXF has a `type` of its own (directed or not) and networkx would put ours there, so the relation type
    travels as the key of the edge and is named `type` when all is written.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in _nodes(snapshot):
        attributes = _node_attributes(snapshot, node)
        graph.add_node(node.id, label=attributes["naam"], **attributes)
    for relation in snapshot.relations():
        attributes = _edge_attributes(snapshot, relation)
        graph.add_edge(relation.van, relation.naar, key=relation.type, id=_key(relation), **attributes)
    writer = GEXFWriter(encoding="utf-8", prettyprint=False)
    writer.add_graph(graph)
    for attribute in writer.xml.iter("attribute"):
        if attribute.get("title") == "networkx_key":
            attribute.set("title", "type")
    writer.write(file)


def _nodes(snapshot: Snapshot) -> list[SnapNode | Node]:
    """What exists on the peildatum, and what does not but is the end of a relation that holds."""
    named = (end for relation in snapshot.relations() for end in (relation.van, relation.naar))
    gone = dict.fromkeys(end for end in named if end not in snapshot.nodes)
    return [*snapshot.nodes.values(), *(snapshot.voormalig[end] for end in gone)]


def _key(relation: SnapRelation) -> str:
    return statement_key((relation.van, relation.type, relation.naar), relation.geldig_van, relation.levering)


def _node_attributes(snapshot: Snapshot, node: SnapNode | Node) -> Attributes:
    own = _properties(node.eigenschappen, snapshot.schema.nodes[node.type].eigenschappen)
    return {"type": node.type, "naam": _text(snapshot.naam(node.id))} | _dates(node.geldig_van, node.geldig_tot) | own


def _edge_attributes(snapshot: Snapshot, relation: SnapRelation) -> Attributes:
    own = _properties(relation.eigenschappen, snapshot.schema.relations[relation.type].eigenschappen)
    return _dates(relation.geldig_van, relation.geldig_tot) | {"bron": relation.levering} | own


def _dates(start: date | None, end: date | None) -> Attributes:
    return {"geldigVan": start.isoformat() if start else "", "geldigTot": end.isoformat() if end else ""}


def _properties(values: Properties, known: Mapping[str, Property]) -> Attributes:
    return {name: _attribute(value, known[name]) for name, value in getoond(values, known).items()}


def _attribute(value: Value, prop: Property) -> str | int | float | bool:
    """One type a property: a whole number of degrees would otherwise make a second column of whole numbers."""
    if isinstance(value, tuple):
        return _text("|".join(value))
    if isinstance(value, str):
        return _text(value)
    number: int | float | bool = prop.python(value)
    return number


def _text(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
