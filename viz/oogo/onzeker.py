"""Chapters: what is unknown or doubtful, and the sources with their age and licence."""

from __future__ import annotations

from graph.snapshot import Snapshot
from queries.oogo.dossier import Dossier
from viz.rapport import Cel, Hoofdstuk, Kolom, Soort, Tabel, Verwijzing, alinea
from viz.woorden import datum


def hoofdstuk(dossier: Dossier) -> Hoofdstuk:
    """Chapter: all that is unknown or doubtful."""
    return Hoofdstuk(
        "Onzeker en onbekend",
        (
            alinea("Alles in dit dossier wat onzeker of onbekend is. Vraag het na voordat u erop bouwt."),
            Tabel(
                "Onzeker",
                "Wat onzeker of onbekend is",
                (Kolom("Onderwerp"), Kolom("Onzeker of onbekend")),
                tuple((item.onderwerp, item.tekst) for item in dossier.onzeker),
            ),
        ),
    )


def bronnen(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """Chapter: the deliveries that the file rests on."""

    def row(key: str) -> tuple[Cel, ...]:
        item = snapshot.leveringen[key]
        name: Cel = Verwijzing(item.naam, url=item.url) if item.url.startswith("https://") else item.naam
        day: Cel = f"ca. {datum(item.peildatum)}" if "bij benadering" in item.toelichting else item.peildatum
        return item.id.removeprefix("levering:"), name, item.uitgever, item.licentie, day

    return Hoofdstuk(
        "Bronnen",
        (
            alinea(
                "De peildatum is de dag waarvan een bron de stand geeft. Noem bij hergebruik de uitgever, en "
                "Speelveld als bewerker."
            ),
            Tabel(
                "Bronnen",
                "Bronnen van dit dossier",
                (
                    Kolom("Levering", Soort.TEKST, "Zoals onder de tabellen genoemd."),
                    Kolom("Bron"),
                    Kolom("Uitgever"),
                    Kolom("Licentie"),
                    Kolom("Peildatum", Soort.DATUM, "“ca.”: het bestand noemt zelf geen dag."),
                ),
                tuple(row(key) for key in dossier.leveringen),
            ),
        ),
    )
