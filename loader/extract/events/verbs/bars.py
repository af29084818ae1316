"""What bars a verb from giving a document its status: it is the document's own subject, or somebody's order, or ends talks.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.participants.beside import is_ordered
from loader.extract.words import ABOUT, ARTICLES, EAST_SLAVIC, PHRASE_ENDS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `and | a bilateral | protocol`: an article and adjectives before the next of a list.
_LIST_GAP = 4
_DESCRIBING = re.compile(r"(?:[ыио]й|ое|ее|ая|яя|ую|юю|ые|ие|ы|ае|яе|ую|ыя|ія|ий|а|е|у|і)$")
_CONCLUDED_REACH = 3
_OBJECT_REACH = 4
# `об отмене`, `о взаимной отмене`: tokens from a document to the word that tells its subject.
_SUBJECT_REACH = 2
_LOCATIVE = re.compile(r"(?:[ае]нии|[ае]нні|ации|ацыі|ації|ене|оде|адзе|оді|одзе)$")
_ADJECTIVE = re.compile(r"(?:ой|[оеё]м|[ыиі]х|[аяі]й|ых|[ыиі]м|ому)$")
# `договоры о выдаче | действуют`, `соглашение о визах | подписано`: what is said of a document, and not its subject.
_PREDICATE = re.compile(r"(?:[уюе]т|[уюе]ць|у[еє]|діє|діють|[ае]н[оаы]?|т[оаы]?)$")


def ends_talks(line: Line, verb: Item, noun: Item) -> bool:
    """`walked out of | negotiations on the agreement`, `concluded | their talks with a statement`: it is the talks that end."""
    concludes = line.norm(verb.start).startswith("conclud")
    reach = _CONCLUDED_REACH if concludes else 1
    talks = (item for item in line.of("meeting-noun") if 0 <= item.start - verb.end <= reach and item.end <= noun.start)
    return (concludes or verb.prop("status") == "terminated") and any(talks)


def is_entrusted(line: Line, verb: Item, noun: Item) -> bool:
    """`одобрило проект соглашения и уполномочило министра на его | подписание`: the signing is somebody's order, and to come."""
    return line.language in EAST_SLAVIC and noun.end <= verb.start and bool(line.of("draft")) and is_ordered(line, verb)


def is_about(line: Line, verb: Item, noun: Item) -> bool:
    """`протокол об отмене проверки`, `an agreement on ending …`: a document's own subject says nothing of its status."""
    if noun.end < verb.start <= noun.end + _SUBJECT_REACH and line.norm(noun.end) in ABOUT:
        if line.language == "en" and verb.start > noun.end + 1 and line.norm(verb.end - 1).endswith("ed"):
            return False  # `a memorandum on cybercrime | signed in 2019`
        return line.language not in EAST_SLAVIC or _PREDICATE.search(line.norm(verb.end - 1)) is None
    if line.language not in EAST_SLAVIC or verb.start <= noun.end:
        return False
    if verb.prop("status") != "planned":  # `протокол A и B | об | отмене | виз`
        told = line.norm(verb.start - 1) in ABOUT and _LOCATIVE.search(line.norm(verb.start)) is not None
        return told and not line.has_between(noun.end, verb.start, PHRASE_ENDS)
    # `протокол между A и B | о | профессиональной | подготовке`
    led = line.norm(verb.start - 1) in ABOUT
    led = led or (line.norm(verb.start - 2) in ABOUT and _ADJECTIVE.search(line.norm(verb.start - 1)) is not None)
    return led and not line.has_between(noun.end, verb.start, PHRASE_ENDS)


def is_of_next(line: Line, verb: Item, noun: Item) -> bool:
    """`approved an agreement with A and | sent to parliament | a protocol with B`: a second verb with a document of its own."""
    if line.language != "en" or verb.start < noun.end or line.norm(verb.start - 1) != "and":
        return False
    return any(0 <= other.start - verb.end <= _OBJECT_REACH for other in line.of("agreement-noun") if other is not noun)


def is_next_listed(line: Line, start: int, noun: Item) -> bool:
    """Whether nothing but an article and adjectives stands before the next document of a list."""
    between = line.norms(start, noun.start)
    if line.language == "en":
        return len(between) <= _LIST_GAP and bool(between) and between[0] in ARTICLES
    return not between or (len(between) == 1 and _DESCRIBING.search(between[0]) is not None)
