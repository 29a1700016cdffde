"""Tables of areas: how they lie in another division, their parts, and what must move."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.aansluiting.atlas import BUITEN
from queries.aansluiting.gebied import Gebied, Ligging, Verplaatsing
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.landelijk import rangorde
from queries.aansluiting.paar import Aansluiting
from queries.indeling import Indeling
from viz.aansluiting.woorden import EENHEID, LIGGING, aantal, aantalkolom, gemeentecel, wijs, zijden
from viz.rapport import Cel, Hoofdstuk, Kolom, Soort, Tabel
from viz.woorden import hoofdletter

_EINDEN = 10
"""Rows at each end of a ranking in the short form."""
_MEEST_GENOEMD = 12
"""More gemeenten that must move are counted instead of named: then nobody thinks of moving them."""
_VERHUIZEN = (
    "De kleinste groep gemeenten (of delen daarvan) die in een van beide indelingen naar een ander gebied moet, naar "
    "wat hier telt. Links: opdat het gebied geheel binnen zijn tegenhanger ligt. Rechts: opdat de twee precies "
    "samenvallen. Minder kan niet, want elk van deze gemeenten ligt nu in het ene gebied en niet in het andere."
)


def rangordes(found: Aansluiting, snapshot: Snapshot, *, volledig: bool) -> Hoofdstuk:
    """The areas of both divisions, ranked; without volledig, the two ends of each ranking."""
    blocks: list[Tabel] = []
    for een, ander, gebieden in zijden(found):
        ranked = rangorde(gebieden)[::-1]
        what = hoofdletter(een.titel)
        if volledig or len(ranked) <= 2 * _EINDEN:
            parts = [(een.code, f"{what}, de slechtst passende eerst", ranked)]
        else:
            parts = [
                (f"{een.code} slecht", f"{what}: de {_EINDEN} slechtst passende", ranked[:_EINDEN]),
                (f"{een.code} goed", f"{what}: de {_EINDEN} best passende", ranked[: -_EINDEN - 1 : -1]),
            ]
        blocks += [
            gebiedentabel(*part, (een, ander), found.weging.gewicht, snapshot, volledig=volledig) for part in parts
        ]
    return Hoofdstuk("Gebieden", tuple(blocks))


def gebiedentabel(
    sheet: str,
    titel: str,
    gebieden: tuple[Gebied, ...],
    paar: tuple[Indeling, Indeling],
    gewicht: Gewicht,
    snapshot: Snapshot,
    *,
    volledig: bool = True,
) -> Tabel:
    """Areas of the first division, and how they lie in the second, in the order given."""
    een, ander = paar
    rows: list[tuple[Cel, ...]] = []
    for item in gebieden:
        gemeenten = (part for deel in item.delen for part in deel.gemeenten)
        extra: tuple[Cel, ...] = (aantal(item.maat.gewicht, gewicht, gemeenten), LIGGING[item.ligging])
        rows.append(
            (
                wijs(item.id, snapshot),
                item.maat.index,
                sum(1 for deel in item.delen if deel.id != BUITEN),
                wijs(item.tegenhanger, snapshot),
                item.aandeel_in_tegenhanger,
                item.aandeel_van_tegenhanger,
                *(extra if volledig else ()),
            )
        )
    return Tabel(
        sheet,
        titel,
        (
            Kolom(hoofdletter(een.enkel) if volledig else "Gebied"),
            Kolom(
                "Index", Soort.MAAT, f"kans dat twee {EENHEID[gewicht][1]} van het gebied ook één {ander.enkel} delen"
            ),
            Kolom("Delen", Soort.GETAL, f"in zoveel {ander.titel} ligt het gebied"),
            Kolom("Ligt vooral in"),
            Kolom("Deel van dit gebied", Soort.AANDEEL, "dat daar ligt"),
            Kolom("Deel van dat gebied", Soort.AANDEEL, "dat hier ligt"),
            *((aantalkolom(gewicht), Kolom("Ligging")) if volledig else ()),
        ),
        tuple(rows),
        leeg="Geen gebieden om te vergelijken.",
    )


def deeltabel(found: Aansluiting, snapshot: Snapshot, *, met_id: bool = True) -> Tabel:
    """Every part of every `van` area, a row each; with ids, it is the table for other programs."""
    rows: list[tuple[Cel, ...]] = [
        (
            wijs(item.id, snapshot),
            *((item.id,) if met_id else ()),
            wijs(deel.id, snapshot),
            *((deel.id,) if met_id else ()),
            deel.aandeel,
            aantal(deel.gewicht, found.weging.gewicht, deel.gemeenten),
            deel.pc4,
            gemeentecel(deel.gemeenten, snapshot),
        )
        for item in found.gebieden
        for deel in item.delen
    ]
    return Tabel(
        "Delen",
        f"Waar de delen van {found.van.titel} liggen",
        (
            Kolom(hoofdletter(found.van.enkel)),
            *((Kolom("Id"),) if met_id else ()),
            Kolom(f"Deel in {found.naar.enkel}"),
            *((Kolom("Id van dat gebied"),) if met_id else ()),
            Kolom("Aandeel", Soort.AANDEEL),
            aantalkolom(found.weging.gewicht),
            Kolom("Postcodegebieden", Soort.GETAL),
            Kolom("Gemeenten"),
        ),
        tuple(rows),
        "Van een gemeente die verdeeld is, staan de postcodegebieden erbij.",
        leeg="Geen gebieden om te vergelijken.",
    )


def verhuizen(found: Aansluiting, snapshot: Snapshot, *, volledig: bool) -> list[Hoofdstuk]:
    """What must move for each area; without volledig, only for the area to which the answer is limited, if any."""
    tables = []
    for een, ander, gebieden in zijden(found):
        rows: list[tuple[Cel, ...]] = [
            (
                wijs(item.id, snapshot),
                wijs(item.tegenhanger, snapshot),
                *_verplaatsing(item.naar_heel, found, snapshot),
                *_verplaatsing(item.naar_samenval, found, snapshot),
            )
            for item in rangorde(gebieden)[::-1]
            if item.ligging is not Ligging.VALT_SAMEN and (volledig or item.id == found.alleen)
        ]
        if not rows:
            continue
        columns = (
            Kolom(hoofdletter(een.enkel)),
            Kolom("Tegenhanger", toelichting=f"{ander.enkel} met het grootste deel van dit gebied"),
            aantalkolom(found.weging.gewicht, "Om in één gebied te liggen"),
            Kolom("Deze gemeenten"),
            aantalkolom(found.weging.gewicht, "Om samen te vallen"),
            Kolom("Al deze gemeenten"),
        )
        titel = f"Wat moet verhuizen om {een.titel} te laten passen"
        tables.append(Tabel(f"Verhuizen {een.code}", titel, columns, tuple(rows), _VERHUIZEN))
    return [Hoofdstuk("Wat moet verhuizen", tuple(tables))] if tables else []


def _verplaatsing(item: Verplaatsing, found: Aansluiting, snapshot: Snapshot) -> tuple[Cel, Cel]:
    weight = aantal(item.gewicht, found.weging.gewicht, item.gemeenten)
    if len(item.gemeenten) > _MEEST_GENOEMD:
        return weight, f"{len(item.gemeenten)} gemeenten"
    return weight, gemeentecel(item.gemeenten, snapshot)
