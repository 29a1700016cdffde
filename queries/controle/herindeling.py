"""Checks of successors: whatever has ended and could be succeeded leads to something that exists."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Node
from graph.snapshot import Snapshot
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding, noem


def opvolging(snapshot: Snapshot) -> Iterator[Bevinding]:
    """Ended gemeenten, SWVs and boards: a chain of successors that ends well, from the day of the end."""
    kinds = snapshot.schema.relations["OPGEGAAN_IN"].van
    for node in snapshot.voormalig.values():
        if node.type not in kinds or node.geldig_tot is None or node.geldig_tot > snapshot.peildatum:
            continue
        steps = snapshot.out(node.id, "OPGEGAAN_IN")
        label = snapshot.schema.nodes[node.type].label
        if not steps:
            yield _finding(
                snapshot, node, BEVINDING, f"Opgeheven zonder opvolger: {label}", f"tot {node.geldig_tot}", ()
            )
            continue
        sources = tuple(dict.fromkeys(step.levering for step in steps))
        dead, circle = _walk(snapshot, node.id)
        if circle:
            yield _finding(snapshot, node, FOUT, f"Opvolging die in een kring loopt: {label}", circle, sources)
        if dead:
            yield _finding(
                snapshot,
                node,
                BEVINDING,
                f"Opvolging die niet eindigt bij iets dat bestaat: {label}",
                f"de opvolger {noem(snapshot, dead)} bestaat niet en heeft geen opvolger",
                sources,
            )
        starts = {step.geldig_van for step in steps}
        if None not in starts and node.geldig_tot not in starts:
            days = ", ".join(sorted(str(day) for day in starts))
            text = f"eindigt op {node.geldig_tot}, opvolger vanaf {days}"
            title = f"Einde en opvolging op verschillende dagen: {label}"
            yield _finding(snapshot, node, BEVINDING, title, text, sources)


def _finding(snapshot: Snapshot, node: Node, ernst: str, titel: str, text: str, sources: tuple[str, ...]) -> Bevinding:
    return Bevinding("opvolging", ernst, titel, f"{noem(snapshot, node.id)}: {text}", (node.id,), sources)


def _walk(snapshot: Snapshot, start: str) -> tuple[str, str]:
    """(a last successor that does not exist, the circle in words); empty when all is well."""
    todo: list[tuple[str, tuple[str, ...]]] = [(start, (start,))]
    while todo:
        node_id, path = todo.pop()
        for step in snapshot.out(node_id, "OPGEGAAN_IN"):
            if step.naar in path:
                return "", " → ".join(noem(snapshot, item) for item in (*path, step.naar))
            if step.naar in snapshot.nodes:
                continue
            if not snapshot.out(step.naar, "OPGEGAAN_IN"):
                return step.naar, ""
            todo.append((step.naar, (*path, step.naar)))
    return "", ""
