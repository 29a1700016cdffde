"""The reference pages: docs/ontologie.md made from the Schema, and docs/taken.md made from the law.

`python -m ontology.reference` writes them anew, and the style for Neo4j Browser beside them; a test fails when a file
and its source differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from ontology.browserstijl import stijl
from ontology.rules import Law, Rule, load_law
from ontology.schema import NodeType, Property, RelationType, Schema, load_schema

_DOCS = Path(__file__).parents[1] / "docs"
PAGE = _DOCS / "ontologie.md"
TASKS_PAGE = _DOCS / "taken.md"
STYLE = _DOCS / "speelveld.grass"
_VALUES: Mapping[type, str] = {str: "tekst", int: "geheel getal", float: "getal", bool: "ja of nee"}
_INTRODUCTION = """# Ontologie

Dit zijn de soorten, relaties en eigenschappen die Speelveld kent (versie {versie}). De namen in de eerste kolom staan
ook in exports en in de API. Deze pagina is gemaakt uit [speelveld.ttl](../ontology/speelveld.ttl) met
`python -m ontology.reference`; wijzig haar niet met de hand. Welke woorden uit andere standaarden (W3C ORG, PROV-O,
GeoSPARQL, CPOV, TOOI) daarbij horen, staat in dat bestand.

Alles heeft een begin (`geldigVan`) en een einde (`geldigTot`, de eerste dag waarop het niet meer geldt). Een lege datum
betekent: onbekend begin, of nog geen einde."""

_TASKS_INTRODUCTION = """# Taken

Dit zijn alle taken die Speelveld kent, met de naam of het nummer waarmee u ze in `vragen` zet. Deze pagina is gemaakt
uit de regels in [ontology/taken](../ontology/taken) met `python -m ontology.reference`; wijzig haar niet met de hand.

Bij “op verzoek” krijgt u alleen antwoord als u de taak in `vragen` noemt. Bij “volgens afspraak” laat de wet het aan de
partijen over: zonder geldige afspraak is het antwoord onbekend. Bij “in geen register” kan het programma niet zeggen
welke organisatie het is, wel wat voor een. Een regel geldt tot de dag waarop hij vervalt, die dag niet meegerekend."""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [header, ("---",) * len(header), *rows]
    return ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def _node(node: NodeType) -> tuple[str, ...]:
    id_form = f"`{node.voorvoegsel}:{node.codepatroon.pattern}`"
    return f"`{node.naam}`", node.label, id_form, f"`/v1/{node.meervoud}`", node.definitie


def _relation(relation: RelationType) -> tuple[str, ...]:
    return (
        f"`{relation.naam}`",
        relation.label,
        relation.omgekeerd,
        _code(relation.van),
        _code(relation.naar),
        "ja" if relation.een_bron else "",
    )


def _property(prop: Property, owners: Iterable[str], everything: int) -> tuple[str, ...]:
    """everything: the number of types and relations; what they all have is said in one word."""
    names = list(owners)
    value = "lijst van teksten" if prop.meervoudig else _VALUES[prop.python]
    return f"`{prop.naam}`", prop.label, value, "alles" if len(names) == everything else _code(names)


def page(schema: Schema) -> str:
    """The whole page as Markdown."""
    properties: dict[str, Property] = {}
    owners: dict[str, list[str]] = defaultdict(list)
    kinds: list[NodeType | RelationType] = [*schema.nodes.values(), *schema.relations.values()]
    for kind in kinds:
        for prop in kind.eigenschappen.values():
            properties[prop.naam] = prop
            owners[prop.naam].append(kind.naam)
    lines = [
        _INTRODUCTION.format(versie=schema.versie),
        "",
        "## Soorten",
        "",
        "Een id is een voorvoegsel met een code. De code voldoet aan het patroon (een reguliere expressie).",
        "",
        *_table(("soort", "naam", "id", "pad", "betekenis"), map(_node, schema.nodes.values())),
        "",
        "## Relaties",
        "",
        "Bij “één bron” telt per beginpunt alleen wat de leidende bron zegt: die met de laagste rang.",
        "",
        *_table(
            ("relatie", "betekenis", "andersom", "van", "naar", "één bron"), map(_relation, schema.relations.values())
        ),
        "",
        "## Eigenschappen",
        "",
        *_table(
            ("eigenschap", "betekenis", "waarde", "bij"),
            (_property(prop, owners[name], len(kinds)) for name, prop in sorted(properties.items())),
        ),
        "",
    ]
    return "\n".join(lines)


def tasks_page(law: Law) -> str:
    """The page of the tasks, by theme, as Markdown; bills are left out."""
    themes: dict[str, list[Rule]] = defaultdict(list)
    for rule in law.rules:
        if not rule.wetsvoorstel:
            themes[rule.thema].append(rule)
    lines = [_TASKS_INTRODUCTION]
    for theme, rules in themes.items():
        header = ("nummer", "naam in `vragen`", "vraag", "geldt", "bijzonderheid")
        lines += ["", f"## {theme}", "", *_table(header, map(_task, rules))]
    return "\n".join([*lines, ""])


def _task(rule: Rule) -> tuple[str, ...]:
    notes = {
        "op verzoek": rule.op_verzoek,
        "volgens afspraak": rule.naar_afspraak,
        "in geen register": not rule.wijst_aan and not rule.naar_afspraak,
    }
    until = f" tot {rule.geldig_tot}" if rule.geldig_tot else ""
    said = ", ".join(note for note, holds in notes.items() if holds)
    return rule.id, f"`{rule.taak}`", rule.vraag, f"vanaf {rule.geldig_van}{until}", said


def main() -> None:
    """Write the pages and the style."""
    PAGE.write_text(page(load_schema()), encoding="utf-8")
    TASKS_PAGE.write_text(tasks_page(load_law()), encoding="utf-8")
    STYLE.write_text(stijl(load_schema()), encoding="utf-8")


if __name__ == "__main__":
    main()
