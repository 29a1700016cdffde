"""A small record with a history, two sources and a name that tries to break out of every format."""

from datetime import date
from pathlib import Path

from graph.delivery import Delivery, Levering, Statement
from graph.facts import Fact, Node, Relation
from graph.sqlite_store import SqliteStore

NASTY = 'O\'Brien "x" \\ \\u0027 `y`\nregel 2 </script> ]]> }) DETACH DELETE n // 🎉 ; é'
PEILDATUM = date(2026, 1, 1)


def levering(bron: str, *, rang: int = 1, url: str = "https://example.org/data?a=1") -> Levering:
    return Levering(
        id=f"levering:{bron}-2025-01-01",
        bron=bron,
        naam=f"Bron {bron}",
        uitgever="CBS",
        licentie="CC BY 4.0",
        url=url,
        peildatum=date(2025, 1, 1),
        sha256="ab" * 32,
        importer="test/1",
        rang=rang,
    )


def delivery(source: Levering, *facts: Fact) -> Delivery:
    return Delivery(source, tuple(Statement(fact, source.id) for fact in facts), gedateerd=True)


MAIN = delivery(
    levering("cbs"),
    Node("provincie:PV27", "Provincie", "Noord-Holland"),
    Node("gemeente:GM0361", "Gemeente", "Alkmaar", None, None, {"inwoners": 111000, "lat": 52, "lon": 4.75}),
    Node("gemeente:GM0396", "Gemeente", NASTY, None, None, {"plaatsen": ("Heemskerk", "A|B")}),
    Node("gemeente:GM0458", "Gemeente", "Schoorl", None, date(2015, 1, 1)),
    Node("pc4:1811", "Postcodegebied", "1811"),
    Relation("gemeente:GM0361", "IN_PROVINCIE", "provincie:PV27"),
    Relation("gemeente:GM0458", "OPGEGAAN_IN", "gemeente:GM0361", date(2015, 1, 1)),
    Relation("pc4:1811", "IN_GEMEENTE", "gemeente:GM0361", None, date(2020, 1, 1)),
    Relation("pc4:1811", "IN_GEMEENTE", "gemeente:GM0396", date(2020, 1, 1), date(2021, 1, 1)),
    Relation("pc4:1811", "IN_GEMEENTE", "gemeente:GM0361", date(2021, 1, 1), None, {"aandeel": 0.5, "wijze": NASTY}),
    Relation("pc4:1811", "IN_GEMEENTE", "gemeente:GM0396", date(2022, 1, 1), date(2022, 1, 1)),  # withdrawn
)
OTHER = delivery(
    levering("Eigen lijst/#1", rang=2, url="javascript:alert('>')"),
    Node("gemeente:GM0361", "Gemeente", "Gemeente Alkmaar", None, None, {"website": "https://alkmaar.nl"}),
    Relation("gemeente:GM0361", "IN_PROVINCIE", "provincie:PV27"),
)


def make_store(folder: Path, *deliveries: Delivery) -> SqliteStore:
    """A store in the folder with these deliveries, or else with both of above."""
    store = SqliteStore(folder / "klein.db")
    store.apply(deliveries or (MAIN, OTHER))
    return store
