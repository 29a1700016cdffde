"""The website: Dutch pages made on the server, which work without JavaScript.

Each module holds the pages of one subject; templates/ and static/ hold their looks. No file of another host is used.
"""

from __future__ import annotations

from fastapi import FastAPI

from app.web import bestanden, bladzijden, kaart, knopen, netwerk, oogo, start, vergelijk, wie, wijzigingen


def add_pages(app: FastAPI) -> None:
    """Mount the pages; those of the nodes come last, since they take any word."""
    for module in (bestanden, start, wie, oogo, vergelijk, wijzigingen, kaart, bladzijden, netwerk, knopen):
        app.include_router(module.router, include_in_schema=False)
