"""`speelveld netwerk`: the network around one thing, as one file that works offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, eind, open_store, out, print_json, schrijf
from app.cli.verbanden import WIE, Postcodes, Relaties, aangewezen, relaties
from app.settings import Settings
from queries.omgeving import HOOGSTENS


@cli.command()
def netwerk(
    peildatum: Peildatum,
    wie: Annotated[str, typer.Argument(help=WIE)],
    uit: Annotated[Path, typer.Option("--uit", help="Het bestand, op .html")],
    relatie: Relaties = None,
    diepte: Annotated[int, typer.Option("--diepte", min=1, max=2, help="1: de buren; 2: ook hun buren")] = 1,
    hoogstens: Annotated[
        int, typer.Option("--hoogstens", min=1, max=HOOGSTENS, help="Hoeveel punten hoogstens")
    ] = HOOGSTENS,
    postcodes: Postcodes = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Teken met wie en wat iets verbonden is, in één bestand dat zonder internet werkt."""
    from app.service import Service
    from app.verbinding_weergave import omgeving_json
    from queries.omgeving import omgeving
    from viz import netwerk as viz
    from viz.netwerk_html import bestand

    eind(uit, ("html",))
    with open_store(store, filled=True) as opened:
        view = Service(opened).view(peildatum)
    found = omgeving(
        view.snapshot,
        aangewezen(wie, view),
        relaties=relaties(relatie),
        diepte=diepte,
        hoogstens=hoogstens,
        postcodes=postcodes,
    )
    beeld = viz.netwerk(found, peildatum, view.snapshot.leveringen)
    schrijf(uit, bestand(beeld).encode())
    if als_json:
        answer = omgeving_json(found, view.snapshot, Settings.read(store).basis)
        counts = {"knopen": len(found.knopen), "relaties": len(found.relaties)}
        print_json({"uit": str(uit)} | counts | {"weggelaten": answer["weggelaten"]})
        return
    out.print(f"Geschreven: {uit} ({len(found.knopen)} punten, {len(found.relaties)} relaties)", markup=False)
    if weg := viz.weggelaten(beeld):
        out.print(f"Niet in beeld: {', '.join(weg)}.", markup=False)
