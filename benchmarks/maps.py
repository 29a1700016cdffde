"""The map: the land of all postcode areas, a division as GeoJSON, the whole file, and when Chromium has drawn it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.browser import chromium
from benchmarks.measure import RUNS, Context, Measurement, timed
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from queries.kaart.beeld import beeld
from queries.kaart.gebieden import Kaart
from queries.kaart.vlakken import vlakken
from viz.kaart import collectie
from viz.kaart_html import bestand


def run(context: Context) -> Iterator[Measurement]:
    """The national map of samenwerkingsverbanden with the borders of jeugdregio's over it."""
    store = SqliteStore(context.store)
    snapshot = Snapshot(store, max(item.peildatum for item in store.leveringen()))
    store.close()
    kaart = Kaart(snapshot)
    points = kaart.punten.punten
    land = tuple(timed(lambda: vlakken.__wrapped__(points)).wall for _ in range(RUNS))
    yield Measurement("map: land of all PC4's", "s", land, 1.5, f"{len(kaart.vlakken.vlak)} PC4's; once a version")
    for code in ("swv-po", "gemeente"):
        yield _division(code, snapshot)
    found = beeld(kaart, "swv-po", "jeugdregio")
    text = bestand(found, kaart.scholen)
    file = tuple(timed(lambda: bestand(found, kaart.scholen)).wall for _ in range(RUNS))
    size = f"{len(text) // 1024} KB, {len(gzip.compress(text.encode())) // 1024} KB packed"
    yield Measurement("map: file", "s", file, note=size)
    path = context.folder / "kaart.html"
    path.write_text(text, encoding="utf-8")
    yield Measurement("map: file drawn in Chromium", "s", tuple(_drawn(path)), 1.5, "from opening to all drawn, no GPU")


def _division(code: str, snapshot: Snapshot) -> Measurement:
    samples = []
    size = 0
    for _ in range(RUNS):
        kaart = Kaart(snapshot)
        assert kaart.vlakken.vlak  # kept by what it is made of
        samples.append(timed(lambda made=kaart: collectie(made.laag(code))).wall * 1e3)  # type: ignore[misc]
        size = len(gzip.compress(json.dumps(collectie(kaart.laag(code)), separators=(",", ":")).encode()))
    return Measurement(f"map: {code} as GeoJSON", "ms", tuple(samples), note=f"{size // 1024} KB packed")


def _drawn(path: Path) -> Iterator[float]:
    for _ in range(RUNS):
        with chromium() as browser:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(path.as_uri())
            page.locator("[data-kaart][data-klaar]").wait_for(state="attached")
            yield page.evaluate("performance.getEntriesByName('kaart-klaar')[0].startTime") / 1e3
