"""Facts to statements: identifiers, labels, triples, and hints that two nodes may be one."""
