"""Runs the measurements and prints a table; exits 1 when the median of one is over its bound."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import alignment, answers, load, lookups, maps, neo4j, pages, pictures, start
from benchmarks.measure import Context, Measurement, say

MODULES = {
    "load": load,
    "start": start,
    "answers": answers,
    "lookups": lookups,
    "alignment": alignment,
    "pictures": pictures,
    "maps": maps,
    "neo4j": neo4j,
    "pages": pages,
}


def main() -> int:
    """Measure what was asked for (default: everything); 1 when a bound is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="*", help=f"of {', '.join(MODULES)} (default: all)")
    parser.add_argument("--json", action="store_true", help="for machines")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.what if name not in MODULES]
    if unknown:
        parser.error(f"there is no measurement {unknown[0]}; choose from {', '.join(MODULES)}")
    found: list[Measurement] = []
    with tempfile.TemporaryDirectory(prefix="speelveld-bench-") as folder:
        context = Context(Path(folder), Path(folder) / "national.db")
        say("loading the national data")
        load.load(context.store)
        for name in arguments.what or MODULES:
            say(name)
            found.extend(MODULES[name].run(context))
    if arguments.json:
        print(json.dumps({"machine": machine(), "measurements": [as_json(item) for item in found]}, indent=2))
    else:
        Console(width=None if sys.stdout.isatty() else 120).print(table(found))
    return int(any(item.missed for item in found))


def machine() -> str:
    """What was measured on, and how busy it was over the last minute."""
    version = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{version}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"


def as_json(item: Measurement) -> dict[str, object]:
    """A measurement, for machines."""
    return {
        "name": item.name.strip(),
        "unit": item.unit,
        "median": item.median,
        "min": min(item.samples),
        "max": max(item.samples),
        "runs": len(item.samples),
        "bound": item.bound,
        "missed": item.missed,
        "note": item.note,
    }


def table(found: Sequence[Measurement]) -> Table:
    """A line a measurement: the median, the smallest and largest run, and the most that the median may be."""
    made = Table(title=machine(), title_justify="left")
    made.add_column("measurement")
    for name in ("median", "min", "max", "runs", "at most"):
        made.add_column(name, justify="right", no_wrap=True)
    made.add_column("")
    made.add_column("of")
    for item in found:
        made.add_row(
            item.name,
            f"{item.median:.3g} {item.unit}",
            f"{min(item.samples):.3g}",
            f"{max(item.samples):.3g}",
            str(len(item.samples)),
            "" if item.bound is None else f"{item.bound:g} {item.unit}",
            "" if item.bound is None else "MISSED" if item.missed else "ok",
            item.note,
        )
    return made


if __name__ == "__main__":
    sys.exit(main())
