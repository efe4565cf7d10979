"""Words that a page itself puts into a text: labels of boxes of code, and over the text."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.values.label_words import TEXT_FOLLOWS

_CODE_LABELS: Final = frozenset({"div", "span", "p", "dt", "b", "strong", "em", "cite", "small"})
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "legend"})
_LABEL_TAGS: Final = _HEADINGS | {"p"}


def is_label(element: HtmlElement) -> bool:
    """Whether an element only calls what stands beside it: code, a description."""
    if element.tag in _CODE_LABELS and (_is_code_label(element) or _copies_code(element)):
        return True
    return element.tag in _LABEL_TAGS and _is_section_label(element)


_CODE_LABEL: Final = re.compile(
    r"(?:\w{1,12}[ -])?(?:code|quelltext|代码|代碼|コード|código|код|kod)\s*+[:：]?\s*+"
    r"(?:\[?(?:select(?: all)?|copy|expand|view|复制代码|複製代碼|全选|download)\]?\s*+)*",
    re.I,
)


def _is_code_label(element: HtmlElement) -> bool:
    """What stands over a box of code and only says that it is code."""
    following = element.getnext()
    if following is None or not isinstance(following.tag, str):
        return False
    is_code = following.tag in ("pre", "code") or any(
        inner.tag in ("pre", "code") for inner in following[:2]
    )
    return is_code and bool(_CODE_LABEL.fullmatch(line_of(element)))


_COPY: Final = re.compile(
    r"[\[(]?(?:copy(?: (?:code|to clipboard))?|select all|expand|复制代码|複製代碼|复制|全选|全選|"
    r"kopieren|copier|copiar|コピー)[\])]?",
    re.I,
)


def _copies_code(element: HtmlElement) -> bool:
    """Whether an element under or over a box of code only copies it."""
    names = f"{element.get('class') or ''} {element.get('onclick') or ''}"
    return "copy" in names.lower() and bool(_COPY.fullmatch(line_of(element)))


def _is_section_label(heading: HtmlElement) -> bool:
    """A heading, or a line in bold, at the head of a text that only says that a text follows."""
    if heading.tag == "p" and (len(heading) != 1 or heading[0].tag not in ("b", "strong")):
        return False
    if not TEXT_FOLLOWS.fullmatch(line_of(heading)):
        return False
    before = heading.itersiblings(preceding=True)
    return not any(_says_something(each) for each in before if isinstance(each.tag, str))


def _says_something(element: HtmlElement) -> bool:
    """Whether there are words in an element, or after it, beside those of links."""
    linked = sum(len(line_of(link)) for link in element.iter("a"))
    return len(line_of(element)) > linked + 3 or bool((element.tail or "").strip())
