"""Walking a territorial key: from a place of the pupil along the relations that the key names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.snapshot import SnapRelation, Snapshot
from ontology.rules import Key, Route, Step
from queries.wie.leerling import Leerling, Place
from queries.wie.voorwaarden import holds


@dataclass(frozen=True, slots=True)
class Stap:
    """A step of the explanation. `aantal`: how many such steps lead to the same end, when more than one."""

    relatie: SnapRelation
    omgekeerd: bool = False
    aantal: int = 1


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """Where a key leads: node ids with the steps to each, what would narrow it, and what the record lacks."""

    sleutel: str
    eind: Mapping[str, tuple[Stap, ...]]
    nodig: frozenset[str] = frozenset()
    ontbreekt: str = ""


class Sleutels:
    """Walks keys for one pupil; each key once."""

    def __init__(self, keys: Mapping[str, Key], leerling: Leerling, snapshot: Snapshot) -> None:
        self._keys, self._leerling, self._snapshot = keys, leerling, snapshot
        self._found: dict[str, Uitkomst] = {}

    def loop(self, naam: str) -> Uitkomst:
        """Where the key leads for this pupil."""
        found = self._found.get(naam)
        if found is None:
            found = self._found[naam] = self._walk(self._keys[naam])
        return found

    def _walk(self, key: Key) -> Uitkomst:
        if key.geldig_van and self._snapshot.peildatum < key.geldig_van:
            return Uitkomst(key.naam, {}, ontbreekt=key.daarvoor)
        lacking = ""
        maybe: dict[str, tuple[Stap, ...]] = {}
        asked: frozenset[str] = frozenset()
        for route in key.vanuit:
            chosen, missing = holds(route.als, self._leerling)
            places = self._leerling.plaatsen.get(route.start)
            if chosen and not places and route.vraag:
                return Uitkomst(key.naam, maybe, asked | {route.vraag})
            if chosen is False or not places:
                asked |= missing
                continue
            ends = self._follow(places, route)
            if chosen is None:  # whether this is the way to go is not known: a candidate
                asked |= missing
                maybe.update(ends)
                continue
            if len(ends) > 1 and lacking:  # the exact place is not in the register, and a wider one does not decide
                return Uitkomst(key.naam, ends, ontbreekt=lacking)
            if ends and route.onzeker:
                return Uitkomst(key.naam, ends, ontbreekt=route.onzeker)
            if ends and not maybe:
                narrower = frozenset({route.nodig}) if len(ends) > 1 and route.nodig else frozenset()
                return Uitkomst(key.naam, ends, narrower)
            if ends:
                return Uitkomst(key.naam, maybe | ends, asked)
            lacking = lacking or self._lack(places, route)
        if asked:
            return Uitkomst(key.naam, maybe, asked)
        if lacking:
            return Uitkomst(key.naam, {}, ontbreekt=lacking)
        field = self._leerling.vragen.get(key.vraag, key.vraag)
        if field == "verblijf.gemeente" and self._leerling.plaatsen.get("verblijfgemeente"):
            return Uitkomst(key.naam, {}, ontbreekt=f"Zonder adres in de BRP is er geen {key.titel}.")
        return Uitkomst(key.naam, {}, frozenset({field}))

    def _follow(self, places: tuple[Place, ...], route: Route) -> dict[str, tuple[Stap, ...]]:
        ends = {place.id: tuple(Stap(item) for item in place.stappen) for place in places}
        for step in route.pad:
            walked: dict[str, tuple[Stap, ...]] = {}
            counts: dict[str, int] = {}
            for node, steps in ends.items():
                for relation, end in self._next(node, step):
                    counts[end] = counts.get(end, 0) + 1
                    if end not in walked:
                        walked[end] = (*steps, Stap(relation, step.back))
            for end, count in counts.items():
                if count > 1:
                    last = walked[end][-1]
                    walked[end] = (*walked[end][:-1], Stap(last.relatie, last.omgekeerd, count))
            ends = walked
        return ends

    def _next(self, node: str, step: Step) -> Iterator[tuple[SnapRelation, str]]:
        for relation in (self._snapshot.into if step.back else self._snapshot.out)(node, step.relatie):
            end = relation.van if step.back else relation.naar
            found = self._snapshot.node(end)  # a register without dates may name what did not exist on the peildatum
            if found is not None and (not step.soort or found.type == step.soort):
                yield relation, end

    def _lack(self, places: tuple[Place, ...], route: Route) -> str:
        """What the record does not know, in words: the first relation of the path that leads nowhere."""
        ends = [place.id for place in places]
        for step in route.pad:
            walked = [end for node in ends for _, end in self._next(node, step)]
            if not walked:
                kind = self._snapshot.schema.relations[step.relatie]
                label = kind.omgekeerd if step.back else kind.label
                names = ", ".join(f"{self._snapshot.naam(end)} ({end})" for end in ends[:3])
                return f"Niet geladen is voor {self._snapshot.peildatum:%d-%m-%Y}: {names} {label} …"
            ends = walked
        return ""
