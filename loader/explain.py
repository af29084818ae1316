"""Every stage of the extraction on one document, for a reader who wants to see how it came to its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.articles import article_graphs
from loader.extract import annotate, extract
from loader.extract.facts import Agreement
from loader.graph.labels import agreement_label, meeting_label
from loader.read import sentences, stories
from ontology.rdf import turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Entity, Facts, Meeting
    from loader.extract.lines import Item, Line
    from loader.model import Document, Story
    from ontology.lexicon import Lexicon
    from ontology.terms import Names

_WIDTH = 160
GUARDS = {
    "agreement-none": "its sentence says that there is none, or speaks of papers between firms or long since signed",
    "agreement-no-verb": "nothing in its sentence says that it was signed, approved, planned or is in force",
    "agreement-no-parties": "its sentence names no state, body or person that could be a party",
    "agreement-one-side": "the story names one state only, and no international body acts with it",
    "agreement-negated": "its verb is negated",
    "agreement-unspoken": "its sentence says that nothing is told of it, or that nobody means to sign it",
    "ceremony-only": "a ceremony by itself is no meeting",
    "gathering-beside-which": "something else happened on its sidelines, and nothing more is told of it",
    "gathering-of-one-state": "it is a gathering of which no other state, union, number or standing body is told",
    "session-domestic": "it is the sitting of one state's own parliament or government",
    "meeting-of-one-state": "it is the sitting of a body of one state, and nobody came from another",
    "meeting-domestic": "it is a gathering of one state's own parliament or government",
    "headline-of-a-plan": "only a headline announces it, without a date",
    "meeting-withheld": "it is only asked for, offered, refused or broken off",
    "meeting-habitual": "it happens again and again, and no day is told",
    "talks-going-on": "the talks are a process, and no day is told",
    "document-treated": "the text of a document is talked about, and no gathering is told",
    "meeting-mandated": "somebody is only empowered to meet",
    "document-subject": "it is what a document is about, and has not happened",
    "meeting-one-side": "only one side is named, here and wherever the story takes it up",
    "meeting-of-nobody": "the story names nobody who took part",
    "meeting-negated": "it is negated, or was called off",
    "meeting-hypothetical": "it only may or should be",
    "meeting-invited": "somebody is only invited to it",
    "travel-nowhere": "the word of travel leads to no state or city",
    "seems-a-gathering": "the word tells of something else: a parliament, an appeal, troops that arrive, resistance that is met",
    "private": "those who met act for no state: suspects, journalists, workers, a team",
    "no-guest": "nobody is named behind the word of receiving or joining",
    "verb-of-quality": "the word only describes somebody or something",
    "appeal": "somebody is called on to do something, and not visited",
    "aim-in-a-sentence": "an infinitive foretells a meeting in headlines only",
    "verb-of-its-noun": "the verb tells of the gathering that its sentence names",
    "meeting-agenda": "it is what those who met are yet to talk about",
    "meeting-offered": "it is only proposed, without a date",
    "meeting-times": "it counts meetings (“met four times”) and tells of none",
    "meeting-quoted-mention": "it is only spoken of in a quotation, without a guest's name",
    "exercise-offered": "the exercise is only proposed",
    "exercise-vague": "the exercise has neither date nor place",
    "conference-vague": "nobody is named who took part",
    "weak-noun": "the word alone tells of no event, and no two sides stand with it",
}


def explain(document: Document, lexicon: Lexicon, names: Names, *, triples: bool = True) -> Iterator[str]:
    """Lines of text: document, stories, mentions, facts with their rules, near misses, triples."""
    found = stories(document)
    yield f"DOCUMENT {document.identifier}"
    yield f"  read from {document.source}: {len(document.text)} characters, {_count(len(found), 'story', 'stories')}"
    graphs = article_graphs(document, lexicon, names)
    for story, graph in zip(found, graphs, strict=True):
        yield ""
        yield f"STORY {story.identifier}"
        yield from _story(story)
        split = sentences(story)
        annotated = annotate(story, split, lexicon)
        yield f"  states: home {annotated.states.home or '—'}; most named {', '.join(annotated.states.pair) or '—'}"
        yield "  MENTIONS, sentence by sentence"
        for line in annotated.lines:
            yield from _line(line)
        yield from _facts(extract(story, split, lexicon), annotated)
        if triples:
            yield f"  TRIPLES in <{graph.name.value}>"
            yield from (f"    {row}" for row in turtle(graph.quads, names).splitlines())


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _story(story: Story) -> Iterator[str]:
    published = f"{story.published.value} (from its {story.published.source})" if story.published else "not stated"
    yield f"  title: {story.title or '—'}"
    yield f"  language: {story.language}; published: {published}; {_count(len(story.blocks), 'paragraph', 'paragraphs')} after furniture"


def _line(line: Line) -> Iterator[str]:
    span = line.sentence.span
    quoted = ", quoted" if line.sentence.quoted else ""
    yield f"    {line.index + 1:>3} [{span.start}–{span.end}, {line.role}{quoted}] {_short(line.text(0, len(line.tokens)))}"
    for item in line.items:
        yield f"          {line.words(item)} → {_reading(item)}"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _reading(item: Item) -> str:
    if item.kind == "person":
        person = item.value
        return f"person {person.label} ({', '.join(filter(None, (person.role, person.state))) or 'no office'})"
    if item.kind == "agency" and item.value:
        return "agency " + ", ".join(f"{agency.slug} “{agency.label}”" for agency in item.value)
    if item.kind == "date":
        return f"date {item.value.value} ({item.value.basis})"
    codes = ", ".join(concept.code for concept in item.concepts)
    extra = item.prop("status") or item.prop("kind")
    return f"{item.kind} {codes}{f' ({extra})' if extra else ''}"


def _facts(facts: Facts, story: AnnotatedStory) -> Iterator[str]:
    for name, entities in (
        ("PEOPLE", facts.people),
        ("AGENCIES", facts.agencies),
        ("THREATS", facts.threats),
        ("COUNTRIES", facts.countries),
    ):
        yield f"  {name}: {'; '.join(map(_entity, entities.values())) or 'none'}"
    events: list[Agreement | Meeting] = [*facts.meetings, *facts.agreements]
    for event in events:
        yield from _event(event, story)
    if facts.misses:
        yield "  NEAR MISSES"
    for miss in facts.misses:
        yield f"    “{miss.cue}” [{miss.sentence.span.start}–{miss.sentence.span.end}]: {miss.reason} — {GUARDS[miss.reason]}"


def _entity(entity: Entity) -> str:
    state = getattr(entity, "state", None)
    role = getattr(entity, "role", None)
    return f"{entity.label}{f', {role}' if role else ''}{f' ({state})' if state else ''}"


def _event(event: Agreement | Meeting, story: AnnotatedStory) -> Iterator[str]:
    lexicon = story.agencies.lexicon
    agreement = isinstance(event, Agreement)
    label = agreement_label(event, lexicon) if isinstance(event, Agreement) else meeting_label(event, lexicon)
    yield f"  {'AGREEMENT' if agreement else 'MEETING'} {label}"
    yield f"    kind {event.kind}, status {event.status}: rule {event.rule}, cue “{event.cue}”"
    yield f"    states: {', '.join(event.states) or '—'}; bodies: {', '.join(event.agencies) or '—'}; people: {', '.join(p.label for p in event.people.values()) or '—'}"
    date = (
        f"{event.date.value} ({event.date.basis}{f': {event.date.note}' if event.date.note else ''})"
        if event.date
        else "not stated"
    )
    yield f"    date: {date}; place: {event.place.label if event.place else '—'}; threats: {', '.join(event.threats) or '—'}"
    text = story.lines[0].source if story.lines else ""
    for sentence in event.sentences:
        yield f"    evidence [{sentence.span.start}–{sentence.span.end}]: {_short(' '.join(text[sentence.span.start : sentence.span.end].split()))}"
