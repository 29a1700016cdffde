"""Bad input, end to end: `speelveld laad` refuses it in one line that says where and how to mend, and changes nothing.

One case for each way in which a file can be wrong; what else an importer refuses is tested with the importer.
"""

from __future__ import annotations

import shutil
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli import main
from graph.delivery import Delivery, Levering, Statement
from graph.facts import Node
from graph.sqlite_store import SqliteStore
from importers.load import load_file
from importers.registry import SOURCES, source
from importers.sjabloon_register import voorbeeld

FOLDER = Path(__file__).parent
SLECHT, SLICES = FOLDER / "slecht", FOLDER / "slices"
BO = SLICES / "duo-bo-vestigingen" / "02.-alle-schoolvestigingen-basisonderwijs.csv"
EERSTE, LATER = date(2026, 6, 1), date(2026, 7, 1)
GEMEENTEN = {
    "GM0106": "Assen",
    "GM0118": "Hoogeveen",
    "GM0119": "Meppel",
    "GM0196": "Rijnwaarden",
    "GM0228": "Ede",
    "GM0289": "Wageningen",
    "GM0383": "Castricum",
    "GM0453": "Velsen",
    "GM0518": "'s-Gravenhage",
    "GM1641": "Maasgouw",
    "GM1680": "Aa en Hunze",
    "GM1948": "Meierijstad",
    "GM1966": "Het Hogeland",
}


@pytest.fixture(scope="module")
def gevuld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a few gemeenten and one delivery of basisscholen."""
    path = tmp_path_factory.mktemp("gevuld") / "gevuld.db"
    store = SqliteStore(path)
    levering = Levering("levering:proef", "proef", "Proef", "Proef", "CC0 1.0", "", EERSTE, "", "proef/1", rang=1)
    nodes = (Node(f"gemeente:{code}", "Gemeente", naam) for code, naam in GEMEENTEN.items())
    store.apply([Delivery(levering, tuple(Statement(node, levering.id) for node in nodes))])
    load_file(source("duo-bo-vestigingen"), BO, store, EERSTE)
    store.close()
    return path


class Uitkomst(NamedTuple):
    code: int
    out: str
    err: str


Laad = Callable[..., Uitkomst]
Weiger = Callable[[str, Path], str]


@pytest.fixture
def opslag(gevuld: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(gevuld, tmp_path / "opslag.db"))


@pytest.fixture
def laad(opslag: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Laad:
    """Run `speelveld laad BRON BESTAND` as a user does."""

    def run(bron: str, bestand: Path, *opties: str) -> Uitkomst:
        words = ["speelveld", "laad", bron, str(bestand), "--store", str(opslag), "--peildatum", LATER.isoformat()]
        monkeypatch.setattr(sys, "argv", [*words, *opties])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Uitkomst(int(ended.value.code or 0), out, err)

    return run


class Inhoud(NamedTuple):
    """All that a store holds."""

    versie: int
    leveringen: list[Levering]
    statements: list[Statement]


def inhoud(opslag: Path) -> Inhoud:
    store = SqliteStore(opslag)
    try:
        return Inhoud(store.versie(), store.leveringen(), list(store.statements()))
    finally:
        store.close()


@pytest.fixture
def weigert(laad: Laad, opslag: Path) -> Weiger:
    """The one line with which a file is refused; nothing else is printed and nothing changes."""

    def run(bron: str, bestand: Path) -> str:
        before = inhoud(opslag)
        found = laad(bron, bestand)
        assert (found.code, found.out) == (1, "")
        assert found.err.startswith("Fout: ")
        assert found.err.count("\n") == 1
        assert found.err.endswith(".\n") or found.err.endswith("?\n")
        assert len(found.err) < 1000
        assert "niet had mogen gebeuren" not in found.err
        assert inhoud(opslag) == before
        return found.err

    return run


class Geval(NamedTuple):
    """A file with one fault: what the message says of the place, what is wrong and how to mend it."""

    bron: str
    bestand: str
    plaats: str
    wat: str
    herstel: str


GEDOWNLOAD = "Gebruik het bestand zoals het is gedownload"
UITGEVER = "Gebruik het bestand zoals de uitgever het levert"
OPNIEUW = "Download het opnieuw"
GEVALLEN = (
    # the header
    Geval("duo-bo-vestigingen", "zonder_kop.csv", ", regel 1: ", "de kop begint met “Drenthe; 32073;", "Controleer of"),
    Geval("duo-bo-vestigingen", "kolom_ontbreekt.csv", ", regel 1: ", "kolom ontbreekt: POSTCODE.", UITGEVER),
    Geval("duo-vo-vestigingen", "kolom_hernoemd.csv", ", regel 1: ", "heet die kolom nu ONDERWIJSSTRUKTUUR?", UITGEVER),
    Geval("duo-bo-vestigingen", "komma.csv", ", regel 1: ", "gescheiden met een komma; de uitgever", GEDOWNLOAD),
    Geval("cbs-gebieden", "komma.csv", ", regel 1: ", "gescheiden met een komma; de uitgever", GEDOWNLOAD),  # quoted
    Geval("duo-bo-vestigingen", "alleen_kop.csv", ": ", "wel een kop maar geen regels", OPNIEUW),
    Geval("duo-bo-vestigingen", "leeg.csv", ": ", "het bestand is leeg", OPNIEUW),
    # the encoding
    Geval("duo-bo-vestigingen", "utf16.csv", ": ", "gecodeerd als UTF-16", GEDOWNLOAD),
    Geval("duo-bo-vestigingen", "opgeslagen_als_utf8.csv", ": ", "gecodeerd als UTF-8, terwijl", GEDOWNLOAD),
    Geval("cbs-gemeenten", "cp1252.csv", ", regel 3: ", "niet gecodeerd als UTF-8 (byte 0xFA)", GEDOWNLOAD),
    Geval("duo-bo-vestigingen", "nul_teken.csv", ", regel 3: ", "NUL-teken", GEDOWNLOAD),
    # a file that was cut off
    Geval("duo-bo-vestigingen", "afgebroken_regel.csv", ", regel 2: ", "13 velden in plaats van 31", OPNIEUW),
    Geval("pc4-punten", "afgebroken_in_aanhalingstekens.csv", ", regel 29: ", "niet gesloten", OPNIEUW),
    Geval("duo-vo-kern", "afgebroken_code.csv", ", regel 8: ", "geen regeleinde", OPNIEUW),  # GM1966 as GM0196
    Geval("scholen-geo", "afgebroken.geo.json", ", regel 6: ", "geen geldige JSON", OPNIEUW),
    # the values
    Geval("duo-bo-vestigingen", "dubbele_vestiging.csv", ", regel 3, kolom VESTIGINGSCODE: ", "twee keer", "Download"),
    Geval("duo-bo-vestigingen", "onbekende_gemeente.csv", ", regel 2, kolom GEMEENTENUMMER: ", "“9518”", "Zoek de"),
    Geval(
        "sjabloon-aanbieders", "onbekende_gemeente.csv", ", regel 3, kolom werkgebied: ", "Kastricum", "“Castricum”?"
    ),
    Geval("cbs-gemeenten", "slechte_code.csv", ", regel 2, kolom GemeentecodeGM: ", "“GM358” is geen code", UITGEVER),
    Geval("duo-bo-vestigingen", "slechte_postcode.csv", ", regel 2, kolom POSTCODE: ", "“25 AB”", "Schrijf vier"),
    Geval("roo-regelingen", "slechte_datum.csv", "kolom datum_inwerkingtreding: ", "“21-03-2018”", "Schrijf JJJJ"),
    Geval("tooi-gemeenten", "eindigt_voor_begin.json", "gm1774: ", "voordat zij begint", "Download de waardelijst"),
    Geval("sjabloon-aanbieders", "einde_voor_begin.csv", ", regel 2: ", "ligt niet na het begin", "Het einde is de"),
    Geval("sjabloon-aanbieders", "overlappende_perioden.csv", ", regel 3: ", "de perioden overlappen", "Houd één"),
    Geval("afspraken", "veld_verkeerd_geschreven.yaml", ", regel 13: ", "geen veld “partijn”", "Bedoelt u “partijen”?"),
    # no such file at all
    Geval("sjabloon-aanbieders", "formule.xlsx", ", blad aanbieders, cel J2: ", "een formule", "Zet er de waarde zelf"),
    Geval("sjabloon-aanbieders", "werkmap.csv", ": ", "dit is een werkmap (.xlsx)", "of lever het als .xlsx"),
    Geval("sjabloon-aanbieders", "afbeelding.xlsx", ": ", "geen werkmap (.xlsx)", "sla het opnieuw op als .xlsx"),
    Geval("duo-bo-vestigingen", "afbeelding.csv", ": ", "dit is een afbeelding", "Controleer of u het goede bestand"),
    Geval("duo-bo-vestigingen", "webpagina.csv", ": ", "dit is een webpagina", OPNIEUW),
)


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: f"{geval.bron}/{geval.bestand}")
def test_a_file_with_a_fault_is_refused(geval: Geval, weigert: Weiger) -> None:
    melding = weigert(geval.bron, SLECHT / geval.bron / geval.bestand)
    assert geval.bestand in melding
    assert geval.plaats in melding
    assert geval.wat in melding
    assert geval.herstel in melding


@pytest.mark.parametrize(
    ("bron", "bestand", "lijkt_op"),
    [
        # has every column that is read for basisscholen, and more
        ("duo-bo-vestigingen", SLICES / "duo-vo-vestigingen/02.-alle-vestigingen-vo.csv", "duo-vo-vestigingen"),
        ("duo-vo-vestigingen", SLICES / "roo-gemeenten/derived_gemeenten_roo.csv", "roo-gemeenten"),
        ("roo-gemeenten", SLICES / "duo-vo-vestigingen/02.-alle-vestigingen-vo.csv", "duo-vo-vestigingen ("),
        ("tooi-gemeenten", BO, "duo-bo-vestigingen"),
        ("duo-bo-vestigingen", SLICES / "scholen-geo/scholen-2024-11-22.geo.json", "scholen-geo"),
        ("roo-gemeenten", SLICES / "cbs-ggdregio/derived_gemeente_ggdregio.csv", "cbs-ggdregio of cbs-zorgkantoor"),
        ("afspraken", voorbeeld("regios"), "sjabloon-regios"),
        ("sjabloon-aanbieders", voorbeeld("leerplicht", "xlsx"), "sjabloon-leerplicht"),
    ],
)
def test_a_file_of_another_source_is_refused_and_its_source_named(
    bron: str, bestand: Path, lijkt_op: str, weigert: Weiger
) -> None:
    melding = weigert(bron, bestand)
    assert f"{bestand.name}: dit is geen bestand van bron {bron}." in melding
    assert f"Dit lijkt een bestand van bron {lijkt_op}" in melding
    assert f"“speelveld laad {lijkt_op.split()[0]} {bestand.name}”" in melding


@pytest.mark.parametrize("bron", [bron for bron in SOURCES if (SLICES / bron).exists() and bron != "pc4-gemeente"])
def test_no_file_is_mistaken_for_that_of_another_source(bron: str, weigert: Weiger, tmp_path: Path) -> None:
    """A fault behind the header is reported as such."""
    slice_file = next(path for path in sorted((SLICES / bron).iterdir()))
    header = slice_file.read_bytes().splitlines(keepends=True)[0]
    broken = tmp_path / slice_file.name
    broken.write_bytes(header + b'"onzin')
    assert "geen bestand van bron" not in weigert(bron, broken)


@pytest.mark.parametrize(
    ("bron", "verwacht"),
    [("duo-bo-vestiging", "Bedoelt u “duo-bo-vestigingen”?"), ("xyz", "Kies uit: afspraken, besturen-psv, ")],
)
def test_an_unknown_source_names_the_nearest(bron: str, verwacht: str, laad: Laad, opslag: Path) -> None:
    before = inhoud(opslag)
    found = laad(bron, BO)
    assert (found.code, found.out) == (1, "")
    assert found.err.startswith(f"Fout: bron “{bron}” bestaat niet. {verwacht}")
    assert found.err.count("\n") == 1
    assert inhoud(opslag) == before


def test_without_gemeenten_the_user_hears_what_to_load_first(laad: Laad, opslag: Path) -> None:
    opslag.unlink()
    found = laad("duo-bo-vestigingen", BO)
    assert (found.code, found.out) == (1, "")
    assert "regel 2, kolom GEMEENTENUMMER: er zijn nog geen gemeenten geladen. Laad eerst de landelijke" in found.err
    assert inhoud(opslag).versie == 0


def _naar_zichzelf(folder: Path) -> Path:
    link = folder / "kring.csv"
    link.symlink_to(link)
    return link


def _naar_niets(folder: Path) -> Path:
    link = folder / "nergens.csv"
    link.symlink_to(folder / "weg.csv")
    return link


@pytest.mark.parametrize(
    ("maak", "wat"),
    [
        (lambda folder: folder / "weg.csv", "dit bestand bestaat niet"),
        (lambda folder: folder / "weg" / "weg.csv", "dit bestand bestaat niet"),
        (lambda folder: folder / ("x" * 300), "dit bestand bestaat niet"),
        (lambda folder: folder, "dit is een map, geen bestand"),
        (_naar_zichzelf, "deze koppeling wijst niet naar een bestand"),
        (_naar_niets, "deze koppeling wijst niet naar een bestand"),
        (lambda _: Path("/dev/zero"), "dit is geen gewoon bestand"),
    ],
    ids=["weg", "map_weg", "lange_naam", "map", "kring", "nergens", "apparaat"],
)
def test_what_is_no_file_is_refused(maak: Callable[[Path], Path], wat: str, weigert: Weiger, tmp_path: Path) -> None:
    path = maak(tmp_path)
    assert f"{path}: {wat}." in weigert("duo-bo-vestigingen", path)


def test_a_file_that_may_not_be_read_is_refused(
    weigert: Weiger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = Path(shutil.copy(BO, tmp_path / "dicht.csv"))
    read_bytes = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "het bestand mag niet worden gelezen. Geef leesrecht" in weigert("duo-bo-vestigingen", path)


def test_a_workbook_that_unpacks_to_far_more_is_refused(weigert: Weiger, tmp_path: Path) -> None:
    bomb = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(60 * 1024 * 1024))
    assert bomb.stat().st_size < 100_000
    assert "bom.xlsx: de werkmap wordt uitgepakt onredelijk groot" in weigert("sjabloon-aanbieders", bomb)


def test_a_line_of_50_megabytes_is_refused(weigert: Weiger, tmp_path: Path) -> None:
    path = tmp_path / "lang.csv"
    header = BO.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(header + b"x" * 50_000_000 + b"\r\n")
    melding = weigert("duo-bo-vestigingen", path)
    assert "lang.csv, regel 2: de regel is niet te lezen: een veld is onredelijk lang" in melding


def test_what_the_file_holds_cannot_break_the_line(weigert: Weiger, tmp_path: Path) -> None:
    """A cell with line ends, control characters for terminals and thousands of signs."""
    path = tmp_path / "besturing.csv"
    cell = b'"25\r\n\x1b[31m' + b"A" * 50_000 + b'"'
    path.write_bytes(BO.read_bytes().replace(b"9514 CA", cell, 1))
    melding = weigert("duo-bo-vestigingen", path)
    assert "regel 2, kolom POSTCODE: “25 [31mAAA" in melding
    assert "AAA” is geen postcode" in melding


def test_a_delivery_a_third_smaller_is_refused_until_the_user_insists(
    weigert: Weiger, laad: Laad, opslag: Path
) -> None:
    kleiner = SLECHT / "duo-bo-vestigingen" / "een_derde_kleiner.csv"
    melding = weigert("duo-bo-vestigingen", kleiner)
    assert "bron duo-bo-vestigingen: deze levering noemt " in melding
    assert "geef dan --toch" in melding
    assert laad("duo-bo-vestigingen", kleiner, "--toch").code == 0
    last = inhoud(opslag).leveringen[-1]
    assert (last.bron, last.peildatum) == ("duo-bo-vestigingen", LATER)


@pytest.mark.parametrize(
    "vorm",
    [
        lambda data: data.replace(b"\r\n", b"\n"),
        lambda data: data.replace(b"\r\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data.decode("cp1252").encode("utf-8"),
    ],
    ids=["LF", "CR", "BOM"],
)
def test_other_line_ends_and_a_byte_order_mark_are_simply_read(
    vorm: Callable[[bytes], bytes], laad: Laad, opslag: Path, tmp_path: Path
) -> None:
    before = inhoud(opslag)
    path = tmp_path / "anders.csv"
    path.write_bytes(vorm(BO.read_bytes()))
    found = laad("duo-bo-vestigingen", path)
    assert (found.code, found.err) == (0, "")
    assert "Niets veranderd" in found.out
    assert inhoud(opslag).statements == before.statements
