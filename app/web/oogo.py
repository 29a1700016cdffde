"""Question 2 as pages: choose for whom, then the preparation file with its downloads."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse

from app.api.basis import ApiError, Services
from app.web.fouten import voor_lezers
from app.web.pagina import GET, Pagina, Paginas, dag_uit_tekst, toon
from app.web.verslag import bestanden, toon_verslag
from ontology.rules import load_law
from queries.oogo.dossier import GeenDossier
from viz.oogo import rapport

router = APIRouter()


@router.api_route("/oogo", methods=GET)
def kies(p: Paginas, code: Annotated[str, Query(max_length=100)] = "") -> Response:
    """For which SWV or gemeente; by name, code, or from the list."""
    text, wrong = code.strip(), ""
    if text:
        try:
            found = p.view.oogo(text)
        except GeenDossier as error:
            wrong = voor_lezers(error)
        else:
            return RedirectResponse(p.naar(f"/oogo/{found.id.partition(':')[2]}"), 303)
    sectors: dict[str, list[tuple[str, str]]] = {"PO": [], "VO": []}
    for node in p.snapshot.of_type("Samenwerkingsverband"):
        if not node.eigenschappen.get("landelijk"):
            sectors[str(node.eigenschappen["sector"])].append((node.id, node.naam))
    return toon(p.met(code=text), "oogo.html", 422 if wrong else 200, code=text, fout=wrong, sectoren=_op_code(sectors))


def _op_code(sectors: dict[str, list[tuple[str, str]]]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """By sector: id, code, and the name when it is another text than the code."""
    return [
        (sector, [(node, code, name if name != code else "") for node, name in sorted(items) for code in [node[4:]]])
        for sector, items in sectors.items()
    ]


@router.api_route("/oogo/{code}", methods=GET)
def dossier(
    code: str,
    p: Paginas,
    service: Services,
    vorig_plan: Annotated[str, Query(alias="vorigPlan", max_length=20)] = "",
) -> Response:
    """The file itself; vorigPlan: the day on which the present plan began, for what changed since."""
    since = _vorig_plan(vorig_plan, p)
    earlier = service.view(since).snapshot if since else None
    try:
        found = p.view.oogo(code, since, earlier)
    except GeenDossier as error:
        raise ApiError(404, voor_lezers(error)) from None
    document = rapport(found, p.snapshot, load_law())
    own = found.id.partition(":")[2]
    here = p.met(vorigPlan=since.isoformat() if since else "")
    return toon_verslag(
        here,
        document,
        "oogo_dossier.html",
        knoop=found.id,
        code=own,
        kaart=_kaart(found.id),
        vorig_plan=since,
        bestanden=bestanden(p, f"/v1/oogo/{own}", ("docx", "xlsx", "json"), vorigPlan=since or ""),
    )


def _kaart(node_id: str) -> dict[str, str]:
    """What a small map beside the file shows, and how it is called: of a SWV its gemeenten, of a gemeente its SWVs."""
    if node_id.startswith("gemeente:"):
        return {"indeling": "swv-po", "over": "swv-vo", "onderschrift": "samenwerkingsverbanden PO, en VO (gestreept)"}
    return {"indeling": "gemeente", "over": "jeugdregio", "onderschrift": "gemeenten en jeugdregio's (gestreept)"}


def _vorig_plan(text: str, p: Pagina) -> date | None:
    if not text.strip():
        return None
    found = dag_uit_tekst(text)
    if found is None:
        raise ApiError(422, "De begindatum van het vorige plan is geen datum. Schrijf haar als 2022-08-01.")
    if found > p.peildatum:
        raise ApiError(422, "De begindatum van het vorige plan ligt na de dag die u bekijkt.")
    return found
