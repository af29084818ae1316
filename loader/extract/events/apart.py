"""What keeps two tellings of documents apart, or leaves the first as it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.facts import Agreement

SUMMARIES = frozenset({Role.TITLE, Role.CAPTION})
"""Where a text sums up what it tells elsewhere."""
_APPROVAL = "agreement-approved"


def joins_another(old: Agreement, new: Agreement) -> bool:
    """Whether one state's document with a body of the world stands beside one of two states: the statute that it joins."""
    worldly = {slug for slug, agency in new.agencies.items() if agency.international}
    lone = len(new.states) == 1 and not new.anaphoric and new.sentences[0].role not in SUMMARIES
    return lone and len(old.states) > 1 and not worldly <= old.agencies.keys()


def was_before(old: Agreement, new: Agreement) -> bool:
    """`Кабинет одобрил соглашение. Документ был подписан ранее`: what a government approves now had been signed."""
    return new.earlier and new.status == "signed" and old.rule == _APPROVAL


def titles_differ(old: Agreement, new: Agreement) -> bool:
    """Whether both bear names of their own, and not one: 《2024年合作计划》, 《2025年合作计划》."""
    return bool(old.title and new.title) and old.title not in new.title and new.title not in old.title


def matters_differ(old: Agreement, new: Agreement) -> bool:
    """Whether both tell what they settle, and it is not the same: an extradition treaty is no agreement on visas."""
    return bool(old.matters and new.matters) and old.matters.isdisjoint(new.matters)
