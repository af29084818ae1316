"""The test suites of the W3C for SPARQL, run over HTTP against a server that answers: `make conformance`."""
