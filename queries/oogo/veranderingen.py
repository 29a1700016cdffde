"""What changed in an area between two days: since the last plan, by two snapshots of the same record.

Registers that give no start of what they state cannot tell what is new; `niet_na_te_gaan` says of what that is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.snapshot import Snapshot
from ontology.rules import Rule
from queries.oogo.afspraken import afspraken
from queries.oogo.gebied import IN_SWV, Gebied
from queries.oogo.regios import GROEPEN

ERBIJ, ERAF, ANDERS = "erbij", "eraf", "anders"


@dataclass(frozen=True, slots=True)
class Verandering:
    """One change. onderwerp: the kind of thing; wat: erbij, eraf or anders. toen, nu: ids (or a status)."""

    onderwerp: str
    wat: str
    id: str
    toen: tuple[str, ...] = ()
    nu: tuple[str, ...] = ()
    datum: date | None = None


@dataclass(frozen=True, slots=True)
class Veranderingen:
    """All changes since a day. regels: rules of law with a version that began after it."""

    sinds: date
    gevonden: tuple[Verandering, ...]
    regels: tuple[Rule, ...]
    niet_na_te_gaan: tuple[str, ...]


def veranderingen(
    now: Gebied, snapshot: Snapshot, before: Gebied, earlier: Snapshot, rules: Iterable[Rule]
) -> Veranderingen:
    """now, before: the area on both days; of an SWV that did not exist then, the area of its predecessors.

    rules: those in force now that matter to the plan.
    """
    found = [
        *_gemeenten(now, snapshot, before, earlier),
        *_postcodes(now, before),
        *_swvs(now, snapshot, before, earlier),
        *_regios(now, snapshot, earlier),
        *_scholen(now, snapshot, before, earlier),
        *_afspraken(now, snapshot, before, earlier),
    ]
    changed = sorted((rule for rule in rules if rule.geldig_van > earlier.peildatum), key=lambda rule: rule.id)
    return Veranderingen(earlier.peildatum, tuple(found), tuple(changed), tuple(_onbekend(now, snapshot, earlier)))


def voorgangers(node_id: str, snapshot: Snapshot, earlier: Snapshot) -> tuple[str, ...]:
    """The thing itself on the earlier day, or what merged into it since."""
    if earlier.node(node_id):
        return (node_id,)
    return tuple(
        found
        for item in (*snapshot.into(node_id, "OPGEGAAN_IN"), *snapshot.ended_into(node_id, "OPGEGAAN_IN"))
        for found in voorgangers(item.van, snapshot, earlier)
    )


def _gemeenten(now: Gebied, snapshot: Snapshot, before: Gebied, earlier: Snapshot) -> Iterator[Verandering]:
    old, new = ({part.id for part in area.gemeenten} for area in (before, now))
    for gemeente in sorted(old - new):
        merged = tuple(item.naar for item in snapshot.out(gemeente, "OPGEGAAN_IN"))
        day = snapshot.out(gemeente, "OPGEGAAN_IN")[0].geldig_van if merged else None
        yield Verandering("gemeente", ERAF, gemeente, nu=merged, datum=day)
    for gemeente in sorted(new - old):
        came_from = voorgangers(gemeente, snapshot, earlier)
        node = snapshot.node(gemeente)
        day = node.geldig_van if node and came_from != (gemeente,) else None
        yield Verandering("gemeente", ERBIJ, gemeente, toen=() if came_from == (gemeente,) else came_from, datum=day)


def _postcodes(now: Gebied, before: Gebied) -> Iterator[Verandering]:
    if not now.sector or not before.pc4:
        return
    for area in sorted(now.pc4 - before.pc4):
        yield Verandering("postcodegebied", ERBIJ, area)
    for area in sorted(before.pc4 - now.pc4):
        yield Verandering("postcodegebied", ERAF, area)


def _swvs(now: Gebied, snapshot: Snapshot, before: Gebied, earlier: Snapshot) -> Iterator[Verandering]:
    for relation in IN_SWV.values():
        if relation == IN_SWV.get(now.sector):
            continue
        new = {item.naar for area in now.pc4 for item in snapshot.out(area, relation)}
        old = {item.naar for area in before.pc4 for item in earlier.out(area, relation)}
        if old:
            yield from _verschil("samenwerkingsverband", old, new)


def _regios(now: Gebied, snapshot: Snapshot, earlier: Snapshot) -> Iterator[Verandering]:
    """Gemeenten that changed region; only where the region of then is known."""
    for kind in GROEPEN:
        if not kind.indeling:
            continue
        for part in now.gemeenten:
            new = tuple(sorted(end for end, _ in kind.weg(part.id, snapshot)))
            old = tuple(sorted(end for end, _ in kind.weg(part.id, earlier)))
            if old and new and old != new:
                yield Verandering(kind.code, ANDERS, part.id, old, new)


def _scholen(now: Gebied, snapshot: Snapshot, before: Gebied, earlier: Snapshot) -> Iterator[Verandering]:
    """Sites and boards that the record dates, in what belongs to the area on both days."""
    shared = now.pc4 & before.pc4
    new, old = _sites(shared, snapshot), _sites(shared, earlier)
    yield from _verschil("vestiging", old, new)
    boards = [
        {item.naar for site in sites for item in moment.out(site, "HEEFT_BESTUUR")}
        for sites, moment in ((old, earlier), (new, snapshot))
    ]
    yield from _verschil("bestuur", *boards)


def _sites(areas: Iterable[str], snapshot: Snapshot) -> set[str]:
    return {item.van for pc4 in areas for item in snapshot.into(pc4, "IN_PC4") if snapshot.node(item.van)}


def _afspraken(now: Gebied, snapshot: Snapshot, before: Gebied, earlier: Snapshot) -> Iterator[Verandering]:
    def status(area: Gebied, moment: Snapshot) -> Mapping[str, str]:
        places = (area.id, *(part.id for part in area.gemeenten))
        return {item.id: item.status for item in afspraken(places, moment)}

    old, new = status(before, earlier), status(now, snapshot)
    for key in sorted(new):
        if key in old and old[key] != new[key]:
            yield Verandering("afspraak", ANDERS, key, (old[key],), (new[key],))


def _verschil(onderwerp: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Verandering]:
    old, new = set(old), set(new)
    for item in sorted(new - old):
        yield Verandering(onderwerp, ERBIJ, item)
    for item in sorted(old - new):
        yield Verandering(onderwerp, ERAF, item)


def _onbekend(now: Gebied, snapshot: Snapshot, earlier: Snapshot) -> Iterator[str]:
    undated = sum(1 for site in _sites(now.pc4, snapshot) if _begin(site, snapshot) is None)
    if undated:
        yield (
            f"Van vestigingen ({undated}) noemt het register geen begin; welke er na {earlier.peildatum:%d-%m-%Y} zijn "
            "geopend of gesloten, is niet na te gaan. Hetzelfde geldt voor hun besturen."
        )
    ways: dict[str, Callable[[str, Snapshot], Iterable[object]]] = {
        kind.titel: kind.weg for kind in GROEPEN if kind.indeling
    }
    unknown = [
        title
        for title, weg in ways.items()
        if any(
            list(weg(part.id, snapshot)) and not list(weg(part.id, earlier))
            for part in now.gemeenten
            if earlier.node(part.id)
        )
    ]
    if unknown:
        yield f"Niet geladen is hoe het op {earlier.peildatum:%d-%m-%Y} was met: {', '.join(unknown)}."


def _begin(node_id: str, snapshot: Snapshot) -> date | None:
    node = snapshot.node(node_id)
    return node.geldig_van if node else None
