"""Keys under which customers are found, however their names are typed.

Two spellings of one name have equal keys. Now and then so have two names, such as 斉藤 and 斎藤: then whoever is called
exactly what was typed goes first, and otherwise both are offered.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

_KATAKANA_TO_HIRAGANA: dict[int, int | str] = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
# ヷヸヹヺ, which hiragana writes with two characters
_KATAKANA_TO_HIRAGANA |= {0x30F7: "わ\u3099", 0x30F8: "ゐ\u3099", 0x30F9: "ゑ\u3099", 0x30FA: "を\u3099"}

_RARE_AND_USUAL = (
    "髙高 﨑崎 嵜崎 碕崎 邊辺 邉辺 齋斎 齊斎 斉斎 澤沢 濱浜 濵浜 廣広 國国 嶋島 嶌島 櫻桜 眞真 惠恵 德徳 藏蔵 "
    "龍竜 瀧滝 萬万 與与 彌弥 壽寿 榮栄 條条 靜静 峯峰 冨富 𠮷吉 曻昇 栁柳 桒桑 槗橋 舘館 檜桧 曾曽 增増 黑黒 "
    "鷗鴎 瀨瀬 賴頼 寬寛 薗園 渕淵 渊淵 巖巌 穗穂 豐豊 禮礼 經経 總総 聰聡 莊荘 讓譲 鐵鉄 關関 顯顕 龜亀 嶽岳 "
    "應応 實実 寶宝 縣県 樂楽 澁渋 淺浅 溫温 稻稲 絲糸 遙遥 堯尭 凜凛 來来 佛仏 傳伝 圖図 團団 醫医 藥薬 營営 "
    "齒歯 獨独 戶戸 吳呉 學学 會会 圓円 證証 鄉郷 籔薮 藪薮 步歩 淸清 緖緒 祿禄 﨔欅 劍剣 劔剣 邨村 兒児 將将 "
    "當当 繩縄 氣気 畫画 號号 轉転 對対 廳庁 發発 變変 靏鶴 靎鶴 槙槇 兔兎 祗祇 篭籠 鑛鉱 寳宝 瑤瑶"
)
"""Old and rare forms of characters in names, each with the usual one."""

_SMALL_AND_LARGE = "ぁあ ぃい ぅう ぇえ ぉお ゕか ゖけ っつ ゃや ゅゆ ょよ ゎわ"

_USUAL = {ord(pair[0]): pair[1] for pair in f"{_RARE_AND_USUAL} {_SMALL_AND_LARGE}".split()} | {ord("ー"): ""}

_JAPANESE_FORMS = (
    "株式会社 有限会社 合同会社 合資会社 合名会社 相互会社 有限責任事業組合 特定非営利活動法人 npo法人 "
    "一般社団法人 一般財団法人 公益社団法人 公益財団法人 社団法人 財団法人 社会福祉法人 医療法人社団 "
    "医療法人財団 医療法人 学校法人 宗教法人 独立行政法人 国立大学法人 税理士法人 司法書士法人 "
    "社会保険労務士法人 弁護士法人 監査法人 有限責任監査法人 かぶしきがいしゃ かぶしきかいしゃ ゆうげんがいしゃ "
    "ごうどうがいしゃ 有限公司 股份有限公司 주식회사"
)
_ABBREVIATED_FORMS = "株 有 同 資 名 相 社 財 医 学 福 宗 独 特非 一社 一財 公社 公財 か ゆ ど 주"

_LATIN_FORMS = (
    "inc incorporated ltd limited co company corp corporation llc llp lp plc gmbh ag kg kgaa ug ev ohg mbh sa "
    "sas sarl srl spa nv bv ab oy oyj aps kk yk pty pte pvt sdn bhd ltda lda kft zrt doo sro"
)
_LATIN_FORMS_BEFORE = ("kk", "yk", "pt")

_HONORIFICS = ("様", "さま", "さん", "御中", "先生", " san", "-san", " sama", "-sama")
"""No katakana: サンサン is a company."""

_MISTAKEN = (
    "中仲 事亊司士 川河 伊井 坂阪 岡丘 太大 元本 永長 竹武 郎朗 治次司 村邑 安阿 小古 末未 土士 己巳已 人入 日目曰 "
    "千干于 工エ 二ニ 口ロ 力カ 夕タ 卜ト 八ハ 夫天 工興鉱 設説 建健 "
    "機器 技枝 製精 作昨 所處処 輸諭 送迭 運連 産参 創総 販版 貿質 管菅 鈴鉛 網綱 "
    "業行 萩荻 堀掘 佐左 由油 白自 氷永 爪瓜 柿杮 芦葦 吉芳 清靖 裕祐 浩博 洋陽 和知"
)
"""Characters of names that are taken for each other: they look alike, or a keyboard offers them for one reading."""

_V_AND_B = {"ゔあ": "ば", "ゔい": "び", "ゔえ": "べ", "ゔお": "ぼ", "ゔ": "ぶ"}
"""Kana for v, and for the b that many write instead: ヴィーナス, ビーナス."""

_BRANCHES = ("支店", "支社", "本店", "本社", "営業所", "事業所", "事業部", "工場", "出張所", "支部")

_SHORTEST = 4
"""Characters of a key in which one slip is a likely one; of three, two of three names would be alike."""

_LIKE = 0.6  # of three letters two, of eight five


class _Punctuation(dict[int, int | str | None]):
    """What becomes of each character of a key: punctuation and invisible ones go, most of it as a blank."""

    def __missing__(self, code: int) -> int | str | None:
        """Work out what becomes of a character, once."""
        import unicodedata

        category = unicodedata.category(chr(code))
        kept: int | str | None = code
        if category[0] in "PZ" or category == "Cc":
            kept = " "
        elif category == "Cf" or "VARIATION SELECTOR" in unicodedata.name(chr(code), ""):
            kept = None
        self[code] = kept
        return kept


_PUNCTUATION = _Punctuation(dict.fromkeys(map(ord, ".'’/~"), None))


def fold(text: str) -> str:
    """Return a text as it is compared in a search; folding it again changes nothing.

    Width and compatibility forms (NFKC), case, and katakana or hiragana make no difference; anything else does.
    """
    if text.isascii():
        return text.lower()
    while (folded := _folded_once(text)) != text:
        text = folded
    return text


def _folded_once(text: str) -> str:
    """Return one round of folding; lower case can need normalising again, and the other way round."""
    import unicodedata

    return unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)


def name_key(name: str) -> str:
    """Return the key of a customer's name; it is empty for a blank name only.

    On top of folding: company forms at either end, blanks and punctuation are left out, rare kanji are the usual ones
    (髙 is 高; 齋, 齊 and 斉 are 斎), small kana are large and ー is dropped (キャノン is キヤノン, サーバー is サーバ).
    """
    folded = fold(name)
    usual = folded if folded.isascii() else folded.translate(_USUAL)
    words = _words(_without_japanese_forms(usual))
    return "".join(_without_latin_forms(words) or _words(usual)) or folded.strip()


def asked_key(text: str) -> str:
    """Return the key of a name as somebody asks for it: like ``name_key``, with 様, さん or 御中 at the end left out.

    A name can end like that, so whoever is called exactly what was typed (``name_key``) goes first.
    """
    asked = text.strip()
    ending = next((ending for ending in _HONORIFICS if asked.lower().endswith(ending)), "")
    return name_key(asked[: len(asked) - len(ending)]) or name_key(asked)


def reading_key(reading: str) -> str:
    """Return the key of a reading, comparable with the key of a name written in kana."""
    return name_key(reading)


def _words(text: str) -> list[str]:
    """Return the words of a text, without punctuation."""
    return text.translate(_PUNCTUATION).split()


def _without_japanese_forms(text: str) -> str:
    """Leave out 株式会社 and the like at either end of a text in its usual spelling."""
    return text if text.isascii() else _japanese_forms().sub("", text)


@cache
def _japanese_forms() -> "re.Pattern[str]":
    """Return the pattern of a company form at the start or end of a text."""
    import re

    whole = "|".join(sorted(_JAPANESE_FORMS.translate(_USUAL).split(), key=len, reverse=True))
    short = "|".join(_ABBREVIATED_FORMS.split())
    return re.compile(rf"^\s*(?:{whole}|\(?(?:{short})\))|(?:{whole}|\((?:{short})\)?)\s*$")


@cache
def _latin_forms() -> frozenset[str]:
    """Return the words for company forms."""
    return frozenset(_LATIN_FORMS.split())


def _without_latin_forms(words: list[str]) -> list[str]:
    """Leave out Inc., Ltd. and the like at either end."""
    latin_forms = _latin_forms()
    first, last = 0, len(words)
    while first < last and words[first] in _LATIN_FORMS_BEFORE:
        first += 1
    while last > first and words[last - 1] in latin_forms:
        last -= 1
    return words[first:last]


def romaji_keys(reading: str) -> tuple[str, ...]:
    """Return the keys of a kana reading typed in Latin letters, ``romaji_key`` of each of them first.

    タナカ is "tanaka"; サトウ is "sato", "satou" and "satoh"; シンジ is "sinzi", "shinji" and "sinji". With kanji or
    nothing in it a reading has none.
    """
    from pipeline_cli.domain.romaji import spellings

    return spellings("".join(_words(_without_japanese_forms(fold(reading)))))


def romaji_key(text: str) -> str:
    """Return the one key for all ways of typing a name in Latin letters: "Satoh", "satou" and "Satō" are "sato"."""
    import unicodedata

    from pipeline_cli.domain.romaji import common_spelling

    letters = unicodedata.normalize("NFD", fold(text))
    return common_spelling("".join(filter(str.isalnum, letters)))


def romaji_written_out(reading: str) -> frozenset[str]:
    """Return the ways to type a kana reading in Latin letters with each long vowel written out: "oono" for オオノ."""
    from pipeline_cli.domain.romaji import written_out

    return frozenset(written_out("".join(_words(_without_japanese_forms(fold(reading))))))


def kana_and_rest(key: str) -> tuple[str, str]:
    """Return the kana that a key begins with, and what follows them: まかべ and 印刷."""
    at = next((at for at, one in enumerate(key) if not "\u3041" <= one <= "\u3096"), len(key))
    return key[:at], key[at:]


def likeness(a: str, b: str) -> float:
    """Return how alike two keys are: 0 for nothing in common, 1 for equal, the same both ways round."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, min(a, b), max(a, b), autojunk=False).ratio()


@cache
def _mistaken() -> dict[int, str]:
    """Return the first character of each group of those that are taken for each other."""
    return {ord(one): group[0] for group in reversed(_MISTAKEN.split()) for one in group}


def sounded_key(key: str) -> str:
    """Return a key with what is easily mistaken as the usual one: 田仲商亊 is 田中商事, ヴィーナス is ビーナス."""
    if key.isascii():
        return key
    for v, b in _V_AND_B.items():
        key = key.replace(v, b)
    return key.translate(_mistaken())


def mistaken_beginnings(key: str) -> frozenset[str]:
    """Return the first characters that a name may have which is mistaken for a key."""
    usual = sounded_key(key)[:1]
    beginnings = {key[:1], usual} | {chr(code) for code, first in _mistaken().items() if first == usual}
    return frozenset(beginnings | {v[0] for v, b in _V_AND_B.items() if b == usual})


def is_slip(a: str, b: str) -> bool:
    """Tell whether a key becomes another by one slip, but never by another figure or kanji.

    A letter too many, too few, wrong or changed for its neighbour, of four letters or more; or, of any name, kanji
    that look or sound alike.
    """
    if min(len(a), len(b)) > 1 and sounded_key(a) == sounded_key(b):
        return True
    if min(len(a), len(b)) < _SHORTEST or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    start = next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))
    ends = [(a[start + x :], b[start + y :]) for x, y in ((1, 1), (1, 0), (0, 1)) if start + max(x, y) <= len(a + b)]
    changed = {*a[start : start + 1], *b[start : start + 1]}
    is_swapped = a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]
    return all(map(_can_slip, changed)) and (is_swapped or any(one == other for one, other in ends))


def _can_slip(character: str) -> bool:
    """Tell whether a character is a letter: names that differ in figures or kanji are two names."""
    return not character.isdecimal() and not "\u3400" <= character <= "\u9fff"


def is_branch(a: str, b: str) -> bool:
    """Tell whether one key is that of a branch of the other: 田中商事大阪支店."""
    short, long = sorted((a, b), key=len)
    return len(short) >= _SHORTEST and long.startswith(short) and long != short and long.endswith(_BRANCHES)


def like_names(key: str, candidates: "Iterable[str]", n: int = 3) -> list[str]:
    """Return up to n candidates that a typing mistake could have made into a key, the likest first."""
    from difflib import get_close_matches

    return get_close_matches(key, list(candidates), n, cutoff=_LIKE)
