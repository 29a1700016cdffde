"""Build the shipped data set from raw files: `python -m importers.build <folder of raw files> <output folder>`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import yaml
from rich.progress import track

from graph.delivery import Verslag
from graph.exchange import write_exchange
from graph.sqlite_store import SqliteStore
from importers.crosscheck import LIST, crosscheck
from importers.load import load_file
from importers.registry import source
from ontology.errors import SpeelveldError

RECIPE = Path(__file__).parent / "nederland.yaml"
APPROXIMATE = "De peildatum is bij benadering: het bestand noemt geen dag."
OWN_FILES = Path(__file__).parent / "bronbestanden"


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One file of the recipe.

    own: it ships with the importers instead of standing among the raw files. approximate: the peildatum is ours.
    """

    bron: str
    bestand: str
    peildatum: date
    geldig_vanaf: date | None
    own: bool
    approximate: bool


def recipe() -> list[Ingredient]:
    """The files of nederland.yaml, in the order in which they are loaded."""
    return [
        Ingredient(
            item["bron"],
            item["bestand"],
            item["peildatum"],
            item.get("geldigVanaf"),
            bool(item.get("meegeleverd")),
            bool(item.get("bijBenadering")),
        )
        for item in yaml.safe_load(RECIPE.read_text(encoding="utf-8"))
    ]


def build(raw: Path, store: SqliteStore) -> Iterator[Verslag]:
    """Load every file of the recipe into a store."""
    for item in recipe():
        path = (OWN_FILES if item.own else raw) / item.bestand
        found = source(item.bron)
        if item.approximate:
            found = replace(found, toelichting=" ".join(_sentences(found.toelichting, APPROXIMATE)))
        yield load_file(found, path, store, item.peildatum, item.geldig_vanaf)


def _sentences(*texts: str) -> Iterator[str]:
    return (text if text.endswith(".") else f"{text}." for text in texts if text)


def main(raw: str, output: str) -> None:
    """Build, write the exchange format, and print what each file gave."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "nederland.db")
        reports = list(track(build(Path(raw), store), description="Bouwen", total=len(recipe())))
        compared, differences = crosscheck(Path(raw), store)
        if differences:
            lines = "\n  ".join(f"{where}: {what}" for where, what in differences.items())
            raise SpeelveldError(
                f"verschillen met {LIST} zonder reden:\n  {lines}\n",
                herstel="Verbeter de importer, of geef in kruiscontrole.yaml de reden",
            )
        write_exchange(store, Path(output))
        store.close()
    for report in reports:
        item = report.levering
        left_out = "".join(f"\n    weggelaten: {count} × {reason}" for reason, count in item.weggelaten.items())
        print(f"{item.bron} {item.peildatum}: {item.rijen} feiten{left_out}")
    print(f"Kruiscontrole: {compared} waarden vergeleken; elk verschil heeft een reden in kruiscontrole.yaml")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except SpeelveldError as error:
        sys.exit(str(error))
