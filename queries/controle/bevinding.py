"""What a check finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.snapshot import Snapshot

FOUT = "fout"
"""The record contradicts itself or the ontology: whoever keeps the record must mend it."""
BEVINDING = "bevinding"
"""True of the registers themselves: reported with its source, for whoever uses the answers."""


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding.

    code: of the check. titel: the same for findings that belong together. ids: what it is about, the main one first.
    bron: ids of deliveries, or in words where the claim comes from. toelichting: more, for --json.
    """

    code: str
    ernst: str
    titel: str
    tekst: str
    ids: tuple[str, ...]
    bron: tuple[str, ...]
    toelichting: str = ""


def noem(snapshot: Snapshot, node_id: str) -> str:
    """A node as people read it: `Heemskerk (GM0396)`; the code alone when that is its name, the short name if any."""
    code = node_id.partition(":")[2]
    node = snapshot.node(node_id)
    naam = str(node.eigenschappen.get("korteNaam", node.naam)) if node else snapshot.naam(node_id)
    if naam in (code, node_id):
        return code
    return naam if code.islower() else f"{naam} ({code})"  # a code in lower case is made from the name


def opsomming(parts: Iterable[str]) -> str:
    """`a`, `a en b`, or `a, b en c`."""
    found = list(parts)
    return " en ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def bronnaam(snapshot: Snapshot, bron: str) -> str:
    """The name of a delivery with its peildatum; a source in words stays as it is."""
    levering = snapshot.leveringen.get(bron)
    return f"{levering.naam} ({levering.peildatum})" if levering else bron
