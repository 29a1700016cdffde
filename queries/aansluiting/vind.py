"""From what a user types to the id of an area, a gemeente or a school."""

from __future__ import annotations

from graph.gemeenten import normalise
from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.indeling import soorten

_GENOEMD = 6
"""Ids in an error message at most."""


def vind_gebied(tekst: str, snapshot: Snapshot) -> str:
    """The id behind an id (`swv:PO2801`), a code (`PO2801`, `20MH00`) or a whole name (`Leiden`).

    Areas of divisions and vestigingen only. SpeelveldError when there is none, or more than one.
    """
    wanted = {*soorten(), "Vestiging"}
    if tekst in snapshot.nodes and snapshot.nodes[tekst].type in wanted:
        return tekst
    code, name = tekst.strip().casefold(), normalise(tekst)
    nodes = [node for node in snapshot.nodes.values() if node.type in wanted]
    found = [node.id for node in nodes if node.id.partition(":")[2].casefold() == code]
    found = found or [node.id for node in nodes if normalise(node.naam) == name]
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(sorted(found)[:_GENOEMD])
        raise SpeelveldError(f"“{tekst}” kan meer zijn: {shown}", herstel="Geef het id van een van deze")
    became = _opgegaan(code, name, snapshot)
    raise SpeelveldError(
        f"“{tekst}” is geen gebied, gemeente of vestiging op {snapshot.peildatum:%d-%m-%Y}{became}",
        herstel="Zoek de code met “zoek”",
    )


def _opgegaan(code: str, name: str, snapshot: Snapshot) -> str:
    """What became of an area that is no more."""
    for node in snapshot.voormalig.values():
        known = {node.id.casefold(), node.id.partition(":")[2].casefold()}
        if code in known or normalise(node.naam or "") == name:
            goals = [item.naar for item in snapshot.out(node.id, "OPGEGAAN_IN")]
            if goals:
                return f": opgegaan in {', '.join(f'{snapshot.naam(goal)} ({goal})' for goal in goals)}"
    return ""
