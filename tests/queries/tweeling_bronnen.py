"""Twins of the questions about sources, gaps and doubts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from tweeling_hulp import NU, REGIOS, Rij, Waarden, Wereld, tweeling, uit
from tweeling_tijd import KNOPEN

from graph.facts import Node, Relation, Value, valid_on
from ontology.schema import load_schema


@tweeling("bronnen", "bron levering peildatum dagenOud rang knopen relaties")
def _bronnen(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    counts = Counter((item.levering, isinstance(item.fact, Node)) for item in wereld.store.statements())
    for item in wereld.store.leveringen():
        age = (p["peildatum"] - item.peildatum).days
        yield item.bron, item.id, item.peildatum, age, item.rang, counts[item.id, True], counts[item.id, False]


def gezegd(fact: Node) -> dict[str, Value]:
    """What a source says of a node, without what may hold numbers of pupils below five."""
    known = load_schema().nodes[fact.type].eigenschappen
    said = {name: value for name, value in fact.eigenschappen.items() if not known[name].kleine_aantallen}
    return said | ({"naam": fact.naam} if fact.naam else {})


@tweeling(
    "herkomst",
    "eigenschap waarde bron geldigVan geldigTot",
    {"knoop": "gemeente:GM0396"},
    {"knoop": "vestiging:00AO00"},
    *KNOPEN,
    dagen=(NU,),
)
def _herkomst(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    source = {item.id: item.bron for item in wereld.store.leveringen()}
    for fact, levering in wereld.uitspraken():
        if isinstance(fact, Node) and fact.id == p["knoop"]:
            said = {"bestaat": True, **gezegd(fact)}
            for name, value in said.items():
                yield name, value, source[levering], fact.geldig_van, fact.geldig_tot


@tweeling(
    "bronconflicten", "id wat waarde bron", *({"soort": item} for item in ("Gemeente", "Bestuur", "Ggd", "School"))
)
def _conflicten(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    schema = load_schema()
    source = {item.id: item.bron for item in wereld.store.leveringen()}
    said: dict[tuple[str, str], list[tuple[Any, str]]] = defaultdict(list)
    for fact, levering in wereld.uitspraken():
        if not valid_on(fact, p["peildatum"]):
            continue
        if isinstance(fact, Node) and fact.type == p["soort"]:
            properties = gezegd(fact)
            for name in properties.keys() - {"lat", "lon", "opmerking", "herkomst", "zekerheid"}:
                said[fact.id, name].append((properties[name], source[levering]))
        elif isinstance(fact, Relation) and schema.relations[fact.type].een_bron:
            said[fact.van, fact.type].append((fact.naar, source[levering]))
    for (node, what), values in said.items():
        if (
            schema.type_of(node).naam == p["soort"]
            and len({value for value, _ in values}) > 1
            and len({bron for _, bron in values}) > 1
        ):
            yield from ((node, what, value, bron) for value, bron in values)


_VERWACHT = {
    "Postcodegebied": ("IN_GEMEENTE", "IN_SWV_PO", "IN_SWV_VO"),
    "Gemeente": ("IN_PROVINCIE", *REGIOS, "LEERPLICHT_DOOR", "HEEFT_LOKAAL_TEAM"),
    "Vestiging": ("IN_GEMEENTE", "IN_PC4", "HEEFT_BESTUUR", "VESTIGING_VAN"),
    "Doorstroompuntregio": ("HEEFT_CONTACTGEMEENTE",),
    "Jeugdregio": ("UITGEVOERD_DOOR",),
    "Ggd": ("UITGEVOERD_DOOR",),
}


@tweeling("dekking", "soort relatie aantal met zonder")
def _dekking(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for soort, relaties in _VERWACHT.items():
        nodes = list(snapshot.of_type(soort))
        for relatie in relaties if nodes else ():
            have = sum(1 for node in nodes if uit(snapshot, node.id, relatie))
            yield soort, relatie, len(nodes), have, len(nodes) - have


@tweeling("onzeker", "relatie id naar zekerheid opmerking bron", {"soort": "alles"}, {"soort": "IN_GEMEENTE"})
def _onzeker(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    for item in wereld.op(p["peildatum"]).relations():
        certain, remark = item.eigenschappen.get("zekerheid"), item.eigenschappen.get("opmerking")
        if p["soort"] in ("alles", item.type) and (remark or (certain and certain not in ("gevonden", "hoog"))):
            yield item.type, item.van, item.naar, certain, remark, item.levering
