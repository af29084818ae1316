"""The layouts that files of several stories are made in, and the phrases of six languages that go with them."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

PAGES = 0.35
"""Share of the files that stand on a page with menu, date and footer."""
RULES = ("* * *", "***", "-----------------", "---", "===", "•", "_________", "* * * * *", "~~~")


@dataclass(frozen=True, slots=True)
class Layout:
    """How stories are set one below the other."""

    between: str = "\n\n"
    """Blank lines, `rule`, or `related`: a list of the other stories."""
    under_title: str = "\n\n"
    paragraphs: str = "\n\n"
    most: int = 9
    """Paragraphs that are taken of a story at most."""
    title: str = "plain"
    """plain, upper, stop (a full stop behind), numbered, bullet, marked (##), none."""
    digest: bool = False
    """Whether a title of the whole stands on top."""
    contents: str = ""
    """What stands before each title in a table of contents on top; none if empty."""
    dateline: bool = False
    number_body: bool = False
    """Whether stories without a title are numbered."""
    date: str = ""
    """A line with a date: above or below the title."""
    url: str = ""
    """A line with an address: above the title or below the story."""
    url_rule: bool = False
    title_rule: bool = False
    byline: str = ""
    """Who wrote it: above the text or below it."""
    tag: str = ""
    """The source at the end: in brackets behind the last sentence, or as a line."""
    menu: bool = False
    """Whether each story has the menu and the footer of its page."""

    page: bool = False
    """Whether the whole stands on a page with a menu and a date of its own."""

    def told(self) -> str:
        """What is unusual in it."""
        return " ".join(
            f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if getattr(self, f.name) != f.default
        )


def draw_layout(draw: random.Random, size: int) -> Layout:
    """A layout as real pages, letters and pasted files have them: the usual gaps, and one manner of the table."""
    under = draw.choice(("\n\n", "\n"))
    between = draw.choice(("\n\n", "\n\n", "\n\n\n"))
    usual = Layout(between, under, draw.choice(("\n\n", "\n\n", "\n")), draw.choice((1, 1, 2, 2, 3, 9)))
    manner = draw.choice(_MANNERS)
    if manner.get("between") == "related" and size <= 2:
        manner = {"tag": "line"}
    values = {name: draw.choice(value) if isinstance(value, list) else value for name, value in manner.items()}
    return replace(usual, page=draw.random() < PAGES, **values)


_PLAIN: dict[str, Any] = {}
_MANNERS: tuple[dict[str, Any], ...] = (
    _PLAIN,
    _PLAIN,
    _PLAIN,
    {"between": "\n", "under_title": "\n", "paragraphs": "\n", "title": ["plain", "numbered", "upper"]},
    {"between": "rule", "digest": [False, False, True]},
    {"date": ["above", "below"]},
    {"dateline": True},
    {"title": "none", "dateline": True, "most": [1, 2]},
    {"title": "none", "number_body": True, "digest": True, "most": [1, 2]},
    {"title": "none", "between": "rule", "digest": True, "most": [1, 2]},
    {"title": "none", "between": ["\n\n\n", "\n\n\n\n"], "digest": [True, False], "most": [1, 2, 3]},
    {"title": "none", "paragraphs": "\n", "digest": [True, False], "most": [2, 3]},
    {"url": "above", "url_rule": True, "title_rule": True},
    {"menu": True, "date": ["above", "below"], "url": ["above", ""]},
    {"digest": True, "title": ["plain", "plain", "bullet", "upper"]},
    {"digest": True, "contents": ["", "- ", "• "], "between": ["rule", "\n\n"]},
    {"title": "numbered", "digest": [False, True]},
    {"byline": ["above", "below", ""], "tag": ["brackets", "line"]},
    {"between": "related"},
    {"title": "upper"},
    {"title": "stop"},
    {"url": ["above", "below"], "url_rule": [False, True]},
)
"""What is unusual in a layout; of a list one is drawn."""


# fmt: off
PHRASES: dict[str, dict[str, list[str]]] = {
    "en": {
        "digests": ["News in brief", "Week in review", "WEEKLY DIGEST", "Security news, 12–18 May", "Dear readers, here is what happened this week."],
        "datelines": ["MINSK, {d} March (BelTA) – ", "TASHKENT, July {d}. ", "Hanoi (VNA) – ", "BEIJING, Apr. {d} (Xinhua) -- ", "WARSAW, {d} May /PAP/. "],
        "dates": ["{d} May 2023", "{d}.05.2023 14:30", "May {d}, 2023", "Tuesday, {d} May 2023 | 10:15", "Published: {d} May 2023"],
        "bylines": ["By Anna Smith", "Anna Smith, BelTA", "Author: John Brown", "Photo: BelTA", "Text: Maria Lopez"],
        "sources": ["Source: BelTA", "BelTA", "Source: press service of the Interior Ministry", "Tags: police, border, Belarus"],
        "brackets": ["(BelTA)", "(Xinhua)", "/VNA", "– TASS"],
        "menu": ["Home | Politics | Society | Economy | Sport", "Home\nNews\nPhotos\nVideos\nAbout us", "Main page > News > Security"],
        "footer": ["© 2023 News Wire. All rights reserved.", "Share: Facebook Twitter Telegram"],
        "related": ["Read also", "Related news", "See also"],
        "subheadings": ["Background", "What comes next", "A long road to agreement", "Figures speak for themselves", "Experts warn of growing threats at the border",
                        "Cooperation between security agencies of the two countries", "On the development of bilateral cooperation", "Fighting crime together remains a priority",
                        "Ministers praise level of cooperation", "Why it matters", "“We will not stop”", "Beijing promises support"],
    },
    "ru": {
        "digests": ["Коротко", "Дайджест", "Хроника недели", "Новости одной строкой", "Дорогие читатели, вот главное за неделю."],
        "datelines": ["МИНСК, {d} марта – ", "ТАШКЕНТ, {d} июля. ", "Москва. {d} мая. ИНТЕРФАКС - ", "МОСКВА, {d} июня. /ТАСС/. ", "АСТАНА, {d} мая (БЕЛТА). "],
        "dates": ["{d} мая 2023", "{d}.05.2023 14:30", "{d} мая 2023 года", "14:30, {d} мая 2023", "Опубликовано: {d}.05.2023"],
        "bylines": ["Источник: БЕЛТА", "Анна Иванова", "Фото: БЕЛТА", "Автор: Олег Петров", "Текст: Мария Сидорова"],
        "sources": ["Источник: БЕЛТА", "БЕЛТА", "Пресс-служба МВД", "Теги: полиция, граница"],
        "brackets": ["(БЕЛТА)", "/ТАСС/", "- РИА Новости"],
        "menu": ["Главная | Политика | Общество | Экономика", "Главная\nНовости\nФото\nВидео\nКонтакты", "Главная » Новости » Безопасность"],
        "footer": ["© 2023 Вестник. Все права защищены.", "Поделиться: ВКонтакте Telegram"],
        "related": ["Читайте также", "По теме", "Другие новости"],
        "subheadings": ["Что дальше", "Сотрудничество специальных служб двух стран продолжается", "Вопросы безопасности на первом месте", "О подготовке кадров",
                        "Стороны намерены и дальше укреплять сотрудничество", "Справка", "Эксперты предупреждают о росте угроз", "«Мы не остановимся»", "Почему это важно", "Москва обещает поддержку"],
    },
    "be": {
        "digests": ["Коратка", "Дайджэст навін", "Хроніка тыдня"],
        "datelines": ["МІНСК, {d} сакавіка – ", "Гродна, {d} ліпеня. ", "МІНСК, {d} чэрвеня. /БелТА/. "],
        "dates": ["{d}.05.2023", "{d} мая 2023", "{d} траўня 2023, 10:20"],
        "bylines": ["Крыніца: БЕЛТА", "Ганна Іванова", "Аўтар: Алесь Пятровіч"],
        "sources": ["Крыніца: БЕЛТА", "БЕЛТА", "Прэс-служба МУС"],
        "brackets": ["(БЕЛТА)", "/БелТА/"],
        "menu": ["Галоўная | Палітыка | Грамадства", "Галоўная\nНавіны\nФота\nКантакты"],
        "footer": ["© 2023 Веснік. Усе правы абаронены.", "Падзяліцца: Telegram"],
        "related": ["Чытайце таксама", "Па тэме"],
        "subheadings": ["Што далей", "Супрацоўніцтва спецыяльных службаў дзвюх краін", "Пра барацьбу са злачыннасцю", "Даведка", "Чаму гэта важна", "Мінск абяцае падтрымку", "Бакі згодныя ў галоўным"],
    },
    "uk": {
        "digests": ["Коротко", "Дайджест", "Новини тижня"],
        "datelines": ["КИЇВ, {d} березня – ", "ЛЬВІВ, {d} липня. ", "Київ. {d} травня. УКРІНФОРМ - ", "КИЇВ, {d} червня. /Укрінформ/. "],
        "dates": ["{d}.05.2023", "{d} травня 2023", "{d} травня 2023, 10:20"],
        "bylines": ["Джерело: Укрінформ", "Ганна Іваненко", "Автор: Олесь Петренко"],
        "sources": ["Джерело: Укрінформ", "Укрінформ", "Пресслужба МВС"],
        "brackets": ["(Укрінформ)", "/Укрінформ/"],
        "menu": ["Головна | Політика | Суспільство", "Головна\nНовини\nФото\nКонтакти"],
        "footer": ["© 2023 Вісник. Усі права захищено.", "Поділитися: Telegram"],
        "related": ["Читайте також", "За темою"],
        "subheadings": ["Що далі", "Співпраця спеціальних служб двох країн", "Про боротьбу зі злочинністю", "Довідка", "Чому це важливо", "Київ обіцяє підтримку", "Сторони згодні в головному"],
    },
    "vi": {
        "digests": ["Tin vắn", "Điểm tin", "Tin tức trong tuần"],
        "datelines": ["Hà Nội (TTXVN) – ", "(TTXVN) - ", "Bắc Kinh, ngày {d}/3 - ", "Hà Nội, ngày {d} tháng 5 (TTXVN) - "],
        "dates": ["{d}/05/2023", "Thứ hai, {d}/05/2023 | 14:30", "Ngày {d} tháng 5 năm 2023", "{d}/05/2023 10:20 GMT+7"],
        "bylines": ["Nguồn: TTXVN", "Minh Anh", "Tác giả: Nguyễn Hoa", "PV"],
        "sources": ["Nguồn: TTXVN", "TTXVN/Vietnam+", "Theo TTXVN", "Từ khóa: công an, biên giới"],
        "brackets": ["./.", "(TTXVN)", "/TTXVN"],
        "menu": ["Trang chủ | Chính trị | Xã hội", "Trang chủ\nThời sự\nThế giới\nVideo\nLiên hệ"],
        "footer": ["© 2023 Bản quyền thuộc Báo Tin.", "Chia sẻ: Facebook Zalo"],
        "related": ["Tin liên quan", "Xem thêm"],
        "subheadings": ["Bối cảnh", "Hợp tác giữa lực lượng an ninh hai nước ngày càng chặt chẽ", "Về phương hướng hợp tác thời gian tới", "Vì sao quan trọng", "Hai bên nhất trí", "Lào cam kết hỗ trợ", "Kết quả nổi bật"],
    },
    "zh": {
        "digests": ["简讯", "要闻", "一周要闻"],
        "datelines": ["（新华社北京4月{d}日电）", "新华社明斯克3月{d}日电 ", "本报讯 ", "新华社北京3月{d}日电（记者王明）", "中新网5月{d}日电 "],
        "dates": ["2023年5月{d}日", "2023-05-{d} 14:30", "2023年05月{d}日 10:20 来源：新华社"],
        "bylines": ["来源：新华社", "记者 王明", "作者：李华"],
        "sources": ["来源：新华社", "（责任编辑：王明）", "新华社"],
        "brackets": ["（完）", "（新华社）"],
        "menu": ["首页 | 时政 | 国际 | 社会", "首页\n新闻\n图片\n视频"],
        "footer": ["© 2023 版权所有 未经授权不得转载", "分享到：微信 微博"],
        "related": ["相关新闻", "延伸阅读"],
        "subheadings": ["背景", "两国安全部门合作不断深化", "下一步怎么办", "共同打击跨国犯罪仍是重点", "为何重要", "北京承诺支持", "双方达成共识"],
    },
}
# fmt: on
