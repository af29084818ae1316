"""Bodies named without their state: "the Interior Ministry", "the two interior ministries", "the city's Public Security Bureau"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from loader.extract.entities.bodies.han_agencies import holder
from loader.extract.entities.countries.clause_states import local_state, subject_before
from loader.extract.entities.countries.foreign_stories import told_abroad
from loader.extract.entities.countries.home import OWN_PRESS
from loader.extract.entities.countries.regions import beside_region
from loader.extract.entities.countries.sides import side_state
from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.lines import Item
from loader.extract.words import EAST_SLAVIC, POSSESSIVE, folded
from ontology.institutions import owners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.countries.states import States
    from loader.extract.facts import Agency
    from loader.extract.lines import Line

# "The government" and "parliament" name no body where no state stands with them.
BARE_IS_NONE = frozenset({
    "government", "council-of-ministers", "parliament", "upper-house", "head-of-state", "court", "police",
})  # fmt: skip
_CHAMBERS = frozenset({"parliament", "upper-house"})
# Forces whose names are common nouns: in lower case they name a body only if the story has named it.
_FORCES = frozenset({
    "armed-forces", "border", "border-troops", "civil-defence", "coast-guard", "fire-service", "internal-troops", "local-police",
    "military-intelligence", "national-guard", "special-forces", "traffic-police",
})  # fmt: skip
# A common noun alone: one word, or the two syllables of a Chinese or Vietnamese word (政府, chính phủ).
_PLAIN_TOKENS = {"zh": 2, "vi": 2}
# An organisation's name may stand behind a body with an article or preposition between.
_BEHIND = 2
_LINKS = folded("of the for in")
# Between a body and the one whose part it is; East Slavic languages put the genitive there at once.
_ORGAN_LINKS = {"en": folded("of the")}
# `министерства финансов | стран организации`: the bodies of states that nobody names.
_MEMBERS = folded("стран государств государств-участников государств-членов краін дзяржаў країн держав")
_LISTING = frozenset({",", "and"})
# `各成员国 | 财政部`
_OF_MEMBERS, _HAN_MEMBERS = ("成员国", "各国", "参与国", "与会国"), 3
_INDEFINITE = folded("a an any some no each every another several many")
_MEMBERS_REACH = 5
_TWO = folded("two both оба обе обоих обеих двух два две абодва абедзве дзвюх двух обидва обидві двох")
_PLURALS = folded(
    "ministries committees services agencies bureaus departments offices councils authorities administrations directorates"
)
# `главы | оборонных ведомств`: East Slavic plurals, of which one alone is no state's.
_OF_MANY = folded(
    "ведомств ведомствами ведомствам министерств министерствами министерствам служб службами службам структур структурами прокуратур прокуратурами "
    "ведамстваў ведамствамі ведамствам міністэрстваў міністэрствамі службаў службамі пракуратур пракуратурамі "
    "відомств відомствами відомствам міністерств міністерствами службами прокуратур прокуратурами"
)
# So many of the story's most named states may be those that call a body so.
_MOST = 9
_CITY = folded("city town capital port")


def whose(line: Line, start: int, end: int, guess: str | None, states: States) -> str | None:
    """The state of the region beside a body; else the guess, unless its words are a name that only others of the story's states use: then the press's own of these, or the most named."""
    region = beside_region(line, start, end)
    if region is not None and (region in states.counts or region == states.home):
        return region
    known = owners(line.text(start, end), line.language)
    if not known or guess in known:
        return guess
    return next((state for state in [states.home, *states.ranked[:_MOST]] if state in known), guess)


def resolve_bare(line: Line, lines: Sequence[Line], agencies: Agencies) -> None:
    """Turn the functions of a line that no state stands beside into agencies, where the story tells whose they are."""
    for item in line.of("function"):
        found = _bodies(line, item, lines, agencies)
        if found:
            states = tuple(dict.fromkeys(agency.state for agency in found if agency.state))
            body = Item(item.start, item.end, "agency", item.concepts, value=found, states=states, bare=len(found) == 1)
            agencies.put(line, [item], body)


def _bodies(line: Line, item: Item, lines: Sequence[Line], agencies: Agencies) -> list[Agency]:
    """The bodies of both states, the story's only such body, or that of the state which its sentence is about."""
    function, states = item.concept.code, agencies.states
    plain = item.end - item.start <= _PLAIN_TOKENS.get(line.language, 1)
    if function in _CHAMBERS and line.is_capital(item.end):
        plain = False  # `Сенат | Олий Мажлиса`
    nameless = function in BARE_IS_NONE and plain
    if nameless or item.prop("weak") or is_common(line, item) or _is_of_group(line, item):
        return []
    told = _parent_state(line, item) or _side(line, item) or _listed_with(line, item) or _heading(line, item, states)
    if told is not None:
        return [agencies.national(told, function)]
    if line.norm(item.start - 1) in _TWO:
        return agencies.nationals(_as_told(line, states.both), function) if len(states.pair) == TWO_SIDES else []
    if line.norm(item.end - 1) in _OF_MANY:
        return agencies.nationals(_as_told(line, states.both), function) if states.bilateral else []
    if agencies.language == "zh":
        return _so_called(line, item, holder(line, item, function, agencies, lines), agencies)
    return _so_called(line, item, _told_by_story(line, item, lines, agencies), agencies)


def _so_called(line: Line, item: Item, found: list[Agency], agencies: Agencies) -> list[Agency]:
    """The body of the one among the story's states that calls it so, `the | Ministry of External Affairs`, if the guessed one does not."""
    guess = found[0].state if len(found) == 1 else None
    state = whose(line, item.start, item.end, guess, agencies.states) if guess else guess
    return found if state == guess or state is None else [agencies.national(state, item.concept.code)]


def _heading(line: Line, item: Item, states: States) -> str | None:
    """`Kyrgyzstan. The head of the | GKNB | received …`: the state that heads an item of a digest, where no other stands before."""
    if not states.headings or any(0 < other.start < item.start for other in line.of("country")):
        return None
    return states.headings.get(line.sentence.block)


def _listed_with(line: Line, item: Item) -> str | None:
    """`Vietnam's Ministry of Public Security, | Ministry of Justice | and Supreme Court`: the state of the body before it in a list."""
    before = next((other for other in reversed(line.of("agency")) if other.end <= item.start), None)
    if line.language != "en" or before is None or len(before.states) != 1 or not line.is_capital(item.start):
        return None
    between = line.norms(before.end, item.start)
    return before.states[0] if between and _LISTING.issuperset(between) else None


def _told_by_story(line: Line, item: Item, lines: Sequence[Line], agencies: Agencies) -> list[Agency]:
    """The story's only such body, or that of the state which the clause is about."""
    function, states = item.concept.code, agencies.states
    holders = [agency for slug, agency in agencies.found.items() if slug.endswith(f"-{function}") and agency.state]
    if len(holders) == 1 and agencies.language not in OWN_PRESS and not _is_city_s(line, item):
        return holders
    if (
        line.language == "en"
        and not line.is_capital(item.start)
        and (function in _FORCES or line.norm(item.end - 1) in _PLURALS)
    ):
        return []
    state = _state(line, item, lines, agencies) if line.language == "en" else states.home
    if line.language == "vi" and (told := told_abroad(line, item, lines, states)) is not None:
        return holders if len(holders) == 1 else [agencies.national(told, function)]
    if line.language in EAST_SLAVIC and states.home not in states.pair:
        state = subject_before(line, item.start, lines) or states.home
    return [agencies.national(state, function)] if state else []


def _parent_state(line: Line, item: Item) -> str | None:
    """The state of the body right behind whose part it is: `Главного управления | Министерства торговли Турции`."""
    gap = _ORGAN_LINKS.get(line.language, frozenset())
    behind = next((other for other in line.of("agency") if other.start >= item.end), None)
    if behind is None or len(behind.states) != 1 or line.norm(behind.start) in gap:
        return None
    between = line.norms(item.end, behind.start)
    linked = bool(between) and gap.issuperset(between) if gap else not between and line.language in EAST_SLAVIC
    return behind.states[0] if linked and len(between) <= _BEHIND else None


def _side(line: Line, item: Item) -> str | None:
    """The state for whose side its officer acts: `от турецкой стороны подписал директор | Таможенной службы`."""
    if line.language == "en":
        return side_state(line, item.start) or _seat_behind(line, item)
    return side_state(line, item.start) if line.language in EAST_SLAVIC else None


def _seat_behind(line: Line, item: Item) -> str | None:
    """`at the | Foreign Ministry | in Mexico City`: the state of the city in which a body is."""
    if line.norm(item.end) != "in" or not line.is_capital(item.start):
        return None
    city = next((place for place in line.of("place") if place.start == item.end + 1), None)
    state = city.prop("state") if city is not None and city.prop("seat") else None
    return str(state) if state else None


def _state(line: Line, item: Item, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """Whose body it is: the city's before it, or the state of its clause unless the same body of that state is named beside it."""
    if _is_city_s(line, item):
        places = [place for place in line.of("place") if place.end <= item.start]
        return places[-1].prop("state") if places else agencies.states.home
    state, _ = local_state(line, item.start, lines, agencies.states)
    beside = {agency.slug for other in line.of("agency") for agency in other.value or ()}
    return agencies.states.home if f"{state}-{item.concept.code}".lower() in beside else state


def _as_told(line: Line, pair: tuple[str, ...]) -> tuple[str, ...]:
    """Two states in the order of the sentence, if it names both: their people follow in the same order."""
    told = tuple(dict.fromkeys(state for item in line.of("country") for state in item.states[:1] if state in pair))
    return told if len(told) == len(pair) else pair


def _is_city_s(line: Line, item: Item) -> bool:
    return line.norm(item.start - 1) in POSSESSIVE and line.norm(item.start - 2) in _CITY


def is_common(line: Line, item: Item) -> bool:
    """Whether a body is a common noun: in lower case in Vietnamese, behind "a" in English."""
    if any(line.is_capital(index) for index in range(item.start, item.end)):
        return False
    return line.language == "vi" or (line.language == "en" and line.norm(item.start - 1) in _INDEFINITE)


def _is_of_group(line: Line, item: Item) -> bool:
    """Whether the body stands for those of many states: `CIS interior ministries`, `border services of the SCO member states`."""
    before, after = line.before(item), line.after(item)
    if line.language == "zh" and line.glued(item.start - _HAN_MEMBERS, item.start).endswith(_OF_MEMBERS):
        return True
    if (is_organisation(before) and before.end == item.start) or line.norm(item.end) in _MEMBERS:
        return True
    end = item.end
    if after is not None and after.kind == "post" and after.start == end:  # `Security Council | Secretaries of the SCO`
        end, after = after.end, line.after(after)
        if line.language == "en" and "member" in line.norms(end, end + _MEMBERS_REACH):
            return True  # `Security council | secretaries | of the eight member states of the SCO`
    return is_organisation(after) and after.start <= end + _BEHIND and line.norm(end) in _LINKS


def is_organisation(item: Item | None) -> TypeGuard[Item]:
    """Whether an item is an international body."""
    return item is not None and item.kind == "agency" and bool(item.value) and item.value[0].international
