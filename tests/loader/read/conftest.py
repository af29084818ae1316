"""Lets the tests of this folder import what they share (pytest imports them by path)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
