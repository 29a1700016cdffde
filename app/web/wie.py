"""Question 1 as a form and a page. Nothing of the pupil outlives the answer or comes into an address."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from app.api.basis import ApiError, Services
from app.namen import noem
from app.web.antwoord import uitslag
from app.web.formulier import SECTIES, Gelezen, Ingevuld, Lezer, bij_velden, ingevuld, samenvatting, schoolnaam
from app.web.pagina import GET, Kaders, Pagina, Paginas, dag_uit_tekst, pagina_van, toon
from app.web.veilig import eigen_herkomst
from ontology.rules import Law, load_law
from queries.wie.antwoord import Antwoorden
from queries.wie.vraag import VraagFout

router = APIRouter()
_NIET_BEWAREN = {"Cache-Control": "no-store"}


class Voorbeeld(NamedTuple):
    """A made-up pupil to try."""

    titel: str
    waarden: dict[str, str]


VOORBEELDEN = (
    Voorbeeld(
        "15 jaar, woont in Heemskerk, naar school in Castricum",
        {
            "geboortedatum": "04-05-2011",
            "woonplaats.postcode": "1963",
            "onderwijs.inschrijving": "vo",
            "onderwijs.vestiging": "20MH00",
        },
    ),
    Voorbeeld(
        "12 jaar, uit Heemskerk, in een pleeggezin in Alkmaar",
        {
            "geboortedatum": "10-03-2014",
            "woonplaats.gemeente": "Alkmaar",
            "verblijf.soort": "pleegzorg",
            "verblijf.gemeente": "Alkmaar",
            "verblijf.gemeenteVoorVerblijf": "Heemskerk",
            "onderwijs.inschrijving": "po",
        },
    ),
    Voorbeeld(
        "13 jaar, thuis zonder school, in Alphen aan den Rijn",
        {"leeftijd": "13", "woonplaats.gemeente": "Alphen aan den Rijn", "onderwijs.inschrijving": "geen"},
    ),
    Voorbeeld(
        "19 jaar, geen diploma, in Rotterdam",
        {
            "leeftijd": "19",
            "woonplaats.gemeente": "Rotterdam",
            "onderwijs.inschrijving": "geen",
            "onderwijs.startkwalificatie": "nee",
        },
    ),
)


@router.api_route("/wie", methods=GET)
def formulier(p: Paginas) -> Response:
    """The empty form."""
    return _toon(p, Gelezen(Ingevuld({}), None, {}, {}))


async def _gestuurd(request: Request) -> list[tuple[str, str]]:
    """The fields that were sent, without files."""
    async with request.form(max_files=0, max_fields=200) as form:
        return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


Gestuurd = Annotated[list[tuple[str, str]], Depends(_gestuurd)]


@router.post("/wie", dependencies=[Depends(eigen_herkomst)])
def antwoord(kader: Kaders, service: Services, gestuurd: Gestuurd) -> Response:
    """The answer; or the form again, with what is wrong at its field."""
    day = dict(gestuurd).get("peildatum", "")
    if day:
        chosen = dag_uit_tekst(day)
        if chosen is None:
            raise ApiError(422, "De peildatum is geen datum. Schrijf haar als jaar-maand-dag, zoals 2026-11-21.")
        kader = replace(kader, peildatum=chosen, gekozen=kader.gekozen or chosen != kader.vandaag)
    p = pagina_van(kader, service)
    read = Lezer(p.view.zoeker, p.peildatum).lees(ingevuld(gestuurd))
    if read.vraag is None:
        return _toon(p, read, status=422)
    try:
        found = p.view.wie(read.vraag)
    except VraagFout as error:
        return _toon(p, replace(read, fouten=bij_velden(error)), status=422)
    return _toon(p, read, found)


@router.post("/wie/scholen", dependencies=[Depends(eigen_herkomst)])
def scholen(p: Paginas, gestuurd: Gestuurd) -> dict[str, Any]:
    """Schools while typing. A POST: which school a pupil goes to does not belong in an address."""
    text = dict(gestuurd).get("q", "")[:100]
    found = Lezer(p.view.zoeker, p.peildatum).scholen(text) if text.strip() else []
    lines = [{"naam": item.naam, "waar": _where(item.id, item.waar), "waarde": schoolnaam(item)} for item in found]
    return {"suggesties": lines}


def _where(node_id: str, place: str) -> str:
    return " · ".join(part for part in (place, node_id.partition(":")[2]) if part)


def _toon(p: Pagina, gelezen: Gelezen, found: Antwoorden | None = None, status: int = 200) -> Response:
    law = load_law()
    answer = uitslag(found, p.snapshot, law) if found else None
    snapshot = p.snapshot
    decisive = {item.veld: item.taken for item in answer.beslissend} if answer else {}
    swvs = sorted(
        (node.id, f"{node.id.partition(':')[2]} {node.naam}") for node in snapshot.of_type("Samenwerkingsverband")
    )
    return toon(
        p,
        "wie.html",
        status,
        _NIET_BEWAREN,
        secties=SECTIES,
        ingevuld=gelezen.ingevuld,
        fouten=gelezen.fouten,
        scholen=gelezen.scholen,
        schoolnaam=schoolnaam,
        samenvatting=samenvatting(gelezen.ingevuld),
        uitslag=answer,
        beslist=decisive,
        gemeenten=sorted(node.naam for node in snapshot.of_type("Gemeente")),
        swvs=swvs,
        taken=_taken(p, law),
        voorbeelden=VOORBEELDEN,
        vraag_opnieuw=bool(answer or gelezen.fouten),
        sleutels=law.keys,
        soort_van=snapshot.schema.type_of,
        naam_van=lambda node_id: noem(node_id, snapshot),
    )


def _taken(p: Pagina, law: Law) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """By theme the tasks that can be asked for: id, title, and whether it only comes when asked for."""
    return [
        (theme, [(rule.id, rule.titel, rule.op_verzoek) for rule in rules])
        for theme, rules in groupby(law.op(p.peildatum), key=lambda rule: rule.thema)
    ]
