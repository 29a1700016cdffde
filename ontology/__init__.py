"""What exists and what the law says: the ontology, the schema read from it, and the rules."""
