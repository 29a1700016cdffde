"""Reads the saved questions; a mistake in one is refused with its file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process

from ontology.errors import SpeelveldError
from ontology.yaml_blocks import Block, parse_block
from queries.cypher.parameters import DATUM, VANDAAG, VRIJ, Parameter, lees_parameter

FOLDER = Path(__file__).parent
THEMAS = (
    "een plek",
    "gemeenten",
    "samenwerkingsverbanden",
    "scholen en besturen",
    "indelingen",
    "afspraken en zorg",
    "in de tijd",
    "zoeken",
    "bronnen",
)
"""In the order in which they are listed."""

_FIELDS = ("id", "thema", "titel", "vraag", "kolommen")
_OPTIONAL = ("parameters", "toelichting", "python")
_USED = re.compile(r"\$(\w+)")
_NO_CODE = re.compile(r"'(?:[^'\\]|\\.)*'|//[^\n]*")
"""Texts and comments of Cypher, in which a $ is no parameter."""


@dataclass(frozen=True, slots=True)
class Cyphervraag:
    """A saved question. cypher: as it is sent. python: dotted name of what gives the same from a snapshot, or empty."""

    id: str
    thema: str
    titel: str
    vraag: str
    parameters: Mapping[str, Parameter]
    kolommen: tuple[str, ...]
    cypher: str
    toelichting: str = ""
    python: str = ""


@cache
def bibliotheek() -> Mapping[str, Cyphervraag]:
    """All saved questions by id, in the order of their themes."""
    found = [lees_bestand(path) for path in sorted(FOLDER.glob("*.cypher"))]
    found.sort(key=lambda item: THEMAS.index(item.thema))
    return MappingProxyType({item.id: item for item in found})


def vind_vraag(naam: str) -> Cyphervraag:
    """The saved question with this id; SpeelveldError that suggests others when there is none."""
    known = bibliotheek()
    if naam in known:
        return known[naam]
    near = [item for item in known if naam.casefold() in item]
    near += [item for item, *_ in process.extract(naam.casefold(), list(known), scorer=fuzz.ratio, score_cutoff=60)]
    hint = f"Bedoelt u {' of '.join(f'“{item}”' for item in dict.fromkeys(near[:3]))}? " if near else ""
    raise SpeelveldError(
        f"de vraag “{naam}” bestaat niet", herstel=f"{hint}“speelveld cypher” zonder meer noemt ze allemaal"
    )


def lees_bestand(path: Path) -> Cyphervraag:
    """The question of a file; SpeelveldError with file and line when it is not well written."""
    return lees(path.read_text(encoding="utf-8"), path.name)


def lees(text: str, naam: str) -> Cyphervraag:
    """The question of a text; naam: of its file."""
    head, empty, cypher = text.partition("\n\n")
    lines = head.splitlines()
    for number, line in enumerate(lines, 1):
        if line != "//" and not line.startswith("// "):
            raise SpeelveldError(
                "boven de lege regel staan alleen regels die met “// ” beginnen", waar=f"{naam}, regel {number}"
            )
    block = parse_block("\n".join(line[3:] for line in lines), naam)
    block.check(_FIELDS, _OPTIONAL)
    if not empty or not _code(cypher).strip():
        raise SpeelveldError("er staat geen Cypher onder de lege regel", waar=f"{naam}, regel {len(lines) + 1}")
    question = Cyphervraag(
        id=block.text("id"),
        thema=block.one_of("thema", THEMAS),
        titel=block.text("titel"),
        vraag=block.text("vraag"),
        parameters=_parameters(block),
        kolommen=_columns(block),
        cypher=cypher.strip(),
        toelichting=block.text("toelichting"),
        python=block.text("python"),
    )
    if question.id != naam.removesuffix(".cypher"):
        raise block.error(f"het id is “{question.id}”", "Geef de vraag het id van haar bestand")
    _check_parameters(question, naam, len(lines) + 2)
    return question


def eigen_vraag(text: str, naam: str) -> Cyphervraag:
    """A question of one's own; it need not say what its parameters are. naam: of its file.

    When it begins as a saved question does, it is read as one.
    """
    if text.startswith("// id:"):
        return lees(text, naam)
    if not _code(text).strip():
        raise SpeelveldError("er staat geen Cypher in", waar=naam)
    used = {name: Parameter(name, VRIJ, "…") for name in gebruikt(text)}
    if "peildatum" in used:
        used["peildatum"] = Parameter("peildatum", DATUM, VANDAAG, VANDAAG)
    return Cyphervraag(naam, "", naam, "", MappingProxyType(used), (), text.strip().removesuffix(";"))


def _parameters(block: Block) -> Mapping[str, Parameter]:
    if "parameters" not in block:
        return MappingProxyType({})
    given = block.block(block["parameters"])
    return MappingProxyType({name: lees_parameter(name, given.block(value)) for name, value in given.items()})


def _columns(block: Block) -> tuple[str, ...]:
    found = tuple(block.values_of("kolommen"))
    if not found or len(set(found)) < len(found) or not all(isinstance(item, str) and item for item in found):
        raise block.error(
            "kolommen is geen lijst met namen die verschillen", "Noem wat de vraag geeft, zoals [id, naam]"
        )
    return found


def _code(cypher: str) -> str:
    """The Cypher with its texts and comments blanked out; lines stay where they are."""
    return _NO_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), cypher)


def gebruikt(cypher: str) -> tuple[str, ...]:
    """Names of the parameters that the Cypher uses, in their order."""
    return tuple(dict.fromkeys(_USED.findall(_code(cypher))))


def _check_parameters(question: Cyphervraag, naam: str, first: int) -> None:
    for number, line in enumerate(_code(question.cypher).splitlines(), first):
        for used in _USED.findall(line):
            if used not in question.parameters:
                raise SpeelveldError(f"de parameter ${used} staat niet bij parameters", waar=f"{naam}, regel {number}")
    unused = [name for name in question.parameters if name not in gebruikt(question.cypher)]
    if unused:
        raise SpeelveldError(f"de parameter {unused[0]} wordt niet gebruikt", waar=f"{naam}, regel 1")
