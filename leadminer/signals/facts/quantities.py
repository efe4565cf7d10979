"""How much is wanted: a number with a unit, or with the thing itself after a word of buying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from leadminer.signals.facts.items import Fact
from leadminer.signals.facts.numerals import NUMBER, WORDS, multiplier_of, read_number

_HAN_UNITS: Final = (
    "台套个只件条支根块片张双把辆吨箱盒瓶卷桶袋批柜人位户间盏组份颗枚部株"
    "本册顶副对艘架扇樘车名头斤单"
)
_UNIT_ZH: Final = (
    rf"(?:公斤|千克|平方米|平米|平方|立方米|立方|货柜|[{_HAN_UNITS}]|升|米|亩|pcs?|pieces?|sets?|"
    rf"units?|kg|t(?![a-z]))"
)
_UNIT_EN: Final = (
    r"(?:pcs?\.?|pieces?|units?|sets?|pairs?|tons?|tonnes?|mt|kgs?|kilos?|lbs?|pounds|containers?|"
    r"fcl|pallets?|boxes|box|cartons|rolls?|sheets?|metres|meters|yards|sqm|m2|sq\.?\s?ft|square "
    r"(?:feet|meters|metres)|litres|liters|gallons|drums?|machines?|people|persons?|users|seats|"
    r"guests|rooms|employees|items|copies|bottles|bags|cans|crates|cases|desks|laptops|licen[cs]es|"
    r"trucks|vehicles|locations|staff|pax|heads?|reams|barrels|packs|packets|kits|bundles|ea)"
)
_MEASURES: Final = re.compile(
    r"^(?:litres|liters|gallons|metres|meters|yards|sqm|m2|sq|square|升|米|平米|平方|平方米|立方|"
    r"立方米|pounds|lbs?|亩)"
)
_RANGE: Final = r"(?:\s*(?:-|–|~|～|to|至|到)\s*)"
_N: Final = rf"(?:{NUMBER}|{WORDS})"
_WITH_UNIT: Final = re.compile(
    rf"(?<![\w.$€£¥/-])(?P<n1>{_N})(?:{_RANGE}(?P<n2>{NUMBER}))?\s*(?P<more>多|来|余|\+)?\s*"
    rf"(?P<unit>{_UNIT_ZH}(?![a-z])|(?:[a-z]+\s)?{_UNIT_EN}(?![a-z]))"
    rf"|(?<=[\u4e00-\u9fff])(?P<m1>{NUMBER})(?:{_RANGE}(?P<m2>{NUMBER}))?\s*(?P<mmore>多|来|余|"
    rf"\+)?\s*(?P<munit>{_UNIT_ZH}(?![a-z]))"
)
_BOUGHT: Final = re.compile(
    rf"(?:need(?:ing|s)?|buy(?:ing)?|order(?:ing)?|looking for|want(?:ing)?|source|sourcing|"
    rf"purchas(?:e|ing)|"
    rf"requir(?:e|ing)|quot(?:es?|ations?) (?:for|on)|rfq:?|after|wtb:?|supply(?: of)?|procure|"
    rf"rent|hire)\s+"
    rf"(?:about|around|approx(?:imately|\.)?|roughly|up to|at least|some|a total of|another)?\s*"
    rf"(?P<n>(?:{NUMBER})|(?:{WORDS}(?<!^a)(?<! a)))\s*(?P<more>\+)"
    rf"?\s+(?P<noun>(?:[a-z][\w-]*\s+){{0,4}}?[a-z][\w-]*s)\b"
)
_LABEL: Final = re.compile(
    rf"(?:moq|qty|quantity|volume|数量|采购量|需求量|需要量|订购量)\s*(?:of|is|为|是|:|：)"
    rf"?\s*(?:约|about)?\s*(?P<n>{NUMBER})"
)
_NOT_NOUN: Final = re.compile(
    r"^(?:\w+\s){0,3}(?:quotes?|quotations|suppliers?|vendors?|options|recommendations|"
    r"suggestions|years?|days|"
    r"weeks|months|hours|minutes|times|companies|things|ways|ideas|opinions|offers|dollars|euros|"
    r"pounds|"
    r"inches|feet|reasons|questions|issues|problems|mins|hrs)\b"
)
_AFTER_NOT: Final = re.compile(
    r"^\s*(?:的?(?:预算|时间|以前|之前)|前[,，。 ]|tank|capacity|mixer|drum|kettle|bottle|"
    r"reactor|(?:公司|厂家|供应商|问题|朋友|建议|方案|地方))"
)
_BEFORE_NOT: Final = re.compile(
    r"(?:第|每|每(?:小时|天|分钟|日)|no\.?|#|型号|编号|version|v|楼|成立|每天|一共有|我们有|"
    r"已有|have|has|our|per)\s*$"
)
_ARTICLE: Final = re.compile(r"^(?:一|几)$|^(?:a|an|one)$")


def quantities_in(text: str, name: str, *, labelled: bool) -> Iterator[Fact]:
    """The quantities of a folded text. `labelled`: the whole text is a quantity's value."""
    taken: list[tuple[int, int]] = []
    for match in _WITH_UNIT.finditer(text):
        fact = _with_unit(text, name, match, labelled=labelled)
        if fact is not None:
            taken.append((fact.start, fact.end))
            yield fact
    for pattern in (_LABEL, _BOUGHT):
        for match in pattern.finditer(text):
            start, end = match.span("n")
            start = match.start() if pattern is _LABEL else start
            noun = match.groupdict().get("noun") or ""
            if any(start < e and s < end for s, e in taken) or _NOT_NOUN.match(noun):
                continue
            amount = read_number(match["n"])
            if amount is None or re.fullmatch(r"(?:19|20)\d\d|a|an|one", match["n"].strip()):
                continue
            taken.append((start, end))
            value = {"min": str(amount.low), "max": str(amount.high), "unit": ""}
            if match.groupdict().get("more"):
                value["max"] = None  # type: ignore[assignment]
            yield Fact("quantity", name, start, end, text[start:end], value, 0.8, "cue")
    if labelled and not taken:
        bare = re.match(rf"\s*({NUMBER})", text)
        amount = read_number(bare[1]) if bare else None
        if bare and amount:
            value = {"min": str(amount.low), "max": str(amount.high), "unit": ""}
            yield Fact("quantity", name, bare.start(1), bare.end(1), bare[1], value, 0.95, "label")


def _with_unit(text: str, name: str, match: re.Match[str], *, labelled: bool) -> Fact | None:
    group = match.groupdict()
    first, second = group["n1"] or group["m1"], group["n2"] or group["m2"]
    unit = (group["unit"] or group["munit"] or "").strip()
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() :]
    vague_article = _ARTICLE.match(first.strip())
    if vague_article and not (
        unit in ("台", "套", "辆", "批", "柜", "吨", "柜") and first == "一" and unit != "批"
    ):
        return None
    if not labelled and (_AFTER_NOT.match(after) or _BEFORE_NOT.search(before)):
        return None
    if unit in ("个", "头", "部", "名", "位", "间", "m") and re.match(
        r"(?:月|小时|星期|工作日|多月)", after
    ):
        return None
    if re.match(r"\d", unit) or (
        unit.split()[0] in ("a", "per", "the", "of") if " " in unit else False
    ):
        return None
    amount = read_number(first)
    if amount is None or amount.low is None:
        return None
    low, high = amount.low, amount.high
    upper = read_number(second) if second else None
    if upper is not None and upper.high is not None:
        scale = multiplier_of(second or "")
        low = low * scale if multiplier_of(first) == 1 and scale > 1 else low
        high = upper.high
    more = group["more"] or group["mmore"]
    value = {"min": str(low), "max": None if more else str(high), "unit": unit}
    weak = _MEASURES.match(unit) and not re.match(r"\s+of\b", after) and not labelled
    sure = 0.95 if labelled else 0.45 if weak else 0.85
    return Fact(
        "quantity", name, match.start(), match.end(), match.group().strip(), value, sure,
        "label" if labelled else "pattern",
    )  # fmt: skip
