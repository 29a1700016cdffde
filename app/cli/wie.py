"""`speelveld wie`: who is responsible for this pupil?"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

import typer

from app.cli.basis import AsJson, StoreOption, cli, day, open_store, out, print_json, read_text
from app.settings import Settings
from ontology.errors import SpeelveldError


@cli.command()
def wie(
    vraag: Annotated[str, typer.Argument(help="Bestand met de vraag als JSON; - leest de standaardinvoer")],
    peildatum: Annotated[
        date | None,
        typer.Option(
            "--peildatum", parser=day, metavar="JJJJ-MM-DD", help="Dag van het antwoord, in plaats van die in de vraag"
        ),
    ] = None,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Wie is verantwoordelijk voor deze leerling?"""
    from app import tekst, weergave
    from app.service import Service
    from ontology.rules import load_law
    from queries.wie.vraag import lees_vraag

    content = _question(vraag)
    if peildatum is not None and isinstance(content, dict):
        content["peildatum"] = peildatum.isoformat()
    asked = lees_vraag(content)
    settings = Settings.read(store)
    with open_store(store, filled=True) as opened:
        view = Service(opened).view(asked.peildatum)
        found = view.wie(asked)
    if als_json:
        print_json(weergave.antwoorden(found, view.snapshot, load_law(), settings.basis))
    else:
        out.print(tekst.als_tekst(found, view.snapshot, load_law(), gevraagd=asked.vragen is not None), markup=False)


def _question(name: str) -> Any:
    text = read_text(name, "JSON")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{'standaardinvoer' if name == '-' else name}, regel {error.lineno}, teken {error.colno}"
        raise SpeelveldError("dit is geen geldige JSON", waar=where) from None
