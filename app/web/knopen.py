"""The overview of kinds, the list of a kind, and the page of one node. These paths take any word, so they come last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.api.basis import ApiError
from app.namen import code_voor_mensen
from app.web.knoop import Beeld, beeld
from app.web.pagina import GET, Pagina, Paginas, toon
from graph.gemeenten import normalise
from graph.snapshot import SnapNode
from ontology.errors import SpeelveldError
from ontology.schema import NodeType, load_schema
from queries.aansluiting.gewicht import STANDAARD
from queries.aansluiting.profiel import Niveau, profiel
from queries.aansluiting.tafels import tafels
from queries.indeling import soorten

router = APIRouter()
_PER_BLADZIJDE = 100
_GROEPEN = (
    ("Gemeenten en plaatsen", ("Gemeente", "Provincie", "Postcodegebied")),
    ("Onderwijs", ("Samenwerkingsverband", "Bestuur", "School", "Vestiging")),
    (
        "Regio's",
        (
            *("Jeugdregio", "Doorstroompuntregio", "Ggd", "Veiligheidsregio"),
            *("Zorgkantoorregio", "Arbeidsmarktregio", "Regio", "Regeling"),
        ),
    ),
    ("Afspraken en wie ze uitvoert", ("Afspraak", "Functie", "LokaalTeam", "Leerplichtbureau")),
)
"""How the overview orders the kinds; what is not named here comes last."""


@router.api_route("/overzicht", methods=GET)
def overzicht(p: Paginas) -> Response:
    """All kinds of things with their number."""
    counts = Counter(node.type for node in p.snapshot.nodes.values())
    kinds = dict(load_schema().nodes)
    groups = [(title, [kinds.pop(name) for name in names]) for title, names in _GROEPEN]
    groups.append(("Andere organisaties", sorted(kinds.values(), key=lambda kind: kind.label_meervoud.casefold())))
    return toon(p, "overzicht.html", groepen=groups, aantallen=counts)


@router.api_route("/{meervoud}", methods=GET)
def lijst(
    meervoud: str,
    p: Paginas,
    q: Annotated[str, Query(max_length=100)] = "",
    pagina: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> Response:
    """All nodes of a kind by name, a hundred on a page; q: only those with these letters in name or code."""
    kind = _soort(meervoud)
    words, code = normalise(q), q.strip().casefold()
    found = [node for node in p.snapshot.of_type(kind.naam) if not code or _past(node, words, code)]
    found.sort(key=lambda node: (node.naam.casefold(), node.id))
    pages = max(1, -(-len(found) // _PER_BLADZIJDE))
    if pagina > pages:
        raise ApiError(404, f"De lijst heeft {pages} bladzijden.")
    first = (pagina - 1) * _PER_BLADZIJDE
    here = p.met(q=q.strip(), pagina=pagina if pagina > 1 else "")
    return toon(
        here,
        "lijst.html",
        soort=kind,
        knopen=found[first : first + _PER_BLADZIJDE],
        totaal=len(found),
        q=q.strip(),
        pagina=pagina,
        paginas=pages,
        code=lambda node_id: code_voor_mensen(node_id, p.snapshot),
    )


@router.api_route("/{meervoud}/{code}", methods=GET)
def knoop(meervoud: str, code: str, p: Paginas) -> Response:
    """One node: what it is, where it lies, its relations, history and sources."""
    kind = _soort(meervoud)
    found = beeld(f"{kind.voorvoegsel}:{code}", p.snapshot) if kind.codepatroon.fullmatch(code) else None
    if found is None:
        raise ApiError(404, f"Deze {kind.label} is niet bekend: zij staat in geen van de geladen bronnen.")
    return toon(
        p,
        "knoop.html",
        k=found,
        verder=list(_verder(found, p)),
        op_kaart=_op_kaart(found, p),
        **_in_indelingen(found, p),
    )


def _op_kaart(k: Beeld, p: Pagina) -> str:
    """The area of which the map shows where this is; empty for what has no place."""
    if not k.bestaat or k.landelijk:
        return ""
    if k.soort.naam == "Vestiging":
        return next((item.naar for item in p.snapshot.out(k.id, "IN_PC4")), "")
    return k.id if k.soort.naam in soorten() or k.soort.naam == "Postcodegebied" else ""


def _in_indelingen(k: Beeld, p: Pagina) -> dict[str, Any]:
    """Of a gemeente its tables, of a vestiging its regions, of an area how it lies in other divisions; or nothing."""
    empty: dict[str, Any] = {"tafels": None, "liggingen": None, "regios": None}
    if k.bestaat and k.soort.naam == "Vestiging":
        found = profiel(k.id, STANDAARD, p.view.atlas).plekken
        return empty | {"regios": [item.id for item in found if item.niveau is not Niveau.LOKAAL]}
    if not k.bestaat or k.landelijk or k.soort.naam not in soorten():
        return empty
    if k.soort.naam == "Gemeente":
        return empty | {"tafels": tafels(k.id, p.view.atlas), "indelingen": p.view.atlas.indelingen}
    try:
        return empty | {"liggingen": profiel(k.id, STANDAARD, p.view.atlas).liggingen}
    except SpeelveldError:  # on this day no source says which gemeenten or postcode areas lie in it
        return empty


def _verder(k: Beeld, p: Pagina) -> Iterator[tuple[str, str]]:
    """What else there is to see of a node: a text and an address."""
    code = k.id.partition(":")[2]
    path = f"/{k.soort.meervoud}/{code}"
    is_area = k.soort.naam in soorten()
    if k.bestaat and k.soort.naam in ("Gemeente", "Samenwerkingsverband") and not k.landelijk:
        yield "OOGO voorbereiden", p.naar(f"/oogo/{code}")
    if k.bestaat and (is_area or k.soort.naam == "Vestiging") and not k.landelijk:
        yield "Tafels en andere indelingen", p.naar(f"{path}/indelingen")
    yield "Wat is er veranderd?", p.naar("/wijzigingen", bij=k.id)
    if area := _op_kaart(k, p):
        yield "Op de kaart", p.naar("/kaart", gebied=area)
    yield "Als netwerk", p.naar(f"{path}/netwerk")
    if k.soort.naam in ("Gemeente", "Vestiging", "Postcodegebied"):
        yield "Wie is hier verantwoordelijk?", p.naar("/wie")
    yield "Deze gegevens als JSON", p.naar(f"/v1{path}")


def _past(node: SnapNode, words: str, code: str) -> bool:
    """Whether the name or the place of a node holds the words, or its code the code."""
    place = node.eigenschappen.get("plaats", "")
    return words in normalise(f"{node.naam} {place}") or code in node.id.partition(":")[2].casefold()


def _soort(meervoud: str) -> NodeType:
    kind = load_schema().by_plural.get(meervoud)
    if kind is None:
        raise ApiError(404, "Misschien is het adres verkeerd getypt of is de pagina verplaatst.")
    return kind
