"""Any site: looked at first, then read by the reader that fits, else page by page."""

from __future__ import annotations

from leadminer.sdk import SignalSpider


class AutoSpider(SignalSpider):
    """Reads posts, replies and companies alike, from sites nobody has described to us."""

    name = "auto"
    version = "1"
    wants_posts = True
    wants_companies = True
    looks_first = True
