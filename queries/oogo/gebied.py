"""The area that a plan is about: which gemeenten lie in it, whole or in part, and how large the parts are.

Postcode areas (PC4) are the atoms. Of a gemeente that lies in more than one area the share is that of its PC4's with an
SWV of the sector. Inhabitants are only counted per gemeente: for a part they are estimated by the share of its primary
pupils (leerlingenWoonachtig) and rounded to hundreds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.aantallen import Aantal, totaal
from graph.snapshot import SnapRelation, Snapshot

IN_SWV = {"PO": "IN_SWV_PO", "VO": "IN_SWV_VO"}


@dataclass(frozen=True, slots=True)
class DeelGemeente:
    """A gemeente as far as it lies in the area.

    pc4: its postcode areas in the area; rest: its others that have an SWV of the sector. aandeel: of both together.
    elders: the areas of the same sector in which the rest lies. leerlingen: primary pupils who live in this part, None
    when no count is loaded; aandeel_leerlingen: of those of the whole gemeente. inwoners: of this part; geschat: by the
    pupils.
    """

    id: str
    pc4: tuple[str, ...]
    rest: tuple[str, ...]
    aandeel: float
    elders: tuple[str, ...]
    inwoners: int | None
    geschat: bool
    leerlingen: Aantal | None
    aandeel_leerlingen: float | None
    leveringen: frozenset[str]

    @property
    def heel(self) -> bool:
        """Whether no part of it lies in another area of the sector."""
        return not self.elders


@dataclass(frozen=True, slots=True)
class Gebied:
    """The area of a samenwerkingsverband, or a gemeente.

    sector: PO, VO, or empty for a gemeente. gemeenten: the largest part first. zonder_gemeente: PC4's of which the
    gemeente is not known. zonder_swv: PC4's of these gemeenten that have no SWV of the sector. twijfel: relations of
    PC4's with a gemeente that their source doubts. peiljaar: of the count of pupils.
    """

    id: str
    sector: str
    pc4: frozenset[str]
    gemeenten: tuple[DeelGemeente, ...]
    zonder_gemeente: tuple[str, ...]
    zonder_swv: tuple[str, ...]
    twijfel: tuple[SnapRelation, ...]
    peiljaar: int | None

    @property
    def leerlingen(self) -> Aantal | None:
        """Primary pupils who live in the area; None when no count is loaded, or when a part is too small to show.

        Of such a part the number would follow from the sum and the others.
        """
        known = [item.leerlingen for item in self.gemeenten if item.leerlingen is not None]
        return totaal(known) if known and not any(item.klein for item in known) else None

    @property
    def leveringen(self) -> frozenset[str]:
        """The deliveries that say so."""
        return frozenset().union(*(item.leveringen for item in self.gemeenten))


def gebied(node_id: str, snapshot: Snapshot) -> Gebied:
    """The area of an SWV (all PC4's that the regulation gives it) or of a gemeente (all its PC4's)."""
    sector = node_id[4:6] if node_id.startswith("swv:") else ""
    relation = IN_SWV.get(sector, "IN_GEMEENTE")
    pc4 = frozenset(item.van for item in snapshot.into(node_id, relation) if item.van.startswith("pc4:"))
    parts: dict[str, list[str]] = defaultdict(list)
    doubtful = []
    for area in sorted(pc4):
        for item in snapshot.out(area, "IN_GEMEENTE"):
            parts[item.naar].append(area)
            if item.eigenschappen.get("zekerheid"):
                doubtful.append(item)
    known = {area for areas in parts.values() for area in areas}
    gemeenten = [_deel(gemeente, areas, relation, snapshot) for gemeente, areas in parts.items()]
    return Gebied(
        node_id,
        sector,
        pc4,
        tuple(sorted(gemeenten, key=lambda item: (-len(item.pc4), snapshot.naam(item.id)))),
        tuple(sorted(pc4 - known)),
        tuple(_zonder_swv(parts, relation, snapshot)) if sector else (),
        tuple(doubtful),
        _peiljaar(pc4, snapshot),
    )


def _deel(gemeente: str, areas: list[str], relation: str, snapshot: Snapshot) -> DeelGemeente:
    whole = pc4_van(gemeente, snapshot)
    swvs: dict[str, list[str]] = defaultdict(list)
    if relation != "IN_GEMEENTE":
        for area in whole:
            for item in snapshot.out(area, relation):
                swvs[item.naar].append(area)
    here = {item.naar for area in areas for item in snapshot.out(area, relation)}
    elsewhere = tuple(sorted(swv for swv in swvs if swv not in here))
    rest = tuple(sorted(area for swv in elsewhere for area in swvs[swv]))
    pupils, all_pupils = wonend(areas, snapshot), wonend(whole, snapshot)
    share = _share(pupils, all_pupils)
    inhabitants, estimated = _inwoners(gemeente, share, snapshot, part=bool(elsewhere))
    deliveries = {
        item.levering for area in areas for name in (relation, "IN_GEMEENTE") for item in snapshot.out(area, name)
    }
    node = snapshot.node(gemeente)
    return DeelGemeente(
        gemeente,
        tuple(areas),
        rest,
        len(areas) / (len(areas) + len(rest)),
        elsewhere,
        inhabitants,
        estimated,
        pupils,
        share,
        frozenset(deliveries | set(node.leveringen if node else ())),
    )


def pc4_van(gemeente: str, snapshot: Snapshot) -> list[str]:
    """The postcode areas of a gemeente, in the order of their numbers."""
    return sorted(item.van for item in snapshot.into(gemeente, "IN_GEMEENTE") if item.van.startswith("pc4:"))


def wonend(areas: Iterable[str], snapshot: Snapshot) -> Aantal | None:
    """Primary pupils who live in postcode areas; None when none of them has a count."""
    found = []
    for area in areas:
        node = snapshot.node(area)
        least = node.eigenschappen.get("leerlingenWoonachtig") if node else None
        if node and isinstance(least, int):
            shielded = node.eigenschappen.get("leerlingenAfgeschermd", 0)
            shielded = shielded if isinstance(shielded, int) else 0
            found.append(Aantal(least - shielded, shielded))
    return totaal(found) if found else None


def _share(part: Aantal | None, whole: Aantal | None) -> float | None:
    """The share of the pupils, by the middle of what the numbers can be; None when small numbers would show."""
    if part is None or whole is None or not whole.hoogst:
        return None
    rest = Aantal(whole.zeker - part.zeker, whole.afgeschermd - part.afgeschermd)
    if part.klein or rest.klein:
        return None
    return (part.minst + part.hoogst) / (whole.minst + whole.hoogst)


def _inwoners(gemeente: str, share: float | None, snapshot: Snapshot, *, part: bool) -> tuple[int | None, bool]:
    """Inhabitants, and whether they are estimated."""
    node = snapshot.node(gemeente)
    known = node.eigenschappen.get("inwoners") if node else None
    if not isinstance(known, int):
        return None, False
    if not part:
        return known, False
    return (None if share is None else round(known * share / 100) * 100), True


def _zonder_swv(gemeenten: Iterable[str], relation: str, snapshot: Snapshot) -> list[str]:
    areas = (area for gemeente in gemeenten for area in pc4_van(gemeente, snapshot))
    return sorted(area for area in areas if not snapshot.out(area, relation))


def _peiljaar(areas: Iterable[str], snapshot: Snapshot) -> int | None:
    nodes = (snapshot.node(area) for area in areas)
    years = {node.eigenschappen.get("woonplaatsenPeiljaar") for node in nodes if node}
    return max((year for year in years if isinstance(year, int)), default=None)
