"""The states that the address of an English story names: `ottawacitizen.com`, `nation.africa/kenya/counties`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from loader.extract.entities.countries.press import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ontology.lexicon import Lexicon

# `/news/canada/`: so many parts of a path may tell the section; so long is a name that stands within a host's.
_SECTIONS, _NAMED_IN_HOST = 4, 5
# `armen|press`, `mongol|wire`: the end that a state's name loses.
_LAND = "ia"
# Version of a lexicon -> the names of each state and of its seats, their letters alone.
_NAMES: dict[str, dict[str, frozenset[str]]] = {}


def addressed_state(url: str | None, told: Sequence[str], lexicon: Lexicon) -> str | None:
    """The state whose name or seat the host bears, or else the section of an address.

    Args:
        url: The address, if there is one.
        told: The states that the story names, the most named first.
        lexicon: What knows their names and seats.

    """
    address = host_of(url)
    if url is None or address is None:
        return None
    names = _names_of_states(lexicon)
    host = _letters(address.rsplit(".", 1)[0])
    inside = [(len(name), state) for state in told for name in names.get(state, ()) if name in host]
    longest = max(inside, default=(0, ""))
    if longest[0] >= _NAMED_IN_HOST:
        return longest[1]
    sections = [_letters(part) for part in urlsplit(url).path.split("/")[1 : 1 + _SECTIONS]]
    return next((state for state in told if not names.get(state, frozenset()).isdisjoint(sections)), None)


def _names_of_states(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    known = _NAMES.get(lexicon.version)
    if known is None:
        found: dict[str, set[str]] = {}
        for concept in lexicon.concepts:
            seat = concept.kind == "place" and concept.props.get("seat")
            state = concept.code if concept.kind == "country" else concept.props.get("state") if seat else None
            name = _letters(concept.labels.get("en", ""))
            if state and name:
                stem = name.removesuffix(_LAND)
                found.setdefault(state, set()).update({name, stem if len(stem) >= _NAMED_IN_HOST else name})
        known = _NAMES[lexicon.version] = {state: frozenset(names) for state, names in found.items()}
    return known


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))
