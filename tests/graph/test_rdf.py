import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pyshacl
import pytest
from export_hulp import MAIN, NASTY, OTHER, PEILDATUM, make_store
from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, XSD

from graph.rdf import (
    PREFIXES,
    base_iri,
    jsonld_context,
    literal,
    snapshot_graph,
    write_jsonld,
    write_trig,
    write_turtle,
)
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError
from ontology.schema import ONTOLOGY_FILE, SV, NodeType, RelationType, load_schema

BASIS = "https://speelveld.example"
ID = Namespace(f"{BASIS}/id/")
ALKMAAR, HEEMSKERK, SCHOORL = ID["gemeente/GM0361"], ID["gemeente/GM0396"], ID["gemeente/GM0458"]
PC4, PROVINCE = ID["pc4/1811"], ID["provincie/PV27"]
CBS, LIST = ID["levering/cbs-2025-01-01"], ID["levering/Eigen%20lijst%2F%231-2025-01-01"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = make_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def snapshot(store: SqliteStore) -> Snapshot:
    return Snapshot(store, PEILDATUM)


@pytest.fixture
def turtle(store: SqliteStore, snapshot: Snapshot) -> Graph:
    file = StringIO()
    write_turtle(store, snapshot, BASIS, file)
    return Graph().parse(data=file.getvalue(), format="turtle")


def test_graph_of_a_snapshot_is_what_holds_on_the_peildatum_and_nothing_else(snapshot: Snapshot) -> None:
    assert set(snapshot_graph(snapshot, BASIS)) == {
        (PROVINCE, RDF.type, SV.Provincie),
        (PROVINCE, RDFS.label, Literal("Noord-Holland")),
        (ALKMAAR, RDF.type, SV.Gemeente),
        (ALKMAAR, RDFS.label, Literal("Alkmaar")),
        (ALKMAAR, SV.inwoners, Literal(111000, datatype=XSD.integer)),
        (ALKMAAR, SV.breedte, Literal("52.0", datatype=XSD.decimal)),
        (ALKMAAR, SV.lengte, Literal("4.75", datatype=XSD.decimal)),
        (ALKMAAR, SV.website, Literal("https://alkmaar.nl", datatype=XSD.anyURI)),
        (ALKMAAR, SV.inProvincie, PROVINCE),
        (HEEMSKERK, RDF.type, SV.Gemeente),
        (HEEMSKERK, RDFS.label, Literal(NASTY)),
        (HEEMSKERK, SV.plaatsen, Literal("Heemskerk")),
        (HEEMSKERK, SV.plaatsen, Literal("A|B")),
        (PC4, RDF.type, SV.Postcodegebied),
        (PC4, RDFS.label, Literal("1811")),
        (PC4, SV.inGemeente, ALKMAAR),
        (SCHOORL, SV.opgegaanIn, ALKMAAR),
    }


def test_graph_of_an_earlier_snapshot_has_the_earlier_relation(store: SqliteStore) -> None:
    graph = snapshot_graph(Snapshot(store, date(2020, 6, 1)), BASIS)
    assert set(graph.objects(PC4, SV.inGemeente)) == {HEEMSKERK}


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning")  # pySHACL's use of rdflib
@pytest.mark.parametrize(("least", "conforms"), [(1, True), (2, False)])
def test_graph_of_a_snapshot_can_be_checked_with_shacl(snapshot: Snapshot, least: int, conforms: bool) -> None:
    shapes = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix sv: <{SV}> . @prefix xsd: <{XSD}> .
        [] a sh:NodeShape ; sh:targetNode <{HEEMSKERK}> ;
           sh:property [ sh:path <{RDFS.label}> ; sh:datatype xsd:string ; sh:minCount {least} ] ."""
    graph = snapshot_graph(snapshot, BASIS)
    assert pyshacl.validate(graph, shacl_graph=Graph().parse(data=shapes, format="turtle"))[0] is conforms


def test_every_relation_of_the_record_is_a_dated_statement_with_its_delivery(turtle: Graph) -> None:
    found = {
        tuple(turtle.value(item, term) for term in (RDF.object, SV.geldigVan, SV.geldigTot, PROV.wasDerivedFrom))
        for item in turtle.subjects(RDF.subject, PC4)
    }
    assert found == {
        (ALKMAAR, None, Literal(date(2020, 1, 1)), CBS),
        (HEEMSKERK, Literal(date(2020, 1, 1)), Literal(date(2021, 1, 1)), CBS),
        (ALKMAAR, Literal(date(2021, 1, 1)), None, CBS),
    }
    share = next(turtle.subjects(SV.aandeel, Literal("0.5", datatype=XSD.decimal)))
    assert turtle.value(share, RDF.predicate) == SV.inGemeente
    assert turtle.value(share, SV.wijze) == Literal(NASTY)


def test_two_sources_of_one_relation_are_two_statements(turtle: Graph) -> None:
    statements = turtle.subjects(RDF.predicate, SV.inProvincie)
    assert {turtle.value(item, PROV.wasDerivedFrom) for item in statements} == {CBS, LIST}


def test_what_each_source_says_of_a_node_is_kept_apart(turtle: Graph) -> None:
    states = list(turtle.subjects(PROV.specializationOf, ALKMAAR))
    assert {turtle.value(state, RDFS.label) for state in states} == {Literal("Alkmaar"), Literal("Gemeente Alkmaar")}
    assert list(turtle.objects(ALKMAAR, RDFS.label)) == [Literal("Alkmaar")]


def test_what_no_longer_exists_has_a_type_a_name_and_an_end(turtle: Graph) -> None:
    assert (SCHOORL, RDF.type, SV.Gemeente) in turtle
    assert turtle.value(SCHOORL, RDFS.label) == Literal("Schoorl")
    assert turtle.value(SCHOORL, SV.geldigTot) == Literal(date(2015, 1, 1))


def test_gemeenten_and_provinces_are_linked_to_tooi(turtle: Graph) -> None:
    tooi = "https://identifier.overheid.nl/tooi/id/"
    assert turtle.value(ALKMAAR, OWL.sameAs) == URIRef(tooi + "gemeente/gm0361")
    assert turtle.value(PROVINCE, OWL.sameAs) == URIRef(tooi + "provincie/pv27")
    assert turtle.value(PC4, OWL.sameAs) is None


def test_a_delivery_is_a_dataset_with_its_provenance(turtle: Graph) -> None:
    assert set(turtle.objects(CBS, RDF.type)) == {PROV.Entity, DCAT.Dataset}
    assert turtle.value(turtle.value(CBS, DCTERMS.publisher), FOAF.name) == Literal("CBS")
    assert turtle.value(CBS, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert turtle.value(CBS, SV.peildatum) == Literal(date(2025, 1, 1))
    assert turtle.value(CBS, SV.sha256) == Literal("ab" * 32)
    assert turtle.value(CBS, DCAT.landingPage) == URIRef(MAIN.levering.url)
    assert turtle.value(LIST, DCAT.landingPage) is None, "an address that is none of the web is left out"


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # rdflib's own readers
def test_trig_has_what_each_delivery_stated_in_its_own_graph(store: SqliteStore, snapshot: Snapshot) -> None:
    file = StringIO()
    write_trig(store, snapshot, BASIS, file)
    dataset = Dataset()
    dataset.parse(data=file.getvalue(), format="trig")
    cbs, own = dataset.graph(CBS), dataset.graph(LIST)
    assert set(cbs.objects(ALKMAAR, RDFS.label)) == {Literal("Alkmaar")}
    assert set(own.objects(ALKMAAR, RDFS.label)) == {Literal("Gemeente Alkmaar")}
    assert (ALKMAAR, SV.inProvincie, PROVINCE) in own
    assert set(own.subjects(RDF.type, RDF.Statement)) & set(cbs.subjects(RDF.type, RDF.Statement)) == set()
    assert set(cbs.objects(PC4, SV.inGemeente)) == {ALKMAAR}, "a direct triple holds on the peildatum"
    assert len(set(cbs.subjects(RDF.subject, PC4))) == 3
    assert cbs.value(HEEMSKERK, RDFS.label) == Literal(NASTY)
    assert dataset.default_graph.value(LIST, DCTERMS.title) == Literal(OTHER.levering.naam)


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")  # rdflib's own readers
def test_jsonld_says_the_same_as_turtle_in_the_words_of_the_schema(
    store: SqliteStore, snapshot: Snapshot, turtle: Graph
) -> None:
    file = StringIO()
    write_jsonld(store, snapshot, BASIS, file)
    assert set(Graph().parse(data=file.getvalue(), format="json-ld")) == set(turtle)
    things = {item["id"]: item for item in json.loads(file.getvalue())["@graph"]}
    assert things[str(HEEMSKERK)]["naam"] == NASTY
    assert things[str(HEEMSKERK)]["type"] == "Gemeente"
    assert things[str(ALKMAAR)]["inwoners"] == 111000
    assert things[str(ALKMAAR)]["IN_PROVINCIE"] == [str(PROVINCE)]


def _terms(context: dict[str, object]) -> set[str]:
    iris = {str(entry["@id"]) if isinstance(entry, dict) else str(entry) for entry in context.values()}
    return {iri for iri in iris if not iri.startswith("@")}


def test_every_term_of_the_context_is_in_the_ontology_or_in_a_vocabulary_that_it_uses() -> None:
    ontology = Graph().parse(ONTOLOGY_FILE, format="turtle")
    for iri in _terms(jsonld_context(load_schema())):
        if iri.startswith(str(SV)):
            assert (URIRef(iri), RDF.type, None) in ontology, iri
        else:
            assert iri.startswith(tuple(PREFIXES.values())), iri


def test_the_context_has_every_term_of_the_schema() -> None:
    schema = load_schema()
    kinds: list[NodeType | RelationType] = [*schema.nodes.values(), *schema.relations.values()]
    context = jsonld_context(schema)
    assert {kind.iri for kind in kinds} <= _terms(context)
    for kind in kinds:
        for name, prop in kind.eigenschappen.items():
            entry = context[name]
            assert prop.iri == (entry["@id"] if isinstance(entry, dict) else entry), "a name may mean one thing only"


def test_every_term_that_is_written_is_in_the_ontology(turtle: Graph) -> None:
    ontology = Graph().parse(ONTOLOGY_FILE, format="turtle")
    written = {term for triple in turtle for term in triple if str(term).startswith(str(SV))}
    assert SV.Toestand in written
    assert {term for term in written if (term, RDF.type, None) not in ontology} == set()


@pytest.mark.parametrize("value", [1e-7, 12345678901234567890.0, -0.5, 3])
def test_a_number_is_written_as_a_decimal_without_exponent(value: float) -> None:
    text = str(literal(value, str(XSD.decimal)))
    assert "e" not in text.lower()
    assert float(text) == value


@pytest.mark.parametrize("basis", ["", "javascript:alert(1)", "http://a/ b", "http://a/>", "ftp://a", "http://a\n"])
def test_a_basis_that_is_no_web_address_is_refused(basis: str) -> None:
    with pytest.raises(SpeelveldError, match="geen webadres"):
        base_iri(basis)


def test_the_last_slash_of_the_basis_does_not_count() -> None:
    assert base_iri("https://speelveld.example/pad/") == "https://speelveld.example/pad"
