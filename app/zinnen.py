"""Relations as sentences: `Gemeente Heemskerk hoort bij jeugdregio IJmond`."""

from __future__ import annotations

from datetime import date

from app.namen import noem
from graph.snapshot import Snapshot
from queries.verbindingen import PC4, Verbinding
from viz.woorden import hoofdletter

_GEBIEDEN = (
    "Provincie",
    "Jeugdregio",
    "Doorstroompuntregio",
    "Veiligheidsregio",
    "Zorgkantoorregio",
    "Arbeidsmarktregio",
)


def ding(node_id: str, snapshot: Snapshot) -> str:
    """A thing as the subject of a sentence: its kind, when its name does not say that, and its name."""
    kind = snapshot.schema.type_of(node_id)
    if kind.naam == "Postcodegebied":
        return f"postcode {snapshot.naam(node_id)}"
    return f"{kind.label} {snapshot.naam(node_id)}" if kind.naam in _GEBIEDEN else noem(node_id, snapshot)


def zin(item: Verbinding, van: str, snapshot: Snapshot) -> str:
    """The sentence of a relation, walked from one of its ends, without a full stop."""
    relation = snapshot.schema.relations[item.type]
    back = item.naar == van
    label, end = (relation.omgekeerd, item.van) if back else (relation.label, item.naar)
    kind = snapshot.schema.type_of(end).label
    name = snapshot.naam(end) if label.endswith(f" {kind}") else ding(end, snapshot)
    return f"{hoofdletter(ding(van, snapshot))} {label} {name}{toevoeging(item, snapshot)}"


def toevoeging(item: Verbinding, snapshot: Snapshot) -> str:
    """What the relation says more: a role or a part of care between brackets, and how much of a gemeente."""
    said = [str(item.eigenschappen[name]) for name in ("rol", "perceel") if name in item.eigenschappen]
    text = f" ({', '.join(said)})" if said else ""
    if item.postcodes and item.van.startswith("gemeente:"):
        text += f", met {_postcodes(item, snapshot)}"
    return text


def _postcodes(item: Verbinding, snapshot: Snapshot) -> str:
    whole = sum(1 for found in snapshot.into(item.van, "IN_GEMEENTE") if found.van.startswith(PC4))
    areas = "postcodegebied" if whole == 1 else "postcodegebieden"
    if item.postcodes == whole:
        return f"alle {whole} {areas}" if whole > 1 else f"het enige {areas}"
    return f"{item.postcodes} van de {whole} {areas}"


def periode(van: date | None, tot: date | None) -> str:
    """`vanaf 01-01-2025`, `tot 01-01-2027`, `van 01-01-2025 tot 01-01-2027`; empty when the source gives no dates.

    Not “since”: a source often says since when its list holds, which is later than when the things in it began.
    """
    if van and tot:
        return f"van {van:%d-%m-%Y} tot {tot:%d-%m-%Y}"
    return f"vanaf {van:%d-%m-%Y}" if van else f"tot {tot:%d-%m-%Y}" if tot else ""
