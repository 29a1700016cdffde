"""The answer to question 1 as its page shows it: grouped by theme, with the way to each organisation step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import afspraken_weergave, weergave
from app.namen import NODIG, noem, plek
from app.web.formulier import VELDEN
from graph.delivery import Levering
from graph.snapshot import Snapshot
from ontology.rules import Law, LegalBasis
from ontology.schema import NodeType
from queries.looptijd import GELDIG
from queries.wie.antwoord import EENDUIDIG, KEUZE_NODIG, ONBEKEND, Aangewezen, Antwoord, Antwoorden
from queries.wie.signalen import Signaal
from queries.wie.sleutels import Stap


@dataclass(frozen=True, slots=True)
class Schakel:
    """A step from one thing to another. aantal: how many such steps lead there."""

    van: str
    van_naam: str
    relatie: str
    naar: str
    naar_naam: str
    sinds: date | None
    aantal: int
    levering: Levering


@dataclass(frozen=True, slots=True)
class Organisatie:
    """An organisation in an answer. rol: empty when all in the answer have the same, which then stands once."""

    id: str
    naam: str
    soort: NodeType
    rol: str
    website: str
    weg: tuple[Schakel, ...]


@dataclass(frozen=True, slots=True)
class Taak:
    """The answer to one rule. nodig: the fields that would decide, with what they are called."""

    id: str
    titel: str
    vraag: str
    uitkomst: str
    rol: str
    organisaties: tuple[Organisatie, ...]
    betrokken: tuple[Organisatie, ...]
    toelichting: str
    grondslag: tuple[LegalBasis, ...]
    zekerheid: str
    nodig: tuple[tuple[str, str], ...]

    @property
    def heeft_weg(self) -> bool:
        """Whether any organisation was reached by steps through the record."""
        return any(item.weg for item in self.organisaties)


@dataclass(frozen=True, slots=True)
class Beslissend:
    """A field that is still empty and decides: the tasks for which it does."""

    veld: str
    wat: str
    taken: tuple[str, ...]
    op_formulier: bool


@dataclass(frozen=True, slots=True)
class Afspraak:
    """An agreement: as in the API, with its status in words. geldt: in force on the peildatum."""

    inhoud: Mapping[str, Any]
    status: str
    geldt: bool


@dataclass(frozen=True, slots=True)
class Uitslag:
    """The whole page. themas: the tasks with an answer; beslissend: the questions that are left."""

    themas: tuple[tuple[str, tuple[Taak, ...]], ...]
    beslissend: tuple[Beslissend, ...]
    signalen: tuple[Signaal, ...]
    opmerkingen: tuple[str, ...]
    afspraken: tuple[Afspraak, ...]
    bronnen: tuple[Levering, ...]
    aantallen: Mapping[str, int]


def uitslag(found: Antwoorden, snapshot: Snapshot, law: Law) -> Uitslag:
    """The answers as their page shows them."""
    still_open = [item for item in found.antwoorden if item.uitkomst == KEUZE_NODIG and not item.organisaties]
    themes: dict[str, list[Taak]] = {}
    for item in found.antwoorden:
        if item not in still_open:
            themes.setdefault(item.regel.thema, []).append(_taak(item, snapshot))
    used = {
        step.relatie.levering
        for item in found.antwoorden
        for organisation in (*item.organisaties, *item.betrokken)
        for step in organisation.stappen
    } | {item.levering for item in found.afspraken}
    return Uitslag(
        themas=tuple((theme, tuple(tasks)) for theme, tasks in themes.items()),
        beslissend=tuple(_beslissend(found.antwoorden)),
        signalen=found.signalen,
        opmerkingen=found.opmerkingen,
        afspraken=tuple(_afspraken(found, snapshot, law)),
        bronnen=tuple(item for key, item in snapshot.leveringen.items() if key in used),
        aantallen={
            outcome: sum(1 for item in found.antwoorden if item.uitkomst == outcome)
            for outcome in (EENDUIDIG, KEUZE_NODIG, ONBEKEND)
        },
    )


def _taak(item: Antwoord, snapshot: Snapshot) -> Taak:
    rule = item.regel
    roles = {found.rol for found in item.organisaties}
    shared = len(roles) < 2
    return Taak(
        id=rule.id,
        titel=rule.titel,
        vraag=rule.vraag,
        uitkomst=item.uitkomst,
        rol=(roles.pop() if roles else rule.rol) if shared else "",
        organisaties=tuple(_organisatie(found, snapshot, "" if shared else found.rol) for found in item.organisaties),
        betrokken=tuple(_organisatie(found, snapshot, found.rol) for found in item.betrokken),
        toelichting=item.toelichting,
        grondslag=item.grondslag,
        zekerheid=item.zekerheid,
        nodig=tuple((field, NODIG.get(field, field)) for field in item.nodig),
    )


def _organisatie(item: Aangewezen, snapshot: Snapshot, rol: str) -> Organisatie:
    node = snapshot.node(item.id)
    website = node.eigenschappen.get("website", "") if node else ""
    return Organisatie(
        id=item.id,
        naam=noem(item.id, snapshot),
        soort=snapshot.schema.type_of(item.id),
        rol=rol,
        website=website if isinstance(website, str) else "",
        weg=tuple(_schakel(step, snapshot) for step in item.stappen),
    )


def _schakel(step: Stap, snapshot: Snapshot) -> Schakel:
    relation = step.relatie
    kind = snapshot.schema.relations[relation.type]
    start, end = (relation.naar, relation.van) if step.omgekeerd else (relation.van, relation.naar)
    return Schakel(
        van=start,
        van_naam=plek(start, snapshot),
        relatie=kind.omgekeerd if step.omgekeerd else kind.label,
        naar=end,
        naar_naam=plek(end, snapshot),
        sinds=relation.geldig_van,
        aantal=step.aantal,
        levering=snapshot.leveringen[relation.levering],
    )


def _beslissend(found: Iterable[Antwoord]) -> Iterator[Beslissend]:
    """The fields that decide, the one that decides most first."""
    tasks: dict[str, list[str]] = {}
    for item in found:
        for field in item.nodig:
            tasks.setdefault(field, []).append(item.regel.titel)
    for field, titles in sorted(tasks.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        yield Beslissend(field, NODIG.get(field, field), tuple(titles), field in VELDEN)


def _afspraken(found: Antwoorden, snapshot: Snapshot, law: Law) -> Iterator[Afspraak]:
    as_json = afspraken_weergave.als_json(
        found.afspraken, law.keys, lambda node: weergave.knoop_kort(node, snapshot, ""), weergave.stap
    )
    for item, content in zip(found.afspraken, as_json, strict=True):
        yield Afspraak(content, afspraken_weergave.status(item), item.status == GELDIG)
