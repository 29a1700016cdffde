"""The answer: for each task that applies, who has it, by which steps, on which legal basis, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from ontology.rules import Designation, Doubt, Law, LegalBasis, Rule
from queries.looptijd import GELDIG, KOMEND, VERLOPEN
from queries.wie.afspraken import Afspraak, afspraken, settles
from queries.wie.leerling import Leerling, bouw
from queries.wie.signalen import Signaal, signalen
from queries.wie.sleutels import Sleutels, Stap, Uitkomst
from queries.wie.voorwaarden import holds
from queries.wie.vraag import Vraag, VraagFout

EENDUIDIG, KEUZE_NODIG, ONBEKEND, NIET_VAN_TOEPASSING = "eenduidig", "keuze-nodig", "onbekend", "niet-van-toepassing"
_LEVELS = ("hoog", "middel", "laag")
# How rules, sources and templates speak of certainty, on one scale; a source that says nothing is sure.
_RANK = {"": 0, "hoog": 0, "middel": 1, "gevonden": 1, "laag": 2, "waarschijnlijk": 2, "onbekend": 2}


@dataclass(frozen=True, slots=True)
class Aangewezen:
    """An organisation in an answer, its role, and the steps through the graph that lead to it."""

    id: str
    rol: str
    sleutel: str
    stappen: tuple[Stap, ...]


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer to one rule."""

    regel: Rule
    uitkomst: str
    organisaties: tuple[Aangewezen, ...]
    betrokken: tuple[Aangewezen, ...]
    grondslag: tuple[LegalBasis, ...]
    zekerheid: str
    toelichting: str
    nodig: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Antwoorden:
    """All answers to one question."""

    antwoorden: tuple[Antwoord, ...]
    signalen: tuple[Signaal, ...]
    afspraken: tuple[Afspraak, ...]
    opmerkingen: tuple[str, ...]


def beantwoord(vraag: Vraag, snapshot: Snapshot, law: Law, namen: GemeenteResolver) -> Antwoorden:
    """Answer a question; its peildatum is that of the snapshot. VraagFout when it contradicts itself."""
    leerling = bouw(vraag, snapshot, namen)
    agreements = afspraken(leerling, snapshot, law.keys)
    judge = _Judge(leerling, snapshot, Sleutels(law.keys, leerling, snapshot), agreements)
    in_force = law.op(snapshot.peildatum)
    if vraag.vragen is None:
        found = [answer for rule in in_force if (answer := judge.answer(rule, asked=False))]
    else:
        found = [judge.asked(rules) for rules in _asked(vraag.vragen, law)]
    return Antwoorden(
        tuple(found), signalen(leerling, snapshot), agreements, tuple(dict.fromkeys(leerling.opmerkingen))
    )


def _asked(names: Iterable[str], law: Law) -> list[list[Rule]]:
    """The versions of each rule that was asked for, by id or by task."""
    groups: dict[str, list[Rule]] = {}
    unknown = []
    for name in names:
        rules = [rule for rule in law.rules if name in (rule.id, rule.taak)]
        if not rules:
            unknown.append(name)
        for rule in rules:
            groups.setdefault(rule.id, [])
            if rule not in groups[rule.id]:
                groups[rule.id].append(rule)
    if unknown:
        known = ", ".join(dict.fromkeys(rule.id for rule in law.rules))
        raise VraagFout([("vragen", f"deze regel of taak bestaat niet; kies uit {known} of de naam van een taak")])
    return list(groups.values())


def _said(agreed: Iterable[Afspraak]) -> list[str]:
    """What agreements that settle a rule say about it, also when they are over."""
    texts = []
    for item in agreed:
        if item.status == GELDIG:
            texts.append(f"Zo is het afgesproken in “{item.titel}”.")
        elif item.status == VERLOPEN:
            texts.append(f"De afspraak “{item.titel}” is op {item.geldig_tot:%d-%m-%Y} verlopen.")
        elif item.status == KOMEND:
            texts.append(f"De afspraak “{item.titel}” geldt pas vanaf {item.geldig_van:%d-%m-%Y}.")
        else:
            texts.append(f"Of de afspraak “{item.titel}” nu geldt is niet bekend: de bron noemt geen data.")
    return texts


class _Judge:
    def __init__(
        self, leerling: Leerling, snapshot: Snapshot, keys: Sleutels, agreements: tuple[Afspraak, ...]
    ) -> None:
        self._leerling, self._snapshot, self._keys, self._agreements = leerling, snapshot, keys, agreements

    def asked(self, versions: Sequence[Rule]) -> Antwoord:
        """A rule that was asked for by name: always an answer, also when it does not apply."""
        day = self._snapshot.peildatum
        current = next((rule for rule in versions if rule.geldt(day)), None)
        if current is None:
            nearest = versions[0]
            if nearest.wetsvoorstel:
                return self._not(nearest, f"Dit is een wetsvoorstel en geen wet: {nearest.wetsvoorstel}")
            end = f" tot {nearest.geldig_tot}" if nearest.geldig_tot else ""
            return self._not(nearest, f"Deze regel geldt vanaf {nearest.geldig_van}{end}; de peildatum is {day}.")
        answer = self.answer(current, asked=True)
        assert answer is not None  # noqa: S101 - asked=True always answers
        return answer

    def _not(self, rule: Rule, text: str) -> Antwoord:
        return Antwoord(rule, NIET_VAN_TOEPASSING, (), (), self._basis(rule), rule.zekerheid, text, ())

    def _basis(self, rule: Rule) -> tuple[LegalBasis, ...]:
        day = self._snapshot.peildatum
        return tuple(
            item
            for item in rule.grondslag
            if (item.geldig_van is None or item.geldig_van <= day)
            and (item.geldig_tot is None or day < item.geldig_tot)
            and holds(item.als, self._leerling)[0] is not False
        )

    def answer(self, rule: Rule, *, asked: bool) -> Antwoord | None:
        """The answer to a rule in force; None when it does not apply and was not asked for."""
        if rule.op_verzoek and not asked:
            return None
        applies, missing = holds(rule.voorwaarden, self._leerling, strict=asked)
        if applies is False:
            return self._not(rule, rule.niet_omdat) if asked else None
        found: dict[str, Aangewezen] = {}
        needed: set[str] = set(missing)
        lacking: list[str] = []
        several = False
        for designation in rule.wijst_aan:
            chosen, unknown = holds(designation.als, self._leerling)
            if chosen is False:
                continue
            result = self._keys.loop(designation.sleutel)
            needed |= unknown
            if chosen:
                needed |= result.nodig
                several = several or (len(result.eind) > 1 and not designation.alle)
            if result.ontbreekt and chosen:
                lacking.append(designation.als_leeg or result.ontbreekt)
            for item in self._designated(rule, designation, result):
                found.setdefault(item.id, item)
        agreed = self._agreed(rule)
        for item in self._parties(rule, agreed):
            found.setdefault(item.id, item)
        outcome = self._outcome(found, needed, lacking, several=several)
        if rule.buiten_register and not found and not missing:
            outcome, needed = ONBEKEND, set()
        organisations = tuple(found.values())
        involved, absent = self._involved(rule, found) if outcome in (EENDUIDIG, ONBEKEND) else ((), ())
        texts = [
            *_said(agreed),
            rule.buiten_register if not found else "",
            rule.toelichting,
            *self._cautions(organisations),
            *lacking,
            *absent,
        ]
        texts += [rule.zekerheid_reden, *(item.reden for item in self._doubts(rule))]
        return Antwoord(
            rule,
            outcome,
            organisations if outcome != ONBEKEND or several else (),
            involved,
            self._basis(rule),
            self._certainty(rule, organisations),
            " ".join(dict.fromkeys(text for text in texts if text)),
            tuple(sorted(needed)) if outcome == KEUZE_NODIG else (),
        )

    @staticmethod
    def _outcome(found: dict[str, Aangewezen], needed: set[str], lacking: list[str], *, several: bool) -> str:
        if lacking:
            return ONBEKEND
        if needed:
            return KEUZE_NODIG
        if not found or several:
            return ONBEKEND
        return EENDUIDIG

    def _agreed(self, rule: Rule) -> tuple[Afspraak, ...]:
        """The agreements that settle a rule: where the school is, or of the home for who has no school."""
        if not rule.naar_afspraak:
            return ()
        found = settles(self._agreements, rule.id)
        return tuple(item for item in found if item.van_school) if self._leerling.plaatsen.get("vestiging") else found

    @staticmethod
    def _parties(rule: Rule, agreed: Iterable[Afspraak]) -> Iterator[Aangewezen]:
        """The parties of the agreements in force that settle the rule, by way of the area where it holds."""
        for agreement in agreed:
            if agreement.status == GELDIG:
                for party in agreement.partijen:
                    role = party.rol or rule.rol
                    yield Aangewezen(party.id, role, "afspraak", agreement.gebieden[0].stappen)

    @staticmethod
    def _designated(rule: Rule, designation: Designation, result: Uitkomst) -> list[Aangewezen]:
        role = designation.rol or rule.rol
        return [Aangewezen(node, role, result.sleutel, steps) for node, steps in result.eind.items()]

    def _involved(
        self, rule: Rule, answered: Mapping[str, Aangewezen]
    ) -> tuple[tuple[Aangewezen, ...], tuple[str, ...]]:
        """Who else belongs to the answer as far as the record knows, and what to say where it knows nobody."""
        found: dict[str, Aangewezen] = {}
        absent = []
        for designation in rule.betrokken:
            if holds(designation.als, self._leerling)[0]:
                designated = self._designated(rule, designation, self._keys.loop(designation.sleutel))
                if not designated and designation.als_leeg:
                    absent.append(designation.als_leeg)
                for item in designated:
                    if item.id not in answered:
                        found.setdefault(item.id, item)
        return tuple(found.values()), tuple(absent)

    def _doubts(self, rule: Rule) -> list[Doubt]:
        """What makes this rule less certain for this pupil."""
        return [item for item in rule.minder_zeker if holds(item.als, self._leerling)[0]]

    def _cautions(self, organisations: Sequence[Aangewezen]) -> list[str]:
        """What the sources themselves doubt, and what they say of another day than the peildatum."""
        texts = []
        for item in organisations:
            for step in item.stappen:
                relation = step.relatie
                remark = relation.eigenschappen.get("opmerking")
                if remark and relation.eigenschappen.get("zekerheid") in ("middel", "laag"):
                    texts.append(f"Let op: {str(remark).rstrip('.')}.")
                levering = self._snapshot.leveringen[relation.levering]
                if relation.geldig_van is None and self._snapshot.peildatum < levering.peildatum:
                    day = f"{levering.peildatum:%d-%m-%Y}"
                    texts.append(f"“{levering.naam}” geeft de stand van {day}, en niet sinds wanneer die geldt.")
        return texts

    def _certainty(self, rule: Rule, organisations: Sequence[Aangewezen]) -> str:
        """The least certain of the rule, its steps and the deliveries that state them."""
        level = max(_RANK[stated] for stated in (rule.zekerheid, *(item.zekerheid for item in self._doubts(rule))))
        deliveries = self._snapshot.leveringen
        for item in organisations:
            for step in item.stappen:
                relation = step.relatie
                stated = relation.eigenschappen.get("zekerheid")
                if stated is not None:
                    level = max(level, _RANK[str(stated)])
                level = max(level, _RANK[deliveries[relation.levering].zekerheid])
        return _LEVELS[level]
