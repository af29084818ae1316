"""The status that a verb gives a document: what a parliament approves is ratified, a wording agreed is yet to be signed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.documents.mentions import title_of
from loader.extract.events.verbs.han_clauses import is_of_cabinet
from loader.extract.events.verbs.links import is_planned
from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_AGREED = "agreement-verb-agreed"
_SIGNED_KINDS = frozenset({"treaty", "agreement", "memorandum", "protocol"})
_DEPUTIES = folded(
    "lawmakers legislators mps deputies senators parliamentarians депутаты парламентарии сенаторы дэпутаты парламентарыі "
    "сенатары депутати парламентарі сенатори 议员"
)
_RATIFIED_TITLE = re.compile(r"^(?:关于)?批准")
_GOVERNMENTS = ("правительство", "кабмин", "кабинет", "совмин", "урад", "кабмін", "кабінет", "саўмін", "уряд")
_PARLIAMENT_REACH = 6
_BY_REACH = 3
_CONSENT_REACH = 2
_JOINING = frozenset({"agreement-verb-accede", "agreement-verb-acceded", "agreement-verb-joined"})


def status_of(line: Line, noun: Item, verb: Item, story: AnnotatedStory) -> str:
    """What a verb says of a document; what a parliament approves is ratified, a treaty's wording agreed is yet to be signed."""
    status = "approved" if is_of_cabinet(line, verb) else str(verb.prop("status"))
    if (
        status == "ratified"
        and verb.concept.code in _JOINING
        and line.language in EAST_SLAVIC
        and is_planned(line, verb)
    ):
        return "signed"  # `намерен присоединиться к конвенции`: it has not signed yet
    if status == "ratified" and verb.concept.code in _JOINING and _is_consented(line, verb):
        return "approved"
    if status != "approved":
        return status
    if _RATIFIED_TITLE.search(title_of(line, noun)):
        return "ratified"  # 通过了《关于批准…协定的法案》
    if verb.concept.code == _AGREED and noun.prop("kind") in _SIGNED_KINDS:
        return "approved" if _is_of_government(line, verb) else "planned"
    chambers = [item for item in line.of("agency") if any(body.function == "parliament" for body in item.value)]
    near = any(_acts_on(line, item, verb) for item in chambers) or not _DEPUTIES.isdisjoint(
        line.norms(max(0, verb.start - _PARLIAMENT_REACH), verb.start)
    )
    return "ratified" if near and story.states.pair else status


def _is_of_government(line: Line, verb: Item) -> bool:
    """`Уряд Молдови | погодив | проєкт угоди`: what one government agrees to it endorses, and settles with nobody."""
    return line.language in EAST_SLAVIC and any(
        0 <= verb.start - at <= _PARLIAMENT_REACH and line.norm(at).startswith(_GOVERNMENTS)
        for at in range(max(0, verb.start - _PARLIAMENT_REACH), verb.start)
    )


def lets_join(line: Line, verb: Item | None) -> bool:
    """`The cabinet approved the | accession to | the convention`: of a document of many, one state is enough."""
    return verb is not None and line.language == "en" and verb.concept.code in _JOINING and _is_consented(line, verb)


def _is_consented(line: Line, joining: Item) -> bool:
    """`дало согласие на | присоединение`, `approved the | accession`: a government lets its state join."""
    consents = (verb for verb in line.of("agreement-verb") if verb.prop("status") == "approved")
    return any(0 <= joining.start - verb.end <= _CONSENT_REACH for verb in consents)


def _acts_on(line: Line, chamber: Item, verb: Item) -> bool:
    """Whether a chamber stands before its verb, or behind it: `approved by | the Senegalese National Assembly`."""
    behind = line.norm(verb.end) == "by" and 0 <= chamber.start - verb.end <= _BY_REACH
    return behind or 0 <= verb.start - chamber.end <= _PARLIAMENT_REACH
