"""The command, and the command on the national data."""

from __future__ import annotations

from typing import Any

import pytest
from cli_hulp import Run
from fastapi.testclient import TestClient

from app.api import create_app
from app.service import Service
from app.settings import Settings
from graph.sqlite_store import SqliteStore
from graph.store import Store


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command; a test names the store."""
    monkeypatch.delenv("SPEELVELD_STORE", raising=False)
    return Run(capfd, monkeypatch)


@pytest.fixture(scope="session")
def api(nederland_service: Service) -> TestClient:
    """A program that asks the API, on the national data."""
    return TestClient(create_app(nederland_service, Settings("", "https://speelveld.example")))


@pytest.fixture
def run_nederland(run: Run, monkeypatch: pytest.MonkeyPatch, nederland: SqliteStore, nederland_service: Service) -> Run:
    """The command on the national data. It takes a day that another command has read already: that costs a second."""

    def service(store: Store, **settings: Any) -> Service:
        same = isinstance(store, SqliteStore) and store._path == nederland._path
        return nederland_service if same else Service(store, **settings)

    monkeypatch.setattr("app.service.Service", service)
    monkeypatch.setenv("SPEELVELD_STORE", str(nederland._path))
    return run
