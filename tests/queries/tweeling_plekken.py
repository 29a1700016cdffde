"""Twins of the questions about one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tweeling_hulp import REGIOS, Rij, Waarden, Wereld, sectoren, tweeling, uit, verbanden

from graph.gebied import areas_of_vestiging
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from ontology.rules import load_law
from queries.wie.leerling import bouw
from queries.wie.sleutels import Sleutels
from queries.wie.vraag import lees_vraag

PLEKKEN = ({"pc4": "pc4:1963"}, {"pc4": "pc4:2751"}, {"pc4": "pc4:9965"}, {"pc4": "pc4:1002"}, {"pc4": "pc4:3454"})
_SLEUTELS = {
    "IN_GEMEENTE": "woongemeente",
    "IN_SWV_PO": "swvWoonPo",
    "IN_SWV_VO": "swvWoonVo",
    "IN_JEUGDREGIO": "jeugdregio",
    "IN_DOORSTROOMPUNTREGIO": "doorstroompuntregioWoon",
    "HEEFT_CONTACTGEMEENTE": "contactgemeenteWoon",
    "IN_GGDREGIO": "ggdWoon",
    "WERKT_IN": "veiligThuisWoon",
    "IN_ZORGKANTOORREGIO": "zorgkantoorregioWoon",
    "IN_ARBEIDSMARKTREGIO": "arbeidsmarktregioWoon",
    "LEERPLICHT_DOOR": "leerplichtbureau",
    "HEEFT_LOKAAL_TEAM": "lokaalTeam",
}


def sleutels(snapshot: Snapshot, pc4: str) -> Sleutels:
    """The keys of a pupil who lives in a postcode area."""
    asked = lees_vraag({"woonplaats": {"postcode": pc4.removeprefix("pc4:")}})
    pupil = bouw(asked, snapshot, GemeenteResolver(snapshot.every("Gemeente")))
    return Sleutels(load_law().keys, pupil, snapshot)


@tweeling("pc4", "relatie id", *PLEKKEN)
def _pc4(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    keys = sleutels(snapshot, p["pc4"])
    found: dict[str, set[str]] = {}
    for relatie, key in _SLEUTELS.items():
        ends = keys.loop(key).eind.items()
        own_area = relatie.startswith("IN_SWV")  # without one, wie names those of the whole gemeente
        found[relatie] = {end for end, steps in ends if not own_area or steps[-1].relatie.van == p["pc4"]}
    gemeenten = [item.naar for item in uit(snapshot, p["pc4"], "IN_GEMEENTE")]
    for relatie in ("IN_PROVINCIE", "IN_VEILIGHEIDSREGIO"):
        found[relatie] = {item.naar for gemeente in gemeenten for item in uit(snapshot, gemeente, relatie)}
    for relatie, ends in found.items():
        yield from ((relatie, end) for end in ends or {None})
    for area in found["IN_JEUGDREGIO"] | found["IN_GGDREGIO"]:
        yield from (("UITGEVOERD_DOOR", item.naar) for item in uit(snapshot, area, "UITGEVOERD_DOOR"))


VESTIGINGEN = (
    {"vestiging": "vestiging:20MH00"},  # vo
    {"vestiging": "vestiging:01MI00"},  # so and vso
    {"vestiging": "vestiging:00AO00"},  # vso
    {"vestiging": "vestiging:00EM00"},  # so and vso, of two national SWVs
    {"vestiging": "vestiging:00EI00"},  # bo, of a national SWV
    {"vestiging": "vestiging:17GW46"},  # without a postcode area
)


@tweeling("vestiging", "relatie id", *VESTIGINGEN)
def _vestiging(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    school = snapshot.nodes[p["vestiging"]]
    own = verbanden(school, snapshot)
    found: dict[str, set[str | None]] = defaultdict(set)
    for area, steps in areas_of_vestiging(school.id, snapshot).items():
        if steps and snapshot.node(area) and (not area.startswith("swv:") or area in own):
            found[steps[-1].type].add(area)
    for relatie in ("HEEFT_BESTUUR", "VESTIGING_VAN", "IN_GEMEENTE", "IN_PC4"):
        found[relatie] = {item.naar for item in uit(snapshot, school.id, relatie)} or {None}
    for relatie in (*REGIOS, "IN_PROVINCIE"):
        ends = {item.naar for area in found["IN_GEMEENTE"] if area for item in uit(snapshot, area, relatie)}
        found[relatie] = set(ends) or {None}
    national = {snapshot.nodes[item].eigenschappen["sector"] for item in own if item.endswith("_REF")}
    for sector in sectoren(school) - national:
        found[f"IN_SWV_{sector}"] = found[f"IN_SWV_{sector}"] or {None}
    for relatie, areas in found.items():
        yield from ((relatie, area) for area in areas)


@tweeling(
    "knoop",
    "relatie richting id soort geldigVan geldigTot bron",
    {"knoop": "gemeente:GM0396"},
    {"knoop": "swv:PO2711"},
    {"knoop": "doorstroompuntregio:MC25"},
    {"knoop": "bestuur:41009"},
    {"knoop": "gemeente:GM0370"},  # Beemster, merged in 2022
)
def _knoop(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    if not snapshot.node(p["knoop"]):
        return
    for item in snapshot.relations():
        if p["knoop"] in (item.van, item.naar):
            richting, other = ("naar", item.naar) if item.van == p["knoop"] else ("van", item.van)
            node = snapshot.node(other)
            if node:
                yield item.type, richting, other, node.type, item.geldig_van, item.geldig_tot, item.levering
