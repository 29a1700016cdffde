"""The network around one node, with the same as a table."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from app.api.basis import ApiError
from app.web.fouten import voor_lezers
from app.web.pagina import GET, Pagina, Paginas, toon
from ontology.errors import SpeelveldError
from ontology.schema import load_schema
from queries.omgeving import omgeving
from viz.netwerk import Adressen, netwerk
from viz.netwerk_html import formulier, fragment

router = APIRouter()
_MEESTE = 40
"""Relation types and opened nodes in one address."""


@router.api_route("/{meervoud}/{code}/netwerk", methods=GET)
def rond(
    meervoud: str,
    code: str,
    p: Paginas,
    relatie: Annotated[list[str] | None, Query(max_length=_MEESTE)] = None,
    diepte: Annotated[int, Query(ge=1, le=2)] = 1,
    postcodes: bool = False,
    uitgeklapt: Annotated[list[str] | None, Query(max_length=_MEESTE)] = None,
) -> Response:
    """A picture of what a node is connected with; it grows by opening nodes."""
    kind = load_schema().by_plural.get(meervoud)
    node_id = f"{kind.voorvoegsel}:{code}" if kind else ""
    if kind is None or (p.snapshot.node(node_id) is None and node_id not in p.snapshot.voormalig):
        raise ApiError(404, "Dit is niet bekend: het staat in geen van de geladen bronnen.")
    opened = tuple(dict.fromkeys(uitgeklapt or ()))
    try:
        found = omgeving(p.snapshot, node_id, relaties=relatie, diepte=diepte, postcodes=postcodes, uitgeklapt=opened)
    except SpeelveldError as error:
        raise ApiError(422, voor_lezers(error)) from None
    picture = netwerk(found, p.peildatum, p.snapshot.leveringen)
    state = [*(("relatie", item) for item in relatie or ()), *([("diepte", "2")] if diepte == 2 else [])]
    state += [("postcodes", "true")] if postcodes else []
    day = [("peildatum", p.peildatum.isoformat())] if p.gekozen else []
    path = f"/{meervoud}/{code}/netwerk"

    def uitklappen(node: str) -> str:
        chosen = [("uitgeklapt", item) for item in dict.fromkeys((*opened, node))]
        return f"{path}?{urlencode([*state, *chosen, *day])}" if len(chosen) <= _MEESTE else ""

    addresses = Adressen(p.knoop, lambda node: _netwerk_van(node, p), uitklappen)
    return toon(
        p.met_paren([*state, *(("uitgeklapt", item) for item in opened)]),
        "netwerk.html",
        knoop=node_id,
        naam=p.snapshot.naam(node_id),
        soort=kind,
        keuzes=formulier(picture, path, relaties=relatie or (), diepte=diepte, postcodes=postcodes, verborgen=day),
        beeld=fragment(picture, adressen=addresses),
    )


def _netwerk_van(node_id: str, p: Pagina) -> str:
    kind = load_schema().type_of(node_id)
    return p.naar(f"/{kind.meervoud}/{node_id.partition(':')[2]}/netwerk")
