"""`speelveld omgeving` and `pad`: what lies around a thing, and how two things are connected."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, err, open_store, out, print_json
from app.service import View
from app.settings import Settings

WIE = "Een id (gemeente:GM0396), code (PO2711) of precieze naam"
Relaties = Annotated[
    list[str] | None,
    typer.Option(
        "--relatie", "--relaties", metavar="RELATIE", help="Alleen langs deze relatie, zoals IN_JEUGDREGIO; mag vaker"
    ),
]
Postcodes = Annotated[bool, typer.Option("--postcodes", help="Postcodegebieden apart, in plaats van samengenomen")]


@cli.command()
def omgeving(
    peildatum: Peildatum,
    wie: Annotated[str, typer.Argument(help=WIE)],
    relatie: Relaties = None,
    diepte: Annotated[int, typer.Option("--diepte", min=1, max=2, help="Een of twee stappen")] = 1,
    hoogstens: Annotated[int, typer.Option("--hoogstens", min=1, max=5000, help="Hoeveel knopen hoogstens")] = 300,
    postcodes: Postcodes = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Waarmee is een gemeente, samenwerkingsverband, school of organisatie verbonden?"""
    from app import verbinding_weergave as weergave
    from app.service import Service
    from queries.omgeving import omgeving as around

    with open_store(store, filled=True) as opened:
        view = Service(opened).view(peildatum)
    start = aangewezen(wie, view)
    found = around(
        view.snapshot, start, relaties=relaties(relatie), diepte=diepte, hoogstens=hoogstens, postcodes=postcodes
    )
    if als_json:
        print_json(weergave.omgeving_json(found, view.snapshot, Settings.read(store).basis))
    else:
        out.print(weergave.omgeving_tekst(found, view.snapshot), markup=False)


@cli.command()
def pad(
    peildatum: Peildatum,
    van: Annotated[str, typer.Argument(help=WIE)],
    naar: Annotated[str, typer.Argument(help="Het andere einde")],
    relatie: Relaties = None,
    hoogstens: Annotated[int, typer.Option("--hoogstens", min=1, max=100, help="Hoeveel wegen hoogstens")] = 5,
    postcodes: Postcodes = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Hoe zijn twee organisaties of gebieden met elkaar verbonden?"""
    from app import verbinding_weergave as weergave
    from app.service import Service
    from queries.pad import pad as ways

    with open_store(store, filled=True) as opened:
        view = Service(opened).view(peildatum)
    start, end = aangewezen(van, view), aangewezen(naar, view)
    found = ways(view.snapshot, start, end, relaties=relaties(relatie), hoogstens=hoogstens, postcodes=postcodes)
    if als_json:
        print_json(weergave.paden_json(found, view.snapshot, Settings.read(store).basis))
    else:
        out.print(weergave.paden_tekst(found, view.snapshot), markup=False)


def relaties(given: list[str] | None) -> list[str] | None:
    """Names of relation types as the ontology writes them; None when none was given."""
    return [name.upper().replace("-", "_") for name in given] if given else None


def aangewezen(text: str, view: View) -> str:
    """The id that a text points at; when it is not the id itself, a line on stderr says which thing was taken."""
    snapshot = view.snapshot
    if text in snapshot.nodes or text in snapshot.voormalig:
        return text
    hit = view.zoeker.aanwijzen(text)
    said = f": {hit.toelichting}" if hit.toelichting else ""
    err.print(f"“{text}” is {hit.naam} [{hit.id}]{said}", markup=False)
    return hit.id
