"""The page: its structure, where its links lead, and how it behaves in a browser."""

import re
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from lezers import Bladzijde
from voorbeeld_rapport import DEELNEMERS, RAPPORT

from viz.adres import adres_op
from viz.html import fragment, inhoudsopgave, naar_html, stijl, tabel_fragment
from viz.rapport import Hoofdstuk, Kolom, Rapport, Tabel, Verwijzing, alinea

PAGE = naar_html(RAPPORT, adres=adres_op("https://speelveld.example"))


def one_paragraph(*parts: str | Verwijzing) -> Rapport:
    return Rapport("Titel", "", "titel", date(2026, 11, 21), (Hoofdstuk("Kop", (alinea(*parts),)),))


def test_headings_are_nested_and_the_contents_lead_to_them():
    page = Bladzijde(PAGE)
    assert page.koppen == [
        (1, "Voorbereiding van het overleg over het ondersteuningsplan"),
        (2, "Inhoud"),
        (2, "Wie zit er aan tafel?"),
        (3, "Samenwerkingsverbanden voortgezet onderwijs"),
        (3, "Delen van gemeenten"),
        (2, "Scholen en besturen"),
        (2, "Afspraken"),
        (2, "Bronnen"),
    ]
    inside = [(text, address) for text, address in page.links if address.startswith("#")]
    assert inside[:3] == [
        ("Naar de inhoud", "#inhoud"),
        ("Wie zit er aan tafel?", "#h-wie-zit-er-aan-tafel"),
        ("Samenwerkingsverbanden voortgezet onderwijs", "#h-samenwerkingsverbanden-voortgezet-onderw"),
    ]
    assert {address[1:] for _, address in inside} <= set(page.ids)


def test_deep_headings_stop_at_six():
    chapter = Hoofdstuk("7")
    for name in "654321":
        chapter = Hoofdstuk(name, (), (chapter,))
    levels = [level for level, _ in Bladzijde(fragment(Rapport("", "", "", date.min, (chapter,)), adres=str)).koppen]
    assert levels == [2, 3, 4, 5, 6, 6, 6]


def test_a_table_says_what_its_cells_are():
    page = Bladzijde(tabel_fragment(DEELNEMERS, adres=adres_op(""), anker="t"))
    assert [attributes["scope"] for tag, attributes in page.tags if tag == "th"] == ["col"] * 4 + ["row"] * 5
    assert ("caption", {"id": "t"}) in page.tags
    assert page.links[0] == ("Beverwijk", "/id/gemeente/GM0375")


@pytest.mark.parametrize(
    ("reference", "basis", "leads_to"),
    [
        (Verwijzing("x", id="gemeente:GM0396"), "https://s.example", "https://s.example/id/gemeente/GM0396"),
        (Verwijzing("x", id="regeling:a/b c"), "https://s.example", "https://s.example/id/regeling/a/b%20c"),
        (Verwijzing("x", id="gemeente:GM0396"), "", None),  # nowhere, in a file
        (Verwijzing("x", url="https://wetten.overheid.nl/a?b=1&c=2"), "", "https://wetten.overheid.nl/a?b=1&c=2"),
        (Verwijzing("x", url="javascript:alert(1)"), "", None),
        (Verwijzing("x", url=" JavaScript:alert(1)"), "", None),
        (Verwijzing("x", url="data:text/html,x"), "", None),
        (Verwijzing("x", url="//kwaad.example"), "", None),
        (Verwijzing("x", url='https://a.example/"><script>'), "", "https://a.example/%22%3E%3Cscript%3E"),
        (Verwijzing("x", url="https://a.example/één b\x00"), "", "https://a.example/%C3%A9%C3%A9n%20b%00"),
        (Verwijzing("x", url="https://"), "", None),
        (Verwijzing("x", url="https://[a"), "", None),
    ],
)
def test_only_web_addresses_become_links(reference, basis, leads_to):
    page = Bladzijde(naar_html(one_paragraph("a ", reference, "."), adres=adres_op(basis)))
    links = [address for text, address in page.links if text == "x"]
    assert links == ([leads_to] if leads_to else [])
    assert "a x." in page.tekst


def test_a_page_of_the_site_may_have_addresses_within_it():
    def links(address: str) -> list[tuple[str, str]]:
        return Bladzijde(fragment(one_paragraph(Verwijzing("x")), adres=lambda _: address)).links

    assert links("/id/gemeente/GM0396?peildatum=2026-11-21") == [("x", "/id/gemeente/GM0396?peildatum=2026-11-21")]
    assert links("/\\kwaad.example") == [("x", "/%5Ckwaad.example")]  # which a browser does not take for another host
    assert links("//kwaad.example") == links("") == []


def test_a_warning_is_marked_once():
    chapters = (Hoofdstuk("Kop", (alinea("dit.", let_op=True), alinea("Let op: dat.", let_op=True))),)
    text = Bladzijde(fragment(Rapport("", "", "", date.min, chapters), adres=str)).tekst
    assert text == "Kop Let op: dit. Let op: dat."


def test_an_empty_table_says_so_and_names_of_ids_do_not_clash():
    empty = Tabel("a", "Zonder rijen", (Kolom("x"),), (), leeg="Niets gevonden.")
    headings = ("Deel 2", "Deel", "Deel", "Deel", "É?", "!", "!")
    report = Rapport("", "", "", date.min, tuple(Hoofdstuk(heading, (empty,)) for heading in headings))
    page = Bladzijde(fragment(report, adres=str))
    assert not page.tabellen
    assert page.tekst.count("Niets gevonden.") == 7
    assert len(page.ids) == len(set(page.ids)) == 14


@pytest.mark.parametrize(("rows", "elders", "shown"), [(60, "/x", 60), (61, "/x", 40), (61, "", 61)])
def test_a_long_table_begins_here_and_leads_to_where_it_is_whole(rows: int, elders: str, shown: int) -> None:
    table = Tabel("lang", "Een lange lijst", (Kolom("n"),), tuple((number,) for number in range(rows)))
    report = Rapport("", "", "", date.min, (Hoofdstuk("Kop", (table,)),))
    page = Bladzijde(fragment(report, adres=str, elders=lambda item: elders))
    assert len(page.tabellen[0]) == shown + 1  # with its header
    assert page.links == ([("Toon alle 61 regels", "/x#t-lang")] if shown < rows else [])
    assert len(Bladzijde(naar_html(report)).tabellen[0]) == rows + 1  # a file has all of it


def test_one_chapter_has_no_contents_but_the_site_may_ask_for_them():
    report = one_paragraph("a")
    assert "<nav" not in naar_html(report)
    assert Bladzijde(inhoudsopgave(report, niveau=3)).koppen == [(3, "Inhoud")]


def test_the_style_sheet_asks_for_nothing():
    assert "url(" not in stijl()
    assert "@import" not in stijl()
    assert "</" not in stijl()


@pytest.mark.parametrize("width", [1440, 390])
def test_no_accessibility_problem_and_no_sideways_page(browser, width):
    asked = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.set_content(PAGE)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # The style was applied: the policy of the page knows its hash.
    assert page.evaluate("getComputedStyle(document.querySelector('thead th')).color") == "rgb(255, 255, 255)"
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert asked == messages == []
    page.close()


def test_the_keyboard_skips_to_the_content_and_scrolls_a_table(browser):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.set_content(PAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.locator(".breed .tabel-kader").focus()
    page.keyboard.press("ArrowRight")
    # Not wait_for_function, which the policy of the page refuses: it evaluates text.
    page.evaluate(
        """async () => {
            const frame = document.querySelector(".breed .tabel-kader");
            while (frame.scrollLeft === 0) await new Promise(requestAnimationFrame);
        }"""
    )
    page.close()


def test_a_print_repeats_headers_and_turns_the_page_for_a_wide_table(browser):
    page = browser.new_page()
    page.set_content(PAGE)
    page.emulate_media(media="print")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(style.format(".breed thead", "display")) == "table-header-group"
    assert page.evaluate(style.format(".breed tr", "breakInside")) == "avoid"
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842), (842, 595)}
