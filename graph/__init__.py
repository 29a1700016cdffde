"""The record of facts, and the dated view on it."""
