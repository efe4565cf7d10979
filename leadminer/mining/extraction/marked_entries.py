"""Entries in class names beside the posts that the page itself shows.

Themes carry the classes of hEntry by accident on whatever they list, so what the page shows is
believed first: an entry fills what a post lacks, and is a post of its own only if it is the one
entry of its page and nothing shown says the same.
"""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.items import Post
from leadminer.mining.extraction.page_turns import is_same_list

SYNTAX: Final = "microformats"
_PIECE_MIN: Final = 40  # letters; "thanks" stands in many texts


def with_entries(seen: list[Post], entries: list[Post], page: str) -> list[Post]:
    """The posts of a page with what its entries tell; an entry that stands elsewhere is only
    announced here."""
    here = [e for e in entries if not e.url or is_same_list(e.url.split("#")[0], page)]
    posts = list(seen)
    for entry in here:
        match = next((post for post in posts if same_words(post, entry)), None)
        if match is not None:
            match.author = match.author or entry.author
            if match.author == entry.author:
                match.author_url = match.author_url or entry.author_url
            match.posted = match.posted or entry.posted
            match.title = match.title or entry.title
        elif len(entries) == 1 and not any(_is_piece(post, entry) for post in seen):
            posts.insert(0, entry)
    return posts


def same_words(left: Post, right: Post) -> bool:
    """Whether two texts begin alike."""
    a, b = (_letters(post.text[:400])[:80] for post in (left, right))
    return bool(a and b) and (a.startswith(b[:40]) or b.startswith(a[:40]))


def _is_piece(left: Post, right: Post) -> bool:
    short, long = sorted((_letters(left.text), _letters(right.text)), key=len)
    return len(short) >= _PIECE_MIN and short in long


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)
