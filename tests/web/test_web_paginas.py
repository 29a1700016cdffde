"""Every kind of page: it is there, it is a sound page, its links lead somewhere and stay on the chosen day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from web_hulp import DAG, PAGINAS, Bladzijde

from app.service import Service
from app.web.pagina import dag_uit_tekst
from graph.snapshot import Snapshot
from ontology.rules import load_law
from ontology.schema import load_schema

EERDER = "2021-06-01"


def _op(pad: str, dag: str) -> str:
    return f"{pad}{'&' if '?' in pad else '?'}peildatum={dag}"


def _pagina(site: TestClient, pad: str) -> Bladzijde:
    response = site.get(pad)
    assert response.status_code == 200, f"{pad}: {response.status_code}"
    return Bladzijde(response.text)


@pytest.mark.parametrize("pad", PAGINAS)
def test_a_page_is_sound(site: TestClient, pad: str) -> None:
    response = site.get(_op(pad, DAG))
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Bladzijde(response.text)
    assert page.alle("html") == [{"lang": "nl"}]
    assert page.titel.endswith(" – Speelveld")
    assert len(page.alle("h1")) == 1
    assert len(page.alle("main")) == 1
    assert len(page.ids) == len(set(page.ids)), "an id that stands twice"
    targets = [item["href"][1:] for item in page.alle("a") if item.get("href", "").startswith("#")]
    assert set(targets) <= set(page.ids)
    labels = {item["for"] for item in page.alle("label") if "for" in item}
    assert labels <= set(page.ids)
    assert "None" not in page.tekst


@pytest.mark.parametrize("pad", PAGINAS)
def test_nothing_stands_in_a_page_that_the_policy_forbids(site: TestClient, pad: str) -> None:
    response = site.get(_op(pad, DAG))
    for item in Bladzijde(response.text).elementen:
        assert "style" not in item.attributen
        assert not [name for name in item.attributen if name.startswith("on")]
        for name in ("src", "href", "action"):
            assert not item.attributen.get(name, "").lower().startswith(("javascript:", "data:", "//"))
        if item.tag in ("script", "img", "iframe", "link", "form"):
            address = item.attributen.get("src") or item.attributen.get("href") or item.attributen.get("action", "/")
            assert address.startswith("/"), f"{item.tag} van een andere site: {address}"
    assert "<script>" not in response.text


def test_titles_tell_pages_apart(site: TestClient) -> None:
    titles = [_pagina(site, pad).titel for pad in PAGINAS]
    assert len(set(titles)) == len(titles)


def test_links_lead_somewhere(site: TestClient, nederland_service: Service) -> None:
    schema, snapshot = load_schema(), nederland_service.view(date.today()).snapshot
    links = {link.partition("#")[0] for pad in PAGINAS for link in _pagina(site, pad).links()}
    others = []
    for path in links:
        parts = urlsplit(path).path.strip("/").split("/")
        kind = schema.by_plural.get(parts[0])
        if kind and len(parts) == 2:
            node = f"{kind.voorvoegsel}:{parts[1]}"
            assert node in snapshot.nodes or node in snapshot.voormalig, path
        elif parts[0] == "oogo" and len(parts) == 2:  # tests/queries/test_oogo_sweep.py makes them all
            assert f"{'gemeente' if parts[1].startswith('GM') else 'swv'}:{parts[1]}" in snapshot.nodes, path
        else:
            others.append(path)
    assert len(others) > 60
    for path in others:
        assert site.get(path).status_code == 200, path


@pytest.mark.parametrize("pad", PAGINAS)
def test_the_chosen_day_stays_in_every_link_and_form(site: TestClient, pad: str) -> None:
    response = site.get(_op(pad, EERDER))
    if response.status_code in (404, 422):  # this one did not exist yet
        return
    page = Bladzijde(response.text)
    assert "stand op 1 juni 2021, niet die van vandaag" in page.tekst
    assert page.veld("peildatum") == EERDER
    for link in page.links():
        if urlsplit(link).path in (urlsplit(pad).path, "/v1/openapi.json"):  # this page on another day; no day
            continue
        assert parse_qs(urlsplit(link).query).get("peildatum") == [EERDER], link
    for form in page.alle("form"):
        if form.get("method") == "post":
            assert f"peildatum={EERDER}" in form["action"]


def test_without_a_chosen_day_no_day_is_in_the_links_and_nothing_warns(site: TestClient) -> None:
    page = _pagina(site, "/gemeenten/GM0396")
    assert not [link for link in page.links() if "peildatum" in link]
    assert "niet die van vandaag" not in page.tekst
    assert page.veld("peildatum") == date.today().isoformat()


def test_the_day_form_keeps_the_state_of_the_page(site: TestClient) -> None:
    page = _pagina(site, "/vestigingen?q=haarlem")
    assert [item["value"] for item in page.alle("input") if item.get("type") == "hidden"] == ["haarlem"]


def test_an_emptied_day_is_today_and_another_way_of_writing_is_read(site: TestClient) -> None:
    assert "niet die van vandaag" not in _pagina(site, "/overzicht?peildatum=").tekst
    assert "stand op 1 juni 2021" in _pagina(site, "/overzicht?peildatum=01-06-2021").tekst


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day.day:02}-{day.month:02}-{day.year:04}",
        f" {day.day}/{day.month}/{day.year:04} ",
    ):
        assert dag_uit_tekst(text) == day


@given(st.text(max_size=12))
def test_any_other_text_is_no_day_or_a_day(text: str) -> None:
    found = dag_uit_tekst(text)
    assert found is None or date.min <= found <= date.max


# -- nodes


def test_a_gemeente_has_its_regions_and_sources(site: TestClient) -> None:
    text = _pagina(site, _op("/gemeenten/GM0396", DAG)).tekst
    for part in ("Heemskerk", "IJmond (Midden Kennemerland)", "Zuid-Kennemerland en IJmond", "GGD Kennemerland"):
        assert part in text
    assert "Gemeente van elk postcodegebied, sinds 2015" in text
    assert "stand 16-05-2026" in text


def test_every_relation_of_a_node_is_on_its_page(site: TestClient, snapshot_2026: Snapshot) -> None:
    for node in ("gemeente:GM0363", "swv:PO2101", "bestuur:41009", "vestiging:20MH00", "jeugdregio:JZ10"):
        kind = load_schema().type_of(node)
        links = {
            urlsplit(link).path for link in _pagina(site, _op(f"/{kind.meervoud}/{node.split(':')[1]}", DAG)).links()
        }
        ends = {
            end
            for name in load_schema().relations
            for end in (
                *(item.naar for item in snapshot_2026.out(node, name)),
                *(item.van for item in snapshot_2026.into(node, name)),
            )
            if snapshot_2026.node(end)
        }
        assert len(ends) > 3
        for end in ends:
            there = load_schema().type_of(end)
            assert f"/{there.meervoud}/{end.split(':')[1]}" in links, end


def test_what_is_no_more_says_what_it_became_and_leads_to_its_last_day(site: TestClient) -> None:
    page = _pagina(site, _op("/gemeenten/GM0370", DAG))
    assert "Bestaat niet meer sinds 1 januari 2022. Opgegaan in Purmerend" in page.tekst
    assert "/gemeenten/GM0370?peildatum=2021-12-31" in page.links()
    assert "Bestaat niet meer" not in _pagina(site, "/gemeenten/GM0370?peildatum=2021-12-31").tekst


def test_history_has_what_held_before(site: TestClient, snapshot_2026: Snapshot) -> None:
    # Purmerend took in Beemster on 1 January 2022, which ended the place of Beemster's postcode areas
    text = _pagina(site, _op("/gemeenten/GM0370", DAG)).tekst
    assert "Eerder" in text
    assert "tot 01-01-2022" in text
    ended = snapshot_2026.op_andere_dagen("gemeente:GM0370")
    assert {item.type for item in ended} >= {"IN_GEMEENTE", "IN_PROVINCIE"}


def test_few_pupils_are_shown_nowhere(site: TestClient, snapshot_2026: Snapshot) -> None:
    school = snapshot_2026.node("vestiging:07US00")
    assert school
    assert "1944=1" in school.eigenschappen["woonplaatsenLeerlingen"]  # type: ignore[operator]
    for pad in ("/vestigingen/07US00", "/vestigingen/07US00/indelingen", "/vestigingen/07US00/netwerk"):
        response = site.get(_op(pad, DAG))
        assert response.status_code == 200
        assert not re.search(r"\b(1911|1944|1945|1964|1969)\b\D{0,40}\b[1-4]\b", Bladzijde(response.text).tekst)


def test_an_agreement_shows_its_steps(site: TestClient) -> None:
    text = _pagina(site, "/afspraken/aanpak-thuiszitters-en-schoolverzuim-lekstroom").tekst
    assert "Overdracht" in text
    assert "zekerheid: onbekend" in text


def test_lists_page_and_filter(site: TestClient) -> None:
    first = _pagina(site, "/gemeenten")
    assert "342 gemeenten" in first.tekst
    assert "Bladzijde 1 van 4" in first.tekst
    names: list[str] = []
    address = "/gemeenten"
    for _ in range(4):
        page = _pagina(site, address)
        names += [link for link in page.links() if link.startswith("/gemeenten/")]
        address = next((item["href"] for item in page.alle("a") if item.get("rel") == "next"), "")
    assert address == ""
    assert len(set(names)) == 342
    found = _pagina(site, "/gemeenten?q=berg")
    assert "/gemeenten/GM0373" in found.links()  # Bergen (NH.)
    assert "/gemeenten/GM0396" not in found.links()


def test_one_of_a_kind_is_not_called_many(site: TestClient) -> None:
    assert "1 gemeente op" in _pagina(site, "/gemeenten?q=GM0396").tekst


# -- search


def test_search_shows_what_it_found_and_an_exact_code_leads_to_its_page(site: TestClient) -> None:
    assert "/gemeenten/GM0396" in _pagina(site, "/zoek?q=heemskerk").links()
    response = site.get("/zoek?q=po2711&peildatum=2026-11-21", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (
        303,
        "/samenwerkingsverbanden/PO2711?peildatum=2026-11-21",
    )


def test_search_without_a_find_helps_on(site: TestClient) -> None:
    page = _pagina(site, "/zoek?q=qqqxyz")
    assert "Niets gevonden voor “qqqxyz”" in page.tekst
    assert "/overzicht" in page.links()


def test_suggestions_name_the_kind_and_the_page(site: TestClient) -> None:
    found = site.get("/suggesties", params={"q": "heemskerk", "peildatum": DAG}).json()["suggesties"]
    assert found[0] == {
        "naam": "Heemskerk",
        "waar": "gemeente · GM0396 · Noord-Holland",
        "url": f"/gemeenten/GM0396?peildatum={DAG}",
    }
    assert site.get("/suggesties", params={"q": ""}).json() == {"suggesties": []}


# -- sources and law


def test_every_source_is_listed_with_its_age_and_licence(site: TestClient, snapshot_2026: Snapshot) -> None:
    page = _pagina(site, "/bronnen")
    for item in snapshot_2026.leveringen.values():
        assert item.bron in page.ids
        assert item.naam in page.tekst
        assert item.licentie in page.tekst
        assert f"{item.peildatum:%d-%m-%Y}" in page.tekst


def test_every_rule_has_a_page_with_its_article_period_and_certainty(site: TestClient) -> None:
    links = _pagina(site, "/regels").links()
    for rule in load_law().rules:
        assert f"/regels/{rule.id}" in links
        page = _pagina(site, f"/regels/{rule.id}")
        assert rule.titel in page.tekst
        assert str(rule.geldig_van.year) in page.tekst
        addresses = [item.get("href") for item in page.alle("a")]
        assert all(item.url in addresses for item in rule.grondslag if item.url)


def test_a_rule_says_which_version_is_law_on_the_day(site: TestClient) -> None:
    def versions(day: str) -> list[str]:
        text = _pagina(site, _op("/regels/B09", day)).tekst
        return re.findall(r"geldt (?:niet )?op \d\d-\d\d-\d{4}", text)

    assert versions("2025-12-31") == ["geldt op 31-12-2025", "geldt niet op 31-12-2025"]
    assert versions("2026-01-01") == ["geldt niet op 01-01-2026", "geldt op 01-01-2026"]
    assert "wetsvoorstel, geen wet" in _pagina(site, "/regels/B05").tekst


def test_the_api_is_described_with_every_path_and_field(site: TestClient) -> None:
    text = _pagina(site, "/docs").tekst
    document = site.get("/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in text
    for field in ("woonplaats.postcode", "onderwijs.tlv.afgegevenDoor", "zorg.verlengdeJeugdhulp", "vragen"):
        assert field in text


def test_the_front_page_says_how_old_the_data_is(site: TestClient, snapshot_2026: Snapshot) -> None:
    text = _pagina(site, _op("/", DAG)).tekst
    newest = max(item.peildatum for item in snapshot_2026.leveringen.values())
    assert newest == date(2026, 6, 1)
    assert "De nieuwste bron is van 1 juni 2026" in text
    assert "342 gemeenten" in text


def test_a_page_can_be_asked_for_without_its_body(site: TestClient) -> None:
    for pad in ("/", "/gemeenten/GM0396", "/bronnen"):
        assert site.head(pad).status_code == 200


def test_the_last_day_of_a_thing_is_a_day_on_which_it_was(snapshot_2026: Snapshot, site: TestClient) -> None:
    gone = [node for node in snapshot_2026.voormalig.values() if node.type == "Gemeente" and node.geldig_tot][:10]
    assert gone
    for node in gone:
        assert node.geldig_tot
        last = node.geldig_tot - timedelta(days=1)
        page = _pagina(site, _op(f"/gemeenten/{node.id.split(':')[1]}", DAG))
        assert any(f"peildatum={last}" in link for link in page.links())
