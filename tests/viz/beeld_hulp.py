"""What the tests of pictures share: neighbourhoods from hypothesis, hostile texts, and the structure of a page."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

from hypothesis import strategies as st

from graph.delivery import Levering
from ontology.schema import load_schema
from queries.omgeving import Knoop, Omgeving, Verbinding, Weggelaten
from viz.netwerk import Netwerk, netwerk

DAG = date(2026, 11, 21)
LEVERING = Levering(
    id="levering:proef-2026-01-01",
    bron="proef",
    naam="Register “proef” & co",
    uitgever="Uitgever",
    licentie="CC0 1.0",
    url="https://example.org/register",
    peildatum=date(2026, 1, 1),
    sha256="",
    importer="proef/1",
    rang=10,
)
LEVERINGEN = {LEVERING.id: LEVERING}

VIJANDIG = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "\"' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "a\x00b\x07\x1b[31mc\u2028d\ud800e",
    "&lt;b&gt; & \\u003cb\\u003e",
    "]]></title></svg><style>*{display:none}</style>",
    "Schoolmaatschappelijkwerkcoördinatieteamoverleg" * 4,
    "   ",
)
namen = st.one_of(st.sampled_from(VIJANDIG), st.text(max_size=60), st.just("Basisschool De Zonnebloem"))
_SOORTEN = tuple(load_schema().nodes)
_RELATIES = tuple(load_schema().relations)


@st.composite
def omgevingen(draw: st.DrawFn, meeste: int = 40) -> Omgeving:
    """Any neighbourhood: a tree of at most three steps from the start, and lines across it, double ones too."""
    aantal = draw(st.integers(0, meeste))
    soorten = draw(st.lists(st.sampled_from(_SOORTEN), min_size=aantal + 1, max_size=aantal + 1))
    ouders = [draw(st.integers(0, place)) for place in range(aantal)]
    afstand = [0]
    for ouder in ouders:
        afstand.append(min(3, afstand[ouder] + 1))
    knopen = [
        Knoop(f"{load_schema().nodes[soort].voorvoegsel}:{place}", soort, draw(namen), ver, draw(st.booleans()))
        for place, (soort, ver) in enumerate(zip(soorten, afstand, strict=True))
    ]
    paren = {
        (place + 1, ouder if afstand[ouder] < afstand[place + 1] else _op(afstand, afstand[place + 1] - 1))
        for place, ouder in enumerate(ouders)
    }
    if aantal:
        paren |= draw(st.sets(st.tuples(st.integers(0, aantal), st.integers(0, aantal)), max_size=20))
    lijnen = {
        (een, draw(st.sampled_from(_RELATIES)), ander): None
        for een, ander in sorted(paren)
        for _ in range(draw(st.integers(1, 2)))
        if een != ander
    }
    return Omgeving(
        knopen[0].id,
        tuple(sorted(knopen, key=lambda item: item.afstand)),
        tuple(
            Verbinding(
                knopen[een].id, soort, knopen[ander].id, None, DAG, (LEVERING.id,), {"rol": "wie <b> is"}, een % 3
            )
            for een, soort, ander in lijnen
        ),
        (Weggelaten("IN_GEMEENTE", omgekeerd=True, soort="Vestiging", aantal=1234),),
        tuple(draw(st.lists(st.sampled_from([item.id for item in knopen]), unique=True, max_size=3))),
    )


def _op(afstand: list[int], ver: int) -> int:
    return afstand.index(ver)


def beeld(rond: Omgeving) -> Netwerk:
    """The picture of a neighbourhood that these functions made."""
    return netwerk(rond, DAG, LEVERINGEN)


def omgeving_van(*names: str) -> Omgeving:
    """A start with the other names around it, each in a gemeente."""
    knopen = [Knoop("gemeente:GM0001", "Gemeente", names[0], 0, bestaat=True)]
    knopen += [
        Knoop(f"vestiging:{place:02}AA00", "Vestiging", name, 1, bestaat=True) for place, name in enumerate(names[1:])
    ]
    return Omgeving(
        knopen[0].id,
        tuple(knopen),
        tuple(Verbinding(item.id, "IN_GEMEENTE", knopen[0].id, None, None, (LEVERING.id,)) for item in knopen[1:]),
        (),
    )


class Bladzijde(HTMLParser):
    """The elements of a page, with their attributes; and the text of each, by tag."""

    def __init__(self, tekst: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elementen: list[tuple[str, dict[str, str | None]]] = []
        self.teksten: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(tekst)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementen.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.teksten.append((self._open[-1] if self._open else "", data))

    def alle(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elementen if name == tag]

    def eist_veilig(self) -> None:
        """Fails when the page has something that a strict policy refuses or that came out of a text."""
        for tag, attributes in self.elementen:
            assert tag not in {"img", "iframe", "object", "embed", "b"}, tag
            assert not [name for name in attributes if name.startswith("on") or name == "style"], attributes
            for name in ("src", "href"):
                assert not (attributes.get(name) or "").lower().startswith(("javascript:", "data:")), attributes
