"""Templates (sjablonen): tables that a region fills in itself, as CSV or Excel.

A template is a list of columns and a function from one row to facts. Everything else is the same for all of them:
reading and checking the cells, the columns on certainty, source, remark and dates, stating each node once, and
refusing rows that say the same twice.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.facts import Fact, Node, Properties, Relation, Value
from importers import values
from importers.intervals import check_interval, check_intervals
from importers.source import Context, Source
from importers.table import Row, check_header, column_names, read_table, read_text
from importers.verwijzing import find, hint
from importers.workbook import read_sheet
from ontology.errors import SpeelveldError

LIJST = "|"
ZEKERHEDEN = ("gevonden", "waarschijnlijk", "onbekend")
HERKOMST = ("zekerheid", "herkomst", "opmerking")
_OPSLAAN = "Sla het blad op als “CSV UTF-8”, of lever het als .xlsx"
UITGEVER = "eigen opgave van de regio"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_TELEFOON = re.compile(r"(?<![\w/-])\(?(?:\+31|0)[\d ()-]{7,14}\d(?!\w)")
_DATUM_NL = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")


def personal(text: str) -> bool:
    """Whether a text holds an e-mail address or a telephone number."""
    numbers = (re.sub(r"\D", "", match) for match in _TELEFOON.findall(text))
    return bool(_EMAIL.search(text)) or any(len(number) == (10 if number[0] == "0" else 11) for number in numbers)


# ------------------------------------------------------------------ what may stand in a cell


def tekst(text: str) -> str:
    """Any text."""
    return text


def kvk(text: str) -> str:
    """A number of the Chamber of Commerce."""
    if not re.fullmatch(r"[0-9]{8}", text):
        raise SpeelveldError(
            f"“{text}” is geen KvK-nummer",
            herstel="Een KvK-nummer heeft acht cijfers; maak de kolom in Excel op als tekst, dan blijven nullen staan",
        )
    return text


def website(text: str) -> str:
    """A web address; https:// is put before it when it has no scheme."""
    address = values.website(text)
    if not re.fullmatch(r"https?://[^\s\"<>@]+\.[^\s\"<>@]+", address):
        raise SpeelveldError(f"“{text}” is geen webadres", herstel="Schrijf bijvoorbeeld www.voorbeeld.nl")
    return address


def datum(text: str) -> str:
    """A date, ISO or as Dutch spreadsheets write it, as ISO."""
    match = _DATUM_NL.fullmatch(text)
    iso = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else text
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        raise SpeelveldError(f"“{text}” is geen datum", herstel="Schrijf JJJJ-MM-DD of DD-MM-JJJJ") from None


def keuze(*choices: str) -> Callable[[str], str]:
    """One of a few words."""

    def parse(text: str) -> str:
        if text.casefold() not in choices:
            raise SpeelveldError(
                f"“{text}” mag hier niet staan", herstel=hint(text, choices, f"Kies uit: {', '.join(choices)}")
            )
        return text.casefold()

    return parse


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. `lees` checks and spells one value; in a `lijst` it does so for each part between the bars.

    uitleg and voorbeelden are shown to the users who fill it in; there is an example for each example row.
    """

    naam: str
    uitleg: str
    voorbeelden: tuple[str, ...] = ()
    verplicht: bool = False
    lijst: bool = False
    lees: Callable[[str], str] = tekst


GEMEENSCHAPPELIJK = (
    Kolom(
        "zekerheid",
        "Hoe zeker dit is: gevonden, waarschijnlijk of onbekend",
        ("onbekend", "onbekend"),
        lees=keuze(*ZEKERHEDEN),
    ),
    Kolom("bron", "Waar dit staat: een webadres of een document", ("Voorbeeld uit het sjabloon",) * 2),
    Kolom(
        "toelichting",
        "Opmerking voor wie dit leest; geen namen van personen",
        ("VOORBEELD: vervang deze regel door eigen gegevens",) * 2,
    ),
    Kolom("geldig_van", "Eerste dag waarop dit geldt; leeg als die niet bekend is", ("2026-01-01", ""), lees=datum),
    Kolom(
        "geldig_tot", "Eerste dag waarop dit niet meer geldt; leeg als er geen einde is", ("2029-01-01", ""), lees=datum
    ),
)

# ------------------------------------------------------------------ a filled-in row


class Regel:
    """One filled-in row of a template: checked values by column name."""

    __slots__ = ("_parts", "_places", "row")

    def __init__(
        self, sjabloon: Sjabloon, row: Row, cells: Mapping[str, str], places: Mapping[str, str] | None = None
    ) -> None:
        """Check all cells. places: where a cell comes from, when its column has another name in the file."""
        self.row = row
        self._places = places or {}
        self._parts: dict[str, tuple[str, ...]] = {}
        for kolom in sjabloon.kolommen:
            text = " ".join(cells.get(kolom.naam, "").split())
            self._refuse_unwanted(kolom.naam, text)
            parts = tuple(part.strip() for part in text.split(LIJST)) if kolom.lijst else (text,)
            parts = tuple(dict.fromkeys(part for part in parts if part))
            if kolom.verplicht and not parts:
                raise self.fout(kolom.naam, "de cel is leeg, maar moet ingevuld zijn")
            self._parts[kolom.naam] = tuple(self._at(kolom.naam, kolom.lees, part) for part in parts)
        check_interval(*self.geldig, row.waar())

    def _at(self, kolom: str, parse: Callable[[str], str], text: str) -> str:
        try:
            return parse(text)
        except SpeelveldError as error:
            raise self.fout(kolom, error.wat, error.herstel) from error

    def _refuse_unwanted(self, kolom: str, text: str) -> None:
        if text.startswith("="):
            raise self.fout(kolom, "de cel bevat een formule", "Zet er de waarde zelf neer")
        if personal(text):
            raise self.fout(
                kolom,
                "de cel bevat een e-mailadres of telefoonnummer",
                "Verwijder het: Speelveld bewaart geen gegevens van personen",
            )

    def fout(self, kolom: str, wat: str, herstel: str = "") -> SpeelveldError:
        """An error at this row and column."""
        return self.row.fout(self._places.get(kolom, kolom), wat, herstel)

    def __getitem__(self, kolom: str) -> str:
        """The value of a column; a list as one text."""
        return "; ".join(self._parts[kolom])

    def lijst(self, kolom: str) -> tuple[str, ...]:
        """The parts of a column."""
        return self._parts[kolom]

    def zoek(self, kolom: str, soorten: tuple[str, ...], context: Context) -> list[tuple[str, str]]:
        """(id, type) of each thing that the column names; each once."""
        found: dict[str, str] = {}
        for part in self._parts[kolom]:
            try:
                node_id, soort = find(part, soorten, context)
            except SpeelveldError as error:
                raise self.fout(kolom, error.wat, error.herstel) from error
            found[node_id] = soort
        return list(found.items())

    @property
    def geldig(self) -> tuple[date | None, date | None]:
        """The interval of the row."""
        van, tot = (date.fromisoformat(self[name]) if self[name] else None for name in ("geldig_van", "geldig_tot"))
        return van, tot

    @property
    def herkomst(self) -> dict[str, Value]:
        """Certainty, source and remark of the row, as far as it has them."""
        found = zip(HERKOMST, (self["zekerheid"], self["bron"], self["toelichting"]), strict=True)
        return {name: value for name, value in found if value}

    def node(self, node_id: str, node_type: str, naam: str | None, /, **eigenschappen: Value) -> Node:
        """A node with these properties, as far as they are not empty, and where the row has it from.

        It has no dates: those of a row are about its relations.
        """
        return Node(node_id, node_type, naam or None, eigenschappen=_filled(eigenschappen) | self.herkomst)

    def relatie(self, van: str, soort: str, naar: str, /, **eigenschappen: Value) -> Relation:
        """A relation in the interval of the row."""
        return Relation(van, soort, naar, *self.geldig, _filled(eigenschappen) | self.herkomst)


def _filled(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value not in ("", ())}


def stated(node_id: str, soort: str) -> Iterator[Node]:
    """The minimal node that a relation touches; gemeenten are in the record already."""
    if soort != "Gemeente":
        yield Node(node_id, soort)


# ------------------------------------------------------------------ a template

Feiten = Callable[[Regel, Context], Iterator[Fact]]


@dataclass(frozen=True, slots=True)
class Sjabloon:
    """A template: its own columns and what a row of it states. `kolommen` has those that all templates share too."""

    naam: str
    titel: str
    uitleg: str
    eigen: tuple[Kolom, ...]
    feiten: Feiten

    @property
    def kolommen(self) -> tuple[Kolom, ...]:
        """All columns, in the order of the example files."""
        return self.eigen + GEMEENSCHAPPELIJK

    @property
    def kop(self) -> tuple[str, ...]:
        """The header of the example files."""
        return tuple(kolom.naam for kolom in self.kolommen)


def _check_names(found: Iterable[str], sjabloon: Sjabloon, place: str) -> None:
    """Refuse columns that the template does not have, and the absence of one that must be there."""
    names = [name.strip() for name in found]
    if not set(names) & set(sjabloon.kop):
        check_header(names, sjabloon.kop, place)
    for name in names:
        if name not in sjabloon.kop:
            raise SpeelveldError(
                f"het sjabloon {sjabloon.naam} heeft geen kolom “{name}”",
                waar=f"{place}, regel 1",
                herstel=hint(name, sjabloon.kop, f"De kolommen zijn: {', '.join(sjabloon.kop)}"),
            )
    missing = [kolom.naam for kolom in sjabloon.kolommen if kolom.verplicht and kolom.naam not in names]
    if missing:
        raise SpeelveldError(
            f"verplichte kolom ontbreekt: {', '.join(missing)}",
            waar=f"{place}, regel 1",
            herstel=f"Begin met het voorbeeld van het sjabloon {sjabloon.naam}",
        )


def _csv_rows(path: Path, sjabloon: Sjabloon) -> Iterator[Row]:
    """Rows of a CSV as Excel and others save it: `;` or `,`, UTF-8 or Windows-1252."""
    try:
        path.read_bytes().decode("utf-8")
        encoding = "utf-8"
    except UnicodeDecodeError:
        encoding = "cp1252"
    try:
        first = io.StringIO(read_text(path, encoding), newline=None).readline()
    except SpeelveldError as error:
        raise SpeelveldError(error.wat, waar=error.waar, herstel=_OPSLAAN) from error
    delimiter = ";" if first.count(";") >= first.count(",") else ","
    header = column_names(first, delimiter)
    _check_names(header, sjabloon, path.name)
    yield from read_table(path, header, delimiter=delimiter, encoding=encoding, line_end=False, herstel=_OPSLAAN)


def _xlsx_rows(path: Path, sjabloon: Sjabloon) -> Iterator[Row]:
    sheet = read_sheet(path, sjabloon.naam)
    _check_names(sheet.kop, sjabloon, sheet.plaats)
    columns = check_header(sheet.kop, (), sheet.plaats)
    for number, cells in sheet.rijen:
        yield Row(sheet.plaats, number, columns, cells)


def read_template(path: Path, sjabloon: Sjabloon) -> Iterator[Regel]:
    """The filled-in rows of a template, from .csv or .xlsx; empty rows are passed over."""
    readers = {".csv": _csv_rows, ".xlsx": _xlsx_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise SpeelveldError(
            f"een sjabloon is een .csv of .xlsx, geen “{path.suffix or path.name}”",
            waar=path.name,
            herstel="Sla het op als werkmap (.xlsx) of als “CSV UTF-8”",
        )
    for row in reader(path, sjabloon):
        cells = {name: row[name] for name in sjabloon.kop if name in row}
        if any(cells.values()):
            yield Regel(sjabloon, row, cells)


# ------------------------------------------------------------------ from rows to facts


class _Verzameling:
    """Facts of all rows: each once, together with the row that stated it first."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[object, ...], tuple[Node, Regel]] = {}
        self.relations: dict[tuple[object, ...], tuple[Relation, Regel]] = {}

    def add(self, fact: Fact, regel: Regel) -> bool:
        """Take in a fact; whether it says anything new."""
        key = (*fact.sleutel, fact.geldig_van, fact.geldig_tot)
        if isinstance(fact, Relation):
            if key not in self.relations:
                self.relations[key] = fact, regel
                return True
            earlier, first = self.relations[key]
            self._merge(fact.sleutel, earlier.eigenschappen, fact.eigenschappen, first, regel)
            return False
        if key not in self.nodes:
            self.nodes[key] = fact, regel
            return True
        known, first = self.nodes[key]
        if known.naam and fact.naam and known.naam != fact.naam:
            raise self._differs(fact.sleutel, "naam", first, regel)
        merged = self._merge(fact.sleutel, known.eigenschappen, fact.eigenschappen, first, regel)
        node = known._replace(naam=known.naam or fact.naam, eigenschappen=merged)
        self.nodes[key] = node, first
        return {**node.eigenschappen, "naam": node.naam} != {**known.eigenschappen, "naam": known.naam}

    def _merge(
        self, key: tuple[str, ...], known: Properties, new: Properties, first: Regel, regel: Regel
    ) -> dict[str, Value]:
        for name, value in new.items():
            if name not in HERKOMST and known.get(name, value) != value:
                raise self._differs(key, name, first, regel)
        return {**new, **known}

    @staticmethod
    def _differs(key: tuple[str, ...], name: str, first: Regel, regel: Regel) -> SpeelveldError:
        return SpeelveldError(
            f"{' '.join(key)} heeft hier een andere waarde voor “{name}” dan in {first.row.waar()}",
            waar=regel.row.waar(),
            herstel="Geef op alle regels dezelfde waarde; meer waarden in één cel scheidt u met |",
        )


def template_facts(sjabloon: Sjabloon, regels: Iterable[Regel], context: Context) -> Iterator[Fact]:
    """The facts of all rows: nodes once each, then relations.

    A row that says nothing new is refused as a double, and so are intervals of one fact that overlap.
    """
    found = _Verzameling()
    for regel in regels:
        facts = list(sjabloon.feiten(regel, context))
        news = [found.add(fact, regel) for fact in facts]
        if facts and not any(news):
            raise SpeelveldError(
                "deze regel zegt niets dat niet al in een eerdere regel staat",
                waar=regel.row.waar(),
                herstel="Verwijder de dubbele regel",
            )
    stated_in: list[tuple[Fact, Regel]] = [*found.nodes.values(), *found.relations.values()]
    places = {id(fact): regel.row.waar() for fact, regel in stated_in}
    facts_found = [fact for fact, _ in stated_in]
    check_intervals(facts_found, lambda fact: places[id(fact)])
    yield from facts_found


def template_source(sjabloon: Sjabloon) -> Source:
    """The source that reads a filled-in template."""

    def read(path: Path, context: Context) -> Iterator[Fact]:
        return template_facts(sjabloon, read_template(path, sjabloon), context)

    return Source(
        id=f"sjabloon-{sjabloon.naam}",
        naam=f"Sjabloon {sjabloon.titel}",
        uitgever=UITGEVER,
        licentie="Zoals opgegeven door de regio",
        url="https://speelveld.nl/",
        rang=65,  # the region itself knows better than what was collected from public sources (rang 70)
        read=read,
        kop=sjabloon.kop,
    )
