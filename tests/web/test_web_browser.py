"""The site in a real browser: by keyboard, by mouse, on a phone, without JavaScript, on paper, and for axe-core."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, Route, expect
from web_browser import GROOT, TELEFOON, Blad, Openen, axe
from web_hulp import DAG, ELKE_SOORT, LEERLING, PAGINAS, THIJSSE


def _antwoord(blad: Blad) -> Page:
    """The answer to the pupil of the README, by mouse."""
    page = blad.naar(f"/wie?peildatum={DAG}")
    page.get_by_label("Geboortedatum").fill(LEERLING["geboortedatum"])
    page.get_by_label("Postcode", exact=True).fill(LEERLING["woonplaats.postcode"])
    page.get_by_label("Soort onderwijs", exact=True).select_option("vo")
    page.get_by_label("School waar de leerling staat ingeschreven").fill("20MH00")
    page.get_by_role("button", name="Toon wie verantwoordelijk is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie is verantwoordelijk voor deze leerling?")
    return page


# -- accessibility


@pytest.mark.parametrize("pad", ELKE_SOORT)
def test_axe_finds_nothing(open_blad: Openen, pad: str) -> None:
    page = open_blad().naar(pad)
    assert not axe(page)


@pytest.mark.parametrize("maat", [GROOT, TELEFOON], ids=["groot", "telefoon"])
def test_axe_finds_nothing_in_an_answer_and_in_a_refusal(open_blad: Openen, maat: dict[str, int]) -> None:
    blad = open_blad(viewport=maat)
    page = _antwoord(blad)
    page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
    assert not axe(page)
    page = blad.naar("/wie")
    page.get_by_label("Geboortedatum").fill("31-02-2011")
    page.get_by_label("School waar de leerling staat ingeschreven").fill("thijsse")
    page.keyboard.press("Tab")  # the suggestions lie over the button
    page.get_by_role("button", name="Toon wie verantwoordelijk is").click()
    page.get_by_role("heading", name="Er klopt iets niet").wait_for()
    assert not axe(page)


def test_axe_finds_nothing_on_a_phone_with_the_menu_and_suggestions_open(open_blad: Openen) -> None:
    page = open_blad(viewport=TELEFOON, has_touch=True, is_mobile=True).naar("/gemeenten/GM0363")
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("link", name="Bronnen", exact=True).first.wait_for()
    assert not axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("combobox", name="Zoek").fill("heem")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    assert not axe(page)


def test_a_phone_does_not_scroll_sideways(open_blad: Openen) -> None:
    blad = open_blad(viewport=TELEFOON, has_touch=True, is_mobile=True)
    wide = [
        pad for pad in PAGINAS if blad.naar(pad).evaluate("document.documentElement.scrollWidth") > TELEFOON["width"]
    ]
    assert not wide
    page = _antwoord(blad)
    page.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEFOON["width"]


def test_text_twice_as_large_stays_in_view(open_blad: Openen) -> None:
    page = open_blad(viewport={"width": 640, "height": 450}).naar("/gemeenten/GM0363")  # 1280 wide at 200 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 wide at 400 %
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_targets_are_large_enough(open_blad: Openen) -> None:
    page = open_blad(viewport=TELEFOON).naar("/wie")
    sizes = page.eval_on_selector_all(
        "button, input:not([type=hidden]), select, summary",
        "items => items.filter(e => e.checkVisibility()).map(e => [e.outerHTML, e.offsetWidth, e.offsetHeight])",
    )
    assert len(sizes) > 15
    assert not [item for item in sizes if min(item[1], item[2]) < 22.9]  # 24 less the border of a checkbox


def test_the_focus_is_seen_and_the_menu_can_be_skipped(open_blad: Openen) -> None:
    page = open_blad().naar("/gemeenten/GM0396")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert skip.evaluate("e => getComputedStyle(e).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


# -- from home to an answer


def test_search_by_keyboard(open_blad: Openen) -> None:
    blad = open_blad()
    page = blad.naar(f"/?peildatum={DAG}")
    blad.tab_naar("Zoek een gemeente", "combobox")
    page.keyboard.type("heemskerk", delay=20)
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("Heemskerk")
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("listbox").get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/gemeenten/GM0396?peildatum={DAG}")


def test_suggestions_close_on_escape_and_enter_without_a_choice_searches(open_blad: Openen) -> None:
    page = open_blad().naar("/")
    box = page.get_by_role("combobox")
    box.fill("heemskerk")
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("heemskerk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoek?q=heemskerk")
    page.get_by_role("link", name="Heemskerk", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heemskerk")


def test_search_by_mouse(open_blad: Openen) -> None:
    page = open_blad().naar("/")
    page.get_by_role("combobox").press_sequentially("PO2711", delay=20)
    page.get_by_role("listbox").get_by_role("option").first.click()
    page.wait_for_url("**/samenwerkingsverbanden/PO2711")


def test_hostile_suggestions_are_only_text(open_blad: Openen) -> None:
    page = open_blad().naar("/")
    bad = "<img src=x onerror=alert(1)><script>alert(2)</script>"

    def answer(route: Route) -> None:
        route.fulfill(json={"suggesties": [{"naam": bad, "waar": bad, "url": "/help"}]})

    page.route("**/suggesties*", answer)
    page.get_by_role("combobox").press_sequentially("xx")
    expect(page.get_by_role("listbox").get_by_role("option")).to_contain_text(bad)
    assert page.locator(".suggesties img, .suggesties script").count() == 0


def test_who_is_responsible_by_keyboard_alone(open_blad: Openen) -> None:
    blad = open_blad()
    page = blad.naar(f"/?peildatum={DAG}")
    blad.tab_naar("Wie is verantwoordelijk?", "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wie?*")
    blad.tab_naar("Geboortedatum")
    page.keyboard.type("04-05-2011")
    blad.tab_naar("Postcode")
    page.keyboard.type("1963")
    blad.tab_naar("Soort onderwijs")
    page.keyboard.type("voort")
    blad.tab_naar("School waar", "combobox")
    page.keyboard.type("jac p thijsse", delay=10)
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("School waar")).to_have_value(THIJSSE)
    blad.tab_naar("Toon wie verantwoordelijk is", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie is verantwoordelijk voor deze leerling?")
    blad.tab_naar("Waarom?", "summary")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Grondslag:").first).to_be_visible()


def test_who_is_responsible_by_mouse_and_on_another_day(open_blad: Openen) -> None:
    blad = open_blad()
    page = _antwoord(blad)
    answer = page.locator("article", has=page.get_by_role("heading", name="Leerplicht", exact=True))
    expect(answer.get_by_role("link", name="gemeente Heemskerk")).to_be_visible()
    answer.get_by_text("Waarom?").click()
    expect(answer.get_by_role("link", name="Leerplichtwet 1969, artikel 16")).to_be_visible()
    with page.context.expect_page() as opened:
        answer.get_by_role("link", name="gemeente Heemskerk").click()
    opened.value.wait_for_url("**/gemeenten/GM0396?*")
    page.get_by_label("Stand op").fill("2025-12-31")
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.get_by_role("heading", name="Uw vraag, op 31 december 2025")).to_be_visible()


def test_nothing_of_the_pupil_is_in_an_address_or_kept_by_the_browser(open_blad: Openen) -> None:
    blad = open_blad()
    page = blad.naar("/wie")
    page.get_by_label("School waar").press_sequentially("thijsse", delay=20)
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    _antwoord(blad)
    for method, address in blad.verzoeken:
        if method == "GET":
            assert not [mark for mark in ("2011", "1963", "20MH00", "thijsse") if mark in address], address
    assert urlsplit(page.url).query == f"peildatum={DAG}"
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    page.goto("about:blank")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # the browser kept nothing that it could show
        page.go_back()


def test_the_day_is_chosen_in_the_head_and_stays(open_blad: Openen) -> None:
    page = open_blad().naar("/gemeenten/GM0370?peildatum=" + DAG)
    expect(page.get_by_text("Bestaat niet meer sinds")).to_be_visible()
    page.get_by_label("Stand op").fill("2021-06-01")
    page.get_by_role("button", name="Toon", exact=True).click()
    page.wait_for_url("**/gemeenten/GM0370?peildatum=2021-06-01")
    expect(page.get_by_text("Bestaat niet meer sinds")).to_be_hidden()
    expect(page.get_by_text("U ziet de stand op 1 juni 2021")).to_be_visible()
    page.get_by_role("link", name="Noord-Holland").first.click()
    page.wait_for_url("**/provincies/PV27?peildatum=2021-06-01")
    page.get_by_role("link", name="Terug naar vandaag").click()
    page.wait_for_url("**/provincies/PV27")


# -- without JavaScript, on paper


def test_everything_works_without_javascript(open_blad: Openen) -> None:
    blad = open_blad(java_script_enabled=False)
    page = blad.naar("/")
    page.get_by_role("searchbox").fill("castricum")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Castricum", exact=True).first.click()
    page.wait_for_url("**/gemeenten/GM0383")
    page = blad.naar("/wie")
    page.get_by_label("Of: leeftijd in jaren").fill("15")
    page.get_by_label("Postcode", exact=True).fill("1963")
    page.get_by_label("School waar").fill("jac p thijsse")
    page.get_by_role("button", name="Toon wie verantwoordelijk is").click()
    page.get_by_label(THIJSSE).check()
    page.get_by_role("button", name="Toon wie verantwoordelijk is").click()
    page.get_by_text("Waarom?").first.click()
    expect(page.get_by_text("Grondslag:").first).to_be_visible()


def test_the_menu_of_a_phone_works_without_javascript(open_blad: Openen) -> None:
    page = open_blad(viewport=TELEFOON, java_script_enabled=False).naar("/")
    sources = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Bronnen")
    expect(sources).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    sources.click()
    page.wait_for_url("**/bronnen")


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_what_was_folded_and_leaves_out_what_cannot_be_pressed(open_blad: Openen, script: bool) -> None:
    blad = open_blad(java_script_enabled=script)
    page = _antwoord(blad)
    basis = page.get_by_text("Grondslag:").first
    expect(basis).to_be_hidden()
    page.emulate_media(media="print")
    expect(basis).to_be_visible()
    expect(page.get_by_label("Geboortedatum")).to_be_hidden()
    expect(page.get_by_role("button", name="Zoek")).to_be_hidden()
