"""Ages below eighteen: of the author, or of a child of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from leadminer.signals.sensitive.items import Finding
from leadminer.signals.sensitive.vocabulary import Vocabulary

_NUMBER: Final = r"(?<![\d.])(?P<n>1[0-7]|[0-9])(?![\d])"
_SPELT: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen"
)
_NUMBER_EN: Final = rf"(?<![\w.])(?P<n>1[0-7]|[0-9]|{_SPELT})(?![\w.]*\d)"
_YEARS: Final = {
    "en": r"(?:[\s-]*(?:years?[\s-]*old|yrs?[\s-]*old|y/?o|yr|years? of age|"
    r"months?[\s-]*old|weeks?[\s-]*old|m/?o)\b)",
    "zh": r"(?:个半?月大|周岁|岁半?|岁)",
    "es": r"(?:\s*(?:anos|anitos|meses)\b)",
    "de": r"(?:[\s-]*(?:jahre?(?:\s*alt)?|jahrige[rs]?|monate?(?:\s*alt)?)\b)",
    "fr": r"(?:\s*(?:ans|mois)\b)",
    "pt": r"(?:\s*(?:anos|aninhos|meses)\b)",
    "ru": r"(?:\s*(?:лет|года?|годик\w*|месяц\w*)\b)",
    "id": r"(?:\s*(?:tahun|thn|th|bulan)\b)",
    "vi": r"(?:\s*(?:tuoi|thang tuoi)\b)",
    "ja": r"(?:\s*(?:歳|岁|才|か月|ヶ月))",
    "ko": r"(?:\s*(?:살|세|개월))",
    "ar": r"(?:\s*(?:سن\w*|عام\w*|اعوام|اشهر))",
    "th": r"(?:\s*(?:ขวบ|ปี|เดือน))",
}
# after a bare number: nothing that is counted
_BARE: Final = {
    "en": r"(?=\s*(?:$|[.,;!?)\n/]|(?:and|but|so|who|now|f|m|male|female|has|is)\b))",
    "de": r"(?=\s*(?:$|[.,;!?)\n/]|(?:und|aber)\b))",
}
_CHILD_EN: Final = (
    r"(?:boy|girl|son|daughter|kid|child|nephew|niece|toddler|baby|brother|sister|grandson|"
    r"granddaughter|twins?)"
)
_SCHOOL_ZH: Final = (
    r"(?:小学生?|初中生?|高中生?|国中生?|国小|初[一二三]|高[一二三]|(?<![美英法德中我全各本外他俄])国[一二三]|"
    r"小[一二三四五六](?!岁)|[一二三四五六]年级|幼儿园|幼稚园|[小中大]班)"
)
_NOT_SCHOOL_ZH: Final = (
    r"(?![家老办园采级点些倍筹]|毕业|以后|之后|那|的?时候|学历|课程|学区|时代|开始)"
)
# "my 9 year old needs ...", but not "my 9 year old van"
_NO_THING: Final = (
    r"(?=\s*(?:$|[.:;!?)'\n]|,\s*(?:who|but|and|so|he|she|i)\b|(?:is|has|needs?|wants?|got|loves?|likes?|"
    r"will|would|can|to|and|who|for|on|in|about|goes|started|just|with|at|or|but|keeps|plays)\b))"
)
_ALONE: Final = {
    "en": (
        rf"\b(?:adopted|adopting|fostering|foster|raising|raise)\s+an?\s+{_NUMBER_EN}[\s-]*(?:year|yr|y)",
        rf"\bat\s+{_NUMBER_EN},?\s+i\b",
        rf"(?<!\w){_CHILD_EN}\s+of\s+{_NUMBER_EN}\b",
        rf"(?<!\w){_NUMBER_EN}[\s-]*(?:year|yr|month|week|y)(?:s[\s-]*old|[\s-]*(?:o|old)?)[\s-]+(?:\w+[\s-]+)?"
        rf"{_CHILD_EN}\b",
        rf"(?<!\w){_CHILD_EN}\s*\((?P<n>1[0-7]|\d)(?:\s*(?:f|m|yo))?(?=\))",
        rf"\b(?:my|our)\s+{_NUMBER_EN}[\s-]*(?:year|yr|month|week|y)s?[\s/-]*(?:old|o)\b{_NO_THING}",
        r"\b(?:my|our)\s+(?:\w+\s+)?(?:newborn|toddler|infant|preschooler|teenager|teen)\b",
        r"\b(?:i am|i'm|im)\s+(?:a\s+|only\s+|still\s+)?(?:minor|underage|still in school|"
        r"in (?:my )?(?:[5-9]|1[0-2])th grade|in (?:middle|high) school|"
        r"a high ?school(?:er| student| freshman| sophomore| junior))\b",
        rf"\b(?:my|our)\s+(?:\w+\s+)?{{kin}}\s+(?:\w+\s+)?(?:just\s+|will\s+)?(?:turns?|turning|turned|be)\s+"
        rf"{_NUMBER}\b",
        r"\b(?:my|our)\s+(?:\w+\s+)?{kin}\s+(?:is|starts?|goes|who is)\s+"
        r"(?:in|to)?\s*(?:\w+\s+)?(?:kindergarten|preschool|primary school|elementary school|"
        r"middle school|high school|\d(?:st|nd|rd|th) grade)\b",
    ),
    "zh": (
        r"(?:我|本人|自己)(?:还|才|现在|目前|今年|正在|刚)*(?:是个?|是一[名个])?"
        r"(?P<w>未成年|未满十八|小学生|初中生|高中生|中学生|国中生)(?!活|时|涯)",
        rf"(?:我|本人)(?:在|还在)?(?:读|上|念)(?:着)?(?P<w>{_SCHOOL_ZH}){_NOT_SCHOOL_ZH}",
        rf"(?:我|本人)(?:今年|现在|目前|正在|还在|刚)(?:在|就|开始)?(?:读|上|念)?(?P<w>{_SCHOOL_ZH})"
        rf"{_NOT_SCHOOL_ZH}",
        r"(?:{kin})"
        rf"[^。！？!?;；，,\n]{{0,6}}?(?P<w>{_SCHOOL_ZH}|未成年|刚满月|小升初|刚出生){_NOT_SCHOOL_ZH}",
    ),
}  # fmt: skip
_CHINESE_AGE: Final = (
    r"(?<![\d.一二两三四五六七八九十百几小大差长])"
    r"(?P<n>1[0-7]|\d|十[一二三四五六七]?|[一二两三四五六七八九])(?!\d)"
)
_LIST_EN: Final = r"(?:,?\s*(?:and|&|,)\s*(?:1[0-7]|\d)(?![\d])(?:[\s-]*(?:years?[\s-]*old|yo))?)*"


def ages_in(text: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Ages and schools that tell a minor, in a text made plain."""
    lang = vocabulary.lang
    if lang not in _YEARS:
        return
    number = {"zh": _CHINESE_AGE, "ja": _CHINESE_AGE, "en": _NUMBER_EN}.get(lang, _NUMBER)
    years = _YEARS[lang]
    for name, method in (("age self", "age"), ("age kin", "age")):
        before = vocabulary.grammar.get(name)
        if before is None:
            continue
        end = rf"{years}|{_BARE[lang]}" if lang in _BARE else years
        if lang == "zh" and name == "age self":
            end = rf"{years}|了(?=[,，。])"
        more = _LIST_EN if lang == "en" else ""
        pattern = _compiled(before.pattern.removesuffix(r"(?!\w)"), number, f"(?:{end})", more)
        for match in pattern.finditer(text):
            stop = match.end()
            yield Finding("minors", match.start("n"), stop, 0.9, method)
    kin = vocabulary.grammar["kin"].pattern if "kin" in vocabulary.grammar else "(?!)"
    for pattern in _alone(lang, kin):
        for match in pattern.finditer(text):
            named = match.groupdict()
            group = "n" if named.get("n") else "w" if named.get("w") else 0
            start = match.start(group)
            yield Finding("minors", start, match.end(group) if group == "w" else match.end(), 0.8,
                          "age")  # fmt: skip


@cache
def _alone(lang: str, kin: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each.replace("{kin}", kin)) for each in _ALONE.get(lang, ()))


@cache
def _compiled(before: str, number: str, end: str, more: str) -> re.Pattern[str]:
    return re.compile(rf"{before}[\s,(:]*{number}{end}{more}")
