"""What an article says: entities, agreements and meetings, each with the places in the text that say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from loader.model import Sentence, Span


class DateBasis(StrEnum):
    """How a date is known (`c:dateBasis`)."""

    STATED = "stated"
    PUBLICATION_DATE = "publication-date"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, year, or a day or month without its year, as ISO 8601 and XSD write it: `2017-04-10`, `--04-10`, `--04`."""

    value: str
    basis: DateBasis = DateBasis.STATED
    note: str | None = None
    """The reasoning, where something of it was inferred."""
    guessed: bool = False
    """Whether its year is only the one nearest to the publication."""

    @property
    def datatype(self) -> str:
        """The XSD type's local name."""
        if self.value.startswith("--"):
            return "gMonth" if len(self.value) == len("--04") else "gMonthDay"
        return ("gYear", "gYearMonth", "date")[self.value.count("-")]

    def agrees_with(self, other: Date) -> bool:
        """Whether the less exact of two dates is part of the other."""
        shorter, longer = sorted((self, other), key=lambda date: len(date.value))
        if "gMonth" in {shorter.datatype, longer.datatype}:
            return shorter.month in {longer.month, None} or longer.month is None
        return longer.value.startswith(shorter.value) or longer.value.endswith(shorter.value.lstrip("-"))

    @property
    def month(self) -> str | None:
        """The month in two digits; None of a bare year."""
        return None if self.datatype == "gYear" else self.value.removeprefix("--").split("-")[self.value[0] != "-"]


class Name(NamedTuple):
    """A surface form in an article, with its language."""

    text: str
    language: str


@dataclass(slots=True)
class Entity:
    """Something that an article mentions."""

    type: str
    """The IRI's type: country, agency, person, place, threat."""
    slug: str
    label: str
    names: dict[Name, None] = field(default_factory=dict)
    """Surface forms in this article, in order of appearance."""
    spans: list[Span] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """What tells entities apart."""
        return self.type, self.slug


@dataclass(slots=True)
class Country(Entity):
    """A state; the slug is its ISO 3166-1 alpha-2 code."""


@dataclass(slots=True)
class Place(Entity):
    """A city or venue."""

    state: str | None = None


@dataclass(slots=True)
class Threat(Entity):
    """A threat of the code list."""


@dataclass(slots=True)
class Agency(Entity):
    """A public body."""

    state: str | None = None
    function: str | None = None
    parent: str | None = None
    """Slug of the body of which it is an organ."""
    international: bool = False
    implied: bool = False
    """Only a title names it ("Interior Minister")."""


@dataclass(slots=True)
class Person(Entity):
    """A person, with the office as the article words it."""

    state: str | None = None
    role: str | None = None
    agency: str | None = None
    """Slug of the agency in which the office is held."""
    known: bool = False
    """Whether the lexicon knows this person."""


@dataclass(slots=True)
class Event:
    """An agreement or a meeting."""

    kind: str
    status: str
    rule: str
    """Id of the frame that fired first."""
    sentences: list[Sentence] = field(default_factory=list)
    """The evidence, the best first."""
    cue: str = ""
    """The words that evoked it."""
    states: dict[str, None] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    threats: dict[str, None] = field(default_factory=dict)
    date: Date | None = None
    place: Place | None = None
    quoted: bool = False
    label: str = ""


@dataclass(slots=True)
class Agreement(Event):
    """A concrete document."""

    meeting: Meeting | None = None
    title: str = ""
    """Its own name, where the text sets it off with marks."""
    anaphoric: bool = False
    """The text only says "the document": it speaks of one told before."""
    bare: bool = False
    """The noun stands without a description of its own."""
    period: str = ""
    """The year for which it was made: `the cooperation plan for 2026`."""
    matters: frozenset[str] = frozenset()
    """What it settles, where its words tell it: extradition, visas …"""
    several: bool = False
    """A number stands before the noun: `eight documents`."""
    definite: bool = False
    """It opens its sentence without a description, and the sentence names no state: `Договор подписан в Москве`."""
    papers: bool = False
    """It sums up documents and names none: `a number of documents`."""
    letter: bool = False
    """It is a letter of intent or an exchange of notes: no other word but "the document" takes it up."""
    cited: bool = False
    """It is only referred to: `under the agreement`."""
    listed: int = -1
    """Where the sentence begins that heads the list of which it is an entry."""
    apart: int = -1
    """So many paragraphs back no document is this one: `they also signed`, `another agreement`."""
    introduced: bool = False
    """An indefinite article stands before it: `a treaty`, and none that was told."""
    dated: bool = False
    """Its phrase tells when it was signed: `the agreement signed in November 2023`."""
    earlier: bool = False
    """Its sentence says that this was before: `Документ был подписан ранее`."""


@dataclass(slots=True)
class Meeting(Event):
    """A gathering of concrete people or bodies."""

    ordinal: int | None = None
    body: str | None = None
    """Slug of the standing body that sits, for sessions."""


class Objection(StrEnum):
    """Why a cue evokes nothing, where no frame's guard says it."""

    TIMES = "meeting-times"
    ABOUT = "document-subject"
    SEEMING = "seems-a-gathering"
    HABITUAL = "meeting-habitual"
    TREATED = "document-treated"
    GOES_ON = "talks-going-on"
    MANDATED = "meeting-mandated"
    AIM = "aim-in-a-sentence"
    OF_ITS_NOUN = "verb-of-its-noun"
    NO_GOAL = "travel-nowhere"
    APPEAL = "appeal"
    NO_GUEST = "no-guest"
    PRIVATE = "private"
    WEAK = "weak-noun"
    NOBODY = "meeting-of-nobody"
    OWN = "meeting-of-one-state"
    INVITED = "meeting-invited"
    QUALITY = "verb-of-quality"


@dataclass(slots=True)
class NearMiss:
    """A cue that evoked nothing, and why."""

    cue: str
    sentence: Sentence
    reason: str
    """Id of the frame whose guard holds, or an objection."""


@dataclass(slots=True)
class Facts:
    """All that one article says."""

    countries: dict[str, Country] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    threats: dict[str, Threat] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    agreements: list[Agreement] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    misses: list[NearMiss] = field(default_factory=list)
