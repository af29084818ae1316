"""Agencies: a named body, or a function composed with the state beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from loader.extract.entities.bodies.bare_agencies import BARE_IS_NONE, is_common, resolve_bare
from loader.extract.entities.bodies.han_agencies import name_parts
from loader.extract.entities.countries.cases import opens_clause
from loader.extract.entities.countries.foreign_stories import of_whole
from loader.extract.facts import Agency, Name
from loader.extract.lines import Item
from loader.extract.words import COMMAS, EAST_SLAVIC, POSSESSIVE, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.countries.states import States
    from loader.extract.lines import Line
    from ontology.lexicon import Concept, Lexicon

# Tokens that may stand between a body and the state after it; other languages need none.
_LINKS = {"en": folded("of the for in"), "vi": folded("nước của nhà")}
_LISTING = folded("and и і й та ды va và 和 与 、 , with с")
NO_BODY = frozenset({"head-of-state", "government", "council-of-ministers", "embassy"})
"""Offices that are held in the state itself and not in a body that a reader would name."""
# A state's or an organisation's name may stand behind a body with an article or preposition between.
_STATIONED = "驻"
_ACCORDING = "theo"
_BEHIND = 2
_ACRONYM_IN_BRACKETS = 3


@dataclass(slots=True)
class Agencies:
    """The bodies of one story, by slug."""

    lexicon: Lexicon
    states: States
    language: str
    found: dict[str, Agency] = field(default_factory=dict)

    def national(self, state: str, function: str) -> Agency:
        """The body of a state with a function; the lexicon's own where it knows one."""
        slug = f"{state.lower()}-{function}"
        if slug not in self.found:
            known = self.lexicon.get("agency", slug)
            label = (known and known.labels.get("en")) or self._composed_label(state, function)
            code = self._contract_code(function)
            self.found[slug] = Agency("agency", slug, label, state=state, function=code, implied=True)
        return self.found[slug]

    def named(self, concept: Concept) -> Agency:
        """The body that the lexicon names."""
        slug, props = concept.code, concept.props
        if slug not in self.found:
            state, function = props.get("state"), props.get("function")
            self.found[slug] = Agency(
                "agency", slug, concept.labels.get("en") or slug, state=state,
                function=self._contract_code(function) if function else None,
                parent=props.get("subOrganizationOf"), international=state is None, implied=True,
            )  # fmt: skip
        return self.found[slug]

    def nationals(self, states: Sequence[str], function: str) -> list[Agency]:
        """The bodies of several states with one function."""
        return [self.national(state, function) for state in states]

    def holder(self, function: str | None) -> str | None:
        """The state whose body of a function is the only one that the story names."""
        bodies = [body for body in self.found.values() if body.function == function and body.state and not body.implied]
        return bodies[0].state if function and len(bodies) == 1 else None

    def put(self, line: Line, old: list[Item], new: Item) -> None:
        """Put an item whose value is bodies in the place of others, and note that its words name these."""
        for agency in new.value:
            self.mention(agency, line, new)
        line.replace(old, new)

    def mention(self, agency: Agency, line: Line, item: Item) -> None:
        """Note that an item's tokens name the agency in words."""
        agency.implied = False
        agency.names[Name(line.words(item), self.language)] = None
        agency.spans.append(line.span(item))

    def _composed_label(self, state: str, function: str) -> str:
        concept = self.lexicon.get("function", function)
        name = (concept and concept.labels.get("en")) or function.replace("-", " ")
        country = self.lexicon.get("country", state)
        return f"{name} of {country.labels.get('en')}" if country else name

    def _contract_code(self, function: str) -> str:
        """The contract's code for a finer function: its broader one, if it has one."""
        concept = self.lexicon.get("function", function)
        return (concept.props.get("broader") if concept else None) or function


class _Beside(NamedTuple):
    """States that stand with a body: tokens [start, end) hold these and it."""

    start: int
    end: int
    states: list[str]
    items: list[Item]


def compose_agencies(lines: Sequence[Line], agencies: Agencies) -> None:
    """Turn `agency` and `function` items into items of kind `agency` whose value is a list of agencies."""
    for line in lines:
        for item in line.of("agency", "function"):
            if not item.value and not is_common(line, item) and item in line.items:
                _compose(line, item, agencies)
        for item in line.of("post"):
            if item.prop("function"):
                states = _states_after(line, item).states or _states_before(line, item).states
                item.states = tuple(dict.fromkeys(states))
    chinese = agencies.language == "zh"
    for line in lines:
        if chinese:
            name_parts(line, agencies)
        resolve_bare(line, lines, agencies)
        if chinese:
            name_parts(line, agencies)


def _compose(line: Line, item: Item, agencies: Agencies) -> None:
    function = item.concept.code if item.kind == "function" else item.prop("function")
    own = item.prop("state")
    apart = (
        item.kind == "agency" and not own and line.tokens.is_hyphened(item.start)
    )  # `the Tunisia-| NATO | committee`
    before = _Beside(item.start, item.end, [], []) if apart else _states_before(line, item)
    beside = before if before.states else _states_after(line, item)
    start, end = beside.start, beside.end
    whole = of_whole(line, item.end) if line.language == "vi" and function else None
    if whole is not None and function and not beside.states:
        found = [agencies.national(whole, function)]
    elif item.kind == "agency" and (function is None or not own or not beside.states or own in beside.states):
        others = [state for state in beside.states if own and state != own]
        found = [agencies.named(item.concept), *(agencies.nationals(others, function) if function else ())]
    elif beside.states and function:
        found = agencies.nationals(beside.states, function)
    elif (pair := _pair_beside(line, item)) and function and function not in BARE_IS_NONE:
        found = agencies.nationals(_pair_told(line, pair) or agencies.states.both, function)
        start, end = min(start, pair.start), max(end, pair.end)
    else:
        return
    new = Item(start, end, "agency", item.concepts, value=found, states=_states_of(found))
    for agency in found:
        agencies.mention(agency, line, new)
        if (start, end) != (item.start, item.end):
            agencies.mention(agency, line, item)
    inside = [other for other in line.of("function", "agency") if item.end <= other.start and other.end <= end]
    line.replace([item, *beside.items, *inside], new)


def _states_of(found: list[Agency]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(agency.state for agency in found if agency.state))


def _states_before(line: Line, item: Item) -> _Beside:
    """States in front: `Belarusian and Russian interior ministries`, `China's MPS`, `白俄罗斯内务部`."""
    states: list[str] = []
    consumed: list[Item] = []
    start = item.start
    countries = [] if line.language == "vi" else reversed(line.items[: line.items.index(item)])
    for country in countries:
        between = set(line.norms(country.end, start)) - POSSESSIVE - (_LISTING if states else frozenset())
        genitive = line.language in EAST_SLAVIC and country.form == "label"
        if (
            country.kind != "country"
            or between
            or genitive
            or (len(states) == 1 and _parts_clauses(line, country.end, start))
        ):
            break
        if line.norm(country.start - 1) == _STATIONED:  # `泰国 | 驻华 | 使馆`
            sender = next((one for one in line.of("country") if one.end == country.start - 1), None)
            return (
                _Beside(sender.start, item.end, [*sender.states[:1]], [sender])
                if sender
                else _Beside(item.start, item.end, [], [])
            )
        states[:0] = country.states[:1]
        consumed.append(country)
        start = country.start
    return _Beside(start, item.end, states, consumed)


def _parts_clauses(line: Line, end: int, start: int) -> bool:
    """`extradited by Colombia | , | Spain's National Police said`: a comma alone before the only owner joins no list."""
    return line.language == "en" and line.norms(end, start) == [","]


def _states_after(line: Line, item: Item) -> _Beside:
    """States behind: `Prosecutors General of Belarus and China`, `МВД Беларуси и России`, `Bộ Nội vụ Belarus`."""
    links = _LINKS.get(line.language, frozenset[str]())
    states: list[str] = []
    consumed: list[Item] = []
    end = _past_acronym(line, item)
    countries = [] if line.language == "zh" else line.items[line.items.index(item) + 1 :]
    for country in countries:
        if country.start < end:
            continue
        between = set(line.norms(end, country.start))
        owner = line.norm(country.end) in POSSESSIVE  # of what follows: "… and Paraguay's | Anti-Drug Secretariat"
        unlinked = between - (links | _LISTING if states else links) or (line.language == "en" and not between)
        if country.kind != "country" or country.form in {"demonym", "inhabitant"} or unlinked or owner:
            break
        if consumed and opens_clause(line, consumed[-1], country):
            break
        if states and line.language == "vi" and _ends_source(line, item, end):
            break
        states += country.states[:1]
        consumed.append(country)
        end = country.end
    return _Beside(item.start, end if states else item.end, states, consumed)


def _ends_source(line: Line, item: Item, end: int) -> bool:
    """`Theo Bộ Ngoại giao Romania | , Serbia và Hungary đã ký …`: behind the comma those begin of whom a source tells."""
    if line.norm(0) != _ACCORDING or line.norm(end) not in COMMAS or line.has_between(0, item.start, COMMAS):
        return False
    last = end
    for country in line.of("country"):
        if country.start >= last and _LISTING.issuperset(line.norms(last, country.start)):
            last = country.end
    return line.norm(last) not in COMMAS


def _past_acronym(line: Line, item: Item) -> int:
    """The end of a bracketed acronym after the body's name: `State Security Committee (KGB) of Belarus`."""
    bracketed = line.norm(item.end) == "(" and line.norm(item.end + 2) == ")"
    return item.end + _ACRONYM_IN_BRACKETS if bracketed else item.end


def _pair_told(line: Line, pair: Item) -> list[str]:
    """The two states right before the words for both: 中莫两国国防部."""
    beside = [item for item in line.of("country") if pair.start - _BEHIND <= item.start and item.end <= pair.start]
    states = [state for item in beside for state in item.states[:1]]
    return states if len(states) == _BEHIND else []


_OF_SEVERAL = "pair-of-several"  # `of the three countries`: which they are is not known here


def _pair_beside(line: Line, item: Item) -> Item | None:
    """The words for both states beside a body: `interior ministries of both countries`, `两国内务部`."""
    before, after = line.before(item), line.after(item)
    if after is not None and after.kind == "pair" and after.start <= item.end + _BEHIND:
        return None if after.concept.code == _OF_SEVERAL else after
    if line.language == "zh" and before is not None and before.kind == "pair" and before.end == item.start:
        return before
    return None
