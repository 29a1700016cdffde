"""How the file of an OOGO names things, numbers and articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.aantallen import KLEIN, Aantal
from graph.snapshot import Snapshot
from ontology.rules import LegalBasis
from viz.rapport import Cel, Verwijzing
from viz.woorden import getal, opsomming

Delen = tuple[str | Verwijzing, ...]

# Of these the code stands in a register that people know; of others it is made from the name, or nobody says it.
_MET_CODE = ("Samenwerkingsverband", "Jeugdregio", "Doorstroompuntregio", "Bestuur", "Vestiging")
# The words for one and for more of a group of queries/oogo/regios.py.
SOORTEN = {
    "jeugdregio": ("jeugdregio", "jeugdregio's"),
    "doorstroompuntregio": ("doorstroompuntregio", "doorstroompuntregio's"),
    "ggd": ("GGD", "GGD's"),
    "zorgkantoorregio": ("zorgkantoorregio", "zorgkantoorregio's"),
    "arbeidsmarktregio": ("arbeidsmarktregio", "arbeidsmarktregio's"),
    "veiligheidsregio": ("veiligheidsregio", "veiligheidsregio's"),
    "provincie": ("provincie", "provincies"),
    "veiligthuis": ("organisatie Veilig Thuis", "organisaties Veilig Thuis"),
    "gi": ("gecertificeerde instelling", "gecertificeerde instellingen"),
    "inkoop": ("inkooporganisatie jeugdhulp", "inkooporganisaties jeugdhulp"),
    "leerplicht": ("leerplichtbureau", "leerplichtbureaus"),
    "lokaalteam": ("lokaal team", "lokale teams"),
    "regeling": ("gemeenschappelijke regeling", "gemeenschappelijke regelingen"),
}
TELWOORDEN = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def noem(node_id: str, snapshot: Snapshot) -> str:
    """`Heemskerk`, `PO IJmond (PO2711)`, `IJmond (Midden Kennemerland; JZ10)`."""
    code = node_id.partition(":")[2]
    node = snapshot.node(node_id)
    name = str(node.eigenschappen.get("korteNaam", node.naam)) if node else snapshot.naam(node_id)
    if name in (code, node_id):
        return code
    if snapshot.schema.type_of(node_id).naam not in _MET_CODE or code in name:
        return name
    return f"{name[:-1]}; {code})" if name.endswith(")") else f"{name} ({code})"


def link(node_id: str, snapshot: Snapshot) -> Verwijzing:
    """A thing of the record, by its name."""
    return Verwijzing(noem(node_id, snapshot), id=node_id)


def links(ids: Iterable[str], snapshot: Snapshot) -> tuple[Verwijzing, ...]:
    """Things of the record, for a cell."""
    return tuple(link(item, snapshot) for item in ids)


def rij(ids: Sequence[str], snapshot: Snapshot, voegwoord: str = "en") -> Delen:
    """Things of the record in a sentence: `Velsen, Beverwijk en Heemskerk`."""
    parts: list[str | Verwijzing] = []
    for place, item in enumerate(ids):
        if place:
            parts.append(f" {voegwoord} " if place == len(ids) - 1 else ", ")
        parts.append(link(item, snapshot))
    return tuple(parts)


def aantal(number: Aantal | None) -> Cel:
    """A number of pupils in a cell: exact, `<5`, or between two bounds."""
    if number is None:
        return None
    if number.klein:
        return f"<{max(KLEIN, number.hoogst + 1)}"
    return number.zeker if not number.afgeschermd else f"{getal(number.minst)} tot {getal(number.hoogst)}"


def zin_aantal(number: Aantal | None) -> str:
    """The same in a sentence."""
    cell = aantal(number)
    if cell is None:
        return "een onbekend aantal"
    return getal(cell) if isinstance(cell, int) else str(cell).replace("<", "minder dan ")


def tel(number: int, enkel: str, meer: str) -> str:
    """`één gemeente`, `vijf gemeenten`, `23 gemeenten`."""
    word = TELWOORDEN[number] if number < len(TELWOORDEN) else getal(number)
    return f"{word} {enkel if number == 1 else meer}"


def soort(code: str, number: int, anders: str = "") -> str:
    """The word for one or more of a group of regions: `jeugdregio`, `GGD's`. anders: for a group without a word."""
    one, more = SOORTEN.get(code, (anders, anders))
    return one if number == 1 else more


def artikelen(found: Iterable[LegalBasis], op: date | None = None) -> Delen:
    """`WPO, artikel 18a lid 9; WEC, artikel 40 en 41`, each article leading to its text. op: only what holds then."""
    by_law: dict[str, list[LegalBasis]] = {}
    for item in found:
        before = op and item.geldig_van and op < item.geldig_van
        over = op and item.geldig_tot and item.geldig_tot <= op
        if not before and not over:
            by_law.setdefault(item.wet, []).append(item)
    parts: list[str | Verwijzing] = []
    for law, items in by_law.items():
        parts += ["; "] if parts else []
        for place, item in enumerate(items):
            text = f"{item.artikel} lid {item.lid}" if item.lid else item.artikel
            first = law if item.artikel == "-" else f"{law}, artikel {text}"
            if place:
                parts.append(" en " if place == len(items) - 1 else ", ")
            parts.append(Verwijzing(text if place else first, url=item.url or ""))
    return tuple(parts)


def postcodes(areas: Iterable[str]) -> str:
    """`1901-1903, 1906`: the numbers of postcode areas, those that follow each other in one."""
    found: list[list[int]] = []
    for number in sorted(int(area.removeprefix("pc4:")) for area in areas):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in found)


def telling(jaar: int) -> str:
    """The day of a count of pupils."""
    return f"1 oktober {jaar}"


def ouderdom(jaar: int, op: date) -> str:
    """How old such a count is."""
    years = op.year - jaar - ((op.month, op.day) < (10, 1))
    return f"{years} jaar oud" if years > 1 else "hoogstens een jaar oud"


def noem_alle(ids: Iterable[str], snapshot: Snapshot) -> str:
    """Names in a sentence, as plain text."""
    return opsomming([noem(item, snapshot) for item in ids])
