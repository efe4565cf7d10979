"""A spider made of a site's file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from scrapy.http import Response

from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.page import Context
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.sites.site_file import SiteFile, read_site_file
from leadminer.mining.sites.site_reading import read_site_page
from leadminer.mining.spider import SignalSpider


class SiteSpider(SignalSpider):
    """Walks a site as any spider does; what its pages hold is told by selectors."""

    site: ClassVar[SiteFile]

    def _read(self, response: Response, content_type: str, *, is_later_page: bool) -> PageReading:
        text = decode(response.body, content_type).text
        context = Context(
            now=self.clock.now(),
            zone=self.zone,
            region=self.region,
            is_later_page=is_later_page,
        )
        return read_site_page(text, response.url, self.site, context)


def site_spider(path: Path) -> type[SiteSpider]:
    """The spider of a site's file. Raises ConfigError."""
    site = read_site_file(path)
    return type(
        "SiteSpider",
        (SiteSpider,),
        {
            "site": site,
            "name": path.stem,
            "version": site.version,
            "wants_posts": site.posts is not None,
            "wants_companies": site.companies is not None,
        },
    )
