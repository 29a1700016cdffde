"""The national data set that ships with the program.

The numbers are those of the law and the registers (names and sources beside them), not of the importers.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from graph.aantallen import Aantal, lees_lijst, totaal
from graph.exchange import MANIFEST
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from importers.build import main as build
from nederland import FOLDER

GROOTSTE = 8_000_000
"""Bytes: more than this and the package is no longer quick to install."""

RAW = os.environ.get("SPEELVELD_RAW")
"""The folder of raw files, when somebody has it; they are not part of the project."""


@pytest.fixture(scope="module")
def snapshot_2021(nederland: SqliteStore) -> Snapshot:
    return Snapshot(nederland, date(2021, 6, 1))


def aantal(snapshot: Snapshot, soort: str) -> int:
    return sum(1 for _ in snapshot.of_type(soort))


# ------------------------------------------------------------------ the files


def test_every_file_is_in_the_manifest_with_its_sha256() -> None:
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    stated = {
        f"{entry['bron']}/{name}": content["sha256"]
        for entry in manifest["bronnen"]
        for name, content in entry["bestanden"].items()
    }
    found = {
        path.relative_to(FOLDER).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.rglob("*.csv")
    }
    assert stated == found


def test_every_delivery_says_where_it_comes_from(nederland: SqliteStore) -> None:
    for item in nederland.leveringen():
        assert all((item.naam, item.uitgever, item.licentie, item.url)), item.id
        assert item.url.startswith("https://"), item.id
        assert re.fullmatch("[0-9a-f]{64}", item.sha256), item.id
        assert item.peildatum <= date(2026, 11, 21), item.id


def test_the_data_set_is_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < GROOTSTE


PERSOONLIJK = re.compile(
    r"[\w.+-]+@[\w-]+\.[a-z]{2,}"  # an e-mail address
    r"|(?<![\w.,/-])(?:\+31|0031|0)[ -]?(?:\(0\))?(?:[1-9][ -]?)(?:[0-9][ -]?){7}[0-9](?![\w-])"  # a telephone number
    r"|\b0[1-9][0-9]{1,2}[ -]{1,3}[0-9]{6,7}\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "text",
    [
        "bel 0251-256 863",
        "tel. 025 1256863",
        "06-12345678",
        "+31 6 12345678",
        "0031612345678",
        "M. j.jansen@heemskerk.nl",
    ],
)
def test_the_scan_knows_an_address_or_a_number_when_it_sees_one(text: str) -> None:
    assert PERSOONLIJK.search(text)


@pytest.mark.parametrize(
    "text", ["2026-01-01", "00000001001801625000", "01169212", "52.5063,4.6712", "GM0396", "1963AB"]
)
def test_the_scan_leaves_codes_and_dates_alone(text: str) -> None:
    assert not PERSOONLIJK.search(text)


def test_no_e_mail_address_or_telephone_number_is_in_it() -> None:
    lines = (line for path in FOLDER.rglob("*") if path.is_file() for line in path.read_text("utf-8").splitlines())
    assert [line for line in lines if PERSOONLIJK.search(line)] == []


# ------------------------------------------------------------------ the Netherlands in 2026

AANTALLEN = {
    "Gemeente": 342,  # CBS, gemeenten alfabetisch 2023; no mergers since
    "Provincie": 12,
    "Veiligheidsregio": 25,  # Wet veiligheidsregio's, annex
    "Ggd": 25,  # one for each veiligheidsregio's area: Wet publieke gezondheid 14
    "Jeugdregio": 42,  # CBS 2025
    "Doorstroompuntregio": 40,  # BWBR0051614: 01 to 41 without 14
    "Zorgkantoorregio": 31,  # CBS 2025
    "Arbeidsmarktregio": 35,  # CBS 2025
    "VeiligThuis": 26,  # Wmo 2015 4.1.1: register of the network
    "GecertificeerdeInstelling": 14,
    "Samenwerkingsverband": 75 + 74 + 2,  # BWBR0032324, text of 2022-02-09, and the two national ones
}


@pytest.mark.parametrize(("soort", "verwacht"), AANTALLEN.items())
def test_there_are_as_many_as_the_law_and_the_registers_say(snapshot_2026: Snapshot, soort: str, verwacht: int) -> None:
    assert aantal(snapshot_2026, soort) == verwacht


def test_the_samenwerkingsverbanden_by_sector(snapshot_2026: Snapshot) -> None:
    codes = [node.id.partition(":")[2] for node in snapshot_2026.of_type("Samenwerkingsverband")]
    assert Counter(code[:2] for code in codes if not code.endswith("_REF")) == {"PO": 75, "VO": 74}
    assert {code for code in codes if code.endswith("_REF")} == {"PO_REF", "VO_REF"}


def test_the_regulation_gives_4046_postcodes_one_samenwerkingsverband_of_each_kind(snapshot_2026: Snapshot) -> None:
    for relation in ("IN_SWV_PO", "IN_SWV_VO"):
        starts = Counter(item.van for item in snapshot_2026.relations() if item.type == relation)
        assert len(starts) == 4046
        assert set(starts.values()) == {1}


def test_there_are_more_postcodes_and_schools_than_the_lists_that_they_come_from(snapshot_2026: Snapshot) -> None:
    assert aantal(snapshot_2026, "Postcodegebied") >= 4091, "rows of the list of PC4 areas"
    assert aantal(snapshot_2026, "Vestiging") >= 6122 + 1630, "sites of DUO: basisonderwijs and voortgezet onderwijs"


@pytest.mark.parametrize(
    "relation",
    ["IN_PROVINCIE", "IN_VEILIGHEIDSREGIO", "IN_GGDREGIO", "IN_JEUGDREGIO", "IN_DOORSTROOMPUNTREGIO"],
)
def test_every_gemeente_is_in_one_region_of_each_kind(snapshot_2026: Snapshot, relation: str) -> None:
    wrong = [
        node.naam
        for node in snapshot_2026.of_type("Gemeente")
        if len(snapshot_2026.out(node.id, relation)) != 1
        or snapshot_2026.out(node.id, relation)[0].naar not in snapshot_2026.nodes
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("gemeente", "relation", "regio"),
    [
        ("GM0396", "IN_PROVINCIE", "provincie:PV27"),
        ("GM0396", "IN_VEILIGHEIDSREGIO", "veiligheidsregio:VR12"),
        ("GM0396", "IN_JEUGDREGIO", "jeugdregio:JZ10"),
        ("GM0396", "IN_DOORSTROOMPUNTREGIO", "doorstroompuntregio:MC25"),
    ],
)
def test_heemskerk_is_where_it_is(snapshot_2026: Snapshot, gemeente: str, relation: str, regio: str) -> None:
    assert [item.naar for item in snapshot_2026.out(f"gemeente:{gemeente}", relation)] == [regio]


def test_every_pupil_that_duo_counted_by_home_is_there(snapshot_2026: Snapshot) -> None:
    areas = list(snapshot_2026.of_type("Postcodegebied"))
    wonend = sum(int(str(node.eigenschappen.get("leerlingenWoonachtig", 0))) for node in areas)
    naar_school, elders = (
        totaal(item for node in areas for item in lees_lijst(node.eigenschappen.get(name)).values()).zeker
        for name in ("schoolplaatsenLeerlingen", "leerlingenZonderPostcode")
    )
    assert wonend == naar_school == 1_580_776 - 1, "DUO's file: pupils with a postcode, less the one of 3350"
    assert elders == 4_497, "DUO's file: pupils from abroad or without a known address"
    castricum = lees_lijst(snapshot_2026.nodes["pc4:1901"].eigenschappen["schoolplaatsenLeerlingen"])
    assert (castricum["1901"], castricum["1902"], castricum["1964"]) == (Aantal(967), Aantal(133), Aantal(3))


# ------------------------------------------------------------------ earlier


def test_in_2021_there_were_352_gemeenten(snapshot_2021: Snapshot) -> None:
    assert aantal(snapshot_2021, "Gemeente") == 352, "CBS, gemeenten alfabetisch 2021"


def test_beemster_existed_until_it_went_into_purmerend(snapshot_2021: Snapshot, snapshot_2026: Snapshot) -> None:
    beemster, purmerend = "gemeente:GM0370", "gemeente:GM0439"
    assert snapshot_2021.naam(beemster) == "Beemster"
    assert beemster in snapshot_2021.nodes
    assert [item.naar for item in snapshot_2021.out("pc4:1461", "IN_GEMEENTE")] == [beemster]
    assert beemster not in snapshot_2026.nodes
    assert snapshot_2026.voormalig[beemster].geldig_tot == date(2022, 1, 1)
    assert [item.naar for item in snapshot_2026.out(beemster, "OPGEGAAN_IN")] == [purmerend]
    assert [item.naar for item in snapshot_2026.out("pc4:1461", "IN_GEMEENTE")] == [purmerend]


@pytest.mark.parametrize(
    ("gemeente", "relation", "old", "new"),
    [
        ("GM0687", "IN_SWV_PO", "swv:PO2901", "swv:PO2902"),  # Middelburg, on Walcheren
        ("GM0299", "IN_SWV_VO", "swv:VO2504", "swv:VO2506"),  # Zevenaar, in De Liemers
        ("GM1963", "IN_SWV_VO", "swv:VO2810", "swv:VO2815"),  # Hoeksche Waard
    ],
)
def test_what_the_text_of_2022_changed_in_the_regulation(
    snapshot_2021: Snapshot, snapshot_2026: Snapshot, gemeente: str, relation: str, old: str, new: str
) -> None:
    postcodes = [item.van for item in snapshot_2026.into(f"gemeente:{gemeente}", "IN_GEMEENTE")]
    for snapshot, verband in ((snapshot_2021, old), (snapshot_2026, new)):
        assert {item.naar for code in postcodes for item in snapshot.out(code, relation)} == {verband}


# ------------------------------------------------------------------ how it is made

if RAW:

    def test_it_is_what_the_importers_make_of_the_raw_files(tmp_path: Path) -> None:
        build(str(RAW), str(tmp_path))
        made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        shipped = {path.relative_to(FOLDER): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
        assert made.keys() == shipped.keys()
        assert [name for name in made if made[name] != shipped[name]] == []
