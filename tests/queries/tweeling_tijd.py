"""Twins of the questions about what changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tweeling_hulp import NU, Rij, Waarden, Wereld, namen, tweeling

from graph.facts import Node, valid_on

PERIODEN = (
    {"van": date(2016, 1, 1), "tot": NU},
    {"van": date(2022, 1, 1), "tot": date(2023, 6, 1)},
    {"van": date(2024, 1, 1), "tot": date(2026, 1, 1)},
    {"van": NU, "tot": date(2020, 1, 1)},
)


@tweeling(
    "wijzigingen",
    "wat soort id naar",
    *({**period, "soort": "alles"} for period in PERIODEN),
    *({**PERIODEN[0], "soort": soort} for soort in ("Gemeente", "IN_SWV_PO")),
    dagen=(NU,),
)
def _wijzigingen(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    first, later = wereld.op(p["van"]), wereld.op(p["tot"])
    relations = [{(item.type, item.van, item.naar) for item in view.relations()} for view in (first, later)]
    nodes = [{(node.type, node.id, None) for node in view.nodes.values()} for view in (first, later)]
    for what, (old, new) in (("relatie", relations), ("knoop", nodes)):
        for ending, changed in (("eraf", old - new), ("erbij", new - old)):
            yield from ((f"{what} {ending}", *item) for item in changed if p["soort"] in ("alles", item[0]))


@tweeling(
    "verhuisd",
    "id van naar",
    *({**period, "relatie": "IN_SWV_PO"} for period in PERIODEN),
    *({**PERIODEN[0], "relatie": item} for item in ("IN_SWV_VO", "IN_GEMEENTE", "IN_JEUGDREGIO", "IN_PROVINCIE")),
    dagen=(NU,),
)
def _verhuisd(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    first, later = wereld.op(p["van"]), wereld.op(p["tot"])
    ends = [{item.van: item.naar for item in view.relations() if item.type == p["relatie"]} for view in (first, later)]
    for node in ends[0] | ends[1]:
        if ends[0].get(node) != ends[1].get(node):
            yield node, ends[0].get(node), ends[1].get(node)


@tweeling("herindelingen", "gemeente opgeheven opvolger nu", *PERIODEN[:3], dagen=(NU,))
def _herindelingen(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    view = wereld.op(p["tot"])

    def now(node: str) -> set[str]:
        if view.node(node):
            return {node}
        return {end for item in (*view.out(node, "OPGEGAAN_IN"),) for end in now(item.naar)}

    for item in view.relations():
        start = item.geldig_van
        if item.type == "OPGEGAAN_IN" and item.van.startswith("gemeente:") and start and p["van"] <= start <= p["tot"]:
            yield item.van, start, item.naar, namen(view, now(item.naar))


KNOPEN = ({"knoop": "gemeente:GM0441"}, {"knoop": "swv:PO2902"}, {"knoop": "pc4:4331"}, {"knoop": "gemeente:GM0370"})


def _op_de_dag(rows: list[dict[str, Any]], p: Waarden) -> list[dict[str, Any]]:
    day = p["peildatum"]
    return [row for row in rows if (row["geldigVan"] or day) <= day < (row["geldigTot"] or date.max)]


@tweeling("geschiedenis", "wat id", *KNOPEN, omzet=_op_de_dag)
def _geschiedenis(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    """What the history says of one day is what the snapshot of that day says."""
    snapshot = wereld.op(p["peildatum"])
    for item in snapshot.relations():
        if item.van == p["knoop"]:
            yield item.type, item.naar
        elif item.naar == p["knoop"] and (item.geldig_van or item.geldig_tot):
            yield f"^{item.type}", item.van
    for fact, _ in wereld.uitspraken():
        if isinstance(fact, Node) and fact.id == p["knoop"] and fact.naam and valid_on(fact, p["peildatum"]):
            yield "heet", fact.id
