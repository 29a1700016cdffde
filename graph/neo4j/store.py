"""The store on a Neo4j server, through the official driver. See the package for what a database holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from neo4j.exceptions import DriverError, Neo4jError

from graph.collector import no_collection
from graph.delivery import Delivery, Levering, Statement, Verslag
from graph.neo4j import cypher
from graph.neo4j.address import Address
from graph.neo4j.connection import Connection, Row
from graph.neo4j.errors import of_question, too_old, translated
from graph.neo4j.load import FORMAT, Load
from graph.neo4j.rows import Antwoord, plain, read_statement
from graph.store import Progress
from ontology.errors import SpeelveldError
from ontology.schema import load_schema

_OLDEST_SERVER = 5


class Neo4jStore:
    """See graph.store.Store.

    timeout: seconds to wait while another program is loading. retry: seconds in which a step that fails for a passing
    reason is tried again.
    """

    def __init__(self, address: Address, *, timeout: float = 10, retry: float = 10) -> None:
        self._address, self._timeout = address, timeout
        with translated(address):
            self._connection = Connection(address, retry=retry)
            try:
                self._check_server()
            except BaseException:
                self._connection.close()
                raise

    def _check_server(self) -> None:
        for component in self._connection.ask(cypher.COMPONENTS):
            if component["name"] == "Neo4j Kernel" and int(component["versions"][0].split(".")[0]) < _OLDEST_SERVER:
                raise too_old(str(self._address))
        found = self._stand()["formaat"]
        if found > FORMAT:
            raise SpeelveldError(
                f"deze database is van een nieuwere versie van Speelveld (formaat {found}; deze kent {FORMAT})",
                waar=str(self._address),
                herstel="Werk Speelveld bij, of kies met --store een andere database",
            )

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()

    def _stand(self) -> Row:
        """What is complete: version, and number of the last load."""
        found = self._connection.ask(cypher.STAND)
        return found[0] if found else {"versie": 0, "teller": 0, "formaat": 0}

    def versie(self) -> int:
        """Rises with every change of the record; 0 for an empty one."""
        with translated(self._address):
            return int(self._stand()["versie"])

    def leveringen(self) -> list[Levering]:
        """All deliveries, oldest first."""
        with translated(self._address):
            rows = self._connection.stream(cypher.DELIVERIES, stand=self._stand()["teller"])
            return [Levering.from_json(json.loads(row)) for row in rows]

    def has_node(self, node_id: str) -> bool:
        """Whether any source ever stated a node with this id."""
        with translated(self._address):
            return bool(self._connection.ask(cypher.KNOWN, ids=[node_id], stand=self._stand()["teller"]))

    def statements(self, bron: str | None = None) -> Iterator[Statement]:
        """All facts with the delivery that stated them, nodes first."""
        text = cypher.statements if bron is None else cypher.statements_of
        with translated(self._address):
            stand = self._stand()["teller"]
            for label in (cypher.NODES, cypher.RELATIONS):
                for row in self._connection.stream(text(label), stand=stand, bron=bron):
                    yield read_statement(row, label)

    def vraag(self, cypher_text: str, parameters: Mapping[str, object], *, timeout: float = 60) -> Antwoord:
        """The answer to a question in Cypher, as plain values. The server refuses what would write.

        timeout: seconds that it may take.
        """
        with translated(self._address):
            try:
                columns, rows = self._connection.table(cypher_text, parameters, timeout=timeout)
            except Neo4jError as error:
                raise of_question(error, self._address, timeout) from None
        return Antwoord(tuple(columns), [tuple(map(plain, row)) for row in rows])

    def apply(
        self, deliveries: Sequence[Delivery], *, insist: bool = False, progress: Progress | None = None
    ) -> list[Verslag]:
        """Validate and load deliveries: all of them, or nothing."""
        with translated(self._address), no_collection():
            self._prepare()
            with Load.begin(self._connection, self._address, load_schema(), timeout=self._timeout) as load:
                reports: list[Verslag] = []
                for done, delivery in enumerate(deliveries):
                    if progress:
                        progress(delivery.levering.naam, done, len(deliveries))
                    reports.append(load.add(delivery, insist=insist))
                load.write()
            if any(report.veranderde for report in reports):
                self._count_again()
        if progress:
            progress("klaar", len(deliveries), len(deliveries))
        return reports

    def _count_again(self) -> None:
        """Let the server count what its indexes hold now; until it does, it plans questions as if they were empty."""
        with suppress(DriverError, Neo4jError):  # the load has ended well; the server will count later by itself
            self._connection.run_schema(cypher.COUNT_AGAIN)

    def _prepare(self) -> None:
        """Make constraints and indexes in an empty database, and when the ontology has changed since."""
        found, schema = self._connection.ask(cypher.STAND), load_schema()
        if found and found[0]["schema"] == schema.versie:
            return
        if not found and self._connection.ask(cypher.FOREIGN):
            raise SpeelveldError(
                "in deze database staan gegevens van een ander programma",
                waar=str(self._address),
                herstel="Kies met --store een lege database",
            )
        for text in cypher.constraints(schema):
            self._connection.run_schema(text)
        self._connection.run_schema(cypher.AWAIT_INDEXES)
