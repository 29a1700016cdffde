"""Find anything by name or code."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app import weergave
from app.api.basis import SettingsNow, Views, weigert
from ontology.schema import load_schema

router = APIRouter()


@router.get("/zoek", summary="Zoek op naam of code")
def search(
    view: Views,
    settings: SettingsNow,
    q: Annotated[str, Query(min_length=1, max_length=100, description="Naam of code")],
    aantal: Annotated[int, Query(ge=1, le=100, description="Hoeveel treffers hoogstens")] = 20,
    soort: Annotated[
        list[str] | None, Query(description="Alleen deze soort, zoals gemeente of swv; mag vaker", examples=[["swv"]])
    ] = None,
) -> dict[str, Any]:
    with weigert("soort"):
        kinds = [load_schema().named(name).naam for name in soort or ()]
    return {"treffers": [weergave.treffer(item, settings.basis) for item in view.zoeker.zoek(q, aantal, kinds)]}
