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


# letters; on a page that nests without end each text holds all those below it
_KEPT_MAX: Final = 4_000_000
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
    parts: list[str] = []
    _gather(element, skip, parts)
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(parts).split("\x00"))
    text = "\n".join(line for line in lines if line)
    if kept and len(text) < kept.room:
        kept.texts[element] = text
        kept.room -= len(text) + 50
    return text


def line_of(element: HtmlElement) -> str:
    """Visible text in one line."""
    return text_of(element).replace("\n", " ")


def one_line(text: str | None) -> str:
    """Blanks of any kind collapsed to one."""
    return _SPACES.sub(" ", text or "").strip()


def _gather(
    root: HtmlElement, skip: frozenset[HtmlElement] | set[HtmlElement], parts: list[str]
) -> None:
    # an explicit stack: hostile pages nest deeper than Python recurses
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        tag = element.tag
        if closing:
            if tag in BLOCKS:
                parts.append("\x00")
            elif tag in ("td", "th"):
                parts.append(" ")
            if element is not root and element.tail:
                parts.append(_lined(element.tail))
            continue
        if (
            not isinstance(tag, str)
            or not is_read(element)
            or element in skip
            or is_hidden(element)
        ):
            if element is not root and element.tail:
                parts.append(_lined(element.tail))
            continue
        if tag in BLOCKS:
            parts.append("\x00")
        if element.text:
            parts.append(_pre(element.text) if tag == "pre" else _lined(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


_LINES: Final = re.compile(r"\n(?:> |--[ ]?(?:\n|$))")


def _lined(text: str) -> str:
    """A text as it stands; with its lines where it quotes or signs as mails do."""
    return _pre(text) if "\n" in text and _LINES.search(text) else text


def _pre(text: str) -> str:
    return text.replace("\n", "\x00")
