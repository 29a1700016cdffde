"""The website: Dutch pages made on the server, which work without JavaScript.

Each module holds the pages of one subject; templates/ and static/ hold their looks. No file of another host is used.
"""

from __future__ import annotations

from fastapi import FastAPI, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

from app.web import bladzijden, knopen, start, wie
from app.web.pagina import STATIC


class _Static(StaticFiles):
    """Files that a browser may keep for ever when their address names their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        named = b"v=" in scope.get("query_string", b"")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if named else "no-cache"
        return response


def add_pages(app: FastAPI) -> None:
    """Mount the pages; those of the nodes come last, since they take any word."""
    app.mount("/static", _Static(directory=STATIC), name="static")
    for module in (start, wie, bladzijden, knopen):
        app.include_router(module.router, include_in_schema=False)
