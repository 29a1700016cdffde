"""The address of a Neo4j database, and who we are to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ontology.errors import SpeelveldError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
USER, PASSWORD, DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"
"""The environment variables that Neo4j's own tools read."""


@dataclass(frozen=True, slots=True)
class Address:
    """url: what the driver takes. database: None is the server's own choice. auth: user and password, or None."""

    url: str
    database: str | None
    auth: tuple[str, str] | None

    def __repr__(self) -> str:
        """Without the password."""
        return f"Address({self.url!r}, {self.database!r})"

    def __str__(self) -> str:
        """As a user writes it."""
        return f"{self.url}/{self.database}" if self.database else self.url


def read_address(text: str, environment: Mapping[str, str]) -> Address:
    """Read `neo4j://host:7687/database`; SpeelveldError when it is not such an address, or holds a password."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _error("dit adres is niet te lezen", text.partition("://")[0]) from None
    if parts.scheme not in SCHEMES:
        raise _error(f"opslag op “{parts.scheme}://” wordt niet ondersteund", parts.scheme)
    if parts.username is not None or parts.password is not None:
        raise SpeelveldError(
            "in het adres van de opslag staat een gebruiker of wachtwoord",
            waarom="Wie de opdrachtregel of het logboek ziet, ziet het dan ook",
            herstel=f"Zet ze in {USER} en {PASSWORD}",
        )
    database = parts.path.strip("/")
    if not parts.hostname or "/" in database or parts.query or parts.fragment:
        raise _error("dit adres is niet te lezen", parts.scheme)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    return Address(
        f"{parts.scheme}://{host}:{port or 7687}",
        database or environment.get(DATABASE) or None,
        (user or "neo4j", password) if user or password else None,
    )


def _error(wat: str, scheme: str) -> SpeelveldError:
    shown = scheme if scheme in SCHEMES else "neo4j"
    return SpeelveldError(wat, herstel=f"Geef met --store een bestand op, of {shown}://server:7687/database")
