"""Whom a reply answers, where a page shows it: by a link or an attribute, by repeating another's
words, by standing inside or below another, or by its level of indent.

A post without anybody here answers its thread, or nobody knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.markup.quotes import is_quote
from leadminer.mining.extraction.places.addresses import absolute, canonical
from leadminer.mining.extraction.posts.marked_entries import Alike
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.items import Post

_HEAD: Final = 12  # elements of a record in which its own names and level stand
_UPS: Final = 4
_LINKS_MAX: Final = 40  # of one record
_QUOTED_MIN: Final = 12  # letters
_QUOTES_MAX: Final = 4  # of one post
_NEAR: Final = 300  # posts before and after, whose words are looked at
_AGREE: Final = 0.95
_PARENT: Final = re.compile(
    r"(?:data-)?(?:comment-|post-|msg-)?(?:parent|in-?reply-?to|reply-?to|replying-?to|answers)"
    r"(?:[-_]?(?:id|post|comment|cid|pid|key|fullname|message|uri))*",
    re.I,
)
_OWN_NAMES: Final = (
    "id", "name", "data-id", "data-comment-id", "data-post-id", "data-cid", "data-pid",
    "data-fullname", "data-commentid", "data-postid", "data-message-id", "data-key", "data-rpid",
)  # fmt: skip
# what the link is called that leads to the answered one
_LEADS_UP: Final = re.compile(
    r"\W*(?:parent|in reply to|reply to|replying to|antwort auf|als antwort auf|en réponse à|"
    r"réponse à|en respuesta a|respuesta a|em resposta a|resposta a|in risposta a|risposta a|"
    r"als antwoord op|antwoord op|svar (?:på|til)|w odpowiedzi (?:na|do)|odpowiedź na|"
    r"в ответ(?: на)?|ответ на|vastaus|yanıt olarak|ردا? على|回复|回覆|答复|引用|返信先|답글|"
    r"trả lời)\b.{0,40}",
    re.I,
)
_NUMBER: Final = re.compile(r"\W*+(?:no\.?\s*+)?\d{1,12}(?:\s*+[楼樓])?\W*+", re.I)
_CALLED: Final = re.compile(
    r"(?:^|[-_ ])(?:parent|in-?reply-?to|reply-?to|replied-?to)(?:$|[-_ ])", re.I
)
_LEVEL_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:depth|level|lvl|indent|nest(?:ed|ing)?|tier)[-_]?(\d{1,2})(?:$|[-_ ])", re.I
)
_LEVEL_NAMES: Final = (
    "data-depth", "data-level", "data-indent", "data-nesting-level", "data-nest", "data-lvl",
    "aria-level", "indent", "depth", "level",
)  # fmt: skip
_LEVEL_STYLE: Final = re.compile(
    r"(?:(?:margin|padding)-(?:left|right|inline-start)|--(?:depth|level|indent|nesting)[\w-]{0,20})"
    r"\s*:\s*(\d{1,4}(?:\.\d{1,3})?)",
    re.I,
)
_BELOW: Final = re.compile(r"indent|child|nest|kids", re.I)
_LAST_NUMBER: Final = re.compile(r"(\d+)\D*$")


def find_answered(
    tree: Tree, posts: Sequence[Post], found: Sequence[tuple[int, Post]], records: Sequence[Record]
) -> None:
    """Tell each of a page's posts which other one it answers, where that is shown. `found`: posts
    and more, by the origins of their records."""
    origins = {id(post): origin for origin, post in found}
    by_origin = {record.origin: record for record in records}
    told = [(post, by_origin.get(origins.get(id(post), -1))) for post in posts]
    pairs = [(post, record) for post, record in told if record is not None]
    if len(pairs) > 1:
        pairs.sort(key=lambda pair: pair[1].origin)
        _Answers(tree, [post for post, _ in pairs], [record for _, record in pairs]).find()


def join_twins(told: Sequence[Post], seen: Sequence[Post]) -> None:
    """What a page's blocks show of whom a post answers is told its posts by mark-up as well."""
    alike = Alike(told)
    found = {id(post): next(iter(alike.to(post)), None) for post in seen}
    twins = {each: twin for each, twin in found.items() if twin is not None}
    for post in seen:
        twin = twins.get(id(post))
        if twin is not None and twin is not post and twin.answers is None:
            twin.answers, twin.says_whom = post.answers, post.says_whom
    for post in (*told, *seen):
        if post.answers is not None:
            post.answers = twins.get(id(post.answers), post.answers)


_LABELS: Final = frozenset({"strong", "b", "em", "i", "dt", "th", "span", "p", "li", "td"})
_MAIL_LABEL: Final = re.compile(r"(?:in[- ]reply[- ]to|references?)\W*", re.I)


def mail_above(body: HtmlElement, base: str) -> str:
    """The page of the mail that a mail with a page of its own answers: the last link under the
    label that says so, as archives have it."""
    for label in body.iter(*_LABELS):
        if not _MAIL_LABEL.fullmatch(one_line(label.text)) or len(one_line(label.text)) > 20:
            continue
        home = label.getparent() if len(label) == 0 else label
        near = (a for a in home.iter("a") if a.get("href")) if home is not None else ()
        links = [*islice(near, _LINKS_MAX + 1)]
        links = links or ([a for a in [label.getnext()] if a is not None and a.tag == "a"])
        if 0 < len(links) <= _LINKS_MAX and (url := absolute(base, links[-1].get("href"))):
            return canonical(url)
    return ""


class _Answers:
    """The posts of one page, by what they are called and where they stand."""

    def __init__(self, tree: Tree, posts: Sequence[Post], records: Sequence[Record]) -> None:
        self._tree = tree
        self._posts = posts
        self._records = records
        self._origins = [record.origin for record in records]
        self._depths = [tree.depth[origin] for origin in self._origins]
        self._heads = [self._head_of(n) for n in range(len(records))]
        self._names: dict[str, int | None] = {}  # None: of several posts
        for n, head in enumerate(self._heads):
            for element in head:
                for told in (element.get(name) for name in _OWN_NAMES):
                    if told and len(told) <= 80:
                        self._call(n, told)
        self._said = ["".join(post.text.split()) for post in posts]
        self._at_depth = Counter(self._depths)
        self._units: dict[int, bool] = {}
        self._children: dict[int, list[int]] = {}

    def _call(self, n: int, name: str) -> None:
        number = _LAST_NUMBER.search(name)
        for each in (name, number[1] if number else ""):
            if each:
                self._names[each] = n if self._names.get(each, n) == n else None

    def _inside(self, node: int) -> tuple[int, int]:
        """The posts in an element, from and to."""
        return (
            bisect_left(self._origins, node),
            bisect_left(self._origins, self._tree.end[node]),
        )

    def _head_of(self, n: int) -> list[HtmlElement]:
        """What bears the names and the level of a post: its element, what stands around it alone
        or with what answers it, and what it begins with."""
        tree, record = self._tree, self._records[n]
        own = next((r for r in record.roots if tree.holds(r, record.origin)), record.roots[0])
        found = [tree.elements[own]]
        for count, up in enumerate(tree.ups(own)):
            low, high = self._inside(up)
            if (
                count >= _UPS
                or low != n
                or min(self._depths[n + 1 : high], default=99) <= self._depths[n]
            ):
                break
            found.append(tree.elements[up])
        before = [tree.elements[r] for r in record.roots if r < own][-1:]
        inner = range(own + 1, min(tree.end[own], own + _HEAD))
        holes = record.holes
        found += [tree.elements[i] for i in inner if not any(tree.holds(h, i) for h in holes)]
        return [*found, *(each for each in before if each.tag == "a")]

    def find(self) -> None:
        """Tell each post which one it answers."""
        above = _above_by_level(self._levels())
        for n, post in enumerate(self._posts):
            told = self._by_attribute(n)
            told = self._by_link(n) if told is None else told
            told = self._by_words(n) if told is None else told
            post.says_whom = told is not None
            if told is None:
                told = above[n] if above else self._above(n)
            if told is not None:
                post.answers = self._posts[told]

    def _named(self, name: str, n: int) -> int | None:
        """The post that is called so, if it may have been answered by another."""
        found = self._names.get(name)
        if found is None:
            number = _LAST_NUMBER.search(name)
            found = self._names.get(number[1]) if number else None
        return found if found is not None and self._may_answer(n, found) else None

    def _may_answer(self, n: int, other: int) -> bool:
        ours, theirs = self._posts[n].posted, self._posts[other].posted
        if ours is not None and theirs is not None and ours != theirs:
            return theirs < ours
        return other < n

    def _by_attribute(self, n: int) -> int | None:
        for element in self._heads[n]:
            for name, value in element.items():
                if _PARENT.fullmatch(name) and value and len(value) <= 80:
                    found = self._named(value, n)
                    if found is not None:
                        return found
        return None

    def _by_link(self, n: int) -> int | None:
        """A link to another post of the page that is called as such links are, or a quote's."""
        tree, record = self._tree, self._records[n]
        seen = 0
        for root in record.roots:
            for node in range(root, tree.end[root]):
                element = tree.elements[node]
                href = element.get("href") if element.tag == "a" else None
                if not href:
                    continue
                if any(tree.holds(hole, node) for hole in record.holes):
                    continue
                seen += 1
                if seen > _LINKS_MAX:
                    return None
                name = href.partition("#")[2] or href
                found = self._named(name, n) if re.search(r"\d", name) else None
                if found is not None and _is_called_so(element):
                    return found
        return None

    def _by_words(self, n: int) -> int | None:
        """The one earlier post that holds what this one repeats."""
        record = self._records[n]
        left = sorted(record.left, key=lambda e: self._tree.number.get(e, 0))[:_QUOTES_MAX]
        for words in [*(text_of(each) for each in left), "\n".join(record.repeats)]:
            lines = ["".join(line.split()) for line in words.split("\n")]
            longest = max(lines, key=len, default="").strip(">|…. ")
            if len(longest) < _QUOTED_MIN:
                continue
            found = [
                other for other in range(max(0, n - _NEAR), min(len(self._said), n + _NEAR))
                if other != n and longest in self._said[other] and self._may_answer(n, other)
            ]  # fmt: skip
            if len(found) == 1:
                return found[0]
        return None

    def _above(self, n: int) -> int | None:
        """The post below or in which this one stands, where posts stand in posts."""
        tree, depths = self._tree, self._depths
        inner = self._origins[n]
        for up in tree.ups(inner):
            low, high = self._inside(up)
            if low < n:
                if self._is_unit(up, low, high):
                    # a post and its answers, if others have theirs as well
                    likes = self._at_depth[depths[low]] - (low > 0 and depths[low] == depths[0])
                    is_unit = low > 0 and (likes > 1 or self._recurs(up, n))
                    return low if is_unit else None
                beside = self._beside(up, inner)
                if beside is not None and depths[beside] < depths[n]:
                    is_below = _BELOW.search(tree.elements[inner].get("class") or "")
                    return beside if is_below and beside > 0 else None
            inner = up
        return None

    def _is_unit(self, node: int, low: int, high: int) -> bool:
        """Whether the first post in an element stands above all others in it."""
        found = self._units.get(node)
        if found is None:
            found = self._depths[low] < min(self._depths[low + 1 : high])
            self._units[node] = found
        return found

    def _beside(self, up: int, inner: int) -> int | None:
        """The post that the nearest neighbour before begins with."""
        if up not in self._children:
            held = (child for child in self._tree.children(up) if self._first_in(child) is not None)
            self._children[up] = [*held]
        children = self._children[up]
        at = bisect_left(children, inner)
        return self._first_in(children[at - 1]) if at else None

    def _first_in(self, node: int) -> int | None:
        low, high = self._inside(node)
        return low if low < high else None

    def _recurs(self, up: int, n: int) -> bool:
        """Whether what stands around an answer looks as what stands around both."""
        look = self._tree.signature(up)
        return any(
            self._tree.signature(each) == look
            for each in self._tree.ups(self._origins[n]) if each > up
        )  # fmt: skip

    def _levels(self) -> list[int] | None:
        """How deep each post is indented, where the page says so in one way of all."""
        for read in (_level_in_names, _level_in_class, _level_in_style, _level_in_picture):
            told = [
                next((v for e in head if (v := read(e)) is not None), 0.0) for head in self._heads
            ]
            ranks = {value: rank for rank, value in enumerate(sorted(set(told[1:])), 1)}
            if len(ranks) < 2:
                continue
            levels = [ranks[value] for value in told[1:]]
            legal = sum(b <= a + 1 for a, b in pairwise(levels))
            if legal >= _AGREE * (len(levels) - 1):
                return [ranks.get(told[0], 0), *levels]
        return None


def _above_by_level(levels: list[int] | None) -> list[int | None]:
    """For each post the nearest one before that is less indented."""
    found: list[int | None] = []
    open_: list[int] = []
    for n, level in enumerate(levels or ()):
        while open_ and levels and levels[open_[-1]] >= level:
            open_.pop()
        found.append(open_[-1] if open_ else None)
        open_.append(n)
    return found


def _is_called_so(link: HtmlElement) -> bool:
    """Whether a link leads to what is answered, by its name, its words, or the quote it is in."""
    said = one_line("".join(link.itertext())[:200])
    if _NUMBER.fullmatch(said) or _LEADS_UP.fullmatch(said):
        return True
    up = link.getparent()
    names = f"{link.get('class') or ''} {link.get('rel') or ''}"
    if _CALLED.search(names) or (up is not None and _CALLED.search(up.get("class") or "")):
        return True
    before = link.getprevious()
    words = one_line(before.tail if before is not None else up.text if up is not None else "")
    if _LEADS_UP.fullmatch(words[-60:]):
        return True
    return any(is_quote(each) for each in islice(link.iterancestors(), 4))


def _level_in_names(element: HtmlElement) -> float | None:
    told = next((v for name in _LEVEL_NAMES if (v := element.get(name))), "")
    return float(told) if re.fullmatch(r"\d{1,2}", told) else None


def _level_in_class(element: HtmlElement) -> float | None:
    told = _LEVEL_CLASS.search(element.get("class") or "")
    return float(told[1]) if told else None


def _level_in_style(element: HtmlElement) -> float | None:
    told = _LEVEL_STYLE.search(element.get("style") or "")
    return float(told[1]) if told else None


def _level_in_picture(element: HtmlElement) -> float | None:
    """An empty picture, or cell, as wide as the indent."""
    width = element.get("width") or ""
    is_blank = element.tag == "img" and not element.get("alt")
    return float(width) if is_blank and re.fullmatch(r"\d{1,3}", width) else None
