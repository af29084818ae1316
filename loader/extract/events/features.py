"""What the frames of agreements look at: the features of a noun that names a document, in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.commerce.business import is_business
from loader.extract.events.days.dating import name_date
from loader.extract.events.documents.existing import (
    are_current,
    is_added_to,
    is_current,
    is_only_carried_out,
    is_revised,
)
from loader.extract.events.documents.had import is_had
from loader.extract.events.documents.known import citing
from loader.extract.events.documents.lasting import is_lasting
from loader.extract.events.documents.mentions import (
    is_any,
    is_its_text,
    is_nested,
    is_same_as_next,
    is_within,
)
from loader.extract.events.documents.own_papers import is_own_statement, lapses_alone
from loader.extract.events.doubts.home_parties import is_of_home_parties, is_opinion
from loader.extract.events.participants.unions import is_of_union
from loader.extract.events.sides.treated import has_world_body
from loader.extract.events.status.proposals import is_expected, is_proposed
from loader.extract.events.status.prospects import MAY_BE, TO_BE, is_threatened, may_join, prospect_of
from loader.extract.events.status.stages import (
    is_cleared,
    is_coming,
    is_deferred,
    is_draft,
    is_due,
    is_negotiated,
    is_only_broken,
    is_refused,
    is_unspoken,
)
from loader.extract.events.status.statuses import lets_join, status_of
from loader.extract.events.status.texts import (
    is_cited,
    is_conditional,
    is_only_recorded,
)
from loader.extract.events.status.vietnamese_documents import wording
from loader.extract.events.verbs.english_verbs import is_issued, is_successor
from loader.extract.events.verbs.han_clauses import is_said_to_be
from loader.extract.events.verbs.links import denied, is_planned, negated
from loader.extract.events.verbs.slavic_participles import is_basis, is_outcome

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.sides.parties import Named
    from loader.extract.lines import Item, Line

# With one of these a row decides before those that ask whether a text is dated or negotiated.
_DECIDED = frozenset({"signed", "ratified", "approved", "terminated", "planned", "in-force"})


def features_of(line: Line, noun: Item, verb: Item | None, named: Named, story: AnnotatedStory) -> set[str]:
    """What the frames look at."""
    told = is_issued(line, noun) or is_cited(line, noun) or is_outcome(line, noun)
    made = "approved" if told else "signed" if is_successor(line, noun) else ""
    status = status_of(line, noun, verb, story) if verb is not None else made
    deferred, prospect = is_deferred(line, verb or noun), prospect_of(line, verb)
    open_ = status not in _DECIDED
    tests = {
        "weak": bool(noun.prop("weak")),
        "denied": _is_denied(line, noun, verb, story),
        "unspoken": is_unspoken(line, noun)
        or (verb is not None and may_join(line, verb))
        or (verb is not None and not deferred and (is_refused(line, verb) or is_threatened(line, verb))),
        "cleared": is_cleared(line, noun),
        "current": is_current(verb, noun) or is_had(line, noun),
        "revised": is_revised(line, noun, verb),
        "coming": status == "in-force" and verb is not None and is_coming(line, verb),
        "basis": is_basis(line, noun, verb),
        "lasting": is_lasting(line, noun, verb, story),
        "negated": verb is not None and not deferred and negated(line, verb) and not is_only_broken(line, verb),
        "draft": is_draft(line, noun),
        "expected": is_expected(line, noun),
        "proposed": prospect == MAY_BE or is_proposed(line, noun, verb),
        "planned": deferred
        or prospect == TO_BE
        or is_planned(line, verb or noun)
        or (verb is not None and is_due(line, verb)),
        "between": named.between,
        "dated": open_
        and (len(named.sentence.states) > 1 or story.states.bilateral)
        and name_date(line, noun) is not None,
        "parties": named.any or story.states.bilateral,
        "one-side": len({*story.states.pair, *named.sentence.states}) < TWO_SIDES
        and not has_world_body(named)
        and not is_of_union(line, noun)
        and not lets_join(line, verb),
        "lapsed": lapses_alone(line, verb),
        "negotiated": open_ and is_negotiated(line, noun),
        "verb-weak": verb is not None and bool(verb.prop("weak")),
    }
    features = {name for name, holds in tests.items() if holds}
    return features | ({f"verb-{status}"} if status else set()) | wording(line, noun, verb) | citing(line, noun)


def _is_denied(line: Line, noun: Item, verb: Item | None, story: AnnotatedStory) -> bool:
    """Whether anything in the sentence tells that its word names no document of its own, or none between states."""
    return (
        denied(line, noun)
        or is_only_carried_out(line, noun)
        or is_business(line, noun, verb, story)
        or is_of_home_parties(line, noun, verb)
        or is_opinion(line, verb)
        or is_its_text(line, noun)
        or is_same_as_next(line, noun)
        or is_said_to_be(line, noun)
        or is_within(line, noun)
        or is_nested(line, noun)
        or is_any(line, noun)
        or is_added_to(line, noun)
        or are_current(line, noun)
        or is_only_recorded(line, noun)
        or is_conditional(line, noun, verb)
        or is_own_statement(line, noun, story)
    )
