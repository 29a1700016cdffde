"""The first chapter: the index, and what a reader must know before using the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.snapshot import Snapshot
from queries.aansluiting.atlas import BUITEN
from queries.aansluiting.gebied import Gebied, Ligging
from queries.aansluiting.paar import Aansluiting
from queries.indeling import Indeling
from viz.aansluiting.woorden import EENHEID, naam, tel, zijden
from viz.rapport import Alinea, Hoofdstuk, Opsomming, alinea
from viz.woorden import aandeel, getal, hoofdletter, opsomming


def kort(found: Aansluiting, snapshot: Snapshot, *, volledig: bool) -> Hoofdstuk:
    """The figures in words, and what to beware of."""
    meer, sides = EENHEID[found.weging.gewicht][1], zijden(found)
    points = [
        f"Van twee {meer} uit één {een.enkel} is de kans {aandeel(score)} dat zij ook één {ander.enkel} delen."
        for (een, ander, _), score in zip(sides, (found.maat.heen, found.maat.terug), strict=False)
        if score is not None
    ]
    points += [_telling(*side) for side in sides if side[2] and not found.alleen]
    return Hoofdstuk(
        "In het kort",
        (
            *(alinea(text) for text in (*_van_gebied(found, snapshot), *_van_plek(found, snapshot))),
            _index(found),
            *((Opsomming(tuple((point,) for point in points)),) if points else ()),
            *(alinea(text, let_op=True) for text in _let_op(found, volledig=volledig)),
        ),
    )


def _van_gebied(found: Aansluiting, snapshot: Snapshot) -> Iterator[str]:
    """The figures of the area to which the answer is limited."""
    meer = EENHEID[found.weging.gewicht][1]
    for een, ander, gebieden in zijden(found):
        for item in gebieden:
            if item.id != found.alleen or item.maat.index is None:
                continue
            name, best = naam(item.id, snapshot), naam(item.tegenhanger, snapshot)
            kind = "" if een.code.startswith("swv") else f"{hoofdletter(een.enkel)} "
            yield (
                f"{kind}{name}: index {getal(item.maat.index, 3)}. Dat is de kans dat twee {meer} van dit gebied ook "
                f"één {ander.enkel} delen.{_rang(found, een)}"
            )
            pieces = sum(1 for deel in item.delen if deel.id != BUITEN)
            if pieces > 1 and item.aandeel_in_tegenhanger is not None:
                yield (
                    f"Het gebied is verdeeld over {tel(pieces, ander)}. Het grootste deel, "
                    f"{aandeel(item.aandeel_in_tegenhanger)}, ligt in {best}."
                )
            elif item.aandeel_van_tegenhanger is not None:
                yield f"Het gebied ligt geheel in {best}, en is daarvan {aandeel(item.aandeel_van_tegenhanger)}."


def _van_plek(found: Aansluiting, snapshot: Snapshot) -> Iterator[str]:
    """Where the gemeente or vestiging lies to which the answer is limited."""
    sides = zijden(found)
    if found.alleen and all(item.id != found.alleen for _, _, gebieden in sides for item in gebieden):
        places = [
            f"in {'' if indeling.code.startswith('swv') else f'{indeling.enkel} '}"
            f"{opsomming([naam(item.id, snapshot) for item in gebieden])}"
            for indeling, _, gebieden in sides
            if gebieden
        ]
        yield f"{naam(found.alleen, snapshot)} ligt {', en '.join(places)}."


def _rang(found: Aansluiting, een: Indeling) -> str:
    if not found.rang:
        return ""
    slechter, totaal = found.rang
    return f" Van de {tel(totaal, een)} {'past' if slechter == 1 else 'passen'} er {slechter} slechter."


def _index(found: Aansluiting) -> Alinea:
    if found.maat.index is not None:
        what = f"Index van alle {found.van.titel} en {found.naar.titel}" if found.alleen else "Index"
        return alinea(f"{what}: {getal(found.maat.index, 3)}. Bij 1 vallen alle gebieden precies samen.")
    empty = [
        item.titel
        for item, missing in ((found.van, found.overlap.niet_van), (found.naar, found.overlap.niet_naar))
        if missing and not found.overlap.patronen
    ]
    if empty:
        return alinea(f"Index: onbekend. Van {opsomming(empty)} zijn op deze dag geen gebieden bekend.", let_op=True)
    return alinea("Index: onbekend. Er is geen plek die in beide indelingen een gebied heeft.", let_op=True)


def _telling(een: Indeling, ander: Indeling, gebieden: tuple[Gebied, ...]) -> str:
    """`75 samenwerkingsverbanden PO: 6 vallen precies samen met één jeugdregio, ...`."""
    count = Counter(item.ligging for item in gebieden)
    parts = [
        f"{count[key]} {(one if count[key] == 1 else more)} {rest}".rstrip()
        for key, one, more, rest in (
            (Ligging.VALT_SAMEN, "valt", "vallen", f"precies samen met één {ander.enkel}"),
            (Ligging.LIGT_BINNEN, "ligt", "liggen", f"geheel binnen één {ander.enkel}"),
            (Ligging.BESTAAT_UIT, "bestaat", "bestaan", f"uit hele {ander.titel}"),
            (Ligging.DOORSNEDEN, "wordt", "worden", f"doorsneden door een grens tussen {ander.titel}"),
            (Ligging.GEEN, "heeft", "hebben", f"geen {ander.enkel}"),
        )
        if count[key]
    ]
    return f"{tel(len(gebieden), een)}: {opsomming(parts)}."


def _let_op(found: Aansluiting, *, volledig: bool) -> Iterator[str]:
    """What a reader must know before using the figures."""
    for item, missing in ((found.van, found.niet_van), (found.naar, found.niet_naar)):
        if missing and found.overlap.patronen:
            what = "postcodegebied heeft" if len(missing) == 1 else "postcodegebieden hebben"
            yield f"{len(missing)} {what} in de gegevens geen {item.enkel}: niet ingedeeld, en dus niet meegeteld."
    if found.twijfel:
        where = "hieronder" if toont_twijfel(found, volledig=volledig) else "de volledige uitvoer"
        one = len(found.twijfel) == 1
        yield (
            f"Van {len(found.twijfel)} {'plaats is' if one else 'plaatsen is'} de bron niet zeker bij welk gebied "
            f"{'zij hoort' if one else 'zij horen'}; zie {where}."
        )
    for item in found.overlappend:
        yield (
            f"De {item.titel} overlappen elkaar. De aandelen van een gebied kunnen samen meer dan 100% zijn. De index "
            "is dan de uitgebreide vorm van BCubed, voor gebieden die overlappen."
        )
    for item in (found.van, found.naar):
        if not item.landelijk:
            yield (
                f"De {item.titel} beslaan misschien niet heel Nederland. De index gaat over plekken die in beide "
                "indelingen een gebied hebben; wat een gebied daarbuiten heeft, telt als een deel dat niet past."
            )


def toont_twijfel(found: Aansluiting, *, volledig: bool) -> bool:
    """Whether the document has the list of what is not certain."""
    return bool(found.twijfel) and (volledig or bool(found.alleen))
