"""Settings, from the environment or the command line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from graph.sqlite_store import SqliteStore
from graph.store import Store
from ontology.errors import SpeelveldError

if TYPE_CHECKING:
    from graph.neo4j.store import Neo4jStore

DEFAULT_BASIS = "http://127.0.0.1:8000"
DEFAULT_LIMIET = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """store: a file path (default: in the user's data folder) or a Neo4j address. basis: the start of resource URIs.

    limiet: requests a second that the service takes from one address, and ten times as many at once; 0 is no limit.
    """

    store: str
    basis: str = DEFAULT_BASIS
    limiet: int = 0

    @staticmethod
    def read(store: str | None = None) -> Settings:
        """From the command line, else `SPEELVELD_STORE`, `SPEELVELD_BASIS`, `SPEELVELD_LIMIET`, else the defaults."""
        chosen = store or os.environ.get("SPEELVELD_STORE") or str(user_data_path("speelveld") / "speelveld.db")
        basis = os.environ.get("SPEELVELD_BASIS", DEFAULT_BASIS).rstrip("/")
        limiet = os.environ.get("SPEELVELD_LIMIET", str(DEFAULT_LIMIET))
        if not limiet.isdecimal():
            raise SpeelveldError("SPEELVELD_LIMIET is geen heel getal", herstel="Geef verzoeken per seconde, zoals 30")
        return Settings(chosen, basis, int(limiet))

    @property
    def on_server(self) -> bool:
        """Whether the store is an address and not a file."""
        return "://" in self.store

    def open_store(self) -> Store:
        """The store; made when it does not exist."""
        return self.open_neo4j() if self.on_server else SqliteStore(Path(self.store).expanduser())

    def open_neo4j(self) -> Neo4jStore:
        """The store on a server; SpeelveldError when the store is a file."""
        if not self.on_server:
            raise SpeelveldError(
                "vragen in Cypher beantwoordt alleen Neo4j, en deze opslag is een bestand",
                waar=self.store,
                herstel="Geef het adres van een server met --store of SPEELVELD_STORE, zoals neo4j://127.0.0.1:7687; "
                "docs/neo4j.md vertelt hoe u er een start",
            )
        from graph.neo4j.address import read_address  # only here: the driver takes a fifth of a second to import
        from graph.neo4j.store import Neo4jStore

        return Neo4jStore(read_address(self.store, os.environ))
