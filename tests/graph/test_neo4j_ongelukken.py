"""What can happen while a load runs: the program dies, the server dies, the server is away for a while."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import neo4j_server
import pytest
from fastapi.testclient import TestClient
from graaf_hulp import HEEMSKERK, gemeente, levering, stand, uitspraken
from laadproces import vracht
from laadproces_neo4j import PLACES
from neo4j import Transaction

from app.api import create_app
from app.service import Service
from app.settings import Settings
from graph.neo4j import cypher
from graph.neo4j.address import read_address
from graph.neo4j.connection import Connection
from graph.neo4j.store import Neo4jStore
from graph.sqlite_store import SqliteStore
from graph.store import Store
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Server]:
    """A server that these tests may kill."""
    with neo4j_server.running(tmp_path_factory.mktemp("fragile")) as started:
        yield started


def opened(server: neo4j_server.Server) -> Neo4jStore:
    return Neo4jStore(read_address(server.url, neo4j_server.ENVIRONMENT), timeout=20, retry=1)


def asked(server: neo4j_server.Server, text: str) -> list[dict[str, object]]:
    connection = Connection(read_address(server.url, neo4j_server.ENVIRONMENT), retry=5)
    try:
        return connection.write(text)
    finally:
        connection.close()


def remains(server: neo4j_server.Server) -> int:
    """Statements of loads that never ended."""
    [found] = asked(
        server,
        f"MATCH (s:Stand) MATCH (u:{cypher.NODES}) WHERE u.sinds > s.teller OR u.vervallen > s.teller "
        "RETURN count(u) AS aantal",
    )
    return int(str(found["aantal"]))


# ------------------------------------------------------------------ the program dies


@pytest.mark.parametrize("place", PLACES)
def test_a_program_that_is_killed_while_it_loads_leaves_the_record_as_before(
    fragile: neo4j_server.Server, tmp_path: Path, place: str
) -> None:
    asked(fragile, "MATCH (n) DETACH DELETE n RETURN 1 AS een")
    twin, store = SqliteStore(tmp_path / "twin.db"), opened(fragile)
    for each in (twin, store):
        each.apply(vracht(2025))
    before = stand(store)
    environment = os.environ | {"PYTHONPATH": f"{HIER.parents[1]}:{HIER.parent}:{HIER}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(HIER / "laadproces_neo4j.py"), fragile.url, place]
    died = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert (died.returncode, died.stdout) == (-signal.SIGKILL, "halverwege\n"), died.stderr
    assert stand(store) == before
    for each in (twin, store):
        each.apply(vracht(2026))
    assert uitspraken(store) == uitspraken(twin)
    assert remains(fragile) == 0
    store.close()
    twin.close()


# ------------------------------------------------------------------ the server dies


class Moments:
    """Counts the steps of a load, and does something at one of them: `delay` seconds after it was sent."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, self._at, self._delay = 0, -1, 0.0
        self._act: Callable[[], None] = lambda: None
        self.acting: threading.Timer | None = None
        for kind, method in ((Connection, "write"), (Transaction, "run"), (Transaction, "commit")):
            monkeypatch.setattr(kind, method, self._counted(getattr(kind, method)))

    def _counted(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            if self.count == self._at:
                self.acting = threading.Timer(self._delay, self._act)
                self.acting.start()
            self.count += 1
            return original(*args, **kwargs)

        return step

    def at(self, number: int, delay: float, act: Callable[[], None]) -> None:
        self.count, self._at, self._delay, self._act, self.acting = 0, number, delay, act, None


def test_a_server_that_is_killed_while_it_loads_has_all_of_it_or_nothing(
    fragile: neo4j_server.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times, at ten moments of a load; then the load is done again, and the record is that of a file."""
    monkeypatch.setattr("graph.neo4j.connection.BATCH", 40)
    monkeypatch.setattr("graph.neo4j.load._CONFIRM", 2)  # the server comes back only after the refusal
    asked(fragile, "MATCH (n) DETACH DELETE n RETURN 1 AS een")
    twin, store = SqliteStore(tmp_path / "twin.db"), opened(fragile)
    for each in (twin, store):
        each.apply(vracht(2000, 80))
    moments = Moments(monkeypatch)
    for each in (twin, store):
        each.apply(vracht(2001, 80))
    steps = moments.count
    assert steps > 12, "there is a middle to die in"
    outcomes = []
    for turn in range(10):
        load = vracht(2002 + turn, 80)
        before = uitspraken(twin)
        twin.apply(load)
        after = uitspraken(twin)
        moments.at(steps * (turn + 1) // 10 - 1, 0.002 * (turn % 5), lambda: fragile.stop(signal.SIGKILL))
        refusal = ""
        try:
            store.apply(load)
        except SpeelveldError as error:
            refusal = error.wat
        assert not refusal or "niet bereikbaar" in refusal or "verbinding" in refusal
        assert moments.acting is not None, "it was killed"
        moments.acting.join()
        store.close()
        fragile.start()
        store = opened(fragile)
        found = uitspraken(store)
        assert found in (before, after)
        assert found == after or refusal, "a load that was reported is there"
        outcomes.append(found == after)
        moments.at(-1, 0, lambda: None)
        store.apply(load)
        assert uitspraken(store) == after
        assert remains(fragile) == 0
    assert outcomes.count(False) > 5, "the kills came while it mattered"
    store.close()
    twin.close()


# ------------------------------------------------------------------ the server is away for a while


def test_the_service_goes_on_while_the_server_is_away_and_recovers_by_itself(fragile: neo4j_server.Server) -> None:
    asked(fragile, "MATCH (n) DETACH DELETE n RETURN 1 AS een")
    store = opened(fragile)
    store.apply([levering([gemeente(HEEMSKERK, "Eerste naam")], "2020-01-01")])
    client = TestClient(create_app(Service(store), Settings(fragile.url)))

    def naam() -> str:
        return str(client.get("/v1/gemeenten/GM0396").json()["naam"])

    assert naam() == "Eerste naam"
    assert client.get("/v1/gezondheid").json()["status"] == "goed"
    fragile.stop(signal.SIGKILL)
    assert naam() == "Eerste naam"
    health = client.get("/v1/gezondheid").json()
    assert health["status"] == "verouderd"
    assert "niet bereikbaar" in health["melding"]
    fragile.start()
    loader = opened(fragile)
    loader.apply([levering([gemeente(HEEMSKERK, "Tweede naam")], "2021-01-01")])
    loader.close()
    until(lambda: naam() == "Tweede naam")
    assert client.get("/v1/gezondheid").json()["status"] == "goed"
    store.close()


def test_the_service_asks_a_server_for_its_version_now_and_then(tmp_path: Path) -> None:
    class Counting:
        def __init__(self, store: Store) -> None:
            self.store, self.asked = store, 0

        def versie(self) -> int:
            self.asked += 1
            return self.store.versie()

        def __getattr__(self, name: str) -> object:
            return getattr(self.store, name)

    store = SqliteStore(tmp_path / "store.db")
    store.apply([levering([gemeente(HEEMSKERK)], "2020-01-01")])
    counting = Counting(store)
    service = Service(counting, herzie=60)  # type: ignore[arg-type]
    for year in range(2001, 2006):
        service.view(levering([], f"{year}-01-01").levering.peildatum)
    assert counting.asked == 2, "for the service, and for the record that it read"
    store.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait for what must come by itself."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(SpeelveldError):
            if holds():
                return
        time.sleep(0.1)
    pytest.fail("it did not come")
