"""What changed since a day, everywhere or around one thing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.api.basis import ApiError, Services
from app.web.pagina import GET, Pagina, Paginas, dag_uit_tekst, toon
from app.wijzigingen_weergave import Weergave
from ontology.schema import load_schema
from queries.wijzigingen.beperk import beperk
from queries.wijzigingen.model import Grond
from queries.wijzigingen.vergelijk import wijzigingen

router = APIRouter()
_JAREN = 5
"""How far back the page looks when no day is chosen."""


@router.api_route("/wijzigingen", methods=GET)
def sinds_een_dag(
    p: Paginas,
    service: Services,
    sinds: Annotated[str, Query(max_length=20)] = "",
    bij: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """By kind of change; first what the sources date, then what only changed in the data."""
    first_day = _sinds(sinds, p)
    if bij and bij not in p.snapshot.nodes and bij not in p.snapshot.voormalig:
        raise ApiError(404, "Dit is niet bekend: het staat in geen van de geladen bronnen.")
    first = service.view(first_day).snapshot
    every = beperk(wijzigingen(first, p.snapshot), first, p.snapshot, bij=bij)
    world = beperk(every, first, p.snapshot, gronden=(Grond.GEDATEERD, Grond.UITERLIJK), gevolgen=False)
    shown = Weergave(first, p.snapshot)
    data = [item for item in every.wijzigingen if item.datering.grond is Grond.GEGEVENS]
    return toon(
        p.met(sinds=first_day.isoformat() if sinds else "", bij=bij),
        "wijzigingen.html",
        sinds=first_day,
        bij=bij,
        naam=p.snapshot.naam(bij) if bij else "",
        soort=load_schema().type_of(bij) if bij else None,
        groepen=[
            (head, [(shown.regel(item), item.wie if len(item.wie) == 1 else item.nieuw[:1]) for item in items])
            for head, items in shown.geordend(world.wijzigingen)
        ],
        uiterlijk=any(item.datering.grond is Grond.UITERLIJK for item in world.wijzigingen),
        gegevens=[item["tekst"] for item in shown.gegevens(data)],
        bronnen=shown.bronnen(world.wijzigingen),
    )


def _sinds(text: str, p: Pagina) -> date:
    if not text.strip():
        return date(max(1, p.peildatum.year - _JAREN), 1, 1)
    found = dag_uit_tekst(text)
    if found is None:
        raise ApiError(422, "De eerste dag is geen datum. Schrijf haar als jaar-maand-dag, zoals 2021-06-01.")
    if found > p.peildatum:
        raise ApiError(422, "De eerste dag ligt na de dag die u bekijkt.")
    return found
