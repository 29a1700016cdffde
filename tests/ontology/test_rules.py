"""A mistake in a rule or a key is refused with file and line, and says what is wrong.

Each file in slecht/ has one mistake, is named after it, and marks the line that must be named with `# hier`: that of
the block in which the mistake stands, or the place where it stops being YAML.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ontology.errors import SpeelveldError
from ontology.rules import Law, load_law, read_law, read_laws

BAD = Path(__file__).parent / "slecht"
SAYS = {
    "taken/alle_is_tekst": "alle is “iedereen”",
    "taken/als_leeg_zonder_tekst": "alsLeeg is geen tekst",
    "taken/als_onbekend_is_tekst": "alsOnbekend is “ja”",
    "taken/artikel_is_getal": "artikel is geen tekst maar “8.1”",
    "taken/bijgewerkt_is_geen_datum": "bijgewerkt is “gisteren”",
    "taken/buiten_register_zonder_tekst": "buitenRegister is geen tekst",
    "taken/datum_bestaat_niet": "2020-02-30 bestaat niet",
    "taken/datum_is_tekst": "Schrijf JJJJ-MM-DD",
    "taken/datum_met_tijd": "geldigVan is “2020-01-01 12:00:00”",
    "taken/dubbele_sleutel": "dubbele sleutel titel",
    "taken/einde_voor_begin": "geldigTot 2019-01-01 ligt niet na geldigVan 2020-01-01",
    "taken/geen_waarden": "bij land hoort “in”",
    "taken/geen_yaml": "geen YAML",
    "taken/geldig_van_leeg": "geldigVan is “”",
    "taken/getal_met_waarden": "bij leeftijd hoort “van” en/of “tot”",
    "taken/grens_is_tekst": "van is geen getal maar “12”",
    "taken/grenzen_omgekeerd": "geen getal ligt van 18 tot en met 12",
    "taken/groep_is_geen_lijst": "een groep van “of” is een lijst",
    "taken/minder_zeker_is_niet_minder": "zekerheid hoog is niet minder zeker",
    "taken/minder_zeker_onbekend": "zekerheid is “misschien”",
    "taken/naar_afspraak_is_tekst": "naarAfspraak is “C07”",
    "taken/onbekend_feit": "feit is “schoenmaat”",
    "taken/onbekend_veld": "het veld regelt bestaat niet",
    "taken/onbekende_sleutel": "sleutel is “geboortegemeente”",
    "taken/onbekende_soort": "organisatie is “Waterschap”",
    "taken/onbekende_wet": "wet is “Wet op de proef”",
    "taken/ontbrekend_veld": "het veld rol ontbreekt",
    "taken/op_verzoek_is_tekst": "opVerzoek is “soms”",
    "taken/overlappende_versies": "regel Z01 geldt twee keer op 2023-01-01",
    "taken/waarde_bestaat_niet": "“havo” is geen waarde van inschrijving",
    "taken/waarden_van_andere_soort": "“ja” is geen waarde van leerplichtig",
    "taken/waarden_zijn_geen_lijst": "“in” is een lijst",
    "taken/wetsvoorstel_is_zeker": "een wetsvoorstel is geen wet",
    "taken/wetsvoorstel_zonder_vindplaats": "wetsvoorstel is geen tekst",
    "taken/wijst_niemand_aan": "wijst niemand aan",
    "taken/zekerheid_zonder_reden": "zekerheidReden ontbreekt",
    "sleutels/onbekend_begin": "start is “omagemeente”",
    "sleutels/onbekende_relatie": "pad is “HEEFT_ZWEMBAD”",
    "sleutels/onbekende_soort_achter_relatie": "^WERKT_IN leidt niet naar “VeiligHuis”",
    "sleutels/onbekende_vraag": "vraag is “woonplaats.straat”",
    "sleutels/pad_sluit_niet_aan": "van Jeugdregio gaat geen IN_SWV_VO",
    "sleutels/soort_zonder_relatie": "^WERKT_IN leidt niet naar “School”",
}


def _marked_line(path: Path) -> int:
    [number] = [
        number
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.endswith("# hier")
    ]
    return number


def _read(path: Path, folder: Path) -> Law:
    """Read a file of keys, or a file of rules alone in a folder."""
    if path.parent.name == "sleutels":
        return read_law(keys_file=path)
    shutil.copy(path, folder)
    return read_law(rules=folder)


@pytest.mark.parametrize("name", SAYS)
def test_a_mistake_is_refused_with_file_and_line(name: str, tmp_path: Path) -> None:
    path = BAD / f"{name}.yaml"
    with pytest.raises(SpeelveldError) as refused:
        _read(path, tmp_path)
    assert refused.value.waar == f"{path.name}, regel {_marked_line(path)}"
    assert SAYS[name] in str(refused.value)


def test_every_file_of_mistakes_is_used() -> None:
    assert {path.relative_to(BAD).with_suffix("").as_posix() for path in BAD.rglob("*.yaml")} == set(SAYS)


@pytest.mark.parametrize("name", ["zekerheid_zonder_reden", "overlappende_versies", "waarden_zijn_geen_lijst"])
def test_the_same_file_without_its_mistake_is_accepted(name: str, tmp_path: Path) -> None:
    """Otherwise it could be refused for something else."""
    text = (BAD / "taken" / f"{name}.yaml").read_text(encoding="utf-8")
    mended = text.replace("laag", "hoog").replace("geldigTot: 2024-01-01", "geldigTot: 2023-01-01")
    (tmp_path / "goed.yaml").write_text(mended.replace("in: NL}", "in: [NL]}"), encoding="utf-8")
    assert {rule.id for rule in read_law(rules=tmp_path).rules} == {"Z01"}


def test_a_rule_holds_from_its_first_day_and_not_on_its_last() -> None:
    """B09: WEB 8.3.2 until, and WEB 9.2 from 1 January 2026."""

    def titles(day: date) -> list[str]:
        return [rule.titel for rule in load_law().op(day) if rule.id == "B09"]

    before, after = titles(date(2025, 12, 31)), titles(date(2026, 1, 1))
    assert len(before) == 1
    assert len(after) == 1
    assert "tot 23" in before[0]
    assert "tot 27" in after[0]
    assert titles(date(2015, 11, 2)) == []


def test_two_versions_and_a_bill_may_hold_on_the_same_day() -> None:
    """B05: the bill would replace the rule, but does not."""
    rules = [rule for rule in load_law().rules if rule.id == "B05"]
    assert [bool(rule.wetsvoorstel) for rule in rules] == [False, True]
    assert [rule for rule in load_law().op(date(2026, 11, 21)) if rule.id == "B05"] == rules[:1]


def test_every_legal_basis_has_an_address_of_the_official_site_or_no_number() -> None:
    laws = read_laws()
    for rule in load_law().rules:
        assert rule.grondslag, rule.id
        for basis in rule.grondslag:
            assert basis.bwb == laws[basis.wet]
            if basis.bwb is None:
                assert basis.url is None
                continue
            address = f"https://wetten.overheid.nl/jci1.3:c:{basis.bwb}&artikel={basis.artikel}"
            assert basis.url == (f"{address}&lid={basis.lid}" if basis.lid else address)


@pytest.mark.parametrize("number", ["BWBR12", "0002628", "https://wetten.overheid.nl/BWBR0002628"])
def test_a_number_of_a_law_that_is_none_is_refused(number: str, tmp_path: Path) -> None:
    laws = tmp_path / "wetten.yaml"
    laws.write_text(f"WPO: {number}\n", encoding="utf-8")
    with pytest.raises(SpeelveldError, match="geen nummer van WPO"):
        read_laws(laws)


def test_a_rule_that_need_not_apply_says_why_not() -> None:
    for rule in load_law().rules:
        if rule.voorwaarden and not rule.wetsvoorstel:
            assert rule.niet_omdat, rule.id
