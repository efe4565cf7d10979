"""Which language a text is in: script first, then frequent words. Small, exact enough to route."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from leadminer.mining.extraction.values.words import FREQUENT
from leadminer.signals.folding import fold_character

# characters that exist in one Chinese script only, frequent in everyday text
_SIMPLIFIED: Final = frozenset(
    "们这个说时为来对会过还没吗问题请谢发现东买卖价钱厂务网页样种点开关电话经验业产设备产号"
    "边见让给认识应该转长门间进运远连选适达听读写语词讲试译质费资贵较车轻轮输"
    "钟铁银错键镜锁难双欢乐归当录总战种积称纸级红约组细终结统继续维绿缘术机权条极构标树"
    "处复头夹实宝审宽导将层岁币师带帮广庆库彻态怀择报担拟拥损换据捡"
)
_TRADITIONAL: Final = frozenset(
    "們這個說時為來對會過還沒嗎問題請謝發現東買賣價錢廠務網頁樣種點開關電話經驗業產設備號"
    "邊見讓給認識應該轉長門間進運遠連選適達聽讀寫語詞講試譯質費資貴較車輕輪輸"
    "鐘鐵銀錯鍵鏡鎖難雙歡樂歸當錄總戰種積稱紙級紅約組細終結統繼續維綠緣術機權條極構標樹"
    "處復頭夾實寶審寬導將層歲幣師帶幫廣慶庫徹態懷擇報擔擬擁損換據撿"
)
_ONLY_SIMPLIFIED: Final = _SIMPLIFIED - _TRADITIONAL
_ONLY_TRADITIONAL: Final = _TRADITIONAL - _SIMPLIFIED

_WORDS: Final = {lang: frozenset(words.split()) for lang, words in FREQUENT.items()}
_LANGUAGES_OF: Final = {
    word: [lang for lang, words in _WORDS.items() if word in words]
    for word in set().union(*_WORDS.values())
}
_WORD: Final = re.compile(r"[^\W\d_]+")
PIECE_MIN: Final = 4  # letters below which a piece tells no language
_URL: Final = re.compile(r"https?://\S+|(?<!\S)\S+@\S+")


def guess_language(text: str, declared: str | None = None) -> str | None:
    """BCP 47 tag of a text (zh-Hans, zh-Hant, en, de, ja, ...), or None if it cannot be told.

    `declared` (the page's lang attribute) only decides where the text alone does not.
    """
    sample = _URL.sub(" ", text[:4000])
    scripts = _count_scripts(sample)
    total = sum(scripts.values())
    hint = normalise_tag(declared)
    if not total:
        return hint
    if scripts["kana"] > total * 0.08:
        return "ja"
    if scripts["hangul"] > total * 0.2:
        return "ko"
    if scripts["han"] * 3 > scripts["latin"] and scripts["han"] > 0:
        return _chinese(sample, hint)
    for script, lang in (("arabic", "ar"), ("thai", "th"), ("hebrew", "he"), ("greek", "el")):
        if scripts[script] > total * 0.3:
            return lang
    if scripts["cyrillic"] > total * 0.3:
        return "uk" if re.search("[іїєґ]", sample.lower()) else "ru"
    if scripts["devanagari"] > total * 0.3:
        return "hi"
    return _latin(sample, hint)


def normalise_tag(tag: str | None) -> str | None:
    """A lang attribute as we write it: zh-CN -> zh-Hans, zh-TW/HK -> zh-Hant, en-GB -> en."""
    if not tag:
        return None
    parts = tag.strip().lower().replace("_", "-").split("-")
    if not re.fullmatch("[a-z]{2,3}", parts[0]):
        return None
    if parts[0] in ("zh", "cmn", "yue"):
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    return parts[0]


def _count_scripts(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if char.isalpha():
            counts[_script(ord(char))] += times
    return counts


@lru_cache(maxsize=20_000)
def _script(code: int) -> str:
    ranges = (
        (0x0250, "latin"), (0x0370, "other"), (0x0400, "greek"), (0x0530, "cyrillic"),
        (0x0590, "other"), (0x0600, "hebrew"), (0x0780, "arabic"), (0x0900, "other"),
        (0x0980, "devanagari"), (0x0E00, "other"), (0x0E80, "thai"), (0x1E00, "other"),
        (0x1F00, "latin"), (0x3040, "other"), (0x3100, "kana"), (0x3400, "other"),
        (0xA000, "han"), (0xAC00, "other"), (0xD7B0, "hangul"), (0xF900, "other"),
        (0xFB00, "han"), (0xFF66, "other"), (0xFFA0, "kana"), (0x20000, "other"),
        (0x32000, "han"),
    )  # fmt: skip
    for end, name in ranges:
        if code < end:
            return name
    return "other"


def _chinese(text: str, hint: str | None) -> str:
    simplified = sum(1 for c in text if c in _ONLY_SIMPLIFIED)
    traditional = sum(1 for c in text if c in _ONLY_TRADITIONAL)
    if simplified == traditional == 0:  # rarer characters of one script only
        traditional = sum(1 for c in text if "\u4e00" <= c <= "\u9fff" and fold_character(c) != c)
    if simplified == traditional:
        return hint if hint in ("zh-Hant", "zh-Hans", "ja") else "zh-Hans"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _hits(words: list[str]) -> dict[str, int]:
    """How many of the words are frequent ones of each language."""
    scores = dict.fromkeys(_WORDS, 0)
    for word in words:
        for lang in _LANGUAGES_OF.get(word, ()):
            scores[lang] += 1
    return scores


def _latin(text: str, hint: str | None) -> str | None:
    words = [w.lower() for w in _WORD.findall(text)]
    scores = _hits(words)
    best = max(scores, key=lambda lang: (scores[lang], lang == hint))
    if hint in scores and scores[best] - scores[hint] < 3 and len(words) < 40:
        return hint  # too little text to overrule what the page says
    if scores[best] >= 2 and scores[best] >= len(words) * 0.08:
        return best
    if hint in _WORDS or hint not in (None, "zh-Hans", "zh-Hant", "ja", "ko"):
        return hint
    return best if scores[best] else None


def language_of_piece(text: str, hint: str | None = None) -> tuple[str, float]:
    """The language of a sentence or less, and how sure that is; ("und", 0) where nothing tells.

    `hint`: the language of the whole text, which decides between the two Chinese scripts only.
    """
    sample = _URL.sub(" ", text)
    scripts = _count_scripts(sample)
    total = sum(scripts.values())
    if total < PIECE_MIN:
        return "und", 0.0
    script, most = scripts.most_common(1)[0]
    if script == "latin" and not scripts["han"] and not scripts["hangul"]:
        return _latin_piece(sample)
    lang = guess_language(sample, hint if (hint or "").startswith("zh") else None)
    if lang is None:
        return "und", 0.0
    sure = sum(1 for c in sample if c in _ONLY_SIMPLIFIED or c in _ONLY_TRADITIONAL)
    if lang.startswith("zh") and not sure:
        return lang, 0.6
    return lang, round(min(0.99, 0.5 + 0.5 * most / total), 2) if script != "other" else 0.0


def _latin_piece(sample: str) -> tuple[str, float]:
    words = [w.lower() for w in _WORD.findall(sample)]
    (best, hits), (_, second) = Counter(_hits(words)).most_common(2)
    if len(words) < 3 or hits < 2 or hits < len(words) * 0.12 or hits == second:
        return "und", 0.0
    return best, round(min(0.99, 0.5 + 0.5 * (hits - second) / hits), 2)
