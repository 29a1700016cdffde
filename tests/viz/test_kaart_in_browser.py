"""The map in a real browser: drawn, usable with pointer and keyboard, without errors or a request elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import shapely
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, Route

from app.api import create_app
from app.kaart import kaartbeeld, kaartdeel
from app.service import Service, View
from app.settings import Settings
from queries.kaart.beeld import Beeld, beeld, scholen
from queries.kaart.gebieden import Kaart, Uitsnede
from tests.viz.beeld_hulp import VIJANDIG
from tests.viz.test_beelden_in_browser import Blad, wacht
from viz import maplibre
from viz.bestand import eigen_bestand
from viz.kaart_html import SCRIPTS, STIJLEN, bestand
from viz.kleuren import KLEUREN

DAG = date(2026, 11, 21)
SITE = "http://speelveld.test"
BELEID = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'"
)
OP_SCHERM = """([vak, lon, lat]) => {
  const { x, y } = vak.kaart.project([lon, lat]), doek = vak.querySelector("canvas").getBoundingClientRect();
  return { x: doek.x + x, y: doek.y + y };
}"""
"""Where a place on the map is on the screen."""
GETEKEND = """(vak) => {
  vak.kaart.redraw(); // what WebGL drew can only be read right after
  const doek = vak.kaart.getCanvas(), kopie = document.createElement("canvas");
  Object.assign(kopie, { width: doek.width, height: doek.height });
  const inkt = kopie.getContext("2d", { willReadFrequently: true });
  inkt.drawImage(doek, 0, 0);
  const punten = inkt.getImageData(0, 0, kopie.width, kopie.height).data, aantal = {};
  for (let i = 0; i < punten.length; i += 4) {
    const kleur = punten.slice(i, i + 3).join();
    if (punten[i + 3] === 255) aantal[kleur] = (aantal[kleur] ?? 0) + 1;
  }
  return aantal;
}"""
"""How many pixels have each colour, as `r,g,b`."""


@pytest.fixture
def blad(browser: Browser) -> Iterator[Callable[..., Blad]]:
    """Opens a page of its own; afterwards nothing may have gone wrong."""
    opened: list[Blad] = []

    def open_page(breedte: int = 1440, **options: Any) -> Blad:
        opened.append(Blad(browser.new_page(viewport={"width": breedte, "height": 900}, **options)))
        return opened[-1]

    yield open_page
    for item in opened:
        assert item.fouten == []
        item.page.close()


def rgb(kleur: str) -> str:
    return ",".join(str(int(kleur[place : place + 2], 16)) for place in (1, 3, 5))


def klaar(page: Page) -> None:
    page.locator("[data-kaart][data-klaar]").wait_for(state="attached")


def kleuren(page: Page) -> set[str]:
    """The colours that some hundred pixels of the map have."""
    found = page.evaluate(GETEKEND, page.query_selector("[data-kaart]"))
    return {kleur for kleur, aantal in found.items() if aantal > 100}


def op_scherm(page: Page, lon: float, lat: float) -> tuple[float, float]:
    found = page.evaluate(OP_SCHERM, [page.query_selector("[data-kaart]"), lon, lat])
    return found["x"], found["y"]


def schrijf(folder: Path, found: Beeld, kaart: Kaart) -> str:
    path = folder / "kaart.html"
    path.write_text(bestand(found, scholen(kaart, found.uitsnede)), encoding="utf-8")
    return path.as_uri()


# ---------------------------------------------------------------- one file


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_file_draws_the_country_and_asks_nobody(
    blad: Callable[..., Blad],
    view: View,
    tmp_path: Path,
    breedte: int,
) -> None:
    address = schrijf(tmp_path, kaartbeeld(view, "swv-po", "jeugdregio"), view.kaart)
    item = blad(breedte, offline=True)
    item.page.goto(address)
    klaar(item.page)
    drawn = kleuren(item.page)
    assert {rgb(kleur) for kleur in KLEUREN[:4]} <= drawn
    assert rgb("#7a0045") in drawn  # the borders of the second division
    assert [asked for asked in item.verzoeken if not asked.startswith("blob:")] == [address]
    assert item.axe() == []
    assert item.page.evaluate("document.documentElement.scrollWidth") <= breedte


def test_a_file_says_what_it_is_and_on_what_it_rests(
    blad: Callable[..., Blad],
    view: View,
    tmp_path: Path,
) -> None:
    item = blad(offline=True)
    item.page.goto(schrijf(tmp_path, kaartbeeld(view, "swv-po", "jeugdregio"), view.kaart))
    text = item.page.locator("body").inner_text()
    for said in (
        "Schematisch: elk postcodegebied",
        "Stand op 21-11-2026",
        "4PP",
        "MIT",
        "CC BY 4.0",
        "geen samenwerkingsverband PO bekend",
    ):
        assert said in text
    row = item.page.locator("[data-kaart-tabel] tr", has_text="PO2711").inner_text()
    assert "IJmond (Midden Kennemerland) (" in row
    assert "Alkmaar (Noord-Kennemerland) (" in row


def test_pointing_names_an_area_and_a_click_chooses_it(
    blad: Callable[..., Blad],
    view: View,
    tmp_path: Path,
) -> None:
    """Heemskerk lies in PO2711 and in youth region IJmond."""
    item = blad()
    page = item.page
    page.goto(schrijf(tmp_path, kaartbeeld(view, "swv-po", "jeugdregio"), view.kaart))
    klaar(page)
    naam = view.snapshot.naam("swv:PO2711")
    page.mouse.move(*op_scherm(page, 4.67, 52.51))
    page.locator("[data-kaart-wijzer]").get_by_text(naam).wait_for()
    page.locator("[data-kaart-wijzer]").get_by_text("Ligt in: IJmond (Midden Kennemerland)").wait_for()
    page.mouse.click(*op_scherm(page, 4.67, 52.51))
    page.locator("[data-kaart-gekozen]").get_by_text(naam).wait_for()
    assert page.locator("tr.kaart-aan").inner_text().startswith(naam)
    page.mouse.move(*op_scherm(page, 3.5, 53.2))  # the North Sea
    page.locator("[data-kaart-wijzer]").wait_for(state="hidden")
    assert item.axe() == []


def test_the_map_is_used_by_keyboard(blad: Callable[..., Blad], view: View, tmp_path: Path) -> None:
    item = blad()
    page = item.page
    page.goto(schrijf(tmp_path, kaartbeeld(view, "provincie"), view.kaart))
    klaar(page)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    page.locator("[data-kaart-kruis]").wait_for()
    chosen = page.locator("[data-kaart-gekozen]")
    assert chosen.inner_text() == "Utrecht"
    for expected in ("Gelderland", "Hier ligt geen gebied."):  # Germany
        for _ in range(8):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(600)
            if chosen.inner_text() == expected:
                break
        assert chosen.inner_text() == expected
    zoom = "document.querySelector('[data-kaart]').kaart.getZoom()"
    before = page.evaluate(zoom)
    page.keyboard.press("=")
    wacht(lambda: page.evaluate(zoom) > before + 0.5)
    page.get_by_role("button", name="Alles in beeld").press("Enter")
    wacht(lambda: abs(page.evaluate(zoom) - before) < 0.5)
    assert item.axe() == []


def test_a_file_of_one_area_shows_what_lies_in_it(
    blad: Callable[..., Blad],
    view: View,
    tmp_path: Path,
) -> None:
    found = kaartbeeld(view, "", "jeugdregio", "swv:PO2711")
    item = blad()
    page = item.page
    page.goto(schrijf(tmp_path, found, view.kaart))
    klaar(page)
    rows = page.locator("[data-kaart-tabel] tbody tr").all_inner_texts()
    assert {row.split("\t")[0] for row in rows} == {"Beverwijk", "Heemskerk", "Velsen", "Castricum", "Uitgeest"}
    assert page.evaluate("document.querySelector('[data-kaart]').kaart.getZoom()") > 8
    wacht(
        lambda: (
            len(
                page.evaluate(
                    "document.querySelector('[data-kaart]').kaart.queryRenderedFeatures({layers: ['scholen']})"
                )
            )
            > 20
        )
    )
    school = next(item for item in view.kaart.scholen if item.id == "vestiging:20MH00")
    page.mouse.move(*op_scherm(page, school.lon, school.lat))
    page.locator("[data-kaart-wijzer]").get_by_text("School: Jac P Thijsse College").wait_for()


def test_hostile_names_do_nothing(blad: Callable[..., Blad], view: View, tmp_path: Path) -> None:
    found = beeld(view.kaart, "provincie")
    gebieden = tuple(
        replace(item, naam=naam, korte_naam=naam) for item, naam in zip(found.laag.gebieden, VIJANDIG * 2, strict=False)
    )
    laag = replace(found.laag, gebieden=gebieden)
    hostile = replace(found, laag=laag, over=laag, kruisingen={item.id: {item.id: 1} for item in gebieden})
    hostile = replace(hostile, uitsnede=Uitsnede("regio:x", VIJANDIG[0], (), shapely.box(5, 52, 6, 53)))
    item = blad()
    item.page.on("dialog", lambda dialog: item.fouten.append(dialog.message))
    path = tmp_path / "kaart.html"
    path.write_text(bestand(hostile, ()), encoding="utf-8")
    item.page.goto(path.as_uri())
    klaar(item.page)
    for gebied in gebieden:
        if gebied.punt and item.page.evaluate(
            "([vak, punt]) => vak.kaart.getBounds().contains(punt)",
            [item.page.query_selector("[data-kaart]"), gebied.punt],
        ):
            item.page.mouse.click(*op_scherm(item.page, *gebied.punt))
    assert item.page.locator("img").count() == 0
    assert item.page.locator("[data-kaart-tabel]").get_by_text("<img src=x onerror=alert(1)>").count() > 0
    assert item.axe() == []


def test_without_webgl_the_drawing_is_left_and_the_page_says_so(browser: Browser, view: View, tmp_path: Path) -> None:
    page = browser.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(schrijf(tmp_path, kaartbeeld(view, "provincie"), view.kaart))
    page.get_by_text("Deze browser kan de kaart niet vergroten").wait_for()
    assert page.locator("[data-kaart-tekening]").is_visible()
    assert page.locator("[data-kaart-tekening] > path").count() == 13
    assert page.locator("[data-kaart-tabel] tbody tr").count() == 13  # twelve, and what the record leaves open
    page.close()


def test_names_stand_on_the_map_and_all_of_it_is_on_paper(
    blad: Callable[..., Blad], view: View, tmp_path: Path
) -> None:
    item = blad()
    page = item.page
    page.goto(schrijf(tmp_path, kaartbeeld(view, "swv-po"), view.kaart))
    klaar(page)
    inkt = """(doek) => doek.getContext("2d").getImageData(0, 0, doek.width, doek.height).data
        .reduce((som, waarde, plaats) => som + (plaats % 4 === 3 && waarde > 200), 0)"""
    assert page.locator(".kaart-namen").evaluate(inkt) > 5000  # some forty names
    paper = page.locator("[data-kaart-papier]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert paper.evaluate(inkt) > 100_000
    page.emulate_media(media="print")
    assert paper.is_visible()
    assert not page.locator("[data-kaart-doek]").is_visible()


# ---------------------------------------------------------------- on the website


def lever(service: Service, gevraagd: list[str]) -> Callable[[Route], None]:
    """A site of one page under a strict policy, with the real API behind it. gevraagd: what the API was asked."""
    api = TestClient(create_app(service, Settings("x", SITE)))
    bestanden = {f"/{naam}": eigen_bestand(naam) for naam in (*SCRIPTS, *STIJLEN)}
    bestanden |= {"/maplibre.js": maplibre.script(), "/werker.js": maplibre.worker()}

    def page(vraag: dict[str, str]) -> str:
        view = service.view(date.fromisoformat(vraag["peildatum"]))
        part = kaartdeel(
            kaartbeeld(view, vraag.get("indeling", ""), vraag.get("over", ""), vraag.get("gebied", "")),
            view,
            pagina=lambda node: f"/pagina/{node}",
            actie="/kaart",
            velden={"peildatum": vraag["peildatum"]},
            werker="/werker.js",
            schoolpagina="/pagina/vestiging:{code}",
        )
        styles = "".join(f'<link rel="stylesheet" href="/{name}">' for name in STIJLEN)
        scripts = "".join(f'<script src="/{name}" defer></script>' for name in ("maplibre.js", *SCRIPTS))
        return (
            '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Kaart</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/leeg">'
            f'{styles}{scripts}</head><body class="rapport-bestand"><main><h1>Kaart</h1>{part}</main></body></html>'
        )

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        beleid = {"Content-Security-Policy": BELEID}
        if address.path.startswith("/v1/"):
            gevraagd.append(f"{address.path}?{address.query}")
            found = api.get(gevraagd[-1])
            route.fulfill(body=found.content, status=found.status_code, content_type=found.headers["content-type"])
        elif address.path in bestanden:
            kind = "text/css" if address.path.endswith(".css") else "text/javascript"
            route.fulfill(body=bestanden[address.path], content_type=kind, headers=beleid)
        elif address.path == "/kaart":
            vraag = {name: values[0] for name, values in parse_qs(address.query).items()}
            route.fulfill(body=page(vraag), content_type="text/html; charset=utf-8", headers=beleid)
        elif address.path == "/leeg":
            route.fulfill(status=204)
        else:
            body = (
                f'<!doctype html><html lang="nl"><title>{address.path}</title><main><h1>Een gebied</h1></main></html>'
            )
            route.fulfill(body=body, content_type="text/html")

    return answer


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_page_draws_the_map_under_a_strict_policy(
    blad: Callable[..., Blad],
    nederland_service: Service,
    breedte: int,
) -> None:
    asked: list[str] = []
    item = blad(breedte)
    item.page.route("**/*", lever(nederland_service, asked))
    item.page.goto(f"{SITE}/kaart?indeling=swv-vo&over=jeugdregio&peildatum={DAG}")
    klaar(item.page)
    assert {rgb(kleur) for kleur in KLEUREN[:4]} <= kleuren(item.page)
    assert sorted(asked) == [f"/v1/kaart/jeugdregio?peildatum={DAG}", f"/v1/kaart/swv-vo?peildatum={DAG}"]
    assert {urlsplit(address).netloc for address in item.verzoeken} == {"speelveld.test"}
    assert item.axe() == []
    assert item.page.evaluate("document.documentElement.scrollWidth") <= breedte


def test_a_click_on_an_area_goes_to_its_page(blad: Callable[..., Blad], nederland_service: Service) -> None:
    item = blad()
    page = item.page
    page.route("**/*", lever(nederland_service, []))
    page.goto(f"{SITE}/kaart?indeling=swv-po&peildatum={DAG}")
    klaar(page)
    page.mouse.click(*op_scherm(page, 4.67, 52.51))
    page.wait_for_url("**/pagina/swv:PO2711")


def test_another_choice_keeps_what_is_seen_and_the_address_says_all(
    blad: Callable[..., Blad],
    nederland_service: Service,
) -> None:
    asked: list[str] = []
    item = blad()
    page = item.page
    page.route("**/*", lever(nederland_service, asked))
    page.goto(f"{SITE}/kaart?indeling=swv-po&peildatum={DAG}#9/52.5/4.7")
    klaar(page)
    page.get_by_label("Leg daar grenzen over van").select_option("ggd")
    page.wait_for_url("**over=ggd**")
    klaar(page)
    address = urlsplit(page.url)
    assert parse_qs(address.query) == {"indeling": ["swv-po"], "over": ["ggd"], "peildatum": [DAG.isoformat()]}
    assert address.fragment == "9/52.5/4.7"
    assert page.evaluate("document.querySelector('[data-kaart]').kaart.getZoom()") == pytest.approx(9, abs=0.01)
    assert page.get_by_label("Leg daar grenzen over van").input_value() == "ggd"
    assert item.axe() == []


def test_schools_come_when_zoomed_in_and_lead_to_their_page(
    blad: Callable[..., Blad],
    nederland_service: Service,
    view: View,
) -> None:
    asked: list[str] = []
    item = blad()
    page = item.page
    page.route("**/*", lever(nederland_service, asked))
    page.goto(f"{SITE}/kaart?indeling=swv-vo&peildatum={DAG}")
    klaar(page)
    assert not any("scholen" in path for path in asked)
    school = next(item for item in view.kaart.scholen if item.id == "vestiging:20MH00")
    page.evaluate(
        "([vak, lon, lat]) => vak.kaart.jumpTo({ center: [lon, lat], zoom: 13 })",
        [page.query_selector("[data-kaart]"), school.lon, school.lat],
    )
    named = page.locator("[data-kaart-wijzer]").get_by_text("School: Jac P Thijsse College")

    def pointed() -> bool:
        x, y = op_scherm(page, school.lon, school.lat)
        page.mouse.move(x + 3, y)
        page.mouse.move(x, y)
        return named.is_visible()

    wacht(pointed)
    page.mouse.click(*op_scherm(page, school.lon, school.lat))
    page.wait_for_url("**/pagina/vestiging:20MH00")


def test_the_drawing_of_the_page_lies_where_the_map_comes(
    blad: Callable[..., Blad], nederland_service: Service, view: View
) -> None:
    item = blad()
    page = item.page
    serve, held = lever(nederland_service, []), list[Route]()
    page.route("**/*", serve)
    page.route("**/v1/**", lambda route: held.append(route))  # the drawing stays as long as no map comes
    with page.expect_request("**/v1/**"):
        page.goto(f"{SITE}/kaart?indeling=provincie&peildatum={DAG}", wait_until="domcontentloaded")
    drawn = {
        area.naam: page.evaluate(
            "(naam) => [...document.querySelectorAll('[data-kaart-tekening] a')]"
            ".filter((item) => item.textContent === naam).map((item) => item.getBoundingClientRect().toJSON())[0]",
            area.naam,
        )
        for area in view.kaart.laag("provincie").gebieden
        if area.id
    }
    for route in held:
        serve(route)
    klaar(page)
    assert page.locator("[data-kaart-tekening]").count() == 0
    for area in view.kaart.laag("provincie").gebieden:
        if area.id and area.vlak:
            west, south, east, north = area.vlak.bounds
            left, top = op_scherm(page, west, north)
            right, bottom = op_scherm(page, east, south)
            found = drawn[area.naam]
            for place, expected in (("left", left), ("top", top), ("right", right), ("bottom", bottom)):
                assert found[place] == pytest.approx(expected, abs=3), (area.naam, place)


def test_a_row_of_the_table_lights_up_its_area(
    blad: Callable[..., Blad],
    nederland_service: Service,
) -> None:
    item = blad()
    page = item.page
    page.route("**/*", lever(nederland_service, []))
    page.goto(f"{SITE}/kaart?indeling=provincie&peildatum={DAG}")
    klaar(page)
    page.locator("[data-kaart-tabel]").get_by_role("link", name="Drenthe").focus()
    lit = "document.querySelector('[data-kaart]').kaart.querySourceFeatures('aan').map((item) => item.properties.naam)"
    wacht(lambda: set(page.evaluate(lit)) == {"Drenthe"})


def test_without_javascript_there_are_the_form_and_the_table(browser: Browser, nederland_service: Service) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.route("**/*", lever(nederland_service, []))
    page.goto(f"{SITE}/kaart?indeling=provincie&peildatum={DAG}")
    assert "kan alleen met JavaScript" in page.content()
    page.get_by_label("Kleur de kaart naar").select_option("jeugdregio")
    page.get_by_role("button", name="Toon").click()
    heemskerk = page.locator("[data-kaart-tekening] a", has_text="IJmond (Midden Kennemerland)")
    assert heemskerk.get_attribute("href") == "/pagina/jeugdregio:JZ10"
    heemskerk.click()
    page.wait_for_url("**/pagina/jeugdregio:JZ10")
    page.go_back()
    page.locator("[data-kaart-tabel]").get_by_role("link", name="IJmond (Midden Kennemerland)").click()
    page.wait_for_url("**/pagina/jeugdregio:JZ10")
    page.close()
