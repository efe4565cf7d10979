"""Money a text speaks of as what may be spent: ranges in minor units of an ISO 4217 currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from babel.numbers import get_currency_precision

from leadminer.signals.facts.items import Fact
from leadminer.signals.facts.numerals import HAN, NUMBER, multiplier_of, read_number

_SIGNS: Final = {
    "us$": "USD", "usd": "USD", "nt$": "TWD", "ntd": "TWD", "twd": "TWD",
    "hk$": "HKD", "hkd": "HKD",
    "rmb": "CNY", "cny": "CNY", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "₹": "INR",
    "inr": "INR", "rs.": "INR", "rs": "INR", "s$": "SGD", "sgd": "SGD", "a$": "AUD", "au$": "AUD",
    "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "nzd": "NZD", "nz$": "NZD", "chf": "CHF",
    "jpy": "JPY", "krw": "KRW", "₩": "KRW", "myr": "MYR", "rm": "MYR", "thb": "THB", "฿": "THB",
    "vnd": "VND", "₫": "VND", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "zar": "ZAR",
    "aed": "AED", "brl": "BRL", "r$": "BRL", "mxn": "MXN", "人民币": "CNY", "美元": "USD",
    "美金": "USD", "美刀": "USD", "刀": "USD", "欧元": "EUR",
    "英镑": "GBP", "港币": "HKD", "港元": "HKD",
    "港纸": "HKD", "台币": "TWD", "新台币": "TWD", "日元": "JPY", "日币": "JPY",
    "日圆": "JPY", "韩元": "KRW",
    "新币": "SGD", "澳元": "AUD", "加元": "CAD", "泰铢": "THB", "马币": "MYR", "dollars": "USD",
    "dollar": "USD", "bucks": "USD", "us dollars": "USD", "euros": "EUR", "euro": "EUR",
    "pounds": "GBP", "pound": "GBP", "quid": "GBP", "rupees": "INR", "yuan": "CNY", "yen": "JPY",
    "块钱": "CNY", "块": "CNY", "大洋": "CNY",
}  # fmt: skip
_DOLLAR: Final = {
    "TW": "TWD", "HK": "HKD", "SG": "SGD", "AU": "AUD", "CA": "CAD", "NZ": "NZD", "MX": "MXN",
}  # fmt: skip
_YUAN: Final = {"TW": "TWD", "HK": "HKD", "MO": "MOP", "JP": "JPY"}
_BEFORE: Final = (
    r"us\$|nt\$|hk\$|s\$|a\$|au\$|c\$|ca\$|nz\$|r\$|\$|¥|€|£|₹|₩|฿|₫|rs\.?|rm|"
    r"(?:usd|ntd|twd|hkd|rmb|cny|eur|gbp|inr|sgd|aud|cad|nzd|chf|jpy|krw|myr|thb|vnd|sek|nok|dkk|"
    r"pln|zar|"
    r"aed|brl|mxn)\$?|人民币|新台币|台币|港币|美金|美元"
)
_AFTER: Final = (
    r"(?:usd|ntd|twd|hkd|rmb|cny|eur|gbp|inr|sgd|aud|cad|nzd|chf|jpy|krw|myr|thb|us dollars?|"
    r"dollars?|bucks|"
    r"euros?|pounds?(?! of)|quid|rupees|yuan|yen)(?![a-z])|€|£|\$|₹|元(?:人民币|港币|新?台币)?|"
    r"块钱?|人民币|美元|美金|美刀|"
    r"刀(?![具片架叉模])|欧元|英镑|港币|港元|港纸|新台币|台币|日元|日币|日圆|韩元|新币|澳元|加元|"
    r"泰铢|马币|大洋"
)
_RANGE: Final = r"\s*(?:-|–|—|~|～|to|至|到|and)\s*"
_MONEY: Final = re.compile(
    rf"(?<![\w.])(?P<cur1>{_BEFORE})?\s?(?P<n1>{NUMBER})\s?(?P<mid>{_AFTER})?"
    rf"(?:{_RANGE}(?:{_BEFORE})?\s?(?P<n2>{NUMBER}))?\s?(?P<more>多|余|来|\+)"
    rf"?\s?(?P<cur2>{_AFTER})?"
    rf"|(?<=[\u4e00-\u9fff])(?P<cur3>{_BEFORE})?\s?(?P<m1>{NUMBER})\s?(?P<mid3>{_AFTER})?"
    rf"(?:{_RANGE}(?:{_BEFORE})?\s?(?P<m2>{NUMBER}))?\s?(?P<more3>多|余|来|\+)"
    rf"?\s?(?P<cur4>{_AFTER})?"
)
_CUE: Final = re.compile(
    r"预算|经费|资金|价位|目标价|心理价|价格(?:在|控制|范围|不超)|最多(?:出|能)|能出|愿意出|出价|"
    r"budget|spend|willing to pay|can pay|price range|target price|afford|looking to pay|pay up to|"
    r"max(?:imum)? price|price (?:limit|cap|point)|funds|funding|allocated|set aside"
)
_OTHER_PRICE: Final = re.compile(
    r"(?:报价|报了|市场价|原价|花了|收了|营业额|年产值|注册资本|工资|月薪|押金|定金|quoted|"
    r"charged|cost (?:me|us)|"
    r"costs?|paid|they want|asking|revenue|turnover|salary|worth|retail(?:s|ing)?|sells? for|"
    r"selling for|msrp|priced at)"
    r"[^。.!?\n]{0,18}$"
)
_SELLER: Final = re.compile(
    r"(?:(?:we|i) (?:sell|offer|supply|produce|make)|我司|本公司(?:专业)?(?:供应|提供|生产)|"
    r"厂家直销|专业生产|现货)[^.!?。！？\n]*$"
)
# a bare sum in a text that buys: 想买一台烘焙机,3k-5k · 三四万能买到
_BUYS_BEFORE: Final = re.compile(
    r"(?:买|购|求|租|找|征)[^。！？\n]{0,24}[,，]\s*(?:一个月|每月|每年|一年)?\s*$"
)
_BUYS_AFTER: Final = re.compile(r"^\s*(?:左右)?(?:能|可以|够)(?:不能)?(?:买|做|配|装|找)")
_BELOW: Final = re.compile(
    r"(?:under|below|less than|up to|max(?:imum)?(?: of)?|no more than|not exceed(?:ing)?|within|"
    r"cap(?:ped)?(?: at| of)?|不超过?|不超出?|最多(?:能?出|花|能?给)?|不高于|低于|上限|不大于|"
    r"小于|控制在|<=?|≤)\s*(?:约|about|the|:|of)?\s*$"
)
_BELOW_AFTER: Final = re.compile(
    r"^\s*(?:元|块|人民币)?\s*(?:以内|之内|以下|之下|内(?![容存部])|封顶|max\b|maximum|or less|"
    r"or under|tops|at most|limit)"
)
_ABOVE: Final = re.compile(
    r"(?:over|above|more than|at least|from|min(?:imum)?(?: of)?|starting at|超过|至少|不低于|"
    r">=?|≥)\s*$"
)
_ABOVE_AFTER: Final = re.compile(
    r"^\s*(?:元|块)?\s*(?:以上|起(?![订批])|\+|or more|and up|plus\b|minimum)"
)
_PER_UNIT: Final = re.compile(
    r"^\s*(?:以内|以下|左右)?\s*(?:/|per\b|each\b|apiece|a (?:piece|unit|set|head|month)|"
    r"一[个件台套只条张吨斤]|每|pp\b)"
)
_PER_UNIT_BEFORE: Final = re.compile(
    r"(?:单价|每[个件台套只条张吨斤米]|一[个件台套只条张]|per (?:piece|unit|set))\D{0,6}$"
)
_NOT_MONEY: Final = re.compile(
    r"^\s*(?:%|％|percent|mm|cm|kg|km|mb|gb|tb|hz|kw\b|v\b|天|日|号|周|月|年|人|个|台|套|件|吨|"
    r"斤|米|平|"
    r"days?|weeks?|months?|years?|pcs|pieces|units|sets|people|users|hours?|:\d|-?(?:inch|ft|"
    r"feet|day|week))"
)


def budgets_in(
    text: str, name: str, *, region: str | None, lang: str | None, labelled: bool
) -> Iterator[Fact]:
    """The sums of a folded text that may be spent. `labelled`: all of it is a budget."""
    for match in _MONEY.finditer(text):
        group = match.groupdict()
        first = group["n1"] or group["m1"] or ""
        second = group["n2"] or group["m2"]
        sign = (
            group["cur1"]
            or group["cur3"]
            or group["cur2"]
            or group["cur4"]
            or group["mid"]
            or group["mid3"]
        )
        before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :]
        cue = (
            labelled
            or bool(_CUE.search(before))
            or bool(re.match(r"\s*(?:的|以内的|左右的)?\s*(?:预算|budget)", after))
        )
        scaled = multiplier_of(first) > 1 or bool(second and multiplier_of(second) > 1)
        limited = bool(re.match(r"\s*(?:以内|以下|之内)", after))
        if not sign and not cue and (scaled or limited or re.fullmatch(HAN, first)):
            cue = bool(_BUYS_AFTER.match(after)) or (
                bool(_BUYS_BEFORE.search(before)) and (scaled or limited)
            )
        if not first or (not sign and (not cue or _NOT_MONEY.match(after))):
            continue
        if not sign and re.fullmatch(r"(?:19|20)\d\d", first.strip()):
            continue
        if not labelled and (_OTHER_PRICE.search(before) or _SELLER.search(text[: match.start()])):
            continue
        amount = _amount(first, second)
        if amount is None:
            continue
        low, high = amount
        if _BELOW.search(before) or _BELOW_AFTER.match(after):
            low = None
        elif group["more"] or group["more3"] or _ABOVE.search(before) or _ABOVE_AFTER.match(after):
            high = None
        currency = _currency(sign or "", region=region, lang=lang)
        value = {
            "currency": currency,
            "min": _minor(low, currency),
            "max": _minor(high, currency),
            "per_unit": bool(_PER_UNIT.match(after) or _PER_UNIT_BEFORE.search(before)),
        }
        start, end = _span(text, match)
        yield Fact(
            "budget", name, start, end, text[start:end], value,
            0.95 if labelled else 0.9 if cue and sign else 0.8 if cue else 0.5,
            "label" if labelled else "cue" if cue else "pattern",
        )  # fmt: skip


def _span(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The sum with the words that make a budget and a limit of it."""
    raw = match.group()
    start = match.start() + len(raw) - len(raw.lstrip())
    end = match.start() + len(raw.rstrip())
    led = re.search(
        r"(?:预算|经费|价位|目标价|budget|target price)[^,，。.!?;；\n\d]{0,16}$", text[:start]
    )
    limit = _BELOW_AFTER.match(text[end:]) or re.match(r"\s*(?:左右|上下|以上)", text[end:])
    return (led.start() if led else start), (end + limit.end() if limit else end)


def _amount(first: str, second: str | None) -> tuple[Decimal | None, Decimal | None] | None:
    one = read_number(first)
    if one is None or one.low is None:
        return None
    if second is None:
        return one.low, one.high
    two = read_number(second)
    if two is None or two.high is None:
        return one.low, one.high
    low = one.low
    scale = multiplier_of(second)
    if multiplier_of(first) == 1 and scale > 1 and low < two.high / scale * 10:
        low *= scale  # 5-10k, 3到5万
    return (low, two.high) if low <= two.high else (one.low, one.high)


def _currency(sign: str, *, region: str | None, lang: str | None) -> str | None:
    sign = sign.strip()
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign == "$":
        default = "TWD" if lang == "zh-Hant" and region is None else "USD"
        return _DOLLAR.get(region or "", default)
    if sign == "¥":
        return "JPY" if lang == "ja" or region == "JP" else "CNY"
    if sign.startswith("元"):
        tail = sign[1:]
        if tail in _SIGNS:
            return _SIGNS[tail]
        return _YUAN.get(region or "", "TWD" if lang == "zh-Hant" else "CNY")
    if not sign and (lang or "").startswith("zh"):
        return _YUAN.get(region or "", "TWD" if lang == "zh-Hant" else "CNY")
    return None


def _minor(amount: Decimal | None, currency: str | None) -> int | None:
    """Minor units; of an unknown currency hundredths, as most have."""
    if amount is None:
        return None
    exponent = get_currency_precision(currency) if currency else 2
    return int((amount * (Decimal(10) ** exponent)).to_integral_value())
