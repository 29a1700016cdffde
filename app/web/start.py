"""The front door: home, search, and suggestions while typing."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from app.namen import code_voor_mensen
from app.web.pagina import GET, Pagina, Paginas, toon
from app.web.vergelijk import VAAK
from app.woorden import getal
from ontology.schema import load_schema
from queries.zoek import Treffer

router = APIRouter()


class Deur(NamedTuple):
    """A way in from the front page."""

    pad: str
    titel: str
    tekst: str


Zoektekst = Annotated[str, Query(max_length=100)]
Doel = Annotated[str, Query(max_length=20)]
_TREFFERS, _SUGGESTIES = 50, 8
DEUREN = (
    Deur(
        "/wie",
        "Wie is verantwoordelijk?",
        "Beschrijf een leerling in een paar antwoorden. U leest per taak wie aan zet is, waarom, en volgens welke wet.",
    ),
    Deur(
        "/oogo",
        "OOGO voorbereiden",
        "Kies een samenwerkingsverband of gemeente. U krijgt het dossier: wie er aan tafel zit, de gebieden, scholen, "
        "afspraken en agenda. Ook als Word en Excel.",
    ),
    Deur(
        "/aansluiting",
        "Grenzen vergelijken",
        "Leg twee indelingen over elkaar, zoals jeugdregio's en samenwerkingsverbanden. U ziet waar het wringt.",
    ),
)
_OP_START = (
    "Gemeente",
    "Samenwerkingsverband",
    "Jeugdregio",
    "Doorstroompuntregio",
    "Bestuur",
    "Vestiging",
    "Regeling",
)


@router.api_route("/", methods=GET)
def home(p: Paginas) -> Response:
    """Search box, three doors, and what this is."""
    counts = [(load_schema().nodes[name], getal(sum(1 for _ in p.snapshot.of_type(name)))) for name in _OP_START]
    current = {item.bron: item for item in p.snapshot.leveringen.values()}  # the last of a source is the one that holds
    oldest = min(item.peildatum for item in current.values())
    return toon(p, "start.html", aantallen=counts, oudste=oldest, deuren=DEUREN, vaak=VAAK[:4])


@router.api_route("/zoek", methods=GET)
def zoek(p: Paginas, q: Zoektekst = "") -> Response:
    """What the record holds by a name or code; a single exact code leads straight to its page."""
    text = q.strip()
    found = p.view.zoeker.zoek(text, _TREFFERS) if text else []
    exact = [item for item in found if item.id.partition(":")[2].casefold() == text.casefold()]
    if len(exact) == 1:
        return RedirectResponse(p.knoop(exact[0].id), 303)
    return toon(
        p.met(q=text), "zoek.html", q=text, treffers=[_regel(item, p) for item in found], vol=len(found) == _TREFFERS
    )


@router.get("/suggesties")
def suggesties(p: Paginas, q: Zoektekst = "", doel: Doel = "") -> dict[str, Any]:
    """The best matches, for a script; doel `oogo`: those that have a preparation file, and lead to it."""
    kinds = ("Samenwerkingsverband", "Gemeente") if doel == "oogo" else ()
    found = p.view.zoeker.zoek(q, _SUGGESTIES, kinds) if q.strip() else []
    lines = [_suggestie(item, p) for item in found]
    if doel == "oogo":
        for line, item in zip(lines, found, strict=True):
            line["url"] = p.naar(f"/oogo/{item.id.partition(':')[2]}")
    return {"suggesties": lines}


def _regel(item: Treffer, p: Pagina) -> dict[str, Any]:
    """A hit as a line of a list."""
    kind = load_schema().nodes[item.type]
    code = code_voor_mensen(item.id, p.snapshot)
    where = " · ".join(part for part in (item.waar, item.toelichting) if part)
    return {"id": item.id, "naam": item.naam, "soort": kind, "code": code, "waar": where}


def _suggestie(item: Treffer, p: Pagina) -> dict[str, str]:
    kind = load_schema().nodes[item.type]
    parts = [kind.label, code_voor_mensen(item.id, p.snapshot), item.waar, item.toelichting]
    return {"naam": item.naam, "waar": " · ".join(part for part in parts if part), "url": p.knoop(item.id)}
