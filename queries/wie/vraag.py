"""The question about one pupil, as systems send it; it exists only in memory, for as long as one answer takes.

Refusals name the field and how to mend it, and never repeat what was sent: that would put a pupil in a log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from ontology.errors import SpeelveldError

Inschrijving = Literal[
    "po",
    "sbo",
    "so",
    "vo",
    "pro",
    "vso",
    "mbo",
    "cluster1",
    "cluster2",
    "landelijk-swv",
    "particulier",
    "buitenland",
    "geen",
]
VerblijfSoort = Literal[
    "co-ouder", "pleegzorg", "gezinshuis", "instelling", "gesloten", "jji", "azc", "ziekenhuis", "anders"
]
Postcode = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[1-9][0-9]{3}\s?([A-Za-z]{2})?$")
]
Vestiging = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^[0-9]{2}[A-Za-z]{2}[0-9A-Za-z]{2}$")
]
Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


Vrijstelling = Literal["geen", "5-onder-a", "5-onder-b", "5-onder-c", "trekkend", "15", "vervangend", "5a", "5b", "5c"]


class VraagFout(SpeelveldError):  # noqa: N818 - Dutch for a mistake in the question
    """A question that cannot be answered as it stands: for each field what is wrong and how to mend it."""

    def __init__(self, velden: Sequence[tuple[str, str]]) -> None:
        self.velden = tuple(velden)
        super().__init__("; ".join(f"{veld}: {melding}" if veld else melding for veld, melding in velden))


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Woonplaats(_Model):
    """Where the pupil is registered (BRP)."""

    postcode: Postcode | None = Field(None, description="Postcode van vier cijfers, eventueel met twee letters")
    gemeente: Tekst | None = Field(None, description="Code (ook van een opgeheven gemeente) of exacte naam")
    land: Tekst = Field("NL", description="Landcode; iets anders dan NL betekent geen adres in de BRP")


class Verblijf(_Model):
    """Where the pupil actually stays, when that is elsewhere."""

    postcode: Postcode | None = None
    gemeente: Tekst | None = None
    soort: VerblijfSoort | None = None
    gemeente_voor_verblijf: Tekst | None = Field(
        None, alias="gemeenteVoorVerblijf", description="BRP-gemeente direct voor het (eerste) verblijf"
    )


class Tlv(_Model):
    """A current declaration of admissibility."""

    soort: Literal["sbo", "so", "vso", "pro"] | None = None
    afgegeven_door: Tekst | None = Field(None, alias="afgegevenDoor", description="Id van het SWV, zoals swv:VO2704")


class Onderwijs(_Model):
    """Enrolment and application."""

    inschrijving: Inschrijving | None = None
    vestiging: Vestiging | None = None
    aanmelding: Inschrijving | None = None
    aanmeld_vestiging: Vestiging | None = Field(None, alias="aanmeldVestiging")
    vorige_vestiging: Vestiging | None = Field(None, alias="vorigeVestiging")
    startkwalificatie: bool | None = None
    vrijstelling: Vrijstelling | None = None
    tlv: Tlv | None = None


class Zorg(_Model):
    """Care that changes who is responsible."""

    wlz: bool | None = None
    maatregel: Literal["ots", "voogdij", "jeugdreclassering"] | None = None
    verlengde_jeugdhulp: bool | None = Field(None, alias="verlengdeJeugdhulp")


class Vraag(_Model):
    """A question about one pupil. Everything but `peildatum` is optional; what is missing leaves the answer open."""

    peildatum: date = Field(default_factory=date.today, description="Dag waarop het antwoord geldt")
    geboortedatum: date | None = None
    leeftijd: int | None = Field(None, ge=0, le=99, description="In hele jaren; mag in plaats van de geboortedatum")
    woonplaats: Woonplaats | None = None
    verblijf: Verblijf | None = None
    onderwijs: Onderwijs | None = None
    zorg: Zorg | None = None
    vragen: tuple[Tekst, ...] | None = Field(None, description="Nummers van regels (B01) of namen van taken")

    @model_validator(mode="after")
    def _age(self) -> Vraag:
        if self.geboortedatum is not None:
            if self.geboortedatum > self.peildatum:
                raise PydanticCustomError("geboortedatum", "de geboortedatum ligt na de peildatum")
            if self.leeftijd is not None and self.leeftijd != jaren(self.geboortedatum, self.peildatum):
                raise PydanticCustomError(
                    "leeftijd", "leeftijd en geboortedatum spreken elkaar tegen; geef een van beide"
                )
        return self


def jaren(geboren: date, op: date) -> int:
    """Age in whole years on a day."""
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))


def lees_vraag(content: Any) -> Vraag:
    """A parsed JSON body as a question; VraagFout with all mistakes at once."""
    try:
        return Vraag.model_validate(content)
    except ValidationError as error:
        raise VraagFout(dutch(error.errors(include_input=False, include_url=False))) from None


_MESSAGES = {
    "missing": "dit veld ontbreekt",
    "string_type": "schrijf dit als tekst tussen aanhalingstekens",
    "bool_type": "geef true of false",
    "bool_parsing": "geef true of false",
    "int_type": "geef een heel getal",
    "int_parsing": "geef een heel getal",
    "int_from_float": "geef een heel getal",
    "model_type": "hier hoort een blok met velden",
    "model_attributes_type": "hier hoort een blok met velden",
    "tuple_type": "hier hoort een lijst",
    "string_too_short": "dit veld is leeg; laat het weg of vul het in",
    "string_too_long": "deze tekst is te lang",
    "json_invalid": "dit is geen geldige JSON",
}
_PATTERNS = {
    "postcode": "een postcode is vier cijfers, eventueel met twee letters, zoals 1963 of 1963AB",
    "vestiging": "een vestigingscode is een BRIN-nummer met twee tekens, zoals 25CL03",
    "aanmeldVestiging": "een vestigingscode is een BRIN-nummer met twee tekens, zoals 25CL03",
    "vorigeVestiging": "een vestigingscode is een BRIN-nummer met twee tekens, zoals 25CL03",
}
_KNOWN: Mapping[type[BaseModel], list[str]] = {
    model: sorted(field.alias or name for name, field in model.model_fields.items())
    for model in (Vraag, Woonplaats, Verblijf, Onderwijs, Tlv, Zorg)
}
_BLOCKS: Mapping[str, type[BaseModel]] = {
    "woonplaats": Woonplaats,
    "verblijf": Verblijf,
    "onderwijs": Onderwijs,
    "tlv": Tlv,
    "zorg": Zorg,
}


def dutch(errors: Sequence[ErrorDetails]) -> list[tuple[str, str]]:
    """Field and Dutch message of each mistake that pydantic found."""
    return [_dutch(error) for error in errors]


def _dutch(error: ErrorDetails) -> tuple[str, str]:
    path = [str(part) for part in error["loc"] if part != "body"]
    field, kind = ".".join(path), error["type"]
    if kind == "extra_forbidden":
        block = _BLOCKS.get(path[-2], Vraag) if len(path) > 1 else Vraag
        return field, f"dit veld bestaat niet; kies uit {', '.join(_KNOWN[block])}"
    if kind == "literal_error":
        expected = str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", " of ")
        return field, f"kies uit {expected}"
    if kind == "string_pattern_mismatch":
        return field, _PATTERNS.get(path[-1], "deze tekst heeft niet de juiste vorm")
    if kind.startswith("date"):
        return field, "schrijf de datum als JJJJ-MM-DD"
    if kind in ("greater_than_equal", "less_than_equal"):
        return field, "geef een leeftijd van 0 tot en met 99"
    if kind in ("geboortedatum", "leeftijd"):
        return kind, error["msg"]
    return field, _MESSAGES.get(kind, "deze waarde is hier niet mogelijk")
