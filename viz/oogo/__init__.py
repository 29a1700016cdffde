"""The preparation file for an OOGO as a document: a page of summary, then chapters."""

from __future__ import annotations

from graph.snapshot import Snapshot
from ontology.rules import Law
from queries.oogo.dossier import Dossier
from viz.oogo import afspraken, agenda, kort, onzeker, regios, scholen, stromen, tafel, verloop
from viz.oogo.namen import noem
from viz.rapport import Rapport
from viz.woorden import hoofdletter


def rapport(dossier: Dossier, snapshot: Snapshot, law: Law) -> Rapport:
    """The whole document."""
    code = dossier.id.partition(":")[2]
    chapters = (
        kort.hoofdstuk(dossier, snapshot),
        tafel.hoofdstuk(dossier, snapshot),
        verloop.planning(dossier),
        verloop.veranderd(dossier, snapshot),
        agenda.hoofdstuk(dossier, snapshot, law),
        agenda.cijfers(dossier),
        afspraken.hoofdstuk(dossier, snapshot, law),
        regios.hoofdstuk(dossier, snapshot),
        stromen.betalers(dossier, snapshot),
        stromen.over_de_grens(dossier, snapshot),
        scholen.hoofdstuk(dossier, snapshot),
        onzeker.hoofdstuk(dossier),
        onzeker.bronnen(dossier, snapshot),
        scholen.bijlage(dossier, snapshot),
    )
    return Rapport(
        f"{hoofdletter(dossier.titel)} van {noem(dossier.id, snapshot)}: voorbereiding van het OOGO",
        "Gemaakt met Speelveld uit openbare registers. Wat onzeker of onbekend is, staat erbij.",
        f"oogo-{code}-{dossier.peildatum.isoformat()}",
        dossier.peildatum,
        tuple(chapter for chapter in chapters if chapter is not None),
    )
