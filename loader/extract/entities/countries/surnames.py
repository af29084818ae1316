"""Names of people that are also names of states (`Deputy Attorney General Lisa | Monaco`) or of cities (`Judge Carlos | Lima`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

_OFFICE_REACH = 4


def drop_surnames(lines: Sequence[Line]) -> None:
    """Drop the states that are part of a name behind an office, and the same word alone unless the story names the state otherwise.

    Headlines are left: they set an office, a name and a state side by side without any word between.
    """
    told = [
        (line, item)
        for line in lines
        if line.role is not Role.TITLE and line.of("post")
        for item in line.of("country")
        if _is_in_name(line, item)
    ]
    for line, item in told:
        line.items = [one for one in line.items if one is not item]
    names = {(line.norm(item.start), item.states) for line, item in told}
    for word, states in names:
        mentions = [(line, item) for line in lines for item in line.of("country") if item.states == states]
        if all(item.end - item.start == 1 and line.norm(item.start) == word for line, item in mentions):
            for line, item in mentions:
                line.items = [one for one in line.items if one is not item]


def drop_city_names(line: Line) -> None:
    """Drop the cities that are family names: behind an office, or a form of address, and a given name."""
    if not line.given or not line.of("place"):
        return
    titles = {item.end for item in line.of("post", "honorific", "counterpart")}
    # Behind an office, its field and its state: `заместитель министра юстиции | Перу | Карлос Лима`.
    near = [range(item.end, item.end + _OFFICE_REACH) for item in line.of("post")]
    titles |= {item.end for item in line.of("country") if any(item.start in reach for reach in near)}
    line.items = [item for item in line.items if item.kind != "place" or not _is_family_name(line, item, titles)]


def _is_family_name(line: Line, item: Item, titles: set[int]) -> bool:
    """Whether one capitalised word stands right behind a given name that stands right behind a title."""
    given = item.start - 1
    beside = item.end == item.start + 1 and line.text(given, item.end).count(" ") == 1
    taken = any(one.start <= given < one.end for one in line.items if one is not item)
    return beside and given in line.given and given in titles and not taken and line.is_capital(item.start)


def _is_in_name(line: Line, item: Item) -> bool:
    """Whether a state's one word stands right behind an office and another name, or between them."""
    if item.end - item.start > 1 or item.form == "demonym":
        return False
    offices = {post.end for post in line.of("post")}
    surname = item.start - 1 in offices and _is_free_name(line, item.start - 1)
    return surname or (item.start in offices and _is_free_name(line, item.end))


def _is_free_name(line: Line, at: int) -> bool:
    """Whether a token is a capitalised word of which the lexicon knows nothing."""
    taken = any(item.start <= at < item.end for item in line.items)
    return not taken and line.is_capital(at) and line.norm(at).isalpha() and not line.text(at, at + 1).isupper()
