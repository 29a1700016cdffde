"""The site as it is served, and the Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from app.api import create_app
from app.service import Service
from app.settings import Settings


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that begins with nothing kept, on a machine without a graphics card: maps are drawn in software."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--enable-unsafe-swiftshader"]
        )
        yield browser
        browser.close()


@contextmanager
def served(service: Service) -> Iterator[str]:
    """The address of the site, on a port of its own."""
    app: Any = create_app(service, Settings("", limiet=0))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
