"""How many requests reading all of a site is likely to take, told by a few of its pages.

One page hardly tells: on invented sites what its links and page numbers promised was right for one
in four. Six pages drawn over its lists and items, as a probe draws them, gave an interval that
held for nine in ten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import Any, Final

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.forecast import forecast
from leadminer.mining.frontier import Frontier, Visit
from leadminer.mining.politeness.answers import Body, Refused, StopReading
from leadminer.mining.readers.look import kind_of_answer
from leadminer.mining.sampling import Sampler

LOOKS: Final = 6  # pages
_BESIDE: Final = 2  # robots.txt, tdmrep.json


def requests_expected(
    start: Body, ask: Callable[[str], Body], *, context: Context, pages_max: int
) -> tuple[int, int]:
    """Fewest and most requests (90 %) of a run that begins at a page and reads `pages_max` pages at
    most. `ask` gives a page, at the host's pace; what it refuses is passed over."""
    context = replace(context, build=SiteMemory(), memory=DirectoryMemory())
    frontier = Frontier(start.url, follow_users=True)
    sampler = Sampler(start.url, 0.0, pages_min=min(LOOKS, pages_max))
    body: Body | None = start
    visit = Visit(start.url, 0, 0, "")
    while True:
        if body is not None and (page := _page_of(body, visit, context)) is not None:
            _learn(page, visit, len(body.body), frontier, sampler)
        if not (drawn := sampler.draw()):
            break
        visit, _ = drawn[0]
        try:
            body = ask(visit.url)
        except Refused:
            body = None
        except StopReading:
            break
        if body is not None and not frontier.is_on_site(body.url):
            body = None
    seen: dict[str, Any] = sampler.described()
    counts = [[row["fresh"]] for row in seen["rows"]]
    pages = forecast(seen, counts, pages_max=pages_max)[0]
    return max(1, int(pages.low)) + _BESIDE, max(1, ceil(pages.high)) + _BESIDE


def _page_of(body: Body, visit: Visit, context: Context) -> PageReading | None:
    content_type = body.headers.get("content-type", "")
    text = decode(body.body, content_type).text
    if kind_of_answer(text, content_type) != "html":
        return None
    is_later = bool(visit.thread_url)
    return read_page(text, body.url, replace(context, is_later_page=is_later))


def _learn(
    page: PageReading, visit: Visit, size: int, frontier: Frontier, sampler: Sampler
) -> None:
    keys = [f"{record.url} {record.name}" for record in page.companies]
    keys += [f"{post.url} {post.author} {post.text}" for post in page.posts]
    frontier.learn_people(page)
    visits = frontier.visits(page, depth=visit.depth, thread_url=visit.thread_url)
    leads = frontier.promising(visits)
    frontier.learn(visit.url, page, new_records=len(keys), new_links=leads)
    sampler.saw(visit.url, page, keys, size=size)
    sampler.take(visit.url, page, [(each, None) for each in visits])
