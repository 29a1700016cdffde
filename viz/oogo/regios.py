"""Chapter: the regions and bodies that cross the area, and which gemeenten lie in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.snapshot import Snapshot
from queries.oogo.dossier import Dossier
from queries.oogo.regios import Groep, Regio
from viz.oogo.namen import aantal, link, links, noem, noem_alle, rij, soort, telling
from viz.rapport import Alinea, Cel, Hoofdstuk, Kolom, Soort, Tabel, Verwijzing, alinea
from viz.woorden import hoofdletter

_MATRIX = ("jeugdregio", "doorstroompuntregio", "ggd", "zorgkantoorregio", "veiligthuis")
_KORT = {"veiligthuis": "Veilig Thuis"}
_MET_UITVOERDER = ("jeugdregio", "doorstroompuntregio", "ggd", "zorgkantoorregio")
"""Divisions of which somebody acts for the region; of the others nobody needs to."""
_TWIJFEL = "Waarom iets minder zeker is, staat in het hoofdstuk “Onzeker en onbekend”."
_ORGANISATIES = ("veiligthuis", "gi", "leerplicht", "lokaalteam", "regeling")


def hoofdstuk(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """The whole chapter; of a gemeente it says less, for it has one region of each kind."""
    divisions = [group for group in dossier.regios if group.code not in _ORGANISATIES and group.code != "inkoop"]
    bodies = [group for group in dossier.regios if group.code in _ORGANISATIES]
    several = bool(dossier.sector)
    tables = (_indelingen(divisions, dossier, snapshot), _organisaties(bodies, dossier, snapshot))
    rest = tuple(_ontbreekt(dossier.regios, snapshot))
    if not several:
        return Hoofdstuk("Regio's en organisaties van de gemeente", (*tables, *rest))
    whole = "Een gemeente hoort altijd met haar hele gebied bij een regio, ook als zij maar deels in dit gebied ligt."
    return Hoofdstuk(
        "Regio's en organisaties die het gebied kruisen", (alinea(whole), _matrix(dossier, snapshot), *tables, *rest)
    )


def _matrix(dossier: Dossier, snapshot: Snapshot) -> Tabel:
    """Of each gemeente its region of each division that matters most."""
    groups = [group for code in _MATRIX for group in dossier.regios if group.code == code]

    def regions(gemeente: str, group: Groep) -> Cel:
        found = [item.id for item in group.regios if gemeente in item.gemeenten]
        return links(found, snapshot) if found else None

    return Tabel(
        "Regio per gemeente",
        "Bij welke regio elke gemeente hoort",
        (Kolom("Gemeente"), *(Kolom(hoofdletter(_KORT.get(group.code, soort(group.code, 1)))) for group in groups)),
        tuple(
            (link(part.id, snapshot), *(regions(part.id, group) for group in groups))
            for part in dossier.gebied.gemeenten
        ),
        bronnen=_bronnen(groups),
    )


def _indelingen(groups: list[Groep], dossier: Dossier, snapshot: Snapshot) -> Tabel:
    several = bool(dossier.sector)
    year = dossier.gebied.peiljaar
    counted = f"Die in dit gebied en in deze regio wonen (telling van {telling(year)})." if year else ""
    return Tabel(
        "Regio's",
        "Regio's, met wie er voor werkt",
        (
            Kolom("Regio"),
            Kolom("Indeling"),
            *((Kolom("Gemeenten uit dit gebied"),) if several else ()),
            Kolom("Andere gemeenten", Soort.GETAL),
            *((Kolom("Leerlingen po", Soort.GETAL, counted),) if several else ()),
            Kolom("Voert uit"),
            Kolom("Let op", toelichting=_TWIJFEL),
        ),
        tuple(_regio(group, item, dossier, snapshot) for group in groups for item in group.regios),
        bronnen=(*_bronnen(groups), *(sorted(dossier.telling) if several else ())),
        leeg="Van geen enkele indeling is een regio bekend.",
    )


def _regio(group: Groep, item: Regio, dossier: Dossier, snapshot: Snapshot) -> tuple[Cel, ...]:
    acts: Cel = tuple(
        Verwijzing(f"{noem(by.id, snapshot)}{f' ({by.rol})' if by.rol != 'voert uit' else ''}", id=by.id)
        for by in item.uitvoerders
    )
    if not item.uitvoerders:
        acts = None if group.code in _MET_UITVOERDER else "–"
    return (
        link(item.id, snapshot),
        hoofdletter(soort(group.code, 1, group.titel)),
        *((_gemeenten(item.gemeenten, dossier, snapshot),) if dossier.sector else ()),
        item.buiten,
        *((aantal(item.leerlingen),) if dossier.sector else ()),
        acts,
        _let_op(item),
    )


def _gemeenten(found: Sequence[str], dossier: Dossier, snapshot: Snapshot) -> Cel:
    """Those of the area that lie in a region; not one by one when it has them all."""
    everyone = len(dossier.gebied.gemeenten)
    return "alle" if len(set(found)) == everyone > 2 else links(found, snapshot)


def _let_op(item: Regio) -> str:
    """How sure the sources are when they doubt, else what they remark."""
    doubts = [word for word in item.zekerheid if word in ("middel", "laag", "waarschijnlijk", "onbekend")]
    return f"zekerheid: {' en '.join(doubts)}" if doubts else "; ".join(item.opmerkingen) or "–"


def _organisaties(groups: list[Groep], dossier: Dossier, snapshot: Snapshot) -> Tabel:
    return Tabel(
        "Organisaties",
        "Organisaties en gemeenschappelijke regelingen",
        (
            Kolom("Organisatie"),
            Kolom("Soort"),
            *((Kolom("Gemeenten uit dit gebied"),) if dossier.sector else ()),
            Kolom("Andere gemeenten", Soort.GETAL),
            Kolom("Beleidsterrein of opmerking", toelichting=_TWIJFEL),
        ),
        tuple(
            _organisatie(group, found, dossier, snapshot) for group in groups for found in _gelijknamig(group, snapshot)
        ),
        bronnen=_bronnen(groups),
        leeg="Van geen enkele gemeente is een organisatie bekend.",
    )


def _gelijknamig(group: Groep, snapshot: Snapshot) -> list[list[Regio]]:
    """Bodies that a register names once a gemeente, by the one name and the one remark that they share."""
    found: dict[tuple[str, str], list[Regio]] = {}
    for item in group.regios:
        found.setdefault((noem(item.id, snapshot), _let_op(item)), []).append(item)
    return list(found.values())


def _organisatie(group: Groep, found: list[Regio], dossier: Dossier, snapshot: Snapshot) -> tuple[Cel, ...]:
    gemeenten = [gemeente for item in found for gemeente in item.gemeenten]
    return (
        link(found[0].id, snapshot),
        hoofdletter(soort(group.code, 1, group.titel)),
        *((_gemeenten(gemeenten, dossier, snapshot),) if dossier.sector else ()),
        max(item.buiten for item in found),
        _terreinen(found[0].id, snapshot) or _let_op(found[0]),
    )


def _terreinen(node_id: str, snapshot: Snapshot) -> str:
    node = snapshot.node(node_id)
    found = node.eigenschappen.get("beleidsterreinen") if node else None
    return "; ".join(item.rpartition(" | ")[2] for item in found) if isinstance(found, tuple) else ""


def _ontbreekt(groups: tuple[Groep, ...], snapshot: Snapshot) -> Iterator[Alinea]:
    for group in groups:
        if group.landelijk:
            yield alinea(f"{group.titel} die in het hele land werken: ", *rij(group.landelijk, snapshot), ".")
    lacking = [
        f"{soort(group.code, 2, group.titel)} van {noem_alle(group.zonder, snapshot)}"
        for group in groups
        if group.zonder
    ]
    if lacking:
        yield alinea(f"Niet in de registers: {'; '.join(lacking)}.", let_op=True)


def _bronnen(groups: list[Groep]) -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*(item.leveringen for group in groups for item in group.regios))))
