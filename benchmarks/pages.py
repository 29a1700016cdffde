"""Pages in Chromium: first paint, when they can be used, and what they weigh. Each run begins with an empty cache."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from app.api import create_app
from app.service import Service
from app.settings import Settings
from benchmarks.measure import RUNS, Context, Measurement, say
from graph.sqlite_store import SqliteStore

PAGES = (
    "/",
    "/gemeenten/GM0396",
    "/gemeenten/GM0363",
    "/samenwerkingsverbanden/PO2101",
    "/vestigingen",
    "/zoek?q=heem",
    "/wie",
    "/bronnen",
    "/regels",
)
PAINT, INTERACTIVE, WEIGHT = 1000, 2000, 1536
"""The most that a page may take: ms to the first paint, ms until it can be used, kB over the line."""

_PAINTED = "() => performance.getEntriesByName('first-contentful-paint').length > 0"
_TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const all = [page, ...performance.getEntriesByType("resource")];
  return {
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    interactive: page.loadEventEnd,
    weight: all.reduce((sum, item) => sum + item.transferSize, 0) / 1024,
  };
}"""


def run(context: Context) -> Iterator[Measurement]:
    """A row a page and quantity."""
    store = SqliteStore(context.store)
    service = Service(store)
    service.view(date.today())
    with _served(service) as address, sync_playwright() as playwright:
        found = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for path in PAGES:
            say(f"  {path}")
            yield from _measure(path, [_visit(browser, address + path) for _ in range(RUNS)])
        browser.close()
    store.close()


def _measure(path: str, samples: list[dict[str, float]]) -> Iterator[Measurement]:
    for name, unit, bound in (("paint", "ms", PAINT), ("interactive", "ms", INTERACTIVE), ("weight", "kB", WEIGHT)):
        yield Measurement(f"{path} {name}", unit, tuple(item[name] for item in samples), bound)


def _visit(browser: Browser, address: str) -> dict[str, float]:
    page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address, wait_until="load")
    page.wait_for_function(_PAINTED)
    found: dict[str, float] = page.evaluate(_TIMES)
    page.close()
    return found


@contextmanager
def _served(service: Service) -> Iterator[str]:
    app: Any = create_app(service, Settings(""))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
