"""Chapter: the summary, one page for a reader without patience."""

from __future__ import annotations

from collections.abc import Iterator

from graph.snapshot import Snapshot
from queries.oogo.dossier import Dossier
from queries.oogo.regios import Groep
from viz.oogo.afspraken import loopt
from viz.oogo.namen import Delen, artikelen, link, noem, ouderdom, rij, soort, tel, telling, zin_aantal
from viz.oogo.stromen import zinnen
from viz.oogo.verloop import termijnen
from viz.rapport import Alinea, Hoofdstuk, Opsomming, Verwijzing, alinea
from viz.woorden import aandeel, hoofdletter, opsomming

_BIJZAAK = ("veiligheidsregio", "provincie")
"""Divisions that a reader of the summary can do without."""
_VOLUIT = ("jeugdregio", "doorstroompuntregio", "ggd")
"""Divisions whose parts the summary names, with their gemeenten; of others it gives the number."""
_NOEMBAAR = 4
"""Gemeenten that are named in a line of the summary."""
_SECTOR = {"PO": "po", "VO": "vo"}


def hoofdstuk(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """The summary: who sits there, what splits the area, what needs attention, what is not known."""
    parts = (
        ("Wie zitten aan tafel", _tafel(dossier, snapshot)),
        ("Wat het gebied verdeelt" if dossier.sector else "Waar de gemeente bij hoort", _verdeelt(dossier, snapshot)),
        ("Wat nu aandacht vraagt", _aandacht(dossier)),
        ("Wat niet bekend is", _onbekend(dossier)),
    )
    remarks: tuple[Alinea, ...] = tuple(alinea(text, let_op=True) for text in dossier.opmerkingen)
    return Hoofdstuk(
        "In het kort", remarks, tuple(Hoofdstuk(title, (Opsomming(tuple(points)),)) for title, points in parts)
    )


def _tafel(dossier: Dossier, snapshot: Snapshot) -> Iterator[Delen]:
    if dossier.sector:
        yield from _gemeenten(dossier, snapshot)
    what = "het gebied" if dossier.sector else "de gemeente"
    for sector in _SECTOR:
        found = [item for item in dossier.tafel.overlappen if item.sector == sector]
        if found:
            number = tel(len(found), "samenwerkingsverband", "samenwerkingsverbanden")
            shares = [(item.id, aandeel(item.aandeel_hier)) for item in found]
            yield (
                f"{hoofdletter(number)} {_SECTOR[sector]} (aandeel van de postcodegebieden van {what}): ",
                *_met_aandeel(shares, snapshot),
                ".",
            )
    answer = dossier.tafel.antwoord
    if answer and answer.organisaties:
        yield ("Grondslag: ", *artikelen(answer.grondslag), f". Zekerheid: {answer.zekerheid}.")


def _gemeenten(dossier: Dossier, snapshot: Snapshot) -> Iterator[Delen]:
    area = dossier.gebied
    whole = [item.id for item in area.gemeenten if item.heel]
    parts = [(item.id, aandeel(item.aandeel)) for item in area.gemeenten if not item.heel]
    if whole:
        number = tel(len(whole), "hele gemeente", "hele gemeenten")
        yield (f"{hoofdletter(number)}: ", *rij(whole, snapshot), ".")
    if parts:
        number = tel(len(parts), "gemeente voor een deel", "gemeenten voor een deel")
        yield (f"{hoofdletter(number)} (aandeel van de postcodegebieden): ", *_met_aandeel(parts, snapshot), ".")
    if area.leerlingen and area.peiljaar:
        age = f"telling van {telling(area.peiljaar)}, {ouderdom(area.peiljaar, dossier.peildatum)}"
        yield (f"In het gebied wonen {zin_aantal(area.leerlingen)} leerlingen po ({age}).",)


def _met_aandeel(items: list[tuple[str, str]], snapshot: Snapshot) -> Iterator[str | Verwijzing]:
    for place, (item, share) in enumerate(items):
        yield "" if not place else (" en " if place == len(items) - 1 else ", ")
        yield link(item, snapshot)
        yield f" ({share})"


def _verdeelt(dossier: Dossier, snapshot: Snapshot) -> Iterator[Delen]:
    divisions = [group for group in dossier.regios if group.indeling and group.regios and group.code not in _BIJZAAK]
    split = [group for group in divisions if group.verdeelt and dossier.sector]
    for group in split:
        if group.code in _VOLUIT:
            yield (f"{hoofdletter(_aantal(group))}: ", *_met_gemeenten(group, snapshot), ".")
    others = [_aantal(group) for group in split if group.code not in _VOLUIT]
    if others:
        yield (f"Ook verdeeld over {opsomming(others)}.",)
    whole = [group for group in divisions if group not in split]
    if whole:
        intro = "Eén voor het hele gebied: " if dossier.sector else "De gemeente hoort bij: "
        yield (intro, *_een(whole, snapshot), ".")
    if not dossier.sector and (tables := len(dossier.tafel.overlappen)):
        word = tel(tables, "samenwerkingsverband", "samenwerkingsverbanden")
        yield (f"Zij zit ook aan tafel bij de ondersteuningsplannen van {word}.",)
    schools = dossier.scholen
    boards = len({item.bestuur for item in schools.vestigingen if item.bestuur})
    sites = tel(len(schools.vestigingen), "vestiging", "vestigingen")
    here = "het gebied" if dossier.sector else "de gemeente"
    yield (
        f"In {here} {'staat' if len(schools.vestigingen) == 1 else 'staan'} {sites} van "
        f"{tel(boards, 'bestuur', 'besturen')}.",
    )
    if dossier.stromen:
        yield (*zinnen(dossier.stromen), f" (Telling van {telling(dossier.stromen.peiljaar)}.)")


def _aantal(group: Groep) -> str:
    return tel(len(group.regios), soort(group.code, 1), soort(group.code, 2))


def _met_gemeenten(group: Groep, snapshot: Snapshot) -> Iterator[str | Verwijzing]:
    """Each region with its gemeenten; of a region with many only how many, lest the list be longer than the page."""
    for place, region in enumerate(group.regios):
        yield "; " if place else ""
        yield link(region.id, snapshot)
        many = len(region.gemeenten) > _NOEMBAAR
        names = (
            f"{len(region.gemeenten)} gemeenten"
            if many
            else ", ".join(snapshot.naam(item) for item in region.gemeenten)
        )
        yield f": {names}"


def _een(groups: list[Groep], snapshot: Snapshot) -> Iterator[str | Verwijzing]:
    for place, group in enumerate(groups):
        yield "; " if place else ""
        word = soort(group.code, len(group.regios))
        if not all(noem(region.id, snapshot).startswith(("GGD", "Veilig Thuis")) for region in group.regios):
            yield f"{word} "
        yield from rij([region.id for region in group.regios], snapshot)


def _aandacht(dossier: Dossier) -> Iterator[Delen]:
    yield from termijnen(dossier)
    for item in dossier.afspraken:
        if item.vernieuwen:
            yield (f"Vernieuwen? “{item.titel}”: {loopt(item)}.",)
    lacking = list(dict.fromkeys(rule.titel for point in dossier.agenda for rule in point.open_regels))
    if lacking:
        what = "; ".join(text[:1].lower() + text[1:] for text in lacking)
        yield (f"Hierover is geen geldige afspraak bekend, en de wet wijst niemand aan: {what}.",)
    if dossier.veranderingen:
        changes, rules = len(dossier.veranderingen.gevonden), len(dossier.veranderingen.regels)
        yield (
            f"Sinds het vorige plan: {tel(changes, 'verandering', 'veranderingen')} met een datum in de registers en "
            f"{tel(rules, 'nieuwe of veranderde regel', 'nieuwe of veranderde regels')}.",
        )


def _onbekend(dossier: Dossier) -> Iterator[Delen]:
    first = [item.tekst for item in dossier.onzeker if item.eerst]
    yield from ((text,) for text in first)
    if dossier.sector == "VO":
        yield ("Welke mbo-instellingen een vestiging in het gebied hebben; zij worden ook uitgenodigd.",)
    more = len(dossier.onzeker) - len(first)
    if more:
        yield (f"Nog {more} punten staan in het hoofdstuk “Onzeker en onbekend”.",)
