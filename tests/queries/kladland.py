"""A small country in memory, to compare divisions of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from graph.delivery import Delivery, Levering, Statement
from graph.facts import NO_PROPERTIES, Fact, Node, Relation, Value
from graph.snapshot import Snapshot
from queries.aansluiting.atlas import Atlas
from tests.graph.graaf_hulp import levering

DAG = date(2026, 1, 1)


class Kladboek:
    """A record of some deliveries that is read only."""

    def __init__(self, *deliveries: Delivery) -> None:
        self._deliveries = deliveries

    def versie(self) -> int:
        return 1

    def leveringen(self) -> list[Levering]:
        return [item.levering for item in self._deliveries]

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        return iter([item for delivery in self._deliveries for item in delivery.statements])


def land(
    plaatsen: Iterable[tuple[str, str, str]],
    inwoners: Mapping[str, int] | None = None,
    leerlingen: Mapping[str, int] | None = None,
    extra: Iterable[Fact] = (),
) -> Atlas:
    """A country of PC4's.

    plaatsen: of each PC4 the gemeente, the jeugdregio of that gemeente (the first that is given counts) and the SWV PO;
    empty for none. inwoners: by gemeente. leerlingen: of a school in the PC4 with that number (`1000`, `1001`, ...).
    """
    facts: dict[tuple[str, ...], Fact] = {}
    for number, (gemeente, jeugdregio, swv) in enumerate(plaatsen, 1000):
        pc4 = f"pc4:{number}"
        facts[pc4,] = Node(pc4, "Postcodegebied", None, None, None, NO_PROPERTIES)
        if gemeente:
            own = f"gemeente:GM{gemeente}"
            known: dict[str, Value] = {"inwoners": inwoners[gemeente]} if inwoners and gemeente in inwoners else {}
            facts.setdefault((own,), Node(own, "Gemeente", f"G{gemeente}", None, None, known or NO_PROPERTIES))
            facts[pc4, own] = Relation(pc4, "IN_GEMEENTE", own, None, None, NO_PROPERTIES)
            if jeugdregio:
                regio = f"jeugdregio:JZ{jeugdregio}"
                facts.setdefault((regio,), Node(regio, "Jeugdregio", f"J{jeugdregio}", None, None, NO_PROPERTIES))
                facts.setdefault((own, "jeugd"), Relation(own, "IN_JEUGDREGIO", regio, None, None, NO_PROPERTIES))
        if swv:
            area = f"swv:PO{swv}"
            facts.setdefault((area,), Node(area, "Samenwerkingsverband", f"S{swv}", None, None, {"sector": "PO"}))
            facts[pc4, area] = Relation(pc4, "IN_SWV_PO", area, None, None, NO_PROPERTIES)
    for place, count in (leerlingen or {}).items():
        school = f"vestiging:{int(place) - 990:02}AA00"
        facts[school,] = Node(
            school, "Vestiging", "School", None, None, {"leerlingen": count, "leerlingenPeiljaar": 2025}
        )
        facts[school, place] = Relation(school, "IN_PC4", f"pc4:{place}", None, None, NO_PROPERTIES)
    return Atlas(Snapshot(Kladboek(levering([*facts.values(), *extra], DAG)), DAG))
