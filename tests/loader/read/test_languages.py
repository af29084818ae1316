"""Every line of cases/languages.txt is in the language that it says."""

from __future__ import annotations

import pytest
from read_support import lines_of

from loader.read import language


@pytest.mark.parametrize("case", lines_of("languages.txt"))
def test_language(case: str) -> None:
    expected, text = case.split(" ", 1)
    assert language(text) == expected
