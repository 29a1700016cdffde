"""A client of the pages, on the national data."""

import pytest
from fastapi.testclient import TestClient
from web_hulp import BROWSER

from app.api import create_app
from app.service import Service
from app.settings import Settings
from graph.sqlite_store import SqliteStore


@pytest.fixture(scope="session")
def service(nederland: SqliteStore) -> Service:
    return Service(nederland)


@pytest.fixture(scope="session")
def site(service: Service) -> TestClient:
    """A person with a browser, without its cache, redirects or script."""
    return TestClient(create_app(service, Settings("", "https://speelveld.example")), headers=BROWSER)
