"""Two divisions as an alluvial picture: bands between areas that overlap, as thick as what they share.

The picture is SVG made here: texts are text, bands differ in pattern as well as in colour, and there is no script or
style in it, so that it works in a page with a strict policy, in a file and on grey paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.kruising import Kruising, Uitsnede, niet_getoond
from viz.matrix import procent
from viz.sjablonen import SJABLONEN
from viz.woorden import opsomming

BREEDTE = 1000
_TEKST, _BALK = 305, 14
"""Width of the texts on each side, and of the bars."""
_REGEL, _LETTERS = 17, 33
_ANDERE = "*"
"""The id of all areas that are not shown, together."""

_GESCHAT = "Aantallen zijn afgerond op honderdtallen, want binnen een gemeente zijn zij geschat."

# Told apart by who does not see all colours: Okabe and Ito, “Color Universal Design” (2008), without yellow and black.
_KLEUREN = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a6a00", "#5e548e")
_GRIJS = "#8b95a1"
# Lines of a pattern, in a tile of 8 by 8.
_MOTIEVEN = (
    "",
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "M4 0V8",
    "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    "M0 4H8",
    "M2 3a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M6 7a1 1 0 1 0 2 0a1 1 0 1 0 -2 0",
    "M0 4H8M4 0V8",
    "M0 8L8 0M0 0L8 8",
)


@dataclass(frozen=True, slots=True)
class Balk:
    """An area: a bar of this height with its texts. waarde: in the unit of the weights. regels: the name in lines."""

    id: str
    naam: str
    regels: tuple[str, ...]
    maat: str
    waarde: float
    y: float
    hoogte: float
    gekozen: bool


@dataclass(frozen=True, slots=True)
class Band:
    """What two areas share. y_van, y_naar: its upper edge on either side; uitleg: what it is, in a sentence."""

    van: str
    naar: str
    waarde: float
    y_van: float
    y_naar: float
    hoogte: float
    patroon: int
    flauw: bool
    deel: str
    uitleg: str

    @property
    def pad(self) -> str:
        """The outline, as SVG writes it."""
        links, rechts = _TEKST + _BALK, BREEDTE - _TEKST - _BALK
        midden = (links + rechts) / 2
        a, b, hoog = self.y_van, self.y_naar, max(self.hoogte, 0.75)
        return (
            f"M{links} {a:.2f}C{midden:.0f} {a:.2f} {midden:.0f} {b:.2f} {rechts} {b:.2f}V{b + hoog:.2f}"
            f"C{midden:.0f} {b + hoog:.2f} {midden:.0f} {a + hoog:.2f} {links} {a + hoog:.2f}Z"
        )


@dataclass(frozen=True, slots=True)
class Patroon:
    """How the bands of one area are filled. nummer: 0 for those of other areas."""

    nummer: int
    kleur: str
    motief: str


@dataclass(frozen=True, slots=True)
class Stroom:
    """The picture. koppen: what stands above each side, in lines. hoogte: in the unit in which its width is BREEDTE."""

    titel: str
    omschrijving: str
    koppen: tuple[tuple[str, ...], tuple[str, ...]]
    hoogte: float
    links: tuple[Balk, ...]
    rechts: tuple[Balk, ...]
    banden: tuple[Band, ...]
    patronen: tuple[Patroon, ...]
    onderschrift: str


def stroom(deel: Uitsnede) -> Stroom:
    """The alluvial picture of two divisions."""
    kruising = deel.kruising
    waarden = {(a, b): found for a in deel.rijen for b in deel.kolommen if (found := deel.gewicht(a, b))}
    # Of what the picture is not about, only what concerns the rest of it: else it would drown in the others.
    waarden |= {(a, _ANDERE): gewicht for a, gewicht in deel.rest_kolom.items() if a in deel.hoofdzaak}
    waarden |= {(_ANDERE, b): gewicht for b, gewicht in deel.rest_rij.items() if b in deel.hoofdzaak}
    links, rechts = _som(waarden, 0, deel.rijen), _som(waarden, 1, deel.kolommen)
    totaal = sum(waarden.values())
    schaal = max(260, 34 * max(len(links), len(rechts))) / totaal if totaal else 0.0
    hoogte = max(_nodig(links, schaal, deel), _nodig(rechts, schaal, deel))
    koppen = _regels(kruising.van), _regels(kruising.naar)
    boven = 17 + _REGEL * max(map(len, koppen))
    kolom = _Kolom(deel, schaal, boven, hoogte)
    balken_links = _balken(links, kolom, kruising.van, deel.van_rij)
    balken_rechts = _balken(rechts, kolom, kruising.naar, deel.van_kolom)
    patronen = {gebied: 1 + place for place, gebied in enumerate(deel.rijen)} | {_ANDERE: 0}
    return Stroom(
        f"Van {kruising.van} naar {kruising.naar}",
        f"{len(deel.rijen)} {kruising.van} links en {len(deel.kolommen)} {kruising.naar} rechts, gemeten in "
        f"{kruising.eenheid}. De dikte van een band is wat twee gebieden delen. De tabel geeft dezelfde delen.",
        koppen,
        round(boven + hoogte + 8, 1),
        balken_links,
        balken_rechts,
        tuple(_banden(waarden, balken_links, balken_rechts, patronen, deel)),
        tuple(_patroon(patronen[balk.id]) for balk in balken_links),
        " ".join(text for text in (niet_getoond(deel), _GESCHAT if kruising.geschat else "") if text),
    )


def stroom_fragment(beeld: Stroom, anker: str = "stroom") -> Markup:
    """The picture for a page with `beeld.css`. anker: begins the ids in it, so that two can stand on one page."""
    return Markup(  # noqa: S704  # our own template, which escapes
        SJABLONEN.get_template("stroom.html").render(
            beeld=beeld,
            anker=anker,
            breedte=BREEDTE,
            tekst_breed=_TEKST,
            tekst_links=_TEKST - 8,
            tekst_rechts=BREEDTE - _TEKST + 8,
            balk=_BALK,
        )
    )


def _som(waarden: Mapping[tuple[str, str], float], kant: int, gebieden: Sequence[str]) -> dict[str, float]:
    """What each area has in the picture; the others together come last, if there are any."""
    found = dict.fromkeys(gebieden, 0.0)
    for paar, gewicht in waarden.items():
        found[paar[kant]] = found.get(paar[kant], 0.0) + gewicht
    if _ANDERE in found:
        found[_ANDERE] = found.pop(_ANDERE)
    return found


def _regels(naam: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(naam, _LETTERS, max_lines=3, placeholder=" …"))


def _hoog(gebied: str, waarde: float, schaal: float, deel: Uitsnede) -> float:
    """The room that an area takes: its bar or its texts, whichever is higher."""
    lines = 1 if gebied == _ANDERE else len(_regels(deel.naam(gebied)))
    return max(waarde * schaal, (lines + 1) * _REGEL)


def _nodig(gebieden: Mapping[str, float], schaal: float, deel: Uitsnede) -> float:
    return sum(_hoog(gebied, waarde, schaal, deel) + 8 for gebied, waarde in gebieden.items())


@dataclass(frozen=True, slots=True)
class _Kolom:
    """Where bars can stand: from boven down, over hoogte; schaal: height per unit of weight."""

    deel: Uitsnede
    schaal: float
    boven: float
    hoogte: float


def _balken(
    gebieden: Mapping[str, float], kolom: _Kolom, naam: str, geheel: Callable[[str], float]
) -> tuple[Balk, ...]:
    """The bars from top to bottom, the room that is left shared out between them. geheel: all of an area."""
    deel, kruising = kolom.deel, kolom.deel.kruising
    over = (kolom.hoogte - _nodig(gebieden, kolom.schaal, deel)) / max(1, len(gebieden))
    found, y = [], kolom.boven
    for gebied, waarde in gebieden.items():
        ruimte = _hoog(gebied, waarde, kolom.schaal, deel) + 8 + over
        hoog = waarde * kolom.schaal
        heet = deel.naam(gebied) if gebied != _ANDERE else f"andere {naam}"
        maat = kruising.aantal(waarde)
        if gebied != _ANDERE and (alles := geheel(gebied)) > waarde * (1 + 1e-9):
            maat = f"{maat} (van {kruising.aantal(alles).removesuffix(f' {kruising.eenheid}')})"
        boven = y + (ruimte - hoog) / 2
        found.append(Balk(gebied, heet, _regels(heet), maat, waarde, boven, hoog, gebied in deel.gekozen))
        y += ruimte
    return tuple(found)


def _banden(
    waarden: Mapping[tuple[str, str], float],
    links: Sequence[Balk],
    rechts: Sequence[Balk],
    patronen: Mapping[str, int],
    deel: Uitsnede,
) -> list[Band]:
    """The bands, in the order of the bars on the other side, so that those of one bar do not cross."""
    onder_van = {balk.id: balk.y for balk in links}
    onder_naar = {balk.id: balk.y for balk in rechts}
    found = []
    for van in links:
        for naar in rechts:
            waarde = waarden.get((van.id, naar.id), 0.0)
            if not waarde:
                continue
            hoogte = waarde / van.waarde * van.hoogte
            aandeel = waarde / van.waarde
            found.append(
                Band(
                    van.id,
                    naar.id,
                    waarde,
                    onder_van[van.id],
                    onder_naar[naar.id],
                    hoogte,
                    patronen[van.id],
                    bool(deel.gekozen) and not ({van.id, naar.id} & deel.gekozen),
                    procent(aandeel) if aandeel < 1 - 1e-9 else "",
                    _uitleg(van, naar, waarde, deel.kruising),
                )
            )
            onder_van[van.id] += hoogte
            onder_naar[naar.id] += hoogte
    return found


def _uitleg(van: Balk, naar: Balk, waarde: float, kruising: Kruising) -> str:
    """`Leiden en PO2801: 12.345 inwoners, 80% van Leiden en 5% van PO2801`; no shares of what may not be told."""
    if kruising.verzwegen(waarde):
        return f"{van.naam} en {naar.naam}: {kruising.aantal(waarde)}"
    delen = [f"{procent(waarde / balk.waarde)} van {balk.naam}" for balk in (van, naar)]
    return f"{van.naam} en {naar.naam}: {kruising.aantal(waarde)}, {opsomming(delen)}"


def _patroon(nummer: int) -> Patroon:
    if nummer == 0:
        return Patroon(0, _GRIJS, _MOTIEVEN[5])
    place = nummer - 1
    # each round of the colours begins with another pattern, so that no two of 64 are the same
    return Patroon(nummer, _KLEUREN[place % 8], _MOTIEVEN[(place + place // 8) % 8])
