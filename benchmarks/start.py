"""From nothing to the first answer: a new process on a store that exists."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import RUNS, Context, Measurement, say, timed

QUESTION = {
    "peildatum": "2026-11-21",
    "geboortedatum": "2011-05-04",
    "woonplaats": {"postcode": "1963"},
    "onderwijs": {"inschrijving": "vo", "vestiging": "25CL03"},
}
COMMAND = Path(sys.executable).with_name("speelveld")


def run(context: Context) -> Iterator[Measurement]:
    """Wall time of the command, then where it goes."""
    question = context.folder / "vraag.json"
    question.write_text(json.dumps(QUESTION), encoding="utf-8")
    start = [str(COMMAND)] if COMMAND.exists() else [sys.executable, "-m", "app.cli"]
    _process([*start, "wie", str(question), "--store", str(context.store)])  # writes the bytecode of our modules
    walls = []
    for turn in range(RUNS):
        say(f"  start to first answer, run {turn + 1} of {RUNS}")
        walls.append(timed(lambda: _process([*start, "wie", str(question), "--store", str(context.store)])).wall)
    yield Measurement("start to first answer", "s", tuple(walls), 1.5, "new process, store exists")
    parts: dict[str, list[float]] = {}
    for _ in range(RUNS):
        output = _process([sys.executable, "-m", "benchmarks.parts", str(question), str(context.store)])
        for name, seconds in json.loads(output).items():
            parts.setdefault(name, []).append(seconds * 1000)
    for name, milliseconds in parts.items():
        yield Measurement(f"  {name}", "ms", tuple(milliseconds))


def _process(command: list[str]) -> str:
    """Standard output of a command; bytecode is kept, as it is for a user, also where the environment forbids that."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise AssertionError(f"{' '.join(command)}: {done.stderr}")
    return done.stdout
