"""A map as data: GeoJSON with names and colours, the same as a table, and what must be said with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from queries.indeling import Indeling
from queries.kaart.beeld import Beeld
from queries.kaart.gebieden import ONBEKEND, Gebied, Grenzen, Laag, School, Uitsnede, grenslijnen
from viz.kleuren import KLEUREN, kleurklassen
from viz.rapport import Cel, Kolom, Soort, Tabel, Verwijzing
from viz.woorden import getal, hoofdletter, opsomming, schoon

Json = dict[str, Any]
ONBEKEND_ID = "onbekend"


def collectie(laag: Laag) -> Json:
    """The areas of a division as GeoJSON, in order of id; the land without an area last.

    Of each: `naam`; `label` and `titel`, short for a name from afar and from nearby; `kleurklasse`, a number that
    neighbours do not share (null without an area); `punt`, where the name can stand; `postcodegebieden`, how many.
    Beside the features `grenzen`: the borders between the areas as lines, each stretch once, without the coast.
    """
    klassen = kleurklassen_van(laag)
    features = [
        {
            "type": "Feature",
            "id": item.id or ONBEKEND_ID,
            "properties": {
                "id": item.id or ONBEKEND_ID,
                "naam": gebiedsnaam(item, laag.indeling),
                "label": schoon(label(item)),
                "titel": schoon(_titel(item)),
                "kleurklasse": klassen[item.id] % len(KLEUREN) if item.id else None,
                "punt": item.punt,
                "postcodegebieden": len(item.pc4),
            },
            "geometry": geometrie(item.vlak) if item.vlak else None,
        }
        for item in volgorde(laag)
    ]
    return {"type": "FeatureCollection", "features": features, "grenzen": geometrie(grenslijnen(laag))}


def kleurklassen_van(laag: Laag) -> dict[str, int]:
    """A number for each area that its neighbours do not share; see `kleurklassen`."""
    named = [item.id for item in laag.gebieden if item.id]
    return kleurklassen(named, (pair for pair in laag.buren if ONBEKEND not in pair))


def volgorde(laag: Laag) -> tuple[Gebied, ...]:
    """The areas in the order of the table and the GeoJSON."""
    return tuple(sorted(laag.gebieden, key=lambda item: (item.id == ONBEKEND, item.id)))


def geometrie(vlak: BaseGeometry) -> Json:
    """A shape in degrees as GeoJSON (RFC 7946: outer rings anticlockwise), with the four decimals that it has."""
    found = mapping(shapely.orient_polygons(vlak))
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(part: Any) -> Any:
    return round(part, 4) if isinstance(part, float) else [_rounded(item) for item in part]


def uitsnede_feature(item: Uitsnede) -> Json:
    """The area that a map is about."""
    properties = {"naam": schoon(item.naam)}
    return {"type": "Feature", "id": item.id, "properties": properties, "geometry": geometrie(item.vlak)}


def scholen_collectie(found: Iterable[School]) -> Json:
    """Schools as GeoJSON points."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": item.id,
                "properties": {"id": item.id, "naam": schoon(item.naam), "soort": ", ".join(item.soorten)},
                "geometry": {"type": "Point", "coordinates": [round(item.lon, 4), round(item.lat, 4)]},
            }
            for item in found
        ],
    }


def kader(beeld: Beeld) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what the map is about; None when there is no land at all."""
    shapes = [beeld.uitsnede.vlak] if beeld.uitsnede else [item.vlak for item in beeld.laag.gebieden if item.vlak]
    if not shapes:
        return None
    west, south, east, north = zip(*(item.bounds for item in shapes), strict=True)
    return (round(min(west), 4), round(min(south), 4), round(max(east), 4), round(max(north), 4))


def titel(beeld: Beeld) -> str:
    """`Samenwerkingsverbanden PO in IJmond, met grenzen van jeugdregio's`."""
    naam = beeld.laag.indeling.titel
    waar = f" in {beeld.uitsnede.naam}" if beeld.uitsnede else ""
    over = f", met grenzen van {beeld.over.indeling.titel}" if beeld.over else ""
    return f"{hoofdletter(naam)}{waar}{over}"


def tabel(beeld: Beeld) -> Tabel:
    """The same as the map: a row for each area."""
    kolommen = [Kolom("Gebied"), Kolom("Code"), Kolom("Postcodegebieden", Soort.GETAL)]
    within = frozenset(beeld.uitsnede.pc4) if beeld.uitsnede else frozenset()
    if beeld.uitsnede:
        kolommen.append(Kolom(f"waarvan in {schoon(beeld.uitsnede.naam)}", Soort.GETAL))
    namen: dict[str, str] = {}
    if beeld.over:
        kolommen.append(Kolom(f"Ligt in deze {beeld.over.indeling.titel} (aantal postcodegebieden)"))
        namen = {item.id: gebiedsnaam(item, beeld.over.indeling) for item in beeld.over.gebieden}
    rijen: list[tuple[Cel, ...]] = []
    for item in volgorde(beeld.laag):
        said = gebiedsnaam(item, beeld.laag.indeling)
        naam = Verwijzing(said, id=item.id) if item.id else hoofdletter(said)
        rij: list[Cel] = [naam, item.id.partition(":")[2], len(item.pc4)]
        if beeld.uitsnede:
            rij.append(len(within.intersection(item.pc4)))
        if beeld.over:
            crossed = beeld.kruisingen[item.id].items()
            rij.append(
                tuple(
                    Verwijzing(f"{namen.get(area, area)} ({getal(count)})", id=area)
                    for area, count in sorted(crossed, key=lambda pair: (-pair[1], pair[0]))
                )
            )
        rijen.append(tuple(rij))
    return Tabel("Gebieden", f"{titel(beeld)}: de gebieden", tuple(kolommen), tuple(rijen))


def bronnen(beeld: Beeld) -> Tabel:
    """The deliveries on which the map rests."""
    return Tabel(
        "Bronnen",
        "Bronnen van deze kaart",
        (Kolom("Bron"), Kolom("Uitgever"), Kolom("Peildatum", Soort.DATUM), Kolom("Licentie")),
        tuple(
            (Verwijzing(item.naam, url=item.url), item.uitgever, item.peildatum, item.licentie)
            for item in beeld.leveringen
        ),
    )


def herkomst(grenzen: Grenzen) -> str:
    """How exact the borders on a map are, in one or two sentences."""
    postcodes = "elk postcodegebied is getekend als het gebied rond één punt"
    if not grenzen.officieel:
        return f"Schematisch: {postcodes}. De grenzen zijn niet precies."
    welke = "De gemeentegrenzen zijn de officiële, vereenvoudigd."
    if grenzen.officieel < grenzen.gemeenten:
        aantal = f"{getal(grenzen.officieel)} van de {getal(grenzen.gemeenten)} gemeenten"
        welke = f"Van {aantal} is de grens de officiële, vereenvoudigd."
    return f"{welke} De rest is schematisch: {postcodes}."


def ontbrekend(beeld: Beeld) -> list[tuple[str, str]]:
    """What is not on the map or on another place than the source gives it: a sentence, and which PC4's those are."""
    found = [
        (f"{_aantal(pc4)} {'staat' if len(pc4) == 1 else 'staan'} niet op de kaart: {reden}", _codes(pc4))
        for reden, pc4 in beeld.zonder.items()
    ]
    if beeld.van_scholen:
        verb = "staat" if len(beeld.van_scholen) == 1 else "staan"
        waar = "in het midden van de scholen, omdat een goed punt ontbreekt"
        found.append((f"{_aantal(beeld.van_scholen)} {verb} {waar}", _codes(beeld.van_scholen)))
    return found


def _aantal(pc4: Sequence[str]) -> str:
    return "1 postcodegebied" if len(pc4) == 1 else f"{getal(len(pc4))} postcodegebieden"


def _codes(pc4: Sequence[str]) -> str:
    return opsomming([item.partition(":")[2] for item in pc4])


def zonder_gebied(indeling: Indeling) -> str:
    """What is said of land without an area: a gap in the record, or land that the division leaves out."""
    return f"geen {indeling.enkel} bekend" if indeling.landelijk else f"in geen {indeling.enkel}"


def gebiedsnaam(item: Gebied, indeling: Indeling) -> str:
    """The name of an area; of land without one, what is said of it."""
    return (schoon(item.naam).strip() or item.id.partition(":")[2]) if item.id else zonder_gebied(indeling)


def label(item: Gebied) -> str:
    """The shortest name by which the field knows an area."""
    if not item.id:
        return ""
    kind, _, code = item.id.partition(":")
    if kind == "swv":
        return code
    return item.korte_naam.removeprefix("GGD ").partition(" (")[0]


def _titel(item: Gebied) -> str:
    kind, _, code = item.id.partition(":")
    return f"{code}\n{item.korte_naam}" if kind == "swv" and item.korte_naam != code else label(item)
