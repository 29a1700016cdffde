"""Clients of the pages, on the national data: one that reads, and a real browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi.testclient import TestClient
from playwright.sync_api import Browser
from web_browser import GROOT, Blad, Openen
from web_hulp import BROWSER

from app.api import create_app
from app.service import Service
from app.settings import Settings


@pytest.fixture(scope="session")
def site(nederland_service: Service) -> TestClient:
    """A person with a browser, without its cache, redirects or script."""
    return TestClient(create_app(nederland_service, Settings("", "https://speelveld.example")), headers=BROWSER)


@pytest.fixture(scope="session")
def server(nederland_service: Service) -> Iterator[str]:
    """The address of the site, served as `speelveld serveer` does."""
    running = uvicorn.Server(
        uvicorn.Config(
            create_app(nederland_service, Settings("", limiet=0)), port=0, log_level="warning", access_log=False
        )
    )
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(30)


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
