"""The divisions of the country: jeugdregio's, SWV areas, GGD regions, ...

Every division is given per postcode area (PC4), the atom of territory: through the gemeente of the PC4 where the law
divides by gemeente. So any two divisions compare, and a gemeente that an SWV border splits shows as split.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError


@dataclass(frozen=True, slots=True)
class Indeling:
    """A division. code: as in `speelveld aansluiting jeugdregio swv-po`; soort: the node type of its areas.

    relatie: leads from a PC4 (per_pc4) or a gemeente to its area; empty when the gemeente is the area. deel: of regions
    or regelingen, the indeling or beleidsterrein that counts.
    """

    code: str
    titel: str
    soort: str
    relatie: str
    per_pc4: bool = False
    deel: str = ""


_VAST = (
    Indeling("gemeente", "gemeenten", "Gemeente", ""),
    Indeling("swv-po", "samenwerkingsverbanden PO", "Samenwerkingsverband", "IN_SWV_PO", per_pc4=True),
    Indeling("swv-vo", "samenwerkingsverbanden VO", "Samenwerkingsverband", "IN_SWV_VO", per_pc4=True),
    Indeling("jeugdregio", "jeugdregio's", "Jeugdregio", "IN_JEUGDREGIO"),
    Indeling("doorstroompuntregio", "doorstroompuntregio's", "Doorstroompuntregio", "IN_DOORSTROOMPUNTREGIO"),
    Indeling("ggd", "GGD-regio's", "Ggd", "IN_GGDREGIO"),
    Indeling("veiligheidsregio", "veiligheidsregio's", "Veiligheidsregio", "IN_VEILIGHEIDSREGIO"),
    Indeling("zorgkantoorregio", "zorgkantoorregio's", "Zorgkantoorregio", "IN_ZORGKANTOORREGIO"),
    Indeling("arbeidsmarktregio", "arbeidsmarktregio's", "Arbeidsmarktregio", "IN_ARBEIDSMARKTREGIO"),
    Indeling("provincie", "provincies", "Provincie", "IN_PROVINCIE"),
)


def indelingen(snapshot: Snapshot) -> Mapping[str, Indeling]:
    """The divisions that the snapshot can give, by code: the fixed ones, then those of regelingen and of templates.

    `regeling-jeugdzorg` is every gemeenschappelijke regeling with that beleidsterrein; `regio-<indeling>` are the
    regions of a template. In both, areas may overlap or leave parts of the country out.
    """
    found = {item.code: item for item in _VAST}
    for terrein in sorted(_waarden(snapshot, "Regeling", "beleidsterreinen")):
        naam = terrein.rpartition(" | ")[2]
        item = Indeling(
            f"regeling-{_slug(naam)}", f"gemeenschappelijke regelingen {naam}", "Regeling", "NEEMT_DEEL_AAN", deel=naam
        )
        found.setdefault(item.code, item)
    for naam in sorted(_waarden(snapshot, "Regio", "indeling")):
        item = Indeling(f"regio-{_slug(naam)}", naam, "Regio", "IN_REGIO", per_pc4=True, deel=naam)
        found.setdefault(item.code, item)
    return found


def vind_indeling(code: str, snapshot: Snapshot) -> Indeling:
    """The division with this code; SpeelveldError that lists the codes when there is none."""
    known = indelingen(snapshot)
    if code not in known:
        raise SpeelveldError(f"de indeling “{code}” bestaat niet", herstel=f"Kies uit: {', '.join(known)}")
    return known[code]


def gebieden_per_pc4(indeling: Indeling, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """The areas of a division in which each PC4 lies, by the id of the PC4.

    An empty tuple: the record names none. More than one only for regelingen and regions of a template, which may
    overlap. A PC4 without a gemeente is not in the answer when the division goes by gemeente.
    """
    found: dict[str, tuple[str, ...]] = {}
    per_gemeente: dict[str, tuple[str, ...]] = {}
    for pc4 in snapshot.of_type("Postcodegebied"):
        own = _gebieden(pc4.id, indeling, snapshot) if indeling.per_pc4 else ()
        gemeenten = snapshot.out(pc4.id, "IN_GEMEENTE")
        if own or (indeling.per_pc4 and indeling.soort != "Regio"):
            found[pc4.id] = own
        elif gemeenten:
            gemeente = gemeenten[0].naar
            if gemeente not in per_gemeente:
                per_gemeente[gemeente] = _gebieden(gemeente, indeling, snapshot)
            found[pc4.id] = per_gemeente[gemeente]
    return found


def _gebieden(node: str, indeling: Indeling, snapshot: Snapshot) -> tuple[str, ...]:
    if not indeling.relatie:
        return (node,)
    ends = (item.naar for item in snapshot.out(node, indeling.relatie))
    return tuple(end for end in ends if _hoort_bij(end, indeling, snapshot))


def _hoort_bij(gebied: str, indeling: Indeling, snapshot: Snapshot) -> bool:
    node = snapshot.node(gebied)
    if node is None:
        return False
    if indeling.soort == "Regio":
        return node.eigenschappen.get("indeling") == indeling.deel
    if indeling.soort == "Regeling":
        return any(
            item.rpartition(" | ")[2] == indeling.deel for item in _lijst(node.eigenschappen.get("beleidsterreinen"))
        )
    return True


def _waarden(snapshot: Snapshot, soort: str, eigenschap: str) -> set[str]:
    """All values of a property among the nodes of a type."""
    return {value for node in snapshot.of_type(soort) for value in _lijst(node.eigenschappen.get(eigenschap))}


def _lijst(value: object) -> Iterable[str]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _slug(naam: str) -> str:
    """`openbare orde en veiligheid` becomes `openbare-orde-en-veiligheid`."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in naam.casefold()).split())
