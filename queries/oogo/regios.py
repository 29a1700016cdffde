"""The regions and bodies that cross an area: which of its gemeenten belong to each, and who acts for it.

A group is one division (jeugdregio's, GGD's, ...) or one kind of body that works by gemeente or by region. A gemeente
belongs whole to each of these, also when only a part of it lies in the area of the plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.aantallen import Aantal, totaal
from graph.snapshot import SnapRelation, Snapshot
from queries.oogo.gebied import Gebied

Weg = tuple[str, tuple[SnapRelation, ...]]
"""An end, and the relations that lead to it."""


@dataclass(frozen=True, slots=True)
class Uitvoerder:
    """Who acts for a region, in which role; `relatie` says so."""

    id: str
    rol: str
    relatie: SnapRelation


@dataclass(frozen=True, slots=True)
class Regio:
    """A region or body with the gemeenten of the area that belong to it.

    buiten: how many gemeenten outside the area belong to it too. leerlingen: primary pupils who live in its part of the
    area. relaties: what says so, one a gemeente.
    """

    id: str
    gemeenten: tuple[str, ...]
    buiten: int
    leerlingen: Aantal | None
    uitvoerders: tuple[Uitvoerder, ...]
    relaties: tuple[SnapRelation, ...]

    @property
    def opmerkingen(self) -> tuple[str, ...]:
        """What the sources themselves doubt about it, each once."""
        found = (str(item.eigenschappen.get("opmerking", "")) for item in self._alle())
        return tuple(dict.fromkeys(text for text in found if text))

    @property
    def zekerheid(self) -> tuple[str, ...]:
        """The certainties that the sources give, each once; none when they are sure."""
        found = (str(item.eigenschappen.get("zekerheid", "")) for item in self._alle())
        return tuple(dict.fromkeys(text for text in found if text))

    @property
    def leveringen(self) -> frozenset[str]:
        """The deliveries that say so."""
        return frozenset(item.levering for item in self._alle())

    def _alle(self) -> Iterator[SnapRelation]:
        yield from self.relaties
        yield from (item.relatie for item in self.uitvoerders)


@dataclass(frozen=True, slots=True)
class Groep:
    """A division or a kind of body. zonder: gemeenten of the area of which the record names none.

    indeling: whether every gemeente has exactly one. landelijk: bodies of this kind that work in the whole country.
    """

    code: str
    titel: str
    regios: tuple[Regio, ...]
    zonder: tuple[str, ...]
    indeling: bool
    landelijk: tuple[str, ...] = ()

    @property
    def verdeelt(self) -> bool:
        """Whether the area lies in more than one."""
        return len(self.regios) > 1


@dataclass(frozen=True, slots=True)
class Leden:
    """By code of a group: all gemeenten of each of its regions, and those of its bodies that work everywhere."""

    gemeenten: Mapping[str, Mapping[str, frozenset[str]]]
    landelijk: Mapping[str, tuple[str, ...]]


def leden(snapshot: Snapshot) -> Leden:
    """The gemeenten of all regions of the country; made once, and asked for many areas."""
    found: dict[str, dict[str, set[str]]] = {kind.code: defaultdict(set) for kind in GROEPEN}
    for node in snapshot.of_type("Gemeente"):
        for kind in GROEPEN:
            for end, _ in kind.weg(node.id, snapshot):
                found[kind.code][end].add(node.id)
    return Leden(
        {code: {end: frozenset(members) for end, members in ends.items()} for code, ends in found.items()},
        {kind.code: _landelijk(kind, snapshot) for kind in GROEPEN},
    )


def regios(area: Gebied, members: Leden, snapshot: Snapshot) -> tuple[Groep, ...]:
    """All groups, those of which every gemeente has one first."""
    return tuple(_groep(kind, area, members, snapshot) for kind in GROEPEN) + _eigen(area, snapshot)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a group is found. weg: from a gemeente to its regions. indeling: every gemeente has exactly one.

    landelijk: the node type of which some work in the whole country.
    """

    code: str
    titel: str
    weg: Callable[[str, Snapshot], Iterable[Weg]]
    indeling: bool = True
    landelijk: str = ""


def _naar(relation: str) -> Callable[[str, Snapshot], Iterable[Weg]]:
    """Along one relation."""
    return lambda gemeente, snapshot: ((item.naar, (item,)) for item in snapshot.out(gemeente, relation))


def _werkt_in(soort: str, via: str = "") -> Callable[[str, Snapshot], Iterable[Weg]]:
    """Bodies of a type that work in the gemeente, or in the region to which it belongs (via)."""

    def weg(gemeente: str, snapshot: Snapshot) -> Iterator[Weg]:
        places = snapshot.out(gemeente, via) if via else ()
        for place, steps in [(item.naar, (item,)) for item in places] if via else [(gemeente, ())]:
            for item in snapshot.into(place, "WERKT_IN"):
                node = snapshot.node(item.van)
                if node and node.type == soort:
                    yield item.van, (*steps, item)

    return weg


def _inkoop(gemeente: str, snapshot: Snapshot) -> Iterator[Weg]:
    """Who buys youth care: for the jeugdregio of the gemeente, or for the gemeente itself."""
    found: dict[str, tuple[SnapRelation, ...]] = {}
    for region in snapshot.out(gemeente, "IN_JEUGDREGIO"):
        for item in snapshot.out(region.naar, "UITGEVOERD_DOOR"):
            found.setdefault(item.naar, (region, item))
    for end, steps in _werkt_in("Organisatie")(gemeente, snapshot):
        found.setdefault(end, steps)
    yield from found.items()


GROEPEN = (
    _Kind("jeugdregio", "Jeugdregio's", _naar("IN_JEUGDREGIO")),
    _Kind("doorstroompuntregio", "Doorstroompuntregio's", _naar("IN_DOORSTROOMPUNTREGIO")),
    _Kind("ggd", "GGD's", _naar("IN_GGDREGIO")),
    _Kind("zorgkantoorregio", "Zorgkantoorregio's", _naar("IN_ZORGKANTOORREGIO")),
    _Kind("arbeidsmarktregio", "Arbeidsmarktregio's", _naar("IN_ARBEIDSMARKTREGIO")),
    _Kind("veiligheidsregio", "Veiligheidsregio's", _naar("IN_VEILIGHEIDSREGIO")),
    _Kind("provincie", "Provincies", _naar("IN_PROVINCIE")),
    _Kind("veiligthuis", "Veilig Thuis", _werkt_in("VeiligThuis")),
    _Kind(
        "gi",
        "Gecertificeerde instellingen",
        _werkt_in("GecertificeerdeInstelling", "IN_JEUGDREGIO"),
        indeling=False,
        landelijk="GecertificeerdeInstelling",
    ),
    _Kind("inkoop", "Inkooporganisaties jeugdhulp", _inkoop, indeling=False),
    _Kind("leerplicht", "Leerplichtbureaus", _naar("LEERPLICHT_DOOR"), indeling=False),
    _Kind("lokaalteam", "Lokale teams", _naar("HEEFT_LOKAAL_TEAM"), indeling=False),
    _Kind("regeling", "Gemeenschappelijke regelingen", _naar("NEEMT_DEEL_AAN"), indeling=False),
)
CODES = frozenset(kind.code for kind in GROEPEN)


def _groep(kind: _Kind, area: Gebied, members: Leden, snapshot: Snapshot) -> Groep:
    found: dict[str, list[str]] = defaultdict(list)
    relations: dict[str, list[SnapRelation]] = defaultdict(list)
    missing = []
    for part in area.gemeenten:
        ends = [(end, steps) for end, steps in kind.weg(part.id, snapshot) if snapshot.node(end)]
        for end, steps in ends:
            found[end].append(part.id)
            relations[end].extend(steps)
        if not ends:
            missing.append(part.id)
    made = [
        Regio(
            end,
            tuple(gemeenten),
            len(members.gemeenten[kind.code][end] - set(gemeenten)),
            _leerlingen(gemeenten, area),
            tuple(_uitvoerders(end, snapshot)),
            tuple(relations[end]),
        )
        for end, gemeenten in found.items()
    ]
    made.sort(key=lambda item: (-len(item.gemeenten), -(item.leerlingen.minst if item.leerlingen else 0), item.id))
    return Groep(kind.code, kind.titel, tuple(made), tuple(missing), kind.indeling, members.landelijk[kind.code])


def _landelijk(kind: _Kind, snapshot: Snapshot) -> tuple[str, ...]:
    if not kind.landelijk:
        return ()
    nodes = (node for node in snapshot.of_type(kind.landelijk) if node.eigenschappen.get("landelijk"))
    return tuple(sorted(node.id for node in nodes))


def _leerlingen(gemeenten: Iterable[str], area: Gebied) -> Aantal | None:
    wanted = set(gemeenten)
    known = [item.leerlingen for item in area.gemeenten if item.id in wanted and item.leerlingen is not None]
    return totaal(known) if known else None


def _uitvoerders(region: str, snapshot: Snapshot) -> Iterator[Uitvoerder]:
    for item in snapshot.out(region, "UITGEVOERD_DOOR"):
        yield Uitvoerder(item.naar, str(item.eigenschappen.get("rol", "voert uit")), item)
    for item in snapshot.out(region, "HEEFT_CONTACTGEMEENTE"):
        yield Uitvoerder(item.naar, "contactgemeente", item)


def _eigen(area: Gebied, snapshot: Snapshot) -> tuple[Groep, ...]:
    """Divisions that a user delivered (template regio's), by gemeente or by postcode area."""
    by_division: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    relations: dict[str, list[SnapRelation]] = defaultdict(list)
    for part in area.gemeenten:
        for start in (part.id, *part.pc4):
            for item in snapshot.out(start, "IN_REGIO"):
                node = snapshot.node(item.naar)
                if node:
                    by_division[str(node.eigenschappen.get("indeling", ""))][item.naar].add(part.id)
                    relations[item.naar].append(item)
    return tuple(
        Groep(
            f"regio-{number}",
            division or "Andere regio's",
            tuple(
                Regio(
                    region,
                    tuple(part.id for part in area.gemeenten if part.id in gemeenten),
                    0,
                    None,
                    tuple(_uitvoerders(region, snapshot)),
                    tuple(relations[region]),
                )
                for region, gemeenten in sorted(found.items())
            ),
            tuple(part.id for part in area.gemeenten if not any(part.id in item for item in found.values())),
            indeling=False,
        )
        for number, (division, found) in enumerate(sorted(by_division.items()), start=1)
    )
