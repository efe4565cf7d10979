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
_NONE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|"
    r"(?<![-\w])(?:left|right|top)\s*:\s*-(?:\d{4,}|999)(?:px|r?em)",
    re.I,
)
# hides a text as well; but a picture may stand in its place, or a script may show it by and by
_FAINT: Final = re.compile(
    r"(?<![-\w])opacity\s*:\s*0?\.?0*(?![\d.])|font-size\s*:\s*0(?![\d.])|"
    r"clip\s*:\s*rect\(\s*0|transform\s*:\s*scale\(\s*0\s*\)|"
    r"(?P<indent>text-indent\s*:\s*-\d{3,})",
    re.I,
)
_DRAWN: Final = re.compile(r"url\s*\(|transition|animation", re.I)
_INK: Final = re.compile(r"(?<![-\w])color\s*:\s*+([^;!]+)", re.I)
_PAPER: Final = re.compile(r"background(?:-color)?\s*:\s*+([^;!]+)", re.I)
_PART: Final = re.compile(r"([#.]?)([\w-]+)")
_SELECTOR: Final = re.compile(r"[\w\s>#.-]+")
_PICTURES: Final = ("img", "svg", "picture", "i", "video", "canvas", "object")
_AROUND: Final = frozenset({"span", "p", "li"})
_STYLES_MAX: Final = 100_000  # letters
_RULES_MAX: Final = 400
_FAINT_MAX: Final = 2  # links a rule; what hides more of them is how the page is drawn
_UPS: Final = 3
_WHITE: Final = {"white": "#fff", "black": "#000", "transparent": ""}


class Unseen:
    """What a page hides, by its attributes and by the rules it brings along."""

    def __init__(self, root: HtmlElement) -> None:
        text = _styles(root)
        self._gone = Rules()
        self._faint = Rules()  # of a link, or of what holds it alone
        self._indented = Rules()  # of a link; a heading is so where a picture stands in its place
        if _NONE.search(text) or _FAINT.search(text) or _PAPER.search(text):
            for heads, rule in _rules(text):
                if _NONE.search(rule):
                    self._gone.add(heads)
                elif _is_without_ink(rule):
                    self._faint.add(heads)
                elif (faint := _FAINT.search(rule)) and not _DRAWN.search(rule):
                    (self._indented if faint["indent"] else self._faint).add(heads)
        count = len(self._faint) + len(self._indented)
        found = [each for each in root.iter("a") if self._is_faint(each)] if count else []
        self._faint_links = set(found) if len(found) <= _FAINT_MAX * count else set()

    def is_bait(self, anchor: HtmlElement) -> bool:
        """Whether a link stands where nobody sees it, all alone: a menu that opens holds several,
        and the way on to more is for readers without scripts."""
        if "next" in (anchor.get("rel") or "").lower():
            return False
        if self._is_hidden(anchor) or _is_nothing(anchor) or anchor in self._faint_links:
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
        if element.get("hidden") is not None:
            return True
        if style and (_UNSEEN.search(style) or _is_without_ink(style)):
            return True
        return self._gone.hold(element)

    def _is_faint(self, anchor: HtmlElement) -> bool:
        """Whether rules leave a link's words no size, ink or place, and it holds no picture."""
        if any(child.tag in _PICTURES for child in anchor.iter()):
            return False
        if self._faint.hold(anchor) or self._indented.hold(anchor):
            return True
        up = anchor.getparent()
        return up is not None and up.tag in _AROUND and len(up) == 1 and self._faint.hold(up)


_SHUT: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def hiding_rules(root: HtmlElement) -> Rules:
    """The rules of a page by which something of it is not shown at all."""
    found, text = Rules(), _styles(root)
    if _SHUT.search(text):
        for heads, rule in _rules(text):
            if _SHUT.search(rule):
                found.add(heads)
    return found


def _styles(root: HtmlElement) -> str:
    text = "".join(style.text or "" for style in root.iter("style"))[:_STYLES_MAX]
    return re.sub(r"/\*.*?\*/", "", text, flags=re.S) if "/*" in text else text


class Rules:
    """Selectors of names, ids and tags, one in another; others are not understood."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[list[list[str]]]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, heads: str) -> None:
        """Take in the selectors of a rule; one of a mere tag says nothing of a link."""
        for head in heads.split(","):
            if self._count >= _RULES_MAX or len(head) > 200 or not _SELECTOR.fullmatch(head):
                continue
            parts = [
                [kind + name for kind, name in _PART.findall(each)]
                for each in head.replace(">", " ").split()
            ]
            if parts and any(part[:1] in "#." for each in parts for part in each):
                key = next((p for p in parts[-1] if p[:1] in "#."), parts[-1][0].lower())
                self._by_last.setdefault(key, []).append(parts)
                self._count += 1

    def hold(self, element: HtmlElement) -> bool:
        """Whether one of them is about an element."""
        if not self._count:
            return False
        keys = [str(element.tag), *(f".{name}" for name in (element.get("class") or "").split())]
        keys += [f"#{element.get('id')}"] if element.get("id") else []
        for key in keys:
            for parts in self._by_last.get(key, ()):
                if _fits(element, parts[-1]) and _is_below(element, parts[:-1]):
                    return True
        return False


def _fits(element: HtmlElement, wanted: list[str]) -> bool:
    names = (element.get("class") or "").split()
    return all(
        part[1:] in names if part[0] == "." else
        part[1:] == element.get("id") if part[0] == "#" else part.lower() == element.tag
        for part in wanted
    )  # fmt: skip


def _is_below(element: HtmlElement, wanted: list[list[str]]) -> bool:
    left = list(wanted)
    for up in element.iterancestors() if left else ():
        if _fits(up, left[-1]):
            left.pop()
            if not left:
                return True
    return not left


def _is_nothing(anchor: HtmlElement) -> bool:
    """Whether a link has neither words nor a picture of any size, nor a name by which it could be
    drawn."""
    text = "".join(anchor.itertext())
    if text.strip() and not text.isspace():
        return False
    images = list(anchor.iter("img"))
    if images:
        drawn = sum(1 for each in anchor.iter() if isinstance(each.tag, str)) - 1 - len(images)
        return not drawn and all(_is_a_dot(image) for image in images)
    return len(anchor) == 0 and not set(anchor.attrib) - _UNDRAWN


_UNDRAWN: Final = frozenset({"href", "rel", "target", "tabindex", "aria-hidden"})


def _is_a_dot(image: HtmlElement) -> bool:
    sizes = ((image.get(name) or "").strip().removesuffix("px") for name in ("width", "height"))
    return all(size in ("0", "1") for size in sizes)


def _is_without_ink(rule: str) -> bool:
    """Whether words have the colour of what they stand on, as the same rule says."""
    ink, paper = _INK.search(rule), _PAPER.search(rule)
    return bool(ink and paper and _colour(ink[1]) and _colour(ink[1]) == _colour(paper[1]))


def _colour(said: str) -> str:
    """A colour in one way of writing: #fff, #FFFFFF, white and rgb(255, 255, 255) are one."""
    said = said.strip().lower()
    said = _WHITE.get(said, said)
    if re.fullmatch(r"#[0-9a-f]{3}", said):
        said = "#" + "".join(2 * letter for letter in said[1:])
    numbers = re.fullmatch(r"rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)", said)
    if numbers:
        return "#" + "".join(f"{int(each):02x}" for each in numbers.groups())
    return "" if said in ("inherit", "currentcolor", "initial") else said


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
