"""The interface of a store: the record of facts and the deliveries that stated them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from graph.delivery import Delivery, Levering, Statement, Verslag

Progress = Callable[[str, int, int], None]
"""Called with (what, done, total) while a store works."""


class Reader(Protocol):
    """What can be read of a record of facts. All methods raise SpeelveldError with a message for users."""

    def versie(self) -> int:
        """Rises with every change of the record; 0 for an empty one."""
        ...

    def leveringen(self) -> list[Levering]:
        """All deliveries, oldest first; the last one of a source is the one that holds."""
        ...

    def statements(self) -> Iterator[Statement]:
        """All facts with the delivery that stated them, closed ones included.

        Nodes come first. All of it is of one version of the record, also when another program loads meanwhile.
        """
        ...


class Store(Reader, Protocol):
    """A record of facts that takes deliveries."""

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        """The same, of one source or of all."""
        ...

    def has_node(self, node_id: str) -> bool:
        """Whether any source ever stated a node with this id."""
        ...

    def apply(
        self, deliveries: Sequence[Delivery], *, insist: bool = False, progress: Progress | None = None
    ) -> list[Verslag]:
        """Validate and load deliveries in one transaction: all of them, or nothing.

        insist: also take a delivery that is much smaller than the one before it.
        """
        ...

    def close(self) -> None:
        """Release the store."""
        ...
