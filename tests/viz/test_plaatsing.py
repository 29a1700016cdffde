"""Where nodes stand: each on a place of its own, in a panel that touches no other, and always the same."""

import math
from itertools import pairwise

import pytest
from hypothesis import given

from graph.snapshot import Snapshot
from queries.omgeving import Omgeving, omgeving
from tests.viz.beeld_hulp import DAG, LEVERINGEN, omgevingen
from viz.netwerk import netwerk
from viz.plaatsing import LETTER, REGEL, STRAAL, Plaatsing, Vak, groepen


def plaatsing(rond: Omgeving) -> Plaatsing:
    return netwerk(rond, DAG, LEVERINGEN).plaatsing


def raken(een: Vak, ander: Vak) -> bool:
    return (
        abs(een.x - ander.x) * 2 < een.breedte + ander.breedte and abs(een.y - ander.y) * 2 < een.hoogte + ander.hoogte
    )


@given(omgevingen())
def test_every_node_but_the_start_is_in_one_group_and_hangs_on_something(rond: Omgeving) -> None:
    found = groepen(rond)
    leden = [node for nodes in found.values() for node in nodes]
    assert sorted(leden) == sorted(item.id for item in rond.knopen[1:])
    verbonden = {frozenset((item.van, item.naar)) for item in rond.relaties}
    for groep, nodes in found.items():
        boven = found[groep.bij] if not isinstance(groep.bij, str) else (groep.bij,)
        assert all(any(frozenset((node, ouder)) in verbonden for ouder in boven) for node in nodes)


@given(omgevingen())
def test_texts_and_panels_do_not_overlap(rond: Omgeving) -> None:
    found = plaatsing(rond)
    assert found.punten.keys() == {item.id for item in rond.knopen}
    assert found.punten[rond.start] == (0, 0)
    assert all(math.isfinite(value) for punt in found.punten.values() for value in punt)
    vakken = [item.vak for item in found.panelen]
    assert not [1 for place, een in enumerate(vakken) for ander in vakken[:place] if raken(een, ander)]
    for paneel in found.panelen:
        for node in paneel.knopen:
            x, y = found.punten[node]
            breed = max(len(line) for line in found.etiketten[node]) * LETTER
            assert abs(x - paneel.vak.x) + breed / 2 <= paneel.vak.breedte / 2
            assert abs(y - paneel.vak.y) + STRAAL <= paneel.vak.hoogte / 2
        for een, ander in pairwise(sorted(found.punten[node] for node in paneel.knopen)):
            assert abs(een.x - ander.x) > 2 * STRAAL or abs(een.y - ander.y) > 2 * STRAAL + REGEL


@given(omgevingen(meeste=15))
def test_the_same_neighbourhood_is_always_the_same_picture(rond: Omgeving) -> None:
    assert plaatsing(rond) == plaatsing(rond)


@pytest.mark.parametrize(
    ("start", "open_later"),
    [
        ("gemeente:GM0396", ["jeugdregio:JZ10", "gemeente:GM0453", "swv:PO2711"]),
        ("swv:PO2711", ["gemeente:GM0383", "jeugdregio:JZ06"]),
        ("bestuur:24597", ["vestiging:05DG00", "gemeente:GM0599"]),
    ],
)
def test_what_stands_stays_when_the_picture_grows(snapshot_2026: Snapshot, start: str, open_later: list[str]) -> None:
    before = plaats_van(snapshot_2026, start, [])
    for count in range(1, len(open_later) + 1):
        after = plaats_van(snapshot_2026, start, open_later[:count])
        assert after.items() > before.items()
        before = after


def plaats_van(snapshot: Snapshot, start: str, uitgeklapt: list[str]) -> dict[str, tuple[float, float]]:
    rond = omgeving(snapshot, start, uitgeklapt=uitgeklapt)
    return dict(netwerk(rond, DAG, snapshot.leveringen).plaatsing.punten)
