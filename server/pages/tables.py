"""What a page shows of a table: so many rows, and so much text, since the whole page is made in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.errors import TooMuch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import QuerySolution

_MOST_CHARACTERS = 1 << 21
_OF_A_CELL = 50
"""Characters that a cell costs beside its text."""


def first_rows(rows: Iterable[QuerySolution], most: int, *, is_whole: bool) -> tuple[list[QuerySolution], bool]:
    """The rows that are shown, and whether there are more.

    Args:
        rows: read from an answer; reading may fail where that has been cut off.
        most: rows at most.
        is_whole: whether it has not been cut off.

    Raises:
        TooMuch: not even the first has room.
    """
    shown: list[QuerySolution] = []
    room = _MOST_CHARACTERS
    try:
        for row in rows:
            room -= sum(_OF_A_CELL + len(str(value or "")) for value in row)
            if room < 0 or len(shown) == most:
                break
            shown.append(row)
        else:
            return shown, False
    except MemoryError:
        pass  # a value that is longer than the parser takes
    except SyntaxError:
        if is_whole:
            raise
    if not shown and most:
        raise TooMuch("the first row is too long for a page; ask for another format, by Accept or by format=csv")
    return shown, True
