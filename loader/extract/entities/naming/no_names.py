"""Capitalised words of East Slavic texts that name nobody though an office stands before them: `глава Федерации`, `мэр Бостона`.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.naming.english_names import is_no_english_name
from loader.extract.entities.naming.initials import NAMED_AFTER
from loader.extract.entities.naming.vietnamese_no_names import is_no_vietnamese_name, opens_before_name
from loader.extract.words import DASHES, EAST_SLAVIC
from ontology.personal import is_patronymic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.entities.offices.title_parts import Title
    from loader.extract.lines import Line

# Nouns of bodies and regions, in any case: `члены Совета | Федерации`, `генеральный секретарь | Форума`.
_BODIES = re.compile(
    r"(?:федераци|федэрацы|федераці|парти|партыі?|парті|арми|армі|асоциаци|ассоциаци|асацыяцы|асоціаці|корпораци|карпарацы|корпораці|компани|кампані|компані|"
    r"организаци|арганізацы|організаці|академи|акадэмі|академі|администраци|адміністрацы|адміністраці|лиг|ліг|дум|рад|сет|мереж|сетк|кафедр|кафэдр|групп|груп)"
    r"(?:я|и|ю|ей|ею|ям|ями|ях|й|а|ы|у|е|ой|ою|і|єю|ію|яй|ь|ью|амі|ам|ами|ах)?$"
    r"|(?:форум|союз|саюз|институт|інстытут|інститут|университет|універсітэт|університет|комплекс|метрополитен|метрапалітэн|метрополітен|край|кра|клуб|банк|завод|центр|"
    r"фонд|комитет|камітэт|комітет|совет|савет|суд|департамент|дэпартамент|консорциум|синод|сінод|меджлис|курултай|конгресс|кангрэс|конгрес|блок|фронт|штаб|округ|акруг)"
    r"(?:а|я|ю|у|ом|ем|ам|е|ы|и|ов|ам|ами|ах|і|ів|аў|амі|ях)?$"
    r"|(?:движени|агентств|министерств|общест|управлени|объединени|правительств|собрани|рух|агенцтв|міністэрств|міністерств|таварыств|товариств|упраўленн|управлінн|"
    r"аб'яднанн|об'єднанн|урад|уряд)(?:е|я|ю|ем|ии|и|ий|ям|ями|ях|о|а|у|ом|ам|і|нне|ня)?$"
    r"|(?:київ|льв|мін|міськ|обл|рай|сіль|селищ|гар|абл|сель)рад(?:а|и|у|і|ою|ы|е|ай|аю)$"
    r"|(?:рос|мин|гос|мос|горзбир|госком)[а-я]{4,}(?:ств|надзор|банк|обр|зем|имуществ|развити|ком|патент|потреб|реестр|избирком)[а-я]{0,3}$"
)
# Posts whose body or place stands right behind them in the genitive, where it has no name of its own in the lexicon.
_OWNED = frozenset({
    "head", "deputy-head", "chief", "director", "director-general", "chairman", "deputy-chairman", "governor", "representative", "member", "delegate",
    "commander", "commander-in-chief", "chief-of-staff", "rector", "spokesperson", "secretary-general", "aide", "expert", "inspector", "coordinator",
    "president-of-body", "acting", "police-chief",
})  # fmt: skip
_LED = _OWNED | {"president", "vice-president", "prosecutor", "judge", "member-of-parliament", "speaker"}
_GENITIVE = re.compile(r"[а-яёіїєўґ]{3}[аяыиіїу]$")
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|[іїє]в|[аео]ў)(?:а|у|ым|им|е|ой|ою|ы|ых|ым|ай|ій|і)?$|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ою|ую|і|ага|аму|ай|іх|их)$|ко$"
    r"|(?:ук|юк|як|ич|іч|ыч|ян|ец|ець)(?:а|у|ом|ем|е|ам|ою|ою|ой)?$|дзе$|швили$|швілі$|их$|ых$|(?:ер|ман|берг|штейн|сон|бай)(?:а|у|ом|е|ам)?$"
)
_ADJECTIVE = re.compile(r"(?:ск|цк)(?:ого|ому|им|ом|ой|ая|ую|ое|ага|аму|ай|ої|ій|ою)$")
# `Кларк|-младший`.
_GENERATIONS = ("младш", "старш", "малодш", "старэйш", "молодш")
_FORMER = frozenset({"former"})
_DIRECTIONS = re.compile(
    r"(?:северн|южн|западн|восточн|нижн|верхн|центральн|дальн|паўночн|паудн[её]в|заходн|усходн|ніжн|північн|південн|західн|східн)"
    r"(?:ая|ой|ую|ый|ого|ому|ым|ом|ее|ое|ей|его|ему|ем|им|ий|яя|юю|ае|яе|ага|аму|ай|ую|а|у|е|є|ій|ою)$"
)
_TWO = 2


def is_no_name(line: Line, start: int, end: int, words: list[str], title: Title | None) -> bool:
    """Whether capitalised words are a body, a region or a title of something, whatever stands before them.

    Args:
        line: A sentence.
        start: The first token of the words.
        end: The token behind them.
        words: The words.
        title: The office beside them.

    """
    if line.language not in EAST_SLAVIC:
        return (line.language == "vi" and is_no_vietnamese_name(line, start, end, title)) or (
            line.language == "en" and is_no_english_name(line, start, end, words, title)
        )
    if all(word.isascii() for word in words) and (len(words) == 1 or (title is None and line.norm(start - 1) != "(")):
        return True
    if _DIRECTIONS.match(line.norm(start)) or _goes_on_small(line, start, end):
        return True
    if title is None:
        return _bears_name(line, start)
    given = any(at in line.given for at in range(start, end))
    if title.posts and title.posts <= _FORMER and not given:
        return True
    return len(words) == 1 and not given and _is_owner(line, start, words[0].lower(), title)


def _bears_name(line: Line, start: int) -> bool:
    """`на проспекті | Карла Маркса`, `вул. | Юрія Клена`: a street bears the name."""
    before = line.norm(start - 2) if line.norm(start - 1) == "." else line.norm(start - 1)
    return before in NAMED_AFTER and _GENITIVE.search(line.norm(start)) is not None


def _is_owner(line: Line, start: int, word: str, title: Title) -> bool:
    """`генеральный секретарь | Форума`, `мэр | Бостона`: whose office it is, and not who holds it."""
    if _BODIES.match(word):
        return True
    adjacent = any(post.end == start for post in line.of("post"))
    return adjacent and bool(title.posts) and title.posts <= _OWNED and _SURNAME.search(word) is None


def _goes_on_small(line: Line, start: int, end: int) -> bool:
    """`Либерально|-демократическая партия`, `Приволжско-Уральского | военного округа`: part of a word, or an adjective."""
    if end >= len(line.tokens) or line.is_capital(end):
        return False
    between = line.source[line.tokens.ends[end - 1] : line.tokens.starts[end]]
    if between in DASHES:
        return end - start == 1 and not line.norm(end).startswith(_GENERATIONS)
    whole = line.source[line.tokens.starts[start] : line.tokens.ends[end - 1]]
    return between == " " and "-" in whole and " " not in whole and _ADJECTIVE.search(line.norm(end - 1)) is not None


def each_name(line: Line, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """The runs of capitals, each with the token before which its title ends.

    A run that holds two full names is two: `подруга Бориса Орлова | Мария Белова`; who owns an office is no part of its
    holder's name: `мэр | Детройта | Дэвид Бинг`.
    """
    for start, end in runs:
        second = start + _TWO
        pair = line.language in EAST_SLAVIC and end - start == _TWO + _TWO
        if pair and start in line.given and second in line.given and start + 1 not in line.given:
            yield start, start, second
            yield second, second, end
        elif line.language == "vi" and opens_before_name(line, start, end):
            yield start + 1, start + 1, end
        else:
            yield start, start + _owner_words(line, start, end), end


def _owner_words(line: Line, start: int, end: int) -> int:
    """How many words of a run are whose office it is: `мэр | Детройта | Дэвид Бинг`, `глава | НИИ «…» | Пётр Орлов`."""
    if line.language not in EAST_SLAVIC or end - start <= _TWO or start in line.given:
        return 0
    at = next((at for at in range(start + 1, end - 1) if at in line.given), None)
    led = any(post.end == start and post.concepts and post.concept.code in _LED for post in line.of("post"))
    if at is None or not led or any(is_patronymic(line.text(word, word + 1)) for word in range(at, end)):
        return 0
    owners = [line.text(word, word + 1) for word in range(start, at)]
    fits = all(word.isascii() or word.isupper() or _GENITIVE.search(word) for word in owners)
    return at - start if fits else 0
