"""Chapters: the agenda with what is known and unknown of each subject, and the figures to bring along."""

from __future__ import annotations

from collections.abc import Iterator

from graph.snapshot import Snapshot
from ontology.rules import Law, Rule
from queries.oogo.agenda import Agendapunt
from queries.oogo.dossier import Dossier
from queries.oogo.regios import Groep
from viz.oogo.afspraken import status
from viz.oogo.namen import Delen, artikelen, noem_alle, rij, soort
from viz.rapport import Blok, Cel, Hoofdstuk, Kolom, Opsomming, Tabel, Verwijzing, alinea
from viz.woorden import hoofdletter, opsomming

_TELT = {
    "vestiging": "bij de school",
    "woonpostcode": "op de postcode van de woning",
    "gemeente": "in de gemeente",
    "jeugdwet-woonplaats": "in de gemeente van de woonplaats volgens de Jeugdwet",
}


def hoofdstuk(dossier: Dossier, snapshot: Snapshot, law: Law) -> Hoofdstuk:
    """Chapter: the agenda."""
    fixed = [point for point in dossier.agenda if point.onderwerp.soort == "wettelijk"]
    sources = opsomming(list(dict.fromkeys(point.onderwerp.bron for point in fixed)))
    blocks = (
        alinea(
            f"De eerste {len(fixed)} onderwerpen horen bij elk overleg (bron: {sources}). De andere staan op veel "
            "tafels. Per onderwerp staat "
            "hieronder wat de wet zegt, wat er in het register staat, en wat niet."
        ),
        _overzicht(dossier),
    )
    return Hoofdstuk("Agenda", blocks, tuple(_punt(point, dossier.sector, snapshot, law) for point in dossier.agenda))


def _overzicht(dossier: Dossier) -> Tabel:
    return Tabel(
        "Agenda",
        "De onderwerpen in één oogopslag",
        (
            Kolom("Onderwerp"),
            Kolom("Hoe vaak"),
            Kolom("Geldige afspraak"),
            Kolom("Nog te regelen"),
        ),
        tuple(_samenvatting(point) for point in dossier.agenda),
    )


def _samenvatting(point: Agendapunt) -> tuple[Cel, ...]:
    valid = [item.titel for item in point.afspraken if item.status == "geldig"]
    return (
        point.onderwerp.titel,
        "altijd" if point.onderwerp.soort == "wettelijk" else "vaak",
        "; ".join(valid) or "geen in het register",
        "; ".join(_te_regelen(point)) or "–",
    )


def _te_regelen(point: Agendapunt) -> Iterator[str]:
    for rule in point.open_regels:
        yield f"geen geldige afspraak over {rule.titel[:1].lower()}{rule.titel[1:]}"
    for item in point.afspraken:
        if item.vernieuwen:
            yield f"“{item.titel}”: {status(item)}"


def _punt(point: Agendapunt, sector: str, snapshot: Snapshot, law: Law) -> Hoofdstuk:
    blocks: list[Blok] = [alinea(point.onderwerp.waarom)]
    if point.regels:
        blocks.append(alinea("Wat de wet zegt:"))
        blocks.append(Opsomming(tuple(_regel(rule, sector, snapshot, law) for rule in point.regels)))
    known = tuple(_bekend(point, snapshot))
    blocks.append(alinea("Wat in het register staat:" if known else "In het register staat hier verder niets over."))
    if known:
        blocks.append(Opsomming(known))
    unknown = tuple(_onbekend(point, snapshot))
    if unknown:
        blocks.append(alinea("Wat niet bekend is:"))
        blocks.append(Opsomming(unknown))
    blocks.append(alinea("Te bespreken:"))
    blocks.append(Opsomming(tuple((text,) for text in point.onderwerp.vragen)))
    if point.onderwerp.zekerheid == "laag":
        blocks.append(alinea("Of dit onderwerp op deze tafel hoort, is niet nagezocht."))
    return Hoofdstuk(point.onderwerp.titel, tuple(blocks))


def _regel(rule: Rule, sector: str, snapshot: Snapshot, law: Law) -> Delen:
    return (
        f"{rule.titel} [{rule.id}]: {_wie(rule, sector, law)}. ",
        *artikelen(rule.grondslag, snapshot.peildatum),
        f". Zekerheid: {rule.zekerheid}.",
    )


def _wie(rule: Rule, sector: str, law: Law) -> str:
    """To whom the rule points, in the words of its keys; without those of a side role.

    Of a rule that has keys of both sectors, those of the other one are left out.
    """
    main = [item for item in rule.wijst_aan if not item.rol] or rule.wijst_aan
    keys = {item.sleutel: _walked(item.sleutel, law) for item in main}
    if any(f"IN_SWV_{sector}" in walked for walked in keys.values()):
        other = "IN_SWV_VO" if sector == "PO" else "IN_SWV_PO"
        keys = {key: walked for key, walked in keys.items() if other not in walked}
    national_last = sorted(keys, key=lambda key: "IN_LANDELIJK_SWV" in keys[key])
    titles = list(dict.fromkeys(law.keys[key].titel for key in national_last))
    if titles:
        return opsomming(titles, "of")
    return rule.buiten_register.partition(". ")[0].rstrip(".") or "wie het is, staat in een afspraak"


def _walked(key: str, law: Law) -> frozenset[str]:
    """The relations along which a key looks."""
    return frozenset(step.relatie for route in law.keys[key].vanuit for step in route.pad)


def _bekend(point: Agendapunt, snapshot: Snapshot) -> Iterator[Delen]:
    for item in point.afspraken:
        where = f" (geldt in {noem_alle(item.gebieden, snapshot)})"
        yield (f"Afspraak “{item.titel}”: {status(item)}{where}.",)
    for group in point.regios:
        if group.regios:
            yield (f"{hoofdletter(soort(group.code, 2))}: ", *_met_gemeenten(group, snapshot), ".")


def _met_gemeenten(group: Groep, snapshot: Snapshot) -> Iterator[str | Verwijzing]:
    for place, item in enumerate(group.regios):
        yield "; " if place else ""
        yield from rij((item.id,), snapshot)
        yield f" voor {noem_alle(item.gemeenten, snapshot)}"


def _onbekend(point: Agendapunt, snapshot: Snapshot) -> Iterator[Delen]:
    for rule in point.open_regels:
        yield (f"{rule.titel}: de wet laat dit aan de partijen, en een geldige afspraak staat niet in het register.",)
    for group in point.regios:
        if group.zonder:
            yield (f"{hoofdletter(soort(group.code, 2))} van {noem_alle(group.zonder, snapshot)}.",)
    for figure in point.cijfers:
        have = f" {figure.dossier}" if figure.dossier else ""
        yield (f"{figure.titel}: te halen bij ", _bij(figure.waar), f".{have}")


def cijfers(dossier: Dossier) -> Hoofdstuk:
    """Chapter: the figures to bring along, and where to get them."""
    return Hoofdstuk(
        "Cijfers om mee te nemen",
        (
            alinea(dossier.oogo.let_op, let_op=True),
            Tabel(
                "Cijfers",
                "Cijfers, hun bron en wie zij tellen",
                (
                    Kolom("Cijfer"),
                    Kolom("Bron"),
                    Kolom("Niveau"),
                    Kolom("Telt kinderen"),
                    Kolom("Waar te halen"),
                    Kolom("In dit dossier"),
                ),
                tuple(
                    (item.titel, item.bron, item.niveau, _TELT[item.telt], _bij(item.waar), item.dossier or "nee")
                    for item in dossier.oogo.cijfers
                ),
            ),
        ),
    )


def _bij(text: str) -> str | Verwijzing:
    """A place to get a figure; an address by its host."""
    return Verwijzing(text.split("/")[2], url=text) if text.startswith("https://") else text
