"""Chapters: schools and boards by gemeente, special education, and the list of all sites."""

from __future__ import annotations

from collections.abc import Iterable

from graph.aantallen import Aantal
from graph.snapshot import Snapshot
from queries.oogo.dossier import Dossier
from queries.oogo.scholen import Groep, Vestiging
from viz.oogo.namen import aantal, link, tel, telling
from viz.rapport import Alinea, Blok, Cel, Hoofdstuk, Kolom, Soort, Tabel, alinea

_JAREN = 5
"""Years back, for the trend."""
GROEI = (
    f"De verandering is die in {_JAREN} jaar, van de vestigingen die er nu zijn. Wat is gesloten, telt niet mee: "
    "waar scholen sloten of "
    "samengingen, lijkt de groei groter dan zij is."
)


def hoofdstuk(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """Chapter: schools and boards."""
    schools = dossier.scholen
    year = _laatste(schools.vestigingen)
    sources = tuple(item for item in _bronnen(schools.vestigingen) if item not in dossier.telling)
    blocks: list[Blok] = []
    if dossier.sector == "VO":
        blocks.append(_geen_vo())
    elif not dossier.sector:
        blocks.append(
            alinea(
                "Van vestigingen voor vo en pro staan geen aantallen leerlingen in de geladen registers.", let_op=True
            )
        )
    uncertain = [item for item in schools.vestigingen if item.plek_onzeker]
    if uncertain:
        blocks.append(
            alinea(
                f"Van {tel(len(uncertain), 'vestiging', 'vestigingen')} is de postcode niet bekend, en de gemeente "
                "ligt maar deels in dit gebied. In de tabellen tellen zij mee.",
                let_op=True,
            )
        )
    if dossier.sector:
        blocks.append(_per_gemeente(schools.gemeenten, year, sources, snapshot))
    blocks.append(_besturen(schools.besturen, year, sources, snapshot))
    blocks.append(_speciaal(dossier, year, snapshot))
    return Hoofdstuk("Scholen en besturen", tuple(blocks))


def bijlage(dossier: Dossier, snapshot: Snapshot) -> Hoofdstuk:
    """Chapter: all sites."""
    sites = dossier.scholen.vestigingen
    year = _laatste(sites)
    table = Tabel(
        "Vestigingen",
        "Alle vestigingen",
        (
            Kolom("Vestiging"),
            Kolom("Gemeente"),
            Kolom("Bestuur"),
            Kolom("Soort"),
            _leerlingen(year),
            Kolom(
                "Landelijk verband", Soort.TEKST, "Hoort volgens de denominatie misschien bij een landelijk verband."
            ),
        ),
        tuple(
            (
                link(item.id, snapshot),
                link(item.gemeente, snapshot),
                link(item.bestuur, snapshot) if item.bestuur else None,
                ", ".join(item.soorten),
                aantal(item.leerlingen),
                link(item.landelijk, snapshot) if item.landelijk else "–",
            )
            for item in sites
        ),
        bronnen=tuple(item for item in _bronnen(sites) if item not in dossier.telling),
    )
    return Hoofdstuk("Bijlage: vestigingen", (table,))


def _laatste(sites: Iterable[Vestiging]) -> int | None:
    return max((max(item.reeks) for item in sites if item.reeks), default=None)


def _geen_vo() -> Alinea:
    return alinea(
        "Van vestigingen voor vo en pro staan geen aantallen leerlingen in de geladen registers. Aantallen "
        "hieronder zijn van vso, en van scholen "
        "met so en vso samen. DUO publiceert de aantallen van vo wel; zie het hoofdstuk “Cijfers om mee te nemen”.",
        let_op=True,
    )


def _leerlingen(year: int | None) -> Kolom:
    return Kolom("Leerlingen", Soort.GETAL, f"Op {telling(year)}." if year else "")


def _kolommen(first: str, year: int | None, *, naam: str = "") -> tuple[Kolom, ...]:
    then = f" {year - _JAREN}" if year else " eerder"
    return (
        Kolom(first),
        *((Kolom(naam),) if naam else ()),
        Kolom("Soorten"),
        Kolom("Vestigingen", Soort.GETAL),
        Kolom("Niet geteld", Soort.GETAL, "Vestigingen waarvan geen register het aantal leerlingen geeft."),
        Kolom(f"Leerlingen{then}", Soort.GETAL),
        Kolom(f"Leerlingen{f' {year}' if year else ''}", Soort.GETAL),
        Kolom(f"Sinds{then}", Soort.AANDEEL, "Groei of krimp van de vestigingen die er nu zijn."),
    )


def _per_gemeente(groups: tuple[Groep, ...], year: int | None, sources: tuple[str, ...], snapshot: Snapshot) -> Tabel:
    return Tabel(
        "Scholen per gemeente",
        "Scholen per gemeente",
        _kolommen("Gemeente", year),
        tuple((link(item.gemeente, snapshot), *_cijfers(item, year)) for item in groups),
        toelichting=GROEI,
        bronnen=sources,
        leeg="Er staat geen school in het gebied.",
    )


def _besturen(groups: tuple[Groep, ...], year: int | None, sources: tuple[str, ...], snapshot: Snapshot) -> Tabel:
    return Tabel(
        "Besturen",
        "Schoolbesturen per gemeente",
        _kolommen("Bestuur", year, naam="Gemeente"),
        tuple(
            (
                link(item.bestuur, snapshot) if item.bestuur else "bestuur onbekend",
                link(item.gemeente, snapshot),
                *_cijfers(item, year),
            )
            for item in groups
        ),
        toelichting=GROEI,
        bronnen=sources,
        leeg="Er staat geen school in het gebied.",
    )


def _cijfers(item: Groep, year: int | None) -> tuple[Cel, ...]:
    """What is counted of a group; nothing when most of its sites are not."""
    counted = item.ongeteld * 2 < item.vestigingen
    then = item.reeks.get(year - _JAREN, Aantal()) if year and item.reeks else None
    return (
        ", ".join(item.soorten),
        item.vestigingen,
        item.ongeteld,
        aantal(then) if counted else None,
        aantal(item.leerlingen) if counted else None,
        item.verandering(_JAREN) if counted else None,
    )


def _speciaal(dossier: Dossier, year: int | None, snapshot: Snapshot) -> Tabel:
    sites = dossier.scholen.speciaal
    counted = {item.woonplaatsen_peiljaar for item in sites if item.woonplaatsen_peiljaar}
    day = f" (telling van {telling(max(counted))})" if counted else ""
    return Tabel(
        "Speciaal onderwijs",
        "Speciaal onderwijs en praktijkonderwijs in het gebied",
        (
            Kolom("Vestiging"),
            Kolom("Gemeente"),
            Kolom("Soort"),
            Kolom("Bestuur"),
            _leerlingen(year),
            Kolom(
                "Van buiten",
                Soort.AANDEEL,
                f"Aandeel leerlingen dat buiten dit gebied woont{day}; onbekend als het niet is geteld of om minder "
                "dan 5 leerlingen gaat.",
            ),
        ),
        tuple(
            (
                link(item.id, snapshot),
                link(item.gemeente, snapshot),
                ", ".join(item.soorten),
                link(item.bestuur, snapshot) if item.bestuur else None,
                aantal(item.leerlingen),
                item.aandeel_van_buiten,
            )
            for item in sites
        ),
        toelichting=(
            "Scholen van cluster 1 en 2 horen niet bij het samenwerkingsverband; het register zegt niet welke dat zijn."
        ),
        bronnen=_bronnen(sites),
        leeg="Er staat geen school voor sbo, so, vso of pro in het gebied.",
    )


def _bronnen(sites: Iterable[Vestiging]) -> tuple[str, ...]:
    return tuple(sorted({delivery for item in sites for delivery in item.leveringen}))
