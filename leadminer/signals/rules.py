"""What makes a signal the same signal when it is met again."""

from __future__ import annotations

import re

from leadminer.base.ids import content_hash


def signal_key(
    kind: str, url: str, *, parent_url: str = "", author: str = "", text: str = ""
) -> str:
    """The key that lets a signal in once. A reply without an address of its own is known by
    its thread, its author and its words."""
    head, _, anchor = _plain(url).partition("#")
    if kind == "reply":
        if anchor:
            return content_hash(f"reply\n{_plain(parent_url) or head}\n{anchor}")
        if head and head != _plain(parent_url):
            return content_hash(f"reply\n{head}")
        return content_hash(f"reply\n{_plain(parent_url)}\n{author}\n{squeezed(text)}")
    # a page may hold several companies, or several threads as its sections
    apart = kind == "company" or bool(anchor)
    return content_hash(f"{kind}\n{head}\n{anchor}" if apart else f"{kind}\n{head}")


def squeezed(text: str) -> str:
    """A text without blanks and case, to compare two copies of it."""
    return re.sub(r"\s+", "", text).casefold()


def _plain(url: str) -> str:
    return re.sub(r"^https?://(?:www\.|m\.)?", "", url or "").rstrip("/")
