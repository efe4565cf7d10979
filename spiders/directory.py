"""Companies from B2B directories and yellow pages, whatever their mark-up."""

from __future__ import annotations

from leadminer.sdk import SignalSpider


class DirectorySpider(SignalSpider):
    """Reads every company of a site: name, phone, shown e-mail, web site, address."""

    name = "directory"
    version = "1"
    wants_posts = False
    wants_companies = True
