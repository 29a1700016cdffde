"""What the command line and the API share: a store, and the snapshots in use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.errors import SpeelveldError
from ontology.rules import load_law
from queries.wie.antwoord import Antwoorden, beantwoord
from queries.wie.vraag import Vraag
from queries.zoek import Zoeker

_KEPT = 8
"""Snapshots (one a peildatum) that stay in memory; each takes some 60 MB on the national data."""


@dataclass(frozen=True)
class View:
    """A snapshot with what is derived from it once."""

    snapshot: Snapshot

    @cached_property
    def gemeenten(self) -> GemeenteResolver:
        """Finds gemeenten by code or name."""
        return GemeenteResolver(self.snapshot.every("Gemeente"))

    @cached_property
    def zoeker(self) -> Zoeker:
        """Finds anything by name or code."""
        return Zoeker(self.snapshot)

    def wie(self, vraag: Vraag) -> Antwoorden:
        """Question 1; nothing of the pupil outlives the call."""
        return beantwoord(vraag, self.snapshot, load_law(), self.gemeenten)


class Service:
    """Answers from snapshots in memory; renews them when the version of the store changes.

    When the store is away it goes on answering from what it has, and `storing` says so.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.storing = ""
        self._views: OrderedDict[date, View] = OrderedDict()
        self._lock = threading.Lock()

    def view(self, peildatum: date) -> View:
        """The view on a day; SpeelveldError when the store is empty or away and the day was not asked before."""
        with self._lock:
            found = self._views.get(peildatum)
            version = self._version()
            if found is None or (version is not None and found.snapshot.versie != version):
                if version == 0:
                    raise SpeelveldError("er zijn nog geen gegevens", herstel="Laad ze met “speelveld laad”")
                if version is None:
                    if found is None:
                        raise SpeelveldError(self.storing, herstel="Probeer het later opnieuw")
                    return found
                found = View(Snapshot(self.store, peildatum))
                self._views[peildatum] = found
            self._views.move_to_end(peildatum)
            while len(self._views) > _KEPT:
                self._views.popitem(last=False)
            return found

    def _version(self) -> int | None:
        """The version of the store, or None when it cannot be reached."""
        try:
            version = self.store.versie()
        except SpeelveldError as error:
            self.storing = str(error)
            return None
        self.storing = ""
        return version
