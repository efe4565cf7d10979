"""What forms the addresses of a site have: those of threads, and those of people's own pages."""

from __future__ import annotations

from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.places.addresses import absolute, canonical, pattern_of, site_of
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import Post


def page_of(author: Mark | None, base: str) -> str | None:
    """The page of an author."""
    url = absolute(base, author.href) if author else None
    return canonical(url) if url else None


def learn_from(
    posts: list[Post], page: str, groups: dict[str, list[Record]], memory: SiteMemory
) -> None:
    """Learn from a page with posts what its own address is like, where its authors' lead, and how
    its first post, alone of its kind, tells its time."""
    if len(posts) < 2:
        return
    first = min(groups, key=lambda kind: groups[kind][0].origin, default="")
    if first and len(groups[first]) == 1:
        memory.learn(memory.heads, first)
    memory.learn(memory.threads, pattern_of(page))
    pages = {post.author_url for post in posts if post.author_url}
    for pattern in {pattern_of(url) for url in pages if site_of(url) == site_of(page)}:
        memory.learn(memory.people, pattern)
