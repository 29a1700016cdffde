"""Twins of the questions about SWVs and what crosses them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tweeling_hulp import NU, VASTE, Rij, Waarden, Wereld, deel, gebied_van, naar, namen, per_pc4, tweeling

from graph.gemeenten import GemeenteResolver
from ontology.rules import load_law
from queries.oogo.gebied import gebied
from queries.oogo.tafel import tafel

SWV = ({"swv": "swv:PO2711"}, {"swv": "swv:VO2810"}, {"swv": "swv:PO2816"}, {"swv": "swv:PO2901"})


@tweeling("oogo-tafel", "rol id geheel pc4 pc4Totaal aandeel", *SWV)
def _oogo_tafel(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot, swv = wereld.op(p["peildatum"]), p["swv"]
    sector = swv[4:6]
    other = {"PO": "VO", "VO": "PO"}[sector]
    own = per_pc4(f"IN_SWV_{sector}", snapshot)
    area = {pc4 for pc4, found in own.items() if found == swv}
    if not area:
        return
    at_the_table = set()
    whole_or_part = {}
    for rol, relatie in (("gemeente", "IN_GEMEENTE"), ("ander samenwerkingsverband", f"IN_SWV_{other}")):
        parts = per_pc4(relatie, snapshot)
        shared = Counter(parts[pc4] for pc4 in area if pc4 in parts)
        whole = Counter(found for pc4, found in parts.items() if pc4 in own)
        at_the_table |= set(shared)
        for party, count in shared.items():
            whole_or_part[party] = count == whole[party]
            yield rol, party, count == whole[party], count, whole[party], deel(count, whole[party])
    area_of_plan = gebied(swv, snapshot)
    names = GemeenteResolver(snapshot.every("Gemeente"))
    table = tafel({"PO": "F01", "VO": "F02"}[sector], area_of_plan, snapshot, load_law(), names)
    assert table.antwoord
    assert at_the_table == {item.id for item in table.antwoord.organisaties} - {swv}
    if p["peildatum"] == NU:
        assert whole_or_part == {item.id: item.heel for item in area_of_plan.gemeenten} | {
            item.id: item.aandeel_daar == 1 for item in table.overlappen
        }


@tweeling("swv-kruist", "relatie id pc4 aandeelVanSwv aandeelVanRegio gemeenten", *SWV)
def _swv_kruist(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot, swv = wereld.op(p["peildatum"]), p["swv"]
    area = gebied_van(f"IN_SWV_{swv[4:6]}", snapshot)[swv]
    of_pc4 = per_pc4("IN_GEMEENTE", snapshot)
    regions: dict[tuple[str, str], set[str]] = {}
    for relatie in VASTE:
        if relatie != "IN_GEMEENTE":
            regions |= {(relatie, region): pc4 for region, pc4 in gebied_van(relatie, snapshot).items()}
    for regeling in snapshot.of_type("Regeling"):
        members = {item.van for item in naar(snapshot, regeling.id, "NEEMT_DEEL_AAN")}
        regions["NEEMT_DEEL_AAN", regeling.id] = {pc4 for pc4, gemeente in of_pc4.items() if gemeente in members}
    for (relatie, region), pc4 in regions.items():
        shared = pc4 & area
        if shared and region != swv:
            gemeenten = namen(snapshot, (of_pc4[item] for item in shared if item in of_pc4))
            yield relatie, region, len(shared), deel(len(shared), len(area)), deel(len(shared), len(pc4)), gemeenten


@tweeling("gesplitste-gemeenten", "gemeente sector swv pc4 aandeel")
def _gesplitst(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    of_pc4 = per_pc4("IN_GEMEENTE", snapshot)
    for sector in ("PO", "VO"):
        parts: dict[str, Counter[str]] = defaultdict(Counter)
        for pc4, swv in per_pc4(f"IN_SWV_{sector}", snapshot).items():
            if pc4 in of_pc4:
                parts[of_pc4[pc4]][swv] += 1
        for gemeente, counts in parts.items():
            if len(counts) > 1:
                for swv, count in counts.items():
                    yield gemeente, sector, swv, count, deel(count, counts.total())


@tweeling("pc4-zonder-swv", "pc4 gemeente zonder vestigingen")
def _zonder_swv(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    of_pc4 = per_pc4("IN_GEMEENTE", snapshot)
    areas = {sector: per_pc4(f"IN_SWV_{sector}", snapshot) for sector in ("PO", "VO")}
    for pc4 in snapshot.of_type("Postcodegebied"):
        without = tuple(sector for sector, found in areas.items() if pc4.id not in found)
        if without:
            gemeente = snapshot.naam(of_pc4[pc4.id]) if pc4.id in of_pc4 else None
            yield pc4.id, gemeente, without, len(naar(snapshot, pc4.id, "IN_PC4"))
