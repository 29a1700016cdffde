"""zoek, omgeving, paden and wijzigingen over HTTP, on the national data."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

DAG = {"peildatum": "2026-11-21"}
BASIS = "https://speelveld.example"


def get(api: TestClient, path: str, **params: Any) -> Any:
    response = api.get(path, params=DAG | params)
    assert response.status_code == 200, response.text
    return response.json()


# ------------------------------------------------------------------ zoek


def test_a_hit_says_what_where_and_why(api: TestClient) -> None:
    first, second = get(api, "/v1/zoek", q="beemster")["treffers"][:2]
    assert (first["id"], first["type"], first["waar"]) == ("gemeente:GM0439", "Gemeente", "Noord-Holland")
    assert first["toelichting"] == "Beemster is op 01-01-2022 opgegaan in Purmerend"
    assert first["uri"] == f"{BASIS}/id/gemeente/GM0439"
    assert first["bestaatOpPeildatum"] is True
    assert (second["id"], second["bestaatOpPeildatum"]) == ("gemeente:GM0370", False)
    assert second["opvolgers"] == ["gemeente:GM0439"]


def test_search_takes_kinds(api: TestClient) -> None:
    found = get(api, "/v1/zoek", q="haarlem", soort=["swv", "jeugdregio"])["treffers"]
    assert {item["type"] for item in found} <= {"Samenwerkingsverband", "Jeugdregio"}
    assert found


# ------------------------------------------------------------------ omgeving


def test_the_surroundings_of_an_swv(api: TestClient) -> None:
    found = get(api, "/v1/omgeving/swv:PO2711", relatie="IN_SWV_PO")
    assert (found["start"], found["peildatum"]) == ("swv:PO2711", "2026-11-21")
    gemeenten = {item["naam"] for item in found["knopen"] if item["type"] == "Gemeente"}
    assert gemeenten == {"Beverwijk", "Castricum", "Heemskerk", "Uitgeest", "Velsen"}  # BWBR0032324
    edge = next(item for item in found["relaties"] if item["van"] == "gemeente:GM0396")
    assert (edge["relatie"], edge["naar"], edge["geldigVan"]) == ("IN_SWV_PO", "swv:PO2711", "2015-04-23")
    assert edge["postcodegebieden"] == 9  # 1961 to 1969
    assert set(edge["bronnen"]) <= {item["id"] for item in found["bronnen"]}
    [left] = found["weggelaten"]
    assert (left["relatie"], left["type"]) == ("^IN_SWV_PO", "Postcodegebied")


def test_the_surroundings_have_a_limit_that_says_what_is_left_out(api: TestClient) -> None:
    found = get(api, "/v1/omgeving/gemeente:GM0363", hoogstens=20)
    assert len(found["knopen"]) == 20
    assert any(item["type"] == "Vestiging" and item["aantal"] > 300 for item in found["weggelaten"])


# ------------------------------------------------------------------ paden


def test_a_way_is_told_in_sentences(api: TestClient) -> None:
    found = get(api, "/v1/paden", van="vestiging:20MH00", naar="gemeente:GM0396")
    assert (found["lengte"], found["aantal"]) == (2, 1)
    assert [step["tekst"] for step in found["paden"][0]["stappen"]] == [
        "Jac P Thijsse College voor Vwo Havo Mavo (20MH00) ligt, voor vo, in het gebied van "
        "VO2704 (Samenwerkingsverband VO Midden-Kennemerland).",
        "VO2704 (Samenwerkingsverband VO Midden-Kennemerland) omvat gemeente Heemskerk, met alle 9 postcodegebieden.",
    ]
    assert found["van"]["naam"] == "Jac P Thijsse College voor Vwo Havo Mavo"
    used = {
        levering
        for way in found["paden"]
        for step in way["stappen"]
        for rel in step["relaties"]
        for levering in rel["bronnen"]
    }
    assert used == {item["id"] for item in found["bronnen"]}


def test_the_sentence_of_the_brief(api: TestClient) -> None:
    found = get(api, "/v1/paden", van="gemeente:GM0396", naar="jeugdregio:JZ10")
    [step] = found["paden"][0]["stappen"]
    assert step["tekst"] == "Gemeente Heemskerk hoort bij jeugdregio IJmond (Midden Kennemerland)."


def test_no_way_is_an_answer(api: TestClient) -> None:
    found = get(api, "/v1/paden", van="gemeente:GM0396", naar="swv:PO2711", relatie="PARTIJ_BIJ")
    assert (found["lengte"], found["paden"]) == (None, [])
    assert "geen verbinding bekend" in found["toelichting"]


# ------------------------------------------------------------------ wijzigingen


def test_changes_of_the_world_come_with_day_ground_and_source(api: TestClient) -> None:
    found = get(api, "/v1/wijzigingen", van="2021-06-01", tot="2023-06-01", soort="gemeente")
    merger = next(
        item for item in found["wijzigingen"] if item["nieuw"][:1] and item["nieuw"][0]["naam"] == "Dijk en Waard"
    )
    assert (merger["aard"], merger["grond"], merger["op"]) == ("opgegaan", "gedateerd", "2022-01-01")
    assert merger["tekst"] == "Gemeenten Heerhugowaard en Langedijk zijn samen opgegaan in gemeente Dijk en Waard."
    assert {item["naam"] for item in merger["wie"]} == {"Heerhugowaard", "Langedijk"}
    assert set(merger["bronnen"]) <= {item["id"] for item in found["bronnen"]}


def test_an_swv_of_which_the_area_changed(api: TestClient) -> None:
    found = get(api, "/v1/wijzigingen", van="2021-06-01", bij="swv:VO2815")
    move = next(item for item in found["wijzigingen"] if item["aard"] == "verplaatst")
    assert (move["grond"], move["vorigeStand"], move["op"]) == ("uiterlijk", "2015-04-23", "2022-02-09")
    assert (move["oud"][0]["id"], move["nieuw"][0]["id"], len(move["wie"])) == ("swv:VO2810", "swv:VO2815", 18)
    assert found["tot"] == "2026-11-21"  # the peildatum


def test_what_changed_in_the_data_only_is_told_apart(api: TestClient) -> None:
    days = {"van": "2024-06-01", "tot": "2026-11-21"}
    found = get(api, "/v1/wijzigingen", **days)
    assert all(item["grond"] != "gegevens" for item in found["wijzigingen"])
    assert not any(item["relatie"] == "IN_JEUGDREGIO" for item in found["wijzigingen"])
    [list_of_2025] = [item for item in found["gegevens"] if item["bronnen"] == ["levering:cbs-jeugdregio-2025-01-01"]]
    assert list_of_2025["reden"] == "eerste"
    assert "van daarvoor is niets bekend" in list_of_2025["tekst"]
    data = get(api, "/v1/wijzigingen", grond="gegevens", soort="jeugdregio", **days)
    assert {item["relatie"] for item in data["wijzigingen"]} == {None, "IN_JEUGDREGIO"}


def test_changes_page_and_link_to_the_next(api: TestClient) -> None:
    params = {"van": "2021-06-01", "tot": "2026-11-21", "paginagrootte": 50}
    first = get(api, "/v1/wijzigingen", **params)
    assert first["totaal"] > 100
    seen = list(first["wijzigingen"])
    page = first
    while page["volgende"]:
        page = api.get(page["volgende"].removeprefix(BASIS)).json()
        seen += page["wijzigingen"]
    assert len(seen) == first["totaal"]
    assert len({str((item["aard"], item["relatie"], item["tekst"], item["op"])) for item in seen}) == len(seen)
    back = api.get(page["vorige"].removeprefix(BASIS)).json()
    assert back["volgende"] is not None


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("path", "params", "status", "field", "says"),
    [
        ("/v1/zoek", {"q": "haarlem", "soort": "koe"}, 422, "soort", "kies uit"),
        ("/v1/zoek", {"q": ""}, 422, "q", ""),
        ("/v1/omgeving/gemeente:GM0000", {}, 404, "id", "niet bekend"),
        ("/v1/omgeving/koe", {}, 404, "id", "niet bekend"),
        ("/v1/omgeving/gemeente:GM0396", {"relatie": "LIGT_NAAST"}, 422, "relatie", "kies uit"),
        ("/v1/omgeving/gemeente:GM0396", {"diepte": 3}, 422, "diepte", ""),
        ("/v1/paden", {"van": "gemeente:GM0396"}, 422, "naar", ""),
        ("/v1/paden", {"van": "gemeente:GM0396", "naar": "koe:1"}, 422, "naar", "niet bekend"),
        ("/v1/paden", {"van": "gemeente:GM0396", "naar": "swv:PO2711", "relatie": "X"}, 422, "relatie", "kies uit"),
        ("/v1/wijzigingen", {}, 422, "van", ""),
        ("/v1/wijzigingen", {"van": "2026-01-01", "tot": "2021-01-01"}, 422, "van", "later"),
        ("/v1/wijzigingen", {"van": "2021-01-01", "bij": "gemeente:GM0000"}, 422, "bij", "niet bekend"),
        ("/v1/wijzigingen", {"van": "2021-01-01", "soort": "koe"}, 422, "soort", "kies uit"),
        ("/v1/wijzigingen", {"van": "2021-01-01", "grond": "vermoeden"}, 422, "grond", ""),
    ],
)
def test_a_wrong_question_is_a_problem_that_names_the_parameter(
    api: TestClient, path: str, params: dict[str, Any], status: int, field: str, says: str
) -> None:
    response = api.get(path, params=DAG | params)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert any(item["name"].startswith(field) for item in problem["invalidParams"]), problem
    assert says.casefold() in problem["detail"].casefold()


def test_the_new_paths_are_described(api: TestClient) -> None:
    paths = api.get("/v1/openapi.json").json()["paths"]
    for path in ("/v1/zoek", "/v1/omgeving/{id}", "/v1/paden", "/v1/wijzigingen"):
        for parameter in paths[path]["get"]["parameters"]:
            assert parameter.get("description"), f"{path} {parameter['name']}"
    links = api.get("/v1/").json()["paden"]
    assert {f"{BASIS}/v1/paden", f"{BASIS}/v1/wijzigingen"} <= set(links)
