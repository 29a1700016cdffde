"""`speelveld kaart`: a map as one file that works offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, eind, open_store, out, print_json, schrijf
from app.cli.verbanden import aangewezen


@cli.command()
def kaart(
    peildatum: Peildatum,
    uit: Annotated[Path, typer.Option("--uit", help="Het bestand, op .html")],
    indeling: Annotated[
        str, typer.Option("--indeling", help="De gebieden op de kaart: gemeente, swv-po, swv-vo, jeugdregio, ...")
    ] = "",
    over: Annotated[str, typer.Option("--over", help="Een tweede indeling, waarvan de grenzen eroverheen komen")] = "",
    gebied: Annotated[
        str,
        typer.Option("--gebied", help="Alleen wat hierin ligt: id, code of precieze naam"),
    ] = "",
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Teken een kaart in één bestand, dat zonder internet werkt."""
    from app.kaart import kaartbeeld
    from app.service import Service
    from queries.kaart.beeld import scholen
    from viz.kaart_html import bestand

    eind(uit, ("html",))
    with open_store(store, filled=True) as opened:
        view = Service(opened).view(peildatum)
    found = kaartbeeld(view, indeling, over, aangewezen(gebied, view) if gebied else "")
    text = bestand(found, scholen(view.kaart, found.uitsnede))
    schrijf(uit, text.encode())
    if als_json:
        print_json({"uit": str(uit), "gebieden": len(found.laag.gebieden)})
    else:
        out.print(f"Geschreven: {uit} ({len(found.laag.gebieden)} gebieden)", markup=False)
