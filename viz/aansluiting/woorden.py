"""What the documents on alignment share: how areas are called, what the index is, where the facts come from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from graph.aantallen import KLEIN
from graph.snapshot import Snapshot
from queries.aansluiting.atlas import BUITEN
from queries.aansluiting.gebied import Gebied, GemeenteDeel, Ligging
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.paar import Aansluiting
from queries.indeling import Indeling
from viz.rapport import Cel, Hoofdstuk, Kolom, Soort, Tabel, Verwijzing, alinea
from viz.woorden import datum, opsomming

EENHEID = {
    Gewicht.GEMEENTEN: ("gemeente", "gemeenten"),
    Gewicht.PC4: ("postcodegebied", "postcodegebieden"),
    Gewicht.INWONERS: ("inwoner", "inwoners"),
    Gewicht.LEERLINGEN: ("leerling", "leerlingen"),
}
KORT = {
    "gemeente": "Gemeente",
    "swv-po": "SWV PO",
    "swv-vo": "SWV VO",
    "jeugdregio": "Jeugd",
    "doorstroompuntregio": "Doorstroom",
    "ggd": "GGD",
    "veiligheidsregio": "Veiligheid",
    "zorgkantoorregio": "Zorgkantoor",
    "arbeidsmarktregio": "Arbeid",
    "provincie": "Provincie",
}
"""Heads of columns, one for each fixed division."""
LIGGING = {
    Ligging.VALT_SAMEN: "valt samen",
    Ligging.LIGT_BINNEN: "ligt binnen één",
    Ligging.BESTAAT_UIT: "bestaat uit hele",
    Ligging.DOORSNEDEN: "doorsneden",
    Ligging.GEEN: "geen gebied hier",
}
_GENOEMD = 4
"""More postcode areas of one gemeente are counted instead of named, and more places are not named."""

BRONNEN_INDEX = (
    Verwijzing("Bagga en Baldwin (1998)", url="https://doi.org/10.3115/980451.980859"),
    Verwijzing("Amigó, Gonzalo, Artiles en Verdejo (2009)", url="https://doi.org/10.1007/s10791-008-9066-8"),
)


def uitleg(gewicht: Gewicht) -> str:
    """What the index is, in one paragraph."""
    een, meer = EENHEID[gewicht]
    return (
        f"De index zegt hoe goed twee indelingen op elkaar passen. Neem een {een}, en alle {meer} van hetzelfde gebied "
        f"in de ene indeling. Welk deel van die {meer} hoort ook in de andere indeling bij hetzelfde gebied? Het "
        f"gemiddelde daarvan over alle {meer} is de score in die richting. De index is het harmonisch gemiddelde van "
        "de scores in beide richtingen: hij is alleen hoog als beide scores hoog zijn. Hij is hoogstens 1, en alleen 1 "
        "als alle gebieden van de ene indeling precies samenvallen met die van de andere. Hij daalt als een gebied "
        "wordt opgesplitst. In de literatuur heet deze maat BCubed F."
    )


def hoe_het_werkt(weging: Weging, geschat: int = 0) -> Hoofdstuk:
    """The chapter that explains the index and what was counted. geschat: gemeenten of which the parts are estimates."""
    meer = EENHEID[weging.gewicht][1]
    per_gebied = (
        f"De index van één gebied is de kans dat twee willekeurige {meer} van dat gebied ook in de andere indeling bij "
        "hetzelfde gebied horen. Hij is 1 als het gebied in één gebied van de andere indeling ligt. De score van een "
        f"indeling is het gemiddelde van de indexen van haar gebieden, waarin een gebied meetelt naar zijn {meer}."
    )
    note = f" Dat geldt hier voor {geschat} gemeente{'n' if geschat > 1 else ''}." if geschat else ""
    links: list[str | Verwijzing] = [part for item in BRONNEN_INDEX for part in (item, ", ")][:-1]
    return Hoofdstuk(
        "Hoe de index werkt",
        (
            alinea(uitleg(weging.gewicht)),
            alinea(per_gebied),
            alinea(f"{weging.uitleg}{note}"),
            alinea("Literatuur: ", *links, "."),
        ),
    )


Zijde = tuple[Indeling, Indeling, tuple[Gebied, ...]]
"""A division, the other one, and the areas of the first."""


def zijden(found: Aansluiting) -> tuple[Zijde, ...]:
    """Both divisions of an answer; a division that is compared with itself once."""
    first: Zijde = (found.van, found.naar, found.gebieden)
    return (first,) if found.van == found.naar else (first, (found.naar, found.van, found.tegengebieden))


def naam(gebied: str, snapshot: Snapshot) -> str:
    """A short name for a table: an SWV by its code, which people know, with its short name."""
    if gebied == BUITEN:
        return "geen gebied"
    node, code, full = snapshot.node(gebied), gebied.partition(":")[2], snapshot.naam(gebied)
    if full in (gebied, code):
        return code
    if not gebied.startswith("swv:"):
        return full
    return f"{code} ({node.eigenschappen.get('korteNaam') or full if node else full})"


def wijs(gebied: str, snapshot: Snapshot) -> Verwijzing:
    """The name of an area, as a reference to it."""
    return Verwijzing(naam(gebied, snapshot), id=gebied)


def gemeentecel(delen: Iterable[GemeenteDeel], snapshot: Snapshot) -> Cel:
    """Gemeenten by name; of a part, the postcode areas."""
    return lijst([Verwijzing(_deelnaam(item, snapshot), id=item.id) for item in delen])


def gemeentelijst(ids: Iterable[str], snapshot: Snapshot) -> Cel:
    """Gemeenten by name, in the order of their names."""
    return lijst(sorted((Verwijzing(snapshot.naam(item), id=item) for item in ids), key=lambda item: item.tekst))


def lijst(items: Sequence[Verwijzing]) -> Cel:
    """References in one cell; many are one text, for documents write each reference on a line of its own."""
    return tuple(items) if len(items) <= _GENOEMD else ", ".join(item.tekst for item in items)


def _deelnaam(deel: GemeenteDeel, snapshot: Snapshot) -> str:
    name = snapshot.naam(deel.id) if deel.id else "gemeente onbekend"
    if deel.heel:
        return name
    codes = [item.partition(":")[2] for item in deel.pc4]
    what = opsomming(codes) if len(codes) <= _GENOEMD else f"{len(codes)} postcodegebieden"
    found = Counter(str(snapshot.nodes[item].eigenschappen.get("woonplaats", "")) for item in deel.pc4)
    places = [place for place, _ in found.most_common() if place and place != name]
    if len(places) > _GENOEMD:
        places = [*places[:_GENOEMD], "andere plaatsen"]
    return f"{name} (deel: {what}{f'; {opsomming(places)}' if places else ''})"


def aantal(gewicht: float, soort: Gewicht, gemeenten: Iterable[GemeenteDeel] = ()) -> Cel:
    """A weight as a cell, whole but for gemeenten, of which parts count; fewer than five pupils are not told.

    gemeenten: of which it is the weight. When there are parts among them, inhabitants are rounded to hundreds.
    """
    if soort is Gewicht.GEMEENTEN:
        return f"{gewicht:.1f}".replace(".", ",").removesuffix(",0")
    if soort is Gewicht.INWONERS and _met_delen(gemeenten):
        return round(gewicht, -2) or ("<100" if gewicht else 0)
    return f"<{KLEIN}" if soort is Gewicht.LEERLINGEN and 0 < gewicht < KLEIN else round(gewicht)


def _met_delen(gemeenten: Iterable[GemeenteDeel]) -> bool:
    """Whether a gemeente is only partly among these; its parts may stand apart and be the whole together."""
    shares: dict[str, float] = defaultdict(float)
    for item in gemeenten:
        shares[item.id] += item.aandeel or 0.0
    return any(share < 1 - 1e-9 for share in shares.values())


def aantalkolom(soort: Gewicht, titel: str = "") -> Kolom:
    """The column of `aantal`."""
    return Kolom(titel or EENHEID[soort][1].capitalize(), Soort.GETAL)


def tel(count: int, indeling: Indeling) -> str:
    """`1 jeugdregio`, `42 jeugdregio's`."""
    return f"{count} {indeling.enkel if count == 1 else indeling.titel}"


def bronnen(leveringen: frozenset[str], snapshot: Snapshot, *, als_tabel: bool = True) -> Hoofdstuk:
    """The chapter with the deliveries that the answer rests on; without als_tabel, as a sentence."""
    known = (snapshot.leveringen[item] for item in leveringen if item in snapshot.leveringen)
    found = sorted(known, key=lambda item: (item.uitgever, item.id))
    if not als_tabel:
        named = "; ".join(f"{item.naam} ({item.uitgever}, {datum(item.peildatum)})" for item in found)
        return Hoofdstuk("Bronnen", (alinea(f"{named}."),))
    rows: tuple[tuple[Cel, ...], ...] = tuple(
        (Verwijzing(item.naam, url=item.url), item.uitgever, item.licentie, item.peildatum) for item in found
    )
    table = Tabel(
        "Bronnen",
        "Waar de gegevens vandaan komen",
        (Kolom("Bron"), Kolom("Uitgever"), Kolom("Licentie"), Kolom("Peildatum", Soort.DATUM)),
        rows,
    )
    return Hoofdstuk("Bronnen", (table,))
