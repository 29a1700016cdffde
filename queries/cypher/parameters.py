"""Parameters of saved questions: what they are, and their values from what a user types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.cypher import literal
from ontology.errors import SpeelveldError
from ontology.schema import load_schema
from ontology.yaml_blocks import Block, shown

Waarde = str | int | date

ID, DATUM, GETAL, TEKST = "id", "datum", "getal", "tekst"
SOORT, RELATIE, SOORT_OF_RELATIE = "soort", "relatie", "soort of relatie"
VRIJ = "vrij"
"""Of a question of one's own, which does not say: a date when it looks like one, else a whole number, else a text."""
_TYPES = (ID, DATUM, GETAL, TEKST, SOORT, RELATIE, SOORT_OF_RELATIE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
VANDAAG, ALLES = "vandaag", "alles"
"""Defaults that stand for something: the day of the question, and every kind."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter. type: what it holds; `soort` and `relatie` are names of node types and relation types.

    voorbeeld, standaard: as a user would type them; standaard None: the user must give it. soort: of an id, the node
    type. uit: the values that are allowed, when not all are. minstens: of a number.
    """

    naam: str
    type: str
    voorbeeld: str
    standaard: str | None = None
    soort: str = ""
    uit: tuple[str, ...] = ()
    minstens: int | None = None

    def waarde(self, tekst: str, vandaag: date) -> Waarde:
        """The value of what a user typed; SpeelveldError that says what it must be."""
        if tekst == self.standaard == ALLES:
            return tekst
        if self.type == DATUM or (self.type == VRIJ and _DAY.fullmatch(tekst)):
            return self._day(tekst, vandaag)
        if self.type == GETAL or (self.type == VRIJ and tekst.isdecimal()):
            return self._number(tekst)
        if self.type == ID:
            return self._id(tekst)
        allowed = self.uit or self._terms()
        if allowed and tekst not in allowed:
            also = (ALLES,) if self.standaard == ALLES else ()
            raise self._wrong(tekst, f"Kies uit: {', '.join([*also, *allowed])}")
        if not tekst.strip():
            raise self._wrong(tekst, "Geef een tekst")
        return tekst

    def _day(self, tekst: str, vandaag: date) -> date:
        if tekst == VANDAAG:
            return vandaag
        try:
            return date.fromisoformat(tekst)
        except ValueError:
            raise self._wrong(tekst, "Schrijf de datum als JJJJ-MM-DD") from None

    def _number(self, tekst: str) -> int:
        if not tekst.isdecimal() or len(tekst) > 9 or int(tekst) < (self.minstens or 0):
            raise self._wrong(tekst, f"Geef een geheel getal van {self.minstens or 0} of meer")
        return int(tekst)

    def _id(self, tekst: str) -> str:
        """An id, or the code of one when there is one type that it can be of."""
        schema = load_schema()
        if not self.soort:
            schema.type_of(tekst)
            return tekst
        kind = schema.nodes[self.soort]
        node_id = tekst if ":" in tekst else f"{kind.voorvoegsel}:{tekst}"
        found = schema.type_of(node_id)
        if found is not kind:
            raise self._wrong(tekst, f"Dit is een {found.label}; geef het id van een {kind.label}")
        return node_id

    def _terms(self) -> tuple[str, ...]:
        schema = load_schema()
        return {
            SOORT: tuple(schema.nodes),
            RELATIE: tuple(schema.relations),
            SOORT_OF_RELATIE: (*schema.nodes, *schema.relations),
        }.get(self.type, ())

    def _wrong(self, tekst: str, herstel: str) -> SpeelveldError:
        return SpeelveldError(f"“{tekst}” kan niet voor {self.naam}", herstel=herstel)


def waarden(
    parameters: Iterable[Parameter], gegeven: Mapping[str, str], vandaag: date, vraag: str
) -> dict[str, Waarde]:
    """The value of every parameter; SpeelveldError when one is missing, unknown or wrong. vraag: for the message."""
    known = {item.naam: item for item in parameters}
    for name in gegeven:
        if name not in known:
            raise SpeelveldError(
                f"de vraag “{vraag}” heeft geen parameter {name}",
                herstel=f"Zij kent: {', '.join(known)}" if known else "Zij heeft geen parameters",
            )
    missing = [item for item in known.values() if item.naam not in gegeven and item.standaard is None]
    if missing:
        example = " ".join(f"{item.naam}={item.voorbeeld}" for item in missing)
        raise SpeelveldError(
            f"voor de vraag “{vraag}” ontbreekt {' en '.join(item.naam for item in missing)}",
            herstel=f"Geef bijvoorbeeld {example}",
        )
    return {name: item.waarde(gegeven.get(name, item.standaard or ""), vandaag) for name, item in known.items()}


def lees_parameter(naam: str, block: Block) -> Parameter:
    """A parameter of a saved question; SpeelveldError with file and line when it is not well written."""
    block.check(("type", "voorbeeld"), ("standaard", "soort", "uit", "minstens"))
    kind = block.one_of("type", _TYPES)
    if "soort" in block:
        block.one_of("soort", load_schema().nodes)
    for field, only in (("soort", (ID,)), ("minstens", (GETAL,)), ("uit", (TEKST, SOORT, RELATIE))):
        if field in block and kind not in only:
            raise block.error(f"{field} hoort niet bij een parameter van het type {kind}")
    found = Parameter(
        naam,
        kind,
        voorbeeld=shown(block["voorbeeld"]),
        standaard=shown(block["standaard"]) if "standaard" in block else None,
        soort=block.text("soort"),
        uit=tuple(map(str, block.values_of("uit"))),
        minstens=block.number("minstens"),
    )
    try:
        terms = [term for term in found.uit if found._terms() and term not in found._terms()]
        for text in (found.voorbeeld, found.standaard):
            if text is not None:
                found.waarde(text, date.min)
    except SpeelveldError as error:
        raise block.error(f"{naam}: {error.wat}", error.herstel) from None
    if terms:
        raise block.error(f"{naam}: “{terms[0]}” bestaat niet in de ontologie")
    return found


def in_cypher(waarde: Waarde) -> str:
    """A value as it is written in Cypher."""
    return f"date('{waarde}')" if isinstance(waarde, date) else literal(waarde)
