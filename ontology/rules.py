"""The law as data: rules (taken/*.yaml) and territorial keys (sleutels.yaml), validated on load.

A rule names a task, who has it through which key, under which conditions, on which legal basis and since when.
Two rules may have one id when their periods follow each other. Mistakes are refused with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from ontology.schema import FOLDER, Schema, load_schema
from ontology.yaml_blocks import Block, read_block, shown

RULES_FOLDER = FOLDER / "taken"
KEYS_FILE = FOLDER / "sleutels.yaml"
LAWS_FILE = FOLDER / "wetten.yaml"
CERTAINTY = ("hoog", "middel", "laag")

_SCHOOLS = frozenset({"po", "sbo", "so", "vo", "pro", "vso", "cluster1", "cluster2"})
_KINDS = _SCHOOLS | {"mbo", "particulier", "buitenland", "geen"}
_STAYS = frozenset(
    {
        "geen",
        "co-ouder",
        "pleegzorg",
        "gezinshuis",
        "instelling",
        "gesloten",
        "jji",
        "azc",
        "ziekenhuis",
        "anders",
    }
)
_EXEMPTIONS = frozenset({"geen", "5-onder-a", "5-onder-b", "5-onder-c", "trekkend", "15", "vervangend"})
_YES_NO = frozenset({"ja", "nee"})
_TRUE_FALSE = frozenset({True, False})

# The facts of a pupil that conditions may use: those with values, and those that are numbers.
# queries/wie/leerling.py derives them from a question; a test keeps the values the same.
VALUES: Mapping[str, frozenset[str] | frozenset[bool]] = {
    "inschrijving": _KINDS,
    "aanmelding": _KINDS,
    "verblijf": _STAYS,
    "land": frozenset({"NL", "buitenland"}),
    "landelijkSwv": _YES_NO,
    "landelijkSwvAanmelding": _YES_NO,
    "leerplichtig": _TRUE_FALSE,
    "kwalificatieplichtig": _TRUE_FALSE,
    "startkwalificatie": _TRUE_FALSE,
    "verlengdeJeugdhulp": _TRUE_FALSE,
    "wlz": _TRUE_FALSE,
    "maatregel": frozenset({"ots", "voogdij", "jeugdreclassering"}),
    "vrijstelling": _EXEMPTIONS,
    "tlv": frozenset({"geen", "sbo", "so", "vso", "pro"}),
    "vorigeSchool": _SCHOOLS | {"geen"},
}
NUMBERS = ("leeftijd", "leeftijdEindeSchooljaar")
# Where a key may start, and the type of node that stands there.
STARTS: Mapping[str, str] = {
    "woongemeente": "Gemeente",
    "woonpc4": "Postcodegebied",
    "verblijfgemeente": "Gemeente",
    "verblijfpc4": "Postcodegebied",
    "gemeenteVoorVerblijf": "Gemeente",
    "vestiging": "Vestiging",
    "aanmeldVestiging": "Vestiging",
    "vorigeVestiging": "Vestiging",
    "tlvSwv": "Samenwerkingsverband",
    "landelijkSwv": "Samenwerkingsverband",
    "landelijkSwvAanmelding": "Samenwerkingsverband",
}
# The fields of the question that a key may ask for.
FIELDS = (
    "woonplaats.postcode",
    "woonplaats.gemeente",
    "verblijf.postcode",
    "verblijf.gemeente",
    "verblijf.gemeenteVoorVerblijf",
    "onderwijs.inschrijving",
    "onderwijs.vestiging",
    "onderwijs.aanmelding",
    "onderwijs.aanmeldVestiging",
    "onderwijs.vorigeVestiging",
    "onderwijs.tlv.afgegevenDoor",
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact of the pupil: one of `waarden`, or a number between `van` and `tot` (both included).

    als_onbekend: what counts when the fact is not known: None leaves it open.
    """

    feit: str
    waarden: frozenset[str | bool] | None = None
    van: int | None = None
    tot: int | None = None
    als_onbekend: bool | None = None


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these groups of conditions holds."""

    groepen: tuple[tuple[Conditions, ...], ...]


Conditions = Condition | AnyOf


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of a path; back: walked from end to start; soort: only ends of this type count."""

    relatie: str
    back: bool = False
    soort: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One way to walk a key: from a start along relation types; `nodig` is the field that would narrow it.

    vraag: the field to ask for when this is the way to go but the start is not known. onzeker: why the end is not
    certain, when the law looks first at something that no question or register tells.
    """

    start: str
    pad: tuple[Step, ...]
    nodig: str
    vraag: str
    onzeker: str
    als: tuple[Conditions, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A territorial key; `vraag` is the field of the question to ask for when no start is known.

    Before `geldig_van` the law looked elsewhere; `daarvoor` says where.
    """

    naam: str
    titel: str
    vraag: str
    vanuit: tuple[Route, ...]
    geldig_van: date | None
    daarvoor: str


@dataclass(frozen=True, slots=True)
class Designation:
    """Who a rule points at: a key, under conditions, in a role of its own if it has one.

    alle: everyone to whom the key leads, because the law names them all. als_leeg: what to tell when nobody is known.
    """

    sleutel: str
    als: tuple[Conditions, ...]
    rol: str
    alle: bool
    als_leeg: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """For which pupils a rule is less certain than otherwise, and why."""

    als: tuple[Conditions, ...]
    zekerheid: str
    reden: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """An article of a law, in force in `[geldig_van, geldig_tot)`, for pupils to whom the conditions apply.

    bwb, url: None for what has no number in the Basiswettenbestand. artikel: “-” for what has no articles.
    """

    wet: str
    bwb: str | None
    artikel: str
    lid: str | None
    url: str | None
    geldig_van: date | None
    geldig_tot: date | None
    als: tuple[Conditions, ...]


def legal_basis(
    laws: Mapping[str, str | None],
    wet: str,
    artikel: str,
    lid: str | None,
    geldig_van: date | None = None,
    geldig_tot: date | None = None,
    als: tuple[Conditions, ...] = (),
) -> LegalBasis:
    """An article with its address on wetten.overheid.nl. laws: as `read_laws` gives them."""
    bwb = laws[wet]
    url = f"https://wetten.overheid.nl/jci1.3:c:{bwb}&artikel={artikel}" + (f"&lid={lid}" if lid else "")
    return LegalBasis(wet, bwb, artikel, lid, url if bwb else None, geldig_van, geldig_tot, als)


@dataclass(frozen=True, slots=True)
class Rule:
    """A task of the law, valid in `[geldig_van, geldig_tot)`.

    naar_afspraak: the law leaves it to the parties; an agreement that names this rule says who.
    buiten_register: who has the task, in words, when no register that can be loaded names them.
    op_verzoek: only answered when asked for by name. wetsvoorstel: a bill that is not law: never applied.
    """

    id: str
    taak: str
    thema: str
    titel: str
    vraag: str
    rol: str
    organisatie: str
    voorwaarden: tuple[Conditions, ...]
    wijst_aan: tuple[Designation, ...]
    betrokken: tuple[Designation, ...]
    naar_afspraak: bool
    buiten_register: str
    op_verzoek: bool
    wetsvoorstel: str
    niet_omdat: str
    grondslag: tuple[LegalBasis, ...]
    geldig_van: date
    geldig_tot: date | None
    zekerheid: str
    zekerheid_reden: str
    minder_zeker: tuple[Doubt, ...]
    toelichting: str

    def geldt(self, op: date) -> bool:
        """Whether the rule is law on a day."""
        return not self.wetsvoorstel and self.geldig_van <= op and (self.geldig_tot is None or op < self.geldig_tot)


@dataclass(frozen=True, slots=True)
class Law:
    """All rules, in the order of their ids, and all keys. bijgewerkt: the day of the last change to a rule."""

    rules: tuple[Rule, ...]
    keys: Mapping[str, Key]
    bijgewerkt: date

    def op(self, peildatum: date) -> tuple[Rule, ...]:
        """The rules in force on a day."""
        return tuple(rule for rule in self.rules if rule.geldt(peildatum))


class _Reader:
    """Turns the blocks of a file into rules and keys, and refuses what it does not know."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    # -- conditions

    def conditions(self, entry: Block, name: str) -> tuple[Conditions, ...]:
        """The conditions in a list of a block; none when the field is not there."""
        return tuple(self.condition(item) for item in entry.blocks(name))

    def condition(self, entry: Block) -> Conditions:
        if "of" in entry:
            entry.check(["of"])
            return AnyOf(tuple(self.group(entry, group) for group in entry.values_of("of")))
        entry.check(["feit"], ["in", "van", "tot", "alsOnbekend"])
        feit = entry.one_of("feit", [*VALUES, *NUMBERS])
        if_unknown = entry.flag("alsOnbekend") if "alsOnbekend" in entry else None
        if feit in NUMBERS:
            van, tot = self.bounds(entry, feit)
            return Condition(feit, van=van, tot=tot, als_onbekend=if_unknown)
        return Condition(feit, self.values(entry, feit), als_onbekend=if_unknown)

    def group(self, entry: Block, group: object) -> tuple[Conditions, ...]:
        if not isinstance(group, list) or not group:
            raise entry.error("een groep van “of” is een lijst van voorwaarden", "Schrijf of: [[{...}], [{...}]]")
        return tuple(self.condition(entry.block(item)) for item in group)

    def values(self, entry: Block, feit: str) -> frozenset[str | bool]:
        """The values of `in`; each must be one that the fact can have."""
        found = entry.values_of("in")
        if not found or "van" in entry or "tot" in entry:
            raise entry.error(f"bij {feit} hoort “in” met een lijst van waarden, en geen “van” of “tot”")
        for item in found:
            if not isinstance(item, str | bool) or item not in VALUES[feit]:
                allowed = ", ".join(sorted(map(shown, VALUES[feit])))
                raise entry.error(f"“{shown(item)}” is geen waarde van {feit}", f"Kies uit: {allowed}")
        return frozenset(found)

    def bounds(self, entry: Block, feit: str) -> tuple[int | None, int | None]:
        """The bounds of a number, both included."""
        van, tot = entry.number("van"), entry.number("tot")
        if "in" in entry or (van is None and tot is None):
            raise entry.error(f"bij {feit} hoort “van” en/of “tot”, en geen “in”")
        if van is not None and tot is not None and van > tot:
            raise entry.error(f"geen getal ligt van {van} tot en met {tot}")
        return van, tot

    # -- keys

    def keys(self, content: Block) -> dict[str, Key]:
        found = {}
        for naam in content:
            entry = content.block(content[naam])
            entry.check(["titel", "vraag", "vanuit"], ["geldigVan", "daarvoor"])
            if ("geldigVan" in entry) != ("daarvoor" in entry):
                raise entry.error("geldigVan en daarvoor horen bij elkaar", "Zeg waar de wet voor die dag naar keek")
            found[naam] = Key(
                naam,
                entry.text("titel"),
                entry.one_of("vraag", FIELDS),
                tuple(self.route(item) for item in entry.blocks("vanuit")),
                entry.day("geldigVan") if "geldigVan" in entry else None,
                entry.text("daarvoor"),
            )
        return found

    def route(self, entry: Block) -> Route:
        entry.check(["start"], ["pad", "nodig", "vraag", "onzeker", "als"])
        start = entry.one_of("start", STARTS)
        here = frozenset({STARTS[start]})
        steps = []
        for text in entry.values_of("pad"):
            step, here = self.step(entry, str(text), here)
            steps.append(step)
        needed, asked = (entry.one_of(name, FIELDS) if name in entry else "" for name in ("nodig", "vraag"))
        return Route(start, tuple(steps), needed, asked, entry.text("onzeker"), self.conditions(entry, "als"))

    def step(self, entry: Block, text: str, here: frozenset[str]) -> tuple[Step, frozenset[str]]:
        """`IN_GEMEENTE`, backwards `^IN_GEMEENTE`, or to one type `^WERKT_IN VeiligThuis`; and the types of its end."""
        name, _, soort = text.partition(" ")
        back = name.startswith("^")
        relation = self._schema.relations.get(name.removeprefix("^"))
        if relation is None:
            raise entry.error(f"pad is “{name}”", f"Kies uit: {', '.join(sorted(self._schema.relations))}")
        begins, ends = (relation.naar, relation.van) if back else (relation.van, relation.naar)
        if begins.isdisjoint(here):
            raise entry.error(
                f"van {' of '.join(sorted(here))} gaat geen {name}", "Zie de relaties in docs/ontologie.md"
            )
        if soort and soort not in ends:
            raise entry.error(f"{name} leidt niet naar “{soort}”", f"Kies uit: {', '.join(sorted(ends))}")
        return Step(relation.naam, back, soort), frozenset({soort}) if soort else ends

    # -- rules

    def rule(self, entry: Block, thema: str, keys: Mapping[str, Key], laws: Mapping[str, str | None]) -> Rule:
        entry.check(_REQUIRED, _OPTIONAL)
        _, geldig_tot = self.period(entry)
        rule = Rule(
            id=entry.text("id"),
            taak=entry.text("taak"),
            thema=thema,
            titel=entry.text("titel"),
            vraag=entry.text("vraag"),
            rol=entry.text("rol"),
            organisatie=entry.one_of("organisatie", self._schema.nodes),
            voorwaarden=self.conditions(entry, "voorwaarden"),
            wijst_aan=tuple(self.designation(item, keys) for item in entry.blocks("wijstAan")),
            betrokken=tuple(self.designation(item, keys) for item in entry.blocks("betrokken")),
            naar_afspraak=entry.flag("naarAfspraak"),
            buiten_register=entry.text("buitenRegister"),
            op_verzoek=entry.flag("opVerzoek"),
            wetsvoorstel=entry.text("wetsvoorstel"),
            niet_omdat=entry.text("nietOmdat"),
            grondslag=tuple(self.legal_basis(item, laws) for item in entry.blocks("grondslag")),
            geldig_van=entry.day("geldigVan"),
            geldig_tot=geldig_tot,
            zekerheid=entry.one_of("zekerheid", CERTAINTY),
            zekerheid_reden=entry.text("zekerheidReden"),
            minder_zeker=tuple(self.doubt(item, entry["zekerheid"]) for item in entry.blocks("minderZeker")),
            toelichting=entry.text("toelichting"),
        )
        self.coherent(entry, rule)
        return rule

    @staticmethod
    def coherent(entry: Block, rule: Rule) -> None:
        """What the fields of a rule say together."""
        if not rule.wijst_aan and not rule.buiten_register:
            raise entry.error(
                "deze regel wijst niemand aan", "Vul wijstAan in, of zeg in buitenRegister wie het dan is"
            )
        if rule.wetsvoorstel and rule.zekerheid != "laag":
            raise entry.error("een wetsvoorstel is geen wet", "Zet zekerheid op laag, met zekerheidReden")
        if rule.zekerheid != "hoog" and not rule.zekerheid_reden:
            raise entry.error("zekerheidReden ontbreekt", "Zeg waarom de zekerheid niet hoog is")

    def doubt(self, entry: Block, otherwise: str) -> Doubt:
        """otherwise: the certainty of the rule for other pupils."""
        entry.check(["als", "zekerheid", "reden"])
        level = entry.one_of("zekerheid", CERTAINTY)
        if CERTAINTY.index(level) <= CERTAINTY.index(otherwise):
            raise entry.error(f"zekerheid {level} is niet minder zeker dan die van de regel ({otherwise})")
        return Doubt(self.conditions(entry, "als"), level, entry.text("reden"))

    def designation(self, entry: Block, keys: Mapping[str, Key]) -> Designation:
        entry.check(["sleutel"], ["als", "rol", "alle", "alsLeeg"])
        return Designation(
            entry.one_of("sleutel", keys),
            self.conditions(entry, "als"),
            entry.text("rol"),
            entry.flag("alle"),
            entry.text("alsLeeg"),
        )

    def legal_basis(self, entry: Block, laws: Mapping[str, str | None]) -> LegalBasis:
        entry.check(["wet", "artikel"], ["lid", "geldigVan", "geldigTot", "als"])
        wet, artikel, lid = entry.one_of("wet", laws), entry.text("artikel"), entry.text("lid") or None
        return legal_basis(laws, wet, artikel, lid, *self.period(entry), self.conditions(entry, "als"))

    @staticmethod
    def period(entry: Block) -> tuple[date | None, date | None]:
        """geldigVan and geldigTot; the end comes after the begin."""
        van, tot = (entry.day(name) if name in entry else None for name in ("geldigVan", "geldigTot"))
        if van and tot and tot <= van:
            raise entry.error(f"geldigTot {tot} ligt niet na geldigVan {van}")
        return van, tot


_REQUIRED = (
    "id",
    "taak",
    "titel",
    "vraag",
    "rol",
    "organisatie",
    "voorwaarden",
    "wijstAan",
    "grondslag",
    "geldigVan",
    "zekerheid",
)
_OPTIONAL = (
    "betrokken",
    "naarAfspraak",
    "buitenRegister",
    "opVerzoek",
    "wetsvoorstel",
    "geldigTot",
    "zekerheidReden",
    "minderZeker",
    "toelichting",
    "nietOmdat",
)


def read_law(rules: Path = RULES_FOLDER, keys_file: Path = KEYS_FILE, laws_file: Path = LAWS_FILE) -> Law:
    """Read and validate keys, laws and rules; SpeelveldError names file and line."""
    reader = _Reader(load_schema())
    keys = reader.keys(read_block(keys_file))
    laws = read_laws(laws_file)
    found: list[tuple[Rule, Block]] = []
    changed = date.min
    for path in sorted(rules.glob("*.yaml")):
        content = read_block(path)
        content.check(["thema", "bijgewerkt", "regels"])
        changed = max(changed, content.day("bijgewerkt"))
        thema = content.text("thema")
        found.extend((reader.rule(item, thema, keys, laws), item) for item in content.blocks("regels"))
    found.sort(key=lambda item: (item[0].id, item[0].geldig_van))
    _refuse_overlap([(rule, entry) for rule, entry in found if not rule.wetsvoorstel])
    return Law(tuple(rule for rule, _ in found), keys, changed)


def _refuse_overlap(found: list[tuple[Rule, Block]]) -> None:
    """Two versions of a rule that hold on one day. found: in the order of id and first day."""
    for (earlier, _), (later, entry) in pairwise(found):
        if earlier.id == later.id and (earlier.geldig_tot is None or later.geldig_van < earlier.geldig_tot):
            raise entry.error(
                f"regel {later.id} geldt twee keer op {later.geldig_van}",
                "Laat de eerste versie eindigen op de dag waarop de tweede begint",
            )


def read_laws(path: Path = LAWS_FILE) -> dict[str, str | None]:
    """The names of laws with their number in the Basiswettenbestand; None for what has none."""
    content = read_block(path)
    for wet, number in content.items():
        if not isinstance(number, str) or not re.fullmatch(r"(BWB[RV][0-9]{7})?", number):
            raise content.error(f"“{shown(number)}” is geen nummer van {wet}", 'Schrijf het als BWBR0002628, of ""')
    return {wet: number or None for wet, number in content.items()}


@cache
def load_law() -> Law:
    """The law that ships with the program; read once per process."""
    return read_law()
