"""JSON APIs, read by the real child process, from servers that behave and that do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from leadminer.app import App
from leadminer.signals import places, queries
from leadminer.signals.tables import Signal, SourceRun
from tests.integration.mining.apis import NOWHERE, Discourse, HackerNews, StackExchange, answer
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, served


def read_api(app: App, spider: str, url: str, **options: object) -> SourceRun:
    return read_site(app, url, spider=spider, **options)


def signals_of(app: App) -> list[Signal]:
    with app.read() as session:
        found = list(queries.each_signal(session))
        session.expunge_all()
    return found


def test_a_discourse_forum_is_read_whole(desk: App) -> None:
    with served(Discourse()) as (url, log):
        run = read_api(desk, "discourse", url)
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 7 * 31, {})
    assert len(log) == len(set(log)) == run.requests, "nothing is asked for twice"
    # robots.txt, 3 pages of topics, the categories, and for each topic 20 posts and the rest
    assert len(log) == 2 + 3 + 1 + 7 * 2
    found = {s.url: s for s in signals_of(desk)}
    post, reply = found[f"{url}/t/2"], found[f"{url}/t/2/25"]
    assert (post.kind, post.title, post.author) == ("post", "Presse 2 & mehr", "user1")
    assert (reply.kind, reply.parent_url, reply.author) == ("reply", post.url, "user25")
    assert reply.text == "We need one too, number 2025.", "nobody is given words he only quotes"
    assert reply.author_url == f"{url}/u/user25" and reply.section == ["Wanted", "Presses"]
    assert reply.posted_at is not None and reply.posted_at.isoformat().startswith(
        "2026-10-01T10:25"
    )
    assert (reply.http_status, len(reply.content_hash), reply.spider) == (200, 64, "discourse")
    with desk.read() as session:
        other = places.answered_by(session, [reply, found[f"{url}/t/2/26"]])
        assert {each: other[each].author for each in other} == {reply.id: "user24"}


def test_a_second_reading_doubles_nothing(desk: App) -> None:
    with served(Discourse()) as (url, _):
        read_api(desk, "discourse", url, pages_max=6)
        again = read_api(desk, "discourse", url)
    assert again.outcome == "ok"
    assert len(signals_of(desk)) == 7 * 31


def test_pages_without_end_stop_at_the_limit(desk: App) -> None:
    with served(Discourse(topics=100_000, replies=0)) as (url, log):
        run = read_api(desk, "discourse", url, pages_max=12)
    assert run.outcome == "partial" and "limit of pages" in run.reason
    assert run.pages == 12 and len(log) == 14


def test_a_list_that_repeats_itself_comes_to_an_end(desk: App) -> None:
    forum = Discourse(topics=3, replies=0)

    def site(path: str, count: int) -> Answer:
        if path.startswith("/latest.json"):
            first = forum.latest(0)
            return Answer(200, first.body.replace(b'"per_page"', b'"more_topics_url": "/x", "p"'))
        return forum(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "ok" and run.signals_new == 3
    assert sum(path.startswith("/latest.json") for path in log) == 2


def test_html_instead_of_json_is_a_changed_layout(desk: App) -> None:
    page = Answer(200, b"<html><body>All new</body></html>", {"Content-Type": "text/html"})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else page) as (url, _):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "layout_changed" and run.refusals == {"not_json": 1}
    assert "JSON" in run.reason


def test_json_of_another_kind_is_a_changed_layout(desk: App) -> None:
    odd = answer({"topic_list": {"topics": "moved"}})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else odd) as (url, _):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "layout_changed" and run.refusals == {"not_the_api": 1}


def test_an_endless_answer_is_refused(desk: App) -> None:
    huge = Answer(200, b'{"a":"' + b"x" * (11 * 1024 * 1024), {})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else huge) as (url, _):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "failed" and run.refusals == {"too_large": 1}


def test_429_without_end_is_rate_limited(desk: App) -> None:
    no = Answer(429, b"{}", {"Retry-After": "3600"})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else no) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "rate_limited" and run.refusals == {"http_429": 1}
    assert len(log) == 2, "an hour's pause is not slept through, nor argued with"


def test_a_short_retry_after_is_waited_for(desk: App) -> None:
    forum = Discourse(topics=1, replies=0)

    def site(path: str, count: int) -> Answer:
        if path == "/latest.json" and count == 1:
            return Answer(429, b"{}", {"Retry-After": "1"})
        return forum(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "ok" and run.signals_new == 1
    assert log.count("/latest.json") == 2


def test_a_robots_txt_that_closes_all_is_obeyed(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/robots.txt":
            return Answer(200, b"User-agent: *\nDisallow: /\n")
        return Discourse()(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "blocked" and run.refusals == {"robots": 1}
    assert log == ["/robots.txt"]


def test_a_robots_txt_that_fails_means_keep_out(desk: App) -> None:
    with served(lambda path, n: Answer(500) if "robots" in path else Discourse()(path, n)) as (
        url,
        log,
    ):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "blocked" and set(log) == {"/robots.txt"}


def test_a_private_address_is_not_asked_unless_allowed(desk: App) -> None:
    with served(Discourse()) as (url, log):
        run = read_api(desk, "discourse", url, allow_private=False)
    assert run.outcome == "failed" and run.refusals == {"private_address": 1} and log == []
    assert "--allow-private" in run.reason


def test_a_topic_that_is_closed_to_us_does_not_end_the_run(desk: App) -> None:
    forum = Discourse(topics=3, replies=0)
    with served(lambda path, n: Answer(403, b"{}") if path == "/t/2.json" else forum(path, n)) as (
        url,
        _,
    ):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "partial" and run.refusals == {"http_403": 1} and run.signals_new == 2


def test_a_retry_after_that_is_a_date_is_waited_for(desk: App) -> None:
    forum = Discourse(topics=1, replies=0)
    open_again: list[datetime] = []

    def site(path: str, count: int) -> Answer:
        now = datetime.now(UTC)
        if path == "/latest.json" and not open_again:
            open_again.append(now.replace(microsecond=0) + timedelta(seconds=2))
        if path == "/latest.json" and now < open_again[0] - timedelta(seconds=1):
            when = format_datetime(open_again[0], usegmt=True)
            return Answer(503, b"{}", {"Retry-After": when})
        return forum(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "ok" and run.signals_new == 1 and run.refusals == {}
    assert log.count("/latest.json") == 2


def test_only_what_is_new_is_asked_for_after_a_whole_run(desk: App) -> None:
    forum = Discourse(topics=7, replies=0)
    with served(forum) as (url, log):
        assert read_api(desk, "discourse", url).outcome == "ok"
        whole = len(log)
        again = read_api(desk, "discourse", url)
    assert (again.outcome, again.signals_seen) == ("ok", 0) and "nothing new" in again.reason
    assert len(log) - whole <= 2, "robots.txt and one page of topics"


def test_a_run_that_was_cut_short_is_gone_on_with(desk: App) -> None:
    forum = Discourse(topics=9, replies=0, per_page=3)
    with served(forum) as (url, log):
        cut = read_api(desk, "discourse", url, pages_max=6)
        assert cut.outcome == "partial" and cut.signals_new == 3
        first = [path for path in log if path.startswith("/t/")]
        rest = read_api(desk, "discourse", url)
        again = [path for path in log if path.startswith("/t/")][len(first) :]
        assert (rest.outcome, rest.signals_new) == ("ok", 6)
        assert set(first).isdisjoint(again), "no topic is read twice"
        seen = len(log)
        assert read_api(desk, "discourse", url).signals_seen == 0
        assert [path for path in log[seen:] if "robots" not in path] == ["/latest.json"]


def test_a_day_that_is_named_moves_no_position(desk: App) -> None:
    forum = Discourse(topics=4, replies=0, per_page=30)
    with served(forum) as (url, _):
        few = read_api(desk, "discourse", url, since="2026-10-28")
        assert few.outcome == "ok" and few.signals_new == 2
        assert read_api(desk, "discourse", url).signals_new == 2, "the older ones are still to come"


def test_stack_exchange_questions_and_answers_are_read_page_by_page(desk: App) -> None:
    with served(StackExchange()) as (url, log):
        run = read_api(desk, "stackexchange", f"{url}/2.3?site=softwarerecs")
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 15, {})
    assert len(log) == 2 + 3 + 10
    found = {s.url: s for s in signals_of(desk)}
    site = "https://softwarerecs.stackexchange.com"
    post, reply = found[f"{site}/questions/2"], found[f"{site}/a/201"]
    assert (post.title, post.author) == ('CRM for a "small" shop?', "Jón")
    assert (post.text, post.fields) == ("We need a CRM & a shop.", {"tags": "crm, web"})
    assert (reply.kind, reply.parent_url, reply.author) == ("reply", post.url, "Ann")
    assert post.posted_at == datetime.fromtimestamp(1790000002, UTC)


def test_stack_exchange_backoff_is_waited(desk: App) -> None:
    times: list[datetime] = []
    api = StackExchange(questions=1, backoff=1)

    def site(path: str, count: int) -> Answer:
        if path.startswith("/2.3/"):
            times.append(datetime.now(UTC))
        return api(path, count)

    with served(site) as (url, _):
        run = read_api(desk, "stackexchange", f"{url}/2.3?site=softwarerecs")
    assert run.outcome == "ok" and len(times) == 3
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert min(gaps) >= timedelta(seconds=1), "at least, however slow the machine is"


def test_a_backoff_of_an_hour_ends_the_run(desk: App) -> None:
    with served(StackExchange(backoff=3600)) as (url, log):
        run = read_api(desk, "stackexchange", f"{url}/2.3?site=softwarerecs")
    assert run.outcome == "rate_limited" and len(log) == 3


def test_a_quota_that_is_used_up_ends_the_run(desk: App) -> None:
    with served(StackExchange(quota=3)) as (url, log):
        run = read_api(desk, "stackexchange", f"{url}/2.3?site=softwarerecs")
    assert run.outcome == "partial" and "quota" in run.reason
    assert len(log) == 2 + 3 and run.signals_new == 4


def test_stack_exchange_that_throttles_is_rate_limited(desk: App) -> None:
    said = b'{"error_id":502,"error_name":"throttle_violation","error_message":"wait"}'
    with served(lambda path, _: NOWHERE if "robots" in path else Answer(400, said)) as (url, _):
        run = read_api(desk, "stackexchange", f"{url}/2.3?site=softwarerecs")
    assert run.outcome == "rate_limited"


def test_an_address_that_names_no_stack_exchange_site_says_what_to_do(desk: App) -> None:
    run = read_api(desk, "stackexchange", "https://api.stackexchange.com/2.3")
    assert run.outcome == "failed" and "?site=" in run.reason and run.requests == 0


def test_hacker_news_is_read_back_in_time_and_then_only_forward(desk: App) -> None:
    api = HackerNews()
    with served(api) as (url, log):
        run = read_api(desk, "hn", f"{url}/?query=crm")
        assert (run.outcome, run.signals_new) == ("ok", 250)
        again = read_api(desk, "hn", f"{url}/?query=crm")
    assert (again.outcome, again.signals_seen) == ("ok", 0)
    assert "numericFilters=created_at_i%3E" in log[-1] and "query=crm" in log[-1]
    found = {s.url: s for s in signals_of(desk)}
    post = found["https://news.ycombinator.com/item?id=3"]
    reply = found["https://news.ycombinator.com/item?id=4"]
    assert (post.kind, post.title, post.section) == (
        "post", "Ask HN: a CRM?", ["Hacker News", "Ask HN"],
    )  # fmt: skip
    assert (reply.kind, reply.parent_url, reply.text) == ("reply", post.url, "We'd buy 4 of that.")


def test_the_command_line_reads_an_api(desk: App) -> None:
    from typer.testing import CliRunner

    from leadminer.cli.main import app as cli

    with served(Discourse(topics=2, replies=1)) as (url, _):
        arguments = ["mine", "--spider", "discourse", "--url", url, "--allow-private"]
        done = CliRunner().invoke(
            cli,
            [*arguments, "--delay", "0", "--json"],
            env={"LEADMINER_WORKSPACE": str(desk.workspace.root)},
        )
    assert done.exit_code == 0, done.output
    assert '"outcome": "ok"' in done.output and '"signals_new": 4' in done.output
