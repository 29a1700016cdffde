"""Changes between two days as JSON and as text for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from app.weergave import bron, knoop_kort
from app.woorden import dag, opsomming
from app.zinnen import ding
from graph.snapshot import Snapshot
from queries.wijzigingen.model import Aard, Grond, Reden, Wijziging, Wijzigingen
from viz.woorden import hoofdletter

Json = dict[str, Any]
_KOPPEN = {
    Aard.OPGEGAAN: "Herindelingen en fusies",
    Aard.HERNOEMD: "Andere naam",
    Aard.VERVANGEN: "Opnieuw vastgesteld",
    Aard.ONTSTAAN: "Nieuw",
    Aard.BEEINDIGD: "Beëindigd",
    Aard.TUSSENTIJDS: "Begonnen en weer beëindigd",
    Aard.VERPLAATST: "Anders ingedeeld",
    Aard.ERBIJ: "Nieuwe verbindingen",
    Aard.ERAF: "Beëindigde verbindingen",
}
_GENOEMD = 8
"""Names in a sentence; more are counted."""


class Weergave:
    """Renders changes; the two snapshots give the names of what is there on only one of the days."""

    def __init__(self, van: Snapshot, tot: Snapshot) -> None:
        self._van, self._tot = van, tot
        self._leveringen = {**van.leveringen, **tot.leveringen}

    # ---------------------------------------------------------------- JSON

    def wijziging(self, item: Wijziging, basis: str) -> Json:
        """One change."""
        return {
            "aard": item.aard.value,
            "grond": item.datering.grond.value,
            "tekst": self.zin(item),
            "op": dag(item.datering.op),
            "vorigeStand": dag(item.datering.na),
            "tot": dag(item.datering.tot),
            "reden": item.datering.reden.value if item.datering.reden else None,
            "relatie": item.relatie or None,
            "type": item.soort,
            "wie": [self._knoop(node_id, basis) for node_id in item.wie],
            "oud": [self._knoop(node_id, basis) for node_id in item.oud],
            "nieuw": [self._knoop(node_id, basis) for node_id in item.nieuw],
            "oudeNaam": item.namen[0] if item.namen else None,
            "nieuweNaam": item.namen[1] if item.namen else None,
            "gevolgVan": list(item.gevolg_van),
            "andereDatum": dag(item.bij),
            "bronnen": list(item.datering.leveringen),
        }

    def bronnen(self, found: Iterable[Wijziging]) -> list[Json]:
        """The deliveries that the changes rest on."""
        used = {levering for item in found for levering in item.datering.leveringen}
        return [bron(item) for key, item in self._leveringen.items() if key in used]

    def gegevens(self, found: Iterable[Wijziging]) -> list[Json]:
        """What changed in the data only: how many of which kind, by source and reason."""
        return [
            {"reden": reden.value, "bronnen": list(leveringen), "tekst": text}
            for reden, leveringen, text in self._samengevat(found)
        ]

    def _knoop(self, node_id: str, basis: str) -> Json:
        return knoop_kort(node_id, self._snapshot(node_id), basis)

    def _snapshot(self, node_id: str) -> Snapshot:
        """The last day, unless only the first one knows the thing as existing."""
        return self._van if node_id in self._van.nodes and node_id not in self._tot.nodes else self._tot

    # ---------------------------------------------------------------- text

    def tekst(self, found: Wijzigingen, *, alles: bool) -> str:
        """The changes by kind; then what changed in the data only, in sum or (alles) one by one."""
        world = [item for item in found.wijzigingen if item.datering.grond is not Grond.GEGEVENS]
        data = [item for item in found.wijzigingen if item.datering.grond is Grond.GEGEVENS]
        parts = [[f"Wat is er veranderd tussen {found.van:%d-%m-%Y} en {found.tot:%d-%m-%Y}?"]]
        shown = [item for item in world if not item.gevolg_van or alles]
        for head, items in self.geordend(shown):
            parts.append([head.upper(), *(f"  {self.regel(item)}" for item in items)])
        if not shown:
            parts.append(["Er zijn geen veranderingen bekend."])
        if len(shown) < len(world):
            more = f"{len(world) - len(shown)} veranderingen die daaruit volgen"
            parts.append([f"Niet getoond: {more}, zoals relaties van wat begon of eindigde (met --alles wel)."])
        if any(item.datering.grond is Grond.UITERLIJK for item in shown):
            parts.append([_UITERLIJK])
        if data:
            lines = [f"  {text}" for _, _, text in self._samengevat(data)]
            parts.append(["ALLEEN IN DE GEGEVENS (dit zegt niet dat er in werkelijkheid iets veranderde)", *lines])
        if data and alles:
            for head, items in self.geordend(data):
                parts.append([f"{head.upper()}, ALLEEN IN DE GEGEVENS", *(f"  {self.regel(item)}" for item in items)])
        used = {key for item in shown for key in item.datering.leveringen}
        names = [f"{item.naam} ({item.peildatum:%d-%m-%Y})" for key, item in self._leveringen.items() if key in used]
        if names:
            parts.append([f"Bronnen: {'; '.join(names)}."])
        return "\n\n".join("\n".join(lines) for lines in parts)

    @staticmethod
    def geordend(found: Iterable[Wijziging]) -> list[tuple[str, list[Wijziging]]]:
        """The changes under their headings, agreements together."""
        groups: dict[str, list[Wijziging]] = defaultdict(list)
        for item in found:
            groups["Afspraken" if item.soort == "Afspraak" and not item.relatie else _KOPPEN[item.aard]].append(item)
        heads = ["Afspraken", *_KOPPEN.values()]
        return [(head, sorted(groups[head], key=_op)) for head in heads if groups[head]]

    def regel(self, item: Wijziging) -> str:
        """The change as a line: its day, as far as a source gives one, and the sentence."""
        day = item.datering.op
        if item.datering.grond is Grond.GEGEVENS or day is None:
            return hoofdletter(self.zin(item))
        before = "uiterlijk " if item.datering.grond is Grond.UITERLIJK else ""
        return f"{before}{day:%d-%m-%Y}: {hoofdletter(self.zin(item))}"

    def zin(self, item: Wijziging) -> str:
        """The change as a sentence, without its day."""
        who = self._namen(item.wie)
        if item.aard is Aard.OPGEGAAN:
            verb = "is opgegaan" if len(item.wie) == 1 else "zijn samen opgegaan"
            still = f"; een bron noemt haar op {self._tot.peildatum:%d-%m-%Y} nog" if self._is_er_nog(item) else ""
            return f"{hoofdletter(who)} {verb} in {self._namen(item.nieuw)}{self._andere_datum(item)}{still}."
        if item.aard is Aard.HERNOEMD and item.namen:
            return f"{hoofdletter(who)} heette eerst {item.namen[0]}."
        if item.aard is Aard.VERVANGEN:
            return f"{hoofdletter(who)} is opnieuw vastgesteld [{', '.join(item.nieuw)}]{self._andere_datum(item)}."
        if item.aard is Aard.VERPLAATST:
            return f"{hoofdletter(who)}: van {self._namen(item.oud)} naar {self._namen(item.nieuw)}."
        if item.aard is Aard.TUSSENTIJDS and item.datering.tot:
            return f"{hoofdletter(who)}, tot {item.datering.tot:%d-%m-%Y}."
        if item.aard in (Aard.ERBIJ, Aard.ERAF):
            label = self._tot.schema.relations[item.relatie].label
            return f"{hoofdletter(self._namen(item.nieuw or item.oud))}: {who} ({label})."
        return f"{hoofdletter(who)}{_EINDE.get((item.soort, item.aard), '')}."

    def _is_er_nog(self, item: Wijziging) -> bool:
        """Whether what went up still stands in the leading source."""
        return all(node_id in self._tot.nodes for node_id in item.wie)

    def _andere_datum(self, item: Wijziging) -> str:
        """What another source, or the other end, says of the day."""
        if item.bij is None:
            return ""
        if item.aard is Aard.VERVANGEN:
            return f"; de vorige gold tot {item.bij:%d-%m-%Y}"
        if item.datering.grond is Grond.UITERLIJK:
            return f"; de samenvoeging zelf was op {item.bij:%d-%m-%Y}"
        return f"; een andere bron noemt haar tot {item.bij:%d-%m-%Y}"

    def _namen(self, ids: Sequence[str]) -> str:
        """Names, or how many of a kind with some of them."""
        kind = self._tot.schema.type_of(ids[0])
        if len(ids) == 1 or (len(ids) <= _GENOEMD and kind.naam not in ("Gemeente", "Postcodegebied")):
            return opsomming([ding(node_id, self._snapshot(node_id)) for node_id in ids])
        if len(ids) <= _GENOEMD and kind.naam == "Gemeente":
            return f"gemeenten {opsomming([self._snapshot(node_id).naam(node_id) for node_id in ids])}"
        some = [self._snapshot(node_id).naam(node_id) for node_id in ids[:_GENOEMD]]
        more = f" en {len(ids) - _GENOEMD} meer" if len(ids) > _GENOEMD else ""
        where = self._gemeenten(ids) if kind.naam == "Postcodegebied" else ""
        return f"{len(ids)} × {kind.label} ({', '.join(some)}{more}{where})"

    def _gemeenten(self, areas: Sequence[str]) -> str:
        """In which gemeenten postcode areas lie."""
        found = {item.naar for area in areas for item in self._snapshot(area).out(area, "IN_GEMEENTE")}
        names = sorted(self._tot.naam(node_id) for node_id in found)
        return f"; {opsomming(names)}" if 0 < len(names) <= _GENOEMD else ""

    def _samengevat(self, found: Iterable[Wijziging]) -> list[tuple[Reden, tuple[str, ...], str]]:
        """Changes of the data by reason and deliveries: how many of which kind."""
        groups: dict[tuple[Reden, tuple[str, ...]], list[Wijziging]] = defaultdict(list)
        for item in found:
            if item.datering.reden is not None:
                groups[item.datering.reden, item.datering.leveringen].append(item)
        return [(*key, self._samenvatting(key[0], key[1], groups[key])) for key in sorted(groups)]

    def _samenvatting(self, reden: Reden, leveringen: tuple[str, ...], found: Iterable[Wijziging]) -> str:
        counts: dict[str, int] = defaultdict(int)
        for item in found:
            before = "" if reden is Reden.EERSTE else f"{_KOPPEN[item.aard].lower()}: "
            counts[f"{before}{self._wat(item)}"] += len(item.wie)
        what = ", ".join(f"{number} × {name}" for name, number in sorted(counts.items()))
        names = [self._leveringen[key].naam for key in leveringen]
        days = [f"{self._leveringen[key].peildatum:%d-%m-%Y}" for key in leveringen]
        if reden is Reden.EERSTE:
            first = self._leveringen[leveringen[0]]
            since = first.geldig_vanaf or first.peildatum
            return f"{names[0]}: geladen vanaf {since:%d-%m-%Y}; van daarvoor is niets bekend. {what}."
        if reden is Reden.LEVERING:
            return f"{names[-1]}, leveringen van {opsomming(days)}: {what}. Sinds wanneer, zegt de bron niet."
        return f"Een andere bron gaat voor ({opsomming(list(dict.fromkeys(names)))}): {what}."

    def _wat(self, item: Wijziging) -> str:
        """The kind of thing, or the relation with the kind of thing at its end."""
        if not item.relatie:
            return self._tot.schema.nodes[item.soort].label
        label = self._tot.schema.relations[item.relatie].label
        kind = self._tot.schema.type_of((item.nieuw or item.oud)[0]).label
        return label if label.endswith(f" {kind}") else f"{label} {kind}"


_UITERLIJK = (
    "Uiterlijk: de bron gaf op die dag een nieuwe stand. "
    "De verandering zelf kan tussen de vorige stand en die dag liggen."
)
_EINDE = {
    ("Afspraak", Aard.ONTSTAAN): " is ingegaan",
    ("Afspraak", Aard.BEEINDIGD): " is verlopen",
}


def _op(item: Wijziging) -> date:
    return item.datering.op or date.min
