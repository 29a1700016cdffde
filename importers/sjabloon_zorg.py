"""Templates on youth care and compulsory education: providers, local teams, leerplicht and other organisations."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Fact
from importers.sjabloon import Kolom, Regel, Sjabloon, keuze, kvk, stated, website
from importers.source import Context
from importers.values import slug
from importers.verwijzing import nearest

WERKGEBIED = ("Gemeente", "Jeugdregio", "Ggd", "Regio")
CONTRACTANTEN = ("Gemeente", "Jeugdregio", "Regeling")
_GI, _VEILIG_THUIS, _GEMEENTE = "gecertificeerde instelling", "veilig thuis", "gemeente"
_TYPES = {_GI: ("GecertificeerdeInstelling", "gi"), _VEILIG_THUIS: ("VeiligThuis", "veiligthuis")}


def named_id(regel: Regel, prefix: str, naam: str, *, kolom: str = "naam") -> str:
    """`prefix:slug-of-the-name`; a name without letters or digits is refused."""
    code = slug(naam)
    if not code:
        raise regel.fout(kolom, f"“{naam}” is geen naam", "Schrijf de naam met letters of cijfers")
    return f"{prefix}:{code}"


def _relations(
    regel: Regel, context: Context, van: str, soort: str, kolom: str, soorten: tuple[str, ...], **eigenschappen: str
) -> Iterator[Fact]:
    """A relation to each thing that a column names."""
    for naar, naar_soort in regel.zoek(kolom, soorten, context):
        yield from stated(naar, naar_soort)
        yield regel.relatie(van, soort, naar, **eigenschappen)


def _aanbieder(regel: Regel, context: Context) -> Iterator[Fact]:
    naam = regel["naam"]
    node_id = f"aanbieder:{regel['kvk']}" if regel["kvk"] else named_id(regel, "aanbieder", naam)
    if regel["perceel"] and not regel["gecontracteerd_door"]:
        raise regel.fout("perceel", "er is wel een perceel maar geen contract", "Vul ook gecontracteerd_door in")
    yield regel.node(node_id, "Aanbieder", naam, website=regel["website"], kvk=regel["kvk"])
    yield from _relations(regel, context, node_id, "WERKT_IN", "werkgebied", WERKGEBIED)
    yield from _relations(
        regel,
        context,
        node_id,
        "GECONTRACTEERD_DOOR",
        "gecontracteerd_door",
        CONTRACTANTEN,
        perceel=regel["perceel"],
    )


def _lokaal_team(regel: Regel, context: Context) -> Iterator[Fact]:
    if not regel["naam"]:
        context.laat_weg("de naam van het lokale team is niet ingevuld")
        return
    for gemeente, _ in regel.zoek("gemeente", ("Gemeente",), context):
        naam = f"{gemeente.partition(':')[2]} {regel['naam']}"
        team = named_id(regel, "lokaalteam", naam)
        yield regel.node(team, "LokaalTeam", regel["naam"], website=regel["website"], soort=regel["soort"])
        yield regel.relatie(gemeente, "HEEFT_LOKAAL_TEAM", team)


def leerplichtbureau(regel: Regel) -> Fact:
    """The bureau of a row, without its gemeenten."""
    node_id = named_id(regel, "leerplichtbureau", regel["naam"])
    return regel.node(node_id, "Leerplichtbureau", regel["naam"], website=regel["website"])


def _leerplicht(regel: Regel, context: Context) -> Iterator[Fact]:
    bureau = leerplichtbureau(regel)
    yield bureau
    for gemeente, _ in regel.zoek("gemeente", ("Gemeente",), context):
        yield regel.relatie(gemeente, "LEERPLICHT_DOOR", bureau.sleutel[0])


def _organisatie(regel: Regel, context: Context) -> Iterator[Fact]:
    soort, naam = regel["soort"], regel["naam"]
    key = soort.casefold()
    special = (_GI, _VEILIG_THUIS, _GEMEENTE)
    if key not in special and (near := nearest(key, special, cutoff=85)):
        raise regel.fout("soort", f"“{soort}” lijkt op “{near}”", f"Schrijf precies “{near}”, of een andere soort")
    if key != _GI and (regel["maatregelen"] or regel["landelijk"] == "ja"):
        kolom = "maatregelen" if regel["maatregelen"] else "landelijk"
        raise regel.fout(kolom, f"dit geldt alleen voor een {_GI}", "Laat de cel leeg of verbeter de soort")
    if key in _TYPES and regel["voert_uit_voor"]:
        raise regel.fout("voert_uit_voor", f"dit geldt niet voor de soort {key}", "Gebruik de kolom werkgebied")
    if key == _GEMEENTE:
        if regel["werkgebied"]:
            raise regel.fout("werkgebied", "een gemeente werkt in zichzelf", "Laat de cel leeg")
        [(node_id, _)] = regel.zoek("naam", ("Gemeente",), context)
    else:
        node_type, prefix = _TYPES.get(key, ("Organisatie", "organisatie"))
        node_id = named_id(regel, prefix, naam)
        yield regel.node(
            node_id,
            node_type,
            naam,
            website=regel["website"],
            kvk=regel["kvk"],
            **({} if key in _TYPES else {"soort": soort}),
            **({"landelijk": True} if regel["landelijk"] == "ja" else {}),
            maatregelen=regel.lijst("maatregelen"),
        )
        yield from _relations(regel, context, node_id, "WERKT_IN", "werkgebied", WERKGEBIED)
    for regio, regio_soort in regel.zoek("voert_uit_voor", ("Jeugdregio",), context):
        yield from stated(regio, regio_soort)
        yield regel.relatie(regio, "UITGEVOERD_DOOR", node_id)


_WERKGEBIED_UITLEG = (
    "Gemeenten en jeugdregio's (code of naam; een naam die beide is, zoals Groningen, met het woord gemeente of "
    "jeugdregio ervoor)"
)

AANBIEDERS = Sjabloon(
    "aanbieders",
    "jeugdhulpaanbieders en contracten",
    "Eén regel per aanbieder en contract. Een contract loopt van geldig_van tot geldig_tot.",
    (
        Kolom(
            "naam", "Naam van de aanbieder", ("De Linde Jeugdhulp (voorbeeld)", "Praktijk De Wilg (voorbeeld)"), True
        ),
        Kolom("kvk", "KvK-nummer, acht cijfers; het wordt het id van de aanbieder", ("00000001", ""), lees=kvk),
        Kolom("website", "Website", ("www.delinde.example", ""), lees=website),
        Kolom("werkgebied", _WERKGEBIED_UITLEG, ("JZ11|JZ10", "Castricum"), lijst=True),
        Kolom(
            "gecontracteerd_door",
            "Jeugdregio's, gemeenten of gemeenschappelijke regelingen (regeling: en het ROO-nummer) die inkopen",
            ("JZ11", "gemeente Castricum"),
            lijst=True,
        ),
        Kolom(
            "perceel",
            "Perceel of vorm van hulp van dit contract",
            ("ambulante jeugdhulp|dagbehandeling", ""),
            lijst=True,
        ),
    ),
    _aanbieder,
)

LOKALE_TEAMS = Sjabloon(
    "lokale-teams",
    "lokale teams en toegang",
    "Eén regel per team: de toegang tot jeugdhulp in een gemeente. Regels zonder naam tellen niet mee.",
    (
        Kolom(
            "gemeente",
            "Gemeente of gemeenten (naam of code), met elk een eigen team",
            ("Hoorn", "GM0361"),
            True,
            lijst=True,
        ),
        Kolom("naam", "Naam van het team", ("Wijkteam Noord (voorbeeld)", "Jeugdteam Centrum (voorbeeld)")),
        Kolom("website", "Website", ("www.wijkteamnoord.example", ""), lees=website),
        Kolom("soort", "Soort, zoals wijkteam, jeugdteam of CJG", ("wijkteam", "jeugdteam")),
    ),
    _lokaal_team,
)

LEERPLICHT = Sjabloon(
    "leerplicht",
    "leerplichtbureaus",
    "Eén regel per bureau dat de Leerplichtwet uitvoert. Het college van elke gemeente blijft verantwoordelijk.",
    (
        Kolom(
            "gemeente",
            "Gemeente of gemeenten (naam of code) waarvoor het bureau werkt",
            ("Haarlem|Bloemendaal|Heemstede", "Texel"),
            True,
            lijst=True,
        ),
        Kolom(
            "naam",
            "Naam van het bureau",
            ("Bureau Leerplicht Duinstreek (voorbeeld)", "Leerplicht Texel (voorbeeld)"),
            True,
        ),
        Kolom("website", "Website", ("www.leerplichtduinstreek.example", ""), lees=website),
    ),
    _leerplicht,
)

ORGANISATIES = Sjabloon(
    "organisaties",
    "gecertificeerde instellingen, Veilig Thuis en uitvoerende organisaties",
    "Eén regel per organisatie. Bij de soort “gemeente” tellen alleen naam en voert_uit_voor; website en KvK-nummer "
    "van gemeenten komen uit het Register van Overheidsorganisaties.",
    (
        Kolom(
            "soort",
            f"{_GI}, {_VEILIG_THUIS}, {_GEMEENTE} of een eigen woord zoals inkooporganisatie",
            (_GI, "inkooporganisatie"),
            True,
        ),
        Kolom(
            "naam",
            "Naam van de organisatie",
            ("Jeugdbescherming Duinstreek (voorbeeld)", "Inkoop Jeugd Kust (voorbeeld)"),
            True,
        ),
        Kolom("kvk", "KvK-nummer, acht cijfers", ("00000002", ""), lees=kvk),
        Kolom("website", "Website", ("www.jbduinstreek.example", ""), lees=website),
        Kolom("werkgebied", _WERKGEBIED_UITLEG, ("JZ10|JZ11", "Alkmaar|Heiloo"), lijst=True),
        Kolom(
            "maatregelen",
            f"Maatregelen die een {_GI} uitvoert",
            ("ondertoezichtstelling|jeugdreclassering", ""),
            lijst=True,
        ),
        Kolom("landelijk", f"ja als een {_GI} in heel Nederland werkt", ("nee", ""), lees=keuze("ja", "nee")),
        Kolom(
            "voert_uit_voor", "Jeugdregio's (code of naam) waarvoor de organisatie uitvoert", ("", "JZ06"), lijst=True
        ),
    ),
    _organisatie,
)
