"""How far a document has come."""
