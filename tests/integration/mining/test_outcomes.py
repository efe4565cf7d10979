"""How a run ends on every kind of site: "nothing found" and "blocked" are never the same answer."""

from __future__ import annotations

import gzip
import socket

import pytest

from leadminer.app import App
from leadminer.base.errors import InvalidInput
from leadminer.flow import mine
from leadminer.signals import queries
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, Site, forum, html, served

FILE_ADDRESS = "file:" + "///etc/hostname"


def everywhere(answer: Answer) -> Site:
    return lambda path, _: Answer(404) if path == "/robots.txt" else answer


def test_a_forum_is_read_whole_and_ends_ok(desk: App) -> None:
    with served(forum) as (url, log):
        run = read_site(desk, url)
    assert (run.outcome, run.signals_new, run.pages) == ("ok", 60, 31)
    assert len(log) == len(set(log)), "no page is asked for twice"
    assert run.requests == len(log)


def test_a_second_run_adds_nothing(desk: App) -> None:
    with served(forum) as (url, _):
        read_site(desk, url)
        again = read_site(desk, url)
    assert (again.outcome, again.signals_new, again.refusals) == ("ok", 0, {})
    with desk.read() as session:
        assert queries.count_signals(session) == 60


def test_a_limit_of_pages_ends_partial(desk: App) -> None:
    with served(forum) as (url, log):
        run = read_site(desk, url, pages_max=6)
    assert run.outcome == "partial" and "limit" in run.reason
    assert run.pages == 6 and len(log) <= 9


def test_403_everywhere_is_blocked(desk: App) -> None:
    with served(everywhere(Answer(403))) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "blocked" and run.refusals == {"http_403": 1}


def test_a_robots_txt_that_closes_all_is_blocked_and_nothing_is_read(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/robots.txt":
            return Answer(200, b"User-agent: *\nDisallow: /\n")
        return forum(path, count)

    with served(site) as (url, log):
        run = read_site(desk, url)
    assert run.outcome == "blocked" and run.refusals == {"robots": 1}
    assert log == ["/robots.txt"]


def test_a_robots_txt_that_fails_means_keep_out(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        return Answer(500) if path == "/robots.txt" else forum(path, count)

    with served(site) as (url, log):
        run = read_site(desk, url)
    assert run.outcome == "blocked" and "/" not in log


def test_429_without_end_is_rate_limited(desk: App) -> None:
    answer = Answer(429, headers={"Retry-After": "3600"})
    with served(everywhere(answer)) as (url, log):
        run = read_site(desk, url)
    assert run.outcome == "rate_limited"
    assert log.count("/") == 1, "an hour's pause is not slept through, nor argued with"


def test_a_short_retry_after_is_waited_for(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/" and count == 1:
            return Answer(429, headers={"Retry-After": "1"})
        return forum(path, count, topics=3)

    with served(site) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "ok" and run.signals_new == 6


def test_a_page_that_is_no_html_fails_with_that_reason(desk: App) -> None:
    answer = Answer(200, b"%PDF-1.7 ...", {"Content-Type": "application/pdf"})
    with served(everywhere(answer)) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and run.refusals == {"not_html": 1} and "HTML" in run.reason


def test_a_page_of_more_than_ten_megabytes_is_refused(desk: App) -> None:
    answer = html("<html><body>" + "x" * (11 * 1024 * 1024))
    with served(everywhere(answer)) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and run.refusals == {"too_large": 1}
    assert run.bytes_read < 100_000


def test_an_unreachable_host_fails(desk: App) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    run = read_site(desk, f"http://127.0.0.1:{port}/")
    assert run.outcome == "failed" and run.refusals == {"connection": 1}


def test_a_host_without_a_name_fails(desk: App) -> None:
    run = read_site(desk, "http://no-such-host.invalid/")
    assert run.outcome == "failed" and set(run.refusals) == {"dns"}


def test_a_host_that_never_answers_fails_by_time(desk: App) -> None:
    def site(path: str, _: int) -> Answer:
        return Answer(404) if path == "/robots.txt" else Answer(200, pause=60)

    with served(site) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and set(run.refusals) == {"timeout"}


def test_a_site_without_posts_is_empty(desk: App) -> None:
    page = html("<html><body><h1>About us</h1><p>We make drums since 1950.</p></body></html>")
    with served(everywhere(page)) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "empty" and run.pages == 1


def test_a_known_site_that_holds_nothing_any_more_has_changed_its_layout(desk: App) -> None:
    changed = []

    def site(path: str, count: int) -> Answer:
        return html("<html><body><p>All new.</p></body></html>") if changed else forum(path, count)

    with served(site) as (url, _):
        assert read_site(desk, url).outcome == "ok"
        changed.append(True)
        run = read_site(desk, url)
    assert run.outcome == "layout_changed" and "60 signals were found before" in run.reason


def test_a_log_in_wall_is_blocked(desk: App) -> None:
    page = html('<html><body><form><input name="u"><input type="password"></form></body></html>')
    with served(everywhere(page)) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "blocked" and "log-in" in run.reason


def test_a_loopback_address_is_refused_unless_allowed(desk: App) -> None:
    with served(forum) as (url, log):
        run = read_site(desk, url, allow_private=False)
    assert run.outcome == "failed" and run.refusals == {"private_address": 1}
    assert "--allow-private" in run.reason and log == []


def test_a_redirect_to_a_metadata_address_is_refused_though_private_ones_are_allowed(
    desk: App,
) -> None:
    moved = Answer(302, headers={"Location": "http://169.254.169.254/latest/meta-data/"})
    with served(everywhere(moved)) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and run.refusals == {"metadata_address": 1}
    assert "never read" in run.reason


@pytest.mark.parametrize("spider", ["qa", "discourse"])
@pytest.mark.parametrize(
    "robots",
    [
        Answer(200, pause=60),
        Answer(hang_up=True),
        Answer(200, b"User-agent: *\nAllow: /\n", missing=500),
        Answer(302, headers={"Location": FILE_ADDRESS}),
    ],
    ids=["late", "hung-up", "cut-off", "elsewhere"],
)
def test_a_robots_txt_that_cannot_be_had_means_keep_out(
    desk: App, robots: Answer, spider: str
) -> None:
    site = lambda path, n: robots if path == "/robots.txt" else forum(path, n)  # noqa: E731
    with served(site) as (url, log):
        run = read_site(desk, url, spider=spider)
    assert set(log) == {"/robots.txt"}
    if robots.status == 302 and spider == "discourse":
        assert run.outcome == "failed" and run.refusals == {"redirect_refused": 1}
    else:
        assert run.outcome == "blocked" and run.refusals == {"robots_unavailable": 1}
        assert "robots.txt could not be had" in run.reason


@pytest.mark.parametrize("spider", ["qa", "discourse"])
@pytest.mark.parametrize("seconds", [601, 3600, 86400])
def test_a_crawl_delay_too_long_for_us_ends_the_run(desk: App, seconds: int, spider: str) -> None:
    robots = Answer(200, f"User-agent: *\nCrawl-delay: {seconds}\n".encode())
    site = lambda path, n: robots if path == "/robots.txt" else forum(path, n)  # noqa: E731
    with served(site) as (url, log):
        run = read_site(desk, url, spider=spider)
    assert run.outcome == "rate_limited" and run.refusals == {"crawl_delay": 1}
    assert f"asks for {seconds} s between pages" in run.reason and log == ["/robots.txt"]


def test_a_small_answer_that_unpacks_to_a_large_one_is_too_large(desk: App) -> None:
    bomb = gzip.compress(b"<html>" + b"x" * (12 * 1024 * 1024))
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    with served(everywhere(Answer(200, bomb, headers))) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and run.refusals == {"too_large": 1}
    assert "larger than" in run.reason


def test_redirects_without_end_are_named(desk: App) -> None:
    def site(path: str, _: int) -> Answer:
        if path == "/robots.txt":
            return Answer(404)
        return Answer(302, headers={"Location": "/b" if path == "/" else "/"})

    with served(site) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and run.refusals == {"redirects": 1}
    assert "without end" in run.reason


@pytest.mark.parametrize(
    "target", [FILE_ADDRESS, "ftp://a.example/", "mailto:a@b.example", "http://[::1",
               "http://user:secret@127.0.0.1/"]
)  # fmt: skip
def test_a_redirect_to_what_is_no_web_page_is_named(desk: App, target: str) -> None:
    with served(everywhere(Answer(302, headers={"Location": target}))) as (url, _):
        run = read_site(desk, url)
    assert run.outcome == "failed" and run.refusals == {"redirect_refused": 1}
    assert "no web page" in run.reason and "secret" not in run.reason


def test_a_topic_that_has_moved_to_another_site_is_not_taken_for_ours(desk: App) -> None:
    with served(forum) as (other, _):

        def site(path: str, count: int) -> Answer:
            if path == "/topic/1/":
                return Answer(302, headers={"Location": f"{other}/topic/99/"})
            return forum(path, count, topics=3)

        with served(site) as (url, _):
            run = read_site(desk, url)
    assert run.outcome == "ok" and run.signals_new == 4 and run.refusals == {"off_site": 1}
    with desk.read() as session:
        assert all(s.url.startswith(url) for s in queries.list_signals(session))


def test_a_site_that_has_moved_is_the_source_of_what_it_holds(desk: App) -> None:
    with served(lambda path, n: forum(path, n, topics=3)) as (new, _):

        def old(path: str, _: int) -> Answer:
            known = path == "/robots.txt"
            return Answer(404) if known else Answer(301, headers={"Location": f"{new}{path}"})

        with served(old) as (url, _):
            run = read_site(desk, url)
    assert run.outcome == "ok" and run.signals_new == 6
    host = new.partition("://")[2]
    with desk.read() as session:
        assert queries.count_signals(session, host=host, spider="qa") == 6
        assert queries.count_signals(session, host=url.partition("://")[2]) == 0


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://user:secret@example.org/", "password"),
        ("http://user@example.org/", "password"),
        ("ftp://user:secret@example.org/", "password"),
        ("http:\\\\user:secret@example.org/", "password"),
        ("http://exa mple.org/", "blanks"),
        ("http://example.org/a b", "blanks"),
        ("http://example.org/a\nb", "control"),
        ("http://example.org/\x00", "control"),
    ],
)
def test_an_address_we_must_not_keep_is_refused_with_a_clear_word(
    desk: App, url: str, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words) as told, desk.begin() as session:
        mine.queue_run(session, clock=desk.clock, spider="qa", url=url, options={})
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("url", ["", "ftp://example.org/", "http://", "example.org", "http://[::1"])
def test_an_address_that_is_none_is_refused_at_once(desk: App, url: str) -> None:
    with pytest.raises(InvalidInput), desk.begin() as session:
        mine.queue_run(session, clock=desk.clock, spider="qa", url=url, options={})


def test_a_page_that_asks_not_to_be_kept_is_not_kept(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        answer = forum(path, count, topics=3)
        if path == "/topic/1/":
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    with served(site) as (url, _):
        run = read_site(desk, url)
    assert run.signals_new == 4 and run.refusals == {"noindex": 1}


def test_a_crawl_delay_longer_than_ours_is_kept(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/robots.txt":
            return Answer(200, b"User-agent: *\nCrawl-delay: 0.5\n")
        return forum(path, count, topics=4)

    with served(site) as (url, log):
        run = read_site(desk, url)
    assert run.started_at and run.ended_at
    # robots.txt, tdmrep.json and five pages: a lower bound cannot flicker
    assert (run.ended_at - run.started_at).total_seconds() >= 2.5 and len(log) == 7


def test_an_endless_maze_is_left_soon(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path.startswith("/maze/"):
            here = int(path.split("/")[2])
            onward = "".join(f'<a href="/maze/{here * 5 + n}">on {n}</a> ' for n in range(1, 6))
            return html(f"<html><body><p>Nothing here.</p>{onward}</body></html>")
        answer = forum(path, count, topics=5)
        if path == "/":
            answer.body = answer.body.replace(b"</body>", b'<a href="/maze/1">more</a></body>')
        return answer

    with served(site) as (url, log):
        run = read_site(desk, url)
    assert run.outcome == "ok" and run.signals_new == 10
    assert len([path for path in log if path.startswith("/maze/")]) <= 20


def test_a_redirect_to_another_host_is_not_followed(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/topic/1/":
            return Answer(302, headers={"Location": f"{elsewhere}/topic/1/"})
        if path == "/topic/2/":
            return Answer(302, headers={"Location": "http://169.254.169.254/latest/"})
        return forum(path, count, topics=5)

    with served(forum) as (elsewhere, asked), served(site) as (url, _):
        run = read_site(desk, url)
    assert run.refusals == {"metadata_address": 1, "off_site": 1} and run.signals_new == 6
    assert not asked, "not even its robots.txt"


def test_a_head_with_a_line_of_sixty_kilobytes_costs_no_page(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        answer = forum(path, count, topics=3)
        answer.headers = {**answer.headers, "X-Debug": "d" * 60_000}
        return answer

    with served(site) as (url, _):
        run = read_site(desk, url)
    assert (run.outcome, run.signals_new) == ("ok", 6)


def test_not_modified_that_nobody_asked_for_is_asked_again(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        unasked = path == "/topic/1/" and count == 1
        return Answer(304) if unasked else forum(path, count, topics=3)

    with served(site) as (url, _):
        run = read_site(desk, url)
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 6, {})
