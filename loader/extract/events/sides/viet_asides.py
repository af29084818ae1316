"""Vietnamese words around states that only are named. In the patterns S is a token of a state, A one of an office, a body or a person.

A row is what it holds of (`any` words; `eventless` ones, that tell of no event themselves;
`clause`, only for what the same clause tells; `earlier`, where somebody was before) and a pattern.
"""

from __future__ import annotations

_OPENS = r"(?:^|(?<=, )|(?<=; ))"
_REST = r"[^,;.:]*"
_LAZY = r"[^,;.:]*?"
# What ends a topic: those who have the document, and what became of it.
_TOPIC = r"(?:(?! (?:với|giữa|do|được|đã|mà|ký|gặp|thăm|hội đàm) )[^,;.:]|(?<=đối)(?= với))*"
# `người tị nạn | Angola`, `tình hình | Syria`: people, goods and affairs of a state.
_OF_STATE = (
    "tị nạn|di cư|công dân|ngư dân|tù nhân|phạm nhân|lao động|sinh viên|kiều dân|người|người dân|con tin|hàng hóa|dầu mỏ|khí đốt|vũ khí|tình hình|"
    "vấn đề|khủng hoảng|nội chiến|xung đột|chiến sự|chiến tranh|cuộc chiến|tái thiết|trừng phạt|tội phạm|băng nhóm|đe dọa|tấn công|xâm lược"
)
_LINK = "(?: (?:mang quốc tịch|quốc tịch|người|đến từ|từ|của|ở|tại|chống|nhằm vào|đối với))?"
_PRESS = "báo chí|truyền thông|chuyên gia|giới phân tích|nhà phân tích|học giả|nhà quan sát|báo|hãng tin"
_ATTACKED = "tấn công|xâm lược|sáp nhập|tiến quân vào|đưa quân vào|mở chiến dịch quân sự tại|mở chiến dịch quân sự ở"
_OCCASION = (
    "sau khi|sau|tiếp sau|tại (?:thủ đô|thành phố|tỉnh)|trong bối cảnh|giữa lúc|giữa bối cảnh|trước thềm|trước mối|trước các mối|trước nguy cơ|nhân|bất chấp|khác với|không giống|giống như|"
    "tương tự|từ|tiếp bước|tiếp nối|theo chân|noi gương|với sự trung gian|với vai trò trung gian|nhờ|để|nhằm|kể từ khi|vì|do|rời|kết thúc"
)
_REACTING = "hoan nghênh|lên án|phản đối|chỉ trích|chúc mừng|ca ngợi|ủng hộ|quan ngại về|lo ngại về|lấy làm tiếc về|phẫn nộ trước|chứng kiến|dự lễ ký|tham dự lễ ký"
_FEELING = "hoan nghênh|lên án|phản đối|chỉ trích|tức giận|quan ngại|lo ngại|bất bình|phẫn nộ|phản ứng"
_LOOKS_ON = "làm quan sát viên|làm trung gian|đóng vai trò trung gian|làm bên trung gian"
_STAYS_AWAY = "không tham gia|không tham dự|không cử|vắng mặt|đứng ngoài"

VIET: tuple[tuple[str, str], ...] = (
    ("any", rf"(?<!\w)(?:{_OF_STATE}){_LINK} S(?: S)*"),
    ("any", r"(?<!\w)biên giới S(?: S)*(?! (?:-|–|và|với))"),
    ("any", rf"(?<!\w)(?:{_PRESS}) (?:của )?S(?: S)*"),
    ("any", rf"S (?:{_ATTACKED}) S(?: S)*"),
    ("any", rf"(?<!\w)(?<!trở )về (?!nước|thăm){_TOPIC}(?!, S)"),
    # `Sau khi Nga tấn công Ukraine, …`, `Sau chuyến thăm Việt Nam, …`, `Khác với A, …`
    ("earlier", rf"{_OPENS}(?:{_OCCASION}) {_REST}(?=,)"),
    # `, người từng thăm Hy Lạp, …`
    ("earlier", r"(?<=, )(?:người|vốn|từng|vừa) [^,;.]*(?=,)"),
    (
        "any",
        rf"(?<!\w)(?:nhằm|theo đó|bất chấp|mà không có|trong khi|giữa lúc|trong bối cảnh|giống như|khác với) {_REST}|(?<=, )tương tự {_REST}|(?<!\w)tương tự như {_REST}",
    ),
    ("any", rf"(?<!\w)để (?:bàn|thảo luận|đối phó|ứng phó|ngăn|chống|giải quyết|đáp) {_REST}"),
    ("any", rf"(?<!\w)(?:đề cập|tập trung vào) {_REST}"),
    ("any", r"(?<!\w)từ S(?: S)* (?:trở về|về|sang|đến|tới|bay)"),
    ("any", rf"(?<!\w)(?:do|nhờ) {_LAZY}(?:{_LOOKS_ON})"),
    (
        "any",
        rf"(?<!\w)(?:với|dưới|nhờ) (?:sự|vai trò) (?:trung gian|bảo trợ|hòa giải|giúp đỡ|dàn xếp){_LAZY} của {_REST}",
    ),
    ("earlier", rf"(?<!\w)sau khi {_REST}"),
    ("any", rf"(?<=và )(?:kêu gọi|thúc giục|lên án|chỉ trích|bày tỏ|thông báo|thông tin|cảnh báo) {_REST}"),
    ("any", rf"(?<=, )còn S {_REST}"),
    ("any", rf"(?<!\w)(?:được|bị) S (?:S )*{_LAZY}(?:theo dõi|chú ý|quan tâm|{_FEELING})"),
    ("any", rf"(?<!\w)(?:với|dưới|trước) sự (?:chứng kiến|có mặt|tham dự) của {_REST}"),
    # Who reacts: `A | hoan nghênh việc B và C ký`
    ("clause", rf"{_OPENS}(?P<aside>{_LAZY})(?<!sự )(?:{_REACTING}) (?=[^;.:]*S)"),
    ("eventless", rf"(?<=, ){_LAZY}(?:{_FEELING}){_REST}"),
    (
        "eventless",
        rf"(?<=, )(?:hai bên|hai nước|các bên|văn kiện|thỏa thuận|hiệp định|bước đi|động thái|điều|khiến|để|qua đó|trong đó|đồng thời|bàn) {_REST}",
    ),
    ("any", rf"(?<=, ){_LAZY}(?:{_LOOKS_ON}|{_STAYS_AWAY}){_REST}"),
)
"""What is read so, in Vietnamese."""
