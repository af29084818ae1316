"""Families of kinds of meetings."""

from __future__ import annotations

FAMILIES = {
    "meeting": "meeting", "talks": "meeting", "visit": "meeting", "ceremony": "meeting", "call": "call",
    "session": "session", "conference": "conference", "exercise": "exercise",
}  # fmt: skip
"""Kinds between which a story passes without meaning another event."""
GATHERINGS = frozenset({"session", "conference"})
"""Families whose participants a text lists, and which a plain "meeting" may take up."""
OF_TWO = frozenset({"meeting", "call"})
"""Families of which most gatherings have two sides."""
