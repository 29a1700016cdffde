"""From what a person writes (an id, a code, a name) to the id of a thing in the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

from graph.gemeenten import gemeente_code, normalise
from importers.source import Context
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

# Types whose code can be told from any other code or name, so that it may stand without its prefix.
_BARE = (
    "Jeugdregio",
    "Doorstroompuntregio",
    "Veiligheidsregio",
    "Provincie",
    "Samenwerkingsverband",
    "Vestiging",
    "School",
    "Postcodegebied",
)
# Words before a name that say what kind of thing is meant: `jeugdregio Groningen`.
_WORDS = {"gemeente": "Gemeente", "jeugdregio": "Jeugdregio", "provincie": "Provincie"}


def nearest(text: str, choices: Sequence[str], cutoff: int = 70) -> str | None:
    """The choice most like the text, or None when none is."""
    found = process.extractOne(text, choices, scorer=fuzz.ratio, processor=normalise, score_cutoff=cutoff)
    return found[0] if found else None


def hint(text: str, choices: Sequence[str], otherwise: str, cutoff: int = 70) -> str:
    """How to mend a text that should have been one of the choices."""
    near = nearest(text, choices, cutoff)
    return f"Bedoelt u “{near}”?" if near else otherwise


def _labels(soorten: Sequence[str]) -> str:
    nodes = load_schema().nodes
    return " of ".join(nodes[soort].label for soort in soorten)


def _checked(node_id: str, soort: str, context: Context) -> tuple[str, str]:
    """An id of a type; refused when the record knows things of this type, but not this one."""
    known: Mapping[str, str] = {} if context.bekend(node_id) else context.namen(soort)
    if known:
        code = node_id.partition(":")[2]
        near = nearest(code, [key.partition(":")[2] for key in known])
        full = f"{node_id.partition(':')[0]}:{near}"
        raise SpeelveldError(
            f"{load_schema().nodes[soort].label} “{code}” is niet bekend",
            herstel=f"Bedoelt u “{full}” ({known[full]})?" if near else "Zoek de code op, of laad eerst de bron ervan",
        )
    return node_id, soort


def _by_id(text: str, soorten: Sequence[str], context: Context) -> tuple[str, str] | None:
    """What an id or a bare code says; None when the text is neither."""
    schema = load_schema()
    prefix, colon, code = text.partition(":")
    if colon and not code.startswith("//"):
        node = schema.by_prefix.get(prefix)
        if node is None:
            if " " in prefix or " " in code:
                return None
            prefixes = [schema.nodes[soort].voorvoegsel for soort in soorten]
            raise SpeelveldError(
                f"“{text}” is geen id: het voorvoegsel “{prefix}” bestaat niet",
                herstel=hint(prefix, prefixes, f"Kies uit: {', '.join(prefixes)}", cutoff=60),
            )
        if node.naam not in soorten:
            raise SpeelveldError(f"“{text}” is een {node.label}", herstel=f"Hier hoort een {_labels(soorten)}")
        if node.naam == "Gemeente":
            return context.gemeenten.id(code, context.peildatum), "Gemeente"
        schema.type_of(text)
        return _checked(text, node.naam, context)
    if "Gemeente" in soorten and gemeente_code(text):
        return context.gemeenten.id(text, context.peildatum), "Gemeente"
    for soort in soorten:
        if soort in _BARE and schema.nodes[soort].codepatroon.fullmatch(text.upper()):
            return _checked(f"{schema.nodes[soort].voorvoegsel}:{text.upper()}", soort, context)
    return None


def find(text: str, soorten: Sequence[str], context: Context) -> tuple[str, str]:
    """(id, type) of the thing of one of these types with this id, code or name.

    Names of gemeenten are looked up in any spelling, other names exactly. SpeelveldError names the nearest.
    """
    found = _by_id(text, soorten, context)
    if found is not None:
        return found
    word, _, rest = text.partition(" ")
    only = _WORDS.get(word.casefold())
    name, wanted = text, list(soorten)
    if rest and only is not None and only in soorten:
        name, wanted = rest, [only]
    hits: list[tuple[str, str]] = []
    error: SpeelveldError | None = None
    for soort in wanted:
        if soort == "Gemeente":
            try:
                hits.append((context.gemeenten.id(name, context.peildatum), soort))
            except SpeelveldError as refused:
                error = refused
        elif (node_id := context.vind(soort, name)) is not None:
            hits.append((node_id, soort))
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise SpeelveldError(
            f"“{text}” is de naam van meer dan een gebied of organisatie: {', '.join(node_id for node_id, _ in hits)}",
            herstel="Geef het id of de code",
        )
    if error is not None and (wanted == ["Gemeente"] or "meer gemeenten" in error.wat):
        raise error
    names = [naam for soort in wanted if soort != "Gemeente" for naam in context.namen(soort).values() if naam]
    gemeente_hint = error.herstel if error is not None and error.herstel.startswith("Bedoelt") else ""
    other = nearest(name, names)
    raise SpeelveldError(
        f"{_labels(wanted)} “{name}” is niet bekend",
        herstel=" ".join(part for part in (f"Bedoelt u “{other}”?" if other else "", gemeente_hint) if part)
        or "Geef het id of de code, zoals "
        + " of ".join(f"{load_schema().nodes[soort].voorvoegsel}:…" for soort in wanted[:3]),
    )
