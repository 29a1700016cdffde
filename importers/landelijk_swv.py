"""Which vestigingen belong to a national samenwerkingsverband, derived from their denominatie.

The reformatorische schools have their own samenwerkingsverbanden for the whole country (WPO 18a lid 15, WVO 2020 2.47).
No register says which vestigingen take part; the denominatie is the only clue, so what is stated here is of low
certainty. In voortgezet onderwijs DUO writes `Bijzonder` for all denominaties, so there it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.facts import Fact, Node, Relation

_DENOMINATIE = "Reformatorisch"
_SWV = {
    "bo": "swv:PO_REF",
    "sbo": "swv:PO_REF",
    "so": "swv:PO_REF",
    "vo": "swv:VO_REF",
    "pro": "swv:VO_REF",
    "vso": "swv:VO_REF",
}
_WIJZE = {"zekerheid": "laag", "wijze": "afgeleid uit de denominatie"}


def landelijk_swv(vestiging: str, denominatie: str, soorten: Sequence[str]) -> Iterator[Fact]:
    """The national samenwerkingsverbanden of a vestiging (its id), as minimal nodes and relations."""
    if denominatie != _DENOMINATIE:
        return
    for swv in sorted({_SWV[soort] for soort in soorten}):
        yield Node(swv, "Samenwerkingsverband")
        yield Relation(vestiging, "IN_LANDELIJK_SWV", swv, eigenschappen=_WIJZE)
