"""Parsers of single values that occur in many registers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from ontology.errors import SpeelveldError
from ontology.schema import load_schema

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})?")
_BRIN6 = re.compile(r"[0-9]{2}[A-Za-z]{2}[0-9A-Za-z]{2}")
_GEZAG = re.compile(r"[0-9]{5}")
_KVK = re.compile(r"[0-9]{7,8}")
# Words inside a place name that are written small, and the codes with which DUO tells places of one name apart.
_SMALL = {"aan", "ad", "bij", "ca", "de", "den", "der", "en", "gem", "gem.", "het", "in", "op", "over"}
_SMALL |= {"te", "ten", "ter", "van", "'s", "'t"}
_PROVINCES = {"DR", "FL", "FR", "GLD", "GN", "LB", "NB", "NH", "OV", "UT", "ZH", "ZLD"}


def postcode(text: str) -> tuple[str, str]:
    """`1963 ab`, `1963AB` or `1963` as (PC4, postcode without blank); SpeelveldError otherwise."""
    match = _POSTCODE.fullmatch(text.strip())
    if not match:
        raise SpeelveldError(f"“{text}” is geen postcode", herstel="Schrijf vier cijfers, eventueel met twee letters")
    return match[1], (match[1] + (match[2] or "").upper())


def vestigingscode(text: str) -> str:
    """A BRIN number with vestiging (`25CL03`); SpeelveldError otherwise."""
    code = text.strip()
    if not _BRIN6.fullmatch(code):
        raise SpeelveldError(
            f"“{text}” is geen vestigingscode",
            herstel="Een vestigingscode is een BRIN-nummer met twee tekens, zoals 25CL03",
        )
    return code.upper()


def slug(text: str) -> str:
    """A name as the code of an id: lower-case ASCII letters and digits joined by hyphens."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.casefold()).strip("-")


def website(text: str) -> str:
    """A web address with its scheme, or an empty string."""
    address = text.strip()
    if not address or " " in address or "." not in address:
        return ""
    return address if "://" in address else f"https://{address}"


def id_parser(voorvoegsel: str) -> Callable[[str], str]:
    """A parser from a register's code to the id of a node: `GM0396` with `gemeente` gives `gemeente:GM0396`."""

    def parse(text: str) -> str:
        node_id = f"{voorvoegsel}:{text.strip()}"
        try:
            load_schema().type_of(node_id)
        except SpeelveldError as error:
            raise SpeelveldError(
                error.wat, waarom=error.waarom, herstel="Gebruik het bestand zoals de uitgever het levert"
            ) from error
        return node_id

    return parse


def ggd_id(naam: str) -> str:
    """The id of a GGD by the name that CBS gives it: `GGD Hollands-Noorden` is `ggd:hollands-noorden`."""
    code = slug(re.sub(r"^GGD\s+", "", naam.strip()))
    if not code:
        raise SpeelveldError(f"“{naam}” is geen naam van een GGD", herstel="Geef de naam zoals het CBS die schrijft")
    return f"ggd:{code}"


def bevoegd_gezag(text: str) -> str:
    """The number of a school board, five digits (`40631`); SpeelveldError otherwise."""
    number = text.strip()
    if not _GEZAG.fullmatch(number):
        raise SpeelveldError(
            f"“{text}” is geen nummer van een bevoegd gezag",
            herstel="Een bestuursnummer heeft vijf cijfers, zoals 40631",
        )
    return number


def kvk_nummer(text: str) -> str:
    """A KvK number of eight digits (a lost leading zero is put back), or an empty string."""
    number = text.strip()
    if not number:
        return ""
    if not _KVK.fullmatch(number):
        raise SpeelveldError(f"“{text}” is geen KvK-nummer", herstel="Een KvK-nummer heeft acht cijfers")
    return number.zfill(8)


def plaatsnaam(text: str) -> str:
    """A place that DUO writes in capitals, in Dutch spelling: `'S-GRAVENHAGE` as `'s-Gravenhage`.

    Only capitals change: DUO writes no accents and adds a province or gemeente to places of one name, and both stay
    as they are (`Hengelo OV`, `2e Exloermond`).
    """
    words = text.split()
    return " ".join(
        word if index and word in _PROVINCES else _place_word(word.lower(), first=index == 0)
        for index, word in enumerate(words)
    )


def _place_word(word: str, *, first: bool) -> str:
    parts = word.split("-")
    return "-".join(
        part if part in _SMALL and (part.startswith("'") or index or not first) else _capital(part)
        for index, part in enumerate(parts)
    )


def _capital(part: str) -> str:
    return f"IJ{part[2:]}" if part.startswith("ij") else part[:1].upper() + part[1:]
