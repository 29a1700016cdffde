"""Twins of the questions about agreements and youth care."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from tweeling_hulp import DAGEN, NU, Rij, Waarden, Wereld, naar, namen, tweeling, uit

from graph.facts import Node, Relation, valid_on
from graph.snapshot import SnapNode
from queries.looptijd import looptijden


def _status(node: SnapNode | Node, day: date) -> str:
    if node.geldig_van is None and node.geldig_tot is None:
        return "onbekend"
    if node.geldig_tot is not None and node.geldig_tot <= day:
        return "verlopen"
    return "komend" if node.geldig_van is not None and node.geldig_van > day else "geldig"


def _einden(wereld: Wereld, afspraak: str, relatie: str, day: date | None = None) -> set[str]:
    """The other ends of the relations of an agreement, on a day or ever."""
    found: set[str] = set()
    for fact, _ in wereld.uitspraken():
        if isinstance(fact, Relation) and fact.type == relatie and (day is None or valid_on(fact, day)):
            node, other = (fact.van, fact.naar) if relatie == "GELDT_IN" else (fact.naar, fact.van)
            found |= {other} if node == afspraak else set()
    return found


@tweeling("afspraken", "status id geldigVan geldigTot gebieden partijen functies", dagen=(*DAGEN, date(2022, 12, 31)))
def _afspraken(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for node in snapshot.every("Afspraak"):
        status, day = _status(node, p["peildatum"]), p["peildatum"]
        if status == "verlopen" and node.geldig_tot:
            day = node.geldig_tot - timedelta(days=1)
        elif status == "komend" and node.geldig_van:
            day = node.geldig_van
        areas, parties, posts = (
            _einden(wereld, node.id, item, day) for item in ("GELDT_IN", "PARTIJ_BIJ", "IN_AFSPRAAK")
        )
        said = {
            status
            for area in _einden(wereld, node.id, "GELDT_IN")
            for status, held in looptijden(area, snapshot)
            if held.van == node.id
        }
        assert said <= {status}
        counts = len(parties) or None, len(posts) or None
        yield status, node.id, node.geldig_van, node.geldig_tot, namen(snapshot, areas) or None, *counts


@tweeling(
    "afspraken-aflopend",
    "status id dagen partijen",
    {"maanden": 0},
    {"maanden": 6},
    {"maanden": 1200},
    dagen=(*DAGEN, date(2022, 12, 31), date(2023, 3, 31)),
)
def _aflopend(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    day = p["peildatum"]
    snapshot = wereld.op(day)
    months = day.year * 12 + day.month - 1 + p["maanden"]
    for node in snapshot.every("Afspraak"):
        if node.geldig_tot is None:
            continue
        end = node.geldig_tot.year * 12 + node.geldig_tot.month - 1
        if end < months or (end == months and node.geldig_tot.day <= day.day):
            status = "verlopen" if node.geldig_tot <= day else "loopt af"
            parties = namen(snapshot, _einden(wereld, node.id, "PARTIJ_BIJ", node.geldig_tot - timedelta(days=1)))
            yield status, node.id, (node.geldig_tot - day).days, parties or None


@tweeling(
    "afspraak",
    "wat id vestiging",
    {"afspraak": "afspraak:jeugdhulp-op-school-vo-regio-alkmaar"},
    {"afspraak": "afspraak:samenwerking-onderwijs-en-jeugdhulp-zuid-kennemerland"},
    dagen=(NU,),
)
def _afspraak(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    schools = defaultdict(set)
    for item in wereld.uitspraken():
        if isinstance(item.fact, Relation) and item.fact.type == "FUNCTIE_BIJ":
            schools[item.fact.van].add(item.fact.naar)
    for what, relatie in (("partij", "PARTIJ_BIJ"), ("gebied", "GELDT_IN")):
        yield from ((what, other, None) for other in _einden(wereld, p["afspraak"], relatie))
    for post in _einden(wereld, p["afspraak"], "IN_AFSPRAAK"):
        yield from (("functie", post, school) for school in schools[post] or {None})


@tweeling("aanbieders", "jeugdregio aanbieder perceel zekerheid herkomst")
def _aanbieders(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for region in snapshot.of_type("Jeugdregio"):
        for item in naar(snapshot, region.id, "GECONTRACTEERD_DOOR", "Aanbieder"):
            said = [item.eigenschappen.get(name) for name in ("perceel", "zekerheid", "herkomst")]
            yield region.id, item.van, *said


@tweeling("jeugdregio", "rol id zekerheid", {"jeugdregio": "jeugdregio:JZ10"}, {"jeugdregio": "jeugdregio:JZ14"})
def _jeugdregio(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot, region = wereld.op(p["peildatum"]), p["jeugdregio"]
    if not snapshot.node(region):
        return
    members = naar(snapshot, region, "IN_JEUGDREGIO")
    found = [("gemeente", item.van, item) for item in members]
    found += [("koopt in", item.naar, item) for item in uit(snapshot, region, "UITGEVOERD_DOOR")]
    found += [("gecontracteerd", item.van, item) for item in naar(snapshot, region, "GECONTRACTEERD_DOOR")]
    found += [("werkt in de regio", item.van, item) for item in naar(snapshot, region, "WERKT_IN")]
    safe = {item.van: item for member in members for item in naar(snapshot, member.van, "WERKT_IN", "VeiligThuis")}
    found += [("Veilig Thuis", who, item) for who, item in safe.items()]
    yield from ((rol, who, item.eigenschappen.get("zekerheid")) for rol, who, item in found)
