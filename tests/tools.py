"""Programs that some tests need and a laptop may not have."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

ALL = "COMITY_ALL_TESTS"
"""The environment variable under which no test is skipped."""


def missing(what: str, remedy: str) -> NoReturn:
    """Skip the test that needs it; fail where no test may be skipped."""
    told = f"{what} is not found: {remedy}"
    if ALL in os.environ:
        pytest.fail(f"{told} ({ALL} allows no test to be skipped)")
    pytest.skip(told)
