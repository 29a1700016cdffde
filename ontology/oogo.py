"""What an OOGO is about, as data: reads oogo.yaml. The law itself is in taken/, and here only named.

Mistakes in the file are refused with the entry and the field; a rule or figure that does not exist is refused by name.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from ontology.errors import SpeelveldError
from ontology.rules import LegalBasis, legal_basis, load_law, read_laws
from ontology.schema import FOLDER

AGENDA_FILE = FOLDER / "oogo.yaml"
Zekerheid = Literal["hoog", "middel", "laag"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)


class Artikel(_Entry):
    """An article of a law of wetten.yaml."""

    wet: str
    artikel: str
    lid: str | None = None

    def grondslag(self) -> LegalBasis:
        """The same as rules have it, with its number and address."""
        return legal_basis(read_laws(), self.wet, self.artikel, self.lid)


class Cyclus(_Entry):
    """How often there is a plan. inspectie_voor: (month, day) before which it must be at the inspectie."""

    plan: str
    titel: str
    regel: str
    geschil: str | None = None
    geschil_tekst: str = ""
    jaren: int | None = None
    inspectie_voor: str | None = None
    grondslag: tuple[Artikel, ...]
    zekerheid: Zekerheid
    reden: str = ""

    def inspectie(self, jaar: int) -> date | None:
        """The day in a year before which the plan must be at the inspectie."""
        return date.fromisoformat(f"{jaar}-{self.inspectie_voor}") if self.inspectie_voor else None


class Voorbereiding(_Entry):
    """A step of how such a consultation is usually prepared."""

    tekst: str
    bron: str


class Cijfer(_Entry):
    """A figure to bring to the table. dossier: what of it the file holds already; empty when it must be asked for."""

    id: str
    titel: str
    bron: str
    niveau: str
    telt: Literal["vestiging", "woonpostcode", "gemeente", "jeugdwet-woonplaats"]
    waar: str
    dossier: str = ""


class Onderwerp(_Entry):
    """A subject of the agenda; see oogo.yaml for the fields."""

    id: str
    titel: str
    soort: Literal["wettelijk", "gebruikelijk"]
    plannen: tuple[str, ...]
    waarom: str
    regels: tuple[str, ...]
    regios: tuple[str, ...]
    vragen: tuple[str, ...]
    cijfers: tuple[str, ...]
    bron: str
    zekerheid: Zekerheid


class Oogo(_Entry):
    """The whole file."""

    cyclus: tuple[Cyclus, ...]
    stappen: tuple[Voorbereiding, ...]
    let_op: str
    onderwerpen: tuple[Onderwerp, ...]
    cijfers: tuple[Cijfer, ...]


def read_oogo(path: Path = AGENDA_FILE) -> Oogo:
    """The file, validated; SpeelveldError when it has a mistake or names what does not exist."""
    try:
        found = Oogo.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SpeelveldError(f"dit is geen YAML ({error.problem})", waar=f"{path.name}, regel {line}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{path.name}, veld {'.'.join(str(part) for part in first['loc'])}"
        raise SpeelveldError("de waarde past niet", waar=where, waarom=first["msg"]) from None
    _check(found, path)
    return found


def _check(found: Oogo, path: Path) -> None:
    """That what the entries name is there."""
    rules = {rule.id for rule in load_law().rules}
    plans = {item.plan for item in found.cyclus}
    figures = {item.id for item in found.cijfers}
    laws = read_laws()
    named = [
        *((item.titel, "regel", rule, rules) for item in found.onderwerpen for rule in item.regels),
        *((item.titel, "cijfer", figure, figures) for item in found.onderwerpen for figure in item.cijfers),
        *((item.titel, "plan", plan, plans) for item in found.onderwerpen for plan in item.plannen),
        *((item.titel, "regel", item.regel, rules) for item in found.cyclus),
        *((item.titel, "regel", item.geschil, rules) for item in found.cyclus if item.geschil),
        *((item.titel, "wet", basis.wet, laws) for item in found.cyclus for basis in item.grondslag),
    ]
    for where, what, name, known in named:
        if name not in known:
            raise SpeelveldError(f"{what} “{name}” bestaat niet", waar=f"{path.name}, {where}")


@cache
def load_oogo() -> Oogo:
    """The file that ships with the program; read once per process."""
    return read_oogo()
