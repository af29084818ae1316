"""What stands for a document: the end of a verb's label ("acceded to the convention"), a pronoun ("one with Slovakia"); who is taken out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.reading import read_items

if TYPE_CHECKING:
    from loader.extract.lines import Line
    from ontology.lexicon import Lexicon

_SHORTEST = 2
# `a readmission agreement with Poland in 2011 and | one | with Slovakia in 2012`.
_ONE, _OF = frozenset({"one", "another", "first", "second", "third", "other"}), frozenset({"with", "on"})
_JOINED = frozenset({"and", ",", "plus", ":", "-", "–", "—", ";"})
# `two treaties: one on extradition, | the other | on the transfer of prisoners`.
_AFTER_ARTICLE = frozenset({"first", "second", "third", "other"})
# `that | with Brazil`, `those | between A and B`, `the one | of 2010`: a pronoun for a document, and what tells which.
_THAT = frozenset({"that", "those", "one", "ones"})
_PARTNER_WORDS, _PARTNER_REACH = frozenset({"with", "between"}), 5
_YEAR_LENGTH = 4
# `A second | one`, `the earlier | one`: what stands before it in a sentence of its own.
_DRAFT, _BEHIND_DRAFT = "draft", frozenset({"was", "is", "has", "had", "exists", "existed", "will", "lies", "went"})
_WHICH_ONE = frozenset({
    "second", "third", "fourth", "fifth", "similar", "further", "separate", "new", "previous", "earlier", "later", "last", "latest", "such", "comparable",
})  # fmt: skip
_OPENING = 3
# `signed | one | last August`: behind a verb of documents.
_BEHIND_ONE = frozenset({"with", "last", "in", "on", "this", "there", "too", "also", "as", ",", ".", "between", "for"})
# `took the country | out of | the convention`: who is taken out of a document, and by which verb.
_TAKING, _TAKING_REACH = (
    frozenset({"take", "takes", "took", "taken", "taking", "pull", "pulls", "pulled", "pulling"}),
    7,
)
_TAKEN = frozenset({"country", "nation", "state", "kingdom", "republic", "it", "them"})
_EXIT = "press-verb-terminated"
_READ_AS_ONE = _ONE | _THAT | {_DRAFT}


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


def read_ones(line: Line, before: Line | None) -> None:
    """Read the `one` of `an agreement with Poland and one with Slovakia`, `the other` of two, as the document that it stands for.

    Args:
        line: A sentence.
        before: The sentence before, whose document a pronoun may take up in the same paragraph.

    """
    if line.language != "en" or _READ_AS_ONE.isdisjoint(line.vocabulary):
        return
    near = before is not None and before.sentence.block == line.sentence.block
    told = before.of("agreement-noun")[-1:] if before is not None and near else []
    if not told and not line.of("agreement-noun"):
        return
    ones: set[int] = set()
    for at, norm in enumerate(line.folded):
        if norm == _DRAFT and line.norm(at - 1) == "a" and line.norm(at + 1) in _BEHIND_DRAFT and told:
            line.replace([], replace(told[0], start=at, end=at + 1))
        if norm not in _ONE and norm not in _THAT:
            continue
        noun = next((noun for noun in reversed(line.of("agreement-noun")) if noun.end <= at), None)
        if noun is not None and _is_one(line, at):
            if norm not in _AFTER_ARTICLE or _is_plural(line, noun) or noun.end - 1 in ones:
                _stand_for(line, at, noun)
                ones.add(at)
        elif (noun is not None or told) and _takes_up(line, at, noun):
            _stand_for(line, at, noun or told[0])


def _is_one(line: Line, at: int) -> bool:
    """Whether a word is one of several documents of its sentence: `and | one | with Slovakia`."""
    norm = line.norm(at)
    ahead = line.norm(at - 2) if norm in _AFTER_ARTICLE and line.norm(at - 1) == "the" else line.norm(at - 1)
    return norm in _ONE and ahead in _JOINED and line.norm(at + 1) in _OF


def _takes_up(line: Line, at: int, noun: Item | None) -> bool:
    """`that | with Brazil`, `A second | one, with Tunisia`, `signed | one | last August`: whether a pronoun stands for a document."""
    if line.norm(at) not in _THAT:
        return False
    behind = at + 1 + (line.norm(at + 1) == ",")
    if line.norm(behind) in _PARTNER_WORDS and line.norm(at) not in {"one", "ones"}:
        return _names_state(line, behind) and noun is not None
    if line.norm(at + 1) == "of" and noun is not None:
        year = line.norm(at + 2)
        return len(year) == _YEAR_LENGTH and year.isdecimal()
    if line.norm(at) != "one":
        return False
    if at <= _OPENING and (line.norm(at - 1) in _WHICH_ONE or line.norms(0, at) in ([], ["the"])):
        return line.norm(behind) in _PARTNER_WORDS and _names_state(line, behind)
    acts = any(verb.end == at and not verb.prop("weak") for verb in line.of("agreement-verb"))
    return acts and line.norm(at + 1) in _BEHIND_ONE


def _names_state(line: Line, start: int) -> bool:
    """Whether a state or its body stands right behind the word that leads to a partner."""
    return any(
        start < item.start <= start + _PARTNER_REACH for item in line.of("country", "agency", "function", "place")
    )


def _stand_for(line: Line, at: int, noun: Item) -> None:
    """Put a document in the place of the pronoun that stands for it."""
    taken = [item for item in line.items if item.start == at and item.end == at + 1]
    line.replace(taken, replace(noun, start=at, end=at + 1))


def read_exits(line: Line, lexicon: Lexicon) -> None:
    """Read the `out of` of `took the country out of the convention` as the verb of who leaves a document."""
    if line.language != "en" or "out" not in line.vocabulary or _TAKING.isdisjoint(line.vocabulary):
        return
    nouns, concept = line.of("agreement-noun"), lexicon.get("cue", _EXIT)
    for at in range(1, len(line.tokens) - 1):
        if line.norm(at) != "out" or line.norm(at + 1) != "of" or concept is None:
            continue
        taken = line.norm(at - 1) in _TAKEN or any(item.end == at for item in line.of("country"))
        free = not any(item.start <= at < item.end for item in line.of("agreement-verb"))
        led = not _TAKING.isdisjoint(line.norms(max(0, at - _TAKING_REACH), at))
        if taken and free and led and any(at < noun.start for noun in nouns):
            line.replace([], Item(at, at + _SHORTEST, "agreement-verb", (concept,)))


def _is_plural(line: Line, noun: Item) -> bool:
    """Whether several may be told apart."""
    return line.norm(noun.end - 1).endswith("s")
