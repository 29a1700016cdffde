"""Question 3 as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app import weergave
from graph.aantallen import KLEIN
from queries.aansluiting.atlas import BUITEN, Atlas
from queries.aansluiting.gebied import Gebied, GemeenteDeel, Verplaatsing
from queries.aansluiting.gewicht import Gewicht, Weging
from queries.aansluiting.landelijk import Overzicht
from queries.aansluiting.maat import Maat
from queries.aansluiting.misfits import Misfit
from queries.aansluiting.paar import Aansluiting
from queries.aansluiting.profiel import Profiel
from queries.aansluiting.tafels import Tafels, tafels
from queries.aansluiting.verschil import Verschil
from viz.aansluiting.woorden import uitleg

Json = dict[str, Any]
MAAT = "BCubed F (Bagga en Baldwin 1998; Amigó, Gonzalo, Artiles en Verdejo 2009)"


class Weergever:
    """Writes answers as JSON: ids with names, shares and weights as numbers, null for what is not known."""

    def __init__(self, atlas: Atlas, weging: Weging) -> None:
        self._atlas, self._snapshot, self._weging = atlas, atlas.snapshot, weging

    def aansluiting(self, found: Aansluiting, verschil: Verschil | None = None) -> Json:
        """The answer for two divisions."""
        codes = tuple(dict.fromkeys((found.van.code, found.naar.code)))
        content = {
            "peildatum": self._snapshot.peildatum.isoformat(),
            "van": found.van.code,
            "naar": found.naar.code,
            "gewicht": self._weging.gewicht,
            **self._index(found.maat),
            "beperktTot": self._noem(found.alleen) if found.alleen else None,
            **self._toelichting(),
            "geschat": [self._noem(item) for item in found.geschat],
            "overlappend": [item.code for item in found.overlappend],
            "gebieden": [self._gebied(item) for item in found.gebieden],
            "tegengebieden": [self._gebied(item) for item in found.tegengebieden],
            "misfits": [self._misfit(item) for item in found.misfits],
            "tafelsPerGemeente": [self._tafels(tafels(item, self._atlas, codes)) for item in found.gemeenten],
            "nietIngedeeld": {found.van.code: list(found.niet_van), found.naar.code: list(found.niet_naar)},
            "twijfel": [
                {
                    "van": item.van,
                    "relatie": item.type,
                    "naar": item.naar,
                    "zekerheid": item.eigenschappen["zekerheid"],
                    "opmerking": item.eigenschappen.get("opmerking"),
                    "bron": item.levering,
                }
                for item in found.twijfel
            ],
            "bronnen": self._bronnen(found.leveringen),
        }
        return content | ({"verschil": self._verschil(verschil)} if verschil else {})

    def overzicht(self, found: Overzicht) -> Json:
        """The national picture."""
        return {
            "peildatum": self._snapshot.peildatum.isoformat(),
            "gewicht": self._weging.gewicht,
            **self._toelichting(),
            "paren": [
                {
                    "van": item.van.code,
                    "naar": item.naar.code,
                    **self._index(item.maat),
                    "gebieden": {item.van.code: item.gebieden[0], item.naar.code: item.gebieden[1]},
                    "gelijkeGebieden": item.samen,
                }
                for item in found.paren
            ],
            "rangorde": [
                {"van": indeling.code, "naar": "jeugdregio", "gebieden": [self._kort(item) for item in ranked]}
                for indeling, ranked in found.rangen
            ],
            "gelijkeSamenwerkingsverbanden": [
                {"po": self._noem(po), "vo": self._noem(vo)} for po, vo in found.gelijke_swv
            ],
            "gebiedenPerSamenwerkingsverband": [
                self._noem(swv) | {"aantal": dict(counts)} for swv, counts in found.raakt
            ],
            "tafelsPerGemeente": [
                self._noem(item.gemeente)
                | {"aantal": len(item.tafels), "kringen": item.kringen, "anderen": len(item.partners())}
                for item in found.tafels
            ],
            "bronnen": self._bronnen(found.leveringen),
        }

    def profiel(self, found: Profiel) -> Json:
        """One area, gemeente or vestiging among all divisions."""
        homes = found.woonplaatsen
        return {
            "peildatum": self._snapshot.peildatum.isoformat(),
            "gebied": self._noem(found.id),
            "gewicht": self._weging.gewicht,
            **self._toelichting(),
            "niveaus": [
                self._noem(item.id) | {"niveau": item.niveau, "gemeenten": item.gemeenten} for item in found.plekken
            ],
            "tafelsPerGemeente": [self._tafels(item) for item in found.tafels],
            "indelingen": [{"indeling": indeling.code, **self._gebied(gebied)} for indeling, gebied in found.liggingen],
            "woonplaatsen": {
                "jaar": homes.jaar,
                "gemeenten": [
                    {
                        **(self._noem(place) if ":" in place else {"id": None, "naam": place}),
                        "leerlingen": [count.minst, count.hoogst],
                    }
                    for place, count in homes.per_gemeente
                ],
                "overigeGemeenten": homes.rest.rijen if homes.rest else 0,
            }
            if homes
            else None,
            "bronnen": self._bronnen(found.leveringen),
        }

    def _toelichting(self) -> Json:
        return {"maat": MAAT, "uitleg": uitleg(self._weging.gewicht), "weging": self._weging.uitleg}

    def _index(self, maat: Maat) -> Json:
        return {"index": maat.index, "scoreHeen": maat.heen, "scoreTerug": maat.terug}

    def _noem(self, node_id: str) -> Json:
        return {"id": node_id or None, "naam": self._snapshot.naam(node_id) if node_id else None}

    def _gewicht(self, weight: float) -> float | None:
        """Fewer than five pupils are not told."""
        hidden = self._weging.gewicht is Gewicht.LEERLINGEN and 0 < weight < KLEIN
        return None if hidden else round(weight, 2)

    def _kort(self, item: Gebied) -> Json:
        return self._noem(item.id) | {
            "heel": item.heel,
            "ligging": item.ligging,
            "index": item.maat.index,
            "gewicht": self._gewicht(item.maat.gewicht),
            "tegenhanger": None
            if item.tegenhanger == BUITEN
            else self._noem(item.tegenhanger)
            | {"aandeel": item.aandeel_in_tegenhanger, "aandeelVanTegenhanger": item.aandeel_van_tegenhanger},
        }

    def _gebied(self, item: Gebied) -> Json:
        return self._kort(item) | {
            "postcodegebieden": item.pc4,
            "delen": [
                self._noem(deel.id)
                | {
                    "aandeel": deel.aandeel,
                    "gewicht": self._gewicht(deel.gewicht),
                    "postcodegebieden": deel.pc4,
                    "gemeenten": self._gemeenten(deel.gemeenten),
                }
                for deel in item.delen
            ],
            "omHeelTeWorden": self._verplaatsing(item.naar_heel),
            "omSamenTeVallen": self._verplaatsing(item.naar_samenval),
        }

    def _gemeenten(self, found: Iterable[GemeenteDeel]) -> list[Json]:
        return [
            self._noem(item.id) | {"heel": item.heel, "aandeel": item.aandeel, "pc4": [_code(pc4) for pc4 in item.pc4]}
            for item in found
        ]

    def _verplaatsing(self, item: Verplaatsing) -> Json:
        return {"gewicht": self._gewicht(item.gewicht), "gemeenten": self._gemeenten(item.gemeenten)}

    def _misfit(self, item: Misfit) -> Json:
        return {
            "van": self._noem(item.van),
            "naar": self._noem(item.naar),
            "soort": "afwijkend" if item.afwijkend else "deel-van-groter-gebied",
            "gewicht": self._gewicht(item.gewicht),
            "aandeelVan": item.aandeel_van,
            "aandeelNaar": item.aandeel_naar,
            "gemeenten": self._gemeenten(item.gemeenten),
            "indexStijgtMet": item.winst,
            "bijOvergangNaar": [self._noem(goal) for goal in item.verhuist_naar],
        }

    def _tafels(self, found: Tafels) -> Json:
        return self._noem(found.gemeente) | {
            "aantal": len(found.tafels),
            "kringen": found.kringen,
            "tafels": [
                self._noem(item.gebied)
                | {
                    "indeling": item.indeling,
                    "heel": item.heel,
                    "met": sorted(item.gemeenten - {found.gemeente}),
                    "uitgevoerdDoor": [self._noem(door) for door in item.uitgevoerd_door],
                }
                for item in found.tafels
            ],
        }

    def _verschil(self, found: Verschil) -> Json:
        return {
            "eerst": {"peildatum": found.eerst.isoformat(), **self._index(found.maat_eerst)},
            "dan": {"peildatum": found.dan.isoformat(), **self._index(found.maat_dan)},
            "verhuisd": [
                {
                    "indeling": item.indeling,
                    "van": self._noem(item.van),
                    "naar": self._noem(item.naar),
                    "gewicht": self._gewicht(item.gewicht),
                    "pc4": [_code(pc4) for pc4 in item.pc4],
                    "gemeenten": [self._noem(gemeente) for gemeente in item.gemeenten],
                }
                for item in found.verhuizingen
            ],
            "gebieden": [
                self._noem(item.gebied) | {"indeling": item.indeling, "indexEerst": item.eerst, "indexDan": item.dan}
                for item in found.gebieden
            ],
            "zonderGegevens": [{"peildatum": day.isoformat(), "indeling": code} for day, code in found.zonder_gegevens],
            "nieuwsteGegevens": {code: day.isoformat() for code, day in found.nieuwste},
            "alleenOpEenVanBeideDagen": [_code(pc4) for pc4 in found.alleen_een_dag],
        }

    def _bronnen(self, leveringen: frozenset[str]) -> list[Json]:
        known = self._snapshot.leveringen
        return [weergave.bron(known[item]) for item in sorted(leveringen) if item in known]


def _code(pc4: str) -> str:
    return pc4.partition(":")[2]
