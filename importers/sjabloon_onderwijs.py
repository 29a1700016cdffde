"""Templates on divisions of the country, functions in schools, and names of samenwerkingsverbanden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.facts import Fact
from importers.sjabloon import Kolom, Regel, Sjabloon, kvk, stated, website
from importers.sjabloon_zorg import named_id
from importers.source import Context
from importers.values import slug
from ontology.errors import SpeelveldError

# Who may carry out a function in a school; the order is the order in which a name is looked up.
UITVOERDERS = (
    "Gemeente",
    "Samenwerkingsverband",
    "Aanbieder",
    "Organisatie",
    "Regeling",
    "Bestuur",
    "Ggd",
    "LokaalTeam",
)


def _pc4(text: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{3}", text):
        raise SpeelveldError(f"“{text}” is geen postcodegebied", herstel="Schrijf de vier cijfers van de postcode")
    return text


def _swv_code(text: str) -> str:
    code = text.upper().removeprefix("SWV:")
    if not re.fullmatch(r"(PO|VO)([0-9]{4}|_REF)", code):
        raise SpeelveldError(
            f"“{text}” is geen code van een samenwerkingsverband", herstel="Schrijf PO of VO en vier cijfers: VO2704"
        )
    return code


def _regio(regel: Regel, context: Context) -> Iterator[Fact]:
    if not regel["gemeente"] and not regel["pc4"]:
        raise regel.fout("gemeente", "de regel noemt geen gemeente en geen pc4", "Vul een van beide in")
    regio = f"regio:{slug(regel['indeling'])}-{slug(regel['code'])}"
    if not slug(regel["indeling"]) or not slug(regel["code"]):
        raise regel.fout("code", "indeling en code moeten letters of cijfers hebben")
    yield regel.node(regio, "Regio", regel["naam"], indeling=regel["indeling"])
    for gemeente, _ in regel.zoek("gemeente", ("Gemeente",), context):
        yield regel.relatie(gemeente, "IN_REGIO", regio)
    for pc4, soort in regel.zoek("pc4", ("Postcodegebied",), context):
        yield from stated(pc4, soort)
        yield regel.relatie(pc4, "IN_REGIO", regio)


def _schoolfunctie(regel: Regel, context: Context) -> Iterator[Fact]:
    uitvoerders = regel.zoek("uitgevoerd_door", UITVOERDERS, context)
    for vestiging, soort in regel.zoek("vestiging", ("Vestiging",), context):
        name = f"{vestiging.partition(':')[2]} {regel['functie']}"
        functie = named_id(regel, "functie", name, kolom="functie")
        yield regel.node(functie, "Functie", regel["functie"], soort=regel["soort"])
        yield from stated(vestiging, soort)
        yield regel.relatie(functie, "FUNCTIE_BIJ", vestiging)
        for uitvoerder, uitvoerder_soort in uitvoerders:
            yield from stated(uitvoerder, uitvoerder_soort)
            yield regel.relatie(functie, "UITGEVOERD_DOOR", uitvoerder)


def _swv(regel: Regel, _context: Context) -> Iterator[Fact]:
    van, tot = regel.geldig
    yield regel.node(
        f"swv:{regel['code']}",
        "Samenwerkingsverband",
        regel["naam"] or regel["korte_naam"],
        sector=regel["code"][:2],
        korteNaam=regel["korte_naam"],
        website=regel["website"],
        plaats=regel["plaats"],
        kvk=regel["kvk"],
        **({"landelijk": True} if regel["code"].endswith("_REF") else {}),
    )._replace(geldig_van=van, geldig_tot=tot)


REGIOS = Sjabloon(
    "regios",
    "eigen indeling in regio's",
    "Eén regel per gemeente of postcodegebied van een regio. Voor elke indeling die Speelveld niet zelf heeft.",
    (
        Kolom("indeling", "Naam van de indeling", ("Onderwijsregio's (voorbeeld)",) * 2, True),
        Kolom("code", "Code van de regio binnen de indeling", ("01", "01"), True),
        Kolom("naam", "Naam van de regio", ("Kust en Duin (voorbeeld)",) * 2, True),
        Kolom("gemeente", "Gemeenten (naam of code) in de regio", ("Bergen (NH)|Castricum", ""), lijst=True),
        Kolom("pc4", "Postcodegebieden (vier cijfers) in de regio", ("", "1901|1902"), lijst=True, lees=_pc4),
    ),
    _regio,
)

SCHOOLFUNCTIES = Sjabloon(
    "schoolfuncties",
    "functies op school",
    "Eén regel per functie en school, zoals jeugd- en gezinscoach. Een functie is een plek, nooit een persoon.",
    (
        Kolom("vestiging", "Vestigingscode: BRIN-nummer en twee tekens", ("19ZQ00", "19ZQ00"), True, lijst=True),
        Kolom(
            "functie",
            "Naam van de functie",
            ("Jeugd- en gezinscoach (voorbeeld)", "Schoolmaatschappelijk werker (voorbeeld)"),
            True,
        ),
        Kolom(
            "uitgevoerd_door",
            "Wie haar levert: de naam van een gemeente, of een id zoals swv:VO2704 of aanbieder:12345678",
            ("swv:VO2703", "Alkmaar"),
            True,
            lijst=True,
        ),
        Kolom("soort", "Soort, zoals jeugdhulp of passend onderwijs", ("jeugdhulp", "schoolmaatschappelijk werk")),
    ),
    _schoolfunctie,
)

SWV_NAMEN = Sjabloon(
    "swv-namen",
    "namen van samenwerkingsverbanden",
    "Eén regel per samenwerkingsverband. De data gelden voor naam en gegevens op die regel.",
    (
        Kolom(
            "code",
            "Code van DUO; PO_REF en VO_REF zijn de landelijke verbanden",
            ("VO2703", "PO2703"),
            True,
            lees=_swv_code,
        ),
        Kolom(
            "naam",
            "Officiële naam; leeg als die niet bekend is",
            ("Samenwerkingsverband VO Duinstreek (voorbeeld)", ""),
        ),
        Kolom("korte_naam", "Korte naam", ("SWV Duinstreek (voorbeeld)", "PO Duinstreek (voorbeeld)")),
        Kolom("website", "Website", ("www.swvduinstreek.example", ""), lees=website),
        Kolom("plaats", "Plaats van vestiging", ("Alkmaar", "")),
        Kolom("kvk", "KvK-nummer, acht cijfers", ("00000003", ""), lees=kvk),
    ),
    _swv,
)
