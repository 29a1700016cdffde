"""Saved questions on small records: sources that differ, statements that were replaced, a load that never ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from graaf_hulp import HEEMSKERK, IJMOND, KENNEMERLAND, NOORD_HOLLAND, dag, gemeente, in_regio, levering, ondergrond
from neo4j.exceptions import ClientError

from graph.facts import Node, Relation
from graph.neo4j.address import read_address
from graph.neo4j.connection import Connection
from graph.neo4j.errors import translated
from graph.neo4j.store import Neo4jStore
from ontology.errors import SpeelveldError
from queries.cypher.bibliotheek import bibliotheek

Make = Callable[[], Neo4jStore]
pytestmark = pytest.mark.neo4j

ZUID_HOLLAND = "provincie:PV28"


def vraag(store: Neo4jStore, naam: str, **waarden: Any) -> list[dict[str, Any]]:
    """The rows of a saved question."""
    found = store.vraag(bibliotheek()[naam].cypher, waarden)
    return [dict(zip(found.kolommen, row, strict=True)) for row in found.rijen]


def in_provincie(naar: str) -> Relation:
    return Relation(HEEMSKERK, "IN_PROVINCIE", naar)


def test_sources_that_name_another_area_show_with_the_one_that_counts(empty_neo4j: Make) -> None:
    store = empty_neo4j()
    provinces = [Node(NOORD_HOLLAND, "Provincie", "Noord-Holland"), Node(ZUID_HOLLAND, "Provincie", "Zuid-Holland")]
    store.apply(
        [
            levering([gemeente(HEEMSKERK, inwoners=1), *provinces], "2026-01-01", "goed", rang=5),
            levering([in_provincie(NOORD_HOLLAND)], "2026-01-01", "beter", rang=10),
            levering(
                [gemeente(HEEMSKERK, "Heemskerk", inwoners=2), in_provincie(ZUID_HOLLAND)],
                "2026-01-01",
                "matig",
                rang=60,
            ),
        ]
    )
    rows = vraag(store, "bronconflicten", soort="Gemeente", peildatum=date(2026, 11, 21))
    assert [(row["wat"], row["waarde"], row["bron"], row["telt"]) for row in rows] == [
        ("IN_PROVINCIE", NOORD_HOLLAND, "beter", True),
        ("IN_PROVINCIE", ZUID_HOLLAND, "matig", False),
        ("inwoners", 1, "goed", True),
        ("inwoners", 2, "matig", False),
    ]


def test_a_statement_that_was_replaced_is_told_once(empty_neo4j: Make) -> None:
    store = empty_neo4j()
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2020-01-01", vanaf="2020-01-01")])
    store.apply([levering([in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01")])
    store.apply([levering([gemeente(HEEMSKERK, "Oud")], "2020-01-01", "namen", vanaf="2020-01-01", rang=1)])
    store.apply([levering([gemeente(HEEMSKERK, "Nieuw")], "2026-01-01", "namen", rang=1)])
    history = vraag(store, "geschiedenis", knoop=HEEMSKERK)
    assert [(row["wat"], row["naam"], row["geldigVan"], row["geldigTot"]) for row in history] == [
        ("heet", "Heemskerk", None, None),
        ("heet", "Oud", dag("2020-01-01"), dag("2026-01-01")),
        ("heet", "Nieuw", dag("2026-01-01"), None),
        ("IN_REGIO", "IJmond", dag("2020-01-01"), dag("2026-01-01")),
        ("IN_REGIO", "Kennemerland", dag("2026-01-01"), None),
    ]
    names = [row["waarde"] for row in vraag(store, "herkomst", knoop=HEEMSKERK) if row["eigenschap"] == "naam"]
    assert sorted(names) == ["Heemskerk", "Nieuw", "Oud"]
    counts = {
        row["levering"]: row["knopen"] + row["relaties"] for row in vraag(store, "bronnen", peildatum=dag("2026-11-21"))
    }
    stated = [item.levering for item in store.statements()]
    assert counts == {item.id: stated.count(item.id) for item in store.leveringen()}


def test_what_a_load_left_that_never_ended_is_not_told(empty_neo4j: Make, neo4j_connection: Connection) -> None:
    store = empty_neo4j()
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    before = [vraag(store, name, knoop=HEEMSKERK) for name in ("herkomst", "geschiedenis")]
    sources = vraag(store, "bronnen", peildatum=dag("2026-11-21"))
    neo4j_connection.write(
        "MATCH (u:Knoopuitspraak) MATCH (l:Levering {id: u.levering}) "
        "CREATE (v:Knoopuitspraak) SET v = u {.*, nr: 99, sinds: 99, naam: 'Half'}, u.vervallen = 99 "
        "CREATE (m:Levering) SET m = l {.*, id: 'levering:half', sinds: 99}"
    )
    assert [vraag(store, name, knoop=HEEMSKERK) for name in ("herkomst", "geschiedenis")] == before
    assert vraag(store, "bronnen", peildatum=dag("2026-11-21")) == sources


def test_what_was_withdrawn_is_nowhere(empty_neo4j: Make) -> None:
    store = empty_neo4j()
    agreement = Node("afspraak:proef", "Afspraak", "Proef")
    store.apply([ondergrond(), levering([agreement, in_regio(HEEMSKERK, IJMOND)], "2026-01-01", vanaf="2026-01-01")])
    assert [row["naam"] for row in vraag(store, "afspraken", peildatum=dag("2026-11-21"))] == ["Proef"]
    store.apply([levering([in_regio(HEEMSKERK, IJMOND)], "2026-01-01", vanaf="2026-01-01")], insist=True)
    assert vraag(store, "afspraken", peildatum=dag("2026-11-21")) == []
    assert vraag(store, "afspraken-aflopend", peildatum=dag("2026-11-21"), maanden=12) == []
    assert vraag(store, "knoop", knoop="afspraak:proef", peildatum=dag("2026-11-21")) == []
    changes = vraag(store, "wijzigingen", van=dag("2020-01-01"), tot=dag("2026-11-21"), soort="alles")
    assert "afspraak:proef" not in {row["id"] for row in changes}


def test_a_region_of_a_template_is_a_table_too(empty_neo4j: Make) -> None:
    store = empty_neo4j()
    store.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2026-01-01")])
    [row] = vraag(store, "gemeente-tafels", gemeente=HEEMSKERK, peildatum=dag("2026-11-21"))
    assert (row["relatie"], row["naam"], row["gemeenten"], row["partners"]) == ("IN_REGIO", "IJmond", 1, [])


def test_a_copy_that_is_only_read_says_so() -> None:
    error = ClientError("No write operations are allowed on this database.")
    error._neo4j_code = "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase"  # as the driver fills it in
    with pytest.raises(SpeelveldError, match="alleen te lezen"), translated(read_address("bolt://server", {})):
        raise error
