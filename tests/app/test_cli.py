"""The command line: what it prints, and how it ends."""

import io
import json
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from cli_hulp import Run

from graph.facts import Relation
from graph.sqlite_store import SqliteStore

HEEMSKERK = {
    "peildatum": "2026-11-21",
    "geboortedatum": "2011-05-04",
    "woonplaats": {"postcode": "1963"},
    "onderwijs": {"inschrijving": "vo", "vestiging": "20MH00"},
}


@pytest.fixture(scope="module")
def store(nederland: SqliteStore) -> Path:
    return nederland._path


def _file(folder: Path, content: Any) -> Path:
    path = folder / "vraag.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_wie_prints_a_page_to_read_aloud(run: Run, store: Path, tmp_path: Path) -> None:
    code, out, err = run("wie", _file(tmp_path, HEEMSKERK), "--store", store)
    assert (code, err) == (0, "")
    assert "Leerplicht: gemeente Heemskerk" in out
    assert "Extra ondersteuning op school: VO2704" in out
    assert "Onderwijshuisvesting: gemeente Castricum" in out
    assert out.index("Andere jeugdregio") < out.index("Leerplicht: gemeente Heemskerk")


def test_wie_reads_standard_input_and_gives_the_contract(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(HEEMSKERK)))
    code, out, _ = run("wie", "-", "--json", "--store", store)
    content = json.loads(out)
    assert code == 0
    assert set(content) >= {"peildatum", "versie", "antwoorden", "signalen", "bronnen"}


def test_wie_takes_the_peildatum_of_the_command_line(run: Run, store: Path, tmp_path: Path) -> None:
    path = _file(tmp_path, {"woonplaats": {"postcode": "1461"}, "leeftijd": 10})
    _, out, _ = run("wie", path, "--peildatum", "2021-06-01", "--store", store)
    assert "Leerplicht: gemeente Beemster" in out


def test_what_is_not_known_is_listed_at_the_end_with_what_to_give(run: Run, store: Path, tmp_path: Path) -> None:
    path = _file(tmp_path, {"peildatum": "2026-11-21", "woonplaats": {"gemeente": "Zuidplas"}, "leeftijd": 12})
    _, out, _ = run("wie", path, "--store", store)
    assert "VO2802 of VO2810 (Koers VO) – hangt af van het soort onderwijs en de postcode van het woonadres" in out
    assert "Onderwijshuisvesting: geef" in out.partition("NOG TE BEPALEN")[2]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "geen geldige JSON"),
        ('{"woonplaats": {"postcode": "196"}}', "vier cijfers"),
        ("[]", "blok met velden"),
    ],
)
def test_a_wrong_question_is_one_line_and_exit_1(
    run: Run, store: Path, tmp_path: Path, content: str, says: str
) -> None:
    path = tmp_path / "vraag.json"
    path.write_text(content, encoding="utf-8")
    code, out, err = run("wie", path, "--store", store)
    assert (code, out) == (1, "")
    assert err.startswith("Fout: ")
    assert err.count("\n") == 1
    assert says in err


def test_a_question_that_does_not_exist_is_one_line_and_exit_1(run: Run, store: Path, tmp_path: Path) -> None:
    code, _, err = run("wie", tmp_path / "weg.json", "--store", store)
    assert (code, err.count("\n")) == (1, 1)
    assert "bestaat niet" in err


def test_wrong_usage_is_exit_2(run: Run, store: Path) -> None:
    assert run("wie")[0] == 2
    assert run("bestaatniet")[0] == 2
    assert run("bronnen", "--peildatum", "21-11-2026", "--store", store)[0] == 2
    assert run("laad", "duo-bo-vestigingen", "--store", store)[0] == 2


def test_bronnen_lists_source_date_licence_and_age(run: Run, store: Path) -> None:
    code, out, _ = run("bronnen", "--store", store, "--peildatum", "2026-11-21")
    assert code == 0
    line = next(line for line in out.splitlines() if line.startswith("doorstroomregeling"))
    assert "2026-01-01" in line
    assert "324 dagen" in line  # 1 January to 21 November 2026


def test_bronnen_of_an_empty_store_says_how_to_load(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("bronnen", "--store", tmp_path / "leeg.db")
    assert code == 0
    assert "speelveld laad" in out


def test_zoek_finds_and_says_what_it_is(run: Run, store: Path) -> None:
    code, out, _ = run("zoek", "IJmond", "--store", store)
    assert code == 0
    assert any(line.startswith("swv:PO2711") and "samenwerkingsverband" in line for line in out.splitlines())


def test_zoek_without_a_hit_says_so(run: Run, store: Path) -> None:
    assert run("zoek", "qqqqxxxx", "--store", store)[:2] == (0, "Niets gevonden voor “qqqqxxxx”.\n")


def test_laad_twice_changes_nothing_the_second_time_and_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "nederland.db"
    code, out, _ = run("laad", "--store", path)
    assert code == 0
    assert "Klaar" in out
    opened = SqliteStore(path)
    version = opened.versie()
    code, out, _ = run("laad", "--store", path)
    assert (code, out) == (0, "Niets veranderd: deze gegevens stonden er al.\n")
    assert opened.versie() == version
    opened.close()


def test_a_store_on_a_server_that_is_not_supported_is_refused(run: Run) -> None:
    code, _, err = run("bronnen", "--store", "ftp://ergens")
    assert (code, err.count("\n")) == (1, 1)


def test_an_unexpected_error_is_one_line_without_data(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("geheim van een leerling")

    monkeypatch.setattr("app.cli.wie._question", break_down)
    code, _, err = run("wie", _file(tmp_path, HEEMSKERK))
    assert (code, err.count("\n")) == (1, 1)
    assert "geheim" not in err
    assert "Traceback" not in err


def test_laad_keeps_a_delivery_that_is_newer_than_the_national_one(run: Run, tmp_path: Path) -> None:
    path, regions = tmp_path / "nieuwer.db", tmp_path / "rmc.csv"
    assert run("laad", "--store", path)[0] == 0
    opened = SqliteStore(path)
    rows = [
        (item.fact.van, item.fact.naar)
        for item in opened.statements("doorstroomregeling")
        if isinstance(item.fact, Relation)
    ]
    opened.close()
    lines = ["dpregio_nr,dpregio_naam,gemeente,gm_code,text_version,bron"]
    lines += [f"{naar[-2:]},Regio {naar[-2:]},,{van[-6:]},2027-01-01,test" for van, naar in rows]
    regions.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("laad", "doorstroomregeling", regions, "--peildatum", "2027-01-01", "--store", path)[0] == 0
    code, out, err = run("laad", "--store", path)
    assert (code, err) == (0, "Overgeslagen: van doorstroomregeling staat er al een nieuwere levering.\n")
    assert out == "Niets veranderd: deze gegevens stonden er al.\n"


def test_haal_loads_the_boundaries_that_the_publisher_has_now(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grenzen = Path(__file__).parents[1] / "importers/slices/cbs-gemeentegrenzen"
    content = next(grenzen.iterdir()).read_bytes()
    monkeypatch.setattr(
        httpx2.HTTPTransport, "handle_request", lambda _self, _request: httpx2.Response(200, content=content)
    )
    path = tmp_path / "nieuw.db"
    code, out, _ = run("haal", "cbs-gemeentegrenzen", "--peildatum", "2026-11-21", "--store", path)
    assert code == 0
    assert out.startswith("Gebiedsindelingen: gemeentegrenzen (2026-11-21): ")
    code, out, _ = run("bronnen", "--store", path)
    assert re.search(r"^cbs-gemeentegrenzen +2026-11-21 ", out, re.MULTILINE)


def test_haal_without_a_source_says_what_can_be_fetched(run: Run) -> None:
    code, out, err = run("haal")
    assert (code, err) == (0, "")
    assert "  duo-bo-vestigingen " in out
    assert "  roo-gemeenten " not in out


def test_haal_without_internet_changes_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object, _request: object) -> httpx2.Response:
        raise httpx2.ConnectError("[Errno -3] Temporary failure in name resolution")

    monkeypatch.setattr(httpx2.HTTPTransport, "handle_request", fail)
    path = tmp_path / "leeg.db"
    code, out, err = run("haal", "duo-bo-vestigingen", "--store", path)
    assert (code, out, err.count("\n"), path.exists()) == (1, "", 1, False)
    assert "www.duo.nl is niet te bereiken" in err
