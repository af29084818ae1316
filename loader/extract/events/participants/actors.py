"""Who acts in a stretch of a sentence: states, bodies and people, and who is merely where something happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.absences import speaks_there, tells_of_absence, tells_of_presence
from loader.extract.events.participants.acting import READERS
from loader.extract.events.participants.named_partner import both_sides
from loader.extract.words import CLAUSE_ENDS, EAST_SLAVIC, WITH, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agency, Person
    from loader.extract.lines import Item, Line

_CLOSING = frozenset('”»"’」』')
_SPEAKER_END = frozenset({",", ".", ";", "，", "。", "“", "«"})
# Tokens between a quotation's end and the verb of speech, and at most so many where the verb comes at once.
_SPEAKER_REACH = 8
_INVERTED_REACH = 2
# `said | on Monday after his | talks with …`.
_OCCASIONS, _OCCASION_REACH = folded("after following during before"), 8
# Sentences back to which a pronoun refers, and ahead in which those present are listed.
_TOLD_BEFORE = 2
# How a sentence opens that speaks of the two who were told before.
_TWO_BEFORE = 3
_THEY = folded("they both они оба обе яны абодва абедзве вони обидва обидві họ")
_THE_TWO = frozenset(
    tuple(map(fold, words.split()))
    for words in ("the two", "the pair", "hai ông", "hai bà", "hai vị", "两 人", "二 人", "他 们")
)
# How a sentence opens that lists who took part: "Representatives of …", "У ім удзельнічалі …".
_ATTENDANCE_OPENS = folded(
    "representatives delegations participants attendees representing у в представители делегации участники прадстаўнікі дэлегацыі "
    "ўдзельнікі представники делегації учасники đại 来自 crews teams troops units soldiers servicemen экипажи военнослужащие подразделения экіпажы вайскоўцы падраздзяленні екіпажі військовослужбовці підрозділи "
    "officers officials experts delegates specialists эксперты специалисты сотрудники офицеры спецыялісты супрацоўнікі афіцэры експерти фахівці"
)
_ATTENDANCE_LINES = 2
_ATTENDANCE_FARTHEST = 6
_ATTENDANCE = ("attend", "participa", "участ", "учасн", "присутств", "присутн", "удзел", "прысутн")
# 参加 may be of anything: of a gathering it is before a word for one, or at the clause's end.
_JOINED = {("参", "加"): frozenset("会本此了论演，。")}
_JOINED_REACH = 4
_ATTENDANCE_PAIRS = {
    "vi": frozenset(
        tuple(map(fold, words.split())) for words in ("tham dự", "tham gia", "có mặt", "cùng dự", "tới dự")
    ),
    "zh": frozenset({("出", "席"), ("参", "会"), ("列", "席")}),
}
_SECOND_OF_ATTENDANCE = frozenset(second for _, second in (*_JOINED, *chain(*_ATTENDANCE_PAIRS.values())))
_LIST, _DELEGATION, _LEADING = 3, folded("đoàn phái"), {(fold("trưởng"), fold("đoàn")), (fold("dẫn"), fold("đầu"))}
# `Вёл его | заместитель председателя …`, `вяла | пасяджэнне`.
_LED = folded("вёл вела вели вёў вяла вялі вів вели")
_SITTING = ("его", "ее", "яго", "яе", "його", "її", "засед", "совещ", "встреч", "пасядж", "сустрэч", "засід", "зустріч")
_CHAIR = ("председательств", "возглав", "старшынстваваў", "старшынявал", "узначал", "головув", "очолив", "очолюв")


@dataclass(slots=True)
class Actors:
    """The actors of one stretch of text."""

    states: dict[str, None] = field(default_factory=dict)
    hosts: dict[str, None] = field(default_factory=dict)
    """States that are named only as a place or goal."""
    weak: dict[str, None] = field(default_factory=dict)
    """States of which only an adjective speaks."""
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    several: tuple[str, ...] = ()
    """The states that "the three countries" stands for."""
    pair: bool = False
    """Whether "both sides" or the like stands for the two principal states."""

    @property
    def number(self) -> int:
        """How many actors there are."""
        return len(self.states) + len(self.agencies) + len(self.people)

    def add_states(self, *states: str | None) -> None:
        """Add states that act."""
        self.states.update(dict.fromkeys(filter(None, states)))

    def add_agency(self, agency: Agency) -> None:
        """Add a body, and its state with it."""
        self.agencies[agency.slug] = agency
        self.add_states(agency.state)

    def add_person(self, person: Person) -> None:
        """Add a person, and the state that the person acts for."""
        self.people[person.slug] = person
        self.add_states(person.state)

    def copy(self) -> Actors:
        """The same actors, to be added to."""
        parts = self.states.copy(), self.hosts.copy(), self.weak.copy(), self.agencies.copy(), self.people.copy()
        return Actors(*parts, self.several, self.pair)

    def merge(self, other: Actors) -> None:
        """Take in the actors of another stretch."""
        self.states |= other.states
        self.hosts |= other.hosts
        self.weak |= other.weak
        self.agencies |= other.agencies
        self.people |= other.people
        self.pair |= other.pair


def actors(line: Line, story: AnnotatedStory, start: int = 0, end: int | None = None) -> Actors:
    """The actors among tokens [start, end) of a line."""
    stop = len(line.tokens) if end is None else end
    known = story.actors.get((line.index, start, stop))
    if known is None or known[0] is not line.items:
        known = story.actors[line.index, start, stop] = line.items, _read(line, story, start, stop)
    return known[1].copy()


def _read(line: Line, story: AnnotatedStory, start: int, stop: int) -> Actors:
    found = Actors()
    speaker = _speaker(line)
    for item in line.items:
        if start <= item.start and item.end <= stop and item.start not in speaker and item.kind in READERS:
            READERS[item.kind](line, item, story, found)
    if found.several:
        found.states = dict.fromkeys(found.several)
    if not found.states:
        found.add_states(*found.weak)
    if found.pair and len(found.states) < TWO_SIDES:
        found.add_states(*both_sides(line, found.states, story))
    return found


def told_actors(line: Line, story: AnnotatedStory) -> Actors:
    """The actors of a line; where it has only pronouns, those of the lines before in its paragraph."""
    found = actors(line, story)
    told = line
    for _ in range(_TOLD_BEFORE):
        before = story.previous(told) or (previous_paragraph(told, story) if told is line else None)
        if found.number or before is None:
            break
        told, found = before, actors(before, story)
    return found


def previous_paragraph(line: Line, story: AnnotatedStory) -> Line | None:
    """The sentence that names the two of whom a paragraph goes on: `The two …`."""
    if line.norm(0) not in _THEY and (line.norm(0), line.norm(1)) not in _THE_TWO:
        return None
    before = [told for told in story.lines[max(0, line.index - _TWO_BEFORE) : line.index] if told.role is Role.BODY]
    naming = (told for told in reversed(before) if len({item.value.state for item in told.of("person")}) >= TWO_SIDES)
    return next(naming, before[-1] if before else None)


_ARRIVED = folded("прибыли съехались приехали прыбылі з'ехаліся прыехалі прибули з'їхалися приїхали")
_DELEGATES = (
    "представител", "делегац", "руководител", "глав", "прадстаун", "дэлегац", "кіраун", "представник", "керівник",
)  # fmt: skip


def attending(line: Line, story: AnnotatedStory) -> Actors:
    """States listed soon after a gathering was told of: `Kazakhstan, China, Russia and Tajikistan had sent representatives`."""
    found = Actors()
    for other in story.lines[line.index + 1 : line.index + 1 + _ATTENDANCE_FARTHEST]:
        near = other.index <= line.index + _ATTENDANCE_LINES and other.sentence.block == line.sentence.block
        tells = tells_of_attendance(other)
        if other.sentence.quoted or not (near or tells) or tells_of_absence(other):
            if near and not tells_of_absence(other):
                break
            continue
        listed = actors(other, story)
        if near and len(listed.states) == 1 and _tells_of_chair(other):
            found.merge(listed)
            continue
        opens = tells or other.norm(0) in _ATTENDANCE_OPENS or speaks_there(other)
        if not opens and (any(not verb.prop("weak") for verb in other.of("meeting-verb")) or _tells_of_partners(other)):
            break
        if len(listed.states) >= (TWO_SIDES if opens else _LIST):
            found.merge(listed)
    return found


def tells_of_attendance(line: Line) -> bool:
    """Whether a sentence tells who came: `Delegations from … attended`, `Участие приняли …`, `Tham dự có …`, …出席会议."""
    norms = line.folded
    if line.language in _ATTENDANCE_PAIRS:
        pairs = _ATTENDANCE_PAIRS[line.language]
        if line.vocabulary.isdisjoint(_SECOND_OF_ATTENDANCE):
            return False
        return any(
            pair in pairs or (pair in _JOINED and not _JOINED[pair].isdisjoint(norms[at + 2 : at + 2 + _JOINED_REACH]))
            for at, pair in enumerate(pairwise(norms))
        )
    return _has_attendance(line.vocabulary) or _tells_of_arrival(line) or tells_of_presence(line)


@lru_cache(maxsize=512)  # the sentences of a story are asked again for each gathering and each document
def _has_attendance(vocabulary: frozenset[str]) -> bool:
    return any(norm.startswith(_ATTENDANCE) for norm in vocabulary)


def _tells_of_arrival(line: Line) -> bool:
    """`В Ташкент прибыли представители Китая, России и Таджикистана`: delegations come to what was told before."""
    came = line.language in EAST_SLAVIC and not _ARRIVED.isdisjoint(line.vocabulary)
    return came and any(norm.startswith(_DELEGATES) for norm in line.vocabulary)


def _tells_of_partners(line: Line) -> bool:
    """`Делегация провела встречи | с представителями Сербии и Китая`: whom somebody met there, and not who came."""
    return line.language in EAST_SLAVIC and any(line.norm(noun.end) in WITH for noun in line.of("meeting-noun"))


def _tells_of_chair(line: Line) -> bool:
    """`Председательствовал секретарь …`, `Đoàn Việt Nam do … làm Trưởng đoàn`: who led a gathering, or a side of it, was there."""
    if line.language == "vi":
        return line.norm(0) in _DELEGATION and any(pair in _LEADING for pair in pairwise(line.folded))
    led = any(left in _LED and right.startswith(_SITTING) for left, right in pairwise(line.folded))
    return line.language in EAST_SLAVIC and (led or any(norm.startswith(_CHAIR) for norm in line.folded))


def _speaks_of_own_meeting(line: Line, said: Item) -> bool:
    """`…,” Minister A said | after meeting B`, `told reporters after talks with B`: who speaks was there."""
    if line.language != "en":
        return False
    for cue in line.of("meeting-noun", "meeting-verb"):
        led = line.norms(said.end, cue.start)
        if 0 < len(led) <= _OCCASION_REACH and not _OCCASIONS.isdisjoint(led) and CLAUSE_ENDS.isdisjoint(led):
            gerund = line.norm(cue.start) == "meeting" and line.norm(cue.start - 1) in _OCCASIONS
            return gerund or line.norm(cue.end) == "with" or line.norm(cue.end - 1) == "with"
    return False


def _speaker(line: Line) -> range:
    """The tokens that tell who said a quotation: they act in speaking, not in what is spoken of."""
    for said in line.of("said"):
        if _speaks_of_own_meeting(line, said):
            continue
        nearest = range(said.start - 1, max(-1, said.start - _SPEAKER_REACH), -1)
        closing = next((index for index in nearest if line.norm(index) in _CLOSING), None)
        if closing is None:
            continue
        if closing < said.start - _INVERTED_REACH:
            return range(closing, said.end)
        rest = range(said.end, len(line.tokens))
        return range(closing, next((index for index in rest if line.norm(index) in _SPEAKER_END), len(line.tokens)))
    return range(0)
