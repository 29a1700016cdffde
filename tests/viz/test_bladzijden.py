"""Where a document begins a page."""

from __future__ import annotations

from datetime import date

from viz.indeling import indeling
from viz.rapport import Alinea, Hoofdstuk, Rapport


def _rapport(chapters: int, sections: int) -> Rapport:
    text = (Alinea(("Tekst.",)),)
    parts = tuple(Hoofdstuk(f"Deel {number}", text) for number in range(sections))
    hoofdstukken = tuple(Hoofdstuk(f"Hoofdstuk {number}", text, parts) for number in range(chapters))
    return Rapport("Titel", "", "titel", date(2026, 1, 1), hoofdstukken)


def test_under_long_contents_the_first_chapter_begins_a_page() -> None:
    assert [part.nieuwe_bladzijde for part in indeling(_rapport(4, 4))] == [True, False, False, False]


def test_under_short_contents_it_does_not() -> None:
    assert [part.nieuwe_bladzijde for part in indeling(_rapport(4, 3))] == [False] * 4
