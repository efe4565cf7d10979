"""A page of no site, read before the first one of a run.

The names of countries in all languages, vocabularies and patterns are built when a page first asks
for them: half a second, in which the site would be left waiting.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.rows import Evidence, Found, row_of
from leadminer.signals.sensitive.detecting import find_sensitive

URL: Final = "http://forum.example/topic/1/"
PAGE: Final = """<html><body><h1>Steel drums wanted</h1>
<div class="post" id="p1"><a class="author" href="/u/anna">anna</a> <span class="date">2026-10-01
10:00</span><div class="message">We need 200 steel drums by 12 May, budget $4,000. Who can help in
Germany? Write to anna@shop.example or call +49 30 1234567.</div></div>
<div class="post" id="p2"><a class="author" href="/u/ben">ben</a> <span class="date">3 days
ago</span><div class="message">We need them as well, 求购二手设备, in Rotterdam.</div></div>
</body></html>"""


def read_example(now: datetime) -> None:
    """Read the page as any other, and forget what was found."""
    for post in read_page(PAGE, URL, Context(now=now)).posts:
        find_sensitive(post.text)
        row_of(Found(post, Evidence(URL, now, 200, ""), URL), spider="", version="")
