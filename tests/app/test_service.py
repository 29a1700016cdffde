"""The snapshots in memory."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest

from app.service import Service
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore

DAG, ANDERE_DAG = date(2026, 11, 21), date(2021, 6, 1)


def test_a_day_in_memory_is_answered_while_another_is_made(
    nederland: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(nederland)
    here = service.view(DAG)
    begun, through = threading.Event(), threading.Event()
    made: list[date] = []

    def slow(record: Any, day: date) -> Snapshot:
        begun.set()
        assert through.wait(30)
        made.append(day)
        return Snapshot(record, day)

    monkeypatch.setattr("app.service.Snapshot", slow)
    found: list[Any] = []
    threads = [threading.Thread(target=lambda: found.append(service.view(ANDERE_DAG))) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert begun.wait(30)
    assert service.view(DAG) is here  # would wait for ever if it waited for the other day
    through.set()
    for thread in threads:
        thread.join(30)
    assert len(found) == 3
    assert all(item is found[0] for item in found)
    assert made == [ANDERE_DAG]


def test_only_some_days_are_kept(nederland: SqliteStore) -> None:
    service = Service(nederland)
    first = service.view(date(2020, 1, 1))
    for year in range(2012, 2020):
        service.view(date(year, 1, 1))
    assert len(service._views) == 8
    assert service.view(date(2020, 1, 1)) is not first
