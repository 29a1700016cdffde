"""Find anything by name or code, in any order of words, while typing, and forgiving typing errors.

A hit has a score of 1 to 100: 100 for an exact code, 98 for an exact name, then names that begin with the text, names
with all the words, and nearly the same names. The name of a gemeente counts a little more than the name of a school.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice

from graph.gemeenten import fold
from graph.snapshot import Snapshot
from ontology.errors import SpeelveldError
from queries.waar import toelichting, waar
from queries.zoekindex import PLEK_WEEGT, SOORT_WEEGT, Index, Naam, Soort, naamvorm, opvolgers

_CODE, _CIJFERS, _NAAM, _BEGIN, _WOORDEN = 100, 99, 98, 90, 88
_BIJNA = {0: 88, 1: 86, 2: 79, 3: 72}
"""By the number of edits between what was typed and a name; 0 when only the spaces differ."""
_ACHTER_SOORT = {"Gemeente": 0, "Bestuur": 3, "Vestiging": 6, "School": 6, "Functie": 6, "Postcodegebied": 6}
"""What a name of another kind counts less, so that a gemeente or SWV stands before a school that is called after it."""
_ACHTER_ANDERS = 1
_ACHTER_NAAM = {Soort.NAAM: 0, Soort.KORT: 0, Soort.ANDERS: 1, Soort.PLAATS: 3, Soort.VOORGANGER: 2}
_ACHTER_VOORMALIG = 8
_PRECIES = 91
"""From this score on, a hit has exactly the code or name that was typed."""
_VOORAAN = 5
_MEESTE_WOORDEN = 8
_GENOEG = 0.5
"""The share of what was typed, by weight of the words, that a hit must have."""
_IETS = 0.35
"""The same, when nothing has enough."""
_PER_WOORD, _MEESTE = 100, 250
"""The most that is looked at: of each word of the index when one word was typed, and in all. The best come first."""
_PLEK_BIJ_SOORT = 0.95
"""How much a place counts when the kind of thing was typed with it."""
_ZONDER_SOORT = 0.8
"""What a hit keeps that is not of the kind that was typed."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """A node that was found; `score` runs from 0 to 100, and 100 is an exact code.

    waar: where it is. toelichting: why it was found when its name does not say so, and what became of what is no more.
    opvolgers: of what no longer exists, the ids of what it went into.
    """

    id: str
    type: str
    naam: str
    waar: str
    score: int
    toelichting: str = ""
    bestaat: bool = True
    opvolgers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Vondst:
    """The best score of a node, and the name that gave it."""

    score: float
    naam: Naam | None = None


class Zoeker:
    """Searches one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._index = Index(snapshot)

    def zoek(self, tekst: str, aantal: int = 20, soorten: Collection[str] = ()) -> list[Treffer]:
        """The best matches, best first; soorten: only these types of node, when any are given."""
        words = naamvorm(tekst, half=True).split()[:_MEESTE_WOORDEN]
        if not words:
            return []
        found: dict[int, _Vondst] = {}
        self._op_code(words, found)
        for text in dict.fromkeys((" ".join(words), fold(tekst), naamvorm(tekst))):
            self._op_naam(text, soorten, found)
        self._op_woorden(words, soorten, found)
        scores = {number: self._score(number, item) for number, item in found.items()}
        ranked = sorted(
            (number for number, score in scores.items() if self._gevraagd(number, score, soorten)),
            key=lambda number: (-scores[number], self._index.ids[number] if scores[number] >= _CIJFERS else "", number),
        )
        self._tikfouten_vooraan(ranked, found)
        return [self._treffer(number, scores[number], found[number].naam) for number in ranked[:aantal]]

    def aanwijzen(self, tekst: str) -> Treffer:
        """The one thing with exactly this code or name; SpeelveldError that names candidates when it is not one."""
        found = self.zoek(tekst, _VOORAAN)
        exact = [item for item in found if item.score >= _PRECIES]
        if exact and (len(exact) == 1 or exact[0].score > exact[1].score):
            return exact[0]
        if not found:
            raise SpeelveldError(f"“{tekst}” is niet gevonden", herstel="Zoek met “speelveld zoek”")
        names = ", ".join(f"{item.id} ({item.naam})" for item in found)
        raise SpeelveldError(f"“{tekst}” wijst niet één ding aan", herstel=f"Bedoelt u een van deze: {names}?")

    def _tikfouten_vooraan(self, ranked: list[int], found: dict[int, _Vondst]) -> None:
        """A gemeente with one typing error stands among the first five, also when much begins with what was typed."""
        late = [
            number
            for number in ranked[_VOORAAN:]
            if found[number].score == _BIJNA[1]
            and (naam := found[number].naam) is not None
            and naam.soort <= Soort.ANDERS
            and self._index.soorten[number] == "Gemeente"
            and self._index.ids[number] in self._snapshot.nodes
        ][: _VOORAAN - 1]
        for number in late:
            ranked.remove(number)
        ranked[_VOORAAN - len(late) : _VOORAAN - len(late)] = late

    def _gevraagd(self, number: int, score: float, soorten: Collection[str]) -> bool:
        """Whether the type of a hit is wanted. A school with a site of its name is shown by code, or when asked for."""
        if soorten:
            return self._index.soorten[number] in soorten
        return score >= _CIJFERS or number not in self._index.dubbel

    def _score(self, number: int, item: _Vondst) -> float:
        if item.score >= _CIJFERS:
            return item.score
        score = item.score - _ACHTER_SOORT.get(self._index.soorten[number], _ACHTER_ANDERS)
        if item.naam is not None:
            score -= _ACHTER_NAAM[item.naam.soort]
        return score if self._index.ids[number] in self._snapshot.nodes else score - _ACHTER_VOORMALIG

    # ---------------------------------------------------------------- by code

    def _op_code(self, words: list[str], found: dict[int, _Vondst]) -> None:
        """`PO2704`, `po 27.04`, `27-04`, `swv 2704`, `rmc 19`, `0396`, `1963 AB`, `20MH 00`, `kvk 34160022`."""
        index = self._index
        joined = "".join(words)
        code = "".join(word for word in words if any(sign.isdigit() for sign in word))
        said = [word for word in words if word.isalpha() and word not in ("kvk", "brin", "oin")]
        if not code:
            return
        for number in index.codes.get(joined, ()):
            found[number] = _Vondst(_CODE)
        for number in index.codes.get(code, ()):
            if self._past(number, said):
                found.setdefault(number, _Vondst(_CODE))
        for number in index.cijfers.get(code, ()):
            whole = len(code) > 2 and index.code(number).endswith(code)
            if self._past(number, said) and (said or (whole and len(index.code(number)) == len(code) + 2)):
                found.setdefault(number, _Vondst(_CIJFERS))
        if len(joined) == 6 and joined[:4].isdigit() and joined[4:].isalpha():
            for number in (*index.codes.get(joined[:4], ()), *index.postcodes.get(joined, ())):
                found.setdefault(number, _Vondst(_CODE))
        if len(words) == 1 and len(joined) > 1:
            for begin in index.codes_met_begin(joined, 30):
                for number in index.codes[begin]:
                    found.setdefault(number, _Vondst(_BEGIN))

    def _past(self, number: int, said: list[str]) -> bool:
        """Whether the words beside a number say what the node is: its kind, or the letters of its code."""
        code = self._index.code(number)
        return all(self._index.is_soort(number, word) or code.startswith(word) for word in said)

    # ---------------------------------------------------------------- by whole name

    def _op_naam(self, text: str, soorten: Collection[str], found: dict[int, _Vondst]) -> None:
        index = self._index
        self._namen(text, _NAAM, found)
        begins = [
            item
            for name in index.met_begin(text)
            for item in index.namen[name]
            if not soorten or index.soorten[item.nummer] in soorten
        ]
        for item in nsmallest(200, begins):
            self._vond(item, _BEGIN, found)
        joined = text.replace(" ", "")
        for name, edits in index.bijna(joined, _edits(len(joined))):
            self._namen(name, _BIJNA[edits], found)

    def _namen(self, name: str, score: float, found: dict[int, _Vondst]) -> None:
        for item in self._index.namen.get(name, ()):
            self._vond(item, score, found)

    def _vond(self, item: Naam, score: float, found: dict[int, _Vondst]) -> None:
        known = found.get(item.nummer)
        if known is None or known.score < score:
            found[item.nummer] = _Vondst(score, item)

    # ---------------------------------------------------------------- by words

    def _op_woorden(self, words: list[str], soorten: Collection[str], found: dict[int, _Vondst]) -> None:
        """Hits with the words in any order; a word that is missing counts by how rare it is."""
        index = self._index
        if all(index.soortwoord(word) for word in words):
            for number in islice(index.van_soort(words), _PER_WOORD):
                found.setdefault(number, _Vondst(_WOORDEN * SOORT_WEEGT))
        likes = [self._als(word, last=place == len(words) - 1) for place, word in enumerate(words)]
        weights = [self._gewicht(word, like) for word, like in zip(words, likes, strict=True)]
        for number in self._kandidaten(likes, weights, soorten, _GENOEG):
            self._vond_woorden(number, self._woordscore(number, words, likes, weights, _GENOEG), found)
        if not found:
            for number in self._kandidaten(likes, weights, soorten, _IETS):
                self._vond_woorden(number, self._woordscore(number, words, likes, weights, _IETS), found)

    @staticmethod
    def _vond_woorden(number: int, score: float, found: dict[int, _Vondst]) -> None:
        known = found.get(number)
        if score and (known is None or known.score < score):
            found[number] = _Vondst(score)

    def _als(self, word: str, *, last: bool) -> dict[str, float]:
        """The words of the index that a typed word may stand for; the last one may be half typed."""
        like = self._index.woorden_als(word, begin=len(word) > 2, afstand=_edits(len(word)))
        if not last:
            like = {other: fit if other == word else fit - 0.1 for other, fit in like.items()}
        return like

    def _gewicht(self, word: str, like: dict[str, float]) -> float:
        """How much a typed word tells: the rarer, the more."""
        if self._index.soortwoord(word):
            return 1.0
        return self._index.zeldzaamheid(sum(len(self._index.met_woord(other)) for other in like))

    def _kandidaten(
        self, likes: list[dict[str, float]], weights: list[float], soorten: Collection[str], genoeg: float
    ) -> Iterable[int]:
        """What may have enough of the words, looked up by those that tell most; of much, the most promising."""
        index = self._index
        if len(likes) == 1 and not soorten:
            return islice(dict.fromkeys(n for word in likes[0] for n in index.met_woord(word)[:_PER_WOORD]), _MEESTE)
        having = [set[int]().union(*map(index.met_woord, like)) for like in likes]
        pool: set[int] = set()
        rest = total = sum(weights)
        for place in sorted(range(len(likes)), key=lambda at: -weights[at]):
            if rest < genoeg * total:
                break
            rest -= weights[place]
            pool |= having[place]
        if soorten:
            pool = {number for number in pool if index.soorten[number] in soorten}
        if len(pool) <= _MEESTE:
            return pool
        pairs = list(zip(having, weights, strict=True))
        return nsmallest(
            _MEESTE, pool, key=lambda number: (-sum(weight for found, weight in pairs if number in found), number)
        )

    def _woordscore(
        self, number: int, words: list[str], likes: list[dict[str, float]], weights: list[float], genoeg: float
    ) -> float:
        """0 when too little fits, or (unless little is enough) nothing but the place.

        Who types a kind of thing with a place (`swv heemskerk`) wants that thing rather than what the place is called.
        """
        known = self._index.gewichten(number)
        kind = [self._index.is_soort(number, word) for word in words]
        of_kind = any(kind)
        got, named, used = 0.0, of_kind or genoeg < _GENOEG, set[str]()
        missed_kind = False
        for word, like, weight, is_kind in zip(words, likes, weights, kind, strict=True):
            best = SOORT_WEEGT if is_kind else 0.0
            for other in like.keys() & known.keys():
                counts = known[other]
                if counts > PLEK_WEEGT:
                    used.add(other)
                    named = True
                elif of_kind:
                    counts = _PLEK_BIJ_SOORT
                best = max(best, like[other] * counts)
            missed_kind |= not best and self._index.soortwoord(word)
            got += best * weight
        total = sum(weights)
        if not named or got < genoeg * total:
            return 0
        cover = self._index.dekking(number, used) if used or not of_kind else 1.0
        return _WOORDEN * got / total * (0.8 + 0.2 * cover) * (_ZONDER_SOORT if missed_kind else 1)

    # ---------------------------------------------------------------- what a hit says

    def _treffer(self, number: int, score: float, naam: Naam | None) -> Treffer:
        node_id = self._index.ids[number]
        former = node_id not in self._snapshot.nodes
        return Treffer(
            node_id,
            self._index.soorten[number],
            self._snapshot.naam(node_id),
            waar(node_id, self._snapshot),
            max(1, min(100, round(score))),
            toelichting(node_id, naam, self._snapshot),
            not former,
            opvolgers(node_id, self._snapshot) if former else (),
        )


def _edits(length: int) -> int:
    """How many typing errors a text of this length may have."""
    return 0 if length < 4 else 1 if length < 9 else 2 if length < 16 else 3
