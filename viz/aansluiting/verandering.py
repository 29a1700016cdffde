"""What changed between two days, as a chapter."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.aansluiting.paar import Aansluiting
from queries.aansluiting.verschil import Verschil
from viz.aansluiting.woorden import EENHEID, aantal, aantalkolom, gemeentelijst, wijs
from viz.rapport import Cel, Hoofdstuk, Kolom, Soort, Tabel, alinea
from viz.woorden import datum, getal, opsomming


def verandering(verschil: Verschil, found: Aansluiting, snapshot: Snapshot) -> Hoofdstuk:
    """What changed; of a limited answer, only what concerns its gemeenten and areas."""
    titels = {item.code: item.titel for item in (found.van, found.naar)}
    days = ((verschil.eerst, verschil.maat_eerst), (verschil.dan, verschil.maat_dan))
    said = [f"{datum(day)}: {'onbekend' if maat.index is None else getal(maat.index, 3)}" for day, maat in days]
    own = {item.id for item in (*found.gebieden, *found.tegengebieden)} if found.alleen else None
    note = (
        f"Op beide dagen is geteld met de {EENHEID[found.weging.gewicht][1]} van {datum(verschil.dan)}: alleen de "
        "grenzen maken verschil."
    )
    gaps = [
        alinea(f"Op {datum(day)} noemen de gegevens geen {titels[code]}.", let_op=True)
        for day, code in verschil.zonder_gegevens
    ]
    moves: list[tuple[Cel, ...]] = [
        (
            gemeentelijst(item.gemeenten, snapshot),
            titels[item.indeling],
            wijs(item.van, snapshot),
            wijs(item.naar, snapshot),
            aantal(item.gewicht, found.weging.gewicht),
            len(item.pc4),
        )
        for item in verschil.verhuizingen
        if own is None or {item.van, item.naar} & own
    ]
    areas: list[tuple[Cel, ...]] = [
        (wijs(item.gebied, snapshot), titels[item.indeling], item.eerst, item.dan)
        for item in verschil.gebieden
        if (own is None or item.gebied in own) and _drie(item.eerst) != _drie(item.dan)
    ]
    if verschil.nieuwste:
        newest = opsomming([f"{titels[code]} {datum(day)}" for code, day in verschil.nieuwste])
        gaps.append(alinea(f"De nieuwste gegevens: {newest}. Wat daarna veranderde, is niet te zien.", let_op=True))
    period = f"tussen {datum(verschil.eerst)} en {datum(verschil.dan)}"
    tables = (
        Tabel(
            "Verhuisd",
            f"Wat {period} van gebied veranderde",
            (
                Kolom("Gemeente"),
                Kolom("Indeling"),
                Kolom("Van"),
                Kolom("Naar"),
                aantalkolom(found.weging.gewicht),
                Kolom("Postcodegebieden", Soort.GETAL),
            ),
            tuple(moves),
            "“Geen gebied” betekent: de gegevens noemen op die dag geen gebied.",
            leeg="Niets.",
        ),
        Tabel(
            "Index veranderd",
            f"Gebieden waarvan de index {period} veranderde",
            (
                Kolom("Gebied"),
                Kolom("Indeling"),
                Kolom(datum(verschil.eerst), Soort.MAAT),
                Kolom(datum(verschil.dan), Soort.MAAT),
            ),
            tuple(areas),
            "“Onbekend” betekent: het gebied bestond op die dag niet.",
            leeg="Geen.",
        ),
    )
    shown = tables if moves or not verschil.zonder_gegevens else ()
    return Hoofdstuk("Verandering", (alinea(f"Index op {' en op '.join(said)}. {note}"), *gaps, *shown))


def _drie(index: float | None) -> str:
    return "" if index is None else getal(index, 3)
