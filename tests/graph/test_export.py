import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from export_hulp import MAIN, NASTY, OTHER, PEILDATUM, delivery, levering, make_store
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDFS

from graph.cypher import BATCH, literal
from graph.delivery import Statement
from graph.exchange import read_exchange
from graph.export import SUFFIXES, export
from graph.factkey import fact_key
from graph.facts import Node, Relation
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError
from ontology.schema import NodeType, RelationType, load_schema

# ---------------------------------------------------------------- an oracle for Cypher, after the openCypher grammar

_UNICODE = re.compile(r"\\\\|\\u+([0-9A-Fa-f]{4})")
_STRING = re.compile(r"""'((?:[^'\\]|\\['"\\bfnrt])*)'""")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MEANING = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def before_parsing(script: str) -> str:
    """What Neo4j's lexer sees: unicode escapes are replaced everywhere, except after an escaped backslash."""
    return _UNICODE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[0], script)


def before_parsing_naively(script: str) -> str:
    """The same, by a parser that does not count backslashes."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), script)


def unescape(inside: str) -> str:
    return _ESCAPE.sub(lambda match: _MEANING.get(match[1], match[1]), inside)


def take_apart(script: str) -> tuple[str, list[str]]:
    """The script with each string replaced by `?`, and the strings."""
    seen = before_parsing(script)
    return _STRING.sub("?", seen), [unescape(inside) for inside in _STRING.findall(seen)]


@example("\\u0027}) DETACH DELETE n //")
@example("\\\\u0027 \\")
@given(st.text() | st.text(alphabet="\\'\"`u0027nU\n\r\u2028\u200d🎉}"))
def test_no_text_can_break_out_of_a_cypher_literal(text: str) -> None:
    for reader in (before_parsing, before_parsing_naively):
        match = _STRING.fullmatch(reader(literal(text)))
        assert match is not None
        assert unescape(match[1]) == text
    assert "\n" not in literal(text)


@given(st.lists(st.text()).map(tuple))
def test_a_list_is_a_list_of_such_literals(texts: tuple[str, ...]) -> None:
    skeleton, strings = take_apart(literal(texts))
    assert skeleton == f"[{', '.join('?' * len(texts))}]"
    assert strings == list(texts)


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), (7, "7"), (-0.25, "-0.25"), (1e-7, "1e-07"), (None, "null")]
)
def test_other_literals(value: bool | int | float | None, text: str) -> None:
    assert literal(value) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_cypher_cannot_say_is_refused(value: float) -> None:
    with pytest.raises(SpeelveldError):
        literal(value)


# ---------------------------------------------------------------- whole files


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = make_store(tmp_path)
    yield store
    store.close()


def _written(store: SqliteStore, path: Path) -> Path:
    export(store, path, PEILDATUM, "https://speelveld.example")
    return path


def _network(path: Path) -> "nx.Graph[str]":
    return nx.read_gexf(path) if path.suffix == ".gexf" else nx.read_graphml(path)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_graph_files_hold_the_snapshot(store: SqliteStore, tmp_path: Path, suffix: str) -> None:
    found = _network(_written(store, tmp_path / f"uit{suffix}"))
    snapshot = Snapshot(store, PEILDATUM)
    assert set(found) == set(snapshot.graph)
    edges = {(start, data["type"], end) for start, end, data in found.edges(data=True)}
    assert edges == {(item.van, item.type, item.naar) for item in snapshot.relations()}
    assert found.number_of_edges() == sum(1 for _ in snapshot.relations()) == 3


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_nodes_and_edges_of_graph_files_carry_what_the_contract_says(
    store: SqliteStore, tmp_path: Path, suffix: str
) -> None:
    found = _network(_written(store, tmp_path / f"uit{suffix}"))
    alkmaar = found.nodes["gemeente:GM0361"]
    assert (alkmaar["type"], alkmaar["naam"], alkmaar["geldigVan"], alkmaar["geldigTot"]) == (
        "Gemeente",
        "Alkmaar",
        "",
        "",
    )
    assert (alkmaar["inwoners"], alkmaar["lat"], alkmaar["website"]) == (111000, 52.0, "https://alkmaar.nl")
    assert isinstance(alkmaar["lat"], float)
    assert found.nodes["gemeente:GM0396"]["naam"] == NASTY
    assert found.nodes["gemeente:GM0396"]["plaatsen"] == "Heemskerk|A|B"
    assert found.nodes["gemeente:GM0458"]["geldigTot"] == "2015-01-01"
    (edge,) = (data for start, end, data in found.edges(data=True) if start == "pc4:1811")
    assert (edge["type"], edge["geldigVan"], edge["geldigTot"]) == ("IN_GEMEENTE", "2021-01-01", "")
    assert (edge["bron"], edge["aandeel"], edge["wijze"]) == (MAIN.levering.id, 0.5, NASTY)


def test_graphml_nodes_carry_their_id_as_an_attribute_too(store: SqliteStore, tmp_path: Path) -> None:
    found = _network(_written(store, tmp_path / "uit.graphml"))
    assert all(data["id"] == node for node, data in found.nodes(data=True))


def test_gexf_keeps_its_own_edge_type_for_direction_and_labels_nodes(store: SqliteStore, tmp_path: Path) -> None:
    text = _written(store, tmp_path / "uit.gexf").read_text(encoding="utf-8")
    assert re.search(r"<edge [^>]*\btype=", text) is None
    assert 'label="Alkmaar"' in text


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_a_character_that_xml_cannot_hold_is_replaced(tmp_path: Path, suffix: str) -> None:
    store = make_store(tmp_path, delivery(levering("cbs"), Node("gemeente:GM0361", "Gemeente", "a\x00\x0b\x1bb\tc")))
    assert _network(_written(store, tmp_path / f"uit{suffix}")).nodes["gemeente:GM0361"]["naam"] == "a���b\tc"
    store.close()


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # rdflib's own readers
@pytest.mark.parametrize("suffix", [".ttl", ".jsonld", ".trig"])
def test_rdf_files_can_be_read_and_keep_a_nasty_name(store: SqliteStore, tmp_path: Path, suffix: str) -> None:
    path = _written(store, tmp_path / f"uit{suffix}")
    graph = Dataset(default_union=True) if suffix == ".trig" else Graph()
    graph.parse(path)
    heemskerk = URIRef("https://speelveld.example/id/gemeente/GM0396")
    assert graph.value(heemskerk, RDFS.label) == Literal(NASTY)


def test_cypher_has_nothing_but_our_own_words_outside_strings(store: SqliteStore, tmp_path: Path) -> None:
    script = _written(store, tmp_path / "uit.cypher").read_text(encoding="utf-8")
    skeleton, strings = take_apart(script)
    schema = load_schema()
    words = set(re.findall(r"[A-Za-z_]+", skeleton.split("\n", 1)[1]))
    terms = {*schema.nodes, *schema.relations, *(f"{name.lower()}_id" for name in schema.nodes)}
    kinds: list[NodeType | RelationType] = [*schema.nodes.values(), *schema.relations.values()]
    properties = {name for kind in kinds for name in kind.eigenschappen}
    grammar = re.findall(r"\w+", "CREATE CONSTRAINT IF NOT EXISTS FOR REQUIRE IS UNIQUE UNWIND AS MATCH MERGE SET date")
    ours = re.findall(r"\w+", "n a b r row null id naam type bron geldigVan geldigTot")
    assert words - terms - properties - {*grammar, *ours} == set()
    assert not {"'", "`", "/", "\\", "$"} & set(skeleton.split("\n", 1)[1])
    assert strings.count(NASTY) == 2


def _relations(script: str) -> list[list[str | None]]:
    """Rows of relations: start, end, id, delivery, since, until."""
    rows = re.findall(
        r"^\[('\w+:\w+', '\w+:\w+', '[0-9a-f]+', '[^']*', (?:'[^']*'|null), (?:'[^']*'|null))", script, re.M
    )
    return [[None if cell == "null" else cell.strip("'") for cell in row.split(", ")] for row in rows]


def test_cypher_has_all_periods_of_a_relation_apart(store: SqliteStore, tmp_path: Path) -> None:
    script = _written(store, tmp_path / "uit.cypher").read_text(encoding="utf-8")
    rows = _relations(script)
    assert [[end, *dates] for start, end, _, _, *dates in rows if start == "pc4:1811"] == [
        ["gemeente:GM0361", None, "2020-01-01"],
        ["gemeente:GM0396", "2020-01-01", "2021-01-01"],
        ["gemeente:GM0361", "2021-01-01", None],
    ]
    assert len({key for _, _, key, *_ in rows}) == len(rows) == 6
    assert {source for _, end, _, source, *_ in rows if end == "provincie:PV27"} == {
        MAIN.levering.id,
        OTHER.levering.id,
    }


def test_cypher_of_a_relation_type(store: SqliteStore, tmp_path: Path) -> None:
    assert """] AS row
MATCH (a:Postcodegebied {id: row[0]})
MATCH (b:Gemeente {id: row[1]})
MERGE (a)-[r:IN_GEMEENTE {id: row[2]}]->(b)
SET r = {type: 'IN_GEMEENTE', id: row[2], bron: row[3], geldigVan: date(row[4]), geldigTot: date(row[5]), \
aandeel: row[6], wijze: row[7]};
""" in _written(store, tmp_path / "uit.cypher").read_text(encoding="utf-8")


def test_cypher_of_a_node_type(tmp_path: Path) -> None:
    facts = [
        Node(
            "gemeente:GM0361",
            "Gemeente",
            "Alkmaar",
            date(2015, 1, 1),
            None,
            {"plaatsen": ("Oterleek", "A'"), "lat": 52.5},
        ),
        Node("gemeente:GM0396", "Gemeente", "Heemskerk", None, None, {"inwoners": 39000}),
    ]
    store = make_store(tmp_path, delivery(levering("cbs"), *facts))
    script = _written(store, tmp_path / "uit.cypher").read_text(encoding="utf-8")
    store.close()
    assert script.endswith("""
UNWIND [
['gemeente:GM0361', 'Alkmaar', '2015-01-01', null, null, 52.5, ['Oterleek', 'A\\'']],
['gemeente:GM0396', 'Heemskerk', null, null, 39000, null, null]
] AS row
MERGE (n:Gemeente {id: row[0]})
SET n = {type: 'Gemeente', id: row[0], naam: row[1], geldigVan: date(row[2]), geldigTot: date(row[3]), \
inwoners: row[4], lat: row[5], plaatsen: row[6]};
""")


def test_a_relation_keeps_its_id_in_cypher_when_it_ends(tmp_path: Path) -> None:
    def keys(*until: date) -> set[str]:
        facts = [item.fact._replace(geldig_tot=until[0]) if until else item.fact for item in OTHER.statements[1:]]
        folder = tmp_path / str(len(until))
        folder.mkdir()
        store = make_store(folder, MAIN, delivery(OTHER.levering, *facts))
        script = _written(store, folder / "uit.cypher").read_text(encoding="utf-8")
        store.close()
        return {str(key) for _, _, key, *_ in _relations(script)}

    before = keys()
    assert len(before) == 6
    assert keys(date(2025, 6, 1)) == before


def test_the_key_of_a_statement_differs_with_each_thing_that_makes_it_another() -> None:
    relation = Relation("pc4:1811", "IN_GEMEENTE", "gemeente:GM0361", date(2020, 1, 1))
    others = [
        relation._replace(van="pc4:1812"),
        relation._replace(type="IN_REGIO"),
        relation._replace(naar="gemeente:GM0396"),
        relation._replace(geldig_van=None),
        relation._replace(geldig_van=date(2021, 1, 1)),
    ]
    keys = {fact_key(fact, "levering:cbs-2025") for fact in [relation, *others]}
    assert len(keys | {fact_key(relation, "levering:cbs-2026")}) == 7


def test_cypher_comes_in_batches_and_has_a_constraint_for_each_label(tmp_path: Path) -> None:
    nodes = [Node(f"pc4:{code}", "Postcodegebied", str(code)) for code in range(1000, 1000 + BATCH + 1)]
    store = make_store(tmp_path, delivery(levering("cbs"), *nodes))
    script = _written(store, tmp_path / "uit.cypher").read_text(encoding="utf-8")
    store.close()
    statements = [part for part in script.split(";\n") if "UNWIND" in part]
    assert [part.count("['pc4:") for part in statements] == [BATCH, 1]
    assert len(re.findall(r"^CREATE CONSTRAINT \w+ IF NOT EXISTS", script, re.MULTILINE)) == len(load_schema().nodes)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_existing_file_is_replaced_and_nothing_else_is_left(store: SqliteStore, tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    path = folder / f"graaf{suffix.upper()}"
    path.write_text("oud", encoding="utf-8")
    _written(store, path)
    assert path.stat().st_size > 1000
    assert list(folder.iterdir()) == [path]


class _Breaks:
    """A store that fails in the middle of being read for the second time: the snapshot is there, the file half."""

    def __init__(self, store: SqliteStore) -> None:
        self._store, self._read = store, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        found = list(self._store.statements(bron))
        yield from found[:1] if self._read else found
        if self._read:
            raise SpeelveldError("de opslag is weg")
        self._read = True


def test_when_it_fails_the_old_file_stays_and_nothing_else_is_left(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    path = folder / "graaf.cypher"
    path.write_text("oud", encoding="utf-8")
    with pytest.raises(SpeelveldError, match="de opslag is weg"):
        export(_Breaks(store), path, PEILDATUM)
    assert path.read_text(encoding="utf-8") == "oud"
    assert list(folder.iterdir()) == [path]


def test_without_a_suffix_it_is_the_exchange_format(store: SqliteStore, tmp_path: Path) -> None:
    export(store, tmp_path / "map", PEILDATUM)
    assert [item.levering.id for item in read_exchange(tmp_path / "map")] == [MAIN.levering.id, OTHER.levering.id]


def test_a_folder_with_a_dot_in_its_name_is_a_folder(store: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "export.2026"
    folder.mkdir()
    export(store, folder, PEILDATUM)
    assert (folder / "manifest.json").exists()


def test_an_unknown_suffix_names_the_possible_ones(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(SpeelveldError) as caught:
        export(store, tmp_path / "uit.docx", PEILDATUM)
    assert all(suffix in caught.value.herstel for suffix in SUFFIXES)
    assert not (tmp_path / "uit.docx").exists()


def test_a_missing_folder_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(SpeelveldError, match="de map bestaat niet"):
        export(store, tmp_path / "nergens" / "uit.ttl", PEILDATUM)


def test_a_file_in_the_place_of_a_folder_is_refused(store: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("van mij", encoding="utf-8")
    with pytest.raises(SpeelveldError, match="geen map"):
        export(store, tmp_path / "bestand", PEILDATUM)
    assert (tmp_path / "bestand").read_text(encoding="utf-8") == "van mij"
