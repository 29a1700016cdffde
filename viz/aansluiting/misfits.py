"""Tables of the pieces that keep areas from fitting."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.aansluiting.paar import Aansluiting
from viz.aansluiting.woorden import aantal, aantalkolom, gemeentecel, wijs
from viz.rapport import Cel, Hoofdstuk, Kolom, Soort, Tabel
from viz.woorden import hoofdletter

_MEEST = 20
"""Rows in the short form."""


def afwijkend(found: Aansluiting, snapshot: Snapshot, *, volledig: bool) -> Hoofdstuk:
    """The pieces that lie off in the eyes of both divisions; without volledig, those whose move helps most."""
    all_rows = [item for item in found.misfits if item.afwijkend]
    shown = all_rows if volledig or found.alleen else all_rows[:_MEEST]
    rows: list[tuple[Cel, ...]] = [
        (
            gemeentecel(item.gemeenten, snapshot),
            wijs(item.van, snapshot),
            wijs(item.naar, snapshot),
            aantal(item.gewicht, found.weging.gewicht, item.gemeenten),
            *((item.aandeel_van, item.aandeel_naar) if volledig else ()),
            item.winst,
            tuple(wijs(goal, snapshot) for goal in item.verhuist_naar) or None,
        )
        for item in shown
    ]
    shares = (Kolom("Deel van het eerste", Soort.AANDEEL), Kolom("Deel van het tweede", Soort.AANDEEL))
    more = f" Hier staan de {len(shown)} grootste van {len(all_rows)}." if len(shown) < len(all_rows) else ""
    table = Tabel(
        "Afwijkende stukken",
        "Wat de gebieden uit elkaar trekt",
        (
            Kolom("Gemeenten"),
            Kolom(f"Ligt in {found.van.enkel}" if volledig else f"Ligt in {found.van.code}"),
            Kolom(f"en in {found.naar.enkel}" if volledig else f"en in {found.naar.code}"),
            aantalkolom(found.weging.gewicht),
            *(shares if volledig else ()),
            Kolom("Index stijgt met", Soort.MAAT, "als alleen dit stuk overgaat; een rekensom, geen advies"),
            Kolom("bij overgang naar", toelichting="waar er twee staan, helpen zij even veel"),
        ),
        tuple(rows),
        "Een afwijkend stuk is van geen van zijn twee gebieden het grootste deel: het grootste deel van beide ligt "
        f"elders. Wat bij overgang de meeste winst geeft, staat bovenaan.{more}",
        leeg="Er zijn geen afwijkende stukken.",
    )
    return Hoofdstuk("Afwijkende stukken", (table,))


def groter(found: Aansluiting, snapshot: Snapshot) -> Hoofdstuk:
    """The areas that lie in a larger one together with others."""
    rows: list[tuple[Cel, ...]] = [
        (
            wijs(item.van, snapshot),
            wijs(item.naar, snapshot),
            aantal(item.gewicht, found.weging.gewicht, item.gemeenten),
            item.aandeel_van,
            item.aandeel_naar,
            gemeentecel(item.gemeenten, snapshot),
        )
        for item in found.misfits
        if not item.afwijkend
    ]
    table = Tabel(
        "Delen van grotere gebieden",
        "Gebieden die met andere samen in een groter gebied liggen",
        (
            Kolom(hoofdletter(found.van.enkel)),
            Kolom(hoofdletter(found.naar.enkel)),
            aantalkolom(found.weging.gewicht),
            Kolom("Deel van het eerste", Soort.AANDEEL),
            Kolom("Deel van het tweede", Soort.AANDEEL),
            Kolom("Gemeenten"),
        ),
        tuple(rows),
        "Dit is het grootste deel van het ene gebied, maar niet van het andere. Er loopt geen grens verkeerd, maar de "
        "gebieden verschillen in grootte. Ook dat drukt de index.",
    )
    return Hoofdstuk("Verschil in grootte", (table,))
