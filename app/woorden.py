"""Small words that every answer uses."""

from __future__ import annotations

from datetime import date

from viz.woorden import opsomming as opsomming  # for the modules of app, beside dag


def dag(day: date | None) -> str | None:
    """An ISO date, or None for an open end."""
    return day.isoformat() if day else None
