"""The sample web of the demo, compared with what a careful reader would write down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from leadminer.app import open_app
from leadminer.demo.site.content import MUST_NOT_BE_READ
from leadminer.demo.site.gold import gold_companies, gold_posts
from leadminer.demo.site.server import SampleSite, serve_site
from leadminer.flow import mine
from leadminer.reports.signal_export import each_object
from leadminer.signals.tables import SourceRun
from leadminer.workspace import create_workspace


@pytest.fixture(scope="module")
def crawl(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[SampleSite, list[dict[str, Any]], list[SourceRun]]]:
    workspace = create_workspace(Path(tmp_path_factory.mktemp("crawl")) / "w")
    runs = []
    with serve_site() as site, open_app(workspace.root) as app:
        for spider, url in (("qa", site.qa_url), ("directory", site.directory_url)):
            options = {"allow_private": True, "delay_seconds": 0}
            with app.begin() as session:
                run = mine.queue_run(
                    session, clock=app.clock, spider=spider, url=url, options=options
                )
                run_id = run.id or 0
            runs.append(mine.execute_run(app.engine, app.workspace, app.config, app.clock, run_id))
        with app.read() as session:
            rows = list(each_object(session))
        yield site, rows, runs


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


Crawl = tuple[SampleSite, list[dict[str, Any]], list[SourceRun]]


def test_every_post_and_reply_is_found_once_and_nothing_else(crawl: Crawl) -> None:
    site, rows, _ = crawl
    gold = {unquote(g.url) for g in gold_posts(site.qa_url, now=site.now)}
    found = Counter(unquote(r["url"]) for r in rows if r["kind"] != "company")
    assert set(found) == gold
    assert max(found.values()) == 1


def test_author_title_text_time_and_place_are_right(crawl: Crawl) -> None:
    site, rows, _ = crawl
    by_url = {unquote(r["url"]): r for r in rows}
    wrong: Counter[str] = Counter()
    gold = gold_posts(site.qa_url, now=site.now)
    for each in gold:
        row = by_url.get(unquote(each.url), {})
        posted = row.get("posted")
        off = abs(datetime.fromisoformat(posted) - each.posted) if posted else timedelta.max
        wrong["kind"] += row.get("kind") != each.kind
        wrong["author"] += row.get("author") != each.author
        wrong["title"] += squeezed(row.get("title")) != squeezed(each.title)
        wrong["text"] += squeezed(row.get("text")) != squeezed(each.text)
        wrong["posted"] += off > each.precision + timedelta(minutes=3)
        wrong["lang"] += row.get("lang") != each.lang
        wrong["section"] += row.get("section", [])[-1:] != list(each.section[-1:])
        wrong["fields"] += not set(each.fields.items()) <= set(row.get("fields", {}).items())
        wrong["parent"] += each.kind == "reply" and unquote(row.get("parent_url", "")) != unquote(
            each.parent_url
        )
    print(dict(wrong), "of", len(gold))
    assert all(count <= len(gold) * 0.02 for count in wrong.values()), wrong


def test_every_company_is_found_with_phone_mail_and_site(crawl: Crawl) -> None:
    site, rows, _ = crawl
    by_name = {squeezed(r["name"]): r for r in rows if r["kind"] == "company"}
    gold = gold_companies(site.directory_url)
    wrong: Counter[str] = Counter()
    for each in gold:
        row = by_name.get(squeezed(each.name), {})
        for name in ("phone", "extension", "email", "site", "country"):
            wrong[name] += (row.get(name) or "").rstrip("/") != getattr(each, name).rstrip("/")
    assert len(by_name) == len(gold)
    assert all(count <= len(gold) * 0.05 for count in wrong.values()), wrong


def test_no_e_mail_is_invented(crawl: Crawl) -> None:
    site, rows, _ = crawl
    shown = {g.email for g in gold_companies(site.directory_url)}
    assert {r["email"] for r in rows if r["kind"] == "company" and r["email"]} <= shown


def test_what_robots_txt_forbids_is_not_read(crawl: Crawl) -> None:
    site, rows, _ = crawl
    closed = ("/private/", "/search", "/talk/members/", "/export/")
    asked = [path for _, path in site.requests]
    assert not [path for path in asked if path.startswith(closed)]
    assert not [r for r in rows if MUST_NOT_BE_READ in str(r)]


def test_few_requests_are_made(crawl: Crawl) -> None:
    site, rows, runs = crawl
    share = len(site.requests) / len(rows)
    print(f"{len(site.requests)} requests for {len(rows)} records: {share:.2f} a record")
    assert share <= 1.0
    assert [run.outcome for run in runs] == ["ok", "ok"]
