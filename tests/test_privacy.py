"""A pupil leaves no trace: not on the screen, in a log, an error, a header, the store, or any file that is written.

Each way in is given a pupil with marks that occur nowhere else; then everything that was written is searched for them.
"""

from __future__ import annotations

import http.client
import io
import json
import logging
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from app import cli
from app.api import create_app
from app.api.fouten import MAX_BODY
from app.service import Service
from app.settings import Settings
from graph.sqlite_store import SqliteStore

PC6, BORN, NAME, NUMBER = "1963ZQ", "2011-09-17", "Wobkehilde Quakkelbos", "999990019"
MARKS = (
    *(PC6, "1963 ZQ", "1963zq"),
    *(BORN, "17-09-2011", "17 september 2011", "20110917", "17/09/2011"),
    *(NAME, "Wobkehilde", "Quakkelbos"),
    NUMBER,
)
PUPIL: dict[str, Any] = {
    "peildatum": "2026-11-21",
    "geboortedatum": BORN,
    "woonplaats": {"postcode": PC6},
    "onderwijs": {"inschrijving": "vo", "vestiging": "20MH00"},
    "zorg": {"wlz": False},
}
PATH = "/v1/verantwoordelijkheden"


def _with(**parts: Any) -> dict[str, Any]:
    return PUPIL | parts


# Questions that are refused, each for another reason, with the marks in the values that are wrong.
REFUSED: dict[str, Any] = {
    "a field that does not exist": _with(naam=NAME, bsn=NUMBER),
    "a field in a block that does not exist": _with(woonplaats={"postcode": PC6, "bewoner": NAME}),
    "a postcode of the wrong form": _with(woonplaats={"postcode": f"{PC6}9"}),
    "a date of the wrong form": _with(geboortedatum="17-09-2011"),
    "a date of birth after the peildatum": _with(peildatum="2011-09-16"),
    "an age that contradicts the date of birth": _with(leeftijd=40),
    "a gemeente that does not exist": _with(woonplaats={"gemeente": "Quakkelbos"}),
    "a postcode outside the gemeente": _with(woonplaats={"postcode": PC6, "gemeente": "Alkmaar"}),
    "a school that does not exist": _with(onderwijs={"vestiging": "99ZZ99"}),
    "a school of the wrong form": _with(onderwijs={"vestiging": NAME}),
    "a kind of education that does not exist": _with(onderwijs={"inschrijving": NAME}),
    "a rule that does not exist": _with(vragen=[NAME]),
    "a text instead of a block": _with(woonplaats=f"{NAME}, {PC6}"),
    "a text instead of yes or no": _with(zorg={"wlz": NAME}),
    "a swv that does not exist": _with(onderwijs={"tlv": {"afgegevenDoor": NAME}}),
    "a list instead of a question": [PUPIL, NAME],
    "a text instead of a question": f"{NAME} {BORN} {PC6}",
}
BROKEN = json.dumps(PUPIL)[:-1] + f', "naam": "{NAME}" {BORN}'
"""A question that is not JSON."""


def _marks_in(written: str | bytes) -> list[str]:
    text = written.decode("latin-1") if isinstance(written, bytes) else written
    return [mark for mark in MARKS if mark in text]


def _no_marks_in_files(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert not _marks_in(str(path.relative_to(folder)))
        if path.is_file():
            assert not _marks_in(path.read_bytes()), path.name


class Place:
    """A home, a folder for temporary files and a working folder of our own, so that all that is written is found."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.outside = folder / "place", folder / "outside"
        for name in ("home", "data", "tmp", "work"):
            (self.folder / name).mkdir(parents=True)
        self.outside.mkdir()
        monkeypatch.setenv("HOME", str(self.folder / "home"))
        monkeypatch.setenv("XDG_DATA_HOME", str(self.folder / "data"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(self.folder / "home"))
        monkeypatch.setenv("XDG_STATE_HOME", str(self.folder / "home"))
        monkeypatch.setenv("TMPDIR", str(self.folder / "tmp"))
        monkeypatch.setattr(tempfile, "tempdir", None)
        monkeypatch.chdir(self.folder / "work")

    def question(self, text: str) -> Path:
        """A file with a question, outside the place: it is the user's, not ours."""
        path = self.outside / "vraag.json"
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    found = Place(tmp_path, monkeypatch)
    yield found
    _no_marks_in_files(found.folder)


@pytest.fixture
def store(place: Place, nederland: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The national data where the program looks for it by itself: in the user's data folder."""
    monkeypatch.delenv("SPEELVELD_STORE", raising=False)
    path = Path(Settings.read().store)
    assert place.folder in path.parents
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal"):
        source = Path(f"{nederland._path}{suffix}")
        if source.exists():
            shutil.copyfile(source, f"{path}{suffix}")
    return path


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All loggers at DEBUG; what they said is searched in the end."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        # the client of these tests is not the program, and it logs the addresses that it asks for
        caplog.set_level(logging.CRITICAL if name.startswith("http") else logging.DEBUG, logger=name)
    yield caplog
    assert not _marks_in(caplog.text)


def _fails_with_the_pupil(*_args: object, **_kwargs: object) -> None:
    raise RuntimeError(f"{NAME} {BORN} {PC6}")


# -- the search itself


def test_the_search_would_find_the_marks_and_the_data_does_not_hold_them(store: Path) -> None:
    assert {PC6, BORN} <= set(_marks_in(json.dumps(PUPIL)))
    assert {"Wobkehilde", NUMBER} <= set(_marks_in(json.dumps(REFUSED)))
    assert _marks_in(NAME.encode()) == [NAME, "Wobkehilde", "Quakkelbos"]
    assert not _marks_in(store.read_bytes())


# -- command line


class Run:
    """Runs `speelveld wie` in this process, in silence but for what it writes."""

    def __init__(self, place: Place, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._place, self._capfd, self._monkeypatch = place, capfd, monkeypatch

    def __call__(self, text: str, way: str, *options: str) -> tuple[int, str]:
        """The exit code, and all that was written on stdout and stderr."""
        if way == "stdin":
            self._monkeypatch.setattr("sys.stdin", io.StringIO(text))
        source = "-" if way == "stdin" else str(self._place.question(text))
        self._monkeypatch.setattr("sys.argv", ["speelveld", "wie", source, *options])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        written = self._capfd.readouterr()
        return code, written.out + written.err


@pytest.fixture
def run(place: Place, store: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    assert store.exists()
    return Run(place, capfd, monkeypatch)


@pytest.mark.usefixtures("everything_logged")
@pytest.mark.parametrize("way", ["file", "stdin"])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_the_command_answers_without_the_pupil(run: Run, way: str, options: tuple[str, ...]) -> None:
    code, written = run(json.dumps(PUPIL), way, *options)
    assert code == 0
    assert "Heemskerk" in written
    assert not _marks_in(written)


@pytest.mark.usefixtures("everything_logged")
def test_the_command_refuses_without_the_pupil(run: Run) -> None:
    for why, question in REFUSED.items():
        code, written = run(json.dumps(question), "stdin")
        assert code == 1, why
        assert written.startswith("Fout:"), why
        assert not _marks_in(written), why


@pytest.mark.usefixtures("everything_logged")
@pytest.mark.parametrize("way", ["file", "stdin"])
@pytest.mark.parametrize("text", [BROKEN, json.dumps(REFUSED["a field that does not exist"])])
def test_the_command_refuses_a_file_without_the_pupil(run: Run, way: str, text: str) -> None:
    code, written = run(text, way, "--json")
    assert code == 1
    assert written.startswith("Fout:")
    assert not _marks_in(written)


@pytest.mark.usefixtures("everything_logged")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_unexpected_error_of_the_command_says_nothing_of_the_pupil(
    run: Run, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.service.View.wie", _fails_with_the_pupil)
    code, written = run(json.dumps(PUPIL), "stdin", *options)
    assert code == 1
    assert "RuntimeError" in written
    assert not _marks_in(written)


# -- API


@pytest.fixture
def api(store: Path) -> Iterator[TestClient]:
    with closing(SqliteStore(store)) as opened:
        yield TestClient(create_app(Service(opened), Settings(str(store))), raise_server_exceptions=False)


def _said(response: Any) -> str:
    return f"{response.status_code} {dict(response.headers)} {response.text}"


@pytest.mark.usefixtures("place", "everything_logged")
def test_the_api_answers_and_refuses_without_the_pupil(
    api: TestClient, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = api.post
    as_json = {"Content-Type": "application/json"}
    answered = send(PATH, json=PUPIL)
    assert answered.status_code == 200
    assert not _marks_in(_said(answered))
    responses: dict[str, tuple[int | None, Any]] = {  # None: which status it is, is not of interest here
        why: (422, send(PATH, json=question)) for why, question in REFUSED.items()
    }
    responses["not JSON"] = (422, send(PATH, content=BROKEN, headers=as_json))
    responses["a form"] = (422, send(PATH, data={"naam": NAME, "geboortedatum": BORN}))
    responses["plain text"] = (422, send(PATH, content=json.dumps(PUPIL), headers={"Content-Type": "text/plain"}))
    responses["too large"] = (413, send(PATH, json=_with(naam=NAME * MAX_BODY)))
    responses["another method"] = (405, api.request("PUT", PATH, json=PUPIL))
    responses["in the address"] = (None, api.get(PATH, params={"geboortedatum": BORN, "postcode": PC6, "naam": NAME}))
    responses["another path"] = (None, api.request("POST", "/v1/leerling", json=PUPIL))
    monkeypatch.setattr("app.service.View.wie", _fails_with_the_pupil)
    responses["an unexpected error"] = (500, send(PATH, json=PUPIL))
    for why, (status, response) in responses.items():
        assert response.status_code == (status or response.status_code) >= 400, f"{why}: {response.text}"
        assert response.headers["Content-Type"] == "application/problem+json", why
        assert not _marks_in(_said(response)), why
    written = capfd.readouterr()
    assert not _marks_in(written.out + written.err)


# -- pages

FORM = {
    "geboortedatum": "17-09-2011",
    "woonplaats.postcode": PC6,
    "onderwijs.vestiging": "20MH00",
    "naam": NAME,  # no field of the form
    "bsn": NUMBER,
}


@pytest.mark.usefixtures("place", "everything_logged")
def test_the_pages_show_what_was_filled_in_to_who_filled_it_in_and_leave_nothing(
    api: TestClient, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = {"Accept": "text/html"}
    answered = api.post("/wie", data=FORM, headers=browser)
    refused = api.post("/wie", data=FORM | {"woonplaats.postcode": f"{PC6}9"}, headers=browser)
    searched = api.post("/wie/scholen", data={"q": NAME}, headers=browser)
    elsewhere = api.post("/overzicht", data=FORM, headers=browser)
    in_address = api.get("/wie", params=FORM, headers=browser)
    monkeypatch.setattr("app.service.View.wie", _fails_with_the_pupil)
    failed = api.post("/wie", data=FORM, headers=browser)
    found = {200: [answered, searched, in_address], 422: [refused], 405: [elsewhere], 500: [failed]}
    for status, responses in found.items():
        for response in responses:
            assert response.status_code == status
            assert not _marks_in(f"{dict(response.headers)}")
            assert response is in_address or response.headers["Cache-Control"] == "no-store"
    assert {"17-09-2011", PC6} <= set(_marks_in(answered.text))  # in the form, to change it
    for response in (answered, refused):
        assert not {NAME, NUMBER} & set(_marks_in(response.text))
    for response in (searched, elsewhere, in_address, failed):
        assert not _marks_in(response.text)
    written = capfd.readouterr()
    assert not _marks_in(written.out + written.err)


# -- the server as users start it


@contextmanager
def _served(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Callable[[], None]]]:
    """`speelveld serveer` with its own options, in a thread; yields the port, and a function to stop it."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    servers: list[uvicorn.Server] = []

    def run_here(app: Any, **options: Any) -> None:
        server = uvicorn.Server(uvicorn.Config(app, **options))
        servers.append(server)
        server.run()

    monkeypatch.setattr(uvicorn, "run", run_here)
    thread = threading.Thread(target=lambda: cli.cli(["serveer", "--port", str(port)], standalone_mode=False))
    thread.start()
    deadline = time.monotonic() + 60
    while not (servers and servers[0].started):
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < deadline
        time.sleep(0.05)

    def stop() -> None:
        servers[0].should_exit = True
        thread.join(30)

    try:
        yield port, stop
    finally:
        stop()


@pytest.mark.usefixtures("place", "store", "everything_logged")
def test_the_server_writes_nothing_of_the_pupil_also_when_it_fails(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with _served(monkeypatch) as (port, stop):
        statuses: list[int] = []
        for question in (PUPIL, REFUSED["a field that does not exist"], PUPIL):
            if statuses == [200, 422]:
                monkeypatch.setattr("app.service.View.wie", _fails_with_the_pupil)
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                connection.request("POST", PATH, json.dumps(question), {"Content-Type": "application/json"})
                response = connection.getresponse()
                assert not _marks_in(f"{response.getheaders()} {response.read().decode()}")
                statuses.append(response.status)
        stop()
    assert statuses == [200, 422, 500]
    written = capfd.readouterr()
    assert not _marks_in(written.out + written.err)
