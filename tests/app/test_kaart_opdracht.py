"""The map in the API, and `speelveld kaart`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from cli_hulp import Run
from fastapi.testclient import TestClient

DAG = "2026-11-21"
Opdracht = Callable[..., tuple[int, str, str]]


def test_the_list_of_divisions_leads_to_their_maps(api: TestClient) -> None:
    found = {item["code"]: item for item in api.get("/v1/kaart").json()["indelingen"]}
    assert found["swv-po"] == {
        "code": "swv-po",
        "titel": "samenwerkingsverbanden PO",
        "soort": "Samenwerkingsverband",
        "kaart": "https://speelveld.example/v1/kaart/swv-po",
    }
    assert {"gemeente", "jeugdregio", "regeling-jeugdzorg"} <= found.keys()


def test_a_division_is_geojson_with_its_day_and_sources(api: TestClient) -> None:
    response = api.get("/v1/kaart/swv-po", params={"peildatum": DAG})
    assert response.headers["content-type"] == "application/geo+json"
    assert response.headers["content-crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    content = response.json()
    assert (content["type"], content["peildatum"]) == ("FeatureCollection", DAG)
    assert content["herkomst"].startswith("Schematisch")
    assert {item["uitgever"] for item in content["bronnen"]} >= {"4PP", "Ministerie van OCW"}
    assert all(item["licentie"] for item in content["bronnen"])
    assert len([item for item in content["features"] if item["id"].startswith("swv:PO")]) == 75  # the regulation


def test_an_older_day_has_the_areas_of_then(api: TestClient) -> None:
    """PO2901 Walcheren went to PO2902 in the regulation of 2022."""

    def areas(day: str) -> set[str]:
        return {item["id"] for item in api.get("/v1/kaart/swv-po", params={"peildatum": day}).json()["features"]}

    assert "swv:PO2901" in areas("2021-01-01")
    assert "swv:PO2901" not in areas(DAG)


def test_who_has_this_version_gets_nothing_again(api: TestClient) -> None:
    first = api.get("/v1/kaart/jeugdregio", params={"peildatum": DAG})
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    again = api.get("/v1/kaart/jeugdregio", params={"peildatum": DAG}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    other = api.get("/v1/kaart/jeugdregio", params={"peildatum": "2026-11-22"}, headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_it_is_packed_for_who_takes_that(api: TestClient) -> None:
    packed = api.get("/v1/kaart/jeugdregio", params={"peildatum": DAG}, headers={"Accept-Encoding": "gzip"})
    plain = api.get("/v1/kaart/jeugdregio", params={"peildatum": DAG}, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content) / 3
    assert packed.headers["vary"] == "Accept-Encoding"


def test_only_what_lies_in_an_area(api: TestClient) -> None:
    found = api.get("/v1/kaart/gemeente", params={"peildatum": DAG, "gebied": "swv:PO2711"}).json()
    assert {item["properties"]["naam"] for item in found["features"]} == {
        "Beverwijk", "Castricum", "Heemskerk", "Uitgeest", "Velsen",
    }  # fmt: skip
    schools = api.get("/v1/kaart/scholen", params={"peildatum": DAG, "gebied": "swv:PO2711"}).json()["features"]
    ids = {item["id"] for item in schools}
    assert "vestiging:20MH00" in ids
    assert len(ids) < 100 < len(api.get("/v1/kaart/scholen", params={"peildatum": DAG}).json()["features"])


@pytest.mark.parametrize(
    ("pad", "soort"),
    [
        ("gemeenten/GM0396", "Polygon"),
        ("samenwerkingsverbanden/VO2704", "Polygon"),
        ("provincies/PV21", "MultiPolygon"),  # Fryslân has islands
        ("postcodegebieden/1963", "Polygon"),
        ("vestigingen/20MH00", "Point"),
    ],
)
def test_where_one_thing_lies(pad: str, soort: str, api: TestClient) -> None:
    response = api.get(f"/v1/{pad}/geometrie", params={"peildatum": DAG})
    assert response.headers["content-type"] == "application/geo+json"
    content = response.json()
    assert (content["type"], content["geometry"]["type"]) == ("Feature", soort)
    assert content["properties"]["id"] == content["id"]
    assert content["properties"]["uri"].startswith("https://speelveld.example/id/")
    assert content["properties"]["naam"]
    assert shapely.from_geojson(json.dumps(content["geometry"])).is_valid


@pytest.mark.parametrize(
    ("pad", "status", "zegt"),
    [
        ("/v1/kaart/onzin", 404, "de indeling “onzin” bestaat niet. Kies uit: gemeente, swv-po"),
        ("/v1/kaart/gemeente?gebied=onzin", 422, "van “onzin” is geen gebied bekend op"),
        ("/v1/kaart/scholen?gebied=bestuur:41636", 422, "(bestuur:41636) is geen gebied bekend op"),
        ("/v1/gemeenten/GM9999/geometrie", 404, "van “gemeente:GM9999” is geen gebied bekend op"),
        ("/v1/besturen/41636/geometrie", 404, "(bestuur:41636) is geen gebied bekend op"),
        ("/v1/planeten/aarde/geometrie", 404, "“planeten” bestaat niet"),
        ("/v1/kaart/gemeente?peildatum=gisteren", 422, "peildatum"),
    ],
)
def test_what_is_not_there_is_refused(pad: str, status: int, zegt: str, api: TestClient) -> None:
    response = api.get(pad)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert zegt in response.json()["detail"]


# ---------------------------------------------------------------- command line


@pytest.fixture
def kaart(run_nederland: Run) -> Opdracht:
    return lambda *arguments: run_nederland("kaart", *arguments, "--peildatum", DAG)


def test_a_map_is_one_file(kaart: Opdracht, tmp_path: Path) -> None:
    path = tmp_path / "kaart.html"
    code, out, err = kaart("--over", "jeugdregio", "--uit", path)
    assert (code, err) == (0, "")
    assert out == f"Geschreven: {path} (76 gebieden)\n"  # 75 of the regulation, and what it leaves open
    html = path.read_text(encoding="utf-8")
    assert "<h1>Samenwerkingsverbanden PO, met grenzen van jeugdregio&#39;s</h1>" in html
    assert "src=" not in html.split("<script>")[0]


def test_a_map_of_an_area_by_its_name(kaart: Opdracht, tmp_path: Path) -> None:
    code, out, err = kaart("--gebied", "PO2711", "--uit", tmp_path / "kaart.html", "--json")
    assert (code, json.loads(out)["gebieden"]) == (0, 5)
    assert "[swv:PO2711]" in err


@pytest.mark.parametrize(
    ("arguments", "zegt"),
    [
        (("--indeling", "wijk", "--uit", "kaart.html"), "de indeling “wijk” bestaat niet. Kies uit: gemeente"),
        (("--over", "wijk", "--uit", "kaart.html"), "de indeling “wijk” bestaat niet"),
        (("--gebied", "bestuur:41636", "--uit", "kaart.html"), "geen gebied bekend op 2026-11-21"),
        (("--uit", "bestaat-niet/kaart.html"), "dit bestand is niet te schrijven"),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    arguments: tuple[str, ...], zegt: str, kaart: Opdracht, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = kaart(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("Fout: ")
    assert zegt in err
    assert not list(tmp_path.iterdir())


def test_another_ending_is_wrong_usage(kaart: Opdracht, tmp_path: Path) -> None:
    code, out, err = kaart("--uit", tmp_path / "kaart.pdf")
    assert (code, out) == (2, "")
    assert "“kaart.pdf” eindigt niet op .html" in err
    assert not list(tmp_path.iterdir())
