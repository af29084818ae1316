"""People: a name shape with an office, a rank or speech beside it; later only the surname."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import TYPE_CHECKING

from loader.extract.entities.countries.sides import side_state
from loader.extract.entities.naming import names
from loader.extract.entities.naming.hyphened import words_of
from loader.extract.entities.naming.initials import opens_with_initial
from loader.extract.entities.naming.no_names import each_name, is_no_name
from loader.extract.entities.naming.vocabulary import INSTITUTIONS
from loader.extract.entities.offices.titles import find_title
from loader.extract.entities.persons.allegiance import complete_states
from loader.extract.entities.persons.chinese_people import read_chinese
from loader.extract.entities.persons.identify import identify
from loader.extract.entities.persons.known import Known
from loader.extract.entities.persons.namesakes import is_namesake, is_of_another, with_given_name
from loader.extract.entities.persons.untitled import is_untitled_vietnamese
from loader.extract.facts import Name, Person
from loader.extract.lines import Item
from loader.extract.words import POSSESSIVE
from loader.model import Role
from ontology.personal import is_patronymic, stem
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.offices.title_parts import Title
    from loader.extract.lines import Line

# Items whose words are no part of a name, whatever their capitals.
_CLAIMING = frozenset({
    "person", "country", "agency", "function", "post", "place", "honorific", "calendar", "date", "side", "threat", "decree",
    "agency-head", "newsroom",
})  # fmt: skip
_FULL_NAME = 2
_INITIALS = 2
_OF_THE = 2
# Endings of adjectives in East Slavic.
_ADJECTIVE = re.compile(r"(?:ый|ий|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ой|ую|ых|их|ыми|ими|ым|ай|ага|аму|аю|ої|ою|ій)$")


@dataclass(slots=True)
class People:
    """The persons of one story."""

    agencies: Agencies
    language: str
    found: list[Known] = field(default_factory=list)
    having: dict[str, dict[int, None]] = field(default_factory=dict)
    """A word of names, as it is compared -> the places in `found` of those who have it."""

    def named(self, words: list[str]) -> Known | None:
        """The person that these words name, most recently introduced first."""
        places = {at for word in words for form in (fold(word), stem(word)) for at in self.having.get(form, ())}
        return next((self.found[at] for at in sorted(places, reverse=True) if self.found[at].is_named(words)), None)

    def note_words(self, known: Known) -> None:
        """Have the person found by the words of the name."""
        for word in known.words:
            for form in (fold(word), stem(word)):
                self.having.setdefault(form, {})[known.number] = None

    def add(self, words: list[str], label: str, title: Title | None) -> Known:
        """The person with this name, new or again; a fuller name or a title completes what was known."""
        known = self.named(words)
        if known is None:
            known = Known(Person("person", "", label), words, number=len(self.found))
            self.found.append(known)
            self.note_words(known)
        elif len(words) > len(known.words):
            known.words = words
            known.person.label = label
            self.note_words(known)
        if title is not None:
            known.take(title)
        return known

    def place(self, line: Line, start: int, end: int, known: Known, title: Title | None = None) -> None:
        """Leave an item of kind `person` on tokens [start, end)."""
        if not known.person.spans:
            opens = start if title is None or title.start is None else min(start, title.start)
            known.first = line, opens
            named = {state for item in line.of("country", "agency") for state in item.states[:1]}
            known.hint = named.pop() if len(named) == 1 else known.hint
        known.side = known.side or side_state(line, start, end)
        item = Item(start, end, "person", value=known.person)
        line.replace([other for other in line.items if other.start >= start and other.end <= end], item)
        self.mention(line, item)

    def mention(self, line: Line, item: Item) -> None:
        """Note that an item's words name the person that is its value."""
        item.value.names[Name(line.words(item), self.language)] = None
        item.value.spans.append(line.span(item))


def find_people(lines: Sequence[Line], agencies: Agencies) -> People:
    """Find the persons of a story and leave an item of kind `person` wherever one is named."""
    people = People(agencies, agencies.language)
    common = frozenset(chain.from_iterable(map(_without_capital, lines)))
    # Headlines come last: they name without introducing.
    for line in sorted(lines, key=lambda line: line.role is Role.TITLE):
        if people.language == "zh":
            read_chinese(line, people)
        _read_line(line, people, common)
    told = _words_of_known(lines, people)
    for line in lines:
        if line.capitals and not told.isdisjoint(line.vocabulary):
            _back_references(line, people, common)
    complete_states(people.found, lines, people.agencies)
    for known in people.found:
        identify(known, agencies.lexicon, people.language)
    return people


def _words_of_known(lines: Sequence[Line], people: People) -> frozenset[str]:
    """The words of a story by which it may name one that it has introduced; where one word may be several tokens, all of them."""
    having = people.having
    words = frozenset().union(*(line.vocabulary for line in lines)) if having else frozenset()
    return frozenset([word for word in words if people.language == "vi" or word in having or stem(word) in having])


def _without_capital(line: Line) -> Iterable[str]:
    """The compared forms of the tokens that do not begin with a capital."""
    if not line.capitals:
        return line.vocabulary
    small = bytearray(b"\x01") * len(line.tokens)
    for at in line.capitals:
        small[at] = 0
    return compress(line.folded, small)


def _read_line(line: Line, people: People, common: frozenset[str]) -> None:
    for item in line.of("person"):
        if item.value is None and not is_namesake(line, item, people.agencies):
            _of_lexicon(line, item, people)
    free = names.free_tokens(line, _CLAIMING) if line.capitals else []
    for led, first, end in each_name(line, names.runs(line, free, common)) if line.capitals else ():
        start = first + _opens_with_body(line, first, end)
        behind = first - (_OF_THE if line.norm(first - 1) == "the" else 1)
        title = find_title(line, led if start == first else behind, end, people.agencies)
        words = [word for word in words_of(line, start, end) if len(word) > 1 or end - start == 1]  # no initials
        institution = not INSTITUTIONS.isdisjoint(line.norms(start, end))
        if words and not institution and _is_name(line, start, end, words, title, people):
            people.place(line, start, end, people.add(words, line.text(start, end), title), title)


def _opens_with_body(line: Line, start: int, end: int) -> int:
    """How many words of a run are of a body and not of its officer's name: `Deputy Chairman of the | House | Viktor Guminsky`."""
    if line.language != "en" or end - start <= _FULL_NAME:
        return 0
    led = line.norms(start - _OF_THE, start) == ["of", "the"]
    if led and line.norm(start) in INSTITUTIONS:
        return 1
    field = line.norm(start - 1) == "of" and any(post.end == start - 1 for post in line.of("post"))
    return int(
        field and start not in line.given and start + 1 in line.given
    )  # `Minister of | Media | Salim bin Yousef`


def _of_lexicon(line: Line, item: Item, people: People) -> None:
    """A person whom the lexicon names, perhaps with a patronymic behind."""
    while line.is_capital(item.end) and is_patronymic(line.text(item.end, item.end + 1)):
        item.end += 1
    item.start = with_given_name(line, item)
    label = line.words(item)
    title = find_title(line, item.start, item.end, people.agencies)
    known = people.add(label.split(), label, title)
    item.value = known.person
    props = item.concept.props
    if title is None or not is_of_another(title, line, item):
        known.code = item.concept.code
        known.person.state = None if known.international else props.get("state") or known.person.state
    people.mention(line, item)


def _is_name(line: Line, start: int, end: int, words: list[str], title: Title | None, people: People) -> bool:
    """Whether capitalised words name a person: known, with a title, or a full name with some other sign of one."""
    initialled = opens_with_initial(line, start)
    full = initialled or len(words) >= _FULL_NAME
    if (
        words == [words[0][:1]]
        or _is_shouted(line, words)
        or (line.language == "vi" and not names.may_be_vietnamese_text_name(words))
    ):
        return False
    if title is None and len(words) == _FULL_NAME and _is_address(line, start, words, people):
        return False
    if (full or title is not None) and people.named(words) is not None:
        return True
    nobody = is_no_name(line, start, end, words, title) or (not full and _is_thing_of(line, start, end, title))
    if nobody or title is not None:
        return not nobody and (full or (line.role is not Role.TITLE and not _opens_phrase(line, end)))
    if line.language == "vi":
        return is_untitled_vietnamese(line, start, end, words)
    return full and line.role is not Role.TITLE and _has_other_sign(line, start, end, words)


def _has_other_sign(line: Line, start: int, end: int, words: list[str]) -> bool:
    """Whether something else than an office tells that a full name is a person's."""
    if names.is_place_or_byline(line, start, end):
        return False
    initialled = opens_with_initial(line, start)
    given = initialled or any(at in line.given for at in range(start, end)) or side_state(line, start, end) is not None
    return given or _speaks(line, start, end) or _signs(line, start) or any(map(is_patronymic, words))


def _is_thing_of(line: Line, start: int, end: int, title: Title | None) -> bool:
    """`China's | Nuctech`, `NATO's | Article 5`: one word that a state or body owns, with no office, and which does not speak."""
    owned = line.language == "en" and title is not None and not title.role and line.norm(start - 1) in POSSESSIVE
    return owned and start not in line.given and not _speaks(line, start, end)


def _is_shouted(line: Line, words: list[str]) -> bool:
    """`АСТАНА. | КАЗИНФОРМ | – Главой государства подписан …`: in the body of a text a newsroom, and no surname."""
    return len(words) == 1 and line.role is not Role.TITLE and len(words[0]) > _INITIALS and words[0].isupper()


def _is_address(line: Line, start: int, words: list[str], people: People) -> bool:
    """`Дмитрий Валерьевич, …`: one who was introduced by surname is addressed."""
    if not is_patronymic(words[1]):
        return False
    return people.named(words[:1]) is not None or (start in line.given and line.norm(start + len(words)) == ",")


def _opens_phrase(line: Line, end: int) -> bool:
    """Whether a word is an adjective with its noun behind it: `командующий | Северным флотом`."""
    return (
        _ADJECTIVE.search(line.norm(end - 1)) is not None
        and end < len(line.tokens)
        and line.source[line.tokens.starts[end]].islower()
        and not any(item.start == end for item in line.of("said", "meeting-verb", "agreement-verb", "agency-head"))
    )


def _speaks(line: Line, start: int, end: int) -> bool:
    """Whether a verb of speech stands next to the name."""
    return any(item.start - end in range(2) or start - item.end in range(2) for item in line.of("said"))


def _signs(line: Line, start: int) -> bool:
    """`the agreement was signed | by | Süleyman Soylu and …`: only somebody can sign."""
    if line.language != "en" or line.norm(start - 1) != "by":
        return False
    signings = (verb for verb in line.of("agreement-verb") if verb.prop("status") == "signed")
    return any(verb.end in {start, start - 1} for verb in signings)


def _back_references(line: Line, people: People, common: frozenset[str]) -> None:
    """Surnames alone, of people whom the story has introduced."""
    for start, end in names.runs(line, names.free_tokens(line, _CLAIMING), common):
        words = words_of(line, start, end)
        known = people.named(words)
        if known is not None and any(len(word) > 1 for word in words):
            people.place(line, start, end, known)
