"""Writes ``traditional.tsv``: ``python -m ontology.build.traditional [FILE]``.

The traditional characters of Big5 that OpenCC simplifies, each alone, to another character of GB 2312; a line has the
traditional and the simplified one. Left out is what stands in simplified text with a meaning of its own. Added are
variants of Taiwan and Hong Kong that OpenCC keeps as they are.
"""

from __future__ import annotations

import sys
from pathlib import Path

from opencc import OpenCC

TARGET = Path(__file__).parent.parent / "traditional.tsv"
# Big5 orders its characters in rows that begin with these bytes; the second byte is 40 to 7E or A1 to FE.
ROWS = range(0xA4, 0xFA)
CELLS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
KEPT = "乾\ufa0c"
VARIANTS = "唚吣 拏拿 揹背 斲斫 暱昵 濬浚 燄焰 牠它 瑯琅 籐藤 耡锄 荳豆 著着 薰熏 蘗檗 觔斤 鎗枪 隄堤"


def characters() -> list[str]:
    """The Chinese characters of Big5, in its order."""
    cells = (bytes((row, cell)).decode("big5", errors="ignore") for row in ROWS for cell in CELLS)
    return [sign for sign in cells if sign]


def main(target: Path) -> None:
    """Write the table into a file."""
    simplify = OpenCC("t2s").convert
    table = {pair[0]: pair[1] for pair in VARIANTS.split()}
    for sign in characters():
        simple = simplify(sign)
        if simple != sign and sign not in KEPT and simple.encode("gb2312", errors="ignore"):
            table[sign] = simple
    lines = [f"{sign}\t{simple}\n" for sign, simple in sorted(table.items())]
    target.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
