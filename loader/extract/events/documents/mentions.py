"""How a noun names its document: taken up, bare, or described."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.commerce.deals import has_sides
from loader.extract.events.participants.beside import title_opening
from loader.extract.events.sides.parties import phrase_end
from loader.extract.words import ABOUT, ARTICLES, CLAUSE_ENDS, COMMAS, EAST_SLAVIC, PART_ENDS, TITLE_MARKS, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_THIS = folded(
    "this that этот это этого этом этому гэты гэтага гэтым гэтаму гэтыя цей цього цьому ця цієї цю ці này nay đó 该 此 这 上述"
)
# `for the implementation of | the said | Agreement`.
_SAID = frozenset({"said", "aforementioned", "abovementioned", "above", "same"})
# 这|项|协议.
_COUNTED = frozenset("项份个部")
# 按照|协议|，.
_UNDER = frozenset({"按照", "根据", "依据", "依照"})
# `any agreement that …`, `agreements that it | may | want to make`: none in particular.
_ANY = folded("any любой любого любые любых какие какого bất 任")
_ANY_REACH = 3
_COUNTED_SUCH = frozenset({"first", "second", "third", "fourth", "fifth", "no", "only", "latest", "many", "other"})
_MAY = frozenset({"may", "might", "could", "would", "wants", "want", "seeks", "seek"})
_MAY_REACH = 6
_DESCRIBES = folded(
    "on of for between with about against to in under о об по про аб пра между між с со з із về giữa 》"
)
_OF_SOMETHING = frozenset({"plan", "programme"})
_GENITIVE = re.compile(
    r"(?:ния|ний|ции|ций|ства|ств|ння|нняў|цыі|цый|цтва|ції|цій|[нск]ого|[нск]ой|[нск]их|ных|нага|скага|[нс]кай|ної|ської)$"
)
_HAN_OPENING = frozenset({"，", "。", "；"})
# A noun that refers back is short: `the document`, `văn bản này`.
_LONGEST_ANAPHOR = 2
_PAPERS = "agreement-noun-other-weak"
# `，| 文本 | 有望…`, `，新 | 文本 | 拟…`.
_TEXTS, _OPENS_TEXT = frozenset({"文本", "案文"}), COMMAS | frozenset("新其该关述")
_TEXT_REACH, _NO_TEXT = 4, COMMAS | frozenset("和及与同、")
_DOCUMENTS = ("documents", "papers", "документ", "дакумент")
_ONE_DOCUMENT = folded(
    "документ документа документу документом документе документі дакумент дакумента дакументу дакументам дакуменце"
)
# `Сам | договор подписан`.
_ITSELF = folded("сам само сама")
# `ратифицировал | документ`, `подписать | документ`: a verb right before it, and no adjective.
_VERB_ENDS = ("л", "ла", "ли", "ть", "ў", "лі", "ць", "в", "ти")
_SINGULARS = folded(
    "договор соглашение меморандум протокол документ план программа декларация конвенция контракт "
    "дагавор пагадненне мемарандум пратакол дакумент праграма дэкларацыя канвенцыя дамова "
    "договір угода документ програма декларація конвенція"
)
_SIMILAR = ("аналогичн", "подобн", "схож", "аналагічн", "падобн", "аналогічн", "подібн", "similar", "analogous")
_LABEL_WORDS = 14
# Tokens back from a noun to the number that counts it, and to the word by which another document founds or holds it.
_COUNT_REACH = 2
_FOUNDING_REACH = 6
_FOUNDING = folded(
    "establishing establishes creating creates launching launches founding instituting создании создающее учреждении "
    "стварэнні заснаванні створення заснування"
)
# `a protocol on amendments to the | agreement`: how one document touches another, and within how many tokens.
_HAN_NESTED_REACH = 4
_NESTED_REACH = 9
_CHANGES = ("amend", "supplement", "implement", "additional", "extend", fold("sửa"), fold("bổ"))
_JOINS = folded("and và")
# `the document, | a bilateral readmission | agreement`.
_APPOSITION_REACH = 5
_INCLUDING = folded("including includes containing contains comprising")


def is_anaphoric(line: Line, noun: Item) -> bool:
    """`the document`, `this agreement`, `văn bản này`, `该文件`: a definite noun and nothing that tells it apart."""
    length = noun.end - noun.start
    if length > _LONGEST_ANAPHOR:
        return False
    if line.norm(noun.start - 1) in _COUNTED and line.norm(noun.start - _LONGEST_ANAPHOR) in _THIS:
        return True
    if line.norm(noun.end) == "，" and line.text(noun.start - _LONGEST_ANAPHOR, noun.start) in _UNDER:
        return True
    if line.norm(noun.start - 1) in _SAID and line.norm(noun.start - _LONGEST_ANAPHOR) == "the":
        return True
    behind = line.language != "en" and line.norm(noun.end) in _THIS  # English "that" opens a clause there
    if behind or line.norm(noun.start - 1) in _THIS:
        return True
    definite = line.norm(noun.start - 1) == "the" and line.norm(noun.end) not in _DESCRIBES
    return definite and (noun.prop("kind") == "other" or length == 1)


def is_definite(line: Line, noun: Item) -> bool:
    """`Договор | был подписан …`, `парламент ратифицировал | документ`: a bare singular that is one told before."""
    if line.language not in EAST_SLAVIC or noun.end - noun.start > 1 or line.norm(noun.end) in _DESCRIBES:
        return False
    opens = noun.start == 0 or (noun.start == 1 and line.norm(0) in _ITSELF)
    taken = line.norm(noun.start) in _ONE_DOCUMENT and line.norm(noun.start - 1).endswith(_VERB_ENDS)
    told = not any(item.start == noun.end for item in line.of("between"))
    return told and ((opens and line.norm(noun.start) in _SINGULARS) or taken)


def is_any(line: Line, noun: Item) -> bool:
    """`any agreement`, `security agreements | that Nauru may want to make`: documents that may be, and none that is."""
    before = line.norms(max(0, noun.start - _ANY_REACH), noun.start)
    if not _ANY.isdisjoint(before) and CLAUSE_ENDS.isdisjoint(before):
        return True
    if line.language != "en":
        return False
    if line.norm(noun.start - 1) == "such" and line.norm(noun.start - 2) in _COUNTED_SUCH:
        return True  # `the third such | pact`: only told to say which one it is
    if "international" in line.norms(max(0, noun.start - _ANY_REACH), noun.start) and line.norm(noun.end - 1).endswith(
        "s"
    ):
        return line.norm(noun.end) != ":" and not has_sides(line, noun)  # `in breach of international | treaties`
    if line.norm(noun.end) not in {"that", "which"}:
        return False
    return line.norm(noun.end - 1).endswith("s") and line.has_between(noun.end + 1, noun.end + 1 + _MAY_REACH, _MAY)


def is_bare(line: Line, noun: Item) -> bool:
    """Whether the noun stands without a description: behind it, or in Chinese before it."""
    described_before = (
        line.language == "zh"
        and line.tokens.is_glued(noun.start)
        and line.norm(noun.start - 1) not in _HAN_OPENING
        and not is_anaphoric(line, noun)
    )
    return line.norm(noun.end) not in _DESCRIBES and not described_before and not _has_genitive(line, noun)


def _has_genitive(line: Line, noun: Item) -> bool:
    """`план | обслуживания | судов`: East Slavic tells with a genitive what a plan is of."""
    if line.language not in EAST_SLAVIC or noun.prop("kind") not in _OF_SOMETHING or noun.end - noun.start > 1:
        return False
    held = any(item.start == noun.end for item in line.of("agreement-verb", "country", "agency", "date"))
    return not held and _GENITIVE.search(line.norm(noun.end)) is not None


def title_of(line: Line, noun: Item) -> str:
    """What stands between the marks 《》 around a noun: the document's own name; empty where it has none."""
    opening = title_opening(line, noun)
    closing = next((at for at in range(noun.end, len(line.tokens)) if line.norm(at) in TITLE_MARKS), None)
    if opening is None or closing is None or line.norm(closing) != "》":
        return ""
    return line.text(opening + 1, closing)


def is_several(line: Line, noun: Item) -> bool:
    """`eight documents`, `пять соглашений`, 8 văn kiện, 四份文件: a number counts the documents."""
    counted = [item for item in line.of("calendar") if item.prop("numberValue") not in {None, "1"}]
    near = range(noun.start - _COUNT_REACH, noun.start)
    return any(item.end - 1 in near for item in counted) or any(line.norm(at).isdigit() for at in near[1:])


def is_within(line: Line, noun: Item) -> bool:
    """`a memorandum | establishing a joint programme`, `a statement on …, including | a plan`: one document has the other in it."""
    first = next((one for one in reversed(line.of("agreement-noun")) if one.end <= noun.start), None)
    if first is None or any(first.end <= verb.start < noun.start for verb in line.of("agreement-verb")):
        return False
    between = line.norms(first.end, noun.start)
    glued = (not between and line.language in EAST_SLAVIC) or (between == ["of"] and line.language == "en")
    if glued and noun.prop("kind") == "other":
        return True  # `программа | совместных мер`, `a programme of | joint measures`
    if len(between) == 1 and between[0] in ABOUT:  # `Hiệp định về | quy chế quản lý biên giới`
        return True
    if not CLAUSE_ENDS.isdisjoint(between):
        return False
    if not _FOUNDING.isdisjoint(between[-_FOUNDING_REACH:]):
        return True
    one = first.prop("kind") != "other" and line.language == "en" and not line.norm(first.end - 1).endswith("s")
    return one and not is_several(line, first) and not _INCLUDING.isdisjoint(between[-_FOUNDING_REACH:])


def is_nested(line: Line, noun: Item) -> bool:
    """`a protocol | amending the 1998 treaty`, `Nghị định thư sửa đổi | Hiệp định`: a document told only to say what another changes."""
    if line.language == "zh" and _is_of_another(line, noun):
        return True
    first = next((one for one in reversed(line.of("agreement-noun")) if one.end <= noun.start), None)
    if first is None or noun.start - first.end > _NESTED_REACH:
        return False
    between = line.norms(first.end, noun.start)
    if not (PART_ENDS).isdisjoint(between) or any(norm in _JOINS for norm in between):
        return False
    if any(first.end <= verb.start < noun.start and not verb.prop("weak") for verb in line.of("agreement-verb")):
        return False
    return any(norm.startswith(_CHANGES) for norm in between)


def _is_of_another(line: Line, noun: Item) -> bool:
    """`备忘录 | 的延期议定书`: what the document behind is of."""
    at = noun.end + (line.norm(noun.end) == "》")
    if line.norm(at) != "的":
        return False
    return any(
        at < other.start <= at + _HAN_NESTED_REACH
        and other.prop("kind") != "other"
        and (PART_ENDS).isdisjoint(line.norms(noun.end, other.start))
        for other in line.of("agreement-noun")
    )


def is_same_as_next(line: Line, noun: Item) -> bool:
    """`The | document |, a memorandum on …, was signed`: the apposition tells what it is."""
    if line.language != "en" or line.norm(noun.end) not in COMMAS or line.norm(noun.end + 1) not in ARTICLES:
        return False
    if noun.prop("kind") != "other" and not is_anaphoric(line, noun):
        return False
    return any(noun.end + 1 < other.start <= noun.end + _APPOSITION_REACH for other in line.of("agreement-noun"))


def is_its_text(line: Line, noun: Item) -> bool:
    """`会议纪要|文本`, `行动计划的|文本`, `会商《方案》，| 文本 | 有望定稿`: a weak noun behind a document's name is that document."""
    if line.glued(noun.start, noun.end) in _TEXTS and line.norm(noun.start - 1) in _OPENS_TEXT:
        return any(other.end < noun.start for other in line.of("agreement-noun"))
    glued = line.language == "zh" and noun.prop("kind") == "other"
    start = noun.start - (line.norm(noun.start - 1) == "的")
    start -= line.norm(start - 1) == "》"
    if glued and line.glued(noun.start, noun.end) in _TEXTS:  # `与A的 | 条约 | 已谈妥 | 文本`
        near = (other.end for other in line.of("agreement-noun") if 0 <= noun.start - other.end <= _TEXT_REACH)
        return any(_NO_TEXT.isdisjoint(line.norms(end, noun.start)) for end in near)
    return glued and any(other.end == start for other in line.of("agreement-noun"))


def are_papers(line: Line, noun: Item) -> bool:
    """`a number of documents`, `пять документов`: a sum of documents, of which none is told."""
    if noun.concept.code != _PAPERS or is_similar(line, noun):
        return False
    last = line.norm(noun.end - 1)
    return last.startswith(_DOCUMENTS) and last not in _ONE_DOCUMENT


def is_similar(line: Line, noun: Item) -> bool:
    """`аналогичный | документ`, `similar | documents`, `与泰方的 | 文本`: of the kind that was told last."""
    if noun.concept.code != _PAPERS:
        return False
    alike = any(line.norm(at).startswith(_SIMILAR) for at in (noun.start - 1, noun.start))
    return alike or line.glued(noun.start, noun.end) in _TEXTS


def phrase(line: Line, noun: Item) -> str:
    """The document's noun phrase, for its label."""
    end = min(phrase_end(line, noun.end), noun.end + _LABEL_WORDS)
    return line.text(noun.start, end).rstrip(" ,:(")
