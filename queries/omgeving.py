"""The neighbourhood of a thing: what it is connected with, in one or two steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.verbindingen import Verbinding, Verbindingen

__all__ = ["HOOGSTENS", "Knoop", "Omgeving", "Verbinding", "Weggelaten", "omgeving"]

HOOGSTENS = 300
"""Nodes that a picture can show and a reader can take in."""


@dataclass(frozen=True, slots=True)
class Knoop:
    """A node of the neighbourhood. afstand: steps from the start. bestaat: on the peildatum; else it was or will be."""

    id: str
    type: str
    naam: str
    afstand: int
    bestaat: bool


@dataclass(frozen=True, slots=True)
class Weggelaten:
    """How many neighbours of a kind are not shown. omgekeerd: the relation leads from them to what is shown."""

    relatie: str
    omgekeerd: bool
    soort: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Omgeving:
    """The start first, then by distance; all chosen relations between what is shown; and what is not shown.

    uitgeklapt: the nodes whose neighbours were added, in that order.
    """

    start: str
    knopen: tuple[Knoop, ...]
    relaties: tuple[Verbinding, ...]
    weggelaten: tuple[Weggelaten, ...]
    uitgeklapt: tuple[str, ...] = ()


def omgeving(
    snapshot: Snapshot,
    start: str,
    *,
    relaties: Collection[str] | None = None,
    diepte: int = 1,
    hoogstens: int = HOOGSTENS,
    postcodes: bool = False,
    uitgeklapt: Sequence[str] = (),
) -> Omgeving:
    """What lies around a node, along relations in both directions.

    relaties: names of relation types to follow; None for all. diepte: 1 or 2 steps. hoogstens: the most nodes, start
    included; the smallest groups (a relation and a kind of node) come first, and a group that does not fit is cut off
    by name. postcodes: show postcode areas as nodes instead of folding them. uitgeklapt: nodes whose neighbours are
    added too, one after the other; what is not among the nodes by then, or adds none, is skipped. SpeelveldError when
    the start or a relation does not exist, or a number is out of bounds.
    """
    if start not in snapshot.nodes and start not in snapshot.voormalig:
        raise SpeelveldError(f"“{start}” is niet bekend", herstel="Zoek het id met “speelveld zoek”")
    if diepte not in (1, 2) or hoogstens < 1:
        raise SpeelveldError("de diepte is 1 of 2, en er is ten minste één knoop")
    verbindingen = Verbindingen(snapshot, relaties, folded=not postcodes)
    return _Zoeker(snapshot, verbindingen, postcodes=postcodes).rond(start, diepte, hoogstens, uitgeklapt)


_Groep = tuple[str, bool, str]
"""A relation, whether it was walked backwards, and the type of node at the other end."""


class _Zoeker:
    """Looks around in one snapshot along the chosen relations."""

    def __init__(self, snapshot: Snapshot, verbindingen: Verbindingen, *, postcodes: bool) -> None:
        self._snapshot, self._verbindingen, self._postcodes = snapshot, verbindingen, postcodes

    def rond(self, start: str, diepte: int, hoogstens: int, uitgeklapt: Sequence[str]) -> Omgeving:
        afstand = {start: 0}
        seen: dict[_Groep, set[str]] = defaultdict(set)
        border = [start]
        for _ in range(diepte):
            border = self._stap(border, afstand, seen, hoogstens)
        opened = [
            node
            for node in dict.fromkeys(uitgeklapt)
            if node in afstand and self._stap([node], afstand, seen, hoogstens)
        ]
        left = {group: len(ends - afstand.keys()) for group, ends in seen.items()}
        return Omgeving(
            start,
            tuple(self._knoop(node, steps) for node, steps in afstand.items()),
            tuple(self._tussen(afstand)),
            tuple(Weggelaten(*group, left[group]) for group in sorted(left) if left[group]),
            tuple(opened),
        )

    def _stap(
        self, border: Iterable[str], afstand: dict[str, int], seen: dict[_Groep, set[str]], hoogstens: int
    ) -> list[str]:
        """Add the neighbours of nodes that are equally far, and note all of them in seen; those that were added."""
        groups: dict[_Groep, set[str]] = defaultdict(set)
        step = 0
        for node in border:
            step = afstand[node] + 1
            for item in self._verbindingen.van(node):
                back = item.naar == node
                end = item.van if back else item.naar
                if end not in afstand:
                    groups[item.type, back, self._verbindingen.soort(end)].add(end)
        added = []
        for group in sorted(groups, key=lambda name: (len(groups[name]), name)):
            seen[group] |= groups[group]
            if not self._postcodes and group[2] == "Postcodegebied":
                continue
            for end in self._op_naam(groups[group] - afstand.keys()):
                if len(afstand) < hoogstens:
                    afstand[end] = step
                    added.append(end)
        return added

    def _op_naam(self, ends: Iterable[str]) -> list[str]:
        return sorted(ends, key=lambda node: (self._snapshot.naam(node).casefold(), node))

    def _knoop(self, node: str, afstand: int) -> Knoop:
        return Knoop(
            node, self._verbindingen.soort(node), self._snapshot.naam(node), afstand, node in self._snapshot.nodes
        )

    def _tussen(self, shown: Collection[str]) -> Iterator[Verbinding]:
        """The relations between what is shown, each once."""
        for node in shown:
            for item in sorted(self._verbindingen.van(node, back=False), key=lambda found: (found.type, found.naar)):
                if item.naar in shown:
                    yield item
