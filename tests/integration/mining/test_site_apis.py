"""WordPress, MediaWiki, Askbot and Overpass: found out by looking, read by their APIs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from leadminer.app import App, open_app
from leadminer.signals.tables import Signal
from leadminer.workspace import create_workspace
from tests.integration.mining.site_apis import (
    Askbot,
    MediaWiki,
    Places,
    WordPress,
    overpass,
)
from tests.integration.mining.small_web import served
from tests.integration.mining.test_unknown_sites import read_unknown, signals_of


@pytest.fixture
def desk(tmp_path: Path):
    workspace = create_workspace(tmp_path / "w")
    with open_app(workspace.root) as opened:
        yield opened


def by_url(app: App) -> dict[str, Signal]:
    return {signal.url: signal for signal in signals_of(app)}


@pytest.mark.parametrize("plain", [False, True])
def test_a_blog_of_wordpress_is_read_with_its_comments(desk: App, plain: bool) -> None:
    site = WordPress(plain=plain, requests=2)
    with served(site) as (url, log):
        site.home = url
        run, plan = read_unknown(desk, url)
    found = by_url(desk)
    assert plan["steps"][0]["reader"] == "wordpress"
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 130 * 3 + 2, {})
    # robots.txt, tdmrep.json, the page, 2 x posts, their types, the requests, 3 x comments
    assert len(log) == 10, log
    post = found[f"{url}/2026/10/press-7/"]
    assert (post.title, post.author, post.text) == ("Press – 7", "Ann & Bob", "We need press 7.")
    assert post.section == ["Wanted"] and post.author_url == f"{url}/author/ann/"
    assert post.posted_at is not None and post.posted_at.isoformat().startswith("2026-10-01T00:07")
    reply = found[f"{url}/2026/10/press-7/#comment-71"]
    assert (reply.kind, reply.parent_url, reply.author) == ("reply", post.url, "Guest 1")
    assert reply.text == "So do we, 7.", "without what it quotes"


def test_a_second_reading_of_wordpress_asks_only_for_what_is_new(desk: App) -> None:
    site = WordPress(posts=120)
    with served(site) as (url, log):
        site.home = url
        read_unknown(desk, url)
        first = len(log)
        again, _ = read_unknown(desk, url)
    assert again.outcome == "ok" and again.signals_seen == 0 and "nothing new" in again.reason
    assert all("after=" in p for p in log[first:] if "/posts" in p or "/comments" in p)
    assert len(log) - first <= 6


def test_a_wiki_is_read_by_its_talk_and_its_questions(desk: App) -> None:
    site = MediaWiki()
    with served(site) as (url, log):
        site.home = url
        run, plan = read_unknown(desk, url)
    assert plan["steps"][0]["reader"] == "mediawiki"
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 5 * 3 + 4, {})
    found = by_url(desk)
    post = found[f"{url}/wiki/Talk:Machine_3#Press_3"]
    assert (post.title, post.author, post.text) == ("Press 3", "Ann", "We need press 3.")
    assert post.section == ["Presses", "Talk", "Machine 3"]
    replies = [s for s in found.values() if s.parent_url == post.url]
    assert sorted((r.text, r.author) for r in replies) == [("Again.", "Bob"), ("So do we.", "Bob")]
    asked = found[f"{url}/wiki/Who_sells_press_2%3F"]
    assert (asked.author, asked.text) == ("Cleo", "Looking for press 2."), (
        "who made it, not who mended it"
    )
    assert asked.posted_at is not None and asked.posted_at.isoformat().startswith(
        "2026-10-01T08:00"
    )
    assert len(log) <= 0.8 * run.signals_seen


def test_only_what_changed_of_a_wiki_is_asked_for_again(desk: App) -> None:
    site = MediaWiki(talks=40, questions=0, size=50)
    with served(site) as (url, log):
        site.home = url
        read_unknown(desk, url)
        first = len(log)
        soon = desk.clock.now() + timedelta(minutes=5)
        space, title, source = site.pages[107]
        more = source + "\n: Me too. [[User:Dan|Dan]] 10:00, 10 October 2026 (UTC)"
        site.pages[107] = (space, title, more)
        site.changed[107] = soon.strftime("%Y-%m-%dT%H:%M:%SZ")
        again, _ = read_unknown(desk, url)
    assert again.outcome == "ok" and again.signals_new == 1
    assert len(log) - first <= 5, "robots.txt, the page, the site, the changes, one page"


def test_askbot_lists_and_its_pages_tell(desk: App) -> None:
    with served(Askbot()) as (url, _log):
        run, plan = read_unknown(desk, f"{url}/questions/")
    assert plan["steps"][0]["reader"] == "askbot"
    found = by_url(desk)
    kinds = [s.kind for s in found.values()]
    assert (kinds.count("post"), kinds.count("reply")) == (7, 6)
    assert run.refusals == {"http_404": 1}
    told = [s for s in found.values() if s.title == "Drums wanted 1"]
    assert [(s.author, s.text) for s in told] == [("user0", "We need")], "told by the list alone"


def test_what_overpass_finds_carries_its_licence(desk: App) -> None:
    with served(overpass) as (url, log):
        run, plan = read_unknown(desk, f"{url}/api/interpreter?data=[out:json];node[craft];out;")
    assert plan["steps"][0]["reader"] == "overpass" and run.outcome == "ok"
    assert len(log) == 3, "robots.txt, tdmrep.json and one query, which is not asked twice"
    found = by_url(desk)
    assert len(found) == 2
    press = found["https://www.openstreetmap.org/node/1"]
    assert press.title == "Presswerk Ölmüller" and "ODbL" in press.fields["attribution"]
    company: dict[str, Any] = press.company
    assert (company["phone"], company["email"]) == ("+49301234567", "info@presse.example")
    assert company["site"] == "http://www.presse.example" and company["country"] == "DE"
    assert company["address"] == "Hauptstraße 3, Berlin DE"
    assert found["https://www.openstreetmap.org/node/3"].company["phone"] == ""


def test_a_large_box_is_asked_in_tiles_and_a_tile_that_is_too_much_in_quarters(desk: App) -> None:
    server = Places()
    query = "[out:json][bbox:48,11,48.5,11.75];nwr[craft];out;"
    with served(server.answer) as (url, _log):
        run, plan = read_unknown(desk, f"{url}/api/interpreter?data={query}")
    assert plan["steps"][0]["reader"] == "overpass" and run.outcome == "ok"
    assert run.signals_new == len(server.firms) == 60
    assert all(north - south < 0.26 for south, _, north, _ in server.asked[1:])
    assert len(server.asked) == 1 + 6 + 4  # the look; the tiles; the quarters of the crowded one
