"""What kind of matter a document settles: an extradition treaty is not the agreement on readmission told beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Tokens before a document's noun and behind it that tell its matter; a Chinese character is one.
_BEFORE, _BEHIND = 4, 12
_HAN_BEFORE = 16
_PARTS = COMMAS | CLAUSE_ENDS | folded("and и і й та và 、 》")
_MATTERS = {
    "extradition": r"extradit|выдач|экстрад|видач|dẫn độ|引渡",
    "legal-assistance": r"legal assistance|judicial (?:assistance|cooperation)|правов\w+ помощ|прававой дапамо|правов\w+ допомо|tương trợ tư pháp|司法协助|司法互助",
    "transfer": r"transfer of (?:sentenced|convicted|prisoner)|prisoner (?:transfer|exchange)|передач\w+ (?:лиц|осужд)|перадачы асуд|передач\w+ засудж|"
    r"chuyển giao người|移管",
    "readmission": r"readmission|\breturns? (?:of|agreement|deal|accord)|реадмисс|рэадміс|реадміс|nhận trở lại|重新接纳|遣返",
    "visas": r"\bvisas?\b|безвизов|визов|бязвізав|візов|thị thực|签证",
    "asylum": r"asylum|safe third",
    "secrets": r"classified|\bsecrets?\b|секретн|секретов|таемн|таємн|thông tin mật|保密|机密",
    "defence": r"\bdefen[cs]e|military|оборон|военн|ваенн|військов|quốc phòng|国防|军事",
    "customs": r"customs|таможен|мытн|митн|hải quan|海关",
    "sea": r"coast ?guard|maritime|\bnaval|морск|марск|hàng hải|trên biển|海警|海上",
    "labour": r"\blabou?r\b|workers|трудов|працоўн|lao động|劳务",
    "training": r"\btraining|education|подготовк\w+ кадр|đào tạo|培训",
    "border-line": r"delimit|demarcat|делимит|демарк|дэлімі|дэмарк|делімі|phân giới|划界|国界",
    "cybercrime": r"cyber|кибер|кібер|tội phạm mạng|网络犯罪",
    "drugs": r"\bdrugs?\b|narcotic|counternarcotic|наркот|наркат|ma túy|ma tuý|毒品|禁毒",
    "corruption": r"corrupt|anti-graft|коррупц|карупц|корупц|tham nhũng|腐败",
    "terrorism": r"terror|террор|тэрар|терор|khủng bố|恐怖",
    "border-guarding": r"external borders?|охран\w+ (?:внешн\w+ )?границ|ахов\w+ (?:знешн\w+ )?межаў|охорон\w+ (?:зовнішн\w+ )?кордон",
    "border-regime": r"(?:border|frontier) regime|режим\w* (?:\w+ ){0,2}(?:границ|мяж|кордон)",
    "parliament": r"inter-?parliamentary|межпарламент|міжпарламент|liên nghị viện",
    "guarantees": r"security guarantees|гаранти\w+ безопасност|гаранты\w+ бяспек|гаранті\w+ безпек|bảo đảm an ninh|安全保障",
    "nuclear": r"nuclear|ядерн|атомн|hạt nhân|核",
    "taxation": r"taxation|налогооблож|падаткааблаж|оподаткуван|đánh thuế|税",
    "trade": r"free.trade|свободн\w+ торговл|свабодн\w+ гандл|вільн\w+ торгівл|thương mại tự do|自由贸易",
    "disasters": r"disaster|emergenc(?:y|ies)|чрезвычайн|надзвычайн|надзвичайн|стихийн|thiên tai|灾害|应急",
    "ceasefire": r"cease-?fire|прекращени\w+ огня|спыненн\w+ агню|припинення вогню|ngừng bắn|停火",
    "aviation": r"air services|aviation|авиаци|авіяцы|авіаці|hàng không|航空",
    "people": r"people.smuggl|trafficking in (?:persons|human)|human trafficking|торговл\w+ людьми|гандл\w+ людзьмі|торгівл\w+ людьми|mua bán người|人口贩运|拐卖",
}  # fmt: skip
_LETTERS = {
    "Han": re.compile(r"[\u4e00-\u9fff]"),
    "Cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "Latin": re.compile("[a-z]"),
}
_BAR = re.compile(r"\|(?![^(]*\))")
"""Between two wordings, and not inside a bracket."""


def _of_script(script: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The matters with their wordings in one script: a text is searched for those that it may have."""
    told = {
        matter: [
            one for one in _BAR.split(pattern) if next(of for of in _LETTERS if _LETTERS[of].search(one)) == script
        ]
        for matter, pattern in _MATTERS.items()
    }
    return tuple((matter, re.compile("|".join(wordings))) for matter, wordings in told.items() if wordings)


_OF_SCRIPT = {script: _of_script(script) for script in _LETTERS}


def matters_of(line: Line, noun: Item) -> frozenset[str]:
    """The matters that the words around a document's noun tell; none where they are general."""
    before = range(noun.start - 1, noun.start - 1 - (_HAN_BEFORE if line.language == "zh" else _BEFORE), -1)
    start = next((at + 1 for at in before if at < 0 or line.norm(at) in _PARTS), before[-1])
    rivals = [item.start for item in line.of("agreement-noun", "agreement-verb") if item.start >= noun.end]
    end = min([noun.end + _BEHIND, *rivals, len(line.tokens)])
    return _matters_in(line.text(max(0, start), end).lower())


@lru_cache(maxsize=4096)  # the same words name a document again and again
def _matters_in(words: str) -> frozenset[str]:
    scripts = (script for script, letters in _LETTERS.items() if letters.search(words))
    return frozenset(matter for script in scripts for matter, pattern in _OF_SCRIPT[script] if pattern.search(words))
