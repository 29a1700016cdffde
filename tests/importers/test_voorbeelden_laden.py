"""The example files of the templates go in through the command line, and a second time nothing changes."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from app.cli import main
from graph.delivery import Delivery, Levering, Statement
from graph.facts import Fact, Node, Relation
from graph.sqlite_store import SqliteStore
from importers.sjabloon_register import AFSPRAAK, SJABLONEN, voorbeeld

PEILDATUM = date(2026, 6, 1)
GEMEENTEN = {
    "GM0361": "Alkmaar",
    "GM0373": "Bergen (NH.)",
    "GM0377": "Bloemendaal",
    "GM0383": "Castricum",
    "GM0392": "Haarlem",
    "GM0397": "Heemstede",
    "GM0399": "Heiloo",
    "GM0405": "Hoorn",
    "GM0448": "Texel",
}
EXAMPLES = [(f"sjabloon-{naam}", voorbeeld(naam), voorbeeld(naam, "xlsx")) for naam in SJABLONEN]


@pytest.mark.parametrize(
    ("bron", "bestand", "zelfde"),
    [*EXAMPLES, ("sjabloon-afspraak", voorbeeld(AFSPRAAK), voorbeeld(AFSPRAAK))],
    ids=lambda value: value if isinstance(value, str) else value.suffix,
)
def test_an_example_loads_once(
    bron: str,
    bestand: Path,
    zelfde: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "opslag.db"
    store = SqliteStore(path)
    levering = Levering("levering:proef", "proef", "Proef", "Proef", "CC0 1.0", "", PEILDATUM, "", "proef/1", rang=1)
    facts: list[Fact] = [Node(f"gemeente:{code}", "Gemeente", naam) for code, naam in GEMEENTEN.items()]
    for code in ("19ZQ00", "02TD00"):
        facts.append(Node(f"vestiging:{code}", "Vestiging"))
        facts.append(Relation(f"vestiging:{code}", "IN_GEMEENTE", "gemeente:GM0361"))
    store.apply([Delivery(levering, tuple(Statement(fact, levering.id) for fact in facts))])

    def laad(file: Path) -> str:
        words = ["speelveld", "laad", bron, str(file), "--store", str(path), "--peildatum", PEILDATUM.isoformat()]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert (ended.value.code, err) == (0, "")
        return out

    assert " nieuw" in laad(bestand)
    loaded = list(store.statements(bron))
    assert loaded
    for again in (bestand, zelfde):
        assert laad(again).startswith("Niets veranderd")
        assert list(store.statements(bron)) == loaded
    store.close()
