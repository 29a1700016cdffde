"""Chapter: who must be at the table, by which article, and with how much of the area."""

from __future__ import annotations

from collections.abc import Iterator

from graph.snapshot import Snapshot
from queries.oogo.dossier import Dossier
from queries.oogo.gebied import DeelGemeente
from queries.oogo.tafel import Overlap
from viz.oogo.namen import aantal, artikelen, link, links, noem, postcodes, rij, telling
from viz.rapport import Alinea, Blok, Cel, Hoofdstuk, Kolom, Soort, Tabel, alinea
from viz.woorden import getal


def hoofdstuk(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """The whole chapter."""
    blokken: list[Blok] = list(_wet(dossier, snapshot))
    if dossier.sector:
        blokken.append(_gemeenten(dossier, snapshot))
    blokken.append(_verbanden(dossier, snapshot))
    return Hoofdstuk("Wie zitten aan tafel", tuple(blokken))


def _wet(dossier: Dossier, snapshot: Snapshot) -> Iterator[Alinea]:
    answer = dossier.tafel.antwoord
    if answer is None or not answer.organisaties:
        reason = answer.toelichting if answer else "Van geen enkel postcodegebied is de gemeente bekend."
        yield alinea(f"Wie er volgens de wet aan tafel zit, is niet vast te stellen. {reason}", let_op=True)
        return
    roles: dict[str, list[str]] = {}
    for item in answer.organisaties:
        roles.setdefault(item.rol, []).append(item.id)
    for role, ids in roles.items():
        verb = role if len(ids) == 1 else _meervoud(role)
        names = rij(sorted(ids, key=lambda item: noem(item, snapshot)), snapshot)
        yield alinea(*names, f": {verb}.")
    yield alinea(
        "Grondslag: ", *artikelen(answer.grondslag), f" (regel {answer.regel.id}). Zekerheid: {answer.zekerheid}."
    )
    if answer.toelichting:
        yield alinea(answer.toelichting)


def _meervoud(role: str) -> str:
    """The role of more than one: the rules say what one does."""
    for one, more in (("zit ", "zitten "), ("overlegt ", "overleggen "), ("legt ", "leggen "), ("voert ", "voeren ")):
        if role.startswith(one):
            return more + role.removeprefix(one)
    return role


def _gemeenten(dossier: Dossier, snapshot: Snapshot) -> Tabel:
    """The gemeenten; what is only of interest for a part stands there only when there is a part."""
    area = dossier.gebied
    split = any(not item.heel for item in area.gemeenten)
    notes = [f"Leerlingen po: die in dit gebied wonen, telling van {telling(area.peiljaar)}."] if area.peiljaar else []
    if split:
        notes.append(
            "Aandelen zijn van de hele gemeente. Inwoners van een deel zijn geschat naar het aandeel van de "
            "leerlingen po en afgerond op "
            "honderdtallen."
        )
    return Tabel(
        "Gemeenten",
        "Gemeenten in het gebied",
        (
            Kolom("Gemeente"),
            Kolom("Ligt in het gebied"),
            Kolom("Postcodegebieden", Soort.GETAL),
            *((Kolom("Aandeel postcodes", Soort.AANDEEL),) if split else ()),
            Kolom("Inwoners", Soort.GETAL),
            Kolom("Leerlingen po", Soort.GETAL),
            *(
                (Kolom("Aandeel leerlingen", Soort.AANDEEL), Kolom("Welk deel"), Kolom("De rest ligt in"))
                if split
                else ()
            ),
        ),
        tuple(_gemeente(item, snapshot, split=split) for item in area.gemeenten),
        toelichting=" ".join(notes),
        bronnen=tuple(sorted(area.leveringen | dossier.telling)),
    )


def _gemeente(item: DeelGemeente, snapshot: Snapshot, *, split: bool) -> tuple[Cel, ...]:
    inhabitants: Cel = item.inwoners
    if item.geschat and item.inwoners is not None:
        inhabitants = f"ca. {getal(item.inwoners)}"
    part: tuple[Cel, ...] = (
        item.aandeel_leerlingen,
        _welk_deel(item) if item.rest else "alles",
        links(item.elders, snapshot) if item.elders else "–",
    )
    return (
        link(item.id, snapshot),
        "heel" if item.heel else "deels",
        len(item.pc4),
        *((item.aandeel,) if split else ()),
        inhabitants,
        aantal(item.leerlingen),
        *(part if split else ()),
    )


def _welk_deel(item: DeelGemeente) -> str:
    """The postcode areas of the part, or those that are not in it when that is shorter."""
    if len(item.pc4) <= len(item.rest):
        return postcodes(item.pc4)
    return f"alles behalve {postcodes(item.rest)}"


def _verbanden(dossier: Dossier, snapshot: Snapshot) -> Tabel:
    overlaps = dossier.tafel.overlappen
    where = "dit gebied" if dossier.sector else "de gemeente"
    year = f", telling van {telling(dossier.gebied.peiljaar)}" if dossier.gebied.peiljaar else ""
    split = not dossier.sector and any(item.aandeel_hier < 1 for item in overlaps)
    return Tabel(
        "Verbanden",
        "Samenwerkingsverbanden aan tafel" if dossier.sector else "Samenwerkingsverbanden in de gemeente",
        (
            Kolom("Samenwerkingsverband"),
            *(() if dossier.sector else (Kolom("Sector"),)),
            Kolom("Gedeelde postcodes", Soort.GETAL),
            Kolom(f"Aandeel van {where}", Soort.AANDEEL),
            Kolom("Aandeel van het verband", Soort.AANDEEL),
            Kolom("Leerlingen po", Soort.GETAL),
            Kolom("Zelfde gebied"),
            *((Kolom("Welk deel"),) if split else ()),
        ),
        tuple(_verband(item, dossier, snapshot, split=split) for item in overlaps),
        toelichting=f"Aandelen zijn van de postcodegebieden. Leerlingen po: die in het gedeelde deel wonen{year}.",
        bronnen=tuple(sorted(dossier.telling.union(*(item.leveringen for item in overlaps)))),
        leeg="Geen enkel postcodegebied hoort bij een samenwerkingsverband.",
    )


def _verband(item: Overlap, dossier: Dossier, snapshot: Snapshot, *, split: bool) -> tuple[Cel, ...]:
    return (
        link(item.id, snapshot),
        *(() if dossier.sector else (item.sector.lower(),)),
        len(item.pc4),
        item.aandeel_hier,
        item.aandeel_daar,
        aantal(item.leerlingen),
        "ja" if item.zelfde_gebied else "nee",
        *((postcodes(item.pc4) if item.aandeel_hier < 1 else "alles",) if split else ()),
    )
