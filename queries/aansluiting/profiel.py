"""One area, gemeente or school in all divisions, and on three levels: local, regional and above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from graph.aantallen import Aantal, Rest, lees_lijst, samengenomen
from graph.snapshot import SnapNode
from ontology.errors import SpeelveldError
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.gebied import Gebied, gebied_in
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.tafels import Tafels, tafels
from queries.indeling import VASTE, Indeling, indeling_van


class Niveau(StrEnum):
    """Where something is arranged. The law does not know these levels; this division is that of Speelveld."""

    LOKAAL = "lokaal"  # within one gemeente
    REGIONAAL = "regionaal"  # of several gemeenten, for education and youth care
    BOVENREGIONAAL = "bovenregionaal"  # of larger regions, which others than education and youth care share


@dataclass(frozen=True, slots=True)
class Plek:
    """An organisation or area on a level. gemeenten: how many take part; None where that says nothing."""

    niveau: Niveau
    id: str
    gemeenten: int | None


@dataclass(frozen=True, slots=True)
class Woonplaatsen:
    """Where the pupils of a school live, in the year of the last count that tells.

    per_gemeente: numbers by the id of a gemeente, or by the name of a country or `onbekend`. rest: the gemeenten that
    are taken together because so few pupils live there.
    """

    jaar: int | None
    per_gemeente: tuple[tuple[str, Aantal], ...]
    rest: Rest | None


@dataclass(frozen=True, slots=True)
class Profiel:
    """One area, gemeente or vestiging.

    gemeente: of a vestiging, the one in which it stands; of a gemeente, itself; of an area, empty. liggingen: in each
    other fixed division, how it lies there; empty for a vestiging. plekken: on the three levels, of a gemeente or
    vestiging. tafels: of the gemeente, or of each gemeente of an area. woonplaatsen: of a vestiging; None: not known.
    """

    id: str
    gemeente: str
    weging: Weging
    liggingen: tuple[tuple[Indeling, Gebied], ...]
    plekken: tuple[Plek, ...]
    tafels: tuple[Tafels, ...]
    woonplaatsen: Woonplaatsen | None
    leveringen: frozenset[str]


def profiel(node_id: str, gewicht: Gewicht, atlas: Atlas) -> Profiel:
    """The profile of an area, gemeente or vestiging by its id; SpeelveldError when it is none of these."""
    snapshot = atlas.snapshot
    node = snapshot.node(node_id)
    if node is None:
        raise SpeelveldError(
            f"“{node_id}” bestaat niet op {snapshot.peildatum:%d-%m-%Y}", herstel="Zoek de code met “zoek”"
        )
    if node.type == "Vestiging":
        return _van_vestiging(node, atlas.weging(gewicht), atlas)
    own = indeling_van(node_id, snapshot)
    if own is None:
        raise SpeelveldError(
            f"“{node_id}” is geen gebied van een indeling",
            herstel="Geef een gemeente, een samenwerkingsverband, een regio of een vestiging",
        )
    found = (
        (atlas.indeling(code), gebied_in(node_id, own.code, code, gewicht, atlas)) for code in VASTE if code != own.code
    )
    is_gemeente = node.type == "Gemeente"
    gemeenten = [node_id] if is_gemeente else sorted(atlas.deelnemers(own.code).get(node_id, ()), key=snapshot.naam)
    return Profiel(
        id=node_id,
        gemeente=node_id if is_gemeente else "",
        weging=atlas.weging(gewicht),
        liggingen=tuple((indeling, gebied) for indeling, gebied in found if gebied is not None),
        plekken=tuple(_plekken(node_id, None, atlas)) if is_gemeente else (),
        tafels=tuple(tafels(item, atlas) for item in gemeenten),
        woonplaatsen=None,
        leveringen=atlas.leveringen((own.code, *VASTE, "regeling")) | atlas.weging(gewicht).leveringen,
    )


def _van_vestiging(node: SnapNode, weging: Weging, atlas: Atlas) -> Profiel:
    places = atlas.snapshot.out(node.id, "IN_GEMEENTE")
    gemeente = places[0].naar if places else ""
    return Profiel(
        id=node.id,
        gemeente=gemeente,
        weging=weging,
        liggingen=(),
        plekken=tuple(_plekken(gemeente, node, atlas)),
        tafels=(tafels(gemeente, atlas),) if gemeente else (),
        woonplaatsen=_woonplaatsen(node, atlas),
        leveringen=atlas.leveringen((*VASTE, "regeling")) | {*node.leveringen, *(item.levering for item in places)},
    )


def _woonplaatsen(vestiging: SnapNode, atlas: Atlas) -> Woonplaatsen | None:
    per_pc4 = lees_lijst(vestiging.eigenschappen.get("woonplaatsenLeerlingen"))
    if not per_pc4:
        return None
    per_gemeente: dict[str, Aantal] = defaultdict(Aantal)
    for place, aantal in per_pc4.items():
        per_gemeente[(atlas.gemeente(f"pc4:{place}") or "onbekend") if place.isdigit() else place] += aantal
    shown, rest = samengenomen(per_gemeente)
    year = vestiging.eigenschappen.get("woonplaatsenPeiljaar")
    ranked = sorted(shown.items(), key=lambda pair: (-pair[1].minst, pair[0]))
    return Woonplaatsen(year if isinstance(year, int) else None, tuple(ranked), rest)


_SECTOREN = {"swv-po": {"bo", "sbo", "so"}, "swv-vo": {"vo", "pro", "vso"}}
_REGIONAAL = ("swv-po", "swv-vo", "jeugdregio", "doorstroompuntregio", "regeling")
_BOVEN = ("ggd", "veiligheidsregio", "zorgkantoorregio", "arbeidsmarktregio", "provincie")


def _plekken(gemeente: str, vestiging: SnapNode | None, atlas: Atlas) -> Iterator[Plek]:
    """Those of the gemeente, by level; with a school also its own, and only the SWVs that it may belong to."""
    snapshot = atlas.snapshot
    found = (item.naar for item in snapshot.out(gemeente, "LEERPLICHT_DOOR"))
    bureaus = [(bureau, len(snapshot.into(bureau, "LEERPLICHT_DOOR"))) for bureau in found]
    areas = _gebieden(gemeente, vestiging, atlas)
    if vestiging:
        for name in ("VESTIGING_VAN", "HEEFT_BESTUUR"):
            yield from (Plek(Niveau.LOKAAL, item.naar, None) for item in snapshot.out(vestiging.id, name))
    if gemeente:
        yield Plek(Niveau.LOKAAL, gemeente, None)
    yield from (Plek(Niveau.LOKAAL, item.naar, None) for item in snapshot.out(gemeente, "HEEFT_LOKAAL_TEAM"))
    yield from (Plek(Niveau.LOKAAL, item, count) for item, count in bureaus if count == 1)
    yield from (Plek(Niveau.REGIONAAL, *item) for code in _REGIONAAL for item in areas[code])
    yield from (Plek(Niveau.REGIONAAL, item, count) for item, count in bureaus if count > 1)
    yield from (Plek(Niveau.BOVENREGIONAAL, *item) for code in _BOVEN for item in areas[code])
    for item in snapshot.into(gemeente, "WERKT_IN"):
        if snapshot.nodes[item.van].type == "VeiligThuis":
            yield Plek(Niveau.BOVENREGIONAAL, item.van, len(snapshot.out(item.van, "WERKT_IN")))
    for item in snapshot.out(vestiging.id, "IN_LANDELIJK_SWV") if vestiging else ():
        yield Plek(Niveau.BOVENREGIONAAL, item.naar, None)


def _gebieden(gemeente: str, vestiging: SnapNode | None, atlas: Atlas) -> dict[str, list[tuple[str, int]]]:
    """The areas of each division, with how many gemeenten they have: of the gemeente, of SWVs that of the school."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for item in tafels(gemeente, atlas, (*_REGIONAAL, *_BOVEN)).tafels:
        found[item.indeling].append((item.gebied, len(item.gemeenten)))
    if vestiging:
        soorten = vestiging.eigenschappen.get("onderwijssoort")
        landelijk = atlas.snapshot.out(vestiging.id, "IN_LANDELIJK_SWV")  # then the regional SWV is not theirs
        sites = atlas.snapshot.out(vestiging.id, "IN_PC4")
        for code, own in _SECTOREN.items():
            if landelijk or not isinstance(soorten, tuple) or not own & set(soorten):
                found[code] = []
            elif sites:
                areas = atlas.gebieden(code).get(sites[0].naar, ())
                found[code] = [(area, len(atlas.deelnemers(code)[area])) for area in areas]
    return found
