"""What changed between two days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from app.api.basis import (
    ApiError,
    Pagina,
    Paginagrootte,
    Peildatum,
    Services,
    SettingsNow,
    bestaande,
    bladzij,
    weigert,
)
from app.wijzigingen_weergave import Weergave
from ontology.schema import load_schema
from queries.wijzigingen.beperk import beperk
from queries.wijzigingen.model import Grond
from queries.wijzigingen.vergelijk import wijzigingen

router = APIRouter()


@router.get("/wijzigingen", summary="Wat er is veranderd tussen twee dagen")
def changes(
    service: Services,
    settings: SettingsNow,
    request: Request,
    van: Annotated[date, Query(description="De eerste dag", examples=["2021-06-01"])],
    tot: Annotated[date | None, Query(description="De laatste dag; zonder deze parameter de peildatum")] = None,
    peildatum: Peildatum = None,
    soort: Annotated[
        list[str] | None, Query(description="Alleen deze soort, zoals gemeente of swv; mag vaker", examples=[["swv"]])
    ] = None,
    bij: Annotated[str, Query(description="Alleen wat dit id raakt, of wat erin ligt", examples=["swv:PO2902"])] = "",
    grond: Annotated[
        list[Grond] | None,
        Query(
            description="gedateerd: de bron geeft de dag; uiterlijk: tussen twee standen van een bron; gegevens: "
            "alleen wat bekend is veranderde. Mag vaker; zonder deze parameter de eerste twee",
        ),
    ] = None,
    gevolgen: Annotated[bool, Query(description="Ook wat uit een andere wijziging volgt")] = False,
    pagina: Pagina = 1,
    paginagrootte: Paginagrootte = 100,
) -> dict[str, Any]:
    last_day = tot or peildatum or date.today()
    if van > last_day:
        raise ApiError(422, f"De eerste dag ({van}) is later dan de laatste ({last_day}).", "van")
    with weigert("soort"):
        kinds = [load_schema().named(name).naam for name in soort or ()]
    first, last = service.view(van).snapshot, service.view(last_day)
    near = bestaande(bij, last, "bij") if bij else ""
    every = beperk(wijzigingen(first, last.snapshot), first, last.snapshot, soorten=kinds, bij=near)
    asked = beperk(
        every,
        first,
        last.snapshot,
        gronden=grond or (Grond.GEDATEERD, Grond.UITERLIJK),
        gevolgen=gevolgen or grond == [Grond.GEGEVENS],
    )
    page, links = bladzij(asked.wijzigingen, pagina, paginagrootte, request, settings, tot=last_day.isoformat())
    weergave = Weergave(first, last.snapshot)
    data = [item for item in every.wijzigingen if item.datering.grond is Grond.GEGEVENS]
    return {
        "van": van.isoformat(),
        "tot": last_day.isoformat(),
        **links,
        "wijzigingen": [weergave.wijziging(item, settings.basis) for item in page],
        "gegevens": weergave.gegevens(data),
        "bronnen": weergave.bronnen((*page, *data)),
    }
