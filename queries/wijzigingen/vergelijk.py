"""What changed between two days: a comparison of two snapshots of one record.

Only what differs between the two days is seen: what changed and changed back in between is not, but for things that
began and ended in between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from graph.gemeenten import fold
from graph.snapshot import SnapNode, SnapRelation, Snapshot
from ontology.errors import SpeelveldError
from queries.wijzigingen.datering import Dateerder
from queries.wijzigingen.model import Aard, Datering, Grond, Reden, Wijziging, Wijzigingen

_VOLGORDE = list(Aard)
_OPNIEUW_VASTGESTELD = ("Regeling", "Afspraak")
"""Kinds of which a new version is a new thing in its register."""
_MEER_TEGELIJK = ("Postcodegebied",)
"""Kinds that are told by number when many begin or end at once."""
_GEBIED_VAN_SWV = ("IN_SWV_PO", "IN_SWV_VO")

Paar = tuple[str, str]


def wijzigingen(van: Snapshot, tot: Snapshot) -> Wijzigingen:
    """What is different on the second day; SpeelveldError when that is the earlier one.

    A gemeente that went from one jeugdregio to another is one change, and so are all postcode areas that went from one
    SWV to another. What a merger only hands over (the regions that both had) is no change.
    """
    if van.peildatum > tot.peildatum:
        raise SpeelveldError(
            f"{van.peildatum:%d-%m-%Y} is later dan {tot.peildatum:%d-%m-%Y}", herstel="Geef eerst de vroegste dag"
        )
    found = _Vergelijking(van, tot).alles()
    return Wijzigingen(van.peildatum, tot.peildatum, tuple(sorted(_samen(found), key=_sleutel)))


class _Vergelijking:
    """Compares two snapshots: first nodes, then relations with what became of the nodes in mind."""

    def __init__(self, van: Snapshot, tot: Snapshot) -> None:
        self._van, self._tot = van, tot
        self._dateer = Dateerder(van, tot)
        self._begonnen = {node_id for node_id in tot.nodes if node_id not in van.nodes}
        self._beeindigd = {node_id for node_id in van.nodes if node_id not in tot.nodes}
        self._naar: dict[str, tuple[str, ...]] = {}
        """Of what ended: what it went into, or was replaced by."""
        self._vernieuwd: set[str] = set()
        """What was replaced, and what replaced it."""
        self._oud, self._nieuw = _per_soort(van), _per_soort(tot)

    def alles(self) -> Iterator[Wijziging]:
        """All changes, not yet put together."""
        mergers = list(_samen(self._opgegaan()))
        replaced = list(self._vervangen())
        yield from mergers
        yield from replaced
        gone = self._beeindigd - {node_id for item in (*mergers, *replaced) for node_id in item.wie}
        come = self._begonnen - {node_id for item in replaced for node_id in item.nieuw}
        yield from self._ontstaan(come, {node_id: item.wie for item in mergers for node_id in item.nieuw})
        yield from self._opgehouden(gone)
        yield from self._tussentijds({(item.soort, _zonder_jaar(self._tot.naam(item.wie[0]))) for item in replaced})
        yield from self._hernoemd()
        for name, relation in self._tot.schema.relations.items():
            if name != "OPGEGAAN_IN":
                yield from self._relaties(name, een_bron=relation.een_bron)

    # ---------------------------------------------------------------- nodes

    def _opgegaan(self) -> Iterator[Wijziging]:
        """Mergers of which the day, or the end of what went up, lies between the two days."""
        new = {item.van for item in self._tot.relations() if item.type == "OPGEGAAN_IN" and self._is_nieuw(item)}
        for former in sorted(new | self._beeindigd):
            steps = self._tot.out(former, "OPGEGAAN_IN")
            if not steps or (former not in self._van.nodes and former not in self._van.voormalig):
                continue
            successors = tuple(sorted(item.naar for item in steps))
            if former in self._beeindigd:
                self._naar[former] = successors
            merger = self._dateer.begin("OPGEGAAN_IN", steps[0].geldig_van, steps[0].levering)
            end = self._einde(former) if former in self._beeindigd else None
            dated = merger.grond is Grond.GEDATEERD
            grond = merger if dated or end is None else end
            other = end.op if end and dated else steps[0].geldig_van
            yield Wijziging(
                Aard.OPGEGAAN,
                (former,),
                self._soort(former),
                grond,
                nieuw=successors,
                bij=other if other != grond.op else None,
            )

    def _is_nieuw(self, item: SnapRelation) -> bool:
        return item.geldig_van is not None and item.geldig_van > self._van.peildatum

    def _einde(self, node_id: str) -> Datering:
        return self._dateer.einde(self._tot.voormalig[node_id].geldig_tot, self._van.nodes[node_id].leveringen[0])

    def _begin(self, node_id: str) -> Datering:
        node = self._tot.nodes[node_id]
        return self._dateer.begin(node.type, node.geldig_van, node.leveringen[0])

    def _vervangen(self) -> Iterator[Wijziging]:
        """What ended while a thing of the same name began: a new version, with a number of its own in the register."""
        new: dict[Paar, list[str]] = defaultdict(list)
        for node_id in sorted(self._begonnen):
            node = self._tot.nodes[node_id]
            if node.type in _OPNIEUW_VASTGESTELD:
                new[node.type, _zonder_jaar(node.naam)].append(node_id)
        for node_id in sorted(self._beeindigd - self._naar.keys()):
            node = self._van.nodes[node_id]
            successors = tuple(new.get((node.type, _zonder_jaar(node.naam)), ()))
            if successors:
                self._naar[node_id] = successors
                self._vernieuwd |= {node_id, *successors}
                grond = self._dateer.samen(self._einde(node_id), self._begin(successors[0]))
                end = self._tot.voormalig[node_id].geldig_tot
                yield Wijziging(
                    Aard.VERVANGEN,
                    (node_id,),
                    node.type,
                    grond,
                    nieuw=successors,
                    bij=end if end != grond.op else None,
                )

    def _ontstaan(self, come: Iterable[str], merged: Mapping[str, tuple[str, ...]]) -> Iterator[Wijziging]:
        for node_id in come:
            yield Wijziging(
                Aard.ONTSTAAN,
                (node_id,),
                self._soort(node_id),
                self._begin(node_id),
                gevolg_van=merged.get(node_id) or self._afspraak_van(self._tot, node_id, self._begonnen),
            )

    def _opgehouden(self, gone: Iterable[str]) -> Iterator[Wijziging]:
        for node_id in gone:
            yield Wijziging(
                Aard.BEEINDIGD,
                (node_id,),
                self._soort(node_id),
                self._einde(node_id),
                gevolg_van=self._afspraak_van(self._van, node_id, self._beeindigd),
            )

    def _afspraak_van(self, snapshot: Snapshot, node_id: str, changed: set[str]) -> tuple[str, ...]:
        """Of a function at a school: the agreement that began or ended with it."""
        return tuple(item.naar for item in snapshot.out(node_id, "IN_AFSPRAAK") if item.naar in changed)

    def _tussentijds(self, replaced: Collection[tuple[str, str]]) -> Iterator[Wijziging]:
        """What began after the first day and was over on the last; no versions between the two of what was replaced."""
        for node in self._tot.voormalig.values():
            start, end = node.geldig_van, node.geldig_tot
            if start is None or end is None or not self._van.peildatum < start < end <= self._tot.peildatum:
                continue
            if node.id in self._van.nodes or (node.type, _zonder_jaar(node.naam or "")) in replaced:
                continue
            if node.type != "Functie":
                yield Wijziging(Aard.TUSSENTIJDS, (node.id,), node.type, Datering(Grond.GEDATEERD, start, tot=end))

    def _hernoemd(self) -> Iterator[Wijziging]:
        for node_id, node in self._tot.nodes.items():
            before = self._van.nodes.get(node_id)
            if before is not None and before.naam != node.naam:
                namen = (before.naam, node.naam)
                yield Wijziging(Aard.HERNOEMD, (node_id,), node.type, self._naamswijziging(before, node), namen=namen)

    def _naamswijziging(self, before: SnapNode, node: SnapNode) -> Datering:
        """The ground of another name: that of the leading source, unless another source gives the name."""
        if (before.leveringen[0], before.geldig_van) == (node.leveringen[0], node.geldig_van):
            old, new = set(before.leveringen), set(node.leveringen)
            names = (*sorted(old - new), *sorted(new - old))
            return Datering(Grond.GEGEVENS, reden=Reden.LEVERING, leveringen=names)
        end = self._dateer.einde(before.geldig_tot, before.leveringen[0])
        return self._dateer.samen(end, self._dateer.begin(node.type, node.geldig_van, node.leveringen[0]))

    # ---------------------------------------------------------------- relations

    def _relaties(self, name: str, *, een_bron: bool) -> Iterator[Wijziging]:
        old, new = self._oud.get(name, {}), self._nieuw.get(name, {})
        gone = [
            old[pair]
            for pair in sorted(old.keys() - new.keys())
            if set(pair) <= self._van.nodes.keys() and not any(now in new for now in self._nu(pair, name))
        ]
        handed_over = {now for pair in old for now in self._nu(pair, name)} if self._naar else set()
        come = [
            new[pair]
            for pair in sorted(new.keys() - old.keys())
            if set(pair) <= self._tot.nodes.keys() and pair not in handed_over
        ]
        moves, rest_gone, rest_come = self._verplaatst(gone, come, new) if een_bron else ([], gone, come)
        yield from moves
        yield from (self._los(Aard.ERAF, item) for item in rest_gone)
        yield from (self._los(Aard.ERBIJ, item) for item in rest_come)

    def _nu(self, pair: Paar, name: str) -> Iterator[Paar]:
        """The same relation with what its ends went into; an SWV excepted, as the area that it got is worth telling."""
        starts = self._naar.get(pair[0], (pair[0],))
        ends = (pair[1],) if name in _GEBIED_VAN_SWV else self._naar.get(pair[1], (pair[1],))
        return ((start, end) for start in starts for end in ends if (start, end) != pair)

    def _verplaatst(
        self, gone: list[SnapRelation], come: list[SnapRelation], new: Mapping[Paar, SnapRelation]
    ) -> tuple[list[Wijziging], list[SnapRelation], list[SnapRelation]]:
        """Moves: what belonged to one thing and then to one other of that kind; and what is left of both lists."""
        after: dict[str, list[SnapRelation]] = defaultdict(list)
        for item in come:
            after[item.van].append(item)
        now: dict[str, list[SnapRelation]] = defaultdict(list)
        if any(item.van in self._naar for item in gone):
            for item in new.values():
                now[item.van].append(item)
        before: dict[str, list[SnapRelation]] = defaultdict(list)
        for item in gone:
            before[item.van].append(item)
        moves: list[Wijziging] = []
        moved: set[str] = set()
        for start, [first, *more] in before.items():
            merged = self._naar.get(start, ())
            targets = now[merged[0]] if len(merged) == 1 else after[start]
            if more or len(targets) != 1 or self._soort(targets[0].naar) != self._soort(first.naar):
                continue
            moved.add(start)
            end = self._dateer.einde(first.geldig_tot, first.levering)
            begin = self._dateer.begin(first.type, targets[0].geldig_van, targets[0].levering)
            moves.append(
                Wijziging(
                    Aard.VERPLAATST,
                    (start,),
                    self._soort(start),
                    end if merged else self._dateer.samen(end, begin),
                    first.type,
                    (first.naar,),
                    (targets[0].naar,),
                    gevolg_van=(start,) if merged else (),
                )
            )
        return (
            moves,
            [item for item in gone if item.van not in moved],
            [item for item in come if item.van not in moved],
        )

    def _los(self, aard: Aard, item: SnapRelation) -> Wijziging:
        """A relation that began or ended by itself, or because one of its ends did."""
        began = aard is Aard.ERBIJ
        changed = self._begonnen if began else self._beeindigd
        day = item.geldig_van if began else item.geldig_tot
        grond = self._dateer.begin(item.type, day, item.levering) if began else self._dateer.einde(day, item.levering)
        return Wijziging(
            aard,
            (item.van,),
            self._soort(item.van),
            grond,
            item.type,
            () if began else (item.naar,),
            (item.naar,) if began else (),
            gevolg_van=tuple(end for end in (item.van, item.naar) if end in changed and end not in self._vernieuwd),
        )

    def _soort(self, node_id: str) -> str:
        return self._tot.schema.by_prefix[node_id.partition(":")[0]].naam


def _per_soort(snapshot: Snapshot) -> dict[str, dict[Paar, SnapRelation]]:
    """The relations by type, and by their two ends."""
    found: dict[str, dict[Paar, SnapRelation]] = defaultdict(dict)
    for item in snapshot.relations():
        found[item.type][item.van, item.naar] = item
    return found


def _zonder_jaar(naam: str) -> str:
    """`Gemeenschappelijke regeling GGD West-Brabant 2024` as before and after it got a year."""
    return re.sub(r" (19|20)[0-9]{2}$", "", fold(naam))


def _samen(found: Iterable[Wijziging]) -> Iterator[Wijziging]:
    """Things that went through the same on the same ground become one change."""
    groups: dict[object, list[Wijziging]] = defaultdict(list)
    for item in found:
        together = item.relatie or item.aard is Aard.OPGEGAAN or item.soort in _MEER_TEGELIJK
        alone = not together and item.datering.grond is not Grond.GEGEVENS
        datering = replace(item.datering, leveringen=())
        key = (item.aard, item.soort, item.relatie, item.oud, item.nieuw, datering, item.gevolg_van, item.bij)
        groups[(*key, item.wie) if alone else key].append(item)
    for first, *more in groups.values():
        wie = sorted({node_id for item in (first, *more) for node_id in item.wie})
        said = dict.fromkeys(name for item in (first, *more) for name in item.datering.leveringen)
        yield replace(first, wie=tuple(wie), datering=replace(first.datering, leveringen=tuple(said)))


def _sleutel(item: Wijziging) -> tuple[object, ...]:
    return (
        _VOLGORDE.index(item.aard),
        item.relatie,
        item.soort,
        item.datering.op or date.min,
        item.oud,
        item.nieuw,
        item.wie,
    )
