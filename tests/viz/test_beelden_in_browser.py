"""The pictures in a real browser: drawn, usable by keyboard, without errors, and without a request to anyone else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from graph.snapshot import Snapshot
from queries.omgeving import Omgeving, omgeving
from tests.viz.beeld_hulp import DAG, VIJANDIG, beeld, omgeving_van
from viz.bestand import eigen_bestand, los_bestand
from viz.html import stijl
from viz.kruising import Kruising, uitsnede
from viz.matrix import matrix, matrix_fragment
from viz.netwerk import Adressen, netwerk
from viz.netwerk_html import bestand, formulier, fragment, vis_network
from viz.stroom import stroom, stroom_fragment

SITE = "http://speelveld.test"
BELEID = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'"

GEKLEURD = """(doek) => {
  const { width, height } = doek;
  const kopie = Object.assign(document.createElement("canvas"), { width, height });
  const inkt = kopie.getContext("2d", { willReadFrequently: true });
  inkt.drawImage(doek, 0, 0);
  const punten = inkt.getImageData(0, 0, width, height).data;
  const kleuren = new Set();
  for (let i = 0; i < punten.length; i += 4) if (punten[i + 3]) kleuren.add(punten.slice(i, i + 3).join());
  return [...kleuren];
}"""
"""The colours that were drawn, as `r,g,b`."""

OP_SCHERM = """([deel, node]) => {
  const net = deel.netwerk, { x, y } = net.canvasToDOM(net.getPosition(node));
  const vak = deel.querySelector("canvas").getBoundingClientRect();
  return { x: vak.x + x, y: vak.y + y };
}"""


class Blad:
    """A page that keeps what it asked for and what went wrong."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.fouten: list[str] = []
        self.verzoeken: list[str] = []
        page.on("console", lambda item: self.fouten.append(item.text))
        page.on("pageerror", lambda item: self.fouten.append(str(item)))
        page.on("request", lambda item: self.verzoeken.append(item.url))

    def klik(self, node: str) -> None:
        """Click on a node of the picture."""
        place = self.page.evaluate(OP_SCHERM, [self.page.query_selector("[data-netwerk]"), node])
        self.page.mouse.click(place["x"], place["y"])

    def axe(self) -> list[str]:
        """What axe-core finds wrong."""
        return [
            f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in Axe().run(self.page).response["violations"]
        ]

    def kleuren(self, waar: str = "canvas") -> set[str]:
        """The colours in the picture."""
        return set(self.page.locator(waar).evaluate(GEKLEURD))


@pytest.fixture
def blad(browser: Browser) -> Iterator[Callable[..., Blad]]:
    """Opens a page of its own; afterwards nothing may have gone wrong."""
    opened: list[Blad] = []

    def open_page(breedte: int = 1440, **options: Any) -> Blad:
        page = browser.new_page(viewport={"width": breedte, "height": 900}, **options)
        opened.append(Blad(page))
        return opened[-1]

    yield open_page
    for item in opened:
        assert item.fouten == []
        item.page.close()


def wacht(gebeurt: Callable[[], bool]) -> None:
    """Wait for something in the page. Not with the page's own waiting, which a strict policy forbids."""
    for _ in range(600):
        if gebeurt():
            return
        time.sleep(0.05)
    pytest.fail("this did not happen within half a minute")


def schrijf(folder: Path, rond: Omgeving, snapshot: Snapshot | None = None) -> str:
    found = netwerk(rond, snapshot.peildatum, snapshot.leveringen) if snapshot else beeld(rond)
    path = folder / "netwerk.html"
    path.write_text(bestand(found), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_file_draws_and_asks_nobody(
    blad: Callable[..., Blad], snapshot_2026: Snapshot, tmp_path: Path, breedte: int
) -> None:
    address = schrijf(tmp_path, omgeving(snapshot_2026, "gemeente:GM0396"), snapshot_2026)
    item = blad(breedte, offline=True)
    item.page.goto(address)
    schema = snapshot_2026.schema
    for soort in (
        ("Gemeente", "Ggd") if breedte == 390 else ("Gemeente", "Jeugdregio", "Samenwerkingsverband", "Vestiging")
    ):
        kleur = schema.nodes[soort].kleur
        assert ",".join(str(int(kleur[place : place + 2], 16)) for place in (1, 3, 5)) in item.kleuren()
    assert item.verzoeken == [address]
    assert item.axe() == []
    assert item.page.evaluate("document.documentElement.scrollWidth") <= breedte


def test_a_click_says_what_a_node_is(blad: Callable[..., Blad], snapshot_2026: Snapshot, tmp_path: Path) -> None:
    item = blad()
    item.page.goto(schrijf(tmp_path, omgeving(snapshot_2026, "gemeente:GM0396"), snapshot_2026))
    item.klik("jeugdregio:JZ10")
    said = item.page.locator("[data-netwerk-keuze]")
    said.get_by_text("Heemskerk hoort bij jeugdregio IJmond (Midden Kennemerland)").wait_for()
    assert "IJmond (Midden Kennemerland) (JZ10), jeugdregio" in said.inner_text()
    assert item.axe() == []


def test_the_picture_is_used_by_keyboard(blad: Callable[..., Blad], snapshot_2026: Snapshot, tmp_path: Path) -> None:
    item = blad()
    item.page.goto(schrijf(tmp_path, omgeving(snapshot_2026, "jeugdregio:JZ10"), snapshot_2026))
    scale = "document.querySelector('[data-netwerk]').netwerk.getScale()"
    before = item.page.evaluate(scale)
    item.page.get_by_role("button", name="Verklein").press("Enter")
    wacht(lambda: item.page.evaluate(scale) < before * 0.75)
    kader = item.page.get_by_role("img", name="Netwerk rond IJmond")
    kader.focus()
    place = "JSON.stringify(document.querySelector('[data-netwerk]').netwerk.getViewPosition())"
    stood = item.page.evaluate(place)
    item.page.keyboard.down("ArrowRight")
    wacht(lambda: item.page.evaluate(place) != stood)
    item.page.keyboard.up("ArrowRight")


def test_on_paper_the_picture_keeps_its_shape(
    blad: Callable[..., Blad], snapshot_2026: Snapshot, tmp_path: Path
) -> None:
    item = blad()
    item.page.goto(schrijf(tmp_path, omgeving(snapshot_2026, "gemeente:GM0396"), snapshot_2026))
    on_screen = item.kleuren()
    item.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    item.page.emulate_media(media="print")
    item.page.set_viewport_size({"width": 700, "height": 1000})
    assert item.kleuren(".netwerk-afdruk") == on_screen
    box, size = item.page.locator(".netwerk-afdruk").evaluate(
        "doek => [[doek.clientWidth, doek.clientHeight], [doek.width, doek.height]]"
    )
    assert box[0] / box[1] == pytest.approx(size[0] / size[1], rel=0.01)
    item.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert item.page.locator(".netwerk-afdruk").count() == 0


def test_the_table_sorts_by_keyboard(blad: Callable[..., Blad], snapshot_2026: Snapshot, tmp_path: Path) -> None:
    item = blad()
    item.page.goto(schrijf(tmp_path, omgeving(snapshot_2026, "gemeente:GM0396"), snapshot_2026))
    table = item.page.locator("[data-netwerk-tabel] table").first
    kop = table.locator("thead th").first
    names = "rijen => [...rijen].map(rij => rij.cells[0].textContent.trim())"
    for richting in ("ascending", "descending"):
        kop.get_by_role("button").press("Enter")
        assert kop.get_attribute("aria-sort") == richting
        found = table.locator("tbody tr").evaluate_all(names)
        expected = sorted(found, key=str.casefold, reverse=richting == "descending")
        assert found == expected
    sinds = table.locator("thead th", has_text="Sinds")
    sinds.get_by_role("button").press("Space")
    assert kop.get_attribute("aria-sort") is None
    place = [text.strip(" ↕▲▼\n") for text in table.locator("thead th").all_inner_texts()].index("Sinds")
    dagen = table.locator("tbody tr").evaluate_all(f"rijen => rijen.map(rij => rij.cells[{place}].textContent.trim())")
    known = [dag for dag in dagen if dag != "onbekend"]
    assert len(set(known)) > 1
    assert known == sorted(known, key=lambda dag: dag.split("-")[::-1])
    assert dagen == known + ["onbekend"] * (len(dagen) - len(known))


def test_hostile_names_do_nothing(blad: Callable[..., Blad], tmp_path: Path) -> None:
    item = blad()
    item.page.on("dialog", lambda dialog: item.fouten.append(dialog.message))
    item.page.goto(schrijf(tmp_path, omgeving_van(*VIJANDIG)))
    for node in ("gemeente:GM0001", "vestiging:00AA00", "vestiging:02AA00"):
        item.klik(node)
    assert "<img src=x onerror=alert(1)>" in item.page.locator("[data-netwerk-keuze]").inner_text()
    assert item.page.locator("img:not([role])").count() == 0
    assert item.axe() == []


@pytest.mark.parametrize("breedte", [1440, 390])
def test_matrix_flow_and_form_are_usable(blad: Callable[..., Blad], tmp_path: Path, breedte: int) -> None:
    cellen = {("a", "x"): 75, ("a", "y"): 25, ("b", "y"): 50, ("c", "z"): 400}
    kruising = Kruising(
        "jeugdregio's", "samenwerkingsverbanden PO", "inwoners", cellen, {key: f"Gebied {key}" for key in "abcxyz"}
    )
    deel = uitsnede(kruising, ["a"])
    parts = (
        matrix_fragment(matrix(deel))
        + stroom_fragment(stroom(deel))
        + formulier(beeld(omgeving_van("Een")), "/netwerk")
    )
    path = tmp_path / "grenzen.html"
    path.write_text(
        los_bestand(
            "Grenzen",
            "",
            DAG,
            parts,
            scripts=[eigen_bestand("tabel.js")],
            stijlen=[stijl(), eigen_bestand("beeld.css")],
        ),
        encoding="utf-8",
    )
    item = blad(breedte)
    item.page.goto(path.as_uri())
    assert item.axe() == []
    assert item.page.evaluate("document.documentElement.scrollWidth") <= breedte
    table = item.page.locator("table.matrix")
    kop = table.locator("thead th", has_text="Gebied y")
    kop.get_by_role("button").press("Enter")
    shares = [text.strip() for text in table.locator("tbody tr td:nth-of-type(2)").all_inner_texts()]
    assert shares == ["25%", "100%"]
    kop.get_by_role("button").press("Enter")
    assert kop.get_attribute("aria-sort") == "descending"
    assert table.locator("tbody th").first.inner_text() == "Gebied b"
    picture = item.page.get_by_role("img", name="Van jeugdregio's naar samenwerkingsverbanden PO")
    band = picture.locator("path[fill^=url]").first
    assert (
        band.locator("title").text_content()
        == "Gebied a en Gebied x: 75 inwoners, 75% van Gebied a en 100% van Gebied x"
    )
    box = band.bounding_box()
    assert box is not None
    assert box["height"] > 20


def lever(snapshot: Snapshot) -> Callable[[Route], None]:
    """A site of one page, under a strict policy: the network of a node, grown as its address says."""

    def page(start: str, ook: list[str]) -> str:
        adressen = Adressen(
            pagina=lambda node: f"/pagina/{quote(node)}",
            midden=lambda node: f"/netwerk?start={quote(node)}",
            uitklappen=lambda node: (
                f"/netwerk?start={quote(start)}" + "".join(f"&ook={quote(key)}" for key in (*ook, node))
            ),
        )
        rond = omgeving(snapshot, start, uitgeklapt=ook)
        part = fragment(netwerk(rond, snapshot.peildatum, snapshot.leveringen), adressen=adressen)
        scripts = "".join(f'<script src="/{name}"></script>' for name in ("vis.js", "netwerk.js", "tabel.js"))
        return (
            '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Netwerk</title>'
            '<link rel="icon" href="/leeg"><link rel="stylesheet" href="/rapport.css">'
            f'<link rel="stylesheet" href="/beeld.css"></head><body><main><h1>Netwerk</h1>{part}</main>{scripts}</body>'
            "</html>"
        )

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        query = parse_qs(address.query)
        if address.path == "/netwerk":
            html = page(query["start"][0], query.get("ook", []))
            route.fulfill(
                body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": BELEID}
            )
        elif address.path == "/leeg":
            route.fulfill(status=204)
        elif address.path == "/vis.js":
            route.fulfill(body=vis_network().read_text(encoding="utf-8"), content_type="text/javascript")
        elif address.path == "/rapport.css":
            route.fulfill(body=stijl(), content_type="text/css")
        else:
            kind = "text/css" if address.path.endswith(".css") else "text/javascript"
            route.fulfill(body=eigen_bestand(address.path[1:]), content_type=kind)

    return answer


def test_a_network_grows_by_clicking_under_a_strict_policy(blad: Callable[..., Blad], snapshot_2026: Snapshot) -> None:
    item = blad()
    page = item.page
    page.route("**/*", lever(snapshot_2026))
    page.goto(f"{SITE}/netwerk?start=gemeente:GM0396")
    rows = page.locator("[data-netwerk-tabel] table").first.locator("tbody tr")
    before = rows.count()
    places = "JSON.stringify(document.querySelector('[data-netwerk]').netwerk.getPositions())"
    stood = page.evaluate(f"JSON.parse({places})")
    item.klik("jeugdregio:JZ10")
    page.locator("[data-netwerk-keuze]").get_by_text("erbij in het netwerk").wait_for()
    rond = omgeving(snapshot_2026, "gemeente:GM0396", uitgeklapt=["jeugdregio:JZ10"])
    grown = page.evaluate(f"JSON.parse({places})")
    assert grown.keys() == {knoop.id for knoop in rond.knopen}
    assert stood.items() <= grown.items()
    assert rows.count() == len(rond.relaties) > before
    assert "ook=jeugdregio%3AJZ10" in page.url.replace(":JZ", "%3AJZ")
    assert rows.first.locator("xpath=../..").locator("thead button").count() > 0
    page.go_back()
    wacht(lambda: page.evaluate(f"JSON.parse({places})").keys() == stood.keys())
    assert rows.count() == before
    assert item.axe() == []
    assert {urlsplit(address).netloc for address in item.verzoeken} == {"speelveld.test"}


def test_without_javascript_there_is_the_table_with_links(browser: Browser, snapshot_2026: Snapshot) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.route("**/*", lever(snapshot_2026))
    page.goto(f"{SITE}/netwerk?start=gemeente:GM0396")
    page.get_by_text("Het plaatje wordt getekend met JavaScript").wait_for()
    rows = page.locator("[data-netwerk-tabel] table").first.locator("tbody tr")
    before = rows.count()
    page.locator("tr", has_text="JZ10").get_by_role("link", name="haal de buren erbij").click()
    assert rows.count() > before
    page.close()
