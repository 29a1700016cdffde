"""The schools in an area: boards and their sites by gemeente with pupils over the years, and special education."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.aantallen import Aantal, lees_lijst, totaal
from graph.snapshot import SnapNode, Snapshot
from queries.oogo.gebied import Gebied

SOORTEN = {"PO": ("bo", "sbo", "so"), "VO": ("vo", "pro", "vso")}
SPECIAAL = ("sbo", "so", "vso", "pro")
Reeks = dict[int, Aantal]
"""Pupils by year (1 October)."""


@dataclass(frozen=True, slots=True)
class Vestiging:
    """A site. reeks: empty when no register counts its pupils. landelijk: the national SWV that it may belong to.

    van_buiten: of its pupils those who live outside the area, with all, by the count of woonplaatsen_peiljaar.
    plek_onzeker: its postcode is not known, and its gemeente lies in more than one area.
    """

    id: str
    gemeente: str
    bestuur: str
    soorten: tuple[str, ...]
    reeks: Reeks
    landelijk: str
    van_buiten: tuple[Aantal, Aantal] | None
    woonplaatsen_peiljaar: int | None
    plek_onzeker: bool
    leveringen: tuple[str, ...]

    @property
    def leerlingen(self) -> Aantal | None:
        """At the last count."""
        return self.reeks[max(self.reeks)] if self.reeks else None

    @property
    def aandeel_van_buiten(self) -> float | None:
        """The share of its pupils who live outside the area; None when it is not known or would tell small numbers."""
        if self.van_buiten is None:
            return None
        outside, everyone = self.van_buiten
        inside = Aantal(everyone.zeker - outside.zeker, everyone.afgeschermd - outside.afgeschermd)
        if outside.klein or inside.klein or everyone.afgeschermd or not everyone.zeker:
            return None
        return outside.zeker / everyone.zeker


@dataclass(frozen=True, slots=True)
class Groep:
    """Sites that belong together: of one board in one gemeente, or all of a gemeente (bestuur empty).

    reeks: their pupils by year, of sites that are there now. ongeteld: sites whose pupils no register counts.
    """

    gemeente: str
    bestuur: str
    soorten: tuple[str, ...]
    vestigingen: int
    ongeteld: int
    reeks: Reeks

    @property
    def leerlingen(self) -> Aantal | None:
        """At the last count; None when no site is counted."""
        return self.reeks[max(self.reeks)] if self.reeks else None

    def verandering(self, jaren: int) -> float | None:
        """Growth since so many years before the last count, as a share; None when either number is not exact."""
        if not self.reeks:
            return None
        last = max(self.reeks)
        then, now = self.reeks.get(last - jaren), self.reeks[last]
        if then is None or then.afgeschermd or now.afgeschermd or not then.zeker:
            return None
        return now.zeker / then.zeker - 1


@dataclass(frozen=True, slots=True)
class Scholen:
    """Sites of the sector of the plan (of a gemeente: all), their groups, and special education in the area."""

    vestigingen: tuple[Vestiging, ...]
    besturen: tuple[Groep, ...]
    gemeenten: tuple[Groep, ...]
    speciaal: tuple[Vestiging, ...]


def scholen(area: Gebied, snapshot: Snapshot) -> Scholen:
    """The schools of an area. A site without a postcode counts where its gemeente lies, when that lies in one area."""
    kinds = SOORTEN.get(area.sector, (*SOORTEN["PO"], *SOORTEN["VO"]))
    found = sorted(
        (_vestiging(node, area, snapshot) for node in _in(area, snapshot)),
        key=lambda item: (snapshot.naam(item.gemeente), snapshot.naam(item.id), item.id),
    )
    own = [item for item in found if set(item.soorten) & set(kinds)]
    boards: dict[tuple[str, str], list[Vestiging]] = defaultdict(list)
    places: dict[str, list[Vestiging]] = defaultdict(list)
    for item in own:
        boards[item.gemeente, item.bestuur].append(item)
        places[item.gemeente].append(item)
    return Scholen(
        tuple(own),
        tuple(_groep(gemeente, board, sites, kinds) for (gemeente, board), sites in boards.items()),
        tuple(_groep(gemeente, "", sites, kinds) for gemeente, sites in places.items()),
        tuple(item for item in found if set(item.soorten) & set(SPECIAAL)),
    )


def _in(area: Gebied, snapshot: Snapshot) -> Iterable[SnapNode]:
    """The sites in the area: by postcode; without one, or for a gemeente, by gemeente."""
    parts = {item.id for item in area.gemeenten}
    for gemeente in parts:
        for item in snapshot.into(gemeente, "IN_GEMEENTE"):
            node = snapshot.node(item.van)
            if node is None or node.type != "Vestiging":
                continue
            places = snapshot.out(node.id, "IN_PC4")
            if not area.sector or not places or places[0].naar in area.pc4:
                yield node
    for pc4 in area.pc4:  # a site may stand in a PC4 that the record puts in another gemeente than the site itself
        for item in snapshot.into(pc4, "IN_PC4"):
            node = snapshot.node(item.van)
            outside = not any(found.naar in parts for found in snapshot.out(item.van, "IN_GEMEENTE"))
            if node and area.sector and outside:
                yield node


def _vestiging(node: SnapNode, area: Gebied, snapshot: Snapshot) -> Vestiging:
    kinds = node.eigenschappen.get("onderwijssoort", ())
    gemeente = next((item.naar for item in snapshot.out(node.id, "IN_GEMEENTE")), "")
    part = next((item for item in area.gemeenten if item.id == gemeente), None)
    year = node.eigenschappen.get("woonplaatsenPeiljaar")
    homes = lees_lijst(node.eigenschappen.get("woonplaatsenLeerlingen"))
    outside = totaal(number for home, number in homes.items() if f"pc4:{home}" not in area.pc4)
    return Vestiging(
        node.id,
        gemeente,
        next((item.naar for item in snapshot.out(node.id, "HEEFT_BESTUUR")), ""),
        kinds if isinstance(kinds, tuple) else (),
        {int(jaar): number for jaar, number in lees_lijst(node.eigenschappen.get("leerlingenReeks")).items()},
        next((item.naar for item in snapshot.out(node.id, "IN_LANDELIJK_SWV")), ""),
        (outside, totaal(homes.values())) if homes else None,
        year if isinstance(year, int) else None,
        not snapshot.out(node.id, "IN_PC4") and part is not None and not part.heel,
        node.leveringen,
    )


def _groep(gemeente: str, bestuur: str, sites: list[Vestiging], kinds: Iterable[str]) -> Groep:
    found = {kind for item in sites for kind in item.soorten}
    years: dict[int, Aantal] = defaultdict(Aantal)
    for item in sites:
        for year, number in item.reeks.items():
            years[year] += number
    return Groep(
        gemeente,
        bestuur,
        tuple(kind for kind in kinds if kind in found),
        len(sites),
        sum(1 for item in sites if not item.reeks),
        dict(sorted(years.items())),
    )
