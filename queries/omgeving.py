"""The neighbourhood of a thing: what it is connected to, in one or two steps.

A gemeente has some twenty postcode areas, and an SWV has nothing but postcode areas. So, unless they are asked for,
postcode areas are folded: what lies in one is connected with what covers it, and the connection says by how many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from graph.facts import NO_PROPERTIES, Properties
from graph.snapshot import SnapRelation, Snapshot
from ontology.errors import SpeelveldError
from queries.wie.leerling import SECTOR

HOOGSTENS = 300
"""Nodes that a picture can show and a reader can take in."""

_PC4 = "pc4:"
_OVER_PC4 = ("IN_SWV_PO", "IN_SWV_VO", "IN_REGIO")
"""Relations from a postcode area to what covers it."""


@dataclass(frozen=True, slots=True)
class Knoop:
    """A node of the neighbourhood. afstand: steps from the start. bestaat: on the peildatum; else it was or will be."""

    id: str
    type: str
    naam: str
    afstand: int
    bestaat: bool


class Verbinding(NamedTuple):
    """A relation between two nodes, in the direction and with the dates of the record.

    postcodes: 0 when the record states the relation itself; else the number of postcode areas that it is folded from.
    Its leveringen are then those of all relations that were folded, and a start that one of them lacks is unknown.
    """

    van: str
    type: str
    naar: str
    geldig_van: date | None
    geldig_tot: date | None
    leveringen: tuple[str, ...]
    eigenschappen: Properties = NO_PROPERTIES
    postcodes: int = 0


@dataclass(frozen=True, slots=True)
class Weggelaten:
    """How many neighbours of a kind are not shown. omgekeerd: the relation leads from them to what is shown."""

    relatie: str
    omgekeerd: bool
    soort: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Omgeving:
    """The start first, then by distance; all chosen relations between what is shown; and what is not shown."""

    start: str
    knopen: tuple[Knoop, ...]
    relaties: tuple[Verbinding, ...]
    weggelaten: tuple[Weggelaten, ...]


def omgeving(
    snapshot: Snapshot,
    start: str,
    *,
    relaties: Collection[str] | None = None,
    diepte: int = 1,
    hoogstens: int = HOOGSTENS,
    postcodes: bool = False,
) -> Omgeving:
    """What lies around a node, along relations in both directions.

    relaties: names of relation types to follow; None for all. diepte: 1 or 2 steps. hoogstens: the most nodes, start
    included; the smallest groups (a relation and a kind of node) come first, and a group that does not fit is cut off
    by name. postcodes: show postcode areas as nodes instead of folding them. SpeelveldError when the start or a
    relation does not exist, or a number is out of bounds.
    """
    if start not in snapshot.nodes and start not in snapshot.voormalig:
        raise SpeelveldError(f"“{start}” is niet bekend", herstel="Zoek het id met “speelveld zoek”")
    if diepte not in (1, 2) or hoogstens < 1:
        raise SpeelveldError("de diepte is 1 of 2, en er is ten minste één knoop")
    return _Zoeker(snapshot, _gekozen(snapshot, relaties), folded=not postcodes).rond(start, diepte, hoogstens)


def _gekozen(snapshot: Snapshot, relaties: Collection[str] | None) -> frozenset[str]:
    known = snapshot.schema.relations
    for name in relaties or ():
        if name not in known:
            raise SpeelveldError(f"de relatie “{name}” bestaat niet", herstel=f"Kies uit: {', '.join(sorted(known))}")
    return frozenset(known if relaties is None else relaties)


_Groep = tuple[str, bool, str]
"""A relation, whether it was walked backwards, and the type of node at the other end."""


class _Zoeker:
    """Looks around in one snapshot along the chosen relations."""

    def __init__(self, snapshot: Snapshot, relaties: frozenset[str], *, folded: bool) -> None:
        self._snapshot, self._relaties, self._folded = snapshot, relaties, folded

    def rond(self, start: str, diepte: int, hoogstens: int) -> Omgeving:
        afstand = {start: 0}
        seen: dict[_Groep, set[str]] = defaultdict(set)
        border = [start]
        for step in range(1, diepte + 1):
            groups: dict[_Groep, set[str]] = defaultdict(set)
            for node in border:
                for item in self._verbindingen(node):
                    back = item.naar == node
                    end = item.van if back else item.naar
                    if end not in afstand:
                        groups[item.type, back, self._type(end)].add(end)
            border = []
            for group in sorted(groups, key=lambda name: (len(groups[name]), name)):
                seen[group] |= groups[group]
                if self._folded and group[2] == "Postcodegebied":
                    continue
                for end in self._op_naam(groups[group] - afstand.keys()):
                    if len(afstand) < hoogstens:
                        afstand[end] = step
                        border.append(end)
        left = {group: len(ends - afstand.keys()) for group, ends in seen.items()}
        return Omgeving(
            start,
            tuple(self._knoop(node, steps) for node, steps in afstand.items()),
            tuple(self._tussen(afstand)),
            tuple(Weggelaten(*group, left[group]) for group in sorted(left) if left[group]),
        )

    def _op_naam(self, ends: Iterable[str]) -> list[str]:
        return sorted(ends, key=lambda node: (self._snapshot.naam(node).casefold(), node))

    def _type(self, node: str) -> str:
        return self._snapshot.schema.by_prefix[node.partition(":")[0]].naam

    def _knoop(self, node: str, afstand: int) -> Knoop:
        return Knoop(node, self._type(node), self._snapshot.naam(node), afstand, node in self._snapshot.nodes)

    def _tussen(self, shown: Collection[str]) -> Iterator[Verbinding]:
        """The relations between what is shown, each once."""
        for node in shown:
            for item in sorted(self._verbindingen(node, back=False), key=lambda found: (found.type, found.naar)):
                if item.naar in shown:
                    yield item

    def _verbindingen(self, node: str, *, back: bool = True) -> Iterator[Verbinding]:
        """The relations that begin at a node and, with back, those that end at it; then those over postcode areas."""
        kind = self._type(node)
        known: set[tuple[str, str, str]] = set()
        for name in sorted(self._relaties):
            relation = self._snapshot.schema.relations[name]
            found = self._snapshot.out(node, name) if kind in relation.van else ()
            if back and kind in relation.naar:
                found += self._snapshot.into(node, name)
            for item in found:
                known.add((item.van, name, item.naar))
                yield Verbinding(*item[:5], (item.levering,), item.eigenschappen)
        if self._folded:
            yield from (
                item for item in self._gevouwen(node, kind, back=back) if (item.van, item.type, item.naar) not in known
            )

    def _gevouwen(self, node: str, kind: str, *, back: bool) -> Iterator[Verbinding]:
        """Connections over postcode areas: of what lies in them with what covers them."""
        pairs: dict[tuple[str, str, str], list[tuple[SnapRelation, SnapRelation]]] = defaultdict(list)
        covering = [name for name in _OVER_PC4 if name in self._relaties]
        if kind in ("Gemeente", "Vestiging"):
            for inside in self._in_pc4(node, kind):
                pc4 = inside.van if kind == "Gemeente" else inside.naar
                for name in covering:
                    for over in self._snapshot.out(pc4, name):
                        if self._past(node, name):
                            pairs[node, name, over.naar].append((inside, over))
        elif back and kind in ("Samenwerkingsverband", "Regio"):
            for name in covering:
                for over in self._snapshot.into(node, name):
                    if over.van.startswith(_PC4):
                        for inside in self._snapshot.out(over.van, "IN_GEMEENTE"):
                            pairs[inside.naar, name, node].append((inside, over))
                        for inside in self._snapshot.into(over.van, "IN_PC4"):
                            if self._past(inside.van, name):
                                pairs[inside.van, name, node].append((inside, over))
        for (van, name, naar), found in pairs.items():
            yield _vouw(van, name, naar, found)

    def _in_pc4(self, node: str, kind: str) -> Iterator[SnapRelation]:
        if kind == "Vestiging":
            return iter(self._snapshot.out(node, "IN_PC4"))
        return (item for item in self._snapshot.into(node, "IN_GEMEENTE") if item.van.startswith(_PC4))

    def _past(self, node: str, name: str) -> bool:
        """Whether the SWV of a sector concerns what lies there: a school for vo has nothing to do with the SWV PO."""
        found = self._snapshot.node(node)
        soorten = found.eigenschappen.get("onderwijssoort") if found and found.type == "Vestiging" else None
        if name == "IN_REGIO" or not isinstance(soorten, tuple):
            return True
        return name.removeprefix("IN_SWV_") in {_SECTOR.get(soort) for soort in soorten}


_SECTOR = SECTOR | {"bo": "PO"}


def _vouw(van: str, name: str, naar: str, pairs: Collection[tuple[SnapRelation, SnapRelation]]) -> Verbinding:
    """One connection for all postcode areas: it begins with the first of them and ends with the last."""
    starts = [None if None in (a.geldig_van, b.geldig_van) else max(_days(a, b, "geldig_van")) for a, b in pairs]
    ends = [min(_days(a, b, "geldig_tot"), default=None) for a, b in pairs]
    leveringen = dict.fromkeys(item.levering for pair in pairs for item in pair)
    return Verbinding(
        van,
        name,
        naar,
        None if None in starts else min(day for day in starts if day),
        None if None in ends else max(day for day in ends if day),
        tuple(sorted(leveringen)),
        postcodes=len(pairs),
    )


def _days(one: SnapRelation, other: SnapRelation, name: str) -> list[date]:
    return [day for item in (one, other) if (day := getattr(item, name)) is not None]
