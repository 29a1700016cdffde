"""The form of question 1: which fields it has, in plain words, and how what was filled in becomes a question.

The names of the fields are those of the contract, so that a refusal of the question lands at its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.web.pagina import dag_uit_tekst
from app.woorden import datum
from queries.wie.vraag import Vraag, VraagFout, lees_vraag
from queries.zoek import Treffer, Zoeker
from viz.woorden import hoofdletter

Keuzes = Sequence[tuple[str, str]]

TEKST, KEUZE, JA_NEE, SCHOOL, GEMEENTE, SWV, VINK = "tekst", "keuze", "ja-nee", "school", "gemeente", "swv", "vink"


@dataclass(frozen=True, slots=True)
class Veld:
    """A field. naam: as in the contract. soort: how it is asked."""

    naam: str
    label: str
    soort: str = TEKST
    uitleg: str = ""
    keuzes: Keuzes = ()
    kort: bool = False

    @property
    def id(self) -> str:
        """Its id on the page."""
        return self.naam.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Sectie:
    """Fields that belong together. ingeklapt: most pupils do not need them."""

    titel: str
    velden: tuple[Veld, ...]
    uitleg: str = ""
    ingeklapt: bool = False


ONDERWIJS: Keuzes = (
    ("po", "basisschool"),
    ("sbo", "speciaal basisonderwijs (sbo)"),
    ("so", "speciaal onderwijs (so)"),
    ("vo", "voortgezet onderwijs (vo)"),
    ("pro", "praktijkonderwijs (pro)"),
    ("vso", "voortgezet speciaal onderwijs (vso)"),
    ("mbo", "mbo"),
    ("cluster1", "instelling voor leerlingen met een visuele beperking (cluster 1)"),
    ("cluster2", "instelling voor doof, slechthorend of een taalontwikkelingsstoornis (cluster 2)"),
    ("landelijk-swv", "school van een landelijk (reformatorisch) samenwerkingsverband"),
    ("particulier", "particuliere school"),
    ("buitenland", "school in het buitenland"),
    ("geen", "geen school"),
)
VERBLIJF: Keuzes = (
    ("co-ouder", "bij de andere ouder (co-ouderschap)"),
    ("pleegzorg", "pleeggezin"),
    ("gezinshuis", "gezinshuis"),
    ("instelling", "instelling voor jeugdhulp"),
    ("gesloten", "gesloten jeugdhulp"),
    ("jji", "justitiële jeugdinrichting"),
    ("azc", "opvang voor asielzoekers"),
    ("ziekenhuis", "ziekenhuis"),
    ("anders", "ergens anders"),
)
VRIJSTELLING: Keuzes = (
    ("5-onder-a", "niet geschikt voor school (artikel 5 onder a)"),
    ("5-onder-b", "bezwaar tegen de richting (artikel 5 onder b)"),
    ("5-onder-c", "school in het buitenland (artikel 5 onder c)"),
    ("trekkend", "trekkend bestaan (artikel 5a)"),
    ("15", "andere gewichtige omstandigheid (artikel 15)"),
    ("vervangend", "vervangend programma vanaf 14 jaar"),
)
MAATREGEL: Keuzes = (
    ("ots", "ondertoezichtstelling"),
    ("voogdij", "voogdij"),
    ("jeugdreclassering", "jeugdreclassering"),
)
TLV: Keuzes = (("sbo", "sbo"), ("so", "so"), ("vso", "vso"), ("pro", "pro (praktijkonderwijs)"))
_JA_NEE: Keuzes = (("ja", "ja"), ("nee", "nee"))
_SCHOOL = "Typ de naam, de plaats of de code van de vestiging."

SECTIES = (
    Sectie(
        "De leerling",
        (
            Veld("geboortedatum", "Geboortedatum", uitleg="Dag, maand en jaar, bijvoorbeeld 04-05-2011.", kort=True),
            Veld("leeftijd", "Of: leeftijd in jaren", kort=True),
        ),
        "De datum zegt meer dan de leeftijd. Een van de twee is genoeg.",
    ),
    Sectie(
        "Wonen",
        (
            Veld("woonplaats.postcode", "Postcode", uitleg="De vier cijfers zijn genoeg.", kort=True),
            Veld("woonplaats.gemeente", "Gemeente", GEMEENTE, "Alleen nodig als u de postcode niet weet."),
            Veld("woonplaats.land", "De leerling staat niet ingeschreven in Nederland", VINK),
        ),
        "Het adres waarop de leerling staat ingeschreven (BRP).",
    ),
    Sectie(
        "School",
        (
            Veld("onderwijs.inschrijving", "Soort onderwijs", KEUZE, keuzes=ONDERWIJS),
            Veld("onderwijs.vestiging", "School waar de leerling staat ingeschreven", SCHOOL, _SCHOOL),
        ),
    ),
    Sectie(
        "Aangemeld bij een andere school, of een overstap",
        (
            Veld("onderwijs.aanmelding", "Soort onderwijs van de nieuwe school", KEUZE, keuzes=ONDERWIJS),
            Veld("onderwijs.aanmeldVestiging", "School van aanmelding", SCHOOL, _SCHOOL),
            Veld("onderwijs.vorigeVestiging", "Vorige school", SCHOOL, "Van belang bij plaatsing in een instelling."),
        ),
        ingeklapt=True,
    ),
    Sectie(
        "Toelaatbaarheidsverklaring (tlv)",
        (
            Veld("onderwijs.tlv.soort", "Lopende verklaring voor", KEUZE, keuzes=TLV),
            Veld("onderwijs.tlv.afgegevenDoor", "Afgegeven door", SWV),
        ),
        ingeklapt=True,
    ),
    Sectie(
        "Leerplicht en startkwalificatie",
        (
            Veld("onderwijs.vrijstelling", "Vrijstelling van de leerplicht", KEUZE, keuzes=VRIJSTELLING),
            Veld(
                "onderwijs.startkwalificatie",
                "Heeft de leerling een startkwalificatie?",
                JA_NEE,
                "Een diploma havo, vwo of mbo vanaf niveau 2. Van belang vanaf 16 jaar.",
                _JA_NEE,
            ),
        ),
        ingeklapt=True,
    ),
    Sectie(
        "Verblijft ergens anders dan op het woonadres",
        (
            Veld("verblijf.soort", "Waar de leerling verblijft", KEUZE, keuzes=VERBLIJF),
            Veld("verblijf.postcode", "Postcode van het verblijf", kort=True),
            Veld("verblijf.gemeente", "Gemeente van het verblijf", GEMEENTE),
            Veld(
                "verblijf.gemeenteVoorVerblijf",
                "Gemeente van inschrijving direct voor het verblijf",
                GEMEENTE,
                "Bepaalt wie de jeugdhulp betaalt bij een pleeggezin, gezinshuis of instelling.",
            ),
        ),
        ingeklapt=True,
    ),
    Sectie(
        "Zorg en bescherming",
        (
            Veld("zorg.wlz", "Is er een Wlz-indicatie?", JA_NEE, "Wet langdurige zorg.", _JA_NEE),
            Veld("zorg.maatregel", "Maatregel van de kinderrechter", KEUZE, keuzes=MAATREGEL),
            Veld(
                "zorg.verlengdeJeugdhulp",
                "Loopt jeugdhulp door na 18 jaar?",
                JA_NEE,
                "Alleen van belang vanaf 18 jaar.",
                _JA_NEE,
            ),
        ),
        ingeklapt=True,
    ),
)
VELDEN: Mapping[str, Veld] = {veld.naam: veld for sectie in SECTIES for veld in sectie.velden}
TAKEN = "vragen"
"""The field with the tasks to which the answer is limited; several values."""
KEUZE_VAN_SCHOOL = "keuze."
"""Before the name of a field: the code that was chosen from what a search for that field gave."""


@dataclass(frozen=True)
class Ingevuld:
    """What was filled in. waarden: by name of the field, without what is empty. taken: only about these."""

    waarden: Mapping[str, str]
    taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gelezen:
    """A form that was read: the question, or what is wrong with it; scholen: to choose from, by name of the field."""

    ingevuld: Ingevuld
    vraag: Vraag | None
    fouten: Mapping[str, str]
    scholen: Mapping[str, Sequence[Treffer]]


def ingevuld(paren: Iterable[tuple[str, str]]) -> Ingevuld:
    """The fields of the form among what was sent; anything else is left out."""
    values: dict[str, str] = {}
    tasks = []
    for name, value in paren:
        text = value.strip()
        if name == TAKEN and text:
            tasks.append(text)
        elif text and name.removeprefix(KEUZE_VAN_SCHOOL) in VELDEN:
            values[name] = text
    return Ingevuld(values, tuple(dict.fromkeys(tasks)))


_CODE = re.compile(r"\b([0-9]{2}[A-Z]{2}[0-9A-Z]{2})\)?\s*$", re.IGNORECASE)
_SCHOLEN = 12


class Lezer:
    """Reads forms for one day, with what the record holds on that day."""

    def __init__(self, zoeker: Zoeker, peildatum: date) -> None:
        self._zoeker, self._peildatum = zoeker, peildatum

    def lees(self, form: Ingevuld) -> Gelezen:
        """The question, or every mistake at its field. Nothing is guessed: a school is a code, or a choice."""
        errors: dict[str, str] = {}
        choices: dict[str, Sequence[Treffer]] = {}
        content: dict[str, Any] = {"peildatum": self._peildatum}
        shown = {name: value for name, value in form.waarden.items() if name in VELDEN}
        for name, text in list(shown.items()):
            veld = VELDEN[name]
            if veld.soort == SCHOOL:
                value, found = self._school(text, form.waarden.get(f"{KEUZE_VAN_SCHOOL}{name}", ""))
                if value is None:
                    errors[name] = self._school_error(found)
                    choices[name] = found
                    continue
                shown[name] = self._named(value, text)
            else:
                value = self._value(veld, text, errors)
            if name not in errors:
                _put(content, name, value)
        if form.taken:
            content[TAKEN] = list(form.taken)
        filled = Ingevuld(shown, form.taken)
        if not form.waarden and not form.taken:
            errors[""] = "U hebt niets ingevuld. Begin met de geboortedatum, de postcode of de school."
        question = None
        try:
            question = lees_vraag(content)
        except VraagFout as error:
            errors |= bij_velden(error)
        return Gelezen(filled, None if errors else question, errors, choices)

    def _value(self, veld: Veld, text: str, errors: dict[str, str]) -> Any:
        if veld.naam == "geboortedatum":
            day = dag_uit_tekst(text)
            if day is None:
                errors[veld.naam] = "Schrijf de geboortedatum als dag-maand-jaar, bijvoorbeeld 04-05-2011."
            return day
        if veld.naam == "leeftijd":
            if not (text.isascii() and text.isdigit()):
                errors[veld.naam] = "Schrijf de leeftijd als een heel getal, bijvoorbeeld 15."
                return None
            return int(text[:4])
        if veld.soort == VINK:
            return "buitenland"
        return text == "ja" if veld.soort == JA_NEE else text

    def _school(self, text: str, chosen: str) -> tuple[str | None, Sequence[Treffer]]:
        """The code of a vestiging, else what a search for the text gives."""
        match = _CODE.search(text)
        if match:
            return match[1].upper(), ()
        found = self.scholen(text)
        codes = [item.id.partition(":")[2] for item in found]
        return (chosen, ()) if chosen in codes else (None, found)

    def scholen(self, text: str) -> list[Treffer]:
        """Vestigingen by name, place or code."""
        return [item for item in self._zoeker.zoek(text, _SCHOLEN, ("Vestiging",)) if item.bestaat]

    @staticmethod
    def _school_error(found: Sequence[Treffer]) -> str:
        if found:
            return "Kies hieronder welke school u bedoelt, of typ er een plaats of code bij."
        return "Deze school is niet gevonden. Typ een deel van de naam, of de code van de vestiging, zoals 20MH00."

    def _named(self, code: str, text: str) -> str:
        """The school as it is shown in the form: with its name when the text is only a code."""
        if text.upper() != code and _CODE.search(text):
            return text
        found = next((item for item in self._zoeker.zoek(code, 1) if item.id == f"vestiging:{code}"), None)
        return schoolnaam(found) if found else code


def schoolnaam(item: Treffer) -> str:
    """`Jac P Thijsse College, Castricum (20MH00)`: what a school field shows, and reads back."""
    return f"{item.naam}{f', {item.waar}' if item.waar else ''} ({item.id.partition(':')[2]})"


def bij_velden(error: VraagFout) -> dict[str, str]:
    """The mistakes by field of the form; those of another field come under an empty name."""
    found: dict[str, str] = {}
    for name, text in error.velden:
        field = name if name in VELDEN else ""
        sentence = f"{hoofdletter(text)}."
        found[field] = f"{found[field]} {sentence}" if field in found else sentence
    return found


def _put(content: dict[str, Any], name: str, value: Any) -> None:
    """`woonplaats.postcode` goes into the block `woonplaats`."""
    *blocks, last = name.split(".")
    for block in blocks:
        content = content.setdefault(block, {})
    content[last] = value


def samenvatting(form: Ingevuld) -> list[tuple[str, str]]:
    """What was asked, as labels with values."""
    found = []
    for veld in VELDEN.values():
        value = form.waarden.get(veld.naam)
        if value is None:
            continue
        if veld.naam == "geboortedatum" and (day := dag_uit_tekst(value)):
            value = datum(day)
        found.append((veld.label, "ja" if veld.soort == VINK else dict(veld.keuzes).get(value, value)))
    return found
