"""YAML whose blocks know their file and line, so that a mistake in them can be refused by its place."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import SpeelveldError


class Block(dict[str, Any]):
    """A mapping of a YAML file, with the place where it starts. What it is asked for and does not have, it refuses."""

    place: str = ""

    def error(self, wat: str, herstel: str = "") -> SpeelveldError:
        """A mistake in this block."""
        return SpeelveldError(wat, waar=self.place, herstel=herstel)

    def check(self, required: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Refuse a field that is missing, and one that does not exist."""
        for name in required:
            if name not in self:
                raise self.error(f"het veld {name} ontbreekt")
        for name in self:
            if name not in required and name not in optional:
                raise self.error(f"het veld {name} bestaat niet", f"Kies uit: {', '.join([*required, *optional])}")

    def text(self, name: str) -> str:
        """A text on one line; empty when the field is not there. A number is no text: YAML reads 8.10 as 8.1."""
        if name not in self:
            return ""
        value = self[name]
        if not isinstance(value, str) or not value.strip():
            raise self.error(
                f"{name} is geen tekst maar “{shown(value)}”", "Schrijf een tekst; een getal tussen aanhalingstekens"
            )
        return " ".join(value.split())

    def flag(self, name: str) -> bool:
        """Whether something is so; not when the field is not there."""
        value = self.get(name, False)
        if not isinstance(value, bool):
            raise self.error(f"{name} is “{shown(value)}”", "Kies uit: false, true")
        return value

    def number(self, name: str) -> int | None:
        """A whole number, or None when the field is not there."""
        value = self.get(name)
        if name in self and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(
                f"{name} is geen getal maar “{shown(value)}”", "Schrijf een geheel getal, zonder aanhalingstekens"
            )
        return value

    def day(self, name: str) -> date:
        """A date, without a time."""
        value = self.get(name)
        if type(value) is not date:  # a datetime is a date too, and cannot be compared with one
            raise self.error(f"{name} is “{shown(value)}”", "Schrijf JJJJ-MM-DD")
        return value

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        """A word that is allowed."""
        value = self[name]
        if not isinstance(value, str) or value not in allowed:
            raise self.error(f"{name} is “{shown(value)}”", f"Kies uit: {', '.join(sorted(allowed))}")
        return value

    def values_of(self, name: str) -> Sequence[Any]:
        """A list; empty when the field is not there."""
        value = self.get(name, ())
        if name in self and not isinstance(value, list):
            raise self.error(f"“{name}” is een lijst, niet {shown(value)}", f"Schrijf [{shown(value)}]")
        return value  # type: ignore[no-any-return]  # a list, or the empty tuple

    def blocks(self, name: str) -> Iterator[Block]:
        """The blocks of a list."""
        for value in self.values_of(name):
            yield self.block(value)

    def block(self, value: object) -> Block:
        """Something in this block that is a block itself."""
        if not isinstance(value, Block):
            raise self.error(f"hier hoort een blok met velden, niet “{shown(value)}”")
        return value


def shown(value: object) -> str:
    """A value as it stands in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # eight times as fast, if built
    """Makes blocks."""


def _place(mark: yaml.Mark) -> str:
    return f"{Path(mark.name).name}, regel {mark.line + 1}"


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Block:
    found = Block()
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise yaml.constructor.ConstructorError(None, None, f"{key} is geen naam van een veld", key_node.start_mark)
        if key in found:
            raise yaml.constructor.ConstructorError(None, None, f"dubbele sleutel {key}", key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    found.place = _place(node.start_mark)
    return found


def _timestamp(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        raise yaml.constructor.ConstructorError(None, None, f"{node.value} bestaat niet", node.start_mark) from None


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)


def read_block(path: Path) -> Block:
    """A YAML file that is one block; SpeelveldError when it is not."""
    return parse_block(path.read_text(encoding="utf-8"), path.name)


def parse_block(text: str, name: str) -> Block:
    """YAML that is one block; name: of the file that it stands in, for the place of a mistake."""
    file = io.StringIO(text)
    file.name = name
    try:
        found = yaml.load(file, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        where = _place(error.problem_mark) if error.problem_mark else name
        raise SpeelveldError(f"dit is geen YAML ({error.problem})", waar=where) from None
    if not isinstance(found, Block):
        raise SpeelveldError("dit is geen YAML met velden", waar=f"{name}, regel 1")
    return found
