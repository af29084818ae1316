"""Personal names in Chinese text: a surname with one or two characters, or a run of transliteration characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import folded, is_han
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Line

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边阿习栗郎应褚佟仇扈蔚荀佘虞巫晏商符朴玄池仲谌窦蓝闻蔺屠鞠晁邬扎昝尧尚卓",
)  # fmt: skip
_TWO = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "端木")
# Characters that write foreign names in news style (Xinhua's transcription tables), without those common in prose.
_FOREIGN = frozenset(
    "乔秦希庄岑聪姜廖仕绥孙琐熙旭勋尹雍赉笙骆闰彤琪曦娣瓒玮"
    "孜彦阔吐赛娄缇哲洁诗琳雀喜裴枫丕滨沧娥婷妙宾菲咪堂"
    "孜彦阔吐赛娄缇哲洁诗琳雀喜裴枫丕滨沧娥婷妙堂小先阿埃艾爱安昂奥澳巴白拜班邦保堡鲍北贝本比彼别宾波博勃布采策查察昌钦茨慈次达戴丹当道德登邓迪蒂第丁东都杜顿敦多厄恩尔耳法凡范方菲费芬丰冯佛弗夫福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华霍基吉季加贾简江杰捷金津久喀卡凯坎康考柯科可克肯孔库奎昆夸拉莱赖兰朗劳勒雷蕾楞黎李里理利莉连廉良列烈林琳留龙隆卢鲁路伦罗洛略马玛麦迈曼芒毛茂梅美蒙孟米密敏明缪摩莫默姆木穆拿纳娜乃奈南内能嫩尼年涅宁牛纽农努诺欧帕派潘庞佩彭蓬皮匹平泼珀普漆奇齐恰千钱切钦琴青琼丘让热仁日茹儒瑞若撒萨塞赛三桑瑟森沙山珊尚绍舍申什生圣施石史士守朔斯丝思司松苏素索塔台泰坦汤唐陶特滕腾提惕廷通图土托陀瓦万旺威韦维卫魏温文翁沃乌武伍西悉锡夏香肖谢辛欣星雄休许逊雅亚延扬尧叶耶伊衣依易因英永尤雨约越云宰赞藏早泽增扎詹章珍芝知兹卓子宗祖佐娅柳莎莲列婕丽妮菈薇芙贺芭蓓茱茵荷萝珠黛霞韶雯露绮蒋颂猜汶披巧他信军素育旺实丛鹏吁颇荣荻莹莱菊艺节迦赫蔡卜巩囊佳笛篷宏逖耐竺惹钮绒翰默犹渥兆肃相索莱梭纱贾雪涛奔垂岗甸婆娅泊纹霖菓吞敏温昂盛丹瑞钦妙梭蓬颂沙旺拉育塔本差瓦立他信颂莱堆锡恺碧妲蜜榭狄翠茜楚朱杨沈萧弥倪历居歇舒契秋屈崔裕韵殷瑙谟慕闵吴汪狄代岱党董忒铁屯伽果开阔廓杭郝惠怀黄辉善京焦珠柴腊累吕坡浦门大义贵玄范阮邢隋荀蕴芸艳莘桂禹翟邬罕哀噶仓措嘉旦顿珠益仁央拔敖苏勃朵蔻梵诃喇咖斐茉璐珂莫赖翠匡拓汀葡耿妈彻",
)  # fmt: skip
# Of these, such as are common words too: a name does not open with one after a mark, and none ends before another word with one.
_COMMON = frozenset(
    "当方能可第都实立北东南西日年生内文士白高平安台土美明海江山国道节相三次他信军林宁大开门代义贵善京铁果秋益嘉"
)
_OPENERS = _SURNAMES | _FOREIGN | {name[0] for name in _TWO}
# Characters of institutions, functions and grammar that no name of a person in the news has.
_NEVER = frozenset("会部员厅署局委院党省市县区的了在是和与及或并就为于对从把被将个这那其此该各")
# With these a predicate opens behind a name of two characters: 田苡|还会见.
_ADVERBS = frozenset("还也将已曾等说则又再亦均都就与及在对向率今昨日")
_JOINTS = frozenset("·•・‧")
_OPENING = frozenset("“「『《")
_HAN_NAME = 3
_AFTER_NAME = frozenset(
    ",;:.()!?在与同和、，。：说表率出会见访对向将于及为就是主致介指强称宣签分等）“”：；（的也还已参一共应重首到抵进作率带代受举先当接"
    "后时发到从前昨今随又再曾没不未必要能可需提谈阐呼请邀感欢祝赞充衷透坦披否承拒同支反警批谴告补续继最全此其》」』《「『！？—兼任担认拜会赴离结完接通听主携乘分共率走回答正近日上下则却都亦并或以因由经被让把给向希"
)
_NATIVE_GIVEN = (2, 1)
_SHORTEST_FOREIGN = 2
_LONGEST_FOREIGN = 14
_LONGEST_PART = 8
# In a part of a dotted name so many signs of no transcription table may stand: 颂军·西里瓦塔.
_LIBERTY = 2
# Behind a name with dots these make it a place, a ship or a school.
_NO_PERSON = frozenset("岛河山省市州县郡大机港街桥角湾学法号基镇村区府堡峰湖")
_BODIES_BEFORE = frozenset(map(tuple, ("该组织", "该机构", "该集团", "该联盟")))
_THAT_BODY = 3
# A name may open with a particle's sign right behind an office: 秘书长|于尔根·斯托克.
_PARTICLE_NAMES = frozenset({("于", "尔"), ("于", "利"), ("于", "里"), ("向", "巴"), ("从", "维")})
_CLAIMING = frozenset({"country", "agency", "function", "post", "place", "honorific", "calendar", "date"})
_HARD = frozenset({"country", "agency", "function", "date"})
# Words that open with a surname's character.
_WORDS = folded(
    "安全 司法 祝贺 成立 方面 时间 高级 高层 应对 任何 金融 石油 江湖 高度 高官 成员 成功 成果 方案 方式 安排 安理 习惯 郎中 时任 时候 曾任 曾在 曾经 温和 雷达 金额 金属 海关 马上 平等 "
    "平安 平台 章程 文件 文化 文本 连接 连续 连日 路透 路线 周边 周年 周末 周一 周二 周三 周四 周五 周六 周日 万人 万元 万吨 万名 史上 史无 程序 解决 解除 解释 管理 管控 管辖 关系 关于 关注 关切 关键 包括 包含 "
    "项目 向前 范围 谈判 谈话 许可 许多 何时 何种 明年 明确 严重 严厉 严格 简称 常委 常务 常驻 常设 单位 单独 单边 强调 水平 党组 党委 代表 代理 余名 余人 司令 和平 花园 华人 华侨 时期 时代 田野 孔道 白皮 金库 符合 "
    "易于 经济 车辆 车队 房屋 古城 冷战 干部 干预 相关 相互 商务 商定 商谈 商讨 边境 边防 国防 国际 国家 丰富 宣布 宣言 齐全 游客 闻讯 计划 封锁 封闭 危机 危险 权威 权利 那里 那么 党派 钟头 盛大 柳州 江苏 江西 "
    "海上 海洋 海外 海警 海军 别国 别墅 明显 明日 都会 顾问 施行 施工 施压 施加 童工 支持 支付 支援 相信 厉害 申请 申报 甘肃 阳光 席位 查获 查明 查处 查扣 查验 查看 卫生 卫星 卫队 屈服 位于 隋唐 植物 景点 景区 薄弱 "
    "包机 柏林 宁可 强化 强烈 强大 柴油 房产 冉冉 边界 边民 阿富 栗子 全体 全面 全球 全国 全会 全部 全力 全程 全新 乐观 乐于 步骤 后续 来自 来访 来华 于是 尤其 应当 应邀 应该 应急 元首 元旦 官员 官方 法律 法院 法官 法国 党员 从事 从而 从未 "
    "安保 安检 安置 段时 万象 武装 武器 武力 左右 齐聚 连线 曹县 解救 向其 向各 向该 和解 毕业 成为 成本 成绩 成效 成立后 平均 居民 居留 居住 开始 开展 开幕 开会 开启 开放 开设 开通 开辟 大使 大会 大量 大型 大选 大批 大力 大约 大学 大楼 大厦 门户 善意 善后 果断 铁路 黄金 黄海 义务 益处 京津 秋季 秋天 代价",
)


def is_foreign_sign(sign: str) -> bool:
    """Whether a character is one of those that write foreign names."""
    return sign in _FOREIGN


def is_native(label: str) -> bool:
    """Whether a name is a surname with one or two characters: Chinese, or written as one."""
    return (
        len(label) in {2, 3, 4}
        and (fold(label[0]) in _SURNAMES or label[:2] in _TWO)
        and (len(label) <= _HAN_NAME or label[:2] in _TWO)
    )


def words_of(label: str) -> list[str]:
    """The parts of a name that dots join."""
    return [part for part in re.split("[·•・‧]", label) if part]


def names(line: Line) -> list[tuple[int, int]]:
    """Token ranges that have the shape of a name; whether one is a name its office decides."""
    found = _dotted(line)
    _drop_inside(line, found)
    taken = {index for start, end in found for index in range(start, end)}
    claimed = {index for item in line.of(*_CLAIMING) for index in range(item.start, item.end)} | taken
    behind = {item.end for item in line.items}
    opens = {item.start for item in line.items}
    past = 0
    for at in [at for at, norm in enumerate(line.folded) if norm in _OPENERS]:
        if at >= past and at not in claimed and _starts(line, at, behind):
            end = max(_foreign(line, at, claimed, opens), _native(line, at, claimed, opens))
            if end > at:
                found.append((at, end))
                past = end
    return sorted(found)


def is_surely_name(line: Line, start: int, end: int) -> bool:
    """Whether a shape is a name without any office: parts joined by dots, and nothing behind that makes it a place."""
    dotted = any(line.norm(index) in _JOINTS for index in range(start, end))
    return dotted and line.norm(end) not in _NO_PERSON and line.norm(start - 1) not in _OPENING


def is_of_that_body(line: Line, start: int) -> bool:
    """`该组织 | 秘书长`: the title's body is the international one that was named before."""
    return tuple(line.norms(start - _THAT_BODY, start)) in _BODIES_BEFORE


def _dotted(line: Line) -> list[tuple[int, int]]:
    """The names whose parts dots join: 凯卢·姆万吉, 阿卜杜勒-阿米尔·沙马里."""
    found: list[tuple[int, int]] = []
    if _JOINTS.isdisjoint(line.vocabulary):
        return found
    opens = {item.start for item in line.items}
    for dot in range(1, len(line.tokens) - 1):
        if line.norm(dot) not in _JOINTS or (found and dot < found[-1][1]):
            continue
        if not (is_han(line.norm(dot - 1)) and is_han(line.norm(dot + 1))):
            continue
        hard = _hard(line)
        start, end = _left(line, dot, hard), _right(line, dot, hard, opens)
        if start < dot and end > dot + 1:
            found.append((start, end))
    return found


def _hard(line: Line) -> set[int]:
    """Tokens that are no part of a name: of states and bodies, and of words that transcription does not use."""
    return {
        index
        for item in line.items
        if item.kind in _HARD or any(line.norm(at) not in _FOREIGN for at in range(item.start, item.end))
        for index in range(item.start, item.end)
    }


def _left(line: Line, dot: int, hard: set[int]) -> int:
    start = dot
    while start > 0 and dot - start < _LONGEST_PART and start - 1 not in hard:
        sign = line.norm(start - 1)
        led = any(item.end <= start - 1 and item.end >= dot - 1 - _LIBERTY for item in line.items)
        if not (sign in _FOREIGN or (is_han(sign) and led and sign not in _NEVER and sign not in _AFTER_NAME)):
            break
        start -= 1
    led = any(item.end == start - 1 and item.kind in {"post", "honorific"} for item in line.items)
    return start - 1 if led and (line.norm(start - 1), line.norm(start)) in _PARTICLE_NAMES else start


def _right(line: Line, dot: int, hard: set[int], opens: set[int]) -> int:
    end = _part_end(line, dot + 1, hard, opens)
    while line.norm(end) in _JOINTS and is_han(line.norm(end + 1)):
        end = _part_end(line, end + 1, hard, opens)
    return end


def _part_end(line: Line, at: int, hard: set[int], opens: set[int]) -> int:
    """The end of one part of a dotted name: its transcription characters, less one that opens the next word."""
    end = at
    while end < len(line.tokens) and end not in hard and line.norm(end) in _FOREIGN and end - at < _LONGEST_PART:
        end += 1
    if _ends(line, end, opens) or line.norm(end) in _JOINTS:
        return end
    for more in range(end, min(end + _LIBERTY, len(line.tokens)) if end - at <= 1 else end):
        if more in hard or not is_han(line.norm(more)) or line.norm(more) in _NEVER:
            break
        if _ends(line, more + 1, opens) or line.norm(more + 1) in _JOINTS:
            return more + 1
    return end - 1 if end - at > _SHORTEST_FOREIGN and _ends(line, end - 1, opens) else end


def _drop_inside(line: Line, found: list[tuple[int, int]]) -> None:
    """What the lexicon reads inside a dotted name is no item: 埃米尔·托尔夫森."""
    if not found:
        return
    line.items = [
        item
        for item in line.items
        if item.kind in {"person", "date"} or not any(start <= item.start and item.end <= end for start, end in found)
    ]


def _starts(line: Line, at: int, behind: set[int]) -> bool:
    """A name follows an item (`behind` holds their ends) or a mark, or opens a word."""
    return at == 0 or at in behind or line.norm(at - 1) in _AFTER_NAME or not line.tokens[at].glued


def _ends(line: Line, end: int, opens: set[int]) -> bool:
    """Whether a name may end here: before an item, a number, a mark, a particle or the line's end."""
    if end >= len(line.tokens) or line.norm(end) in _AFTER_NAME or line.norm(end).isdecimal():
        return True
    return end in opens


def _native(line: Line, at: int, claimed: set[int], opens: set[int]) -> int:
    """The end of a surname with two or one characters of a given name; 0 if there is none."""
    two = line.norm(at) + line.norm(at + 1) in _TWO
    if not two and line.norm(at) not in _SURNAMES:
        return 0
    if at in opens or line.norm(at) + line.norm(at + 1) in _WORDS:
        return 0
    surname = 2 if two else 1
    for given in _NATIVE_GIVEN:
        end = at + surname + given
        if end > len(line.tokens) or not claimed.isdisjoint(range(at, end)) or not _ends(line, end, opens):
            continue
        given_signs = line.norms(at + surname, end)
        if given_signs[-1] not in _ADVERBS and all(is_han(norm) and norm not in _NEVER for norm in given_signs):
            return end
    return 0


def _foreign(line: Line, at: int, claimed: set[int], opens: set[int]) -> int:
    """The end of a run of transcription characters; 0 if it is too short or an item of another kind opens with it."""
    if line.norm(at) not in _FOREIGN or at in opens or line.norm(at) + line.norm(at + 1) in _WORDS:
        return 0
    end = at
    limit = min(len(line.tokens), at + _LONGEST_FOREIGN)
    while end < limit and end not in claimed and line.norm(end) in _FOREIGN and (end == at or end not in opens):
        end += 1
    if not _ends(line, end, opens) and end - at > _SHORTEST_FOREIGN:
        end -= 1
    common = all(sign in _COMMON for sign in line.norms(at, end))
    return end if end - at >= _SHORTEST_FOREIGN and _ends(line, end, opens) and not common else 0
