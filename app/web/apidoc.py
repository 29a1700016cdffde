"""The OpenAPI document as something to read: paths with their parameters and bodies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a path, or a field of a body. naam: with the names of the blocks around it."""

    naam: str
    soort: str
    verplicht: bool
    uitleg: str


@dataclass(frozen=True, slots=True)
class Pad:
    """A path with one method."""

    methode: str
    pad: str
    titel: str
    uitleg: str
    parameters: tuple[Parameter, ...]
    velden: tuple[Parameter, ...]

    @property
    def anker(self) -> str:
        """The id of its heading."""
        return "-".join(
            "".join(sign if sign.isalnum() else " " for sign in f"{self.methode} {self.pad}").split()
        ).lower()


def paden(document: Json) -> list[Pad]:
    """All paths, in the order of the document."""
    return [
        Pad(
            methode=method.upper(),
            pad=path,
            titel=item.get("summary", path),
            uitleg=item.get("description", ""),
            parameters=tuple(_parameter(one, document) for one in item.get("parameters", ())),
            velden=tuple(_body(item, document)),
        )
        for path, methods in document["paths"].items()
        for method, item in methods.items()
    ]


def _parameter(item: Json, document: Json) -> Parameter:
    schema = item.get("schema", {})
    return Parameter(item["name"], _kind(schema, document), item.get("required", False), item.get("description", ""))


def _body(item: Json, document: Json) -> Iterator[Parameter]:
    for content in item.get("requestBody", {}).get("content", {}).values():
        yield from _fields(content.get("schema", {}), document, "")


def _fields(schema: Json, document: Json, start: str) -> Iterator[Parameter]:
    found = _resolved(schema, document)
    for name, field in found.get("properties", {}).items():
        inner = _resolved(field, document)
        if "properties" in inner:
            yield from _fields(inner, document, f"{start}{name}.")
        else:
            text = field.get("description", inner.get("description", ""))
            yield Parameter(f"{start}{name}", _kind(field, document), name in found.get("required", ()), text)


def _resolved(schema: Json, document: Json) -> Json:
    """The schema itself, behind a reference and without the choice of null."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        found: Json = document["components"]["schemas"][name]
        return found
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    return _resolved(options[0], document) if len(options) == 1 else schema


_KINDS = {"string": "tekst", "integer": "geheel getal", "number": "getal", "boolean": "true of false", "array": "lijst"}


def _kind(schema: Json, document: Json) -> str:
    found = _resolved(schema, document)
    if "enum" in found:
        return ", ".join(map(str, found["enum"]))
    if found.get("format") == "date":
        return "datum (JJJJ-MM-DD)"
    kind = _KINDS.get(str(found.get("type", "")), "tekst")
    return f"{kind} van {_kind(found['items'], document)}" if kind == "lijst" and "items" in found else kind
