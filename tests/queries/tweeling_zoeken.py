"""The twin of the question about the shortest way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import networkx as nx
from tweeling_hulp import DAGEN, NU, Rij, Waarden, Wereld, tweeling

from graph.snapshot import Snapshot
from queries.pad import pad


@cache
def onderling(snapshot: Snapshot) -> nx.Graph[str]:
    """What is connected with what on the day of a snapshot, whichever way it runs."""
    pairs = ((item.van, item.naar) for item in snapshot.relations())
    return nx.Graph((a, b) for a, b in pairs if snapshot.node(a) and snapshot.node(b))


def _hele_wegen(rows: list[dict[str, Any]], _: Waarden) -> list[dict[str, Any]]:
    """A way is what its steps are, and has no number."""
    ways: dict[int, list[Rij]] = defaultdict(list)
    for row in rows:
        assert row["stap"] == len(ways[row["weg"]]) + 1
        ways[row["weg"]].append((row["id"], row["relatie"], row["richting"], row["naarId"]))
    return [{"weg": tuple(way)} for way in ways.values()]


@tweeling(
    "pad",
    "weg",
    {"van": "vestiging:20MH00", "naar": "jeugdregio:JZ10", "aantal": 100000},
    {"van": "swv:PO2711", "naar": "swv:VO2705", "aantal": 100000},
    {"van": "bestuur:41009", "naar": "doorstroompuntregio:MC25", "aantal": 100000},
    {"van": "afspraak:school-en-wijkteam-eerste-stappen", "naar": "gemeente:GM0396", "aantal": 3},
    {"van": "gemeente:GM0396", "naar": "gemeente:GM0396", "aantal": 3},
    dagen=(DAGEN[0], NU),
    omzet=_hele_wegen,
)
def _pad(wereld: Wereld, p: Waarden) -> Iterator[Rij]:
    snapshot = wereld.op(p["peildatum"])
    graph = onderling(snapshot)
    ends = p["van"], p["naar"]
    if ends[0] == ends[1] or not all(end in graph for end in ends) or not nx.has_path(graph, *ends):
        return
    paths = list(nx.all_shortest_paths(graph, *ends))
    known = pad(snapshot, *ends, postcodes=True)
    assert (known.lengte, known.aantal) == (len(paths[0]) - 1, len(paths))
    for path in paths:
        ways: list[Rij] = [()]
        for a, b in pairwise(path):
            kinds = [(kind, "heen", b) for kind in snapshot.graph.get_edge_data(a, b, default={})]
            kinds += [(kind, "terug", b) for kind in snapshot.graph.get_edge_data(b, a, default={})]
            ways = [(*way, (a, *kind)) for way in ways for kind in kinds]
        yield from ((way,) for way in ways)
