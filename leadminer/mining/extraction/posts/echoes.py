"""Quotes that nothing marks as such: a piece of a post, or the lines it begins with, that repeat an
earlier one, or a piece that is headed by the name of somebody who speaks on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.records.bodies import weigh
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import Post

_WORDLESS: Final = re.compile(r"[\W_]+")
_PIECES: Final = (
    "blockquote", "div", "table", "fieldset", "section", "aside", "dl", "dd", "p", "span", "font",
    "i", "em", "details",
)  # fmt: skip
_BOXES: Final = frozenset({"blockquote", "div", "table", "fieldset", "section", "aside", "dl"})
_PIECES_MAX: Final = 80  # of one post
_POSTS_MAX: Final = 80  # that a post may quote
_ECHO_MIN: Final = 16  # letters that nobody says twice by chance
_HEAD_MAX: Final = 80  # letters of the line that says whose words follow
_NAME_MIN: Final = 3
_HEAD: Final = re.compile(r"[^:：]{3,60}[:：]")
_FURNITURE: Final = 0.06  # of its letters, at most, is what a row of buttons weighs
_SURE: Final = 2  # quotes of one look, from which the look tells


class Echoes:
    """What the posts of a page may quote of each other."""

    def __init__(self, tree: Tree, memory: SiteMemory) -> None:
        self._tree = tree
        self._memory = memory
        self._said: list[tuple[str, str]] = []
        self._names: set[str] = set()

    def knows(self, names: Iterable[str]) -> None:
        """People who speak on the page."""
        self._names |= {name for name in names if len(name) >= _NAME_MIN}

    def hear(self, post: Post) -> None:
        """A post that those after it may quote."""
        if len(self._said) < _POSTS_MAX and post.author:
            self._said.append((post.author, _squeezed(post.text)))

    def quotes_in(
        self, root: HtmlElement, author: str, without: set[HtmlElement]
    ) -> set[HtmlElement]:
        """The quotes below the element of a post's text, with the lines that say whose they are."""

        def letters(element: HtmlElement) -> int:
            return len(_squeezed(text_of(element, without)))

        whole = letters(root)
        found: set[HtmlElement] = set()
        looks: list[HtmlElement] = []
        for element in islice(root.iter(*_PIECES), _PIECES_MAX):
            if element is root or element in without:
                continue
            if any(up in found or up in without for up in element.iterancestors()):
                continue
            if not 0 < letters(element) < whole:
                continue
            head = self._head_of_echo(element, author)
            named = head is None and self._is_headed_by_name(element, author)
            if head is None and not named and not self._looks_so(element):
                continue
            found.add(element)
            if head is not None:
                looks.append(element)
                found |= {head} if head is not element else set()
        if not found or not self._says_more(root, without | found):
            return set()
        for element in looks:
            self._learn(element)
        return found

    def _says_more(self, root: HtmlElement, without: set[HtmlElement]) -> bool:
        """Whether anything is left but buttons and tallies; else what was found is no quote."""
        tree = self._tree
        furniture = {
            element
            for element in islice(root.iter(*_PIECES), _PIECES_MAX)
            if (node := tree.number.get(element)) is not None
            and weigh(tree, node) < _FURNITURE * tree.letters(node)
        }
        return bool(_squeezed(text_of(root, without | furniture - {root})))

    def is_quote(self, element: HtmlElement) -> bool:
        """Whether an element repeats somebody it names, or looks as quotes do on this site."""
        return self._looks_so(element) or self._names_whom_it_repeats(element)

    def _names_whom_it_repeats(self, element: HtmlElement) -> bool:
        head, rest = _parted(element)
        return bool(rest) and any(_names(head, who) and rest in said for who, said in self._said)

    def _head_of_echo(self, element: HtmlElement, author: str) -> HtmlElement | None:
        """Of a piece that repeats somebody: the line before it that names them, else itself."""
        if self._names_whom_it_repeats(element):
            return element
        rest = _parted(element)[1] if element.tag == "blockquote" else ""
        said = rest or _squeezed(line_of(element))
        who = next((w for w, text in self._said if w != author and said in text), "")
        if len(said) < _ECHO_MIN or not who:
            return None
        before = element.getprevious()
        while before is not None and before.tag in ("br", "hr"):
            before = before.getprevious()
        line = line_of(before) if before is not None and isinstance(before.tag, str) else ""
        if len(line) <= _HEAD_MAX and _names(line, who):
            return before
        return None if _is_paragraph(element) else element

    def _is_headed_by_name(self, element: HtmlElement, author: str) -> bool:
        """Whether a box amid a text begins with a line that names somebody else of the page."""
        if element.tag not in _BOXES or len(element) < 2 or one_line(element.text):
            return False
        first = element[0]
        head = line_of(first) if isinstance(first.tag, str) else ""
        if not 0 < len(head) <= _HEAD_MAX or first.tag in ("p", "br") or _holds_boxes(first):
            return False
        return any(_names(head, name) for name in self._names if name != author)

    def _looks_so(self, element: HtmlElement) -> bool:
        look = self._look(element)
        return bool(look) and self._memory.quotes[look] >= _SURE

    def _learn(self, element: HtmlElement) -> None:
        look = self._look(element)
        if look:
            self._memory.learn(self._memory.quotes, look)

    def is_text(self, element: HtmlElement) -> None:
        """An element turned out to hold a whole post: its look is not that of quotes."""
        look = self._look(element)
        if look in self._memory.quotes:
            self._memory.quotes[look] -= 2

    def _look(self, element: HtmlElement) -> str:
        """The look of an element that only its class tells from a paragraph; "" without one."""
        node = self._tree.number.get(element)
        look = self._tree.signature(node) if node is not None else ""
        return look if look.partition(".")[2] or element.tag == "blockquote" else ""


def without_repeated(posts: list[Post]) -> None:
    """Take the lines away with which posts repeat earlier ones, with the name above them."""
    said: set[str] = set()
    names: set[str] = set()
    for post in posts:
        lines = post.text.splitlines()
        headed = len(lines) > 2 and _squeezed(lines[0]) in names
        start = end = int(headed)
        while end < len(lines) and _squeezed(lines[end]) in said:
            end += 1
        # one line may be said again by chance; with a name above it, or with another, it is not
        if end >= 2 and start < end < len(lines):
            post.text = "\n".join(lines[end:])
        said |= {plain for line in lines if len(plain := _squeezed(line)) >= _ECHO_MIN}
        names |= {_squeezed(post.author)} - {""}


def _is_paragraph(element: HtmlElement) -> bool:
    """Whether an element is one of several of its look: anybody may say a sentence again."""
    if element.tag == "blockquote":
        return False
    beside = (each for step in (False, True) for each in element.itersiblings(preceding=step))
    look = (element.tag, element.get("class"))
    return any((each.tag, each.get("class")) == look and line_of(each) for each in beside)


def _parted(element: HtmlElement) -> tuple[str, str]:
    """The line that a box begins with, and the letters of the rest; "", "" without such a line."""
    first = next((c for c in element if isinstance(c.tag, str) and line_of(c)), None)
    head = one_line(element.text) or (line_of(first) if first is not None else "")
    if first is None and (whole := _HEAD.match(head)):
        head = whole[0]  # and what is quoted, in one line: "Quote of anna: ..."
    if not 0 < len(head) <= _HEAD_MAX or (first is not None and _holds_boxes(first)):
        return "", ""
    return head, _squeezed(line_of(element)).removeprefix(_squeezed(head))


def _names(line: str, name: str) -> bool:
    """Whether a line names somebody, by a whole word."""
    before, found, after = line.partition(name) if name else ("", "", "")
    apart = not (name[:1].isascii() and before[-1:].isalnum())
    return bool(found) and apart and not (name[-1:].isascii() and after[:1].isalnum())


def _holds_boxes(element: HtmlElement) -> bool:
    """Whether an element is more than a line."""
    return any(child.tag in _BOXES or child.tag == "p" for child in element)


def _squeezed(text: str) -> str:
    return _WORDLESS.sub("", text).lower()
