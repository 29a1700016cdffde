"""Small words that every answer uses."""

from __future__ import annotations

from datetime import date

from viz.woorden import hoofdletter
from viz.woorden import opsomming as opsomming  # for the modules of app, beside dag


def dag(day: date | None) -> str | None:
    """An ISO date, or None for an open end."""
    return day.isoformat() if day else None


_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def datum(day: date | str) -> str:
    """`21-11-2026`; takes an ISO date too."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found:%d-%m-%Y}"


def datum_voluit(day: date | str) -> str:
    """`21 november 2026`; takes an ISO date too."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def getal(number: int) -> str:
    """`1.234.567`."""
    return f"{number:,}".replace(",", ".")


def zin(text: str) -> str:
    """A text that begins with a capital and ends with a full stop; nothing stays nothing."""
    found = hoofdletter(text)
    return found if not found or found[-1] in ".!?" else f"{found}."
