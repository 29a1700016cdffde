"""`speelveld zoek`: find anything by name or code."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, open_store, out, print_json
from app.settings import Settings
from ontology.schema import Schema
from queries.zoek import Treffer


@cli.command()
def zoek(
    peildatum: Peildatum,
    tekst: Annotated[list[str], typer.Argument(help="Naam of code; de volgorde van de woorden maakt niet uit")],
    aantal: Annotated[int, typer.Option("--aantal", min=1, max=100, help="Hoeveel treffers hoogstens")] = 20,
    soort: Annotated[
        list[str] | None, typer.Option("--soort", help="Alleen deze soort, zoals gemeente of swv; mag vaker")
    ] = None,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Zoek een gemeente, plaats, samenwerkingsverband, school, bestuur, regio, afspraak of postcode."""
    from app import weergave
    from app.service import Service
    from ontology.schema import load_schema

    schema, text = load_schema(), " ".join(tekst)
    kinds = [schema.named(name).naam for name in soort or ()]
    with open_store(store, filled=True) as opened:
        found = Service(opened).view(peildatum).zoeker.zoek(text, aantal, kinds)
    if als_json:
        basis = Settings.read(store).basis
        print_json([weergave.treffer(item, basis) for item in found])
        return
    if not found:
        out.print(f"Niets gevonden voor “{text}”.", markup=False)
        return
    if found[0].score < ONZEKER:
        out.print(f"Niet precies gevonden: “{text}”. Dit lijkt er het meest op:", markup=False)
    width = min(_BREEDTE, max(len(item.id) for item in found))
    for item in found:
        out.print(f"{item.id:{width}}  {_regel(item, schema)}", markup=False)


ONZEKER = 50
"""Hits below this score miss a part of what was typed."""
_BREEDTE = 25
"""Of the column of ids; a few are longer."""


def _regel(item: Treffer, schema: Schema) -> str:
    """`Purmerend (gemeente, Noord-Holland): Beemster is op 01-01-2022 opgegaan in Purmerend`."""
    what = ", ".join(part for part in (schema.nodes[item.type].label, item.waar) if part)
    return f"{item.naam} ({what})" + (f": {item.toelichting}" if item.toelichting else "")
