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

    titel, enkel: what its areas are called, and what one of them is. relatie: leads from a PC4 (per_pc4) or a gemeente
    to its area; empty when the gemeente is the area. deel: of regions or regelingen, the indeling or beleidsterrein
    that counts.
    """

    code: str
    titel: str
    enkel: str
    soort: str
    relatie: str
    per_pc4: bool = False
    deel: str = ""

    @property
    def landelijk(self) -> bool:
        """Whether its areas cover the country without overlap, so that a PC4 without an area is a gap in the record.

        Regelingen and regions of a template may leave parts of the country out, and may overlap.
        """
        return self.soort not in ("Regeling", "Regio")


_VAST = (
    Indeling("gemeente", "gemeenten", "gemeente", "Gemeente", ""),
    Indeling(
        "swv-po",
        "samenwerkingsverbanden PO",
        "samenwerkingsverband PO",
        "Samenwerkingsverband",
        "IN_SWV_PO",
        per_pc4=True,
    ),
    Indeling(
        "swv-vo",
        "samenwerkingsverbanden VO",
        "samenwerkingsverband VO",
        "Samenwerkingsverband",
        "IN_SWV_VO",
        per_pc4=True,
    ),
    Indeling("jeugdregio", "jeugdregio's", "jeugdregio", "Jeugdregio", "IN_JEUGDREGIO"),
    Indeling(
        "doorstroompuntregio",
        "doorstroompuntregio's",
        "doorstroompuntregio",
        "Doorstroompuntregio",
        "IN_DOORSTROOMPUNTREGIO",
    ),
    Indeling("ggd", "GGD-regio's", "GGD-regio", "Ggd", "IN_GGDREGIO"),
    Indeling("veiligheidsregio", "veiligheidsregio's", "veiligheidsregio", "Veiligheidsregio", "IN_VEILIGHEIDSREGIO"),
    Indeling("zorgkantoorregio", "zorgkantoorregio's", "zorgkantoorregio", "Zorgkantoorregio", "IN_ZORGKANTOORREGIO"),
    Indeling(
        "arbeidsmarktregio", "arbeidsmarktregio's", "arbeidsmarktregio", "Arbeidsmarktregio", "IN_ARBEIDSMARKTREGIO"
    ),
    Indeling("provincie", "provincies", "provincie", "Provincie", "IN_PROVINCIE"),
)
_REGELING = Indeling(
    "regeling", "gemeenschappelijke regelingen", "gemeenschappelijke regeling", "Regeling", "NEEMT_DEEL_AAN"
)
VASTE = tuple(item.code for item in _VAST)
"""Codes of the divisions that every record has."""


def soorten() -> frozenset[str]:
    """The node types whose nodes can be areas of a division."""
    return frozenset(item.soort for item in (*_VAST, _REGELING)) | {"Regio"}


def onder_koppen(snapshot: Snapshot) -> dict[str, list[Indeling]]:
    """The divisions of `indelingen` as a reader chooses from them: under headings."""
    found: dict[str, list[Indeling]] = {}
    for item in indelingen(snapshot).values():
        kop = {"Regeling": "Gemeenschappelijke regelingen", "Regio": "Eigen indelingen"}.get(item.soort, "Indelingen")
        found.setdefault(kop, []).append(item)
    return found


def indelingen(snapshot: Snapshot) -> Mapping[str, Indeling]:
    """The divisions that the snapshot can give, by code: the fixed ones, then those of regelingen and of templates.

    `regeling` is every gemeenschappelijke regeling, `regeling-jeugdzorg` every one with that beleidsterrein;
    `regio-<indeling>` are the regions of a template. In these, areas may overlap or leave parts of the country out.
    """
    found = {item.code: item for item in (*_VAST, _REGELING)}
    for terrein in sorted(_waarden(snapshot, "Regeling", "beleidsterreinen")):
        naam = terrein.rpartition(" | ")[2]
        item = Indeling(
            f"regeling-{_slug(naam)}",
            f"gemeenschappelijke regelingen {naam}",
            f"gemeenschappelijke regeling {naam}",
            "Regeling",
            "NEEMT_DEEL_AAN",
            deel=naam,
        )
        found.setdefault(item.code, item)
    for naam in sorted(_waarden(snapshot, "Regio", "indeling")):
        item = Indeling(
            f"regio-{_slug(naam)}", f"regio's {naam}", f"regio {naam}", "Regio", "IN_REGIO", per_pc4=True, deel=naam
        )
        found.setdefault(item.code, item)
    return found


def vind_indeling(code: str, snapshot: Snapshot) -> Indeling:
    """The division with this code; SpeelveldError that says which there are when there is none."""
    known = indelingen(snapshot)
    if code not in known:
        own = [item.code for item in known.values() if item.soort == "Regio"]
        shown = ", ".join((*VASTE, *own, "regeling"))
        raise SpeelveldError(
            f"de indeling “{code}” bestaat niet",
            herstel=f"Kies uit: {shown}, of regeling-<beleidsterrein>, zoals regeling-jeugdzorg",
        )
    return known[code]


def indeling_van(gebied: str, snapshot: Snapshot) -> Indeling | None:
    """The division to which an area belongs; None for what is no area of a division, such as a national SWV."""
    node = snapshot.node(gebied)
    for item in indelingen(snapshot).values():
        has_parts = not item.relatie or bool(snapshot.into(gebied, item.relatie))
        if node and node.type == item.soort and has_parts and _hoort_bij(gebied, item, snapshot):
            return item
    return None


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


def leveringen_van(indeling: Indeling, snapshot: Snapshot) -> frozenset[str]:
    """The ids of the deliveries that say which PC4 lies in which area of a division."""
    relations = {indeling.relatie, *(() if indeling.per_pc4 and indeling.landelijk else ("IN_GEMEENTE",))} - {""}
    starts = [node.id for soort in ("Postcodegebied", "Gemeente") for node in snapshot.of_type(soort)]
    return frozenset(
        item.levering
        for name in relations
        for start in starts
        for item in snapshot.out(start, name)
        if name == "IN_GEMEENTE" or _hoort_bij(item.naar, indeling, snapshot)
    )


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
    if indeling.soort == "Regeling" and indeling.deel:
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
