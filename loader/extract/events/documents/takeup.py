"""A document told in one sentence and its act in the next: `Был и протокол … . Его подписали заместители …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.events.days.dating import nearest_date
from loader.extract.events.days.narration import COMING
from loader.extract.events.frames import AGREEMENT_FRAMES, Frame, first_fit
from loader.extract.events.status.prospects import foretells_signing
from loader.extract.events.status.stages import is_coming
from loader.extract.events.verbs.links import is_planned, negated
from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Agreement, Facts
    from loader.extract.lines import Item, Line

# How a sentence opens whose subject or object is the document told before.
_OPENS = folded(
    "it he this which он она оно они его её их подпись подписи свои ён яна яно яны яго яе іх подпіс подпісы він вона воно "
    "вони його її їх підпис підписи nó đó 它 该 这",
)
_STILL = folded("still remains continues доныне поныне дагэтуль досі vẫn 仍")
_OBJECTS = folded("его её их яго яе іх його її їх it them under под пад під")
# `лидеры двух стран скрепили | его подписями`: tokens from the verb to the pronoun.
_REACH = 2
# `Lễ | ký diễn ra ngày 14/11`, `Подписание состоялось 5 мая`: the act by its noun, within so many tokens of the sentence's beginning.
_SIGNINGS = folded("lễ ký signing подписание подписания подписанне падпісанне падпісання підписання")
_CEREMONY = ("церемон", "цырымон")
_HELD = ("подпис", "падпіс", "підпис", "состоял", "прош", "адбыл", "прайш", "відбул", "пройш")
_OPENING_NOUN = 1
_DUE = (
    "заплан",
    "намеч",
    "планир",
    "ожида",
    "предсто",
    "назнач",
    "плану",
    "намеч",
    "чака",
    "мяркуе",
    "прызнач",
    "очіку",
    "признач",
    "передбач",
)
_DUE_REACH = 6
# Of two stages the later holds; what is in force stays so.
_STAGES = {"planned": -2, "proposed": -1, "approved": 1, "signed": 2, "in-force": 3, "ratified": 4, "terminated": 5}
_PASSIVE_REACH = 3  # `It | was formally | signed`
_STATEMENTS = frozenset({"statement", "declaration"})
# `The | draft | was …`, `Проект | одобрен`: a draft that no noun behind it names, and tokens to its verb.
_DEFINITE = frozenset({"the", "this", "that", "its", "their"})
_BEHIND_DRAFT = folded(
    "was were is has had will would which that as and in to by now must should could , . ; уже будет был и "
    "ужо будзе быў і вже буде був і đã được sẽ này 已 将 将于 获 经 ，"
)
_DONE_TO_DRAFT = (
    "одобрен", "утвержд", "согласован", "подписан", "направлен", "внесен", "передан", "ухвален", "зацвердж", "узгоднен", "накіраван",
    "схвален", "затвердж", "погоджен", "надіслан",
)  # fmt: skip
_TO_DRAFT_REACH, _DRAFT_REACH = 1, 5
_PAPERS = frozenset({"plan", "programme", "statement", "declaration"})
_TWO = 2
# `are to sign the treaty on Monday. The cabinet endorsed it`: the signing is still to come.
_TO_BE_SIGNED = "agreement-to-be-signed"
_ACTS = frozenset({"signed", "ratified", "approved", "terminated"})


def draft_alone(line: Line) -> Item | None:
    """`The | draft | will be put to the presidents`, `Проект | одобрен`: the draft of the document told before, by itself."""
    if not line.of("draft") or line.of("agreement-noun"):
        return None
    for draft in line.of("draft"):
        definite = line.language != "en" or line.norm(draft.start - 1) in _DEFINITE
        behind = line.norm(draft.end)
        if definite and (behind in _BEHIND_DRAFT or behind.startswith(_DONE_TO_DRAFT)):
            return draft
    return None


def _acts_on_draft(draft: Item | None, verb: Item) -> bool:
    """`approves the | draft`, `the draft was | approved`."""
    if draft is None:
        return False
    return 0 <= draft.start - verb.end <= _TO_DRAFT_REACH or 0 <= verb.start - draft.end <= _DRAFT_REACH


def act_on_it(line: Line) -> Item | None:
    """The verb by which a sentence without a document of its own tells what became of the one told before."""
    nouns = line.of("agreement-noun")
    if nouns and not _opens_passively(line, nouns[0]):
        return None
    draft = draft_alone(line)
    for verb in line.of("agreement-verb"):
        if nouns and verb.start > nouns[0].start:
            return None
        if (
            not (verb.prop("status") in _ACTS or foretells_signing(line, verb) or _holds(line, verb))
            or verb.prop("weak")
            or negated(line, verb)
        ):
            continue
        near = (verb.start - 1, *range(verb.start, verb.end + _REACH))
        if (
            line.norm(0) in _OPENS
            or tells_of_both(line)
            or (verb.start <= _OPENING_NOUN and line.norm(verb.start) in _SIGNINGS)
            or any(line.norm(index) in _OBJECTS for index in near)
            or _acts_on_draft(draft, verb)
        ):
            return verb
    return None


def tells_of_both(line: Line) -> bool:
    """`Both | were | signed in 2019`: of the two documents of the sentence before."""
    return line.norm(0) == "both" and line.norm(1) in {"were", "are", "have", "had", "will"}


def _opens_passively(line: Line, noun: Item) -> bool:
    """`It was | signed by the ministers, who also exchanged … a treaty`: what became of one document, before another is told."""
    verb = next((verb for verb in line.of("agreement-verb") if verb.start <= _PASSIVE_REACH), None)
    passive = line.norms(0, 2) in (["it", "was"], ["both", "were"])
    return passive and verb is not None and noun.start - verb.end > _PASSIVE_REACH and not line.of("draft")


def _holds(line: Line, verb: Item) -> bool:
    """`It is still | in force`: it holds already, and does not only come into force."""
    still = not _STILL.isdisjoint(line.norms(verb.start - _REACH, verb.end + 1))
    return still and verb.prop("status") == "in-force" and not (is_planned(line, verb) or is_coming(line, verb))


def may_be_taken_up(noun: Item, act: Item | None) -> bool:
    """Whether a pronoun may speak of a document: `стала дорожная карта. Её подписали`, but of no `документ` or `решение` without an act of its own."""
    if act is None:  # `a programme … . The draft …`
        return noun.prop("kind") != "other" and noun.prop("kind") not in _STATEMENTS
    return not noun.prop("weak") or (act.prop("status") == "signed" and noun.prop("kind") in _PAPERS)


def date_ceremony(line: Line, last: Agreement, before: Line) -> None:
    """`Церемония прошла в Бухаресте 9 декабря`: the day of the document that was signed in the sentence before."""
    signed = last.status == "signed" and last.date in {None, before.day} and last.sentences[-1] == before.sentence
    slavic = line.norm(0).startswith(_CEREMONY) and line.norm(1).startswith(_HELD) and line.language in EAST_SLAVIC
    if not signed or not (slavic or _tells_of_ceremony(line)):
        return
    dates = [date for date in line.of("date") if date.form not in NO_EVENT]
    if len(dates) == 1 and not line.of("agreement-noun", "planned"):
        last.date = dates[0].value
        last.sentences.append(line.sentence)


def _tells_of_ceremony(line: Line) -> bool:
    """`签字仪式19日在京举行`: when and where the document was signed that was told in the sentence before."""
    if line.language != "zh" or line.of("agreement-verb"):
        return False
    return any(noun.prop("kind") == "ceremony" and line.norm(noun.start) == "签" for noun in line.of("meeting-noun"))


def frame_of_act(line: Line, verb: Item | None) -> Frame:
    """The frame that an act on the document told before fits; that of a draft where there is no act."""
    draft = {"draft"} if draft_alone(line) is not None else set[str]()
    if verb is None:
        return first_fit(AGREEMENT_FRAMES, {"parties", "draft"})
    planned = {"planned"} if is_planned(line, verb) or _is_due(line, verb) else set[str]()
    return first_fit(AGREEMENT_FRAMES, {f"verb-{verb.prop('status')}", "parties", *planned, *draft})


def _is_due(line: Line, verb: Item) -> bool:
    """`Подписание | запланировано на июнь`: the noun of an act before the word that puts it off to a day to come."""
    behind = any(0 <= item.start - verb.end <= _DUE_REACH for item in line.of("planned"))
    due = any(norm.startswith(_DUE) for norm in line.norms(verb.end, verb.end + _DUE_REACH))
    return line.norm(verb.start) in _SIGNINGS and line.language in EAST_SLAVIC and (behind or due)


def take_up(line: Line, verb: Item, last: Agreement, story: AnnotatedStory) -> None:
    """Add what the sentence says of a document that is known already: its day, its later stage, another evidence."""
    frame = frame_of_act(line, verb)
    status = frame.status
    coming = status == "planned"
    date = nearest_date(line, verb, [], coming=coming)
    if coming and last.status in COMING and date is not None:
        last.date = date.value
    if status == verb.prop("status") == "signed":
        last.date = date.value if date is not None else last.date or line.day
    guessed = last.rule == "agreement-between"  # nothing but its parties was told
    cleared = status == "approved" and last.rule == _TO_BE_SIGNED and last.date is not None
    if status is not None and not cleared and (guessed or _STAGES.get(status, 0) > _STAGES.get(last.status, 0)):
        last.status = status
        last.rule = frame.id if draft_alone(line) is not None else last.rule
    if line.sentence not in last.sentences:
        last.sentences.append(line.sentence)
    last.place = last.place or (story.place_in(line) if status == "signed" else None)


def share_parties(told: Agreement, own: Actors, facts: Facts) -> None:
    """`They also signed a protocol`: of what comes on top the parties are those of the document before."""
    last = facts.agreements[-1] if facts.agreements and told.apart >= 0 and not own.agencies else None
    near = last is not None and last.sentences[-1].block >= told.sentences[0].block - 1
    if last is not None and near and own.states.keys() < last.states.keys():
        told.states, told.agencies = dict(last.states), dict(last.agencies)


def kind_of_model(told: Agreement, facts: Facts) -> str:
    """`Ранее аналогичный документ подписан с Марокко`: the kind of the last document of which the same was told, or of the last."""
    kinds = [(one.kind, one.status) for one in reversed(facts.agreements) if one.kind != "other"]
    same = (kind for kind, status in kinds if status == told.status)
    return next(same, kinds[0][0] if kinds else told.kind)


def inherit_parties(line: Line, told: Agreement, facts: Facts) -> None:
    """`Цяпер рэалізуецца праграма супрацоўніцтва`: of a document without parties they are the two of what was told last."""
    if line.language not in EAST_SLAVIC or told.states or told.agencies:
        return
    held = (meeting for meeting in reversed(facts.meetings) if meeting.status == "held")
    last = next((one for one in (*reversed(facts.agreements), *held) if len(one.states) == _TWO), None)
    if last is not None:
        told.states = dict(last.states)
