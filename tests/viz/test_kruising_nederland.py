"""Matrix and flow on the national data, against a count of postcode areas that is made here."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.snapshot import Snapshot
from queries.aansluiting.atlas import Atlas
from queries.aansluiting.gewicht import Gewicht
from queries.aansluiting.paar import aansluiting
from viz.aansluiting.kruising import kruising
from viz.kruising import uitsnede
from viz.matrix import matrix, procent
from viz.stroom import stroom


@pytest.fixture(scope="module")
def atlas(snapshot_2026: Snapshot) -> Atlas:
    return Atlas(snapshot_2026)


def tel(snapshot: Snapshot, swv: str) -> Counter[tuple[str, str]]:
    """Postcode areas by jeugdregio (through their gemeente) and SWV."""
    found: Counter[tuple[str, str]] = Counter()
    for pc4 in snapshot.of_type("Postcodegebied"):
        for gemeente in snapshot.out(pc4.id, "IN_GEMEENTE"):
            for jeugd in snapshot.out(gemeente.naar, "IN_JEUGDREGIO"):
                for verband in snapshot.out(pc4.id, swv):
                    found[jeugd.naar, verband.naar] += 1
    return found


@pytest.mark.parametrize(
    ("gebied", "sector"),
    [("jeugdregio:JZ10", "PO"), ("jeugdregio:JZ18", "PO"), ("jeugdregio:JZ01", "VO"), ("swv:PO2711", "PO")],
)
def test_shares_and_bands_are_those_of_the_register(
    snapshot_2026: Snapshot, atlas: Atlas, gebied: str, sector: str
) -> None:
    answer = aansluiting("jeugdregio", f"swv-{sector.lower()}", Gewicht.PC4, atlas)
    found = kruising(answer, snapshot_2026)
    counted = tel(snapshot_2026, f"IN_SWV_{sector}")
    deel = uitsnede(found, [gebied])
    meets = {paar for paar in counted if gebied in paar}
    assert meets <= {(rij, kolom) for rij in deel.rijen for kolom in deel.kolommen}
    for rij, getoond in zip(deel.rijen, matrix(deel).rijen, strict=True):
        heel = sum(aantal for (jeugd, _), aantal in counted.items() if jeugd == rij)
        shares = [procent(counted[rij, kolom] / heel) for kolom in deel.kolommen]
        assert [vak.tekst for vak in getoond.vakken[: len(shares)]] == shares
    bands = {(band.van, band.naar): band.waarde for band in stroom(deel).banden if not band.flauw}
    assert bands == {paar: counted[paar] for paar in meets}


def test_inhabitants_are_told_in_hundreds_and_swvs_by_their_code(snapshot_2026: Snapshot, atlas: Atlas) -> None:
    found = kruising(aansluiting("swv-po", "jeugdregio", Gewicht.INWONERS, atlas), snapshot_2026)
    beeld = stroom(uitsnede(found, ["swv:PO2711"]))
    assert any(balk.naam.startswith("PO2711 (") for balk in beeld.links)
    assert {balk.naam for balk in beeld.rechts} == {"IJmond (Midden Kennemerland)", "Alkmaar (Noord-Kennemerland)"}
    assert all(balk.maat.partition(" ")[0].endswith("00") for balk in (*beeld.links, *beeld.rechts))
    assert "afgerond op honderdtallen" in beeld.onderschrift
