"""Links that nobody sees: laid out for robots, and none of ours to follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

_UNSEEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*(?![\d.])|"
    r"font-size\s*:\s*0(?![\d.])|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}|"
    r"(?<![-\w])(?:width|height)\s*:\s*(?:[01]px|0(?![\d.]))|clip\s*:\s*rect\(\s*0|"
    r"transform\s*:\s*scale\(\s*0\s*\)",
    re.I,
)
_BRACE: Final = re.compile(r"([^{}]*)([{}])")
_NONE: Final = re.compile(  # an indent and no opacity hide a text, with a picture in its place
    r"display\s*:\s*none|visibility\s*:\s*hidden|"
    r"(?<![-\w])(?:left|right|top)\s*:\s*-(?:\d{4,}|999)(?:px|r?em)",
    re.I,
)
_CLASS: Final = re.compile(r"^\s*\.([\w-]+)\s*$")
_STYLES_MAX: Final = 100_000  # letters
_UPS: Final = 3


class Unseen:
    """What a page hides, by its attributes and by the rules it brings along."""

    def __init__(self, root: HtmlElement) -> None:
        text = "".join(style.text or "" for style in root.iter("style"))[:_STYLES_MAX]
        self._classes: set[str] = set()
        if _NONE.search(text):
            for heads, rule in _rules(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
                if _NONE.search(rule):
                    names = (_CLASS.match(each) for each in heads.split(","))
                    self._classes |= {name[1] for name in names if name}

    def is_bait(self, anchor: HtmlElement) -> bool:
        """Whether a link stands where nobody sees it, all alone: a menu that opens holds several,
        and the way on to more is for readers without scripts."""
        if "next" in (anchor.get("rel") or "").lower():
            return False
        if self._is_hidden(anchor):
            return True
        if anchor.get("aria-hidden") == "true" and anchor.get("tabindex") == "-1":
            return not len(anchor)  # a picture's second link is hidden so as well
        for count, up in enumerate(anchor.iterancestors()):
            if count >= _UPS or up.tag in ("body", "html"):
                return False
            if self._is_hidden(up) or (up.tag == "template" and not up.get("shadowrootmode")):
                return sum(1 for _ in up.iter("a")) == 1
        return False

    def _is_hidden(self, element: HtmlElement) -> bool:
        style = element.get("style")
        if element.get("hidden") is not None or (style and _UNSEEN.search(style)):
            return True
        names = element.get("class") if self._classes else None
        return bool(names and self._classes & set(names.split()))


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and rule; what holds only for print or for small screens is left out."""
    depth, heads = 0, ""
    for piece in _BRACE.finditer(text):
        if piece[2] == "{":
            depth += 1
            heads = piece[1] if depth == 1 else heads
            continue
        if depth == 1:
            yield heads, piece[1]
        depth = max(0, depth - 1)
