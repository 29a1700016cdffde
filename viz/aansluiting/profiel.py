"""One area, gemeente or school among all divisions, as a document."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.aansluiting.atlas import BUITEN, Atlas
from queries.aansluiting.profiel import Profiel, Woonplaatsen
from queries.aansluiting.tafels import Tafels
from viz.aansluiting.woorden import (
    EENHEID,
    LIGGING,
    bronnen,
    gemeentecel,
    gemeentelijst,
    hoe_het_werkt,
    naam,
    wijs,
)
from viz.rapport import Cel, Hoofdstuk, Kolom, Rapport, Soort, Tabel, Verwijzing, alinea
from viz.woorden import hoofdletter, opsomming

_DOEL = 200
"""Characters of the purpose of a regeling."""
_PARTNERS = 12


def rapport(found: Profiel, atlas: Atlas, *, volledig: bool = True) -> Rapport:
    """The profile. volledig: without it, only what fits a few screens."""
    snapshot = atlas.snapshot
    parts = [Hoofdstuk("In het kort", tuple(alinea(text) for text in _kort(found, atlas)))]
    if found.plekken:
        parts.append(Hoofdstuk("Drie niveaus", (_niveaus(found, atlas),)))
    if found.woonplaatsen or found.id.startswith("vestiging:"):
        parts.append(Hoofdstuk("Waar de leerlingen wonen", _woonplaatsen(found.woonplaatsen, snapshot)))
    if found.gemeente and found.tafels:
        [own] = found.tafels
        parts.append(
            Hoofdstuk("Tafels", (_tafels(own, atlas, volledig=volledig), _partners(own, snapshot, volledig=volledig)))
        )
    if found.liggingen:
        parts.append(
            Hoofdstuk(
                "In andere indelingen",
                (_liggingen(found, snapshot, volledig=volledig), *((_delen(found, snapshot),) if volledig else ())),
            )
        )
    if not found.gemeente and found.tafels:
        parts.append(Hoofdstuk("Tafels van de gemeenten", (_per_gemeente(found, snapshot),)))
    if found.liggingen:
        parts.append(hoe_het_werkt(found.weging))
    parts.append(bronnen(found.leveringen, snapshot, als_tabel=volledig))
    return Rapport(
        f"{naam(found.id, snapshot)} in alle indelingen",
        hoofdletter(snapshot.schema.type_of(found.id).label),
        f"indelingen-{found.id.replace(':', '-')}",
        snapshot.peildatum,
        tuple(parts),
    )


def hoofdtabel(found: Profiel, atlas: Atlas) -> Tabel:
    """The table for other programs: the tables of a gemeente or school, or how an area lies in other divisions."""
    if found.gemeente and found.tafels:
        return _tafels(found.tafels[0], atlas, volledig=True)
    return _liggingen(found, atlas.snapshot, volledig=True)


def _kort(found: Profiel, atlas: Atlas) -> list[str]:
    snapshot = atlas.snapshot
    lines = []
    if found.gemeente and found.tafels:
        [own] = found.tafels
        who = f"Gemeente {snapshot.naam(found.gemeente)}"
        lines.append(
            f"{who} zit aan {len(own.tafels)} regionale tafels, met in totaal {len(own.partners())} andere gemeenten. "
            f"Tafels met precies dezelfde gemeenten vormen één kring: het zijn {own.kringen} kringen."
        )
    elif found.tafels:
        lines.append(f"In dit gebied {_ligt(len(found.tafels))}: {_namen(found, snapshot)}.")
    split = [
        f"{sum(1 for deel in gebied.delen if deel.id != BUITEN)} {indeling.titel}"
        for indeling, gebied in found.liggingen
        if not gebied.heel and indeling.code != "gemeente"
    ]
    what = "De gemeente" if found.gemeente else "Het gebied"
    if split:
        lines.append(f"{what} is verdeeld over {opsomming(split)}.")
    elif found.liggingen:
        lines.append(f"{what} ligt in elke andere indeling geheel binnen één gebied.")
    return lines


def _ligt(count: int) -> str:
    return "ligt 1 gemeente" if count == 1 else f"liggen {count} gemeenten, geheel of gedeeltelijk"


def _namen(found: Profiel, snapshot: Snapshot) -> str:
    return ", ".join(snapshot.naam(item.gemeente) for item in found.tafels)


def _soort(node_id: str, snapshot: Snapshot) -> str:
    label = snapshot.schema.type_of(node_id).label
    node = snapshot.node(node_id)
    if node and node.type == "Samenwerkingsverband":
        return f"samenwerkingsverband {node.eigenschappen.get('sector', '')}".rstrip()
    return label


def _niveaus(found: Profiel, atlas: Atlas) -> Tabel:
    snapshot = atlas.snapshot
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (
            hoofdletter(item.niveau),
            wijs(item.id, snapshot),
            _soort(item.id, snapshot),
            "" if item.gemeenten is None else item.gemeenten,
        )
        for item in found.plekken
    )
    return Tabel(
        "Drie niveaus",
        "Met wie te maken, lokaal, regionaal en bovenregionaal",
        (Kolom("Niveau"), Kolom("Naam"), Kolom("Soort"), Kolom("Aantal", Soort.GETAL, "gemeenten die meedoen")),
        rows,
        "Lokaal is wat binnen één gemeente ligt. Regionaal is de samenwerking voor onderwijs en jeugd. Bovenregionaal "
        "zijn de grotere regio's, die ook ander werk doen. De wet kent deze driedeling niet; zij is van Speelveld.",
    )


def _woonplaatsen(found: Woonplaatsen | None, snapshot: Snapshot) -> tuple[Tabel, ...]:
    rows: list[tuple[Cel, ...]] = []
    for place, count in found.per_gemeente if found else ():
        known = snapshot.node(place)
        teams = snapshot.out(place, "HEEFT_LOKAAL_TEAM") if known else ()
        number: Cel = f"{count.minst} tot {count.hoogst}" if count.afgeschermd else count.zeker
        team: Cel = tuple(wijs(item.naar, snapshot) for item in teams) or None
        rows.append((wijs(place, snapshot) if known else hoofdletter(place), number, team if known else ""))
    if found and found.rest:
        total = found.rest.aantal
        rows.append(("Overige gemeenten samen", total.minst if total else None, ""))
    year = f" (telling van {found.jaar})" if found and found.jaar else ""
    table = Tabel(
        "Woonplaatsen",
        f"Waar de leerlingen wonen{year}, en welk team daar de toegang tot jeugdhulp is",
        (Kolom("Gemeente"), Kolom("Leerlingen", Soort.GETAL), Kolom("Lokaal team")),
        tuple(rows),
        "De toegang tot jeugdhulp is die van de gemeente waar een leerling woont. Waar weinig leerlingen wonen, staan "
        "zij samen op één regel.",
        leeg="Onbekend: van deze school is geen telling naar woonplaats geladen.",
    )
    return (table,)


def _tafels(found: Tafels, atlas: Atlas, *, volledig: bool) -> Tabel:
    snapshot = atlas.snapshot
    rows: list[tuple[Cel, ...]] = []
    for item in found.tafels:
        kind = atlas.indeling(item.indeling)
        own = "" if item.heel else f"deel: {item.pc4} postcodegebieden"
        row: tuple[Cel, ...] = (
            wijs(item.gebied, snapshot),
            kind.enkel,
            own or "geheel",
            gemeentelijst(item.gemeenten - {found.gemeente}, snapshot),
        )
        about = tuple(wijs(door, snapshot) for door in item.uitgevoerd_door) or ""
        rows.append((*row, about, _waarover(item.gebied, snapshot)) if volledig else row)
    extra = (Kolom("Uitgevoerd door"), Kolom("Waarover")) if volledig else ()
    return Tabel(
        "Tafels",
        f"De regionale tafels van {snapshot.naam(found.gemeente)}",
        (Kolom("Tafel"), Kolom("Soort"), Kolom("Doet mee"), Kolom("Met"), *extra),
        tuple(rows),
        "Van de gemeenschappelijke regelingen zijn alleen die over onderwijs, jeugd en zorg geladen. Een regeling die "
        "het werk van een regio uitvoert, telt niet apart.",
    )


def _waarover(gebied: str, snapshot: Snapshot) -> str:
    """What an area is for: the purpose of a regeling, else the first sentence of the definition of its kind."""
    node = snapshot.node(gebied)
    purpose = node.eigenschappen.get("doel") if node and node.type == "Regeling" else None
    if isinstance(purpose, str):
        return purpose if len(purpose) <= _DOEL else f"{purpose[:_DOEL].rsplit(' ', 1)[0]} …"
    return f"{snapshot.schema.type_of(gebied).definitie.partition('. ')[0].removesuffix('.')}."


def _partners(found: Tafels, snapshot: Snapshot, *, volledig: bool) -> Tabel:
    ranked = sorted(found.partners(), key=lambda pair: (-pair[1], snapshot.naam(pair[0])))
    partners = ranked if volledig else ranked[:_PARTNERS]
    return Tabel(
        "Partners",
        f"Wie {snapshot.naam(found.gemeente)} het vaakst aan tafel treft",
        (Kolom("Gemeente"), Kolom("Tafels samen", Soort.GETAL)),
        tuple((Verwijzing(snapshot.naam(other), id=other), count) for other, count in partners),
    )


def _liggingen(found: Profiel, snapshot: Snapshot, *, volledig: bool) -> Tabel:
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (
            hoofdletter(indeling.titel),
            gebied.maat.index,
            sum(1 for deel in gebied.delen if deel.id != BUITEN),
            wijs(gebied.tegenhanger, snapshot),
            gebied.aandeel_in_tegenhanger,
            gebied.aandeel_van_tegenhanger,
            *((LIGGING[gebied.ligging],) if volledig else ()),
        )
        for indeling, gebied in found.liggingen
    )
    return Tabel(
        "Ligging",
        f"Hoe {naam(found.id, snapshot)} in andere indelingen ligt",
        (
            Kolom("Indeling"),
            Kolom("Index", Soort.MAAT, f"kans dat twee {EENHEID[found.weging.gewicht][1]} ook daar één gebied delen"),
            Kolom("Delen", Soort.GETAL, "in zoveel gebieden ligt het"),
            Kolom("Ligt vooral in"),
            Kolom("Deel van dit gebied", Soort.AANDEEL, "dat daar ligt"),
            Kolom("Deel van dat gebied", Soort.AANDEEL, "dat hier ligt"),
            *((Kolom("Ligging"),) if volledig else ()),
        ),
        rows,
    )


def _delen(found: Profiel, snapshot: Snapshot) -> Tabel:
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (hoofdletter(indeling.enkel), wijs(deel.id, snapshot), deel.aandeel, gemeentecel(deel.gemeenten, snapshot))
        for indeling, gebied in found.liggingen
        for deel in gebied.delen
    )
    return Tabel(
        "Delen",
        "Welk deel waar ligt",
        (Kolom("Indeling"), Kolom("Gebied"), Kolom("Aandeel", Soort.AANDEEL), Kolom("Gemeenten")),
        rows,
    )


def _per_gemeente(found: Profiel, snapshot: Snapshot) -> Tabel:
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (Verwijzing(snapshot.naam(item.gemeente), id=item.gemeente), len(item.tafels), item.kringen)
        for item in found.tafels
    )
    return Tabel(
        "Tafels per gemeente",
        "Aan hoeveel regionale tafels elke gemeente zit",
        (
            Kolom("Gemeente"),
            Kolom("Tafels", Soort.GETAL),
            Kolom("Kringen", Soort.GETAL, "tafels met dezelfde gemeenten tellen als één kring"),
        ),
        rows,
    )
