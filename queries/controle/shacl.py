"""Checks the graph of one peildatum against ontology/shapes.ttl with pyshacl.

On the national data (284,000 triples) this takes some 15 seconds, 5 of which to make the graph. Shapes with
`sv:gemeldDoor` are switched off: a check in this folder reports the same with names and sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyshacl
from rdflib import Graph, Literal
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from graph.rdf import DEFAULT_BASIS, snapshot_triples
from graph.snapshot import Snapshot
from ontology.schema import SHAPES_FILE, SV
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding, noem

_TRUE = Literal("true", datatype=XSD.boolean)


@cache
def shapes(*, alle: bool = False) -> Graph:
    """The shapes; `alle`: also those that another check reports."""
    graph = Graph().parse(SHAPES_FILE, format="turtle")
    if not alle:
        for shape in list(graph.subjects(SV.gemeldDoor)):
            graph.add((shape, SH.deactivated, _TRUE))
    return graph


def vormfouten(snapshot: Snapshot, *, alle: bool = False) -> Iterator[Bevinding]:
    """Nodes that do not fit the shape of their class."""
    wanted = shapes(alle=alle)
    conforms, results, _ = pyshacl.validate(
        _data(snapshot, wanted),
        shacl_graph=wanted,
        inference="none",
        advanced=False,
        meta_shacl=False,
        do_owl_imports=False,
        inplace=True,
    )
    if conforms:
        return
    for result in sorted(results.subjects(RDF.type, SH.ValidationResult), key=lambda item: str(_focus(results, item))):
        node_id = _focus(results, result)
        node = snapshot.nodes.get(node_id)
        value = results.value(result, SH.value)
        violation = results.value(result, SH.resultSeverity) == SH.Violation
        yield Bevinding(
            "vorm",
            FOUT if violation else BEVINDING,
            str(results.value(result, SH.resultMessage)),
            noem(snapshot, node_id) + (f": {_short(str(value))}" if value is not None else ""),
            (node_id,),
            node.leveringen if node else (),
        )


def _data(snapshot: Snapshot, wanted: Graph) -> Graph:
    """The triples about which a shape says something, in rdflib's default store: pyshacl asks for one with contexts."""
    predicates = {RDF.type, *wanted.objects(None, SH.path), *wanted.objects(None, SH.targetSubjectsOf)}
    graph = Graph(bind_namespaces="none")
    for triple in snapshot_triples(snapshot, DEFAULT_BASIS):
        if triple[1] in predicates:
            graph.add(triple)
    return graph


def _focus(results: Graph, result: Node) -> str:
    return _short(str(results.value(result, SH.focusNode)))


def _short(iri: str) -> str:
    """`<basis>/id/gemeente/GM0361` -> `gemeente:GM0361`; anything else as it is."""
    start = f"{DEFAULT_BASIS}/id/"
    return iri.removeprefix(start).replace("/", ":", 1) if iri.startswith(start) else iri
