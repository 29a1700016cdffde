"""The command `speelveld`: parses, calls, prints.

Exit 0: done; 1: refused or failed, with one clear line on stderr; 2: wrong usage.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from app.settings import Settings
from graph.delivery import Delivery, Levering, Verslag
from graph.store import Store
from ontology.errors import SpeelveldError

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Maakt het speelveld van onderwijs en jeugdhulp zichtbaar.",
)
_out = Console(highlight=False, soft_wrap=True)
_err = Console(stderr=True, highlight=False, soft_wrap=True)


def _day(text: str | date) -> date:
    try:
        return text if isinstance(text, date) else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("schrijf de datum als JJJJ-MM-DD") from None


Peildatum = Annotated[
    date,
    typer.Option(
        "--peildatum",
        parser=_day,
        metavar="JJJJ-MM-DD",
        help="De dag waarop het antwoord geldt",
        default_factory=date.today,
        show_default="vandaag",
    ),
]
StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="BESTAND", help="Waar de gegevens staan (ook: SPEELVELD_STORE)")
]
AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON, voor programma's")]


@contextmanager
def _store(option: str | None, *, filled: bool = False) -> Iterator[Store]:
    """The store; filled: load the national data first when it is empty."""
    store = Settings.read(option).open_store()
    try:
        if filled and store.versie() == 0:
            _load_national(store)
        yield store
    finally:
        store.close()


def _load_national(store: Store, *, insist: bool = False) -> list[Verslag]:
    from graph.exchange import read_exchange
    from nederland import FOLDER

    newest = {item.bron: item.peildatum for item in store.leveringen()}
    with Progress(console=_err, transient=True, disable=not _err.is_terminal) as progress:
        task = progress.add_task("Nederland laden", total=None)
        deliveries: list[Delivery] = []
        older: list[Delivery] = []
        for delivery in read_exchange(FOLDER):
            levering = delivery.levering
            is_older = newest.get(levering.bron, levering.peildatum) > levering.peildatum
            (older if is_older else deliveries).append(delivery)

        def show(what: str, done: int, total: int) -> None:
            progress.update(task, description=what[:50], completed=done, total=total)

        reports = store.apply(deliveries, insist=insist, progress=show)
    for delivery in older:
        _err.print(f"Overgeslagen: van {delivery.levering.bron} staat er al een nieuwere levering.", markup=False)
    return reports


def _print_json(content: Any) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


@cli.command()
def laad(
    peildatum: Peildatum,
    bron: Annotated[str | None, typer.Argument(help="De bron (zie “speelveld bronnen --alle”)")] = None,
    bestand: Annotated[Path | None, typer.Argument(help="Het bestand van de uitgever")] = None,
    geldig_vanaf: Annotated[
        date | None,
        typer.Option(
            "--geldig-vanaf", parser=_day, metavar="JJJJ-MM-DD", help="Sinds wanneer de stand in het bestand geldt"
        ),
    ] = None,
    toch: Annotated[
        bool, typer.Option("--toch", help="Ook laden als de levering veel kleiner is dan de vorige")
    ] = False,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Laad een levering; zonder argumenten de landelijke gegevens die worden meegeleverd."""
    with _store(store) as opened:
        if bron is None:
            reports = _load_national(opened, insist=toch)
        elif bestand is None:
            raise typer.BadParameter("geef bij de bron ook het bestand", param_hint="BESTAND")
        else:
            from importers.load import load_file
            from importers.registry import source

            with _err.status(f"{bestand.name} lezen"):
                reports = [load_file(source(bron), bestand, opened, peildatum, geldig_vanaf, insist=toch)]
    if als_json:
        _print_json([_report(item) for item in reports])
        return
    changed = [item for item in reports if item.veranderde]
    if not changed:
        _out.print(f"Niets veranderd: {'deze levering stond' if len(reports) == 1 else 'deze gegevens stonden'} er al.")
        return
    for item in changed:
        parts = [
            f"{count} {word}"
            for count, word in ((item.nieuw, "nieuw"), (item.gewijzigd, "gewijzigd"), (item.gesloten, "gesloten"))
            if count
        ]
        _out.print(f"{item.levering.naam} ({item.levering.peildatum}): {', '.join(parts)}", markup=False)
        for reason, count in item.levering.weggelaten.items():
            _out.print(f"    weggelaten: {count} × {reason}", markup=False)
    total = sum(item.nieuw for item in changed)
    _out.print(f"Klaar: {len(changed)} leveringen, {total} feiten." if len(changed) > 1 else "Klaar.")


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

    with _store(store) as opened:
        found = opened.leveringen()
    if als_json:
        _print_json([levering(item, peildatum) for item in found])
        return
    if not found:
        _out.print("Er is nog niets geladen. Laad de landelijke gegevens met “speelveld laad”.")
    else:
        for line in _lines(found, peildatum):
            _out.print(line, markup=False)
    if alle:
        from importers.registry import SOURCES

        _out.print("\nTe laden met “speelveld laad BRON BESTAND”:")
        for source in SOURCES.values():
            _out.print(f"  {source.id:32} {source.naam} ({source.uitgever})", markup=False)


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


@cli.command()
def wie(
    vraag: Annotated[str, typer.Argument(help="Bestand met de vraag als JSON; - leest de standaardinvoer")],
    peildatum: Annotated[
        date | None,
        typer.Option(
            "--peildatum", parser=_day, metavar="JJJJ-MM-DD", help="Dag van het antwoord, in plaats van die in de vraag"
        ),
    ] = None,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Wie is verantwoordelijk voor deze leerling?"""
    from app import tekst, weergave
    from app.service import Service
    from ontology.rules import load_law
    from queries.wie.vraag import lees_vraag

    content = _question(vraag)
    if peildatum is not None and isinstance(content, dict):
        content["peildatum"] = peildatum.isoformat()
    asked = lees_vraag(content)
    settings = Settings.read(store)
    with _store(store, filled=True) as opened:
        view = Service(opened).view(asked.peildatum)
        found = view.wie(asked)
    if als_json:
        _print_json(weergave.antwoorden(found, view.snapshot, load_law(), settings.basis))
    else:
        _out.print(tekst.als_tekst(found, view.snapshot, load_law(), gevraagd=asked.vragen is not None), markup=False)


def _question(name: str) -> Any:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SpeelveldError("dit bestand bestaat niet", waar=name) from None
    except (OSError, UnicodeDecodeError):
        raise SpeelveldError(
            "dit bestand is niet te lezen", waar=name, herstel="Geef een tekstbestand met JSON (UTF-8)"
        ) from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{'standaardinvoer' if name == '-' else name}, regel {error.lineno}, teken {error.colno}"
        raise SpeelveldError("dit is geen geldige JSON", waar=where) from None


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

    with _store(store, filled=True) as opened:
        view = Service(opened).view(peildatum)
        found = view.zoeker.zoek(tekst, aantal)
    if als_json:
        basis = Settings.read(store).basis
        _print_json([weergave.treffer(item, basis) for item in found])
        return
    if not found:
        _out.print(f"Niets gevonden voor “{tekst}”.", markup=False)
        return
    width = max(len(item.id) for item in found)
    for item in found:
        label = view.snapshot.schema.nodes[item.type].label
        _out.print(
            f"{item.id:{width}}  {item.naam}  ({', '.join(part for part in (label, item.waar) if part)})", markup=False
        )


@cli.command()
def controleer(
    peildatum: Peildatum,
    store: StoreOption = None,
    als_json: AsJson = False,
) -> None:
    """Controleer wat er is geladen; uitgang 1 als er iets fout is."""
    from graph.snapshot import Snapshot
    from queries.controle import weergave
    from queries.controle.rapport import controleer as run

    with (
        _store(store, filled=True) as opened,
        Progress(console=_err, transient=True, disable=not _err.is_terminal) as progress,
    ):
        task = progress.add_task("Controleren", total=None)
        snapshot = Snapshot(opened, peildatum)

        def show(what: str, done: int, total: int) -> None:
            progress.update(task, description=what[:50], completed=done, total=total)

        report = run(opened, snapshot, show)
    if als_json:
        _print_json(weergave.als_json(report))
    else:
        _out.print(weergave.als_tekst(report), markup=False)
    if not report.goed:
        raise typer.Exit(1)


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
    with _store(store, filled=True) as opened, _err.status(f"{uit.name} schrijven"):
        export(opened, uit, peildatum, settings.basis)
    if als_json:
        _print_json({"uit": str(uit)})
    else:
        _out.print(f"Geschreven: {uit}", markup=False)


@cli.command()
def serveer(
    host: Annotated[str, typer.Option(help="Adres waarop de dienst luistert")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Poort")] = 8000,
    store: StoreOption = None,
) -> None:
    """Start de API; laadt eerst de landelijke gegevens als er nog niets is geladen."""
    import uvicorn

    from app.api import create_app
    from app.service import Service

    settings = Settings.read(store)
    with _store(store, filled=True) as opened:
        service = Service(opened)
        with _err.status("Gegevens in het geheugen laden"):
            service.view(datetime.now().date())
        _err.print(f"Speelveld draait op http://{host}:{port} (stoppen met Ctrl+C)")
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        uvicorn.run(create_app(service, settings), host=host, port=port, log_level="warning", access_log=False)


def main(run: Callable[[], Any] = cli) -> None:
    """Run the command; every failure is one line on stderr, never a traceback."""
    try:
        run()
    except SpeelveldError as error:
        _err.print(f"Fout: {error}", markup=False)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        _err.print(
            f"Fout: er ging iets mis dat niet had mogen gebeuren ({type(error).__name__}). Meld dit aan de makers."
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
