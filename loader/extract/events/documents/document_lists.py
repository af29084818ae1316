"""Documents told as a list: `Eight documents were signed, including an agreement on …`, `They include …`, a line for each.

The word that heads the list is no document of its own; those in the list have its act, its day and its parties.
All reaches count tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from loader.extract.events.days.dating import period_of
from loader.extract.events.documents.document_types import matters_of
from loader.extract.events.documents.entries import entry_date, entry_states, is_supplemented
from loader.extract.events.documents.existing import is_added_to
from loader.extract.events.documents.mentions import is_anaphoric, is_nested, is_several, is_within, phrase, title_of
from loader.extract.events.documents.subjects import document_threats
from loader.extract.words import STOPS, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agency, Agreement, Facts
    from loader.extract.lines import Item, Line

# What stands between the head of a list and the list.
_HOLDS = re.compile(
    r"\b(?:includ(?:ing|e|es|ed)|among (?:them|these|which|others)|among the most|compris(?:ing|e|es|ed)|consist(?:s|ed|ing)? of|"
    r"namely|such as|notably)\b"
    r"|в том числе|среди (?:них|которых|наиболее)|включа(?:я|ют|ет|ющий|ющих)|а именно|в частности"
    r"|у тым ліку|сярод (?:іх|якіх)|уключа\w+|а менавіта|у прыватнасці|у тому числі|серед (?:них|яких)|зокрема|включа\w+"
    r"|trong đó|\bgồm|cụ thể|包括|其中|涵盖|分别[是为]|[:：]"
)
# `Among the documents signed | are`, `The accords | cover`: a sentence that is about the list.
_IS_LIST = re.compile(
    r"^(?:they|these|those|which|the (?:list|package|documents?|agreements?|accords|papers|deals|texts|pacts))\b.{0,60}?"
    r"\b(?:includ\w+|compris\w+|consist\w*)\b|^(?:they|these) (?:are|were)\b|^among (?:them|these|those|the)\b.{0,60}?\b(?:are|is|were|was)\b"
    r"|^(?:the (?:most important|main|chief|key|first|weightiest|longest)(?: of (?:them|these))?|one(?: of (?:them|these))?) (?:is|was)\b"
    r"|^(?:один|одно|одна|першы|перший|первый|первое|першае|адзін|адно|одне)(?: (?:из них|з іх|з них))? ?[-–—]"
    r"|^(?:они|в их числе|среди них|среди (?:подписанных )?документов|в (?:их )?число|в перечень|речь ид[её]т об?|это|сярод іх|у іх ліку|гаворка ідзе (?:пра|аб)|гэта|серед них|до переліку|йдеться про|це)\b"
    r"|^(?:trong số (?:đó|này|các)|các (?:văn kiện|thỏa thuận|văn bản)\b.{0,60}?\bgồm)|^(?:其中|文件包括|这些文件|上述文件|协议包括|获得?批准的.{0,6}?[是有为])",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\b(?:are|is|were|was)\b")
# `The first provides for the transfer of prisoners, the second for extradition`.
_ONE_BY_ONE = re.compile(
    r"(?:the first|one)\b.+?\b(?:the (?:second|other)|another)\b|(?:the second|the other)\b"
    r"|(?:перв(?:ый|ое)|одн?о|один)\b.+?\b(?:втор(?:ой|ое)|друг(?:ой|ое))\b"
)
_FIRST = frozenset({"one", "first"})
_TOLD_BEFORE = 2
_OTHERS = folded("other others khác другие других иные іншыя іншых інші інших")
_OTHERS_REACH = 3
_HAN_AND_SO_ON = re.compile(r"》?等")
_PLURALS = folded(
    "các những nhiều số loạt ряд ряда пакет пакета несколько шэраг некалькі низку кілька 多 系 批 several various numerous"
)
_PLURAL_REACH = 5
# Bullets and numbers before a document that has a line of its own.
_BULLETS = frozenset({"-", "–", "—", "•", "*", "●", "▪", "·", "+", ")", ".", "/"})
_BULLET_REACH = 4
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)]、?|[、.．])")
_COLONS = frozenset({":", "："})
_VERBLESS = frozenset({"agreement-between", "agreement-dated", "agreement-lasting-dated"})


@dataclass(slots=True)
class Lists:
    """The list of documents that a story is in the middle of."""

    head: list[Agreement] = field(default_factory=list)
    """The documents as its head tells of them, one for each set of parties."""
    block: int = -1
    """The paragraph that told the head, or the last of the list."""
    opened: bool = False
    """Whether the head's sentence ends with a colon, so that each document has a line."""

    def read(self, line: Line, told: list[tuple[Item, list[Agreement]]], story: AnnotatedStory, facts: Facts) -> None:
        """Add the documents of a sentence: those of a list with the act of its head, and the head left out."""
        found = _within(line, told, story) if len(told) > 1 else None
        if found is not None and line.sentence.block <= self.block + 1:
            self._leave_out_head(facts)
        elif found is None and self._goes_on(line, told[0][0]):
            self._leave_out_head(facts)
            found = [one for noun, each in told for one in _given(line, noun, each, self.head, story)]
        elif found is None:
            found = [one for _, each in told for one in each]
            self._open(line, told)
        facts.agreements += found

    def open_entries(self, line: Line, head: list[Agreement]) -> None:
        """Remember an act that each of the lines below has."""
        self.head, self.block, self.opened = head, line.sentence.block, bool(head)

    def announce(self, line: Line) -> None:
        """`В их числе:`: a sentence without a document between the head of a list and its lines."""
        colon = line.norm(len(line.tokens) - 1) in _COLONS
        if (
            self.head
            and colon
            and line.sentence.block <= self.block + 1
            and _IS_LIST.match(line.text(0, len(line.tokens)))
        ):
            self.block, self.opened = line.sentence.block, True

    def _leave_out_head(self, facts: Facts) -> None:
        facts.agreements = [one for one in facts.agreements if not any(one is head for head in self.head)]

    def _goes_on(self, line: Line, noun: Item) -> bool:
        """`They include …`, `– Agreement on …`: whether a sentence is of the list whose head was told before."""
        if not self.head or line.sentence.block > self.block + 1:
            return False
        listing = _IS_LIST.match(line.text(0, noun.start)) is not None
        if not listing and not (self.opened and _is_entry(line, noun)):
            return False
        self.block = line.sentence.block
        self.opened = self.opened or line.norm(len(line.tokens) - 1) in _COLONS
        return True

    def _open(self, line: Line, told: list[tuple[Item, list[Agreement]]]) -> None:
        """Remember the head of a list that may follow, or that none does."""
        heads = [each for noun, each in told if each and may_head(line, noun)]
        if heads:
            self.head, self.block = heads[-1], line.sentence.block
            self.opened = line.norm(len(line.tokens) - 1) in _COLONS and line.role is not Role.TITLE
        elif told:
            self.head, self.opened = [], False


def tell_apart(line: Line, story: AnnotatedStory, facts: Facts) -> None:
    """`signed two agreements. | The first provides for …, the second for …`: what was counted is told one by one."""
    last = facts.agreements[-1] if facts.agreements else None
    if last is None or not last.several or last.listed >= 0:
        return
    before = story.lines[max(0, line.index - _TOLD_BEFORE) : line.index]
    if last.sentences[0] not in [told.sentence for told in before]:
        return
    if _ONE_BY_ONE.match(line.text(0, len(line.tokens)).lower()) is None:
        return
    last.listed = last.sentences[0].span.start
    last.sentences.append(line.sentence)
    facts.agreements.append(
        replace(
            last,
            sentences=list(last.sentences),
            states=dict(last.states),
            agencies=dict(last.agencies),
            people=dict(last.people),
        )
    )


def heads_next(line: Line, story: AnnotatedStory) -> bool:
    """Whether the next sentence is about a list whose head this one may be."""
    following = story.lines[line.index + 1] if line.index + 1 < len(story.lines) else None
    if following is None or following.sentence.block != line.sentence.block or not following.of("agreement-noun"):
        return False
    return _IS_LIST.match(following.text(0, len(following.tokens))) is not None


def heads_entries(line: Line) -> bool:
    """`По итогам переговоров подписаны:`: an act without a document, of what the lines below name."""
    return line.norm(len(line.tokens) - 1) in _COLONS and line.role is Role.BODY and bool(line.of("agreement-verb"))


def _within(line: Line, told: list[tuple[Item, list[Agreement]]], story: AnnotatedStory) -> list[Agreement] | None:
    """`signed five documents, including an agreement on …`: head and list in one sentence; None if it has no list."""
    at = next((at for at, (noun, each) in enumerate(told[:-1]) if each and _heads(line, noun, told[at + 1][0])), None)
    if at is not None:
        before = [one for _, each in told[:at] for one in each]
        return before + [one for noun, each in told[at + 1 :] for one in _given(line, noun, each, told[at][1], story)]
    last, each = told[-1]
    if each and _closes(line, told[-2][0], last) and any(each for _, each in told[:-1]):
        return [one for _, each in told[:-1] for one in each]
    return None


def may_head(line: Line, noun: Item) -> bool:
    """Whether a noun may stand for several documents."""
    if noun.prop("kind") == "other" or is_several(line, noun):
        return True
    if line.language == "en":
        return line.norm(noun.end - 1).endswith("s")
    return line.has_between(max(0, noun.start - _PLURAL_REACH), noun.start, _PLURALS)


def _heads(line: Line, noun: Item, first: Item) -> bool:
    """Whether a noun heads a list that begins with another."""
    if not may_head(line, noun) or line.has_between(noun.end, first.start, STOPS):
        return False
    between = line.text(noun.end, first.start).lower()
    if line.language == "en" and line.norm(first.start) in _FIRST:
        return True  # `signed two agreements, | one on … and another on …`
    among = line.norm(noun.start - 2) == "among"
    return _HOLDS.search(between) is not None or (among and _AMONG.search(between) is not None)


def _closes(line: Line, before: Item, noun: Item) -> bool:
    """`an agreement, a protocol | and three other documents`, `《…条约》等7份文件`: a noun that only sums up a list."""
    if not may_head(line, noun):
        return False
    if line.language == "zh":
        return _HAN_AND_SO_ON.match(line.text(before.end, noun.start)) is not None
    return line.has_between(max(before.end, noun.start - _OTHERS_REACH), noun.end + 1, _OTHERS)


def _is_entry(line: Line, noun: Item) -> bool:
    """Whether a line is one of a list: it opens with a bullet, a number or the document."""
    opens = line.norm(0) in _BULLETS or line.norm(0).isdigit() or _is_numbered_in_chinese(line)
    return opens or noun.start <= _BULLET_REACH


def _is_numbered_in_chinese(line: Line) -> bool:
    """`一、中国公安部与…合作协议；`, `（二）…`."""
    return line.language == "zh" and _HAN_NUMBER.match(line.glued(0, _BULLET_REACH)) is not None


def _bodies_of(head: Agreement, states: dict[str, None] | None) -> dict[str, Agency]:
    """The bodies of a list's head that are of an entry's states."""
    return {slug: body for slug, body in head.agencies.items() if states is None or body.state in {None, *states}}


def _given(
    line: Line, noun: Item, each: list[Agreement], head: list[Agreement], story: AnnotatedStory
) -> list[Agreement]:
    """A document of a list: as its own verb tells of it, or else as the head does."""
    lasting = head and head[0].status == "in-force" and each and each[0].status == "signed" and line.language == "en"
    if each and each[0].rule not in _VERBLESS and not lasting:
        return each
    if is_supplemented(line, noun):
        return []
    of_nothing = noun.prop("weak") and noun.prop("kind") == "other"
    if (
        of_nothing
        or is_anaphoric(line, noun)
        or is_nested(line, noun)
        or is_within(line, noun)
        or is_added_to(line, noun)
    ):
        return each
    own = entry_states(line, noun, each[0] if each else None, head[0], story) if head else None
    day = entry_date(line)
    return [
        replace(
            one,
            kind=str(noun.prop("kind") or "other"),
            cue=line.words(noun),
            sentences=[line.sentence, *(told for told in one.sentences if told != line.sentence)],
            states=dict(own or one.states),
            agencies=each[0].agencies.copy() if each else _bodies_of(one, own),
            people=dict(one.people),
            date=day or one.date,
            threats=document_threats(line, noun, story),
            label=phrase(line, noun),
            title=title_of(line, noun),
            period=period_of(line, noun),
            matters=matters_of(line, noun),
            several=False,
            papers=False,
            bare=False,
            anaphoric=False,
            listed=one.sentences[0].span.start,
        )
        for one in (head[:1] if own else head)
    ]
