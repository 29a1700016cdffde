"""Two divisions of the country laid over each other, and the part of that which fits in one picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from graph.aantallen import KLEIN
from ontology.errors import SpeelveldError
from viz.woorden import getal, schoon

HOOGSTENS = 15
"""Areas of one division in one picture: more cannot be read."""


@dataclass(frozen=True, slots=True)
class Kruising:
    """What lies in both of two areas. van, naar: what the areas of each division are called, such as `jeugdregio's`.

    cellen: (area of van, area of naar) -> weight, above 0. eenheid: what is weighed, such as `inwoners`. namen: by id.
    buiten: ids that stand for no area of a division. geschat: the weights are estimates, to be told in hundreds.
    """

    van: str
    naar: str
    eenheid: str
    cellen: Mapping[tuple[str, str], float]
    namen: Mapping[str, str]
    buiten: frozenset[str] = frozenset()
    geschat: bool = False

    @classmethod
    def van_gewichten(
        cls,
        van: str,
        naar: str,
        eenheid: str,
        gewichten: Mapping[tuple[str, str], float],
        naam: Callable[[str], str],
        *,
        geschat: bool = False,
    ) -> Kruising:
        """From the weights of pairs of areas. An empty id: no area of that division. What weighs nothing is left out.

        naam: the name of an area by its id.
        """
        buiten_van, buiten_naar = f"geen van de {van}", f"geen van de {naar}"
        cellen = {(a or buiten_van, b or buiten_naar): gewicht for (a, b), gewicht in gewichten.items() if gewicht > 0}
        buiten = frozenset((buiten_van, buiten_naar))
        namen = {gebied: gebied if gebied in buiten else naam(gebied) for paar in cellen for gebied in paar}
        return cls(van, naar, eenheid, cellen, namen, buiten, geschat)

    def omgekeerd(self) -> Kruising:
        """The same with the divisions exchanged."""
        cellen = {(b, a): gewicht for (a, b), gewicht in self.cellen.items()}
        return replace(self, van=self.naar, naar=self.van, cellen=cellen)

    def verzwegen(self, gewicht: float) -> bool:
        """Whether these are too few pupils to tell."""
        return self.eenheid == "leerlingen" and 0 < gewicht < KLEIN

    def aantal(self, gewicht: float) -> str:
        """A weight with its unit: `12.345 inwoners`, `2,4 gemeenten`; few pupils are not told."""
        if self.verzwegen(gewicht):
            return f"minder dan {KLEIN} {self.eenheid}"
        if self.geschat:
            return f"{getal(round(gewicht, -2))} {self.eenheid}" if gewicht >= 50 else f"minder dan 100 {self.eenheid}"
        heel = abs(gewicht - round(gewicht)) < 0.05 or gewicht >= 100
        return f"{getal(gewicht, 0 if heel else 1)} {self.eenheid}"


@dataclass(frozen=True, slots=True)
class Uitsnede:
    """The areas in the picture, in an order in which what belongs together stands together.

    gekozen: the areas that were asked for. hoofdzaak: what the picture is about, those or others. rest_rij: of each
    column what lies in other areas of van; rest_kolom: of each row what lies in other areas of naar; areas without a
    rest are not in them. weggelaten: areas of van and of naar that are not shown. reden: why not all areas are shown;
    empty when they are.
    """

    kruising: Kruising
    rijen: tuple[str, ...]
    kolommen: tuple[str, ...]
    gekozen: frozenset[str]
    hoofdzaak: frozenset[str]
    rest_rij: Mapping[str, float]
    rest_kolom: Mapping[str, float]
    weggelaten: tuple[int, int]
    reden: str

    def gewicht(self, rij: str, kolom: str) -> float:
        """What lies in both; 0 when they do not meet."""
        return self.kruising.cellen.get((rij, kolom), 0.0)

    def van_rij(self, rij: str) -> float:
        """All of an area of van, in the picture and outside."""
        return sum(self.gewicht(rij, kolom) for kolom in self.kolommen) + self.rest_kolom.get(rij, 0.0)

    def van_kolom(self, kolom: str) -> float:
        """All of an area of naar, in the picture and outside."""
        return sum(self.gewicht(rij, kolom) for rij in self.rijen) + self.rest_rij.get(kolom, 0.0)

    def naam(self, gebied: str) -> str:
        """The name of an area."""
        return schoon(self.kruising.namen[gebied])


def uitsnede(kruising: Kruising, gebieden: Collection[str] = (), hoogstens: int = HOOGSTENS) -> Uitsnede:
    """What to show: around these areas (of either division), or all; else the areas of van that fit worst.

    Around an area of van stand the areas of naar that it meets, and all areas of van that meet those; the other way
    around for an area of naar. hoogstens: areas of each division; those asked for come first, then by weight.
    SpeelveldError when an area is of neither.
    """
    if onbekend := sorted(set(gebieden) - kruising.namen.keys()):
        raise SpeelveldError(f"“{onbekend[0]}” is geen van de {kruising.van} en geen van de {kruising.naar}")
    alle_rijen = list(dict.fromkeys(a for a, _ in kruising.cellen))
    alle_kolommen = list(dict.fromkeys(b for _, b in kruising.cellen))
    gekozen = frozenset(gebieden)
    if gekozen:
        reden = f"Alleen wat raakt aan {_noem(gekozen, kruising)}"
        rijen, kolommen = _rond(gekozen, kruising)
    elif max(len(alle_rijen), len(alle_kolommen)) > hoogstens:
        reden = f"Alleen de {kruising.van} die het minst goed passen"
        rijen, kolommen = _slechtst(kruising, hoogstens)
    else:
        reden, rijen, kolommen = "", alle_rijen, alle_kolommen
    rijen = _zwaarste(rijen, gekozen, {(a, b): w for (a, b), w in kruising.cellen.items() if b in kolommen}, hoogstens)
    kolommen = _zwaarste(
        kolommen, gekozen, {(b, a): w for (a, b), w in kruising.cellen.items() if a in rijen}, hoogstens
    )
    rijen, kolommen = _geordend(rijen, kolommen, kruising.cellen)
    rest_rij, rest_kolom = defaultdict[str, float](float), defaultdict[str, float](float)
    for (a, b), gewicht in kruising.cellen.items():
        if a in rijen and b not in kolommen:
            rest_kolom[a] += gewicht
        elif b in kolommen and a not in rijen:
            rest_rij[b] += gewicht
    return Uitsnede(
        kruising,
        tuple(rijen),
        tuple(kolommen),
        gekozen,
        gekozen or frozenset(rijen if reden else (*rijen, *kolommen)),
        dict(rest_rij),
        dict(rest_kolom),
        (len(alle_rijen) - len(rijen), len(alle_kolommen) - len(kolommen)),
        reden,
    )


def niet_getoond(deel: Uitsnede) -> str:
    """What is left out, as a sentence; empty when nothing is."""
    rijen, kolommen = deel.weggelaten
    parts = [
        f"{nummer} van de {nummer + len(getoond)} {naam}"
        for nummer, getoond, naam in (
            (rijen, deel.rijen, deel.kruising.van),
            (kolommen, deel.kolommen, deel.kruising.naar),
        )
        if nummer
    ]
    return f"{deel.reden}. Niet getoond: {' en '.join(parts)}." if parts else ""


def _noem(gebieden: Collection[str], kruising: Kruising) -> str:
    namen = sorted(kruising.namen[gebied] for gebied in gebieden)
    return ", ".join(namen[:3]) + (f" en {len(namen) - 3} andere" if len(namen) > 3 else "")


def _rond(gebieden: Collection[str], kruising: Kruising) -> tuple[list[str], list[str]]:
    van = {a for a, _ in kruising.cellen if a in gebieden}
    naar = {b for _, b in kruising.cellen if b in gebieden}
    kolommen = naar | {b for a, b in kruising.cellen if a in van}
    rijen = van | {a for a, b in kruising.cellen if b in naar}
    rijen |= {a for a, b in kruising.cellen if van and b in kolommen - kruising.buiten}
    kolommen |= {b for a, b in kruising.cellen if naar and a in rijen - kruising.buiten}
    return sorted(rijen), sorted(kolommen)


def _slechtst(kruising: Kruising, hoogstens: int) -> tuple[list[str], list[str]]:
    """The areas of van of which most lies outside their largest part, as many as can be shown with all they meet."""
    delen: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), gewicht in kruising.cellen.items():
        delen[a][b] = gewicht
    rijen: list[str] = []
    kolommen: set[str] = set()
    for a in sorted(delen, key=lambda a: (max(delen[a].values()) - sum(delen[a].values()), a)):
        if rijen and (len(rijen) == hoogstens or len(kolommen | delen[a].keys()) > hoogstens):
            break
        rijen.append(a)
        kolommen |= delen[a].keys()
    return rijen, sorted(kolommen)


def _zwaarste(
    gebieden: Iterable[str], eerst: Collection[str], cellen: Mapping[tuple[str, str], float], hoogstens: int
) -> list[str]:
    gewicht: dict[str, float] = defaultdict(float)
    for (a, _), found in cellen.items():
        gewicht[a] += found
    return sorted(dict.fromkeys(gebieden), key=lambda a: (a not in eerst, -gewicht[a], a))[:hoogstens]


def _geordend(
    rijen: list[str], kolommen: list[str], cellen: Mapping[tuple[str, str], float]
) -> tuple[list[str], list[str]]:
    """Both in turn by the mean place of what they meet: bands cross little, and a table fills along its diagonal."""
    omgekeerd = {(b, a): gewicht for (a, b), gewicht in cellen.items()}
    for _ in range(8):
        kolommen = _naar_midden(kolommen, rijen, omgekeerd)
        rijen = _naar_midden(rijen, kolommen, cellen)
    return rijen, kolommen


def _naar_midden(een: list[str], ander: list[str], cellen: Mapping[tuple[str, str], float]) -> list[str]:
    def plek(gebied: str) -> float:
        gewichten = [cellen.get((gebied, found), 0.0) for found in ander]
        total = sum(gewichten)
        return sum(place * gewicht for place, gewicht in enumerate(gewichten)) / total if total else len(ander)

    return sorted(een, key=plek)
