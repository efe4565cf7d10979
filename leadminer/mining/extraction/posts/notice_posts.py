"""Posts of a page of notices: a table of them, one with its fields, or cards that lead to some."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.reading import Marks
from leadminer.mining.extraction.notices.notice_tables import notices_in_tables
from leadminer.mining.extraction.notices.pairs import Pair
from leadminer.mining.extraction.notices.record_pages import leading_cards, read_record
from leadminer.mining.extraction.records.record_parts import Record, regions
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.extraction.values.phones import looks_like_phone


@dataclass(slots=True)
class NoticePosts:
    """What a page of notices says."""

    posts: list[Post]
    listed: int = 0  # cards that only announce notices
    below: list[Record] = field(default_factory=list)  # what is said below a lone one


def notices_of(
    tree: Tree,
    pairs: list[Pair],
    marks: Marks,
    *,
    base: str,
    page: str,
    title: str,
    now: datetime,
    zone: Zone,
    memory: SiteMemory,
) -> NoticePosts | None:
    """The notices of a page, or None where it is none of notices.

    `pairs`: all labels of the page with their values; `base`: what links are relative to; `page`:
    the page's own canonical address.
    """
    if rows := notices_in_tables(tree.elements[0], now=now, zone=zone):
        return NoticePosts(rows)
    reach = {
        p: f"{p.label} {p.value}" for p in pairs if "@" in p.value or looks_like_phone(p.value)
    }
    # an advertiser, a hotline: how to reach the site or others, none of this page's fields
    pairs = [p for p in pairs if p not in reach or not memory.is_steady(reach[p])]
    if lone := read_record(tree, pairs, marks, title, now=now, zone=zone):
        above = Mark(lone.last, "", said="")
        below = regions(tree, [above, *lone.after])[1:] if lone.after else []
        return NoticePosts([lone.post], below=below)
    memory.saw_pairs(reach.values())
    cards = leading_cards(tree, pairs, marks, base, page)
    return NoticePosts([], cards) if cards else None
