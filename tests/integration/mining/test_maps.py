"""Sitemaps and feeds as a way into a site; what they list is not believed blindly."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from leadminer.app import App, open_app
from leadminer.signals import queries
from leadminer.signals.tables import SourceRun
from leadminer.workspace import create_workspace
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, html, served, thread

TOPICS = 25


@pytest.fixture
def desk(tmp_path: Path):
    workspace = create_workspace(tmp_path / "w")
    with open_app(workspace.root) as opened:
        yield opened


def crawl(app: App, url: str, **options: object) -> SourceRun:
    return read_site(app, url, spider="auto", **options)


def urls_of(app: App, kind: str = "post") -> set[str]:
    with app.read() as session:
        return {s.url for s in queries.each_signal(session) if s.kind == kind}


class Mapped:
    """A forum whose front page leads nowhere: only its sitemaps know the threads."""

    def __init__(self, lastmod: str = "", *, topics: int = TOPICS, feed: bool = False) -> None:
        self.home = ""
        self.lastmod = lastmod
        self.topics = topics
        self.feed = feed

    def __call__(self, path: str, _: int) -> Answer:
        if path == "/robots.txt":
            return Answer(200, f"Sitemap: {self.home}/sitemap.xml\n".encode())
        if path == "/":
            feed = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
            head = feed if self.feed else ""
            return html(f"<html><head>{head}</head><body>Welcome</body></html>")
        if path == "/sitemap.xml":
            return self.index()
        if path == "/topics.xml.gz":
            return Answer(200, gzip.compress(self.urlset("topic/{n}/")), {"Content-Type": "x/y"})
        if path in ("/tags.xml", "/users.xml", "/gone-pages.xml"):
            return Answer(200, self.urlset(path[1:5] + "/{n}"))
        if path == "/feed":
            return Answer(200, self.rss().encode(), {"Content-Type": "application/rss+xml"})
        if path.startswith("/tags/"):
            links = "".join(f"<a href='/topic/{n}/'>Drums wanted {n}</a>" for n in range(5))
            return html(f"<html><body>{links}</body></html>")
        if path.startswith("/topic/") and int(path.split("/")[2]) < self.topics:
            return html(thread(int(path.split("/")[2])))
        return Answer(404)

    def index(self) -> Answer:
        names = ("sitemap.xml", "nowhere.xml", "tags.xml", "users.xml", "gone-pages.xml",
                 "topics.xml.gz")  # fmt: skip
        rows = "".join(f"<sitemap><loc>{self.home}/{name}</loc></sitemap>" for name in names)
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return Answer(200, f'<sitemapindex xmlns="{space}">{rows}</sitemapindex>'.encode())

    def urlset(self, path: str) -> bytes:
        count = self.topics if path.startswith("topic") else 400
        rows = "".join(
            f"<url><loc>{self.home}/{path.format(n=n)}</loc>{self.when(n)}</url>"
            for n in range(count)
        )
        return (
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
        )

    def when(self, number: int) -> str:
        return f"<lastmod>{self.lastmod.format(d=1 + number % 9)}</lastmod>" if self.lastmod else ""

    def rss(self) -> str:
        rows = "".join(
            f"<item><title>T</title><link>/topic/{n}/</link></item>" for n in range(self.topics)
        )
        return f'<rss version="2.0"><channel><title>F</title>{rows}</channel></rss>'


def test_threads_that_only_a_sitemap_knows_are_found_and_its_junk_costs_little(desk: App) -> None:
    site = Mapped()
    with served(site) as (url, log):
        site.home = url
        run = crawl(desk, url)
    assert urls_of(desk) == {f"{url}/topic/{n}" for n in range(TOPICS)} or urls_of(desk) == {
        f"{url}/topic/{n}/" for n in range(TOPICS)
    }
    assert run.outcome == "ok", run.reason
    for junk in ("/tags/", "/user/", "/gone/"):
        assert sum(path.startswith(junk) for path in log) <= 6
    assert log.count("/sitemap.xml") == 1, "a sitemap that names itself is read once"
    assert run.refusals["http_404"] >= 1, "what is not there is counted"
    assert len(log) <= 1.5 * run.signals_seen


def test_a_second_run_leaves_out_what_the_sitemap_says_has_not_changed(desk: App) -> None:
    site = Mapped("2026-10-0{d}T12:00:00Z")
    with served(site) as (url, log):
        site.home = url
        crawl(desk, url)
        first = len(log)
        site.topics += 3
        again = crawl(desk, url)
        asked = log[first:]
    assert sorted(p for p in asked if p.startswith("/topic/")) == [
        f"/topic/{n}/" for n in range(TOPICS, TOPICS + 3)
    ]
    assert again.signals_new == 6 and again.unchanged >= TOPICS


def test_a_sitemap_that_was_caught_lying_is_not_believed(desk: App) -> None:
    site = Mapped("2026-09-0{d}T12:00:00Z")  # its threads got posts in October
    with served(site) as (url, log):
        site.home = url
        crawl(desk, url)
        first = len(log)
        again = crawl(desk, url)
        asked = log[first:]
    assert "unchanged" not in again.refusals and again.signals_new == 0
    # nothing tells of its threads: they are asked for when they are due
    assert not any(p.startswith("/topic/") for p in asked) and again.unchanged >= TOPICS


def test_a_feed_of_the_first_page_leads_to_its_threads(desk: App) -> None:
    site = Mapped(feed=True)

    def without_maps(path: str, count: int) -> Answer:
        return Answer(404) if path in ("/robots.txt", "/sitemap.xml") else site(path, count)

    with served(without_maps) as (url, log):
        site.home = url
        run = crawl(desk, url)
    assert len(urls_of(desk)) == TOPICS and log.count("/feed") == 1
    assert run.outcome == "ok" and len(log) <= TOPICS + 4


@pytest.mark.parametrize("start", ["/feed", "/topics.xml.gz"])
def test_a_crawl_may_begin_at_a_feed_or_a_sitemap(desk: App, start: str) -> None:
    site = Mapped()
    with served(site) as (url, _):
        site.home = url
        run = crawl(desk, url + start)
    assert len(urls_of(desk)) == TOPICS and run.outcome == "ok"


def test_only_what_was_posted_since_a_day_is_kept(desk: App) -> None:
    site = Mapped("2026-10-0{d}T12:00:00Z")
    with served(site) as (url, log):
        site.home = url
        run = crawl(desk, url, since="2026-10-02")  # replies are of the 2nd, questions of the 1st
    days = {n: 1 + n % 9 for n in range(TOPICS)}
    asked = {int(p.split("/")[2]) for p in log if p.startswith("/topic/")}
    assert asked == {n for n, day in days.items() if day >= 2}
    assert urls_of(desk) == set() and len(urls_of(desk, "reply")) == len(asked)
    assert run.signals_seen == len(asked)
