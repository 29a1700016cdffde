"""All sources by id. A new source is a module with a `Source`, and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from importers import (
    afspraken,
    cbs_gebieden,
    cbs_gemeenten,
    contactgemeenten,
    doorstroomregeling,
    duo_besturen,
    duo_bo,
    duo_po_historie,
    duo_po_woonplaatsen,
    duo_vo,
    gemeente_kerncijfers,
    gemeentegrenzen,
    pc4_gemeente,
    pc4_punten,
    regio_overlay,
    roo_gemeenten,
    roo_regelingen,
    scholen_geo,
    sjabloon_register,
    swv_opvolging,
    swv_regeling,
    tooi,
    zorg,
)
from importers.source import Source
from importers.values import slug
from importers.verwijzing import hint
from ontology.errors import SpeelveldError

_ALL: tuple[Source, ...] = (
    *tooi.SOURCES,
    cbs_gemeenten.SOURCE,
    cbs_gebieden.SOURCE,
    swv_regeling.SOURCE,
    swv_opvolging.SOURCE,
    pc4_gemeente.SOURCE,
    pc4_punten.SOURCE,
    doorstroomregeling.SOURCE,
    contactgemeenten.SOURCE,
    *regio_overlay.SOURCES,
    gemeente_kerncijfers.SOURCE,
    *gemeentegrenzen.SOURCES,
    duo_bo.SOURCE,
    duo_po_historie.SOURCE,
    duo_po_historie.SOURCE_API,
    duo_po_woonplaatsen.SOURCE,
    duo_vo.SOURCE,
    duo_vo.SOURCE_KERN,
    duo_besturen.SOURCE_BO,
    duo_besturen.SOURCE_SO,
    duo_besturen.SOURCE_VO,
    duo_besturen.SOURCE_PSV,
    duo_besturen.SOURCE_2016,
    scholen_geo.SOURCE,
    roo_gemeenten.SOURCE,
    *roo_regelingen.SOURCES,
    *zorg.SOURCES,
    *sjabloon_register.SOURCES,
    afspraken.SOURCE,
    afspraken.SOURCE_EIGEN,
)
SOURCES: Mapping[str, Source] = {source.id: source for source in _ALL}


OWN = "sjabloon-"
"""What a region fills in itself. Behind an @ it may say whose it is: each `sjabloon-aanbieders@<name>` is a source of
its own, so that one region does not close what another delivered."""


def source(bron: str) -> Source:
    """The source with this id; SpeelveldError with the nearest id, or all of them, otherwise."""
    base, _, whose = bron.partition("@")
    found = SOURCES.get(base)
    if found is not None and whose:
        if not base.startswith(OWN) or slug(whose) != whose:
            raise SpeelveldError(
                f"bron “{bron}” bestaat niet",
                herstel="Alleen achter een sjabloon staat van wie het is, in kleine letters: sjabloon-regios@ijmond",
            )
        return replace(found, id=bron, naam=f"{found.naam} ({whose})")
    if found is None:
        ids = sorted(SOURCES)
        raise SpeelveldError(f"bron “{bron}” bestaat niet", herstel=hint(bron, ids, f"Kies uit: {', '.join(ids)}"))
    return found
