"""The comparison of two divisions as what a matrix and a flow are drawn from."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.aansluiting.paar import Aansluiting
from viz.aansluiting.woorden import EENHEID, naam
from viz.kruising import Kruising


def kruising(found: Aansluiting, snapshot: Snapshot) -> Kruising:
    """What lies in both of two areas, for all areas of both divisions; also when the answer is limited to one."""
    weging = found.weging
    return Kruising.van_gewichten(
        found.van.titel,
        found.naar.titel,
        EENHEID[weging.gewicht][1],
        {paar: weging.som(pc4) for paar, pc4 in found.overlap.stukken().items()},
        lambda gebied: naam(gebied, snapshot),
        geschat=weging.verdeeld,
    )
