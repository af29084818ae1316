"""Which state a person without a title that tells it belongs to: lists told respectively, the name, the clause, the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.clause_states import local_state, subject_before, told_in_sentence
from loader.extract.entities.countries.regions import beside_region
from loader.extract.entities.naming import chinese, names
from loader.extract.entities.persons.lists import bracketed_states, share_out, share_out_loosely
from loader.extract.entities.persons.origin import check_body, check_name
from loader.extract.entities.persons.spoken_of import (
    NOBODYS,
    asked_about,
    named_before,
    of_guests,
    of_its_body,
    of_noun_taken_up,
    of_the_world,
)
from loader.extract.words import EAST_SLAVIC
from ontology.personal import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.persons.known import Known
    from loader.extract.lines import Line

    Way = Callable[[Known, Sequence[Line], Agencies], str | None]

# Sentences back in which the person stands to whom a predecessor, host or counterpart is related.
_TOLD_BEFORE = 3
_SEVERAL = 2
_NATION_REACH = 2
# Ways that no look of a name outweighs.
_SURE = frozenset({"name", "office of the world", "body told before", "region of the office"})
RELATIVE = frozenset({"predecessor", "host", "counterpart"})
# Tokens from a verb of meeting to the name behind it, with the office between; whose press names bodies of its own.
_OFFICE_REACH, _CHINA = 8, "CN"
"""Titles that only relate somebody to the person named before."""


def complete_states(people: Sequence[Known], lines: Sequence[Line], agencies: Agencies) -> None:
    """Give a state to those whom no title gives one."""
    _share_out(people, lines, agencies)
    for known in people:
        foreign = (
            agencies.language == "vi"
            and known.person.state == agencies.states.home
            and not names.is_vietnamese(known.words)
        )
        if known.side is not None and (known.person.state is None or (foreign and known.code is None)):
            known.person.state, known.basis = known.side, "side"
        elif known.person.state is None and not known.international:
            _complete(known, lines, agencies)
        elif known.bare is not None:
            check_body(known, agencies)
        _serve(known, agencies)


def _share_out(people: Sequence[Known], lines: Sequence[Line], agencies: Agencies) -> None:
    """Those who are listed as their states are, here or in a sentence before, have these in their order."""
    by_person = {id(known.person): known for known in people}
    for line in lines:
        introduced = {
            item.start: known
            for item in line.of("person")
            if (known := by_person.get(id(item.value))) and known.first is not None and known.first[0] is line
        }
        for start, state in bracketed_states(line).items() if introduced else ():
            if start in introduced and introduced[start].code is None and not introduced[start].told:
                introduced[start].person.state, introduced[start].basis = state, "brackets"
        if len(introduced) < _SEVERAL:
            continue
        shared = share_out(line)
        for start, state in shared.items():
            if start in introduced and introduced[start].code is None and not introduced[start].told:
                introduced[start].person.state, introduced[start].basis = state, "list"
        free = {start for start, known in introduced.items() if start not in shared and not known.international}
        for start, state in share_out_loosely(line, lines, agencies.states, free).items():
            if introduced[start].person.state is None and introduced[start].side is None:
                introduced[start].person.state, introduced[start].basis = state, "loose list"
                check_name(introduced[start], agencies)


def _serve(known: Known, agencies: Agencies) -> None:
    """The body that an office implies is that of the state which the person turns out to serve."""
    person = known.person
    body = agencies.found.get(person.agency or "")
    if known.office and body is not None and body.implied and person.state and body.state != person.state:
        person.agency = agencies.national(person.state, known.office).slug


def _complete(known: Known, lines: Sequence[Line], agencies: Agencies) -> None:
    """Give the state that the first way tells which can tell any, unless the name fits only another of the story."""
    person, states = known.person, agencies.states
    for name, way in _WAYS.get(agencies.language, _OTHER_WAYS):
        told = way(known, lines, agencies)
        if told is not None:
            person.state, known.basis = told or None, name
            break
    else:
        told_here: tuple[str | None, str] = (states.home, "home")
        if known.first is not None:
            told_here = local_state(*known.first, lines, states)
        person.state, known.basis = told_here
    private = agencies.language == "vi" and not known.titled
    sure = known.basis in _SURE or (known.basis == "native name" and agencies.language == "vi")
    if not sure and person.state and not private:
        check_name(known, agencies)


def _visited(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`尚穆根昨天 | 拜会了首相安华`: outside China's press, whom somebody of the home state calls on is of the story's other state."""
    states = agencies.states
    if known.first is None or not known.posts or states.home in {None, _CHINA} or states.home not in states.pair:
        return None
    line, at = known.first
    met = next((verb for verb in line.of("meeting-verb") if 0 < at - verb.end <= _OFFICE_REACH), None)
    guests = [item.value for item in line.of("person") if met is not None and item.end <= met.start and item.value]
    own = any(person.state == states.home for person in guests)
    return next((state for state in states.pair if state != states.home), None) if own else None


def _native(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """In Vietnamese and Chinese text a name of the language's own is of the press's own state."""
    vietnamese = agencies.language == "vi"
    native = names.is_vietnamese(known.words) if vietnamese else chinese.is_native(known.person.label)
    if vietnamese and not known.titled:
        return _nation_before(known)
    return agencies.states.home if native else None


def _nation_before(known: Known) -> str:
    """`một người | Lào | tên Khăm Xay`: the state that is named right before somebody of whom no office is told."""
    if known.first is None:
        return NOBODYS
    line, at = known.first
    named = (item.states[0] for item in line.of("country") if 0 <= at - item.end <= _NATION_REACH and item.states)
    return next(named, NOBODYS)


def _only_told_before(line: Line, at: int, lines: Sequence[Line], home: str | None) -> str | None:
    """`卢旺达外交部表示…。外长 | X …`: the only foreign state of the sentence before, in one paragraph."""
    before = lines[line.index - 1] if line.index else None
    if before is None or before.sentence.block != line.sentence.block:
        return None
    told = {item.states[0] for item in before.of("country", "agency") if item.states} - {home}
    here = any(item.end <= at for item in line.of("country", "agency"))
    return told.pop() if len(told) == 1 and not here else None


def _foreign(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """Another name is of the state told before it in its sentence, or of the story's chief foreign one."""
    states = agencies.states
    hint = known.hint if agencies.language != "vi" and known.hint != states.home else None
    if hint is None and agencies.language == "zh" and known.first is not None and known.posts:
        hint = _only_told_before(*known.first, lines, states.home)
    return hint or next((state for state in states.pair if state != states.home), NOBODYS)


def _by_name(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """The state of somebody whom the lexicon knows, or whose name has the shape of one state's names."""
    ranked = agencies.states.ranked
    familiar = next((state for state in ranked if agencies.lexicon.person_with(name_key(known.words, state))), None)
    looks = names.origin(known.words)
    return familiar or (looks if looks in agencies.states.counts else None)


def _second(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """Who is listed second under a title of several is of the story's other state."""
    states = agencies.states
    others = [state for state in states.pair if state != states.home]
    return others[0] if known.second and states.home in states.pair and others else None


def _related(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """The state of a predecessor is that of the person named before; of a host or counterpart, the other of the story's two."""
    if known.first is None or not known.posts & RELATIVE:
        return None
    line, at = known.first
    earlier = [*lines[max(0, line.index - _TOLD_BEFORE) : line.index], line]
    people = [item.value for old in earlier for item in old.of("person") if old is not line or item.end <= at]
    told = next((person.state for person in reversed(people) if person.state and person is not known.person), None)
    if "predecessor" in known.posts or told is None:
        return told
    if agencies.language == "en" and (named := named_before(known, lines, told)) is not None:
        return named
    return next((state for state in agencies.states.pair if state != told), None)


def _only_holder(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """An office is held in the only body of its function that the story names."""
    return agencies.holder(known.office) if known.person.role and agencies.language in EAST_SLAVIC else None


def _headed(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`Kazakhstan. | Interior Minister X | received …`: of the state that heads the item of a digest, where no other stands before."""
    if known.first is None or not agencies.states.headings or known.posts & RELATIVE or not known.titled:
        return None
    line, at = known.first
    told = any(0 < item.start < at for item in line.of("country"))
    return None if told else agencies.states.headings.get(line.sentence.block)


def _of_no_home(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """Where the press's own state is none of the story's two, the state spoken of last; of a private person, none."""
    states = agencies.states
    if known.first is None:
        return None
    if states.home not in states.pair:
        bare = agencies.language == "en" and states.home_told and known.office
        # `WASHINGTON (…) - | Deputy Defense Secretary A | met his Malian and Chadian colleagues`
        if bare and not told_in_sentence(*known.first):
            return states.home
        return subject_before(*known.first, lines) or next(iter(states.ranked), NOBODYS)
    return None


def _of_region(known: Known, _lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`Marsabit county commissioner | Paul Rotich`: the state of the region in which an office is held."""
    if known.first is None or not known.titled:
        return None
    line, at = known.first
    named = next((item.start for item in line.of("person") if item.value is known.person and item.start >= at), at)
    state = beside_region(line, at, named, named=True) if named > at else None
    return state if state in agencies.states.counts or state == agencies.states.home else None


_BY_SCRIPT: tuple[tuple[str, Way], ...] = (
    ("region of the office", _of_region),
    ("called on", _visited),
    ("native name", _native),
    ("foreign name", _foreign),
)
_OTHER_WAYS: tuple[tuple[str, Way], ...] = (
    ("name", _by_name),
    ("heading", _headed),
    ("body told before", of_its_body),
    ("noun taken up", of_noun_taken_up),
    ("guests told before", of_guests),
    ("asked about", asked_about),
    ("office of the world", of_the_world),
    ("region of the office", _of_region),
    ("second of a list", _second),
    ("relative", _related),
    ("only holder", _only_holder),
    ("no home", _of_no_home),
)
_WAYS = {"vi": _BY_SCRIPT, "zh": _BY_SCRIPT}
