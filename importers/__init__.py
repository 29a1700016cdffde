"""One module a source: from a publisher's own file to facts."""
