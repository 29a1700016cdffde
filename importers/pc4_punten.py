"""Place name and point of each PC4: the table 4PP, one row a PC4, areas with addresses and post boxes alike.

Only PC4's that the record already knows are stated; the rest are post boxes and old numbers.

A point is certainly wrong when even the second nearest of its neighbours lies farther away than `GRENS_KM`. Neighbours
are the `BUREN` PC4's with addresses nearest in number within the same hundred (58xx), those at the very same point not
counted. Vlieland (8899), 27 km from Terschelling, is the farthest that is right. The point is left out, not mended.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.facts import Fact, Node, Value
from importers.source import Context, Source
from importers.table import Row, read_table
from importers.values import postcode

KOP = ("postcode", "woonplaats", "gemeente", "latitude", "longitude", "soort")
SOORTEN = {"Adres": "adressen", "Postbus": "postbussen", "Adres + Postbus": "adressen en postbussen", "Onbekend": ""}
BUREN = 8
GRENS_KM = 30.0
_KM_PER_DEGREE = 111.2


class Punt(NamedTuple):
    """The point of a PC4, WGS84."""

    pc4: int
    lat: float
    lon: float


def _coordinate(row: Row, kolom: str, low: float, high: float) -> float:
    try:
        value = float(row[kolom])
    except ValueError:
        value = math.nan
    if not low < value < high:
        raise row.fout(kolom, f"“{row[kolom]}” ligt niet in Nederland", "Geef graden in WGS84 met een punt")
    return value


def _km(one: Punt, other: Punt) -> float:
    """Distance as the crow flies; good enough at the size of the Netherlands."""
    east = (other.lon - one.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return _KM_PER_DEGREE * math.hypot(other.lat - one.lat, east)


def certainly_wrong(punt: Punt, hundred: Sequence[Punt]) -> bool:
    """Whether the point lies far from all but at most one of its neighbours in the same hundred."""
    others = [other for other in hundred if other.pc4 != punt.pc4 and other[1:] != punt[1:]]
    neighbours = sorted(others, key=lambda other: abs(other.pc4 - punt.pc4))[:BUREN]
    distances = sorted(_km(punt, other) for other in neighbours)
    return len(distances) > 1 and distances[1] > GRENS_KM


def read(path: Path, context: Context) -> Iterator[Fact]:
    """Postcodegebieden with woonplaats, point and kind of address."""
    rows: dict[str, tuple[Row, Punt]] = {}
    hundreds: dict[int, list[Punt]] = defaultdict(list)
    for row in read_table(path, KOP):
        pc4, _ = row.lees("postcode", postcode)
        if pc4 in rows:
            raise row.fout("postcode", f"postcodegebied {pc4} komt twee keer voor")
        if row["soort"] not in SOORTEN:
            raise row.fout("soort", f"“{row['soort']}” is geen soort adres", f"Kies uit: {', '.join(SOORTEN)}")
        punt = Punt(int(pc4), _coordinate(row, "latitude", 50.7, 53.7), _coordinate(row, "longitude", 3.2, 7.3))
        rows[pc4] = row, punt
        if row["soort"].startswith("Adres"):
            hundreds[punt.pc4 // 100].append(punt)
    for pc4, (row, punt) in rows.items():
        if not context.bekend(f"pc4:{pc4}"):
            context.laat_weg("postcodegebied is niet bekend: postbussen of een vervallen nummer")
            continue
        properties: dict[str, Value] = {}
        if row["woonplaats"]:
            properties["woonplaats"] = row["woonplaats"]
        if SOORTEN[row["soort"]]:
            properties["adressoort"] = SOORTEN[row["soort"]]
        if certainly_wrong(punt, hundreds[punt.pc4 // 100]):
            context.laat_weg(f"punt ligt meer dan {GRENS_KM:.0f} km van de buren en is zeker fout")
        else:
            properties |= {"lat": punt.lat, "lon": punt.lon}
        yield Node(f"pc4:{pc4}", "Postcodegebied", eigenschappen=properties)


SOURCE = Source(
    id="pc4-punten",
    naam="4PP: plaats en punt per postcodegebied",
    uitgever="4PP",
    licentie="MIT",
    url="https://github.com/bobdenotter/4pp",
    rang=60,
    read=read,
    kop=KOP,
)
