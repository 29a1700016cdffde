"""A page in a real browser that remembers what it asked for and what went wrong, and what axe-core says of it."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GROOT, TELEFOON = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class Blad:
    """A page that remembers what it asked for and what went wrong."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        self.fouten: list[str] = []
        self.verzoeken: list[tuple[str, str]] = []
        page.on("console", lambda item: self.fouten.append(item.text))
        page.on("pageerror", lambda item: self.fouten.append(str(item)))
        page.on("request", lambda item: self.verzoeken.append((item.method, item.url)))

    def naar(self, pad: str) -> Page:
        self.page.goto(self.server + pad)
        return self.page

    def tab_naar(self, naam: str, soort: str = "") -> None:
        """Press Tab until the element with this name (and role) has the focus, as someone without a mouse does."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(
                "() => { const e = document.activeElement; return [e.labels?.[0]?.innerText || e.ariaLabel || "
                "e.innerText || '', e.getAttribute('role') || e.tagName.toLowerCase()]; }"
            )
            if found[0].strip().startswith(naam) and soort in ("", found[1]):
                return
        raise AssertionError(f"“{naam}” is met Tab niet te bereiken")


Openen = Callable[..., Blad]


def axe(page: Page) -> list[str]:
    """The rules that axe-core finds broken, with where."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": _REGELS})
    return [
        f"{item['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
        for item in found.response["violations"]
        for node in item["nodes"]
    ]
