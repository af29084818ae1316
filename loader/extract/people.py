"""People: a name shape with an office, a rank or speech beside it; later only the surname."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract import chinese
from loader.extract.agencies import NO_BODY
from loader.extract.facts import Agency, Name, Person
from loader.extract.lines import Item
from loader.extract.names import is_patronymic, is_vietnamese, opens_vietnamese, origin, runs, same_name, skeleton, stem
from loader.extract.words import AND, OF, POSSESSIVE, folded
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.agencies import Agencies
    from loader.extract.lines import Line

_TITLE_PARTS = frozenset({"post", "agency", "function", "country", "honorific", "counterpart", "place", "home"})
_CLAIMING = frozenset(
    {"country", "agency", "function", "post", "place", "honorific", "calendar", "date", "side", "threat", "decree"}
)
_FULL_NAME = 2
_TITLE_GAP = 3
_ADVERBS = folded("then the a an former formerly now currently тогда бывший ныне тогдашний нынешний тады цяперашні nguyên hiện khi đó")
_HAN_NAME = 3
# Offices that speak for a body and do not act for it.
_VOICES = frozenset({"spokesperson", "representative", "official-representative"})
_TITLE_LINKS = frozenset({"to", "in", "with", "при", "в", "у"})


@dataclass(slots=True)
class Title:
    """The office beside a name."""

    start: int
    end: int
    role: str
    state: str | None
    agency: Agency | None
    function: str | None
    has_post: bool
    heads: bool = False
    international: bool = False
    shared: bool = False
    """It is that of the person named before."""


@dataclass(slots=True)
class People:
    """The persons of one story."""

    agencies: Agencies
    language: str
    found: list[Person] = field(default_factory=list)
    words: dict[int, list[str]] = field(default_factory=dict)
    """id of a Person -> the words of the fullest name."""
    offices: dict[int, str] = field(default_factory=dict)
    """id of a Person -> the function of the office that the story tells."""
    heads: set[int] = field(default_factory=set)
    """id() of each Person who heads the body, and does not speak for it only."""
    international: set[int] = field(default_factory=set)
    """id() of each Person whose title names an international body alone."""
    seconds: set[int] = field(default_factory=set)
    """id() of each Person named second under a plural title: `defence ministers A and B`."""
    hints: dict[int, str] = field(default_factory=dict)
    """id of a Person -> the only state that the sentence of the first mention names."""
    tenures: dict[int, frozenset[str]] = field(default_factory=dict)
    """id of a Person -> the functions of the offices that the lexicon knows."""

    def offices_of(self, person: Person) -> frozenset[str]:
        """The functions in which the story, or else what is known beforehand, has the person hold office."""
        told = self.offices.get(id(person))
        return frozenset({told}) if told else self.tenures.get(id(person), frozenset())

    def known(self, words: list[str]) -> Person | None:
        """The person that these words name, most recently introduced first."""
        for person in reversed(self.found):
            full = self.words[id(person)]
            if all(any(same_name(word, other) for other in full) for word in words):
                return person
            if len(words) >= _FULL_NAME and len(full) >= _FULL_NAME and _contains(words, full):
                return person
        return None

    def add(self, words: list[str], label: str, title: Title | None) -> Person:
        """The person with this name, new or again; a fuller name or a first title completes what was known."""
        person = self.known(words)
        if person is None:
            person = Person("person", "", label)
            self.found.append(person)
            self.words[id(person)] = words
        elif len(words) > len(self.words[id(person)]):
            self.words[id(person)] = words
            person.label = label
        if title is not None and (person.role is None or (person.state is None and title.state)):
            person.role = title.role or person.role or None
            person.state = title.state or person.state
            person.agency = title.agency.slug if title.agency else person.agency
            if title.international:
                self.international.add(id(person))
            if title.shared:
                self.seconds.add(id(person))
            if title.heads:
                self.heads.add(id(person))
            if title.function:
                self.offices[id(person)] = title.function
        return person


def _contains(longer: list[str], shorter: list[str]) -> bool:
    return all(any(same_name(word, other) for other in longer) for word in shorter)


def find_people(lines: Sequence[Line], agencies: Agencies) -> People:
    """Find the persons of a story and leave an item of kind `person` wherever one is named."""
    language = lines[0].story.language if lines else "en"
    people = People(agencies, language)
    common = frozenset(token.norm for line in lines for token in line.tokens if line.source[token.start].islower())
    passes = [
        [line for line in lines if line.role is not Role.TITLE],
        [line for line in lines if line.role is Role.TITLE],
    ]
    for batch in passes:
        for line in batch:
            if language == "zh":
                _chinese_line(line, people)
            _read_line(line, people, common, introduces=line.role is not Role.TITLE)
    for line in lines:
        _back_references(line, people, common)
    _default_states(people)
    for person in people.found:
        person.slug = _slug(person, people.words[id(person)])
    return people


def _default_states(people: People) -> None:
    """Where no title tells a person's state: the name's own, the home state's, or its only counterpart's."""
    states = people.agencies.states
    others = [state for state in states.pair if state != states.home]
    for person in people.found:
        if person.state is not None or id(person) in people.international:
            continue
        if people.language in {"vi", "zh"}:
            native = (
                is_vietnamese(people.words[id(person)]) if people.language == "vi" else len(person.label) <= _HAN_NAME
            )
            person.state = states.home if native else next(iter(others), None)
        elif id(person) in people.seconds and states.home in states.pair and others:
            person.state = others[0]
        else:
            looks = origin(people.words[id(person)])
            told = states.home if person.role else people.hints.get(id(person), states.home)
            person.state = looks if looks in states.counts else told


def _slug(person: Person, words: list[str]) -> str:
    """One slug for a person in every script and order: the sorted skeletons of given name and surname."""
    kept = [word for word in words if not is_patronymic(word)] if len(words) > _FULL_NAME else words
    parts = sorted(filter(None, (skeleton(stem(word)) for word in (kept or words))))
    return "-".join([*parts, *([person.state.lower()] if person.state else [])]) or person.label


def _read_line(line: Line, people: People, common: frozenset[str], *, introduces: bool) -> None:
    free = _free(line)
    for item in line.of("person"):
        if item.value is None:
            _known_person(line, item, people)
    for start, end in runs(line, free, common):
        title = find_title(line, start, end, people)
        words = [
            line.source[token.start : token.end]
            for token in line.tokens[start:end]
            if len(token.norm) > 1 or end - start == 1
        ]
        if not words or not _is_name(line, start, end, words, title, people, introduces=introduces):
            continue
        _place(line, start, end, people.add(words, line.text(start, end), title), people)


def _known_person(line: Line, item: Item, people: People) -> None:
    concept = item.concept
    while (
        item.end < len(line.tokens)
        and is_patronymic(line.text(item.end, item.end + 1))
        and line.text(item.end, item.end + 1)[:1].isupper()
    ):
        item.end += 1
    words = line.words(item).split()
    person = people.add(words, line.words(item), find_title(line, item.start, item.end, people))
    person.known = True
    person.label = concept.labels.get("en", person.label)
    people.tenures[id(person)] = frozenset(concept.props.get("tenures", "").split())
    person.state = concept.props.get("state") or person.state
    item.value = person
    _note(line, item, person, people)


def _is_name(
    line: Line, start: int, end: int, words: list[str], title: Title | None, people: People, *, introduces: bool
) -> bool:
    if people.known(words) is not None and (len(words) >= _FULL_NAME or title is not None):
        return True
    if not introduces:
        return title is not None and title.has_post and len(words) >= _FULL_NAME
    if title is not None and title.has_post:
        return True
    if line.story.language == "vi":
        return len(words) >= _FULL_NAME and title is not None
    given = any(index in line.given for index in range(start, end))
    return len(words) >= _FULL_NAME and (
        title is not None
        or given or _speaks(line, start, end) or any(is_patronymic(word) for word in words)
    )


def _speaks(line: Line, start: int, end: int) -> bool:
    """Whether a verb of speech stands next to the name."""
    return any(item.start - end in range(2) or start - item.end in range(2) for item in line.of("said"))


def _free(line: Line) -> list[bool]:
    free = [True] * len(line.tokens)
    for item in line.items:
        if (
            item.kind in _CLAIMING
            or item.kind == "person"
            or (item.kind != "person" and not line.source[line.tokens[item.start].start].isupper())
        ):
            for index in range(item.start, item.end):
                free[index] = False
    if line.story.language == "vi":
        _free_vietnamese(line, free)
    return free


def _free_vietnamese(line: Line, free: list[bool]) -> None:
    """After a Vietnamese family name, what else would be a state or a city is a given name: `Nguyễn Tân Cương`."""
    for item in line.of("country", "place"):
        before = item.start - 1
        if before >= 0 and free[before] and opens_vietnamese(line.text(before, item.start)):
            for index in range(item.start, item.end):
                free[index] = True


def _place(line: Line, start: int, end: int, person: Person, people: People) -> None:
    if not person.spans:
        named = {state for item in line.of("country", "agency") for state in item.states[:1]}
        if len(named) == 1:
            people.hints[id(person)] = named.pop()
    item = Item(start, end, "person", value=person)
    line.replace([other for other in line.items if other.start >= start and other.end <= end], item)
    _note(line, item, person, people)


def _note(line: Line, item: Item, person: Person, people: People) -> None:
    person.names[Name(line.words(item), people.language)] = None
    person.spans.append(line.span(item))


def find_title(line: Line, start: int, end: int, people: People) -> Title | None:
    """The office beside a name; a rank in front gives way to an office behind."""
    before = title_before(line, start, people)
    if before is not None and before.role:
        return before
    return title_after(line, end, people) or before or _shared_title(line, start)


def _shared_title(line: Line, start: int) -> Title | None:
    """The office that a list shares: `Senior Lieutenants A and B`, `the presidents of …, A, B and C`."""
    previous = next((item for item in reversed(line.of("person")) if item.end <= start), None)
    if previous is None or previous.value is None or not 0 < start - previous.end <= 2:  # noqa: PLR2004
        return None
    if not all(line.norm(index) in AND for index in range(previous.end, start)):
        return None
    return Title(previous.start, previous.end, "", None, None, None, has_post=True, shared=True)


def title_before(line: Line, start: int, people: People) -> Title | None:
    """The office that leads to a name: `Belarus' Interior Minister Ivan …`, `the President of Belarus, …`."""
    parts: list[Item] = []
    edge = start
    for item in sorted((item for item in line.items if item.end <= start), key=lambda item: -item.end):
        if item.kind not in _TITLE_PARTS or not _title_gap(line, item.end, edge, first=not parts):
            break
        parts.insert(0, item)
        edge = item.start
    return _title(line, parts, people)


def _title_gap(line: Line, left: int, right: int, *, first: bool) -> bool:
    gap = [line.norm(index) for index in range(left, right)]
    if first:  # right before the name: nothing, or the comma of an apposition
        return gap in ([], [","], ["'s"], ["'"])
    return len(gap) <= _TITLE_GAP and all(word in OF | POSSESSIVE | AND | _TITLE_LINKS for word in gap)


def title_after(line: Line, end: int, people: People) -> Title | None:
    """The office in apposition: `Cao Jianming, member of … and the Procurator-General of …`."""
    if line.norm(end) not in {",", "(", "—", "–", "-"}:
        return None
    parts: list[Item] = []
    edge = end + 1
    while line.norm(edge) in _ADVERBS:
        edge += 1
    speaker = line.role is Role.SPEAKER  # the whole line is the name and its offices
    for item in (item for item in line.items if item.start > end):
        if speaker and item.kind in _TITLE_PARTS:
            parts.append(item)
            continue
        if (
            item.kind not in _TITLE_PARTS
            or not _title_gap(line, edge, item.start, first=False)
            or (parts and "," in _gap(line, edge, item.start))
        ):
            break
        parts.append(item)
        edge = item.end
    title = _title(line, parts, people)
    return title if title and title.role else None


def _gap(line: Line, left: int, right: int) -> list[str]:
    return [line.norm(index) for index in range(left, right)]


def _title(line: Line, parts: list[Item], people: People) -> Title | None:
    while parts and parts[0].kind == "place":
        parts = parts[1:]
    if not parts:
        return None
    posts = [item for item in parts if item.kind in {"post", "counterpart"}]
    ranks = [item for item in parts if item.kind == "honorific"]
    if not posts and not ranks:
        return None
    bodies = sorted(
        (item.value[0] for item in parts if item.kind == "agency" and item.value),
        key=lambda body: body.function == "political-party",
    )
    for item in parts:
        if item.kind == "agency":
            item.form = "title"
    state = _title_state(parts, bodies, people)
    agency = bodies[0] if bodies else _implied_agency(posts, parts, state, people)
    role = line.text(posts[0].start if not _leads_with_state(parts) else parts[0].start, parts[-1].end) if posts else ""
    function = _function(posts, parts) or (agency.function if agency else None)
    return Title(
        parts[0].start,
        parts[-1].end,
        role,
        state,
        agency,
        function,
        has_post=True,
        heads=_heads(posts),
        international=state is None and bool(bodies) and bodies[0].international,
    )


def _leads_with_state(parts: list[Item]) -> bool:
    return parts[0].kind in {"country", "agency", "function", "home"}


def _title_state(parts: list[Item], bodies: list[Agency], people: People) -> str | None:
    states = [state for item in parts if item.kind == "country" for state in item.states[:1]]
    if states:
        return states[0]
    if any(item.kind == "home" for item in parts):
        return people.agencies.states.home
    for body in bodies:
        if body.state:
            return body.state
    return None


def _implied_agency(posts: list[Item], parts: list[Item], state: str | None, people: People) -> Agency | None:
    """The body that a title alone implies: an interior minister's ministry."""
    function = _function(posts, parts)
    state = state or people.agencies.states.home
    return people.agencies.national(state, function) if function and state and function not in NO_BODY else None


def _heads(posts: list[Item]) -> bool:
    return any(item.prop("function") or item.prop("head") for item in posts) and not any(
        item.concept.code in _VOICES for item in posts
    )


def _function(posts: list[Item], parts: list[Item]) -> str | None:
    named = next((item.prop("function") for item in posts if item.prop("function")), None)
    if named is None and any(item.prop("headOfState") for item in posts):
        return "head-of-state"
    return named or next((item.concept.code for item in parts if item.kind == "function"), None)


def _back_references(line: Line, people: People, common: frozenset[str]) -> None:
    """Surnames alone, of people whom the story has introduced."""
    free = _free(line)
    for start, end in runs(line, free, common):
        words = [line.source[token.start : token.end] for token in line.tokens[start:end]]
        person = people.known(words)
        if person is not None and any(len(word) > 1 for word in words):
            _place(line, start, end, person, people)


def _chinese_line(line: Line, people: People) -> None:
    for start, end in chinese.names(line):
        title = title_before(line, start, people) or _chinese_title_after(line, end, people)
        text = line.text(start, end)
        if title is not None or people.known([text]) is not None:
            _place(line, start, end, people.add([text], text, title), people)


def _chinese_title_after(line: Line, end: int, people: People) -> Title | None:
    """`卢卡申科总统`: the office follows without a comma."""
    item = next((item for item in line.items if item.start == end and item.kind in {"post", "honorific"}), None)
    return _title(line, [item], people) if item else None
