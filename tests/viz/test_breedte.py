"""How columns share a page."""

from hypothesis import given
from hypothesis import strategies as st

from viz.breedte import afbreekbaar, is_breed, verdeel
from viz.rapport import Kolom, Soort, Tabel

LONG = "een tekst van veel woorden die gerust meer regels mag nemen dan een, want dat leest prima"


def table(*columns: tuple[str, str]) -> Tabel:
    return Tabel("t", "t", tuple(Kolom(title) for title, _ in columns), (tuple(cell for _, cell in columns),))


@given(
    st.lists(st.tuples(st.text(max_size=40), st.text(max_size=200)), min_size=1, max_size=12),
    st.integers(5_000, 20_000),
)
def test_widths_fit_the_page_and_each_column_has_some(columns, width):
    for wide in (False, True):
        found = verdeel(table(*columns), width, breed=wide)
        assert len(found) == len(columns)
        assert sum(found) <= width
        assert min(found) > 0


def test_a_column_with_more_to_say_gets_more():
    code, name, text = verdeel(
        table(("Code", "AB"), ("Naam", "Basisschool De Zee"), ("Opmerking", LONG)), 9_638, breed=False
    )
    assert code < name < text


def test_a_small_table_does_not_take_the_whole_page():
    assert sum(verdeel(table(("Jaar", "2026"), ("Deel", "1")), 9_638, breed=False)) < 9_638 / 2


def test_words_stay_whole_when_there_is_room():
    # Three long texts want all of the page, but not the room of the word beside them. Measured in Carlito, which is as
    # wide as Calibri, of 9 points: 23,0 mm; a cell has 3 mm around its text.
    word = verdeel(table(("x", "Haarlemmermeer"), ("a", LONG), ("b", LONG), ("c", LONG)), 170, breed=False)[0]
    assert 26 <= word <= 32


def test_only_a_table_with_much_in_it_lies_on_its_side():
    assert not is_breed(table(*[("Naam", LONG)] * 4))
    assert is_breed(table(*[("Naam", LONG)] * 8))
    assert not is_breed(Tabel("t", "t", tuple(Kolom("Een lange kop", Soort.GETAL) for _ in range(20)), ()))


def test_headers_break_between_words():
    assert afbreekbaar("Veiligheidsregio's en samenwerkingsverbanden") == (
        "Veiligheids\u00adregio's en samenwerkings\u00adverbanden"
    )
    assert afbreekbaar("Regio en gebied") == "Regio en gebied"
