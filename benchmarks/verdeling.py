"""How often question 1 has an answer, by rule: `python -m benchmarks.verdeling` prints a table.

Three samples on the national data: every gemeente with nothing else known, every gemeente with one of its postcodes and
an age, and vestigingen with a pupil of a fitting age who lives in the postcode area of the school.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from app.service import View
from graph.exchange import read_exchange
from graph.snapshot import SnapNode, Snapshot
from graph.sqlite_store import SqliteStore
from nederland import FOLDER
from ontology.rules import Law, load_law
from queries.wie.antwoord import EENDUIDIG, KEUZE_NODIG, NIET_VAN_TOEPASSING, ONBEKEND
from queries.wie.vraag import lees_vraag

VESTIGINGEN = 2000
ZAAD = 1
# The youngest and the oldest pupil that a kind of education usually has, in years.
LEEFTIJDEN = {"bo": (4, 11), "sbo": (4, 11), "so": (4, 12), "vo": (12, 17), "pro": (12, 17), "vso": (12, 19)}
UITKOMSTEN = (EENDUIDIG, KEUZE_NODIG, ONBEKEND)

Body = dict[str, Any]


def alleen_gemeente(snapshot: Snapshot) -> Iterator[Body]:
    """A question for each gemeente in which nothing else is known."""
    for node in sorted(snapshot.of_type("Gemeente"), key=lambda item: item.id):
        yield {
            "peildatum": snapshot.peildatum.isoformat(),
            "woonplaats": {"gemeente": node.id.removeprefix("gemeente:")},
        }


def met_postcode(snapshot: Snapshot, seed: int = ZAAD) -> Iterator[Body]:
    """A question for each gemeente with one of its postcodes and a date of birth (2 to 26 years), and no school."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    for node in sorted(snapshot.of_type("Gemeente"), key=lambda item: item.id):
        areas = sorted(item.van for item in snapshot.into(node.id, "IN_GEMEENTE") if item.van.startswith("pc4:"))
        if areas:
            yield {
                "peildatum": snapshot.peildatum.isoformat(),
                "geboortedatum": _born(chance.randint(2, 26), snapshot.peildatum, chance).isoformat(),
                "woonplaats": {"postcode": chance.choice(areas).removeprefix("pc4:")},
            }


def bij_een_school(snapshot: Snapshot, number: int = VESTIGINGEN, seed: int = ZAAD) -> Iterator[Body]:
    """Pupils of a fitting age who live in the postcode area of their school: a seeded sample of vestigingen."""
    chance = random.Random(seed)  # noqa: S311 - a sample, not a secret
    schools = [
        (node, area, ages)
        for node in sorted(snapshot.of_type("Vestiging"), key=lambda item: item.id)
        if (area := _area(node, snapshot)) and (ages := _ages(node))
    ]
    for node, area, (youngest, oldest) in chance.sample(schools, min(number, len(schools))):
        yield {
            "peildatum": snapshot.peildatum.isoformat(),
            "geboortedatum": _born(chance.randint(youngest, oldest), snapshot.peildatum, chance).isoformat(),
            "woonplaats": {"postcode": area},
            "onderwijs": {"vestiging": node.id.removeprefix("vestiging:")},
        }


def _area(school: SnapNode, snapshot: Snapshot) -> str:
    """The postcode area of a school, when the record places that area in a gemeente."""
    for item in snapshot.out(school.id, "IN_PC4"):
        if snapshot.out(item.naar, "IN_GEMEENTE"):
            return item.naar.removeprefix("pc4:")
    return ""


def _ages(school: SnapNode) -> tuple[int, int] | None:
    """The youngest and oldest pupil of a school, over all that it gives; None when the record does not say what."""
    stated = school.eigenschappen.get("onderwijssoort", ())
    kinds = stated if isinstance(stated, tuple) else ()
    ranges = [LEEFTIJDEN[kind] for kind in kinds if kind in LEEFTIJDEN]
    return (min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else None


def _born(age: int, op: date, chance: random.Random) -> date:
    """A date of birth of someone of an age on a day."""
    return op - timedelta(days=round(365.25 * age) + chance.randint(1, 360))


def tel(bodies: Iterable[Body], view: View, law: Law) -> tuple[int, dict[str, Counter[str]]]:
    """The number of questions, and for each rule how often each outcome came; also of rules that must be asked for."""
    asked = [rule.id for rule in law.op(view.snapshot.peildatum) if rule.op_verzoek]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    number = 0
    for number, body in enumerate(bodies, start=1):  # noqa: B007 - the last number is the answer
        for found in (view.wie(lees_vraag(body)), view.wie(lees_vraag(body | {"vragen": asked}))):
            for item in found.antwoorden:
                if item.uitkomst != NIET_VAN_TOEPASSING:
                    counts[item.regel.id][item.uitkomst] += 1
    return number, counts


def tabel(titel: str, number: int, counts: Mapping[str, Counter[str]], law: Law) -> Table:
    """A line a rule: in how many questions it answers, and the share of each outcome."""
    made = Table(title=f"{titel}: {number} vragen", title_justify="left")
    made.add_column("regel", no_wrap=True)
    made.add_column("taak", no_wrap=True, max_width=46)
    for name in ("antwoorden", *UITKOMSTEN):
        made.add_column(name, justify="right", no_wrap=True)
    for rule in {rule.id: rule for rule in law.rules}.values():
        found = counts.get(rule.id, Counter())
        total = found.total()
        shares = [f"{found[name] / total:.1%}" if total else "" for name in UITKOMSTEN]
        made.add_row(rule.id, rule.titel, str(total), *shares)
    return made


def main() -> None:
    """Load the national data and print the three tables."""
    law = load_law()
    day = date.today()
    with tempfile.TemporaryDirectory(prefix="speelveld-verdeling-") as folder:
        store = SqliteStore(Path(folder) / "nederland.db")
        store.apply(read_exchange(FOLDER))
        view = View(Snapshot(store, day))
        store.close()
    console = Console(width=None if sys.stdout.isatty() else 140)
    for titel, bodies in (
        ("Alleen de gemeente bekend", alleen_gemeente(view.snapshot)),
        ("Postcode en geboortedatum bekend, geen school", met_postcode(view.snapshot)),
        ("Postcode, geboortedatum en vestiging bekend", bij_een_school(view.snapshot)),
    ):
        console.print(tabel(titel, *tel(bodies, view, law), law))


if __name__ == "__main__":
    main()
