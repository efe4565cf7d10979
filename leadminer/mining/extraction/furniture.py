"""What looks like posts and is none: echoes of posts in a head or foot, names and ranks."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Final

from leadminer.mining.extraction.dates import is_time
from leadminer.mining.extraction.items import Post
from leadminer.mining.extraction.mark_words import BY, is_mostly_date
from leadminer.mining.extraction.texts import one_line

_FOOT: Final = re.compile(r"powered by\b|all rights reserved|©|版权所有|版權所有|备案", re.I)


def say_the_same(posts: list[Post]) -> bool:
    """Whether the records of a kind all say the same little: ranks in a list of members."""
    if len(posts) < 4:
        return False
    text, count = Counter(post.text for post in posts).most_common(1)[0]
    return len(text) < 40 and count * 5 >= len(posts) * 4


def only_names(text: str) -> bool:
    """Whether a text says nothing but who and when ("by anna - 06-09-2026, 02:06 PM")."""
    named = BY.search(text) if len(text) <= 120 and "\n" not in text else None
    if named is None or named.start() > 2:
        return False
    rest = text[named.end() :].strip(" -–—,·|")
    return any(c.isdigit() for c in rest) and is_mostly_date(rest, "p") and is_time(rest)


def without_echoes(
    found: list[tuple[int, Post]], lonely: set[int], listed: int, title: str
) -> list[Post]:
    """Without what the head or foot of a page says of posts or lists that stand on it.

    `lonely`: origins of records whose kind stands there once; `listed`: how many rows there are.
    """
    seen: set[tuple[str, datetime | None, str]] = set()
    times: Counter[datetime | None] = Counter(post.posted for _, post in found)
    kept = []
    for origin, post in found:
        key = (post.author, post.posted, "".join(post.text.split()))
        if key in seen and post.posted is not None:
            continue
        seen.add(key)
        if origin in lonely and len(post.text) < 300 and _FOOT.search(post.text):
            continue
        if origin in lonely and (len(post.text) < 80 or one_line(post.text) == title):
            if (post.posted and times[post.posted] > 1) or listed >= 3:
                continue
            if is_mostly_date(post.text, "p") and is_time(post.text):
                continue
        kept.append(post)
    return kept
