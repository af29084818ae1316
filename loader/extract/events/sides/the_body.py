"""A body of the world told of by a common word: `an agreement between | the organisation | and the Peruvian Interior Ministry`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agency
    from loader.extract.lines import Line

_BODIES = folded("organisation organization agency bloc union alliance body community bank secretariat")
_DEFINITE = frozenset({"the", "this"})
_TOLD_BEFORE = 3  # sentences back


def body_taken_up(line: Line, story: AnnotatedStory) -> Agency | None:
    """The one body of the world that the sentences before name, where an English sentence speaks of `the organisation`."""
    if line.language != "en" or _BODIES.isdisjoint(line.vocabulary) or not line.index:
        return None
    if any(body.international for item in line.of("agency") for body in item.value or ()) or not _speaks_of_it(line):
        return None
    told = story.lines[max(0, line.index - _TOLD_BEFORE) : line.index]
    bodies = [body for one in reversed(told) for item in reversed(one.of("agency")) for body in item.value or ()]
    world = {body.slug: body for body in bodies if body.international}
    return next(iter(world.values())) if len(world) == 1 else None


def _speaks_of_it(line: Line) -> bool:
    """Whether the word stands alone, and is no part of a name: `the | agency`, not `the | agency for security`."""
    named = {at for item in line.of("agency") for at in range(item.start, item.end)}
    return any(
        line.norm(at) in _BODIES
        and line.norm(at - 1) in _DEFINITE
        and at not in named
        and line.norm(at + 1) not in {"of", "for"}
        for at in range(1, len(line.tokens))
    )
