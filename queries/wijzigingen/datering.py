"""On what ground a fact begins or ends: a day of its source, two states of its source, or only another delivery.

README, “Facts, deliveries and time”: facts of a first delivery start on its `geldig_vanaf`, which says since when the
list holds, not since when the things in it exist; without one, at an unknown day. A later delivery closes and opens
facts on its own `geldig_vanaf` or, without one, on its peildatum; the latter is the day of the file and says nothing of
the world.
"""

from __future__ import annotations

from datetime import date

from graph.delivery import Levering
from graph.snapshot import Snapshot
from queries.wijzigingen.model import Datering, Grond, Reden


class Dateerder:
    """Knows what each source said of each kind of fact on the first of the two days."""

    def __init__(self, van: Snapshot, tot: Snapshot) -> None:
        self._van, self._tot = van.peildatum, tot.peildatum
        self._leveringen = {**van.leveringen, **tot.leveringen}
        self._per_bron: dict[str, list[Levering]] = {}
        for item in self._leveringen.values():
            self._per_bron.setdefault(item.bron, []).append(item)
        self._kende = {(item.type, self.bron(item.levering)) for item in van.relations()}
        self._kende |= {(node.type, self.bron(node.leveringen[0])) for node in van.nodes.values()}

    def bron(self, levering: str) -> str:
        """The source of a delivery."""
        return self._leveringen[levering].bron

    def begin(self, soort: str, day: date | None, levering: str) -> Datering:
        """The ground of a fact that counts on the last day and did not on the first. soort: its type.

        When a source gives a day that is also that of a delivery, this cannot tell, and takes the humbler ground.
        """
        item = self._leveringen[levering]
        if day is None or day <= self._van:  # its source said so before, but another one was believed
            return Datering(Grond.GEGEVENS, day, reden=Reden.BRON, leveringen=(levering,))
        before = self._stand_voor(item.bron, day)
        if _stand(item) != day or (item.geldig_vanaf is None and before is None):
            return Datering(Grond.GEDATEERD, day, leveringen=(levering,))  # the day of no delivery: that of the source
        if (soort, item.bron) not in self._kende:
            return Datering(Grond.GEGEVENS, day, reden=Reden.EERSTE, leveringen=(levering,))
        names = (*([before.id] if before else []), levering)
        if item.geldig_vanaf is None or before is None:
            return Datering(Grond.GEGEVENS, day, reden=Reden.LEVERING, leveringen=names)
        return Datering(Grond.UITERLIJK, day, before.geldig_vanaf or before.peildatum, leveringen=names)

    def einde(self, day: date | None, levering: str) -> Datering:
        """The ground of a fact that counted on the first day and does not on the last."""
        item = self._leveringen[levering]
        if day is None or day > self._tot:  # its source still says so, but another one is believed
            return Datering(Grond.GEGEVENS, reden=Reden.BRON, leveringen=(levering,))
        closing = next((other for other in self._per_bron[item.bron] if _stand(other) == day and other != item), None)
        if closing is None:
            return Datering(Grond.GEDATEERD, day, leveringen=(levering,))
        names = (levering, closing.id)
        if closing.geldig_vanaf is None:
            return Datering(Grond.GEGEVENS, day, reden=Reden.LEVERING, leveringen=names)
        before = self._stand_voor(item.bron, day) or item
        return Datering(Grond.UITERLIJK, day, _stand(before), leveringen=names)

    def samen(self, einde: Datering, begin: Datering) -> Datering:
        """The ground of a move: no better than that of what ended, nor than that of what began."""
        names = tuple(dict.fromkeys((*einde.leveringen, *begin.leveringen)))
        data = next((item for item in (begin, einde) if item.grond is Grond.GEGEVENS), None)
        if data is not None:
            return Datering(Grond.GEGEVENS, data.op, reden=data.reden, leveringen=names)
        if Grond.UITERLIJK in (einde.grond, begin.grond):
            if len({self.bron(levering) for levering in names}) > 1:
                return Datering(Grond.GEGEVENS, begin.op, reden=Reden.BRON, leveringen=names)
            return Datering(Grond.UITERLIJK, begin.op, begin.na or einde.na, leveringen=names)
        return Datering(Grond.GEDATEERD, begin.op, leveringen=names)

    def _stand_voor(self, bron: str, day: date) -> Levering | None:
        """The last delivery of a source whose state holds from before a day."""
        earlier = [item for item in self._per_bron[bron] if _stand(item) < day]
        return max(earlier, key=_stand, default=None)


def _stand(levering: Levering) -> date:
    """Since when the state of a delivery holds in the record."""
    return levering.geldig_vanaf or levering.peildatum
