"""Until when something is needed, counted from the day it was said; past days are no deadlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from leadminer.signals.facts import due_days as due
from leadminer.signals.facts.items import Fact
from leadminer.signals.facts.numerals import HAN, WORDS

_PAST: Final = re.compile(
    r"(?:since|from|until now|posted|dated|ago|back) (?:on )?$|自从?$|(?:发布|更新|注册|成立)"
    r"于?[:：]?$"
)
_NO_DATE: Final = date.min  # what looks like a month is a word ("may", "march")
_M: Final = rf"(?:{'|'.join(sorted(due.MONTHS, key=len, reverse=True))})\.?"
_N: Final = rf"(?:\d{{1,4}}|{HAN}|{WORDS})"
_BY: Final = (
    r"(?:by|before|until|till|no later than|not later than|due(?: on| by)?|deadline(?: is| of|:)?|"
    r"needed (?:by|for|in|on)|latest|prior to|ready (?:by|for|in)|deliver(?:y|ed)? (?:by|in|"
    r"before|date:?)|"
    r"starting|start(?:s)? (?:on|in)|on|in|for|end of|mid|early|late|until the end of|"
    r"by the end of)"
)


def deadlines_in(text: str, name: str, *, said_on: date | None, labelled: bool) -> Iterator[Fact]:
    """The deadlines of a folded text, the surest kind first."""
    taken: list[tuple[int, int]] = []
    for pattern, read, sure in _READERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if _PAST.search(text[max(0, start - 14) : start]):
                continue
            if any(start < e and s < end for s, e in taken):
                continue
            until = read(match, said_on)
            if until is None and said_on is not None and read is not due.none_said:
                continue
            if until == _NO_DATE or (until is not None and said_on is not None and until < said_on):
                continue
            taken.append((start, end))
            value = {"until": until.isoformat() if until else None, "urgent": read is due.none_said}
            yield Fact(
                "deadline", name, start, end, text[start:end], value,
                0.95 if labelled else sure, "label" if labelled else "pattern",
            )  # fmt: skip


_Reader = Callable[[re.Match[str], date | None], date | None]
_FEAST_WORDS: Final = "|".join(
    sorted((re.escape(f) for f in (*due.FEASTS, *due.MOVING_FEASTS)), key=len, reverse=True)
)
_READERS: Final[tuple[tuple[re.Pattern[str], _Reader, float], ...]] = (
    (
        re.compile(
            r"(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})(?:\s*[-/.月]\s*(?P<d>\d{1,2}))"
            r"?\s*[日号月]?(?:底|之?前|以前)?(?!\d)"
        ),
        due.year_month_day,
        0.85,
    ),
    (
        re.compile(
            rf"(?:(?:by|before|until)\s+(?=end|mid|early|late|the end))?(?:(?<![a-z]){_BY}\s+)"
            rf"?(?:the\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<mon>{_M})"
            rf"(?![a-z])"
            rf"(?:\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>20\d\d))"
            rf"?(?<=\d|[a-z.])"
        ),
        lambda m, on: due.english_month_day(m, on) if _is_date(m) else _NO_DATE,
        0.85,
    ),
    (
        re.compile(
            r"(?<![\d年])(?:(?:今|(?P<next>明))年)?(?P<m>\d{1,2}|十[一二]?|"
            r"[一二三四五六七八九])\s*月(?!台)\s*(?:(?P<d>\d{1,2})\s*[日号]?|(?P<part>底|末|"
            r"初|中旬|上旬|下旬|中|份)?)\s*(?:之?前|以前|内|交货|到货)?"
        ),
        due.chinese_month_day,
        0.8,
    ),
    (
        re.compile(
            rf"(?:(?<![a-z]){_BY}(?=\D{{0,4}}\d+/)|截止|交期|交货)\D{{0,4}}(?P<a>\d{{1,2}})"
            rf"[/.](?P<b>\d{{1,2}})(?:[/.](?P<y>\d{{2,4}}))?(?!\d)"
        ),
        due.slashed,
        0.8,
    ),
    (
        re.compile(
            rf"(?P<n>{_N})\s*(?:个)?(?P<u>工作日|天|日|周|星期|礼拜|月|年)\s*(?:之内|以内|内|"
            rf"之后要|后要|后交|后到)"
        ),
        due.within,
        0.85,
    ),
    (
        re.compile(
            rf"(?:within|in|over|for)\s+(?:the\s+)?(?:next\s+|about\s+)?(?P<n>{_N})(?:\s*(?:-|"
            rf"to)\s*\d+)?\s+(?P<u>(?:business |working )?days?|weeks?|months?|fortnights?)"
            rf"(?![a-z])"
        ),
        due.within,
        0.8,
    ),
    (
        re.compile(
            r"(?:下下?|本|这|当)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?:之?前|以前)?|"
            r"(?<![每上前])(?:周|星期|礼拜)(?P<day2>[一二三四五六日天])(?:之?前|以前)"
        ),
        due.weekday,
        0.85,
    ),
    (
        re.compile(
            r"(?:by|before|until|this|next|coming)\s+(?:next\s+|this\s+)?(?P<day>mon|tues?|"
            r"wednes|thurs?|fri|satur|sun)(?:day)?(?![a-z])"
        ),
        due.weekday,
        0.85,
    ),
    (
        re.compile(
            r"(?:本|这|下|当)个?(?:周末|周|星期|礼拜|月|季度)(?:内|底|初|中|末|之?前)*|"
            r"(?<![去前每])(?:今|明)年(?:底|初|中|内|上半年|之?前)*|(?<![去前])(?:年|月)(?:底|"
            r"末|中)(?:之?前)?"
        ),
        due.this_or_next,
        0.8,
    ),
    (
        re.compile(
            r"(?:by|before|within|end of|until|in|for|during|sometime|start(?:ing)?|(?<=[,.] )|"
            r"later)\s+(?:the\s+)?(?:end of\s+)?(?:this|next|the|coming)\s+(?:coming\s+)"
            r"?(?:week(?:end)?|month|quarter|year)(?![a-z'])|(?:this|next) (?:week(?:end)?|"
            r"month|quarter)(?![a-z'])|next year(?![a-z'])|(?:by |before )?(?:the )"
            r"?(?:end of (?:the )?)(?:week|month|quarter|year)|by year[- ]end"
        ),
        due.this_or_next,
        0.75,
    ),
    (
        re.compile(
            r"(?:今天|明天|后天|今晚)(?:之?前|内|要|就要)?|(?:by|before|until|for|needed?)"
            r"\s+(?:today|tonight|tomorrow)"
        ),
        due.tomorrow,
        0.75,
    ),
    (
        re.compile(
            rf"(?P<feast>春节|过年|农历年|年前|{_FEAST_WORDS}|chinese new year|lunar new year)"
            rf"(?:节)?(?:之?前|以前|活动|用)|(?:by|before|for|until)\s+(?:the\s+)"
            rf"?(?P<feast2>{_FEAST_WORDS}|chinese new year|lunar new year)"
        ),
        due.feast,
        0.8,
    ),
    (
        re.compile(r"(?:(?P<y>20\d\d)年?\s*)?(?:第(?P<q2>[一二三四])季度|q(?P<q>[1-4])(?!\d))"),
        due.quarter,
        0.7,
    ),
    (
        re.compile(
            r"(?:by|before|this|next|in|for)\s+(?:the\s+|this\s+|next\s+)?(?P<season>spring|"
            r"summer|autumn|fall|winter)(?![a-z])"
        ),
        due.season,
        0.7,
    ),
    (
        re.compile(
            r"(?:by|before|until)\s+(?:the\s+end\s+of\s+)?(?P<y>20\d\d)(?![\d-])|(?P<y2>20\d\d)"
            r"年(?:内|底|之?前)"
        ),
        due.year_end,
        0.7,
    ),
    (
        re.compile(
            r"尽快|尽早|急需|急求|急购|急找|急用|很急|比较急|加急|马上要|立即|立刻|越快越好|"
            r"十万火急|\basap\b|\burgent(?:ly)?\b|as soon as possible|right away|immediately|"
            r"in a hurry|\brush order\b"
        ),
        due.none_said,
        0.7,
    ),
)


def _is_date(match: re.Match[str]) -> bool:
    """Whether a month is meant: "may" and "march" are words as well."""
    if match["d1"] or match["d2"] or match["y"]:
        return True
    led = re.match(_BY, match.group()) is not None
    return led and not (
        match["mon"] == "may" and not re.match(r"(?:by|before|in|until|end of)\s", match.group())
    )
