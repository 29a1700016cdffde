"""A small country for the tests of the preparation file: two gemeenten, one of them split, and their neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from graph.delivery import Delivery, Levering, Statement
from graph.facts import NO_PROPERTIES, Fact, Node, Relation, Value
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore

DAG = date(2026, 11, 21)
HEEL, DEELS, BUREN, VER = (f"gemeente:GM000{number}" for number in range(1, 5))
PO, PO_BUREN, VO = "swv:PO1001", "swv:PO1002", "swv:VO1001"


def pc4(code: str, gemeente: str, po: str = PO, vo: str = VO, **eigenschappen: Value) -> list[Fact]:
    """A postcode area in a gemeente and in two SWVs."""
    node = f"pc4:{code}"
    return [
        Node(node, "Postcodegebied", code, eigenschappen=eigenschappen or NO_PROPERTIES),
        Relation(node, "IN_GEMEENTE", gemeente),
        Relation(node, "IN_SWV_PO", po),
        Relation(node, "IN_SWV_VO", vo),
    ]


def woont(jaar: int = 2025, **naar: str) -> dict[str, Value]:
    """Properties of a postcode area whose pupils go to school in others: `woont(s1001="40", s2001="<5")`."""
    numbers = {place.removeprefix("s"): text for place, text in naar.items()}
    known = sum(int(text) for text in numbers.values() if text.isdigit())
    shielded = sum(1 for text in numbers.values() if not text.isdigit())
    found: dict[str, Value] = {
        "leerlingenWoonachtig": known + shielded,
        "schoolplaatsenLeerlingen": tuple(f"{place}={text}" for place, text in sorted(numbers.items())),
        "woonplaatsenPeiljaar": jaar,
    }
    return found | ({"leerlingenAfgeschermd": shielded} if shielded else {})


def vestiging(code: str, gemeente: str, plaats: str = "", bestuur: str = "12345", **eigenschappen: Value) -> list[Fact]:
    """A site with its board."""
    node = f"vestiging:{code}"
    facts: list[Fact] = [
        Node(node, "Vestiging", f"School {code}", eigenschappen={"onderwijssoort": ("bo",)} | eigenschappen),
        Node(f"bestuur:{bestuur}", "Bestuur", f"Bestuur {bestuur}"),
        Relation(node, "IN_GEMEENTE", gemeente),
        Relation(node, "HEEFT_BESTUUR", f"bestuur:{bestuur}"),
    ]
    return [*facts, Relation(node, "IN_PC4", f"pc4:{plaats}")] if plaats else facts


def basis() -> list[Fact]:
    """Gemeenten, SWVs and jeugdregio's, without areas."""
    return [
        Node(HEEL, "Gemeente", "Heel", eigenschappen={"inwoners": 10_000}),
        Node(DEELS, "Gemeente", "Deels", eigenschappen={"inwoners": 20_000}),
        Node(BUREN, "Gemeente", "Buren", eigenschappen={"inwoners": 30_000}),
        Node(VER, "Gemeente", "Ver"),
        Node(PO, "Samenwerkingsverband", "Verband po", eigenschappen={"sector": "PO"}),
        Node(PO_BUREN, "Samenwerkingsverband", "Buren po", eigenschappen={"sector": "PO"}),
        Node(VO, "Samenwerkingsverband", "Verband vo", eigenschappen={"sector": "VO"}),
        Node("jeugdregio:JZ01", "Jeugdregio", "Een"),
        Node("jeugdregio:JZ02", "Jeugdregio", "Twee"),
        *(Relation(gemeente, "IN_JEUGDREGIO", "jeugdregio:JZ01") for gemeente in (HEEL, BUREN)),
        Relation(DEELS, "IN_JEUGDREGIO", "jeugdregio:JZ02"),
    ]


def land(**tellingen: dict[str, Value]) -> list[Fact]:
    """All of it, with properties of its postcode areas by number (`p1001=woont(...)`).

    1001 and 1002 are all of HEEL. Of DEELS, 2001 lies in the area of PO and 2002 with the neighbours, as 3001 and 4001.
    """
    areas = (("1001", HEEL, PO), ("1002", HEEL, PO), ("2001", DEELS, PO), ("2002", DEELS, PO_BUREN))
    areas += (("3001", BUREN, PO_BUREN), ("4001", VER, PO_BUREN))
    return basis() + [
        fact for code, gemeente, po in areas for fact in pc4(code, gemeente, po, **tellingen.get(f"p{code}", {}))
    ]


def beeld(facts: Iterable[Fact], folder: Path, op: date = DAG) -> Snapshot:
    """A snapshot of facts that carry their own dates."""
    day = date(2026, 6, 1)
    levering = Levering("levering:proef", "proef", "Proef", "Proef", "CC0 1.0", "", day, "", "proef/1", rang=10)
    store = SqliteStore(folder / "klein.db")
    once = {(fact.sleutel, fact.geldig_van): fact for fact in facts}  # a board may stand with each of its sites
    store.apply([Delivery(levering, tuple(Statement(fact, levering.id) for fact in once.values()), gedateerd=True)])
    found = Snapshot(store, op)
    store.close()
    return found
