"""Small words that every answer uses: a list in a sentence, a day in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def opsomming(woorden: Sequence[str], voegwoord: str = "en") -> str:
    """`a`, `a en b`, `a, b en c`; an empty text for nothing."""
    return f"{', '.join(woorden[:-1])} {voegwoord} {woorden[-1]}" if len(woorden) > 1 else "".join(woorden)


def dag(day: date | None) -> str | None:
    """An ISO date, or None for an open end."""
    return day.isoformat() if day else None
