"""Fixtures that many tests share."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import settings

from graph.exchange import read_exchange
from graph.snapshot import Snapshot
from graph.sqlite_store import SqliteStore
from nederland import FOLDER

settings.register_profile("speelveld", deadline=None)  # a busy machine is no failure
settings.load_profile("speelveld")


@pytest.fixture(scope="session")
def nederland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """A store with the national data set that ships with the program. Do not write to it."""
    store = SqliteStore(tmp_path_factory.mktemp("nederland") / "nederland.db")
    store.apply(read_exchange(FOLDER))
    yield store
    store.close()


@pytest.fixture(scope="session")
def snapshot_2026(nederland: SqliteStore) -> Snapshot:
    """The Netherlands on 21 November 2026."""
    return Snapshot(nederland, date(2026, 11, 21))
