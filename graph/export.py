"""Export the record to a file for another tool, chosen by the ending of its name, or to a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO, TextIO

from graph import rdf
from graph.cypher import write_cypher
from graph.exchange import write_exchange
from graph.graphfiles import write_gexf, write_graphml
from graph.snapshot import Snapshot
from graph.store import Store
from ontology.errors import SpeelveldError

_GRAPH_FILES: Mapping[str, Callable[[Snapshot, BinaryIO], None]] = {".graphml": write_graphml, ".gexf": write_gexf}
_RDF_FILES: Mapping[str, Callable[[Store, Snapshot, str, TextIO], None]] = {
    ".ttl": rdf.write_turtle,
    ".trig": rdf.write_trig,
    ".jsonld": rdf.write_jsonld,
}
SUFFIXES = (*_RDF_FILES, *_GRAPH_FILES, ".cypher")


def export(store: Store, path: Path, peildatum: date, basis: str = rdf.DEFAULT_BASIS) -> None:
    """Write the record to `path`; without a suffix, or when it is a folder, in the exchange format.

    basis: what the IRIs in RDF begin with. An existing file is replaced, and only when the new one is complete.
    SpeelveldError when the suffix is unknown, the folder does not exist, or the file cannot be written.
    """
    suffix = path.suffix.lower()
    if path.is_dir() or not suffix:
        _export_folder(store, path)
        return
    if suffix not in SUFFIXES:
        raise SpeelveldError(
            f"het formaat {path.suffix} is niet bekend",
            waar=str(path),
            herstel=f"Kies uit {', '.join(SUFFIXES)}, of een map (geen punt in de naam) voor het uitwisselformaat",
        )
    if suffix in _RDF_FILES:
        basis = rdf.base_iri(basis)
    with _replacing(path) as temporary:
        snapshot = Snapshot(store, peildatum)
        if suffix in _GRAPH_FILES:
            with temporary.open("wb") as binary:
                _GRAPH_FILES[suffix](snapshot, binary)
            return
        with temporary.open("w", encoding="utf-8", newline="\n") as text:
            if suffix == ".cypher":
                write_cypher(store, snapshot, text)
            else:
                _RDF_FILES[suffix](store, snapshot, basis, text)


def _export_folder(store: Store, folder: Path) -> None:
    if folder.is_file():
        raise SpeelveldError(
            "dit is een bestand, geen map",
            waar=str(folder),
            herstel=f"Kies een map, of een naam die eindigt op {', '.join(SUFFIXES)}",
        )
    with _errors(folder):
        write_exchange(store, folder)


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`, which takes its place when all went well and is removed when not."""
    if not path.parent.is_dir():
        raise SpeelveldError("de map bestaat niet", waar=str(path.parent), herstel="Maak de map, of kies een andere")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _errors(path):
        try:
            yield temporary
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SpeelveldError(
            f"het is niet te schrijven ({error.strerror})", waar=str(path), herstel="Kies een andere plaats"
        ) from None
