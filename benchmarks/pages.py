"""Pages in Chromium: first paint, when they can be used, what they weigh; and how long an adviser is under way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

from playwright.sync_api import Browser, Page, expect

from app.service import Service
from benchmarks.browser import chromium, served
from benchmarks.measure import RUNS, Context, Measurement, say
from graph.sqlite_store import SqliteStore

PAGES = (
    "/",
    "/zoek?q=heem",
    "/wie",
    "/overzicht",
    "/gemeenten/GM0363",
    "/samenwerkingsverbanden/PO2101",
    "/jeugdregios/JZ39",
    "/besturen/41009",
    "/vestigingen/20MH00",
    "/vestigingen",
    "/afspraken/samenwerking-onderwijs-en-jeugdhulp-zuid-kennemerland",
    "/oogo",
    "/oogo/PO2711",
    "/oogo/VO2810?vorigPlan=2022-08-01",
    "/aansluiting",
    "/aansluiting?van=gemeente&naar=swv-po",
    "/aansluiting?van=jeugdregio&naar=swv-po",
    "/gemeenten/GM0363/indelingen",
    "/kaart",
    "/kaart?indeling=gemeente&over=jeugdregio&gebied=swv:PO2711",
    "/gemeenten/GM0363/netwerk",
    "/wijzigingen",
    "/bronnen",
    "/regels",
    "/regels/A03",
    "/help",
    "/docs",
)
BOUNDS = {"paint": ("ms", 1000), "interactive": ("ms", 2000), "weight": ("kB", 1536), "pointing": ("ms", 1000)}
"""The most that a page may take: to its first paint, until all of it can be used, over the line; and on a map until an
area answers the pointer, which is before it can be enlarged."""

_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
_TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation"), [map] = performance.getEntriesByName("kaart-klaar");
  const all = [page, ...performance.getEntriesByType("resource")];
  const paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  return {
    paint,
    ...(window.aangewezen && { pointing: Math.max(paint, window.aangewezen) }),
    interactive: Math.max(page.loadEventEnd, map?.startTime ?? 0),
    weight: all.reduce((sum, item) => sum + item.transferSize, 0) / 1024,
  };
}"""


_POINTING = """requestAnimationFrame(function look() {
  const drawing = document.querySelector("[data-kaart-tekening]"), box = drawing?.getBoundingClientRect();
  const x = box?.x + box?.width / 2, y = Math.min(box?.y + box?.height / 2, innerHeight - 9);
  if (box && document.elementFromPoint(x, y)?.closest("a"))
    requestAnimationFrame(() => { window.aangewezen = performance.now(); }); // after the frame that shows it
  else requestAnimationFrame(look);
});"""
"""Notes when the area in the middle of the map has been drawn and is a link."""


def run(context: Context) -> Iterator[Measurement]:
    """A row a page and quantity, then a row a path. Each run begins with an empty cache in the browser."""
    store = SqliteStore(context.store)
    service = Service(store)
    service.view(date.today()).kaart.vlakken  # noqa: B018 - made when the website starts
    with served(service) as address, chromium() as browser:
        for path in PAGES:
            say(f"  {path}")
            samples = [_visit(browser, address + path) for _ in range(RUNS)]
            for name in samples[0]:
                unit, bound = BOUNDS[name]
                yield Measurement(f"{path} {name}", unit, tuple(item[name] for item in samples), bound)
        for name, clicks in PATHS.items():
            yield Measurement(name, "s", tuple(_walk(browser, address, *clicks) for _ in range(RUNS)))
    store.close()


def _visit(browser: Browser, address: str) -> dict[str, float]:
    page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
    if "/kaart" in address:
        page.add_init_script(_POINTING)
    response = page.goto(address, wait_until="load")
    if response is None or not response.ok:
        raise SystemExit(f"{address} gives no page")
    page.wait_for_function(_PAINTED)
    if page.locator("[data-kaart]").count():
        page.locator("[data-kaart][data-klaar]").wait_for(state="attached")
    found: dict[str, float] = page.evaluate(_TIMES)
    page.close()
    return found


PATHS = {
    "who is at the table for PO2711: 2 clicks": (["OOGO voorbereiden", "PO2711"], "Twee jeugdregio's"),
    "which gemeenten are split between SWVs: 1 click": (
        ["Welke gemeenten liggen in meer samenwerkingsverbanden PO?"],
        "doorsneden",
    ),
}
"""From the front page: the links that an adviser clicks, and what must then be read."""


def _walk(browser: Browser, address: str, links: list[str], answer: str) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    page.goto(address)
    for name in links:
        page.get_by_role("main").get_by_role("link", name=name).first.click()
    expect(page.get_by_role("main").get_by_text(answer).first).to_be_visible()
    taken = time.perf_counter() - started
    page.close()
    return taken
