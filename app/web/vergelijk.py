"""Question 3 as pages: two divisions laid over each other, all of them at once, and one area among all."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Response

from app import aansluiting
from app.api.basis import ApiError
from app.uitvoer import FORMATEN
from app.web.fouten import voor_lezers
from app.web.pagina import GET, Pagina, Paginas, toon
from app.web.verslag import bestanden, toon_verslag
from ontology.errors import SpeelveldError
from ontology.schema import load_schema
from queries.aansluiting.gewicht import STANDAARD, Gewicht
from queries.indeling import onder_koppen, soorten
from viz.aansluiting.kruising import kruising
from viz.kruising import uitsnede
from viz.matrix import matrix, matrix_fragment
from viz.stroom import stroom, stroom_fragment

router = APIRouter()

GEWICHTEN = {
    Gewicht.INWONERS: "inwoners",
    Gewicht.LEERLINGEN: "leerlingen",
    Gewicht.GEMEENTEN: "gemeenten",
    Gewicht.PC4: "postcodegebieden",
}
Gewichten = Annotated[Gewicht, Query(description="Wat telt")]


class Vergelijking(NamedTuple):
    """A comparison that people often ask for."""

    vraag: str
    van: str
    naar: str


VAAK = (
    Vergelijking("Welke gemeenten liggen in meer samenwerkingsverbanden PO?", "gemeente", "swv-po"),
    Vergelijking("Welke gemeenten liggen in meer samenwerkingsverbanden VO?", "gemeente", "swv-vo"),
    Vergelijking("Passen jeugdregio's en samenwerkingsverbanden PO op elkaar?", "jeugdregio", "swv-po"),
    Vergelijking("Passen jeugdregio's en samenwerkingsverbanden VO op elkaar?", "jeugdregio", "swv-vo"),
    Vergelijking("Welke samenwerkingsverbanden PO en VO hebben hetzelfde gebied?", "swv-po", "swv-vo"),
    Vergelijking("Passen doorstroompuntregio's op samenwerkingsverbanden VO?", "doorstroompuntregio", "swv-vo"),
)


@router.api_route("/aansluiting", methods=GET)
def aansluitingen(
    p: Paginas,
    van: Annotated[str, Query(max_length=100)] = "",
    naar: Annotated[str, Query(max_length=100)] = "",
    gewicht: Gewichten = STANDAARD,
    gebied: Annotated[str, Query(max_length=100)] = "",
    tabel: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The choice with the national table; or, of two divisions, the comparison, with one long table whole."""
    if van and naar:
        return _paar(p, van, naar, gewicht, gebied.strip(), tabel)
    found = aansluiting.landelijk(gewicht, p.view)
    here = p.met(gewicht=gewicht if gewicht != STANDAARD else "")
    return toon_verslag(
        here,
        found.rapport(),
        "vergelijk.html",
        vaak=VAAK,
        bestanden=bestanden(p, "/v1/aansluiting/overzicht", tuple(FORMATEN), gewicht=gewicht),
        **_keuze(p, "", "", gewicht, ""),
    )


def _keuze(p: Pagina, van: str, naar: str, gewicht: Gewicht, gebied: str) -> dict[str, Any]:
    chosen: dict[str, Any] = {"van": van, "naar": naar, "gewicht": gewicht, "gebied": gebied}
    return chosen | {"indelingen": onder_koppen(p.snapshot), "gewichten": GEWICHTEN}


def _paar(p: Pagina, van: str, naar: str, gewicht: Gewicht, gebied: str, tabel: str) -> Response:
    here = p.met(van=van, naar=naar, gewicht=gewicht if gewicht != STANDAARD else "", gebied=gebied)
    try:
        found = aansluiting.paar(van, naar, gewicht, p.view, gebied=gebied)
    except SpeelveldError as error:
        keuze = _keuze(p, van, naar, gewicht, gebied)
        return toon(here, "vergelijk_fout.html", 422, fout=voor_lezers(error), **keuze)
    both = p.view.aansluiting(van, naar, gewicht)
    cross = kruising(both, p.snapshot)
    part = uitsnede(cross, [gebied] if gebied in cross.namen else ())
    return toon_verslag(
        here,
        found.rapport(),
        "vergelijk_paar.html",
        tabel,
        rond=gebied if gebied in cross.namen else "",
        titels=(both.van.titel, both.naar.titel),
        matrix=matrix_fragment(matrix(part)),
        stroom=stroom_fragment(stroom(part)),
        bestanden=bestanden(p, "/v1/aansluiting", tuple(FORMATEN), van=van, naar=naar, gewicht=gewicht, gebied=gebied),
        **_keuze(p, van, naar, gewicht, gebied),
    )


@router.api_route("/{meervoud}/{code}/indelingen", methods=GET)
def in_alle_indelingen(meervoud: str, code: str, p: Paginas, gewicht: Gewichten = STANDAARD) -> Response:
    """One area, gemeente or vestiging among all divisions, with its tables."""
    kind = load_schema().by_plural.get(meervoud)
    node_id = f"{kind.voorvoegsel}:{code}" if kind else ""
    if kind is None or kind.naam not in {*soorten(), "Vestiging"} or p.snapshot.node(node_id) is None:
        raise ApiError(404, "Dit is op deze dag geen gebied, gemeente of vestiging.")
    found = aansluiting.van_gebied(node_id, gewicht, p.view)
    return toon_verslag(
        p.met(gewicht=gewicht if gewicht != STANDAARD else ""),
        found.rapport(),
        "indelingen.html",
        knoop=node_id,
        naam=p.snapshot.naam(node_id),
        bestanden=bestanden(p, f"/v1/{meervoud}/{code}/indelingen", tuple(FORMATEN), gewicht=gewicht),
        gewicht=gewicht,
        gewichten=GEWICHTEN,
    )
