"""The snapshots in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.service import Service
from graph.delivery import Statement
from graph.sqlite_store import SqliteStore

DAG, ANDERE_DAG = date(2026, 11, 21), date(2021, 6, 1)


class _Traag:
    """A store that reads facts only when it is let through."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self.begonnen, self.door = threading.Event(), threading.Event()
        self.door.set()
        self.gelezen = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def statements(self) -> Iterator[Statement]:
        self.begonnen.set()
        assert self.door.wait(30)
        self.gelezen += 1
        return self._store.statements()


def test_a_day_in_memory_is_answered_while_another_is_read(nederland: SqliteStore) -> None:
    store = _Traag(nederland)
    service = Service(store)  # type: ignore[arg-type]
    here = service.view(DAG)
    store.begonnen.clear()
    store.door.clear()
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(service.view(ANDERE_DAG))) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert store.begonnen.wait(30)
    assert service.view(DAG) is here  # would wait for ever if it waited for the other day
    store.door.set()
    for thread in threads:
        thread.join(30)
    assert len(found) == 3
    assert all(item is found[0] for item in found)
    assert store.gelezen == 2  # each day once


def test_only_some_days_are_kept(nederland: SqliteStore) -> None:
    service = Service(nederland)
    first = service.view(date(2020, 1, 1))
    for year in range(2012, 2020):
        service.view(date(year, 1, 1))
    assert len(service._views) == 8
    assert service.view(date(2020, 1, 1)) is not first
