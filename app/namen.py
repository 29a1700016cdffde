"""How texts for people name things: an organisation, a place on a path, articles of law, what a question lacks."""

from __future__ import annotations

from collections.abc import Iterable

from app.woorden import opsomming
from graph.snapshot import Snapshot
from ontology.rules import LegalBasis

NODIG = {
    "woonplaats.postcode": "de postcode van het woonadres",
    "woonplaats.gemeente": "de woongemeente",
    "verblijf.gemeente": "de gemeente van verblijf",
    "verblijf.soort": "de soort verblijf",
    "verblijf.gemeenteVoorVerblijf": "de gemeente van voor het verblijf",
    "onderwijs.inschrijving": "het soort onderwijs",
    "onderwijs.vestiging": "de vestiging van inschrijving",
    "onderwijs.aanmelding": "het soort onderwijs van aanmelding",
    "onderwijs.aanmeldVestiging": "de vestiging van aanmelding",
    "onderwijs.startkwalificatie": "of er een startkwalificatie is",
    "onderwijs.tlv.afgegevenDoor": "welk samenwerkingsverband de verklaring afgaf",
    "onderwijs.vorigeVestiging": "de vorige vestiging",
    "zorg.maatregel": "welke maatregel er is",
    "zorg.wlz": "of er een Wlz-indicatie is",
    "geboortedatum": "de geboortedatum",
    "zorg.verlengdeJeugdhulp": "of er verlengde jeugdhulp is",
}
"""Fields of a question, in words that fit behind “geef”."""


def plek(node_id: str, snapshot: Snapshot) -> str:
    """The name of a node on a path; of a postcode area that it is one."""
    return f"postcode {snapshot.naam(node_id)}" if node_id.startswith("pc4:") else snapshot.naam(node_id)


def artikelen(grondslag: Iterable[LegalBasis]) -> str:
    """`Leerplichtwet 1969, artikel 2, 3 en 16; WEC, artikel 40 lid 10`."""
    by_law: dict[str, list[str]] = {}
    for item in grondslag:
        found = by_law.setdefault(item.wet, [])
        if item.artikel != "-":  # an agreement or a protocol has no articles
            found.append(f"{item.artikel}{f' lid {item.lid}' if item.lid else ''}")
    return "; ".join(f"{law}, artikel {opsomming(found)}" if found else law for law, found in by_law.items())


# Of these the code stands in a register that people know; of others it is made from the name.
_CODE_SAYS_SOMETHING = ("Bestuur", "School", "Vestiging", "Veiligheidsregio", "Zorgkantoorregio", "Arbeidsmarktregio")


def noem(node_id: str, snapshot: Snapshot) -> str:
    """The name with what kind of thing it is, as an adviser would say it."""
    kind = snapshot.schema.type_of(node_id)
    name, code = snapshot.naam(node_id), node_id.partition(":")[2]
    if kind.naam == "Gemeente":
        return f"gemeente {name}"
    if kind.naam == "Samenwerkingsverband":
        return code if name == code else f"{code} ({name})"
    if kind.naam in ("Jeugdregio", "Doorstroompuntregio"):
        return f"{kind.label} {name} ({code})"
    if name == code:
        return f"{kind.label} {code}"
    return f"{name} ({code})" if kind.naam in _CODE_SAYS_SOMETHING else name


def code_voor_mensen(node_id: str, snapshot: Snapshot) -> str:
    """The code of a node when it stands in a register that people know; empty when it is its name or made from it."""
    kind = snapshot.schema.type_of(node_id)
    code = node_id.partition(":")[2]
    made_up = kind.codepatroon.pattern.startswith("[a-z0-9]") or kind.naam == "Regeling"
    return "" if made_up or code == snapshot.naam(node_id) else code
