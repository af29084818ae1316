"""Triples to the web: the SPARQL protocol, pages, dumps, and the `comity` command."""
