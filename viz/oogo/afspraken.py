"""Chapter: the agreements of the area, and which are to be renewed."""

from __future__ import annotations

from graph.snapshot import Snapshot
from ontology.rules import Law
from queries.looptijd import GELDIG, KOMEND, VERLOPEN
from queries.oogo.afspraken import Afspraak, Functie
from queries.oogo.dossier import Dossier
from viz.oogo.namen import Delen, links, noem_alle, rij, tel
from viz.rapport import Blok, Cel, Hoofdstuk, Kolom, Opsomming, Soort, Tabel, alinea
from viz.woorden import datum, hoofdletter, opsomming

GEEN = (
    "Voor dit gebied staat geen afspraak in het register. Dat zegt niets over wat er is afgesproken: alleen "
    "afspraken die iemand heeft "
    "aangeleverd, staan erin."
)


def hoofdstuk(dossier: Dossier, snapshot: Snapshot, law: Law) -> Hoofdstuk:
    """The whole chapter."""
    found = dossier.afspraken
    if not found:
        return Hoofdstuk("Afspraken", (alinea(GEEN, let_op=True),))
    table = Tabel(
        "Afspraken",
        "Afspraken die hier gelden, golden of gaan gelden",
        (
            Kolom("Afspraak"),
            Kolom("Status"),
            Kolom("Vanaf", Soort.DATUM),
            Kolom("Tot", Soort.DATUM),
            Kolom("Geldt in"),
            Kolom("Voor", Soort.TEKST, "Soorten onderwijs."),
            Kolom("Regels"),
        ),
        tuple(_rij(item, snapshot) for item in found),
        toelichting=(
            "Alleen afspraken die zijn aangeleverd of uit openbare teksten zijn verzameld; er kunnen er meer zijn."
        ),
        bronnen=tuple(sorted({item.levering for item in found})),
    )
    return Hoofdstuk("Afspraken", (table,), tuple(_afspraak(item, snapshot, law) for item in found))


def status(item: Afspraak) -> str:
    """The status in words."""
    if item.loopt_af:
        return "geldig, loopt binnen een jaar af"
    return {GELDIG: "geldig", VERLOPEN: "verlopen", KOMEND: "geldt nog niet"}.get(
        item.status, "onbekend: de tekst noemt geen data"
    )


def _rij(item: Afspraak, snapshot: Snapshot) -> tuple[Cel, ...]:
    return (
        item.titel,
        status(item),
        item.geldig_van,
        item.geldig_tot,
        links(item.gebieden, snapshot),
        ", ".join(item.soorten) or "alle soorten",
        ", ".join(item.regels),
    )


def _afspraak(item: Afspraak, snapshot: Snapshot, law: Law) -> Hoofdstuk:
    blocks: list[Blok] = [alinea(f"{hoofdletter(item.soort)}; {loopt(item)}.")]
    if item.doel:
        blocks.append(alinea(item.doel))
    blocks += _partijen(item, snapshot)
    if item.functies:
        blocks.append(alinea("Functies op school:"))
        blocks.append(Opsomming(tuple(_functie(post, snapshot, law) for post in item.functies)))
    if item.opmerking:
        blocks.append(alinea(f"Let op: {item.opmerking}", let_op=True))
    blocks.append(alinea(f"Bron: {item.bron.rstrip('.')}. Zekerheid: {item.zekerheid or 'niet opgegeven'}."))
    return Hoofdstuk(item.titel, tuple(blocks))


def loopt(item: Afspraak) -> str:
    """From when until when it holds or held, in words."""
    if item.status == VERLOPEN and item.geldig_tot:
        return (
            f"verlopen, gold {f'van {datum(item.geldig_van)} ' if item.geldig_van else ''}tot {datum(item.geldig_tot)}"
        )
    if item.status == KOMEND and item.geldig_van:
        return f"geldt vanaf {datum(item.geldig_van)}"
    if item.status == GELDIG:
        begin = f" vanaf {datum(item.geldig_van)}" if item.geldig_van else ""
        end = f" tot {datum(item.geldig_tot)}" if item.geldig_tot else ", geen einde bekend"
        return f"geldig{begin}{end}{', loopt binnen een jaar af' if item.loopt_af else ''}"
    return "of zij nog geldt, is niet bekend"


def _partijen(item: Afspraak, snapshot: Snapshot) -> list[Blok]:
    if not item.partijen:
        return [alinea("De tekst noemt geen partijen.")]
    roles: dict[str, list[str]] = {}
    for party in item.partijen:
        roles.setdefault(party.rol, []).append(party.id)
    points = tuple(
        (f"{hoofdletter(role)}: " if role else "", *rij(ids, snapshot), ".") for role, ids in sorted(roles.items())
    )
    return [alinea("Partijen:"), Opsomming(points)]


def _functie(post: Functie, snapshot: Snapshot, law: Law) -> Delen:
    """Who sits where, as far as the agreement says."""
    if post.uitvoerders:
        who = noem_alle(post.uitvoerders, snapshot)
    elif post.sleutel:
        who = law.keys[post.sleutel].titel
    else:
        who = "de afspraak noemt niet wie dit doet"
    sites = len(post.vestigingen)
    where = f"op {tel(sites, 'genoemde vestiging', 'genoemde vestigingen')}" if sites else ""
    kinds = f"op scholen voor {opsomming(post.soorten)}" if post.soorten else ""
    places = opsomming([text for text in (kinds, where) if text]) or "op alle scholen in het gebied"
    return (f"{post.naam} ({places}): {who}.",)
