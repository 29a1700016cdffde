"""A process that loads a store and meets with an accident: `python laadproces.py <store> <accident> [<number>]`.

Prints the message of a refusal and exits 1; accidents: see _ONGELUKKEN.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from graaf_hulp import gemeente, levering

from graph.delivery import Delivery
from graph.sqlite_store import SqliteStore
from ontology.errors import SpeelveldError

STAP = 500
"""Instructions of SQLite between two ticks."""
NIEMAND = 65534


def vracht(jaar: int, aantal: int = 1500) -> list[Delivery]:
    """Two sources with the state of a year: enough to be written in parts."""
    codes = range(aantal)
    facts = [gemeente(f"gemeente:GM{code:04d}", f"Gemeente {code} in {jaar}", inwoners=jaar + code) for code in codes]
    return [levering(facts, f"{jaar}-01-01", "een"), levering(facts, f"{jaar}-01-01", "twee")]


def _tikken(tick: Callable[[], None]) -> None:
    """Let SQLite tick while it works, with so little memory that it must write before the load is complete."""
    connect = sqlite3.connect

    def narrow(*args: object, **kwargs: object) -> sqlite3.Connection:
        db = connect(*args, **kwargs)  # type: ignore[call-overload]  # handed on as it came
        db.execute("PRAGMA cache_size = 8")
        db.set_progress_handler(tick, STAP)
        return db  # type: ignore[no-any-return]

    sqlite3.connect = narrow  # type: ignore[assignment]  # for this process only


def _sterven() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def laad(path: Path, _number: int) -> None:
    """No accident."""
    SqliteStore(path).apply(vracht(2026))


def tel(path: Path, _number: int) -> None:
    """No accident either: prints how many ticks a load takes."""
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        ticks += 1

    _tikken(tick)
    SqliteStore(path).apply(vracht(2026))
    print(ticks)


def sterf_bij_tik(path: Path, number: int) -> None:
    """Killed after a number of ticks."""
    left = number

    def tick() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            _sterven()

    _tikken(tick)
    SqliteStore(path).apply(vracht(2026))


def sterf_tussen_leveringen(path: Path, _number: int) -> None:
    """Killed between two deliveries of one load."""

    def progress(_what: str, done: int, _total: int) -> None:
        if done == 1:
            _sterven()

    SqliteStore(path).apply(vracht(2026), progress=progress)


def wacht_tussen_leveringen(path: Path, _number: int) -> None:
    """Says so when it is halfway, and goes on when it gets a line."""

    def progress(_what: str, done: int, _total: int) -> None:
        if done == 1:
            print("halverwege", flush=True)
            sys.stdin.readline()

    SqliteStore(path).apply(vracht(2026), progress=progress)


def volle_schijf(path: Path, number: int) -> None:
    """No file may grow beyond a number of bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
    SqliteStore(path).apply(vracht(2026))


def zonder_rechten(path: Path, _number: int) -> None:
    """As a user who owns nothing: permissions do not bind root. Reads first, then loads."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NIEMAND)
        os.setuid(NIEMAND)
    store = SqliteStore(path)
    print(len(list(store.statements())))
    store.apply(vracht(2026))


_ONGELUKKEN = (laad, tel, sterf_bij_tik, sterf_tussen_leveringen, wacht_tussen_leveringen, volle_schijf, zonder_rechten)

if __name__ == "__main__":
    path, name, *number = sys.argv[1:]
    try:
        {item.__name__: item for item in _ONGELUKKEN}[name](Path(path), int(number[0]) if number else 0)
    except SpeelveldError as error:
        sys.exit(str(error))
