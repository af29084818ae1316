"""Traditional Chinese characters and their simplified ones: pages of Taiwan and Hong Kong meet the same labels."""

from __future__ import annotations

from importlib.resources import files

_TABLE = (files("ontology") / "traditional.tsv").read_text(encoding="utf-8")

SIMPLIFIED = {ord(line[0]): line[2] for line in _TABLE.splitlines()}
"""For `str.translate`: each traditional character of common use whose simplified one differs, to that one.

The table is written by `ontology/build/traditional.py`.
"""
