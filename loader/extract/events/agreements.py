"""Agreements: a noun that names a document, the verb that gives its status, and its parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.days.dating import period_of
from loader.extract.events.days.registers import days_of_partners
from loader.extract.events.days.signing import WITH_SIGNATORIES, place_of, signing_date, tells_no_signing
from loader.extract.events.documents.additions import LETTER, beside
from loader.extract.events.documents.document_lists import Lists, heads_entries, heads_next, may_head, tell_apart
from loader.extract.events.documents.document_types import matters_of
from loader.extract.events.documents.known import cited_parties
from loader.extract.events.documents.mentions import (
    are_papers,
    is_anaphoric,
    is_bare,
    is_definite,
    is_several,
    is_similar,
    phrase,
    title_of,
)
from loader.extract.events.documents.papers import without_papers
from loader.extract.events.documents.subjects import document_threats
from loader.extract.events.documents.takeup import (
    act_on_it,
    date_ceremony,
    draft_alone,
    frame_of_act,
    inherit_parties,
    kind_of_model,
    may_be_taken_up,
    share_parties,
    take_up,
    tells_of_both,
)
from loader.extract.events.features import features_of
from loader.extract.events.frames import AGREEMENT_FRAMES, KNOWN, RATIFIED, Frame, first_fit
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.participants.occasions import without_occasions
from loader.extract.events.sides.asides import without_asides
from loader.extract.events.sides.bystanders import without_bystanders
from loader.extract.events.sides.parties import document_parties, named_parties
from loader.extract.events.sides.reporters import without_reporters
from loader.extract.events.sides.third_states import without_third_states
from loader.extract.events.status.texts import (
    signed_just_now,
    signed_though_pending,
)
from loader.extract.events.status.together import signing_of_ratified
from loader.extract.events.verbs.english_verbs import dates_itself, is_introduced
from loader.extract.events.verbs.governing import governing_verb
from loader.extract.events.verbs.links import denied
from loader.extract.facts import Agreement, NearMiss
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Facts
    from loader.extract.lines import Item, Line


def find_agreements(story: AnnotatedStory, facts: Facts) -> None:
    """Add the agreements of each line; those of the same document are still apart."""
    lists = Lists()
    for whole in story.lines:
        nouns = whole.of("agreement-noun")
        line = _without_others(whole, story) if nouns else whole
        if nouns:
            told = [(noun, _read(without_third_states(line, noun, story), noun, story, facts)) for noun in nouns]
            lists.read(line, told, story, facts)
            if not lists.head and heads_next(line, story):
                lists.head = _unnamed_head(line, nouns[-1], story, facts)
        elif heads_entries(line):
            lists.open_entries(
                line, [told for verb in line.of("agreement-verb") for told in _read(line, verb, story, facts)]
            )
        elif line.of("agreement-verb") and heads_next(line, story):
            lists.open_entries(line, _unnamed_head(line, line.of("agreement-verb")[0], story, facts))
        else:
            lists.announce(line)
        if line.index and facts.agreements:
            date_ceremony(line, facts.agreements[-1], story.lines[line.index - 1])
        if (act := act_on_it(line)) is not None or draft_alone(line) is not None:
            _take_up(line, act, story, facts)
        elif not nouns:
            tell_apart(line, story, facts)
    facts.agreements = without_papers(facts.agreements)


def _without_others(line: Line, story: AnnotatedStory) -> Line:
    """A document's sentence without those who only look on, tell of it, or are spoken of."""
    told = without_reporters(without_bystanders(line, story), story, of_body=True)
    return without_asides(told, story)


def _take_up(line: Line, act: Item | None, story: AnnotatedStory, facts: Facts) -> None:
    """`It was signed in Moscow on 26 September 2017`: a pronoun takes up the document of the sentence before."""
    before = story.lines[line.index - 1] if line.index else None
    if before is None or before.role is Role.TITLE:
        return
    last = facts.agreements[-1] if facts.agreements else None
    if last is not None and before.sentence in last.sentences:
        for one in facts.agreements[-2:] if tells_of_both(line) else [last]:
            if act is not None and before.sentence in one.sentences:
                take_up(line, act, one, story)
        return
    noun = next((noun for noun in reversed(before.of("agreement-noun")) if not denied(before, noun)), None)
    frame = frame_of_act(line, act)
    if noun is None or not may_be_taken_up(noun, act) or frame.status is None or before.of("draft"):
        return
    named = named_parties(before, noun, story, facts)
    if not (named.any or story.states.bilateral):
        return
    for parties in document_parties(before, noun, named, story, frame):
        told = _agreement(before, noun, None, frame, frame.status, parties, story)
        told.date = None
        told.sentences.append(line.sentence)
        if act is not None:
            take_up(line, act, told, story)
        facts.agreements.append(told)


def _read(line: Line, noun: Item, story: AnnotatedStory, facts: Facts) -> list[Agreement]:
    """Hold one noun against the frames: the documents that it tells of, one for each set of parties."""
    line = without_occasions(line, noun.start, story)
    verb = signed_just_now(line, noun, signed_though_pending(line, noun, governing_verb(line, noun)))
    signing = signing_of_ratified(line, noun, story)
    verb = signing or verb
    named = named_parties(line, noun, story, facts)
    frame = first_fit(AGREEMENT_FRAMES, features_of(line, noun, verb, named, story))
    if frame.status is None:
        facts.misses.append(NearMiss(line.words(noun), line.sentence, frame.id))
        return []
    each = document_parties(line, noun, named, story, frame)
    if frame.id in KNOWN and not any(parties.states for parties in each):
        each = [cited_parties(line, noun, story)]
    found = [_agreement(line, noun, verb, frame, frame.status, parties, story) for parties in each]
    own_days = days_of_partners(line, (state for told in found for state in told.states)) if len(each) > 1 else {}
    for told in found:
        if signing is not None:
            told.status, told.rule = "ratified", RATIFIED
        if len(each) > 1 and told.date == line.day:
            told.date = None  # a list of partners sums up what was signed at different times
        if own_days:
            told.date = next((own_days[state] for state in told.states if state in own_days), None)
        if is_similar(line, noun):
            told.kind = kind_of_model(told, facts)
        own = actors(line, story)
        told.definite = is_definite(line, noun) and not own.states
        share_parties(told, own, facts)
        inherit_parties(line, told, facts)
    return found


def _unnamed_head(line: Line, noun: Item, story: AnnotatedStory, facts: Facts) -> list[Agreement]:
    """`The Senate approved six documents. | Among them are an agreement with …`: an act on documents without their parties."""
    verb = governing_verb(line, noun)
    if verb is None or not (noun is verb or may_head(line, noun)) or denied(line, noun):
        return []
    named = named_parties(line, noun, story, facts)
    features = features_of(line, noun, verb, named, story) - {"denied", "one-side", "weak"} | {"parties"}
    frame = first_fit(AGREEMENT_FRAMES, features)
    own = Actors(states=dict.fromkeys([*named.sentence.states, *filter(None, [story.states.home])][:1]))
    return [] if frame.status is None else [_agreement(line, noun, verb, frame, frame.status, own, story)]


def _agreement(
    line: Line, noun: Item, verb: Item | None, frame: Frame, status: str, parties: Actors, story: AnnotatedStory
) -> Agreement:
    """The document as this sentence tells of it."""
    has_signatories = status in WITH_SIGNATORIES
    cues = sorted(filter(None, (noun, verb)), key=lambda item: item.start)
    return Agreement(
        kind=str(noun.prop("kind") or "other"),
        status=status,
        rule=frame.id,
        sentences=[line.sentence],
        cue=" … ".join(map(line.words, cues)),
        states=dict(parties.states),
        agencies=dict(parties.agencies),
        people=dict(parties.people) if has_signatories and not tells_no_signing(line, frame) else {},
        threats=document_threats(line, noun, story),
        date=signing_date(line, noun, verb, frame, status),
        place=place_of(line, status, parties, story),
        quoted=line.sentence.quoted,
        label=phrase(line, noun),
        title=title_of(line, noun),
        anaphoric=is_anaphoric(line, noun),
        bare=is_bare(line, noun),
        period=period_of(line, noun),
        several=is_several(line, noun),
        papers=are_papers(line, noun),
        letter=noun.concept.code == LETTER,
        matters=matters_of(line, noun),
        cited=status == "in-force" and verb is not None and bool(verb.prop("weak")),
        dated=dates_itself(line, noun),
        apart=beside(line, noun, verb),
        introduced=is_introduced(line, noun),
        earlier=bool(line.of("background")),
    )
