"""The operations of the protocols, request in, answer out."""
