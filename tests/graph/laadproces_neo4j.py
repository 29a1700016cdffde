"""A process that loads Neo4j and is killed: `python laadproces_neo4j.py <address> <where>`; see PLACES.

Prints `halverwege` when it dies, so that a test knows that it got there.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

import neo4j_server
from laadproces import vracht
from neo4j import Transaction

from graph.neo4j import cypher
from graph.neo4j.address import read_address
from graph.neo4j.connection import Connection
from graph.neo4j.store import Neo4jStore

PLACES = {
    "bij het begin": (Connection, "write", cypher.BEGIN),
    "na een deel van het nieuwe": (Connection, "write", cypher.write(cypher.NODES)),
    "na een deel van het oude": (Connection, "write", cypher.replace(cypher.NODES)),
    "bij de graaf": (Transaction, "run", cypher.write_nodes("Gemeente")),
    "bij het afronden": (Transaction, "run", cypher.FLIP),
}
"""Just after which query text the process dies."""


def die_after(kind: type, method: str, text: str) -> None:
    """Let the process die as soon as this text has been carried out once."""
    original = getattr(kind, method)

    def deadly(self: Any, query: str, *args: Any, **kwargs: Any) -> Any:
        result = original(self, query, *args, **kwargs)
        if query == text:
            if isinstance(self, Transaction):
                result.consume()
            print("halverwege", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(kind, method, deadly)


if __name__ == "__main__":
    address, place = sys.argv[1:]
    store = Neo4jStore(read_address(address, neo4j_server.ENVIRONMENT))
    die_after(*PLACES[place])
    store.apply(vracht(2026))
