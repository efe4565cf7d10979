"""Blotting out what would lead to a person, and nothing of what the person needs.

Two passes over a copy of the text in which wide letters and digits are plain: addresses, links
and accounts first; then runs of digits that could be called, after everything that is a quantity,
a price, a range or a date has been set aside. Where the two cannot be told apart, it is blotted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

BLOT = "•"
NAME_MIN = 2  # a name of one letter would blot half the text
KNOWN_MIN = 4  # a known contact this long is blotted inside of words too
_FOLD = re.IGNORECASE

_TLD = (
    r"(?:com|net|org|info|biz|shop|store|online|site|xyz|app|dev|tech|io|ai|eu|de|cn|co|uk|tw|hk|mo"
    r"|sg|jp|kr|fr|es|nl|pl|se|dk|fi|ch|ru|ua|vn|th|my|ph|id|au|nz|ca|us|mx|br|tr|cz|sk|hu|ro|gr|pt"
    r"|ie|il|ae|za|asia|top|vip|club|link|gg|ly|cc|tv|ws"
    r"|(?-i:at|be|in|is|it|me|no|so|to))(?![\w-])"  # words too: only as written in an address
)
_TAIL = r"[^\s\u3000-\u303f\u4e00-\u9fff\uff00-\uffef<>\"]"  # an address ends where Chinese begins
_DOT = r"(?:\s?\.\s?|\s*[\[({<]\s*(?:dot|\.|点|點)\s*[\])}>]\s*|\s+dot\s+|点|點)"
_HANDLE = r"@?(?:live:)?[A-Za-z0-9_](?:[A-Za-z0-9_.+@-]*[A-Za-z0-9_])(?:#\d{2,6})?"
_TOLD = r"@?(?:live:)?(?=[A-Za-z_.+-]*\d)[A-Za-z0-9_.+-]{4,}(?:#\d{2,6})?"  # a digit in it
_CHINESE = (
    r"(?:微信|微訊|薇信|威信|加\s?微|加\s?薇|v\s?信|w\s?信|加\s?v(?:x|信)?|\+\s?v(?:x|信)?|v\s?x|wx"
    r"|扣扣|企鹅号?|q\s?扣|扣\s?q|电报|電報|飞机号|钉钉|小红书|抖音)(?:号码?|號碼?|id)?"
)
_LATIN = (
    r"(?:weixin|we\s?chat|q\s?q(?:群|号|號)?|whats\s?app|telegram|tele?gram|skype|discord|viber"
    r"|zalo|kakao(?:\s?talk)?|snap\s?chat|instagram|line\s?id|tg)"
)
_WEAK = (  # words with another meaning: only with a colon or the like
    r"(?:line|ig|insta|fb|facebook|messenger|linkedin|twitter|signal|e-?mails?|mail|邮箱|郵箱|電郵"
    r"|电邮|赖|賴)"
)
_NOT_A_NAME = (
    r"(?!(?:not|the|an?|also|used|required|needed|down|blocked|available|our|my|your|in|on|for"
    r"|preferred|fine|ok|best|only)(?![\w]))"
)
_MARK = (
    r"(?:\s*(?:id|no\.?|number|name|handle|user(?:name)?|account|号码?|號碼?|账号|帳號))?"
    r"\s*(?:[:=~]|->|→|(?<![A-Za-z])is(?![A-Za-z])|是|为|為)\s*"
)
_CONTACT = re.compile(
    "|".join(
        (
            # mail: as it is, and in its disguises
            r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]+)+",
            rf"[\w.+-]{{1,64}}\s?@\s?[\w-]{{1,63}}(?:{_DOT}[\w-]+)*{_DOT}{_TLD}",
            rf"[\w.+-]{{1,64}}\s*[\[({{<]\s*(?:at|@|a|艾特)\s*[\])}}>]\s*[\w-]+(?:{_DOT}[\w-]+)+",
            r"[\w.+-]{1,64}\s+at\s+[\w-]{1,63}(?:\s+dot\s+[\w-]+)+",
            # addresses of pages; names of frameworks are none
            rf"(?:https?|hxxps?|ftp)://{_TAIL}+",
            rf"(?<![\w])www\.{_TAIL}+",
            r"(?<![\w.@-])(?!(?:asp|vb|ado|socket)\.(?:net|io)(?![\w]))"
            rf"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.{_TLD}(?::\d+)?(?:/{_TAIL}*)?",
            # accounts after what they are accounts of
            rf"{_CHINESE}(?:{_MARK}{_NOT_A_NAME}{_HANDLE}|\s*(?:{_TOLD}|[A-Za-z][\w-]{{5,}}))",
            rf"(?<![A-Za-z]){_LATIN}{_MARK}{_NOT_A_NAME}{_HANDLE}",
            rf"(?<![A-Za-z]){_LATIN}\s*{_TOLD}",
            rf"(?<![A-Za-z])(?:my|(?:add|contact|reach|find)(?:\s+me)?(?:\s+on)?|me\s+on|加我?的?)"
            rf"\s*{_LATIN}\s+{_NOT_A_NAME}{_HANDLE}",
            rf"(?<![A-Za-z]){_LATIN}\s*@\s*{_HANDLE}",
            rf"(?<![A-Za-z]){_WEAK}(?:\s*id)?\s*[:=@]\s*{_HANDLE}",
            # accounts by their shape
            r"(?<![\w/])/?u/[\w-]{2,}",
            r"(?<![\w@])@[A-Za-z_][\w.]{2,}",
            r"(?<![\w])(?!(?:po|rfq|no|order|drawing|part|item|rev|model|sku|lot|job|ref|type"
            r"|ticket|issue|case|size|grade)#)[A-Za-z][\w.]{1,31}#\d{4}(?!\d)",
        )
    ),
    re.IGNORECASE | re.ASCII,  # Chinese may stand right before an address
)

_NUMBER = r"(?:\d{1,3}(?:[ .,'\u2019\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
_TO = r"(?:\s*(?:-|–|—|~|∼|\bto\b|至|到)\s*)"
_MONEY = r"(?:us\$|nt\$|hk\$|[$€£¥₹]|usd|eur|gbp|cny|rmb|jpy|twd|ntd|hkd|inr|chf|人民币|人民幣)"
_LONG_UNIT = (
    r"(?:pcs?|pieces?|units?|sets?|tons?|tonnes?|kgs?|mg|lbs?|oz|mm|cm|km|m[23²³]|sqm|ft|feet|inch"
    r"(?:es)?|lit(?:er|re)s?|ml|gal(?:lons?)?|cps?|mpas|mpa·s|psi|bars?|k?pa|mpa|k?wh?|mw|kv|k?hz"
    r"|rpm|[lbc]ph|ppm|usd|eur|gbp|cny|rmb|jpy|twd|ntd|hkd|inr|chf|dollars?|euros?|yuan|people"
    r"|users?|employees|visitors?|orders?|rows?|records?|hours?|days?|years?|bottles?|box(?:es)?"
    r"|cartons?|cans?|bags?|rolls?|tablets?|containers?|items?|parts?|meters?|metres?|cycles?"
    r"|per (?:year|month|day|hour))(?![A-Za-z])"
)
_SHORT_UNIT = r"(?:[tgmlwvk](?![A-Za-z])|[%°€$£¥₹])"  # only right behind the number
_HAN_UNIT = (
    r"[元块塊万萬亿億千百个個件台臺套吨噸公斤克升毫厘米平立方瓶箱包袋只隻支条條张張片卷批人名户戶次年月"
    r"天小度瓦伏转轉美欧歐英人港]"
)
_UNIT = rf"(?:\s?{_LONG_UNIT}|{_SHORT_UNIT}|\s?{_HAN_UNIT})"
_OF = (
    rf"(?:{_MONEY}|budget|price|quantity|qty|moq|capacity|volume|size|预算|預算|价格|價格|数量|數量"
    r"|产能|產能|起订量)\s*[:=]?\s*(?:of|about|around|approx\.?|is|约|約|是|~|为|為)?\s*"
)
_DAY = (
    r"(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:[12]\d|3[01]|0?[1-9])"
    r"|(?:[12]\d|3[01]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9])[-/.](?:19|20)\d\d)(?!\d)"
)
_HOUR = r"(?:[T ]+[0-2]?\d:[0-5]\d(?::[0-5]\d)?)?"
_FREE = r"(?<![\d+.])"
_NEED = re.compile(
    "|".join(
        (
            rf"{_FREE}{_DAY}{_HOUR}(?:{_TO}{_DAY}{_HOUR})?",
            rf"(?<![A-Za-z]){_OF}{_NUMBER}(?:{_TO}(?:{_MONEY}\s?)?{_NUMBER})?(?!\d)",
            rf"{_FREE}{_NUMBER}(?:{_TO}{_NUMBER})?{_UNIT}",
            rf"{_FREE}[1-9]\d{{0,4}}00{_TO}[1-9]\d{{0,4}}00(?!\d)",  # a range of round numbers
            rf"{_FREE}(?:19|20)\d\d{_TO}(?:19|20)\d\d(?![\d-])",
        )
    ),
    _FOLD,
)
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_CALL = re.compile(
    r"(?:tel|phone|call|mobile|cell|sms|text|fax|ring|reach|whatsapp|(?:my|contact) number"
    r"|number is|电话|電話|手机|手機|联系|聯繫|致电|致電|拨打|撥打|热线|熱線|号码|號碼|电联)"
    r"(?: me)?(?: at| on)?[\s:.=是为為(]*$",
    _FOLD,
)
_DIGIT = r"[\d零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖]"
_BETWEEN = "[ \t\u00a0\u202f\u200b\ufe0f\u20e3()._·\u2013\u2014-]"
_PHONE = re.compile(rf"\+?\(?{_DIGIT}(?:{_BETWEEN}{{0,3}}{_DIGIT}){{6,}}")


def blot(text: str, also: Sequence[str] = ()) -> str:
    """The text with contact data (and the strings in `also`) blotted out, of the same length."""
    plain = "".join(_plain(letter) for letter in text)
    hidden = bytearray(len(text))
    for known in also:
        if len(known) >= NAME_MIN:
            _hide(hidden, _known(known), plain)
    _hide(hidden, _CONTACT, plain)
    _hide(hidden, _PHONE, _NEED.sub(_set_aside, plain))
    return "".join(BLOT if hide else letter for hide, letter in zip(hidden, text, strict=True))


def _hide(hidden: bytearray, pattern: re.Pattern[str], plain: str) -> None:
    for found in pattern.finditer(plain):
        hidden[found.start() : found.end()] = b"\1" * len(found[0])


def _known(known: str) -> re.Pattern[str]:
    """A name or contact we know, whatever its letter case; a short one only as a whole word."""
    word = re.escape("".join(_plain(letter) for letter in known))
    if len(known) < KNOWN_MIN or known.isalpha():
        word = rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])"
    return re.compile(word, _FOLD)


def _plain(letter: str) -> str:
    """A letter without its wide or circled form; one letter stays one letter."""
    folded = unicodedata.normalize("NFKC", letter)
    return folded if len(folded) == 1 else letter


def _set_aside(found: re.Match[str]) -> str:
    """A need's figures as letters, so that they are no run of digits; a callable number stays."""
    digits = re.sub(r"\D", "", found[0])
    before = found.string[max(0, found.start() - 24) : found.start()]
    if _MOBILE.fullmatch(digits) or _CALL.search(before):
        return found[0]
    return re.sub(r"\d", "x", found[0])
