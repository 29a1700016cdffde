"""`speelveld wijzigingen`: what changed between two days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from app.cli.basis import AsJson, StoreOption, cli, day, open_store, out, print_json
from app.cli.verbanden import aangewezen
from app.settings import Settings


@cli.command()
def wijzigingen(
    van: Annotated[date, typer.Argument(parser=day, metavar="VAN", help="De eerste dag, als JJJJ-MM-DD")],
    tot: Annotated[
        date,
        typer.Argument(
            parser=day, metavar="[TOT]", default_factory=date.today, show_default="vandaag", help="De laatste dag"
        ),
    ],
    soort: Annotated[
        list[str] | None, typer.Option("--soort", help="Alleen deze soort, zoals gemeente of swv; mag vaker")
    ] = None,
    bij: Annotated[
        str, typer.Option("--bij", metavar="ID", help="Alleen wat dit raakt, of wat erin ligt, zoals PO2711")
    ] = "",
    alles: Annotated[
        bool, typer.Option("--alles", help="Ook elk verschil in de gegevens, en wat uit een andere wijziging volgt")
    ] = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Wat is er veranderd tussen twee dagen?"""
    from app.service import Service
    from app.wijzigingen_weergave import Weergave
    from ontology.schema import load_schema
    from queries.wijzigingen.beperk import beperk
    from queries.wijzigingen.vergelijk import wijzigingen as compare

    kinds = [load_schema().named(name).naam for name in soort or ()]
    with open_store(store, filled=True) as opened:
        service = Service(opened)
        first, last = service.view(van), service.view(tot)
    near = aangewezen(bij, last) if bij else ""
    found = beperk(compare(first.snapshot, last.snapshot), first.snapshot, last.snapshot, soorten=kinds, bij=near)
    weergave = Weergave(first.snapshot, last.snapshot)
    if als_json:
        basis = Settings.read(store).basis
        print_json(
            {
                "van": van.isoformat(),
                "tot": tot.isoformat(),
                "wijzigingen": [weergave.wijziging(item, basis) for item in found.wijzigingen],
                "bronnen": weergave.bronnen(found.wijzigingen),
            }
        )
    else:
        out.print(weergave.tekst(found, alles=alles), markup=False)
