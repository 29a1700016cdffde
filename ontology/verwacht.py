"""What the record should hold according to law and registers: expected numbers and known differences of registers.

Reads verwacht.yaml and registerverschillen.yaml; mistakes in them are refused with file, entry and field.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from ontology.errors import SpeelveldError
from ontology.schema import FOLDER, load_schema

EXPECTED_FILE = FOLDER / "verwacht.yaml"
DIFFERENCES_FILE = FOLDER / "registerverschillen.yaml"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)

    geldig_van: date | None = None
    geldig_tot: date | None = None

    def geldt(self, peildatum: date) -> bool:
        """Whether the entry is about this day."""
        return (self.geldig_van is None or self.geldig_van <= peildatum) and (
            self.geldig_tot is None or peildatum < self.geldig_tot
        )


class Verwachting(_Entry):
    """How many nodes of a type there should be; see verwacht.yaml for the fields."""

    soort: str
    aantal: int
    bron: str
    sector: str | None = None
    landelijk: bool | None = None
    wettekst: str = ""
    opmerking: str = ""


class Opgave(_Entry):
    """What one register says."""

    bron: str
    zegt: str


class Bewijs(_Entry):
    """A relation in the record."""

    van: str
    relatie: str
    naar: str


class Registerverschil(_Entry):
    """A known difference between registers; see registerverschillen.yaml for the fields."""

    wat: str
    opgaven: tuple[Opgave, ...]
    gekozen: str
    waarom: str
    ids: tuple[str, ...]
    geladen: Bewijs | None = None


Item = TypeVar("Item", bound=_Entry)


def read_expected(path: Path = EXPECTED_FILE) -> tuple[Verwachting, ...]:
    """The expected numbers; SpeelveldError when the file has a mistake or names a type that does not exist."""
    found = _read(path, Verwachting)
    for item in found:
        if item.soort not in load_schema().nodes:
            raise SpeelveldError(f"de soort {item.soort} bestaat niet", waar=path.name)
    return found


def read_differences(path: Path = DIFFERENCES_FILE) -> tuple[Registerverschil, ...]:
    """The known differences; SpeelveldError when the file has a mistake or an id that cannot exist."""
    found = _read(path, Registerverschil)
    schema = load_schema()
    for item in found:
        for node_id in (*item.ids, *((item.geladen.van, item.geladen.naar) if item.geladen else ())):
            schema.type_of(node_id)
        if item.geladen and item.geladen.relatie not in schema.relations:
            raise SpeelveldError(f"het relatietype {item.geladen.relatie} bestaat niet", waar=path.name)
    return found


@cache
def load_expected() -> tuple[Verwachting, ...]:
    """The expected numbers that ship with the program; read once per process."""
    return read_expected()


@cache
def load_differences() -> tuple[Registerverschil, ...]:
    """The known differences that ship with the program; read once per process."""
    return read_differences()


def _read(path: Path, kind: type[Item]) -> tuple[Item, ...]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return TypeAdapter(tuple[kind, ...]).validate_python(content)  # type: ignore[valid-type]  # built at run time
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SpeelveldError(f"dit is geen YAML ({error.problem})", waar=f"{path.name}, regel {line}") from None
    except ValidationError as error:
        first = error.errors()[0]
        number, *field = first["loc"] or (0,)
        where = f"{path.name}, blok {int(number) + 1}, veld {'.'.join(str(part) for part in field)}"
        raise SpeelveldError(f"de waarde {first['input']!r} past niet", waar=where, waarom=first["msg"]) from None
