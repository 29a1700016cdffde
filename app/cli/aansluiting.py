"""`speelveld aansluiting`: how well do two divisions of the country align?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.basis import (
    AsJson,
    Peildatum,
    StoreOption,
    als_bytes,
    cli,
    day,
    eind,
    open_store,
    out,
    print_json,
    schrijf,
)
from app.uitvoer import FORMATEN
from queries.aansluiting.gewicht import STANDAARD, Gewicht

if TYPE_CHECKING:
    from app.aansluiting import Antwoord
    from app.service import Service

_INDELINGEN = (
    "gemeente, swv-po, swv-vo, jeugdregio, doorstroompuntregio, ggd, veiligheidsregio, zorgkantoorregio, "
    "arbeidsmarktregio, provincie, regeling, regeling-<beleidsterrein> of regio-<naam van een eigen indeling>"
)
_EINDEN = (*FORMATEN, "json")
_BREEDST = 120
"""Characters on a line at most, however wide the window is."""


@cli.command()
def aansluiting(
    peildatum: Peildatum,
    van: Annotated[str | None, typer.Argument(help=f"Eerste indeling: {_INDELINGEN}", show_default=False)] = None,
    naar: Annotated[str | None, typer.Argument(help="Tweede indeling", show_default=False)] = None,
    gewicht: Annotated[Gewicht, typer.Option("--gewicht", help="Wat telt")] = STANDAARD,
    gebied: Annotated[
        str | None,
        typer.Option("--gebied", metavar="ID", help="Alleen dit gebied, deze gemeente of school: id, code of naam"),
    ] = None,
    tot: Annotated[
        date | None,
        typer.Option("--tot", parser=day, metavar="JJJJ-MM-DD", help="Vergelijk de peildatum met deze dag"),
    ] = None,
    uit: Annotated[
        Path | None,
        typer.Option(
            "--uit", metavar="BESTAND", help=f"Schrijf een bestand op {' '.join(f'.{end}' for end in _EINDEN)}"
        ),
    ] = None,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Hoe goed passen twee indelingen van Nederland op elkaar?

    Zonder indelingen: alle indelingen met elkaar. Met alleen --gebied: dat gebied in alle indelingen, en de tafels.
    """
    from app.service import Service
    from viz.adres import alleen_urls
    from viz.tekst import naar_tekst

    if (van is None) != (naar is None):
        raise typer.BadParameter("geef twee indelingen, of geen", param_hint="NAAR")
    if tot is not None and van is None:
        raise typer.BadParameter("vergelijken met een andere dag kan alleen bij twee indelingen", param_hint="--tot")
    ending = eind(uit, _EINDEN) if uit else ""
    with open_store(store, filled=True) as opened:
        found = _antwoord(Service(opened), peildatum, van, naar, gewicht, gebied or "", tot)
    if uit:
        content = (
            als_bytes(found.json())
            if ending == "json"
            else FORMATEN[ending].schrijf(found.rapport(), found.tabel(), alleen_urls)
        )
        schrijf(uit, content)
        out.print(f"Geschreven: {uit}", markup=False)
    elif als_json:
        print_json(found.json())
    else:
        width = min(out.width, _BREEDST) if out.is_terminal else _BREEDST
        out.print(naar_tekst(found.rapport(volledig=False), width), markup=False, end="")


def _antwoord(
    service: Service,
    peildatum: date,
    van: str | None,
    naar: str | None,
    gewicht: Gewicht,
    gebied: str,
    tot: date | None,
) -> Antwoord:
    from app.aansluiting import landelijk, paar, van_gebied

    view = service.view(peildatum)
    if van and naar:
        return paar(van, naar, gewicht, view, gebied=gebied, tot=service.view(tot) if tot else None)
    return van_gebied(gebied, gewicht, view) if gebied else landelijk(gewicht, view)
