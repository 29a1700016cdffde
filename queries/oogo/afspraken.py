"""The agreements of an area: in force, ending soon, over, to come, or of unknown date; with parties and functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.facts import Node
from graph.snapshot import SnapNode, SnapRelation, Snapshot
from queries.looptijd import GELDIG, STATUSSEN, in_looptijd, looptijden, voorkeur

BINNENKORT_MAANDEN = 12
"""An agreement that ends within so many months is to be renewed now."""


@dataclass(frozen=True, slots=True)
class Partij:
    """Who signed, in which role (may be empty)."""

    id: str
    rol: str


@dataclass(frozen=True, slots=True)
class Functie:
    """A function that the agreement names. vestigingen: where, if it names any; soorten: at which kinds of school."""

    naam: str
    vestigingen: tuple[str, ...]
    soorten: tuple[str, ...]
    uitvoerders: tuple[str, ...]
    sleutel: str


@dataclass(frozen=True, slots=True)
class Afspraak:
    """An agreement as it stands on the peildatum. gebieden: where it holds. regels: ids of the rules it settles."""

    id: str
    titel: str
    soort: str
    doel: str
    status: str
    geldig_van: date | None
    geldig_tot: date | None
    loopt_af: bool
    gebieden: tuple[str, ...]
    partijen: tuple[Partij, ...]
    functies: tuple[Functie, ...]
    soorten: tuple[str, ...]
    regels: tuple[str, ...]
    bron: str
    zekerheid: str
    opmerking: str
    levering: str

    @property
    def vernieuwen(self) -> bool:
        """Whether it is over, or ends soon."""
        return self.loopt_af or self.status == "verlopen"


def afspraken(gebieden: Iterable[str], snapshot: Snapshot) -> tuple[Afspraak, ...]:
    """The agreements that hold, held or will hold in one of these areas: those in force first, then by title."""
    best: dict[str, tuple[str, SnapRelation]] = {}
    areas: dict[str, list[str]] = {}
    for gebied in gebieden:
        for status, relation in looptijden(gebied, snapshot):
            areas.setdefault(relation.van, []).append(gebied)
            known = best.get(relation.van)
            if known is None or voorkeur(status, relation) < voorkeur(*known):
                best[relation.van] = status, relation
    found = [_afspraak(status, held, tuple(areas[key]), snapshot) for key, (status, held) in best.items()]
    return tuple(sorted(found, key=lambda item: (STATUSSEN.index(item.status), item.titel)))


def maanden_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month when it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError  # every month has 28 days


def _afspraak(status: str, held: SnapRelation, areas: tuple[str, ...], snapshot: Snapshot) -> Afspraak:
    node = _node(held.van, snapshot)
    parties = in_looptijd(held.van, "PARTIJ_BIJ", status, held, snapshot, into=True)
    posts = in_looptijd(held.van, "IN_AFSPRAAK", status, held, snapshot, into=True)
    soon = maanden_later(snapshot.peildatum, BINNENKORT_MAANDEN)
    return Afspraak(
        held.van,
        node.naam or held.van,
        _text(node, "soort"),
        _text(node, "doel"),
        status,
        held.geldig_van,
        held.geldig_tot,
        status == GELDIG and held.geldig_tot is not None and held.geldig_tot <= soon,
        tuple(dict.fromkeys(areas)),
        tuple(Partij(item.van, str(item.eigenschappen.get("rol", ""))) for item in parties),
        tuple(_functie(item.van, status, held, snapshot) for item in posts),
        _texts(node, "onderwijssoort"),
        _texts(node, "regels"),
        _text(node, "herkomst"),
        _text(node, "zekerheid"),
        _text(node, "opmerking"),
        held.levering,
    )


def _functie(functie: str, status: str, held: SnapRelation, snapshot: Snapshot) -> Functie:
    node = _node(functie, snapshot)
    sites = in_looptijd(functie, "FUNCTIE_BIJ", status, held, snapshot, into=False)
    by = in_looptijd(functie, "UITGEVOERD_DOOR", status, held, snapshot, into=False)
    return Functie(
        node.naam or functie,
        tuple(item.naar for item in sites),
        _texts(node, "onderwijssoort"),
        tuple(item.naar for item in by),
        _text(node, "sleutel"),
    )


def _node(node_id: str, snapshot: Snapshot) -> SnapNode | Node:
    return snapshot.nodes.get(node_id) or snapshot.voormalig[node_id]


def _text(node: SnapNode | Node, name: str) -> str:
    return str(node.eigenschappen.get(name, ""))


def _texts(node: SnapNode | Node, name: str) -> tuple[str, ...]:
    found = node.eigenschappen.get(name, ())
    return found if isinstance(found, tuple) else ()
