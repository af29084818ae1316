"""Documents that somebody has, in words of having: they are in force. All reaches count tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `Ukraine | has | readmission | agreements | with …`: tokens from the verb to the document, and to its partners.
_HAS_REACH, _WITH_REACH = 4, 8
_SLAVIC_HAVE = folded("имеет имеют имеем мае маюць маем має мають маємо")
_HAVING = {
    "en": frozenset({"has", "have"}),
    "ru": _SLAVIC_HAVE,
    "be": _SLAVIC_HAVE,
    "uk": _SLAVIC_HAVE,
    "vi": folded("có"),
}
_NOT = folded("не ня no not không chưa")
_AND = frozenset({"and"})
_BETWEEN_OR_WITH = frozenset({"with", "between"})
# `мае намер падпісаць`: what somebody means, ought or is able to do.
_SLAVIC_NOT_HAD = folded("намер намір намеры намерение намерения право права планы возможность магчымасць можливість")
_NOT_HAD = _SLAVIC_NOT_HAD | frozenset(
    {"been", "to", "no", "not", "never", "had", "from", "of", "on", "under", "for", "withdrawn", "broken"}
)


def is_had(line: Line, noun: Item) -> bool:
    """`has | readmission | agreements with Poland`, `имеет | договоры о выдаче с Вьетнамом`: what somebody has is in force."""
    have = _HAVING.get(line.language, frozenset())
    if have.isdisjoint(line.vocabulary):
        return False
    at = next((at for at in range(noun.start - 1, noun.start - 1 - _HAS_REACH, -1) if line.norm(at) in have), None)
    between = line.norms(at + 1, noun.start) if at is not None else []
    if at is None or line.norm(at - 1) in _NOT or any(norm in _NOT_HAD or norm in COMMAS for norm in between):
        return False
    if line.language == "en" and any(norm.endswith("ed") for norm in between):
        return False
    if line.language == "en" and any(item.end <= at for item in line.of("pair", "pair-bodies")):
        return True  # `the two forces | have | a memorandum of understanding`
    if line.language == "en" and _have_together(line, at) and not noun.prop("weak"):
        return True
    named = [item.start for item in line.of("country", "agency") if noun.end <= item.start <= noun.end + _WITH_REACH]
    return bool(named) and line.has_between(noun.end, named[0], _BETWEEN_OR_WITH | WITH)


def _have_together(line: Line, at: int) -> bool:
    """`Ghana and Togo | have | a memorandum`, `Interpol and Afripol | have …`: two or more, the last right before the verb."""
    named = [item for item in line.of("country", "agency") if item.end <= at]
    joined = len(named) > 1 and named[-1].end == at and line.norm(at) == "have"
    return joined and line.norm(named[-1].start - 1) in _AND | {"the"} and line.has_between(named[0].end, at, _AND)
