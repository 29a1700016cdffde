"""The lists at the end: tables at which gemeenten sit, PC4's without an area, and doubts."""

from __future__ import annotations

from collections import defaultdict

from graph.snapshot import Snapshot
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.paar import Aansluiting
from queries.aansluiting.tafels import tafels
from viz.aansluiting.woorden import gemeentelijst, wijs
from viz.rapport import Cel, Hoofdstuk, Kolom, Soort, Tabel, Verwijzing
from viz.woorden import hoofdletter, opsomming

_MET_NAMEN = 40
"""For so many gemeenten at most, the partners at their tables are named."""


def tafeltabel(found: Aansluiting, atlas: Atlas) -> Hoofdstuk:
    """At how many tables each gemeente sits in these two divisions, and with whom."""
    snapshot = atlas.snapshot
    codes = tuple(dict.fromkeys((found.van.code, found.naar.code)))
    with_names = len(found.gemeenten) <= _MET_NAMEN
    rows: list[tuple[Cel, ...]] = []
    for gemeente in found.gemeenten:
        here = tafels(gemeente, atlas, codes)
        partners = [other for other, _ in here.partners()]
        rows.append(
            (
                Verwijzing(snapshot.naam(gemeente), id=gemeente),
                len(here.tafels),
                *(
                    tuple(wijs(item.gebied, snapshot) for item in here.tafels if item.indeling == code)
                    for code in codes
                ),
                gemeentelijst(partners, snapshot) if with_names else len(partners),
                len(tafels(gemeente, atlas).tafels),
            )
        )
    company = Kolom("Met deze gemeenten") if with_names else Kolom("Met zoveel gemeenten", Soort.GETAL)
    table = Tabel(
        "Tafels per gemeente",
        "Aan hoeveel tafels een gemeente zit, en met wie",
        (
            Kolom("Gemeente"),
            Kolom("Tafels", Soort.GETAL, "in deze twee indelingen"),
            *(Kolom(hoofdletter(atlas.indeling(code).enkel)) for code in codes),
            company,
            Kolom("Tafels in alle indelingen", Soort.GETAL, "zie “speelveld aansluiting --gebied” met de gemeente"),
        ),
        tuple(rows),
    )
    return Hoofdstuk("Tafels", (table,))


def niet_ingedeeld(found: Aansluiting, atlas: Atlas) -> Hoofdstuk:
    """The PC4's for which the record has a gap."""
    snapshot = atlas.snapshot
    missing: dict[str, list[str]] = defaultdict(list)
    for item, pc4s in ((found.van, found.niet_van), (found.naar, found.niet_naar)):
        for pc4 in pc4s:
            missing[pc4].append(item.enkel)
    rows: list[tuple[Cel, ...]] = []
    for pc4 in sorted(missing):
        node, gemeente = snapshot.nodes[pc4], atlas.gemeente(pc4)
        place = node.eigenschappen.get("woonplaats")
        rows.append(
            (
                Verwijzing(snapshot.naam(pc4), id=pc4),
                str(place) if place else None,
                Verwijzing(snapshot.naam(gemeente), id=gemeente) if gemeente else None,
                opsomming(missing[pc4]),
            )
        )
    table = Tabel(
        "Niet ingedeeld",
        "Postcodegebieden zonder gebied",
        (Kolom("Postcode"), Kolom("Plaats"), Kolom("Gemeente"), Kolom("Ontbreekt")),
        tuple(rows),
        "Van deze postcodegebieden noemen de gegevens in een van beide indelingen geen gebied. Zij tellen niet mee. "
        "Vaak zijn het postbussen, of buurten die jonger zijn dan de regeling.",
    )
    return Hoofdstuk("Niet ingedeeld", (table,))


def twijfel(found: Aansluiting, snapshot: Snapshot) -> Hoofdstuk:
    """What a source doubts of what the answer rests on."""
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (
            Verwijzing(
                f"postcode {snapshot.naam(item.van)}" if item.van.startswith("pc4:") else snapshot.naam(item.van),
                id=item.van,
            ),
            wijs(item.naar, snapshot),
            str(item.eigenschappen["zekerheid"]),
            str(item.eigenschappen.get("opmerking") or item.eigenschappen.get("wijze") or ""),
        )
        for item in found.twijfel
    )
    table = Tabel(
        "Onzeker",
        "Waar de bron zelf niet zeker van is",
        (Kolom("Wat"), Kolom("Ligt in"), Kolom("Zekerheid"), Kolom("Waarom")),
        rows,
    )
    return Hoofdstuk("Onzeker", (table,))
