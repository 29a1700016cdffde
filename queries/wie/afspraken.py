"""The agreements that matter for a pupil: those of the areas of the school and of the home, with who sits where.

An agreement that is over, or still to come, is given too; `status` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from graph.facts import Node, Properties
from graph.gebied import Areas, areas_of_gemeente, areas_of_pc4, areas_of_vestiging
from graph.snapshot import SnapNode, SnapRelation, Snapshot
from ontology.rules import Key
from queries.looptijd import STATUSSEN, in_looptijd, looptijden, voorkeur
from queries.wie.leerling import SECTOR, Leerling, Place
from queries.wie.sleutels import Sleutels, Stap, Uitkomst

SCHOOL, WOONPLAATS = "school", "woonplaats"
NIET_GENOEMD = "De afspraak noemt niet wie dit doet."
SLEUTEL_IN_TEKST = re.compile(r"\{(\w*)\}")
_SECTOR = SECTOR | {"bo": "PO"}


@dataclass(frozen=True, slots=True)
class Partij:
    """Who signed, by id, and in which role (may be empty)."""

    id: str
    rol: str


@dataclass(frozen=True, slots=True)
class Gebied:
    """An area of the agreement in which the school (`via` school) or the home (`via` woonplaats) lies."""

    id: str
    via: str
    stappen: tuple[Stap, ...]


@dataclass(frozen=True, slots=True)
class Functie:
    """A function on the school of the pupil.

    zetel: who fills it for this pupil (`eind`), what must be known for that (`nodig`), or what the record lacks.
    zetel_bij_school: the same for a pupil who lives next to the school; only for a seat that follows from a key.
    """

    id: str
    naam: str
    soort: str
    bevoegdheid: tuple[str, ...]
    sleutel: str
    zetel: Uitkomst
    zetel_bij_school: Uitkomst | None
    zekerheid: str
    opmerking: str

    @property
    def wisselt(self) -> bool:
        """Whether this seat changes because the pupil lives elsewhere."""
        if self.zetel_bij_school is None or not self.zetel_bij_school.eind or not self.zetel.eind:
            return False
        return set(self.zetel_bij_school.eind) != set(self.zetel.eind)


@dataclass(frozen=True, slots=True)
class Handeling:
    """A step of a hand-over or escalation: a text with keys between braces, and where each leads for this pupil."""

    tekst: str
    zetels: Mapping[str, Uitkomst]


@dataclass(frozen=True, slots=True)
class Afspraak:
    """An agreement, as it is for this pupil on the peildatum.

    status: geldig, verlopen, komend, or onbekend when the text gives no dates. functies: only those on the school of
    the pupil, and none when the agreement holds only where the pupil lives. regels: ids of the rules it settles.
    """

    id: str
    titel: str
    soort: str
    doel: str
    status: str
    geldig_van: date | None
    geldig_tot: date | None
    gebieden: tuple[Gebied, ...]
    partijen: tuple[Partij, ...]
    functies: tuple[Functie, ...]
    overdracht: tuple[Handeling, ...]
    escalatie: tuple[Handeling, ...]
    regels: tuple[str, ...]
    bron: str
    website: str
    grondslag: str
    zekerheid: str
    opmerking: str
    levering: str

    @property
    def van_school(self) -> bool:
        """Whether it holds where the school is."""
        return any(item.via == SCHOOL for item in self.gebieden)


def afspraken(leerling: Leerling, snapshot: Snapshot, keys: Mapping[str, Key]) -> tuple[Afspraak, ...]:
    """The agreements of the school and the home of a pupil: those in force first, then by title."""
    found = _Finder(leerling, snapshot, keys).all()
    return tuple(sorted(found, key=lambda item: (STATUSSEN.index(item.status), item.titel)))


def settles(found: Iterable[Afspraak], rule: str) -> tuple[Afspraak, ...]:
    """Those that settle a rule, whatever their status; in the same order."""
    return tuple(item for item in found if rule in item.regels)


class _Finder:
    def __init__(self, leerling: Leerling, snapshot: Snapshot, keys: Mapping[str, Key]) -> None:
        self._leerling, self._snapshot = leerling, snapshot
        places = leerling.plaatsen
        self._school: Place | None = next(iter(places.get("vestiging", ()) or places.get("aanmeldVestiging", ())), None)
        here = dict(places)
        if self._school:
            here["vestiging"] = (self._school,)
        self._keys = Sleutels(keys, replace(leerling, plaatsen=here), snapshot)
        self._keys_near = Sleutels(keys, self._neighbour(here), snapshot)
        self._kinds = self._school_kinds()

    def _neighbour(self, places: Mapping[str, tuple[Place, ...]]) -> Leerling:
        """The same pupil, but living and staying in the gemeente and postcode area of the school."""
        moved = {name: found for name, found in places.items() if not name.startswith(("woon", "verblijf", "gemeente"))}
        if self._school:
            for kind, relation in (("gemeente", "IN_GEMEENTE"), ("pc4", "IN_PC4")):
                ends = tuple(Place(item.naar, (item,)) for item in self._snapshot.out(self._school.id, relation))
                moved |= {f"woon{kind}": ends, f"verblijf{kind}": ends}
        facts = self._leerling.feiten | {"verblijf": frozenset({"geen"}), "land": frozenset({"NL"})}
        return replace(self._leerling, plaatsen=moved, feiten=facts)

    def _school_kinds(self) -> frozenset[str]:
        """The kinds of education that this pupil may have at the school: bo, sbo, so, vo, pro, vso."""
        if self._school is None:
            return frozenset()
        node = self._snapshot.node(self._school.id)
        stated = node.eigenschappen.get("onderwijssoort", ()) if node else ()
        register = frozenset(stated if isinstance(stated, tuple) else ())
        enrolled = "vestiging" in self._leerling.plaatsen
        possible = self._leerling.feiten.get("inschrijving" if enrolled else "aanmelding")
        if not isinstance(possible, frozenset):
            return register
        kinds = frozenset("bo" if kind == "po" else str(kind) for kind in possible) & set(_SECTOR)
        return kinds or register

    def all(self) -> list[Afspraak]:
        areas: dict[str, list[Gebied]] = {}
        for via, found in ((SCHOOL, self._school_areas()), (WOONPLAATS, self._home_areas())):
            for area, steps in found.items():
                areas.setdefault(area, []).append(Gebied(area, via, tuple(Stap(item) for item in steps)))
        best: dict[str, tuple[str, SnapRelation]] = {}
        reached: dict[str, dict[tuple[str, str], Gebied]] = {}
        for area, ways in areas.items():
            for status, relation in looptijden(area, self._snapshot):
                kinds = frozenset(_texts(self._node(relation.van).eigenschappen, "onderwijssoort"))
                if kinds and self._kinds and not kinds & self._kinds:
                    continue  # it is about other education than that of this pupil
                known = best.get(relation.van)
                if known is None or voorkeur(status, relation) < voorkeur(*known):
                    best[relation.van] = (status, relation)
                for way in ways:
                    there = replace(way, stappen=(*way.stappen, Stap(relation, omgekeerd=True)))
                    reached.setdefault(relation.van, {}).setdefault((area, way.via), there)
        return [
            self._agreement(status, relation, tuple(reached[key].values())) for key, (status, relation) in best.items()
        ]

    def _school_areas(self) -> Areas:
        if self._school is None:
            return {}
        return self._of_sector(areas_of_vestiging(self._school.id, self._snapshot))

    def _home_areas(self) -> Areas:
        found: dict[str, tuple[SnapRelation, ...]] = {}
        for name, areas_of in (("woongemeente", areas_of_gemeente), ("woonpc4", areas_of_pc4)):
            for place in self._leerling.plaatsen.get(name, ()):
                for area, steps in areas_of(place.id, self._snapshot).items():
                    found.setdefault(area, (*place.stappen, *steps))
        return self._of_sector(found)

    def _of_sector(self, areas: Areas) -> Areas:
        """Without the samenwerkingsverbanden of the other sector, when the kind of education is known."""
        sectors = {_SECTOR[kind] for kind in self._kinds} or {"PO", "VO"}
        return {area: steps for area, steps in areas.items() if not area.startswith("swv:") or area[4:6] in sectors}

    def _agreement(self, status: str, held: SnapRelation, areas: tuple[Gebied, ...]) -> Afspraak:
        node = self._node(held.van)
        properties = node.eigenschappen
        partijen = self._related(held.van, "PARTIJ_BIJ", status, held, into=True)
        functies: tuple[Functie, ...] = ()
        if any(item.via == SCHOOL for item in areas):
            posts = self._related(held.van, "IN_AFSPRAAK", status, held, into=True)
            functies = tuple(found for item in posts if (found := self._post(item.van, status, held)))
        return Afspraak(
            id=held.van,
            titel=node.naam or held.van,
            soort=_text(properties, "soort"),
            doel=_text(properties, "doel"),
            status=status,
            geldig_van=held.geldig_van,
            geldig_tot=held.geldig_tot,
            gebieden=areas,
            partijen=tuple(Partij(item.van, _text(item.eigenschappen, "rol")) for item in partijen),
            functies=functies,
            overdracht=tuple(self._action(text) for text in _texts(properties, "overdracht")),
            escalatie=tuple(self._action(text) for text in _texts(properties, "escalatie")),
            regels=_texts(properties, "regels"),
            bron=_text(properties, "herkomst"),
            website=_text(properties, "website"),
            grondslag=_text(properties, "grondslag"),
            zekerheid=_text(properties, "zekerheid"),
            opmerking=_text(properties, "opmerking"),
            levering=held.levering,
        )

    def _node(self, node_id: str) -> SnapNode | Node:
        return self._snapshot.nodes.get(node_id) or self._snapshot.voormalig[node_id]

    def _related(
        self, node: str, relation: str, status: str, held: SnapRelation, *, into: bool
    ) -> tuple[SnapRelation, ...]:
        return in_looptijd(node, relation, status, held, self._snapshot, into=into)

    def _post(self, functie: str, status: str, held: SnapRelation) -> Functie | None:
        """A function, when it is on the school: named there, or for all schools of the area of some kinds."""
        node = self._node(functie)
        schools = {item.naar for item in self._related(functie, "FUNCTIE_BIJ", status, held, into=False)}
        kinds = frozenset(_texts(node.eigenschappen, "onderwijssoort"))
        named = self._school is not None and self._school.id in schools
        everywhere = bool(kinds & self._kinds) if kinds else not schools
        if not named and not everywhere:
            return None
        key = _text(node.eigenschappen, "sleutel")
        if key:
            seat, near = self._keys.loop(key), self._keys_near.loop(key)
        else:
            by = self._related(functie, "UITGEVOERD_DOOR", status, held, into=False)
            ends = {item.naar: (Stap(item),) for item in by}
            seat, near = Uitkomst("", ends, ontbreekt="" if ends else NIET_GENOEMD), None
        return Functie(
            functie,
            node.naam or functie,
            _text(node.eigenschappen, "soort"),
            _texts(node.eigenschappen, "bevoegdheid"),
            key,
            seat,
            near,
            _text(node.eigenschappen, "zekerheid"),
            _text(node.eigenschappen, "opmerking"),
        )

    def _action(self, text: str) -> Handeling:
        return Handeling(text, {key: self._keys.loop(key) for key in SLEUTEL_IN_TEKST.findall(text)})


def _text(properties: Properties, name: str) -> str:
    return str(properties.get(name, ""))


def _texts(properties: Properties, name: str) -> tuple[str, ...]:
    found = properties.get(name, ())
    return found if isinstance(found, tuple) else ()
