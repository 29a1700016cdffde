"""Who must be at the table: what the rules F01, F02 and F03 say, asked for one postcode area of the area of the plan.

All that a rule names follows from the samenwerkingsverband or the gemeente, so each postcode area in it gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from graph.aantallen import Aantal
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from ontology.rules import Law
from queries.oogo.gebied import IN_SWV, Gebied, wonend
from queries.wie.antwoord import Antwoord, beantwoord
from queries.wie.vraag import Vraag, Woonplaats


@dataclass(frozen=True, slots=True)
class Overlap:
    """A samenwerkingsverband that shares postcode areas with the area of the plan.

    aandeel_hier: of the PC4's of the plan; aandeel_daar: of its own. leerlingen: primary pupils who live in what is
    shared.
    """

    id: str
    sector: str
    pc4: tuple[str, ...]
    aandeel_hier: float
    aandeel_daar: float
    leerlingen: Aantal | None
    leveringen: frozenset[str]

    @property
    def zelfde_gebied(self) -> bool:
        """Whether both areas are the same, postcode area by postcode area."""
        return self.aandeel_hier == self.aandeel_daar == 1.0


@dataclass(frozen=True, slots=True)
class Tafel:
    """What the rule of the consultation answers, and the samenwerkingsverbanden with how much they share.

    antwoord: None when the area has no postcode area of which the gemeente is known. overlappen: for an SWV those of
    the other sector, for a gemeente those of both.
    """

    antwoord: Antwoord | None
    overlappen: tuple[Overlap, ...]


def tafel(regel: str, area: Gebied, snapshot: Snapshot, law: Law, namen: GemeenteResolver) -> Tafel:
    """The table of one plan."""
    sectors = [sector for sector in IN_SWV if sector != area.sector]
    overlaps = [item for sector in sectors for item in _overlappen(area.pc4, sector, snapshot)]
    places = [area for part in area.gemeenten for area in part.pc4]
    answer = vraag(regel, places[0], snapshot, law, namen) if places else None
    return Tafel(answer, tuple(overlaps))


def vraag(regel: str, pc4: str, snapshot: Snapshot, law: Law, namen: GemeenteResolver) -> Antwoord:
    """The answer to one rule for who lives in a postcode area."""
    asked = Vraag(
        peildatum=snapshot.peildatum,
        woonplaats=Woonplaats(postcode=pc4.removeprefix("pc4:")),
        vragen=(regel,),
    )
    return beantwoord(asked, snapshot, law, namen).antwoorden[0]


def _overlappen(areas: Collection[str], sector: str, snapshot: Snapshot) -> list[Overlap]:
    shared: dict[str, list[str]] = defaultdict(list)
    deliveries: dict[str, set[str]] = defaultdict(set)
    for pc4 in sorted(areas):
        for item in snapshot.out(pc4, IN_SWV[sector]):
            shared[item.naar].append(pc4)
            deliveries[item.naar].add(item.levering)
    found = [
        Overlap(
            swv,
            sector,
            tuple(pc4s),
            len(pc4s) / len(areas),
            len(pc4s) / len(snapshot.into(swv, IN_SWV[sector])),
            wonend(pc4s, snapshot),
            frozenset(deliveries[swv]),
        )
        for swv, pc4s in shared.items()
    ]
    return sorted(found, key=lambda item: (-len(item.pc4), item.id))
