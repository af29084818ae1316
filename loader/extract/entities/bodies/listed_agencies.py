"""Bodies that only the table of names knows, where the story is of a state that calls one of its bodies so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.bodies.open_agencies import put_body
from ontology.institutions import named_bodies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Line
    from ontology.institutions import Named

_MOST = 9
_HELD = ("agency", "function", "person", "country", "date")
# In these languages the names of bodies are read by their head nouns up to their end.
_READ_WHOLE = frozenset({"vi", "zh"})
# A name of fewer words may be a common noun; an acronym has more letters.
_SHORTEST = 2


def find_listed_agencies(lines: Sequence[Line], agencies: Agencies) -> None:
    """Add an item of kind `agency` for each name of the table that nothing else has been read in."""
    states = agencies.states
    own = list(dict.fromkeys([*filter(None, [states.home]), *states.ranked[:_MOST]]))
    for line in lines if agencies.language not in _READ_WHOLE else ():
        for named in named_bodies(line.folded, line.language, line.capitals):
            state = next((state for state in own if state in named.states), None)
            if state is not None and _is_free(line, named) and _is_name(line, named):
                put_body(line, named.start, named.end, state, agencies)


def _is_free(line: Line, named: Named) -> bool:
    return not any(item.start < named.end and named.start < item.end for item in line.of(*_HELD))


def _is_name(line: Line, named: Named) -> bool:
    """Whether it is written as a name: several words with a capital, or an acronym."""
    text = line.text(named.start, named.end)
    return named.end - named.start >= _SHORTEST or (text.isupper() and len(text) > _SHORTEST)
