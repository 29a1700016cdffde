"""Fixtures that many tests share."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date

import neo4j_server
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from app.service import Service, View
from graph.exchange import read_exchange
from graph.neo4j.address import read_address
from graph.neo4j.connection import Connection
from graph.neo4j.store import Neo4jStore
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
def nederland_service(nederland: SqliteStore) -> Service:
    """Answers about the Netherlands; it keeps the days that tests asked for before, each of which takes a second."""
    return Service(nederland)


@pytest.fixture(scope="session")
def view(nederland_service: Service) -> View:
    """What can be asked about the Netherlands on 21 November 2026."""
    return nederland_service.view(date(2026, 11, 21))


@pytest.fixture(scope="session")
def snapshot_2026(view: View) -> Snapshot:
    """The Netherlands on that day."""
    return view.snapshot


# -- programs that not every machine has; in CI nothing may lack


def lacking_chromium() -> list[str]:
    return [] if chromium() else ["chromium"]


def chromium() -> str | None:
    """The browser of this machine: `CHROMIUM`, else `chromium` on the path."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


NEEDS: dict[str, Callable[[], list[str]]] = {"neo4j": neo4j_server.lacking, "browser": lacking_chromium}
"""Marker, or fixture -> the programs that its tests need and that are not there."""


def pytest_configure(config: pytest.Config) -> None:
    for name in NEEDS:
        config.addinivalue_line("markers", f"{name}: needs a program that not every machine has")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and say so, what this machine cannot run; in CI that is a failure."""
    for name, lacking in NEEDS.items():
        chosen = {item for item in items if item.get_closest_marker(name) or name in getattr(item, "fixturenames", ())}
        missing = lacking() if chosen else []
        if missing and os.environ.get("CI"):
            raise pytest.UsageError(f"{len(chosen)} tests need {', '.join(missing)}; .ci/run installs them")
        if missing:
            config.stash.setdefault(LEFT_OUT, []).append(f"{len(chosen)} tests need {', '.join(missing)}")
            config.hook.pytest_deselected(items=list(chosen))
            items[:] = [item for item in items if item not in chosen]


LEFT_OUT = pytest.StashKey[list[str]]()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and LEFT_OUT in session.config.stash:
        session.exitstatus = pytest.ExitCode.OK  # what was asked for cannot run here, and the summary says so


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(LEFT_OUT, []):
        terminalreporter.write_line(f"Not run: {line}, which this machine does not have.", yellow=True)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Server]:
    """A real Neo4j that the whole run shares; see `empty_neo4j`."""
    with neo4j_server.running(tmp_path_factory.mktemp("neo4j")) as started:
        yield started


@pytest.fixture(scope="session")
def neo4j_connection(server: neo4j_server.Server) -> Iterator[Connection]:
    """To ask the server itself."""
    opened = Connection(read_address(server.url, neo4j_server.ENVIRONMENT), retry=10)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def nederland_neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jStore]:
    """A server of its own with the national data set. Do not write to it.

    It answers enough questions for Java to compile them well.
    """
    with neo4j_server.running(tmp_path_factory.mktemp("nederland-neo4j"), short=False) as started:
        store = Neo4jStore(read_address(started.url, neo4j_server.ENVIRONMENT))
        store.apply(read_exchange(FOLDER))
        yield store
        store.close()


@pytest.fixture
def empty_neo4j(server: neo4j_server.Server, neo4j_connection: Connection) -> Iterator[Callable[[], Neo4jStore]]:
    """Makes a store of an empty database at each call; the one before it is then empty too, for there is one server."""
    opened: list[Neo4jStore] = []

    def make() -> Neo4jStore:
        neo4j_connection.write("MATCH (n) WHERE NOT n:Stand DETACH DELETE n")
        neo4j_connection.write("MATCH (s:Stand) SET s = {id: 0, schema: s.schema, formaat: 1, versie: 0, teller: 0}")
        opened.append(Neo4jStore(read_address(server.url, neo4j_server.ENVIRONMENT), timeout=1, retry=2))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Give each test a page of its own."""
    expect.set_options(timeout=30_000)  # milliseconds, as for all else that a page does
    with sync_playwright() as playwright:
        # Without a sandbox, for CI runs as root; no requests of its own; maps are drawn without a graphics card.
        drawing = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
        started = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking", *drawing]
        )
        yield started
        started.close()
