"""Links that nobody sees: laid out for robots, and none of ours to follow."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

_UNSEEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0?\.?0*(?![\d.])|"
    r"font-size\s*:\s*0(?![\d.])|(?:left|right|top|text-indent|margin-left)\s*:\s*-\d{3,}|"
    r"(?<![-\w])(?:width|height)\s*:\s*[01]px|clip\s*:\s*rect\(\s*0",
    re.I,
)
_RULE: Final = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_NONE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CLASS: Final = re.compile(r"^\s*\.([\w-]+)\s*$")
_STYLES_MAX: Final = 100_000  # letters
_UPS: Final = 3


class Unseen:
    """What a page hides, by its attributes and by the rules it brings along."""

    def __init__(self, root: HtmlElement) -> None:
        text = "".join(style.text or "" for style in root.iter("style"))[:_STYLES_MAX]
        self._classes: set[str] = set()
        if _NONE.search(text):
            for rule in _RULE.finditer(re.sub(r"/\*.*?\*/", "", text, flags=re.S)):
                if _NONE.search(rule[2]):
                    names = (_CLASS.match(each) for each in rule[1].split(","))
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
            if self._is_hidden(up):
                return sum(1 for _ in up.iter("a")) == 1
        return False

    def _is_hidden(self, element: HtmlElement) -> bool:
        style = element.get("style")
        if element.get("hidden") is not None or (style and _UNSEEN.search(style)):
            return True
        names = element.get("class") if self._classes else None
        return bool(names and self._classes & set(names.split()))
