"""Saved questions in Cypher, for who works in Neo4j itself.

Each `.cypher` file of this folder is one question. It begins with comment lines that hold YAML: `id` (the name of the
file), `thema`, `titel`, `vraag` (in plain Dutch), `parameters`, `kolommen` (what it answers), and, where they help,
`toelichting` (how to read the answer, and what it does not say) and `python` (what gives the same answer from a
snapshot). Under an empty line follows the Cypher.

A relation of the graph carries the days on which it counts, and a node those on which it exists. So everything on a
path is asked the same: `coalesce(x.geldigVan <= $peildatum, true) AND coalesce(x.geldigTot > $peildatum, true)`. An
absent date is unknown or open, and then the fact counts.
"""
