import pytest

from importers.values import plaatsnaam


@pytest.mark.parametrize(
    ("duo", "verwacht"),
    [
        ("ASSEN", "Assen"),
        ("'S-GRAVENHAGE", "'s-Gravenhage"),
        ("'S GRAVENMOER", "'s Gravenmoer"),
        ("'S-HEER HENDRIKSKINDEREN", "'s-Heer Hendrikskinderen"),
        ("'T HARDE", "'t Harde"),
        ("IJMUIDEN", "IJmuiden"),
        ("CAPELLE AAN DEN IJSSEL", "Capelle aan den IJssel"),
        ("ALPHEN AAN DEN RIJN", "Alphen aan den Rijn"),
        ("NIEUWERKERK AD IJSSEL", "Nieuwerkerk ad IJssel"),
        ("STAD AAN 'T HARINGVLIET", "Stad aan 't Haringvliet"),
        ("TULL EN 'T WAAL", "Tull en 't Waal"),
        ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ("DEN HELDER", "Den Helder"),
        ("TER APEL", "Ter Apel"),
        ("ETTEN-LEUR", "Etten-Leur"),
        ("WEHE-DEN HOORN", "Wehe-den Hoorn"),
        ("HEI- EN BOEICOP", "Hei- en Boeicop"),
        ("ST.-ANNAPAROCHIE", "St.-Annaparochie"),
        ("BLESKENSGRAAF CA", "Bleskensgraaf ca"),
        ("2E EXLOERMOND", "2e Exloermond"),
        ("HENGELO OV", "Hengelo OV"),
        ("ALTEVEER GEM NOORDENVELD", "Alteveer gem Noordenveld"),
        ("", ""),
    ],
)
def test_only_the_capitals_of_a_place_name_change(duo: str, verwacht: str) -> None:
    assert plaatsnaam(duo) == verwacht
    assert plaatsnaam(duo).upper() == duo
