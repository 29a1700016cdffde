"""The record in Neo4j, for teams and for questions in Cypher.

A database holds two things. The record: `Levering`, `Knoopuitspraak` and `Relatieuitspraak` nodes, what each source
ever stated, from which snapshots are made. And the graph: a `Knoop` for each thing, with the label of its type, and the
relations between them with the days on which they count; it is made from the record, and analysts ask it.

Readers never see half a delivery. Every statement carries the number of the load that wrote it (`sinds`) and of the one
that replaced it (`vervallen`); the `Stand` node says which load is complete, and changes last.
"""
