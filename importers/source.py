"""What every importer is: a description of a source, and a function from its file to facts.

An importer module exports `SOURCE = Source(...)` (or a few). `read(path, context)` yields facts one by one:
it states every node that its relations touch, leaves dates None where the source gives none, counts what it
leaves out on purpose with `context.laat_weg`, and raises SpeelveldError with file, line and column on bad input.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.facts import Fact
from graph.gemeenten import GemeenteResolver
from graph.snapshot import Snapshot


@dataclass(slots=True)
class Context:
    """What an importer may know besides its file.

    bekend: whether the record already holds a node with this id. weggelaten: reason -> count.
    vind: (name of a node type, name of a thing) -> its id, or None; SpeelveldError when more things have that name.
    namen: name of a node type -> ids and names in the record, to name the nearest when something is not found.
    beeld: the record on the peildatum, read when it is first asked for; None without a record.
    """

    gemeenten: GemeenteResolver
    peildatum: date
    bekend: Callable[[str], bool] = lambda _: False
    weggelaten: Counter[str] = field(default_factory=Counter)
    vind: Callable[[str, str], str | None] = lambda _type, _naam: None
    namen: Callable[[str], Mapping[str, str]] = lambda _: {}
    beeld: Callable[[], Snapshot | None] = lambda: None

    def laat_weg(self, reden: str) -> None:
        """Count a row that is left out on purpose; the reason is shown to users."""
        self.weggelaten[reden] += 1


@dataclass(frozen=True, slots=True)
class Source:
    """A source of facts.

    rang: the lower, the sooner it is believed when two sources state the same. kop: the header of the file, used to
    recognise a file that was given to the wrong importer. versie: raise it when the same bytes lead to other facts.
    bestanden: all files that are read for the one that is given, the main one first; together they make the delivery.
    adres: of the file that the publisher has now, for `speelveld haal`; {jaar} stands for the year of the peildatum.
    gedateerd: the source gives the dates of its facts itself, history included; a start it does not give is unknown.
    """

    id: str
    naam: str
    uitgever: str
    licentie: str
    url: str
    rang: int
    read: Callable[[Path, Context], Iterator[Fact]]
    kop: tuple[str, ...] = ()
    versie: int = 1
    zekerheid: str = ""
    toelichting: str = ""
    adres: str = ""
    gedateerd: bool = False
    bestanden: Callable[[Path], tuple[Path, ...]] = lambda path: (path,)
