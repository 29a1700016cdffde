"""Every text that is sent to the server. Labels and relation types come from the Schema, never from data.

What a load brings goes in parameters only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ontology.schema import Schema

NODES, RELATIONS = "Knoopuitspraak", "Relatieuitspraak"
"""Labels of statements."""
OWN = frozenset(
    {"nr", "sinds", "vervallen", "levering", "bron", "over", "type", "naam", "naar", "geldigVan", "geldigTot"}
)
"""Properties of a statement that are not those of the thing it speaks of."""

COMPONENTS = "CALL dbms.components() YIELD name, versions RETURN name, versions"
FOREIGN = f"MATCH (n) WHERE NOT n:Stand|Lading|Levering|{NODES}|{RELATIONS}|Knoop RETURN 1 LIMIT 1"
STAND = """
MATCH (s:Stand {id: 0})
RETURN s.versie AS versie, s.teller AS teller, s.volgend AS volgend, s.formaat AS formaat, s.schema AS schema
"""
LOCK = "MERGE (s:Stand {id: 0}) SET s.slot = $lading"
FLIP = "MATCH (s:Stand {id: 0}) SET s += $stand REMOVE s.slot"
IS_LAST = "MATCH (s:Stand {lading: $lading}) RETURN 1"

BEGIN = "MERGE (l:Lading {id: $lading})"
UNFINISHED = "MATCH (l:Lading) RETURN l.id AS id LIMIT 1"
END = "MATCH (l:Lading) DELETE l"

DELIVERIES = "MATCH (l:Levering) WHERE l.sinds <= $stand RETURN l.gegevens AS gegevens ORDER BY l.nr"
WRITE_DELIVERIES = "UNWIND $rijen AS rij MERGE (l:Levering {id: rij.id}) SET l = rij"

_VISIBLE = "u.sinds <= $stand AND (u.vervallen IS NULL OR u.vervallen > $stand)"
KNOWN = f"UNWIND $ids AS id MATCH (u:{NODES} {{over: id}}) WHERE {_VISIBLE} RETURN DISTINCT id"


def statements(label: str) -> str:
    """All statements of a kind, in the order in which they were first written."""
    return f"MATCH (u:{label}) WHERE u.nr >= 0 AND {_VISIBLE} RETURN properties(u) AS u ORDER BY u.nr"


def statements_of(label: str) -> str:
    """Those of one source."""
    return f"MATCH (u:{label} {{bron: $bron}}) WHERE {_VISIBLE} RETURN properties(u) AS u ORDER BY u.nr"


def statements_about(label: str) -> str:
    """Those that speak of some nodes, or of relations that begin there."""
    return f"UNWIND $ids AS id MATCH (u:{label} {{over: id}}) WHERE {_VISIBLE} RETURN properties(u) AS u"


def write(label: str) -> str:
    """Write statements; writing them again changes nothing."""
    return f"UNWIND $rijen AS rij MERGE (u:{label} {{nr: rij.nr, sinds: rij.sinds}}) SET u = rij"


def replace(label: str) -> str:
    """Mark statements as replaced by those of this load."""
    return f"UNWIND $rijen AS rij MATCH (u:{label} {{nr: rij.nr, sinds: rij.sinds}}) SET u.vervallen = $sinds"


def undo() -> Iterator[str]:
    """Take back what a load wrote that did not end; each text so many rows at a time, until none is left."""
    for label in (NODES, RELATIONS, "Levering"):
        yield f"MATCH (u:{label}) WHERE u.sinds > $stand WITH u LIMIT $hoogstens DELETE u RETURN count(*) AS aantal"
    for label in (NODES, RELATIONS):
        yield (
            f"MATCH (u:{label}) WHERE u.vervallen > $stand WITH u LIMIT $hoogstens "
            "REMOVE u.vervallen RETURN count(*) AS aantal"
        )


# -- the graph


def write_nodes(label: str) -> str:
    """Things of one type; `rij` has all properties, which replace those there are."""
    return f"UNWIND $rijen AS rij MERGE (n:Knoop {{id: rij.id}}) SET n = rij, n:{label}"


def remove_relations(relation: str) -> str:
    """All relations of a type that begin at some nodes."""
    return f"UNWIND $ids AS id MATCH (:Knoop {{id: id}})-[r:{relation}]->() DELETE r"


def write_relations(relation: str) -> str:
    """Relations of one type: start, end, properties."""
    return (
        "UNWIND $rijen AS rij MATCH (a:Knoop {id: rij[0]}) MATCH (b:Knoop {id: rij[1]}) "
        f"CREATE (a)-[r:{relation}]->(b) SET r = rij[2]"
    )


def constraints(schema: Schema) -> Iterator[str]:
    """Constraints and indexes, derived from the ontology; making them again changes nothing."""
    yield "CREATE CONSTRAINT stand_id IF NOT EXISTS FOR (n:Stand) REQUIRE n.id IS UNIQUE"
    yield "CREATE CONSTRAINT levering_id IF NOT EXISTS FOR (n:Levering) REQUIRE n.id IS UNIQUE"
    for label in (NODES, RELATIONS):
        name = label.lower()
        yield f"CREATE CONSTRAINT {name}_nr IF NOT EXISTS FOR (n:{label}) REQUIRE (n.nr, n.sinds) IS UNIQUE"
        yield f"CREATE INDEX {name}_over IF NOT EXISTS FOR (n:{label}) ON (n.over)"
        yield f"CREATE INDEX {name}_bron IF NOT EXISTS FOR (n:{label}) ON (n.bron)"
    yield "CREATE CONSTRAINT knoop_id IF NOT EXISTS FOR (n:Knoop) REQUIRE n.id IS UNIQUE"
    yield "CREATE FULLTEXT INDEX knoop_naam IF NOT EXISTS FOR (n:Knoop) ON EACH [n.naam]"
    for kind in schema.nodes.values():
        name = kind.naam.lower()
        yield f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{kind.naam}) REQUIRE n.id IS UNIQUE"
        yield f"CREATE INDEX {name}_naam IF NOT EXISTS FOR (n:{kind.naam}) ON (n.naam)"


AWAIT_INDEXES = "CALL db.awaitIndexes(120)"
COUNT_AGAIN = "CALL db.prepareForReplanning(30)"
