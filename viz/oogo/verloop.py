"""Chapters: when the next plan is due, where to go with a dispute, and what changed since the last plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.snapshot import Snapshot
from queries.oogo.dossier import Dossier
from queries.oogo.veranderingen import ANDERS, ERBIJ, Verandering, Veranderingen
from viz.oogo.namen import Delen, artikelen, link, noem
from viz.rapport import Blok, Cel, Hoofdstuk, Kolom, Opsomming, Soort, Tabel, alinea
from viz.woorden import datum

_ONDERWERPEN = {
    "gemeente": "Gemeente",
    "samenwerkingsverband": "Samenwerkingsverband aan tafel",
    "vestiging": "Vestiging",
    "bestuur": "Schoolbestuur",
    "afspraak": "Afspraak",
}


def planning(dossier: Dossier) -> Hoofdstuk:
    """Chapter: dates and disputes."""
    cycle = dossier.cyclus
    blocks: list[Blok] = [Opsomming(tuple(termijnen(dossier)))]
    if cycle.grondslag:
        doubt = f" {cycle.regels.reden}" if cycle.regels.reden else ""
        blocks.append(
            alinea("Grondslag: ", *artikelen(cycle.grondslag), f". Zekerheid: {cycle.regels.zekerheid}.{doubt}")
        )
    blocks.append(alinea("Zo gaat de voorbereiding vaak:"))
    blocks.append(Opsomming(tuple((f"{step.tekst} (Bron: {step.bron}.)",) for step in dossier.oogo.stappen)))
    blocks.append(alinea(*_geschil(dossier)))
    return Hoofdstuk("Planning en geschil", tuple(blocks))


def termijnen(dossier: Dossier) -> Iterator[Delen]:
    """The dates of the cycle, each in a sentence."""
    cycle = dossier.cyclus
    if cycle.regels.jaren:
        yield (f"Er is ten minste eens per {cycle.regels.jaren} jaar een nieuw {dossier.titel}.",)
    else:
        yield (f"Voor het {dossier.titel} is geen vaste termijn gevonden.",)
    if cycle.vorig_plan is None:
        gain = (
            "de uiterste data, en wat er sindsdien is veranderd"
            if cycle.regels.jaren
            else "wat er sindsdien is veranderd"
        )
        yield (
            f"Wanneer het vorige {dossier.titel} inging, staat in geen register. Maakt u het dossier met die dag "
            "erbij, dan leest u "
            f"hier {gain}.",
        )
        return
    yield (f"Het vorige {dossier.titel} ging volgens uw opgave in op {datum(cycle.vorig_plan)}.",)
    if cycle.uiterlijk:
        passed = " (die dag is voorbij)" if cycle.uiterlijk <= dossier.peildatum else ""
        yield (f"Het volgende gaat dan uiterlijk in op {datum(cycle.uiterlijk)}{passed}.",)
    if cycle.inspectie:
        passed = " (die dag is voorbij)" if cycle.inspectie <= dossier.peildatum else ""
        yield (f"Het moet voor {datum(cycle.inspectie)} bij de inspectie zijn{passed}.",)


def _geschil(dossier: Dossier) -> Delen:
    dispute = dossier.cyclus.geschil
    if dispute is None:
        return (f"Bij een geschil: {dossier.cyclus.regels.geschil_tekst}",)
    return (
        f"Bij een geschil: {dispute.toelichting} Grondslag: ",
        *artikelen(dispute.grondslag),
        f" (regel {dispute.regel.id}). Zekerheid: {dispute.zekerheid}.",
    )


def veranderd(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk | None:
    """Chapter: what changed since the last plan; None when its day was not given."""
    changes = dossier.veranderingen
    if changes is None:
        return None
    blocks: list[Blok] = [_tabel(changes, dossier, snapshot), _wet(changes)]
    blocks += [alinea(text, let_op=True) for text in changes.niet_na_te_gaan]
    return Hoofdstuk(f"Wat is veranderd sinds {datum(changes.sinds)}", tuple(blocks))


def _tabel(changes: Veranderingen, dossier: Dossier, snapshot: Snapshot) -> Tabel:
    single = [item for item in changes.gevonden if item.onderwerp != "postcodegebied"]
    areas: dict[str, list[str]] = defaultdict(list)
    for item in changes.gevonden:
        if item.onderwerp == "postcodegebied":
            areas[item.wat].append(item.id.removeprefix("pc4:"))
    rows = [_rij(item, dossier, snapshot) for item in single]
    rows += [
        ("Postcodegebied", f"{len(codes)} gebieden", what, ", ".join(codes), None) for what, codes in areas.items()
    ]
    return Tabel(
        "Veranderingen",
        "Wat in de registers is veranderd",
        (Kolom("Wat"), Kolom("Naam"), Kolom("Verandering"), Kolom("Toelichting"), Kolom("Datum", Soort.DATUM)),
        tuple(rows),
        leeg="In de registers is niets veranderd wat een datum heeft.",
    )


def _rij(item: Verandering, dossier: Dossier, snapshot: Snapshot) -> tuple[Cel, ...]:
    titles = {group.code: group.titel for group in dossier.regios} | _ONDERWERPEN
    explained: Cel = "–"
    if item.onderwerp == "afspraak":
        explained = f"was {item.toen[0]}, is nu {item.nu[0]}"
    elif item.wat == ANDERS:
        explained = f"was {', '.join(noem(end, snapshot) for end in item.toen)}, is nu " + ", ".join(
            noem(end, snapshot) for end in item.nu
        )
    elif item.toen or item.nu:
        word = "ontstaan uit" if item.wat == ERBIJ else "opgegaan in"
        explained = f"{word} {', '.join(noem(end, snapshot) for end in (item.toen or item.nu))}"
    return (titles.get(item.onderwerp, item.onderwerp), link(item.id, snapshot), item.wat, explained, item.datum)


def _wet(changes: Veranderingen) -> Tabel:
    return Tabel(
        "Nieuwe regels",
        "Regels van de agenda die sindsdien zijn ingegaan of veranderd",
        (Kolom("Regel"), Kolom("Titel"), Kolom("Sinds", Soort.DATUM), Kolom("Zekerheid")),
        tuple((rule.id, rule.titel, rule.geldig_van, rule.zekerheid) for rule in changes.regels),
        toelichting="Een nieuwe datum kan ook een nieuw artikelnummer zijn; lees het artikel na.",
        leeg="Geen.",
    )
