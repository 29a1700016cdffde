"""The whole file for one consultation: the ondersteuningsplan of an SWV, or the jeugdplan of a gemeente."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.gebied import areas_of_gemeente
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from ontology.oogo import Oogo, load_oogo
from ontology.rules import Law, Rule, load_law
from ontology.verwacht import Registerverschil, load_differences
from queries.oogo.afspraken import Afspraak, afspraken
from queries.oogo.agenda import Agendapunt, agenda
from queries.oogo.cyclus import Cyclus, cyclus
from queries.oogo.gebied import Gebied, gebied
from queries.oogo.onzeker import Onzekerheid, onzekerheden
from queries.oogo.regios import Groep, Leden, leden, regios
from queries.oogo.scholen import Scholen, scholen
from queries.oogo.stromen import Stromen, Woonstromen
from queries.oogo.tafel import Tafel, tafel, vraag
from queries.oogo.veranderingen import Veranderingen, veranderingen, voorgangers

PLANNEN = {"PO": "ondersteuningsplan-po", "VO": "ondersteuningsplan-vo", "": "jeugdplan"}


class GeenDossier(SpeelveldError):  # noqa: N818 - Dutch for a file that cannot be made
    """There is nothing to make a file of: the code does not exist, or has no area."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the record knows for one consultation, on the peildatum of the snapshot.

    opmerkingen: what the reader must know about the code itself. stromen: None for vo, or when no count is loaded.
    veranderingen: None without the day of the last plan. telling: the deliveries that count pupils by home.
    leveringen: all that the file rests on.
    """

    id: str
    plan: str
    titel: str
    peildatum: date
    opmerkingen: tuple[str, ...]
    gebied: Gebied
    tafel: Tafel
    scholen: Scholen
    regios: tuple[Groep, ...]
    stromen: Stromen | None
    afspraken: tuple[Afspraak, ...]
    agenda: tuple[Agendapunt, ...]
    oogo: Oogo
    cyclus: Cyclus
    veranderingen: Veranderingen | None
    onzeker: tuple[Onzekerheid, ...]
    telling: frozenset[str]
    leveringen: tuple[str, ...]

    @property
    def sector(self) -> str:
        """PO, VO, or empty for a gemeente."""
        return self.gebied.sector


@dataclass(frozen=True, slots=True)
class Bronnen:
    """What a file is made from besides the snapshot: the law, the subjects, what follows from a snapshot once."""

    law: Law
    oogo: Oogo
    verschillen: tuple[Registerverschil, ...]
    namen: GemeenteResolver
    stromen: Woonstromen
    leden: Leden

    @staticmethod
    def van(snapshot: Snapshot) -> Bronnen:
        """The sources that ship with the program, and what follows from a snapshot."""
        namen = GemeenteResolver(snapshot.every("Gemeente"))
        return Bronnen(load_law(), load_oogo(), load_differences(), namen, Woonstromen.lees(snapshot), leden(snapshot))


def vind(code: str, snapshot: Snapshot) -> tuple[str, str]:
    """The id of an SWV or gemeente with an area, and what to say when it is the successor of what was asked for.

    code: `PO2704`, `GM0396`, or an id. GeenDossier when it does not exist, is national, or was divided over several.
    """
    text = code.strip()
    node_id = next((found for found in _ids(text) if snapshot.node(found) or found in snapshot.voormalig), None)
    if node_id is None:
        raise GeenDossier(f"“{text}” is geen samenwerkingsverband of gemeente")
    node = snapshot.node(node_id)
    if node is None:
        ends = list(dict.fromkeys(_opvolgers(node_id, snapshot)))
        name = snapshot.naam(node_id).removeprefix("swv:")
        if len(ends) != 1:
            names = ", ".join(f"{snapshot.naam(end)} ({end.partition(':')[2]})" for end in ends)
            raise GeenDossier(
                f"{name} bestaat niet op {snapshot.peildatum:%d-%m-%Y}",
                herstel=f"Kies uit de opvolgers: {names}" if ends else "Kies een andere peildatum",
            )
        found, more = vind(ends[0], snapshot)
        return found, f"{name} is opgegaan in {snapshot.naam(ends[0])}. {more}".strip()
    if node.eigenschappen.get("landelijk"):
        raise GeenDossier(
            f"{node.naam} is een landelijk samenwerkingsverband en heeft geen eigen gebied",
            waarom="Welke gemeenten aan tafel zitten, volgt daarom niet uit de registers",
            herstel="Maak het dossier van een samenwerkingsverband met een gebied, of van een gemeente",
        )
    return node_id, ""


def _ids(code: str) -> Iterable[str]:
    upper = code.upper()
    yield code
    if ":" not in code:
        yield f"swv:{upper}"
        yield f"gemeente:{upper}"


def _opvolgers(node_id: str, snapshot: Snapshot) -> Iterable[str]:
    for item in snapshot.out(node_id, "OPGEGAAN_IN"):
        if snapshot.node(item.naar):
            yield item.naar
        else:
            yield from _opvolgers(item.naar, snapshot)


def maak(
    code: str, snapshot: Snapshot, bronnen: Bronnen, vorig_plan: date | None = None, eerder: Snapshot | None = None
) -> Dossier:
    """The file of an SWV or a gemeente. eerder: the same record on the day of vorig_plan, to see what changed since."""
    node_id, remark = vind(code, snapshot)
    area = gebied(node_id, snapshot)
    if not area.pc4:
        raise GeenDossier(
            f"van {snapshot.naam(node_id)} is op {snapshot.peildatum:%d-%m-%Y} geen gebied bekend",
            herstel="Kies een andere peildatum",
        )
    plan = PLANNEN[area.sector]
    cycle = next(item for item in bronnen.oogo.cyclus if item.plan == plan)
    table = tafel(cycle.regel, area, snapshot, bronnen.law, bronnen.namen)
    groups = regios(area, bronnen.leden, snapshot)
    agreed = afspraken(_afspraakgebieden(area, table, snapshot), snapshot)
    schools = scholen(area, snapshot)
    flows = None if area.sector == "VO" else bronnen.stromen.van(area.pc4)
    places = [pc4 for part in area.gemeenten for pc4 in part.pc4]
    ask = cycle.geschil
    dispute = vraag(ask, places[0], snapshot, bronnen.law, bronnen.namen) if places and ask else None
    points = agenda(bronnen.oogo, plan, bronnen.law, snapshot, agreed, groups)
    rules = {rule.id: rule for point in points for rule in point.regels}
    changes = _veranderingen(area, snapshot, eerder, rules.values()) if eerder else None
    named = {node_id, *(part.id for part in area.gemeenten), *(item.id for item in table.overlappen)}
    differences = [item for item in bronnen.verschillen if item.geldt(snapshot.peildatum) and named & set(item.ids)]
    dates = cyclus(cycle, vorig_plan, dispute)
    return Dossier(
        node_id,
        plan,
        cycle.titel,
        snapshot.peildatum,
        (remark,) if remark else (),
        area,
        table,
        schools,
        groups,
        flows,
        agreed,
        points,
        bronnen.oogo,
        dates,
        changes,
        onzekerheden(area, table, schools, groups, flows, agreed, rules.values(), dates, differences, snapshot),
        bronnen.stromen.leveringen,
        _leveringen(node_id, area, table, schools, groups, bronnen.stromen.leveringen, agreed, snapshot),
    )


def _afspraakgebieden(area: Gebied, table: Tafel, snapshot: Snapshot) -> Iterable[str]:
    """Where agreements may hold that matter here: the area, what shares it, its gemeenten and their regions."""
    found = dict.fromkeys([area.id, *(item.id for item in table.overlappen)])
    for part in area.gemeenten:
        found |= dict.fromkeys(areas_of_gemeente(part.id, snapshot))
    for pc4 in sorted(area.pc4):
        found |= dict.fromkeys(item.naar for item in snapshot.out(pc4, "IN_REGIO"))
        found |= dict.fromkeys(item.van for item in snapshot.into(pc4, "IN_PC4"))
    return found


def _veranderingen(area: Gebied, snapshot: Snapshot, earlier: Snapshot, rules: Iterable[Rule]) -> Veranderingen:
    older = [gebied(found, earlier) for found in voorgangers(area.id, snapshot, earlier)]
    before = Gebied(
        area.id,
        area.sector,
        frozenset().union(*(item.pc4 for item in older)),
        tuple(part for item in older for part in item.gemeenten),
        (),
        (),
        (),
        None,
    )
    return veranderingen(area, snapshot, before, earlier, rules)


def _leveringen(
    node_id: str,
    area: Gebied,
    table: Tafel,
    schools: Scholen,
    groups: Iterable[Groep],
    counted: frozenset[str],
    agreed: Iterable[Afspraak],
    snapshot: Snapshot,
) -> tuple[str, ...]:
    """The ids of all deliveries that the file rests on, in the order in which they were loaded."""
    node = snapshot.node(node_id)
    used = set(node.leveringen if node else ()) | area.leveringen
    for part in area.gemeenten:
        used |= part.leveringen
    for overlap in table.overlappen:
        used |= overlap.leveringen
    for site in (*schools.vestigingen, *schools.speciaal):
        used |= set(site.leveringen)
    for group in groups:
        for region in group.regios:
            used |= region.leveringen
    used |= counted | {item.levering for item in agreed}
    return tuple(key for key in snapshot.leveringen if key in used)
