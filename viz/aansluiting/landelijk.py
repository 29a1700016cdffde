"""The national picture of alignment as a document."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.aansluiting.landelijk import Overzicht
from queries.indeling import VASTE
from viz.aansluiting.gebieden import gebiedentabel
from viz.aansluiting.woorden import EENHEID, KORT, bronnen, hoe_het_werkt, wijs
from viz.rapport import Cel, Hoofdstuk, Kolom, Rapport, Soort, Tabel, Verwijzing, alinea
from viz.woorden import getal, hoofdletter

_EINDEN = 10


def rapport(found: Overzicht, snapshot: Snapshot, *, volledig: bool = True) -> Rapport:
    """The whole picture. volledig: with the tables that have a row for each SWV and each gemeente."""
    parts = [
        Hoofdstuk("In het kort", tuple(alinea(text) for text in _kort(found))),
        Hoofdstuk("Alle indelingen", (parentabel(found, volledig=volledig), *((_matrix(found),) if volledig else ()))),
        _rangen(found, snapshot, volledig=volledig),
        Hoofdstuk("Gelijke samenwerkingsverbanden", (_gelijk(found, snapshot),)),
    ]
    if volledig:
        parts.append(Hoofdstuk("Regio's en tafels", (_raakt(found, snapshot), _tafels(found, snapshot))))
    parts += [hoe_het_werkt(found.weging), bronnen(found.leveringen, snapshot, als_tabel=volledig)]
    return Rapport(
        "Aansluiting van alle indelingen",
        f"Gewogen naar {EENHEID[found.weging.gewicht][1]}",
        "aansluiting-landelijk",
        snapshot.peildatum,
        tuple(parts),
    )


def _kort(found: Overzicht) -> list[str]:
    index = {(item.van.code, item.naar.code): item.maat.index for item in found.paren}
    lines = []
    for code, titel in (("swv-po", "samenwerkingsverbanden PO"), ("swv-vo", "samenwerkingsverbanden VO")):
        value = index[code, "jeugdregio"]
        lines.append(f"{hoofdletter(titel)} en jeugdregio's: index {'onbekend' if value is None else getal(value, 3)}.")
    same = len(found.gelijke_swv)
    lines.append(f"{same} samenwerkingsverbanden PO hebben precies het gebied van een samenwerkingsverband VO.")
    if found.tafels:
        most = max(len(item.tafels) for item in found.tafels)
        least = min(len(item.tafels) for item in found.tafels)
        lines.append(f"Een gemeente zit aan {least} tot {most} regionale tafels.")
    return lines


def parentabel(found: Overzicht, *, volledig: bool = True) -> Tabel:
    """Every pair of divisions, the best fitting first; without volledig, in fewer columns."""
    ranked = sorted(found.paren, key=lambda item: (-(item.maat.index or 0), item.van.code, item.naar.code))
    rows: list[tuple[Cel, ...]] = [
        (
            hoofdletter(item.van.titel),
            item.naar.titel,
            item.maat.index,
            item.maat.heen,
            item.maat.terug,
            *(item.gebieden if volledig else ()),
            item.samen,
        )
        for item in ranked
    ]
    sizes = (Kolom("Gebieden eerste", Soort.GETAL), Kolom("Gebieden tweede", Soort.GETAL))
    return Tabel(
        "Alle indelingen",
        "Hoe goed indelingen op elkaar passen, de best passende eerst",
        (
            Kolom("Eerste indeling"),
            Kolom("Tweede indeling"),
            Kolom("Index", Soort.MAAT),
            Kolom("Heen", Soort.MAAT, "kans dat twee uit één gebied van de eerste, ook één gebied van de tweede delen"),
            Kolom("Terug", Soort.MAAT, "hetzelfde andersom"),
            *(sizes if volledig else ()),
            Kolom("Gelijk", Soort.GETAL, "aantal gebieden dat in beide hetzelfde is"),
        ),
        tuple(rows),
    )


def _matrix(found: Overzicht) -> Tabel:
    index: dict[tuple[str, str], float | None] = {}
    titels: dict[str, str] = {}
    for item in found.paren:
        index[item.van.code, item.naar.code] = index[item.naar.code, item.van.code] = item.maat.index
        titels |= {item.van.code: item.van.titel, item.naar.code: item.naar.titel}
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (hoofdletter(titels[code]), *(1.0 if code == other else index[code, other] for other in VASTE))
        for code in VASTE
    )
    columns = (Kolom("Indeling"), *(Kolom(KORT[code], Soort.MAAT) for code in VASTE))
    return Tabel("Matrix", "Dezelfde indexen als kruistabel", columns, rows)


def _rangen(found: Overzicht, snapshot: Snapshot, *, volledig: bool) -> Hoofdstuk:
    [jeugdregio] = {item.naar for item in found.paren if item.naar.code == "jeugdregio"}
    tables = []
    for indeling, ranked in found.rangen:
        worst, best = ranked[: -_EINDEN - 1 : -1], ranked[:_EINDEN]
        for name, title, some in (("slecht", "slechtst", worst), ("goed", "best", best)):
            titel = f"{hoofdletter(indeling.titel)}: de {len(some)} {title} passende op jeugdregio's"
            sheet = f"{indeling.code} {name}"
            pair, weight = (indeling, jeugdregio), found.weging.gewicht
            tables.append(gebiedentabel(sheet, titel, some, pair, weight, snapshot, volledig=volledig))
    return Hoofdstuk("Samenwerkingsverbanden en jeugdregio's", tuple(tables))


def _gelijk(found: Overzicht, snapshot: Snapshot) -> Tabel:
    return Tabel(
        "Gelijk PO en VO",
        "Samenwerkingsverbanden PO en VO met precies hetzelfde gebied",
        (Kolom("Samenwerkingsverband PO"), Kolom("Samenwerkingsverband VO")),
        tuple((wijs(po, snapshot), wijs(vo, snapshot)) for po, vo in found.gelijke_swv),
        "Dezelfde postcodegebieden, zoals de regeling ze noemt. De codes verschillen soms.",
    )


def _raakt(found: Overzicht, snapshot: Snapshot) -> Tabel:
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (wijs(swv, snapshot), *(counts.get(code, "") for code in VASTE)) for swv, counts in found.raakt
    )
    return Tabel(
        "Regio's per SWV",
        "Met hoeveel gebieden van elke indeling een samenwerkingsverband te maken heeft",
        (Kolom("Samenwerkingsverband"), *(Kolom(KORT[code], Soort.GETAL) for code in VASTE)),
        rows,
    )


def _tafels(found: Overzicht, snapshot: Snapshot) -> Tabel:
    ranked = sorted(found.tafels, key=lambda item: (-len(item.tafels), snapshot.naam(item.gemeente)))
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (
            Verwijzing(snapshot.naam(item.gemeente), id=item.gemeente),
            len(item.tafels),
            item.kringen,
            len(item.partners()),
        )
        for item in ranked
    )
    return Tabel(
        "Tafels per gemeente",
        "Aan hoeveel regionale tafels een gemeente zit",
        (
            Kolom("Gemeente"),
            Kolom("Tafels", Soort.GETAL),
            Kolom("Kringen", Soort.GETAL, "tafels met dezelfde gemeenten tellen als één kring"),
            Kolom("Andere gemeenten", Soort.GETAL, "die aan een of meer van deze tafels zitten"),
        ),
        rows,
        "Een tafel is een samenwerkingsverband, jeugdregio, doorstroompuntregio, GGD, veiligheidsregio, "
        "zorgkantoorregio, arbeidsmarktregio of een gemeenschappelijke regeling over onderwijs, jeugd of zorg.",
    )
