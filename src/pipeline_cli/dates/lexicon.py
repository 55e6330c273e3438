"""The words of dates, English and Japanese together: kind -> value -> spellings.

Spellings are parted by blanks; "_" stands for a blank within one. A word may be of several kinds; the grammar
takes the one that fits where it stands.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline_cli.dates.eras import ERAS

_SPELLINGS: dict[str, dict[object, str]] = {
    "weekday": {
        0: "mon monday 月曜 月曜日 げつよう げつようび",
        1: "tue tues tuesday 火曜 火曜日 かよう かようび",
        2: "wed weds wednesday 水曜 水曜日 すいよう すいようび",
        3: "thu thur thurs thursday 木曜 木曜日 もくよう もくようび",
        4: "fri friday 金曜 金曜日 きんよう きんようび",
        5: "sat saturday 土曜 土曜日 どよう どようび",
        6: "sun sunday 日曜 日曜日 にちよう にちようび",
    },
    "month": {
        1: "jan january",
        2: "feb february",
        3: "mar march",
        4: "apr april",
        5: "may",
        6: "jun june",
        7: "jul july",
        8: "aug august",
        9: "sep sept september",
        10: "oct october",
        11: "nov november",
        12: "dec december",
    },
    "relday": {
        -3: "一昨々日 一昨昨日 さきおととい",
        -2: "day_before_yesterday 一昨日 おととい おとつい",
        -1: "yesterday 昨日 きのう",
        0: "today later_today 今日 きょう 本日",
        1: "tomorrow tmr tmrw 明日 あした あす 翌日",
        2: "day_after_tomorrow 明後日 あさって 翌々日 翌翌日",
        3: "明々後日 明明後日 しあさって",
    },
    "relweek": {
        -2: "先々週 先先週 week_before_last",
        -1: "先週 前週",
        0: "今週 こんしゅう",
        1: "来週 らいしゅう 翌週 次週",
        2: "再来週 さ来週 さらいしゅう 翌々週 week_after_next",
    },
    "relweekend": {-1: "先週末", 0: "今週末", 1: "来週末", 2: "再来週末"},
    "relmonth": {
        -2: "先々月 先先月 month_before_last",
        -1: "先月 前月",
        0: "今月 こんげつ 当月",
        1: "来月 らいげつ 翌月 次月",
        2: "再来月 さらいげつ 翌々月 month_after_next",
    },
    "relyear": {
        -2: "一昨年 おととし year_before_last",
        -1: "去年 昨年 前年",
        0: "今年 ことし 本年",
        1: "来年 らいねん 翌年 次年",
        2: "再来年 year_after_next",
    },
    "relquarter": {-1: "前四半期", 0: "今四半期 当四半期", 1: "来四半期 次四半期 翌四半期"},
    "relhalf": {-1: "前半期", 0: "今半期 当半期", 1: "来半期 翌半期"},
    "relfiscal": {
        -1: "昨年度 前年度 昨期 前期",
        0: "今年度 本年度 今期 当期",
        1: "来年度 翌年度 次年度 来期 翌期",
        2: "再来年度",
    },
    "relworkday": {
        -1: "前営業日 previous_business_day previous_working_day previous_workday prev_business_day",
        1: "翌営業日 次営業日 翌稼働日",
        2: "翌々営業日",
    },
    "which": {
        "next": "next",
        "this": "this current",
        "last": "last previous prev past 前 この前",
        "coming": "coming this_coming upcoming 次 つぎ 今度 こんど この",
    },
    "coming_weekday": {
        0: "翌月曜 翌月曜日 次月曜 次月曜日",
        1: "翌火曜 翌火曜日",
        2: "翌水曜 翌水曜日",
        3: "翌木曜 翌木曜日",
        4: "翌金曜 翌金曜日",
        5: "翌土曜 翌土曜日",
        6: "翌日曜 翌日曜日",
    },
    "weekdays": {
        0: "mondays",
        1: "tuesdays",
        2: "wednesdays",
        3: "thursdays",
        4: "fridays",
        5: "saturdays",
        6: "sundays",
    },
    "after_next": {None: "after_next"},
    "day_beside": {-1: "day_before the_day_before", 1: "day_after the_day_after"},
    "beside": {
        (-2, "day"): "前々日 前前日",
        (-1, "day"): "前日",
        (1, "day"): "翌日",
        (2, "day"): "翌々日 翌翌日",
        (-1, "workday"): "前営業日",
        (1, "workday"): "翌営業日 次営業日 翌稼働日",
        (2, "workday"): "翌々営業日",
    },
    # Counted from now on their own; behind の, from what is said before it.
    "relative": {None: "翌週 翌々週 次週 前週 翌月 翌々月 次月 前月 翌年 次年 前年 翌朝 翌晩"},
    "before_after": {-1: "before", 1: "after"},
    "one_day_beside": {-1: "day_before", 1: "day_after"},
    "same_time": {None: "same_time this_time the_same_time 同じ時間 同じ時刻 同時刻"},
    "same_day": {None: "同日 同じ日"},
    "same_weekday": {None: "同曜日 同じ曜日"},
    "week_of": {None: "week_of week_of_the week_commencing w/c"},
    "over_weekend": {None: "over_the_weekend"},
    "foremost": {None: "最初"},
    "final": {None: "final 最終 最後"},
    "last": {None: "last"},
    "last_few": {None: "last past 過去 直近"},
    "quarter": {1: "q1", 2: "q2", 3: "q3", 4: "q4"},
    "half": {1: "h1 上期 上半期 first_half", 2: "h2 下期 下半期 second_half"},
    "unit": {
        "minute": "min mins minute minutes",
        "hour": "h hr hrs hour hours",
        "day": "d day days",
        "week": "w wk wks week weeks",
        "fortnight": "fortnight fortnights",
        "weekend": "weekend 週末",
        "month": "mo mos mth mths month months",
        "quarter": "quarter quarters 四半期",
        "half": "半期",
        "year": "y yr yrs year years",
        "fiscal": "fiscal_year financial_year fy 年度",
        "workday": "bd bds business_day business_days working_day working_days workday workdays"
        " biz_day biz_days 営業日 稼働日",
    },
    "week": {None: "week"},
    "m": {None: "m"},
    "half_year": {None: "半年 半年間 half_a_year half_year"},
    "one_month": {None: "ひと月 ひとつき"},
    "short_time": {
        15: "a_quarter_of_an_hour quarter_of_an_hour quarter_hour",
        30: "half_an_hour half-hour half_hour 半時間",
        45: "three_quarters_of_an_hour",
    },
    "and_a_half": {None: "and_a_half"},
    "edge": {
        "start": "start beginning 初め 始め はじめ 初 頭 アタマ あたま 初頭",
        "end": "end 末",
        "close": "終わり 終り おわり",
        "first_day": "first_day 初日",
        "last_day": "last_day 最終日",
        "final_day": "末日",
        "mid": "mid mid- middle 半ば なかば 中頃 中ごろ",
        "early": "early",
        "late": "late",
        "first_half": "first_half 前半",
        "second_half": "second_half 後半",
        "within": "within 中 内 いっぱい 一杯",
        "opening": "明け",
    },
    "within": {None: "within"},
    "unit_edge": {
        ("week", "start"): "sow bow 週初 週初め 週頭 週のはじめ",
        ("week", "mid"): "midweek mid-week 週半ば 週なかば 週中頃 週中ごろ",
        ("week", "end"): "eow",
        ("week", "within"): "週内",
        ("week", "opening"): "週明け",
        ("month", "start"): "som bom 月初 月初め 月頭 月はじめ",
        ("month", "early"): "上旬 初旬",
        ("month", "mid"): "月半ば 月なかば",
        ("month", "second_third"): "中旬",
        ("month", "late"): "下旬",
        ("month", "end"): "eom month-end 月末",
        ("month", "last_day"): "月末日",
        ("month", "within"): "月内",
        ("quarter", "start"): "soq boq",
        ("quarter", "end"): "eoq quarter-end",
        ("year", "start"): "soy boy 年初 年始 年頭",
        ("year", "end"): "eoy year-end 年末",
        ("year", "within"): "年内",
        ("year", "opening"): "年明け 正月明け",
        ("fiscal", "start"): "期初 期首",
        ("fiscal", "end"): "eofy 期末",
        ("fiscal", "within"): "期内",
    },
    "early_on": {None: "早々 早早 そうそう すぐ"},
    "day_end": {
        None: "eod eob cob cop end_of_day end_of_today end_of_the_day end_of_business close_of_business close_of_play"
    },
    "fixed_day": {
        (1, 1): "元日 元旦 new_year's_day new_years_day",
        (2, 14): "バレンタイン バレンタインデー valentine's_day valentines_day",
        (10, 31): "ハロウィン ハロウィーン halloween",
        (12, 24): "クリスマスイブ クリスマスイヴ christmas_eve xmas_eve",
        (12, 25): "クリスマス christmas christmas_day xmas",
        (12, 26): "boxing_day",
        (12, 31): "大晦日 大みそか おおみそか new_year's_eve new_years_eve",
    },
    "festival": {
        "work-ends": "仕事納め",
        "work-starts": "仕事始め",
        "after-golden-week": "gw明け ゴールデンウィーク明け ゴールデンウイーク明け",
        "after-bon": "盆明け お盆明け",
        "after-long-weekend": "連休明け 3連休明け 三連休明け",
        "after-holiday": "祝日明け",
        "day-after-holiday": "祝日の翌日",
        "next-holiday": "次の祝日 今度の祝日",
    },
    "holiday_name": {
        "Coming of Age Day": "成人の日",
        "National Foundation Day": "建国記念の日 建国記念日",
        "Emperor's Birthday": "天皇誕生日",
        "Vernal Equinox Day": "春分の日",
        "Showa Day": "昭和の日",
        "Constitution Memorial Day": "憲法記念日",
        "Greenery Day": "みどりの日",
        "Children's Day": "こどもの日 子供の日 子どもの日",
        "Marine Day": "海の日",
        "Mountain Day": "山の日",
        "Respect for the Aged Day": "敬老の日",
        "Autumnal Equinox Day": "秋分の日",
        "Sports Day": "スポーツの日",
        "Culture Day": "文化の日",
        "Labor Thanksgiving Day": "勤労感謝の日",
    },
    "era": {era: era for era in ERAS},
    "元年": {None: "元年"},
    "第": {None: "第"},
    "count": {1: "a an", 2: "a_couple_of a_couple couple_of couple"},
    "direction": {1: "from_now from_today later hence 後 あと のち 先 以内", -1: "ago earlier 前 まえ"},
    "remaining": {None: "あと 今から いまから これから"},
    "one_month_away": {1: "一月後", -1: "一月前"},
    "sign": {1: "+", -1: "-"},
    "dash": {None: "-"},
    "noon": {None: "noon midday 正午"},
    "midnight": {None: "midnight"},
    "deep_night": {None: "深夜 真夜中 夜中"},
    "meridiem": {"am": "am a.m. a.m", "pm": "pm p.m. p.m", "午前": "午前", "午後": "午後"},
    "short_meridiem": {"am": "a", "pm": "p"},
    "part": {
        "morning": "morning 朝 あさ 早朝 午前中",
        "noon": "lunchtime lunch 昼 お昼 昼頃",
        "afternoon": "afternoon 午後一 午後イチ 午後いち 午後一番 昼一 昼イチ 昼いち 昼過ぎ 昼すぎ",
        "evening": "evening 夕方 夕がた ゆうがた 夕刻 夕",
        "night": "night 夜 よる 晩",
    },
    "day_opens": {None: "first_thing 朝一 朝イチ 朝いち 朝一番"},
    "noon_part": {None: "lunchtime lunch 昼 お昼"},
    "day_part": {
        (-1, "night"): "last_night 昨夜 昨晩 ゆうべ",
        (0, "morning"): "this_morning 今朝 けさ 今朝一 今朝イチ 今朝いち 今朝一番",
        (0, "afternoon"): "this_afternoon",
        (0, "evening"): "this_evening",
        (0, "night"): "tonight tonite 今夜 今晩 今夕",
        (1, "morning"): "明朝 翌朝",
        (1, "night"): "明晩",
    },
    "oclock": {None: "o'clock oclock o_clock"},
    "half_past": {None: "half_past"},
    "half_short": {None: "half"},
    "quarter_past": {None: "quarter_past a_quarter_past"},
    "quarter_to": {None: "quarter_to a_quarter_to"},
    "past": {None: "past"},
    "to": {None: "to"},
    "minutes_to": {5: "five_to", 10: "ten_to", 20: "twenty_to", 25: "twenty-five_to twenty_five_to"},
    "minute_word": {15: "fifteen", 30: "thirty", 45: "forty-five forty_five"},
    "半": {None: "半 はん"},
    "now": {None: "now right_now just_now 今 今から いまから 今すぐ いま 只今 ただいま たった今"},
    "holiday": {None: "祝 祝日"},
    "approximate": {None: "around about approx approximately circa 頃 ごろ ころ くらい ぐらい あたり 前後"},
    "about_long": {None: "ほど 程 程度"},
    "about_count": {None: "約 およそ ざっと"},
    "japan_time": {None: "jst 日本時間"},
    "exact": {None: "sharp ちょうど きっかり"},
    "time": {None: "time '_time"},
    "open": {None: "("},
    "close": {None: ")"},
    # Words that hold others together. What they ask for is checked where they are left out.
    "at": {None: "at @"},
    "in": {None: "in"},
    "of": {None: "of"},
    "from": {None: "from"},
    "and": {None: "and と"},
    "の": {None: "の"},
    "lead": {None: "on the"},
    "mark": {None: ", 、 ・ の 's"},
    "particle": {None: "~ に は で へ から より 。"},
    "から": {None: "から ~"},
    "until": {None: "by until till due no_later_than not_later_than on_or_before"},
    "until_particle": {None: "まで までに at_the_latest"},
    "since": {None: "since"},
    "since_particle": {None: "以降 以来"},
    # Words that are known to be no date.
    "no_date": {
        None: "someday some_day sometime later soon asap tbd tba tbc never eventually n/a none"
        " few a_few several 数日 数日中 数日後 数週間後 数か月後 数ヶ月後"
        " gw ゴールデンウィーク ゴールデンウイーク 盆 お盆 正月 お正月 年末年始 連休 シルバーウィーク"
        " 春 夏 秋 冬 来春 今春 今夏 今秋 今冬 spring summer autumn winter"
        " 月中 半月 半月後 半日 半日後 早々 すぐ 至急 早め なるべく早く しばらく 近いうち いつでも"
        " 未定 いつか そのうち 後日 後ほど 近日 近日中 近々 追って なるはや 随時 適宜 保留"
        " さっき 先ほど 先程 先日 先般 最近 以前 次回 当日"
    },
    "recurring": {None: "every each daily weekly monthly yearly annually 毎日 毎週 毎月 毎年 毎朝 毎晩 毎 隔週 隔月"},
}

_COUNTERS: dict[str, dict[object, str]] = {
    "年": {None: "年"},
    "月": {None: "月"},
    "日": {None: "日"},
    "時": {None: "時 じ"},
    "分": {None: "分 ふん ぷん"},
    "年度": {None: "年度"},
    "日目": {None: "営業日目"},
    "q": {None: "q"},
    "unit": {
        "minute": "分間",
        "hour": "時間 じかん",
        "day": "日間",
        "week": "週 週間",
        "month": "か月 ヶ月 ケ月 ヵ月 カ月 箇月 か月間 ヶ月間 ケ月間 ヵ月間 カ月間",
        "year": "年間",
        "workday": "営業日 稼働日",
        "quarter": "四半期",
    },
}

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *(f"{digit}teen" for digit in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
_TENS = tuple(f"{digit}ty" for digit in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
_ORDINAL_ENDS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
    "ty": "tieth",
}
_LONGEST_MONTH = 31
_HOURS = 12
"""Days of a month, and hours of a clock, at most."""

Kinds = dict[str, object]
"""What a piece of text may be: kind -> value, None where the kind says it all."""


@cache
def words() -> Mapping[str, Mapping[str, Kinds]]:
    """Return every word with its kinds, by first letter, the longest first."""
    return _by_first_letter(_entries(_SPELLINGS), _numerals())


@cache
def counters() -> Mapping[str, Mapping[str, Kinds]]:
    """Return the words that mean something else, or anything at all, only right after a number: 月, 日, 時."""
    return _by_first_letter(_entries(_COUNTERS))


def _entries(table: Mapping[str, Mapping[object, str]]) -> Iterator[tuple[str, str, object]]:
    for kind, spellings in table.items():
        for value, line in spellings.items():
            for word in line.split():
                yield word.replace("_", " "), kind, value


def _numerals() -> Iterator[tuple[str, str, object]]:
    """Yield one to ninety-nine, and the days of a month from first to thirty-first."""
    for number in range(1, 100):
        for word in _in_words(number):
            yield word, "count", number
            if number <= _HOURS:
                yield word, "hour_word", number
            if number <= _LONGEST_MONTH:
                yield _ordinal(word), "ordinal", number


def _in_words(number: int) -> Iterator[str]:
    ten, one = divmod(number, 10)
    if number <= len(_SMALL):
        yield _SMALL[number - 1]
    elif one == 0:
        yield _TENS[ten - 2]
    else:
        yield from (_TENS[ten - 2] + joint + _SMALL[one - 1] for joint in "- ")


def _ordinal(word: str) -> str:
    for end, ordinal_end in _ORDINAL_ENDS.items():
        if word.endswith(end):
            return word.removesuffix(end) + ordinal_end
    return word + "th"


def _by_first_letter(*entries: Iterator[tuple[str, str, object]]) -> Mapping[str, Mapping[str, Kinds]]:
    found: dict[str, Kinds] = {}
    for group in entries:
        for word, kind, value in group:
            found.setdefault(word, {})[kind] = value
    index: dict[str, dict[str, Kinds]] = {}
    for word in sorted(found, key=len, reverse=True):
        index.setdefault(word[0], {})[word] = found[word]
    return index
