"""The map on its page: drawn, pointed at, clicked through; the same as a table without a script."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect
from web_browser import TELEFOON, Openen

PAD = "/kaart?indeling=gemeente&over=jeugdregio&gebied=swv:PO2711"
GEMEENTEN = ("Heemskerk", "Beverwijk", "Velsen", "Castricum", "Uitgeest")
KLEUREN = """(vak) => {
  vak.kaart.redraw(); // what WebGL drew can only be read right after
  const papier = new OffscreenCanvas(60, 60).getContext('2d');
  papier.drawImage(vak.kaart.getCanvas(), 0, 0, 60, 60);
  const punten = papier.getImageData(0, 0, 60, 60).data;
  const gezien = new Set();
  for (let i = 0; i < punten.length; i += 4) gezien.add([0, 1, 2].map((k) => punten[i + k] >> 5).join());
  return gezien.size;
}"""
"""How many colours the canvas shows, told coarsely: what is drawn, and not what stands in the page."""

HEEMSKERK = """(vak) => {
  const { x, y } = vak.kaart.project([4.6187, 52.5205]), doek = vak.kaart.getCanvas().getBoundingClientRect();
  return [doek.x + x, doek.y + y];
}"""
"""Where Heemskerk is on the screen."""


def drawn(page: Page) -> bool:
    """Whether the canvas shows several colours, within half a minute."""
    deadline = time.monotonic() + 30
    while page.locator("[data-kaart]").evaluate(KLEUREN) <= 4:
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(100)
    return True


def test_the_map_is_drawn_and_its_areas_lead_to_their_pages(open_blad: Openen) -> None:
    page = open_blad().naar(PAD)
    page.wait_for_selector("[data-kaart-doek] canvas")
    expect(page.locator("[data-kaart-melding]")).to_be_hidden()
    assert drawn(page)
    page.locator("[data-kaart-doek]").scroll_into_view_if_needed()
    x, y = page.locator("[data-kaart]").evaluate(HEEMSKERK)
    page.mouse.move(x - 5, y)
    page.mouse.move(x, y)
    expect(page.locator("[data-kaart-wijzer]")).to_contain_text("Heemskerk")
    page.mouse.click(x, y)
    page.wait_for_url("**/gemeenten/GM0396*")


def test_without_a_script_and_on_a_phone_the_table_says_the_same(open_blad: Openen) -> None:
    page = open_blad(viewport=TELEFOON, java_script_enabled=False).naar(PAD)
    for gemeente in GEMEENTEN:
        assert page.get_by_role("link", name=gemeente).count()


def test_a_division_that_does_not_exist_is_said(open_blad: Openen) -> None:
    page = open_blad().naar("/kaart?indeling=bestaatniet")
    assert "bestaat niet" in page.locator("main").inner_text()
