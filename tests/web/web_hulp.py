"""What the tests of the pages share: the pages there are, and what can be read from one."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DAG = "2026-11-21"

# Every kind of page, with long names, many relations, and things that are no more.
PAGINAS = (
    "/",
    "/zoek",
    "/zoek?q=heem",
    "/zoek?q=qqqxyz",
    "/wie",
    "/overzicht",
    "/gemeenten",
    "/postcodegebieden?pagina=2",
    "/vestigingen?q=haarlem",
    "/gemeenten/GM0396",
    "/gemeenten/GM0363",
    "/gemeenten/GM0370",
    "/samenwerkingsverbanden/PO2711",
    "/samenwerkingsverbanden/VO2811",
    "/samenwerkingsverbanden/PO_REF",
    "/jeugdregios/JZ10",
    "/doorstroompuntregios/MC25",
    "/veiligheidsregios/VR12",
    "/ggds/kennemerland",
    "/provincies/PV27",
    "/besturen/41009",
    "/scholen/20MH",
    "/vestigingen/20MH00",
    "/postcodegebieden/1963",
    "/regelingen/24966255",
    "/afspraken/samenwerking-onderwijs-en-jeugdhulp-zuid-kennemerland",
    "/bronnen",
    "/regels",
    "/regels/B05",
    "/regels/A17",
    "/oogo",
    "/oogo/PO2711",
    "/oogo/GM0396",
    "/oogo/VO2810?vorigPlan=2022-08-01",
    "/aansluiting",
    "/aansluiting?van=gemeente&naar=swv-po",
    "/aansluiting?van=jeugdregio&naar=swv-po&gewicht=leerlingen&gebied=swv:PO2711",
    "/kaart",
    "/kaart?indeling=gemeente&over=jeugdregio&gebied=swv:PO2711",
    "/gemeenten/GM0396/indelingen",
    "/samenwerkingsverbanden/PO2711/indelingen?gewicht=gemeenten",
    "/vestigingen/20MH00/indelingen",
    "/gemeenten/GM0396/netwerk",
    "/samenwerkingsverbanden/PO2711/netwerk?diepte=2&relatie=IN_SWV_PO&relatie=IN_JEUGDREGIO",
    "/wijzigingen?sinds=2021-06-01",
    "/wijzigingen?bij=gemeente:GM0439",
    "/help",
    "/over",
    "/toegankelijkheid",
    "/docs",
)

ELKE_SOORT = (
    "/",
    "/zoek?q=heem",
    "/zoek?q=qqqxyz",
    "/wie",
    "/overzicht",
    "/vestigingen?q=haarlem",
    "/postcodegebieden?pagina=2",
    "/gemeenten/GM0363",
    "/gemeenten/GM0370",
    "/samenwerkingsverbanden/VO2811",
    "/vestigingen/20MH00",
    "/afspraken/samenwerking-onderwijs-en-jeugdhulp-zuid-kennemerland",
    "/oogo",
    "/oogo/PO2711",
    "/aansluiting",
    "/kaart?indeling=gemeente&over=jeugdregio&gebied=swv:PO2711",
    "/aansluiting?van=jeugdregio&naar=swv-po&gewicht=leerlingen&gebied=swv:PO2711",
    "/samenwerkingsverbanden/PO2711/indelingen?gewicht=gemeenten",
    "/gemeenten/GM0396/netwerk",
    "/wijzigingen?bij=gemeente:GM0439",
    "/bronnen",
    "/regels",
    "/regels/B05",
    "/help",
    "/over",
    "/toegankelijkheid",
    "/docs",
    "/nergens",
    "/gemeenten?pagina=0",
    "/gemeenten/GM0396?peildatum=2021-06-01",
)
"""One of every kind of page, errors too: those that axe-core looks at."""

THIJSSE = "Jac P Thijsse College voor Vwo Havo Mavo, De Bloemen 65, Castricum (20MH00)"
"""How a form shows the school 20MH00."""

LEERLING = {
    "geboortedatum": "04-05-2011",
    "woonplaats.postcode": "1963",
    "onderwijs.inschrijving": "vo",
    "onderwijs.vestiging": "20MH00",
}
"""The pupil of the README, as the form sends it."""


_IN_EEN_ZIN = frozenset({"a", "b", "code", "em", "small", "span", "strong", "sup", "svg"})


class Element(NamedTuple):
    """A tag with its attributes."""

    tag: str
    attributen: dict[str, str]


class Bladzijde(HTMLParser):
    """The tags, the ids and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elementen: list[Element] = []
        self.stukken: list[str] = []
        self.titel = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag not in _IN_EEN_ZIN:
            self.stukken.append(" ")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.titel += data
        self.stukken.append(data)

    @property
    def tekst(self) -> str:
        return " ".join("".join(self.stukken).split())

    def alle(self, tag: str) -> list[dict[str, str]]:
        return [item.attributen for item in self.elementen if item.tag == tag]

    @property
    def ids(self) -> list[str]:
        return [item.attributen["id"] for item in self.elementen if "id" in item.attributen]

    def links(self) -> list[str]:
        """The addresses within the site that the page leads to."""
        return [item["href"] for item in self.alle("a") if item.get("href", "").startswith("/")]

    def veld(self, naam: str) -> str:
        """The value of an input, or the chosen option of a select."""
        for item in self.elementen:
            if item.attributen.get("name") == naam and item.tag == "input":
                return item.attributen.get("value", "")
        inside = False
        for item in self.elementen:
            if item.tag == "select":
                inside = item.attributen.get("name") == naam
            if inside and item.tag == "option" and "selected" in item.attributen:
                return item.attributen["value"]
        return ""
