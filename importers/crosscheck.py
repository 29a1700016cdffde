"""Compare the built record with an independent list of the regions of each gemeente; every difference has a reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from graph.gemeenten import normalise
from graph.snapshot import Snapshot
from graph.store import Store

LIST = Path("cbs") / "derived_gemeente_regios_2026.csv"
REASONS = Path(__file__).parent / "kruiscontrole.yaml"
_PEILDATUM = date(2026, 5, 16)
# column -> relation of the gemeente, and how the list writes the code of the region
_REGIONS = {
    "provincie_code": ("IN_PROVINCIE", "provincie:{}"),
    "vr_code": ("IN_VEILIGHEIDSREGIO", "veiligheidsregio:{}"),
    "jeugdregio_code": ("IN_JEUGDREGIO", "jeugdregio:{}"),
    "rmc_code": ("IN_DOORSTROOMPUNTREGIO", "doorstroompuntregio:MC{}"),
}


def crosscheck(raw: Path, store: Store) -> tuple[int, dict[str, str]]:
    """Number of values compared, and the differences without a reason: `<gemeente> <column>` -> what both say."""
    explained = {
        (item["kolom"], gemeente)
        for item in yaml.safe_load(REASONS.read_text(encoding="utf-8"))
        for gemeente in item["gemeenten"]
    }
    snapshot = Snapshot(store, _PEILDATUM)
    compared, found = 0, {}
    with (raw / LIST).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gemeente = row["gemeentecode"]
            for column, ours, theirs in _compare(f"gemeente:{gemeente}", row, snapshot):
                compared += 1
                if ours != theirs and (column, gemeente) not in explained:
                    found[f"{gemeente} {column}"] = f"wij {sorted(ours)}, de lijst {sorted(theirs)}"
    return compared, found


def _compare(gemeente: str, row: dict[str, str], snapshot: Snapshot) -> Iterator[tuple[str, set[str], set[str]]]:
    """(column, what we say, what the list says) for one gemeente."""
    for column, (relation, pattern) in _REGIONS.items():
        ours = {item.naar for item in snapshot.out(gemeente, relation)}
        yield column, ours, {pattern.format(row[column])}
    ggds = {_ggd(snapshot.naam(item.naar)) for item in snapshot.out(gemeente, "IN_GGDREGIO")}
    yield "ggd", ggds, {_ggd(row["ggd"])}
    areas = [item.van for item in snapshot.into(gemeente, "IN_GEMEENTE") if item.van.startswith("pc4:")]
    for column, relation in (("swv_po", "IN_SWV_PO"), ("swv_vo", "IN_SWV_VO")):
        ours = {item.naar for area in areas for item in snapshot.out(area, relation)}
        yield column, ours, {f"swv:{code}" for code in row[column].split("|") if code}


def _ggd(naam: str) -> str:
    """The name of a GGD in the part that both lists write alike."""
    text = normalise(naam).removeprefix("ggd ").removeprefix("regio ")
    return _GGD_NAMES.get(text, text)


# One organisation, called after its law in ROO and after its abbreviation in the list.
_GGD_NAMES = {"veiligheids en gezondheidsregio gelderland midden": "gelderland midden vggm"}
