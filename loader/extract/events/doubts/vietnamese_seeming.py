"""Words that only look like a gathering or a document in Vietnamese: work, trouble met with, a match, an interview, a verb.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, PHRASE_ENDS, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

_WORK = [fold("làm"), fold("việc")]
_WITH = folded("với cùng")
_AT = folded("tại ở")
# `nơi | làm việc`, `giờ | làm việc`: work as such, whatever stands behind.
_OF_WORK = folded(
    "nơi giờ gian trường ngày độ đầu cách kiện hội suất người đi từng khi sức lực phòng chỗ sở thích đang"
)
_PROGRAMME = folded("lịch trình chuyến")
_WORKED_AT = frozenset({"agency", "function", "place", "country"})
_DELEGATION = folded("đoàn phái")
# `gặp | không ít khó khăn`, `gặp phải`: what leads to trouble; trouble itself and what fills a match is in the lexicon.
_MET = fold("gặp")
_HOW_MUCH = folded("phải nhiều không những đủ rất ít muôn")
_SELDOM = folded("chưa không hiếm khi ít từng muốn thích hay dễ")
_SELDOM_REACH = 2
# `U16 Thái Lan`: a team by the age of its players.
_YOUTH = frozenset({"u"})
# `trao đổi với | PV báo …`: who asks and writes; those who are told only so, a pronoun.
_TO_PRESS = folded("chúng nhà cánh")
_TALKED = frozenset({fold("trao"), fold("chia"), fold("điện"), fold("liên"), fold("gọi"), fold("nói"), fold("cung")})
_REPORTER = folded("pv")
_REPORTER_REACH = 12
# `tham dự | buổi lễ trao giải`: a feast and no talks.
_ATTEND = folded("dự")
_FEAST = (fold("lễ"),)
_FEAST_REACH = 3
# `ra | tuyên bố`, `bản | tuyên bố`: a document; else the word is a verb.
_DECLARE = [fold("tuyên"), fold("bố")]
_DOCUMENT_BEFORE = folded(
    "ra bản ký kết qua các những một hai và về vào của dự lời này nhiều hành bằng số có theo là thảo thuận với lập nghị ước định ghi "
    'tán ủng hoan trong từ bác chối đọc nhận trên tại thực phê chuẩn soạn ban , " “',
)
# `và | tuyên bố | sẽ rút quân`: what is declared follows, whatever stands before.
_DECLARED = folded(
    "sẽ sẵn đã đang không rằng rút chấm hủy huỷ muốn ủng tiếp luôn là cần phải chưa thẳng chiến có ông bà"
)
_OF_DOCUMENT = folded("chung này nói đó trên về của phnom viêng hà bangkok asean")


def seems_in_vietnamese(line: Line, cue: Item) -> bool:
    """Whether a Vietnamese cue of a meeting tells of work, of trouble, of a match, of an interview or of a feast.

    Args:
        line: A sentence.
        cue: A cue of a meeting in it.

    """
    return any(test(line, cue) for test in _TESTS)


def drop_verbs_of_saying(lines: Sequence[Line]) -> None:
    """Drop the documents that are the verb: `Tổng thống A | tuyên bố | rút quân`."""
    for line in lines:
        said = [noun for noun in line.of("agreement-noun") if line.norms(noun.start, noun.end) == _DECLARE]
        dropped = [noun for noun in said if _is_verb(line, noun)]
        dropped += [verb for verb in line.of("agreement-verb") if _is_threatened(line, verb)]
        if dropped:
            line.items = [item for item in line.items if item not in dropped]


def _is_verb(line: Line, noun: Item) -> bool:
    """Whether "declare" is the verb of its clause: somebody does it, and no word of a document leads to it or follows."""
    if line.is_capital(noun.start) and noun.start > 0:
        return False
    if line.norm(noun.end) in _DECLARED:
        return True
    return (
        noun.start > 0
        and line.norm(noun.start - 1) not in _DOCUMENT_BEFORE
        and not line.is_capital(noun.end)
        and line.norm(noun.end) not in _OF_DOCUMENT
    )


def _is_threatened(line: Line, verb: Item) -> bool:
    """`đòi | hủy bỏ | thỏa thuận`, `việc A | rút khỏi | thỏa thuận sẽ gửi tín hiệu`: an end that somebody only speaks of."""
    if verb.prop("status") != "terminated":
        return False
    start = max(0, verb.start - _THREAT_REACH)
    start = next((at + 1 for at in range(verb.start - 1, start - 1, -1) if line.norm(at) in PHRASE_ENDS), start)
    led = line.norms(start, verb.start)
    if not _MAY_BE.isdisjoint(led) or any(start <= one.start < verb.start for one in line.of("withheld")):
        return True
    behind = line.norms(verb.end, verb.end + _OUTCOME_REACH)
    if _NOMINAL in led or line.role is Role.TITLE:
        return _WILL in behind
    return False


def _is_work(line: Line, cue: Item) -> bool:
    """`bắt đầu | làm việc | tại Google`: a job, unless with somebody, at a body, or as a delegation."""
    if line.norms(cue.start, cue.end) != _WORK:
        return False
    if line.norm(cue.start - 1) in _PROGRAMME and line.of("post"):
        return False  # `Lịch | làm việc | của Bộ trưởng tại Moskva gồm hai cuộc tiếp xúc`
    if line.norm(cue.start - 1) in _OF_WORK:
        return True
    behind = line.norm(cue.end)
    at_body = behind in _AT and any(cue.end < item.start <= cue.end + 2 for item in line.of(*_WORKED_AT))
    return not (behind in _WITH or at_body or not _DELEGATION.isdisjoint(line.vocabulary))


def _is_trouble(line: Line, cue: Item) -> bool:
    if line.norm(cue.end - 1) != _MET:
        return False
    seldom = line.norms(max(0, cue.start - _SELDOM_REACH), cue.start)
    trouble = any(thing.start == cue.end for thing in line.of("unmet"))
    return trouble or line.norm(cue.end) in _HOW_MUCH or not _SELDOM.isdisjoint(seldom)


def _is_match(line: Line, cue: Item) -> bool:
    """Whether two teams meet on a field."""
    if _MET not in line.norms(cue.start, cue.end) or cue.kind != "meeting-verb":
        return False
    youth = any(norm in _YOUTH and line.norm(at + 1).isdecimal() for at, norm in enumerate(line.folded))
    return youth or any(norm[:1] == "u" and norm[1:].isdecimal() for norm in line.vocabulary) or bool(line.of("sport"))


def _is_interview(line: Line, cue: Item) -> bool:
    """`trao đổi với | PV báo A`, `| PV | đã gọi điện thoại cho ông B`: the press asks."""
    if _TALKED.isdisjoint(line.norms(cue.start, cue.end)):
        return False
    asked = line.norms(max(0, cue.start - _REPORTER_REACH), cue.start)
    press = any(item.start == cue.end for item in line.of("newsroom", "asker"))
    return press or line.norm(cue.end) in _TO_PRESS or not _REPORTER.isdisjoint(asked)


def _is_feast(line: Line, cue: Item) -> bool:
    """`tham dự | buổi lễ`: who comes to a feast meets nobody."""
    if line.norm(cue.end - 1) not in _ATTEND:
        return False
    behind = line.norms(cue.end, cue.end + _FEAST_REACH)
    return any(word in _FEAST for word in behind) and _SIGNING.isdisjoint(
        line.norms(cue.end, cue.end + 2 * _FEAST_REACH)
    )


def _took_long(line: Line, cue: Item) -> bool:
    """`sau 9 năm | đàm phán`, `trưởng đoàn | đàm phán`: how long something took, or who speaks for a side."""
    if line.norms(cue.start, cue.end) != _NEGOTIATE:
        return False
    if any(0 <= noun.start - cue.end <= 1 for noun in line.of("agreement-noun")):
        return True  # `sớm hoàn tất | đàm phán | Hiệp định`: the text is what is talked about
    return line.norm(cue.start - 1) in _LONG or line.norm(cue.end) in _FINISHED


def _is_enabled(line: Line, cue: Item) -> bool:
    """`cho phép quân đội hai nước | tập trận`: what a document lets somebody do has not been done."""
    if _ALLOW[1] not in line.vocabulary or cue.prop("kind") not in {"exercise", "visit"}:
        return False
    start = next((at + 1 for at in range(cue.start - 1, -1, -1) if line.norm(at) in PHRASE_ENDS), 0)
    return any(tuple(line.norms(at, at + 2)) == _ALLOW for at in range(start, cue.start))


def _is_conditional(line: Line, cue: Item) -> bool:
    """`cuộc gặp, | nếu | diễn ra, khó …`, `nếu | gặp`: what may be has not been."""
    if _IF not in line.vocabulary:
        return False
    start = next((at + 1 for at in range(cue.start - 1, -1, -1) if line.norm(at) in PHRASE_ENDS), 0)
    comma = next((at for at in range(cue.end, len(line.tokens)) if line.norm(at) in COMMAS), len(line.tokens))
    return _IF in line.norms(start, cue.start) or (line.norm(comma + 1) == _IF and line.norm(comma + 2) != _NO)


_IF, _NO = fold("nếu"), fold("không")  # `cuộc diễn tập, | nếu không có gì thay đổi, sẽ …` is to come
_ALLOW = (fold("cho"), fold("phép"))
_NEGOTIATE = [fold("đàm"), fold("phán")]
_LONG = folded("năm tháng đoàn quyền thúc bàn")
_FINISHED = folded("hoàn")
_SIGNING = folded("ký kết")
# Before a verb of ending: it is to come, possible or meant; that it is asked for or threatened the lexicon tells.
_MAY_BE = folded("sẽ muốn nếu định sẵn hoặc xem")
_THREAT_REACH = 5
_OUTCOME_REACH = 12
_NOMINAL, _WILL = fold("việc"), fold("sẽ")
_TESTS = (_is_work, _is_trouble, _is_match, _is_interview, _is_feast, _took_long, _is_enabled, _is_conditional)
