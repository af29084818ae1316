"""Facts to triples: one graph an article, which stands on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from loader.graph.identity import identify_events
from loader.graph.labels import agreement_label, meeting_label
from ontology.terms import DCTERMS, OA, ORG, RDF, RDFS, SCHEMA, SKOS, XSD, C

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loader.extract.facts import Agency, Agreement, Date, Entity, Event, Facts, Meeting, Person, Place
    from loader.graph.identity import Identity
    from loader.graph.statements import Graph
    from loader.model import Span

# How much of the text around a quotation is kept to find it again (Web Annotation, TextQuoteSelector).
_CONTEXT = 32
_LANGUAGES = ("en", "ru", "be", "uk", "vi", "zh")


def add_facts(graph: Graph, facts: Facts) -> None:
    """Add everything that the article says."""
    for country in facts.countries.values():
        _country(graph, country)
    for place in facts.places.values():
        _place(graph, place)
    for threat in facts.threats.values():
        node = _entity(graph, threat, C.Threat)
        graph.add(node, SKOS.notation, Literal(threat.slug))
        concept = graph.lexicon.get("threat", threat.slug)
        if concept is not None and "broader" in concept.props:
            graph.add(node, SKOS.broader, graph.names.entity("threat", concept.props["broader"]))
    for agency in facts.agencies.values():
        _agency(graph, agency)
    for person in facts.people.values():
        _person(graph, person, facts)
    identities = identify_events(facts, graph.story.identifier)
    for meeting in facts.meetings:
        _meeting(graph, meeting, identities)
    for agreement in facts.agreements:
        _agreement(graph, agreement, identities)


def _entity(graph: Graph, entity: Entity, class_: NamedNode) -> NamedNode:
    """What every mentioned thing has: type, label, surface forms, a sentence, and the article's mention."""
    node = graph.names.entity(entity.type, entity.slug)
    graph.add(node, RDF.type, class_)
    language = "en" if entity.label.isascii() else graph.story.language
    graph.add(node, RDFS.label, Literal(entity.label, language=_tag(language)))
    for name in entity.names:
        graph.add(node, SKOS.altLabel, Literal(name.text, language=_tag(name.language)))
    graph.add(graph.article, C.mentions, node)
    if entity.spans:
        _evidence(graph, node, [_sentence_at(graph, entity.spans[0])])
    return node


def _tag(language: str) -> str:
    return language if language in _LANGUAGES else "und"


def _sentence_at(graph: Graph, span: Span) -> Span:
    return next((s.span for s in graph.sentences if s.span.start <= span.start and span.end <= s.span.end), span)


def _evidence(graph: Graph, subject: NamedNode, spans: Iterable[Span]) -> None:
    for span in spans:
        if span not in graph.quoted:
            graph.quoted[span] = _quotation(graph, span)
        graph.add(subject, C.evidence, graph.quoted[span])


def _quotation(graph: Graph, span: Span) -> NamedNode:
    text = graph.story.document.text
    node = graph.names.evidence(graph.article, span.start, span.end)
    graph.add(node, RDF.type, C.Evidence)
    graph.add(node, OA.exact, Literal(text[span.start : span.end]))
    graph.add(node, OA.prefix, Literal(text[max(0, span.start - _CONTEXT) : span.start]))
    graph.add(node, OA.suffix, Literal(text[span.end : span.end + _CONTEXT]))
    graph.add(node, OA.start, _integer(span.start))
    graph.add(node, OA.end, _integer(span.end))
    graph.add(node, OA.hasSource, graph.article)
    return node


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def _state(graph: Graph, node: NamedNode, predicate: NamedNode, state: str | None) -> None:
    """Link a state, and describe it: it may be known only through a body or a city."""
    if state is None:
        return
    country = graph.names.entity("country", state)
    graph.add(node, predicate, country)
    if state in graph.states:
        return
    graph.states.add(state)
    graph.add(country, RDF.type, C.Country)
    graph.add(country, C.isoCode, Literal(state))
    concept = graph.lexicon.get("country", state)
    graph.add(country, RDFS.label, Literal(concept.labels.get("en", state) if concept else state, language="en"))


def _country(graph: Graph, country: Entity) -> None:
    node = _entity(graph, country, C.Country)
    graph.add(node, C.isoCode, Literal(country.slug))


def _place(graph: Graph, place: Place) -> None:
    node = _entity(graph, place, C.Place)
    _state(graph, node, C.state, place.state)


def _agency(graph: Graph, agency: Agency) -> None:
    node = _entity(graph, agency, C.Agency)
    _state(graph, node, C.state, agency.state)
    if agency.function:
        graph.add(node, C.function, graph.names.code("function", agency.function))
    if agency.parent:
        # The reference graph describes the parent: a body that stands only inside its organ's name is not mentioned.
        graph.add(node, ORG.subOrganizationOf, graph.names.entity("agency", agency.parent))


def _person(graph: Graph, person: Person, facts: Facts) -> None:
    node = _entity(graph, person, C.Person)
    _state(graph, node, C.state, person.state)
    if not person.role:
        return
    post = graph.names.entity("post", graph.names.article_slug(f"{person.role}\0{person.agency or person.state or ''}"))
    graph.add(node, ORG.holds, post)
    graph.add(node, SCHEMA.jobTitle, Literal(person.role, language=_tag(graph.story.language)))
    graph.add(post, RDF.type, C.Post)
    graph.add(post, RDFS.label, Literal(person.role, language=_tag(graph.story.language)))
    if person.agency and person.agency in facts.agencies:
        graph.add(post, ORG.postIn, graph.names.entity("agency", person.agency))
    elif person.state:
        _state(graph, post, ORG.postIn, person.state)


def _date(graph: Graph, node: NamedNode, predicate: NamedNode, date: Date | None) -> None:
    if date is None:
        return
    graph.add(node, predicate, Literal(date.value, datatype=getattr(XSD, date.datatype)))
    graph.add(node, C.dateBasis, graph.names.code("date-basis", date.basis))
    graph.add(node, C.dateNote, Literal(date.note, language="en") if date.note else None)


def _event(graph: Graph, event: Event, identity: Identity, node: NamedNode, class_: NamedNode, label: str) -> None:
    graph.add(node, RDF.type, class_)
    graph.add(node, RDFS.label, Literal(label, language="en"))
    graph.add(node, C.rule, Literal(event.rule))
    graph.add(node, C.identifiedBy, Literal(identity.shared) if identity.shared else None)
    if event.quoted:
        graph.add(node, C.quoted, Literal("true", datatype=XSD.boolean))
    graph.add(graph.article, C.mentions, node)
    _evidence(graph, node, [sentence.span for sentence in event.sentences])


def _actors(graph: Graph, event: Event, node: NamedNode, actor: NamedNode, state: NamedNode) -> None:
    """The bodies and states that act, and the states of all: one acts by itself where none of its bodies does."""
    represented = {agency.state for agency in event.agencies.values()} | {
        person.state for person in event.people.values() if actor == C.participant
    }
    for slug in event.agencies:
        graph.add(node, actor, graph.names.entity("agency", slug))
    for iso in event.states:
        if iso not in represented:
            _state(graph, node, actor, iso)
    for one in {*event.states, *represented}:
        _state(graph, node, state, one)


def _meeting(graph: Graph, meeting: Meeting, identities: dict[int, Identity]) -> None:
    identity = identities[id(meeting)]
    node = graph.names.entity("meeting", identity.slug)
    _event(graph, meeting, identity, node, C.Meeting, meeting_label(meeting, graph.lexicon))
    graph.add(node, C.kind, graph.names.code("meeting-kind", meeting.kind))
    graph.add(node, C.status, graph.names.code("meeting-status", meeting.status))
    _actors(graph, meeting, node, C.participant, C.participantState)
    for slug in meeting.people:
        graph.add(node, C.participant, graph.names.entity("person", slug))
    for code in meeting.threats:
        graph.add(node, C.discusses, graph.names.entity("threat", code))
    if meeting.ordinal:
        graph.add(node, C.ordinal, _integer(meeting.ordinal))
    if meeting.place:
        graph.add(node, C.heldAt, graph.names.entity("place", meeting.place.slug))
    _date(graph, node, C.heldOn, meeting.date)


def _agreement(graph: Graph, agreement: Agreement, identities: dict[int, Identity]) -> None:
    identity = identities[id(agreement)]
    node = graph.names.entity("agreement", identity.slug)
    _event(graph, agreement, identity, node, C.Agreement, agreement_label(agreement, graph.lexicon))
    if agreement.label:
        graph.add(node, SKOS.altLabel, Literal(agreement.label, language=_tag(graph.story.language)))
    graph.add(node, C.kind, graph.names.code("agreement-kind", agreement.kind))
    graph.add(node, C.status, graph.names.code("agreement-status", agreement.status))
    _actors(graph, agreement, node, C.party, C.partyState)
    for slug in agreement.people:
        graph.add(node, C.signatory, graph.names.entity("person", slug))
    for code in agreement.threats:
        graph.add(node, C.addresses, graph.names.entity("threat", code))
    if agreement.place:
        graph.add(node, C.signedAt, graph.names.entity("place", agreement.place.slug))
    if agreement.meeting is not None:
        graph.add(node, C.concludedAt, graph.names.entity("meeting", identities[id(agreement.meeting)].slug))
    _date(graph, node, C.signedOn, agreement.date)


def describe_article(graph: Graph) -> None:
    """The article itself, as the contract lists its properties."""
    story, article = graph.story, graph.article
    graph.add(article, RDF.type, C.Article)
    graph.add(article, DCTERMS.identifier, Literal(story.identifier))
    language = _tag(story.language)
    graph.add(article, SCHEMA.inLanguage, Literal(language))
    title = story.title or story.document.title or story.identifier
    graph.add(article, DCTERMS.title, Literal(title, language=language))
    graph.add(article, RDFS.label, Literal(title, language=language))
    url = story.url or story.document.url
    if url and url.startswith(("http://", "https://")):
        graph.add(article, SCHEMA.url, Literal(url))
        graph.add(article, DCTERMS.source, Literal(url))
    if story.published is not None:
        datatype = (XSD.gYear, XSD.gYearMonth, XSD.date)[story.published.value.count("-")]
        graph.add(article, SCHEMA.datePublished, Literal(story.published.value, datatype=datatype))
