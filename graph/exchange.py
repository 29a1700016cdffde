"""The exchange format: plain CSV files and a manifest, without loss.

    manifest.json                       format, deliveries with source, licence, peildatum, sha256, counts
    <bron>/<NodeType>.csv               id, naam, geldigVan, geldigTot, <properties of the type>
    <bron>/<RELATION_TYPE>.csv          van, naar, geldigVan, geldigTot, <properties of the type>

Rows are sorted, so that two exports compare with a plain diff. An empty date is an open end. A list is separated by `|`
(`\\|` is the sign itself, `\\\\` a backslash). The column `levering` stands only in files of sources with more than one
delivery.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import TextIO
from urllib.parse import quote

from graph.collector import no_collection
from graph.delivery import Delivery, Levering, Statement
from graph.facts import NO_PROPERTIES, Fact, Node, Relation, Value
from graph.store import Store
from ontology.errors import SpeelveldError
from ontology.schema import Property, load_schema

MANIFEST = "manifest.json"
FORMAT = "speelveld-uitwisseling/1"
_ITEM = re.compile(r"(?:[^\\|]|\\.)+", re.DOTALL)
"""One item of a list, as it is written: up to the next separator that has no backslash before it."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def write_exchange(store: Store, folder: Path) -> None:
    """Write the whole record of a store to a folder, which must be new or an earlier export."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise SpeelveldError("de map is niet leeg", waar=str(folder), herstel="Kies een nieuwe map")
    deliveries: dict[str, list[Levering]] = defaultdict(list)
    for levering in store.leveringen():
        deliveries[levering.bron].append(levering)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    for bron, history in deliveries.items():
        own = folder / _folder_of(bron)
        own.mkdir(exist_ok=True)
        for old in own.glob("*.csv"):
            old.unlink()
        files = _write_source(store, bron, own, several=len(history) > 1)
        manifest.append({"bron": bron, "leveringen": [_as_json(item) for item in history], "bestanden": files})
    content = json.dumps({"formaat": FORMAT, "bronnen": manifest}, indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(content + "\n", encoding="utf-8")


def read_exchange(folder: Path) -> list[Delivery]:
    """The deliveries in an exported folder, ready for a store; SpeelveldError when a file was changed or is absent."""
    path = folder / MANIFEST
    if not path.exists():
        raise SpeelveldError(
            "manifest.json ontbreekt", waar=str(folder), herstel="Wijs een map aan die Speelveld heeft gemaakt"
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        found = manifest.get("formaat") if isinstance(manifest, dict) else None
        if found != FORMAT:
            raise SpeelveldError(f"het formaat is {found!r}; deze versie leest {FORMAT}", waar=path.name)
        with no_collection():
            return [_read_source(folder / _folder_of(entry["bron"]), entry) for entry in manifest["bronnen"]]
    except (ValueError, LookupError, TypeError, AttributeError):
        raise SpeelveldError(
            "het bestand is beschadigd", waar=path.name, herstel="Exporteer opnieuw naar een nieuwe map"
        ) from None


def _folder_of(bron: str) -> str:
    """The name of the folder of a source; no source leads to another place, whatever it is called."""
    name = quote(bron, safe=" ")
    return name if name.strip(".") else f"bron{name}"


def _as_json(levering: Levering) -> dict[str, object]:
    content = asdict(levering)
    del content["geladen_op"]  # the moment of loading is of this machine, not of the data
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in content.items()}


class _Lines:
    """Ends each row with a line feed only. The csv module quotes a carriage return only when rows end with one."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, row: str) -> None:
        self._file.write(row.removesuffix("\r\n") + "\n")


def _write_source(store: Store, bron: str, folder: Path, *, several: bool) -> dict[str, dict[str, object]]:
    """One file a type; name -> rows and sha256."""
    schema = load_schema()
    rows: dict[str, list[list[str]]] = defaultdict(list)
    used: dict[str, set[str]] = defaultdict(set)
    statements = list(store.statements(bron))
    for statement in statements:
        used[statement.fact.type].update(statement.fact.eigenschappen)
    for statement in statements:
        fact = statement.fact
        kind = schema.nodes[fact.type] if isinstance(fact, Node) else schema.relations[fact.type]
        head = [fact.id, fact.naam or ""] if isinstance(fact, Node) else [fact.van, fact.naar]
        head += [_day(fact.geldig_van), _day(fact.geldig_tot)]
        if several:
            head.append(statement.levering)
        names = [name for name in kind.eigenschappen if name in used[fact.type]]
        rows[fact.type].append(head + [_text(fact.eigenschappen.get(name)) for name in names])
    files: dict[str, dict[str, object]] = {}
    for name, found in sorted(rows.items()):
        node = name in schema.nodes
        kind = schema.nodes[name] if node else schema.relations[name]
        header = ["id", "naam"] if node else ["van", "naar"]
        header += ["geldigVan", "geldigTot", *(["levering"] if several else [])]
        header += [prop for prop in kind.eigenschappen if prop in used[name]]
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(_Lines(file), lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(sorted(found))
        files[path.name] = {"rijen": len(found), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return files


def _read_source(folder: Path, entry: dict[str, object]) -> Delivery:
    leveringen = [Levering.from_json(item) for item in entry["leveringen"]]  # type: ignore[attr-defined]
    statements: list[Statement] = []
    files: Mapping[str, Mapping[str, object]] = entry["bestanden"]  # type: ignore[assignment]
    for name, expected in files.items():
        path = folder / name
        if not path.exists():
            raise SpeelveldError("het bestand ontbreekt", waar=f"{folder.name}/{name}")
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != expected["sha256"]:
            raise SpeelveldError(
                "het bestand is veranderd sinds het is gemaakt",
                waar=f"{folder.name}/{name}",
                herstel="Exporteer opnieuw; correcties horen in een eigen bron",
            )
        statements.extend(_read_file(path, data.decode("utf-8"), leveringen[-1].id))
    return Delivery(leveringen[-1], tuple(statements), tuple(leveringen[:-1]), gedateerd=True)


def _read_file(path: Path, text: str, default: str) -> Iterator[Statement]:
    schema = load_schema()
    name = path.stem
    kind = schema.nodes.get(name) or schema.relations[name]
    make: Callable[..., Fact] = Node if name in schema.nodes else Relation
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader)
    several = "levering" in header
    columns = [(column, _reader(kind.eigenschappen[column])) for column in header[5 if several else 4 :]]
    levering, values = default, NO_PROPERTIES
    absent = None if name in schema.nodes else ""  # a node may be without a name
    for first, second, start, end, *texts in reader:
        if several:
            levering = texts.pop(0)
        if columns:
            values = {column: read(text) for (column, read), text in zip(columns, texts, strict=True) if text}
        fact = make(first, name, second or absent, _date(start), _date(end), values or NO_PROPERTIES)
        yield Statement(fact, levering)


def _reader(prop: Property) -> Callable[[str], Value]:
    """How the text of a property becomes its value."""
    if prop.meervoudig:
        return _list
    if prop.python is bool:
        return lambda text: text == "true"
    return prop.python


def _list(text: str) -> tuple[str, ...]:
    if "\\" not in text:
        return tuple(text.split("|"))
    return tuple(_ESCAPED.sub(r"\1", item) for item in _ITEM.findall(text))


@cache
def _date(text: str) -> date | None:
    """A date of a file; cached, since there are some thousands of different ones."""
    return date.fromisoformat(text) if text else None


def _text(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
