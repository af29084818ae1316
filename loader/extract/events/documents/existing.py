"""Documents that are there already: the one in force, one that is to be revised, one that another only adds to.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

CURRENT = "agreement-verb-current"
"""Code of the adjective of what is in force: `the existing agreement`, `действующая программа`."""
# `пересмотреть | двустороннее соглашение`, `обновить действующее межправительственное | соглашение`.
_REVISION_REACH = 4
_HAN_REVISION_REACH = 20  # a Chinese character is a token, and who signed it and when stands between
_CARRIED_REACH = 4
# `once the region's first common extradition agreement | is in operation`.
_ONCE, _ONCE_REACH = frozenset({"once"}), 12
# `обновлённая | дорожная карта` is a new one.
_REVISED = re.compile(r"(?:нн|ем|им|т)(?:ый|ого|ому|ым|ой|ую|ое|ые|ых|ыми|ая|ага|аму|ай|ае|ыя|ий|ої|их|им|ими|а|у)$")
_OBJECTS = folded("его её их яго яе іх його її текст")
_INSTRUMENTAL = re.compile(r"(?:ом|ем|ам|ами|ами|амі|ями|ямі|аю|ою|єю|ею)$")
# `протокол | к соглашению`, `поправки | в договор`: the preposition by which a document adds to another, and what adds.
_PLURAL = re.compile(r"(?:ие|их|ими|ыя|ых|ымі|і)$")
_TO = folded("к ко да до у в ў")
_ADDING = ("изменени", "дополнени", "поправ", "приложени", "змен", "дапаўненн", "дадат", "змін", "доповненн", "додат")
# `amend it | through | an additional protocol`: what stands between a revision and the document that makes it.
_MEANS = frozenset({"it", "them", "this", "that", "through", "by", "via", "with"})
_TO_REACH = 4
# `It complements | an exchange of letters`: documents of a kind of their own, and no sum of others.
_NAMED = frozenset({"agreement-noun-letter", "press-noun-other"})
_ADDING_REACH = 8
# `подписали | обновлённый план`, `ratified an amended treaty`: what is done to it makes it new.
_NEW = frozenset({"signed", "approved", "ratified", "terminated"})
_SIGNED_AGAIN = frozenset({"signed", "terminated"})


def is_current(verb: Item | None, noun: Item) -> bool:
    """`действующая | программа`, `the existing | treaty`: an adjective says that the document is in force."""
    coded = verb is not None and any(concept.code == CURRENT for concept in verb.concepts)
    return verb is not None and coded and 0 <= noun.start - verb.end <= 1


def is_once(line: Line, verb: Item) -> bool:
    """`will find it harder once the agreement | is in operation`: a condition that is still to come."""
    led = line.norms(max(0, verb.start - _ONCE_REACH), verb.start)
    future = any(planned.end <= verb.start for planned in line.of("planned"))
    return line.language == "en" and future and not _ONCE.isdisjoint(led) and COMMAS.isdisjoint(led)


def are_current(line: Line, noun: Item) -> bool:
    """`в рамках действующих | соглашений`, `выполнять ранее подписанные | документы`: documents in force that are not told one by one."""
    return line.language in EAST_SLAVIC and any(
        verb.end == noun.start
        and (is_current(verb, noun) or any(word.end == verb.start for word in line.of("background")))
        and _PLURAL.search(line.norm(verb.start))
        for verb in line.of("agreement-verb")
    )


def is_revised(line: Line, noun: Item, verb: Item | None) -> bool:
    """`предложил обновить | соглашение`, `на перагляданні | пагаднення`: only what is in force can be revised."""
    described = (
        line.language == "zh" and verb is not None and line.norm(verb.end) == "的"
    )  # 修订2015年 | 签署 | 的备忘录
    if verb is not None and verb.prop("status") in _NEW and verb.end <= noun.start and not described:
        return False
    for item in line.of("revision"):
        reach = _HAN_REVISION_REACH if line.language == "zh" else _REVISION_REACH
        if not 0 <= noun.start - item.end <= reach:
            continue
        if line.language == "en" and line.has_between(item.end, noun.start, _MEANS):
            continue
        if item.prop("weak") and verb is not None and verb.prop("status") in _NEW:
            continue  # `to replace the memorandum | signed | in 2009`: only said to have been signed
        if line.language in EAST_SLAVIC and (_REVISED.search(line.norm(item.end - 1)) or _is_means(line, item, noun)):
            continue
        if not line.has_between(item.end, noun.start, PART_ENDS):
            return True
    return False


def _is_means(line: Line, item: Item, noun: Item) -> bool:
    """`дополнить его | протоколом`: the document by which another is revised is a new one."""
    taken = not _OBJECTS.isdisjoint(line.norms(item.end, noun.start))
    return taken or _INSTRUMENTAL.search(line.norm(noun.end - 1)) is not None


def is_added_to(line: Line, noun: Item) -> bool:
    """`протокол к | соглашению`, `протокол о внесении изменений в | договор`: one document, whose name holds another's."""
    if line.language == "zh":  # `《A和B | 引渡条约 | 》补充议定书`
        behind = {other.start for other in line.of("agreement-noun") if other.prop("kind") == "protocol"}
        return line.norm(noun.end) == "》" and noun.end + 1 in behind
    if line.language not in EAST_SLAVIC:
        return False
    at = next((at for at in range(noun.start - 1, noun.start - 1 - _TO_REACH, -1) if line.norm(at) in _TO), None)
    before = [other for other in line.of("agreement-noun") if at is not None and other.end <= at]
    if at is None or not before or line.norm(at) not in _TO or _is_told(line, noun):
        return False
    gap = line.norms(before[-1].end, at)
    if not gap:
        return line.norm(at) not in {"у", "в", "ў"}
    return len(gap) <= _ADDING_REACH and any(norm.startswith(_ADDING) for norm in gap[-2:])


def _is_told(line: Line, noun: Item) -> bool:
    """Whether the other document has a verb of its own: `к соглашению, | подписанному в 1994 году`."""
    verbs = (verb for verb in line.of("agreement-verb") if noun.end <= verb.start)
    return any(verb.prop("status") in _SIGNED_AGAIN and line.norm(verb.start - 1) == "," for verb in verbs)


def is_only_carried_out(line: Line, noun: Item) -> bool:
    """Whether documents are only carried out: "carry out the documents signed" tells of none."""
    carrying = [verb for verb in line.of("agreement-verb") if verb.prop("status") == "in-force"]
    sums_up = noun.prop("kind") == "other" and noun.concept.code not in _NAMED
    return sums_up and any(0 <= noun.start - item.end <= _CARRIED_REACH for item in carrying)
