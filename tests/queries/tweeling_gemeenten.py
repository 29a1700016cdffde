"""Twins of the questions about gemeenten and the tables at which they sit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tweeling_hulp import NU, REGIOS, Rij, Waarden, Wereld, deel, naar, namen, per_pc4, tweeling, uit

from graph.facts import Relation
from graph.snapshot import Snapshot
from queries.aansluiting.tafels import tafels as atlas_tafels

GEMEENTEN = ({"gemeente": "gemeente:GM0396"}, {"gemeente": "gemeente:GM0599"}, {"gemeente": "gemeente:GM1892"})


def tafels(snapshot: Snapshot) -> dict[tuple[str, str], dict[str, int]]:
    """The gemeenten of each table (relation, area), with how many of their postcode areas lie in it; 0 is wholly."""
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for gemeente in snapshot.of_type("Gemeente"):
        for relatie in (*REGIOS, "NEEMT_DEEL_AAN"):
            for item in uit(snapshot, gemeente.id, relatie):
                found[relatie, item.naar][gemeente.id] = 0
    of_pc4 = per_pc4("IN_GEMEENTE", snapshot)
    for relatie in ("IN_SWV_PO", "IN_SWV_VO"):
        for pc4, area in per_pc4(relatie, snapshot).items():
            if pc4 in of_pc4:
                members = found[relatie, area]
                members[of_pc4[pc4]] = members.get(of_pc4[pc4], 0) + 1
    return found


def eigen_tafels(
    gemeente: str, every: dict[tuple[str, str], dict[str, int]], snapshot: Snapshot
) -> list[tuple[str, str]]:
    """The tables of a gemeente, without the regelingen that do the work of one of its regions."""
    own = [key for key, members in every.items() if gemeente in members]
    doors = {item.naar for _, area in own for item in uit(snapshot, area, "UITGEVOERD_DOOR")}
    return [(relatie, area) for relatie, area in own if relatie != "NEEMT_DEEL_AAN" or area not in doors]


@tweeling("gemeente-tafels", "relatie id aandeel gemeenten partners", *GEMEENTEN)
def _gemeente_tafels(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot, gemeente = wereld.op(p["peildatum"]), p["gemeente"]
    found = tafels(snapshot)
    own = {
        (relatie, area): frozenset(found[relatie, area]) for relatie, area in eigen_tafels(gemeente, found, snapshot)
    }
    if p["peildatum"] == NU:
        atlas = wereld.atlas(NU)
        known = atlas_tafels(gemeente, atlas).tafels
        assert own == {(atlas.indeling(item.indeling).relatie, item.gebied): item.gemeenten for item in known}
    for (relatie, area), members in found.items():
        if (relatie, area) in own:
            whole = sum(other.get(gemeente, 0) for (kind, _), other in found.items() if kind == relatie)
            share = deel(members[gemeente], whole) if members[gemeente] else 1.0
            partners = sorted(snapshot.naam(item) for item in members if item != gemeente)
            yield relatie, area, share, len(members), tuple(partners)


@tweeling("tafels-per-gemeente", "gemeente naam tafels samenwerkingsverbanden regios regelingen gezelschappen inwoners")
def _tafels_per_gemeente(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    every = tafels(snapshot)
    for gemeente in {gemeente for members in every.values() for gemeente in members}:
        own = eigen_tafels(gemeente, every, snapshot)
        found = [(area, frozenset(every[relatie, area])) for relatie, area in own]
        kinds = Counter(area.partition(":")[0] for area, _ in found)
        swv, regelingen = kinds["swv"], kinds["regeling"]
        node = snapshot.nodes[gemeente]
        companies = len({members for _, members in found})
        regios = len(found) - swv - regelingen
        yield gemeente, node.naam, len(found), swv, regios, regelingen, companies, node.eigenschappen.get("inwoners")


@tweeling("regelingen-van-gemeente", "regeling gemeenten geldigVan geldigTot", *GEMEENTEN)
def _regelingen(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for item in uit(snapshot, p["gemeente"], "NEEMT_DEEL_AAN"):
        yield item.naar, len(naar(snapshot, item.naar, "NEEMT_DEEL_AAN")), item.geldig_van, item.geldig_tot


@tweeling(
    "regeling-deelnemers", "gemeente doetMee", {"regeling": "regeling:28141753"}, {"regeling": "regeling:24961393"}
)
def _deelnemers(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    found = naar(snapshot, p["regeling"], "NEEMT_DEEL_AAN") if snapshot.node(p["regeling"]) else []
    now = {item.van for item in found}
    ever = {
        item.fact.van
        for item in wereld.uitspraken()
        if isinstance(item.fact, Relation) and item.fact.type == "NEEMT_DEEL_AAN" and item.fact.naar == p["regeling"]
    }
    return ((gemeente, gemeente in now) for gemeente in ever)


@tweeling("contactgemeenten", "regio contactgemeente gemeenten inDeRegio")
def _contactgemeenten(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for region in snapshot.of_type("Doorstroompuntregio"):
        members = {item.van for item in naar(snapshot, region.id, "IN_DOORSTROOMPUNTREGIO")}
        for contact in [item.naar for item in uit(snapshot, region.id, "HEEFT_CONTACTGEMEENTE")] or [None]:
            yield region.id, contact, len(members), contact in members if contact and members else None


@tweeling("uitvoering-per-gemeente", "gemeente leerplicht lokaalTeam zekerheidLokaalTeam veiligThuis")
def _uitvoering(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for gemeente in snapshot.of_type("Gemeente"):
        offices = namen(snapshot, (item.naar for item in uit(snapshot, gemeente.id, "LEERPLICHT_DOOR")))
        teams = uit(snapshot, gemeente.id, "HEEFT_LOKAAL_TEAM")
        certain = tuple(sorted(str(item.eigenschappen.get("zekerheid", "onbekend")) for item in teams))
        safe = namen(snapshot, (item.van for item in naar(snapshot, gemeente.id, "WERKT_IN", "VeiligThuis")))
        lokaal = namen(snapshot, (item.naar for item in teams))
        yield gemeente.id, offices or None, lokaal or None, certain or None, safe or None
