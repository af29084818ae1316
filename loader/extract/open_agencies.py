"""Bodies that the lexicon does not name: a head noun inside a capitalised phrase, or before a Chinese one's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.facts import Agency
from loader.extract.lines import Item
from loader.extract.names import skeleton
from loader.extract.words import OF, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.agencies import Agencies
    from loader.extract.lines import Line

_INSIDE = OF | folded("and on against to with по и против і па з та về và")
# A body that names itself so belongs to several states.
_JOINT = folded(
    "joint international binational bilateral regional совместный совместная совместное международный "
    "международная международное сумесны сумесная міжнародны міжнародная",
)
_LONGEST = 12
_SHORTEST = 2
_HAN_LONGEST = 14
_HELD = frozenset({"agency", "function", "person", "date"})


def find_open_agencies(lines: Sequence[Line], agencies: Agencies) -> None:
    """Add an item of kind `agency` for each phrase that names an unknown body."""
    for line in lines:
        for head in line.of("agency-head"):
            span = _han_span(line, head) if line.story.language == "zh" else _span(line, head)
            if span is not None and not _overlaps(line, *span):
                _add(line, *span, agencies)
        line.items = [item for item in line.items if item.kind != "agency-head"]


def _overlaps(line: Line, start: int, end: int) -> bool:
    return any(item.start < end and start < item.end for item in line.of(*_HELD))


def _capital(line: Line, index: int) -> bool:
    return 0 <= index < len(line.tokens) and line.source[line.tokens[index].start].isupper()


def _span(line: Line, head: Item) -> tuple[int, int] | None:
    """The capitalised phrase around a capitalised head, connectives inside allowed."""
    if not any(_capital(line, index) for index in range(head.start, head.end)):
        return None
    start, end = head.start, head.end
    while start > 0 and _capital(line, start - 1) and line.norm(start - 1) not in {"the", "a", "an"}:
        start -= 1
    while end < len(line.tokens) and end - start < _LONGEST:
        ahead = next((step for step in (0, 1, 2) if _capital(line, end + step)), None)
        if ahead is None or any(line.norm(end + step) not in _INSIDE for step in range(ahead)):
            break
        if any(item.start == end + ahead and item.kind in {"country", "person"} for item in line.items):
            break
        end += ahead + 1
    return (start, end) if end - start >= _SHORTEST + (line.story.language in {"ru", "be", "uk", "vi"}) else None


def _han_span(line: Line, head: Item) -> tuple[int, int] | None:
    """From a state or city up to the head noun: `云南省公安厅`."""
    for item in reversed(line.of("country", "place")):
        if item.start < head.start and head.end - item.start <= _HAN_LONGEST:
            inside = range(item.end, head.start)
            marks = any(not ("\u4e00" <= line.norm(index)[:1] <= "\u9fff") for index in inside)
            other = any(other.start in inside for other in line.items)
            return None if marks or other or len(inside) == 0 else (item.start, head.end)
    return None


def _add(line: Line, start: int, end: int, agencies: Agencies) -> None:
    inside = [item for item in line.items if item.start >= start and item.end <= end]
    after = next((item for item in line.items if item.kind == "country" and 0 <= item.start - end <= 2), None)  # noqa: PLR2004
    states = [
        state for item in [*inside, *([after] if after else [])] if item.kind == "country" for state in item.states[:1]
    ]
    states += [item.concept.props.get("state", "") for item in inside if item.kind == "place"]
    label = line.text(start, end)
    joint = len(set(states)) > 1 or line.norm(start) in _JOINT
    state = None if joint else next(iter(states), None) or agencies.states.home
    key = "-".join(sorted({skeleton(word) for word in label.split()} - {""}))
    slug = f"{(state or 'zz').lower()}-{key or label}"
    agency = agencies.found.setdefault(
        slug, Agency("agency", slug, label, state=state, international=joint, implied=True)
    )
    agencies.mention(agency, line, start, end)
    kept = [item for item in inside if item.kind == "country"]
    line.replace(
        [item for item in inside if item not in kept],
        Item(start, end, "agency", value=[agency], states=(state,) if state else ()),
    )
