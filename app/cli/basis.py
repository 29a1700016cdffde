"""What every command shares: the command itself, its options, the store and how it prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from app.settings import Settings
from graph.delivery import Delivery, Verslag
from graph.store import Store
from ontology.errors import SpeelveldError

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Maakt het speelveld van onderwijs en jeugdhulp zichtbaar.",
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def day(text: str | date) -> date:
    """A date of the command line."""
    try:
        return text if isinstance(text, date) else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("schrijf de datum als JJJJ-MM-DD") from None


Peildatum = Annotated[
    date,
    typer.Option(
        "--peildatum",
        parser=day,
        metavar="JJJJ-MM-DD",
        help="De dag waarop het antwoord geldt",
        default_factory=date.today,
        show_default="vandaag",
    ),
]
StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="BESTAND|ADRES", help="Waar de gegevens staan (ook: SPEELVELD_STORE)")
]
AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON, voor programma's")]


@contextmanager
def open_store(option: str | None, *, filled: bool = False) -> Iterator[Store]:
    """The store; filled: load the national data first when it is empty."""
    store = Settings.read(option).open_store()
    try:
        if filled and store.versie() == 0:
            load_national(store)
        yield store
    finally:
        store.close()


def load_national(store: Store, *, insist: bool = False) -> list[Verslag]:
    """Load the data set that ships with the program; sources of which the store has a newer delivery are left."""
    from graph.exchange import read_exchange
    from nederland import FOLDER

    newest = {item.bron: item.peildatum for item in store.leveringen()}
    with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
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
        err.print(f"Overgeslagen: van {delivery.levering.bron} staat er al een nieuwere levering.", markup=False)
    return reports


def read_text(name: str, wat: str) -> str:
    """The text of a file; `-` reads standard input. wat: what it should hold, for the message."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SpeelveldError("dit bestand bestaat niet", waar=name) from None
    except (OSError, UnicodeDecodeError):
        raise SpeelveldError(
            "dit bestand is niet te lezen", waar=name, herstel=f"Geef een tekstbestand met {wat} (UTF-8)"
        ) from None


def print_json(content: Any) -> None:
    """Print for machines."""
    sys.stdout.write(als_bytes(content).decode())


def als_bytes(content: Any) -> bytes:
    """JSON as a file holds it."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def eind(path: Path, kan: Sequence[str]) -> str:
    """The ending of a file that the user named, without the dot; refused when it is not one of `kan`."""
    found = path.suffix.lower().removeprefix(".")
    if found not in kan:
        endings = ", ".join(f".{item}" for item in kan)
        raise typer.BadParameter(f"“{path.name}” eindigt niet op {endings}", param_hint="--uit")
    return found


def schrijf(path: Path, content: bytes) -> None:
    """Write a file that the user named."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise SpeelveldError(
            f"dit bestand is niet te schrijven ({error.strerror})",
            waar=str(path),
            herstel="Kies een map die bestaat en van u is",
        ) from None
