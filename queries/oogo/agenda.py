"""The subjects of the agenda, with what the record knows about each, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot
from ontology.oogo import Cijfer, Onderwerp, Oogo
from ontology.rules import Law, Rule
from queries.oogo.afspraken import Afspraak
from queries.oogo.regios import Groep


@dataclass(frozen=True, slots=True)
class Agendapunt:
    """A subject. regels: those in force. afspraken: those that settle one of them, whatever their status.

    regios: the groups of regions and bodies that belong to it. open_regels: rules that the law leaves to the parties
    and that no agreement in force settles.
    """

    onderwerp: Onderwerp
    regels: tuple[Rule, ...]
    afspraken: tuple[Afspraak, ...]
    regios: tuple[Groep, ...]
    open_regels: tuple[Rule, ...]
    cijfers: tuple[Cijfer, ...]


def agenda(
    oogo: Oogo, plan: str, law: Law, snapshot: Snapshot, afspraken: Sequence[Afspraak], regios: Sequence[Groep]
) -> tuple[Agendapunt, ...]:
    """The subjects of a plan, those that belong to every OOGO first."""
    in_force = {rule.id: rule for rule in law.op(snapshot.peildatum)}
    groups = {group.code: group for group in regios}
    figures = {item.id: item for item in oogo.cijfers}
    points = []
    for item in oogo.onderwerpen:
        if plan not in item.plannen:
            continue
        rules = tuple(in_force[rule] for rule in item.regels if rule in in_force)
        agreed = tuple(found for found in afspraken if set(found.regels) & set(item.regels))
        settled = {rule for found in agreed if found.status == "geldig" for rule in found.regels}
        points.append(
            Agendapunt(
                item,
                rules,
                agreed,
                tuple(groups[code] for code in item.regios),
                tuple(rule for rule in rules if rule.naar_afspraak and rule.id not in settled),
                tuple(figures[figure] for figure in item.cijfers),
            )
        )
    return tuple(points)
