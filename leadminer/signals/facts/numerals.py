"""Numbers as people write them: 1,500, 1.5k, 8万, 三四万, 十几, half a dozen. Exact: no floats.

Everything works on folded text (see `folding.py`): lower case, narrow, simplified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "几": 0}
_TENS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_MULTIPLIERS: Final = {
    "k": 10**3, "thousand": 10**3, "grand": 10**3, "tsd": 10**3, "千": 10**3, "百": 100,
    "w": 10**4, "万": 10**4, "m": 10**6, "mn": 10**6, "mio": 10**6, "mil": 10**6, "million": 10**6,
    "millions": 10**6, "百万": 10**6, "千万": 10**7, "十万": 10**5, "亿": 10**8, "b": 10**9,
    "bn": 10**9, "billion": 10**9, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "crore": 10**7,
    "crores": 10**7, "cr": 10**7, "hundred": 100, "dozen": 12, "dozens": 12, "打": 12,
}  # fmt: skip
_SMALL_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_ENGLISH: Final[dict[str, int | Decimal]] = {
    **{word: n for n, word in enumerate(_SMALL_WORDS.split())},
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "a": 1, "an": 1, "couple": 2, "half": Decimal("0.5"),
}  # fmt: skip

DIGITS: Final = (
    r"\d{1,3}(?:[,，'’]\d{3}){1,5}(?:\.\d{1,6})?|\d{1,3}(?:\.\d{3}){2,5}|\d{1,15}(?:\.\d{1,6})?"
)
HAN: Final = r"[零〇一二两三四五六七八九十百千万亿几]{1,12}"
WORDS: Final = (
    r"(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|half a|a couple of|couple of)"
    r"(?:[ -](?:hundred|thousand|dozen|million))?)"
)
MULTIPLIER: Final = (
    r"(?:百万|千万|十万|万|千|百|亿|(?:k|w|m|mn|mio|mil|bn|b|lakhs?|lac|crores?|cr|thousand|"
    r"millions?|"
    r"billion|grand|hundred|dozens?|tsd)(?![a-z]))"
)
NUMBER: Final = rf"(?:(?:{DIGITS})\s?{MULTIPLIER}?|{HAN})"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a range of numbers; None: open."""

    low: Decimal | None
    high: Decimal | None


def read_number(text: str) -> Amount | None:
    """One number of folded text; a vague one (三四万, 十几) is a range."""
    text = text.strip()
    match = re.fullmatch(rf"({DIGITS})\s?({MULTIPLIER})?", text)
    if match:
        value = _decimal(match[1]) * _MULTIPLIERS.get((match[2] or "").strip(), 1)
        return Amount(value, value)
    if re.fullmatch(HAN, text):
        return _han(text)
    return _english(text)


def multiplier_of(text: str) -> int:
    """What stands behind a number multiplies it by; 1 if nothing does."""
    match = re.search(rf"{MULTIPLIER}$", text.strip())
    return _MULTIPLIERS.get(match.group(), 1) if match else 1


def _decimal(text: str) -> Decimal:
    plain = re.sub(r"[,，'’]", "", text)
    if plain.count(".") > 1:  # 1.500.000
        plain = plain.replace(".", "")
    return Decimal(plain)


def _han(text: str) -> Amount | None:
    pair = re.fullmatch(r"([一二三四五六七八九])([一二两三四五六七八九])([十百千万亿]+)", text)
    if pair:  # 三四万: thirty to forty thousand
        scale = _scale(pair[3])
        return Amount(Decimal(_DIGITS[pair[1]] * scale), Decimal(_DIGITS[pair[2]] * scale))
    vague = re.fullmatch(r"(十|几十|几百|几千|几万|几)(几?)(万)?", text)
    if vague and "几" in text:
        if text.startswith("十"):
            scale = 10_000 if vague[3] else 1
            return Amount(Decimal(11 * scale), Decimal(19 * scale))
        scale = _scale(text.replace("几", "")) if len(text) > 1 else 1
        return Amount(Decimal(2 * scale), Decimal(9 * scale))
    if "几" in text or not re.search(r"[一二两三四五六七八九十]", text):
        return None
    value = _plain_han(text)
    return Amount(Decimal(value), Decimal(value)) if value is not None else None


def _scale(text: str) -> int:
    scale = 1
    for character in text:
        scale *= _TENS.get(character, 1)
    return scale


def _plain_han(text: str) -> int | None:
    if re.fullmatch(r"[零〇一二三四五六七八九]{2,}", text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    unit = 1
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            unit = _TENS[character]
            if unit >= 10_000:
                section = (section + digit) * unit
                total, section = total + section, 0
            else:
                section += (digit or 1) * unit
            digit = 0
    if digit and unit >= 100 and re.search(r"[百千万亿][一二三四五六七八九]$", text):
        digit *= unit // 10  # 一万五 is fifteen thousand
    return total + section + digit


def _english(text: str) -> Amount | None:
    words = [w for w in re.split(r"[ -]+", text) if w not in ("of",)]
    value = Decimal(0)
    for n, word in enumerate(words):
        if word in _ENGLISH and not (word in ("a", "an") and n + 1 < len(words) and n):
            value = value or Decimal(_ENGLISH[word])
        elif word in _MULTIPLIERS:
            value = (value or Decimal(1)) * _MULTIPLIERS[word]
        elif word not in ("a", "an"):
            return None
    return Amount(value, value) if value else None
