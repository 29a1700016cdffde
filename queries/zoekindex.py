"""The index of zoek: how everything of one snapshot is called, in which words, with which codes, and where it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import IntEnum
from math import log
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.collector import no_collection
from graph.facts import Node
from graph.gemeenten import SYNONYMS, fold
from graph.snapshot import SnapNode, Snapshot
from ontology.schema import NodeType

# What people look for most comes first when names match equally well. Not here and not found: the line of a border.
VOLGORDE = (
    *("Gemeente", "Samenwerkingsverband", "Provincie", "Jeugdregio", "Doorstroompuntregio", "Ggd", "Veiligheidsregio"),
    *("Zorgkantoorregio", "Arbeidsmarktregio", "Regio", "VeiligThuis", "Regeling", "Afspraak", "Bestuur", "Vestiging"),
    *("School", "GecertificeerdeInstelling", "LokaalTeam", "Leerplichtbureau", "Organisatie", "Aanbieder", "Functie"),
    "Postcodegebied",
)
NAAM_WEEGT, KORT_WEEGT, ANDERS_WEEGT, SOORT_WEEGT, PLEK_WEEGT = 1.0, 0.99, 0.92, 0.9, 0.7
"""How much a word counts: of the name, the short name, another name, the kind of thing, where it is."""

# The province or gemeente that registers write behind a place of which there are more.
_ACHTERVOEGSEL = re.compile(r" (gn|fr|dr|ov|gld|gl|ut|fl|nh|zh|nb|lb|ze)$| gem .+$")
# What people call a school by what it teaches; the register has the codes.
_ONDERWIJS: Mapping[str, frozenset[str]] = {
    "bo": frozenset(("bo", "po", "basisschool", "school")),
    "sbo": frozenset(("sbo", "po", "school")),
    "so": frozenset(("so", "school")),
    "vso": frozenset(("vso", "school")),
    "vo": frozenset(("vo", "school")),
    "pro": frozenset(("pro", "praktijkonderwijs", "vo", "school")),
}
_NUMMERS = ("kvk", "oin", "cbsCode")
"""Properties that are a number in another register."""
# From a member to the area or organisation that is known by its members.
_LIDMAATSCHAP = (
    *("IN_JEUGDREGIO", "IN_DOORSTROOMPUNTREGIO", "IN_GGDREGIO", "IN_VEILIGHEIDSREGIO", "IN_ZORGKANTOORREGIO"),
    *("IN_ARBEIDSMARKTREGIO", "IN_REGIO", "IN_SWV_PO", "IN_SWV_VO", "NEEMT_DEEL_AAN", "LEERPLICHT_DOOR"),
    *("HEEFT_LOKAAL_TEAM", "HEEFT_BESTUUR"),
)
_WERKGEBIED = ("WERKT_IN", "GELDT_IN")
"""From an organisation or agreement to where it works."""


class Soort(IntEnum):
    """What kind of name it is; the better known, the lower."""

    NAAM = 0
    KORT = 1
    ANDERS = 2
    PLAATS = 3
    VOORGANGER = 4


_WEEGT = {Soort.NAAM: NAAM_WEEGT, Soort.KORT: KORT_WEEGT}


class Naam(NamedTuple):
    """A name of a node (its number). van: of a predecessor, the id."""

    nummer: int
    tekst: str
    soort: Soort
    van: str = ""


class Index:
    """Everything of a snapshot that can be found, numbered in the order in which equally good hits are shown.

    ids, soorten: the id and the type of each number. namen: by the form in which names are compared. codes: by code
    without signs. cijfers: by the digits of a code of letters and digits, also without the zeros in front. postcodes:
    schools by postcode. dubbel: schools with a site of the same name.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.namen: dict[str, list[Naam]] = defaultdict(list)
        self.codes: dict[str, list[int]] = defaultdict(list)
        self.cijfers: dict[str, list[int]] = defaultdict(list)
        self.postcodes: dict[str, list[int]] = defaultdict(list)
        self.dubbel: set[int] = set()
        with no_collection():
            every: list[SnapNode | Node] = [*snapshot.nodes.values(), *snapshot.voormalig.values()]
            nodes = [node for node in every if node.type in VOLGORDE]
            nodes.sort(key=self._plaats_in_rij)
            self.ids = [node.id for node in nodes]
            self.soorten = [node.type for node in nodes]
            self._nummer = {node_id: number for number, node_id in enumerate(self.ids)}
            self._woorden: list[dict[str, float]] = [{} for _ in nodes]
            self._soort_woorden = {name: _soortwoorden(kind) for name, kind in snapshot.schema.nodes.items()}
            self._kent = [self._eigen_soortwoorden(node) for node in nodes]
            for number, node in enumerate(nodes):
                self._add(number, node)
            self._add_places()
            self._add_predecessors()
            self._add_where()
            self._finish()

    def _plaats_in_rij(self, node: SnapNode | Node) -> tuple[int, bool, int, str, str]:
        naam = node.naam or ""
        return VOLGORDE.index(node.type), node.id not in self._snapshot.nodes, len(naam), naam, node.id

    # ---------------------------------------------------------------- what is in it

    def _eigen_soortwoorden(self, node: SnapNode | Node) -> frozenset[str]:
        words = self._soort_woorden[node.type]
        sector = node.eigenschappen.get("sector")
        if isinstance(sector, str):
            return words | {sector.casefold()}
        kinds = node.eigenschappen.get("onderwijssoort") if node.type == "Vestiging" else None
        if isinstance(kinds, tuple):
            return words.union(*(_ONDERWIJS.get(kind, ()) for kind in kinds))
        return words

    def _add(self, number: int, node: SnapNode | Node) -> None:
        self._code(number, node)
        if node.type == "Postcodegebied" or not node.naam:
            return  # known by its code only
        self._name(number, node.naam, Soort.NAAM)
        if node.type == "Vestiging":
            postcode = node.eigenschappen.get("postcode")
            if isinstance(postcode, str):
                self.postcodes[fold(postcode).replace(" ", "")].append(number)
        elif node.type == "School":
            sites = self._snapshot.into(node.id, "VESTIGING_VAN")
            if any(self._snapshot.naam(item.van) == node.naam for item in sites):
                self.dubbel.add(number)
        else:
            short = node.eigenschappen.get("korteNaam")
            if isinstance(short, str) and short != node.naam:
                self._name(number, short, Soort.KORT)
            for other in _teksten(node.eigenschappen.get("andereNamen")):
                self._name(number, other, Soort.ANDERS)
        if node.type == "Gemeente":
            for spoken, written in SYNONYMS.items():
                if written == fold(node.naam):
                    self._name(number, spoken.title(), Soort.ANDERS)

    def _code(self, number: int, node: SnapNode | Node) -> None:
        """The code of its register, the digits of a code as `MC19` or `PO2704`, and its numbers in other registers."""
        code = node.id.partition(":")[2].casefold()
        letters, digits = code[:2], code[2:]
        if node.type in ("Vestiging", "School", "Postcodegebied"):
            self.codes[code].append(number)
            return
        if letters.isalpha() and digits.isdigit():
            for form in {digits, digits.lstrip("0")}:
                self.cijfers[form].append(number)
        if not code.isalpha() and code.isalnum():
            self.codes[code].append(number)
        for name in _NUMMERS:
            value = node.eigenschappen.get(name)
            if isinstance(value, str) and value.casefold() != code:
                self.codes[value.casefold()].append(number)

    def _name(self, number: int, tekst: str, soort: Soort, van: str = "") -> None:
        folded = naamvorm(tekst)
        known = self.namen[folded]
        if not folded or (soort and any(item.nummer == number for item in known)):
            return
        known.append(Naam(number, tekst, soort, van))
        weight = _WEEGT.get(soort, ANDERS_WEEGT)
        words = self._woorden[number]
        for word in folded.split():
            words.setdefault(word, weight)

    def _add_places(self) -> None:
        """Places, as names of the gemeente in which they lie: those of its register, and those of its postcodes."""
        for gemeente in self._snapshot.of_type("Gemeente"):
            places = dict.fromkeys(_teksten(gemeente.eigenschappen.get("plaatsen")))
            for item in self._snapshot.into(gemeente.id, "IN_GEMEENTE"):
                area = self._snapshot.node(item.van)
                place = area.eigenschappen.get("woonplaats") if area else None
                if isinstance(place, str):
                    places[place] = None
            for place in places:
                self._name(self._nummer[gemeente.id], place, Soort.PLAATS)
                folded = fold(place)
                plain = _ACHTERVOEGSEL.sub("", folded)
                if plain != folded:
                    self._name(self._nummer[gemeente.id], place[: len(plain)], Soort.PLAATS)

    def _add_predecessors(self) -> None:
        """The names of what went into a node, as names of that node."""
        for former in self._snapshot.voormalig.values():
            for successor in opvolgers(former.id, self._snapshot):
                if former.naam:
                    self._name(self._nummer[successor], former.naam, Soort.VOORGANGER, former.id)

    def _add_where(self) -> None:
        """The words of places and gemeenten, for what lies in them, covers them or works there; streets of schools."""
        snapshot = self._snapshot
        plek: dict[str, list[str]] = {
            item.id: [word for name in self._gemeentenamen(item.id) for word in name.split()]
            for item in snapshot.of_type("Gemeente")
        }
        gemeenten = dict(plek)
        for node in snapshot.nodes.values():
            if node.type in ("Postcodegebied", "Vestiging"):
                found = [gemeenten.get(item.naar, ()) for item in snapshot.out(node.id, "IN_GEMEENTE")]
                plek[node.id] = [*_woorden(node, "plaats"), *(word for words in found for word in words)]
            if node.type in ("Vestiging", "Bestuur", "Samenwerkingsverband"):
                self._where(node.id, (*plek.get(node.id, ()), *_woorden(node, "plaats"), *_woorden(node, "straat")))
        for item in snapshot.relations():
            if item.type in _LIDMAATSCHAP:
                self._where(item.naar, plek.get(item.van, ()))
            elif item.type in _WERKGEBIED:
                self._where(item.van, gemeenten.get(item.naar) or fold(snapshot.naam(item.naar)).split())

    def _gemeentenamen(self, gemeente: str) -> Iterator[str]:
        name = fold(self._snapshot.naam(gemeente))
        yield name
        yield from (spoken for spoken, written in SYNONYMS.items() if written == name)

    def _where(self, node_id: str, words: Iterable[str]) -> None:
        number = self._nummer.get(node_id)
        if number is not None:
            known = self._woorden[number]
            for word in words:
                if word not in known:
                    known[word] = PLEK_WEEGT

    def _finish(self) -> None:
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._woorden):
            if self.ids[number].startswith("pc4:"):
                continue
            for word in words:
                self._postings[word].append(number)
        self._vocabulary = sorted(self._postings)
        self._rare = {word: self.zeldzaamheid(len(numbers)) for word, numbers in self._postings.items()}
        self._sorted_names = sorted(self.namen)
        self._sorted_codes = sorted(self.codes)
        self._words_by_length = _by_length(self._vocabulary)
        self._joined: dict[str, list[str]] = defaultdict(list)
        for name in self.namen:
            self._joined[name.replace(" ", "")].append(name)
        self._names_by_length = _by_length(self._joined)
        self._per_soort: dict[str, list[int]] = defaultdict(list)
        for number, kinds in enumerate(self._kent):
            for word in kinds:
                self._per_soort[word].append(number)

    # ---------------------------------------------------------------- what it finds

    def met_begin(self, begin: str) -> list[str]:
        """Folded names that begin with a text."""
        return _range(self._sorted_names, begin)

    def codes_met_begin(self, begin: str, hoogstens: int) -> list[str]:
        """Codes that begin with a text, the first ones."""
        return _range(self._sorted_codes, begin, hoogstens)

    def bijna(self, text: str, afstand: int) -> list[tuple[str, int]]:
        """Folded names that are the same but for some edits, spaces not counted, with the number of edits."""
        return [
            (name, edits)
            for joined, edits in _near(text, self._names_by_length, afstand)
            for name in self._joined[joined]
        ]

    def woorden_als(self, word: str, *, begin: bool, afstand: int) -> dict[str, float]:
        """Words of the index that a typed word may stand for, with how well they fit (0 to 1)."""
        found: dict[str, float] = {}
        if begin:
            found = dict.fromkeys(_range(self._vocabulary, word, _MOST_WORDS), 0.9)
        if word in self._postings:
            return {word: 1.0} | found | {word: 1.0}  # first in order, and whole
        if word.isalpha():  # of a number, another one is no typing error
            for near, edits in _near(word, self._words_by_length, afstand):
                found[near] = max(found.get(near, 0), 0.9 - 0.15 * edits)
        return found

    def met_woord(self, word: str) -> list[int]:
        """Numbers of what has a word of the index in a name or in where it is, in order."""
        return self._postings.get(word, [])

    def zeldzaamheid(self, aantal: int) -> float:
        """How much a word tells that this many things have: the fewer, the more."""
        return log(1 + len(self.ids) / (1 + aantal))

    def dekking(self, number: int, used: Collection[str]) -> float:
        """The share of the name, by how much its words tell, that these words make; words for its kind do not count."""
        kind = self._kent[number]
        own = [word for word, counts in self._woorden[number].items() if counts == NAAM_WEEGT and word not in kind]
        whole = sum(self._rare[word] for word in own)
        return sum(self._rare[word] for word in own if word in used) / whole if whole else 1.0

    def gewichten(self, number: int) -> Mapping[str, float]:
        """The words of a node, with how much each counts."""
        return self._woorden[number]

    def is_soort(self, number: int, word: str) -> bool:
        """Whether a word says what kind of thing a node is."""
        return word in self._kent[number]

    def code(self, number: int) -> str:
        """The code of a node, in small letters."""
        return self.ids[number].partition(":")[2].casefold()

    def van_soort(self, words: Collection[str]) -> Iterator[int]:
        """Numbers of what all these words say the kind of, in order; none when one says no kind of thing."""
        fewest = min((self._per_soort.get(word, []) for word in words), key=len)
        return (number for number in fewest if all(word in self._kent[number] for word in words))

    def soortwoord(self, word: str) -> bool:
        """Whether a word says a kind of thing."""
        return word in self._per_soort


_MOST_WORDS = 300


def naamvorm(text: str, *, half: bool = False) -> str:
    """A text as names are compared: folded, and with abbreviations written out. half: the last word is being typed."""
    words = fold(_AAN_DEN.sub(" aan den ", text.casefold())).split()
    last = len(words) - 1 if half else len(words)
    return " ".join(_AFKORTINGEN.get(word, word) if place < last else word for place, word in enumerate(words))


_AAN_DEN = re.compile(r"(?<=[a-z]) a(?:\.? ?/?d\.?|/d) (?=[a-z])")
_AFKORTINGEN = {"st": "sint", "bs": "basisschool", "stg": "stichting", "chr": "christelijke"}


def opvolgers(node_id: str, snapshot: Snapshot) -> tuple[str, ...]:
    """What exists on the peildatum of what a former node went into, over any number of mergers."""
    found: dict[str, None] = {}
    todo, seen = [node_id], {node_id}
    while todo:
        for item in snapshot.out(todo.pop(), "OPGEGAAN_IN"):
            if item.naar in snapshot.nodes:
                found[item.naar] = None
            elif item.naar not in seen:
                seen.add(item.naar)
                todo.append(item.naar)
    return tuple(found)


def _woorden(node: SnapNode, name: str) -> list[str]:
    """The words of a property that is a text."""
    value = node.eigenschappen.get(name)
    return fold(value).split() if isinstance(value, str) else []


def _teksten(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _soortwoorden(kind: NodeType) -> frozenset[str]:
    words = {word for text in kind.namen for word in fold(text).split()}
    return frozenset(word for word in words - _GEEN_SOORT if len(word) > 1)


_GEEN_SOORT = frozenset(("andere", "op", "in"))


def _by_length(words: Iterable[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in words:
        found[len(word)].append(word)
    return found


def _near(text: str, by_length: Mapping[int, list[str]], afstand: int) -> Iterator[tuple[str, int]]:
    """Words within a number of edits (a letter more, less, other, or two swapped), with that number."""
    for length in range(len(text) - afstand, len(text) + afstand + 1) if afstand else ():
        words = by_length.get(length)
        if words:
            for word, edits, _ in process.extract(
                text, words, scorer=OSA.distance, score_cutoff=afstand, limit=_MOST_WORDS
            ):
                yield word, int(edits)


def _range(ordered: list[str], begin: str, hoogstens: int | None = None) -> list[str]:
    first = bisect_left(ordered, begin)
    last = bisect_left(ordered, begin + "\x7f", lo=first)
    return ordered[first : last if hoogstens is None else min(last, first + hoogstens)]
