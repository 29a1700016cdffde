"""Pure functions from a Snapshot to a typed answer."""
