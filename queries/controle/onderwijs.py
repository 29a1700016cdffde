"""Checks of schools: is each vestiging complete, does a SWV serve it, and does everything have a name?"""

from __future__ import annotations

from collections.abc import Iterator

from graph.snapshot import SnapNode, Snapshot
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding, noem, opsomming
from queries.controle.gebieden import SWV

SECTOR = {"bo": "PO", "sbo": "PO", "so": "PO", "vso": "VO", "vo": "VO", "pro": "VO"}
"""Which kind of SWV serves a kind of education (WPO 18a, WVO 2020 2.47): VSO belongs to that of the VO."""
HOORT_BIJ = ("IN_GEMEENTE", "VESTIGING_VAN", "HEEFT_BESTUUR")
"""Each vestiging has one of each; a postcode area is reported apart, because registers leave it out."""
ZONDER_NAAM_GOED = frozenset({"Postcodegebied"})


def vestigingen_onvolledig(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Vestigingen without a gemeente, school or board, or with more than one."""
    for node in snapshot.of_type("Vestiging"):
        for relation in (*HOORT_BIJ, "IN_PC4"):
            found = snapshot.out(node.id, relation)
            (kind,) = snapshot.schema.relations[relation].naar
            label = snapshot.schema.nodes[kind].label
            if len(found) > 1:
                yield Bevinding(
                    "vestiging-onvolledig",
                    FOUT,
                    f"Vestiging met meer dan één {label}",
                    f"{noem(snapshot, node.id)}: {opsomming(noem(snapshot, item.naar) for item in found)}",
                    (node.id, *(item.naar for item in found)),
                    tuple(item.levering for item in found),
                )
            elif not found:
                yield Bevinding(
                    "vestiging-onvolledig",
                    BEVINDING,
                    f"Vestiging zonder {label}",
                    noem(snapshot, node.id),
                    (node.id,),
                    node.leveringen,
                )


def vestigingen_in_andere_gemeente(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Vestigingen whose own gemeente is not that of their postcode area; an area may lie in more than one gemeente."""
    for node in snapshot.of_type("Vestiging"):
        own = {item.naar for item in snapshot.out(node.id, "IN_GEMEENTE")}
        for area in snapshot.out(node.id, "IN_PC4"):
            of_area = snapshot.out(area.naar, "IN_GEMEENTE")
            if own and of_area and own.isdisjoint(item.naar for item in of_area):
                yield Bevinding(
                    "vestiging-andere-gemeente",
                    BEVINDING,
                    "Vestiging in een andere gemeente dan haar postcodegebied (verhuisd, of het gebied is verdeeld)",
                    f"{noem(snapshot, node.id)}: {opsomming(noem(snapshot, item) for item in sorted(own))}, "
                    f"{noem(snapshot, area.naar)} in {opsomming(noem(snapshot, item.naar) for item in of_area)}",
                    (node.id, area.naar, *sorted(own)),
                    tuple(dict.fromkeys([*node.leveringen[:1], area.levering, *(item.levering for item in of_area)])),
                )


def vestigingen_zonder_swv(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Vestigingen for which the record leads to no SWV of their sector, and those of which the sector is not known.

    By the postcode area; without that, by a gemeente that lies whole in one SWV; or a national SWV.
    """
    for node in snapshot.of_type("Vestiging"):
        kinds = node.eigenschappen.get("onderwijssoort")
        if not isinstance(kinds, tuple):
            yield _no_swv(node, snapshot, "soort onderwijs onbekend", "")
            continue
        for sector in sorted({SECTOR[kind] for kind in kinds if kind in SECTOR}):
            if any(item.naar.startswith(f"swv:{sector}") for item in snapshot.out(node.id, "IN_LANDELIJK_SWV")):
                continue
            reason = _why_no_swv(node, snapshot, SWV[sector])
            if reason:
                yield _no_swv(node, snapshot, reason, sector)


def _why_no_swv(node: SnapNode, snapshot: Snapshot, relation: str) -> str:
    areas = snapshot.out(node.id, "IN_PC4")
    if areas:
        missing = [area.naar for area in areas if not snapshot.out(area.naar, relation)]
        return "de regeling noemt haar postcodegebied niet" if missing else ""
    found = {
        item.naar
        for gemeente in snapshot.out(node.id, "IN_GEMEENTE")
        for area in snapshot.into(gemeente.naar, "IN_GEMEENTE")
        for item in snapshot.out(area.van, relation)
    }
    if len(found) == 1:
        return ""
    return "zonder postcode, in een gemeente met meer verbanden" if found else "zonder postcode en zonder gemeente"


def _no_swv(node: SnapNode, snapshot: Snapshot, reason: str, sector: str) -> Bevinding:
    places = [noem(snapshot, item.naar) for item in snapshot.out(node.id, "IN_PC4")]
    places += [noem(snapshot, item.naar) for item in snapshot.out(node.id, "IN_GEMEENTE")]
    return Bevinding(
        "vestiging-zonder-swv",
        BEVINDING,
        f"Vestiging waarvan het SWV niet is te bepalen: {reason}",
        f"{noem(snapshot, node.id)}{f', SWV {sector}' if sector else ''}: {', '.join(places) or 'plaats onbekend'}",
        (node.id,),
        node.leveringen,
    )


def zonder_naam(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Nodes that no source gives a name; the Snapshot then shows the code."""
    for node in snapshot.nodes.values():
        code = node.id.partition(":")[2]
        if node.type not in ZONDER_NAAM_GOED and node.naam == code:
            yield Bevinding(
                "zonder-naam",
                BEVINDING,
                f"Zonder naam: {snapshot.schema.nodes[node.type].label}",
                code,
                (node.id,),
                node.leveringen,
            )
