"""The form of question 1: what it asks, what it refuses, and that its page says what the API says."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from fastapi.testclient import TestClient
from web_hulp import DAG, LEERLING, THIJSSE, Bladzijde

from app.web import formulier
from app.web.wie import VOORBEELDEN
from graph.snapshot import Snapshot
from ontology.rules import load_law
from queries.wie import vraag

WIE = f"/wie?peildatum={DAG}"


def _vraag(site: TestClient, form: dict[str, Any], status: int = 200, adres: str = WIE) -> Bladzijde:
    response = site.post(adres, data=form)
    assert response.status_code == status, Bladzijde(response.text).tekst[:600]
    return Bladzijde(response.text)


def _links(page: Bladzijde) -> set[str]:
    return {link.partition("?")[0] for link in page.links()}


# -- the form


def test_the_form_offers_what_the_contract_takes() -> None:
    def codes(naam: str) -> list[str]:
        return [code for code, _ in formulier.VELDEN[naam].keuzes]

    assert codes("onderwijs.inschrijving") == list(get_args(vraag.Inschrijving))
    assert codes("onderwijs.aanmelding") == list(get_args(vraag.Inschrijving))
    assert codes("verblijf.soort") == list(get_args(vraag.VerblijfSoort))
    known = set(get_args(vraag.Vrijstelling))
    assert set(codes("onderwijs.vrijstelling")) == known - {"geen", "5a", "5b", "5c"}  # 5a, 5b, 5c: other names
    assert set(codes("zorg.maatregel")) == {"ots", "voogdij", "jeugdreclassering"}
    assert set(codes("onderwijs.tlv.soort")) == {"sbo", "so", "vso", "pro"}


def test_the_form_has_every_field_of_the_contract() -> None:
    blocks = {"woonplaats": vraag.Woonplaats, "verblijf": vraag.Verblijf, "zorg": vraag.Zorg}
    blocks |= {"onderwijs": vraag.Onderwijs, "onderwijs.tlv": vraag.Tlv}
    fields = {
        f"{block}.{field.alias or name}"
        for block, model in blocks.items()
        for name, field in model.model_fields.items()
        if name != "tlv"
    }
    assert set(formulier.VELDEN) == fields | {"geboortedatum", "leeftijd"}


def test_every_field_has_a_label_and_keeps_nothing(site: TestClient) -> None:
    response = site.get(WIE)
    page = Bladzijde(response.text)
    labels = {item.get("for") for item in page.alle("label")}
    for veld in formulier.VELDEN.values():
        assert veld.id in page.ids
        assert veld.id in labels or veld.soort in (formulier.JA_NEE, formulier.VINK)
    [form] = [item for item in page.alle("form") if item.get("id") == "vraag"]
    assert (form["method"], form["autocomplete"], form["action"]) == ("post", "off", WIE)
    assert response.headers["cache-control"] == "no-store"


def test_only_the_tasks_that_are_law_on_the_day_can_be_asked_for(site: TestClient) -> None:
    page = Bladzijde(site.get("/wie?peildatum=2021-06-01").text)
    offered = {item["value"] for item in page.alle("input") if item.get("name") == "vragen"}
    assert offered == {rule.id for rule in load_law().rules if rule.geldt(vraag.date(2021, 6, 1))}


# -- the answer


def _als_json(form: dict[str, str]) -> dict[str, Any]:
    """The same question as the API takes it; written out by hand, not by the code under test."""
    assert form == LEERLING
    return {
        "peildatum": DAG,
        "geboortedatum": "2011-05-04",
        "woonplaats": {"postcode": "1963"},
        "onderwijs": {"inschrijving": "vo", "vestiging": "20MH00"},
    }


def test_the_page_says_what_the_api_says(site: TestClient) -> None:
    response = site.post(WIE, data=LEERLING)
    page, text = Bladzijde(response.text), Bladzijde(response.text).tekst
    answer = site.post("/v1/verantwoordelijkheden", json=_als_json(LEERLING)).json()
    assert len(answer["antwoorden"]) == 19
    plural = {"swv": "samenwerkingsverbanden", "gemeente": "gemeenten", "bestuur": "besturen", "ggd": "ggds"}
    for item in answer["antwoorden"]:
        assert item["titel"] in text
        if item["toelichting"]:
            assert item["toelichting"] in text, item["regel"]
        for organisation in item["organisaties"]:
            kind, _, code = organisation["id"].partition(":")
            if kind in plural:
                assert f"/{plural[kind]}/{code}" in _links(page)
        for basis in item["grondslag"]:
            if basis["url"]:
                assert basis["url"] in [link.get("href") for link in page.alle("a")]
    for signal in answer["signalen"]:
        assert signal["tekst"] in text
    for source in answer["bronnen"]:
        assert source["naam"] in text
    assert "18 taken hebben een eenduidig antwoord; bij 1 laten de registers of de wet het open." in text


def test_every_step_can_be_followed(site: TestClient) -> None:
    links = _links(_vraag(site, LEERLING))
    assert {"/postcodegebieden/1963", "/postcodegebieden/1902", "/gemeenten/GM0396", "/vestigingen/20MH00"} <= links
    assert "/regels/B01" in links


def test_links_of_an_answer_leave_the_answer_open(site: TestClient) -> None:
    page = _vraag(site, LEERLING)
    inside = [item for item in page.alle("a") if re.match(r"/(gemeenten|regels|samenwerkingsverbanden)/", item["href"])]
    assert len(inside) > 20
    assert all(item.get("target") == "_blank" and item.get("rel") == "noopener" for item in inside)
    assert "Koppelingen openen in een nieuw tabblad" in page.tekst


def test_agreements_of_the_area_are_there_with_their_status(site: TestClient) -> None:
    page = _vraag(site, LEERLING)
    assert "Jeugdhulp op school VO regio Alkmaar" in page.tekst
    assert "verlopen, gold van 01-08-2022 tot 01-08-2023" in page.tekst


def test_a_team_shows_which_seat_changes_with_the_home(site: TestClient) -> None:
    form = {"leeftijd": "15", "woonplaats.gemeente": "Velsen", "onderwijs.vestiging": "20RC00"}
    text = _vraag(site, form | {"onderwijs.inschrijving": "vo"}).tekst
    assert "Leerplichtambtenaar: Velsen" in text
    assert "Anders dan voor wie bij de school woont: dan Haarlem." in text


def test_what_still_decides_is_named_and_marked_at_its_field(site: TestClient) -> None:
    page = _vraag(site, {"leeftijd": "13", "woonplaats.gemeente": "Alphen aan den Rijn"})
    assert "Nog te bepalen" in page.tekst
    assert "woonplaats-postcode-beslist" in page.ids
    assert "#woonplaats-postcode" in [item.get("href") for item in page.alle("a")]
    assert "ligt in meer samenwerkingsverbanden PO: PO2813" in page.tekst


def test_the_form_below_the_answer_holds_what_was_filled_in(site: TestClient) -> None:
    page = _vraag(site, LEERLING | {"zorg.wlz": "nee", "verblijf.soort": "pleegzorg", "verblijf.gemeente": "Alkmaar"})
    assert page.veld("woonplaats.postcode") == "1963"
    assert page.veld("onderwijs.inschrijving") == "vo"
    assert page.veld("verblijf.soort") == "pleegzorg"
    assert page.veld("onderwijs.vestiging") == THIJSSE
    chosen = [item for item in page.alle("input") if item.get("name") == "zorg.wlz" and "checked" in item]
    assert [item["value"] for item in chosen] == ["nee"]
    again = {name: page.veld(name) for name in (*LEERLING, "verblijf.soort", "verblijf.gemeente")}
    assert "Gemeente van het verblijf Alkmaar" in _vraag(site, again).tekst


def test_another_day_in_the_form_asks_the_same_pupil_again(site: TestClient) -> None:
    page = _vraag(site, LEERLING | {"peildatum": "2025-12-31"})
    assert "Uw vraag, op 31 december 2025" in page.tekst
    assert page.veld("peildatum") == "2025-12-31"
    assert all("peildatum=2025-12-31" in link for link in page.links() if link.startswith("/gemeenten/"))
    assert "geen datum" in _vraag(site, LEERLING | {"peildatum": "gisteren"}, 422).tekst


def test_tasks_that_were_chosen_are_the_only_ones(site: TestClient) -> None:
    page = _vraag(site, {"woonplaats.postcode": "1963", "vragen": ["F02", "B05"]})
    assert "Overleg over het ondersteuningsplan vo" in page.tekst
    assert "/gemeenten/GM0383" in _links(page)  # Castricum, at the table of VO2704
    chosen = {item["value"] for item in page.alle("input") if item.get("name") == "vragen" and "checked" in item}
    assert chosen == {"F02", "B05"}


@pytest.mark.parametrize("voorbeeld", VOORBEELDEN, ids=lambda item: item.titel)
def test_the_examples_have_an_answer(site: TestClient, voorbeeld: Any) -> None:
    assert set(voorbeeld.waarden) <= set(formulier.VELDEN)
    page = _vraag(site, voorbeeld.waarden)
    assert re.search(r"\d+ taken hebben een eenduidig antwoord", page.tekst)


# -- mistakes


@pytest.mark.parametrize(
    ("form", "veld", "zegt"),
    [
        ({"geboortedatum": "31-02-2011"}, "geboortedatum", "dag-maand-jaar"),
        ({"geboortedatum": "01-01-2031"}, "geboortedatum", "na de peildatum"),
        ({"geboortedatum": "04-05-2011", "leeftijd": "12"}, "leeftijd", "spreken elkaar tegen"),
        ({"leeftijd": "vijftien"}, "leeftijd", "heel getal"),
        ({"leeftijd": "120"}, "leeftijd", "0 tot en met 99"),
        ({"woonplaats.postcode": "19635"}, "woonplaats.postcode", "vier cijfers"),
        ({"woonplaats.postcode": "1963", "woonplaats.gemeente": "Castricum"}, "woonplaats.postcode", "Heemskerk"),
        ({"woonplaats.gemeente": "Heemskerkk"}, "woonplaats.gemeente", "bestaat niet"),
        ({"woonplaats.land": "ja", "woonplaats.postcode": "1963"}, "woonplaats.land", "buiten Nederland"),
        ({"onderwijs.vestiging": "qqqxyz"}, "onderwijs.vestiging", "niet gevonden"),
        ({"onderwijs.vestiging": "99ZZ99"}, "onderwijs.vestiging", "bestaat niet"),
        ({"onderwijs.vestiging": "Thijsse"}, "onderwijs.vestiging", "Kies hieronder"),
        ({"onderwijs.inschrijving": "po", "onderwijs.vestiging": "20MH00"}, "onderwijs.inschrijving", "register"),
        ({"onderwijs.tlv.afgegevenDoor": "swv:PO9999"}, "onderwijs.tlv.afgegevenDoor", "bestaat niet"),
    ],
)
def test_a_mistake_stands_at_its_field_and_in_the_summary(
    site: TestClient, form: dict[str, str], veld: str, zegt: str
) -> None:
    response = site.post(WIE, data=form)
    assert response.status_code == 422
    assert response.headers["cache-control"] == "no-store"
    page = Bladzijde(response.text)
    assert page.titel.startswith("Fout: ")
    anchor = formulier.VELDEN[veld].id
    assert f"{anchor}-fout" in page.ids
    assert f"#{anchor}" in [item.get("href") for item in page.alle("a")]
    assert anchor in page.ids
    assert zegt in page.tekst
    [control] = [item.attributen for item in page.elementen if item.attributen.get("id") == anchor]
    assert control["aria-invalid"] == "true"
    assert f"{anchor}-fout" in control["aria-describedby"].split()


def test_all_mistakes_are_told_at_once(site: TestClient) -> None:
    form = {"geboortedatum": "x", "woonplaats.postcode": "99", "onderwijs.vestiging": "qqqxyz"}
    page = _vraag(site, form, 422)
    for name, value in form.items():
        assert f"{formulier.VELDEN[name].id}-fout" in page.ids
        assert page.veld(name) == value


def test_an_empty_form_is_not_a_question(site: TestClient) -> None:
    assert "U hebt niets ingevuld" in _vraag(site, {"geboortedatum": " "}, 422).tekst


def test_a_tampered_choice_is_refused(site: TestClient) -> None:
    assert "Kies uit po" in _vraag(site, {"onderwijs.inschrijving": "gymnasium"}, 422).tekst
    assert "bestaat niet" in _vraag(site, LEERLING | {"vragen": "Z99"}, 422).tekst


def test_fields_that_do_not_exist_are_not_looked_at(site: TestClient) -> None:
    page = _vraag(site, LEERLING | {"naam": "Wobkehilde", "keuze.naam": "x", "woonplaats": "y"})
    assert "Wobkehilde" not in page.tekst


# -- schools


def test_a_school_is_chosen_from_what_was_found(site: TestClient) -> None:
    form = {"onderwijs.vestiging": "jac p thijsse", "onderwijs.inschrijving": "vo"}
    page = _vraag(site, form, 422)
    offered = {item["value"] for item in page.alle("input") if item.get("name") == "keuze.onderwijs.vestiging"}
    assert {"20MH00", "20MH01"} <= offered
    page = _vraag(site, form | {"keuze.onderwijs.vestiging": "20MH00"})
    assert page.veld("onderwijs.vestiging") == THIJSSE


def test_a_choice_that_does_not_belong_to_the_text_does_not_count(site: TestClient) -> None:
    form = {"onderwijs.vestiging": "haarlem", "keuze.onderwijs.vestiging": "20MH00"}
    assert "Kies hieronder" in _vraag(site, form, 422).tekst


@pytest.mark.parametrize("text", ["20MH00", "20mh00", "Jac P Thijsse College, Castricum (20MH00)", "anders (20MH00)"])
def test_a_code_is_enough(site: TestClient, text: str) -> None:
    page = _vraag(site, {"onderwijs.vestiging": text})
    assert "/vestigingen/20MH00" in _links(page)


def test_schools_while_typing_come_by_post(site: TestClient, snapshot_2026: Snapshot) -> None:
    response = site.post("/wie/scholen", data={"q": "jac p thijsse castricum"})
    assert response.headers["cache-control"] == "no-store"
    found = response.json()["suggesties"]
    assert [item["waarde"][-7:-1] for item in found[:2]] == ["20MH00", "20MH01"]
    assert all(set(item) == {"naam", "waar", "waarde"} for item in found)
    assert site.get("/wie/scholen", params={"q": "thijsse"}).status_code in (404, 405)
    assert site.post("/wie/scholen", data={"q": "  "}).json() == {"suggesties": []}
