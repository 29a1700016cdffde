"""What the pages refuse, and that nothing in the data or the question can run in a browser."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web_hulp import BROWSER, LEERLING, PAGINAS, Bladzijde

from app.api import create_app
from app.api.fouten import MAX_ADDRESS, MAX_BODY
from app.service import Service
from app.settings import Settings
from graph.delivery import Delivery, Levering, Statement
from graph.facts import Node, Relation
from graph.snapshot import date
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError

KWAAD = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}</title></textarea>"
NARE_URL = "javascript:alert(3)"


# -- hostile data


@pytest.fixture(scope="module")
def kwade_site(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A record in which every text is hostile."""
    facts = [
        Node("gemeente:GM0396", "Gemeente", KWAAD, None, None, {"website": NARE_URL, "plaatsen": (KWAAD,)}),
        Node("provincie:PV27", "Provincie", KWAAD),
        Node("pc4:1963", "Postcodegebied", "1963", None, None, {"woonplaats": KWAAD}),
        Node("swv:PO2711", "Samenwerkingsverband", KWAAD, None, None, {"sector": "PO", "opmerking": KWAAD}),
        Node("vestiging:20MH00", "Vestiging", KWAAD, None, None, {"onderwijssoort": ("bo",), "straat": KWAAD}),
        Node("afspraak:kwaad", "Afspraak", KWAAD, None, None, {"doel": KWAAD, "overdracht": (KWAAD,), "soort": KWAAD}),
        Relation("gemeente:GM0396", "IN_PROVINCIE", "provincie:PV27", None, None, {"opmerking": KWAAD}),
        Relation("pc4:1963", "IN_GEMEENTE", "gemeente:GM0396"),
        Relation("pc4:1963", "IN_SWV_PO", "swv:PO2711"),
        Relation("vestiging:20MH00", "IN_PC4", "pc4:1963"),
        Relation("vestiging:20MH00", "IN_GEMEENTE", "gemeente:GM0396"),
        Relation("gemeente:GM0396", "PARTIJ_BIJ", "afspraak:kwaad", None, None, {"rol": KWAAD}),
        Relation("afspraak:kwaad", "GELDT_IN", "gemeente:GM0396"),
    ]
    record = Levering(
        id="levering:kwaad-2026-01-01",
        bron="kwaad",
        naam=KWAAD,
        uitgever=KWAAD,
        licentie=KWAAD,
        url=NARE_URL,
        peildatum=date(2026, 1, 1),
        sha256="0" * 64,
        importer="kwaad/1",
        rang=10,
        toelichting=KWAAD,
        rijen=len(facts),
        weggelaten={KWAAD: 1},
    )
    store = SqliteStore(tmp_path_factory.mktemp("kwaad") / "kwaad.db")
    store.apply([Delivery(record, tuple(Statement(fact, record.id) for fact in facts))])
    return TestClient(create_app(Service(store), Settings("")), headers=BROWSER)


def _tam(html: str) -> None:
    assert "<script>" not in html
    assert "<img src=x" not in html
    assert "{{7*7}}" in html or "7*7" not in html
    page = Bladzijde(html)
    for item in page.elementen:
        assert not [name for name in item.attributen if name.startswith("on")], item
        assert not item.attributen.get("href", "").startswith("javascript:")


@pytest.mark.parametrize(
    "pad",
    [
        "/",
        "/overzicht",
        "/gemeenten",
        "/gemeenten/GM0396",
        "/provincies/PV27",
        "/samenwerkingsverbanden/PO2711",
        "/vestigingen/20MH00",
        "/postcodegebieden/1963",
        "/afspraken/kwaad",
        "/bronnen",
        "/wie",
    ],
)
def test_hostile_data_is_only_text(kwade_site: TestClient, pad: str) -> None:
    response = kwade_site.get(pad)
    assert response.status_code == 200
    _tam(response.text)
    if pad.count("/") > 1 and not pad.startswith("/postcode"):
        assert KWAAD in Bladzijde(response.text).tekst  # it is shown, as it stands


def test_hostile_text_in_a_search_is_only_text(kwade_site: TestClient, site: TestClient) -> None:
    for client in (kwade_site, site):
        for pad in ("/zoek", "/gemeenten"):
            response = client.get(pad, params={"q": KWAAD[:100]})
            assert response.status_code == 200
            _tam(response.text)
    response = kwade_site.get("/suggesties", params={"q": "script"})
    assert response.headers["content-type"] == "application/json"
    assert response.json()["suggesties"][0]["naam"] == KWAAD


def test_hostile_text_in_the_question_and_its_answer_is_only_text(kwade_site: TestClient) -> None:
    form = dict.fromkeys(LEERLING, KWAAD)
    response = kwade_site.post("/wie", data=form)
    assert response.status_code == 422
    _tam(response.text)
    response = kwade_site.post(
        "/wie", data={"leeftijd": "9", "woonplaats.postcode": "1963", "onderwijs.vestiging": "20MH00"}
    )
    assert response.status_code == 200
    assert KWAAD in Bladzijde(response.text).tekst
    _tam(response.text)


def test_hostile_text_in_the_address_comes_back_in_no_error(site: TestClient) -> None:
    for pad in (f"/{KWAAD}", f"/gemeenten/{KWAAD}", f"/regels/{KWAAD}", f"/overzicht?peildatum={KWAAD}"):
        response = site.get(pad)
        assert response.status_code in (404, 422)
        _tam(response.text)
        assert "alert" not in response.text


# -- headers


def test_a_page_has_the_headers_of_safety(site: TestClient) -> None:
    for pad in ("/", "/nergens", "/wie"):
        headers = site.get(pad).headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"
        assert "set-cookie" not in headers


def test_our_files_may_be_kept_and_change_with_their_content(site: TestClient) -> None:
    page = Bladzijde(site.get("/").text)
    addresses = [item["href"] for item in page.alle("link")] + [item["src"] for item in page.alle("script")]
    assert len(addresses) == 3
    for address in addresses:
        assert re.fullmatch(r"/static/[a-z]+\.(css|js|svg)\?v=[0-9a-f]{12}", address)
        response = site.get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
    assert site.get("/static/stijl.css").headers["cache-control"] == "no-cache"
    for path in ("/static/../pagina.py", "/static/%2e%2e/pagina.py", "/static/"):
        assert site.get(path).status_code == 404


def test_pages_are_sent_compressed(site: TestClient) -> None:
    for pad in PAGINAS:
        response = site.get(pad, headers={"Accept-Encoding": "gzip"})
        if len(response.text) > 2000:
            assert response.headers["content-encoding"] == "gzip"


# -- where a form comes from


@pytest.mark.parametrize("pad", ["/wie", "/wie/scholen"])
@pytest.mark.parametrize(
    ("headers", "mag"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://een-andere-naam-van-ons"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://speelveld.example"}, True),  # SPEELVELD_BASIS
        ({"Origin": "https://kwaad.example"}, False),
        ({"Origin": "null"}, False),
    ],
)
def test_a_form_of_another_site_is_refused(site: TestClient, pad: str, headers: dict[str, str], mag: bool) -> None:
    response = site.post(pad, data=LEERLING | {"q": "thijsse"}, headers=headers)
    assert response.status_code == (200 if mag else 403)
    assert response.headers["cache-control"] == "no-store"


# -- limits


def test_what_is_too_large_is_refused_as_a_page(site: TestClient) -> None:
    response = site.post("/wie", data={"woonplaats.gemeente": "x" * MAX_BODY})
    assert response.status_code == 413
    assert "te groot" in Bladzijde(response.text).tekst
    assert site.get("/zoek", params={"q": "x" * MAX_ADDRESS}).status_code == 414
    assert site.get("/zoek", params={"q": "x" * 101}).status_code == 422


def test_files_and_too_many_fields_are_refused(site: TestClient) -> None:
    assert site.post("/wie", files={"woonplaats.postcode": ("a.txt", b"1963")}).status_code == 400
    assert site.post("/wie", data={f"veld{i}": "x" for i in range(300)}).status_code == 400


def test_who_asks_too_fast_is_told_to_wait(nederland_service: Service) -> None:
    client = TestClient(create_app(nederland_service, Settings("", limiet=1)), headers=BROWSER)
    answers = [client.get("/help") for _ in range(15)]
    assert [item.status_code for item in answers[:10]] == [200] * 10
    late = [item for item in answers if item.status_code == 429]
    assert late
    assert int(late[0].headers["retry-after"]) >= 1
    assert "Even wachten" in Bladzijde(late[0].text).tekst
    problem = client.get("/v1/regels", headers={"Accept": "application/json"})
    assert problem.headers["content-type"] == "application/problem+json"


# -- errors


@pytest.mark.parametrize(
    ("pad", "status", "zegt"),
    [
        ("/nergens", 404, "verkeerd getypt"),
        ("/nergens/iets", 404, "verkeerd getypt"),
        ("/een/twee/drie", 404, "verkeerd getypt"),
        ("/gemeenten/GM9999", 404, "staat in geen van de geladen bronnen"),
        ("/gemeenten/zomaar", 404, "staat in geen van de geladen bronnen"),
        ("/regels/Z99", 404, "bestaat niet"),
        ("/gemeenten?pagina=99", 404, "4 bladzijden"),
        ("/gemeenten?pagina=0", 422, "pagina"),
        ("/gemeenten?peildatum=gisteren", 422, "geen datum"),
        ("/id/koe/GM0396", 404, "bestaat niet"),
    ],
)
def test_an_error_is_a_page_with_a_way_on(site: TestClient, pad: str, status: int, zegt: str) -> None:
    response = site.get(pad)
    assert response.status_code == status
    page = Bladzijde(response.text)
    assert len(page.alle("h1")) == 1
    assert zegt in page.tekst
    assert [item for item in page.alle("form") if item.get("role") == "search"]
    assert {"/", "/overzicht"} <= set(page.links())


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        ("/oogo?code=Almelobad", 422),
        ("/oogo/PO9999", 404),
        ("/oogo/PO_REF", 404),
        ("/oogo/PO2711?vorigPlan=2099-01-01", 422),
        ("/aansluiting?van=jeugdregio&naar=koe", 422),
        ("/aansluiting?van=jeugdregio&naar=swv-po&gebied=Almelobad", 422),
        ("/gemeenten/GM0396/netwerk?relatie=KENT", 422),
        ("/wijzigingen?sinds=2099-01-01", 422),
        ("/wijzigingen?bij=gemeente:GM9999", 404),
    ],
)
def test_what_cannot_be_shown_is_said_without_commands(site: TestClient, pad: str, status: int) -> None:
    response = site.get(pad)
    assert response.status_code == status
    text = Bladzijde(response.text).tekst
    assert "“speelveld" not in text
    assert "“zoek”" not in text


def test_programs_and_the_api_get_problems(site: TestClient) -> None:
    for pad, accept in (("/nergens", "*/*"), ("/nergens", "application/json"), ("/v1/koeien", BROWSER["Accept"])):
        response = site.get(pad, headers={"Accept": accept})
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"


def test_a_resource_leads_people_to_a_page_and_programs_to_the_api(site: TestClient) -> None:
    def location(accept: str) -> str:
        response = site.get("/id/swv/PO2711?peildatum=2021-06-01", headers={"Accept": accept}, follow_redirects=False)
        assert (response.status_code, response.headers["vary"]) == (303, "Accept")
        found: str = response.headers["location"]
        return found

    assert location(BROWSER["Accept"]) == "/samenwerkingsverbanden/PO2711?peildatum=2021-06-01"
    assert location("application/json") == "/v1/samenwerkingsverbanden/PO2711?peildatum=2021-06-01"
    assert site.get("/id/gemeente/%0aSet-Cookie", follow_redirects=False).status_code == 404


def test_an_unexpected_error_is_a_page_that_says_nothing_of_it(
    nederland_service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError("Wobkehilde 1963ZQ")

    monkeypatch.setattr("app.service.View.wie", fails)
    client = TestClient(create_app(nederland_service, Settings("")), headers=BROWSER, raise_server_exceptions=False)
    with caplog.at_level(logging.DEBUG):
        response = client.post("/wie", data=LEERLING)
    assert response.status_code == 500
    assert "Er ging iets mis" in Bladzijde(response.text).tekst
    assert "Wobkehilde" not in response.text + caplog.text
    assert "RuntimeError" not in response.text


class _Weg:
    """A store that can be switched off."""

    def __init__(self, store: SqliteStore) -> None:
        self._store, self.weg = store, False

    def __getattr__(self, name: str) -> Any:
        if self.weg:
            raise SpeelveldError("de opslag is weg")
        return getattr(self._store, name)


def test_the_pages_go_on_and_say_so_when_the_store_is_away(nederland: SqliteStore) -> None:
    store = _Weg(nederland)
    client = TestClient(create_app(Service(store), Settings("")), headers=BROWSER)  # type: ignore[arg-type]
    assert "opslag is nu niet bereikbaar" not in client.get("/gemeenten/GM0396").text
    store.weg = True
    response = client.get("/gemeenten/GM0396")
    assert response.status_code == 200
    assert "opslag is nu niet bereikbaar" in Bladzijde(response.text).tekst
    assert client.get("/gemeenten/GM0396?peildatum=2020-01-01").status_code == 200
    store.weg = False
    assert "opslag is nu niet bereikbaar" not in client.get("/gemeenten/GM0396").text


def test_when_the_store_was_never_there_only_what_needs_no_data_works(nederland: SqliteStore) -> None:
    store = _Weg(nederland)
    store.weg = True
    client = TestClient(create_app(Service(store), Settings("")), headers=BROWSER)  # type: ignore[arg-type]
    response = client.get("/gemeenten/GM0396")
    assert response.status_code == 503
    assert "De gegevens zijn er even niet" in Bladzijde(response.text).tekst
    assert client.get("/regels").status_code == 200


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    client = TestClient(create_app(Service(SqliteStore(tmp_path / "leeg.db")), Settings("")), headers=BROWSER)
    for pad in ("/", "/wie"):
        response = client.get(pad)
        assert response.status_code == 503
        assert "speelveld laad" in Bladzijde(response.text).tekst
    assert client.get("/help").status_code == 200
