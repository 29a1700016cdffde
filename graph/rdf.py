"""The record and the Snapshot as RDF.

IRIs: a node is `<basis>/id/<voorvoegsel>/<code>`, a delivery `<basis>/id/levering/<bron>-<peildatum>`, one statement of
a fact `<basis>/id/feit/<key>`. Classes, properties and relations are those of speelveld.ttl.

Relations are dated and a triple is not. So each fact is there twice, as Wikidata does it:

* direct triples (node, relation, node) and the properties of a node say what holds on the peildatum, after the sources
  have been weighed: what most questions need. `snapshot_graph` is exactly this;
* the whole record, history included. A relation is an rdf:Statement (rdf:subject, rdf:predicate, rdf:object), chosen
  over an n-ary class a relation because every tool knows it and it maps one to one on RDF 1.2's triple terms. What a
  source says of a node in one period is an sv:Toestand, a prov:specializationOf the node. Both carry sv:geldigVan,
  sv:geldigTot (half-open; absent is unknown or open), their properties, and prov:wasDerivedFrom their delivery.

In TriG the statements of one delivery stand in a named graph that has the IRI of the delivery, together with direct
triples for what that source holds true on the peildatum; the default graph describes the deliveries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TextIO
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, XSD

from graph.aantallen import getoond
from graph.delivery import Levering, Statement
from graph.factkey import ever_valid, fact_key
from graph.facts import Node, Properties, valid_on
from graph.snapshot import Snapshot
from graph.store import Store
from graph.turtle import Triple, TurtleWriter
from ontology.errors import SpeelveldError
from ontology.schema import SV, NodeType, Property, RelationType, Schema

DEFAULT_BASIS = "http://127.0.0.1:8000"

PREFIXES: Mapping[str, str] = {
    "sv": str(SV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
    "owl": str(OWL),
    "prov": str(PROV),
    "dcat": str(DCAT),
    "dct": str(DCTERMS),
    "foaf": str(FOAF),
}

# Looked up once: rdflib's namespaces search for a term at each use.
_TYPE, _LABEL, _STATEMENT = RDF.type, RDFS.label, RDF.Statement
_SUBJECT, _PREDICATE, _OBJECT = RDF.subject, RDF.predicate, RDF.object
_DERIVED, _SPECIALIZES, _IDENTIFIER = PROV.wasDerivedFrom, PROV.specializationOf, DCTERMS.identifier
_FROM, _UNTIL, _STATE = SV.geldigVan, SV.geldigTot, SV.Toestand

_TOOI = {"Gemeente": "gemeente", "Provincie": "provincie"}
_TOOI_IRI = "https://identifier.overheid.nl/tooi/id/{}/{}"
_LICENCES = {
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "MIT": "https://spdx.org/licenses/MIT",
}
_JSON_HAS = frozenset(map(str, (XSD.string, XSD.integer, XSD.boolean)))
_BASIS = re.compile(r"https?://[A-Za-z0-9.:\[\]_~%/-]+")


def base_iri(basis: str) -> str:
    """The basis without its last slash; SpeelveldError when it is not the address of a website."""
    if not _BASIS.fullmatch(basis):
        raise SpeelveldError(
            f"“{basis}” is geen webadres",
            waarom="De adressen in RDF beginnen ermee",
            herstel=f"Geef een adres zoals {DEFAULT_BASIS}",
        )
    return basis.rstrip("/")


def node_iri(node_id: str, basis: str) -> URIRef:
    """`gemeente:GM0361` -> `<basis>/id/gemeente/GM0361`; also for deliveries, whose source may have any name."""
    prefix, _, code = node_id.partition(":")
    return URIRef(f"{basis}/id/{prefix}/{quote(code, safe='')}")


def snapshot_graph(snapshot: Snapshot, basis: str = DEFAULT_BASIS) -> Graph:
    """What holds on the peildatum: types, labels, properties and direct relation triples, nothing else."""
    graph = new_graph()
    for triple in snapshot_triples(snapshot, base_iri(basis)):
        graph.add(triple)
    return graph


def new_graph() -> Graph:
    """An empty graph with the prefixes of the exports."""
    graph = Graph(bind_namespaces="none")  # rdflib's default store: SimpleMemory is faster, but pySHACL refuses it
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def snapshot_triples(snapshot: Snapshot, basis: str) -> Iterator[Triple]:
    """The triples of `snapshot_graph`, those of one node in a row; `basis` as `base_iri` gives it."""
    terms = Terms(snapshot.schema, basis)
    for node in snapshot.nodes.values():
        subject = terms.node(node.id)
        yield subject, _TYPE, terms.classes[node.type]
        yield subject, _LABEL, literal(node.naam)
        yield from terms.properties(subject, node.type, node.eigenschappen)
        for name, predicate in terms.relations.items():
            for relation in snapshot.out(node.id, name):
                yield subject, predicate, terms.node(relation.naar)
    for relation in snapshot.relations():
        if relation.van not in snapshot.nodes:  # it still holds, although its start does not exist any more
            yield terms.node(relation.van), terms.relations[relation.type], terms.node(relation.naar)


def record_triples(store: Store, snapshot: Snapshot, basis: str) -> Iterator[Triple]:
    """Everything: the deliveries, what holds on the peildatum, what else is known of nodes, and the whole record."""
    terms = Terms(snapshot.schema, basis)
    for levering in snapshot.leveringen.values():
        yield from levering_triples(levering, basis)
    yield from snapshot_triples(snapshot, basis)
    yield from _about_nodes(snapshot, terms)
    for statement in ever_valid(store.statements()):
        yield from terms.statement(statement)


def write_turtle(store: Store, snapshot: Snapshot, basis: str, file: TextIO) -> None:
    """`record_triples` as Turtle."""
    TurtleWriter(file, PREFIXES).triples(record_triples(store, snapshot, basis))


def write_trig(store: Store, snapshot: Snapshot, basis: str, file: TextIO) -> None:
    """The deliveries in the default graph, and what each of them stated in a graph of its own."""
    writer = TurtleWriter(file, PREFIXES)
    terms = Terms(snapshot.schema, basis)
    for levering in snapshot.leveringen.values():
        writer.triples(levering_triples(levering, basis))
    for bron in dict.fromkeys(levering.bron for levering in snapshot.leveringen.values()):
        stated: dict[str, list[Statement]] = defaultdict(list)
        for statement in ever_valid(store.statements(bron)):
            stated[statement.levering].append(statement)
        for levering_id, statements in stated.items():
            triples = (triple for item in statements for triple in stated_triples(item, snapshot.peildatum, terms))
            writer.graph(terms.node(levering_id), triples)


def write_jsonld(store: Store, snapshot: Snapshot, basis: str, file: TextIO) -> None:
    """`record_triples` as JSON-LD, compacted with `jsonld_context`."""
    graph = new_graph()
    for triple in record_triples(store, snapshot, basis):
        graph.add(triple)
    context = jsonld_context(snapshot.schema)
    file.write(graph.serialize(format="json-ld", context=context, use_native_types=True, indent=1))


def stated_triples(statement: Statement, peildatum: date, terms: Terms) -> Iterator[Triple]:
    """One statement as its delivery's named graph holds it: directly when valid on the peildatum, and dated."""
    fact = statement.fact
    if valid_on(fact, peildatum):
        if isinstance(fact, Node):
            subject = terms.node(fact.id)
            yield subject, _TYPE, terms.classes[fact.type]
            if fact.naam is not None:
                yield subject, _LABEL, literal(fact.naam)
            yield from terms.properties(subject, fact.type, fact.eigenschappen)
        else:
            yield terms.node(fact.van), terms.relations[fact.type], terms.node(fact.naar)
    yield from terms.statement(statement)


def levering_triples(levering: Levering, basis: str) -> Iterator[Triple]:
    """A delivery as a dcat:Dataset: title, publisher, licence, peildatum, sha256 and where it came from."""
    subject = node_iri(levering.id, basis)
    yield subject, _TYPE, PROV.Entity
    yield subject, _TYPE, DCAT.Dataset
    yield subject, _IDENTIFIER, Literal(levering.id)
    yield subject, DCTERMS.title, Literal(levering.naam)
    yield subject, SV.peildatum, Literal(levering.peildatum)
    yield subject, SV.sha256, Literal(levering.sha256)
    yield subject, SV.rang, Literal(levering.rang)
    yield from _dates(subject, levering.geldig_vanaf, None)
    if levering.toelichting:
        yield subject, DCTERMS.description, Literal(levering.toelichting)
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", levering.url):
        yield subject, DCAT.landingPage, URIRef(levering.url)
    publisher = URIRef(f"{subject}#uitgever")
    yield subject, DCTERMS.publisher, publisher
    yield publisher, _TYPE, FOAF.Agent
    yield publisher, FOAF.name, Literal(levering.uitgever)
    licence = URIRef(_LICENCES.get(levering.licentie, f"{subject}#licentie"))
    yield subject, DCTERMS.license, licence
    yield licence, _TYPE, DCTERMS.LicenseDocument
    yield licence, _LABEL, Literal(levering.licentie)


class Terms:
    """IRIs of one export: the terms of the Schema, and the nodes seen so far (each is used many times)."""

    def __init__(self, schema: Schema, basis: str) -> None:
        self.classes = {name: URIRef(kind.iri) for name, kind in schema.nodes.items()}
        self.relations = {name: URIRef(kind.iri) for name, kind in schema.relations.items()}
        self._known = {name: kind.eigenschappen for name, kind in schema.nodes.items()} | {
            name: kind.eigenschappen for name, kind in schema.relations.items()
        }
        self._basis = basis
        self._nodes: dict[str, URIRef] = {}

    def node(self, node_id: str) -> URIRef:
        """The IRI of a node or a delivery."""
        iri = self._nodes.get(node_id)
        if iri is None:
            iri = self._nodes[node_id] = node_iri(node_id, self._basis)
        return iri

    def properties(self, subject: URIRef, type_name: str, values: Properties) -> Iterator[Triple]:
        """One triple a value that may be shown; a list gives one triple for each of its members."""
        known = self._known[type_name]
        for name, value in getoond(values, known).items():
            prop = known[name]
            predicate = _term(prop.iri)
            for item in value if isinstance(value, tuple) else (value,):
                yield subject, predicate, literal(item, prop.datatype)

    def statement(self, statement: Statement) -> Iterator[Triple]:
        """A fact with its dates, its properties and its delivery."""
        fact = statement.fact
        subject = URIRef(f"{self._basis}/id/feit/{fact_key(fact, statement.levering)}")
        if isinstance(fact, Node):
            yield subject, _TYPE, _STATE
            yield subject, _SPECIALIZES, self.node(fact.id)
            if fact.naam is not None:
                yield subject, _LABEL, literal(fact.naam)
        else:
            yield subject, _TYPE, _STATEMENT
            yield subject, _SUBJECT, self.node(fact.van)
            yield subject, _PREDICATE, self.relations[fact.type]
            yield subject, _OBJECT, self.node(fact.naar)
        yield from _dates(subject, fact.geldig_van, fact.geldig_tot)
        yield subject, _DERIVED, self.node(statement.levering)
        yield from self.properties(subject, fact.type, fact.eigenschappen)


@lru_cache(maxsize=1 << 14)
def literal(value: str | float | bool, datatype: str = str(XSD.string)) -> Literal:
    """A value with the datatype of the Schema; a string stays plain, which is what xsd:string means in RDF 1.1."""
    if datatype == str(XSD.string):
        return Literal(value)
    if datatype == str(XSD.decimal):
        return Literal(Decimal(repr(float(value))))
    return Literal(value, datatype=URIRef(datatype))


def jsonld_context(schema: Schema) -> dict[str, Any]:
    """The JSON-LD context: names of types, properties and relations as in the graph, plus the terms of a statement.

    Strings, integers and booleans get no type: JSON has them itself. Relations and lists are always arrays.
    """
    context: dict[str, Any] = {
        "id": "@id",
        "type": "@type",
        "naam": str(_LABEL),
        "code": str(_IDENTIFIER),
        "geldigVan": {"@id": str(_FROM), "@type": str(XSD.date)},
        "geldigTot": {"@id": str(_UNTIL), "@type": str(XSD.date)},
        "levering": {"@id": str(_DERIVED), "@type": "@id"},
        "toestandVan": {"@id": str(_SPECIALIZES), "@type": "@id"},
        "van": {"@id": str(_SUBJECT), "@type": "@id"},
        "relatie": {"@id": str(_PREDICATE), "@type": "@vocab"},
        "naar": {"@id": str(_OBJECT), "@type": "@id"},
        "gelijkAan": {"@id": str(OWL.sameAs), "@type": "@id"},
        "Toestand": str(_STATE),
        "Feit": str(_STATEMENT),
        "Levering": str(DCAT.Dataset),
        "peildatum": {"@id": str(SV.peildatum), "@type": str(XSD.date)},
        "sha256": str(SV.sha256),
        "rang": str(SV.rang),
        "titel": str(DCTERMS.title),
        "toelichting": str(DCTERMS.description),
        "uitgever": {"@id": str(DCTERMS.publisher), "@type": "@id"},
        "licentie": {"@id": str(DCTERMS.license), "@type": "@id"},
        "webpagina": {"@id": str(DCAT.landingPage), "@type": "@id"},
    }
    for node in schema.nodes.values():
        context[node.naam] = node.iri
    for relation in schema.relations.values():
        context[relation.naam] = {"@id": relation.iri, "@type": "@id", "@container": "@set"}
    owners: tuple[NodeType | RelationType, ...] = (*schema.nodes.values(), *schema.relations.values())
    for owner in owners:
        for prop in owner.eigenschappen.values():
            context[prop.naam] = _context_entry(prop)
    return context


def _context_entry(prop: Property) -> str | dict[str, str]:
    entry = {"@id": prop.iri}
    if prop.datatype not in _JSON_HAS:
        entry["@type"] = prop.datatype
    if prop.meervoudig:
        entry["@container"] = "@set"
    return entry if len(entry) > 1 else prop.iri


def _about_nodes(snapshot: Snapshot, terms: Terms) -> Iterator[Triple]:
    """Ids, dates and TOOI IRIs of nodes; types and labels of those that do not exist on the peildatum."""
    for node in snapshot.nodes.values():
        yield from _about_node(node.id, node.type, node.geldig_van, node.geldig_tot, terms)
    for former in snapshot.voormalig.values():
        subject = terms.node(former.id)
        yield subject, _TYPE, terms.classes[former.type]
        yield subject, _LABEL, literal(snapshot.naam(former.id))
        yield from _about_node(former.id, former.type, former.geldig_van, former.geldig_tot, terms)


def _about_node(node_id: str, type_name: str, start: date | None, end: date | None, terms: Terms) -> Iterator[Triple]:
    subject = terms.node(node_id)
    yield subject, _IDENTIFIER, Literal(node_id)
    yield from _dates(subject, start, end)
    if type_name in _TOOI:
        code = node_id.partition(":")[2].lower()
        yield subject, OWL.sameAs, URIRef(_TOOI_IRI.format(_TOOI[type_name], code))


def _dates(subject: URIRef, start: date | None, end: date | None) -> Iterator[Triple]:
    if start is not None:
        yield subject, _FROM, _date(start)
    if end is not None:
        yield subject, _UNTIL, _date(end)


@lru_cache(maxsize=1 << 12)
def _date(day: date) -> Literal:
    return Literal(day)


@lru_cache(maxsize=1 << 10)
def _term(iri: str) -> URIRef:
    return URIRef(iri)
