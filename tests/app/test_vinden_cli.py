"""`speelveld zoek`, `omgeving`, `pad` and `wijzigingen`: what they print, and how they end."""

from __future__ import annotations

import json

import pytest
from cli_hulp import Run

DAG = ("--peildatum", "2026-11-21")


@pytest.fixture
def run(run_nederland: Run) -> Run:
    return run_nederland


# ------------------------------------------------------------------ zoek


def test_zoek_needs_no_quotes_around_more_words(run: Run) -> None:
    code, out, _ = run("zoek", "swv", "hoeksche", "waard", "--aantal", "2", *DAG)
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["swv:PO2804", "swv:VO2815"]


def test_zoek_says_what_became_of_a_former_gemeente(run: Run) -> None:
    _, out, _ = run("zoek", "beemster", *DAG)
    assert out.splitlines()[0].endswith(
        "Purmerend (gemeente, Noord-Holland): Beemster is op 01-01-2022 opgegaan in Purmerend"
    )


def test_zoek_says_so_when_it_did_not_find_all_words(run: Run) -> None:
    _, out, _ = run("zoek", "de regenboog timboektoe", *DAG)
    assert out.startswith("Niet precies gevonden: “de regenboog timboektoe”.")


def test_zoek_takes_kinds(run: Run) -> None:
    _, out, _ = run("zoek", "ijmond", "--soort", "swv", "--json", *DAG)
    assert {item["type"] for item in json.loads(out)} == {"Samenwerkingsverband"}
    code, _, err = run("zoek", "ijmond", "--soort", "koe", *DAG)
    assert (code, err.count("\n")) == (1, 1)


# ------------------------------------------------------------------ omgeving


def test_omgeving_groups_by_relation_and_counts_what_it_leaves_out(run: Run) -> None:
    code, out, err = run("omgeving", "PO2711", "--relatie", "in-swv-po", *DAG)
    assert (code, err) == (0, "“PO2711” is Passend Onderwijs IJmond [swv:PO2711]\n")
    assert out.startswith("PO2711 (Passend Onderwijs IJmond), stand op 21-11-2026\n")
    assert "  Heemskerk [gemeente:GM0396], met alle 9 postcodegebieden, vanaf 23-04-2015\n" in out
    assert "  37 × postcodegebied (omvat)\n" in out
    assert "Bronnen: " in out


def test_omgeving_in_two_steps_tells_the_second_in_sentences(run: Run) -> None:
    _, out, _ = run(
        "omgeving",
        "jeugdregio:JZ10",
        "--diepte",
        "2",
        "--relatie",
        "IN_JEUGDREGIO",
        "--relatie",
        "NEEMT_DEEL_AAN",
        *DAG,
    )
    assert "  Gemeente Heemskerk neemt deel aan " in out.partition("Daaromheen")[2]


def test_omgeving_without_a_relation_says_so(run: Run) -> None:
    _, out, _ = run("omgeving", "gemeente:GM0396", "--relatie", "PARTIJ_BIJ", *DAG)
    assert "Er is geen verbinding bekend." in out


def test_omgeving_as_json_is_that_of_the_api(run: Run) -> None:
    _, out, _ = run("omgeving", "gemeente:GM0396", "--json", *DAG)
    assert set(json.loads(out)) == {"peildatum", "start", "knopen", "relaties", "weggelaten", "bronnen"}


# ------------------------------------------------------------------ pad


def test_pad_prints_numbered_sentences(run: Run) -> None:
    code, out, _ = run("pad", "Heemskerk", "JZ10", *DAG)
    assert code == 0
    assert "  1. Gemeente Heemskerk hoort bij jeugdregio IJmond (Midden Kennemerland).\n" in out


def test_pad_over_a_split_gemeente_says_how_much_of_it(run: Run) -> None:
    """Zuidplas lies in VO2802 and VO2810 (BWBR0032324)."""
    _, out, _ = run("pad", "Zuidplas", "VO2810", *DAG)
    assert "ligt, voor vo, in het gebied van VO2810 (Koers VO), met 4 van de 8 postcodegebieden." in out


def test_pad_without_a_way_says_so(run: Run) -> None:
    code, out, _ = run("pad", "Heemskerk", "PO2711", "--relatie", "PARTIJ_BIJ", *DAG)
    assert code == 0
    assert "geen verbinding bekend" in out


def test_pad_to_itself_and_as_json(run: Run) -> None:
    _, out, _ = run("pad", "Heemskerk", "GM0396", *DAG)
    assert out == "Gemeente Heemskerk is hetzelfde.\n"
    _, out, _ = run("pad", "Heemskerk", "Velsen", "--json", *DAG)
    assert json.loads(out)["lengte"] == 2


def test_a_name_of_more_than_one_thing_is_refused_with_candidates(run: Run) -> None:
    code, out, err = run("pad", "laren", "bergen", *DAG)
    assert (code, out) == (1, "")
    assert "gemeente:GM0373" in err.splitlines()[-1]
    code, _, err = run("pad", "qqqqxxxx", "PO2711", *DAG)
    assert (code, "niet gevonden" in err) == (1, True)


# ------------------------------------------------------------------ wijzigingen


def test_wijzigingen_by_kind_with_ground_and_source(run: Run) -> None:
    code, out, _ = run("wijzigingen", "2021-06-01", "2023-06-01")
    assert code == 0
    assert "  01-01-2022: Gemeente Beemster is opgegaan in gemeente Purmerend.\n" in out
    assert "  01-01-2023: Convenant Schoolmaatschappelijk Werk VO West-Friesland is verlopen.\n" in out
    assert "  uiterlijk 09-02-2022: 18 × postcodegebied (3261, " in out
    assert "van VO2810 (Koers VO) naar VO2815 (Stichting Passend Voortgezet Onderwijs Hoeksche Waard)." in out
    assert "de samenvoeging zelf was op 01-08-2020" in out
    assert "\nUiterlijk: de bron gaf op die dag een nieuwe stand." in out
    assert out.index("AFSPRAKEN") < out.index("HERINDELINGEN EN FUSIES") < out.index("ANDERS INGEDEELD")


def test_wijzigingen_of_the_data_stand_apart(run: Run) -> None:
    _, out, _ = run("wijzigingen", "2024-06-01", "2026-11-21", "--bij", "PO2711")
    world, _, data = out.partition("ALLEEN IN DE GEGEVENS (dit zegt niet dat er in werkelijkheid iets veranderde)")
    assert "jeugdregio" not in world
    assert "Jeugdregio per gemeente, naar CBS Gebieden in Nederland 2025: geladen vanaf 01-01-2025" in data
    _, every, _ = run("wijzigingen", "2024-06-01", "2026-11-21", "--bij", "PO2711", "--alles")
    assert "NIEUWE VERBINDINGEN, ALLEEN IN DE GEGEVENS" in every


def test_wijzigingen_on_one_day_are_none(run: Run) -> None:
    _, out, _ = run("wijzigingen", "2026-01-01", "2026-01-01")
    assert "Er zijn geen veranderingen bekend." in out


def test_wijzigingen_as_json(run: Run) -> None:
    _, out, _ = run("wijzigingen", "2021-06-01", "2023-06-01", "--soort", "swv", "--json")
    content = json.loads(out)
    assert (content["van"], content["tot"]) == ("2021-06-01", "2023-06-01")
    assert {"aard", "grond", "tekst", "op", "wie", "oud", "nieuw", "bronnen"} <= set(content["wijzigingen"][0])


def test_wijzigingen_the_wrong_way_round_are_refused(run: Run) -> None:
    code, out, err = run("wijzigingen", "2026-01-01", "2021-01-01")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert run("wijzigingen", "gisteren")[0] == 2
