"""The alignment of two divisions as a document."""

from __future__ import annotations

from queries.aansluiting.atlas import Atlas
from queries.aansluiting.paar import Aansluiting
from queries.aansluiting.verschil import Verschil
from viz.aansluiting.gebieden import deeltabel, rangordes, verhuizen
from viz.aansluiting.kort import kort, toont_twijfel
from viz.aansluiting.lijsten import niet_ingedeeld, tafeltabel, twijfel
from viz.aansluiting.misfits import afwijkend, groter
from viz.aansluiting.verandering import verandering
from viz.aansluiting.woorden import EENHEID, bronnen, hoe_het_werkt, naam
from viz.rapport import Hoofdstuk, Rapport


def rapport(found: Aansluiting, atlas: Atlas, verschil: Verschil | None = None, *, volledig: bool = True) -> Rapport:
    """The answer as a document. volledig: without it, only what fits a few screens."""
    snapshot = atlas.snapshot
    parts = [kort(found, snapshot, volledig=volledig)]
    if verschil:
        parts.append(verandering(verschil, found, snapshot))
    parts += [rangordes(found, snapshot, volledig=volledig), afwijkend(found, snapshot, volledig=volledig)]
    if volledig or found.alleen:
        parts += verhuizen(found, snapshot, volledig=volledig)
        parts += [Hoofdstuk("Delen", (deeltabel(found, snapshot, met_id=volledig),))]
    if volledig:
        parts += [groter(found, snapshot), tafeltabel(found, atlas), niet_ingedeeld(found, atlas)]
    if toont_twijfel(found, volledig=volledig):
        parts.append(twijfel(found, snapshot))
    parts.append(hoe_het_werkt(found.weging, geschat=len(found.geschat)))
    parts.append(bronnen(found.leveringen, snapshot, als_tabel=volledig))
    titel = f"Aansluiting van {found.van.titel} en {found.naar.titel}"
    return Rapport(
        f"{titel}: {naam(found.alleen, snapshot)}" if found.alleen else titel,
        f"Gewogen naar {EENHEID[found.weging.gewicht][1]}",
        _bestandsnaam(found),
        snapshot.peildatum,
        tuple(parts),
    )


def _bestandsnaam(found: Aansluiting) -> str:
    only = f"-{found.alleen.partition(':')[2]}" if found.alleen else ""
    return f"aansluiting-{found.van.code}-{found.naar.code}{only}"
