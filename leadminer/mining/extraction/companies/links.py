"""The page of a company that a block of a list leads to."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.places.addresses import (
    absolute,
    canonical,
    pattern_of,
    site_of,
    without_page,
)
from leadminer.mining.extraction.places.jumps import leads_away
from leadminer.mining.extraction.places.page_links import LINKS_MAX
from leadminer.mining.extraction.values.company_labels import is_generic

_PASSING: Final = re.compile(r"(?:^|/)(?:go|out|redirect|link|visit|cdn-cgi|login|review)\b")


def own_link(element: HtmlElement, base: str) -> str:
    """The page of a company that a block leads to by a word such as "details"."""
    links = {}
    for anchor in element.iter("a"):
        url = absolute(base, anchor.get("href"))
        if url is None or site_of(url) != site_of(base):
            continue
        text = line_of(anchor)
        of_list = without_page(url) == without_page(base) or not re.search(r"[^\W\d_]|^$", text)
        passing = leads_away(url) or _PASSING.search(urlsplit(url).path)
        if not of_list and not passing:
            links[canonical(url)] = text
    detail = [u for u, text in links.items() if is_generic(text)]
    if detail:
        return detail[0]
    return next(iter(links)) if len(links) == 1 else ""


_SEVERAL: Final = 3  # pages of one kind that a list leads to


def leads_to_several(body: HtmlElement, links: set[str], base: str) -> bool:
    """Whether what a page's only name leads to is one of several pages alike: the page lists them.

    `links`: where the name leads; on a page of that kind it is its own.
    """
    kinds = {pattern_of(canonical(link)) for link in links} - {pattern_of(canonical(base))}
    if not kinds:
        return False
    told = (absolute(base, a.get("href")) for a in islice(body.iter("a"), LINKS_MAX) if line_of(a))
    alike = {canonical(url) for url in told if url and pattern_of(canonical(url)) in kinds}
    return len(alike) >= _SEVERAL


def shows_neighbours(part: HtmlElement, base: str) -> bool:
    """Whether a box leads to several other pages of this page's kind: what stands in it is of
    those companies, and not the directory's own."""
    here = canonical(base)
    told = (absolute(base, a.get("href")) for a in islice(part.iter("a"), LINKS_MAX) if line_of(a))
    others = {canonical(url) for url in told if url and site_of(url) == site_of(base)} - {here}
    return sum(pattern_of(url) == pattern_of(here) for url in others) > 1
