"""Find anything by name or code, forgiving typing errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from graph.gemeenten import normalise
from graph.snapshot import SnapNode, Snapshot

# What people look for most comes first when names match equally well.
_ORDER = ("Gemeente", "Samenwerkingsverband", "Jeugdregio", "Doorstroompuntregio", "Ggd", "Vestiging", "Bestuur")
_TYPO_LIMIT = 80
"""Least similarity (0-100) of a name that is taken for a mistyped one."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """A node that was found; `score` runs from 0 to 100, and 100 is an exact name or code."""

    id: str
    type: str
    naam: str
    waar: str
    score: int


class Zoeker:
    """An index of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._by_code: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, list[str]] = defaultdict(list)
        for node in snapshot.nodes.values():
            self._by_code[node.id.partition(":")[2].casefold()].append(node.id)
            for name in self._all_names(node):
                self._names[normalise(name)].append(node.id)

    @staticmethod
    def _all_names(node: SnapNode) -> Iterable[str]:
        yield node.naam
        short = node.eigenschappen.get("korteNaam")
        if isinstance(short, str):
            yield short
        for other in (node.eigenschappen.get("andereNamen", ()), node.eigenschappen.get("plaatsen", ())):
            if isinstance(other, tuple):
                yield from other

    def zoek(self, tekst: str, aantal: int = 20) -> list[Treffer]:
        """The best matches: an exact code or name, then names with all the words, then nearly the same names."""
        words = normalise(tekst)
        if not words:
            return []
        scores: dict[str, int] = {}
        code = tekst.strip().casefold()
        for found in (
            *self._by_code.get(code.rpartition(":")[2], ()),
            *self._by_code.get(code[:4], ())[: _is_pc6(code)],
        ):
            scores[found] = 100
        for name, ids in self._names.items():
            score = _score(words, name)
            if score:
                for found in ids:
                    scores[found] = max(score, scores.get(found, 0))
        if not any(score >= 90 for score in scores.values()):
            for name, similarity, _ in process.extract(
                words, self._names.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO_LIMIT, limit=aantal
            ):
                for found in self._names[name]:
                    scores[found] = max(int(similarity) - 10, scores.get(found, 0))
        best = sorted(scores.items(), key=lambda item: (-item[1], self._rank(item[0]), self._snapshot.naam(item[0])))
        return [self._hit(found, score) for found, score in best[:aantal]]

    def _rank(self, node_id: str) -> int:
        kind = self._snapshot.nodes[node_id].type
        return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)

    def _hit(self, node_id: str, score: int) -> Treffer:
        node = self._snapshot.nodes[node_id]
        place = node.eigenschappen.get("plaats") or node.eigenschappen.get("woonplaats")
        if not place:
            place = ", ".join(self._snapshot.naam(item.naar) for item in self._snapshot.out(node_id, "IN_PROVINCIE"))
        return Treffer(node_id, node.type, node.naam, str(place), score)


def _is_pc6(code: str) -> int:
    """1 when the text is a postcode with letters, of which the first four signs are the code of an area."""
    text = code.replace(" ", "")
    return int(len(text) == 6 and text[:4].isdigit() and text[4:].isalpha())


def _score(words: str, name: str) -> int:
    if name == words:
        return 98
    if name.startswith(words):
        return 94
    if f" {words}" in name:
        return 90
    parts = words.split()
    if len(parts) > 1 and all(part in name for part in parts):
        return 86
    return 0
