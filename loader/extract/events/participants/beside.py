"""What stands beside a cue: the list that "the three countries" takes up, a name in quotation marks, heads of state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.naming.vocabulary import NOT_NAMES
from loader.extract.events.gatherings.drills import bears_own_name
from loader.extract.events.sessions.numbering import BODY_AFTER, BODY_BEFORE
from loader.extract.words import AND, COMMAS, EAST_SLAVIC, TITLE_MARKS, WITH, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agency
    from loader.extract.lines import Item, Line

# `A, and B`: tokens between two states of a list.
_LIST_GAP = 2
MANDATED = "planned-authorised"
"""Code of the words that empower somebody to do something."""
# `authorised | the Minister of Justice to hold | talks`.
_MANDATE_REACH = 14
_NEGOTIATED_REACH = 30
_NEGOTIATING = ("подпис", "переговор", "обсуд", "падпіс", "перамов", "перагавор", "абмерк", "підпис", "обговор")
_ORDERED = ("поруч", "уполномоч", "даруч", "упаўнаваж", "уповноваж", "распоряди")
_TO_DO = folded(
    "провести вести правесці весці подписать падпісаць підписати подписание подписания падпісанне падпісання підписання"
)
_COUNTING = frozenset("第届次十")
_OF_YEAR = folded("года год году року годзе")
_QUOTES = frozenset('“”«»"「」')
# `the trilateral security | dialogue`: three sides, and tokens before a cue in which they are told.
_TRILATERAL = ("trilateral", "tripartite", "трехсторон", "трохбак", "тристорон")
_TRIPLE, _ATTRIBUTE_REACH = 3, 3
_OF_WHOM, _LIST_LINKS = frozenset({"of", "between", "with"}), COMMAS | AND | frozenset({"the"})
_DUBBED = frozenset({"codenamed", "code", "dubbed", "named", "called"})
# An exercise's own name; and items that are none.
_NAME = "meeting-noun-exercise-name"
_NOT_OF_NAMES = ("country", "agency", "place", "person", "post", "honorific", "calendar", "function", "meeting-noun")
# How far a name in quotation marks stands before and behind its noun.
_NAME_BEFORE, _NAME_BEHIND = 5, 2

# `Đoàn công tác đã | làm việc với …`.
_DELEGATION = fold("đoàn")
_DELEGATION_WORDS = 5

# `observers from | A, B and C`.
_OBSERVERS_REACH = 10
_LOOKING_ON = frozenset({"observing", "watching", "mediating"})
_OBSERVING = ("observer", "наблюдател", "назіральнік", "спостерігач", "观察员")
_OBSERVER = (fold("sát"), fold("viên"))
_FROM = folded("from of the из от ад з із від từ của 来自")


def listed_last(line: Line, lines: Sequence[Line], number: int) -> list[str]:
    """The states of the list of so many that the story told last: whom `the three countries` takes up."""
    for told in reversed(lines[: line.index + 1]):
        states: list[str] = []
        end = -1
        for item in told.of("country"):
            between = told.norms(end, item.start)
            if not states or len(between) > _LIST_GAP or not AND.issuperset(between):
                if len(states) == number:
                    break
                states = []
            states += [state for state in item.states[:1] if state not in states]
            end = item.end
        if len(states) == number:
            return states
    return []


def three_sides(line: Line, cue: Item, story: AnnotatedStory) -> tuple[str, ...]:
    """The states of `the trilateral | summit`: the three of the list told last, or the story's three most named."""
    before = line.norms(max(0, cue.start - _ATTRIBUTE_REACH), cue.end)
    if not any(norm.startswith(_TRILATERAL) for norm in before):
        return ()
    return tuple(listed_last(line, story.lines, _TRIPLE)) or story.states.most_named(_TRIPLE)


def bears_name(line: Line, item: Item) -> bool:
    """Whether a name stands with a word: `exercise «Shield»`, “守望-2021”演练, `diễn tập | VINBAX 2024`."""
    if any(line.norm(index) in _QUOTES for index in range(item.start - _NAME_BEFORE, item.end + _NAME_BEHIND)):
        return True
    if len(states_behind(line, item)) > 1:
        return True  # `an | exercise | of Moldova and Poland`
    if line.language == "en" and not _DUBBED.isdisjoint(line.norms(item.end, item.end + _NAME_BEHIND)):
        return True  # `a joint drill, | codenamed | Shouwang-2021`
    if line.language == "en" and item.prop("kind") == "exercise" and bears_own_name(line, item):
        return True
    if line.language != "vi" or item.concept.code == _NAME:
        return item.concept.code == _NAME
    held = {at for other in line.of(*_NOT_OF_NAMES) for at in range(other.start, other.end)}
    near = range(item.end, item.end + _NAME_BEFORE)
    return any(_is_free(line, at, held) and line.norm(at + 1).isdigit() for at in near)


def states_behind(line: Line, item: Item) -> list[str]:
    """`an | exercise | of Moldova, Ukraine and Poland`: the states that are listed right behind an English word."""
    if line.language != "en" or line.norm(item.end) not in _OF_WHOM:
        return []
    found: dict[str, None] = {}
    at = item.end + 1
    for state in line.of("country"):
        if state.start >= at and all(norm in _LIST_LINKS for norm in line.norms(at, state.start)):
            found.update(dict.fromkeys(state.states[:1]))
            at = state.end
    return list(found)


def _is_free(line: Line, at: int, held: set[int]) -> bool:
    """Whether a token is a capitalised word that names no state, body, place or person."""
    return line.is_capital(at) and at not in held and line.norm(at) not in NOT_NAMES


def title_opening(line: Line, noun: Item) -> int | None:
    """The token 《 that opens the title in which a noun stands; None where it stands in none."""
    if "《" not in line.vocabulary:
        return None
    opening = next((at for at in range(noun.start - 1, -1, -1) if line.norm(at) in TITLE_MARKS), None)
    return opening if opening is not None and line.norm(opening) == "《" else None


def is_mandated(line: Line, item: Item) -> bool:
    """Whether somebody is only empowered to meet: `authorised to negotiate`, `поручено провести … переговоры`."""
    if line.language in EAST_SLAVIC and is_ordered(line, item):
        return True
    return any(
        cue.concept.code == MANDATED and 0 <= item.start - cue.end <= _MANDATE_REACH for cue in line.of("planned")
    )


def is_ordered(line: Line, item: Item) -> bool:
    """`МВД поручено | с участием МИД провести | переговоры`: what a body is told to do has not been done."""
    words = line.norms(max(0, item.start - _MANDATE_REACH), item.end)
    at = next((at for at, word in enumerate(words) if word.startswith(_ORDERED)), None)
    return at is not None and not _TO_DO.isdisjoint(words[at:])


def may_negotiate(line: Line, noun: Item) -> bool:
    """`министру поручено обсудить с мальтийской стороной проект | меморандума | и подписать его`."""
    if not _is_ordered_before(line, noun) or not line.of("draft"):
        return False
    words = line.norms(max(0, noun.start - _NEGOTIATED_REACH), noun.end + _NEGOTIATED_REACH)
    return any(word.startswith(_NEGOTIATING) for word in words)


def _is_ordered_before(line: Line, noun: Item) -> bool:
    """`министру поручено … | проект меморандума`: somebody is told to do something with a document."""
    return any(word.startswith(_ORDERED) for word in line.norms(max(0, noun.start - _MANDATE_REACH), noun.start))


def tells_of_leaders(line: Line) -> bool:
    """Whether a sentence tells of heads of state, whose meeting is no conference however many they are."""
    return any(post.prop("headOfState") for post in line.of("post"))


def _counting(line: Line, start: int, end: int) -> int:
    """How many tokens only count a Chinese gathering: 全国人大常委会|第十九次|会议."""
    if line.language != "zh":
        return 0
    numbers = {at for item in line.of("calendar") for at in range(item.start, item.end)}
    return sum(at in numbers or line.norm(at) in _COUNTING or line.norm(at).isdecimal() for at in range(start, end))


def _past_date(line: Line, at: int) -> int:
    """Where a date ends that begins at a token: `на засіданні | 12 липня 2024 року | уряд …`; the token itself if there is none."""
    end = next((date.end for date in line.of("date") if date.start == at), at)
    return end + 1 if end > at and line.norm(end) in _OF_YEAR else end


def adjacent_bodies(line: Line, item: Item) -> list[Agency]:
    """The national bodies right before or after a cue."""
    near = [
        other
        for other in line.of("agency")
        if 0 <= item.start - other.end - _counting(line, other.end, item.start) <= BODY_AFTER
        or 0 <= other.start - _past_date(line, item.end) <= BODY_BEFORE
    ]
    own = [other.value for other in near if len({agency.state for agency in other.value}) == 1]  # no joint committee
    return [agency for bodies in own for agency in bodies if not agency.international]


def is_of_delegation(line: Line, cue: Item) -> bool:
    """`Đoàn công tác đã làm việc với …`: a delegation of which the sentence does not say whose it is."""
    if line.language != "vi" or _DELEGATION not in line.vocabulary:
        return False
    at = next((index for index in range(cue.start - 1, -1, -1) if line.norm(index) == _DELEGATION), None)
    if at is None or not line.is_capital(at) or cue.start - at > _DELEGATION_WORDS:
        return False
    return not any(at < item.start < cue.start for item in line.of("agency", "country"))


def observes(line: Line, item: Item) -> bool:
    """`observers from the US, China and | Malaysia`, `quan sát viên | Mỹ`: who looks on is no side."""
    countries = line.of("country")
    if line.norm(item.end) in _LOOKING_ON and line.norm(item.start - 1) in WITH:
        return True  # `to convene the committee, | with Malaysia | observing`
    for at in range(item.start - 1, max(-1, item.start - _OBSERVERS_REACH), -1):
        norm = line.norm(at)
        if norm.startswith(_OBSERVING) or (line.language == "vi" and (line.norm(at - 1), norm) == _OBSERVER):
            return True
        if norm not in AND and norm not in _FROM and not any(one.start <= at < one.end for one in countries):
            return False
    return False
