"""Chapters: pupils who cross the border of the area, and who pays for them without being at the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.aantallen import Aantal
from graph.snapshot import Snapshot
from ontology.rules import Rule
from queries.oogo.dossier import Dossier
from queries.oogo.stromen import ONBEKEND, Stromen, Verdeling
from viz.oogo.namen import Delen, aantal, artikelen, link, links, noem, ouderdom, telling, zin_aantal
from viz.rapport import Blok, Cel, Hoofdstuk, Kolom, Opsomming, Soort, Tabel, alinea
from viz.woorden import ONBEKEND as NIET_BEKEND
from viz.woorden import aandeel

_BETAALT = ("C01", "D01", "D02", "D03", "B01", "C11")
"""Rules of which the organisation stays the same when a pupil goes to school elsewhere."""
BETALERS = "Wie niet aan tafel zit, maar wel betaalt"
_VERBAND = "Samenwerkingsverband po"
_REGIONAAL = ("C06", "C12", "C13")


def over_de_grens(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """Chapter: who goes to school across the border."""
    flows = dossier.stromen
    if flows is None:
        return Hoofdstuk("Leerlingen over de grens", (alinea(_geen_telling(dossier), let_op=True),))
    tables = (
        ("Uit per gemeente", "Wonen hier, school elders: gemeente van de school", "Gemeente", flows.uit),
        ("Uit per verband", "Wonen hier, school elders: verband po van de school", _VERBAND, flows.per_swv_uit),
        ("In per verband", "Wonen elders, school hier: verband po van de woning", _VERBAND, flows.per_swv_in),
    )
    blocks: list[Blok] = [
        alinea(_ouderdom(flows, dossier), let_op=True),
        alinea(*zinnen(flows)),
        alinea(f"Uit welke gemeenten leerlingen komen, staat in het hoofdstuk “{BETALERS}”."),
        *(_tabel(name, title, head, found, dossier, snapshot) for name, title, head, found in tables),
    ]
    if abroad := flows.zonder_postcode.totaal:
        blocks.append(
            alinea(
                f"Daarnaast gaan hier {zin_aantal(abroad)} leerlingen naar school die in het buitenland wonen of "
                "van wie de "
                f"postcode niet bekend is{_landen(flows.zonder_postcode)}."
            )
        )
    return Hoofdstuk("Leerlingen over de grens", tuple(blocks))


def zinnen(flows: Stromen) -> Iterator[str]:
    """How many live in the area, go out and come in, in two sentences."""
    out, into = flows.uit.totaal, flows.komen_in.totaal
    if flows.binnen.klein:  # who stays would follow from the sum and who goes
        return
    if out is not None:
        living = flows.binnen + out
        share = "" if living.afgeschermd or not living.zeker else f" ({aandeel(out.zeker / living.zeker)})"
        yield (
            f"Van de {zin_aantal(living)} leerlingen po die hier wonen, gaan er {zin_aantal(out)}{share} buiten dit "
            "gebied naar "
            "school. "
        )
    if into is not None:
        going = flows.binnen + into
        share = "" if going.afgeschermd or not going.zeker else f" ({aandeel(into.zeker / going.zeker)})"
        yield (
            f"Van de {zin_aantal(going)} die hier naar school gaan, wonen er {zin_aantal(into)}{share} buiten dit "
            "gebied."
        )


def _ouderdom(flows: Stromen, dossier: Dossier) -> str:
    return (
        f"Dit is de telling van {telling(flows.peiljaar)} ({ouderdom(flows.peiljaar, dossier.peildatum)}), "
        "ingedeeld naar de "
        "gebieden van nu. Gebruik haar om te zien waar grensverkeer is, niet voor bedragen. Zij gaat over po, (v)so "
        "inbegrepen. Aantallen onder 5 zijn samengenomen."
    )


def _geen_telling(dossier: Dossier) -> str:
    if dossier.sector == "VO":
        return "Van leerlingen in het vo is geen telling naar woonplaats geladen; het grensverkeer is dus onbekend."
    return "Er is geen telling van leerlingen naar woonplaats geladen; het grensverkeer is dus onbekend."


def _landen(found: Verdeling) -> str:
    named = [f"{country} {zin_aantal(number)}" for country, number in found.rijen if country != NIET_BEKEND]
    return f" ({', '.join(named)})" if named else ""


def _tabel(naam: str, titel: str, kop: str, found: Verdeling, dossier: Dossier, snapshot: Snapshot) -> Tabel:
    everyone = found.totaal
    rows: list[tuple[Cel, ...]] = [
        (_plaats(area, dossier, snapshot), aantal(number), _aandeel(number, everyone)) for area, number in found.rijen
    ]
    if rest := _rest(found):
        rows.append(rest)
    empty = "Te weinig leerlingen om te tonen." if found.rest else "Geen."
    return Tabel(
        naam,
        titel,
        (Kolom(kop), Kolom("Leerlingen po", Soort.GETAL), Kolom("Aandeel", Soort.AANDEEL)),
        tuple(rows),
        bronnen=tuple(sorted(dossier.stromen.leveringen)) if dossier.stromen else (),
        leeg=empty,
    )


def _plaats(area: str, dossier: Dossier, snapshot: Snapshot) -> Cel:
    if area == ONBEKEND:
        return NIET_BEKEND
    part = next((item for item in dossier.gebied.gemeenten if item.id == area), None)
    if part:
        return f"{noem(area, snapshot)} (het deel buiten dit gebied)"
    return link(area, snapshot)


def _aandeel(number: Aantal, everyone: Aantal | None) -> float | None:
    if everyone is None or everyone.afgeschermd or number.afgeschermd or not everyone.zeker:
        return None
    return number.zeker / everyone.zeker


def betalers(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """Chapter: who pays for pupils in the area and is not at the table."""
    rules = {rule.id: rule for point in dossier.agenda for rule in point.regels}
    blocks: list[Blok] = [
        alinea(
            "Gaat een leerling in een andere gemeente naar school, dan blijven deze taken bij de gemeente van de "
            "woning of het verblijf. Zij zit "
            "niet aan deze tafel als zij buiten het gebied ligt."
        ),
        Opsomming(tuple(_regel(rules[key], dossier.peildatum) for key in _BETAALT if key in rules)),
    ]
    flows = dossier.stromen
    if flows is None:
        blocks.append(
            alinea(
                f"{_geen_telling(dossier)} De administratie van de scholen laat zien om welke gemeenten het gaat.",
                let_op=True,
            )
        )
    else:
        age = f"{telling(flows.peiljaar)} ({ouderdom(flows.peiljaar, dossier.peildatum)})"
        blocks.append(
            alinea(
                f"De aantallen zijn van {age}: zij laten zien met wie u moet praten, niet om hoeveel geld het gaat.",
                let_op=True,
            )
        )
        blocks.append(_gemeenten(flows, dossier, snapshot))
        blocks.append(_jeugdregios(flows, dossier, snapshot))
    regional = [rules[key] for key in _REGIONAAL if key in rules]
    if regional:
        blocks.append(alinea("Ook deze organisaties betalen of kopen in, en zitten niet vanzelf aan tafel:"))
        blocks.append(Opsomming(tuple(_regel(rule, dossier.peildatum) for rule in regional)))
    return Hoofdstuk(BETALERS, tuple(blocks))


def _regel(rule: Rule, op: date) -> Delen:
    return (f"{rule.titel} [{rule.id}]: {rule.rol} (", *artikelen(rule.grondslag, op), ").")


def _gemeenten(flows: Stromen, dossier: Dossier, snapshot: Snapshot) -> Tabel:
    crossing = _kruist(dossier)
    everyone = flows.komen_in.totaal
    rows: list[tuple[Cel, ...]] = []
    for area, number in flows.komen_in.rijen:
        regions = [item.naar for item in snapshot.out(area, "IN_JEUGDREGIO")]
        teams = [item.naar for item in snapshot.out(area, "HEEFT_LOKAAL_TEAM")]
        rows.append(
            (
                _plaats(area, dossier, snapshot),
                aantal(number),
                _aandeel(number, everyone),
                links(regions, snapshot) if regions else None,
                "ja" if set(regions) & crossing else "nee",
                links(teams, snapshot) if teams else None,
            )
        )
    if rest := _rest(flows.komen_in):
        rows.append((*rest, "–", "–", "–"))
    return Tabel(
        "In per gemeente",
        "Wonen elders, school hier: gemeente van de woning, die betaalt",
        (
            Kolom("Gemeente"),
            Kolom("Leerlingen po", Soort.GETAL),
            Kolom("Aandeel", Soort.AANDEEL, "Van alle leerlingen po die van buiten komen."),
            Kolom("Jeugdregio"),
            Kolom("Kruist dit gebied", Soort.TEKST, "Of ook een gemeente van deze tafel bij die jeugdregio hoort."),
            Kolom("Lokaal team"),
        ),
        tuple(rows),
        bronnen=tuple(sorted(flows.leveringen)),
        leeg="Te weinig leerlingen om te tonen." if flows.komen_in.rest else "Geen.",
    )


def _kruist(dossier: Dossier) -> set[str]:
    """The jeugdregio's of the gemeenten at the table."""
    return {item.id for group in dossier.regios if group.code == "jeugdregio" for item in group.regios}


def _rest(found: Verdeling) -> tuple[Cel, Cel, Cel] | None:
    """The row of those that are too few to name."""
    if not found.rest or not found.rest.aantal:
        return None
    return f"{found.rest.rijen} andere samen", aantal(found.rest.aantal), _aandeel(found.rest.aantal, found.totaal)


def _jeugdregios(flows: Stromen, dossier: Dossier, snapshot: Snapshot) -> Tabel:
    crossing = _kruist(dossier)

    def rows() -> Iterator[tuple[Cel, ...]]:
        for area, number in flows.per_jeugdregio_in.rijen:
            if area == ONBEKEND:
                continue
            by = [item.naar for item in snapshot.out(area, "UITGEVOERD_DOOR")]
            yield (
                link(area, snapshot),
                aantal(number),
                "ja" if area in crossing else "nee",
                links(by, snapshot) if by else "niet in de registers",
            )

    return Tabel(
        "Betalende jeugdregio's",
        "Jeugdregio's van leerlingen die van buiten komen",
        (
            Kolom("Jeugdregio"),
            Kolom("Leerlingen po", Soort.GETAL, "Die buiten dit gebied wonen en hier naar school gaan; vanaf 5."),
            Kolom("Kruist dit gebied"),
            Kolom("Koopt in"),
        ),
        tuple(rows()),
        bronnen=tuple(sorted(flows.leveringen)),
        leeg="Geen jeugdregio met vijf of meer leerlingen.",
    )
