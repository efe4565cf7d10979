"""Where a page stands by its address: in the list whose address its own begins with."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.places.addresses import absolute, canonical

# "/forum/wanted/7" stands in "wanted", but not in "forum": all threads do
_ALL_THREADS: Final = re.compile(
    r"\d*|(?:forums?|threads?|topics?|questions?|discussions?|boards?|posts?|articles?|community|"
    r"blog|news|index|[a-z])",
    re.I,
)


_GOES_BACK: Final = re.compile(
    r"\W*(?:back|return|zurück|retour|voltar|volver|torna|назад|返回|戻る|もどる|뒤로|목록|all )",
    re.I,
)


def place_by_address(body: HtmlElement, page: str, base: str) -> list[str]:
    """The list that a page's address stands in, by the name that a link there gives it."""
    way = urlsplit(page.rstrip("/"))
    best, name = 0, ""
    for link in islice(body.iter("a"), _LINKS_MAX):
        parts = urlsplit(canonical(absolute(base, link.get("href")) or ""))
        path = parts.path.rstrip("/")
        if parts.query or parts.netloc != way.netloc or len(path) <= best:
            continue
        text = line_of(link)
        if not way.path.startswith(f"{path}/") or not 2 <= len(text) <= 40:
            continue
        last = path.rpartition("/")[2]
        is_name = text.lower() != last.lower() and not _GOES_BACK.match(text)
        if is_name and not _ALL_THREADS.fullmatch(last):
            best, name = len(path), text
    return [name] if name else []


_LINKS_MAX: Final = 400
