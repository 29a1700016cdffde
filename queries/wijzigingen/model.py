"""What a change is, and on what ground its day is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grond(StrEnum):
    """Why the record says that something changed.

    GEDATEERD: the source gives the day. UITERLIJK: two states of one source, each valid from a day, differ; it changed
    somewhere between the two. GEGEVENS: only what is known changed; whether and when the world did, no source says.
    """

    GEDATEERD = "gedateerd"
    UITERLIJK = "uiterlijk"
    GEGEVENS = "gegevens"


class Reden(StrEnum):
    """Why a change is one of the data only."""

    EERSTE = "eerste"  # the source says nothing of before
    LEVERING = "levering"  # a newer delivery, of a source that gives no days, says otherwise
    BRON = "bron"  # another source is believed now


class Aard(StrEnum):
    """What kind of change it is."""

    OPGEGAAN = "opgegaan"
    HERNOEMD = "hernoemd"
    VERVANGEN = "vervangen"
    ONTSTAAN = "ontstaan"
    BEEINDIGD = "beeindigd"
    TUSSENTIJDS = "tussentijds"  # began and ended in between
    VERPLAATST = "verplaatst"
    ERBIJ = "erbij"
    ERAF = "eraf"


@dataclass(frozen=True, slots=True)
class Datering:
    """op: the day of the change; with UITERLIJK the day from which the new state holds, and `na` that of the old one.

    tot: of what began and ended in between, the end. leveringen: the deliveries that say so, the older one first.
    """

    grond: Grond
    op: date | None = None
    na: date | None = None
    tot: date | None = None
    reden: Reden | None = None
    leveringen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One change, of one thing or of several things that went through the same.

    wie: ids of what changed. soort: their type of node. relatie: the relation type that changed; empty when the thing
    itself did. oud, nieuw: ids of what it belonged to before and after, or of what it went into or was replaced by.
    namen: the old and the new name. gevolg_van: ids of things whose own change brought this one along. bij: a day that
    another source gives for the same change.
    """

    aard: Aard
    wie: tuple[str, ...]
    soort: str
    datering: Datering
    relatie: str = ""
    oud: tuple[str, ...] = ()
    nieuw: tuple[str, ...] = ()
    namen: tuple[str, str] | None = None
    gevolg_van: tuple[str, ...] = ()
    bij: date | None = None

    @property
    def ids(self) -> frozenset[str]:
        """All that the change is about."""
        return frozenset((*self.wie, *self.oud, *self.nieuw))


@dataclass(frozen=True, slots=True)
class Wijzigingen:
    """What changed between two days, in the order in which people read it."""

    van: date
    tot: date
    wijzigingen: tuple[Wijziging, ...]
