"""Whether a page shows a thread with its newest post on top, as many trackers do."""

from __future__ import annotations

from itertools import islice, pairwise

from lxml.html import HtmlElement

from leadminer.mining.extraction.values.items import Post


def newest_first(body: HtmlElement, posts: list[Post]) -> bool:
    """Whether each post of a whole thread is older than the one above it.

    Of a thread over several pages it is not known where it begins: those are left as they stand.
    """
    times = [post.posted for post in posts if post.posted]
    if len(times) < 2 or len(times) < len(posts) or any(post.stands_alone for post in posts):
        return False
    return all(above > below for above, below in pairwise(times)) and not _turns_pages(body)


def _turns_pages(body: HtmlElement) -> bool:
    links = islice(body.iter("a"), 2000)
    return any(a.get("rel") == "next" or (a.text or "").strip() == "2" for a in links)
