"""Hints that two nodes may be one: `c:possiblySame`, worked out anew from all that the store holds.

Nodes that are surely one have one IRI from the start (`loader.graph.identity`, `ontology.personal`). What is left are near
misses: a person whose state an article does not tell, a surname alone, a transcription that no rule turns back, an
event whose place only one article knows. They are linked and never merged, in a graph of their own, each pair with the
reason; so a hint can be wrong and do no harm, and goes when an article that gave rise to it goes.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pyoxigraph import Literal, NamedNode, Quad

from ontology.personal import CHINESE, coarse, is_han, name_key, one_letter_apart
from ontology.terms import ORG, RDF, RDFS, C

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Triple

    from ontology.terms import Names

    class Statements(Protocol):
        """What a store says."""

        def __call__(
            self, predicate: NamedNode, /, *, of: NamedNode | None = None, value: NamedNode | None = None
        ) -> Iterable[Triple]:
            """The statements with a property; of things of a class, and with a value, if given."""

    Pair = tuple[str, str]

GRAPH = "links"
_FULL_NAME = 2
_FULL_DATE = 10
# Where more nodes than this are alike in the same way, being alike says nothing.
_MOST_ALIKE = 12
# Consonants that two transcriptions have to share at least.
_LEAST_COARSE = 2
_SAME_GATHERING = frozenset({"meeting", "talks", "visit", "ceremony"})
_STATE_RULES = ("BY", "CN", "RU", "UA", "VN")


class _Person(NamedTuple):
    iri: str
    name: str
    state: str | None
    offices: frozenset[str]
    """The bodies and states in which the articles have the person hold office."""

    @property
    def words(self) -> list[str]:
        return self.name.split()

    def may_be(self, other: _Person) -> bool:
        """Whether the offices agree: a common one, or one of them told only as an office of the state."""
        told, others = self.bodies, other.bodies
        return not told or not others or not told.isdisjoint(others)

    @property
    def bodies(self) -> frozenset[str]:
        return frozenset(office for office in self.offices if "/country/" not in office)

    def parts(self, state: str | None) -> frozenset[str]:
        """The parts of the name as names of a state are read."""
        key = name_key(self.words, state)
        return frozenset((key.removesuffix(f"-{state.lower()}") if state else key).split("-"))


def link_quads(statements: Statements, names: Names) -> Iterator[Quad]:
    """The graph of hints: what it is, each pair both ways, and a node for each pair that gives the reason.

    Args:
        statements: Gives the statements of the store's union with a property.
        names: The names of data.

    """
    graph = names.graph(GRAPH)
    yield Quad(graph, RDFS.label, Literal("Things that may be the same", language="en"), graph)
    reasons: dict[Pair, str] = {}
    for left, right, reason in (*_people(statements, names), *_events(statements)):
        reasons.setdefault((min(left, right), max(left, right)), reason)
    for (left, right), reason in sorted(reasons.items()):
        one, other = NamedNode(left), NamedNode(right)
        node = names.entity("likeness", names.event_slug(left, right))
        yield Quad(one, C.possiblySame, other, graph)
        yield Quad(other, C.possiblySame, one, graph)
        yield Quad(node, RDF.type, C.Likeness, graph)
        yield Quad(node, C.likens, one, graph)
        yield Quad(node, C.likens, other, graph)
        yield Quad(node, RDFS.label, Literal(reason, language="en"), graph)


def _people(statements: Statements, names: Names) -> Iterator[tuple[str, str, str]]:
    people = _read_people(statements, names)
    by_state: defaultdict[str | None, list[_Person]] = defaultdict(list)
    for person in people:
        by_state[person.state].append(person)
    yield from _stateless(by_state)
    for state, group in by_state.items():
        if state is not None:
            yield from _surnames(group, state)
            yield from _transcriptions(group, state)
            yield from _misspelt(group, state)


def _read_people(statements: Statements, names: Names) -> list[_Person]:
    prefix = names.entity("person", "").value
    labels: dict[str, str] = {}
    for triple in statements(RDFS.label, of=C.Person):  # most labels are of other things
        iri = _value(triple.subject)
        if iri.startswith(prefix):
            labels[iri] = min(labels.get(iri, "\U0010ffff"), _value(triple.object))
    states = {_value(t.subject): _value(t.object).rsplit("/", 1)[-1] for t in statements(C.state, of=C.Person)}
    bodies = {_value(t.subject): _value(t.object) for t in statements(ORG.postIn)}
    offices: defaultdict[str, set[str]] = defaultdict(set)
    for triple in statements(ORG.holds):
        if (body := bodies.get(_value(triple.object))) is not None:
            offices[_value(triple.subject)].add(body)
    return [
        _Person(iri, name, states.get(iri), frozenset(offices[iri]))
        for iri, name in sorted(labels.items())
        if any(True for _ in statements(C.mentions, value=NamedNode(iri)))
    ]


def _stateless(by_state: dict[str | None, list[_Person]]) -> Iterator[tuple[str, str, str]]:
    """A full name without a state, and the same name with one."""
    named: defaultdict[tuple[str | None, frozenset[str]], list[_Person]] = defaultdict(list)
    for state, group in by_state.items():
        for person in group:
            if state is not None:
                named[state if state in _STATE_RULES else None, person.parts(state)].append(person)
    for person in by_state.get(None, ()):
        if len(person.words) < _FULL_NAME and not is_han(person.name):
            continue
        alike = [other for rule in (*_STATE_RULES, None) for other in named.get((rule, person.parts(rule)), ())]
        for other in alike if len(alike) <= _MOST_ALIKE else ():
            yield person.iri, other.iri, "one name, and the articles tell the state of one of them only"


def _surnames(group: list[_Person], state: str) -> Iterator[tuple[str, str, str]]:
    """A surname alone, and a full name with it in an office that may be the same."""
    holders: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in group:
        if len(person.words) >= _FULL_NAME:
            for part in person.parts(state):
                holders[part].append(person)
    for person in group:
        if len(person.words) >= _FULL_NAME or is_han(person.name):
            continue
        found = [other for part in person.parts(state) for other in holders[part] if person.may_be(other)]
        for other in found if len(found) <= _MOST_ALIKE else ():
            yield person.iri, other.iri, "one surname, one state, offices that agree; one is named by surname only"


def _transcriptions(group: list[_Person], state: str) -> Iterator[tuple[str, str, str]]:
    """A foreign name in Chinese characters, and one that sounds alike."""
    sounding: defaultdict[str, list[_Person]] = defaultdict(list)
    for person in group:
        for word in person.words if not is_han(person.name) else ():
            sounding[coarse(word)].append(person)
    for person in group:
        if not is_han(person.name) or state in CHINESE:
            continue
        last = coarse(person.name.replace("•", "·").rsplit("·", 1)[-1])
        found = [other for other in sounding[last] if person.may_be(other)] if len(last) >= _LEAST_COARSE else []
        for other in found if len(found) <= _MOST_ALIKE else ():
            yield person.iri, other.iri, "names that sound alike, one of them transcribed; offices that agree"


def _misspelt(group: list[_Person], state: str) -> Iterator[tuple[str, str, str]]:
    """Two names that share a part and differ in one letter of the other."""
    sharing: defaultdict[str, list[tuple[_Person, frozenset[str]]]] = defaultdict(list)
    for person in group:
        parts = person.parts(state)
        for part in parts if len(parts) >= _FULL_NAME else ():
            sharing[part].append((person, parts))
    for part, found in sharing.items():
        for (one, mine), (other, its) in combinations(found, 2) if len(found) <= _MOST_ALIKE**2 else ():
            rests = sorted(mine - its), sorted(its - mine)
            if (
                len(rests[0]) == len(rests[1]) == 1
                and part in mine & its
                and one_letter_apart(rests[0][0], rests[1][0])
            ) and one.may_be(other):
                yield one.iri, other.iri, "names that differ in one letter; offices that agree"


def _events(statements: Statements) -> Iterator[tuple[str, str, str]]:
    """Events of one day between the same states that differ in place, because one has none, or in the word for them."""
    days = {_value(t.subject): _value(t.object) for prop in (C.heldOn, C.signedOn) for t in statements(prop)}
    kinds = {_value(t.subject): _value(t.object).rsplit("/", 1)[-1] for t in statements(C.kind)}
    statuses = {_value(t.subject): _value(t.object) for t in statements(C.status)}
    places = {_value(t.subject): _value(t.object) for prop in (C.heldAt, C.signedAt) for t in statements(prop)}
    states: defaultdict[str, set[str]] = defaultdict(set)
    for prop in (C.partyState, C.participantState):
        for triple in statements(prop):
            states[_value(triple.subject)].add(_value(triple.object))
    alike: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for iri in sorted(days):
        if len(days[iri]) == _FULL_DATE and states[iri] and iri in kinds:
            kind = "meeting" if kinds[iri] in _SAME_GATHERING else kinds[iri]
            alike[kind, statuses.get(iri), days[iri], frozenset(states[iri])].append(iri)
    for group in alike.values():
        for one, other in combinations(group, 2) if len(group) <= _MOST_ALIKE else ():
            if places.get(one, places.get(other)) == places.get(other, places.get(one)):
                yield one, other, "one day, the same states and one kind; only one has a place, or the words differ"


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
