"""The areas in which a school or a home lies, on the day of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping

from graph.snapshot import SnapRelation, Snapshot

OF_GEMEENTE = ("IN_JEUGDREGIO", "IN_DOORSTROOMPUNTREGIO", "IN_GGDREGIO", "IN_PROVINCIE", "IN_REGIO")
OF_PC4 = ("IN_SWV_PO", "IN_SWV_VO", "IN_REGIO")

Areas = Mapping[str, tuple[SnapRelation, ...]]
"""Ids of areas, with the relations walked to get there."""


def areas_of_gemeente(gemeente: str, snapshot: Snapshot) -> dict[str, tuple[SnapRelation, ...]]:
    """A gemeente and the regions to which it belongs."""
    return {gemeente: ()} | {item.naar: (item,) for name in OF_GEMEENTE for item in snapshot.out(gemeente, name)}


def areas_of_pc4(pc4: str, snapshot: Snapshot) -> dict[str, tuple[SnapRelation, ...]]:
    """The samenwerkingsverbanden and regions of a postcode area."""
    return {item.naar: (item,) for name in OF_PC4 for item in snapshot.out(pc4, name)}


def areas_of_vestiging(vestiging: str, snapshot: Snapshot) -> dict[str, tuple[SnapRelation, ...]]:
    """The vestiging itself, and the areas of its gemeente and postcode."""
    found: dict[str, tuple[SnapRelation, ...]] = {vestiging: ()}
    for item in snapshot.out(vestiging, "IN_GEMEENTE"):
        found |= {area: (item, *steps) for area, steps in areas_of_gemeente(item.naar, snapshot).items()}
    for item in snapshot.out(vestiging, "IN_PC4"):
        found |= {area: (item, *steps) for area, steps in areas_of_pc4(item.naar, snapshot).items()}
    for item in snapshot.out(vestiging, "IN_LANDELIJK_SWV"):
        found[item.naar] = (item,)
    return found
