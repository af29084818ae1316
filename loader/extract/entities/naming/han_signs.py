"""The characters of names in Chinese text: of family names, of transcription, and those that stand before and behind a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.lines import Line

SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边阿习栗郎应褚佟仇扈蔚荀佘虞巫晏商符朴玄池仲谌窦蓝闻蔺屠鞠晁邬扎昝尧尚卓肖骆迟逯隗雒蒲郁娄麻胥苟皮闫岑荆蒙桑幸仝邸亓付裘缪楼喻敖栾厉戎冀苑匡岩",
)  # fmt: skip
TWO = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "端木")
# Characters that write foreign names in news style (Xinhua's transcription tables), without those common in prose.
FOREIGN = frozenset(
    "乔秦希庄岑聪姜廖仕绥孙琐熙旭勋尹雍赉笙骆闰彤琪曦娣瓒玮"
    "孜彦阔吐赛娄缇哲洁诗琳雀喜裴枫丕滨沧娥婷妙宾菲咪堂侯"
    "孜彦阔吐赛娄缇哲洁诗琳雀喜裴枫丕滨沧娥婷妙堂小先阿埃艾爱安昂奥澳巴白拜班邦保堡鲍北贝本比彼别宾波博勃布采策查察昌钦茨慈次达戴丹当道德登邓迪蒂第丁东都杜顿敦多厄恩尔耳法凡范方菲费芬丰冯佛弗夫福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨洪胡华霍基吉季加贾简江杰捷金津久喀卡凯坎康考柯科可克肯孔库奎昆夸拉莱赖兰朗劳勒雷蕾楞黎李里理利莉连廉良列烈林琳留龙隆卢鲁路伦罗洛略马玛麦迈曼芒毛茂梅美蒙孟米密敏明缪摩莫默姆木穆拿纳娜乃奈南内能嫩尼年涅宁牛纽农努诺欧帕派潘庞佩彭蓬皮匹平泼珀普漆奇齐恰千钱切钦琴青琼丘让热仁日茹儒瑞若撒萨塞赛三桑瑟森沙山珊尚绍舍申什生圣施石史士守朔斯丝思司松苏素索塔台泰坦汤唐陶特滕腾提惕廷通图土托陀瓦万旺威韦维卫魏温文翁沃乌武伍西悉锡夏香肖谢辛欣星雄休许逊雅亚延扬尧叶耶伊衣依易因英永尤雨约越云宰赞藏早泽增扎詹章珍芝知兹卓子宗祖佐娅柳莎莲列婕丽妮菈薇芙贺芭蓓茱茵荷萝珠黛霞韶雯露绮蒋颂猜汶披巧他信军素育旺实丛鹏吁颇荣荻莹莱菊艺节迦赫蔡卜巩囊佳笛篷宏逖耐竺惹钮绒翰默犹渥兆肃相索莱梭纱贾雪涛奔垂岗甸婆娅泊纹霖菓吞敏温昂盛丹瑞钦妙梭蓬颂沙旺拉育塔本差瓦立他信颂莱堆锡恺碧妲蜜榭狄翠茜楚朱杨沈萧弥倪历居歇舒契秋屈崔裕韵殷瑙谟慕闵吴汪狄代岱党董忒铁屯伽果开阔廓杭郝惠怀黄辉善京焦珠柴腊累吕坡浦门大义贵玄范阮邢隋荀蕴芸艳莘桂禹翟邬罕哀噶仓措嘉旦顿珠益仁央拔敖苏勃朵蔻梵诃喇咖斐茉璐珂莫赖翠匡拓汀葡耿妈彻灿汗侬宋贤伯额末速庆呼济缅",
)  # fmt: skip
# Of these, such as are common words too: a name does not open with one after a mark, and none ends before another word with one.
COMMON = frozenset(
    "当方能可第都实立北东南西日年生内文士白高平安台土美明海江山国道节相三次他信军林宁大开门代义贵善京铁果秋益嘉宋贤额末速庆呼济缅"
)
# Characters of institutions, functions and grammar that no name of a person in the news has.
NEVER = frozenset("会部员厅署局委院党省市县区的了在是和与及或并就为于对从把被将个这那其此该各人")
JOINTS = frozenset("·•・‧")
HAN_NAME = 3
AFTER_NAME = frozenset(
    ",;:.()!?在与同和、，。：说表率出会见访对向将于及为就是主致介指强称宣签分等）“”：；（的也还已参一共应重首到抵进作率带代受举先当接"
    "后时发到从前昨今随又再曾没不未必要能可需提谈阐呼请邀感欢祝赞充衷透坦披否承拒同支反警批谴告补续继最全此其》」』《「『！？—兼任担认拜会赴离结完接通听主携乘分共率走回答正近日上下则却都亦并或以因由经被让把给向希"
)
# Family names that open hardly a common word.
SURE = frozenset(
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑韩唐冯董萧程曹袁邓傅沈彭吕苏卢蒋蔡魏薛叶阎余潘杜戴夏钟汪姜范姚谭廖邹熊郝崔邱秦侯邵孟段雷汤尹贺龚庞樊殷施翟倪逯骆迟隗雒聂柳邢岳耿詹靳覃霍翁窦纪董隋裴褚佟仇蔚荀"
)
NUMERALS = frozenset("一二三四五六七八九十")
SHORTEST_FOREIGN = 2


def ends(line: Line, end: int, opens: set[int]) -> bool:
    """Whether a name may end here: before an item, a number, a mark, a particle or the line's end."""
    if end >= len(line.tokens) or line.norm(end) in AFTER_NAME or line.norm(end).isdecimal():
        return True
    if line.norm(end) in NUMERALS and "日" in line.norms(end + 1, end + HAN_NAME + 1):
        return True  # 部长瓦利 | 六日
    return end in opens
