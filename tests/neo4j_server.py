"""A real Neo4j Community server on loopback, from its published artifacts: for the tests and for `make neo4j`.

    python tests/neo4j_server.py start   starts it in the background and prints its address
    python tests/neo4j_server.py stop

It takes Java 17 or newer, and Maven to fetch the artifacts the first time (some 120 MB, into `.neo4j/lib`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

POM = Path(__file__).with_suffix(".pom.xml")
FOLDER = Path(__file__).parents[1] / ".neo4j"
PASSWORD = "alleen-op-loopback"  # noqa: S105 - of a server that only this machine reaches
ENVIRONMENT = {"NEO4J_PASSWORD": PASSWORD}
"""Who the tests are to the server."""
PORT = 7687
_START = 120
"""Seconds that a start may take on a busy machine."""
_OPENS = [
    f"--add-opens=java.base/{package}=ALL-UNNAMED"
    for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
]

_QUICK = [
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
]
"""For a server that lives for a test: Java compiles quickly and not well, and trusts the artifacts."""


def lacking() -> list[str]:
    """The programs that are needed and not there."""
    return [name for name in ("java", "mvn") if shutil.which(name) is None]


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def artifacts() -> Path:
    """The folder with the artifacts; fetched when they are not those of the POM."""
    library, stamp = FOLDER / "lib", FOLDER / "lib" / ".pom"
    wanted = hashlib.sha256(POM.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(library, ignore_errors=True)
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={library}"]
        subprocess.run(["mvn", "-q", "-B", "-f", str(POM), *goal], check=True)
        stamp.write_text(wanted)
    return library


@dataclass
class Server:
    """A server with its own data in `home`. short: it lives for a test; see _QUICK."""

    home: Path
    port: int
    short: bool = False
    _process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """As `--store` takes it."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def pid_file(self) -> Path:
        """Holds the process id while it runs."""
        return self.home / "pid"

    @property
    def pid(self) -> int:
        """The process id."""
        return int(self.pid_file.read_text())

    def _run(self, *arguments: str) -> list[str]:
        settings = _QUICK if self.short else ["-XX:+UseG1GC"]
        return ["java", "-Xmx1g", *settings, "-cp", f"{artifacts()}/*", *_OPENS, *arguments]

    def _prepare(self) -> None:
        for name in ("conf", "data", "logs", "run", "plugins", "import", "licenses"):
            (self.home / name).mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(
            f"server.default_listen_address=127.0.0.1\nserver.bolt.listen_address=127.0.0.1:{self.port}\n"
            "server.http.enabled=false\nserver.https.enabled=false\nserver.memory.pagecache.size=256m\n"
            "dbms.usage_report.enabled=false\ndb.tx_log.rotation.retention_policy=1 files\n"
        )
        if not (self.home / "data" / "dbms").exists():
            environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
            command = self._run("org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD)
            subprocess.run(command, env=environment, check=True, capture_output=True)

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._prepare()
        command = self._run(
            "org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"
        )
        with (self.home / "logs" / "console.log").open("wb") as log:
            self._process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )
        self.pid_file.write_text(str(self._process.pid))
        deadline = time.monotonic() + _START
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.home / "logs" / "console.log").read_text())
            time.sleep(0.1)

    def answers(self) -> bool:
        """Whether somebody listens and speaks Bolt."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as found:
                found.settimeout(5)
                found.sendall(bytes.fromhex("6060b017 00000405 00000000 00000000 00000000"))
                return len(found.recv(4)) == 4
        except OSError:
            return False

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        """End the process, and wait until it is gone; with SIGKILL as an accident would."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, sign)
        if self._process is not None:
            self._process.wait()
        while self.answers():  # it was started by another process
            time.sleep(0.1)
        self.pid_file.unlink()


@contextmanager
def running(home: Path, *, short: bool = True) -> Iterator[Server]:
    """A server for the length of a block."""
    server = Server(home, free_port(), short)
    server.start()
    try:
        yield server
    finally:
        if server.pid_file.exists():
            server.stop(signal.SIGKILL)  # what it held was for this block only


def main(what: str) -> int:
    """`start` or `stop` of the one server of this folder; 1 when that cannot be."""
    server = Server(FOLDER / "home", PORT)
    if what == "start":
        if missing := lacking():
            print(f"Needed and not found: {', '.join(missing)}.", file=sys.stderr)
            return 1
        if not server.answers():
            server.start()
        print(f"export NEO4J_PASSWORD={PASSWORD} SPEELVELD_STORE={server.url}")
        return 0
    if what == "stop":
        if server.pid_file.exists():
            server.stop()
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
