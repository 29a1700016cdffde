"""What can happen to a file: a process that dies, a full disk, no permission, another program."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from graaf_hulp import (
    HEEMSKERK,
    IJMOND,
    KENNEMERLAND,
    gemeente,
    in_regio,
    levering,
    ondergrond,
    stand,
    uitspraken,
)
from laadproces import vracht

from graph.sqlite_store import FORMAT, SqliteStore
from ontology.errors import SpeelveldError

HIER = Path(__file__).parent
BASIS = HIER.parents[1]
OUD, NIEUW = vracht(2025), vracht(2026)


def opdracht(path: Path, ongeluk: str, number: int = 0) -> list[str]:
    return [sys.executable, str(HIER / "laadproces.py"), str(path), ongeluk, str(number)]


def omgeving() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(BASIS), "PYTHONDONTWRITEBYTECODE": "1"}


def proces(path: Path, ongeluk: str, number: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        opdracht(path, ongeluk, number), env=omgeving(), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def sjabloon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the state of 2025."""
    path = tmp_path_factory.mktemp("sjabloon") / "store.db"
    store = SqliteStore(path)
    store.apply(OUD)
    store.close()
    return path


@pytest.fixture
def path(sjabloon: Path, tmp_path: Path) -> Path:
    """A copy of that store."""
    return Path(shutil.copy(sjabloon, tmp_path / "store.db"))


@pytest.fixture(scope="module")
def tikken(sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many ticks the load of 2026 takes."""
    copy = Path(shutil.copy(sjabloon, tmp_path_factory.mktemp("tikken") / "store.db"))
    return int(proces(copy, "tel").stdout)


def is_als_in_2025(path: Path, sjabloon: Path) -> None:
    """The record is as before the accident, and the next load succeeds."""
    before, store = SqliteStore(sjabloon), SqliteStore(path)
    assert stand(store) == stand(before)
    store.apply(NIEUW)
    before.close()
    assert [item.peildatum.year for item in store.leveringen()] == [2025, 2025, 2026, 2026]
    assert len(list(store.statements())) == 2 * 2 * 1500
    assert store.versie() == 2
    store.close()


# ------------------------------------------------------------------ a process that dies


@pytest.mark.parametrize("deel", [0.1, 0.4, 0.6, 0.8, 0.99])
def test_a_process_that_is_killed_while_it_writes_leaves_the_record_as_before(
    path: Path, sjabloon: Path, tikken: int, deel: float
) -> None:
    result = proces(path, "sterf_bij_tik", int(tikken * deel))
    assert result.returncode == -signal.SIGKILL, result.stderr
    is_als_in_2025(path, sjabloon)


def test_the_kills_above_come_when_a_part_is_written_already(path: Path, sjabloon: Path, tikken: int) -> None:
    """Without this the test above could pass on a load that had not begun."""
    proces(path, "sterf_bij_tik", int(tikken * 0.8))
    assert path.with_name("store.db-journal").stat().st_size > 0
    assert path.read_bytes() != sjabloon.read_bytes()


def test_a_process_that_is_killed_between_deliveries_leaves_the_record_as_before(path: Path, sjabloon: Path) -> None:
    assert proces(path, "sterf_tussen_leveringen").returncode == -signal.SIGKILL
    is_als_in_2025(path, sjabloon)


def test_a_process_that_is_killed_while_it_makes_the_store_leaves_a_usable_file(tmp_path: Path) -> None:
    path = tmp_path / "nieuw.db"
    with sqlite3.connect(path) as db:
        db.execute("VACUUM")  # a file with a first page and no tables
    db.close()
    assert path.stat().st_size > 0
    store = SqliteStore(path)
    assert store.versie() == 0
    store.apply(OUD)
    store.close()


# ------------------------------------------------------------------ a full disk, no permission


def test_a_full_disk_is_a_refusal(path: Path, sjabloon: Path) -> None:
    result = proces(path, "volle_schijf", path.stat().st_size + 50_000)
    assert result.returncode == 1
    assert "vol; er is niets veranderd" in result.stderr
    assert str(path) in result.stderr
    assert "Traceback" not in result.stderr
    is_als_in_2025(path, sjabloon)


@pytest.fixture
def open_map() -> Iterator[Path]:
    """A folder that every user may enter, which cannot be said of those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("map_rechten", "bestand_rechten"), [(0o777, 0o444), (0o555, 0o666), (0o555, 0o444)])
def test_without_permission_reading_works_and_loading_is_a_refusal(
    open_map: Path, sjabloon: Path, map_rechten: int, bestand_rechten: int
) -> None:
    path = Path(shutil.copy(sjabloon, open_map / "store.db"))
    path.chmod(bestand_rechten)
    open_map.chmod(map_rechten)
    result = proces(path, "zonder_rechten")
    assert result.stdout == "3000\n", result.stderr
    assert result.returncode == 1
    assert "mag niet worden beschreven" in result.stderr
    assert "Traceback" not in result.stderr
    assert path.read_bytes() == sjabloon.read_bytes()


def test_a_new_store_where_nothing_may_be_written_is_a_refusal(open_map: Path) -> None:
    open_map.chmod(0o555)
    for path in (open_map / "nieuw.db", open_map / "map" / "nieuw.db"):
        result = proces(path, "zonder_rechten")
        assert result.returncode == 1
        assert str(path) in result.stderr
        assert "Traceback" not in result.stderr
    assert list(open_map.iterdir()) == []


# ------------------------------------------------------------------ not a store of ours


def weigert(path: Path) -> SpeelveldError:
    """The refusal to open a file, which stays as it was."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(SpeelveldError) as refusal:
        SqliteStore(path)
    assert path.is_dir() or path.read_bytes() == before
    assert str(path) in refusal.value.waar
    return refusal.value


@pytest.mark.parametrize("content", [b"id;naam\nGM0396;Heemskerk\n", bytes(range(256)) * 20])
def test_a_file_that_is_not_sqlite(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    assert "geen bestand van Speelveld" in weigert(path).wat


def test_a_file_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "ander.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE teller (versie INTEGER)")
    db.close()
    assert "geen bestand van Speelveld" in weigert(path).wat


def test_a_store_of_a_newer_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.close()
    refusal = weigert(path)
    assert "nieuwere versie" in refusal.wat
    assert "Werk Speelveld bij" in refusal.herstel


def test_a_folder(tmp_path: Path) -> None:
    weigert(tmp_path)


def test_a_path_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(SpeelveldError):
        SqliteStore(tmp_path / "bestand" / "store.db")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "leeg.db"
    path.touch()
    store = SqliteStore(path)
    store.apply(OUD)
    assert store.versie() == 1
    store.close()


def test_a_store_is_made_in_a_new_folder_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "map" / "in een map" / "store.db"
    store = SqliteStore(path)
    store.apply([levering([gemeente(HEEMSKERK)], "2026-01-01")])
    before = stand(store)
    store.close()
    again = SqliteStore(path)
    assert stand(again) == before
    again.close()


# ------------------------------------------------------------------ more than one program


def test_a_store_that_another_program_writes_to(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = SqliteStore(path, timeout=0.05)
    before = stand(store)
    with pytest.raises(SpeelveldError, match="een ander programma is bezig") as refusal:
        store.apply(NIEUW)
    assert "opnieuw" in refusal.value.herstel
    assert stand(store) == before
    other.execute("ROLLBACK")
    other.close()
    store.apply(NIEUW)
    store.close()


def test_who_reads_while_another_program_loads_sees_the_old_record(path: Path) -> None:
    reader = SqliteStore(path)
    before = stand(reader)
    with subprocess.Popen(
        opdracht(path, "wacht_tussen_leveringen"),
        env=omgeving(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as loader:
        assert loader.stdout is not None
        assert loader.stdout.readline() == "halverwege\n"
        assert stand(reader) == before
        loader.communicate("verder\n", timeout=30)
    assert loader.returncode == 0
    assert reader.versie() == 2
    assert {item.peildatum.year for item in reader.leveringen()} == {2025, 2026}
    reader.close()


def test_who_is_reading_goes_on_in_the_record_that_it_began_with(path: Path) -> None:
    reader, loader = SqliteStore(path), SqliteStore(path, timeout=0.05)
    before = uitspraken(reader)
    reading = reader.statements()
    seen = [next(reading)]
    with pytest.raises(SpeelveldError, match="een ander programma is bezig"):
        loader.apply(NIEUW)
    seen += reading
    assert len(seen) == sum(before.values())
    loader.apply(NIEUW)
    assert uitspraken(reader) != before
    reader.close()
    loader.close()


def test_a_load_between_reading_the_nodes_and_reading_the_relations_is_not_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, connect, opened = tmp_path / "store.db", sqlite3.connect, []

    def remember(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*args, **kwargs)
        opened.append(db)
        return db

    monkeypatch.setattr(sqlite3, "connect", remember)
    reader = SqliteStore(path)
    reader.apply([ondergrond(), levering([in_regio(HEEMSKERK, IJMOND)], "2025-01-01")])
    before = uitspraken(reader)
    loader = SqliteStore(path, timeout=0.05)
    loads = []

    def load_now(statement: str) -> None:
        if "FROM relatie" in statement:
            loads.append(statement)
            with suppress(SpeelveldError):  # it has to wait for the reader; then that is how the reader is safe
                loader.apply([levering([in_regio(HEEMSKERK, KENNEMERLAND)], "2026-01-01")])

    opened[0].set_trace_callback(load_now)
    assert uitspraken(reader) == before
    assert loads, "the load came at the moment that this is about"
    reader.close()
    loader.close()


def test_two_programs_that_make_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one comes just before the first one makes its tables."""
    path, connect = tmp_path / "store.db", sqlite3.connect
    others: list[str] = []

    def come_between(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE" and not others:
            others.append("begun")
            SqliteStore(path).apply(OUD)
            others.append("done")

    def watched(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*args, **kwargs)
        db.set_trace_callback(come_between)
        return db

    monkeypatch.setattr(sqlite3, "connect", watched)
    store = SqliteStore(path)
    assert others == ["begun", "done"]
    assert store.versie() == 1
    assert len(store.leveringen()) == 2
    store.close()
