"""Countries and large cities named in a text, in many languages. Pure.

Country names come from the CLDR data inside Babel (Chinese both scripts, English, and the other
languages we read); cities are a short list of those that trade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale

from leadminer.signals.folding import fold

LANGUAGES = ("zh_Hans", "zh_Hant", "en", "de", "es", "fr", "pt", "ru", "ja", "ko", "id", "vi")
# everyday names beside the official ones
ALSO = {
    "US": ("usa", "u.s.", "u.s.a.", "america", "the states"),
    "GB": ("uk", "u.k.", "england", "scotland", "wales", "britain"),
    "AE": ("uae", "dubai", "abu dhabi", "迪拜", "阿联酋"),
    "CN": ("mainland china", "中国大陆", "国内"),
    "TW": ("台湾",),
    "HK": ("hong kong", "hongkong", "香港"),
    "MO": ("macau", "澳门"),
    "KR": ("korea", "韩国"),
    "RU": ("俄罗斯", "俄国"),
    "CZ": ("czech republic",),
    "NL": ("holland",),
    "VN": ("vietnam",),
    "TR": ("turkey",),
}
CITIES = {
    "CN": "北京 上海 广州 深圳 天津 重庆 成都 杭州 南京 苏州 武汉 西安 青岛 宁波 东莞 佛山 厦门"
    " 郑州 长沙 合肥 济南 大连 沈阳 昆明 福州 无锡 温州 义乌 中山 珠海 惠州 常州 南通 烟台"
    " 哈尔滨 石家庄"
    " 浙江 江苏 广东 山东 福建 河南 河北 湖南 湖北 四川 安徽 辽宁 陕西 江西 云南 广西 海南 山西"
    " beijing shanghai guangzhou shenzhen tianjin chongqing chengdu hangzhou nanjing suzhou wuhan"
    " qingdao ningbo dongguan foshan xiamen yiwu",
    "TW": "台北 新北 桃园 台中 台南 高雄 新竹 彰化 嘉义 屏东 宜兰 花莲 taipei taichung kaohsiung"
    " tainan hsinchu taoyuan",
    "HK": "九龙 新界 kowloon",
    "US": "chicago houston dallas atlanta boston seattle denver miami austin california texas"
    " florida ohio michigan oregon brooklyn",
    "GB": "london manchester birmingham leeds glasgow liverpool bristol edinburgh sheffield",
    "DE": "berlin munich münchen hamburg frankfurt stuttgart cologne köln düsseldorf leipzig",
    "FR": "paris lyon marseille toulouse lille bordeaux nantes",
    "ES": "madrid barcelona valencia sevilla bilbao",
    "IT": "milan milano rome roma turin torino naples napoli bologna",
    "NL": "amsterdam rotterdam utrecht eindhoven",
    "AU": "sydney melbourne brisbane perth adelaide",
    "CA": "toronto vancouver montreal calgary ottawa ontario",
    "IN": "mumbai delhi bangalore chennai pune hyderabad ahmedabad",
    "JP": "东京 大阪 名古屋 tokyo osaka nagoya",
    "KR": "首尔 seoul busan",
    "SG": "新加坡",
    "MY": "吉隆坡 kuala.lumpur penang johor",
    "TH": "曼谷 bangkok",
    "VN": "胡志明 河内 hanoi saigon",
    "ID": "jakarta surabaya bandung",
    "PH": "manila cebu",
    "BR": "são.paulo rio.de.janeiro",
    "MX": "guadalajara monterrey",
    "PL": "warsaw kraków poznań wrocław",
    "NG": "lagos abuja",
    "KE": "nairobi mombasa",
    "ZA": "johannesburg durban",
}
# names that are ordinary words more often than countries, in texts without capitals
SKIP = frozenset({"chad", "georgia", "jordan", "turkey", "mali", "niger", "oman", "cuba", "guinea"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it, and its country (ISO 3166 alpha-2)."""

    name: str
    country: str


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            folded = fold(name)
            long_enough = len(folded) >= (2 if folded[0] > "\u2e80" else 4)
            if len(code) == 2 and code.isalpha() and long_enough and folded not in SKIP:
                found.setdefault(folded, code)
    for code, names in ALSO.items():
        for name in names:
            found[fold(name)] = code
    for code, text in CITIES.items():
        for name in text.split():
            found[fold(name.replace(".", " "))] = code
    for code in ("ZZ", "EU", "UN", "EZ", "QO", "XA", "XB"):  # no countries
        found = {name: value for name, value in found.items() if value != code}
    return found


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    spaced = [re.escape(n) for n in names if n[0] < "\u2e80"]
    dense = [re.escape(n) for n in names if n[0] >= "\u2e80"]
    letter = r"[a-z0-9\u00df-\u024f\u0370-\u052f]"
    return re.compile(rf"(?<!{letter})(?:{'|'.join(spaced)})(?!{letter})|{'|'.join(dense)}")


# "a supplier in China" tells where to look, not where the need is
_ELSEWHERE = re.compile(
    r"(?:made in|(?:suppliers?|manufacturers?|factory|factories|vendors?|makers?) (?:in|from)"
    r"|(?:import(?:ed|ing)?|buy(?:ing)?|sourc(?:e|ed|ing)|ship(?:ped|ping)?|order(?:ed)?) from)"
    r"\s+(?:the\s+)?$"
)


def places_in(text: str) -> Iterator[tuple[Place, int, int]]:
    """The places of the need that a text names, with where they stand."""
    folded = fold(text)
    for match in _pattern().finditer(folded):
        if _ELSEWHERE.search(folded[max(0, match.start() - 40) : match.start()]):
            continue
        name = text[match.start() : match.end()]
        yield Place(name, _names()[match[0]]), match.start(), match.end()


def find_place(*texts: str) -> Place | None:
    """The first place of the need named in any of the texts; None if none is."""
    return next((place for text in texts for place, _, _ in places_in(text)), None)


def country_of(value: str) -> Place | None:
    """The country of a labelled value: a code such as "CN", or a name; None if unknown."""
    code = value.strip().upper()
    if len(code) == 2 and code in _codes():
        return Place(value.strip(), code)
    return find_place(value)


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())
