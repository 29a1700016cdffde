"""Typed answer -> picture or document. No queries in here."""
