"""Documents that no state makes with another: of groups inside one state, or as some observer would have them.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.words import COMMAS, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Groups inside a state, by their stems; with whom a government makes peace, or makes up.
_GROUPS = {
    "en": (
        "opposition", "rebel", "insurgen", "union", "tribe", "tribal", "clan", "clans", "faction", "employers", "militia", "villagers", "separatist",
        "guerrilla", "gang",
    ),
    "ru": ("профсоюз", "оппозици", "повстанц", "боевик", "племен", "клан", "фракци", "ополченц", "сепаратист"),
    "be": ("прафсаюз", "апазіцы", "паўстанц", "баевік", "плямен", "плямён", "фракцы", "сепаратыст"),
    "uk": ("профспілк", "опозиці", "повстанц", "бойовик", "племен", "фракці", "сепаратист"),
}  # fmt: skip
_NO_GROUPS = ("unionist", "unionpay", "gangway")
# `the European | Union`, `the customs | union`, `the | Union State`: a union of states.
_OF_STATES = ("european", "african", "customs", "eurasian", "economic", "soviet", "state")
# `the government and | rebels | signed`; `an accord | with | the main rebel groups`; `between the ministry and the teachers' | union`.
_BEFORE_VERB, _BEHIND_WITH, _BEHIND_BETWEEN = 10, 4, 12
# Who has opinions, by their stems, and what they hold for needful.
_OBSERVERS = {
    "en": ("expert", "analyst", "commentator", "observer", "professor", "columnist", "scholar", "pundit", "activist", "campaigner"),
    "ru": ("эксперт", "политолог", "аналитик", "обозревател", "наблюдател", "профессор", "правозащитник", "активист"),
    "be": ("эксперт", "палітолаг", "аналітык", "аглядальнік", "назіральнік", "прафесар", "праваабаронц", "актывіст"),
    "uk": ("експерт", "політолог", "аналітик", "оглядач", "спостерігач", "професор", "правозахисник", "активіст"),
}  # fmt: skip
_NEEDFUL = folded(
    "should must ought needs need следует нужно необходимо должны должна должен стоит надо трэба варта неабходна павінны павінна павінен "
    "слід треба варто потрібно необхідно повинні повинна повинен мусять"
)
_NEEDFUL_REACH = 6
_TO_COME = frozenset({"signed", "planned", "approved"})


def is_of_home_parties(line: Line, noun: Item, verb: Item | None) -> bool:
    """`the government and the opposition signed an accord`: groups inside the one state that the sentence names."""
    stems = _GROUPS.get(line.language, ())
    groups = [at for at in range(len(line.tokens)) if line.norm(at).startswith(stems)] if stems else []
    groups = [at for at in groups if _is_group(line, at)]
    if not groups or len({state for item in line.of("country") for state in item.states}) >= TWO_SIDES:
        return False
    return any(_is_side(line, at, noun, verb) for at in groups)


def _is_group(line: Line, at: int) -> bool:
    around = (line.norm(at - 1), line.norm(at + 1))
    return not line.norm(at).startswith(_NO_GROUPS) and not any(norm.startswith(_OF_STATES) for norm in around)


def _is_side(line: Line, at: int, noun: Item, verb: Item | None) -> bool:
    """Whether a group stands where a party of the document does."""
    acts = verb is not None and verb.prop("status") == "signed" and 0 < verb.start - at <= _BEFORE_VERB
    if verb is not None and acts and not line.has_between(at, verb.start, COMMAS):
        return True
    if line.has_between(max(noun.end, at - _BEHIND_WITH), at, WITH):
        return not line.has_between(noun.end, at, PART_ENDS)
    return any(noun.end <= item.start and 0 < at - item.end <= _BEHIND_BETWEEN for item in line.of("between"))


def is_opinion(line: Line, verb: Item | None) -> bool:
    """`Эксперты считают, что странам следует заключить | соглашение`: what somebody outside holds for needful is no text in hand."""
    stems = _OBSERVERS.get(line.language, ())
    if verb is None or verb.prop("status") not in _TO_COME or _NEEDFUL.isdisjoint(line.vocabulary):
        return False
    needful = not _NEEDFUL.isdisjoint(line.norms(max(0, verb.start - _NEEDFUL_REACH), verb.start))
    return needful and any(line.norm(at).startswith(stems) for at in range(len(line.tokens)))
