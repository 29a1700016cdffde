"""The rules as RDF: every rule with its title, its legal basis and its validity."""

import json

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, RDF, SKOS, XSD
from rdflib.term import Node

from ontology.rules import LegalBasis, Rule, load_law, read_laws
from ontology.rules_rdf import CONTEXT_FILE, rules_graph
from ontology.schema import ONTOLOGY_FILE, SV

ELI = Namespace("http://data.europa.eu/eli/ontology#")
RULES = [pytest.param(rule, id=f"{rule.id} {rule.geldig_van}") for rule in load_law().rules]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return rules_graph()


def _law(bwb: str) -> URIRef:
    return URIRef(f"https://wetten.overheid.nl/{bwb}")


def _as_triples(basis: LegalBasis) -> tuple[Node | None, ...]:
    """Law, name of what has no number, article and paragraph, as the graph must hold them."""
    law, name = (_law(basis.bwb), None) if basis.bwb else (None, Literal(basis.wet, lang="nl"))
    article = None if basis.artikel == "-" else Literal(basis.artikel)
    return law, name, article, Literal(basis.lid) if basis.lid else None


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_a_node_with_title_legal_basis_and_validity(rule: Rule, graph: Graph) -> None:
    node = SV[f"regel/{rule.id}/{rule.geldig_van}"]
    assert graph.value(node, RDF.type) == (SV.Wetsvoorstel if rule.wetsvoorstel else SV.Regel)
    assert graph.value(node, DCTERMS.identifier) == Literal(rule.id)
    assert graph.value(node, SKOS.prefLabel) == Literal(rule.titel, lang="nl")
    assert graph.value(node, SV.geldigVan) == Literal(rule.geldig_van.isoformat(), datatype=XSD.date)
    end = Literal(rule.geldig_tot.isoformat(), datatype=XSD.date) if rule.geldig_tot else None
    assert graph.value(node, SV.geldigTot) == end
    assert graph.value(node, SV.organisatiesoort) == SV[rule.organisatie]
    stated = {
        tuple(graph.value(basis, term) for term in (ELI.is_part_of, DCTERMS.title, ELI.number, SV.lid))
        for basis in graph.objects(node, DCTERMS.source)
    }
    assert stated == {_as_triples(item) for item in rule.grondslag}
    keys = {str(graph.value(item, SV.sleutel)) for item in graph.objects(node, SV.wijstAan)}
    assert keys == {item.sleutel for item in rule.wijst_aan}


def test_there_are_no_other_rules_than_those_of_the_law(graph: Graph) -> None:
    rules, bills = (set(graph.subjects(RDF.type, kind)) for kind in (SV.Regel, SV.Wetsvoorstel))
    assert len(rules) + len(bills) == len(load_law().rules)
    assert bills == {SV[f"regel/{rule.id}/{rule.geldig_van}"] for rule in load_law().rules if rule.wetsvoorstel}


def test_what_a_rule_says_beside_whom_it_points_at_is_there(graph: Graph) -> None:
    for rule in load_law().rules:
        node = SV[f"regel/{rule.id}/{rule.geldig_van}"]
        assert graph.value(node, SV.naarAfspraak) == (Literal(True) if rule.naar_afspraak else None)
        assert graph.value(node, SV.opVerzoek) == (Literal(True) if rule.op_verzoek else None)
        outside = graph.value(node, SV.buitenRegister)
        assert " ".join(str(outside or "").split()) == rule.buiten_register
        doubts = list(graph.objects(node, SV.minderZeker))
        assert {str(graph.value(item, SV.zekerheid)) for item in doubts} == {
            item.zekerheid for item in rule.minder_zeker
        }
        everyone = {
            graph.value(item, SV.sleutel) for item in graph.objects(node, SV.wijstAan) if (item, SV.alle, None) in graph
        }
        assert everyone == {Literal(item.sleutel) for item in rule.wijst_aan if item.alle}


def test_groups_of_conditions_stay_apart(graph: Graph) -> None:
    """C01: younger than 18, or 18 to 22 with extended youth care; merged groups would say something else."""
    [groups] = [
        Collection(graph, found)
        for condition in graph.objects(SV["regel/C01/2022-01-01"], SV.voorwaarde)
        for found in graph.objects(condition, SV.eenVan)
    ]
    facts = [[str(graph.value(item, SV.feit)) for item in Collection(graph, group)] for group in groups]
    assert facts == [["leeftijd"], ["leeftijd", "verlengdeJeugdhulp"]]
    [youngest] = Collection(graph, groups[0])
    assert graph.value(youngest, SV.totEnMet) == Literal(17)


def test_the_context_knows_every_law_that_has_a_number() -> None:
    context = json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"]
    laws = {name: iri for name, iri in context.items() if str(iri).startswith("https://wetten.overheid.nl/")}
    assert laws == {name: str(_law(bwb)) for name, bwb in read_laws().items() if bwb}


def test_no_iri_is_made_up_for_what_has_no_number(graph: Graph) -> None:
    nameless = [basis for rule in load_law().rules for basis in rule.grondslag if not basis.bwb]
    assert nameless
    assert {str(item) for item in graph.objects(None, ELI.is_part_of)} == {
        str(_law(bwb))
        for basis in (basis for rule in load_law().rules for basis in rule.grondslag)
        if (bwb := basis.bwb)
    }


def test_every_term_of_ours_is_in_the_ontology(graph: Graph) -> None:
    ontology = Graph().parse(ONTOLOGY_FILE, format="turtle")
    used = {predicate for predicate in graph.predicates() if str(predicate).startswith(str(SV))}
    used |= set(graph.objects(None, RDF.type)) | set(graph.objects(None, SV.organisatiesoort))
    assert SV.Regel in used
    assert {term for term in used if (term, RDF.type, None) not in ontology} == set()
