"""What the page of one node shows: facts, relations by kind, history and sources, ready for a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from app.namen import code_voor_mensen
from app.woorden import getal, opsomming
from graph.aantallen import getoond
from graph.delivery import Levering
from graph.facts import Properties, Value
from graph.snapshot import SnapRelation, Snapshot
from ontology.schema import NodeType

_ADRES = ("straat", "huisnummer", "postcode", "plaats")
# Said in a place of their own, or of use to programs only.
_NIET_ALS_FEIT = frozenset(
    {*_ADRES, "lat", "lon", "opmerking", "zekerheid", "herkomst", "leerlingenReeks", "leerlingenPeiljaar"}
    | {"overdracht", "escalatie", "doel", "sleutel", "bron"}
    | {"woonplaatsenLeerlingen", "woonplaatsenPeiljaar"}  # by gemeente on the page with all divisions
)
_ZEKER = ("", "hoog", "gevonden")


@dataclass(frozen=True, slots=True)
class Feit:
    """A line of the facts: a label with a text, and where it leads when it is an address on the web."""

    label: str
    tekst: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Lid:
    """The other end of a relation. meer: what the relation itself says; onzeker: how its source doubts it."""

    id: str
    naam: str
    code: str
    geldig_van: date | None
    geldig_tot: date | None
    meer: str
    onzeker: str
    bron: int


@dataclass(frozen=True, slots=True)
class Groep:
    """All relations of one kind with one kind of thing, such as the postcode areas in a gemeente."""

    label: str
    relatie: str
    soort: NodeType
    leden: tuple[Lid, ...]

    @property
    def enkel(self) -> bool:
        """Whether there is only one."""
        return len(self.leden) == 1


@dataclass(frozen=True, slots=True)
class Vroeger:
    """What held on another day. leden: the names, which have the same dates and source."""

    label: str
    soort: NodeType
    leden: tuple[tuple[str, str], ...]
    geldig_van: date | None
    geldig_tot: date | None
    bron: int


@dataclass(frozen=True, slots=True)
class Beeld:
    """The whole page. bestaat: on the peildatum. waar: what it belongs to; heeft: what belongs to it."""

    id: str
    naam: str
    code: str
    soort: NodeType
    bestaat: bool
    landelijk: bool
    geldig_van: date | None
    geldig_tot: date | None
    laatste_dag: date | None
    feiten: tuple[Feit, ...]
    doel: str
    opmerking: str
    onzeker: str
    herkomst: str
    reeks: tuple[tuple[str, str], ...]
    overdracht: tuple[str, ...]
    escalatie: tuple[str, ...]
    waar: tuple[Groep, ...]
    heeft: tuple[Groep, ...]
    opvolgers: tuple[Lid, ...]
    voorgangers: tuple[Lid, ...]
    vroeger: tuple[Vroeger, ...]
    straks: tuple[Vroeger, ...]
    bronnen: tuple[Levering, ...]


class _Bronnen:
    """Numbers the deliveries in the order in which the page names them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._numbers: dict[str, int] = {}

    def nummer(self, levering: str) -> int:
        return self._numbers.setdefault(levering, len(self._numbers) + 1)

    def lijst(self) -> tuple[Levering, ...]:
        return tuple(self._snapshot.leveringen[key] for key in self._numbers)


def beeld(node_id: str, snapshot: Snapshot) -> Beeld | None:
    """The page of a node; None when no source ever named it."""
    node, former = snapshot.node(node_id), snapshot.voormalig.get(node_id)
    properties: Properties
    if node is not None:
        properties, van, tot = node.eigenschappen, node.geldig_van, node.geldig_tot
    elif former is not None:
        properties, van, tot = former.eigenschappen, former.geldig_van, former.geldig_tot
    else:
        return None
    kind = snapshot.schema.type_of(node_id)
    properties = getoond(properties, kind.eigenschappen)
    sources = _Bronnen(snapshot)
    for levering in node.leveringen if node else ():
        sources.nummer(levering)
    waar = tuple(_groepen(node_id, snapshot, sources, back=False))
    heeft = tuple(_groepen(node_id, snapshot, sources, back=True))
    return Beeld(
        id=node_id,
        naam=snapshot.naam(node_id),
        code=code_voor_mensen(node_id, snapshot),
        soort=kind,
        bestaat=node is not None,
        landelijk=properties.get("landelijk") is True,
        geldig_van=van,
        geldig_tot=tot,
        laatste_dag=tot - timedelta(days=1) if tot and tot > date.min else None,
        feiten=tuple(_feiten(kind, properties)),
        doel=_tekst(properties.get("doel")),
        opmerking=_tekst(properties.get("opmerking")),
        onzeker=_onzeker(properties),
        herkomst=_tekst(properties.get("herkomst")),
        reeks=_reeks(properties.get("leerlingenReeks")),
        overdracht=_teksten(properties.get("overdracht")),
        escalatie=_teksten(properties.get("escalatie")),
        waar=waar,
        heeft=heeft,
        opvolgers=_leden(snapshot.out(node_id, "OPGEGAAN_IN"), snapshot, sources, back=False),
        voorgangers=_leden(snapshot.into(node_id, "OPGEGAAN_IN"), snapshot, sources, back=True),
        vroeger=_andere_dagen(node_id, snapshot, sources, later=False),
        straks=_andere_dagen(node_id, snapshot, sources, later=True),
        bronnen=sources.lijst(),
    )


# -- facts


def _feiten(kind: NodeType, properties: Properties) -> Iterator[Feit]:
    address = _adres(properties)
    if address:
        yield Feit("adres", address)
    for name, prop in kind.eigenschappen.items():
        value = properties.get(name)
        if value is None or name in _NIET_ALS_FEIT:
            continue
        text = _waarde(value)
        if name == "leerlingen":
            text = f"{text}{f' ({year})' if (year := properties.get('leerlingenPeiljaar')) else ''}"
        yield Feit(prop.label, text, text if name == "website" and weblink(text) else "")


def weblink(text: str) -> bool:
    """Whether a text is an address on the web, and nothing that a browser would run."""
    return urlsplit(text).scheme in ("http", "https")


def _adres(properties: Properties) -> str:
    street = " ".join(_tekst(properties.get(name)) for name in ("straat", "huisnummer")).strip()
    place = " ".join(_tekst(properties.get(name)) for name in ("postcode", "plaats")).strip()
    return ", ".join(part for part in (street, place) if part)


def _waarde(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int):
        return getal(value)
    if isinstance(value, tuple):
        return opsomming([item.replace(" | ", ": ") for item in value])
    return str(value).replace(".", ",") if isinstance(value, float) else value


def _tekst(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _teksten(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _onzeker(properties: Properties) -> str:
    found = _tekst(properties.get("zekerheid"))
    return "" if found in _ZEKER else found


def _reeks(value: Value | None) -> tuple[tuple[str, str], ...]:
    """Pupils by year, the newest first."""
    pairs = [item.partition("=")[::2] for item in _teksten(value)]
    return tuple(sorted(pairs, reverse=True))


# -- relations


def _groepen(node_id: str, snapshot: Snapshot, sources: _Bronnen, *, back: bool) -> Iterator[Groep]:
    for name, relation in snapshot.schema.relations.items():
        if name == "OPGEGAAN_IN":
            continue
        by_kind: dict[str, list[SnapRelation]] = {}
        for item in snapshot.into(node_id, name) if back else snapshot.out(node_id, name):
            end = snapshot.node(item.van if back else item.naar)
            if end is not None:
                by_kind.setdefault(end.type, []).append(item)
        for kind, found in by_kind.items():
            label = relation.omgekeerd if back else relation.label
            if name.startswith("IN_") and not back:
                label = snapshot.schema.nodes[kind].label  # “jeugdregio” says more than “hoort bij”
            members = _leden(found, snapshot, sources, back=back)
            yield Groep(label, name, snapshot.schema.nodes[kind], members)


def _leden(found: Iterable[SnapRelation], snapshot: Snapshot, sources: _Bronnen, *, back: bool) -> tuple[Lid, ...]:
    members = []
    for item in found:
        end = item.van if back else item.naar
        members.append(
            Lid(
                id=end,
                naam=snapshot.naam(end),
                code=code_voor_mensen(end, snapshot),
                geldig_van=item.geldig_van,
                geldig_tot=item.geldig_tot,
                meer=_meer(item.eigenschappen),
                onzeker=_onzeker(item.eigenschappen),
                bron=sources.nummer(item.levering),
            )
        )
    return tuple(sorted(members, key=lambda member: (member.naam.casefold(), member.code)))


def _meer(properties: Properties) -> str:
    """What the relation itself says: a role, a share, a remark."""
    parts = []
    share = properties.get("aandeel")
    if isinstance(share, float) and share < 1:
        parts.append(f"voor {share:.0%}")
    said = (_tekst(properties.get(name)) for name in ("rol", "perceel", "opmerking"))
    parts += [text for text in said if text]
    return "; ".join(parts)


# -- other days


def _andere_dagen(node_id: str, snapshot: Snapshot, sources: _Bronnen, *, later: bool) -> tuple[Vroeger, ...]:
    """Relations that held before the peildatum, or hold after it; those with the same dates and source together."""
    groups: dict[tuple[str, str, date | None, date | None, str], list[str]] = {}
    for item in snapshot.op_andere_dagen(node_id):
        ahead = item.geldig_van is not None and item.geldig_van > snapshot.peildatum
        if ahead is not later or item.type == "OPGEGAAN_IN":
            continue
        back = item.naar == node_id
        relation = snapshot.schema.relations[item.type]
        end = item.van if back else item.naar
        label = relation.omgekeerd if back else relation.label
        kind = snapshot.schema.type_of(end).naam
        groups.setdefault((label, kind, item.geldig_van, item.geldig_tot, item.levering), []).append(end)
    found = [
        Vroeger(
            label,
            snapshot.schema.nodes[kind],
            tuple(sorted(((end, snapshot.naam(end)) for end in set(ends)), key=lambda pair: pair[1])),
            van,
            tot,
            sources.nummer(levering),
        )
        for (label, kind, van, tot, levering), ends in groups.items()
    ]
    return tuple(sorted(found, key=lambda item: (item.geldig_tot or date.max, item.label), reverse=not later))
