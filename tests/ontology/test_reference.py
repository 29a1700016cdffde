"""The reference pages follow the ontology and the law."""

from dataclasses import replace

import pytest

from ontology.browserstijl import stijl
from ontology.reference import PAGE, STYLE, TASKS_PAGE, page, tasks_page
from ontology.rules import load_law
from ontology.schema import NodeType, RelationType, load_schema


def test_the_pages_have_not_drifted() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(load_schema()), "run python -m ontology.reference"
    assert TASKS_PAGE.read_text(encoding="utf-8") == tasks_page(load_law()), "run python -m ontology.reference"
    assert STYLE.read_text(encoding="utf-8") == stijl(load_schema()), "run python -m ontology.reference"


def _read_style(text: str) -> dict[str, dict[str, str]]:
    """As Neo4j Browser reads it: what is not in braces is the selector, a colon or semicolon always divides."""
    rules = {}
    for part in text.replace("'{naam}'", "naam").split("}")[:-1]:
        selector, _, body = part.partition("{")
        pairs = [pair.split(":") for pair in body.split(";") if pair.strip()]
        assert all(len(pair) == 2 for pair in pairs), body
        rules["".join(selector.split())] = {name.strip(): value.strip() for name, value in pairs}
    return rules


def test_the_style_draws_every_type_in_its_colour_with_its_name() -> None:
    schema = load_schema()
    rules = _read_style(stijl(schema))
    assert set(rules) == {"node", "relationship"} | {f"node.{name}" for name in schema.nodes}
    for kind in schema.nodes.values():
        rule = rules[f"node.{kind.naam}"]
        assert (rule["color"], rule["caption"]) == (kind.kleur, "naam")


@pytest.mark.parametrize(("colour", "text"), [("#f2b134", "#000000"), ("#34495e", "#FFFFFF"), ("#ffffff", "#000000")])
def test_names_stand_out_from_their_colour(colour: str, text: str) -> None:
    schema = load_schema()
    node = replace(schema.nodes["School"], kleur=colour)
    rules = _read_style(stijl(replace(schema, nodes={"School": node})))
    assert rules["node.School"]["text-color-internal"] == text


def test_the_page_of_tasks_names_every_version_that_is_law() -> None:
    text = tasks_page(load_law())
    for rule in load_law().rules:
        line = f"| {rule.id} | `{rule.taak}` | {rule.vraag} | vanaf {rule.geldig_van}"
        assert (line in text) is not bool(rule.wetsvoorstel), line


def test_the_page_names_every_type_relation_and_property() -> None:
    schema, text = load_schema(), page(load_schema())
    kinds: list[NodeType | RelationType] = [*schema.nodes.values(), *schema.relations.values()]
    names = {kind.naam for kind in kinds} | {name for kind in kinds for name in kind.eigenschappen}
    assert {name for name in names if f"\n| `{name}` |" not in text} == set()


def test_a_bar_in_a_definition_does_not_break_the_table() -> None:
    schema = load_schema()
    node = replace(schema.nodes["School"], definitie="voor | na")
    lines = page(replace(schema, nodes={"School": node})).splitlines()
    [line] = [line for line in lines if line.startswith("| `School` |")]
    assert line.endswith("| voor \\| na |")
