"""What an answer is before it is read: a page, or a feed, a file, a mail."""

from __future__ import annotations

import re
from typing import Final

HTML: Final = ("text/html", "application/xhtml", "text/plain", "application/xml", "text/xml")
_TAGS: Final = re.compile(rb"<(?:!doctype|html|head|body|div|table|p|h\d|ul|article|a)[\s>]", re.I)
_FEED: Final = re.compile(
    rb"(?:<\?[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:rdf|urlset|sitemapindex)[\s>]",
    re.I | re.S,
)


def looks_like_html(body: bytes, kind: str) -> bool:
    """Whether an answer is a page by its first bytes: a feed is none, whatever its header says."""
    if kind.startswith("text/plain") and not _TAGS.search(body[:4096]):
        return False  # a mail as it was sent, a log
    head = body[:1024].lstrip().lower()
    if head.startswith((b"%pdf", b"\x89png", b"gif8", b"\xff\xd8", b"pk\x03\x04", b"{", b"[")):
        return False
    return b"<" in body[:4096] and not _FEED.match(body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n"))
