"""From a source and its file to a delivery, and into a store."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from graph.delivery import Delivery, Levering, Statement, Verslag
from graph.facts import Fact, Node
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot
from graph.store import Store
from importers.herken import check_source
from importers.registry import SOURCES
from importers.source import Context, Source
from ontology.errors import SpeelveldError

MAX_BYTES = 500 * 1024 * 1024


def read_delivery(
    source: Source, path: Path, store: Store, peildatum: date, geldig_vanaf: date | None = None
) -> Delivery:
    """Read a file with its importer into a delivery that a store can load; SpeelveldError on bad input.

    geldig_vanaf: since when the state in the file holds, when the source says so.
    """
    try:
        files = source.bestanden(path)
        for file in files:
            _check_file(file)
        check_source(files[0], source, SOURCES.values())
        facts, context = _read(source, path, store, peildatum)
        sha256 = _sha256(files)
    except PermissionError:
        raise SpeelveldError(
            "het bestand mag niet worden gelezen", waar=str(path), herstel="Geef leesrecht, of kies een ander bestand"
        ) from None
    except OSError as error:
        raise SpeelveldError(
            f"het bestand is niet te lezen ({error.strerror})", waar=str(path), herstel="Kopieer het eerst naar elders"
        ) from None
    importer = f"{source.id}/{source.versie}"
    levering = Levering(
        id=_new_id(source.id, peildatum, (sha256, importer), store),
        bron=source.id,
        naam=source.naam,
        uitgever=source.uitgever,
        licentie=source.licentie,
        url=source.url,
        peildatum=peildatum,
        sha256=sha256,
        importer=importer,
        rang=source.rang,
        geldig_vanaf=geldig_vanaf,
        zekerheid=source.zekerheid,
        toelichting=source.toelichting,
        rijen=len(facts),
        weggelaten=dict(context.weggelaten),
    )
    return Delivery(levering, tuple(Statement(fact, levering.id) for fact in facts), gedateerd=source.gedateerd)


def _read(source: Source, path: Path, store: Store, peildatum: date) -> tuple[list[Fact], Context]:
    by_type: dict[str, dict[str, str]] = defaultdict(dict)
    gemeenten: list[Node] = []
    for statement in store.statements():
        fact = statement.fact
        if not isinstance(fact, Node):
            break  # nodes come first
        if fact.type == "Gemeente":
            gemeenten.append(fact)
        if fact.naam or fact.id not in by_type[fact.type]:
            by_type[fact.type][fact.id] = fact.naam or ""

    def find(kind: str, naam: str) -> str | None:
        found = [node for node, known in by_type[kind].items() if known.casefold() == naam.casefold()]
        if len(found) > 1:
            raise SpeelveldError(f"“{naam}” is de naam van {', '.join(found)}", herstel="Geef het id")
        return found[0] if found else None

    context = Context(
        gemeenten=GemeenteResolver(gemeenten),
        peildatum=peildatum,
        bekend=store.has_node,
        vind=find,
        namen=lambda kind: by_type[kind],
        beeld=cache(lambda: Snapshot(store, peildatum)),
    )
    return list(source.read(path, context)), context


def load_file(
    source: Source,
    path: Path,
    store: Store,
    peildatum: date,
    geldig_vanaf: date | None = None,
    *,
    insist: bool = False,
) -> Verslag:
    """Read one file and load it; nothing changes when it is refused."""
    delivery = read_delivery(source, path, store, peildatum, geldig_vanaf)
    return store.apply([delivery], insist=insist)[0]


def _check_file(path: Path) -> None:
    """Refuse what is no file that can be read whole."""
    try:
        found = path.stat()
    except PermissionError:
        raise
    except (OSError, ValueError):  # ValueError: a NUL character in the name
        link = os.path.islink(path)  # noqa: PTH114 - Path.is_symlink raises when the name is too long
        raise SpeelveldError(
            "deze koppeling wijst niet naar een bestand" if link else "dit bestand bestaat niet",
            waar=str(path),
            herstel="Controleer de naam en de map",
        ) from None
    if stat.S_ISDIR(found.st_mode):
        raise SpeelveldError("dit is een map, geen bestand", waar=str(path), herstel="Geef het bestand in de map")
    if not stat.S_ISREG(found.st_mode):
        raise SpeelveldError("dit is geen gewoon bestand", waar=str(path), herstel="Geef het bestand van de uitgever")
    if found.st_size > MAX_BYTES:
        raise SpeelveldError(
            f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB",
            waar=str(path),
            waarom="Geen van de bronnen is zo groot",
            herstel="Controleer of dit het goede bestand is",
        )


def _sha256(paths: tuple[Path, ...]) -> str:
    """Of the bytes of all files that were read, one after another."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _new_id(bron: str, peildatum: date, content: tuple[str, str], store: Store) -> str:
    """The id of a delivery; the same bytes on the same day keep theirs, other bytes get a serial number."""
    base = f"levering:{bron}-{peildatum}"
    same_day = [item for item in store.leveringen() if item.bron == bron and item.peildatum == peildatum]
    for item in same_day:
        if (item.sha256, item.importer) == content:
            return item.id
    return f"{base}-{len(same_day) + 1}" if same_day else base
