"""The stores that the conformance suite runs against: add a store here and every test of it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import pytest

from graph.sqlite_store import SqliteStore
from graph.store import Store

StoreFactory = Callable[[], Store]


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store_factory(request: pytest.FixtureRequest) -> StoreFactory:
    """Makes a new, empty store at each call."""
    factory: StoreFactory = request.getfixturevalue(f"empty_{request.param}")
    return factory


@pytest.fixture
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreFactory]:
    """Makes a new file at each call."""
    opened: list[Store] = []
    folder = tmp_path_factory.mktemp("stores")
    numbers = count()

    def sqlite() -> Store:
        store = SqliteStore(folder / f"{next(numbers)}.db")
        opened.append(store)
        return store

    yield sqlite
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: StoreFactory) -> Store:
    """A new, empty store."""
    return store_factory()
