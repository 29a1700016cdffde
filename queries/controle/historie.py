"""Checks of the whole record, closed facts and losing statements included. They read the statements of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graph.delivery import Levering, Statement
from graph.facts import Fact, Node, Relation, valid_on
from graph.snapshot import Snapshot
from graph.validation import describe
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding, noem, opsomming


def overlappende_feiten(statements: Sequence[Statement], snapshot: Snapshot) -> Iterator[Bevinding]:
    """The same fact, stated twice by one source for the same days."""
    groups: dict[tuple[str, tuple[str, ...]], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[snapshot.leveringen[statement.levering].bron, statement.fact.sleutel].append(statement)
    for first, second in _overlaps(groups.values()):
        yield Bevinding(
            "overlap-feit",
            FOUT,
            "Eén bron geeft hetzelfde feit twee keer voor dezelfde dagen",
            f"{describe(first.fact)}: {_period(first.fact)} en {_period(second.fact)}",
            _ids(first.fact),
            _sources(first, second),
        )


def overlappende_relaties(statements: Sequence[Statement], snapshot: Snapshot) -> Iterator[Bevinding]:
    """Two ends at a time from one source, where the ontology allows one (a vestiging in two gemeenten)."""
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        fact = statement.fact
        if isinstance(fact, Relation) and snapshot.schema.relations[fact.type].een_bron:
            groups[snapshot.leveringen[statement.levering].bron, fact.van, fact.type].append(statement)
    for first, second in _overlaps(groups.values()):
        one, other = first.fact, second.fact
        if isinstance(one, Relation) and isinstance(other, Relation) and one.naar != other.naar:
            label = snapshot.schema.relations[one.type].label
            yield Bevinding(
                "overlap-relatie",
                FOUT,
                f"Eén bron geeft twee antwoorden tegelijk: {label}",
                f"{noem(snapshot, one.van)}: {noem(snapshot, one.naar)} {_period(one)} "
                f"en {noem(snapshot, other.naar)} {_period(other)}",
                (one.van, one.naar, other.naar),
                _sources(first, second),
            )


def aantal_per_levering(statements: Sequence[Statement], snapshot: Snapshot) -> Iterator[Bevinding]:
    """The last delivery of a source names a number of facts; the record holds as many.

    Of a source with one delivery that is exact. Later deliveries do not repeat what was closed before, so then the
    number lies between the facts that still hold and all facts of the source.
    """
    last: dict[str, Levering] = {}
    deliveries: dict[str, int] = defaultdict(int)
    for levering in snapshot.leveringen.values():
        last[levering.bron] = levering
        deliveries[levering.bron] += 1
    facts: dict[str, list[Fact]] = defaultdict(list)
    for statement in statements:
        facts[snapshot.leveringen[statement.levering].bron].append(statement.fact)
    for bron, levering in last.items():
        day = levering.geldig_vanaf or levering.peildatum
        most = len(facts[bron])
        open_now = sum(_holds_after(fact, day) for fact in facts[bron])
        least = most if deliveries[bron] == 1 else open_now
        if not least <= levering.rijen <= most:
            wanted = str(most) if least == most else f"{least} tot {most}"
            yield Bevinding(
                "aantal-levering",
                FOUT,
                "Het aantal feiten past niet bij wat de levering noemde",
                f"{levering.naam}: de levering noemde {levering.rijen} feiten, geladen zijn er {wanted}",
                (),
                (levering.id,),
            )


def tegenspraak(statements: Sequence[Statement], snapshot: Snapshot) -> Iterator[Bevinding]:
    """Two sources that differ on the peildatum about a relation for which only the leading source counts."""
    stated: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        fact = statement.fact
        if (
            isinstance(fact, Relation)
            and snapshot.schema.relations[fact.type].een_bron
            and valid_on(fact, snapshot.peildatum)
        ):
            stated[fact.van, fact.type].append(statement)
    for (van, kind), found in stated.items():
        if len(found) < 2:
            continue
        found.sort(key=lambda item: snapshot.leveringen[item.levering].rang)
        by_source: dict[str, list[Statement]] = defaultdict(list)
        for statement in found:
            by_source[snapshot.leveringen[statement.levering].bron].append(statement)
        leading, *others = by_source.values()
        for other in others:
            if _ends(leading) != _ends(other):
                yield _contradiction(snapshot, van, kind, leading, other)


def _contradiction(
    snapshot: Snapshot, van: str, kind: str, leading: Sequence[Statement], other: Sequence[Statement]
) -> Bevinding:
    first, second = (snapshot.leveringen[found[0].levering] for found in (leading, other))
    tied = first.rang == second.rang
    label = snapshot.schema.relations[kind].label
    names = [opsomming(noem(snapshot, end) for end in sorted(_ends(found))) for found in (leading, other)]
    return Bevinding(
        "tegenspraak",
        FOUT if tied else BEVINDING,
        f"Bronnen spreken elkaar tegen ({label}): {first.naam} en {second.naam}"
        + (", en geen van beide gaat voor" if tied else f"; {first.naam} gaat voor"),
        f"{noem(snapshot, van)}: {names[0]} volgens {first.naam}, {names[1]} volgens {second.naam}",
        (van, *sorted(_ends(leading)), *sorted(_ends(other))),
        (leading[0].levering, other[0].levering),
    )


def einde_tegengesproken(statements: Sequence[Statement], snapshot: Snapshot) -> Iterator[Bevinding]:
    """A node that exists on the peildatum, while a source that names it says that it has ended."""
    named: dict[tuple[str, str], list[tuple[Node, str]]] = defaultdict(list)
    for statement in statements:
        fact = statement.fact
        if isinstance(fact, Node) and fact.naam and fact.id in snapshot.nodes:
            named[fact.id, snapshot.leveringen[statement.levering].bron].append((fact, statement.levering))
    for (node_id, _), found in named.items():
        ends = [node.geldig_tot for node, _ in found if node.geldig_tot]
        if len(ends) < len(found) or max(ends) > snapshot.peildatum:
            continue
        keeping = snapshot.nodes[node_id].leveringen
        node = found[-1][0]
        yield Bevinding(
            "einde-tegengesproken",
            BEVINDING,
            f"Volgens de ene bron beëindigd, volgens de andere niet: {snapshot.schema.nodes[node.type].label}",
            f"{node.naam} ({node_id.partition(':')[2]}), tot {max(ends)}",
            (node_id,),
            (found[-1][1], *keeping),
        )


def _ends(statements: Iterable[Statement]) -> set[str]:
    return {item.fact.naar for item in statements if isinstance(item.fact, Relation)}


def _overlaps(groups: Iterable[list[Statement]]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of statements of one group that share a day; a withdrawn statement (start is end) holds on no day."""
    for group in groups:
        if len(group) < 2:
            continue
        held = [item for item in group if item.fact.geldig_van is None or item.fact.geldig_van != item.fact.geldig_tot]
        held.sort(key=lambda item: item.fact.geldig_van or date.min)
        for number, later in enumerate(held[1:], 1):
            longest = max(held[:number], key=lambda item: item.fact.geldig_tot or date.max)
            if (later.fact.geldig_van or date.min) < (longest.fact.geldig_tot or date.max):
                yield longest, later


def _holds_after(fact: Fact, day: date) -> bool:
    return fact.geldig_tot is None or (fact.geldig_tot > day and fact.geldig_tot != fact.geldig_van)


def _ids(fact: Fact) -> tuple[str, ...]:
    return (fact.id,) if isinstance(fact, Node) else (fact.van, fact.naar)


def _sources(*statements: Statement) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.levering for item in statements))


def _period(fact: Fact) -> str:
    start = f"van {fact.geldig_van}" if fact.geldig_van else "van onbekend"
    return f"{start} tot {fact.geldig_tot}" if fact.geldig_tot else f"{start} tot heden"
