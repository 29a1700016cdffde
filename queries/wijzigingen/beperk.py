"""Only the changes that someone asks for: of some kinds, around one thing, in the world or in the data."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.wijzigingen.model import Grond, Wijziging, Wijzigingen

_UIT_GEMEENTEN = (
    *("IN_PROVINCIE", "IN_JEUGDREGIO", "IN_DOORSTROOMPUNTREGIO", "IN_GGDREGIO", "IN_VEILIGHEIDSREGIO"),
    *("IN_ZORGKANTOORREGIO", "IN_ARBEIDSMARKTREGIO", "IN_REGIO", "NEEMT_DEEL_AAN", "LEERPLICHT_DOOR"),
)
_UIT_POSTCODES = ("IN_SWV_PO", "IN_SWV_VO", "IN_REGIO")
_UIT_VESTIGINGEN = ("HEEFT_BESTUUR", "VESTIGING_VAN", "IN_LANDELIJK_SWV")


def beperk(
    found: Wijzigingen,
    van: Snapshot,
    tot: Snapshot,
    *,
    soorten: Collection[str] = (),
    bij: str = "",
    gronden: Collection[Grond] = (),
    gevolgen: bool = True,
) -> Wijzigingen:
    """The changes that touch a type of node in `soorten`, and the thing `bij` or what lies in it; all when not given.

    What lies in an SWV or region: its gemeenten, postcode areas and schools, on either day, and what went into them.
    gevolgen: also changes that the change of another thing brought along. SpeelveldError when `bij` is not known.
    """
    if bij and not any(bij in snapshot.nodes or bij in snapshot.voormalig for snapshot in (van, tot)):
        raise SpeelveldError(f"“{bij}” is niet bekend", herstel="Zoek het id met “speelveld zoek”")
    around = rond(bij, van, tot) if bij else frozenset()
    kept = []
    for item in found.wijzigingen:
        if gronden and item.datering.grond not in gronden:
            continue
        if item.gevolg_van and not gevolgen:
            continue
        if soorten and not _van_soort(item, tot, soorten):
            continue
        near = _nabij(item, bij, around) if bij else item
        if near is not None:
            kept.append(near)
    return replace(found, wijzigingen=tuple(kept))


def _van_soort(item: Wijziging, tot: Snapshot, soorten: Collection[str]) -> bool:
    prefixes = tot.schema.by_prefix
    return any(prefixes[node_id.partition(":")[0]].naam in soorten for node_id in item.ids)


def _nabij(item: Wijziging, bij: str, around: frozenset[str]) -> Wijziging | None:
    """The change as far as it touches; of many things that changed alike, those that lie around."""
    if bij in item.oud or bij in item.nieuw:
        return item
    here = tuple(node_id for node_id in item.wie if node_id in around)
    if here:
        return replace(item, wie=here)
    return item if around & {*item.oud, *item.nieuw} and not item.relatie else None


def rond(node_id: str, van: Snapshot, tot: Snapshot) -> frozenset[str]:
    """A thing with what lies in it or belongs to it on either of two days, and the gemeenten that went into those."""
    found = {node_id}
    for snapshot in (van, tot):
        gemeenten = set(_binnen(snapshot, node_id, _UIT_GEMEENTEN, "gemeente:"))
        found |= {item.naar for item in snapshot.out(node_id, "OPGEGAAN_IN")}
        if node_id.startswith("gemeente:"):
            gemeenten.add(node_id)
        areas = set(_binnen(snapshot, node_id, _UIT_POSTCODES, "pc4:"))
        if node_id.startswith("pc4:"):
            areas.add(node_id)
        schools = set(_binnen(snapshot, node_id, _UIT_VESTIGINGEN, "vestiging:"))
        for area in areas:
            schools.update(_binnen(snapshot, area, ("IN_PC4",), "vestiging:"))
        inside = {item.naar for area in areas for item in snapshot.out(area, "IN_GEMEENTE")}
        for gemeente in gemeenten:
            areas.update(_binnen(snapshot, gemeente, ("IN_GEMEENTE",), "pc4:"))
            schools.update(_binnen(snapshot, gemeente, ("IN_GEMEENTE",), "vestiging:"))
        for gemeente in gemeenten | inside:
            found.update(_binnen(snapshot, gemeente, ("OPGEGAAN_IN",), "gemeente:"))
        found |= gemeenten | inside | areas | schools
    return frozenset(found)


def _binnen(snapshot: Snapshot, node_id: str, relaties: Collection[str], begin: str) -> Iterator[str]:
    return (item.van for name in relaties for item in snapshot.into(node_id, name) if item.van.startswith(begin))
