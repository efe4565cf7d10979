"""What stands under a post and was not said with it, told by structure: notes of later changes by
their time, signatures by the rule above them and because their author repeats them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.marks.mark_words import DATE_LIKE
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone, has_clock, read_time
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.extraction.values.label_words import DUE

_NOTE_MAX: Final = 140  # letters of a note that a post was changed
_WORDS_MAX: Final = 70  # ... beside its time
_SIGNATURE_MAX: Final = 250
_MINUTE: Final = timedelta(minutes=1)
_ROOM: Final = timedelta(days=1)  # clocks of sites are wrong by hours
_RULE: Final = "_" * 10  # in letters, as programs without rules part signatures off
_OWN_TAGS: Final = frozenset({"br", "hr", "img", "wbr"})
_BOXES: Final = frozenset({"div", "p", "table", "blockquote", "ul", "ol", "pre"})
_INLINE: Final = frozenset({"span", "small", "font", "i", "em", "div"})
_REACH: Final = re.compile(r"\d{5}|@|\d[\d\s().-]{6,}\d")  # a way to reach somebody is kept
_AUTHORS_MAX: Final = 20_000


def notes_of_change(
    root: HtmlElement, *, posted: datetime | None, author: str, now: datetime, zone: Zone
) -> set[HtmlElement]:
    """Elements at the end of a text that tell a moment after it was posted.

    Nobody can have written that moment into the post: the site did, when the post was changed.
    """
    found: set[HtmlElement] = set()
    if posted is None:
        return found
    holder = root
    while True:
        last = _last_element(holder, found)
        if last is None:
            return found
        if _tells_later(last, posted=posted, author=author, now=now, zone=zone):
            found.add(last)
            holder = root
            continue
        holder = last


def _last_element(holder: HtmlElement, without: set[HtmlElement]) -> HtmlElement | None:
    """What a text ends with, if that is an element of its own."""
    for child in reversed(holder):
        if one_line(child.tail):
            return None
        if child in without or not isinstance(child.tag, str) or child.tag in _OWN_TAGS:
            continue
        if line_of(child):
            return child
    return None


def _tells_later(
    element: HtmlElement, *, posted: datetime, author: str, now: datetime, zone: Zone
) -> bool:
    said = line_of(element)
    if not 8 <= len(said) <= _NOTE_MAX or not (has_clock(said) and DATE_LIKE.search(said)):
        return False
    boxes = [child for child in element if child.tag in _BOXES]
    if boxes and line_of(boxes[-1]) != said:
        return False  # a text with its note
    if sum(c.isalpha() for c in said) > _WORDS_MAX or DUE.search(said):
        return False
    named = len(author) > 1 and author in said
    marked = element.get("class") or element.get("id") or element.tag in ("small", "font")
    when = read_time(said, now=now, zone=zone) if named or marked else None
    return when is not None and posted + _MINUTE <= when <= now + _ROOM


def without_ruled_off(
    root: HtmlElement, text: str, *, author: str, skip: set[HtmlElement], memory: SiteMemory
) -> str:
    """A text without what stands under the last rule in it, where that is a signature.

    A short rule (less than the whole width) parts one off, or one under which a single small
    element ends the post; any other if its author's posts ended so before. `skip`: elements whose
    rules do not count.
    """
    rules = [r for r in root.iter("hr") if not any(up in skip for up in r.iterancestors())]
    if not rules:
        return text
    rule = rules[-1]
    ends = one_line(" ".join(_after(rule, root, skip)))
    if not 0 < len(ends) <= _SIGNATURE_MAX:
        return text
    width = (rule.get("width") or "100%").strip()
    following = rule.getnext()
    small = (
        following is not None
        and following.tag in _INLINE
        and bool(following.get("class"))
        and not one_line(rule.tail)
        and line_of(following) == ends
    )
    known = _ends_of(author, memory)
    sure = width != "100%" or small or f"hr {ends}" in known
    known.add(f"hr {ends}")
    plain = text.rstrip()
    lines = one_line(plain)
    if not sure or not lines.endswith(ends) or lines == ends:
        return text
    return _without_end(plain, ends)


def _without_end(text: str, ends: str) -> str:
    """A text without the letters it ends with, however they are broken into lines."""
    left = sum(not c.isspace() for c in ends)
    at = len(text)
    while left and at:
        at -= 1
        left -= not text[at].isspace()
    return text[:at].rstrip()


def _after(rule: HtmlElement, root: HtmlElement, skip: set[HtmlElement]) -> list[str]:
    """What a text says after a rule in it."""
    told = [rule.tail or ""]
    element = rule
    while element is not root:
        for following in element.itersiblings():
            own = isinstance(following.tag, str) and following not in skip
            told += [text_of(following, skip) if own else "", following.tail or ""]
        element = element.getparent()
        told.append(element.tail or "" if element is not root else "")
    return told


def without_signatures(posts: list[Post], memory: SiteMemory) -> None:
    """Posts without the last line that others of the same author end with as well.

    `memory` learns whose it is, for pages on which the author speaks but once.
    """
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    for post in posts:
        said, rule, end = post.text.rpartition("\n" + _RULE)
        if rule and len(end) <= _SIGNATURE_MAX and re.match(r"_{0,60}(?:\n|$)", end):
            post.text = said.rstrip("_ \n")
        _, _, last = post.text.rpartition("\n")
        if post.author and "\n" in post.text:
            ends[post.author][last] += 1
    for author, lines in ends.items():
        for last, count in lines.items():
            if count > 1 and len(last) > 5 and not _REACH.search(last):
                _ends_of(author, memory).add(last)
    for post in posts:
        said, _, last = post.text.rpartition("\n")
        if said and last in memory.signatures.get(post.author, ()):
            post.text = said.rstrip()


def _ends_of(author: str, memory: SiteMemory) -> set[str]:
    """What posts of an author ended with; to be added to."""
    if author in memory.signatures or len(memory.signatures) < _AUTHORS_MAX:
        return memory.signatures.setdefault(author, set())
    return set()
