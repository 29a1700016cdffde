"""The HTTP API against its contract, on the national data."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.api.fouten import MAX_BODY
from app.service import Service
from app.settings import Settings
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError

VRAAG = {
    "peildatum": "2026-11-21",
    "geboortedatum": "2011-05-04",
    "woonplaats": {"postcode": "1963", "gemeente": "GM0396"},
    "onderwijs": {"inschrijving": "vo", "vestiging": "20MH00"},
}


def test_an_answer_has_the_fields_of_the_contract(api: TestClient) -> None:
    response = api.post("/v1/verantwoordelijkheden", json=VRAAG)
    assert response.status_code == 200
    content = response.json()
    assert content["peildatum"] == "2026-11-21"
    assert set(content["versie"]) == {"gegevens", "regels"}
    [b01] = [item for item in content["antwoorden"] if item["regel"] == "B01"]
    assert b01["uitkomst"] == "eenduidig"
    assert b01["sleutel"] == "woongemeente"
    [gemeente] = b01["organisaties"]
    assert (gemeente["id"], gemeente["naam"], gemeente["type"]) == ("gemeente:GM0396", "Heemskerk", "Gemeente")
    assert gemeente["uri"] == "https://speelveld.example/id/gemeente/GM0396"
    assert gemeente["website"] == "https://www.heemskerk.nl"
    [stap] = b01["stappen"]
    assert (stap["van"], stap["relatie"], stap["naar"]) == ("pc4:1963", "IN_GEMEENTE", "gemeente:GM0396")
    assert stap["bron"] in {item["id"] for item in content["bronnen"]}
    assert {"wet": "Leerplichtwet 1969", "bwb": "BWBR0002628", "artikel": "16", "lid": None}.items() <= b01[
        "grondslag"
    ][2].items()
    assert b01["geldigVan"] == "1969-01-01"
    assert b01["geldigTot"] is None
    assert b01["zekerheid"] == "hoog"
    assert b01["nodig"] == []
    [m4] = [item for item in content["signalen"] if item["code"] == "M4"]
    assert m4["gebieden"] == ["jeugdregio:JZ10", "jeugdregio:JZ06"]


def test_every_answer_to_the_example_has_steps_law_and_source(api: TestClient) -> None:
    content = api.post("/v1/verantwoordelijkheden", json=VRAAG).json()
    sources = {item["id"]: item for item in content["bronnen"]}
    for answer in content["antwoorden"]:
        assert answer["stappen"] or answer["uitkomst"] == "onbekend", answer["regel"]
        assert all(step["bron"] in sources for step in answer["stappen"])
        assert answer["grondslag"], answer["regel"]
        linked = [item for item in answer["grondslag"] if item["bwb"]]
        assert all(item["url"].startswith("https://wetten.overheid.nl/") for item in linked)
        assert linked, answer["regel"]
    assert all(item["uitgever"] and item["licentie"] and item["peildatum"] for item in sources.values())


@pytest.mark.parametrize(
    ("body", "field", "says"),
    [
        ({"woonplats": {}}, "woonplats", "bestaat niet"),
        ({"woonplaats": {"postkode": "1963"}}, "woonplaats.postkode", "kies uit"),
        ({"woonplaats": {"postcode": "19635"}}, "woonplaats.postcode", "vier cijfers"),
        ({"woonplaats": {"postcode": "1001"}}, "woonplaats.postcode", "komt niet voor"),
        ({"woonplaats": {"gemeente": "GM9999"}}, "woonplaats.gemeente", "bestaat niet"),
        ({"woonplaats": {"gemeente": "Heemskerkk"}}, "woonplaats.gemeente", "exacte naam"),
        ({"woonplaats": {"postcode": "1963", "gemeente": "Castricum"}}, "woonplaats.postcode", "Heemskerk"),
        ({"woonplaats": {"land": "BE", "postcode": "1963"}}, "woonplaats.land", "buiten Nederland"),
        ({"geboortedatum": "04-05-2011"}, "geboortedatum", "JJJJ-MM-DD"),
        ({"geboortedatum": "2030-01-01"}, "geboortedatum", "na de peildatum"),
        ({"geboortedatum": "2011-05-04", "leeftijd": 12}, "leeftijd", "spreken elkaar tegen"),
        ({"onderwijs": {"vestiging": "99ZZ99"}}, "onderwijs.vestiging", "bestaat niet"),
        ({"onderwijs": {"vestiging": "xx"}}, "onderwijs.vestiging", "BRIN"),
        ({"onderwijs": {"inschrijving": "gymnasium"}}, "onderwijs.inschrijving", "kies uit"),
        ({"onderwijs": {"inschrijving": "po", "vestiging": "20MH00"}}, "onderwijs.inschrijving", "register"),
        ({"verblijf": {"soort": "tent"}}, "verblijf.soort", "kies uit"),
        ({"vragen": ["Z99"]}, "vragen", "bestaat niet"),
        ({"zorg": {"wlz": "misschien"}}, "zorg.wlz", "true of false"),
    ],
)
def test_a_wrong_question_is_refused_with_the_field_and_how_to_mend_it(
    api: TestClient, body: dict[str, Any], field: str, says: str
) -> None:
    response = api.post("/v1/verantwoordelijkheden", json={"peildatum": "2026-11-21", **body})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert says in problem["detail"]
    assert field in [item["name"] for item in problem["invalidParams"]]


def test_a_body_that_is_not_json_is_refused(api: TestClient) -> None:
    response = api.post("/v1/verantwoordelijkheden", content="{", headers={"content-type": "application/json"})
    assert response.status_code == 422
    assert "JSON" in response.json()["detail"]


def test_a_body_that_is_too_large_is_refused(api: TestClient) -> None:
    response = api.post("/v1/verantwoordelijkheden", content=b" " * (MAX_BODY + 1))
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


def test_a_pupil_is_not_cached_and_not_repeated_in_an_error(api: TestClient) -> None:
    body = {"geboortedatum": "2031-02-03", "woonplaats": {"postcode": "9999ZZ", "gemeente": "Verzonnendorp"}}
    response = api.post("/v1/verantwoordelijkheden", json=body)
    assert response.status_code == 422
    assert response.headers["cache-control"] == "no-store"
    assert not re.search("2031-02-03|9999|Verzonnendorp", response.text)


def test_a_pupil_leaves_no_trace_in_the_store_or_in_what_is_printed(
    nederland: SqliteStore, api: TestClient, capfd: pytest.CaptureFixture[str], tmp_path: Path, caplog: Any
) -> None:
    before = nederland.versie(), sum(1 for _ in nederland.statements())
    marks = {"postcode": "1963QX", "geboortedatum": "2012-12-13"}
    api.post(
        "/v1/verantwoordelijkheden",
        json={"geboortedatum": marks["geboortedatum"], "woonplaats": {"postcode": marks["postcode"]}},
    )
    assert (nederland.versie(), sum(1 for _ in nederland.statements())) == before
    out, err = capfd.readouterr()
    written = out + err + caplog.text
    assert not any(mark in written for mark in marks.values())


def test_lists_page_and_link_to_the_next(api: TestClient) -> None:
    first = api.get("/v1/gemeenten", params={"peildatum": "2026-11-21", "paginagrootte": 200}).json()
    assert first["totaal"] == 342
    assert len(first["gemeenten"]) == 200
    second = api.get(first["volgende"].removeprefix("https://speelveld.example")).json()
    assert len(second["gemeenten"]) == 142
    assert second["volgende"] is None
    assert not {item["id"] for item in first["gemeenten"]} & {item["id"] for item in second["gemeenten"]}


def test_gemeenten_are_those_of_the_peildatum(api: TestClient) -> None:
    assert api.get("/v1/gemeenten", params={"peildatum": "2021-06-01"}).json()["totaal"] == 352


def test_one_gemeente_has_its_regions(api: TestClient) -> None:
    found = api.get("/v1/gemeenten/GM0396", params={"peildatum": "2026-11-21"}).json()
    regions = {item["relatie"]: item["knopen"][0]["id"] for item in found["relaties"]}
    assert found["naam"] == "Heemskerk"
    assert regions["IN_PROVINCIE"] == "provincie:PV27"
    assert regions["IN_JEUGDREGIO"] == "jeugdregio:JZ10"
    assert regions["IN_DOORSTROOMPUNTREGIO"] == "doorstroompuntregio:MC25"


def test_a_retired_gemeente_says_what_it_became(api: TestClient) -> None:
    found = api.get("/v1/gemeenten/GM0370", params={"peildatum": "2026-11-21"}).json()
    assert found["bestaatOpPeildatum"] is False
    assert found["geldigTot"] == "2022-01-01"
    [group] = [item for item in found["relaties"] if item["relatie"] == "OPGEGAAN_IN"]
    assert [item["id"] for item in group["knopen"]] == ["gemeente:GM0439"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/gemeenten/GM9999", 404),
        ("/v1/koeien", 404),
        ("/v1/verantwoordelijkheden", 405),
        ("/v1/regels/Z99", 404),
        ("/nergens", 404),
        ("/v1/gemeenten?peildatum=gisteren", 422),
        ("/v1/gemeenten?pagina=0", 422),
        ("/v1/zoek", 422),
    ],
)
def test_what_does_not_exist_is_a_problem_in_dutch(api: TestClient, path: str, status: int) -> None:
    response = api.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()) >= {"title", "status", "detail"}


def test_search_finds_a_place_a_code_and_a_mistyped_name(api: TestClient) -> None:
    def first(text: str) -> str:
        found: str = api.get("/v1/zoek", params={"q": text}).json()["treffers"][0]["id"]
        return found

    assert first("Heemskerk") == "gemeente:GM0396"
    assert first("PO2711") == "swv:PO2711"
    assert first("20mh00") == "vestiging:20MH00"
    assert first("1963 AB") == "pc4:1963"
    assert first("den haag") == "gemeente:GM0518"
    assert first("Heemskrek") == "gemeente:GM0396"


def test_rules_are_shown_as_the_program_knows_them(api: TestClient) -> None:
    versions = api.get("/v1/regels/B09").json()["versies"]
    assert [(item["geldigVan"], item["geldigTot"]) for item in versions] == [
        ("2015-11-03", "2026-01-01"),
        ("2026-01-01", None),
    ]
    assert {"A01", "B01", "C06", "D05"} <= {item["id"] for item in api.get("/v1/regels").json()["regels"]}


def test_sources_name_publisher_licence_and_age(api: TestClient) -> None:
    found = api.get("/v1/bronnen").json()["bronnen"]
    assert all(item["uitgever"] and item["licentie"] and item["ouderdomDagen"] >= 0 for item in found)


def test_a_resource_uri_leads_to_its_description(api: TestClient) -> None:
    response = api.get("/id/gemeente/GM0396", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/v1/gemeenten/GM0396")


def test_openapi_describes_every_path_and_parameter(api: TestClient) -> None:
    document = api.get("/v1/openapi.json").json()
    assert "/v1/verantwoordelijkheden" in document["paths"]
    assert "http" not in json.dumps(document["paths"])


def test_health_says_that_the_service_works(api: TestClient) -> None:
    found = api.get("/v1/gezondheid")
    assert found.status_code == 200
    assert found.json()["status"] == "goed"


class _AwayStore:
    """A store that can be switched off."""

    def __init__(self, store: SqliteStore) -> None:
        self._store, self.away = store, False

    def __getattr__(self, name: str) -> Any:
        if self.away:
            raise SpeelveldError("de opslag is weg")
        return getattr(self._store, name)


def test_the_service_goes_on_with_its_last_snapshot_when_the_store_is_away(nederland: SqliteStore) -> None:
    store = _AwayStore(nederland)
    client = TestClient(create_app(Service(store), Settings("")))  # type: ignore[arg-type]
    assert client.post("/v1/verantwoordelijkheden", json=VRAAG).status_code == 200
    assert client.get("/v1/gezondheid").json()["status"] == "goed"
    store.away = True
    assert client.post("/v1/verantwoordelijkheden", json=VRAAG).status_code == 200
    health = client.get("/v1/gezondheid").json()
    assert (health["status"], health["melding"]) == ("verouderd", "de opslag is weg.")
    other_day = client.get("/v1/gemeenten", params={"peildatum": "2020-01-01"})
    assert other_day.json()["totaal"] == 355, "CBS: gemeenten in 2020"
    store.away = False
    assert client.get("/v1/gezondheid").json()["status"] == "goed"


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    client = TestClient(create_app(Service(SqliteStore(tmp_path / "leeg.db")), Settings("")))
    response = client.post("/v1/verantwoordelijkheden", json=VRAAG)
    assert response.status_code == 503
    assert "speelveld laad" in response.json()["detail"]


def test_safe_headers_are_on_every_answer(api: TestClient) -> None:
    for response in (api.get("/v1/gezondheid"), api.get("/nergens")):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert response.headers["api-version"]
