"""`speelveld exporteer`: write the data for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, err, open_store, out, print_json
from app.settings import Settings


@cli.command()
def exporteer(
    peildatum: Peildatum,
    uit: Annotated[
        Path,
        typer.Option(
            "--uit", help="Een map (uitwisselformaat), of een bestand op .ttl .trig .jsonld .graphml .gexf .cypher"
        ),
    ],
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Schrijf de gegevens weg voor andere programma's."""
    from graph.export import export

    settings = Settings.read(store)
    with open_store(store, filled=True) as opened, err.status(f"{uit.name} schrijven"):
        export(opened, uit, peildatum, settings.basis)
    if als_json:
        print_json({"uit": str(uit)})
    else:
        out.print(f"Geschreven: {uit}", markup=False)
