"""Questions and their replies from forums and Q&A sites, whatever their software."""

from __future__ import annotations

from leadminer.sdk import SignalSpider


class QuestionSpider(SignalSpider):
    """Reads every thread of a site: its first post and each reply, with author, time and place."""

    name = "qa"
    version = "1"
    wants_posts = True
    wants_companies = False
