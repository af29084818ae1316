"""People: a name shape with an office, a rank or speech beside it; later only the surname."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract import chinese
from loader.extract.facts import Agency, Name, Person
from loader.extract.lines import Item
from loader.extract.names import is_patronymic, runs, same_name, skeleton, stem
from loader.extract.words import AND, OF, POSSESSIVE
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.agencies import Agencies
    from loader.extract.lines import Line

_TITLE_PARTS = frozenset({"post", "agency", "function", "country", "honorific", "counterpart", "place", "home"})
_CLAIMING = frozenset({"country", "agency", "function", "post", "place", "honorific", "calendar", "date", "side", "threat", "decree"})
_FULL_NAME = 2


@dataclass(slots=True)
class Title:
    """The office beside a name."""

    start: int
    end: int
    role: str
    state: str | None
    agency: Agency | None
    has_post: bool


@dataclass(slots=True)
class People:
    """The persons of one story."""

    agencies: Agencies
    language: str
    found: list[Person] = field(default_factory=list)
    words: dict[int, list[str]] = field(default_factory=dict)
    """id of a Person -> the words of the fullest name."""

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
            person.role = title.role or person.role
            person.state = title.state or person.state
            person.agency = title.agency.slug if title.agency else person.agency
        return person


def _contains(longer: list[str], shorter: list[str]) -> bool:
    return all(any(same_name(word, other) for other in longer) for word in shorter)


def find_people(lines: Sequence[Line], agencies: Agencies) -> People:
    """Find the persons of a story and leave an item of kind `person` wherever one is named."""
    language = lines[0].story.language if lines else "en"
    people = People(agencies, language)
    common = frozenset(token.norm for line in lines for token in line.tokens if line.source[token.start].islower())
    passes = [[line for line in lines if line.role is not Role.TITLE], [line for line in lines if line.role is Role.TITLE]]
    for batch in passes:
        for line in batch:
            if language == "zh":
                _chinese_line(line, people)
            _read_line(line, people, common, introduces=line.role is not Role.TITLE)
    for line in lines:
        _back_references(line, people, common)
    for person in people.found:
        person.slug = _slug(person, people.words[id(person)])
    return people


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
        title = title_before(line, start, people) or title_after(line, end, people)
        words = [line.source[token.start : token.end] for token in line.tokens[start:end] if len(token.norm) > 1 or end - start == 1]
        if not words or not _is_name(line, start, end, words, title, people, introduces=introduces):
            continue
        _place(line, start, end, people.add(words, line.text(start, end), title), people)


def _known_person(line: Line, item: Item, people: People) -> None:
    concept = item.concept
    words = line.words(item).split()
    title = title_before(line, item.start, people) or title_after(line, item.end, people)
    person = people.add(words, line.words(item), title)
    person.known = True
    person.state = person.state or concept.props.get("state")
    item.value = person
    _note(line, item, person, people)


def _is_name(line: Line, start: int, end: int, words: list[str], title: Title | None, people: People, *, introduces: bool) -> bool:
    if people.known(words) is not None and (len(words) >= _FULL_NAME or title is not None):
        return True
    if not introduces:
        return title is not None and title.has_post and len(words) >= _FULL_NAME
    if title is not None and title.has_post:
        return True
    if line.story.language == "vi":
        return len(words) >= _FULL_NAME and title is not None
    return len(words) >= _FULL_NAME and (title is not None or _speaks(line, start, end) or any(is_patronymic(word) for word in words))


def _speaks(line: Line, start: int, end: int) -> bool:
    """Whether a verb of speech stands next to the name."""
    return any(item.start - end in range(2) or start - item.end in range(2) for item in line.of("said"))


def _free(line: Line) -> list[bool]:
    free = [True] * len(line.tokens)
    for item in line.items:
        if item.kind in _CLAIMING or item.kind == "person":
            for index in range(item.start, item.end):
                free[index] = False
        elif item.kind not in {"person"} and not line.source[line.tokens[item.start].start].isupper():
            for index in range(item.start, item.end):
                free[index] = False
    return free


def _place(line: Line, start: int, end: int, person: Person, people: People) -> None:
    item = Item(start, end, "person", value=person)
    line.replace([other for other in line.items if other.start >= start and other.end <= end], item)
    _note(line, item, person, people)


def _note(line: Line, item: Item, person: Person, people: People) -> None:
    person.names[Name(line.words(item), people.language)] = None
    person.spans.append(line.span(item))


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
    if len(gap) > 3:  # noqa: PLR2004  # "of the", ", the"
        return False
    allowed = OF | POSSESSIVE | ({","} if first else AND)
    return all(word in allowed for word in gap)


def title_after(line: Line, end: int, people: People) -> Title | None:
    """The office in apposition: `Cao Jianming, member of … and the Procurator-General of …`."""
    if line.norm(end) not in {",", "(", "—", "–", "-"}:
        return None
    parts: list[Item] = []
    edge = end + 1
    for item in (item for item in line.items if item.start > end):
        if item.kind not in _TITLE_PARTS or not _title_gap(line, edge, item.start, first=False) or (parts and "," in _gap(line, edge, item.start)):
            break
        parts.append(item)
        edge = item.end
    title = _title(line, parts, people)
    return title if title and title.has_post else None


def _gap(line: Line, left: int, right: int) -> list[str]:
    return [line.norm(index) for index in range(left, right)]


def _title(line: Line, parts: list[Item], people: People) -> Title | None:
    while parts and parts[0].kind in {"place"}:
        parts = parts[1:]
    if not parts:
        return None
    posts = [item for item in parts if item.kind in {"post", "counterpart"}]
    ranks = [item for item in parts if item.kind == "honorific"]
    if not posts and not ranks:
        return None
    bodies = [item.value[0] for item in parts if item.kind == "agency" and item.value]
    state = _title_state(line, parts, bodies, people)
    agency = bodies[0] if bodies else _implied_agency(posts, parts, state, people)
    role = line.text(posts[0].start if not _leads_with_state(parts) else parts[0].start, parts[-1].end) if posts else ""
    return Title(parts[0].start, parts[-1].end, role, state, agency, has_post=True)


def _leads_with_state(parts: list[Item]) -> bool:
    return parts[0].kind in {"country", "agency", "function", "home"}


def _title_state(line: Line, parts: list[Item], bodies: list[Agency], people: People) -> str | None:
    states = [state for item in parts if item.kind == "country" for state in item.states[:1]]
    diplomats = any(item.prop("diplomat") for item in parts if item.kind == "post")
    if states:
        return states[0] if not diplomats or line.story.language != "zh" else states[0]
    if any(item.kind == "home" for item in parts):
        return people.agencies.states.home
    for body in bodies:
        if body.state:
            return body.state
    if bodies and bodies[0].international:
        return None
    return people.agencies.states.home if any(item.kind == "post" for item in parts) else None


def _implied_agency(posts: list[Item], parts: list[Item], state: str | None, people: People) -> Agency | None:
    """The body that a title alone implies: an interior minister's ministry."""
    function = next((item.prop("function") for item in posts if item.prop("function")), None)
    function = function or next((item.concept.code for item in parts if item.kind == "function"), None)
    return people.agencies.national(state, function) if function and state else None


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
