"""Runs all checks and groups what they find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.snapshot import Snapshot
from graph.store import Progress, Store
from ontology.verwacht import load_differences, load_expected
from queries.controle import gebieden, herindeling, historie, onderwijs, shacl, verwachting, verwijzingen
from queries.controle.bevinding import FOUT, Bevinding, bronnaam

Check = Callable[[Snapshot], Iterable[Bevinding]]
CHECKS: tuple[tuple[str, Check], ...] = (
    ("vorm van de gegevens", shacl.vormfouten),
    ("verwachte aantallen", lambda snapshot: verwachting.aantallen(snapshot, load_expected())),
    ("gemeenten en regio's", gebieden.gemeenten_per_indeling),
    ("vestigingen", onderwijs.vestigingen_onvolledig),
    ("vestigingen en samenwerkingsverbanden", onderwijs.vestigingen_zonder_swv),
    ("postcodegebieden en samenwerkingsverbanden", gebieden.postcodegebieden_zonder_swv),
    ("postcodegebieden en gemeenten", gebieden.postcodegebieden_zonder_gemeente),
    ("vestigingen en gemeenten", onderwijs.vestigingen_in_andere_gemeente),
    ("GGD en veiligheidsregio", gebieden.ggd_en_veiligheidsregio),
    ("verwijzingen", verwijzingen.relaties_zonder_eind),
    ("opvolgers", herindeling.opvolging),
    ("bekende verschillen", lambda snapshot: verwachting.registerverschillen(snapshot, load_differences())),
    ("twijfel van de bron", verwijzingen.twijfel),
    ("namen", onderwijs.zonder_naam),
)
"""What people need most comes first: the report keeps this order."""
HISTORY_CHECKS = (
    ("perioden van feiten", historie.overlappende_feiten),
    ("perioden van relaties", historie.overlappende_relaties),
    ("aantallen per levering", historie.aantal_per_levering),
    ("bronnen die elkaar tegenspreken", historie.tegenspraak),
    ("beëindigde onderdelen", historie.einde_tegengesproken),
)


@dataclass(frozen=True, slots=True)
class Groep:
    """Findings of one check with one title, in the order found."""

    code: str
    ernst: str
    titel: str
    bevindingen: tuple[Bevinding, ...]


@dataclass(frozen=True, slots=True)
class Rapport:
    """What all checks found. bronnen: the names of the deliveries and sources that the findings name."""

    peildatum: date
    versie: int
    controles: int
    groepen: tuple[Groep, ...]
    bronnen: Mapping[str, str]

    @property
    def goed(self) -> bool:
        """Whether the record is free of mistakes; findings that are true of the registers do not count."""
        return not any(groep.ernst == FOUT for groep in self.groepen)

    def aantal(self, ernst: str) -> int:
        """The number of findings of a kind."""
        return sum(len(groep.bevindingen) for groep in self.groepen if groep.ernst == ernst)


def controleer(store: Store, snapshot: Snapshot, progress: Progress | None = None) -> Rapport:
    """Run all checks on what a store holds; `snapshot` is of that store. Takes some 20 seconds on the national data."""
    found: list[Bevinding] = []
    total = len(CHECKS) + len(HISTORY_CHECKS)
    done = 0
    for title, check in CHECKS:
        if progress:
            progress(title, done, total)
        found.extend(check(snapshot))
        done += 1
    statements = list(store.statements())
    for title, history_check in HISTORY_CHECKS:
        if progress:
            progress(title, done, total)
        found.extend(history_check(statements, snapshot))
        done += 1
    if progress:
        progress("klaar", total, total)
    names = {bron: bronnaam(snapshot, bron) for item in found for bron in item.bron}
    return Rapport(snapshot.peildatum, snapshot.versie, total, groepeer(found), names)


def groepeer(found: Iterable[Bevinding]) -> tuple[Groep, ...]:
    """Findings by check and title; mistakes first, otherwise in the order of the checks."""
    groups: dict[tuple[str, str, str], list[Bevinding]] = defaultdict(list)
    for item in found:
        groups[item.code, item.ernst, item.titel].append(item)
    made = [Groep(*key, tuple(items)) for key, items in groups.items()]
    return tuple(sorted(made, key=lambda groep: groep.ernst != FOUT))
