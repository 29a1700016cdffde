"""When the next plan is due, and where parties go when they do not agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ontology.oogo import Cyclus as Regels
from ontology.rules import LegalBasis
from queries.oogo.afspraken import maanden_later
from queries.wie.antwoord import Antwoord


@dataclass(frozen=True, slots=True)
class Cyclus:
    """The dates of a plan.

    vorig_plan: the day on which the last plan began, None when nobody gave it. uiterlijk: the day on which the next
    must begin at the latest. inspectie: the day before which it must be at the inspectie; None when there is none or
    when it is not known. geschil: the rule on disputes.
    """

    regels: Regels
    grondslag: tuple[LegalBasis, ...]
    vorig_plan: date | None
    uiterlijk: date | None
    inspectie: date | None
    geschil: Antwoord | None


def cyclus(regels: Regels, vorig_plan: date | None, geschil: Antwoord | None) -> Cyclus:
    """The dates that follow from the day on which the last plan began."""
    latest = maanden_later(vorig_plan, 12 * regels.jaren) if vorig_plan and regels.jaren else None
    before = None
    if latest and (day := regels.inspectie(latest.year)):
        before = day if day <= latest else regels.inspectie(latest.year - 1)
    return Cyclus(regels, tuple(item.grondslag() for item in regels.grondslag), vorig_plan, latest, before, geschil)
