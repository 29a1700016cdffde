"""Twins of the questions about schools and boards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from tweeling_gemeenten import GEMEENTEN
from tweeling_hulp import Rij, Waarden, Wereld, naar, namen, sectoren, telling, tweeling, uit, van_bestuur, verbanden
from tweeling_samenwerkingsverbanden import SWV

from graph.snapshot import SnapNode, Snapshot


def scholen_per_swv(snapshot: Snapshot) -> dict[str, list[SnapNode]]:
    found: dict[str, list[SnapNode]] = defaultdict(list)
    for school in snapshot.of_type("Vestiging"):
        for swv in verbanden(school, snapshot):
            if snapshot.nodes[swv].eigenschappen["sector"] in sectoren(school):
                found[swv].append(school)
    return found


@tweeling("swv-vestigingen", "swv sector onderwijssoort vestigingen leerlingen zonderTelling")
def _swv_vestigingen(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for swv, schools in scholen_per_swv(snapshot).items():
        kinds: dict[Any, list[SnapNode]] = defaultdict(list)
        for school in schools:
            kinds[tuple(sorted(school.eigenschappen["onderwijssoort"]))].append(school)  # type: ignore[arg-type]
        for kind, found in kinds.items():
            yield swv, swv[4:6], kind, *telling(found)


@tweeling("swv-besturen", "bestuur vestigingen leerlingen zonderTelling gemeenten", *SWV, {"swv": "swv:PO_REF"})
def _swv_besturen(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    boards: dict[str | None, list[SnapNode]] = defaultdict(list)
    for school in scholen_per_swv(snapshot).get(p["swv"], ()):
        for board in van_bestuur(school.id, snapshot) or [None]:
            boards[board].append(school)
    for board, schools in boards.items():
        places = [item.naar for school in schools for item in uit(snapshot, school.id, "IN_GEMEENTE")]
        yield board, *telling(schools), namen(snapshot, places)


def schoolrij(school: SnapNode, snapshot: Snapshot) -> tuple[Any, ...]:
    """swvPo, swvVo, landelijk, leerlingen."""
    national = tuple(sorted(item.naar for item in uit(snapshot, school.id, "IN_LANDELIJK_SWV")))
    areas: dict[str, str] = {}
    for pc4 in uit(snapshot, school.id, "IN_PC4"):
        for sector in sectoren(school):
            areas.update((sector, item.naar) for item in uit(snapshot, pc4.naar, f"IN_SWV_{sector}"))
    return areas.get("PO"), areas.get("VO"), national, school.eigenschappen.get("leerlingen")


@tweeling(
    "bestuur",
    "vestiging gemeente swvPo swvVo landelijk leerlingen",
    {"bestuur": "bestuur:41009"},
    {"bestuur": "bestuur:41008"},
)
def _bestuur(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for item in naar(snapshot, p["bestuur"], "HEEFT_BESTUUR"):
        places = [found.naar for found in uit(snapshot, item.van, "IN_GEMEENTE")]
        yield item.van, *(places or [None]), *schoolrij(snapshot.nodes[item.van], snapshot)


@tweeling("scholen-in-gemeente", "vestiging bestuur swvPo swvVo landelijk leerlingen", *GEMEENTEN)
def _scholen_in_gemeente(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for item in naar(snapshot, p["gemeente"], "IN_GEMEENTE", "Vestiging"):
        yield item.van, *(van_bestuur(item.van, snapshot) or [None]), *schoolrij(snapshot.nodes[item.van], snapshot)


@tweeling(
    "besturen-spreiding", "bestuur vestigingen samenwerkingsverbanden gemeenten", {"aantal": 40}, {"aantal": 2000}
)
def _spreiding(wereld: Wereld, p: Waarden) -> Iterable[Rij]:
    snapshot = wereld.op(p["peildatum"])
    schools: dict[str, set[str]] = defaultdict(set)
    swvs: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for school in snapshot.of_type("Vestiging"):
        for board in van_bestuur(school.id, snapshot):
            schools[board].add(school.id)
            swvs[board].update(verbanden(school, snapshot))
            places[board].update(item.naar for item in uit(snapshot, school.id, "IN_GEMEENTE"))
    ranked = sorted(schools, key=lambda item: (-len(swvs[item]), -len(places[item]), snapshot.naam(item)))
    return [(item, len(schools[item]), len(swvs[item]), len(places[item])) for item in ranked[: p["aantal"]]]
