"""A whole record in memory: from here snapshots of any day are made, also while the store itself is away."""

from __future__ import annotations

from collections.abc import Iterator

from graph.collector import no_collection
from graph.delivery import Levering, Statement
from graph.store import Reader


class Record:
    """All statements of one version of a store. Takes some 100 MB on the national data."""

    def __init__(self, store: Reader) -> None:
        self._versie = store.versie()  # asked first: what is loaded from here on makes another version
        with no_collection():
            self._statements = tuple(store.statements())
        self._leveringen = store.leveringen()  # asked last: no delivery of the statements may be missing

    def versie(self) -> int:
        """The version of the store when this was read."""
        return self._versie

    def leveringen(self) -> list[Levering]:
        """All deliveries, oldest first."""
        return list(self._leveringen)

    def statements(self) -> Iterator[Statement]:
        """All facts with the delivery that stated them, nodes first."""
        return iter(self._statements)
