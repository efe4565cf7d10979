"""Whom we never read: from the next request on, and with purge as if they had never been read."""

from __future__ import annotations

import threading
import time

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.errors import InvalidInput, NotFound
from leadminer.flow import no_mine as flow
from leadminer.mining.politeness import no_mine
from leadminer.mining.politeness.no_mine import Register
from leadminer.signals import queries
from leadminer.signals.tables import Signal, TextPrint
from leadminer.store import Session
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import forum, served


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Forum.Example.org", "domain", "forum.example.org"),
        ("*.example.org", "domain", "example.org"),
        ("https://example.org/", "domain", "example.org"),
        ("https://www.example.org/board/", "address", "example.org/board/"),
        ("bücher.example", "domain", "xn--bcher-kva.example"),
        ("author: Wang  Wei", "author", "wang wei"),
        ("author:wang@forum.example.org", "author", "wang@forum.example.org"),
        ("author:https://forum.example.org/u/wang", "author", "forum.example.org/u/wang"),
    ],
)
def test_what_a_person_types_is_understood(text: str, kind: str, value: str) -> None:
    assert no_mine.entry_of(text) == (kind, value)


@pytest.mark.parametrize("text", ["", "author:", "ftp://example.org/", "two words"])
def test_what_cannot_be_an_entry_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        no_mine.entry_of(text)


def test_a_domain_bars_its_subdomains_and_nobody_else() -> None:
    register = Register(domains=frozenset({"example.org"}), addresses=("other.org/private/",))
    barred = ["https://example.org/", "http://a.b.example.org:81/x", "https://EXAMPLE.org./",
              "https://www.other.org/private/x?y=1"]  # fmt: skip
    free = ["https://notexample.org/", "https://example.org.evil.net/", "https://other.org/"]
    assert all(register.bars_url(url) for url in barred)
    assert not any(register.bars_url(url) for url in free)


def test_an_author_is_known_by_name_or_by_name_and_place() -> None:
    register = Register(authors=frozenset({"wang wei", "li@a.example", "a.example/u/zhao"}))
    assert register.bars_author("Wang  WEI", "https://b.example/1")
    assert register.bars_author("Li", "https://a.example/1")
    assert not register.bars_author("Li", "https://b.example/1")
    assert register.bars_author("", "https://a.example/1", "https://www.a.example/u/zhao")


def test_the_register_holds_an_entry_once_and_can_let_it_go(session: Session, app: App) -> None:
    for _ in range(2):
        no_mine.add_entry(session, "a.example", reason="", actor="operator:1", now=app.clock.now())
    assert [row.value for row in no_mine.list_entries(session)] == ["a.example"]
    no_mine.remove_entry(session, "a.example")
    with pytest.raises(NotFound):
        no_mine.remove_entry(session, "a.example")


@pytest.mark.parametrize("spider", ["qa", "discourse"])
def test_a_barred_site_is_not_asked_at_all(desk: App, spider: str) -> None:
    with served(forum) as (url, log):
        with desk.begin() as session:
            flow.add(session, url, reason="", actor="x", clock=desk.clock, purge=False)
        run = read_site(desk, url, spider=spider)
    assert run.outcome == "blocked" and run.refusals == {"no_mine": 1} and log == []
    assert "nomine" in run.reason


def test_a_running_crawl_stops_and_the_purge_leaves_nothing(desk: App) -> None:
    with served(lambda p, n: forum(p, n, topics=200), pause_seconds=0.05) as (url, log):

        def bar() -> None:
            while len(log) < 30:
                time.sleep(0.02)
            with desk.begin() as session:
                flow.add(session, url, reason="asked", actor="x", clock=desk.clock, purge=True)
            asked.append(len(log))

        asked: list[int] = []
        worker = threading.Thread(target=bar)
        worker.start()
        read_site(desk, url)
        worker.join()
        assert len(log) - asked[0] < 100, "within two seconds it is known"
    with desk.read() as session:
        assert queries.count_signals(session) == 0


def test_an_author_goes_and_the_others_stay(desk: App) -> None:
    with served(lambda p, n: forum(p, n, topics=4)) as (url, _):
        read_site(desk, url)
        with desk.begin() as session:
            _, _, done = flow.add(
                session, "author:User1", reason="", actor="x", clock=desk.clock, purge=True
            )
        assert done.removed == 4
        again = read_site(desk, url, full=True)
    assert again.signals_new == 0 and again.refusals == {"no_mine": 4}
    with desk.read() as session:
        assert {s.author for s in session.exec(select(Signal))} == {"user0"}
        assert len(list(session.exec(select(TextPrint)))) <= 4
