"""What the text itself tells of a need: need, quantity, budget, timing, place. Pure.

Simple rules on labelled fields, on the scorer's reasons and on the words, in Chinese (both
scripts) and English, with numbers as people write them. Each answer quotes the text. What is not
found is unknown, never guessed; an operator or the conversation fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadminer.leads.places import country_of, find_place
from leadminer.signals.folding import fold

ITEMS = ("need", "quantity", "budget", "timing", "place")
QUOTE_MAX = 160

_N = (
    r"(?:\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万几数]+|a dozen|dozens of|one|two|three|four"
    r"|five|six|ten)"
)
_UNIT_ZH = (
    r"(?:台|套|个|只|件|条|支|根|块|片|张|双|把|辆|吨|公斤|千克|斤|升|米|平米|平方米|平方|箱|盒|瓶"
    r"|卷|桶|袋|批|柜|货柜|单|人|位|户|间|盏|组|份|颗|枚|部|株)"
)
_UNIT_EN = (
    r"(?:pcs?|pieces?|units?|sets?|pairs?|tons?|tonnes?|mt|kgs?|lbs?|containers?|fcl|pallets?"
    r"|boxes|cartons|rolls?|meters?|metres?|sqm|m2|sq\.?\s?ft|liters?|litres?|gallons?|machines?"
    r"|people|persons|users|seats|guests|rooms|employees|items|samples|copies|bottles|bags)"
)
_MONEY = (
    r"(?:[¥$€£₹]|rmb|cny|usd|eur|gbp|hkd|twd|nt\$|hk\$|us\$|人民币|美元|美金|欧元|港币|台币|新台币)"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"

PATTERNS: dict[str, re.Pattern[str]] = {
    "quantity": re.compile(
        rf"(?:moq|qty|quantity)\s*(?:of|is|:|about)?\s*{_N}|数量\s*[:为是]?\s*{_N}\s*{_UNIT_ZH}?"
        # "一个" and the like are articles, no numbers
        rf"|(?<![\d.])(?!(?:一|几)(?:个|位|份|部|间|组|单|人|批|件|条|支|块|片|张|把|户))"
        rf"{_N}\s*(?:多|来|余)?\s*{_UNIT_ZH}"
        rf"|(?<![\w.]){_N}\s*[-–]?\s*(?:\w+\s+)?{_UNIT_EN}\b"
    ),
    "budget": re.compile(
        rf"预算\D{{0,8}}{_MONEY}?\s*{_N}\s*(?:万|k|w|千|百|元|块)*(?:以内|以下|左右|上下)?"
        rf"|{_N}\s*(?:万|千)?\s*(?:元|块钱?|{_MONEY})\s*(?:预算|以内|以下|左右|上下)?"
        rf"|{_MONEY}\s?{_N}\s*(?:k|m|million|万)?\b"
        rf"|budget\D{{0,20}}{_MONEY}?\s?{_N}\s*(?:k|m)?\s*{_MONEY}?"
        rf"|(?<![\w.]){_N}\s*(?:k|m)?\s*(?:dollars?|euros?|pounds?|bucks?|usd|eur|gbp|rmb|cny)\b"
    ),
    "timing": re.compile(
        r"(?:本|这|下|当|近)个?(?:周|星期|礼拜|月|季度|年)(?:内|底|初|中|末|之?前)*"
        r"|(?:年|月|周)(?:底|末|初|中)(?:之?前)?|(?:今|明|后)(?:天|年)(?:内|底|初|中|之?前)*"
        rf"|{_N}\s*(?:个)?(?:天|日|周|星期|礼拜|月|年)\s*(?:内|之内|以内|之?前)"
        r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号]|底|初|中旬|上旬|下旬)?(?:之?前)?"
        r"|尽快|尽早|急需|急求|急购|很急|马上要|立即|越快越好|十万火急|春节前|过年前|国庆前"
        r"|交期|截止\D{0,4}\d"
        r"|\basap\b|\burgent(?:ly)?\b|as soon as possible|right away|immediately"
        rf"|(?:by|before|until|within|in|next|this|end of|start of)\s+(?:the\s+)?(?:end of\s+)?"
        rf"(?:{_MONTH}\b|{_DAY}\b|{_N}\s+(?:days?|weeks?|months?)\b|week\b|month\b|quarter\b|year\b"
        rf"|spring\b|summer\b|autumn\b|fall\b|winter\b|christmas\b|weekend\b|q[1-4]\b|tomorrow\b"
        rf"|\d{{4}}\b)|\bdeadline\b"
    ),
}
LABELS: dict[str, tuple[str, ...]] = {  # folded labels of fields that answer an item
    "need": ("需求", "产品", "品名", "求购", "采购内容", "项目名称", "标的", "product", "need"),
    "quantity": ("数量", "采购量", "需求量", "quantity", "qty", "volume", "moq", "amount needed"),
    "budget": ("预算", "价格", "目标价", "预算金额", "budget", "price", "target price"),
    "timing": ("交期", "时间", "截止", "有效期", "交货", "deadline", "delivery", "date", "timing"),
    "place": (
        *("地区", "所在地", "地点", "收货地", "目的地", "国家", "城市"),
        *("location", "country", "city", "place", "destination", "region"),
    ),
}
REASON_LABELS = {  # groups of the scorer's reasons that answer an item
    "quantity": ("quantity",),
    "budget": ("budget",),
    "timing": ("deadline",),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one item: the words that tell it, and the country for a place."""

    item: str
    value: str
    country: str | None = None


def from_text(
    title: str,
    text: str,
    *,
    fields: Mapping[str, str] | None = None,
    reasons: Sequence[Mapping[str, Any]] = (),
    fits: bool = True,
) -> dict[str, Answer]:
    """The items a text answers. `fits`: whether an offer serves it, so that the need is known."""
    found: dict[str, Answer] = {}
    for label, value in (fields or {}).items():
        item = _item_of_label(label)
        if item and value.strip():
            found.setdefault(item, Answer(item, value.strip()[:QUOTE_MAX]))
    for item, labels in REASON_LABELS.items():
        for reason in reasons:
            if reason.get("label") in labels and float(reason.get("weight") or 0) > 0:
                found.setdefault(item, Answer(item, str(reason.get("text") or "")[:QUOTE_MAX]))
    for item, pattern in PATTERNS.items():
        for part in (title, text):
            match = pattern.search(fold(part))
            if match is not None and item not in found:
                found[item] = Answer(item, part[match.start() : match.end()].strip()[:QUOTE_MAX])
    known = found.get("place")
    place = country_of(known.value) if known else None
    place = place or find_place(title, text)
    if place is not None:
        value = known.value if known else place.name
        found["place"] = Answer("place", value, place.country)
    if fits:
        need = need_sentence(title, text, reasons)
        if need:
            found.setdefault("need", Answer("need", need))
    return {item: found[item] for item in ITEMS if item in found and found[item].value}


def need_sentence(title: str, text: str, reasons: Sequence[Mapping[str, Any]]) -> str:
    """The sentence that says the need: the one around the strongest reason, else the title."""
    for reason in sorted(reasons, key=lambda r: -float(r.get("weight") or 0)):
        part = {"title": title, "text": text}.get(str(reason.get("field")), "")
        start = int(reason.get("start") or 0)
        if part and float(reason.get("weight") or 0) > 0 and start < len(part):
            begin, end = sentence_at(part, start)
            return part[begin:end].strip()[:QUOTE_MAX]
    return (title.strip() or text.strip())[:QUOTE_MAX]


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    begin = 0
    for match in re.finditer(r"[。！？!?\n]+|\.(?=\s)", text):
        if match.end() > offset:
            return begin, match.end()
        begin = match.end()
    return begin, len(text)


def _item_of_label(label: str) -> str | None:
    folded = fold(label.strip())
    for item, labels in LABELS.items():
        if any(name == folded or (len(name) > 1 and name in folded) for name in labels):
            return item
    return None
