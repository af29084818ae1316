"""Personal names in Chinese text: a surname with one or two characters, or a run of transliteration characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import is_han

if TYPE_CHECKING:
    from loader.extract.lines import Line

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边阿习栗郎",
)  # fmt: skip
_TWO = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "端木")
# Characters that write foreign names in news style (Xinhua's transcription tables), without those common in prose.
_FOREIGN = frozenset(
    "连阿埃艾爱安昂奥澳巴拜班邦保鲍贝本比彼别宾波博勃布察查昌茨茜慈达戴丹道德邓迪蒂第丁东都杜顿多厄恩尔耳法凡范菲费芬丰冯佛弗夫福富盖冈戈格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华霍基吉季加贾简江杰捷金津久喀卡凯坎康考科可克肯孔库奎昆拉莱赖兰朗劳勒雷蕾黎李里理利莉连廉良列烈林琳留龙隆卢鲁路伦罗洛略马玛迈曼芒毛梅美蒙米密敏明缪摩莫默姆木穆纳娜乃奈南内嫩尼年涅宁纽农努诺欧帕派潘庞佩彭蓬皮平泼普奇齐恰钱强乔琴琼丘切泉让热仁日茹儒瑞若撒萨塞赛三桑瑟森沙山尚绍舍申什施石史朔斯丝思司松苏索塔泰坦汤唐陶特腾提惕廷通图托瓦万旺威韦维卫魏文翁沃乌武伍西希锡夏香向肖谢辛欣星雄休许雅亚扬尧叶耶伊衣依易因英永尤雨约越云赞早泽曾扎詹章珍芝执智兹子宗祖佐娅柳莎莲列捷琴卓季谢廖绍伊戈尔拜登亥别丽萍妮",
)  # fmt: skip
# Characters of institutions and functions that no name of a person in the news has.
_NEVER = frozenset("国会部方员厅署局委院党省市县区")
_JOINTS = frozenset("·•・‧")
_AFTER_NAME = frozenset(
    "在与同和、，。：说表率出会见访对向将于及为就是主致介指强称宣签分等）“”：；（的也还已参一共应重首到抵进作率带代受举先当接"
)
_NATIVE_GIVEN = (2, 1)
_SHORTEST_FOREIGN = 2
_LONGEST_FOREIGN = 12
_CLAIMING = frozenset({"country", "agency", "function", "post", "place", "honorific", "calendar", "date"})


def is_foreign_sign(sign: str) -> bool:
    """Whether a character is one of those that write foreign names."""
    return sign in _FOREIGN


def names(line: Line) -> list[tuple[int, int]]:
    """Token ranges that have the shape of a name; whether one is a name its office decides."""
    claimed = {index for item in line.of(*_CLAIMING) for index in range(item.start, item.end)}
    behind = {item.end for item in line.items}
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(line.tokens):
        end = at
        if at not in claimed and _starts(line, at, behind):
            end = max(_foreign(line, at, claimed), _native(line, at, claimed))
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _starts(line: Line, at: int, behind: set[int]) -> bool:
    """A name follows an item (`behind` holds their ends) or a mark, or opens a word."""
    return at == 0 or at in behind or line.norm(at - 1) in _AFTER_NAME or not line.tokens[at].glued


def _ends(line: Line, end: int) -> bool:
    """Whether a name may end here: before an item, a mark, a particle or the line's end."""
    return end >= len(line.tokens) or line.norm(end) in _AFTER_NAME or any(item.start == end for item in line.items)


def _native(line: Line, at: int, claimed: set[int]) -> int:
    """The end of a surname with two or one characters of a given name; 0 if there is none."""
    two = line.norm(at) + line.norm(at + 1) in _TWO
    if not two and line.norm(at) not in _SURNAMES:
        return 0
    surname = 2 if two else 1
    for given in _NATIVE_GIVEN:
        end = at + surname + given
        if end > len(line.tokens) or not claimed.isdisjoint(range(at, end)) or not _ends(line, end):
            continue
        if all(is_han(norm) and norm not in _NEVER for norm in line.norms(at, end)):
            return end
    return 0


def _foreign(line: Line, at: int, claimed: set[int]) -> int:
    """The end of a run of transliteration characters, joined by dots; 0 if it is too short."""
    end = at
    limit = min(len(line.tokens), at + _LONGEST_FOREIGN)
    while (
        end < limit and end not in claimed and (line.norm(end) in _FOREIGN or (end > at and line.norm(end) in _JOINTS))
    ):
        end += 1
    while end > at and line.norm(end - 1) in _JOINTS:
        end -= 1
    return end if end - at >= _SHORTEST_FOREIGN and _ends(line, end) else 0
