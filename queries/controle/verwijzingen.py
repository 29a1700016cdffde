"""Checks of what relations lead to, and of the doubts that the deliveries state themselves."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Properties
from graph.snapshot import Snapshot
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding, noem

DOUBTFUL = frozenset({"laag", "onbekend"})


def relaties_zonder_eind(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Relations of the peildatum with a start or end that does not exist then; a successor relation may begin there."""
    for relation in snapshot.relations():
        if relation.type == "OPGEGAAN_IN":
            continue
        for node_id in (relation.van, relation.naar):
            if node_id in snapshot.nodes:
                continue
            ended = snapshot.voormalig.get(node_id)
            label = snapshot.schema.relations[relation.type].label
            known = "op de peildatum niet bestaat" if ended else "nergens in de gegevens staat"
            until = f"; {snapshot.naam(node_id)} bestond tot {ended.geldig_tot}" if ended and ended.geldig_tot else ""
            yield Bevinding(
                "relatie-zonder-eind",
                BEVINDING if ended else FOUT,
                f"“{label}”, met iets dat {known}",
                f"{noem(snapshot, relation.van)} → {noem(snapshot, relation.naar)}{until}",
                (node_id, relation.van, relation.naar),
                (relation.levering,),
            )


def twijfel(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Nodes and relations that their own source marks as doubtful."""
    for node in snapshot.nodes.values():
        if node.eigenschappen.get("zekerheid") in DOUBTFUL:
            yield Bevinding(
                "twijfel",
                BEVINDING,
                f"De bron twijfelt zelf: {snapshot.schema.nodes[node.type].label}",
                f"{noem(snapshot, node.id)}{_remark(node.eigenschappen)}",
                (node.id,),
                node.leveringen,
            )
    for relation in snapshot.relations():
        if relation.eigenschappen.get("zekerheid") in DOUBTFUL:
            label = snapshot.schema.relations[relation.type].label
            how = relation.eigenschappen.get("wijze")
            remark = _remark(relation.eigenschappen)
            yield Bevinding(
                "twijfel",
                BEVINDING,
                f"De bron twijfelt zelf: {label}" + (f" ({how})" if how and not remark else ""),
                f"{noem(snapshot, relation.van)} → {noem(snapshot, relation.naar)}{remark}",
                (relation.van, relation.naar),
                (relation.levering,),
            )


def _remark(properties: Properties) -> str:
    """What the source says of its doubt."""
    text = properties.get("opmerking")
    return f": {text}" if text else ""
