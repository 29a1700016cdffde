"""Runs the command in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import cli


class Run:
    """Runs `speelveld`; its exit code and what it printed on both streams."""

    def __init__(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capfd, self._monkeypatch = capfd, monkeypatch

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.argv", ["speelveld", *map(str, arguments)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        out, err = self._capfd.readouterr()
        return code, out, err
