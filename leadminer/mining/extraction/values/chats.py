"""Names in messengers, by their labels: WeChat, QQ, WhatsApp, Telegram, LINE, Skype and others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from leadminer.mining.extraction.values.emails import fold_width
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.phones import read_phone

# blanks are taken for good (*+): what may follow them is none, and texts may hold thousands
_SEP: Final = r"\s*+(?:号|號|账号|帳號|id|ID|Id)?\s*+(?:[:：=]|是|为|為|is|[-–])?\s*+"
_WECHAT_ID: Final = r"([a-z][\w-]{5,19}|1[3-9]\d{9})(?![\w@.-]{0,64}@)(?!\w)"
_PATTERNS: Final[tuple[tuple[str, Gated], ...]] = (
    (
        "wechat",
        Gated(
            rf"(?:(?:加|\+)?(?:微信|薇信|威信|徽信|卫星号|v信|微❤|weixin|we\s?chat)|加微|加[vV]|"
            rf"(?<![a-z])(?:vx|wx)(?=\s*[:：号]))"
            rf"(?:\s*+(?:or|/|和)\s*+\w{{1,20}})?{_SEP}{_WECHAT_ID}",
            re.I,
        ),
    ),
    (
        "qq",
        Gated(
            r"(?<![a-z])(?:QQ|扣扣|企鹅号?|Q(?=\s*[:：]))\s*+(?:号码?|群号?|id)"
            r"?\s*+[:：=是]?\s*+([1-9]\d{4,10})(?![\d@]|\.\d)",
            re.I,
        ),
    ),
    (
        "whatsapp",
        Gated(
            r"(?:whats\s?app|(?<![a-z])wa(?=\s*[:：]\s*\+))\s*+(?:no\.?|number|only|me|us|at|on|"
            r"or call|"
            r"chat|/\s*+\w{1,20}|[-–]){0,5}"
            r"\s*+[:：]?\s*+(\+?\d[\d\s().-]{6,20}\d)",
            re.I,
        ),
    ),
    (
        "whatsapp",
        Gated(r"(\+\d[\d\s().-]{6,20}\d)\s*+[(（]?\s*+(?:on\s++|via\s++)?whats\s?app", re.I),
    ),
    ("whatsapp", Gated(r"(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?(\d{6,15})", re.I)),
    (
        "telegram",
        Gated(
            r"(?:telegram|电报|電報|телеграмм?|(?<![a-z])tg(?=\s*[:：@]))\s*+(?:id|me|at|on|"
            r"username|handle)?\s*+(?:[:：]\s*+@?|@)"
            r"([a-z]\w{4,31})(?!\w|\.)",
            re.I,
        ),
    ),
    (
        "telegram",
        Gated(r"\b(?:t\.me|telegram\.me)/(?!joinchat|share|\+)([a-z]\w{4,31})", re.I),
    ),
    (
        "line",
        Gated(
            r"(?:(?<![\w-])LINE\s*+(?:ID)?\s*+[:：]|加賴|賴\s*+(?:ID)?\s*+[:：]|(?<![\w-])LINE\s?ID)"
            r"\s*+(@?[a-z0-9][\w.-]{3,19})(?!\w)",
            re.I,
        ),
    ),
    ("line", Gated(r"line\.me/(?:R/)?ti/p/~?(@?[\w.%-]{4,24})", re.I)),
    (
        "skype",
        Gated(
            r"(?<![a-z])skype\s*+(?:id|name)?\s*+[:：]\s*+((?:live:)?[a-z0-9][\w.,-]{4,31})(?!\w)",
            re.I,
        ),
    ),
    (
        "zalo",
        Gated(r"(?<![a-z])zalo\s*+(?:số|id)?\s*+[:：]?\s*+(\+?\d[\d\s.-]{7,14}\d)", re.I),
    ),
    (
        "kakao",
        Gated(
            r"(?:카카오톡|카톡|kakao\s?talk|(?<![a-z])kakao)\s*+(?:id|아이디)"
            r"?\s*+[:：]\s*+(@?[a-z0-9][\w.-]{2,19})(?!\w)",
            re.I,
        ),
    ),
)
_SAME: Final = Gated(
    r"(?:手机|手機|电话|電話)?(?:微信|v信|vx|WeChat|WhatsApp)\s*(?:同号|同號|同步|同手机|"
    r"也是这个)|(?:微信|WeChat)同",
    re.I,
)
_MOBILE: Final = re.compile(r"(?<![a-zA-Z0-9_.-])(1[3-9]\d(?:[ -]?\d{4}){2})(?!\d)")
_NO_NAME_WORDS: Final = (
    "group public official account number please contact wechat whatsapp telegram channel bot "
    "message message_me support online username handle thanks"
)
_WORDS: Final = frozenset(_NO_NAME_WORDS.split())
_ANY: Final = {
    "wechat": r"[a-z][\w-]{5,19}|1[3-9]\d{9}", "qq": r"[1-9]\d{4,10}", "telegram": r"[a-z]\w{4,31}",
    "line": r"@?[a-z0-9][\w.-]{3,19}", "skype": r"(?:live:)?[a-z0-9][\w.,-]{4,31}",
    "kakao": r"@?[a-z0-9][\w.-]{2,19}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chat:
    """A name in a messenger and where it stands."""

    kind: str
    value: str
    start: int
    end: int


def chats_in(text: str, regions: Sequence[str | None] = (None,)) -> Iterator[Chat]:
    """The messenger names of a text, each once a kind."""
    folded = fold_width(text)
    seen: set[tuple[str, str]] = set()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            value = _value(kind, match[1], regions)
            if value and (kind, value) not in seen:
                seen.add((kind, value))
                yield Chat(kind, value, match.start(1), match.end(1))
    same = _SAME.search(folded)
    mobile = _MOBILE.search(folded) if same else None
    if mobile:
        value = re.sub(r"\D", "", mobile[1])
        if ("wechat", value) not in seen and "hats" not in (same.group() if same else ""):
            yield Chat("wechat", value, mobile.start(1), mobile.end(1))


def chat_name(kind: str, raw: str, regions: Sequence[str | None]) -> str:
    """The name in a labelled value; "" if it holds none."""
    text = fold_width(raw).strip().lstrip("@" if kind == "telegram" else "")
    if kind in ("whatsapp", "zalo"):
        phone = read_phone(text, regions)
        return phone.e164 if phone else ""
    match = re.match(_ANY.get(kind, r"$^"), text, re.I)
    return _value(kind, match.group(), regions) if match else ""


def _value(kind: str, raw: str, regions: Sequence[str | None]) -> str:
    value = raw.strip().rstrip(".,-")
    if kind in ("whatsapp", "zalo"):
        digits = re.sub(r"\D", "", value)
        if kind == "zalo" or not value.startswith("+"):
            phone = read_phone(value, [*(["VN"] if kind == "zalo" else []), *regions])
            if phone:
                return phone.e164
        return f"+{digits}" if 7 <= len(digits) <= 15 and not digits.startswith("0") else ""
    return "" if value.lower() in _WORDS else value
