"""Regional agreements, written by hand as YAML: one agreement in a file, a list of them, or a folder of such files.

The dates of an agreement are those of everything it states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yaml.nodes import Node as YamlNode
from yaml.nodes import ScalarNode

from graph.facts import Fact, Node, Relation, Value
from importers import sjabloon
from importers.afspraken_lezer import Reader, Veld, compose
from importers.intervals import check_interval, check_intervals
from importers.sjabloon_onderwijs import UITVOERDERS
from importers.source import Context, Source
from importers.values import slug
from ontology.errors import SpeelveldError
from ontology.rules import load_law

VELDEN = (
    Veld("titel", "Naam van de afspraak; zij wordt het id", True),
    Veld("soort", "Soort, zoals convenant, regiovisie of samenwerkingsovereenkomst", True),
    Veld("geldigVan", "Eerste dag waarop zij geldt"),
    Veld("geldigTot", "Eerste dag waarop zij niet meer geldt"),
    Veld("partijen", "Lijst van partijen: `id` of `naam`, en eventueel `rol`; niet nodig bij de soort werkwijze"),
    Veld("gebied", "Lijst van gebieden waar zij geldt: id's, codes of namen; niet nodig bij de soort werkwijze"),
    Veld("onderwijs", "Soorten onderwijs waarvoor zij geldt (bo, sbo, so, vo, pro, vso); zonder dit veld voor alle"),
    Veld("doel", "Wat de partijen willen bereiken"),
    Veld("bron", "Webadres of omschrijving van de tekst; verplicht als `grondslag` ontbreekt"),
    Veld("grondslag", "Wet of besluit waarop zij rust"),
    Veld("regels", "Nummers van de regels van Speelveld die zij invult, zoals C07"),
    Veld("functies", "Lijst van functies op school; zie hieronder"),
    Veld("overdracht", "Stappen van de overdracht, in volgorde; {lokaalTeam} noemt de organisatie achter die sleutel"),
    Veld("escalatie", "Stappen als meer nodig is, in volgorde; ook hier mogen sleutels tussen accolades"),
    Veld("zekerheid", "gevonden, waarschijnlijk of onbekend"),
    Veld("opmerking", "Opmerking voor wie dit leest; geen namen van personen"),
)
FUNCTIEVELDEN = (
    Veld("naam", "Naam van de functie", True),
    Veld("soort", "Soort van de functie"),
    Veld("sleutel", "Sleutel die naar de organisatie leidt, zoals woongemeente, ggdSchool of swvSchoolVo"),
    Veld("uitgevoerdDoor", "Wie haar levert, als dat voor elke leerling dezelfde is; dan geen sleutel"),
    Veld("bevoegdheid", "Wat zij mag, zoals verwijzen"),
    Veld("vestigingen", "Scholen waar zij is: codes, of exacte namen van scholen in het gebied"),
    Veld(
        "onderwijs", "Soorten onderwijs (bo, sbo, so, vo, pro, vso): zij is op elke school van die soort in het gebied"
    ),
    Veld("zekerheid", "gevonden, waarschijnlijk of onbekend"),
    Veld("opmerking", "Opmerking voor wie dit leest; geen namen van personen"),
)
WERKWIJZE = "werkwijze"
ONDERWIJS = ("bo", "sbo", "so", "vo", "pro", "vso")
ZONDER_DATA = "De tekst noemt geen begin en geen einde; of de afspraak nog geldt, is niet bekend."
PARTIJEN = (
    "Gemeente",
    "Samenwerkingsverband",
    "Bestuur",
    "Ggd",
    "Regeling",
    "Organisatie",
    "Aanbieder",
    "GecertificeerdeInstelling",
    "School",
    "Vestiging",
)
GEBIEDEN = (
    "Gemeente",
    "Samenwerkingsverband",
    "Jeugdregio",
    "Doorstroompuntregio",
    "Ggd",
    "Provincie",
    "Regio",
    "Vestiging",
)


class _Afspraak:
    """One agreement: its fields, its dates, and the facts they state."""

    def __init__(self, reader: Reader, node: YamlNode) -> None:
        self.reader = reader
        self.fields = reader.mapping(node, VELDEN, "een afspraak")
        if "bron" not in self.fields and "grondslag" not in self.fields:
            raise reader.fout(node, "bron", "de bron ontbreekt", "Geef een webadres of de titel van de tekst")
        self.titel = reader.tekst(self.fields["titel"], "titel")
        self.code = slug(self.titel)
        if not self.code:
            raise reader.fout(self.fields["titel"], "titel", "de titel heeft geen letters of cijfers")
        self.van, self.tot = reader.datum(self.fields, "geldigVan"), reader.datum(self.fields, "geldigTot")
        check_interval(self.van, self.tot, reader.waar(self.fields.get("geldigTot", node), "geldigTot"))
        self.herkomst: dict[str, Value] = {"herkomst": self._text("bron") or self._text("grondslag")}
        self.opmerking = self._text("opmerking")
        if self.van is None and self.tot is None:
            self.herkomst["zekerheid"] = "onbekend"
            self.opmerking = f"{ZONDER_DATA} {self.opmerking}".strip()
        self.herkomst |= reader.zekerheid(self.fields)
        if self._text("soort").casefold() != WERKWIJZE:
            for veld in ("partijen", "gebied"):
                if veld not in self.fields:
                    herstel = f"Vul het in; alleen een afspraak van de soort “{WERKWIJZE}” heeft het niet"
                    raise reader.fout(node, veld, "het veld ontbreekt", herstel)
        self.gebieden: list[str] = []

    def _text(self, veld: str) -> str:
        return self.reader.tekst(self.fields[veld], veld) if veld in self.fields else ""

    def _relation(self, van: str, soort: str, naar: str, **eigenschappen: Value) -> Relation:
        filled = {name: value for name, value in eigenschappen.items() if value}
        return Relation(van, soort, naar, self.van, self.tot, self.herkomst | filled)

    def _node(self, node_id: str, node_type: str, naam: str, /, **eigenschappen: Value) -> Node:
        filled = {name: value for name, value in eigenschappen.items() if value}
        return Node(node_id, node_type, naam, self.van, self.tot, self.herkomst | filled)

    def facts(self) -> Iterator[tuple[Fact, YamlNode]]:
        """Each fact with its place."""
        afspraak = f"afspraak:{self.code}"
        bron = self._text("bron")
        node = self._node(
            afspraak,
            "Afspraak",
            self.titel,
            soort=self._text("soort"),
            doel=self._text("doel"),
            grondslag=self._text("grondslag"),
            website=bron if re.fullmatch(r"https?://[^\s\"<>@]+\.[^\s\"<>@]+", bron) else "",
            opmerking=self.opmerking,
            onderwijssoort=self.reader.keuzes(self.fields, "onderwijs", ONDERWIJS),
            regels=self.reader.keuzes(self.fields, "regels", [rule.id for rule in load_law().rules]),
            overdracht=self.reader.stappen(self.fields, "overdracht"),
            escalatie=self.reader.stappen(self.fields, "escalatie"),
        )
        yield node, self.fields["titel"]
        if "partijen" in self.fields:
            yield from self._partijen(afspraak)
        if "gebied" in self.fields:
            for gebied, soort, place in self.reader.zoek_alle(self.fields["gebied"], "gebied", GEBIEDEN):
                self.gebieden.append(gebied)
                yield from ((stated, place) for stated in sjabloon.stated(gebied, soort))
                yield self._relation(afspraak, "GELDT_IN", gebied), place
        if "functies" in self.fields:
            seen: set[str] = set()
            for part in self.reader.lijst(self.fields["functies"], "functies"):
                yield from self._functie(afspraak, part, seen)

    def _partijen(self, afspraak: str) -> Iterator[tuple[Fact, YamlNode]]:
        velden = (Veld("id", "id van de partij"), Veld("naam", "naam van de partij"), Veld("rol", "rol in de afspraak"))
        seen: set[str] = set()
        for part in self.reader.lijst(self.fields["partijen"], "partijen"):
            if isinstance(part, ScalarNode):
                fields: dict[str, YamlNode] = {"naam": part}
            else:
                fields = self.reader.mapping(part, velden, "een partij")
            if ("id" in fields) == ("naam" in fields):
                raise self.reader.fout(part, "partijen", "een partij heeft een id of een naam", "Geef een van beide")
            veld = "id" if "id" in fields else "naam"
            partij, soort = self.reader.zoek(fields[veld], veld, PARTIJEN)
            if partij in seen:
                raise self.reader.fout(part, "partijen", f"{partij} staat er twee keer", "Houd er één over")
            seen.add(partij)
            rol = self.reader.tekst(fields["rol"], "rol") if "rol" in fields else ""
            yield from ((stated, part) for stated in sjabloon.stated(partij, soort))
            yield self._relation(partij, "PARTIJ_BIJ", afspraak, rol=rol), part

    def _functie(self, afspraak: str, part: YamlNode, seen: set[str]) -> Iterator[tuple[Fact, YamlNode]]:
        """A function that the agreement creates; its `grondslag` is the id of the agreement."""
        fields = self.reader.mapping(part, FUNCTIEVELDEN, "een functie")
        naam = self.reader.tekst(fields["naam"], "naam")
        if "sleutel" in fields and "uitgevoerdDoor" in fields:
            raise self.reader.fout(
                part, "sleutel", "een functie heeft een sleutel of uitgevoerdDoor", "Kies een van beide"
            )
        functie = f"functie:{self.code}-{slug(naam)}"
        if not slug(naam) or functie in seen:
            raise self.reader.fout(fields["naam"], "naam", f"de functie “{naam}” staat er al, of heeft geen letters")
        seen.add(functie)
        eigenschappen: dict[str, Value] = {
            veld: self.reader.tekst(fields[veld], veld) for veld in ("soort", "opmerking") if veld in fields
        }
        if "sleutel" in fields:
            eigenschappen["sleutel"] = self.reader.sleutel(fields["sleutel"], "sleutel")
        if "bevoegdheid" in fields:
            parts = self.reader.lijst(fields["bevoegdheid"], "bevoegdheid")
            eigenschappen["bevoegdheid"] = tuple(self.reader.tekst(item, "bevoegdheid") for item in parts)
        eigenschappen["onderwijssoort"] = self.reader.keuzes(fields, "onderwijs", ONDERWIJS)
        eigenschappen |= self.reader.zekerheid(fields)
        yield self._node(functie, "Functie", naam, grondslag=afspraak, **eigenschappen), part
        yield self._relation(functie, "IN_AFSPRAAK", afspraak), part
        if "vestigingen" in fields:
            for vestiging, place in self.reader.vestigingen(fields["vestigingen"], self.gebieden):
                yield Node(vestiging, "Vestiging"), place
                yield self._relation(functie, "FUNCTIE_BIJ", vestiging), place
        if "uitgevoerdDoor" in fields:
            for naar, naar_soort, place in self.reader.zoek_alle(
                fields["uitgevoerdDoor"], "uitgevoerdDoor", UITVOERDERS
            ):
                yield from ((stated, place) for stated in sjabloon.stated(naar, naar_soort))
                yield self._relation(functie, "UITGEVOERD_DOOR", naar), place


def bestanden(path: Path) -> tuple[Path, ...]:
    """The file itself, or the YAML files of a folder in the order of their names; SpeelveldError when it has none."""
    if not path.is_dir():
        return (path,)
    files = tuple(sorted(path.glob("*.yaml")))
    if not files:
        raise SpeelveldError("deze map bevat geen afspraken", waar=path.name, herstel="Zet er bestanden op .yaml in")
    return files


def _stated(path: Path, context: Context) -> Iterator[tuple[Fact, str]]:
    """Each fact of the agreements in a file, or in the YAML files of a folder, with its place."""
    for file in bestanden(path):
        reader = Reader(file.name, context)
        for node in reader.lijst(compose(file), "afspraken"):
            for fact, place in _Afspraak(reader, node).facts():
                yield fact, reader.waar(place)


def read(path: Path, context: Context) -> Iterator[Fact]:
    """All facts of the agreements in a file or folder; each node once."""
    found: list[Fact] = []
    places: dict[int, str] = {}
    minimal: set[str] = set()
    for fact, place in _stated(path, context):
        if isinstance(fact, Node) and fact.naam is None:
            if fact.id in minimal:
                continue
            minimal.add(fact.id)
        found.append(fact)
        places[id(fact)] = place
    check_intervals(found, lambda fact: places[id(fact)])
    yield from found


SOURCE = Source(
    id="afspraken",
    naam="Regionale afspraken",
    uitgever="Speelveld, verzameld uit openbare bronnen",
    licentie="CC0 1.0",
    url="https://speelveld.nl/",
    rang=70,
    read=read,
    gedateerd=True,
    bestanden=bestanden,
    toelichting="Met de hand overgenomen uit openbare teksten; bij elke afspraak staat de bron",
)
# Agreements of a region itself stand beside those that ship with the program, and never replace them.
SOURCE_EIGEN = replace(
    SOURCE,
    id="sjabloon-afspraak",
    naam="Sjabloon afspraken",
    uitgever=sjabloon.UITGEVER,
    licentie="Zoals opgegeven door de regio",
    toelichting="",
)
