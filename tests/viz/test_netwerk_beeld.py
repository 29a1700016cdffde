"""The network picture and its table say the same, and no text gets out of its place."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from markupsafe import escape

from graph.snapshot import Snapshot
from ontology.schema import load_schema
from queries.omgeving import HOOGSTENS, Omgeving, omgeving
from tests.viz.beeld_hulp import LEVERING, VIJANDIG, Bladzijde, beeld, omgeving_van, omgevingen
from viz.netwerk import Adressen, bronnen, gegevens, keuzes, legenda, netwerk, tabel, weggelaten
from viz.netwerk_html import bestand, formulier, fragment
from viz.rapport import Verwijzing

NAAR = Adressen(
    pagina=lambda node: f"/pagina/{node}",
    midden=lambda node: f"/netwerk/{node}",
    uitklappen=lambda node: f"?ook={node}",
)


def einden(rij: tuple[object, ...]) -> frozenset[str]:
    return frozenset(cel.id for cel in (rij[0], rij[3]) if isinstance(cel, Verwijzing))


@given(omgevingen())
def test_table_legend_and_picture_hold_the_same(rond: Omgeving) -> None:
    found, getekend = beeld(rond), gegevens(beeld(rond))
    rijen = tabel(found).rijen
    assert [item["id"] for item in getekend["nodes"]] == [item.id for item in rond.knopen]
    assert len({item["id"] for item in getekend["nodes"]}) == len(getekend["nodes"])
    lijnen = Counter(frozenset((item["from"], item["to"])) for item in getekend["edges"])
    assert lijnen == Counter(frozenset((item.van, item.naar)) for item in rond.relaties)
    assert lijnen == Counter(einden(rij) for rij in rijen)
    assert sum(item.aantal for item in legenda(found)) == len(rond.knopen)
    assert weggelaten(found) == ("1.234 vestigingen (omvat)",)
    kleuren = {kind.label: (kind.vorm, kind.kleur) for kind in load_schema().nodes.values()}
    assert all(kleuren[item.label] == (item.vorm, item.kleur) for item in legenda(found))
    for item, knoop in zip(getekend["nodes"], rond.knopen, strict=True):
        assert (item["shape"], item["color"]["background"]) == kleuren[load_schema().nodes[knoop.type].label]


@given(omgevingen(meeste=12))
def test_no_text_gets_out_of_its_place(rond: Omgeving) -> None:
    for html in (fragment(beeld(rond), adressen=NAAR), bestand(beeld(rond))):
        page = Bladzijde(html)
        page.eist_veilig()
        data = [text for tag, text in page.teksten if tag == "script" and text.startswith('{"details"')]
        assert len(data) == 1
        assert [item["id"] for item in json.loads(data[0])["nodes"]] == [item.id for item in rond.knopen]
        html.encode()  # no half characters


def test_hostile_names_are_shown_as_they_are() -> None:
    start = omgeving_van(*VIJANDIG)
    page = Bladzijde(fragment(beeld(start)))
    said = "".join(text for tag, text in page.teksten if tag != "script")
    assert "</script><script>alert(1)</script> (GM0001)" in said
    assert "<img src=x onerror=alert(1)> (02AA00)" in said
    assert "{{ 7 * 7 }}{% raw %} (03AA00)" in said


def test_a_file_has_only_the_scripts_that_its_policy_names() -> None:
    page = Bladzijde(bestand(beeld(omgeving_van(*VIJANDIG))))
    policy = next(item["content"] for item in page.alle("meta") if item.get("http-equiv")) or ""
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    scripts = [item for item in page.alle("script") if item.get("type") != "application/json"]
    assert len(scripts) == policy.partition("script-src ")[2].partition(";")[0].count("'sha256-") == 3
    assert not [item for item in scripts if "src" in item]
    assert not page.alle("link")


def test_a_file_names_day_sources_and_licences(snapshot_2026: Snapshot) -> None:
    rond = omgeving(snapshot_2026, "jeugdregio:JZ10")
    html = bestand(netwerk(rond, snapshot_2026.peildatum, snapshot_2026.leveringen))
    assert "Netwerk van IJmond (Midden Kennemerland)" in html
    assert "21-11-2026" in html
    for key in {key for item in rond.relaties for key in item.leveringen}:
        levering = snapshot_2026.leveringen[key]
        assert escape(levering.naam) in html
        assert escape(levering.licentie) in html


def test_the_table_reads_as_sentences(snapshot_2026: Snapshot) -> None:
    rond = omgeving(snapshot_2026, "gemeente:GM0396", relaties=["IN_JEUGDREGIO", "IN_SWV_PO", "IN_GEMEENTE"])
    found = netwerk(rond, snapshot_2026.peildatum, snapshot_2026.leveringen)
    zinnen = {
        " ".join(getattr(cel, "tekst", str(cel)) for cel in (rij[0], rij[2], rij[3])) for rij in tabel(found).rijen
    }
    assert "IJmond (Midden Kennemerland) (JZ10) omvat Heemskerk (GM0396)" in zinnen
    assert "Forta PRO (28BN00) ligt in gemeente Heemskerk (GM0396)" in zinnen
    via = [rij for rij in tabel(found).rijen if getattr(rij[0], "id", "") == "swv:PO2711"]
    # nine of the postcode areas of Heemskerk are in the regulation (BWBR0032324), all of them under PO2711
    assert [rij[-2] for rij in via] == ["via 9 postcodegebieden"]


def test_numbers_of_sources_lead_to_the_sources() -> None:
    found = beeld(omgeving_van("Een", "Twee"))
    bij = [kolom.titel for kolom in tabel(found).kolommen].index("Bron")
    assert {rij[bij] for rij in tabel(found).rijen} == {"1"}
    assert bronnen(found).rijen[0][:2] == ("1", Verwijzing(LEVERING.naam, url=LEVERING.url))


def test_links_for_growing_are_there_only_with_addresses() -> None:
    rond = omgeving_van("Een", "Twee")
    with_links = fragment(beeld(rond), adressen=NAAR)
    assert "data-groeit" in with_links
    assert "haal de buren erbij" in with_links
    alone = fragment(beeld(rond))
    assert "data-groeit" not in alone
    assert "haal de buren erbij" not in alone


def test_what_does_not_exist_says_so() -> None:
    rond = omgeving_van("Een", "Twee")
    rond = replace(rond, knopen=(rond.knopen[0], replace(rond.knopen[1], bestaat=False)))
    assert "bestaat niet op de peildatum" in fragment(beeld(rond))
    assert gegevens(beeld(rond))["nodes"][1]["shapeProperties"]["borderDashes"]


@pytest.mark.parametrize("diepte", [1, 2])
def test_no_more_nodes_than_can_be_read_and_the_rest_is_counted(snapshot_2026: Snapshot, diepte: int) -> None:
    rond = omgeving(snapshot_2026, "provincie:PV27", diepte=diepte)
    found = netwerk(rond, snapshot_2026.peildatum, snapshot_2026.leveringen)
    assert len(gegevens(found)["nodes"]) <= HOOGSTENS
    assert len(weggelaten(found)) == len(rond.weggelaten)
    if diepte == 2:
        assert len(rond.knopen) == HOOGSTENS
        assert any("vestigingen" in text for text in weggelaten(found))


def test_relation_kinds_to_choose_are_those_within_reach(snapshot_2026: Snapshot) -> None:
    assert "HEEFT_BESTUUR" in keuzes("Bestuur")
    assert "IN_JEUGDREGIO" not in keuzes("Bestuur")
    assert keuzes("Bestuur", 2)["IN_GEMEENTE"] == "ligt in gemeente"
    assert keuzes("Gemeente")["IN_GGDREGIO"] == "hoort bij GGD"
    for start in ("gemeente:GM0396", "afspraak:aanpak-thuiszitters-en-schoolverzuim-lekstroom", "bestuur:24597"):
        for diepte in (1, 2):
            rond = omgeving(snapshot_2026, start, diepte=diepte)
            bereikt = {item.type for item in rond.relaties if rond.start in (item.van, item.naar) or diepte == 2}
            folded = {"IN_SWV_PO", "IN_SWV_VO"} if diepte == 1 else set()
            assert bereikt - folded <= keuzes(rond.knopen[0].type, diepte).keys()


def test_the_form_keeps_what_was_chosen() -> None:
    found = beeld(omgeving_van("Een", "Twee"))
    page = Bladzijde(
        formulier(found, "/netwerk?a=<b>", relaties=["IN_GGDREGIO"], diepte=2, verborgen=[("peildatum", "2026-11-21")])
    )
    page.eist_veilig()
    assert page.alle("form") == [{"class": "beeld-keuzes", "method": "get", "action": "/netwerk?a=<b>"}]
    fields = page.alle("input")
    assert {"type": "hidden", "name": "peildatum", "value": "2026-11-21"} in fields
    assert {item["value"] for item in fields if "checked" in item} == {"2", "IN_GGDREGIO"}
