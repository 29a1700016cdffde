"""The Schema that is read from speelveld.ttl: complete, consistent, and tied to vocabularies that others use."""

import re

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDFS

from ontology.errors import SpeelveldError
from ontology.schema import ONTOLOGY_FILE, SV, NodeType, RelationType, load_schema

SCHEMA = load_schema()
NODES = [pytest.param(node, id=node.naam) for node in SCHEMA.nodes.values()]
RELATIONS = [pytest.param(relation, id=relation.naam) for relation in SCHEMA.relations.values()]

# Namespaces as their publishers write them.
STANDARDS = {
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "schema": "https://schema.org/",
    "tooi": "https://identifier.overheid.nl/tooi/def/ont/",
    "cpov": "http://data.europa.eu/m8g/",
    "regorg": "http://www.w3.org/ns/regorg#",
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY_FILE, format="turtle")


@pytest.mark.parametrize("node", NODES)
def test_a_type_has_prefix_plural_label_and_definition(node: NodeType) -> None:
    assert re.fullmatch(r"[a-z0-9]+", node.voorvoegsel)
    assert re.fullmatch(r"[a-z0-9-]+", node.meervoud)
    assert node.label
    assert node.definitie.endswith(".")
    assert re.fullmatch(r"#[0-9a-f]{6}", node.kleur)


def test_prefixes_and_plurals_name_one_type_each() -> None:
    assert len(SCHEMA.by_prefix) == len(SCHEMA.nodes)
    assert len(SCHEMA.by_plural) == len(SCHEMA.nodes)


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_has_labels_both_ways_and_ends_that_exist(relation: RelationType) -> None:
    assert re.fullmatch(r"[A-Z0-9]+(_[A-Z0-9]+)*", relation.naam)
    assert relation.label
    assert relation.omgekeerd
    assert relation.van
    assert relation.naar
    assert relation.van | relation.naar <= set(SCHEMA.nodes)


def test_a_property_belongs_to_types_and_relations_that_exist(ontology: Graph) -> None:
    types = {kind.iri for kind in SCHEMA.nodes.values()}
    known = types | {kind.iri for kind in SCHEMA.relations.values()} | {str(OWL.Thing)}
    owners = {str(owner) for owner in ontology.objects(None, SV.bij)}
    assert owners
    assert owners <= known


@pytest.mark.parametrize(
    ("node_id", "kind"),
    [
        ("gemeente:GM0396", "Gemeente"),
        ("provincie:PV27", "Provincie"),
        ("pc4:1963", "Postcodegebied"),
        ("swv:PO2704", "Samenwerkingsverband"),
        ("swv:VO2704", "Samenwerkingsverband"),
        ("swv:PO_REF", "Samenwerkingsverband"),
        ("doorstroompuntregio:MC25", "Doorstroompuntregio"),
        ("jeugdregio:JZ10", "Jeugdregio"),
        ("veiligheidsregio:VR12", "Veiligheidsregio"),
        ("ggd:ggd-kennemerland", "Ggd"),
        ("bestuur:41636", "Bestuur"),
        ("school:25CL", "School"),
        ("vestiging:25CL03", "Vestiging"),
        ("regeling:28209895", "Regeling"),
        ("afspraak:convenant-schoolmaatschappelijk-werk", "Afspraak"),
        ("aanbieder:12345678", "Aanbieder"),
        ("aanbieder:de-linde", "Aanbieder"),
    ],
)
def test_an_id_of_the_contract_is_accepted(node_id: str, kind: str) -> None:
    assert SCHEMA.type_of(node_id).naam == kind


@pytest.mark.parametrize(
    ("node_id", "says"),
    [
        ("GM0396", "geen id"),
        ("", "geen id"),
        ("koe:1", "koe"),
        ("gemeente:GM396", "geen code van een gemeente"),
        ("gemeente:gm0396", "geen code van een gemeente"),
        ("gemeente:GM0396 ", "geen code van een gemeente"),
        ("gemeente:GM0396\n", "geen code van een gemeente"),
        ("pc4:0963", "geen code van een postcodegebied"),
        ("pc4:1963AB", "geen code van een postcodegebied"),
        ("swv:MB2704", "geen code van een samenwerkingsverband"),
        ("swv:PO270", "geen code van een samenwerkingsverband"),
        ("vestiging:25CL", "geen code van een vestiging"),
        ("bestuur:4163", "geen code van een schoolbestuur"),
        ("afspraak:Met Spaties", "geen code van een afspraak"),
        ("aanbieder:a'); DROP TABLE", "geen code van een jeugdhulpaanbieder"),
    ],
)
def test_a_malformed_id_is_refused(node_id: str, says: str) -> None:
    with pytest.raises(SpeelveldError, match=re.escape(says)):
        SCHEMA.type_of(node_id)


@pytest.mark.parametrize("node", NODES)
def test_a_type_descends_from_a_class_of_a_standard(node: NodeType, ontology: Graph) -> None:
    ancestors = {str(item) for item in ontology.transitive_objects(URIRef(node.iri), RDFS.subClassOf)}
    assert any(item.startswith(tuple(STANDARDS.values())) for item in ancestors), ancestors


@pytest.mark.parametrize(
    ("name", "standard"),
    [
        ("Gemeente", STANDARDS["tooi"] + "Gemeente"),
        ("Provincie", STANDARDS["tooi"] + "Provincie"),
        ("School", STANDARDS["schema"] + "School"),
    ],
)
def test_a_type_is_the_same_as_that_of_a_standard(name: str, standard: str, ontology: Graph) -> None:
    assert ontology.value(URIRef(SCHEMA.nodes[name].iri), OWL.equivalentClass) == URIRef(standard)


def test_lying_in_an_area_is_geosparql_within(ontology: Graph) -> None:
    within = URIRef(STANDARDS["geo"] + "sfWithin")
    areas = {item for item in SCHEMA.relations.values() if item.naam.startswith("IN_")}
    areas -= {SCHEMA.relations["IN_LANDELIJK_SWV"], SCHEMA.relations["IN_AFSPRAAK"]}  # membership, not territory
    for relation in areas:
        assert (URIRef(relation.iri), RDFS.subPropertyOf, within) in ontology, relation.naam


def test_every_term_of_the_ontology_has_a_dutch_label(ontology: Graph) -> None:
    terms = {subject for subject in ontology.subjects() if str(subject).startswith(str(SV)) and str(subject) != str(SV)}
    unlabelled = {
        str(term)
        for term in terms
        if not any(getattr(label, "language", None) == "nl" for label in ontology.objects(term, RDFS.label))
    }
    assert unlabelled == set()
