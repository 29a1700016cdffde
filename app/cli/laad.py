"""`speelveld laad`, `haal` and `bronnen`: load a delivery, from a file or its publisher; list what is loaded."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli.basis import AsJson, Peildatum, StoreOption, cli, day, err, load_national, open_store, out, print_json
from graph.delivery import Levering, Verslag

GeldigVanaf = Annotated[
    date | None,
    typer.Option(
        "--geldig-vanaf", parser=day, metavar="JJJJ-MM-DD", help="Sinds wanneer de stand in het bestand geldt"
    ),
]
Toch = Annotated[bool, typer.Option("--toch", help="Ook laden als de levering veel kleiner is dan de vorige")]


@cli.command()
def laad(
    peildatum: Peildatum,
    bron: Annotated[str | None, typer.Argument(help="De bron (zie “speelveld bronnen --alle”)")] = None,
    bestand: Annotated[Path | None, typer.Argument(help="Het bestand van de uitgever")] = None,
    geldig_vanaf: GeldigVanaf = None,
    toch: Toch = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Laad een levering; zonder argumenten de landelijke gegevens die worden meegeleverd."""
    with open_store(store) as opened:
        if bron is None:
            reports = load_national(opened, insist=toch)
        elif bestand is None:
            raise typer.BadParameter("geef bij de bron ook het bestand", param_hint="BESTAND")
        else:
            from importers.load import load_file
            from importers.registry import source

            with err.status(f"{bestand.name} lezen"):
                reports = [load_file(source(bron), bestand, opened, peildatum, geldig_vanaf, insist=toch)]
    _print_reports(reports, als_json)


@cli.command()
def haal(
    peildatum: Peildatum,
    bron: Annotated[str | None, typer.Argument(help="De bron; zonder: welke bronnen op te halen zijn")] = None,
    geldig_vanaf: GeldigVanaf = None,
    toch: Toch = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Haal het bestand dat de uitgever nu heeft, en laad het; er gaat niets heen dan de vraag om dat bestand."""
    from importers.download import address, download
    from importers.load import load_file
    from importers.registry import SOURCES, source

    if bron is None:
        found = [item for item in SOURCES.values() if item.adres]
        if als_json:
            print_json([{"bron": item.id, "naam": item.naam, "adres": address(item, peildatum)} for item in found])
            return
        out.print("Op te halen met “speelveld haal BRON”:")
        for item in found:
            out.print(f"  {item.id:24} {item.naam} ({item.uitgever})", markup=False)
        return
    chosen = source(bron)
    with tempfile.TemporaryDirectory(prefix="speelveld-") as folder:
        with err.status(f"{chosen.naam} ophalen bij {chosen.uitgever}"):
            bestand = download(chosen, peildatum, Path(folder))
        # Only now: a store that is empty is filled first, so that the file has gemeenten to refer to.
        with open_store(store, filled=True) as opened, err.status(f"{bestand.name} lezen"):
            reports = [load_file(chosen, bestand, opened, peildatum, geldig_vanaf, insist=toch)]
    _print_reports(reports, als_json)


def _print_reports(reports: Sequence[Verslag], als_json: bool) -> None:
    if als_json:
        print_json([_report(item) for item in reports])
        return
    changed = [item for item in reports if item.veranderde]
    if not changed:
        out.print(f"Niets veranderd: {'deze levering stond' if len(reports) == 1 else 'deze gegevens stonden'} er al.")
        return
    for item in changed:
        parts = [
            f"{count} {word}"
            for count, word in ((item.nieuw, "nieuw"), (item.gewijzigd, "gewijzigd"), (item.gesloten, "gesloten"))
            if count
        ]
        out.print(f"{item.levering.naam} ({item.levering.peildatum}): {', '.join(parts)}", markup=False)
        for reason, count in item.levering.weggelaten.items():
            out.print(f"    weggelaten: {count} × {reason}", markup=False)
    total = sum(item.nieuw for item in changed)
    out.print(f"Klaar: {len(changed)} leveringen, {total} feiten." if len(changed) > 1 else "Klaar.")


def _report(item: Verslag) -> dict[str, Any]:
    return {
        "levering": item.levering.id,
        "nieuw": item.nieuw,
        "gewijzigd": item.gewijzigd,
        "gesloten": item.gesloten,
        "ongewijzigd": item.ongewijzigd,
        "weggelaten": dict(item.levering.weggelaten),
    }


@cli.command()
def bronnen(
    peildatum: Peildatum,
    alle: Annotated[bool, typer.Option("--alle", help="Ook de bronnen die geladen kunnen worden")] = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Wat er is geladen: bron, peildatum, aantal feiten, licentie, ouderdom."""
    from app.weergave import levering

    with open_store(store) as opened:
        found = opened.leveringen()
    if als_json:
        print_json([levering(item, peildatum) for item in found])
        return
    if not found:
        out.print("Er is nog niets geladen. Laad de landelijke gegevens met “speelveld laad”.")
    else:
        for line in _lines(found, peildatum):
            out.print(line, markup=False)
    if alle:
        from importers.registry import SOURCES

        out.print("\nTe laden met “speelveld laad BRON BESTAND”:")
        for source in SOURCES.values():
            out.print(f"  {source.id:32} {source.naam} ({source.uitgever})", markup=False)


def _lines(found: list[Levering], today: date) -> Iterator[str]:
    """A line a delivery, in columns as wide as they need to be; the terminal may be any width."""
    rows = [("bron", "peildatum", "feiten", "ouderdom", "licentie", "uitgever")]
    for item in found:
        age = f"{(today - item.peildatum).days} dagen"
        licence = item.licentie.split(":")[0]
        rows.append((item.bron, str(item.peildatum), str(item.rijen), age, licence, item.uitgever))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        name, day, count, age, licence = (text.ljust(width) for text, width in zip(row[:5], widths, strict=True))
        yield f"{name}  {day}  {count.strip():>{widths[2]}}  {age.strip():>{widths[3]}}  {licence}  {row[5]}"
