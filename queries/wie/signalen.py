"""Signals: where boundaries split the world of this pupil (the patterns M1-M11 of the responsibility matrix)."""

from __future__ import annotations

from dataclasses import dataclass

from graph.snapshot import Snapshot
from queries.wie.leerling import SECTOR, Leerling


@dataclass(frozen=True, slots=True)
class Signaal:
    """A boundary that matters: the areas are those of the home first, then those of the school or stay."""

    code: str
    titel: str
    tekst: str
    gebieden: tuple[str, ...]


# code, relation of the gemeente, title, what it means in practice
_REGIONS = (
    (
        "M4",
        "IN_JEUGDREGIO",
        "andere jeugdregio",
        "een aanbieder op school hoeft niet gecontracteerd te zijn door de regio van de woongemeente.",
    ),
    ("M5", "IN_GGDREGIO", "andere GGD", "het dossier van de jeugdgezondheidszorg moet worden overgedragen."),
    (
        "M6",
        "IN_DOORSTROOMPUNTREGIO",
        "andere doorstroompuntregio",
        "begeleiding van schoolverlaters volgt de woonplaats.",
    ),
    (
        "M7",
        "IN_ZORGKANTOORREGIO",
        "ander zorgkantoor",
        "een collectieve afspraak over zorg in onderwijstijd moet met meer zorgkantoren.",
    ),
)


def signalen(leerling: Leerling, snapshot: Snapshot) -> tuple[Signaal, ...]:
    """The signals for a pupil whose home is in one gemeente; the school or stay is compared with it when known."""
    found: list[Signaal] = []
    home = leerling.plaatsen.get("woongemeente", ())
    school = leerling.plaatsen.get("vestiging", ()) or leerling.plaatsen.get("aanmeldVestiging", ())
    if len(home) == 1:
        if school:
            found += _school(home[0].id, leerling, school[0].id, snapshot)
        found += _transition(leerling, snapshot)
        found += _split(home[0].id, leerling, snapshot)
        found += _stay(home[0].id, leerling, snapshot)
    found += _abroad(leerling)
    found += _outside_swv(leerling, snapshot)
    return tuple(found)


def _transition(leerling: Leerling, snapshot: Snapshot) -> list[Signaal]:
    """M3: at the end of primary school the SWV of the home changes, and the new one covers another area."""
    ages = leerling.feiten.get("leeftijdEindeSchooljaar")
    kinds = leerling.feiten.get("inschrijving") or frozenset()
    applied = leerling.feiten.get("aanmelding") or frozenset()
    leaving = isinstance(ages, tuple) and ages[1] >= 11 and kinds and set(kinds) <= {"po", "sbo", "so"}
    home = leerling.plaatsen.get("woonpc4", ())
    if not home or not (
        leaving or (applied and set(applied) <= {"vo", "pro", "vso"} and not set(kinds) & {"vo", "vso"})
    ):
        return []
    po, vo = _ends(snapshot, home[0].id, "IN_SWV_PO"), _ends(snapshot, home[0].id, "IN_SWV_VO")
    if not po or not vo:
        return []
    area_po = {item.van for item in snapshot.into(po[0], "IN_SWV_PO")}
    area_vo = {item.van for item in snapshot.into(vo[0], "IN_SWV_VO")}
    if area_po == area_vo:
        return []
    text = (
        f"Na de basisschool gaat het woonadres van {_swv(po[0], snapshot)} over naar {_swv(vo[0], snapshot)}, dat een "
        "ander gebied heeft: andere scholen en andere gemeenten aan tafel."
    )
    return [Signaal("M3", "ander gebied na de basisschool", text, (po[0], vo[0]))]


def _abroad(leerling: Leerling) -> list[Signaal]:
    """M10: the home or the school is not in the Netherlands."""
    if leerling.feiten.get("land") == frozenset({"buitenland"}):
        text = "De leerling woont niet in Nederland: er is geen adres in de BRP en geen leerplicht."
        return [Signaal("M10", "woont buiten Nederland", text, ())]
    if leerling.feiten.get("inschrijving") == frozenset({"buitenland"}):
        text = "De school staat in het buitenland: de woongemeente behandelt de vrijstelling (Leerplichtwet 5 onder c)."
        return [Signaal("M10", "school buiten Nederland", text, ())]
    return []


_WITHOUT_SWV = {
    "cluster1": "cluster 1",
    "cluster2": "cluster 2",
    "mbo": "het mbo",
    "particulier": "particulier onderwijs",
}


def _outside_swv(leerling: Leerling, snapshot: Snapshot) -> list[Signaal]:
    """M11: the school belongs to no regional SWV."""
    kinds = leerling.feiten.get("inschrijving")
    if leerling.feiten.get("landelijkSwv") == frozenset({"ja"}):
        school = leerling.plaatsen.get("vestiging", ())
        areas = tuple(_ends(snapshot, school[0].id, "IN_LANDELIJK_SWV")) if school else ()
        text = "De school hoort bij een landelijk samenwerkingsverband; het regionale verband is niet verantwoordelijk."
        return [Signaal("M11", "landelijk samenwerkingsverband", text, areas)]
    names = [_WITHOUT_SWV[str(kind)] for kind in sorted(map(str, kinds)) if kind in _WITHOUT_SWV] if kinds else []
    if not kinds or len(names) < len(kinds):
        return []
    text = f"Voor {' of '.join(names)} is geen samenwerkingsverband verantwoordelijk; de taken van de gemeente blijven."
    return [Signaal("M11", "geen samenwerkingsverband", text, ())]


def _school(home: str, leerling: Leerling, school: str, snapshot: Snapshot) -> list[Signaal]:
    gemeente = _ends(snapshot, school, "IN_GEMEENTE")
    if len(gemeente) != 1:
        return []
    there = gemeente[0]
    found = []
    if there != home:
        text = (
            f"De school staat in {snapshot.naam(there)}, de leerling woont in {snapshot.naam(home)}: leerplicht en "
            "jeugdhulp blijven bij de woongemeente, huisvesting en zorgplicht horen bij de school."
        )
        found.append(Signaal("M1", "school in een andere gemeente", text, (home, there)))
    found += _other_swv(leerling, school, snapshot)
    for code, relation, title, meaning in _REGIONS:
        here, elsewhere = _ends(snapshot, home, relation), _ends(snapshot, there, relation)
        if here and elsewhere and set(here).isdisjoint(elsewhere):
            names = f"Woonplaats: {snapshot.naam(here[0])}; school: {snapshot.naam(elsewhere[0])}; {meaning}"
            found.append(Signaal(code, title, names, (*here, *elsewhere)))
    return found


def _other_swv(leerling: Leerling, school: str, snapshot: Snapshot) -> list[Signaal]:
    """M2: the school lies in another SWV than the home, in the sector of the school."""
    kinds = leerling.feiten.get("inschrijving") or leerling.feiten.get("aanmelding") or frozenset()
    relation = "IN_SWV_VO" if kinds and set(kinds) <= {"vo", "pro", "vso"} else "IN_SWV_PO"
    home_pc4 = leerling.plaatsen.get("woonpc4", ())
    school_pc4 = _ends(snapshot, school, "IN_PC4")
    national = leerling.feiten.get("landelijkSwv") == frozenset({"ja"})
    if not home_pc4 or not school_pc4 or national or (kinds and set(kinds) <= set(_WITHOUT_SWV)):
        return []
    here, there = _ends(snapshot, home_pc4[0].id, relation), _ends(snapshot, school_pc4[0], relation)
    if not here or not there or here == there:
        return []
    text = (
        f"De school hoort bij {_swv(there[0], snapshot)}, het woonadres bij {_swv(here[0], snapshot)}: de "
        "ondersteuning volgt de school."
    )
    return [Signaal("M2", "school in een ander samenwerkingsverband", text, (*here, *there))]


def _split(home: str, leerling: Leerling, snapshot: Snapshot) -> list[Signaal]:
    """M8: the gemeente lies in more than one SWV of a sector, of the pupil's sector when that is known."""
    found = []
    kinds = leerling.feiten.get("aanmelding") or leerling.feiten.get("inschrijving") or frozenset()
    sectors = {SECTOR[str(kind)] for kind in kinds if kind in SECTOR} or {"PO", "VO"}
    postcodes = [item.van for item in snapshot.into(home, "IN_GEMEENTE") if item.van.startswith("pc4:")]
    for sector in sorted(sectors):
        relation = f"IN_SWV_{sector}"
        areas = sorted({item.naar for postcode in postcodes for item in snapshot.out(postcode, relation)})
        if len(areas) > 1:
            names = " en ".join(_swv(area, snapshot) for area in areas)
            known = (
                " De postcode beslist." if "woonpc4" in leerling.plaatsen else " Geef de postcode van het woonadres."
            )
            text = f"{snapshot.naam(home)} ligt in meer samenwerkingsverbanden {sector}: {names}.{known}"
            found.append(Signaal("M8", "gemeente verdeeld over samenwerkingsverbanden", text, tuple(areas)))
    return found


def _stay(home: str, leerling: Leerling, snapshot: Snapshot) -> list[Signaal]:
    """M9: the pupil stays elsewhere than where it is registered."""
    stay = leerling.plaatsen.get("verblijfgemeente", ())
    if len(stay) != 1 or stay[0].id == home:
        return []
    text = (
        f"De leerling verblijft in {snapshot.naam(stay[0].id)} en staat ingeschreven in {snapshot.naam(home)}: vervoer "
        "volgt het verblijf, leerplicht de inschrijving, jeugdhulp de gemeente van voor het verblijf."
    )
    return [Signaal("M9", "verblijf op een andere plaats dan de BRP", text, (home, stay[0].id))]


def _swv(node: str, snapshot: Snapshot) -> str:
    code, naam = node.removeprefix("swv:"), snapshot.naam(node)
    return code if naam == code else f"{code} ({naam})"


def _ends(snapshot: Snapshot, node: str, relation: str) -> list[str]:
    return [item.naar for item in snapshot.out(node, relation) if snapshot.node(item.naar)]
