"""What the registers of school sites have in common: from one vestiging to its nodes and relations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.facts import Fact, Node, Relation, Value
from importers.landelijk_swv import landelijk_swv
from importers.source import Context
from importers.table import Row
from importers.values import bevoegd_gezag, plaatsnaam, postcode, vestigingscode, website

# The columns that the address files of DUO share. Telephone numbers and the postal address are not read.
KOP_ADRES = (
    "PROVINCIE",
    "BEVOEGD GEZAG NUMMER",
    "INSTELLINGSCODE",
    "VESTIGINGSCODE",
    "VESTIGINGSNAAM",
    "STRAATNAAM",
    "HUISNUMMER-TOEVOEGING",
    "POSTCODE",
    "PLAATSNAAM",
    "GEMEENTENUMMER",
    "GEMEENTENAAM",
    "DENOMINATIE",
    "INTERNETADRES",
)


@dataclass(frozen=True, slots=True)
class Vestiging:
    """One site as a register gives it; empty means that the register does not say. gemeente: its id."""

    code: str
    gemeente: str
    soorten: tuple[str, ...]
    naam: str = ""
    bestuur: str = ""
    pc4: str = ""
    denominatie: str = ""
    eigenschappen: Mapping[str, Value] = field(default_factory=dict)


def eigenschappen(**waarden: Value | None) -> dict[str, Value]:
    """Properties without the empty ones."""
    return {naam: waarde for naam, waarde in waarden.items() if waarde is not None and waarde not in ("", ())}


def unieke_code(row: Row, gezien: set[str]) -> str:
    """The vestigingscode of a row; refused when it was there before or does not belong to the school of the row."""
    code = row.lees("VESTIGINGSCODE", vestigingscode)
    if code in gezien:
        raise row.fout(
            "VESTIGINGSCODE", f"vestiging {code} komt twee keer voor", "Download het bestand opnieuw bij de uitgever"
        )
    gezien.add(code)
    if "INSTELLINGSCODE" in row and row["INSTELLINGSCODE"] != code[:4]:
        raise row.fout(
            "INSTELLINGSCODE",
            f"vestiging {code} hoort niet bij instelling “{row['INSTELLINGSCODE']}”",
            "Een vestigingscode begint met de code van de instelling",
        )
    return code


def gemeente_id(row: Row, kolom: str, context: Context) -> str:
    """The id of the gemeente whose code or name is in a column."""
    return row.lees(kolom, lambda text: context.gemeenten.id(text, context.peildatum))


def uit_adresbestand(
    row: Row, code: str, context: Context, soorten: tuple[str, ...], **meer: Value | None
) -> Vestiging:
    """A row of one of DUO's address files (KOP_ADRES) as a Vestiging; `meer` are further properties."""
    pc4, heel = row.lees("POSTCODE", postcode)
    return Vestiging(
        code=code,
        gemeente=gemeente_id(row, "GEMEENTENUMMER", context),
        soorten=soorten,
        naam=row["VESTIGINGSNAAM"],
        bestuur=row.lees("BEVOEGD GEZAG NUMMER", bevoegd_gezag),
        pc4=pc4,
        denominatie=row["DENOMINATIE"],
        eigenschappen=eigenschappen(
            straat=row["STRAATNAAM"],
            huisnummer=row["HUISNUMMER-TOEVOEGING"],
            postcode=heel,
            plaats=plaatsnaam(row["PLAATSNAAM"]),
            website=website(row["INTERNETADRES"]),
            **meer,
        ),
    )


def vestiging_facts(vestigingen: Iterable[Vestiging]) -> Iterator[Fact]:
    """All facts of the vestigingen, each node once. A school has the name of its main site, the one with number 00."""
    sites = list(vestigingen)
    namen = {site.code[:4]: site.naam for site in sites if site.code.endswith("00")}
    stated: set[str] = set()
    for site in sites:
        for fact in _facts(site, namen.get(site.code[:4], "")):
            if isinstance(fact, Relation):
                yield fact
            elif fact.id not in stated:
                stated.add(fact.id)
                yield fact


def _facts(site: Vestiging, schoolnaam: str) -> Iterator[Fact]:
    vestiging, school = f"vestiging:{site.code}", f"school:{site.code[:4]}"
    soort = eigenschappen(onderwijssoort=site.soorten, denominatie=site.denominatie)
    yield Node(vestiging, "Vestiging", site.naam or None, eigenschappen=soort | dict(site.eigenschappen))
    yield Node(school, "School", schoolnaam or None)
    yield Relation(vestiging, "VESTIGING_VAN", school)
    yield Relation(vestiging, "IN_GEMEENTE", site.gemeente)
    if site.pc4:
        yield Node(f"pc4:{site.pc4}", "Postcodegebied")
        yield Relation(vestiging, "IN_PC4", f"pc4:{site.pc4}")
    if site.bestuur:
        yield Node(f"bestuur:{site.bestuur}", "Bestuur")
        yield Relation(vestiging, "HEEFT_BESTUUR", f"bestuur:{site.bestuur}")
    yield from landelijk_swv(vestiging, site.denominatie, site.soorten)
