"""Where a thing is, in a few words, and what became of what is no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graph.snapshot import Snapshot
from queries.controle.bevinding import opsomming
from queries.zoekindex import Naam, Soort, opvolgers

_LEDEN = {
    "Jeugdregio": "IN_JEUGDREGIO",
    "Doorstroompuntregio": "IN_DOORSTROOMPUNTREGIO",
    "Ggd": "IN_GGDREGIO",
    "Veiligheidsregio": "IN_VEILIGHEIDSREGIO",
    "Zorgkantoorregio": "IN_ZORGKANTOORREGIO",
    "Arbeidsmarktregio": "IN_ARBEIDSMARKTREGIO",
    "Provincie": "IN_PROVINCIE",
    "Regio": "IN_REGIO",
    "Regeling": "NEEMT_DEEL_AAN",
    "Leerplichtbureau": "LEERPLICHT_DOOR",
    "LokaalTeam": "HEEFT_LOKAAL_TEAM",
}
_GENOEMD = 3


def waar(node_id: str, snapshot: Snapshot) -> str:
    """The address of a school, the largest gemeenten of a region and how many more, the province of a gemeente.

    Empty when the record does not say.
    """
    kind = snapshot.schema.type_of(node_id).naam
    node = snapshot.node(node_id)
    if kind == "Gemeente":
        return ", ".join(snapshot.naam(item.naar) for item in snapshot.out(node_id, "IN_PROVINCIE"))
    if kind == "Postcodegebied":
        return _postcode(node_id, snapshot)
    place = node.eigenschappen.get("plaats") if node else None
    if kind == "Samenwerkingsverband":
        return _gemeenten(_van_swv(node_id, snapshot), snapshot)
    if node is not None and kind == "Vestiging":
        street = " ".join(str(node.eigenschappen.get(name, "")) for name in ("straat", "huisnummer")).strip()
        town = place if isinstance(place, str) else _schoolplaatsen(node_id, kind, snapshot)
        return ", ".join(part for part in (street, town) if part)
    if isinstance(place, str):
        return place
    if kind in ("Bestuur", "School", "Vestiging"):
        return _schoolplaatsen(node_id, kind, snapshot)
    if kind in _LEDEN:
        return _gemeenten((item.van for item in snapshot.into(node_id, _LEDEN[kind])), snapshot)
    areas = [item.naar for name in ("WERKT_IN", "GELDT_IN", "IN_AFSPRAAK") for item in snapshot.out(node_id, name)]
    return _gemeenten(areas, snapshot)


def _postcode(node_id: str, snapshot: Snapshot) -> str:
    node = snapshot.node(node_id)
    place = node.eigenschappen.get("woonplaats") if node else None
    gemeenten = [snapshot.naam(item.naar) for item in snapshot.out(node_id, "IN_GEMEENTE")]
    own = [f"gemeente {name}" for name in gemeenten if name != place]
    return ", ".join([*([place] if isinstance(place, str) else []), *own])


def _van_swv(node_id: str, snapshot: Snapshot) -> list[str]:
    """The gemeenten in which an SWV has postcode areas."""
    areas = [item.van for name in ("IN_SWV_PO", "IN_SWV_VO") for item in snapshot.into(node_id, name)]
    return [item.naar for area in areas for item in snapshot.out(area, "IN_GEMEENTE")]


def _schoolplaatsen(node_id: str, kind: str, snapshot: Snapshot) -> str:
    """The places of the sites, those with most sites first."""
    relation = "HEEFT_BESTUUR" if kind == "Bestuur" else "VESTIGING_VAN"
    sites = [node_id] if kind == "Vestiging" else [item.van for item in snapshot.into(node_id, relation)]
    places: Counter[str] = Counter()
    for site in sites:
        node = snapshot.node(site)
        place = node.eigenschappen.get("plaats") if node else None
        if isinstance(place, str):
            places[place] += 1
        else:
            places.update(snapshot.naam(item.naar) for item in snapshot.out(site, "IN_GEMEENTE"))
    return _enkele(sorted(places, key=lambda name: (-places[name], name)))


def _gemeenten(ids: Iterable[str], snapshot: Snapshot) -> str:
    """Names, the largest gemeenten first."""

    def size(node_id: str) -> int:
        node = snapshot.node(node_id)
        people = node.eigenschappen.get("inwoners", 0) if node else 0
        return people if isinstance(people, int) else 0

    return _enkele([snapshot.naam(item) for item in sorted(set(ids), key=lambda item: (-size(item), item))])


def _enkele(names: list[str]) -> str:
    more = len(names) - _GENOEMD
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_GENOEMD])} en {more} meer"


def toelichting(node_id: str, naam: Naam | None, snapshot: Snapshot) -> str:
    """Why a node was found by a name that is not its own, and what became of what is no more."""
    parts = []
    if naam is not None and naam.soort == Soort.VOORGANGER:
        parts.append(_opgegaan(naam.van, snapshot))
    elif naam is not None and naam.soort == Soort.PLAATS:
        parts.append(f"plaats {naam.tekst}")
    elif naam is not None and naam.soort in (Soort.KORT, Soort.ANDERS):
        parts.append(f"ook: {naam.tekst}")
    former = snapshot.voormalig.get(node_id)
    if former is not None:
        if former.geldig_van is not None and former.geldig_van > snapshot.peildatum:
            parts.append(f"bestaat vanaf {former.geldig_van:%d-%m-%Y}")
        elif snapshot.out(node_id, "OPGEGAAN_IN"):
            parts.append(_opgegaan(node_id, snapshot))
        elif former.geldig_tot is not None:
            parts.append(f"bestond tot {former.geldig_tot:%d-%m-%Y}")
    return "; ".join(parts)


def _opgegaan(node_id: str, snapshot: Snapshot) -> str:
    """`Beemster is op 01-01-2022 opgegaan in Purmerend`; over more mergers, the last result follows."""
    steps = snapshot.out(node_id, "OPGEGAAN_IN")
    day = f"op {steps[0].geldig_van:%d-%m-%Y} " if steps[0].geldig_van else ""
    names = [snapshot.naam(item.naar) for item in steps]
    text = f"{snapshot.naam(node_id)} is {day}opgegaan in {opsomming(names)}"
    now = [snapshot.naam(item) for item in opvolgers(node_id, snapshot)]
    return text if set(now) <= set(names) else f"{text}, nu {opsomming(now)}"
