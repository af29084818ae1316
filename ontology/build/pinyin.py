"""Writes ``personal/pinyin.tsv``: ``python -m ontology.build.pinyin [FILE]``.

The reading in pinyin, without tones, of the characters of GB 2312, one syllable a line. The first reading of pypinyin
is taken, which is the usual one; what a character reads as a surname stands in ``personal/han.py``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin

TARGET = Path(__file__).parent.parent / "personal" / "pinyin.tsv"
# GB 2312 orders its characters in rows 16 to 87 of 94 cells; EUC-CN adds 0xA0 to both numbers.
ROWS = range(16, 88)
CELLS = range(1, 95)
OFFSET = 0xA0


def characters() -> list[str]:
    """The Chinese characters of GB 2312, in its order."""
    cells = (bytes((row + OFFSET, cell + OFFSET)) for row in ROWS for cell in CELLS)
    return [sign for sign in (cell.decode("gb2312", errors="ignore") for cell in cells) if sign]


def main(target: Path) -> None:
    """Write the table into a file."""
    table: defaultdict[str, list[str]] = defaultdict(list)
    for sign in characters():
        (syllable,) = lazy_pinyin(sign, style=Style.NORMAL, v_to_u=False)
        if syllable.isascii() and syllable.isalpha():
            table[syllable].append(sign)
    lines = [f"{syllable}\t{''.join(signs)}\n" for syllable, signs in sorted(table.items())]
    target.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
