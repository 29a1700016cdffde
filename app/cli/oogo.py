"""`speelveld oogo`: the preparation file for a consultation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.cli.basis import (
    AsJson,
    Peildatum,
    StoreOption,
    als_bytes,
    cli,
    day,
    eind,
    err,
    open_store,
    out,
    print_json,
    schrijf,
)
from app.settings import Settings


@cli.command()
def oogo(
    peildatum: Peildatum,
    code: Annotated[str, typer.Argument(help="Samenwerkingsverband of gemeente: een code (PO2704, GM0396) of de naam")],
    uit: Annotated[
        Path | None, typer.Option("--uit", help="Schrijf het hele dossier naar een bestand op .docx .xlsx .html .json")
    ] = None,
    vorig_plan: Annotated[
        date | None,
        typer.Option(
            "--vorig-plan",
            parser=day,
            metavar="JJJJ-MM-DD",
            help="De dag waarop het vorige plan inging, voor data en wijzigingen",
        ),
    ] = None,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Bereid het OOGO voor: het ondersteuningsplan van een samenwerkingsverband, of het jeugdplan van een gemeente."""
    from dataclasses import replace

    from app.oogo_weergave import BESTANDEN
    from app.oogo_weergave import als_json as dossier_json
    from app.service import Service
    from app.uitvoer import FORMATEN
    from ontology.rules import load_law
    from viz.adres import alleen_urls
    from viz.oogo import rapport
    from viz.tekst import naar_tekst

    if vorig_plan and vorig_plan > peildatum:
        raise typer.BadParameter("deze dag ligt na de peildatum", param_hint="--vorig-plan")
    ending = eind(uit, (*BESTANDEN, "json")) if uit else ""
    basis, law = Settings.read(store).basis, load_law()
    with open_store(store, filled=True) as opened, err.status("Dossier maken"):
        service = Service(opened)
        view = service.view(peildatum)
        found = view.oogo(code, vorig_plan, service.view(vorig_plan).snapshot if vorig_plan else None)
    document = rapport(found, view.snapshot, law)
    if uit and ending == "json":
        schrijf(uit, als_bytes(dossier_json(found, view.snapshot, law, basis)))
    elif uit:
        schrijf(uit, FORMATEN[ending].schrijf(document, next(document.tabellen()), alleen_urls))
    if als_json:
        print_json(dossier_json(found, view.snapshot, law, basis))
        return
    text = naar_tekst(replace(document, hoofdstukken=document.hoofdstukken[:1]), out.width)
    out.print(text, markup=False, end="")
    if uit:
        out.print(f"\nHet hele dossier staat in {uit}.", markup=False)
    else:
        out.print("\nHet hele dossier krijgt u met --uit dossier.docx (of .xlsx, .html, .json).", markup=False)
