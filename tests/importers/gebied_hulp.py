"""What the tests of the area and government importers share: a resolver and a way to read a slice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, Node, Relation
from graph.gemeenten import GemeenteResolver
from importers.source import Context, Source
from ontology.errors import SpeelveldError

FOLDER = Path(__file__).parent
PEILDATUM = date(2026, 11, 21)

# Code, name, first day, first day on which it no longer existed: from the TOOI list.
_GEMEENTEN = """
GM0005 Bedum                . 2019-01-01
GM0014 Groningen            . .
GM0034 Almere               . .
GM0047 Veendam              . .
GM0053 Winsum               . 2019-01-01
GM0060 Ameland              . .
GM0080 Leeuwarden           . .
GM0081 Leeuwarderadeel      . 2018-01-01
GM0140 Littenseradiel       . 2018-01-01
GM0202 Arnhem               . .
GM0225 Druten               . .
GM0241 Groesbeek            . 2016-01-01
GM0281 Tiel                 . .
GM0358 Aalsmeer             . .
GM0392 Haarlem              . .
GM0363 Amsterdam            . .
GM0370 Beemster             . 2022-01-01
GM0396 Heemskerk            . .
GM0406 Huizen               . .
GM0439 Purmerend            . .
GM0501 Brielle              . 2023-01-01
GM0530 Hellevoetsluis       . 2023-01-01
GM0599 Rotterdam            . .
GM0614 Westvoorne           . 2023-01-01
GM0736 De_Ronde_Venen       . .
GM0744 Baarle-Nassau        . .
GM0755 Boekel               . .
GM0757 Boxtel               . .
GM0788 Haaren               . 2021-01-01
GM0820 Nuenen,_Gerwen_en_Nederwetten . .
GM0824 Oisterwijk           . .
GM0828 Oss                  . .
GM0855 Tilburg              . .
GM0865 Vught                . .
GM1651 Eemsmond             . 2019-01-01
GM1663 De_Marne             . 2019-01-01
GM1721 Bernheze             . .
GM1723 Alphen-Chaam         . .
GM1892 Zuidplas             2010-01-01 .
GM1900 Súdwest-Fryslân      2011-01-01 .
GM1921 De_Friese_Meren      2014-01-01 2015-07-01
GM1930 Nissewaard           2015-01-01 .
GM1940 De_Fryske_Marren     2015-07-01 .
GM1945 Berg_en_Dal          2016-01-01 .
GM1948 Meierijstad          2017-01-01 .
GM1949 Waadhoeke            2018-01-01 .
GM1960 West_Betuwe          2019-01-01 .
GM1966 Het_Hogeland         2019-01-01 .
GM1979 Eemsdelta            2021-01-01 .
GM1982 Land_van_Cuijk       2022-01-01 .
GM1991 Maashorst            2022-01-01 .
GM1992 Voorne_aan_Zee       2023-01-01 .
"""


def _day(text: str) -> date | None:
    return None if text == "." else date.fromisoformat(text)


def gemeenten() -> list[Node]:
    rows = [line.split() for line in _GEMEENTEN.split("\n") if line]
    return [
        Node(f"gemeente:{code}", "Gemeente", naam.replace("_", " "), _day(van), _day(tot))
        for code, naam, van, tot in rows
    ]


def resolver() -> GemeenteResolver:
    return GemeenteResolver(gemeenten())


def context(bekend: Callable[[str], bool] = lambda _: False) -> Context:
    return Context(resolver(), PEILDATUM, bekend)


class Gelezen:
    """The facts of a slice, and the context it was read with."""

    def __init__(self, facts: list[Fact], used: Context) -> None:
        self.facts, self.weggelaten = facts, used.weggelaten
        nodes = [fact for fact in facts if isinstance(fact, Node)]
        self.nodes = {node.id: node for node in nodes}
        assert len(self.nodes) == len(nodes), "a node is stated twice"
        self.relations = [fact for fact in facts if isinstance(fact, Relation)]
        for relation in self.relations:
            for end in (relation.van, relation.naar):
                assert end in self.nodes or end.startswith("gemeente:"), f"{end} is not stated"

    def van(self, node_id: str, soort: str = "") -> list[Relation]:
        """Relations from a node, oldest first."""
        found = [relation for relation in self.relations if relation.van == node_id and soort in ("", relation.type)]
        return sorted(found, key=lambda relation: relation.geldig_van or date.min)


def lees(source: Source, slice_name: str, bekend: Callable[[str], bool] = lambda _: False) -> Gelezen:
    used = context(bekend)
    return Gelezen(list(source.read(FOLDER / "slices" / source.id / slice_name, used)), used)


def weigert(source: Source, slice_name: str, *delen: str, bekend: Callable[[str], bool] = lambda _: True) -> None:
    """Whether the source refuses the bad file with all of these words in its message."""
    with pytest.raises(SpeelveldError) as refused:
        list(source.read(FOLDER / "slecht" / source.id / slice_name, context(bekend)))
    for deel in delen:
        assert deel in refused.value.tekst
