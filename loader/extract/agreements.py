"""Agreements: a noun that names a document, the verb that gives its status, and its parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.actors import Actors, actors, told_actors
from loader.extract.facts import Agreement, NearMiss
from loader.extract.frames import AGREEMENT_FRAMES, Frame, first_fit
from loader.extract.links import denied, distance, governed, governing_verb, is_planned, nearest_date, negated
from loader.extract.words import AND, STOPS, folded

if TYPE_CHECKING:
    from loader.extract.actors import Story
    from loader.extract.facts import Facts
    from loader.extract.lines import Item, Line

_WITH = folded("with с со з са із зі với 同 与 和")
_TWO = 2
_BETWEEN_REACH = 12
_LIST_REACH = 8
_DRAFT_REACH = 4
# Statuses that a narration's day may date, and frames of drafts, which have no day of signature.
_DATED = frozenset({"signed", "approved"})
_UNDATED = frozenset(
    {
        "agreement-draft-approved",
        "agreement-draft-proposed",
        "agreement-draft",
        "agreement-drafted",
        "agreement-proposed",
    }
)
# Of these the day of signature is an earlier one.
_LATER = frozenset({"ratified", "in-force", "terminated"})
_THIS = folded("this that этот это этого этом этому гэты гэтага гэтым цей цього này nay đó 该 此 这 上述")
_THE = frozenset({"the"})
_DESCRIBES = folded("on of for between with about against to in under о об по про аб пра між между с со з із về giữa 》")
_PROPOSAL_REACH = 14
_PRONOUNS = folded("it he this which он она оно его ён яна яно він вона воно nó đó 它 该 这")
_LABEL_WORDS = 14
_ADDRESSING = folded(
    "it this document the program programme agreement memorandum protocol plan он она документ это 该 văn bản"
)


def find_agreements(story: Story, facts: Facts) -> None:
    """Add the agreements of each line; those of the same document are still apart."""
    for line in story.lines:
        nouns = line.of("agreement-noun")
        for noun in nouns:
            _read(line, noun, story, facts)
        if not nouns and facts.agreements:
            _take_up_date(line, facts.agreements[-1], story)


def _take_up_date(line: Line, last: Agreement, story: Story) -> None:
    """`It was signed in Moscow on 26 September 2017`: a pronoun takes up the document of the sentence before."""
    before = story.lines[line.index - 1].sentence if line.index else None
    signed = [verb for verb in line.of("agreement-verb") if verb.prop("status") == "signed" and not is_planned(line, verb)]
    dates = line.of("date")
    if signed and dates and before in last.sentences and line.norm(0) in _PRONOUNS and not negated(line, signed[0]):
        last.date = dates[0].value
        last.sentences.append(line.sentence)


def _read(line: Line, noun: Item, story: Story, facts: Facts) -> None:
    verb = governing_verb(line, noun)
    sitting = _sitting(story, facts)
    explicit = _explicit_parties(line, noun, story)
    sentence = told_actors(line, story)
    features = _features(line, noun, verb, explicit, sentence, story, sitting)
    frame = first_fit(AGREEMENT_FRAMES, features)
    if frame.status is None:
        facts.misses.append(NearMiss(line.words(noun), line.sentence, frame.id))
        return
    if explicit is not None:
        explicit.people.update(sentence.people)
    for parties in _records(line, noun, explicit or sentence, story, frame, sitting):
        facts.agreements.append(_agreement(line, noun, verb, frame, parties, story))


def _features(
    line: Line, noun: Item, verb: Item | None, explicit: Actors | None, sentence: Actors, story: Story, sitting: Actors | None
) -> set[str]:
    """What the frames look at."""
    tests = {
        "weak": bool(noun.prop("weak")),
        "denied": denied(line, noun) or _only_carried_out(line, noun),
        "negated": verb is not None and negated(line, verb),
        "draft": any(-_TWO <= noun.start - item.end <= _DRAFT_REACH for item in line.of("draft")),
        "proposed": governed(line, noun, "proposed") or _is_proposed(line, noun, verb),
        "planned": is_planned(line, verb or noun),
        "between": explicit is not None and len(explicit.states) >= _TWO,
        "parties": bool(sentence.parties or explicit or story.states.bilateral or sitting),
    }
    features = {name for name, holds in tests.items() if holds}
    return features | ({f"verb-{verb.prop('status')}"} if verb is not None else set())


def _only_carried_out(line: Line, noun: Item) -> bool:
    """Whether documents are only carried out: "carry out the documents signed" tells of none."""
    carrying = [item for item in line.of("agreement-verb") if item.prop("status") == "in-force"]
    return noun.prop("kind") == "other" and any(0 <= noun.start - item.end <= _DRAFT_REACH for item in carrying)


def _is_proposed(line: Line, noun: Item, verb: Item | None) -> bool:
    """Whether a word of proposing stands before the document, or before its signing."""
    goal = verb if verb is not None and verb.prop("status") == "signed" and verb.start < noun.start else noun
    proposing = [item for item in line.of("agreement-verb", "proposed") if item.kind == "proposed" or item.prop("status") == "proposed"]
    return any(0 <= goal.start - item.end <= _PROPOSAL_REACH for item in proposing)


def _clause_end(line: Line, start: int) -> int:
    """Where the phrase that starts at a token ends: a stop, or the next verb of an agreement."""
    verbs = [item.start for item in line.of("agreement-verb", "meeting-verb", "said") if item.start >= start]
    stops = [index for index in range(start, len(line.tokens)) if line.norm(index) in STOPS]
    return min([*verbs, *stops, len(line.tokens)])


def _explicit_parties(line: Line, noun: Item, story: Story) -> Actors | None:
    """Those named with the document itself: `between A and B`, `the Belarusian-Chinese agreement`, `A与B的协定`."""
    found = _inside_title(line, noun, story)
    for between in line.of("between"):
        if 0 <= between.start - noun.end <= _BETWEEN_REACH:
            found.merge(actors(line, story, between.end, _clause_end(line, between.end)))
        elif line.story.language == "zh" and 0 <= noun.start - between.end <= _BETWEEN_REACH:
            found.merge(actors(line, story, max(0, between.start - _BETWEEN_REACH), between.end))
    if len(found.states) + len(found.agencies) >= _TWO:
        return found
    return _single_partner(line, noun, story)


def _single_partner(line: Line, noun: Item, story: Story) -> Actors | None:
    """`a protocol with Serbia and an agreement with Iran`: in a sentence of several states each document has its own partner."""
    everyone = actors(line, story)
    rivals = [other for other in line.of("agreement-noun") if other is not noun]
    home = story.states.home
    if not rivals or len(everyone.states) <= _TWO or home is None:
        return None
    following = min((other.start for other in rivals if other.start > noun.end), default=len(line.tokens))
    for index in range(noun.end, min(noun.end + _DRAFT_REACH, following)):
        if line.norm(index) in _WITH:
            partner = actors(line, story, index + 1, min(index + 1 + _BETWEEN_REACH, following))
            if len(partner.states) == 1 and home not in partner.states:
                partner.add_state(home)
                return partner
    return None


def _inside_title(line: Line, noun: Item, story: Story) -> Actors:
    """Those named in the document's own title: `《中华人民共和国和白俄罗斯共和国引渡条约》`."""
    opening = next((index for index in range(noun.start - 1, -1, -1) if line.norm(index) in {"《", "》"}), None)
    if opening is None or line.norm(opening) != "《":
        return Actors()
    return actors(line, story, opening + 1, noun.start)


def _records(line: Line, noun: Item, found: Actors, story: Story, frame: Frame, sitting: Actors | None) -> list[Actors]:
    """One set of parties a document: `agreements with A, B and C` are as many as its partners."""
    partners = _partner_list(line, noun)
    own = [state for state in found.states if state not in partners] or [story.states.home or ""]
    if len(partners) >= _TWO and own[0] and own[0] not in partners:
        found.states[own[0]] = None
        return [_restricted(found, {*own[:1], partner}) for partner in partners]
    if not found.states and sitting is not None:
        found.merge(sitting if frame.status != "approved" or frame.id == "agreement-approved" else Actors())
    else:
        _complete(found, story, frame)
    return [found]


def _sitting(story: Story, facts: Facts) -> Actors | None:
    """Those whose gathering the story tells of: what "the participants approved" is theirs."""
    gatherings = [meeting for meeting in facts.meetings if meeting.status == "held" and meeting.kind in {"session", "conference"}]
    if not gatherings:
        return None
    chief = max(gatherings, key=lambda meeting: len(meeting.sentences))
    lead = next(line for line in story.lines if line.sentence is chief.sentences[0])
    bodies = {slug: agency for slug, agency in actors(lead, story).agencies.items() if agency.international}
    several = len(chief.states) > _TWO  # one or two may be observers
    return Actors(states=dict(chief.states) if several else {}, agencies=bodies) if bodies or several else None


def _restricted(found: Actors, states: set[str]) -> Actors:
    own = Actors(states={state: None for state in found.states if state in states}, people=dict(found.people))
    own.agencies = {
        slug: agency for slug, agency in found.agencies.items() if agency.state is None or agency.state in states
    }
    return own


def _partner_list(line: Line, noun: Item) -> list[str]:
    """The states of `agreements with A, B and C`, if the noun may be plural."""
    if line.story.language == "en" and not line.norm(noun.end - 1).endswith("s"):
        return []
    if line.story.language == "zh":
        return _han_partners(line, noun)
    for index in range(noun.end, min(noun.end + _BETWEEN_REACH, len(line.tokens))):
        if line.norm(index) in _WITH:
            return _state_list(line, index + 1)
    return []


def _state_list(line: Line, start: int) -> list[str]:
    """A list of states that begins within a few tokens: `… the special services of A, B and C`."""
    states: list[str] = []
    last = start
    for item in line.items:
        if item.start < start or not item.states or item.kind not in {"country", "agency"}:
            continue
        gap = {line.norm(at) for at in range(last, item.start)}
        if (states and not (gap & AND and len(gap) <= _DRAFT_REACH)) or (
            not states and item.start - start > _LIST_REACH
        ):
            break
        states += [state for state in item.states if state not in states]
        last = item.end
    return states if len(states) >= _TWO else []


def _han_partners(line: Line, noun: Item) -> list[str]:
    """`同白俄罗斯、俄罗斯的引渡条约`: partners in a list before the noun."""
    for index in range(noun.start - 1, max(-1, noun.start - 2 * _BETWEEN_REACH), -1):
        if line.norm(index) in _WITH and line.norm(index) != "和":
            found = _state_list(line, index + 1)
            return found if all(state in found for state in found) else []
    return []


def _complete(found: Actors, story: Story, frame: Frame) -> None:
    """In a story of two states, one named party implies the other."""
    pair = story.states.pair
    if (
        len(found.states) < _TWO
        and len(pair) == _TWO
        and set(found.states) <= set(pair)
        and frame.id != "agreement-terminated"
    ):
        international = any(agency.international for agency in found.agencies.values())
        if found.states or not international:
            found.states.update(dict.fromkeys(pair))


def _agreement(line: Line, noun: Item, verb: Item | None, frame: Frame, parties: Actors, story: Story) -> Agreement:
    date_anchor = verb or noun
    rivals = [item for item in line.of("agreement-verb", "meeting-verb", "meeting-noun") if item is not date_anchor]
    date = nearest_date(line, date_anchor, rivals)
    day = date.value if date is not None else line.day if frame.status in _DATED else None
    if frame.id in _UNDATED or (frame.status in _LATER and not _signing_day(line, noun, date)):
        day = None
    place = next(
        (story.places[item.concept.code] for item in line.of("place") if item.concept.code in story.places), None
    )
    signed = frame.status in {"signed", "ratified", "in-force"}
    return Agreement(
        kind=str(noun.prop("kind") or "other"),
        status=str(frame.status),
        rule=frame.id,
        sentences=[line.sentence],
        cue=" … ".join(line.words(item) for item in sorted(filter(None, (noun, verb)), key=lambda item: item.start)),
        states=dict(parties.states),
        agencies=dict(parties.agencies),
        people={slug: person for slug, person in parties.people.items() if signed},
        threats=_threats(line, story),
        date=day,
        place=place if signed else None,
        quoted=line.sentence.quoted,
        label=_phrase(line, noun),
        anaphoric=_is_anaphoric(line, noun),
        bare=line.norm(noun.end) not in _DESCRIBES and (line.story.language != "zh" or not line.tokens[noun.start].glued or line.norm(noun.start - 1) in {"，", "。", "；"}),
    )


def _signing_day(line: Line, noun: Item, date: Item | None) -> bool:
    """Whether a date in a sentence on a later stage is still that of the signature: `the agreement of 16 July 2013`."""
    if date is None:
        return False
    signed = [distance(line, verb, date) for verb in line.of("agreement-verb") if verb.prop("status") == "signed"]
    later = [distance(line, verb, date) for verb in line.of("agreement-verb") if verb.prop("status") in _LATER]
    return bool(signed and min(signed) <= min(later, default=min(signed))) or 0 <= date.start - noun.end <= _DRAFT_REACH or 0 <= noun.start - date.end <= 1


def _threats(line: Line, story: Story) -> dict[str, None]:
    """What the document is against: named after it, and in a next sentence that speaks of it."""
    found = dict.fromkeys(concept.code for item in line.of("threat") for concept in item.concepts)
    following = story.lines[line.index + 1] if line.index + 1 < len(story.lines) else None
    if (
        following is not None
        and following.norm(0) in _ADDRESSING
        and not following.of("agreement-verb", "meeting-verb")
    ):
        found.update(dict.fromkeys(concept.code for item in following.of("threat") for concept in item.concepts))
    return found


def _is_anaphoric(line: Line, noun: Item) -> bool:
    """`the document`, `this agreement`, `văn bản này`, `该文件`: a definite noun and nothing that tells it apart."""
    if noun.end - noun.start > _TWO:
        return False
    if line.norm(noun.end) in _THIS:
        return True
    bare = line.norm(noun.end) not in _DESCRIBES and line.norm(noun.start - 1) in _THE
    return line.norm(noun.start - 1) in _THIS or (bare and (noun.prop("kind") == "other" or noun.end - noun.start == 1))


def _phrase(line: Line, noun: Item) -> str:
    """The document's noun phrase, for its label."""
    end = min(_clause_end(line, noun.end), noun.end + _LABEL_WORDS)
    return line.text(noun.start, end).rstrip(" ,:(")
