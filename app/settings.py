"""Settings, from the environment or the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from graph.sqlite_store import SqliteStore
from graph.store import Store

DEFAULT_BASIS = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class Settings:
    """store: a file path (default: in the user's data folder) or a Neo4j address. basis: the start of resource URIs."""

    store: str
    basis: str = DEFAULT_BASIS

    @staticmethod
    def read(store: str | None = None) -> Settings:
        """From the command line, else `SPEELVELD_STORE` and `SPEELVELD_BASIS`, else the defaults."""
        chosen = store or os.environ.get("SPEELVELD_STORE") or str(user_data_path("speelveld") / "speelveld.db")
        return Settings(chosen, os.environ.get("SPEELVELD_BASIS", DEFAULT_BASIS).rstrip("/"))

    @property
    def on_server(self) -> bool:
        """Whether the store is an address and not a file."""
        return "://" in self.store

    def open_store(self) -> Store:
        """The store; made when it does not exist."""
        if self.on_server:
            from graph.neo4j.address import read_address  # only here: the driver takes a fifth of a second to import
            from graph.neo4j.store import Neo4jStore

            return Neo4jStore(read_address(self.store, os.environ))
        return SqliteStore(Path(self.store).expanduser())
