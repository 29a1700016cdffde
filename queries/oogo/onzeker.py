"""Everything in a file that is unknown or doubtful, gathered in one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.snapshot import Snapshot
from ontology.rules import CERTAINTY, Rule
from ontology.verwacht import Registerverschil
from queries.controle.bevinding import noem, opsomming
from queries.oogo.afspraken import Afspraak
from queries.oogo.cyclus import Cyclus
from queries.oogo.gebied import Gebied
from queries.oogo.regios import Groep
from queries.oogo.scholen import Scholen
from queries.oogo.stromen import Stromen
from queries.oogo.tafel import Tafel

_REGIOS = "Regio's en organisaties"
_TWIJFEL = ("middel", "laag", "waarschijnlijk", "onbekend")


@dataclass(frozen=True, slots=True)
class Onzekerheid:
    """One thing that is not known, or not sure. eerst: whether a reader must see it before anything else."""

    onderwerp: str
    tekst: str
    eerst: bool = False
    ids: tuple[str, ...] = ()


def onzekerheden(
    area: Gebied,
    table: Tafel,
    schools: Scholen,
    groups: Iterable[Groep],
    flows: Stromen | None,
    agreed: Iterable[Afspraak],
    rules: Iterable[Rule],
    cycle: Cyclus,
    differences: Iterable[Registerverschil],
    snapshot: Snapshot,
) -> tuple[Onzekerheid, ...]:
    """The list, by subject."""
    return (
        *_cyclus(cycle),
        *_gebied(area, table, snapshot),
        *_regios(groups, snapshot),
        *_scholen(area, schools, flows, snapshot),
        *_afspraken(agreed),
        *(
            Onzekerheid("Registers", f"{item.wat}. Genomen is: {item.gekozen}. {item.waarom}", ids=item.ids)
            for item in differences
        ),
        *_wet(table, rules),
    )


def _cyclus(cycle: Cyclus) -> Iterator[Onzekerheid]:
    if cycle.vorig_plan is None:
        yield Onzekerheid("Planning", "Wanneer het vorige plan inging, staat in geen register.")
    if cycle.regels.reden:
        yield Onzekerheid("Planning", cycle.regels.reden)


def _gebied(area: Gebied, table: Tafel, snapshot: Snapshot) -> Iterator[Onzekerheid]:
    for swv in dict.fromkeys([area.id, *(item.id for item in table.overlappen)]):
        node = snapshot.node(swv)
        if node and node.type == "Samenwerkingsverband" and node.naam == swv.partition(":")[2]:
            yield Onzekerheid("Namen", f"De naam van {noem(snapshot, swv)} is niet gevonden.", ids=(swv,))
        elif node and node.eigenschappen.get("zekerheid") in _TWIJFEL:
            yield Onzekerheid(
                "Namen", f"Dat {noem(snapshot, swv)} zo heet, is waarschijnlijk en niet zeker.", ids=(swv,)
            )
    if area.zonder_gemeente:
        codes = opsomming(item.partition(":")[2] for item in area.zonder_gemeente)
        yield Onzekerheid("Gebied", f"Van postcodegebied {codes} is de gemeente niet bekend.", ids=area.zonder_gemeente)
    if area.zonder_swv:
        codes = opsomming(item.partition(":")[2] for item in area.zonder_swv)
        text = (
            f"Postcodegebied {codes} van deze gemeenten heeft in de regeling geen samenwerkingsverband (vaak "
            "postbussen)."
        )
        yield Onzekerheid("Gebied", text, ids=area.zonder_swv)
    for item in area.twijfel:
        remark = str(item.eigenschappen.get("opmerking", "")).rstrip(".")
        text = f"Of postcodegebied {item.van.partition(':')[2]} in {noem(snapshot, item.naar)} ligt: {remark}."
        yield Onzekerheid("Gebied", text, ids=(item.van, item.naar))


def _regios(groups: Iterable[Groep], snapshot: Snapshot) -> Iterator[Onzekerheid]:
    seen_only = False
    doubtful: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group in groups:
        if group.zonder:
            names = opsomming(snapshot.naam(item) for item in group.zonder)
            yield Onzekerheid(_REGIOS, f"{group.titel}: niet in de registers voor {names}.", ids=group.zonder)
        for region in group.regios:
            doubts = [word for word in region.zekerheid if word in _TWIJFEL]
            seen_only = seen_only or "gevonden" in region.zekerheid
            if doubts:
                said = "; ".join((f"zekerheid {' en '.join(doubts)}", *region.opmerkingen)).rstrip(".")
                doubtful[group.titel, said].append(region.id)
            if group.code == "jeugdregio" and not region.uitvoerders:
                text = f"Wie voor jeugdregio {noem(snapshot, region.id)} inkoopt, is niet gevonden."
                yield Onzekerheid(_REGIOS, text, ids=(region.id,))
    for (title, said), ids in doubtful.items():
        names = opsomming(dict.fromkeys(noem(snapshot, item) for item in ids))
        yield Onzekerheid(_REGIOS, f"{title}, {names}: {said}.", ids=tuple(ids))
    if seen_only:
        yield Onzekerheid(
            _REGIOS,
            "Organisaties zijn deels verzameld uit openbare teksten, vaak van enkele jaren oud; zij zijn niet "
            "bevestigd "
            "voor dit jaar.",
        )


def _scholen(area: Gebied, schools: Scholen, flows: Stromen | None, snapshot: Snapshot) -> Iterator[Onzekerheid]:
    if area.sector != "PO":
        text = "Aantallen leerlingen in vo en pro, en waar zij wonen, zijn niet geladen."
        yield Onzekerheid("Leerlingen", text, eerst=True)
    if flows is not None:
        age = snapshot.peildatum.year - flows.peiljaar
        text = f"Waar leerlingen po nu wonen: de nieuwste telling die is geladen, is van 1 oktober {flows.peiljaar}."
        yield Onzekerheid("Leerlingen", text, eerst=age > 2)
    elif area.sector != "VO":
        yield Onzekerheid("Leerlingen", "Waar leerlingen po wonen, is niet geladen.", eerst=True)
    uncounted = sum(1 for item in schools.vestigingen if not item.reeks and not set(item.soorten) <= {"vo", "pro"})
    if uncounted:
        yield Onzekerheid("Leerlingen", f"Vestigingen in po of (v)so zonder bekend aantal leerlingen: {uncounted}.")
    national = [item.id for item in schools.vestigingen if item.landelijk]
    if national:
        text = (
            "Vestigingen die volgens hun denominatie misschien bij een landelijk (reformatorisch) "
            "samenwerkingsverband horen, en "
            f"dan niet bij dat van dit gebied: {len(national)}. Het register zegt het niet."
        )
        yield Onzekerheid("Scholen", text, ids=tuple(national))
    unplaced = [item.id for item in schools.vestigingen if item.plek_onzeker]
    if unplaced:
        text = f"Vestigingen waarvan niet bekend is of zij in dit deel van hun gemeente staan: {len(unplaced)}."
        yield Onzekerheid("Scholen", text, ids=tuple(unplaced))


def _afspraken(agreed: Iterable[Afspraak]) -> Iterator[Onzekerheid]:
    found = list(agreed)
    if not found:
        text = (
            "Er staat geen afspraak van dit gebied in het register. Wat er is afgesproken, moet u aanleveren of "
            "navragen."
        )
        yield Onzekerheid("Afspraken", text, eerst=True)
    for item in found:
        if item.geldig_van is None and item.geldig_tot is None:
            yield Onzekerheid("Afspraken", f"Of “{item.titel}” nog geldt: de tekst noemt geen data.", ids=(item.id,))
        elif item.opmerking:
            text = f"“{item.titel}”: lees de opmerking in het hoofdstuk Afspraken."
            yield Onzekerheid("Afspraken", text, ids=(item.id,))


def _wet(table: Tafel, rules: Iterable[Rule]) -> Iterator[Onzekerheid]:
    own = [table.antwoord.regel] if table.antwoord else []
    reasons: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in {item.id: item for item in (*own, *rules)}.values():
        if rule.zekerheid_reden:
            reasons[rule.zekerheid, rule.zekerheid_reden].append(rule)
    for (level, reason), found in sorted(reasons.items(), key=lambda item: -CERTAINTY.index(item[0][0])):
        names = opsomming(f"{rule.titel} [{rule.id}]" for rule in found)
        yield Onzekerheid("Wet", f"{names}, zekerheid {level}: {reason}")
