"""A report in a terminal."""

from datetime import date

from voorbeeld_rapport import DEELNEMERS, RAPPORT, VESTIGINGEN

from viz.rapport import Hoofdstuk, Kolom, Rapport, Soort, Tabel, alinea
from viz.tekst import naar_tekst, tabel_tekst


def test_a_table():
    columns = (Kolom("Gemeente"), Kolom("Inwoners", Soort.GETAL, "Op 1 januari."))
    rows = (("Velsen", 69_115), ("[b]Uitgeest[/b]", None))
    table = Tabel("t", "Titel", columns, rows, "Uitleg.", ("levering:cbs-gemeenten-2026-01-01",))
    assert tabel_tekst(table) == (
        "Titel\n"
        "  Uitleg.\n"
        "Gemeente          Inwoners\n"
        "──────────────────────────\n"
        "Velsen              69.115\n"
        "[b]Uitgeest[/b]   onbekend\n"
        "Inwoners: Op 1 januari.\n"
        "Bron: cbs-gemeenten-2026-01-01.\n"
    )


def test_a_table_without_rows_says_so():
    assert tabel_tekst(Tabel("t", "Titel", (Kolom("a"),), (), leeg="Niets.")) == "Titel\n  Niets.\n"


def test_a_table_that_is_too_wide_is_read_row_by_row():
    lines = tabel_tekst(VESTIGINGEN, 80).splitlines()
    assert lines[1:4] == [
        "Vestiging: Basisschool 1",
        "  Code: 01AB00",
        "  Bestuur: Stichting Openbaar Primair Onderwijs IJmond en omstreken",
    ]
    assert "  Opmerking:" not in lines  # the first has none
    assert "  Opmerking: Bekostigd via de hoofdvestiging" in lines


def test_no_line_is_longer_than_asked():
    assert max(map(len, naar_tekst(RAPPORT, 72).splitlines())) <= 72


def test_a_report():
    sections = (Hoofdstuk("Onderdeel", (DEELNEMERS,)),)
    warning = alinea("Dit moet u weten.", let_op=True)
    report = Rapport(
        "Titel", "", "t", date(2026, 11, 21), (Hoofdstuk("Hoofdstuk", (alinea("Tekst."), warning), sections),)
    )
    assert naar_tekst(report).startswith(
        "Titel\nStand op 21-11-2026\n\nHOOFDSTUK\n\nTekst.\n\n! Let op: Dit moet u weten.\n\nOnderdeel\n\nWie er "
    )
