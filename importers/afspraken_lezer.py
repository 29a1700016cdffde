"""Reads the YAML of agreements with its line numbers, so that a mistake names its line and the nearest valid name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from graph.facts import Value
from graph.gebied import areas_of_vestiging
from importers import sjabloon
from importers.source import Context
from importers.table import read_text
from importers.verwijzing import find, hint
from ontology.errors import SpeelveldError
from ontology.rules import load_law

MAX_BYTES = 1024 * 1024
MAX_DIEPTE = 10
_SLEUTEL = re.compile(r"\{([^{}]*)\}")


class Veld(NamedTuple):
    """A field of an agreement, with its meaning for users."""

    naam: str
    uitleg: str
    verplicht: bool = False


class Reader:
    """Values out of YAML nodes; every refusal names file, line and field."""

    def __init__(self, bestand: str, context: Context) -> None:
        self.bestand, self.context = bestand, context

    def waar(self, node: YamlNode, veld: str = "") -> str:
        """The place of a node, for a message."""
        place = f"{self.bestand}, regel {node.start_mark.line + 1}"
        return f"{place}, veld {veld}" if veld else place

    def fout(self, node: YamlNode, veld: str, wat: str, herstel: str = "") -> SpeelveldError:
        """An error at a node and field."""
        return SpeelveldError(wat, waar=self.waar(node, veld), herstel=herstel)

    def mapping(self, node: YamlNode, velden: tuple[Veld, ...], wat: str) -> dict[str, YamlNode]:
        """The fields of a mapping; an unknown, double or missing one is refused."""
        if not isinstance(node, MappingNode):
            names = ", ".join(veld.naam for veld in velden)
            raise self.fout(node, "", f"{wat} heeft geen velden", f"Schrijf regels als “naam: waarde”, met {names}")
        known = [veld.naam for veld in velden]
        found: dict[str, YamlNode] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if name not in known:
                raise self.fout(
                    key, "", f"{wat} kent geen veld “{name}”", hint(name, known, f"De velden zijn: {', '.join(known)}")
                )
            if name in found:
                raise self.fout(key, name, "het veld komt twee keer voor", "Houd er één over")
            found[name] = value
        for veld in velden:
            if veld.verplicht and veld.naam not in found:
                raise self.fout(node, veld.naam, "het veld ontbreekt", veld.uitleg)
        return found

    def tekst(self, node: YamlNode, veld: str) -> str:
        """One text, on one line; an empty one is refused."""
        if not isinstance(node, ScalarNode):
            raise self.fout(
                node, veld, "hier hoort één tekst", "Zet tekst met een dubbele punt tussen aanhalingstekens"
            )
        text = " ".join(node.value.split())
        if not text or node.tag == "tag:yaml.org,2002:null":
            raise self.fout(node, veld, "het veld is leeg", "Vul het in of laat het weg")
        if sjabloon.personal(text):
            raise self.fout(
                node,
                veld,
                "het veld bevat een e-mailadres of telefoonnummer",
                "Verwijder het: Speelveld bewaart geen gegevens van personen",
            )
        return text

    def lijst(self, node: YamlNode, veld: str) -> list[YamlNode]:
        """The parts of a list that is not empty; one text counts as a list of one."""
        if isinstance(node, SequenceNode):
            if not node.value:
                raise self.fout(node, veld, "de lijst is leeg", "Vul haar aan of laat het veld weg")
            return list(node.value)
        return [node]

    def datum(self, fields: Mapping[str, YamlNode], veld: str) -> date | None:
        """A date, or None when the field is not there."""
        if veld not in fields:
            return None
        try:
            return date.fromisoformat(sjabloon.datum(self.tekst(fields[veld], veld)))
        except SpeelveldError as error:
            raise self.fout(fields[veld], veld, error.wat, error.herstel) from error

    def zoek(self, node: YamlNode, veld: str, soorten: tuple[str, ...]) -> tuple[str, str]:
        """(id, type) of what a text names."""
        try:
            return find(self.tekst(node, veld), soorten, self.context)
        except SpeelveldError as error:
            raise self.fout(node, veld, error.wat, error.herstel) from error

    def zoek_alle(self, node: YamlNode, veld: str, soorten: tuple[str, ...]) -> Iterator[tuple[str, str, YamlNode]]:
        """(id, type, place) of all that a list names; a double is refused."""
        seen: set[str] = set()
        for part in self.lijst(node, veld):
            node_id, soort = self.zoek(part, veld, soorten)
            if node_id in seen:
                raise self.fout(part, veld, f"{node_id} staat er twee keer", "Houd er één over")
            seen.add(node_id)
            yield node_id, soort, part

    def keuze(self, node: YamlNode, veld: str, keuzes: Sequence[str]) -> str:
        """One of a few words, in the spelling of the choice."""
        text = self.tekst(node, veld)
        found = {choice.casefold(): choice for choice in keuzes}.get(text.casefold())
        if found is None:
            otherwise = f"Kies uit: {', '.join(keuzes)}"
            raise self.fout(node, veld, f"“{text}” mag hier niet staan", hint(text, keuzes, otherwise, cutoff=60))
        return found

    def zekerheid(self, fields: Mapping[str, YamlNode]) -> dict[str, Value]:
        """The certainty that is stated, as a property; nothing when it is not."""
        if "zekerheid" not in fields:
            return {}
        return {"zekerheid": self.keuze(fields["zekerheid"], "zekerheid", sjabloon.ZEKERHEDEN)}

    def sleutel(self, node: YamlNode, veld: str, naam: str | None = None) -> str:
        """The name of a territorial key: the text itself, or `naam` when that is only a part of it."""
        text = self.tekst(node, veld) if naam is None else naam
        known = list(load_law().keys)
        if text not in known:
            raise self.fout(
                node,
                veld,
                f"de sleutel “{text}” bestaat niet",
                hint(text, known, f"Kies uit: {', '.join(known)}", cutoff=60),
            )
        return text

    def keuzes(self, fields: Mapping[str, YamlNode], veld: str, keuzes: Sequence[str]) -> tuple[str, ...]:
        """Some of a few words; none when the field is not there."""
        if veld not in fields:
            return ()
        return tuple(self.keuze(part, veld, keuzes) for part in self.lijst(fields[veld], veld))

    def stappen(self, fields: Mapping[str, YamlNode], veld: str) -> tuple[str, ...]:
        """Texts in which names between braces are keys."""
        if veld not in fields:
            return ()
        parts = self.lijst(fields[veld], veld)
        found = [(part, self.tekst(part, veld)) for part in parts]
        for part, text in found:
            for naam in _SLEUTEL.findall(text):
                self.sleutel(part, veld, naam)
        return tuple(text for _, text in found)

    def vestigingen(self, node: YamlNode, gebieden: Sequence[str]) -> Iterator[tuple[str, YamlNode]]:
        """(id, place) of the schools that a list names by code, or by a name that one school in the area has."""
        seen: set[str] = set()
        for part in self.lijst(node, "vestigingen"):
            found = self._vestiging(part, gebieden)
            if found in seen:
                raise self.fout(part, "vestigingen", f"{found} staat er twee keer", "Houd er één over")
            seen.add(found)
            yield found, part

    def _vestiging(self, part: YamlNode, gebieden: Sequence[str]) -> str:
        beeld = self.context.beeld()
        if beeld is None:
            return self.zoek(part, "vestigingen", ("Vestiging",))[0]
        text = self.tekst(part, "vestigingen").casefold()
        inside = [
            school.id
            for school in beeld.of_type("Vestiging")
            if school.naam.casefold() == text and not set(gebieden).isdisjoint(areas_of_vestiging(school.id, beeld))
        ]
        if len(inside) > 1:
            codes = ", ".join(item.partition(":")[2] for item in inside)
            raise self.fout(part, "vestigingen", f"meer scholen in het gebied heten zo: {codes}", "Geef de code")
        found = inside[0] if inside else self.zoek(part, "vestigingen", ("Vestiging",))[0]
        if beeld.node(found) and set(gebieden).isdisjoint(areas_of_vestiging(found, beeld)):
            there = " en ".join(beeld.naam(item.naar) for item in beeld.out(found, "IN_GEMEENTE"))
            raise self.fout(
                part,
                "vestigingen",
                f"{beeld.naam(found)} ({found}) ligt in {there}, buiten het gebied van de afspraak",
                "Verbeter de code, of vul het gebied aan",
            )
        return found


def compose(path: Path) -> YamlNode:
    """The root of the YAML. Aliases and deep nesting are refused before anything is built."""
    if path.stat().st_size > MAX_BYTES:
        raise SpeelveldError(
            "het bestand is groter dan 1 MB", waar=path.name, herstel="Zet elke afspraak in een eigen bestand"
        )
    text = read_text(path, "utf-8")
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            place = f"{path.name}, regel {event.start_mark.line + 1}" if event.start_mark else path.name
            if isinstance(event, yaml.events.AliasEvent):
                raise SpeelveldError(
                    "verwijzingen (*) worden niet gelezen", waar=place, herstel="Schrijf de waarde voluit"
                )
            depth += isinstance(event, yaml.events.CollectionStartEvent)
            depth -= isinstance(event, yaml.events.CollectionEndEvent)
            if depth > MAX_DIEPTE:
                raise SpeelveldError(
                    "de lijsten zijn te diep genest", waar=place, herstel="Volg de vorm van het voorbeeld"
                )
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SpeelveldError(
            f"het bestand is geen geldige YAML ({getattr(error, 'problem', None) or 'onleesbaar teken'})",
            waar=f"{path.name}, regel {mark.line + 1}" if mark else path.name,
            herstel="Controleer inspringen, dubbele punten en aanhalingstekens",
        ) from None
    if root is None:
        raise SpeelveldError("het bestand bevat geen afspraak", waar=path.name, herstel="Begin met het voorbeeld")
    return root
