"""Numbers of pupils: exact or partly shielded by the publisher, and shown so that nobody can count one to four of them.

A register may shield a number below five (`<5`). Sums of such numbers lie between two bounds; they are never guessed.
What Speelveld shows itself follows `samengenomen`: rows below five are taken together, and when their sum would still
tell, the smallest of the other rows go with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graph.facts import Properties, Value
from ontology.schema import Property

KLEIN = 5
"""Numbers of pupils below this are not shown."""
VEILIG = 2 * KLEIN
"""The least sum of rows that are shown as one."""
AFGESCHERMD = f"<{KLEIN}"
_TEKST = re.compile(r"(?:([0-9]+)\+)?(?:([0-9]+)x)?<5")
Sleutel = TypeVar("Sleutel")


@dataclass(frozen=True, slots=True)
class Aantal:
    """A number of pupils: `zeker` are counted, and `afgeschermd` is how many numbers of one to four come on top."""

    zeker: int = 0
    afgeschermd: int = 0

    def __add__(self, other: Aantal) -> Aantal:
        return Aantal(self.zeker + other.zeker, self.afgeschermd + other.afgeschermd)

    @property
    def minst(self) -> int:
        """The least number it can be."""
        return self.zeker + self.afgeschermd

    @property
    def hoogst(self) -> int:
        """The largest number it can be."""
        return self.zeker + (KLEIN - 1) * self.afgeschermd

    @property
    def klein(self) -> bool:
        """Whether there are one to four, or may be."""
        return self.hoogst > 0 and self.minst < KLEIN

    def opgeschreven(self) -> str:
        """As it stands in the record: `12`, `<5`, `12+<5`, `12+3x<5`."""
        if not self.afgeschermd:
            return str(self.zeker)
        shielded = AFGESCHERMD if self.afgeschermd == 1 else f"{self.afgeschermd}x{AFGESCHERMD}"
        return f"{self.zeker}+{shielded}" if self.zeker else shielded


def lees_aantal(text: str) -> Aantal:
    """The number that `opgeschreven` wrote; ValueError when it is none."""
    if text.isascii() and text.isdigit():  # nearly all are
        return Aantal(int(text))
    match = _TEKST.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no number of pupils")
    zeker, times = match.groups()
    return Aantal(int(zeker or 0), int(times or 1))


def lees_lijst(value: Value | None) -> dict[str, Aantal]:
    """A property such as `("1963=12", "1964=<5")` by what stands before the sign; empty for what is no list."""
    found = (item.rpartition("=") for item in value) if isinstance(value, tuple) else ()
    return {key: lees_aantal(text) for key, _, text in found}


def totaal(aantallen: Iterable[Aantal]) -> Aantal:
    """The sum."""
    zeker = afgeschermd = 0
    for item in aantallen:
        zeker += item.zeker
        afgeschermd += item.afgeschermd
    return Aantal(zeker, afgeschermd)


@dataclass(frozen=True, slots=True)
class Rest:
    """Rows that are shown as one: how many, and their sum; `aantal` None when even that would tell."""

    rijen: int
    aantal: Aantal | None


def samengenomen(aantallen: Mapping[Sleutel, Aantal]) -> tuple[dict[Sleutel, Aantal], Rest | None]:
    """The rows that may be shown, in their order, and the rest as one; rows of nought are left out.

    The rest has no names, at least two rows, and a sum of at least ten that leaves open what each row is; so a reader
    who knows the total cannot find a number of one to four by subtraction.
    """
    shown = {key: item for key, item in aantallen.items() if item.hoogst}
    rest = [item for item in shown.values() if item.klein]
    if not rest:
        return shown, None
    for key, item in sorted(shown.items(), key=lambda pair: pair[1].minst):
        if not item.klein:
            if _veilig(rest):
                break
            rest.append(item)
        del shown[key]
    return shown, Rest(len(rest), totaal(rest) if _veilig(rest) else None)


def _veilig(rest: list[Aantal]) -> bool:
    """Whether the sum leaves the rows open: not when all of them must be one, or all must be four."""
    total = totaal(rest)
    if len(rest) < 2 or total.minst < VEILIG:
        return False
    if total.afgeschermd or any(not item.klein for item in rest):
        return True
    return len(rest) + 2 <= total.zeker <= (KLEIN - 1) * len(rest) - 2


def getoond(eigenschappen: Properties, bekend: Mapping[str, Property]) -> Properties:
    """Properties as a user may see them: of those that the ontology marks `kleineAantallen`, numbers below five go.

    In a list they are taken together as `overig`; a single number is left out. bekend: the properties of the type.
    """
    marked = {name for name in eigenschappen if bekend[name].kleine_aantallen}
    if not marked:
        return eigenschappen
    shown = ((name, _getoond(value) if name in marked else value) for name, value in eigenschappen.items())
    return {name: value for name, value in shown if value is not None}


def _getoond(value: Value) -> Value | None:
    if isinstance(value, tuple):
        shown, rest = samengenomen(lees_lijst(value))
        found = [f"{key}={item.opgeschreven()}" for key, item in shown.items()]
        if rest:
            found.append(f"overig={rest.aantal.opgeschreven() if rest.aantal else AFGESCHERMD}")
        return tuple(found)
    return None if isinstance(value, int) and 0 < value < KLEIN else value
