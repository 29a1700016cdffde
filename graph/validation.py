"""Checks a delivery against the Schema and the record before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from math import isfinite

from graph.delivery import Delivery
from graph.facts import Fact, Node, Properties, Relation, withdrawn
from ontology.errors import SpeelveldError
from ontology.schema import Property, Schema


def describe(fact: Fact) -> str:
    """A fact in a few words, for an error message."""
    if isinstance(fact, Node):
        return f"{fact.id} ({fact.naam})" if fact.naam else fact.id
    return f"{fact.van} {fact.type} {fact.naar}"


def check(delivery: Delivery, schema: Schema, known: Callable[[str], bool], types: dict[str, str]) -> None:
    """Raise SpeelveldError when a fact does not fit the Schema, the record or another fact of the delivery.

    known: whether the record already holds a node with this id. types: of nodes that are known to be in the record, by
    id; those of this delivery are added, so that the next delivery of the same load need not ask again.
    """
    checker = _Checker(delivery.levering.bron, schema, known, types)
    relations = []
    for fact, _ in delivery.statements:
        if isinstance(fact, Node):
            checker.node(fact)
        else:
            relations.append(fact)
    for relation in relations:
        checker.relation(relation)
    checker.intervals_do_not_overlap()


class _Checker:
    def __init__(self, bron: str, schema: Schema, known: Callable[[str], bool], types: dict[str, str]) -> None:
        self._bron, self._schema, self._known, self._types = bron, schema, known, types
        self._single: dict[tuple[str, ...], Fact] = {}
        self._several: dict[tuple[str, ...], list[Fact]] = defaultdict(list)

    def _error(self, fact: Fact, wat: str, herstel: str = "") -> SpeelveldError:
        return SpeelveldError(f"{describe(fact)}: {wat}", waar=f"bron {self._bron}", herstel=herstel)

    def node(self, fact: Node) -> None:
        name = self._types.get(fact.id) or self._schema.type_of(fact.id).naam
        if name != fact.type:
            raise self._error(fact, f"het id hoort bij {name}, niet bij {fact.type}")
        if fact.naam == "":
            raise self._error(fact, "de naam is leeg", "Laat de naam weg als de bron hem niet kent")
        self._types[fact.id] = name
        self._common(fact, self._schema.nodes[fact.type].eigenschappen)

    def relation(self, fact: Relation) -> None:
        relation = self._schema.relations.get(fact.type)
        if relation is None:
            raise self._error(fact, f"het relatietype {fact.type} bestaat niet")
        van = self._types.get(fact.van) or self._end(fact, fact.van)
        if van not in relation.van:
            raise self._error(fact, f"{fact.type} begint nooit bij een {van}")
        naar = self._types.get(fact.naar) or self._end(fact, fact.naar)
        if naar not in relation.naar:
            raise self._error(fact, f"{fact.type} eindigt nooit bij een {naar}")
        self._common(fact, relation.eigenschappen)

    def _end(self, fact: Relation, node_id: str) -> str:
        """The type of a node that the delivery itself does not state."""
        name = self._schema.type_of(node_id).naam
        if not self._known(node_id):
            raise self._error(fact, f"{node_id} is niet bekend", "Laad eerst de bron die dit noemt")
        self._types[node_id] = name
        return name

    def _common(self, fact: Fact, allowed: Mapping[str, Property]) -> None:
        if fact.eigenschappen:
            self._properties(fact, fact.eigenschappen, allowed)
        if fact.geldig_tot is not None:
            if fact.geldig_van is not None and fact.geldig_tot < fact.geldig_van:
                raise self._error(fact, f"eindigt ({fact.geldig_tot}) voordat het begint ({fact.geldig_van})")
            if withdrawn(fact):
                return  # it holds on no day, so it overlaps with nothing
        key = fact.sleutel
        first = self._single.setdefault(key, fact)
        if first is not fact:
            self._several[key].append(fact)

    def _properties(self, fact: Fact, properties: Properties, allowed: Mapping[str, Property]) -> None:
        for name, value in properties.items():
            prop = allowed.get(name)
            if prop is None:
                raise self._error(fact, f"de eigenschap {name} bestaat hier niet")
            wanted = tuple if prop.meervoudig else prop.python
            if type(value) is not wanted and not (wanted is float and type(value) is int):
                raise self._error(fact, f"de eigenschap {name} is {value!r}; verwacht wordt {prop.label}")
            if isinstance(value, float) and not isfinite(value):
                raise self._error(fact, f"de eigenschap {name} is geen eindig getal")
            if (not value or "" in value) if isinstance(value, tuple) else value == "":
                raise self._error(fact, f"de eigenschap {name} is leeg", "Laat een eigenschap zonder waarde weg")

    def intervals_do_not_overlap(self) -> None:
        """Two statements of one fact must follow each other in time."""
        for key, others in self._several.items():
            facts = sorted([self._single[key], *others], key=lambda fact: fact.geldig_van or date.min)
            for earlier, later in pairwise(facts):
                if earlier.geldig_van == later.geldig_van and earlier.geldig_tot == later.geldig_tot:
                    raise self._error(later, "staat twee keer in de levering", "Verwijder de dubbele regel")
                if earlier.geldig_tot is None or (later.geldig_van or date.min) < earlier.geldig_tot:
                    raise self._error(
                        later,
                        f"overlapt in de tijd met dezelfde opgave vanaf {earlier.geldig_van or 'onbekend'}",
                        "Laat de eerste periode eindigen voordat de tweede begint",
                    )
