"""Makes the pictures of the guide in `docs/beelden` from the data that ship with the program: `make beelden`."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page

from app.service import Service
from benchmarks.browser import chromium, served
from graph.exchange import read_exchange
from graph.sqlite_store import SqliteStore
from nederland import FOLDER

PICTURES = Path(__file__).parent / "beelden"
PAGES = {
    "start": "/",
    "oogo": "/oogo/PO2711",
    "vergelijken": "/aansluiting?van=gemeente&naar=swv-po",
    "kaart": "/kaart?indeling=swv-po&over=jeugdregio",
    "netwerk": "/gemeenten/GM0396/netwerk",
}


def main() -> None:
    """A picture of each page as it opens, and of an answer about a pupil that does not exist."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "nederland.db")
        store.apply(read_exchange(FOLDER))
        service = Service(store)
        service.view(date.today())
        with served(service) as address, chromium() as browser:
            desk = browser.new_context(viewport={"width": 1440, "height": 1100}, locale="nl-NL").new_page()
            for name, path in PAGES.items():
                desk.goto(address + path)
                _save(desk, name)
            desk.goto(f"{address}/wie")
            desk.get_by_role("button", name="15 jaar, woont in Heemskerk").click()
            desk.get_by_role("heading", level=1, name="Wie is verantwoordelijk voor deze leerling?").wait_for()
            _save(desk, "antwoord")
        store.close()


def _save(page: Page, name: str) -> None:
    """As the page is when all of it, maps and networks too, has been drawn."""
    page.wait_for_load_state("networkidle")
    if page.locator("[data-kaart]").count():
        page.locator("[data-kaart][data-klaar]").wait_for(state="attached")
    if page.locator("[data-netwerk-beeld]").count():
        page.locator("[data-netwerk-beeld] canvas").wait_for()
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
