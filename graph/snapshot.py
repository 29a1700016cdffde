"""The immutable view of the record on one peildatum; the only thing that queries see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from graph.collector import no_collection
from graph.delivery import Levering
from graph.facts import Node, valid_on, withdrawn
from graph.merge import (
    Rang,
    SnapNode,
    SnapRelation,
    Stated,
    leading_statements,
    node_on,
    rangs,
    relations_that_count,
)
from graph.store import Reader
from ontology.schema import Schema, load_schema

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["SnapNode", "SnapRelation", "Snapshot"]


class Snapshot:
    """Lookups by id and by (id, relation type), in microseconds.

    nodes: what exists on the peildatum, by id. voormalig: the latest statement of what does not, by id.
    """

    def __init__(self, store: Reader, peildatum: date) -> None:
        self.peildatum = peildatum
        self.versie = store.versie()  # asked first: what is loaded from here on makes another version
        self.schema: Schema = load_schema()
        self.leveringen: Mapping[str, Levering] = {}
        self.nodes: dict[str, SnapNode] = {}
        self.voormalig: dict[str, Node] = {}
        self._out: dict[tuple[str, str], tuple[SnapRelation, ...]] = {}
        self._in: dict[tuple[str, str], tuple[SnapRelation, ...]] = {}
        self._other: dict[tuple[str, str], list[SnapRelation]] = defaultdict(list)
        self._other_in: dict[tuple[str, str], list[SnapRelation]] = defaultdict(list)
        self._elsewhen: dict[str, list[SnapRelation]] = defaultdict(list)
        with no_collection():
            self._read(store)

    def _read(self, store: Reader) -> None:
        nodes: dict[str, list[Stated]] = defaultdict(list)
        relations: dict[tuple[str, str], list[SnapRelation]] = defaultdict(list)
        kept = {name for name, relation in self.schema.relations.items() if relation.ook_voorbij}
        for fact, levering in store.statements():
            if isinstance(fact, Node):
                if not withdrawn(fact):
                    nodes[fact.id].append((fact, levering))
            elif valid_on(fact, self.peildatum):
                relations[fact.van, fact.type].append(SnapRelation.of(fact, levering))
            elif not withdrawn(fact):
                relation = SnapRelation.of(fact, levering)
                self._elsewhen[fact.van].append(relation)
                self._elsewhen[fact.naar].append(relation)
                if fact.type in kept:
                    self._other[fact.van, fact.type].append(relation)
                    self._other_in[fact.naar, fact.type].append(relation)
        # Asked last: another program may be loading, and no delivery of the statements above may be missing.
        self.leveringen = {item.id: item for item in store.leveringen()}
        rang = rangs(self.leveringen.values())
        for node_id, stated in nodes.items():
            self._add_node(node_id, stated, rang)
        self._add_relations(relations, rang)

    def _add_node(self, node_id: str, stated: list[Stated], rang: Mapping[str, Rang]) -> None:
        leading = leading_statements(stated, rang)
        found = node_on(stated, rang, self.peildatum)
        if found is None:
            self.voormalig[node_id] = max((node for node, _ in leading), key=lambda node: node.geldig_tot or date.max)
        else:
            self.nodes[node_id] = found

    def _add_relations(self, relations: dict[tuple[str, str], list[SnapRelation]], rang: Mapping[str, Rang]) -> None:
        incoming: dict[tuple[str, str], list[SnapRelation]] = defaultdict(list)
        for key, stated in relations.items():
            counting = relations_that_count(stated, rang, een_bron=self.schema.relations[key[1]].een_bron)
            self._out[key] = tuple(counting)
            for relation in counting:
                incoming[relation.naar, relation.type].append(relation)
        self._in = {key: tuple(found) for key, found in incoming.items()}

    def node(self, node_id: str) -> SnapNode | None:
        """The node with this id on the peildatum."""
        return self.nodes.get(node_id)

    def naam(self, node_id: str) -> str:
        """The name of a node, whether it still exists or not; its code when it has none, its id when it is unknown."""
        node = self.nodes.get(node_id) or self.voormalig.get(node_id)
        return node.naam or node_id.partition(":")[2] if node else node_id

    def of_type(self, name: str) -> Iterator[SnapNode]:
        """All nodes of a type, for instance `Gemeente`."""
        return (node for node in self.nodes.values() if node.type == name)

    def every(self, name: str) -> Iterator[Node]:
        """All nodes of a type that any source ever stated, whether they exist on the peildatum or not."""
        for node in self.of_type(name):
            yield Node(node.id, node.type, node.naam, node.geldig_van, node.geldig_tot, node.eigenschappen)
        yield from (node for node in self.voormalig.values() if node.type == name)

    def out(self, node_id: str, relation: str) -> tuple[SnapRelation, ...]:
        """Relations of a type that begin at the node."""
        return self._out.get((node_id, relation), ())

    def into(self, node_id: str, relation: str) -> tuple[SnapRelation, ...]:
        """Relations of a type that end at the node."""
        return self._in.get((node_id, relation), ())

    def ended(self, node_id: str, relation: str) -> tuple[SnapRelation, ...]:
        """Relations of a type (`ookVoorbij` only) that begin at the node and were over on the peildatum."""
        return self._over(self._other.get((node_id, relation), ()))

    def ended_into(self, node_id: str, relation: str) -> tuple[SnapRelation, ...]:
        """Relations of a type (`ookVoorbij` only) that end at the node and were over on the peildatum."""
        return self._over(self._other_in.get((node_id, relation), ()))

    def coming(self, node_id: str, relation: str) -> tuple[SnapRelation, ...]:
        """Relations of a type (`ookVoorbij` only) that begin at the node and hold from a day after the peildatum."""
        return self._ahead(self._other.get((node_id, relation), ()))

    def coming_into(self, node_id: str, relation: str) -> tuple[SnapRelation, ...]:
        """Relations of a type (`ookVoorbij` only) that end at the node and hold from a day after the peildatum."""
        return self._ahead(self._other_in.get((node_id, relation), ()))

    def op_andere_dagen(self, node_id: str) -> tuple[SnapRelation, ...]:
        """All relations of the node, both ways, that do not hold on the peildatum but did or will, of every source."""
        return tuple(self._elsewhen.get(node_id, ()))

    def _over(self, found: Iterable[SnapRelation]) -> tuple[SnapRelation, ...]:
        return tuple(item for item in found if item.geldig_tot is not None and item.geldig_tot <= self.peildatum)

    def _ahead(self, found: Iterable[SnapRelation]) -> tuple[SnapRelation, ...]:
        return tuple(item for item in found if item.geldig_van is not None and item.geldig_van > self.peildatum)

    def relations(self) -> Iterator[SnapRelation]:
        """All relations that hold on the peildatum."""
        return (relation for found in self._out.values() for relation in found)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The same as a networkx graph, for questions about paths; edges carry their type as key."""
        import networkx as nx  # only here: it takes a tenth of a second, and few questions are about paths

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self.nodes)
        for item in self.relations():
            graph.add_edge(item.van, item.naar, key=item.type)
        return graph
