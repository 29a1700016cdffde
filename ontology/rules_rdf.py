"""The rules of the law as RDF: the YAML of taken/ read with the context beside it.

A file becomes a collection with its theme; a rule becomes an sv:Regel, one a version, since two versions of a rule
share their id and not their dates. A bill becomes an sv:Wetsvoorstel, so that nobody takes it for law. Titles are
skos:prefLabel; the legal basis is a dct:source, eli:is_part_of a law. What has no number in the Basiswettenbestand (a
pact, a protocol) has no IRI that others know, and none is made up: its dct:source says what it is called.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf

from ontology.rules import RULES_FOLDER, read_laws
from ontology.schema import SV
from ontology.yaml_blocks import read_block

CONTEXT_FILE = RULES_FOLDER / "context.jsonld"


def rules_graph(folder: Path = RULES_FOLDER) -> Graph:
    """All rules as triples. It does not check them: ontology.rules.read_law does."""
    context = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))
    laws = read_laws()
    graph = Graph()
    for path in sorted(folder.glob("*.yaml")):
        content = read_block(path)
        rules = [_identified(rule, laws) for rule in content["regels"]]
        document = {**context, "@id": f"{SV}regels/{path.stem}", **content, "regels": rules}
        as_json = json.loads(json.dumps(document, default=str))  # str: dates as JJJJ-MM-DD
        to_rdf(as_json, graph)  # Graph.parse goes through a class that rdflib itself calls deprecated
    return graph


def _identified(rule: Mapping[str, Any], laws: Mapping[str, str | None]) -> dict[str, Any]:
    kind = "Wetsvoorstel" if "wetsvoorstel" in rule else "Regel"
    sources = [_source(item, laws) for item in rule["grondslag"]]
    return {"@id": f"{SV}regel/{rule['id']}/{rule['geldigVan']}", "@type": kind, **rule, "grondslag": sources}


def _source(basis: Mapping[str, Any], laws: Mapping[str, str | None]) -> dict[str, Any]:
    """A legal basis, without the “-” of what has no articles, and by name when its law has no number."""
    found = {name: value for name, value in basis.items() if value != "-"}
    if laws[basis["wet"]] is None:
        found["wetZonderNummer"] = found.pop("wet")
    return found
