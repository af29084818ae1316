"""Agencies: a named body, or a function composed with the state beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.facts import Agency, Name
from loader.extract.lines import Item
from loader.extract.states import OWN_PRESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Line
    from loader.extract.states import States
    from ontology.lexicon import Concept, Lexicon

# Tokens that may stand between a body and the state after it, by language.
_LINKS = {
    "en": frozenset({"of", "the", "for", "in"}),
    "vi": frozenset({"nước", "nưoć", "của", "cuả", "nhà"}),
    "ru": frozenset[str](),
}
_POSSESSIVE = frozenset({"'", "'s"})
_AND = frozenset({"and", "и", "і", "й", "та", "va", "và", "và`", "和", "与", "、", ",", "with", "с"})
# Offices that are held in the state itself and not in a body that a reader would name.
NO_BODY = frozenset({"head-of-state", "government", "council-of-ministers", "embassy"})
# "The government" and "parliament" name no body where no state stands with them.
_BARE_IS_NONE = frozenset({"government", "council-of-ministers", "parliament", "head-of-state", "court", "police"})
_SUFFIXING = frozenset({"ru", "be", "uk"})


@dataclass(slots=True)
class Agencies:
    """The bodies of one story, by slug."""

    lexicon: Lexicon
    states: States
    language: str
    found: dict[str, Agency] = field(default_factory=dict)

    def national(self, state: str | None, function: str) -> Agency:
        """The body of a state with a function; the lexicon's own where it knows one."""
        slug = f"{(state or 'zz').lower()}-{function}"
        if slug not in self.found:
            known = self.lexicon.get("agency", slug)
            concept = self.lexicon.get("function", function)
            label = _label(known, "en") or self._composed_label(state, concept, function)
            self.found[slug] = Agency(
                "agency", slug, label, state=state, function=_contract_code(self.lexicon, function), implied=True
            )
        return self.found[slug]

    def named(self, concept: Concept) -> Agency:
        """The body that the lexicon names."""
        slug = concept.code
        if slug not in self.found:
            state = concept.props.get("state")
            function = concept.props.get("function")
            self.found[slug] = Agency(
                "agency", slug, _label(concept, "en") or slug, state=state,
                function=_contract_code(self.lexicon, function) if function else None,
                parent=concept.props.get("subOrganizationOf"), international=state is None, implied=True,
            )  # fmt: skip
        return self.found[slug]

    def _composed_label(self, state: str | None, concept: Concept | None, function: str) -> str:
        name = (concept and _label(concept, "en")) or function.replace("-", " ")
        country = self.lexicon.get("country", state) if state else None
        return f"{name} of {_label(country, 'en')}" if country else name

    def mention(self, agency: Agency, line: Line, start: int, end: int) -> None:
        """Note that the tokens [start, end) name the agency in words."""
        agency.implied = False
        agency.names[Name(line.text(start, end), self.language)] = None
        agency.spans.append(line.span(Item(start, end, "agency")))


def _label(concept: Concept | None, language: str) -> str | None:
    return concept.labels.get(language) if concept else None


def _contract_code(lexicon: Lexicon, function: str) -> str:
    """The contract's code for a finer function: its broader one, if it has one."""
    concept = lexicon.get("function", function)
    return (concept.props.get("broader") if concept else None) or function


def compose_agencies(lines: Sequence[Line], agencies: Agencies) -> None:
    """Turn `agency` and `function` items into items whose value is a list of agencies."""
    for line in lines:
        for item in line.of("agency", "function"):
            _compose(line, item, agencies)
        for item in line.of("post"):
            if item.prop("function"):
                _, states, _ = _states_after(line, item)
                item.states = tuple(dict.fromkeys(states or _states_before(line, item)[1]))
    for line in lines:
        for item in line.of("function"):
            _resolve_bare(line, item, agencies)


def _compose(line: Line, item: Item, agencies: Agencies) -> None:
    start, states, consumed = _states_before(line, item)
    if not states:
        end, states, consumed = _states_after(line, item)
        start = item.start
    else:
        end = item.end
    function = _function(item)
    if item.kind == "agency" and (
        not states or function is None or not item.prop("state") or item.prop("state") in states
    ):
        own = item.prop("state")
        found = [agencies.named(item.concept)] + [
            agencies.national(state, function) for state in states if function and own and state != own
        ]
    elif states and function:
        found = [agencies.national(state, function) for state in states]
    elif (plural := _pair_after(line, item)) and function:
        found = [agencies.national(state, function) for state in agencies.states.pair]
        start, end = min(start, plural.start), max(item.end, plural.end)
    else:
        return
    new = Item(
        start,
        end,
        "agency",
        item.concepts,
        value=found,
        states=tuple(dict.fromkeys(agency.state for agency in found if agency.state)),
    )
    for agency in found:
        agencies.mention(agency, line, start, end)
        if (start, end) != (item.start, item.end):
            agencies.mention(agency, line, item.start, item.end)
    line.replace([item, *consumed], new)


def _function(item: Item) -> str | None:
    return item.concept.code if item.kind == "function" else item.prop("function")


def _resolve_bare(line: Line, item: Item, agencies: Agencies) -> None:
    """A function without a state beside it: the story's only such body, or the home state's."""
    function = item.concept.code
    if _group_of(line, item) or _is_common(line, item) or item.prop("weak") or (function in _BARE_IS_NONE and _is_plain(line, item)):
        return
    holders = [agency for slug, agency in agencies.found.items() if slug.endswith(f"-{function}") and agency.state]
    own_press = agencies.language in OWN_PRESS
    if len(holders) == 1 and not own_press:
        found = holders
    elif agencies.states.home:
        found = [agencies.national(agencies.states.home, function)]
    else:
        return
    for agency in found:
        agencies.mention(agency, line, item.start, item.end)
    line.replace(
        [item],
        Item(
            item.start, item.end, "agency", item.concepts, value=found, states=tuple(a.state for a in found if a.state)
        ),
    )


def _is_plain(line: Line, item: Item) -> bool:
    """Whether a body is named by a common noun alone: "the government", 政府."""
    return item.end - item.start == 1 or (line.story.language in {"zh", "vi"} and item.end - item.start == 2)  # noqa: PLR2004


def _is_common(line: Line, item: Item) -> bool:
    """Whether a Vietnamese body is written as a common noun: names of bodies take a capital there."""
    return line.story.language == "vi" and not line.source[line.tokens[item.start].start].isupper()


def _group_of(line: Line, item: Item) -> bool:
    """Whether the body stands for those of many states: `CIS interior ministries`, `border services of the SCO member states`."""
    before = line.before(item)
    if (
        before
        and before.kind == "agency"
        and before.end == item.start
        and before.value
        and before.value[0].international
    ):
        return True
    after = line.after(item)
    gap = line.norm(item.end)
    return bool(
        after
        and after.kind == "agency"
        and after.start <= item.end + 2
        and gap in _LINKS["en"]
        and after.value
        and after.value[0].international
    )


def _states_before(line: Line, item: Item) -> tuple[int, list[str], list[Item]]:
    """States in front: `Belarusian and Russian interior ministries`, `China's MPS`, `白俄罗斯内务部`."""
    language = line.story.language
    if language == "vi":
        return item.start, [], []
    states: list[str] = []
    consumed: list[Item] = []
    start, at = item.start, line.items.index(item) - 1
    while at >= 0 and (country := line.items[at]).kind == "country":
        gap = {line.norm(index) for index in range(country.end, start)}
        if gap - _POSSESSIVE - (_AND if states else frozenset()):
            break
        if language in _SUFFIXING and country.form == "label":
            break
        states[:0] = country.states[:1]
        consumed.append(country)
        start, at = country.start, at - 1
    return start, states, consumed


def _states_after(line: Line, item: Item) -> tuple[int, list[str], list[Item]]:
    """States behind: `Prosecutors General of Belarus and China`, `МВД Беларуси и России`, `Bộ Nội vụ Belarus`."""
    language = line.story.language
    if language == "zh":
        return item.end, [], []
    links = _LINKS.get(language, _LINKS["ru"])
    states: list[str] = []
    consumed: list[Item] = []
    end, at = _past_acronym(line, item), line.items.index(item) + 1
    while at < len(line.items):
        country = line.items[at]
        if country.start < end:
            at += 1
            continue
        gap = {line.norm(index) for index in range(end, country.start)}
        allowed = links if not states else (_AND | links)
        linked = bool(gap) or language != "en"
        if country.kind != "country" or country.form in {"demonym", "inhabitant"} or gap - allowed or not linked:
            break
        states += country.states[:1]
        consumed.append(country)
        end, at = country.end, at + 1
    return (end if states else item.end), states, consumed


def _past_acronym(line: Line, item: Item) -> int:
    """The end of a bracketed acronym after the body's name: `State Security Committee (KGB) of Belarus`."""
    if line.norm(item.end) == "(" and line.norm(item.end + 2) == ")":
        return item.end + 3
    return item.end


def _pair_after(line: Line, item: Item) -> Item | None:
    after = line.after(item)
    if after is not None and after.kind == "pair" and after.start <= item.end + 2:
        return after
    before = line.before(item)
    return (
        before
        if before is not None and before.kind == "pair" and before.end == item.start and line.story.language == "zh"
        else None
    )
