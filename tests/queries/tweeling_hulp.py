"""What the twins of saved questions share: the record, how a twin is registered, and small ways to ask a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from graph.delivery import Statement
from graph.facts import withdrawn
from graph.record import Record
from graph.snapshot import SnapNode, SnapRelation, Snapshot
from graph.sqlite_store import SqliteStore
from queries.aansluiting.atlas import Atlas
from queries.indeling import gebieden_per_pc4, indelingen

NU = date(2026, 11, 21)
DAGEN = (date(2016, 1, 1), date(2021, 6, 1), NU)
"""Under the regulation of 2015, between two mergers of gemeenten, and now."""
Rij = tuple[Any, ...]
Waarden = Mapping[str, Any]


class Wereld:
    """The national record, with a snapshot of each day that is asked for."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self._record = Record(store)
        self.op = cache(lambda day: Snapshot(self._record, day))
        self.atlas = cache(lambda day: Atlas(self.op(day)))

    def uitspraken(self) -> Iterator[Statement]:
        """All statements, those that hold on no day left out."""
        return (item for item in self._record.statements() if not withdrawn(item.fact))


Reken = Callable[[Wereld, Waarden], Iterable[Rij]]
Omzet = Callable[[list[dict[str, Any]], Waarden], list[dict[str, Any]]]


@dataclass(frozen=True)
class Tweeling:
    """kolommen: those that are compared. gevallen: values of the parameters. omzet: what the rows of Cypher become."""

    kolommen: tuple[str, ...]
    gevallen: tuple[Waarden, ...]
    reken: Reken
    omzet: Omzet


TWEELINGEN: dict[str, Tweeling] = {}


def tweeling(
    naam: str,
    kolommen: str,
    *gevallen: Waarden,
    dagen: Iterable[date] = DAGEN,
    omzet: Omzet = lambda rows, _: rows,
) -> Callable[[Reken], Reken]:
    """Register the twin of a saved question; it is asked for each case on each day."""

    def register(reken: Reken) -> Reken:
        cases = tuple({**case, "peildatum": day} for case in gevallen or ({},) for day in dagen)
        TWEELINGEN[naam] = Tweeling(tuple(kolommen.split()), cases, reken, omzet)
        return reken

    return register


# -- small things


def deel(part: int, whole: int) -> float:
    """A share with three decimals, half up."""
    return float(Decimal(str(part / whole)).quantize(Decimal("0.001"), ROUND_HALF_UP))


def uit(snapshot: Snapshot, node: str, relatie: str) -> list[SnapRelation]:
    """Relations from a node to what exists."""
    return [item for item in snapshot.out(node, relatie) if snapshot.node(item.naar)]


def naar(snapshot: Snapshot, node: str, relatie: str, soort: str = "") -> list[SnapRelation]:
    """Relations to a node from what exists."""
    found = [item for item in snapshot.into(node, relatie) if snapshot.node(item.van)]
    return [item for item in found if not soort or snapshot.nodes[item.van].type == soort]


def namen(snapshot: Snapshot, ids: Iterable[str]) -> tuple[str, ...]:
    """Names, sorted, each once."""
    return tuple(sorted({snapshot.naam(item) for item in ids}))


VASTE = (
    "IN_SWV_PO",
    "IN_SWV_VO",
    "IN_GEMEENTE",
    "IN_JEUGDREGIO",
    "IN_DOORSTROOMPUNTREGIO",
    "IN_GGDREGIO",
    "IN_ZORGKANTOORREGIO",
    "IN_VEILIGHEIDSREGIO",
    "IN_ARBEIDSMARKTREGIO",
    "IN_PROVINCIE",
)
REGIOS = ("IN_JEUGDREGIO", "IN_DOORSTROOMPUNTREGIO", "IN_GGDREGIO", "IN_ZORGKANTOORREGIO", "IN_VEILIGHEIDSREGIO")
REGIOS += ("IN_ARBEIDSMARKTREGIO",)


@cache
def per_pc4(relatie: str, snapshot: Snapshot) -> dict[str, str]:
    """The area of each postcode area in a division, by the relation that leads to it.

    A source without dates may place a postcode area in a gemeente that does not exist yet. A way through what does not
    exist counts neither in `wie` nor here; `gebieden_per_pc4` does not look at that.
    """
    known = indelingen(snapshot).values()
    [found] = [item for item in known if (item.relatie or "IN_GEMEENTE") == relatie and not item.deel]
    areas = {pc4: areas[0] for pc4, areas in gebieden_per_pc4(found, snapshot).items() if areas}
    if found.per_pc4:
        return areas
    return {pc4: area for pc4, area in areas.items() if uit(snapshot, pc4, "IN_GEMEENTE")}


def gebied_van(relatie: str, snapshot: Snapshot) -> dict[str, set[str]]:
    """The postcode areas of each area of a division."""
    found: dict[str, set[str]] = defaultdict(set)
    for pc4, area in per_pc4(relatie, snapshot).items():
        found[area].add(pc4)
    return found


def sectoren(vestiging: SnapNode) -> set[str]:
    """The sectors of the SWVs that a vestiging has to do with."""
    kinds = set(vestiging.eigenschappen.get("onderwijssoort", ()))  # type: ignore[arg-type]
    return ({"PO"} if kinds & {"bo", "sbo", "so"} else set()) | ({"VO"} if kinds & {"vo", "pro", "vso"} else set())


def verbanden(vestiging: SnapNode, snapshot: Snapshot) -> list[str]:
    """The SWVs of a vestiging: a national one takes the place of the one of its area."""
    national = [item.naar for item in uit(snapshot, vestiging.id, "IN_LANDELIJK_SWV")]
    taken = {snapshot.nodes[item].eigenschappen["sector"] for item in national}
    found = list(national)
    for pc4 in uit(snapshot, vestiging.id, "IN_PC4"):
        for sector in sectoren(vestiging) - taken:
            found += [item.naar for item in uit(snapshot, pc4.naar, f"IN_SWV_{sector}")]
    return found


def van_bestuur(vestiging: str, snapshot: Snapshot) -> list[str]:
    return [item.naar for item in uit(snapshot, vestiging, "HEEFT_BESTUUR")]


def telling(vestigingen: Iterable[SnapNode]) -> tuple[int, int | None, int]:
    """Vestigingen, pupils of those with a number, and how many have none."""
    pupils = [item.eigenschappen.get("leerlingen") for item in vestigingen]
    known = [int(item) for item in pupils if isinstance(item, int)]
    return len(pupils), sum(known) if known else None, len(pupils) - len(known)
