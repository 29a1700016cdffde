"""Twins of the questions that compare divisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tweeling_hulp import NU, Rij, Waarden, Wereld, deel, gebied_van, naar, namen, per_pc4, tweeling

from queries.aansluiting.atlas import Overlap

PAREN = (
    {"eerste": "IN_JEUGDREGIO", "tweede": "IN_SWV_PO"},
    {"eerste": "IN_SWV_VO", "tweede": "IN_SWV_PO"},
    {"eerste": "IN_GEMEENTE", "tweede": "IN_SWV_VO"},
    {"eerste": "IN_DOORSTROOMPUNTREGIO", "tweede": "IN_ARBEIDSMARKTREGIO"},
    {"eerste": "IN_PROVINCIE", "tweede": "IN_GGDREGIO"},
)


def atlas_overlap(wereld: Wereld, p: Waarden) -> Overlap:
    """The same two divisions, as `speelveld aansluiting` lays them over each other."""
    atlas = wereld.atlas(p["peildatum"])
    code = {item.relatie or "IN_GEMEENTE": item.code for item in atlas.indelingen.values() if not item.deel}
    return atlas.overlap(code[p["eerste"]], code[p["tweede"]])


@tweeling("overlap", "eerste tweede pc4 gemeenten aandeelVanEerste aandeelVanTweede", *PAREN)
def _overlap(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    one, two = per_pc4(p["eerste"], snapshot), per_pc4(p["tweede"], snapshot)
    of_pc4 = per_pc4("IN_GEMEENTE", snapshot)
    shared: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for pc4 in one | two:
        shared[one.get(pc4), two.get(pc4)].append(pc4)
    if p["peildatum"] == NU:
        pieces = atlas_overlap(wereld, p).stukken()
        assert pieces == {key: tuple(sorted(found)) for key, found in shared.items() if None not in key}
    sizes = Counter(one.values()), Counter(two.values())
    for (a, b), found in shared.items():
        gemeenten = namen(snapshot, (of_pc4[pc4] for pc4 in found if pc4 in of_pc4))
        shares = (deel(len(found), sizes[0][a]) if a else None, deel(len(found), sizes[1][b]) if b else None)
        yield a, b, len(found), gemeenten, *shares


@tweeling("passing", "id pc4 delen aandeelGrootste", *PAREN)
def _passing(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    two = per_pc4(p["tweede"], snapshot)
    for area, found in gebied_van(p["eerste"], snapshot).items():
        parts = Counter(two[pc4] for pc4 in found if pc4 in two)
        if parts:
            yield area, parts.total(), len(parts), deel(max(parts.values()), parts.total())


@tweeling("gelijke-gebieden", "eerste tweede pc4", *PAREN, {"eerste": "IN_SWV_PO", "tweede": "IN_SWV_VO"})
def _gelijk(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    other = {frozenset(found): area for area, found in gebied_van(p["tweede"], snapshot).items()}
    for area, found in gebied_van(p["eerste"], snapshot).items():
        if frozenset(found) in other:
            yield area, other[frozenset(found)], len(found)


@tweeling(
    "gebieden",
    "id gemeenten geheleGemeenten pc4 inwoners",
    *({"indeling": item} for item in ("IN_SWV_PO", "IN_GEMEENTE", "IN_JEUGDREGIO", "IN_PROVINCIE")),
)
def _gebieden(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    of_pc4 = per_pc4("IN_GEMEENTE", snapshot)
    areas = gebied_van(p["indeling"], snapshot)
    where: dict[str, set[str]] = defaultdict(set)
    for area, found in areas.items():
        for pc4 in found & of_pc4.keys():
            where[of_pc4[pc4]].add(area)
    for area, found in areas.items():
        members = {of_pc4[pc4] for pc4 in found if pc4 in of_pc4}
        whole = [item for item in members if len(where[item]) == 1]
        people = [snapshot.nodes[item].eigenschappen.get("inwoners") for item in members]
        known = len(whole) == len(members) and None not in people
        yield area, len(members), len(whole), len(found), sum(map(int, people)) if known else None  # type: ignore[arg-type]


@tweeling("doorstroompunt-swv", "id gemeenten aantalVo swvVo aantalPo swvPo")
def _doorstroompunt(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    for region in snapshot.of_type("Doorstroompuntregio"):
        members = {item.van for item in naar(snapshot, region.id, "IN_DOORSTROOMPUNTREGIO")}
        area = {pc4 for pc4, gemeente in per_pc4("IN_GEMEENTE", snapshot).items() if gemeente in members}
        if members:
            codes = [
                tuple(sorted({swv[4:] for pc4, swv in per_pc4(f"IN_SWV_{sector}", snapshot).items() if pc4 in area}))
                for sector in ("VO", "PO")
            ]
            yield region.id, len(members), len(codes[0]), codes[0], len(codes[1]), codes[1]
