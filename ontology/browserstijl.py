"""docs/speelveld.grass: how Neo4j Browser draws the graph, with the colours of the ontology.

`python -m ontology.reference` writes it anew. The format knows no comments and no colon in a value, and single quotes
only.
"""

from __future__ import annotations

from collections.abc import Mapping

from ontology.schema import Schema

_SMALL = frozenset({"Postcodegebied", "Vestiging", "Functie"})
"""There are many of these in one picture."""
_EVERYTHING = {
    "node": {
        "diameter": "50px",
        "color": "#A5ABB6",
        "border-color": "#848992",
        "border-width": "2px",
        "text-color-internal": "#000000",
        "font-size": "10px",
    },
    "relationship": {
        "color": "#A5ABB6",
        "shaft-width": "1px",
        "font-size": "8px",
        "padding": "3px",
        "text-color-external": "#000000",
        "text-color-internal": "#FFFFFF",
        "caption": "'<type>'",
    },
}


def stijl(schema: Schema) -> str:
    """The whole file."""
    rules: dict[str, Mapping[str, str]] = dict(_EVERYTHING)
    for kind in schema.nodes.values():
        rules[f"node.{kind.naam}"] = {
            "color": kind.kleur,
            "border-color": _darker(kind.kleur),
            "text-color-internal": "#000000" if _luminance(kind.kleur) > _TURN else "#FFFFFF",
            "caption": "'{naam}'",
            "diameter": "40px" if kind.naam in _SMALL else "65px",
        }
    return "\n".join(
        f"{selector} {{\n{''.join(f'  {name}: {value};{chr(10)}' for name, value in rule.items())}}}\n"
        for selector, rule in rules.items()
    )


_TURN = 0.179
"""The luminance from which black has more contrast than white (WCAG 2.2, contrast ratio)."""


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _darker(colour: str) -> str:
    return "#" + "".join(f"{channel * 4 // 5:02x}" for channel in _channels(colour))


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it: 0 is black, 1 is white."""
    parts = [value / 255 for value in _channels(colour)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
