"""A verb's label may hold its document: "acceded to the convention". The document is freed, so that it can be an agreement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.reading import read_items

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

_SHORTEST = 2
# `a readmission agreement with Poland in 2011 and | one | with Slovakia in 2012`.
_ONE, _OF = frozenset({"one", "another", "first", "second", "third", "other"}), frozenset({"with", "on"})
_JOINED = frozenset({"and", ",", "plus", ":", "-", "–", "—", ";"})
# `two treaties: one on extradition, | the other | on the transfer of prisoners`.
_AFTER_ARTICLE = frozenset({"first", "second", "third", "other"})


def free_objects(line: Line, lexicon: Lexicon) -> None:
    """Cut the document off every verb that ends with one: `加入|公约`, `rút khỏi | hiệp định`."""
    for verb in line.of("agreement-verb"):
        told = any(noun.start < verb.end and verb.start < noun.end for noun in line.of("agreement-noun"))
        noun = None if told or verb.end - verb.start < _SHORTEST else _object(line, verb, lexicon)
        if noun is not None:
            line.replace([verb], replace(verb, end=noun.start))
            line.replace([item for item in line.items if noun.start <= item.start < noun.end], noun)


def _object(line: Line, verb: Item, lexicon: Lexicon) -> Item | None:
    """The document whose name the verb's last words begin."""
    for cut in range(verb.start + 1, verb.end):
        first = next(read_items(line, cut, lexicon), None)
        if first is not None and first.start == cut and first.kind == "agreement-noun" and first.end >= verb.end:
            return None if first.prop("weak") else first
    return None


def read_ones(line: Line) -> None:
    """Read the `one` of `an agreement with Poland and one with Slovakia`, `the other` of two, as the document that it stands for."""
    nouns = line.of("agreement-noun")
    if line.language != "en" or not nouns or _ONE.isdisjoint(line.vocabulary):
        return
    ones: set[int] = set()
    for at, norm in enumerate(line.folded):
        ahead = line.norm(at - 2) if norm in _AFTER_ARTICLE and line.norm(at - 1) == "the" else line.norm(at - 1)
        if norm in _ONE and ahead in _JOINED and line.norm(at + 1) in _OF:
            before = next((noun for noun in reversed(line.of("agreement-noun")) if noun.end <= at), None)
            if before is not None and (
                norm not in _AFTER_ARTICLE or _is_plural(line, before) or before.end - 1 in ones
            ):
                taken = [item for item in line.items if item.start == at and item.end == at + 1]
                line.replace(taken, replace(before, start=at, end=at + 1))
                ones.add(at)


def _is_plural(line: Line, noun: Item) -> bool:
    """Whether several may be told apart."""
    return line.norm(noun.end - 1).endswith("s")
