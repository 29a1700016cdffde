"""How a thing is connected with others: its relations in both directions, with postcode areas folded unless asked for.

A gemeente has some twenty postcode areas, and an SWV has nothing but postcode areas. So what lies in a postcode area is
connected with what covers it, and the connection says by how many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from graph.facts import NO_PROPERTIES, Properties
from graph.snapshot import SnapRelation, Snapshot
from ontology.errors import SpeelveldError
from queries.wie.leerling import SECTOR

PC4 = "pc4:"
_OVER_PC4 = ("IN_SWV_PO", "IN_SWV_VO", "IN_REGIO")
"""Relations from a postcode area to what covers it."""
_SECTOR = SECTOR | {"bo": "PO"}


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


_Paar = tuple[str, str, str, SnapRelation, SnapRelation]
"""From, relation type and to of a folded connection; how the one lies in a postcode area, and the other covers it."""


_GEEN_VERBAND = {"HEEFT_GRENS"}  # the line of its own border connects a gemeente with nothing


class Verbindingen:
    """Looks around in one snapshot along the chosen relations (names of relation types; None for all that connect)."""

    def __init__(self, snapshot: Snapshot, relaties: Collection[str] | None = None, *, folded: bool = True) -> None:
        """SpeelveldError when a relation does not exist."""
        known = snapshot.schema.relations
        for name in relaties or ():
            if name not in known:
                raise SpeelveldError(
                    f"de relatie “{name}” bestaat niet", herstel=f"Kies uit: {', '.join(sorted(known))}"
                )
        self._snapshot, self._folded = snapshot, folded
        self._relaties = sorted(known.keys() - _GEEN_VERBAND if relaties is None else set(relaties))
        self._covering = [name for name in _OVER_PC4 if name in self._relaties]
        self._begin = {
            kind: [name for name in self._relaties if kind in known[name].van] for kind in snapshot.schema.nodes
        }
        self._end = {
            kind: [name for name in self._relaties if kind in known[name].naar] for kind in snapshot.schema.nodes
        }

    def soort(self, node: str) -> str:
        """The type of a node, by its id."""
        return self._snapshot.schema.by_prefix[node.partition(":")[0]].naam

    def van(self, node: str, *, back: bool = True) -> Iterator[Verbinding]:
        """The relations that begin at a node and, with back, those that end at it; then those over postcode areas."""
        kind = self.soort(node)
        known: set[tuple[str, str, str]] = set()
        for name in self._begin[kind]:
            for item in self._snapshot.out(node, name):
                known.add(item[:3])
                yield Verbinding(*item[:5], (item.levering,), item.eigenschappen)
        for name in self._end[kind] if back else ():
            for item in self._snapshot.into(node, name):
                known.add(item[:3])
                yield Verbinding(*item[:5], (item.levering,), item.eigenschappen)
        if self._folded:
            yield from (item for item in self._gevouwen(node, kind, back=back) if item[:3] not in known)

    def tussen(self, one: str, other: str) -> list[Verbinding]:
        """All connections between two nodes, in whichever direction the record has them."""
        found = [
            Verbinding(*item[:5], (item.levering,), item.eigenschappen)
            for begin, end in ((one, other), (other, one))
            for name in self._begin[self.soort(begin)]
            for item in self._snapshot.out(begin, name)
            if item.naar == end
        ]
        known = {item[:3] for item in found}
        for begin, end in ((one, other), (other, one)) if self._folded else ():
            pairs: dict[str, list[tuple[SnapRelation, SnapRelation]]] = defaultdict(list)
            for _, name, naar, inside, over in self._paren(begin, self.soort(begin), back=False):
                if naar == end and (begin, name, end) not in known:
                    pairs[name].append((inside, over))
            found += [_vouw(begin, name, end, stated) for name, stated in pairs.items()]
        return found

    def einden(self, node: str, ook: Collection[str] = ()) -> set[str]:
        """What a node is connected with. When postcode areas are folded: none of them, but for those in `ook`."""
        kind, look = self.soort(node), self._snapshot
        found = {item.naar for name in self._begin[kind] for item in look.out(node, name)}
        found.update(item.van for name in self._end[kind] for item in look.into(node, name))
        if self._folded:
            found = {end for end in found if not end.startswith(PC4) or end in ook}
            found.update(van if van != node else naar for van, _, naar, _, _ in self._paren(node, kind, back=True))
        return found

    def _gevouwen(self, node: str, kind: str, *, back: bool) -> Iterator[Verbinding]:
        """Connections over postcode areas: of what lies in them with what covers them."""
        pairs: dict[tuple[str, str, str], list[tuple[SnapRelation, SnapRelation]]] = defaultdict(list)
        for van, name, naar, inside, over in self._paren(node, kind, back=back):
            pairs[van, name, naar].append((inside, over))
        for (van, name, naar), found in pairs.items():
            yield _vouw(van, name, naar, found)

    def _paren(self, node: str, kind: str, *, back: bool) -> Iterator[_Paar]:
        if kind in ("Gemeente", "Vestiging"):
            for inside in self._in_pc4(node, kind):
                pc4 = inside.van if kind == "Gemeente" else inside.naar
                for name in self._covering:
                    for over in self._snapshot.out(pc4, name):
                        if self._past(node, name):
                            yield node, name, over.naar, inside, over
        elif back and kind in ("Samenwerkingsverband", "Regio"):
            for name in self._covering:
                for over in self._snapshot.into(node, name):
                    if over.van.startswith(PC4):
                        for inside in self._snapshot.out(over.van, "IN_GEMEENTE"):
                            yield inside.naar, name, node, inside, over
                        for inside in self._snapshot.into(over.van, "IN_PC4"):
                            if self._past(inside.van, name):
                                yield inside.van, name, node, inside, over

    def _in_pc4(self, node: str, kind: str) -> Iterator[SnapRelation]:
        if kind == "Vestiging":
            return iter(self._snapshot.out(node, "IN_PC4"))
        return (item for item in self._snapshot.into(node, "IN_GEMEENTE") if item.van.startswith(PC4))

    def _past(self, node: str, name: str) -> bool:
        """Whether what covers a place concerns what lies there.

        A school for vo has nothing to do with the SWV PO, and a school of a national SWV nothing with a regional one.
        """
        if name == "IN_REGIO" or not node.startswith("vestiging:"):
            return True
        found = self._snapshot.node(node)
        kinds = found.eigenschappen.get("onderwijssoort") if found else None
        sectors = {_SECTOR.get(kind) for kind in kinds} if isinstance(kinds, tuple) else {"PO", "VO"}
        return name.removeprefix("IN_SWV_") in sectors and not self._snapshot.out(node, "IN_LANDELIJK_SWV")


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
