"""Clients of the pages, on the national data: one that reads, and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser
from web_browser import GROOT, Blad, Openen
from web_hulp import BROWSER

from app.api import create_app
from app.service import Service
from app.settings import Settings
from benchmarks.browser import served


@pytest.fixture(scope="session")
def site(nederland_service: Service) -> TestClient:
    """A person with a browser, without its cache, redirects or script."""
    return TestClient(create_app(nederland_service, Settings("", "https://speelveld.example")), headers=BROWSER)


@pytest.fixture(scope="session")
def server(nederland_service: Service) -> Iterator[str]:
    """The address of the site, served as `speelveld serveer` does."""
    with served(nederland_service) as address:
        yield address


@pytest.fixture
def open_blad(browser: Browser, server: str) -> Iterator[Openen]:
    """Opens pages; afterwards nothing may have gone wrong, and nobody else may have been asked anything."""
    opened: list[Blad] = []

    def make(**options: Any) -> Blad:
        context = browser.new_context(**({"viewport": GROOT, "locale": "nl-NL"} | options))
        blad = Blad(context.new_page(), server)
        opened.append(blad)
        return blad

    yield make
    for blad in opened:
        assert not [text for text in blad.fouten if "status of 4" not in text], "errors in the console"
        hosts = {urlsplit(address).netloc for _, address in blad.verzoeken}
        assert hosts == {urlsplit(server).netloc}
        blad.page.context.close()
