"""From the front page to the answers that advisers come for, counting clicks; pictures; files to take home."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect
from web_browser import TELEFOON, Openen, axe
from web_hulp import DAG, Bladzijde

from graph.snapshot import Snapshot


class Klikker:
    """Clicks, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.aantal = page, 0

    def op(self, naam: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=naam).first.click()
        self.aantal += 1


# -- an adviser's paths


def test_who_is_at_the_table_for_po2711_and_which_youth_regions_cross_it(open_blad: Openen) -> None:
    page = open_blad().naar(f"/?peildatum={DAG}")
    klik = Klikker(page)
    klik.op("OOGO voorbereiden")
    klik.op("PO2711")
    expect(page.get_by_role("heading", level=1)).to_contain_text("PO2711")
    table = page.locator("section", has=page.get_by_role("heading", name="Wie zitten aan tafel", level=2)).first
    for name in ("Beverwijk", "Castricum", "Heemskerk", "Uitgeest", "Velsen", "VO2704", "VO2705"):
        expect(table.get_by_text(name).first).to_be_visible()
    expect(page.get_by_text("Twee jeugdregio's")).to_be_visible()
    for code in ("JZ10", "JZ06", "MC25", "MC24"):
        expect(page.get_by_role("main").get_by_text(code).first).to_be_visible()
    assert klik.aantal <= 4


def test_which_gemeenten_are_split_between_swvs(open_blad: Openen, snapshot_2026: Snapshot) -> None:
    page = open_blad().naar(f"/?peildatum={DAG}")
    klik = Klikker(page)
    klik.op("Grenzen vergelijken")
    klik.op("Welke gemeenten liggen in meer samenwerkingsverbanden PO?")
    assert klik.aantal <= 3
    table = page.locator("table", has_text="slechtst passende eerst").first
    rows = table.locator("tbody tr", has_text="doorsneden")
    shown = {name.strip() for name in rows.locator("th").all_text_contents()}
    split = set()
    for node in snapshot_2026.of_type("Gemeente"):  # counted here, another way
        areas = {
            area.naar
            for pc4 in snapshot_2026.into(node.id, "IN_GEMEENTE")
            if pc4.van.startswith("pc4:")
            for area in snapshot_2026.out(pc4.van, "IN_SWV_PO")
        }
        if len(areas) > 1:
            split.add(node.naam)
    assert shown == split
    assert len(split) > 15


def test_a_long_table_is_shown_whole_when_asked(open_blad: Openen) -> None:
    page = open_blad().naar(f"/aansluiting?van=gemeente&naar=swv-po&peildatum={DAG}")
    table = page.locator("table", has_text="Aan hoeveel tafels een gemeente zit")
    assert table.locator("tbody tr").count() == 40
    page.locator(".rapport section", has=table).get_by_role("link", name="Toon alle 342 regels").click()
    page.wait_for_url("**tabel=Tafels+per+gemeente**")
    assert table.locator("tbody tr").count() == 342
    expect(table).to_be_in_viewport()
    expect(page.locator("table", has_text="slechtst passende eerst").first.locator("tbody tr")).to_have_count(40)


def test_oogo_by_keyboard_alone(open_blad: Openen) -> None:
    blad = open_blad()
    page = blad.naar("/")
    blad.tab_naar("OOGO voorbereiden", "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/oogo")
    blad.tab_naar("Samenwerkingsverband of gemeente", "combobox")
    page.keyboard.type("heemskerk", delay=20)
    page.get_by_role("listbox").get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/oogo/GM0396")
    blad.tab_naar("Word", "a")


def test_comparing_by_keyboard_alone(open_blad: Openen) -> None:
    blad = open_blad()
    page = blad.naar("/")
    blad.tab_naar("Grenzen vergelijken", "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aansluiting")
    blad.tab_naar("Vergelijk", "select")
    page.keyboard.type("jeugdregio")
    blad.tab_naar("met", "select")
    page.keyboard.type("samenwerkingsverbanden vo")
    blad.tab_naar("Vergelijk", "button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aansluiting?van=jeugdregio&naar=swv-vo*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("jeugdregio's en samenwerkingsverbanden VO")


def test_comparing_by_mouse_shows_matrix_and_flow_and_keeps_the_choice(open_blad: Openen) -> None:
    page = open_blad().naar(f"/aansluiting?peildatum={DAG}")
    page.get_by_label("Vergelijk", exact=True).select_option("jeugdregio")
    page.get_by_label("met", exact=True).select_option("swv-po")
    page.get_by_label("alleen rond").fill("swv:PO2711")
    page.get_by_role("button", name="Vergelijk").click()
    page.wait_for_url(re.compile(r"gebied=swv%3APO2711"))
    expect(page.locator("table.matrix")).to_be_visible()
    assert page.locator("figure.stroom svg path").count() > 2
    expect(page.get_by_label("alleen rond")).to_have_value("swv:PO2711")


# -- files


@pytest.mark.parametrize(("naam", "einde"), [("Word", "docx"), ("Excel", "xlsx")])
def test_a_preparation_file_is_taken_home(open_blad: Openen, tmp_path: Path, naam: str, einde: str) -> None:
    page = open_blad(accept_downloads=True).naar(f"/oogo/PO2711?peildatum={DAG}")
    with page.expect_download() as download:
        page.get_by_role("link", name=naam, exact=True).click()
    assert download.value.suggested_filename == f"oogo-PO2711-{DAG}.{einde}"
    download.value.save_as(tmp_path / "bestand")
    content = BytesIO((tmp_path / "bestand").read_bytes())
    if einde == "docx":
        assert "PO2711" in "\n".join(item.text for item in docx.Document(content).paragraphs)
    else:
        assert len(openpyxl.load_workbook(content).sheetnames) > 5


def test_every_download_of_a_comparison_is_there(site: TestClient) -> None:
    page = Bladzijde(site.get(f"/aansluiting?van=jeugdregio&naar=swv-po&peildatum={DAG}").text)
    links = [item["href"] for item in page.alle("a") if "download" in item]
    assert len(links) == 4
    for link in links:
        response = site.get(link)
        assert response.status_code == 200
        assert "filename=" in response.headers["content-disposition"]
        assert DAG in response.headers["content-disposition"]


# -- pictures


def test_a_network_grows_by_opening_a_node(open_blad: Openen) -> None:
    page = open_blad().naar(f"/samenwerkingsverbanden/PO2711/netwerk?peildatum={DAG}")
    page.locator("[data-netwerk-beeld] canvas").wait_for()
    count = "() => document.querySelector('[data-netwerk]').netwerk.body.data.nodes.length"
    before = page.evaluate(count)
    page.locator("[data-netwerk-beeld]").scroll_into_view_if_needed()
    place = page.evaluate(
        """() => {
          const deel = document.querySelector("[data-netwerk]"), net = deel.netwerk;
          const { x, y } = net.canvasToDOM(net.getPosition("gemeente:GM0396"));
          const vak = deel.querySelector("canvas").getBoundingClientRect();
          return { x: vak.x + x, y: vak.y + y };
        }"""
    )
    page.mouse.click(place["x"], place["y"])
    page.wait_for_function(f"before => ({count})() > before", arg=before)
    assert "uitgeklapt=gemeente%3AGM0396" in page.url
    page.reload()
    page.locator("[data-netwerk-beeld] canvas").wait_for()
    assert page.evaluate(count) > before


@pytest.mark.parametrize(
    "pad",
    ["/gemeenten/GM0396/netwerk", "/aansluiting?van=jeugdregio&naar=swv-po", "/oogo/PO2711"],
)
def test_pictures_and_reports_are_there_without_javascript_as_tables(open_blad: Openen, pad: str) -> None:
    page = open_blad(java_script_enabled=False).naar(pad)
    assert page.get_by_role("main").get_by_role("table").first.locator("tbody tr").count() > 3


@pytest.mark.parametrize("pad", ["/gemeenten/GM0396/netwerk"])
def test_axe_finds_nothing_beside_a_picture_on_a_phone(open_blad: Openen, pad: str) -> None:
    page = open_blad(viewport=TELEFOON).naar(pad)
    page.locator("canvas").first.wait_for()
    assert not axe(page)
