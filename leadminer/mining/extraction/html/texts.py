"""Text of a piece of HTML as one reads it: blocks become lines, hidden things are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar, cast

from lxml.html import HtmlElement

T = TypeVar("T")
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    ]
)
UNREAD: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "button",
        "select",
        "option",
        "textarea",
        "head",
    ]
)
_SPACES: Final = re.compile(r"[ \t\r\n\f\v\u00a0\u3000\u200b]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class _Kept:
    """Texts of one page that were asked for."""

    def __init__(self) -> None:
        self.texts: dict[HtmlElement, str] = {}
        self.room = _KEPT_MAX
        self.notes: dict[tuple[str, HtmlElement], Any] = {}
        self._places: dict[HtmlElement, tuple[_Flow, int, int]] = {}

    def text_of(self, element: HtmlElement) -> str:
        """The visible text of an element, cut out of that of its page."""
        if not self._places:
            self._gather(element.getroottree().getroot())
        if element not in self._places and len(self._places) < _PLACES_MAX:
            self._gather(element)  # hidden, or a copy
        place = self._places.get(element)
        if place is None:
            return _text_of(element, frozenset())
        flow, begin, end = place
        return flow.text[begin:end].strip()

    def _gather(self, root: HtmlElement) -> None:
        flow = _Flow(root)
        for element, (begin, end) in flow.places.items():
            if len(self._places) >= _PLACES_MAX:
                return
            self._places.setdefault(element, (flow, begin, end))


# letters; on a page that nests without end each text holds all those below it
_KEPT_MAX: Final = 4_000_000
_PLACES_MAX: Final = 100_000  # elements
_KEPT: Final[ContextVar[_Kept | None]] = ContextVar("texts_kept", default=None)


@contextmanager
def texts_kept() -> Iterator[None]:
    """Each element's text is gathered once while a page is read; its tree must not change."""
    token = _KEPT.set(_Kept())
    try:
        yield
    finally:
        _KEPT.reset(token)


def noted(name: str, element: HtmlElement, find: Callable[[], T]) -> T:
    """What is found of an element, found once while a page is read."""
    kept = _KEPT.get()
    if kept is None:
        return find()
    if (name, element) not in kept.notes:
        kept.notes[name, element] = find()
    return cast("T", kept.notes[name, element])


def is_hidden(element: HtmlElement) -> bool:
    """Whether a reader would not see it."""
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(style and _HIDDEN.search(style))
    )


def is_read(element: HtmlElement) -> bool:
    """Whether an element's text is for readers: what opens a panel bears the panel's heading."""
    if element.tag not in UNREAD:
        return True
    above = element.getparent() if element.tag == "button" else None
    return above is not None and above.tag in _HEADINGS


_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def text_of(
    element: HtmlElement, skip: frozenset[HtmlElement] | set[HtmlElement] = frozenset()
) -> str:
    """Visible text, one line a block, blanks collapsed; what is in `skip` is left out."""
    kept = None if skip else _KEPT.get()
    known = kept.texts.get(element) if kept else None
    if known is not None:
        return known
    text = kept.text_of(element) if kept else _text_of(element, skip)
    if kept and len(text) < kept.room:
        kept.texts[element] = text
        kept.room -= len(text) + 50
    return text


def line_of(element: HtmlElement) -> str:
    """Visible text in one line."""
    return text_of(element).replace("\n", " ")


def one_line(text: str | None) -> str:
    """Blanks of any kind collapsed to one."""
    if not text:
        return ""
    return " ".join(text.split()) if text.isascii() else _SPACES.sub(" ", text).strip()


def _text_of(element: HtmlElement, skip: frozenset[HtmlElement] | set[HtmlElement]) -> str:
    return _Flow(element, skip).text


class _Flow:
    """The visible text of an element, and where in it that of each element inside begins and
    ends: a piece of it, without the blanks at its ends, is what the element says by itself."""

    def __init__(
        self, root: HtmlElement, skip: frozenset[HtmlElement] | set[HtmlElement] = frozenset()
    ) -> None:
        self.places: dict[HtmlElement, tuple[int, int]] = {}
        self._said: list[str] = []
        self._length = 0
        self._blank = ""  # what stands behind the last word, if another follows in its line
        self._is_open = False  # whether the line has a word
        self._walk(root, skip)
        self.text = "".join(self._said)

    def _walk(self, root: HtmlElement, skip: frozenset[HtmlElement] | set[HtmlElement]) -> None:
        # an explicit stack: hostile pages nest deeper than Python recurses
        if not _is_shown(root) or root in skip:
            return
        stack = [(root, iter(root), self._enter(root))]
        while stack:
            element, children, begin = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(element, begin)
                if stack and element.tail:
                    self._say(_lined(element.tail))
            elif _is_shown(child) and child not in skip:
                stack.append((child, iter(child), self._enter(child)))
            elif child.tail:
                self._say(_lined(child.tail))

    def _enter(self, element: HtmlElement) -> int:
        begin = self._length
        if element.tag in BLOCKS:
            self._break()
        if element.text:
            self._say(_pre(element.text) if element.tag == "pre" else _lined(element.text))
        return begin

    def _leave(self, element: HtmlElement, begin: int) -> None:
        self.places[element] = (begin, self._length)
        if element.tag in BLOCKS:
            self._break()
        elif element.tag in ("td", "th"):
            self._blank += " "

    def _break(self) -> None:
        self._is_open, self._blank = False, ""

    def _say(self, text: str) -> None:
        if "\x00" not in text:
            self._add(text)
            return
        for n, line in enumerate(text.split("\x00")):
            if n:
                self._break()
            self._add(line)

    def _add(self, text: str) -> None:
        text = text if text.isascii() else _SPACES.sub(" ", text)
        told = one_line(text)
        if not told:
            self._blank += _SPACES.sub(" ", text)
            return
        if self._is_open:
            before = self._blank + text[: len(text) - len(text.lstrip())]
            before = _SPACES.sub(" ", before) if before else before
        else:
            before = "\n" if self._length else ""
        self._said += (before, told)
        self._length += len(before) + len(told)
        self._blank = _SPACES.sub(" ", text[len(text.rstrip()) :])
        self._is_open = True


def _is_shown(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and is_read(element) and not is_hidden(element)


_LINES: Final = re.compile(r"\n(?:> |--[ ]?(?:\n|$))")


def _lined(text: str) -> str:
    """A text as it stands; with its lines where it quotes or signs as mails do."""
    return _pre(text) if "\n" in text and _LINES.search(text) else text


def _pre(text: str) -> str:
    return text.replace("\n", "\x00")


def declared_language(element: HtmlElement) -> str:
    """The language tag that holds for an element."""
    for each in (element, *element.iterancestors()):
        tag = each.get("lang") or each.get("xml:lang")
        if tag:
            return str(tag)
    return ""
