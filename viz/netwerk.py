"""The network picture of one thing: an `Omgeving` with places, texts, shapes and colours, and the same as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.delivery import Levering
from ontology.schema import Schema, load_schema
from queries.omgeving import Knoop, Omgeving, Verbinding
from viz.plaatsing import STRAAL, Groep, Plaatsing, groepen, plaats
from viz.rapport import Cel, Kolom, Soort, Tabel, Verwijzing
from viz.woorden import aandeel, getal, hoofdletter, opsomming, schoon

_DONKER = "#1b2430"
_SIER = ("rol", "perceel", "zekerheid", "opmerking")
"""Properties of a relation that a reader of the table wants to see."""
_VANZELF = (("zekerheid", "hoog"), ("zekerheid", "gevonden"))
"""What goes without saying."""


@dataclass(frozen=True, slots=True)
class Netwerk:
    """A picture, complete. leveringen: those that stated what it shows."""

    omgeving: Omgeving
    plaatsing: Plaatsing
    peildatum: date
    leveringen: tuple[Levering, ...]

    @property
    def start(self) -> Knoop:
        """The node in the middle."""
        return self.omgeving.knopen[0]


@dataclass(frozen=True, slots=True)
class Teken:
    """A line of the legend."""

    label: str
    vorm: str
    kleur: str
    aantal: int


def _nergens(_node: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Adressen:
    """Where a reader can go from a node; an empty text where there is nothing to go to.

    pagina: its page; midden: the network around it; uitklappen: this network with its neighbours too.
    """

    pagina: Callable[[str], str] = _nergens
    midden: Callable[[str], str] = _nergens
    uitklappen: Callable[[str], str] = _nergens


NERGENS = Adressen()
"""For a picture that stands alone."""


def netwerk(omgeving: Omgeving, peildatum: date, leveringen: Mapping[str, Levering]) -> Netwerk:
    """The picture of an omgeving. leveringen: all that may be named in it, by id (those of the snapshot)."""
    gevonden = groepen(omgeving)
    namen = {item.id: item.naam for item in omgeving.knopen}
    koppen = {groep: _kop(groep, len(leden), namen, omgeving.start) for groep, leden in gevonden.items()}
    gebruikt = dict.fromkeys(key for item in omgeving.relaties for key in item.leveringen)
    return Netwerk(
        omgeving,
        plaats(omgeving, koppen),
        peildatum,
        tuple(leveringen[key] for key in sorted(gebruikt)),
    )


def _kop(groep: Groep, aantal: int, namen: Mapping[str, str], start: str) -> str:
    """`Omvat: 16 vestigingen`; of a panel that does not hang on the start, also who: `Gemeente ligt in provincie`."""
    schema = load_schema()
    relatie = schema.relations[groep.relatie]
    tekst = relatie.omgekeerd if groep.omgekeerd else relatie.label
    soort = schema.nodes[groep.soort]
    if aantal > 1:
        tekst = f"{tekst}: {aantal}\N{NO-BREAK SPACE}{soort.label_meervoud}"
    elif soort.label.lower() not in tekst.lower():
        tekst = f"{tekst}: {soort.label}"
    if isinstance(groep.bij, Groep):
        tekst = f"{schema.nodes[groep.bij.soort].label} {tekst}"
    elif groep.bij != start:
        tekst = f"{namen[groep.bij]} {tekst}"
    return hoofdletter(tekst)


def legenda(beeld: Netwerk) -> tuple[Teken, ...]:
    """The kinds of nodes in the picture, in the order in which they appear."""
    schema = load_schema()
    return tuple(
        Teken(schema.nodes[soort].label, schema.nodes[soort].vorm, schema.nodes[soort].kleur, aantal)
        for soort, aantal in Counter(item.type for item in beeld.omgeving.knopen).items()
    )


def weggelaten(beeld: Netwerk) -> tuple[str, ...]:
    """What is not in the picture, as `9 postcodegebieden (omvat)`."""
    schema = load_schema()
    found = []
    for item in beeld.omgeving.weggelaten:
        relatie, soort = schema.relations[item.relatie], schema.nodes[item.soort]
        woord = soort.label if item.aantal == 1 else soort.label_meervoud
        found.append(f"{getal(item.aantal)} {woord} ({relatie.omgekeerd if item.omgekeerd else relatie.label})")
    return tuple(found)


def omschrijving(beeld: Netwerk) -> str:
    """What the picture shows, in a sentence for who cannot see it."""
    soorten = opsomming([f"{item.aantal} × {item.label}" for item in legenda(beeld)])
    lijnen = len(beeld.omgeving.relaties)
    return (
        f"Netwerk rond {schoon(beeld.start.naam)}: {soorten}, met {lijnen} {'relatie' if lijnen == 1 else 'relaties'}."
    )


def keuzes(soort: str, diepte: int = 1) -> dict[str, str]:
    """The relation types that can be met within so many steps of a node of this type, with words for each, by those."""
    relations = load_schema().relations
    bereikt, found = {soort}, set[str]()
    for _ in range(diepte):
        verder = set(bereikt)
        for naam, kind in relations.items():
            if bereikt & (kind.van | kind.naar):
                found.add(naam)
                verder |= kind.naar if bereikt & kind.van else set()
                verder |= kind.van if bereikt & kind.naar else set()
        bereikt = verder
    return dict(sorted(((naam, _woorden(naam)) for naam in found), key=lambda item: item[1]))


def _woorden(relatie: str) -> str:
    """`hoort bij GGD`: the label, with the kind at its end when there is but one and the label does not say it."""
    schema = load_schema()
    kind = schema.relations[relatie]
    einden = [schema.nodes[naam].label for naam in kind.naar]
    eind = einden[0] if len(einden) == 1 and einden[0].lower() not in kind.label.lower() else ""
    return f"{kind.label} {eind}".rstrip()


def naam_met_code(knoop: Knoop) -> str:
    """`Heemskerk (GM0396)`; only the name where the code is made from it, or is the name."""
    code = knoop.id.partition(":")[2]
    bekend = code != knoop.naam and (code.isupper() or knoop.type == "Bestuur")
    return schoon(f"{knoop.naam} ({code})" if bekend else knoop.naam)


def soort_van(knoop: Knoop) -> str:
    """The kind of a node in words, with a warning when it does not exist on the peildatum."""
    label = load_schema().nodes[knoop.type].label
    return label if knoop.bestaat else f"{label} (bestaat niet op de peildatum)"


def zin(item: Verbinding, namen: Mapping[str, str]) -> str:
    """A relation as a sentence without a full stop: `Heemskerk hoort bij jeugdregio IJmond`."""
    return f"{namen[item.van]} {load_schema().relations[item.type].label} {namen[item.naar]}"


def bijzonderheden(item: Verbinding) -> str:
    """What more there is to say of a relation."""
    found = [
        f"{naam}: {waarde}"
        for naam in _SIER
        if (waarde := item.eigenschappen.get(naam)) is not None and (naam, waarde) not in _VANZELF
    ]
    deel = item.eigenschappen.get("aandeel")
    if isinstance(deel, (int, float)):
        found.insert(0, f"aandeel {aandeel(deel)}")
    if item.postcodes:
        found.insert(0, f"via {item.postcodes} {'postcodegebied' if item.postcodes == 1 else 'postcodegebieden'}")
    return schoon("; ".join(found))


def tabel(beeld: Netwerk, adressen: Adressen = NERGENS) -> Tabel:
    """The same as the picture: a row for each relation, beginning with the end that is furthest from the start."""
    schema = load_schema()
    knopen = {item.id: item for item in beeld.omgeving.knopen}
    nummers = {item.id: nummer for nummer, item in enumerate(beeld.leveringen, 1)}
    rijen: list[tuple[Cel, ...]] = []
    for item in beeld.omgeving.relaties:
        omgekeerd = knopen[item.naar].afstand > knopen[item.van].afstand
        een, ander = (item.naar, item.van) if omgekeerd else (item.van, item.naar)
        kind = schema.relations[item.type]
        wegen = (("haal de buren erbij", adressen.uitklappen(een)), ("zet in het midden", adressen.midden(een)))
        verder = tuple(Verwijzing(tekst, url=url) for tekst, url in wegen if url)
        rijen.append(
            (
                Verwijzing(naam_met_code(knopen[een]), id=een),
                soort_van(knopen[een]),
                kind.omgekeerd if omgekeerd else kind.label,
                Verwijzing(naam_met_code(knopen[ander]), id=ander),
                item.geldig_van,
                item.geldig_tot or "",
                bijzonderheden(item),
                ", ".join(str(nummers[key]) for key in item.leveringen),
                verder,
            )
        )
    return _zonder_lege_kolommen(
        Tabel(
            "Netwerk",
            f"Alle relaties in het netwerk rond {beeld.start.naam}",
            (
                Kolom("Naam"),
                Kolom("Soort"),
                Kolom("Relatie"),
                Kolom("Met"),
                Kolom("Sinds", Soort.DATUM),
                Kolom("Tot", Soort.DATUM),
                Kolom("Bijzonderheden"),
                Kolom("Bron"),
                Kolom("In het netwerk"),
            ),
            tuple(sorted(rijen, key=lambda rij: [str(getattr(cel, "tekst", cel)).casefold() for cel in rij[1::-1]])),
            leeg="Er zijn geen relaties om te tonen.",
        )
    )


def _zonder_lege_kolommen(tabel: Tabel) -> Tabel:
    """Without columns in which no row has anything to say; unknown (None) is something."""
    kept = [
        place
        for place in range(len(tabel.kolommen))
        if not tabel.rijen or any(rij[place] not in ("", ()) for rij in tabel.rijen)
    ]
    return Tabel(
        tabel.naam,
        tabel.titel,
        tuple(tabel.kolommen[place] for place in kept),
        tuple(tuple(rij[place] for place in kept) for rij in tabel.rijen),
        tabel.toelichting,
        tabel.bronnen,
        tabel.leeg,
    )


def bronnen(beeld: Netwerk) -> Tabel:
    """The deliveries that stated what the picture shows, with the numbers that `tabel` gives them."""
    return Tabel(
        "Bronnen",
        "Bronnen bij deze nummers",
        (Kolom("Nummer"), Kolom("Bron"), Kolom("Uitgever"), Kolom("Peildatum", Soort.DATUM), Kolom("Licentie")),
        tuple(
            (str(nummer), Verwijzing(item.naam, url=item.url), item.uitgever, item.peildatum, item.licentie)
            for nummer, item in enumerate(beeld.leveringen, 1)
        ),
    )


def panelen(beeld: Netwerk) -> list[dict[str, Any]]:
    """The rectangles around groups of nodes, with the lines of their headings; x and y are their middles."""
    return [
        {
            "kop": [schoon(line) for line in item.kop],
            "x": item.vak.x,
            "y": item.vak.y,
            "breedte": item.vak.breedte,
            "hoogte": item.vak.hoogte,
        }
        for item in beeld.plaatsing.panelen
    ]


def gegevens(beeld: Netwerk, adressen: Adressen = NERGENS) -> dict[str, Any]:
    """What vis-network draws (`nodes`, `edges`, `options`), made with pyvis, and what our own script adds to it.

    panelen: rectangles with a heading. details: by node, its texts and addresses.
    """
    from pyvis.network import Network  # only here: it takes a third of a second

    schema = load_schema()
    namen = {item.id: schoon(item.naam) for item in beeld.omgeving.knopen}
    net = Network(directed=True)
    for knoop in beeld.omgeving.knopen:
        net.add_node(knoop.id, **_knoop(knoop, beeld.plaatsing, schema, midden=knoop.id == beeld.omgeving.start))
    samen, takken = Counter[frozenset[str]](), _takken(beeld)
    for item in beeld.omgeving.relaties:
        einden = frozenset((item.van, item.naar))
        samen[einden] += 1
        lijn: dict[str, Any] = {"title": zin(item, namen)}
        if samen[einden] > 1:
            lijn["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.15 * (samen[einden] - 1)}
        if einden not in takken:
            lijn["color"] = _DWARS
        net.add_edge(item.van, item.naar, **lijn)
    net.options = dict(_OPTIES)
    nodes, edges, *_ = net.get_network_data()
    return {
        "start": beeld.omgeving.start,
        "nodes": nodes,
        "edges": edges,
        "options": net.options,
        "panelen": panelen(beeld),
        "details": {
            knoop.id: {
                "naam": naam_met_code(knoop),
                "soort": soort_van(knoop),
                "pagina": adressen.pagina(knoop.id),
                "midden": adressen.midden(knoop.id),
                "uitklappen": adressen.uitklappen(knoop.id),
            }
            for knoop in beeld.omgeving.knopen
        },
    }


def _takken(beeld: Netwerk) -> set[frozenset[str]]:
    """The pairs of nodes between which one hangs on the other; what joins others is drawn fainter."""
    hangt_aan = {node: paneel.groep for paneel in beeld.plaatsing.panelen for node in paneel.knopen}
    found = set()
    for item in beeld.omgeving.relaties:
        for een, ander in ((item.van, item.naar), (item.naar, item.van)):
            groep = hangt_aan.get(een)
            if groep and groep.bij in (ander, hangt_aan.get(ander)):
                found.add(frozenset((een, ander)))
    return found


_DWARS = {"color": "#dde3ea", "highlight": "#1d3f72", "hover": "#1d3f72"}
_LETTERTYPE = "Segoe UI, system-ui, Roboto, Helvetica, Arial, sans-serif"
_OPTIES: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"font": {"face": _LETTERTYPE, "size": 14, "color": _DONKER, "strokeWidth": 4, "strokeColor": "#ffffff"}},
    "edges": {
        "smooth": False,
        "width": 1,
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "color": {"color": "#a9b5c2", "highlight": "#1d3f72", "hover": "#1d3f72"},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
    },
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "zoomView": False,  # the script turns it on once the reader is in the picture: else it takes the page's scroll
        "tooltipDelay": 200,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


def _knoop(knoop: Knoop, plaatsing: Plaatsing, schema: Schema, *, midden: bool) -> dict[str, Any]:
    """The options of one node for vis-network."""
    kind = schema.nodes[knoop.type]
    punt = plaatsing.punten[knoop.id]
    found: dict[str, Any] = {
        "label": "\n".join(schoon(line) for line in plaatsing.etiketten[knoop.id]),
        "title": f"{naam_met_code(knoop)}, {soort_van(knoop)}",
        "x": punt.x,
        "y": punt.y,
        "shape": kind.vorm,
        "size": STRAAL * 1.6 if midden else STRAAL,
        "borderWidth": 4 if midden else 1.5,
        "color": {
            "background": kind.kleur,
            "border": _DONKER,
            "highlight": {"background": kind.kleur, "border": "#000000"},
            "hover": {"background": kind.kleur, "border": "#000000"},
        },
    }
    if not knoop.bestaat:
        found["shapeProperties"] = {"borderDashes": [4, 3]}
    if kind.vorm == "box":
        found["font"] = {"color": _op(kind.kleur), "strokeWidth": 0}
    return found


def _op(kleur: str) -> str:
    """Black or white, whichever is read best on a colour `#rrggbb` (relative luminance of WCAG 2)."""
    rood, groen, blauw = (
        waarde / 12.92 if waarde <= 0.04045 else ((waarde + 0.055) / 1.055) ** 2.4
        for waarde in (int(kleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5))
    )
    licht = 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw
    return "#000000" if (licht + 0.05) / 0.05 > 1.05 / (licht + 0.05) else "#ffffff"
