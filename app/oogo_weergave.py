"""Question 2 as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app import weergave
from app.woorden import dag
from graph.aantallen import KLEIN, Aantal
from graph.snapshot import SnapRelation, Snapshot
from ontology.oogo import Cijfer
from ontology.rules import Law, LegalBasis, Rule
from queries.oogo.afspraken import Afspraak
from queries.oogo.agenda import Agendapunt
from queries.oogo.dossier import Dossier
from queries.oogo.gebied import DeelGemeente
from queries.oogo.regios import Groep, Regio
from queries.oogo.scholen import Groep as Scholengroep
from queries.oogo.scholen import Reeks, Vestiging
from queries.oogo.stromen import Stromen, Verdeling
from queries.oogo.tafel import Overlap

Json = dict[str, Any]
BESTANDEN = ("docx", "xlsx", "html")
"""The files that a dossier can be, by ending; those of `app.uitvoer` that hold a whole document."""


def als_json(found: Dossier, snapshot: Snapshot, law: Law, basis: str) -> Json:
    """The whole file."""
    made = _Maker(found, snapshot, law, basis)
    return {
        "peildatum": found.peildatum.isoformat(),
        "versie": {
            "gegevens": weergave.gegevensdatum(snapshot.leveringen.values()),
            "regels": law.bijgewerkt.isoformat(),
        },
        **weergave.knoop_kort(found.id, snapshot, basis),
        "plan": found.plan,
        "opmerkingen": list(found.opmerkingen),
        "tafel": made.tafel(),
        "planning": made.planning(),
        "veranderingen": made.veranderingen(),
        "agenda": [made.agendapunt(item) for item in found.agenda],
        "letOp": found.oogo.let_op,
        "cijfers": [_cijfer(item) for item in found.oogo.cijfers],
        "afspraken": [made.afspraak(item) for item in found.afspraken],
        "regios": [made.groep(item) for item in found.regios],
        "leerlingenOverDeGrens": made.stromen(found.stromen) if found.stromen else None,
        "scholen": made.scholen(),
        "onzeker": [
            {"onderwerp": item.onderwerp, "tekst": item.tekst, "ids": list(item.ids)} for item in found.onzeker
        ],
        "bronnen": [weergave.bron(snapshot.leveringen[key]) for key in found.leveringen],
    }


class _Maker:
    """Writes the parts of one dossier."""

    def __init__(self, found: Dossier, snapshot: Snapshot, law: Law, basis: str) -> None:
        self._found, self._snapshot, self._law, self._basis = found, snapshot, law, basis

    def _kort(self, node_id: str) -> Json:
        return weergave.knoop_kort(node_id, self._snapshot, self._basis)

    def _lijst(self, ids: Iterable[str]) -> list[Json]:
        return [self._kort(item) for item in ids]

    def tafel(self) -> Json:
        """Who must be there."""
        table, area = self._found.tafel, self._found.gebied
        answer = table.antwoord
        return {
            "antwoord": weergave.antwoord(answer, self._snapshot, self._basis) if answer else None,
            "gemeenten": [self._gemeente(item) for item in area.gemeenten],
            "samenwerkingsverbanden": [self._overlap(item) for item in table.overlappen],
            "leerlingenPeiljaar": area.peiljaar,
        }

    def _gemeente(self, item: DeelGemeente) -> Json:
        return self._kort(item.id) | {
            "ligtInGebied": "heel" if item.heel else "deels",
            "postcodegebieden": _codes(item.pc4),
            "anderePostcodegebieden": _codes(item.rest),
            "aandeelPostcodegebieden": item.aandeel,
            "elders": self._lijst(item.elders),
            "inwoners": item.inwoners,
            "inwonersGeschat": item.geschat,
            "leerlingen": _aantal(item.leerlingen),
            "aandeelLeerlingen": item.aandeel_leerlingen,
            "bronnen": sorted(item.leveringen),
        }

    def _overlap(self, item: Overlap) -> Json:
        return self._kort(item.id) | {
            "sector": item.sector,
            "postcodegebieden": _codes(item.pc4),
            "aandeelVanGebied": item.aandeel_hier,
            "aandeelVanVerband": item.aandeel_daar,
            "zelfdeGebied": item.zelfde_gebied,
            "leerlingen": _aantal(item.leerlingen),
            "bronnen": sorted(item.leveringen),
        }

    def planning(self) -> Json:
        """The dates of the cycle, and where to go with a dispute."""
        cycle = self._found.cyclus
        dispute = cycle.geschil
        return {
            "jaren": cycle.regels.jaren,
            "vorigPlan": dag(cycle.vorig_plan),
            "uiterlijk": dag(cycle.uiterlijk),
            "inspectieVoor": dag(cycle.inspectie),
            "grondslag": _grondslag(cycle.grondslag),
            "zekerheid": cycle.regels.zekerheid,
            "toelichting": cycle.regels.reden or None,
            "geschil": {
                "regel": dispute.regel.id if dispute else None,
                "tekst": dispute.toelichting if dispute else cycle.regels.geschil_tekst,
                "grondslag": _grondslag(dispute.grondslag) if dispute else [],
            },
            "stappen": [{"tekst": item.tekst, "bron": item.bron} for item in self._found.oogo.stappen],
        }

    def veranderingen(self) -> Json | None:
        """What changed since the last plan."""
        changes = self._found.veranderingen
        if changes is None:
            return None
        return {
            "sinds": changes.sinds.isoformat(),
            "gevonden": [
                self._kort(item.id)
                | {
                    "onderwerp": item.onderwerp,
                    "verandering": item.wat,
                    "toen": list(item.toen),
                    "nu": list(item.nu),
                    "datum": dag(item.datum),
                }
                for item in changes.gevonden
            ],
            "regels": [_regel(rule) for rule in changes.regels],
            "nietNaTeGaan": list(changes.niet_na_te_gaan),
        }

    def agendapunt(self, item: Agendapunt) -> Json:
        """A subject of the agenda."""
        return {
            "id": item.onderwerp.id,
            "titel": item.onderwerp.titel,
            "soort": item.onderwerp.soort,
            "waarom": item.onderwerp.waarom,
            "regels": [_regel(rule) for rule in item.regels],
            "zonderGeldigeAfspraak": [rule.id for rule in item.open_regels],
            "afspraken": [found.id for found in item.afspraken],
            "regios": [group.code for group in item.regios],
            "vragen": list(item.onderwerp.vragen),
            "cijfers": [figure.id for figure in item.cijfers],
            "bron": item.onderwerp.bron,
            "zekerheid": item.onderwerp.zekerheid,
        }

    def afspraak(self, item: Afspraak) -> Json:
        """An agreement."""
        return {
            "id": item.id,
            "titel": item.titel,
            "soort": item.soort or None,
            "doel": item.doel or None,
            "status": item.status,
            "looptBinnenJaarAf": item.loopt_af,
            "geldigVan": dag(item.geldig_van),
            "geldigTot": dag(item.geldig_tot),
            "gebieden": self._lijst(item.gebieden),
            "partijen": [self._kort(party.id) | {"rol": party.rol or None} for party in item.partijen],
            "functies": [
                {
                    "naam": post.naam,
                    "vestigingen": list(post.vestigingen),
                    "onderwijs": list(post.soorten),
                    "sleutel": post.sleutel or None,
                    "uitgevoerdDoor": self._lijst(post.uitvoerders),
                }
                for post in item.functies
            ],
            "onderwijs": list(item.soorten),
            "regels": list(item.regels),
            "bron": item.bron or None,
            "zekerheid": item.zekerheid or None,
            "opmerking": item.opmerking or None,
            "levering": item.levering,
        }

    def groep(self, item: Groep) -> Json:
        """A division or a kind of body."""
        return {
            "code": item.code,
            "titel": item.titel,
            "regios": [self._regio(found) for found in item.regios],
            "nietInRegistersVoor": self._lijst(item.zonder),
            "landelijk": self._lijst(item.landelijk),
        }

    def _regio(self, item: Regio) -> Json:
        return self._kort(item.id) | {
            "gemeenten": self._lijst(item.gemeenten),
            "andereGemeenten": item.buiten,
            "leerlingen": _aantal(item.leerlingen),
            "uitvoerders": [
                self._kort(by.id) | {"rol": by.rol, "bron": by.relatie.levering} for by in item.uitvoerders
            ],
            "zekerheid": list(item.zekerheid),
            "opmerkingen": list(item.opmerkingen),
            "bronnen": sorted(_bronnen(item.relaties)),
        }

    def stromen(self, flows: Stromen) -> Json:
        """The flows across the border."""
        return {
            "peiljaar": flows.peiljaar,
            "binnen": _aantal(flows.binnen),
            "naarScholenElders": {
                "perGemeente": self._verdeling(flows.uit),
                "perSamenwerkingsverbandPo": self._verdeling(flows.per_swv_uit),
            },
            "vanElders": {
                "perGemeente": self._verdeling(flows.komen_in),
                "perSamenwerkingsverbandPo": self._verdeling(flows.per_swv_in),
                "perJeugdregio": self._verdeling(flows.per_jeugdregio_in),
            },
            "buitenlandOfOnbekend": {
                "totaal": _aantal(flows.zonder_postcode.totaal),
                "perLand": [
                    {"land": key, "leerlingen": _aantal(number)} for key, number in flows.zonder_postcode.rijen
                ],
            },
            "bronnen": sorted(flows.leveringen),
        }

    def _verdeling(self, found: Verdeling) -> Json:
        return {
            "totaal": _aantal(found.totaal),
            "gebieden": [
                {"gebied": self._kort(key) if key else None, "leerlingen": _aantal(number)}
                for key, number in found.rijen
            ],
            "overig": {"gebieden": found.rest.rijen, "leerlingen": _aantal(found.rest.aantal)} if found.rest else None,
        }

    def scholen(self) -> Json:
        """Boards, sites and special education."""
        schools = self._found.scholen
        return {
            "perGemeente": [self._groep(item) for item in schools.gemeenten],
            "perBestuur": [self._groep(item) for item in schools.besturen],
            "vestigingen": [self._vestiging(item) for item in schools.vestigingen],
            "speciaal": [self._vestiging(item) for item in schools.speciaal],
        }

    def _groep(self, item: Scholengroep) -> Json:
        return {
            "gemeente": self._kort(item.gemeente),
            "bestuur": self._kort(item.bestuur) if item.bestuur else None,
            "onderwijssoorten": list(item.soorten),
            "vestigingen": item.vestigingen,
            "vestigingenZonderTelling": item.ongeteld,
            "leerlingen": _reeks(item.reeks),
            "veranderingInVijfJaar": item.verandering(5),
        }

    def _vestiging(self, item: Vestiging) -> Json:
        return self._kort(item.id) | {
            "gemeente": self._kort(item.gemeente),
            "bestuur": self._kort(item.bestuur) if item.bestuur else None,
            "onderwijssoorten": list(item.soorten),
            "leerlingen": _reeks(item.reeks),
            "landelijkVerband": self._kort(item.landelijk) if item.landelijk else None,
            "aandeelVanBuiten": item.aandeel_van_buiten,
            "aandeelVanBuitenPeiljaar": item.woonplaatsen_peiljaar,
            "plekOnzeker": item.plek_onzeker,
            "bronnen": list(item.leveringen),
        }


def _aantal(number: Aantal | None) -> Json | None:
    """A number of pupils; of one to four only that there are fewer than five."""
    if number is None:
        return None
    if number.klein:
        return {"aantal": None, "minderDan": max(KLEIN, number.hoogst + 1)}
    if number.afgeschermd:
        return {"aantal": None, "minimaal": number.minst, "maximaal": number.hoogst}
    return {"aantal": number.zeker}


def _reeks(years: Reeks) -> list[Json]:
    return [{"jaar": year} | (_aantal(number) or {}) for year, number in sorted(years.items())]


def _codes(areas: Iterable[str]) -> list[str]:
    return [area.removeprefix("pc4:") for area in areas]


def _bronnen(relations: Iterable[SnapRelation]) -> set[str]:
    return {item.levering for item in relations}


def _grondslag(found: Iterable[LegalBasis]) -> list[Json]:
    return [
        {"wet": item.wet, "bwb": item.bwb, "artikel": item.artikel, "lid": item.lid, "url": item.url} for item in found
    ]


def _regel(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "titel": rule.titel,
        "rol": rule.rol,
        "organisatie": rule.organisatie,
        "geldigVan": rule.geldig_van.isoformat(),
        "grondslag": _grondslag(rule.grondslag),
        "zekerheid": rule.zekerheid,
        "zekerheidReden": rule.zekerheid_reden or None,
    }


def _cijfer(item: Cijfer) -> Json:
    return {
        "id": item.id,
        "titel": item.titel,
        "bron": item.bron,
        "niveau": item.niveau,
        "telt": item.telt,
        "waar": item.waar,
        "inDossier": item.dossier or None,
    }
