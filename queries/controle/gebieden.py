"""Checks of areas: postcode areas and their SWV, gemeenten and their regions, GGD and veiligheidsregio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.snapshot import SnapNode, Snapshot
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding, noem, opsomming

SWV = {"PO": "IN_SWV_PO", "VO": "IN_SWV_VO"}
INDELINGEN = (
    "IN_PROVINCIE",
    "IN_JEUGDREGIO",
    "IN_DOORSTROOMPUNTREGIO",
    "IN_GGDREGIO",
    "IN_VEILIGHEIDSREGIO",
    "IN_ZORGKANTOORREGIO",
    "IN_ARBEIDSMARKTREGIO",
)
"""Divisions of the whole country: each gemeente belongs to exactly one area of each."""
SCHOOL, GENOEMD, ADRESSEN, POSTBUSSEN, ONBEKEND = (
    "er staat een school, maar de regeling noemt het niet",
    "de regeling noemt het, zonder SWV",
    "adressen zonder scholen; de regeling noemt het niet",
    "ook postbussen, geen scholen; de regeling noemt het niet",
    "soort adressen onbekend, geen scholen; de regeling noemt het niet",
)
_REASONS = (SCHOOL, GENOEMD, ADRESSEN, POSTBUSSEN, ONBEKEND)
"""Why a postcode area has no SWV; the ones that matter most first."""


def postcodegebieden_zonder_swv(snapshot: Snapshot) -> Iterator[Bevinding]:
    """PC4 areas without an SWV PO or VO, each with the reason as far as the record knows it."""
    regulation: set[str] = set()
    for relation in snapshot.relations():
        if relation.type in SWV.values():
            regulation.add(relation.levering)
    sources = {snapshot.leveringen[levering].bron for levering in regulation}
    areas = list(snapshot.of_type("Postcodegebied"))
    if not regulation:
        if areas:
            yield _not_loaded("De gebieden van samenwerkingsverbanden", len(areas), "postcodegebieden")
        return
    found = [
        (_why_no_swv(area, snapshot, sources), area, lacking)
        for area in areas
        if (lacking := [sector for sector, relation in SWV.items() if not snapshot.out(area.id, relation)])
    ]
    for reason, area, lacking in sorted(found, key=lambda item: (_REASONS.index(item[0]), item[1].id)):
        yield Bevinding(
            "pc4-zonder-swv",
            BEVINDING,
            f"Postcodegebied zonder SWV: {reason}",
            _pc4(area, snapshot) + ("" if len(lacking) == len(SWV) else f": alleen geen SWV {lacking[0]}"),
            (area.id,),
            tuple(sorted(regulation)),
        )


def _pc4(area: SnapNode, snapshot: Snapshot) -> str:
    """`3197 Botlek (gemeente Rotterdam)`, or the code with the schools that use it."""
    code = area.id.partition(":")[2]
    schools = [noem(snapshot, item.van) for item in snapshot.into(area.id, "IN_PC4")]
    if schools:
        return f"{code}: {opsomming(schools)}"
    place = area.eigenschappen.get("woonplaats")
    gemeenten = [snapshot.naam(item.naar) for item in snapshot.out(area.id, "IN_GEMEENTE")]
    where = f" {place}" if place else ""
    return f"{code}{where}" + (f" (gemeente {opsomming(gemeenten)})" if gemeenten and gemeenten != [place] else "")


def _why_no_swv(area: SnapNode, snapshot: Snapshot, regulation: set[str]) -> str:
    if snapshot.into(area.id, "IN_PC4"):
        return SCHOOL
    if any(snapshot.leveringen[levering].bron in regulation for levering in area.leveringen):
        return GENOEMD
    soort = str(area.eigenschappen.get("adressoort", ""))
    if "postbussen" in soort:
        return POSTBUSSEN
    return ADRESSEN if soort else ONBEKEND


def postcodegebieden_zonder_gemeente(snapshot: Snapshot) -> Iterator[Bevinding]:
    """PC4 areas of which no source gives the gemeente."""
    areas = list(snapshot.of_type("Postcodegebied"))
    lacking = [area for area in areas if not snapshot.out(area.id, "IN_GEMEENTE")]
    if areas and len(lacking) == len(areas):
        yield _not_loaded("De gemeente van postcodegebieden", len(areas), "postcodegebieden")
        return
    for area in lacking:
        yield Bevinding(
            "pc4-zonder-gemeente",
            BEVINDING,
            "Postcodegebied waarvan de gemeente niet bekend is",
            area.id.partition(":")[2],
            (area.id,),
            area.leveringen,
        )


def gemeenten_per_indeling(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Gemeenten that do not lie in exactly one area of each division of the country."""
    gemeenten = list(snapshot.of_type("Gemeente"))
    for relation in INDELINGEN:
        (kind,) = snapshot.schema.relations[relation].naar
        label = snapshot.schema.nodes[kind].label
        if gemeenten and not any(snapshot.out(node.id, relation) for node in gemeenten):
            yield _not_loaded(f"De {label}", len(gemeenten), "gemeenten")
            continue
        for node in gemeenten:
            found = snapshot.out(node.id, relation)
            if len(found) == 1:
                continue
            areas = opsomming(noem(snapshot, item.naar) for item in found)
            yield Bevinding(
                "gemeente-indeling",
                FOUT if found else BEVINDING,
                f"Gemeente met meer dan één {label}" if found else f"Gemeente zonder {label}",
                f"{noem(snapshot, node.id)}: {areas}" if found else noem(snapshot, node.id),
                (node.id, *(item.naar for item in found)),
                tuple(item.levering for item in found) or node.leveringen,
            )


def ggd_en_veiligheidsregio(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Veiligheidsregio's with more than one GGD. A GGD that serves two whole regions is allowed: Wpg 14 lid 5."""
    for region in snapshot.of_type("Veiligheidsregio"):
        served: dict[str, list[str]] = defaultdict(list)
        sources: dict[str, None] = {}
        for member in snapshot.into(region.id, "IN_VEILIGHEIDSREGIO"):
            for ggd in snapshot.out(member.van, "IN_GGDREGIO"):
                served[ggd.naar].append(member.van)
                sources |= {member.levering: None, ggd.levering: None}
        if len(served) > 1:
            parts = opsomming(
                f"{noem(snapshot, ggd)} ({len(members)} gemeenten)" for ggd, members in sorted(served.items())
            )
            yield Bevinding(
                "ggd-veiligheidsregio",
                BEVINDING,
                "Veiligheidsregio met meer dan één GGD (Wpg 14: die gebieden vallen samen)",
                f"{noem(snapshot, region.id)}: {parts}",
                (region.id, *sorted(served)),
                tuple(sources),
            )


def _not_loaded(what: str, number: int, of_what: str) -> Bevinding:
    return Bevinding(
        "niet-geladen",
        BEVINDING,
        "Niet geladen voor deze peildatum",
        f"{what}: van geen van de {number} {of_what} bekend",
        (),
        (),
    )
