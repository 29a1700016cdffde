"""How two things are connected: the shortest ways over the relations of the record, walked in both directions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log

from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.verbindingen import Verbinding, Verbindingen

HOOGSTENS = 5
"""Ways that a reader wants to compare."""
_VAAG = 1000.0
"""What a way costs extra for each step over something that connects nearly everything."""


@dataclass(frozen=True, slots=True)
class Stap:
    """From one node to the next, with all relations between the two, in the direction of the record."""

    van: str
    naar: str
    verbindingen: tuple[Verbinding, ...]


@dataclass(frozen=True, slots=True)
class Pad:
    """A way, step by step."""

    stappen: tuple[Stap, ...]


@dataclass(frozen=True, slots=True)
class Paden:
    """The shortest ways between two nodes, the most telling first.

    lengte: the number of steps; None when there is no way. aantal: how many ways there are of this length. paden: some
    of them, of ways that differ only in a school one; those over a provincie or a national body only when there are no
    others.
    """

    van: str
    naar: str
    lengte: int | None
    aantal: int
    paden: tuple[Pad, ...]


def pad(
    snapshot: Snapshot,
    van: str,
    naar: str,
    *,
    relaties: Collection[str] | None = None,
    hoogstens: int = HOOGSTENS,
    postcodes: bool = False,
) -> Paden:
    """The shortest ways between two nodes that exist, or existed, on the peildatum.

    relaties: names of relation types to use; None for all. hoogstens: the most ways to give. postcodes: walk over
    postcode areas; else what lies in one is connected with what covers it, in one step. Of ways that are as short,
    those over what connects little (a bestuur with some schools) come before those over what connects much.
    SpeelveldError when a node or a relation does not exist.
    """
    for node in (van, naar):
        if node not in snapshot.nodes and node not in snapshot.voormalig:
            raise SpeelveldError(f"“{node}” is niet bekend", herstel="Zoek het id met “speelveld zoek”")
    if hoogstens < 1:
        raise SpeelveldError("vraag ten minste één weg")
    if van == naar:
        return Paden(van, naar, 0, 1, (Pad(()),))
    return _Zoektocht(snapshot, Verbindingen(snapshot, relaties, folded=not postcodes), van, naar).paden(hoogstens)


_Weg = tuple[float, tuple[str, ...]]
"""What a way costs, and its nodes."""


class _Zoektocht:
    """Two searches, from both ends, that meet halfway; each step of one goes where least is to be seen."""

    def __init__(self, snapshot: Snapshot, verbindingen: Verbindingen, van: str, naar: str) -> None:
        self._snapshot, self._verbindingen = snapshot, verbindingen
        self._van, self._naar = van, naar
        self._buren: dict[str, set[str]] = {}

    def paden(self, hoogstens: int) -> Paden:
        heen, terug = _Kant(self._van), _Kant(self._naar)
        while not (meeting := heen.rand & terug.rand):
            side = min((heen, terug), key=lambda kant: len(kant.rand))
            side.stap({node: self._einden(node) for node in side.rand})
            if not side.rand:
                return Paden(self._van, self._naar, None, 0, ())
        there, back = heen.ouders_van(meeting), terug.ouders_van(meeting)
        best = self._beste(there, self._van, hoogstens), self._beste(back, self._naar, hoogstens)
        ways = [
            (one + other + (self._kosten(node) if node not in (self._van, self._naar) else 0), (*begin, *end[::-1][1:]))
            for node in meeting
            for one, begin in best[0][node]
            for other, end in best[1][node]
        ]
        numbers = _aantallen(there, self._van), _aantallen(back, self._naar)
        ways = _verschillend(ways)
        chosen = [way for way in ways if way[0] < _VAAG] or ways
        return Paden(
            self._van,
            self._naar,
            len(ways[0][1]) - 1,
            sum(numbers[0][node] * numbers[1][node] for node in meeting),
            tuple(self._pad(nodes) for _, nodes in chosen[:hoogstens]),
        )

    def _einden(self, node: str) -> set[str]:
        """The neighbours of a node that exist, or that a merger leads to."""
        found = self._buren.get(node)
        if found is None:
            ends = self._verbindingen.einden(node, (self._van, self._naar))
            known = self._snapshot.nodes
            found = {end for end in ends if end in known or end in (self._van, self._naar) or self._opgegaan(node, end)}
            self._buren[node] = found
        return found

    def _opgegaan(self, node: str, end: str) -> bool:
        return any(
            item.naar == other
            for one, other in ((node, end), (end, node))
            for item in self._snapshot.out(one, "OPGEGAAN_IN")
        )

    def _kosten(self, node: str) -> float:
        """What it costs to pass a node: the more it connects, the less a way over it tells."""
        found = self._snapshot.node(node)
        vague = found is not None and (found.type == "Provincie" or bool(found.eigenschappen.get("landelijk")))
        return log(1 + len(self._einden(node))) + (_VAAG if vague else 0)

    def _beste(self, ouders: Mapping[str, set[str]], start: str, hoogstens: int) -> dict[str, list[_Weg]]:
        """The cheapest ways from the start to each node, the ends not counted; `ouders` is in order of distance."""
        best: dict[str, list[_Weg]] = {start: [(0.0, (start,))]}
        for node, parents in ouders.items():
            ways = [
                (cost + (self._kosten(parent) if parent != start else 0), (*nodes, node))
                for parent in parents
                for cost, nodes in best[parent]
            ]
            best[node] = _verschillend(ways)[:hoogstens]
        return best

    def _pad(self, nodes: tuple[str, ...]) -> Pad:
        return Pad(tuple(self._stap(one, other) for one, other in pairwise(nodes)))

    def _stap(self, van: str, naar: str) -> Stap:
        found = self._verbindingen.tussen(van, naar)
        return Stap(van, naar, tuple(sorted(found, key=lambda item: (item.type, item.van))))


def _verschillend(ways: Iterable[_Weg]) -> list[_Weg]:
    """The ways in order of cost; of those that differ only in which school they pass, one."""
    found: dict[tuple[str, ...], _Weg] = {}
    for way in sorted(ways):
        found.setdefault(tuple("" if node.startswith("vestiging:") else node for node in way[1]), way)
    return list(found.values())


class _Kant:
    """What one of the two searches has reached; rand: the furthest nodes."""

    def __init__(self, start: str) -> None:
        self.rand = {start}
        self._ouders: dict[str, set[str]] = {}
        self._bereikt = {start}

    def stap(self, einden: Mapping[str, set[str]]) -> None:
        """Go one step further; einden: the neighbours of each node of the border."""
        found: dict[str, set[str]] = {}
        for node, ends in einden.items():
            for end in ends - self._bereikt:
                found.setdefault(end, set()).add(node)
        self._bereikt |= found.keys()
        self._ouders |= found
        self.rand = set(found)

    def ouders_van(self, ends: Iterable[str]) -> dict[str, set[str]]:
        """From which nodes each node on a way to one of the ends was reached, in order of distance from the start."""
        needed, todo = set(ends), list(ends)
        while todo:
            for parent in self._ouders.get(todo.pop(), ()):
                if parent not in needed:
                    needed.add(parent)
                    todo.append(parent)
        return {node: parents for node, parents in self._ouders.items() if node in needed}


def _aantallen(ouders: Mapping[str, set[str]], start: str) -> dict[str, int]:
    """How many ways lead from the start to each node."""
    found = {start: 1}
    for node, parents in ouders.items():
        found[node] = sum(found[parent] for parent in parents)
    return found
