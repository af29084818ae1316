"""Who sat together or met, and whose the document told last is: what is adopted there, or adds to it, is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import Actors, actors, tells_of_attendance
from loader.extract.words import ABOUT, AND, CLAUSE_ENDS, EAST_SLAVIC, WITH, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Facts, Meeting
    from loader.extract.lines import Item, Line

_TWO = 2
_BODIES_REACH = 8  # tokens
# How a sentence opens that goes on about the document told last, and what stands before that document itself.
_IT = folded(
    "it документ соглашение меморандум протокол договор он оно дакумент пагадненне мемарандум пратакол дагавор ён яно угода договір вона він"
)
_THE_DOCUMENT = [
    ["the", norm]
    for norm in (
        "document",
        "agreement",
        "memorandum",
        "protocol",
        "treaty",
        "arrangement",
        "plan",
        "pact",
        "text",
        "deal",
        "accord",
    )
]
_TAKING_UP = frozenset({"the", "this"})


def sitting(story: AnnotatedStory, facts: Facts) -> Actors | None:
    """Those whose gathering the story tells of: what "the participants approved" is theirs."""
    gatherings = [
        meeting for meeting in facts.meetings if meeting.status == "held" and meeting.kind in {"session", "conference"}
    ]
    if not gatherings:
        return None
    chief = max(gatherings, key=lambda meeting: len(meeting.sentences))
    known = story.gathered
    if known is None or known[0] is not chief:
        known = story.gathered = chief, _acting_at(chief, story)
    return known[1].copy() if known[1] is not None else None


def _acting_at(chief: Meeting, story: AnnotatedStory) -> Actors | None:
    """The states of a gathering, if they are two or many, and the bodies of the world that its sentences name."""
    spans = {sentence.span for sentence in chief.sentences}
    told = [line for line in story.lines if line.sentence.span in spans and not _only_attended(line)]
    bodies = {
        slug: agency for line in told for slug, agency in actors(line, story).agencies.items() if agency.international
    }
    pair = story.states.bilateral and chief.states.keys() == set(story.states.pair)
    several = pair or len(chief.states) > TWO_SIDES  # one or two may be observers
    return Actors(states=dict(chief.states) if several else {}, agencies=bodies) if bodies or several else None


def _only_attended(line: Line) -> bool:
    """Whether a sentence tells who else came: `Representatives of … also took part in the meeting`."""
    return tells_of_attendance(line) or any(verb.prop("weak") for verb in line.of("meeting-verb"))


def who_met(line: Line, told: Actors, facts: Facts) -> list[str]:
    """`В завершение встречи подписан меморандум с Интерполом`: beside a body of the world those who met with it."""
    if told.states or not told.agencies:
        return []
    met = (meeting for meeting in facts.meetings if line.sentence in meeting.sentences and meeting.status == "held")
    return next((list(one.states) for one in met if told.agencies.keys() & one.agencies.keys()), [])


def whose_is_taken_up(line: Line, noun: Item, facts: Facts) -> Actors | None:
    """`Документ дополняет | соглашение 2012 года`, `It builds on | a 2012 agreement`: what the document told last adds to has its parties."""
    last = facts.agreements[-1] if facts.agreements else None
    opens = line.norm(0) in _IT or line.norms(0, _TWO) in _THE_DOCUMENT
    if last is None or not opens or noun.start < _TWO or line.norm(noun.start - 1) in _TAKING_UP:
        return None
    near = line.index and last.sentences[-1].block >= line.sentence.block - 1
    return Actors(states=dict(last.states), agencies=dict(last.agencies)) if near and len(last.states) > 1 else None


def bodies_of_protocol(line: Line, noun: Item) -> Actors | None:
    """`проект Протокола | о взаимодействии РАТС ШОС с Антитеррористическим центром СНГ`: two bodies of the world that a document names."""
    if line.language not in EAST_SLAVIC or line.norm(noun.end) not in ABOUT:
        return None
    bodies = [item for item in line.of("agency") if noun.end <= item.start <= noun.end + _BODIES_REACH and item.value]
    if len(bodies) < TWO_SIDES or not all(item.value[0].international for item in bodies[:TWO_SIDES]):
        return None
    first, second = bodies[:TWO_SIDES]
    if line.norm(second.start - 1) not in WITH | AND or line.has_between(first.end, second.start, CLAUSE_ENDS):
        return None
    return Actors(agencies={item.value[0].slug: item.value[0] for item in (first, second)})
