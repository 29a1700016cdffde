"""`speelveld zoek`: find anything by name or code."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, open_store, out, print_json
from app.settings import Settings


@cli.command()
def zoek(
    peildatum: Peildatum,
    tekst: Annotated[str, typer.Argument(help="Naam of code")],
    aantal: Annotated[int, typer.Option("--aantal", min=1, max=100, help="Hoeveel treffers hoogstens")] = 20,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Zoek een gemeente, samenwerkingsverband, school, bestuur, regio of postcode op naam of code."""
    from app import weergave
    from app.service import Service

    with open_store(store, filled=True) as opened:
        view = Service(opened).view(peildatum)
        found = view.zoeker.zoek(tekst, aantal)
    if als_json:
        basis = Settings.read(store).basis
        print_json([weergave.treffer(item, basis) for item in found])
        return
    if not found:
        out.print(f"Niets gevonden voor “{tekst}”.", markup=False)
        return
    width = max(len(item.id) for item in found)
    for item in found:
        label = view.snapshot.schema.nodes[item.type].label
        out.print(
            f"{item.id:{width}}  {item.naam}  ({', '.join(part for part in (label, item.waar) if part)})", markup=False
        )
