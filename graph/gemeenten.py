"""From the many spellings of a gemeente to its code.

Registers write `S GRAVENHAGE`, `'s-Gravenhage`, `Bergen (NH.)`, `BERGEN NH`, `Súdwest-Fryslân` or `gm0037`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz, process

from graph.facts import Node, valid_on
from ontology.errors import SpeelveldError

_CODE = re.compile(r"(?:gm)?\s*([0-9]{1,4})", re.IGNORECASE)
# Names in use next to the official one. Source: CBS and DUO lists of the years in which both occur.
SYNONYMS = {
    "den haag": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "noordoost friesland": "noardeast fryslan",
    "sudwest friesland": "sudwest fryslan",
    "nederhorst den berg": "wijdemeren",
    "bergen lb": "bergen l",
    "nuenen ca": "nuenen gerwen en nederwetten",
    "nuenen c a": "nuenen gerwen en nederwetten",
}


_WORDS = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """A text as words of plain small letters and digits: no case, accents or punctuation."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(_WORDS.findall(text))


def normalise(name: str) -> str:
    """A name without case, accents, punctuation, the word gemeente and the dots of a province."""
    text = re.sub(r"^gemeente ", "", fold(name))
    return SYNONYMS.get(text, text)


def gemeente_code(text: str) -> str | None:
    """`0106`, `106`, `gm0106` or `GM0106` as `GM0106`; None when the text is no code."""
    match = _CODE.fullmatch(text.strip())
    return f"GM{int(match[1]):04d}" if match else None


class GemeenteResolver:
    """Finds the id of a gemeente by code or name among the gemeenten of the record."""

    def __init__(self, gemeenten: Iterable[Node] = ()) -> None:
        self._by_code: dict[str, list[Node]] = defaultdict(list)
        self._by_name: dict[str, list[Node]] = defaultdict(list)
        for node in gemeenten:
            self._by_code[node.id].append(node)
            if node.naam:
                names = [node.naam, *self._other_names(node)]
                for name in names:
                    self._by_name[normalise(name)].append(node)

    @staticmethod
    def _other_names(node: Node) -> tuple[str, ...]:
        other = node.eigenschappen.get("andereNamen", ())
        return other if isinstance(other, tuple) else ()

    def id(self, text: str, peildatum: date | None = None) -> str:
        """The id of the gemeente with this code or name.

        When several gemeenten have had the name, the one that exists on the peildatum wins. Raises SpeelveldError
        when there is none, or more than one.
        """
        if not self._by_code:
            raise SpeelveldError(
                "er zijn nog geen gemeenten geladen", herstel="Laad eerst de landelijke gegevens met “speelveld laad”"
            )
        code = gemeente_code(text)
        if code is not None:
            found = f"gemeente:{code}"
            if found not in self._by_code:
                raise SpeelveldError(
                    f"gemeentecode “{text.strip()}” bestaat niet", herstel="Zoek de code op bij het CBS"
                )
            return found
        candidates = self._by_name.get(normalise(text), [])
        ids = {node.id for node in candidates}
        if len(ids) > 1 and peildatum is not None:
            ids = {node.id for node in candidates if valid_on(node, peildatum)} or ids
        if len(ids) == 1:
            return ids.pop()
        if ids:
            raise SpeelveldError(
                f"de naam “{text}” hoort bij meer gemeenten: {', '.join(sorted(ids))}", herstel="Geef de gemeentecode"
            )
        near = process.extractOne(normalise(text), list(self._by_name), scorer=fuzz.ratio, score_cutoff=75)
        hint = f"Bedoelt u “{self._by_name[near[0]][0].naam}”?" if near else "Geef de gemeentecode"
        raise SpeelveldError(f"gemeente “{text}” is niet bekend", herstel=hint)
