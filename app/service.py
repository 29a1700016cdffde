"""What the command line and the API share: a store, and the snapshots in use."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from graph.gemeenten import GemeenteResolver
from graph.record import Record
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.errors import SpeelveldError
from ontology.rules import load_law
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.landelijk import Overzicht, overzicht
from queries.aansluiting.paar import Aansluiting, aansluiting
from queries.oogo.dossier import Bronnen, Dossier, GeenDossier, maak, vind
from queries.wie.antwoord import Antwoorden, beantwoord
from queries.wie.vraag import Vraag
from queries.zoek import Zoeker

if TYPE_CHECKING:
    from queries.kaart.gebieden import Kaart

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

    @cached_property
    def atlas(self) -> Atlas:
        """Compares divisions of the country."""
        return Atlas(self.snapshot)

    def aansluiting(self, van: str, naar: str, gewicht: Gewicht) -> Aansluiting:
        """Two divisions by their codes; a page needs it more than once, and then its files."""
        return self._paren(van, naar, gewicht)

    @cached_property
    def _paren(self) -> Callable[[str, str, Gewicht], Aansluiting]:
        return lru_cache(maxsize=8)(lambda van, naar, gewicht: aansluiting(van, naar, gewicht, self.atlas))

    def landelijk(self, gewicht: Gewicht) -> Overzicht:
        """All divisions with each other; worked out once for each weight."""
        if gewicht not in self._landelijk:
            self._landelijk[gewicht] = overzicht(gewicht, self.atlas)
        return self._landelijk[gewicht]

    @cached_property
    def _landelijk(self) -> dict[Gewicht, Overzicht]:
        return {}

    @cached_property
    def oogo_bronnen(self) -> Bronnen:
        """What every preparation file rests on."""
        return Bronnen.van(self.snapshot)

    def oogo(self, code: str, vorig_plan: date | None = None, eerder: Snapshot | None = None) -> Dossier:
        """Question 2, by code, id or exact name; GeenDossier that names the nearest when there is nothing to make.

        eerder: the record on the day of vorig_plan, to see what changed since.
        """
        return maak(self._oogo_code(code), self.snapshot, self.oogo_bronnen, vorig_plan, eerder)

    def _oogo_code(self, text: str) -> str:
        """The code itself, or the id of the one gemeente or SWV that has this name."""
        try:
            vind(text, self.snapshot)
        except GeenDossier as error:
            if error.herstel:  # the code exists
                raise
        else:
            return text
        kinds = ("Gemeente", "Samenwerkingsverband")
        hits = [hit for hit in self.zoeker.zoek(text) if hit.type in kinds]
        exact = [hit for hit in hits if hit.naam.casefold() == text.strip().casefold()]
        if len(exact) == 1:
            return exact[0].id
        names = ", ".join(f"{hit.naam} ({hit.id.partition(':')[2]})" for hit in hits[:3])
        hint = (
            f"Bedoelt u {names}?" if names else "Geef een code zoals PO2704 of GM0396; zoek haar met “speelveld zoek”"
        )
        raise GeenDossier(f"“{text.strip()}” is geen samenwerkingsverband of gemeente", herstel=hint)

    @cached_property
    def kaart(self) -> Kaart:
        """The map; it makes what it is asked for."""
        from queries.kaart.gebieden import Kaart  # only here: shapely takes a tenth of a second

        return Kaart(self.snapshot)

    def wie(self, vraag: Vraag) -> Antwoorden:
        """Question 1; nothing of the pupil outlives the call."""
        return beantwoord(vraag, self.snapshot, load_law(), self.gemeenten)


class Service:
    """Answers from a record and snapshots in memory; renews them when the version of the store changes.

    When the store is away it goes on answering from what it has, and `storing` says so. herzie: seconds between two
    looks at the version; a server is not asked at every question.
    """

    def __init__(self, store: Store, *, herzie: float = 0) -> None:
        self.store = store
        self.storing = ""
        self._herzie = herzie
        self._record: Record | None = None
        self._looked = -math.inf
        self._renewing = threading.Lock()
        self._views: OrderedDict[date, View] = OrderedDict()
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def view(self, peildatum: date) -> View:
        """The view on a day; SpeelveldError when the store is empty, or away since the start.

        Days that are in memory are answered while another day is being made.
        """
        record = self._current()
        found = self._kept(peildatum, record)
        if found is None:
            with self._making:  # one day at a time; who waited for the same day finds it
                found = self._kept(peildatum, record) or self._keep(View(Snapshot(record, peildatum)))
        return found

    def _kept(self, peildatum: date, record: Record) -> View | None:
        """The view in memory, when it is of the present version."""
        with self._lock:
            found = self._views.get(peildatum)
            if found is None or found.snapshot.versie != record.versie():
                return None
            self._views.move_to_end(peildatum)
            return found

    def _keep(self, view: View) -> View:
        with self._lock:
            self._views[view.snapshot.peildatum] = view
            self._views.move_to_end(view.snapshot.peildatum)
            while len(self._views) > _KEPT:
                self._views.popitem(last=False)
        return view

    def _current(self) -> Record:
        """The record; who comes while another renews it does not wait, unless there is none yet."""
        known = self._record
        if known is not None and time.monotonic() - self._looked < self._herzie:
            return known
        if not self._renewing.acquire(blocking=known is None):
            return known  # type: ignore[return-value]  # it only does not wait when there is one
        try:
            self._record = self._renewed(self._record)
            return self._record
        finally:
            self._looked = time.monotonic()
            self._renewing.release()

    def _renewed(self, known: Record | None) -> Record:
        try:
            version = self.store.versie()
            if version == 0:
                raise SpeelveldError("er zijn nog geen gegevens", herstel="Laad ze met “speelveld laad”")
            if known is None or known.versie() != version:
                known = Record(self.store)
        except SpeelveldError as error:
            if known is None:
                raise
            self.storing = str(error)
        else:
            self.storing = ""
        return known
