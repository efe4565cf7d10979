"""What the labelled fields of a notice (a tender, a purchase) tell of it: what it is called, and
whose need it is: the buyer's that a label names, not the portal's that publishes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.marks.mark_words import AUTHOR_LABEL
from leadminer.mining.extraction.values.label_words import BODY_OF, BUYER, NAMED, OF_NEEDS, SUBJECT

_WORD: Final = re.compile(r"[\u3040-\u9fff]{2}|[^\W\d_\u3040-\u9fff]{4,}")
_FORM: Final = re.compile(
    rf"{OF_NEEDS.pattern}|details?$|view$|information$|system$|thầu|상세|정보|詳細|详情|明細|资料|資料|公示",
    re.I,
)


def title_in(fields: dict[str, str], title: str) -> str:
    """The name a notice gives itself in a field, where the page's heading names only the form."""
    for label, value in fields.items():
        named = one_line(value).rstrip(".")
        if not NAMED.fullmatch(label.strip()) or not 4 <= len(named) <= 300:
            continue
        if SUBJECT.fullmatch(label.strip()) and any(map(named.startswith, _ends_of(title))):
            return named  # what the page puts before it is what it calls all of them
        words = {w.casefold() for w in _WORD.findall(title) if not _FORM.search(w)}
        apart = not any(word in named.casefold() for word in words)
        if len(named) >= 8 and (is_number(title) or (len(title) <= 60 and apart)):
            return named
    return ""


def _ends_of(title: str) -> list[str]:
    """What follows a word with a colon or a number that begins a title."""
    begins = _BEFORE.match(title)
    rest = title[begins.end() :] if begins else ""
    return [rest] if len(rest) >= 4 else []


_BEFORE: Final = re.compile(r"(?:[^\s:：]{2,20}\s?[:：]|[^\s\d]*+\d\S*+)\s+")


def is_number(title: str) -> bool:
    """Whether a page is called by a number and what it is the number of."""
    return bool(_NUMBER.search(title)) and len(_WORD.findall(title)) <= 2


_NUMBER: Final = re.compile(r"\d[\d./-]{4,}")


def body_in(fields: Mapping[str, str]) -> str:
    """The buyer, office or authority that a notice's labels name."""
    return buyer_of(fields) or _named_by(BODY_OF, fields)


def author_in(fields: Mapping[str, str]) -> str:
    """Whoever stands behind a notice, as its labels tell."""
    return body_in(fields) or _named_by(AUTHOR_LABEL, fields)


def _named_by(labels: re.Pattern[str], fields: Mapping[str, str]) -> str:
    for label, value in fields.items():
        told = (label.strip(), *(part.strip() for part in label.split("/")[:3]))
        if any(labels.fullmatch(part) for part in told) and 2 <= len(name := one_line(value)) <= 80:
            return name
    return ""


_NUMBERING: Final = re.compile(r"^[\s\d.、)）(（一二三四五六七八九十IVX]+(?=\S)|[\s:：*]+$")
_NAME: Final = re.compile(r"name|名称|名稱|nombre|nom|nome|наименование", re.I)
_NAME_MAX: Final = 100


def buyer_of(fields: Mapping[str, str]) -> str:
    """The name of the buyer among a notice's labelled fields; nothing if none is named."""
    previous = ""
    for label, value in fields.items():
        bare = _NUMBERING.sub("", _NUMBERING.sub("", label))
        name = one_line(value.split("\n", 1)[0]).strip(" :：,，;；。")
        # a heading of its own, and the name below it: "Buyer" / "Name: ..."
        is_below = bool(_NAME.fullmatch(bare) and BUYER.fullmatch(previous))
        if (BUYER.fullmatch(bare) or is_below) and _is_name(name):
            return name
        previous = bare
    return ""


def _is_name(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 2 and len(text) <= _NAME_MAX and "@" not in text and "://" not in text
