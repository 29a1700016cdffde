"""The Schema: node types, relation types and properties, read from speelveld.ttl.

Everything that names a label, a header or an id prefix asks the Schema; that is also the allow-list that
keeps data out of query texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDFS, SKOS, XSD

from ontology.errors import SpeelveldError

SV = Namespace("https://speelveld.nl/def/")
FOLDER = Path(__file__).parent
ONTOLOGY_FILE = FOLDER / "speelveld.ttl"
SHAPES_FILE = FOLDER / "shapes.ttl"

_PYTHON_TYPES: Mapping[URIRef, type] = {
    XSD.string: str,
    XSD.anyURI: str,
    XSD.integer: int,
    XSD.decimal: float,
    XSD.boolean: bool,
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or relation. `python` is str, int, float or bool; `meervoudig` makes it a tuple of str.

    kleine_aantallen: it may hold numbers of pupils below five, which nobody is shown (graph/aantallen.py).
    """

    naam: str
    iri: str
    label: str
    datatype: str
    python: type
    meervoudig: bool
    kleine_aantallen: bool


@dataclass(frozen=True, slots=True)
class NodeType:
    """A class of nodes. The id is `<voorvoegsel>:<code>`; the code matches `codepatroon` whole.

    ook_genoemd: what people call it besides its label.
    meervoud: the word in paths (`jeugdregios`); label_meervoud: the word in sentences (`jeugdregio's`).
    """

    naam: str
    iri: str
    label: str
    ook_genoemd: tuple[str, ...]
    label_meervoud: str
    definitie: str
    voorvoegsel: str
    meervoud: str
    codepatroon: re.Pattern[str]
    kleur: str
    vorm: str
    eigenschappen: Mapping[str, Property] = field(hash=False, compare=False)

    @property
    def namen(self) -> tuple[str, ...]:
        """All that it is called, by people and in paths and ids."""
        return (self.label, *self.ook_genoemd, self.naam, self.voorvoegsel, self.meervoud)


@dataclass(frozen=True, slots=True)
class RelationType:
    """A dated relation. `een_bron`: of one start, only the leading source counts.

    ook_voorbij: on a day on which it does not hold, it can still be found as over or to come.
    """

    naam: str
    iri: str
    label: str
    omgekeerd: str
    van: frozenset[str]
    naar: frozenset[str]
    een_bron: bool
    ook_voorbij: bool
    eigenschappen: Mapping[str, Property] = field(hash=False, compare=False)


@dataclass(frozen=True)
class Schema:
    """All terms. Keys: names of node types (`Gemeente`) and relation types (`IN_GEMEENTE`)."""

    versie: str
    nodes: Mapping[str, NodeType]
    relations: Mapping[str, RelationType]

    @cached_property
    def by_prefix(self) -> Mapping[str, NodeType]:
        """Node types by the prefix of their ids."""
        return {node.voorvoegsel: node for node in self.nodes.values()}

    @cached_property
    def by_plural(self) -> Mapping[str, NodeType]:
        """Node types by their plural in the paths of the API."""
        return {node.meervoud: node for node in self.nodes.values()}

    def named(self, text: str) -> NodeType:
        """The node type that people call this: its label, plural, prefix or another name; SpeelveldError for none."""
        wanted = text.strip().casefold()
        for node in self.nodes.values():
            if wanted in {name.casefold() for name in node.namen}:
                return node
        raise SpeelveldError(
            f"de soort “{text}” bestaat niet", herstel=f"Kies uit: {', '.join(sorted(self.by_prefix))}"
        )

    def type_of(self, node_id: str) -> NodeType:
        """The type of an id; SpeelveldError when the prefix is unknown or the code is malformed."""
        prefix, _, code = node_id.partition(":")
        node = self.by_prefix.get(prefix)
        if node is None:
            raise SpeelveldError(
                f"“{node_id}” is geen id: het voorvoegsel “{prefix}” bestaat niet",
                herstel=f"Kies uit: {', '.join(sorted(self.by_prefix))}",
            )
        if not node.codepatroon.fullmatch(code):
            raise SpeelveldError(
                f"“{code}” is geen code van een {node.label}", waarom=f"Zij moet voldoen aan {node.codepatroon.pattern}"
            )
        return node


def _text(graph: Graph, subject: URIRef, predicate: URIRef) -> str:
    value = graph.value(subject, predicate)
    if value is None:
        raise SpeelveldError(f"{subject} heeft geen {predicate}", waar=ONTOLOGY_FILE.name)
    return str(value)


def _flag(graph: Graph, subject: URIRef, predicate: URIRef) -> bool:
    return str(graph.value(subject, predicate)) == "true"


def _subjects(graph: Graph, predicate: URIRef) -> list[URIRef]:
    return sorted(URIRef(str(subject)) for subject in graph.subjects(predicate, None))


def _local(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _properties(graph: Graph) -> dict[str, dict[str, Property]]:
    """Properties by the local name of what they belong to; `Thing` is anything."""
    found: dict[str, dict[str, Property]] = {}
    for subject in _subjects(graph, SV.kolom):
        datatype = URIRef(_text(graph, subject, RDFS.range))
        prop = Property(
            naam=_text(graph, subject, SV.kolom),
            iri=str(subject),
            label=_text(graph, subject, RDFS.label),
            datatype=str(datatype),
            python=_PYTHON_TYPES[datatype],
            meervoudig=_flag(graph, subject, SV.meervoudig),
            kleine_aantallen=_flag(graph, subject, SV.kleineAantallen),
        )
        for owner in graph.objects(subject, SV.bij):
            found.setdefault(_local(owner), {})[prop.naam] = prop
    return found


@cache
def load_schema() -> Schema:
    """The Schema of speelveld.ttl; read once per process."""
    graph = Graph().parse(ONTOLOGY_FILE, format="turtle")
    properties = _properties(graph)
    common = properties.get("Thing", {})
    nodes: dict[str, NodeType] = {}
    for subject in _subjects(graph, SV.voorvoegsel):
        name = _local(subject)
        nodes[name] = NodeType(
            naam=name,
            iri=str(subject),
            label=_text(graph, subject, RDFS.label),
            ook_genoemd=tuple(sorted(str(value) for value in graph.objects(subject, SKOS.altLabel))),
            label_meervoud=_text(graph, subject, SV.labelMeervoud),
            definitie=_text(graph, subject, SKOS.definition),
            voorvoegsel=_text(graph, subject, SV.voorvoegsel),
            meervoud=_text(graph, subject, SV.meervoud),
            codepatroon=re.compile(_text(graph, subject, SV.codepatroon)),
            kleur=_text(graph, subject, SV.kleur),
            vorm=_text(graph, subject, SV.vorm),
            eigenschappen=dict(sorted((properties.get(name, {}) | common).items())),
        )
    relations: dict[str, RelationType] = {}
    for subject in _subjects(graph, SV.relatietype):
        name = _text(graph, subject, SV.relatietype)
        relations[name] = RelationType(
            naam=name,
            iri=str(subject),
            label=_text(graph, subject, RDFS.label),
            omgekeerd=_text(graph, subject, SV.omgekeerd),
            van=frozenset(_local(end) for end in graph.objects(subject, SV.van)),
            naar=frozenset(_local(end) for end in graph.objects(subject, SV.naar)),
            een_bron=_flag(graph, subject, SV.eenBron),
            ook_voorbij=_flag(graph, subject, SV.ookVoorbij),
            eigenschappen=dict(sorted((properties.get(_local(subject), {}) | common).items())),
        )
    version = _text(graph, URIRef(str(SV)), OWL.versionInfo)
    return Schema(versie=version, nodes=nodes, relations=relations)
