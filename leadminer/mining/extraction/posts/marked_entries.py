"""Entries in class names beside the posts that the page itself shows.

Themes carry the classes of hEntry by accident on whatever they list, so what the page shows is
believed first: an entry fills what a post lacks, and is a post of its own only if it is the one
entry of its page and nothing shown says the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from leadminer.mining.extraction.places.page_turns import is_same_list
from leadminer.mining.extraction.values.items import Post

SYNTAX: Final = "microformats"
_HEAD_LETTERS: Final = 40
_PIECE_MIN: Final = 40  # letters; "thanks" stands in many texts


def with_entries(seen: list[Post], entries: list[Post], page: str) -> list[Post]:
    """The posts of a page with what its entries tell; an entry that stands elsewhere is only
    announced here."""
    here = [e for e in entries if not e.url or is_same_list(e.url.split("#")[0], page)]
    posts = list(seen)
    alike = Alike(posts)
    for entry in here:
        match = next(iter(alike.to(entry)), None)
        if match is not None:
            match.author = match.author or entry.author
            if match.author == entry.author:
                match.author_url = match.author_url or entry.author_url
            match.posted = match.posted or entry.posted
            match.title = match.title or entry.title
        elif len(entries) == 1 and not any(_is_piece(post, entry) for post in seen):
            posts.insert(0, entry)
    return posts


class Alike:
    """Posts, to be found by how they begin or when they were written; a page may hold thousands."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._posts = posts
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._longer: dict[str, list[int]] = defaultdict(list)  # by what they begin with
        self._minutes: dict[int, list[int]] = defaultdict(list)
        for n, post in enumerate(posts):
            head = _head(post)
            self._heads[head].append(n)
            for length in range(1, len(head)):
                self._longer[head[:length]].append(n)
            if post.posted:
                self._minutes[_minute(post.posted)].append(n)

    def to(self, post: Post) -> list[Post]:
        """Those with the same words, in order."""
        return [self._posts[n] for n in sorted(self._with_words(post))]

    def near(self, post: Post) -> list[Post]:
        """Those with the same words, or of the same minute or the one before or after it."""
        found = set(self._with_words(post))
        if post.posted:
            minute = _minute(post.posted)
            found.update(*(self._minutes.get(minute + step, ()) for step in (-1, 0, 1)))
        return [self._posts[n] for n in sorted(found)]

    def _with_words(self, post: Post) -> list[int]:
        head = _head(post)
        found = [*self._longer.get(head, ())] if head else []
        for length in range(1, len(head) + 1):
            found += self._heads.get(head[:length], ())
        return found


def same_words(left: Post, right: Post) -> bool:
    """Whether two texts begin alike."""
    a, b = _head(left), _head(right)
    return bool(a and b) and (a.startswith(b) or b.startswith(a))


def _minute(time: datetime) -> int:
    return int(time.timestamp() // 60)


def _head(post: Post) -> str:
    return _letters(post.text[:400])[:_HEAD_LETTERS]


def _is_piece(left: Post, right: Post) -> bool:
    short, long = sorted((_letters(left.text), _letters(right.text)), key=len)
    return len(short) >= _PIECE_MIN and short in long


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
