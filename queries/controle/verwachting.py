"""Checks against what law and registers say: expected numbers, and known differences between registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.snapshot import Snapshot
from ontology.verwacht import Registerverschil, Verwachting
from queries.controle.bevinding import BEVINDING, FOUT, Bevinding


def aantallen(snapshot: Snapshot, expected: Iterable[Verwachting]) -> Iterator[Bevinding]:
    """Numbers that differ from what is expected on the peildatum."""
    for item in expected:
        if not item.geldt(snapshot.peildatum):
            continue
        found = sum(
            (item.sector is None or node.eigenschappen.get("sector") == item.sector)
            and (item.landelijk is None or bool(node.eigenschappen.get("landelijk")) == item.landelijk)
            for node in snapshot.of_type(item.soort)
        )
        if found != item.aantal:
            texts = _text_loaded(snapshot, item)
            yield Bevinding(
                "aantal",
                FOUT if texts else BEVINDING,
                "Ander aantal dan verwacht" if found else "Niet geladen voor deze peildatum",
                f"{_what(snapshot, item)}: {found} geladen, {item.aantal} verwacht"
                + (f". {item.opmerking}" if item.opmerking else ""),
                (),
                (item.bron, *texts),
            )


def _text_loaded(snapshot: Snapshot, item: Verwachting) -> tuple[str, ...]:
    """The delivery of the very legal text that sets the number, when it is loaded."""
    return tuple(
        levering.id
        for levering in snapshot.leveringen.values()
        if levering.bron == item.wettekst and (levering.geldig_vanaf or levering.peildatum) == item.geldig_van
    )


def _what(snapshot: Snapshot, item: Verwachting) -> str:
    which = [item.sector or "", {True: "landelijk", False: "niet landelijk", None: ""}[item.landelijk]]
    return ", ".join([snapshot.schema.nodes[item.soort].label, *(part for part in which if part)])


def registerverschillen(snapshot: Snapshot, differences: Iterable[Registerverschil]) -> Iterator[Bevinding]:
    """Known differences between registers about things that are loaded."""
    for item in differences:
        known = [node_id for node_id in item.ids if node_id in snapshot.nodes or node_id in snapshot.voormalig]
        if not item.geldt(snapshot.peildatum) or not known:
            continue
        said = "; ".join(f"{opgave.bron}: {opgave.zegt}" for opgave in item.opgaven)
        text = f"{item.wat}. Genomen: {item.gekozen}."
        if not _still_chosen(snapshot, item):
            text += " Let op: de geladen gegevens zeggen inmiddels iets anders; ga na of dit verschil nog bestaat."
        yield Bevinding(
            "registerverschil",
            BEVINDING,
            "Registers verschillen, en dat is bekend",
            text,
            tuple(known),
            ("registerverschillen.yaml; wie wat zegt, staat in de toelichting",),
            f"{item.waarom} Wie zegt wat: {said}.",
        )


def _still_chosen(snapshot: Snapshot, item: Registerverschil) -> bool:
    proof = item.geladen
    if proof is None or proof.van not in snapshot.nodes:
        return True
    return any(relation.naar == proof.naar for relation in snapshot.out(proof.van, proof.relatie))
