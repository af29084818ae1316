"""What the wording around a Vietnamese document tells of it where its verb misleads: agreed to be signed, carried out, supposed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.status.han_documents import wording as han_wording

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `Chính phủ Việt Nam đồng ý | ký | Nghị định thư`: who lets a document be signed.
_CLEARED = re.compile(
    r"(?:chính phủ|thủ tướng|nội các|chủ tịch nước)[^,.;]*?(?:đồng ý|chấp thuận|cho phép|phê duyệt|thông qua)"
    r"(?: cho| việc| chủ trương| chủ trương về)* (?:đàm phán |đàm phán, )?ký(?: kết)?\b[^,.;]*$"
)
# `Hiệp định | ký năm 2015 đang được triển khai`, `Nghị định thư | do hai Bộ trưởng ký năm 2018 đã chính thức có hiệu lực`.
_RUNS = re.compile(
    r"[^.;]{0,120}? ký [^,.;]*?(?:(?:đang|hiện|vẫn|tiếp tục|luôn)(?: đang)? được (?:[^\W\d]+ ){0,3}(?:triển khai|thực hiện|thực thi|áp dụng)"
    r"|(?<!sẽ )(?<!chưa )(?<!hết )có hiệu lực|được (?:triển khai|thực hiện) (?:hiệu quả|tốt|nghiêm túc|có hiệu quả))"
)
# `Nếu hai nước | ký được`, `nên cân nhắc việc | ký`, `thường phải được | phê chuẩn`.
_MAY_BE = re.compile(r"\b(?:khó|nếu|giả sử|liệu|cân nhắc|thường(?! trực| vụ| niên| trú| xuyên))\b[^,.;]*$")
# `nhất trí trình Chính phủ | phê duyệt | Nghị định thư`: what is laid before somebody is still to be approved;
# `đang hoàn tất thủ tục | phê chuẩn`: so is that of which the procedure goes on.
_LAID_BEFORE = re.compile(
    r"(?<!chương )(?<!tiến )(?<!quy )(?<!lộ )(?<!hành )(?<!quá )(?<!công )\btrình\b[^.;]*$|\b(?:đang|sẽ|cần|sớm)\b[^,.;]*\bthủ tục[^,.;]*$"
)
_OF_A_KIND = re.compile(r"[^,.;]{0,80}? (?:như vậy|như thế|kiểu này)\b")
_BEFORE = 24


def wording(line: Line, noun: Item, verb: Item | None) -> set[str]:
    """What the frames look at in the wording around a document, beside its verb.

    Args:
        line: A sentence.
        noun: The noun of a document in it.
        verb: The verb that gives it a status.

    """
    if line.language != "vi":
        return han_wording(line, noun, verb)
    after = next((other.start for other in line.of("agreement-noun") if other.start >= noun.end), len(line.tokens))
    behind = line.text(noun.end, after).lower()
    ahead = line.text(max(0, noun.start - _BEFORE), noun.start).lower()
    before = line.text(max(0, verb.start - _BEFORE), verb.start).lower() if verb is not None else ""
    approval = verb is not None and verb.prop("status") in {"approved", "ratified"}
    tests = {
        "planned": approval and _LAID_BEFORE.search(before) is not None,
        "cleared": _CLEARED.search(ahead) is not None,
        "current": _RUNS.match(behind) is not None,
        "unspoken": _OF_A_KIND.match(behind) is not None or _MAY_BE.search(before) is not None,
    }
    return {name for name, holds in tests.items() if holds}
