"""In which gemeente a PC4 lies and lay: the gemeente of 2026, and the gemeente of 2015 with the mergers since.

Given is `derived_pc4_gemeente_swv.csv` (or a folder with it); beside its own folder stand `swv/swv_pc4_20220209.csv`,
the gemeente of each PC4 in the regulation, and `herindelingen/derived_herindelingen_tooi.csv`. With G the gemeente of
2015 and H that of 2026 of a PC4:

* G is H: in H since the date of the regulation;
* G went over into H, in one or more mergers: in G, and what came between, until the day of each merger, then in H;
* otherwise: in H, since when is not known, with zekerheid middel, and the history is left out.

A PC4 of the regulation that the main file lacks lies in the gemeente of the regulation or its only successor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from graph.facts import Fact, Node, Relation, Value
from importers.source import Context, Source
from importers.swv_regeling import regeling_rows
from importers.table import Row, read_table
from importers.tooi import herindelingen
from importers.values import postcode
from ontology.errors import SpeelveldError

KOP = ("pc4", "gemeentecode", "methode", "bronnen_eens")
BESTAND = "derived_pc4_gemeente_swv.csv"
REGELING = Path("swv") / "swv_pc4_20220209.csv"
HERINDELINGEN = Path("herindelingen") / "derived_herindelingen_tooi.csv"
DATUM_2015 = date(2015, 4, 23)
DATUM_2022 = date(2022, 2, 9)
# What the relation says of how its gemeente was found: short, since it stands on each; SOURCE.toelichting explains it.
BIJGEWERKT = ", bijgewerkt"
METHODEN = {
    "school": "scholen (DUO 2026)",
    "naam2015": f"regeling 2015{BIJGEWERKT}",
    "punt": "punt",
    "punt_afwijkend": "punt, anders dan 2015",
}


class Stap(NamedTuple):
    """A merger: the gemeente that took over, the day, and whether the old one was divided over several."""

    naar: str
    datum: date
    verdeeld: bool


Mergers = Mapping[str, tuple[Stap, ...]]


class Toen(NamedTuple):
    """The gemeente of a PC4 in the regulation, and the date of the text that says so."""

    gemeente: str
    naam: str
    datum: date

    @property
    def wijze(self) -> str:
        """How this was found, for the relation."""
        return f"regeling {self.datum.year}"


def _files(path: Path) -> tuple[Path, Path, Path]:
    """The main file and the two beside it; SpeelveldError when one is absent."""
    main = path
    if path.is_dir():
        main = path / BESTAND if (path / BESTAND).exists() else path / "postcode" / BESTAND
    files = main, main.parent.parent / REGELING, main.parent.parent / HERINDELINGEN
    for file in files:
        if not file.is_file():
            raise SpeelveldError(
                f"het bestand {file.name} ontbreekt",
                waar="/".join(file.parts[-2:]),
                waarom="De gemeente van een postcodegebied volgt uit drie bestanden samen",
                herstel=f"Zet {REGELING.as_posix()} en {HERINDELINGEN.as_posix()} naast de map van {BESTAND}",
            )
    return files


def _mergers(path: Path, context: Context) -> Mergers:
    steps: dict[str, dict[str, date]] = defaultdict(dict)
    for change in herindelingen(path, context):
        for van in change.van:
            steps[van].update(dict.fromkeys(change.naar, change.datum))
    return {van: tuple(Stap(naar, day, len(to) > 1) for naar, day in to.items()) for van, to in steps.items()}


def _gemeenten_toen(path: Path, context: Context) -> dict[str, Toen]:
    found = {}
    for pc4, row in regeling_rows(path):
        gemeente = row.lees("gemeente_2015", lambda text: context.gemeenten.id(text, DATUM_2015))
        day = DATUM_2022 if row["wijziging"].startswith("nieuw") else DATUM_2015
        found[pc4] = Toen(gemeente, row["gemeente_2015"], day)
    return found


def _chain(van: str, naar: str, since: date, mergers: Mergers) -> list[Stap] | None:
    """The mergers after a date by which one gemeente became the other; None when it did not."""
    if van == naar:
        return []
    for step in mergers.get(van, ()):
        if step.datum > since and (rest := _chain(step.naar, naar, step.datum, mergers)) is not None:
            return [step, *rest]
    return None


def _successor(van: str, since: date, mergers: Mergers) -> str | None:
    """The gemeente that a gemeente became in the end; None when it was divided."""
    steps = [step for step in mergers.get(van, ()) if step.datum > since]
    if not steps:
        return van
    return _successor(steps[0].naar, steps[0].datum, mergers) if len(steps) == 1 else None


def _history(pc4: str, toen: Toen, chain: list[Stap], now: dict[str, Value]) -> Iterator[Relation]:
    """The gemeente of then until the first merger, those between, and the gemeente of now since the last merger."""
    gemeente, since, wijze = toen.gemeente, toen.datum, toen.wijze
    for step in chain:
        yield Relation(f"pc4:{pc4}", "IN_GEMEENTE", gemeente, since, step.datum, {"wijze": wijze})
        gemeente, since, wijze = step.naar, step.datum, toen.wijze + BIJGEWERKT
        if step.verdeeld:
            now = {
                "zekerheid": "middel",
                "opmerking": f"De gemeente waarin dit lag is op {step.datum.isoformat()} verdeeld over meer gemeenten",
            } | now
    yield Relation(f"pc4:{pc4}", "IN_GEMEENTE", gemeente, since, None, now)


def _now(row: Row, toen: Toen | None) -> dict[str, Value]:
    """What is said of the gemeente of 2026: how it was found, and whether the sources agree."""
    if row["methode"] not in METHODEN:
        raise row.fout("methode", f"“{row['methode']}” is geen methode", f"Kies uit: {', '.join(METHODEN)}")
    if row["bronnen_eens"] not in ("True", "False"):
        raise row.fout("bronnen_eens", f"“{row['bronnen_eens']}” is niet True of False")
    now: dict[str, Value] = {"wijze": METHODEN[row["methode"]]}
    if row["bronnen_eens"] == "False":
        remark = "De bronnen zijn het niet eens over de gemeente"
        now |= {"zekerheid": "laag", "opmerking": f"{remark}; in 2015: {toen.naam}" if toen else remark}
    return now


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Postcodegebieden by number and IN_GEMEENTE with the time it held."""
    main, regeling, changes = _files(path)
    mergers, then = _mergers(changes, context), _gemeenten_toen(regeling, context)
    stated: set[str] = set()
    for row in read_table(main, KOP):
        pc4, _ = row.lees("pc4", postcode)
        if pc4 in stated:
            raise row.fout("pc4", f"postcodegebied {pc4} komt twee keer voor")
        stated.add(pc4)
        gemeente = row.lees("gemeentecode", lambda text: context.gemeenten.id(text, context.peildatum))
        toen = then.get(pc4)
        now = _now(row, toen)
        yield Node(f"pc4:{pc4}", "Postcodegebied")
        chain = _chain(toen.gemeente, gemeente, toen.datum, mergers) if toen else None
        if toen and chain is not None:
            yield from _history(pc4, toen, chain, now)
            continue
        if toen:
            context.laat_weg("geschiedenis van een postcodegebied: de gemeente van 2015 ging niet op in die van nu")
            remark = f"In de regeling van 2015 lag dit in {toen.naam}; sinds wanneer in deze gemeente is niet bekend"
            now = {"zekerheid": "middel", "opmerking": remark} | now
        yield Relation(f"pc4:{pc4}", "IN_GEMEENTE", gemeente, eigenschappen=now)
    for pc4, toen in then.items():
        if pc4 in stated:
            continue
        successor = _successor(toen.gemeente, toen.datum, mergers)
        if successor is None:
            context.laat_weg("postcodegebied alleen in de regeling, en zijn gemeente is later verdeeld")
            continue
        yield Node(f"pc4:{pc4}", "Postcodegebied")
        chain = _chain(toen.gemeente, successor, toen.datum, mergers) or []
        yield from _history(pc4, toen, chain, {"wijze": toen.wijze + BIJGEWERKT if chain else toen.wijze})


SOURCE = Source(
    id="pc4-gemeente",
    naam="Gemeente van elk postcodegebied, sinds 2015",
    uitgever="DUO, CBS, Kadaster, Ministerie van OCW en KOOP",
    licentie="CC BY 4.0",
    url="https://wetten.overheid.nl/BWBR0032324",
    rang=60,
    read=read,
    kop=KOP,
    bestanden=_files,
    toelichting=(
        "Afgeleid uit de scholen van DUO, de punten van 4PP, de gemeentenamen in regeling BWBR0032324 en de "
        "herindelingen van TOOI. Een postcodegebied kan in meer gemeenten liggen; één wordt genoemd. Hoe die is "
        "gevonden: “scholen (DUO 2026)”, de gemeente van de scholen in het gebied; “regeling 2015” of “regeling 2022”, "
        "die in de tekst van dat jaar; met “bijgewerkt”, die na de herindelingen sindsdien; “punt”, de gemeente "
        "waarin het punt van het gebied ligt; “punt, anders dan 2015”, hetzelfde, terwijl de regeling een andere noemt."
    ),
)
