"""The one kind of error that a user reads: what, where, why, and how to mend it."""

from __future__ import annotations

_START, _END = 300, 100
"""How much of a long text is shown: a damaged file can have cells of megabytes."""


def _line(text: str) -> str:
    """A text on one line that a terminal can show: no line ends, control characters or broken Unicode."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return shown if len(shown) <= _START + _END else f"{shown[:_START]} … {shown[-_END:]}"


class SpeelveldError(Exception):
    """A refusal that a user can act on. All texts are Dutch.

    wat: what is wrong; waar: file, line, column or field; waarom: why that matters;
    herstel: what the user can do about it. `wat` may quote the file: it is shortened and made one line.
    """

    def __init__(self, wat: str, *, waar: str = "", waarom: str = "", herstel: str = "") -> None:
        self.wat, self.waar, self.waarom, self.herstel = _line(wat), waar, waarom, herstel
        super().__init__(self.tekst)

    @property
    def tekst(self) -> str:
        """The whole message as one line."""
        parts = [f"{self.waar}: {self.wat}" if self.waar else self.wat, self.waarom, self.herstel]
        return " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part)
