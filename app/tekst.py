"""The answer to question 1 as text for people: a page that a policy adviser can read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app import afspraken_weergave
from app.namen import NODIG, artikelen, noem, plek
from app.woorden import opsomming
from graph.snapshot import Snapshot
from ontology.rules import Law
from queries.looptijd import GELDIG
from queries.wie.antwoord import EENDUIDIG, KEUZE_NODIG, ONBEKEND, Antwoord, Antwoorden
from queries.wie.sleutels import Stap
from viz.woorden import hoofdletter


def als_tekst(found: Antwoorden, snapshot: Snapshot, law: Law, *, gevraagd: bool) -> str:
    """The answer as a page that can be read aloud: signals first, then a line an answer by theme, with why under it.

    gevraagd: only some rules were asked for, so only what concerns them is worth a page.
    """
    parts = [[f"Stand op {snapshot.peildatum:%d-%m-%Y}"]]
    notes = [f"! {hoofdletter(item.titel)} ({item.code}). {item.tekst}" for item in found.signalen]
    parts += [group for group in (list(found.opmerkingen), notes) if group]
    open_rules = [item for item in found.antwoorden if item.uitkomst == KEUZE_NODIG and not item.organisaties]
    theme = ""
    for item in found.antwoorden:
        if item in open_rules:
            continue
        if item.regel.thema != theme:
            theme = item.regel.thema
            parts.append([theme.upper()])
        parts.append(_as_lines(item, snapshot))
    if found.afspraken:
        parts.append(["AFSPRAKEN"])
        parts += _agreements(found, snapshot, law, gevraagd=gevraagd)
    if open_rules:
        parts.append(["NOG TE BEPALEN"])
        parts.append([f"  {item.regel.titel}: geef {_needed(item)}. [{item.regel.id}]" for item in open_rules])
    if not found.antwoorden:
        parts.append(["Geen van de regels is van toepassing."])
    return "\n\n".join("\n".join(part) for part in parts)


def _agreements(found: Antwoorden, snapshot: Snapshot, law: Law, *, gevraagd: bool) -> Iterator[list[str]]:
    """In full what is in force and concerns an answer; of the others a line, so that they are not overlooked."""
    answered = {item.regel.id for item in found.antwoorden}
    brief = []
    for item in found.afspraken:
        concerns = bool(answered & set(item.regels))
        if concerns if gevraagd else item.status == GELDIG:
            yield afspraken_weergave.als_regels([item], snapshot, law.keys)[:-1]
        else:
            ask = f"; vraag {opsomming(item.regels, 'of')} voor de inhoud" if item.regels and not gevraagd else ""
            brief.append(f"  {item.titel}: {afspraken_weergave.status(item)}{ask}.")
    if brief:
        yield brief


def _needed(item: Antwoord) -> str:
    return opsomming([NODIG.get(field, field) for field in item.nodig])


def _as_lines(item: Antwoord, snapshot: Snapshot) -> list[str]:
    names = [noem(found.id, snapshot) for found in item.organisaties]
    if item.uitkomst == EENDUIDIG:
        said = opsomming(names)
    elif item.uitkomst == KEUZE_NODIG:
        said = f"{opsomming(names, 'of')} – hangt af van {_needed(item)}"
    elif item.uitkomst == ONBEKEND:
        said = f"onbekend ({opsomming(names, 'of')})" if names else "onbekend"
    else:
        said = "niet van toepassing"
    lines = [f"  {item.regel.titel}: {said} [{item.regel.id}]", *_roles(item, snapshot)]
    lines += [f"      Ook: {noem(found.id, snapshot)}, {found.rol}." for found in item.betrokken]
    if item.uitkomst != ONBEKEND:
        paths = dict.fromkeys(_path(found.stappen, snapshot) for found in item.organisaties if found.stappen)
        lines += [f"      Want: {path}." for path in paths]
    if item.toelichting:
        lines.append(f"      {item.toelichting}")
    lines.append(f"      Grondslag: {artikelen(item.grondslag)}. Zekerheid: {item.zekerheid}.")
    return lines


def _roles(item: Antwoord, snapshot: Snapshot) -> list[str]:
    """What who does: one line when all do the same, else a line a role; nothing when nobody is named."""
    roles: dict[str, list[str]] = {}
    for found in item.organisaties:
        roles.setdefault(found.rol, []).append(noem(found.id, snapshot))
    if len(roles) < 2:
        return [f"      {_sentence(role)}" for role in roles]
    return [f"      {_sentence(opsomming(names))[:-1]}: {role}." for role, names in roles.items()]


def _sentence(text: str) -> str:
    return f"{hoofdletter(text)}."


def _path(steps: Iterable[Stap], snapshot: Snapshot) -> str:
    parts: list[str] = []
    for item in steps:
        relation = item.relatie
        kind = snapshot.schema.relations[relation.type]
        start, end = (relation.naar, relation.van) if item.omgekeerd else (relation.van, relation.naar)
        count = f" ({item.aantal} postcodegebieden)" if item.aantal > 1 else ""
        begin = "" if parts else f"{plek(start, snapshot)} "
        parts.append(f"{begin}{kind.omgekeerd if item.omgekeerd else kind.label} {plek(end, snapshot)}{count}")
    return "; ".join(parts)
