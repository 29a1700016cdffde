"""Turtle and TriG as a stream of triples: each subject its own block, in the order in which they come.

rdflib's serializers first take the whole graph in memory and sort it. For the national record (a million triples)
Turtle took 43 s and TriG 55 s, at 1.4 GB; this takes 9 s at 0.2 GB, and gives the same file for the same record.
The terms themselves are written, and escaped, by rdflib.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TextIO

from rdflib import Graph
from rdflib.term import IdentifiedNode, Literal

Term = IdentifiedNode | Literal
Triple = tuple[IdentifiedNode, IdentifiedNode, Term]


class TurtleWriter:
    """Writes triples to an open text file; triples of one subject are best given in a row."""

    def __init__(self, file: TextIO, prefixes: Mapping[str, str]) -> None:
        self._write = file.write
        graph = Graph(bind_namespaces="none")
        for prefix, namespace in prefixes.items():
            graph.bind(prefix, namespace)
            self._write(f"@prefix {prefix}: <{namespace}> .\n")
        self._write("\n")
        names = graph.namespace_manager
        vocabulary = tuple(prefixes.values())

        @lru_cache(maxsize=1 << 16)
        def text(term: Term) -> str:
            # rdflib would invent no prefix for an IRI outside the vocabulary, but takes long to find that out
            known = isinstance(term, Literal) or str(term).startswith(vocabulary)
            return term.n3(names) if known else term.n3()

        self._text = text

    def graph(self, name: IdentifiedNode, triples: Iterable[Triple]) -> None:
        """A named graph (TriG only)."""
        self._write(f"{self._text(name)} {{\n")
        self.triples(triples)
        self._write("}\n\n")

    def triples(self, triples: Iterable[Triple]) -> None:
        """Triples of the default graph, or of the named graph that is open."""
        text, write = self._text, self._write
        subject = predicate = None
        for triple in triples:
            if triple[0] != subject:
                if subject is not None:
                    write(" .\n\n")
                subject, predicate, value = triple
                write(f"{text(subject)} {text(predicate)} {text(value)}")
            elif triple[1] != predicate:
                predicate, value = triple[1:]
                write(f" ;\n    {text(predicate)} {text(value)}")
            else:
                write(f" , {text(triple[2])}")
        if subject is not None:
            write(" .\n\n")
