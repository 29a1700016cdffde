"""What the driver and the server refuse, as messages for users."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
    UnsupportedServerProduct,
)

from graph.neo4j.address import DATABASE, PASSWORD, USER, Address
from ontology.errors import SpeelveldError

_AGAIN = "Probeer het zo dadelijk opnieuw"
_BY_CODE = {
    "Neo.ClientError.Database.DatabaseNotFound": (
        "deze database bestaat niet op de server",
        f"Geef de naam in het adres (neo4j://server:7687/naam) of in {DATABASE}",
    ),
    "Neo.ClientError.Security.Forbidden": (
        "deze gebruiker mag dit niet in de database",
        "Vraag de beheerder om het recht te lezen, te schrijven en indexen te maken",
    ),
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": (
        "deze database is alleen te lezen",
        "Laad op de server waar dat mag; deze is een kopie (server.databases.read_only)",
    ),
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (
        "de server heeft te weinig geheugen voor deze levering; er is niets veranderd",
        "Geef de server meer geheugen (server.memory.heap.max_size, minstens 1g) en laad opnieuw",
    ),
    "Neo.TransientError.General.OutOfMemoryError": (
        "de server heeft te weinig geheugen; er is niets veranderd",
        "Geef de server meer geheugen (server.memory.heap.max_size, minstens 1g) en laad opnieuw",
    ),
    "Neo.DatabaseError.General.UnknownError": ("de server meldt een fout", "Kijk in het logboek van de server"),
}
_TIMED_OUT = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.TransientError.Transaction.LockAcquisitionTimeout",
        "Neo.ClientError.Transaction.LockAcquisitionTimeout",
        "Neo.ClientError.Transaction.LockClientStopped",
        "Neo.TransientError.Transaction.LockClientStopped",
    }
)


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Turn errors of the driver and the server into messages for users; none of them repeats data or a password."""
    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise _message(error, address) from None
    except OverflowError:
        raise SpeelveldError(
            "een getal is te groot voor Neo4j; er is niets veranderd",
            waar=str(address),
            herstel="Verbeter het in de bron",
        ) from None
    except UnicodeEncodeError:
        raise SpeelveldError(
            "een tekst bevat een teken dat niet bestaat; er is niets veranderd",
            waar=str(address),
            herstel="Verbeter de tekst in de bron (UTF-8)",
        ) from None


def busy(address: Address) -> SpeelveldError:
    """The refusal of a second load at the same time."""
    return SpeelveldError("een ander programma is in deze database aan het laden", waar=str(address), herstel=_AGAIN)


def timed_out(error: Exception) -> bool:
    """Whether the server gave up waiting."""
    return isinstance(error, Neo4jError) and error.code in _TIMED_OUT


def of_question(error: Neo4jError, address: Address, timeout: float) -> SpeelveldError:
    """The refusal of a question in Cypher of a user, who may see what the server says of it."""
    where = str(address)
    if error.code == "Neo.ClientError.Statement.AccessMode":
        return SpeelveldError(
            "deze vraag zou iets veranderen, en dat weigert de server",
            waar=where,
            herstel="Een vraag leest alleen; gegevens veranderen gaat met “speelveld laad”",
        )
    if timed_out(error):
        return SpeelveldError(
            f"de vraag duurde langer dan mag ({timeout:g} s) en is afgebroken",
            waar=where,
            herstel="Vraag minder tegelijk, of geef met --seconden meer tijd",
        )
    if (error.code or "").startswith("Neo.ClientError.Statement."):
        said = (error.message or "").partition("\n")[0]
        return SpeelveldError(f"de server begrijpt deze Cypher niet ({said})", waar=where)
    return _message(error, address)


def _message(error: DriverError | Neo4jError, address: Address) -> SpeelveldError:
    where = str(address)
    if isinstance(error, AuthError):
        rate = "AuthenticationRateLimit" in (error.code or "")
        return SpeelveldError(
            "de server weigert even alle pogingen, na te veel verkeerde wachtwoorden"
            if rate
            else "de server kent deze gebruiker met dit wachtwoord niet",
            waar=where,
            herstel=f"Zet de juiste gebruiker en het juiste wachtwoord in {USER} en {PASSWORD}",
        )
    if isinstance(error, UnsupportedServerProduct):
        return too_old(where)
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return SpeelveldError(
            "de server is niet bereikbaar", waar=where, herstel="Start de server, of controleer het adres en de poort"
        )
    if isinstance(error, ConfigurationError):
        return SpeelveldError(
            "de verbinding met de server is zo niet te maken",
            waar=where,
            herstel="Controleer het adres; versleuteld is neo4j+s:// of bolt+s://",
        )
    if isinstance(error, Neo4jError):
        if timed_out(error):
            return busy(address)
        known = _BY_CODE.get(error.code or "")
        if known:
            return SpeelveldError(known[0], waar=where, herstel=known[1])
        again = _AGAIN if isinstance(error, TransientError) else ""
        kind = "weigert dit" if isinstance(error, ClientError) else "meldt een fout"
        return SpeelveldError(f"de server {kind} ({error.code})", waar=where, herstel=again)
    return SpeelveldError(f"de verbinding met de server ging mis ({type(error).__name__})", waar=where, herstel=_AGAIN)


def too_old(where: str) -> SpeelveldError:
    """The refusal of a server that does not know what we ask of it."""
    return SpeelveldError(
        "deze server is te oud, of is geen Neo4j", waar=where, herstel="Speelveld heeft Neo4j 5 of nieuwer nodig"
    )
