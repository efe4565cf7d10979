"""What a post repeats of an earlier one of its page before it says its own: a quote, however
it is marked."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.items import Post

_REPEATED_MIN: Final = 16  # letters of a line that nobody writes twice by chance
_SIGNS: Final = re.compile(r"[\W_]+")


def without_repeated(posts: list[Post]) -> None:
    """Take the lines away with which posts repeat earlier ones, with the name above them."""
    said: set[str] = set()
    names: set[str] = set()
    for post in posts:
        lines = post.text.splitlines()
        start = 1 if len(lines) > 2 and _plain(lines[0]) in names else 0
        end = start
        while end < len(lines) and _plain(lines[end]) in said:
            end += 1
        if start < end < len(lines):
            post.text = "\n".join(lines[end:])
        said |= {plain for line in lines if len(plain := _plain(line)) >= _REPEATED_MIN}
        names |= {_plain(post.author)} - {""}


def _plain(line: str) -> str:
    return _SIGNS.sub("", line)
