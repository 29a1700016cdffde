"""Question 3 for the command line and the API: an answer that can take any form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.aansluiting_weergave import Json, Weergever
from app.service import View
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.paar import beperk
from queries.aansluiting.profiel import profiel
from queries.aansluiting.verschil import verschil
from queries.aansluiting.vind import vind_gebied
from viz.aansluiting import landelijk as viz_landelijk
from viz.aansluiting import paar as viz_paar
from viz.aansluiting import profiel as viz_profiel
from viz.aansluiting.gebieden import deeltabel
from viz.rapport import Rapport, Tabel


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer, made into a form when that is asked for.

    rapport: takes `volledig`; without it, what fits a few screens. tabel: the table for a CSV file.
    """

    json: Callable[[], Json]
    rapport: Callable[..., Rapport]
    tabel: Callable[[], Tabel]


def paar(van: str, naar: str, gewicht: Gewicht, view: View, *, gebied: str = "", tot: View | None = None) -> Antwoord:
    """Two divisions by their codes. gebied: limits the answer; an id, code or name. tot: compares with another day."""
    atlas = view.atlas
    found = view.aansluiting(van, naar, gewicht)
    if gebied:
        found = beperk(found, vind_gebied(gebied, view.snapshot), atlas)
    change = verschil(van, naar, gewicht, atlas, tot.atlas) if tot else None
    return Antwoord(
        partial(Weergever(atlas, found.weging).aansluiting, found, change),
        partial(viz_paar.rapport, found, atlas, change),
        partial(deeltabel, found, view.snapshot),
    )


def van_gebied(gebied: str, gewicht: Gewicht, view: View) -> Antwoord:
    """One area, gemeente or vestiging (an id, code or name) among all divisions."""
    found = profiel(vind_gebied(gebied, view.snapshot), gewicht, view.atlas)
    return Antwoord(
        partial(Weergever(view.atlas, found.weging).profiel, found),
        partial(viz_profiel.rapport, found, view.atlas),
        partial(viz_profiel.hoofdtabel, found, view.atlas),
    )


def landelijk(gewicht: Gewicht, view: View) -> Antwoord:
    """All fixed divisions with each other."""
    found = view.landelijk(gewicht)
    return Antwoord(
        partial(Weergever(view.atlas, found.weging).overzicht, found),
        partial(viz_landelijk.rapport, found, view.snapshot),
        partial(viz_landelijk.parentabel, found),
    )
