"""The reference pages follow the ontology and the law."""

from dataclasses import replace

from ontology.reference import PAGE, TASKS_PAGE, page, tasks_page
from ontology.rules import load_law
from ontology.schema import NodeType, RelationType, load_schema


def test_the_pages_have_not_drifted() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(load_schema()), "run python -m ontology.reference"
    assert TASKS_PAGE.read_text(encoding="utf-8") == tasks_page(load_law()), "run python -m ontology.reference"


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
