"""The few tokens of an update that tell its operations and the graphs that each writes."""

from __future__ import annotations

from server.language.terminals import Token, space


class Outline:
    """Collects them while a text is scanned.

    Attributes:
        tokens: those outside of all brackets; of the first level in a block its end, GRAPH and the term after it, a
            brace that opens, and one token of the kind `triples` where triples stand outside of GRAPH.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []

    def note(self, token: Token, before: Token, level: int) -> None:
        """Look at a token, the one before it, and how many brackets are open around it."""
        if level == 0 or (level == 1 and token.text in ("{", "}")):
            self.tokens.append(token)
        elif level == 1:
            if token.text.upper() == "GRAPH" or before.text.upper() == "GRAPH":
                self.tokens.append(token)
            else:
                self._note_triples(token.start)

    def note_data(self, text: str, start: int, end: int, level: int) -> None:
        """Look at a part of a data block that is read in bulk."""
        if level == 1 and not space().fullmatch(text, start, end):
            self._note_triples(start)

    def _note_triples(self, start: int) -> None:
        if self.tokens and self.tokens[-1].kind != "triples":
            self.tokens.append(Token("triples", "", start))
