"""Question 1: who is responsible for this pupil?"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from app import weergave
from app.api.basis import Services, SettingsNow
from ontology.rules import load_law
from queries.wie.vraag import Vraag

router = APIRouter()


@router.post("/verantwoordelijkheden", summary="Wie is verantwoordelijk voor deze leerling?")
def responsibilities(vraag: Vraag, service: Services, settings: SettingsNow) -> dict[str, Any]:
    view = service.view(vraag.peildatum)
    return weergave.antwoorden(view.wie(vraag), view.snapshot, load_law(), settings.basis)
